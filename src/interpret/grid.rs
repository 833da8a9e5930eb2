//! A table as a grid: which rows are headings, which columns hold values, of what unit.

use std::sync::LazyLock;

use rust_decimal::Decimal;

use super::joined;
use super::unit::{self, Named};
use crate::clean::{self, Text};
use crate::contract::Unit;
use crate::pattern::Pattern;
use crate::recognise::amount::CellUnit;
use crate::recognise::number;

/// A table laid out on its grid, spans filled in.
#[derive(Debug)]
pub(super) struct Grid {
    /// The part of each cell, by row and column.
    pub(super) cells: Vec<Vec<Option<usize>>>,
    /// How many of the first rows are headings.
    pub(super) header_rows: usize,
    /// The heading of each column: its header cells joined.
    pub(super) labels: Vec<String>,
    /// The unit of money that the caption or a heading gives to the whole table.
    pub(super) unit: Option<CellUnit>,
}

/// What a column holds, and by what its figures are multiplied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ColumnKind {
    /// Names or notes.
    Words,
    /// Codes and ordinal numbers.
    Code,
    /// Money in a unit.
    Money(CellUnit),
    /// Something else that is counted.
    Counted(Unit),
    /// Figures of which nothing says what they count.
    Unknown,
    /// Figures of several columns in one cell, which are no values.
    Joined,
}

impl Grid {
    /// Lays `table` out; `around` is the text before it, which may name the unit.
    pub(super) fn new(text: &Text<'_>, table: &clean::Table, around: &str) -> Grid {
        let mut cells = vec![vec![None; table.columns]; table.rows.len()];
        for (r, row) in table.rows.iter().enumerate() {
            for cell in &row.cells {
                for line in cells.iter_mut().skip(r).take(cell.rowspan.min(table.rows.len())) {
                    for slot in line.iter_mut().skip(cell.column).take(cell.colspan) {
                        slot.get_or_insert(cell.part);
                    }
                }
            }
        }
        let mut grid = Grid { cells, header_rows: 0, labels: Vec::new(), unit: None };
        grid.header_rows = grid.count_header_rows(text, table);
        grid.labels = (0..table.columns).map(|column| grid.label(text, column)).collect();
        grid.unit = Grid::table_unit(text, table, around);
        grid
    }

    /// The text of a cell; empty for none.
    pub(super) fn text<'t>(&self, text: &'t Text<'_>, row: usize, column: usize) -> &'t str {
        let part = self.cells.get(row).and_then(|row| row.get(column)).copied().flatten();
        part.and_then(|part| text.parts.get(part)).map_or("", |part| text.part(part))
    }

    /// Rows before the first that has a figure; a row of years is a heading.
    fn count_header_rows(&self, text: &Text<'_>, table: &clean::Table) -> usize {
        let columns = self.cells.first().map_or(0, Vec::len);
        let first = (0..self.cells.len()).find(|&row| {
            !table.rows[row].header
                && (0..columns).any(|column| {
                    let cell = self.text(text, row, column);
                    has_figure(cell) && !is_year(cell)
                })
        });
        // A table without a figure has at most one row of headings.
        first.unwrap_or(usize::from(table.rows.first().is_some_and(|row| row.header)))
    }

    fn label(&self, text: &Text<'_>, column: usize) -> String {
        let mut words: Vec<&str> = Vec::new();
        for row in 0..self.header_rows {
            let cell = self.text(text, row, column).trim();
            if !cell.is_empty() && words.last() != Some(&cell) {
                words.push(cell);
            }
        }
        words.join(" ")
    }

    /// The unit that a caption or the line above gives.
    fn table_unit(text: &Text<'_>, table: &clean::Table, around: &str) -> Option<CellUnit> {
        let caption = table.parts.clone().filter_map(|part| {
            let part = text.parts.get(part)?;
            matches!(part.kind, clean::PartKind::Caption(_)).then(|| text.part(part))
        });
        caption.chain(std::iter::once(around)).find_map(unit::unit_in)
    }

    /// The one unit that the headings name of money that is not per inhabitant, where nothing else
    /// names one.
    pub(super) fn unit_of_headings(&self) -> Option<CellUnit> {
        let mut units = self
            .labels
            .iter()
            .filter_map(|label| unit::unit_in(label))
            .filter(|unit| *unit != CellUnit::SekPerInhabitant);
        let first = units.next()?;
        units.all(|unit| unit == first).then_some(first)
    }

    /// The headings over a column, the nearest to its figures first.
    fn headings<'t>(&self, text: &'t Text<'_>, column: usize) -> Vec<&'t str> {
        let cells = (0..self.header_rows).rev().map(|row| self.text(text, row, column).trim());
        let mut headings: Vec<&str> = cells.filter(|cell| !cell.is_empty()).collect();
        headings.dedup();
        headings
    }

    /// What column `column` holds.
    pub(super) fn column_kind(&self, text: &Text<'_>, column: usize) -> ColumnKind {
        let label = self.labels.get(column).map_or("", String::as_str);
        let cells: Vec<&str> = (self.header_rows..self.cells.len())
            .map(|row| self.text(text, row, column).trim())
            .filter(|cell| !cell.is_empty())
            .collect();
        let figures = cells.iter().filter(|cell| is_figure(cell)).count();
        let suppressed = cells.iter().filter(|cell| is_suppressed(cell)).count();
        if figures == 0 || (figures + suppressed) * 2 < cells.len() {
            return ColumnKind::Words;
        }
        let lower = label.to_lowercase();
        if CODE.is_match(&lower) || (lower.is_empty() && column == 0 && self.are_codes(&cells)) {
            return ColumnKind::Code;
        }
        if joined::run_together(&cells) {
            return ColumnKind::Joined;
        }
        if cells.iter().filter(|cell| cell.contains('%')).count() * 2 > figures {
            return ColumnKind::Counted(Unit::Percent);
        }
        // The heading nearest to the figures decides: "Belopp (tkr)" may stand over "Andel, %" too.
        let headings = self.headings(text, column);
        if let [own, _, ..] = headings[..]
            && unit::named(own).is_none()
        {
            let own = own.to_lowercase();
            if COUNT.is_match(&own) {
                return ColumnKind::Counted(Unit::Count);
            }
            if PERCENT.is_match(&own) && cells.iter().all(|cell| is_small(cell)) {
                return ColumnKind::Counted(Unit::Percent);
            }
        }
        match headings.into_iter().find_map(unit::named) {
            Some(Named::Money(unit)) => return ColumnKind::Money(unit),
            Some(Named::Percent) => return ColumnKind::Counted(Unit::Percent),
            Some(Named::Several) => return ColumnKind::Unknown,
            None => {}
        }
        if cells.iter().all(|cell| is_year(cell)) && !MONEY.is_match(&lower) {
            return ColumnKind::Words;
        }
        if PERCENT.is_match(&lower) {
            return ColumnKind::Counted(Unit::Percent);
        }
        // "Efter invånare" heads the money that was distributed by them.
        let money = MONEY.is_match(&lower) || BY_KEY.is_match(&lower) || PART.is_match(&lower);
        if RATE.is_match(&lower) {
            return ColumnKind::Unknown;
        }
        if PER_HEAD.is_match(&lower) {
            return match self.unit {
                None | Some(CellUnit::Sek | CellUnit::SekPerInhabitant) => {
                    ColumnKind::Money(CellUnit::SekPerInhabitant)
                }
                Some(_) => ColumnKind::Unknown,
            };
        }
        if !money && PEOPLE.is_match(&lower) {
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
            None if are_kronor(&cells) => ColumnKind::Money(CellUnit::Sek),
            None => ColumnKind::Unknown,
        }
    }

    /// True for ordinals and SCB codes: whole numbers below 2600 that only rise.
    fn are_codes(&self, cells: &[&str]) -> bool {
        let numbers: Vec<u32> = cells.iter().filter_map(|cell| cell.parse().ok()).collect();
        numbers.len() + 1 >= cells.len()
            && numbers.windows(2).all(|pair| pair[0] < pair[1])
            && numbers.iter().all(|n| *n < 2600)
    }
}

static CODE: LazyLock<Pattern> =
    LazyLock::new(|| super::pattern(r"^(?:läns|kommun|region)?-?(?:kod|nr|nummer)\.?$|^#$"));
static PERCENT: LazyLock<Pattern> =
    LazyLock::new(|| super::pattern(r"%|\bprocent\b|\bandel(?:en)?\b|\bproc\b"));
static MONEY: LazyLock<Pattern> = LazyLock::new(|| {
    super::pattern(
        r"\b(?:belopp|kronor|kr|medel|bidrag\w*|summa|ersättning\w*|tilldelning|utbetal\w*|stöd)\b",
    )
});
static PEOPLE: LazyLock<Pattern> = LazyLock::new(|| {
    super::pattern(r"\b(?:befolkning\w*|invånare|folkmängd|invånarantal|personer)\b")
});
static BY_KEY: LazyLock<Pattern> = LazyLock::new(|| {
    super::pattern(r"^\W*(?:(?:fördel\w+|beräkn\w+) )?(?:efter|enligt|utifrån|baserat på)\b")
});

/// A part of a sum that is named by its key: "Del 1, befolkning", "Grundbelopp", "Befolkningsdel".
static PART: LazyLock<Pattern> = LazyLock::new(|| {
    super::pattern(
        r"(?:^|[ ,(/-])(?:del(?:en)?|[a-zåäö]*(?:sdel|belopp|bidrag|ersättning|medel))\b",
    )
});
static RATE: LazyLock<Pattern> =
    LazyLock::new(|| super::pattern(r"(?:per|/) ?\d[\d ]* ?(?:000)? ?inv"));
static PER_HEAD: LazyLock<Pattern> = LazyLock::new(|| super::pattern(r"(?:per|/) ?inv"));
static CHANGE: LazyLock<Pattern> = LazyLock::new(|| {
    super::pattern(r"\b(?:förändring|ökning|minskning|utveckling|skillnad|avvikelse|diff)")
});
static COUNT: LazyLock<Pattern> = LazyLock::new(|| {
    super::pattern(r"\b(?:antal|platser|tjänster|besök|vårdplatser|elever|enheter)\b")
});

/// One word in the plural, which names what is counted: "Ansökningar", "Beviljade projekt".
static COUNTED: LazyLock<Pattern> = LazyLock::new(|| {
    super::pattern(
        r"^(?:[a-zåäö]+ade? )?[a-zåäö-]*(?:ansökningar|anmälningar|ärenden|projekt|deltagare|beslut|årsarbetskrafter)$",
    )
});

/// True for figures that can be whole kronor though no heading says so: of several regions or
/// municipalities the largest gets millions of kronor, and seldom milliards, which thousands would be.
pub(super) fn are_kronor(cells: &[&str]) -> bool {
    const LEAST: u32 = 1_000_000;
    let written = cells.iter().any(|cell| cell.to_lowercase().contains("kr"));
    let figures =
        cells.iter().filter_map(|cell| number::figure(bare(cell).trim_start_matches('-')));
    written
        || figures.map(|figure| figure.value).max().is_some_and(|most| most >= Decimal::from(LEAST))
}

/// True where a cell is a figure, with or without its unit.
pub(super) fn is_figure(cell: &str) -> bool {
    let bare = bare(cell);
    !bare.is_empty()
        && (number::figure(unsigned(bare)).is_some()
            || !number::repairs(bare).is_empty()
            || joined::several(bare))
}

/// The digits of a figure without the sign before it: "-1,5", "–2", "+3".
pub(super) fn unsigned(bare: &str) -> &str {
    bare.strip_prefix(['-', '–', '−', '+']).map_or(bare, str::trim_start)
}

/// True for a figure below zero.
pub(super) fn is_negative(bare: &str) -> bool {
    bare.starts_with(['-', '–', '−'])
}

/// True for a cell whose figure, if it has one, has at most two digits before its comma.
fn is_small(cell: &str) -> bool {
    number::figure(unsigned(bare(cell))).is_none_or(|figure| figure.value < Decimal::ONE_HUNDRED)
}

/// The digits of a cell without its unit and marks: "25,62%", "3 miljoner kronor", "*1 234".
pub(super) fn bare(cell: &str) -> &str {
    let cell = cell.trim().trim_matches('*').trim();
    let cell =
        FOOTNOTE.captures(cell).and_then(|found| found.name("figure")).map_or(cell, |m| m.as_str());
    let cell = cell.trim_end_matches(":-").trim_end();
    let end = cell.trim_end_matches(|c: char| c.is_alphabetic() || "%. /".contains(c));
    let tail = cell[end.len()..].trim();
    let counted = ["%", "procent", "st", "st.", "inv", "inv.", "invånare", "personer"];
    let unit = CellUnit::parse(tail).is_some() || counted.contains(&tail);
    // Letters that are no unit may stand for digits; words make a label of it.
    if unit { end.trim_end() } else { cell }
}

/// A figure with the mark of a note behind it: "1 234 1)", "56,7 *)".
static FOOTNOTE: LazyLock<Pattern> =
    LazyLock::new(|| super::pattern(r"^(?P<figure>.*[\d%])(?:(?: \d| ?\*)\)| ?[⁰¹²³⁴-⁹]+\)?)$"));

fn has_figure(cell: &str) -> bool {
    cell.contains(|c: char| c.is_ascii_digit())
        && (is_figure(cell)
            || crate::recognise::recognise(cell, Default::default())
                .iter()
                .any(|m| m.value.kind() == "amount"))
}

/// The year that a cell holds, if it holds no more.
pub(super) fn year(cell: &str) -> Option<i32> {
    let cell = cell.trim();
    cell.parse().ok().filter(|year| cell.len() == 4 && (1980..2060).contains(year))
}

/// True for a cell that holds a year and no more.
pub(super) fn is_year(cell: &str) -> bool {
    year(cell).is_some()
}

/// True for a cell that says that there is no value: "–", "..", "x".
pub(super) fn is_suppressed(cell: &str) -> bool {
    matches!(
        cell.trim(),
        "" | "-" | "–" | "—" | ".." | "..." | "…" | "." | "x" | "X" | "n/a" | "saknas" | "*"
    )
}

/// The names of a row that sums up the others.
pub(super) fn is_total(label: &str) -> bool {
    static TOTAL: LazyLock<Pattern> = LazyLock::new(|| {
        super::pattern(
            r"(?i)^\W*(?:(?:tot(?:alt|al|\.)?|summa|s:a|totalsumma|slutsumma|riket|hela landet|hela riket|hela länet|sverige|samtliga|alla)(?: (?:riket|totalt|summa|överenskommelsen|regioner|landsting|kommuner|samtliga|hela|länet|landet|belopp|kronor|medel|\(.*\)|för|alla|länet|landet|regionen|kommunerna|regionerna|tilldelat|att|fördela|utbetala|sverige|tre|län|länen|de|21|20|290))*|(?:summa|totalt) [a-zåäöA-ZÅÄÖ-]+|(?:överenskommelsen|[^,]{4,60},) totalt|tot(?:alt|al) (?:för )?(?:19|20)\d\d|(?:högst|ram|ramen|totalram)(?: (?:per år|totalt|för))*(?: (?:19|20)\d\d)?|länet|landet|(?:länet|landet|riket|regionen|regionerna|landstingen|kommunerna|samtliga|alla|hela länet) (?:totalt|summa|tillsammans))\W*$",
        )
    });
    TOTAL.is_match(label.trim())
}
