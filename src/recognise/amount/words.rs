//! The words around a figure: its unit, currency, bound and what it is counted by.

use rust_decimal::Decimal;

use crate::contract::{Bound, Per};
use crate::recognise::number;

/// Words before a number that is a reference and no money: "enl. 5 21 000 000 kronor".
pub(super) const REFERENCE: &[&str] = &[
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
pub(super) fn explained(before: &str, text: &str) -> bool {
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
pub(super) fn year_like(text: &str) -> bool {
    let digits = text.split(',').next().unwrap_or_default();
    digits.len() == 4 && digits.parse::<u32>().is_ok_and(|year| (1980..2060).contains(&year))
}

/// How many kronor the unit is.
pub(super) fn unit(scale: &str) -> Decimal {
    let scale = scale.to_lowercase();
    if scale.starts_with("miljard") || scale.starts_with("md") {
        Decimal::from(1_000_000_000)
    } else if scale.starts_with('m') {
        Decimal::from(1_000_000)
    } else {
        Decimal::from(1_000)
    }
}

pub(super) fn currency(name: Option<&str>) -> &'static str {
    match name.unwrap_or_default().to_lowercase().as_str() {
        "euro" | "eur" | "€" => "EUR",
        "dollar" | "amerikanska dollar" | "usd" => "USD",
        "norska kronor" | "nok" => "NOK",
        "danska kronor" | "dkk" => "DKK",
        _ => "SEK",
    }
}

/// On which side of its figure a value lies.
pub(in crate::recognise) fn bound(words: &str) -> Bound {
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
pub(super) fn per(words: &str) -> (Option<Per>, Option<String>) {
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
