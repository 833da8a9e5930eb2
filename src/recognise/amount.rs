//! Money: `1 437 000 000 kronor`, `447,5 mnkr`, `en halv miljard`, `10–15 miljoner kronor`,
//! `2 396 kr/inv`.
//!
//! Reads figures with a unit, and bare figures where the context gives the unit. Does not read
//! counts ("1,2 miljoner böcker") and not the names of milliards ("professionsmiljarden").
//! Phrasing: Svenska skrivregler on amounts, and the agreements and pages of the state and SKR
//! from 2010 to 2026.

use std::fmt;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::number::{self, Figure};
use super::{Found, Match, Rule, Value};
use crate::contract::{Bound, Per};

/// A sum of money as printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Amount {
    /// In whole units of the currency; the lower end of a range.
    pub value: Decimal,
    /// The upper end of a range.
    pub value_to: Option<Decimal>,
    /// ISO 4217.
    pub currency: &'static str,
    /// The step at which it is printed: 100 000 for "447,5 mnkr".
    pub resolution: Decimal,
    /// On which side of the figure the value lies.
    pub bound: Bound,
    /// What it is counted by.
    pub per: Option<Per>,
    /// The word for what it is counted by: "år", "invånare", "vårdplats".
    pub per_word: Option<String>,
}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        bounded(f, self.bound, self.value, self.value_to)?;
        write!(f, " {}", self.currency)?;
        match (self.per, &self.per_word) {
            (None, _) => Ok(()),
            (Some(Per::Year), _) => f.write_str("/år"),
            (Some(Per::Inhabitant), _) => f.write_str("/invånare"),
            (Some(Per::Unit), word) => write!(f, "/{}", word.as_deref().unwrap_or("enhet")),
        }
    }
}

/// A figure with the sign of its bound: `~51000000`, `>=3`, `10..15`.
pub(super) fn bounded(
    f: &mut fmt::Formatter<'_>,
    bound: Bound,
    value: Decimal,
    to: Option<Decimal>,
) -> fmt::Result {
    match bound {
        Bound::Exact | Bound::Range => {}
        Bound::Approximate => f.write_str("~")?,
        Bound::AtLeast => f.write_str(">=")?,
        Bound::AtMost => f.write_str("<=")?,
    }
    write!(f, "{}", value.normalize())?;
    to.map_or(Ok(()), |to| write!(f, "..{}", to.normalize()))
}

/// The unit that a table's header gives to its bare numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum CellUnit {
    /// Kronor.
    Sek,
    /// Thousands of kronor (tkr).
    Thousand,
    /// Millions of kronor (mnkr).
    Million,
    /// Milliards (10^9) of kronor (mdkr).
    Milliard,
    /// Kronor per inhabitant.
    SekPerInhabitant,
}

impl CellUnit {
    /// Reads the name of a unit: `kronor`, `tkr`, `mnkr`, `miljoner kronor`, `mdkr`, `kr/inv`.
    pub fn parse(name: &str) -> Option<CellUnit> {
        let name = name.trim().trim_end_matches('.').to_lowercase();
        Some(match name.as_str() {
            "kronor" | "kr" | "sek" => CellUnit::Sek,
            "tkr" | "kkr" | "tsek" | "ksek" | "tusen kronor" | "tusental kronor"
            | "tusentals kronor" | "tusen kr" => CellUnit::Thousand,
            "mnkr" | "mkr" | "msek" | "miljoner" | "miljoner kronor" | "miljoner kr"
            | "milj. kr" | "milj kr" | "milj. kronor" | "mn kr" => CellUnit::Million,
            "mdkr" | "mdr" | "mdr kr" | "mdr kronor" | "miljarder" | "miljarder kronor" => {
                CellUnit::Milliard
            }
            "kr/inv"
            | "kronor/invånare"
            | "kronor per invånare"
            | "kr per invånare"
            | "kr/invånare"
            | "kronor/inv"
            | "kr per inv" => CellUnit::SekPerInhabitant,
            _ => return None,
        })
    }

    /// How many kronor one of it is.
    pub fn kronor(self) -> Decimal {
        match self {
            CellUnit::Sek | CellUnit::SekPerInhabitant => Decimal::ONE,
            CellUnit::Thousand => Decimal::from(1_000),
            CellUnit::Million => Decimal::from(1_000_000),
            CellUnit::Milliard => Decimal::from(1_000_000_000),
        }
    }
}

/// The largest sum that is taken for money: a thousand times the budget of the state.
const ABSURD: u64 = 2_000_000_000_000_000;

pub(super) const RULES: &[Rule] = &[
    Rule {
        name: "amount-scaled",
        about: "A figure with a unit of thousands, millions or milliards, with or without kronor.",
        pattern: r"(?i)(?P<bound>@BOUND@)?(?P<sign>minus |-)?(?P<figure>@FIGURE@) ?(?P<scale>@SCALE@)(?:[ \n]?(?P<currency>@CURRENCY@)\b)?(?P<per>(?: ?/ ?| per )[a-zåäö]+| årligen| om året| varje år| vardera året)?",
        read: scaled,
        examples: &[
            ("511 miljoner kronor 2017", "511000000 SEK"),
            ("varav 490 miljoner fördelas till landstingen", "490000000 SEK"),
            ("3 430,25 miljoner kronor", "3430250000 SEK"),
            ("1,615 miljarder kronor", "1615000000 SEK"),
            ("117mnkr", "117000000 SEK"),
            ("16, 5 mnkr", "16500000 SEK"),
            ("drygt 4 mnkr", ">=4000000 SEK"),
            ("minus 3,5 mkr", "-3500000 SEK"),
            ("1,44 miljarder kronor per år", "1440000000 SEK/år"),
            ("750 miljoner kronor årligen", "750000000 SEK/år"),
            ("15 milj. kr", "15000000 SEK"),
            ("3 mdr kronor", "3000000000 SEK"),
            ("200 miljoner konor 2026", "200000000 SEK"),
            ("5 miljoner euro", "5000000 EUR"),
            ("i budgetpropositionen för 2018 500 miljoner kronor", "500000000 SEK"),
            ("2,5 miljoner kr per vårdplats", "2500000 SEK/vårdplats"),
        ],
        rejects: &[
            "1,2 miljoner böcker",
            "25 miljoner doser",
            "Antalet besök ökade från 1,2 miljoner till 1,4 miljoner",
            "drygt 1,6 miljoner invånare",
            "kömiljarden",
            "3 mnen",
        ],
    },
    Rule {
        name: "amount-kronor",
        about: "A figure with kronor, kr, SEK or :- behind it.",
        pattern: r"(?i)(?P<bound>@BOUND@)?(?P<sign>minus |-)?(?P<figure>@FIGURE@)(?: ?(?P<currency>@CURRENCY@)\b|(?P<dash>:-))(?P<per>(?: ?/ ?| per )[a-zåäö]+| årligen| om året| varje år| vardera året)?",
        read: kronor,
        examples: &[
            ("976 000 000 kronor", "976000000 SEK"),
            ("12 345,67 kronor", "12345.67 SEK"),
            ("250 000 000:-", "250000000 SEK"),
            ("1.000.000 kr", "1000000 SEK"),
            ("1 500 kronor per invånare", "1500 SEK/invånare"),
            ("2 396 kr/inv", "2396 SEK/invånare"),
            ("100 000 000 SEK", "100000000 SEK"),
            ("enl. 5 21 000 000 kronor", "21000000 SEK"),
            ("148 780 771 68 143 865 kronor", "68143865 SEK"),
        ],
        rejects: &["25 000 kronoberg", "per 1 000 invånare", "3 krav"],
    },
    Rule {
        name: "amount-unit-first",
        about: "A unit before its figure, as in tables and statements of account.",
        pattern: r"(?i)\b(?P<unit>(?:tkr|kkr|mnkr|mkr|mdkr|msek|sek|kr|eur)|€) ?(?P<sign>-)?(?P<figure>@FIGURE@)",
        read: unit_first,
        examples: &[
            ("tkr 190 750", "190750000 SEK"),
            ("SEK 1,000,000", "1000000 SEK"),
            ("kr 1 000 000", "1000000 SEK"),
        ],
        rejects: &["okr 5", "kr: 5"],
    },
    Rule {
        name: "amount-words",
        about: "A number in words before miljoner or miljarder.",
        pattern: r"(?i)(?P<bound>@BOUND@)?\b(?P<figure>(?:@WORDS@)) ?(?P<more>extra |ytterligare |knapp |dryg |hel |kvarts |första |andra |sista |ny )?(?P<scale>(?:miljarder|miljard|miljoner|miljon))\b(?:[ \n]?(?P<currency>@CURRENCY@)\b)?(?P<per>(?: ?/ ?| per )[a-zåäö]+| årligen| om året| varje år| vardera året)?",
        read: in_words,
        examples: &[
            ("en halv miljard", "500000000 SEK"),
            ("två och en halv miljoner", "2500000 SEK"),
            ("fem och en halv miljon kronor", "5500000 SEK"),
            ("etthundrafemtio miljoner kronor", "150000000 SEK"),
            ("en extra miljard per år", "1000000000 SEK/år"),
            ("Nära två miljarder kronor", "<=2000000000 SEK"),
            ("en knapp miljard", "<=1000000000 SEK"),
            ("en första miljard betalades ut", "1000000000 SEK"),
        ],
        rejects: &["patientmiljarden", "två miljoner människor", "vaken miljard"],
    },
    Rule {
        name: "amount-compound",
        about: "Milliards and millions said one after the other are one amount.",
        pattern: r"(?i)(?P<bound>@BOUND@)?\b(?P<figure>@FIGURE@|(?:@WORDS@)) ?(?:miljarder|miljard) (?:och )?(?P<second>@FIGURE@|(?:@WORDS@)) ?(?P<scale>(?:miljoner|miljon))\b(?:[ \n]?(?P<currency>@CURRENCY@)\b)?(?P<per>(?: ?/ ?| per )[a-zåäö]+| årligen)?",
        read: compound,
        examples: &[
            ("en miljard sjuhundratjugofem miljoner kronor", "1725000000 SEK"),
            ("2 miljarder och 500 miljoner kronor", "2500000000 SEK"),
        ],
        rejects: &["en miljard 2024 miljoner", "en miljard och tre miljoner människor"],
    },
    Rule {
        name: "amount-range",
        about: "Two figures with one unit: from the one to the other.",
        pattern: r"(?i)(?P<open>(?:mellan|från) )?\b(?P<figure>@FIGURE@)(?P<link> ?[–-] ?| och | till )(?P<to>@FIGURE@) ?(?:(?P<scale>@SCALE@)(?:[ \n]?(?P<currency>@CURRENCY@)\b)?|(?P<currency2>@CURRENCY@)\b)(?P<per>(?: ?/ ?| per )[a-zåäö]+| årligen)?",
        read: range,
        examples: &[
            ("10–15 miljoner kronor", "10000000..15000000 SEK"),
            ("mellan 10 och 15 miljoner kronor", "10000000..15000000 SEK"),
            ("från 10 till 15 mnkr", "10000000..15000000 SEK"),
            ("Stödet ökar från 12 till 30 mnkr", "12000000 SEK; 30000000 SEK"),
            ("mellan 500 000 och 2 miljoner kronor", "500000..2000000 SEK"),
        ],
        rejects: &["2015-2018 miljoner", "15-10 miljoner kronor"],
    },
    Rule {
        name: "amount-range-units",
        about: "Two figures with a unit each: between the one and the other.",
        pattern: r"(?i)(?P<open>(?:mellan) )(?P<figure>@FIGURE@) ?(?:(?P<scale1>@SCALE@)(?:[ \n]?@CURRENCY@\b)?|@CURRENCY@\b) och (?P<to>@FIGURE@) ?(?:(?P<scale>@SCALE@)(?:[ \n]?(?P<currency>@CURRENCY@)\b)?|(?P<currency2>@CURRENCY@)\b)(?P<per>(?: ?/ ?| per )[a-zåäö]+| årligen)?",
        read: range_of_units,
        examples: &[
            ("mellan 500 000 kronor och 2 miljoner kronor", "500000..2000000 SEK"),
            ("mellan 800 tkr och 1,2 mnkr", "800000..1200000 SEK"),
        ],
        rejects: &["mellan 3 miljoner människor och 5 miljoner kronor"],
    },
    Rule {
        name: "amount-pair",
        about: "Two figures with one unit behind the second: 369 respektive 323 miljoner kronor.",
        pattern: r"(?i)\b(?P<figure>@FIGURE@) (?P<link>(?:respektive|resp\.?|och)) (?P<second>@FIGURE@) ?(?:(?P<scale>@SCALE@)(?:[ \n]?(?P<currency>@CURRENCY@)\b)?|(?P<currency2>@CURRENCY@)\b)",
        read: pair,
        examples: &[
            ("369 respektive 323 miljoner kronor", "369000000 SEK; 323000000 SEK"),
            ("beräknas 600 och 650 miljoner kronor", "600000000 SEK; 650000000 SEK"),
        ],
        rejects: &["2017 respektive 2018 kronor", "enligt punkt 3 och 50 miljoner kronor"],
    },
    Rule {
        name: "amount-pair-of-years",
        about: "Two figures with one unit behind the second, for a year each.",
        pattern: r"(?i)\b(?P<figure>@FIGURE@)(?P<link>(?: (?:för|under|år|avseende))* (?:19|20)\d\d,? (?:och|samt|respektive|resp\.?)|,? (?:och|samt|respektive|resp\.?)(?: (?:för|under|år|avseende))+ (?:19|20)\d\d) (?P<second>@FIGURE@) ?(?:(?P<scale>@SCALE@)(?:[ \n]?(?P<currency>@CURRENCY@)\b)?|(?P<currency2>@CURRENCY@)\b)",
        read: pair,
        examples: &[
            ("beräknas 310 och för 2028 280 miljoner kronor", "310000000 SEK; 280000000 SEK"),
            ("avsätts 20 för 2024 och 25 mnkr", "20000000 SEK; 25000000 SEK"),
        ],
        rejects: &["enligt punkt 3 och för 2028 280 miljoner kronor"],
    },
    Rule {
        name: "amount-series",
        about: "Three figures with one unit behind the last.",
        pattern: r"(?i)\b(?P<figure>@FIGURE@), (?P<second>@FIGURE@) (?P<link>(?:respektive|resp\.?|och)) (?P<third>@FIGURE@) ?(?P<scale>@SCALE@)(?:[ \n]?(?P<currency>@CURRENCY@)\b)?",
        read: series,
        examples: &[("20, 25 och 30 miljoner kronor", "20000000 SEK; 25000000 SEK; 30000000 SEK")],
        rejects: &["enligt punkterna 1, 2 och 30 miljoner kronor", "2019, 2020 och 2021 miljoner"],
    },
    Rule {
        name: "amount-broken",
        about: "A figure whose groups or letters are broken: read, but no fact until a sum proves it.",
        pattern: r"(?P<bound>@BOUND@)?\b(?P<figure>[\dlIO][\dlIOo]{0,8}(?: [\dlIOo]{1,8}){1,6}) ?(?:(?P<scale>@SCALE@)(?:[ \n]?(?P<currency>@CURRENCY@)\b)?|(?P<currency2>@CURRENCY@)\b)",
        read: broken,
        examples: &[
            ("högst 2 000 0000 kronor", "<=20000000 SEK"),
            ("l 414 000 000 kronor", "1414000000 SEK"),
            ("21 OOO OOO kronor", "21000000 SEK"),
        ],
        rejects: &["I 12 000 kronor", "976 000 000 kronor"],
    },
    Rule {
        name: "amount-without-unit",
        about: "A large figure in groups that a verb of money announces, its kronor left out.",
        pattern: r"(?i)(?:avsätta|avsätter|avsatt|avsätts|avsattes|tilldelas|anslår|anslås|betala ut|betalar ut|utbetala|utbetalar|omfattar|uppgår till)(?: (?:totalt|sammanlagt|cirka|ca|högst))? (?P<figure>\d{1,3}(?: \d{3}){2,})(?P<per> per år| årligen)?\b",
        read: without_unit,
        examples: &[(
            "avser att avsätta 500 000 000 per år 2015-2018",
            "500000000 SEK/år; 2015..2018",
        )],
        rejects: &[
            "omfattar 500 000 000 doser",
            "omfattar 1 200 personer",
            "omfattar 10 000 000 invånare",
        ],
    },
    Rule {
        name: "amount-cell",
        about: "A bare figure where the column's header gives the unit.",
        pattern: r"(?P<sign>-)?\b(?P<figure>\d[\d ]*(?:,\d+)?|[\dlIO][\dlIOo ]*)",
        read: cell,
        // Only with the unit of a column; see `recognise::tests`.
        examples: &[],
        rejects: &["190 750"],
    },
];

fn scaled(m: &Match<'_>) -> Vec<Found> {
    let Some(scale) = m.get("scale") else { return Vec::new() };
    if !unit_ends(m, scale) || !is_money(m, scale) || cut_from_number(m) {
        return Vec::new();
    }
    let text = m.get("figure").unwrap_or_default();
    let Some(figure) = number::figure(text) else { return Vec::new() };
    // "2016, 5 miljoner": a year and the next figure, not a decimal.
    if text.contains(", ") && year_like(text) {
        return Vec::new();
    }
    let mut amount = amount(m, figure, unit(scale));
    amount.currency = currency(m.get("currency"));
    // "1.615 miljarder": English decimals or Swedish groups.
    let mut candidates = Vec::new();
    if let Some((whole, decimals)) = text.split_once('.')
        && decimals.len() == 3
        && let Ok(value) = format!("{whole}.{decimals}").parse::<Decimal>()
    {
        let other = Amount { value: value * unit(scale), ..amount.clone() };
        candidates = vec![Value::Amount(amount.clone()), Value::Amount(other)];
    }
    found(m, amount, candidates)
}

fn kronor(m: &Match<'_>) -> Vec<Found> {
    if cut_from_number(m) {
        return Vec::new();
    }
    let Some(figure) = number::figure(m.get("figure").unwrap_or_default()) else {
        return Vec::new();
    };
    let mut amount = amount(m, figure, Decimal::ONE);
    amount.currency = currency(m.get("currency"));
    found(m, amount, Vec::new())
}

fn unit_first(m: &Match<'_>) -> Vec<Found> {
    let Some(name) = m.get("unit") else { return Vec::new() };
    let Some(figure) = number::figure(m.get("figure").unwrap_or_default()) else {
        return Vec::new();
    };
    let after = m.after();
    // The unit of the figure before it: "Belopp 5 tkr 12 mnkr" has two units behind their figures.
    let behind = m.before().trim_end().ends_with(|c: char| c.is_ascii_digit());
    if behind || starts_with_unit(after) || after.starts_with(|c: char| c.is_alphanumeric()) {
        return Vec::new();
    }
    let scale = match name.to_lowercase().as_str() {
        "sek" | "kr" | "eur" | "€" => Decimal::ONE,
        other => unit(other),
    };
    let mut amount = amount(m, figure, scale);
    amount.currency = currency(Some(name));
    found(m, amount, Vec::new())
}

fn in_words(m: &Match<'_>) -> Vec<Found> {
    let (Some(words), Some(scale)) = (m.get("figure"), m.get("scale")) else { return Vec::new() };
    let more = m.get("more").unwrap_or_default().trim();
    let figure = match more {
        "kvarts" => Some(Figure { value: Decimal::new(25, 2), decimals: 2 }),
        _ => number::words(words),
    };
    let Some(figure) = figure.filter(|_| is_money(m, scale)) else { return Vec::new() };
    let mut amount = amount(m, figure, unit(scale));
    amount.currency = currency(m.get("currency"));
    match more {
        "knapp" => amount.bound = Bound::AtMost,
        "dryg" => amount.bound = Bound::AtLeast,
        _ => {}
    }
    found(m, amount, Vec::new())
}

fn compound(m: &Match<'_>) -> Vec<Found> {
    let Some(scale) = m.get("scale").filter(|scale| is_money(m, scale)) else { return Vec::new() };
    let read = |name| {
        let text = m.get(name)?;
        number::figure(text).or_else(|| number::words(text))
    };
    let (Some(milliards), Some(millions)) = (read("figure"), read("second")) else {
        return Vec::new();
    };
    // "en miljard 1 200 miljoner" is two amounts.
    if millions.value >= Decimal::from(1_000) || milliards.decimals > 0 {
        return Vec::new();
    }
    let mut amount = amount(m, millions, unit(scale));
    amount.value += milliards.value * Decimal::from(1_000_000_000);
    amount.currency = currency(m.get("currency"));
    found(m, amount, Vec::new())
}

fn range(m: &Match<'_>) -> Vec<Found> {
    let text = m.get("figure").unwrap_or_default();
    let to_text = m.get("to").unwrap_or_default();
    let (Some(from), Some(to)) = (number::figure(text), number::figure(to_text)) else {
        return Vec::new();
    };
    let link = m.get("link").unwrap_or_default().to_lowercase();
    let opened = m.get("open").is_some();
    let scale = m.get("scale");
    let step = scale.map_or(Decimal::ONE, unit);
    // "500 000 och 2 miljoner kronor": the first is in kronor already.
    let whole = from.value >= Decimal::from(1_000) && opened;
    let from_step = if from.value >= to.value && whole { Decimal::ONE } else { step };
    if from.value * from_step >= to.value * step
        || (year_like(text) && year_like(to_text))
        || (link.contains("och") && !opened)
        || (link.contains("till") && !opened)
        || cut_from_number(m)
        || scale.is_some_and(|scale| !unit_ends(m, scale) || !is_money(m, scale))
    {
        return Vec::new();
    }
    // "Stödet ökar från 12 till 30 miljoner kronor": what it was and what it is.
    if link.contains("till") && changes(m.before()) {
        let currency = currency(m.get("currency").or(m.get("currency2")));
        let value = |figure, step| {
            Value::Amount(Amount { currency, bound: Bound::Exact, ..amount(m, figure, step) })
        };
        let (one, two) = (m.range_of("figure"), m.range_of("to").start..m.range().end);
        return vec![
            Found { range: one, value: value(from, from_step), candidates: Vec::new() },
            Found { range: two, value: value(to, step), candidates: Vec::new() },
        ];
    }
    let mut amount = amount(m, from, from_step);
    amount.value_to = Some(to.value * step);
    amount.bound = Bound::Range;
    amount.currency = currency(m.get("currency").or(m.get("currency2")));
    found(m, amount, Vec::new())
}

/// True where the words before "från" tell of an increase or decrease.
fn changes(before: &str) -> bool {
    const VERBS: &[&str] = &[
        "öka",
        "ökning",
        "höj",
        "utök",
        "stig",
        "steg ",
        "stigit",
        "väx",
        "minsk",
        "sänk",
        "sjunk",
        "sjönk",
        "förstärk",
        "fördubbl",
        "tredubbl",
        "räknas upp",
        "räknats upp",
    ];
    let clause = before.rsplit(['.', ';', ':', '\n']).next().unwrap_or_default();
    let near: Vec<&str> = clause.split_whitespace().rev().take(8).collect();
    near.iter().any(|word| VERBS.iter().any(|verb| word.to_lowercase().starts_with(verb)))
}

fn range_of_units(m: &Match<'_>) -> Vec<Found> {
    let figure = |name| number::figure(m.get(name).unwrap_or_default());
    let (Some(from), Some(to)) = (figure("figure"), figure("to")) else { return Vec::new() };
    let (first, scale) = (m.get("scale1"), m.get("scale"));
    let money = |scale: Option<&str>| scale.is_none_or(|it| unit_ends(m, it) && is_money(m, it));
    let (from_step, step) = (first.map_or(Decimal::ONE, unit), scale.map_or(Decimal::ONE, unit));
    if from.value * from_step >= to.value * step || !money(scale) {
        return Vec::new();
    }
    let mut amount = amount(m, from, from_step);
    amount.value_to = Some(to.value * step);
    amount.bound = Bound::Range;
    amount.currency = currency(m.get("currency").or(m.get("currency2")));
    found(m, amount, Vec::new())
}

fn series(m: &Match<'_>) -> Vec<Found> {
    let names = ["figure", "second", "third"];
    let texts = names.map(|name| m.get(name).unwrap_or_default());
    let Some(figures) =
        texts.iter().map(|text| number::figure(text)).collect::<Option<Vec<Figure>>>()
    else {
        return Vec::new();
    };
    let (least, most) = figures.iter().fold((Decimal::MAX, Decimal::ZERO), |(least, most), it| {
        (least.min(it.value), most.max(it.value))
    });
    // "16, 5 och 30": a decimal comma with a space behind it is likelier.
    let short = texts[1].len() < 2;
    let scale = m.get("scale").filter(|scale| unit_ends(m, scale) && is_money(m, scale));
    let far = least * Decimal::ONE_HUNDRED < most;
    let (Some(scale), false) =
        (scale, short || far || texts.iter().all(|text| year_like(text)) || cut_from_number(m))
    else {
        return Vec::new();
    };
    let currency = currency(m.get("currency"));
    let step = unit(scale);
    let value =
        |figure| Value::Amount(Amount { currency, bound: Bound::Exact, ..amount(m, figure, step) });
    let last = names.len() - 1;
    let found = names.iter().zip(figures).enumerate().map(|(at, (name, figure))| {
        let own = m.range_of(name);
        let end = if at == last { m.range().end } else { own.end };
        Found { range: own.start..end, value: value(figure), candidates: Vec::new() }
    });
    found.collect()
}

fn pair(m: &Match<'_>) -> Vec<Found> {
    let (first, second) =
        (m.get("figure").unwrap_or_default(), m.get("second").unwrap_or_default());
    let scale = m.get("scale");
    let (Some(one), Some(two)) = (number::figure(first), number::figure(second)) else {
        return Vec::new();
    };
    let years = year_like(first) || (scale.is_none() && year_like(second));
    // "punkt 3 och 50 miljoner": a reference and an amount.
    let word =
        m.before().trim_end().rsplit([' ', '\n', '(']).next().unwrap_or_default().to_lowercase();
    let linked = m
        .get("link")
        .is_some_and(|link| link.split_whitespace().any(|word| word.eq_ignore_ascii_case("och")));
    let far = one.value * Decimal::ONE_HUNDRED < two.value
        || one.value > two.value * Decimal::ONE_HUNDRED;
    if linked && (REFERENCE.contains(&word.as_str()) || far || word.is_empty()) {
        return Vec::new();
    }
    if years || cut_from_number(m) || scale.is_some_and(|scale| !unit_ends(m, scale)) {
        return Vec::new();
    }
    let step = scale.map_or(Decimal::ONE, unit);
    let currency = currency(m.get("currency").or(m.get("currency2")));
    let start = m.range_of("second").start;
    let value =
        |figure| Value::Amount(Amount { currency, bound: Bound::Exact, ..amount(m, figure, step) });
    vec![
        Found { range: m.range_of("figure"), value: value(one), candidates: Vec::new() },
        Found { range: start..m.range().end, value: value(two), candidates: Vec::new() },
    ]
}

fn broken(m: &Match<'_>) -> Vec<Found> {
    let text = m.get("figure").unwrap_or_default();
    let scale = m.get("scale");
    if number::figure(text).is_some()
        || !text.contains(|c: char| c.is_ascii_digit())
        // The preposition I at the head of a sentence is no digit.
        || text.starts_with("I ")
        || follows_digits(m)
        || scale.is_some_and(|scale| !unit_ends(m, scale) || !is_money(m, scale))
        || explained(m.before(), text)
    {
        return Vec::new();
    }
    let step = scale.map_or(Decimal::ONE, unit);
    let currency = currency(m.get("currency").or(m.get("currency2")));
    let read = |value| {
        let amount = amount(m, Figure { value, decimals: 0 }, step);
        Value::Amount(Amount { currency, ..amount })
    };
    let mut readings = number::repairs(text);
    // Two numbers beside each other may be two numbers.
    if let Some(last) = number::columns(text, 2).last().and_then(|split| split.last()) {
        readings.push(last.value);
    }
    let readings: Vec<Value> = readings.into_iter().filter(plausible).map(read).collect();
    let Some(first) = readings.first() else { return Vec::new() };
    vec![Found { range: m.range(), value: first.clone(), candidates: readings }]
}

fn without_unit(m: &Match<'_>) -> Vec<Found> {
    let Some(figure) = number::figure(m.get("figure").unwrap_or_default()) else {
        return Vec::new();
    };
    let after = m.after().trim_start_matches(' ');
    let counted = m.get("per").is_none() && !ends_clause(after);
    if counted || starts_with_unit(m.after()) {
        return Vec::new();
    }
    let range = m.range_of("figure").start..m.range().end;
    vec![Found {
        range,
        value: Value::Amount(amount(m, figure, Decimal::ONE)),
        candidates: Vec::new(),
    }]
}

fn cell(m: &Match<'_>) -> Vec<Found> {
    let Some(column) = m.context.unit else { return Vec::new() };
    let text = m.get("figure").unwrap_or_default().trim_end();
    if !text.contains(|c: char| c.is_ascii_digit())
        || m.before().ends_with(|c: char| c.is_alphanumeric())
    {
        return Vec::new();
    }
    let (start, figure_at) = (m.range().start, m.range_of("figure").start);
    let amount_of = |figure: Figure| {
        let mut amount = amount(m, figure, column.kronor());
        if column == CellUnit::SekPerInhabitant {
            amount.per = Some(Per::Inhabitant);
        }
        Value::Amount(amount)
    };
    if let Some(figure) = number::figure(text) {
        return vec![Found {
            range: start..figure_at + text.len(),
            value: amount_of(figure),
            candidates: Vec::new(),
        }];
    }
    // Columns that ran together: only where each has groups of its own.
    let grouped =
        |split: &Vec<Figure>| split.iter().all(|figure| figure.value >= Decimal::from(100_000));
    if let Some(split) = number::columns(text, 2).into_iter().find(grouped) {
        let is_first = |at: &usize| {
            number::columns(&text[..*at], 1).first().is_some_and(|only| only[0] == split[0])
        };
        let mut spaces = text.match_indices(' ').map(|(at, _)| at);
        let Some(cut) = spaces.find(is_first) else { return Vec::new() };
        let second = text.len() - text[cut..].trim_start().len();
        return vec![
            Found {
                range: start..figure_at + cut,
                value: amount_of(split[0]),
                candidates: Vec::new(),
            },
            Found {
                range: figure_at + second..figure_at + text.len(),
                value: amount_of(split[1]),
                candidates: Vec::new(),
            },
        ];
    }
    let read = |value| amount_of(Figure { value, decimals: 0 });
    let readings: Vec<Value> =
        number::repairs(text).into_iter().filter(plausible).map(read).collect();
    let Some(first) = readings.first() else { return Vec::new() };
    let range = start..figure_at + text.len();
    vec![Found { range, value: first.clone(), candidates: readings }]
}

/// The amount that the match's figure, unit and qualifiers make.
fn amount(m: &Match<'_>, figure: Figure, step: Decimal) -> Amount {
    let negative = m.get("sign").is_some_and(|sign| sign_holds(m, sign));
    let value = figure.value * step;
    let (per, per_word) = per(m.get("per").unwrap_or_default());
    Amount {
        value: if negative { -value } else { value },
        value_to: None,
        currency: "SEK",
        resolution: step / Decimal::from(10u64.pow(figure.decimals.min(9))),
        bound: bound(m.get("bound").unwrap_or_default()),
        per,
        per_word,
    }
}

fn found(m: &Match<'_>, amount: Amount, candidates: Vec<Value>) -> Vec<Found> {
    if !plausible(&amount.value.abs()) {
        return Vec::new();
    }
    // "per den 31 december" is no unit: what was not understood is not quoted either.
    let per = m.groups.name("per").filter(|_| amount.per.is_none());
    let end = per.map_or(m.range().end, |per| per.start());
    let sign = m.groups.name("sign").filter(|sign| !sign_holds(m, sign.as_str()));
    let start = sign.map_or(m.range().start, |sign| sign.end());
    vec![Found { range: start..end, value: Value::Amount(amount), candidates }]
}

fn plausible(value: &Decimal) -> bool {
    *value <= Decimal::from(ABSURD)
}

/// True where a sign is one: a hyphen behind a letter or digit joins, and does not subtract.
fn sign_holds(m: &Match<'_>, sign: &str) -> bool {
    let at = m.range_of("sign").start;
    sign != "-" || !m.text[..at].trim_end_matches(' ').ends_with(|c: char| c.is_alphanumeric())
}

/// True where the figure is the tail of a longer number or word: "1:500 kr", "S2017", "10.2".
fn cut_from_number(m: &Match<'_>) -> bool {
    let start = m.range_of("figure").start;
    if m.get("bound").is_some() {
        return m.before().ends_with(char::is_alphanumeric);
    }
    let before = &m.text[..start];
    let mut characters = before.chars().rev();
    match characters.next() {
        Some(c) if c.is_alphanumeric() => true,
        Some(',' | '.' | ':' | '/') => characters.next().is_some_and(|c| c.is_ascii_digit()),
        _ => false,
    }
}

/// True where groups of digits stand right before the match: it is the tail of what they begin.
fn follows_digits(m: &Match<'_>) -> bool {
    m.before()
        .strip_suffix(' ')
        .is_some_and(|before| before.ends_with(|c: char| c.is_ascii_digit()))
}

/// True where the unit is a whole word: "mn" of "mnen" is none.
fn unit_ends(m: &Match<'_>, scale: &str) -> bool {
    let end = m.range_of("scale").end;
    let next = m.text[end..].chars().next();
    scale.ends_with('.') || !next.is_some_and(char::is_alphanumeric)
}

/// Words after "miljoner" that go on with the sentence, so that kronor are meant. Behind anything
/// else that looks like a noun, the millions count something.
const GOES_ON: &[&str] = &[
    "till",
    "för",
    "per",
    "i",
    "under",
    "av",
    "och",
    "som",
    "från",
    "mellan",
    "samt",
    "är",
    "har",
    "ska",
    "skall",
    "kommer",
    "går",
    "gick",
    "utgör",
    "avser",
    "avsedda",
    "avsatta",
    "direkt",
    "extra",
    "mer",
    "mindre",
    "årligen",
    "respektive",
    "inom",
    "på",
    "att",
    "eller",
    "varav",
    "därav",
    "via",
    "med",
    "vid",
    "om",
    "efter",
    "utöver",
    "enligt",
    "får",
    "kan",
    "bör",
    "blir",
    "var",
    "där",
    "när",
    "men",
    "riktas",
    "utifrån",
    "baserat",
    "totalt",
    "årligt",
    "ytterligare",
    "så",
    "de",
    "det",
    "den",
    "en",
    "vilket",
    "vilka",
    "vilken",
    "utbetalda",
    "utbetalas",
    "inklusive",
    "exklusive",
    "genom",
    "ut",
    "den",
    "vardera",
    "motsvarande",
    "innan",
    "mot",
    "gäller",
    "disponeras",
    "öronmärkta",
    "öronmärkt",
    "riktade",
    "ingår",
    "sammanlagt",
    "åren",
    "året",
    "varje",
    "om",
    "tillförs",
    "åt",
    "tillkommer",
    "återstår",
    "finns",
    "fanns",
    "betalades",
    "betalats",
    "kvar",
    "istället",
    "i",
    "ner",
    "upp",
    "än",
    "syftar",
    "tillfaller",
    "räcker",
    "stannar",
    "kvarstår",
    "alltså",
    "bland",
    "dels",
    "bara",
    "endast",
    "minus",
    "plus",
];

/// True where millions are kronor: named, or nothing is named that they could count.
fn is_money(m: &Match<'_>, scale: &str) -> bool {
    let grown = !scale.to_lowercase().starts_with("milj")
        && !scale.to_lowercase().starts_with("tus")
        && scale != "mn";
    if grown || m.get("currency").is_some() || m.get("currency2").is_some() {
        return true;
    }
    if scale.to_lowercase().starts_with("tus") {
        return false;
    }
    let after = m.after();
    let Some(rest) = after.strip_prefix([' ', '\n']) else {
        // A hyphen makes a compound of it.
        return !after.starts_with(['-', '\u{2010}']) && !counts(m.before());
    };
    // "15 miljoner till vården" gives to somebody, "från 1,2 miljoner till 1,4" goes up.
    let given = rest.strip_prefix("till ").is_some_and(|to| !to.starts_with(char::is_numeric));
    ends_clause(rest) && (given || !counts(m.before()))
}

/// Words for what millions count when they are no kronor.
const COUNTED: &[&str] = &[
    "antal",
    "personer",
    "invånare",
    "besök",
    "doser",
    "kontakter",
    "patienter",
    "människor",
    "barn ",
    "elever",
];

/// True where the sentence before a figure is about a count.
fn counts(before: &str) -> bool {
    let sentence = before
        .rsplit(['.', '!', '?', crate::clean::PART_END])
        .next()
        .unwrap_or_default()
        .to_lowercase();
    let money = ["kronor", "kr ", "mnkr", "medel", "bidrag", "avsätt", "avsatt"]
        .iter()
        .any(|word| sentence.contains(word));
    !money && COUNTED.iter().any(|word| sentence.contains(word))
}

/// True where what follows cannot be what is counted.
fn ends_clause(rest: &str) -> bool {
    let word = rest.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let lower = word.to_lowercase();
    word.is_empty()
        || word.starts_with(|c: char| c.is_ascii_digit() || c.is_uppercase())
        || GOES_ON.contains(&lower.as_str())
        // The passive, and participles: fördelas, avsätts, betalats, beräknade.
        || (lower.ends_with('s') && lower.len() > 3)
        || (lower.ends_with("ade") && lower.len() > 5)
}

fn starts_with_unit(after: &str) -> bool {
    let word = after.trim_start().split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let word = word.to_lowercase();
    CellUnit::parse(&word).is_some()
        || ["miljon", "miljard", "procent", "tusen"].contains(&word.as_str())
}

/// Words before a number that is a reference and no money: "enl. 5 21 000 000 kronor".
const REFERENCE: &[&str] = &[
    "enl.",
    "enl",
    "enligt",
    "avsnitt",
    "punkt",
    "bilaga",
    "bil.",
    "tabell",
    "kap.",
    "kapitel",
    "not",
    "nr",
    "steg",
    "del",
    "fas",
    "block",
    "sid.",
    "sida",
    "s.",
    "§",
    "område",
    "mål",
    "anslagspost",
    "post",
    "ap.",
    "åtgärd",
];

/// True where a run of groups is a reference or a year and then a well-formed number.
fn explained(before: &str, text: &str) -> bool {
    let Some((first, rest)) = text.split_once(' ') else { return false };
    if number::figure(rest).is_none() {
        // Columns that ran together, each with groups of its own.
        return number::columns(text, 2)
            .iter()
            .any(|split| split.iter().all(|figure| figure.value >= Decimal::from(100_000)));
    }
    let word = before.trim_end().rsplit([' ', '\n', '(']).next().unwrap_or_default().to_lowercase();
    year_like(first) || (first.len() <= 2 && REFERENCE.contains(&word.as_str()))
}

/// True for four digits that are most likely a year.
fn year_like(text: &str) -> bool {
    let digits = text.split(',').next().unwrap_or_default();
    digits.len() == 4 && digits.parse::<u32>().is_ok_and(|year| (1980..2060).contains(&year))
}

/// How many kronor the unit is.
fn unit(scale: &str) -> Decimal {
    let scale = scale.to_lowercase();
    if scale.starts_with("miljard") || scale.starts_with("md") {
        Decimal::from(1_000_000_000)
    } else if scale.starts_with('m') {
        Decimal::from(1_000_000)
    } else {
        Decimal::from(1_000)
    }
}

fn currency(name: Option<&str>) -> &'static str {
    match name.unwrap_or_default().to_lowercase().as_str() {
        "euro" | "eur" | "€" => "EUR",
        "dollar" | "amerikanska dollar" | "usd" => "USD",
        "norska kronor" | "nok" => "NOK",
        "danska kronor" | "dkk" => "DKK",
        _ => "SEK",
    }
}

/// On which side of its figure a value lies.
pub(super) fn bound(words: &str) -> Bound {
    let words = words.trim().to_lowercase();
    let (not, words) = match words.strip_prefix("inte ").or_else(|| words.strip_prefix("ej ")) {
        Some(rest) => (true, rest),
        None => (false, words.as_str()),
    };
    let says = |list: &[&str]| list.iter().any(|word| words.starts_with(word));
    let bound = if words.is_empty() {
        Bound::Exact
    } else if says(&["minst", "lägst", "åtminstone", "drygt", "över", "mer än", "större än"])
    {
        Bound::AtLeast
    } else if says(&[
        "högst",
        "som högst",
        "allra",
        "max",
        "upp",
        "inemot",
        "bortåt",
        "knappt",
        "nära",
        "nästan",
        "närmare",
        "mindre",
        "lägre",
        "under",
        "som mest",
        "ett tak",
    ]) {
        Bound::AtMost
    } else {
        Bound::Approximate
    };
    match bound {
        Bound::AtLeast if not => Bound::AtMost,
        Bound::AtMost if not => Bound::AtLeast,
        bound => bound,
    }
}

/// What an amount is counted by, from "per år", "/inv", " årligen".
fn per(words: &str) -> (Option<Per>, Option<String>) {
    let words = words.trim();
    // "5 mnkr / Region Skåne" names somebody and counts by nothing.
    if words.is_empty() || words.contains(char::is_uppercase) {
        return (None, None);
    }
    let word = words.trim_start_matches("per ").trim_start_matches(['/', ' ']).to_lowercase();
    match word.as_str() {
        "år" | "årligen" | "kalenderår" | "om året" | "varje år" | "vardera året" => {
            (Some(Per::Year), None)
        }
        "invånare" | "inv" | "capita" => (Some(Per::Inhabitant), None),
        "den" | "dag" | "datum" | "och" | "i" | "utgången" => (None, None),
        _ => (Some(Per::Unit), Some(word)),
    }
}
