//! What a column of a table holds: money and in what unit, something else that is counted, codes, or
//! words. What nothing says is unknown and not guessed.

use rust_decimal::Decimal;

use super::grid::{Grid, bare, is_figure, is_small, is_suppressed, is_year};
use super::joined;
use super::unit::{self, Named};
use crate::clean::Text;
use crate::contract::Unit;
use crate::pattern::Pattern;
use crate::recognise::amount::CellUnit;
use crate::recognise::number;

/// What a column holds, and by what its figures are multiplied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ColumnKind {
    /// Names or notes.
    Words,
    /// Codes and ordinal numbers.
    Code,
    /// Money in a unit.
    Money(CellUnit),
    /// Money for one of something: "Kr/elev".
    Price(CellUnit),
    /// Something else that is counted.
    Counted(Unit),
    /// Figures of which nothing says what they count.
    Unknown,
    /// Figures of several columns in one cell, which are no values.
    Joined,
}

impl Grid {
    /// What each column holds; asked when all of the grid is known, units too.
    pub(crate) fn column_kinds(&self, text: &Text<'_>) -> &[ColumnKind] {
        let kind = |column| self.column_kind(text, column);
        self.kinds.get_or_init(|| (0..self.labels.len()).map(kind).collect())
    }

    fn column_kind(&self, text: &Text<'_>, column: usize) -> ColumnKind {
        let label = self.labels.get(column).map_or("", String::as_str);
        let cells: Vec<&str> = (self.header_rows..self.cells.len())
            .map(|row| self.text(text, row, column).trim())
            .filter(|cell| !cell.is_empty())
            .collect();
        let figures: Vec<&str> = cells.iter().copied().filter(|cell| is_figure(cell)).collect();
        let suppressed = cells.iter().filter(|cell| is_suppressed(cell)).count();
        if figures.is_empty() || (figures.len() + suppressed) * 2 < cells.len() {
            return ColumnKind::Words;
        }
        let lower = label.to_lowercase();
        let headings = self.headings(text, column);
        let own = headings.first().copied().unwrap_or_default();
        if is_index(own)
            || CODE.is_match(&lower)
            || (lower.is_empty() && column == 0 && self.are_codes(&cells))
        {
            return ColumnKind::Code;
        }
        if joined::run_together(&cells) {
            return ColumnKind::Joined;
        }
        if cells.iter().filter(|cell| cell.contains('%')).count() * 2 > figures.len() {
            return ColumnKind::Counted(Unit::Percent);
        }
        // The heading nearest to the figures decides: "Belopp (tkr)" may stand over "Andel, %" too.
        if figures.into_iter().all(is_year) && unit::named(own).is_none() && !MONEY.is_match(&lower)
        {
            return ColumnKind::Words;
        }
        if let [own, _, ..] = headings[..]
            && unit::named(own).is_none()
        {
            let own = own.to_lowercase();
            if PEOPLE.is_match(&own) && !is_part(&own) && !self.in_thousands(&own) {
                return ColumnKind::Counted(Unit::Inhabitants);
            }
            if COUNT.is_match(&own) {
                return ColumnKind::Counted(Unit::Count);
            }
            if PERCENT.is_match(&own) && cells.iter().all(|cell| is_small(cell)) {
                return ColumnKind::Counted(Unit::Percent);
            }
        }
        if is_price(&lower) {
            return match headings.into_iter().find_map(unit::named) {
                Some(Named::Money(unit)) if unit != CellUnit::SekPerInhabitant => {
                    ColumnKind::Price(unit)
                }
                // "Kr/elev" names its unit beside what it is for.
                None if PRICE_IN_KRONOR.is_match(&lower) => ColumnKind::Price(CellUnit::Sek),
                _ => ColumnKind::Unknown,
            };
        }
        match headings.into_iter().find_map(unit::named) {
            Some(Named::Money(unit)) => return ColumnKind::Money(unit),
            Some(Named::Percent) => return ColumnKind::Counted(Unit::Percent),
            Some(Named::Several) => return ColumnKind::Unknown,
            None => {}
        }
        if PERCENT.is_match(&lower) {
            return ColumnKind::Counted(Unit::Percent);
        }
        // "Ansökningar | Beviljade | Belopp": how many were granted, where sums have a column of their own.
        let sums = |label: &String| is_of_money(&label.to_lowercase());
        let others = self.labels.iter().filter(|other| other.to_lowercase() != lower);
        if HOW_MANY.is_match(&lower) && others.into_iter().any(sums) {
            return ColumnKind::Counted(Unit::Count);
        }
        // "Efter invånare" heads the money that was distributed by them.
        let money = MONEY.is_match(&lower) || is_part(&lower);
        if RATE.is_match(&lower) {
            return ColumnKind::Unknown;
        }
        if PER_HEAD.is_match(&lower) {
            return match self.unit.or(self.neighbours) {
                None | Some(CellUnit::Sek | CellUnit::SekPerInhabitant) => {
                    ColumnKind::Money(CellUnit::SekPerInhabitant)
                }
                Some(_) => ColumnKind::Unknown,
            };
        }
        if !money && PEOPLE.is_match(&lower) {
            if self.in_thousands(&lower) {
                return ColumnKind::Unknown;
            }
            return ColumnKind::Counted(Unit::Inhabitants);
        }
        if !money && COUNT.is_match(&lower) {
            return ColumnKind::Counted(Unit::Count);
        }
        // What counts something else stands beside what is headed "Beviljat (mnkr)".
        let named = |label: &String| unit::unit_in(label).is_some();
        let counts = !money
            && COUNTED.is_match(&lower)
            && (self.labels.iter().any(named) || !are_kronor(&cells));
        if counts {
            return ColumnKind::Counted(Unit::Count);
        }
        match self.unit {
            // The unit of another column says nothing of one without a heading.
            Some(_) if lower.is_empty() && self.labels.iter().any(named) => ColumnKind::Unknown,
            // What grows or shrinks may do so in percent.
            Some(_) if CHANGE.is_match(&lower) && cells.iter().all(|cell| is_small(cell)) => {
                ColumnKind::Unknown
            }
            Some(unit) => ColumnKind::Money(unit),
            None => match self.neighbours {
                // The unit of another column is that of sums only: beside "Mnkr", "Elevveckor" are not.
                Some(unit) if money || is_split(label) => ColumnKind::Money(unit),
                Some(_) => ColumnKind::Unknown,
                None if are_kronor(&cells) => ColumnKind::Money(CellUnit::Sek),
                None => ColumnKind::Unknown,
            },
        }
    }

    fn in_thousands(&self, people: &str) -> bool {
        self.people_in_thousands || THOUSANDS.is_match(people)
    }

    /// True for ordinals and SCB codes: whole numbers below 2600 that only rise.
    fn are_codes(&self, cells: &[&str]) -> bool {
        let numbers: Vec<u32> = cells.iter().filter_map(|cell| cell.parse().ok()).collect();
        numbers.len() + 1 >= cells.len()
            && numbers.windows(2).all(|pair| pair[0] < pair[1])
            && numbers.iter().all(|n| *n < 2600)
    }
}

/// True for a heading, in lower case, that says that its figures are money.
pub(crate) fn is_of_money(heading: &str) -> bool {
    MONEY.is_match(heading)
}

/// What headings in one line, in lower case, name that is counted and no sum: "Län Folkmängd
/// Belopp". What a title names as the key of the money ("efter folkmängd") is none.
pub(crate) fn counted_beside(headings: &str) -> Option<Unit> {
    static KEY: Pattern = Pattern::new(
        r"\b(?:efter|enligt|utifrån|på|per|för|av|till|från|med|mot|och|eller|kronor/|kr/)\s*$",
    );
    let named = |pattern: &Pattern| {
        let mut found = pattern.find_iter(headings);
        found.any(|found| !KEY.is_match(&headings[..found.start()]))
    };
    match () {
        () if named(&PER_HEAD) => Some(Unit::SekPerInhabitant),
        () if named(&PEOPLE) => Some(Unit::Inhabitants),
        () if PERCENT.is_match(headings) && !named(&SHARE_OF_SUM) => Some(Unit::Percent),
        () if named(&COUNT) => Some(Unit::Count),
        () => None,
    }
}

/// True for a heading, in lower case, of what grows or shrinks.
pub(crate) fn is_change(heading: &str) -> bool {
    CHANGE.is_match(heading)
}

/// True for a heading, in lower case, of what one of something costs or brings, or does on average;
/// what a region gets for each inhabitant is told apart.
fn is_price(heading: &str) -> bool {
    static PER: Pattern = Pattern::new(
        r"(?:^|[ ,(])(?:kr|kronor|kr\.|tkr|pris\w*|taxa\w*|ersättning\w*|belopp\w*|kostnad\w*|bidrag\w*|stöd)(?: ?\((?:kr|kronor|tkr)\))?,? ?(?:/|per|för varje) ?(?P<what>[a-zåäö]+)|\b(?:à|styck|a-?|à-?)pris(?:et)?\b|\b(?:genomsnitt|snitt|medelvärde|medelbelopp|medeltal)\w*",
    );
    // A row may be the region, a column the year.
    const NO_PRICE: &[&str] = &[
        "inv",
        "invånare",
        "person",
        "år",
        "månad",
        "kvartal",
        "termin",
        "region",
        "landsting",
        "län",
        "kommun",
        "huvudman",
        "mål",
        "område",
        "insats",
        "part",
        "den",
        "del",
        "ändamål",
    ];
    PER.captures_iter(heading)
        .any(|found| found.name("what").is_none_or(|what| !NO_PRICE.contains(&what.as_str())))
}

/// True for a heading, in lower case, of a part of money that is named by what it is distributed by.
fn is_part(heading: &str) -> bool {
    BY_KEY.is_match(heading) || PART.is_match(heading)
}

static PRICE_IN_KRONOR: Pattern = Pattern::new(r"(?:^|[ ,(])(?:kr|kronor)\.? ?(?:/|per) ?[a-zåäö]");

/// People counted in thousands: "Folkmängd (1 000-tal)".
static THOUSANDS: Pattern = Pattern::new(r"\b(?:1 ?000(?:-?tals?)?|tusen|tusentals?)\b");

/// True for the heading of what numbers or dates a row and is never a sum: "År", "Konto", "Sida".
fn is_index(heading: &str) -> bool {
    static INDEX: Pattern = Pattern::new(
        r"(?i)^\W*(?:(?:start|slut|budget|kalender|verksamhets|bidrags|läs)?år(?:tal)?|(?:bas|mot)?konto|konto(?:nr|nummer)|ansvar|kostnadsställe|objekt|sid(?:a|or|nr)?|kapitel|kap|avsnitt|punkt|paragraf|§|rad|nr|nummer|id|prio(?:ritet|ritering)?|rang|ordning|not(?:er)?|bilaga|anslags?(?:post|nr|nummer)|ap|uo|utgiftsområde|dnr|(?:löp|projekt|ärende|diarie|org|organisations|post|läns|kommun|region|besluts?|kund)\.? ?-?(?:nr|nummer|kod)|scb-?kod|version|månad|vecka|veckonummer|dag|kvartal|tertial|datum|referens(?:nr|nummer)?|mål ?nr)\W*$",
    );
    INDEX.is_match(heading)
}

/// True for the heading of a part of money that another heading gives the unit of: a year, who gets
/// it, all of it.
pub(crate) fn is_split(label: &str) -> bool {
    static YEARS: Pattern = Pattern::new(
        r"(?i)^\W*(?:år |för |under )?(?:19|20)\d\d(?: ?[–/-] ?(?:(?:19|20)?\d\d))?\W*$",
    );
    let name = label.split(['(', ',']).next().unwrap_or_default().trim();
    let opened = ["varav ", "därav "].iter().any(|word| label.to_lowercase().starts_with(word));
    opened
        || YEARS.is_match(label)
        || super::grid::is_total(name)
        || crate::interpret::party::is_only(name)
}

static CODE: Pattern = Pattern::new(r"^(?:läns|kommun|region)?-?(?:kod|nr|nummer)\.?$|^#$");
static PERCENT: Pattern = Pattern::new(r"%|\bprocent\b|\b(?:befolknings)?andel(?:en)?\b|\bproc\b");
static MONEY: Pattern = Pattern::new(
    r"\b(?:(?:max|tak|bas|grund)?belopp\w*|kronor|kr|medel|(?:stats|grund)?bidrag\w*|summa|ersättning\w*|tilldel\w*|utbetal\w*|återbetal\w*|rekvirera\w*|bevilja\w*|utfall|budget\w*|prognos\w*|kostnad\w*|intäkt\w*|anslag\w*|(?:total)?ram(?:en)?|pott(?:en)?|stöd)\b",
);
static PEOPLE: Pattern =
    Pattern::new(r"\b(?:befolkning\w*|invånare|folkmängd|invånarantal|personer)\b");
static BY_KEY: Pattern = Pattern::new(
    r"^\W*(?:(?:fördel\w+|beräkn\w+) )?(?:efter|enligt|utifrån|baserat på)\b|\b(?:befolknings|invånar)(?:baser|relater|fördel|beräkn|styr)\w*",
);

/// A part of a sum that is named by its key: "Del 1, befolkning", "Grundbelopp", "Befolkningsdel".
static PART: Pattern =
    Pattern::new(r"(?:^|[ ,(/-])(?:del(?:en)?|[a-zåäö]*(?:sdel|belopp|bidrag|ersättning|medel))\b");
static RATE: Pattern = Pattern::new(r"(?:per|/) ?\d[\d ]* ?(?:000)? ?inv");

/// A share in percent of what a text distributes, which is no heading: "20 % av medlen".
static SHARE_OF_SUM: Pattern = Pattern::new(r"\d ?(?:%|procent)");
static PER_HEAD: Pattern = Pattern::new(r"(?:per|/) ?inv");
static CHANGE: Pattern =
    Pattern::new(r"\b(?:förändring|ökning|minskning|utveckling|skillnad|avvikelse|diff)");
static COUNT: Pattern =
    Pattern::new(r"\b(?:antal|platser|tjänster|besök|vårdplatser|elever|enheter)\b");

/// One word in the plural, which names what is counted: "Ansökningar", "Beviljade projekt".
static COUNTED: Pattern = Pattern::new(
    r"^(?:[a-zåäö]+ade? )?[a-zåäö-]*(?:ansökningar|anmälningar|ärenden|projekt|deltagare|beslut|årsarbetskrafter|årsarbetare|heltider|veckor|dagar|timmar|tillfällen|elever|patienter|doser|operationer|vårddygn|poäng|index|mottagningar|skolor|transporter|flygningar|utryckningar|samtal|remisser)(?: \(\d+ ?st\))?$|\((?:antal )?(?:dagar|veckor|timmar|år|st|personer)\)$",
);

/// A participle in the plural that leaves out the applications: "Beviljade".
static HOW_MANY: Pattern = Pattern::new(r"^(?:beviljade|sökta|inkomna|avslagna|godkända)$");

/// True for figures that can be whole kronor though no heading says so: of several regions or
/// municipalities the largest gets millions of kronor, and seldom milliards, which thousands would be.
pub(crate) fn are_kronor(cells: &[&str]) -> bool {
    const LEAST: u32 = 1_000_000;
    let written = cells.iter().any(|cell| cell.to_lowercase().contains("kr"));
    let figures =
        cells.iter().filter_map(|cell| number::figure(bare(cell).trim_start_matches('-')));
    written
        || figures.map(|figure| figure.value).max().is_some_and(|most| most >= Decimal::from(LEAST))
}
