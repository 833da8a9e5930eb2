//! The words around a figure: its unit, currency, bound and what it is counted by.

use rust_decimal::Decimal;

use crate::contract::{Bound, Per};

/// True for four digits that are most likely a year.
pub(super) fn year_like(text: &str) -> bool {
    let digits = text.split(',').next().unwrap_or_default();
    digits.len() == 4 && digits.parse::<u32>().is_ok_and(|year| (1980..2060).contains(&year))
}

/// How many kronor the unit is.
pub(super) fn unit(scale: &str) -> Decimal {
    let scale = scale.to_lowercase();
    if ["miljard", "md", "mrd"].iter().any(|name| scale.starts_with(name)) {
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

/// Beginnings of words that put a value at its figure or above.
const AT_LEAST: &[&str] = &[
    "minst",
    "lägst",
    "åtminstone",
    "drygt",
    "dryga",
    "över",
    "mer än",
    "större än",
    "gott och väl",
    "som minst",
    "eller mer",
    "eller högre",
    "eller större",
    "eller däröver",
    "och däröver",
    "samt däröver",
    "och uppåt",
    "samt uppåt",
    ">",
    "≥",
];

/// Beginnings of words that put a value at its figure or below.
const AT_MOST: &[&str] = &[
    "högst",
    "som högst",
    "allra",
    "max",
    "upp till",
    "uppemot",
    "inemot",
    "bortåt",
    "knappt",
    "knappa",
    "nära",
    "nästan",
    "närmare",
    "mindre",
    "lägre",
    "under",
    "som mest",
    "ett tak",
    "eller mindre",
    "eller lägre",
    "eller därunder",
    "och därunder",
    "samt därunder",
    "och nedåt",
    "samt nedåt",
    "<",
    "≤",
];

/// On which side of its figure a value lies.
pub(in crate::recognise) fn bound(words: &str) -> Bound {
    let words = words.trim().to_lowercase();
    let (not, words) = match words.strip_prefix("inte ").or_else(|| words.strip_prefix("ej ")) {
        Some(rest) => (true, rest),
        None => (false, words.as_str()),
    };
    let (_, words) = ["lite ", "något ", "strax ", "en bit "]
        .iter()
        .find_map(|more| Some((more, words.strip_prefix(more)?)))
        .unwrap_or((&"", words));
    let says = |list: &[&str]| list.iter().any(|word| words.starts_with(word));
    let bound = if words.is_empty() {
        Bound::Exact
    } else if says(AT_LEAST) {
        Bound::AtLeast
    } else if says(AT_MOST) {
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
        "år" | "årligen" | "kalenderår" | "om året" | "varje år" | "vardera året"
        | "vartdera året" => (Some(Per::Year), None),
        "invånare" | "inv" | "capita" => (Some(Per::Inhabitant), None),
        "den" | "dag" | "datum" | "och" | "i" | "utgången" => (None, None),
        _ => (Some(Per::Unit), Some(word)),
    }
}
