//! What a match of a number in words says: "två och en halv miljoner", "ett par hundra miljoner".
//!
//! Says nothing where the words are the tail of a number that is not read: "några hundra".

use rust_decimal::Decimal;

use super::counted::is_money;
use super::read::{amount, found};
use super::words::{currency, unit, year_like};
use crate::contract::Bound;
use crate::recognise::number::{self, Figure};
use crate::recognise::{Found, Match};

pub(super) fn in_words(m: &Match<'_>) -> Vec<Found> {
    let Some(scale) = m.get("scale").filter(|scale| is_money(m, scale)) else { return Vec::new() };
    let Some((figure, vague)) = said(m) else { return Vec::new() };
    let mut amount = amount(m, figure, unit(scale));
    amount.currency = currency(m.get("currency"));
    match m.get("more").unwrap_or_default().trim() {
        "knapp" => amount.bound = Bound::AtMost,
        "dryg" | "god" => amount.bound = Bound::AtLeast,
        _ if vague && amount.bound == Bound::Exact => amount.bound = Bound::Approximate,
        _ => {}
    }
    found(m, amount, Vec::new())
}

/// Kronor in words: "hundra tusen kronor".
pub(super) fn kronor_in_words(m: &Match<'_>) -> Vec<Found> {
    // "Beloppen anges i tusen kronor" names a unit.
    if m.get("figure").is_some_and(|words| words.trim().eq_ignore_ascii_case("tusen"))
        && m.get("pair").is_none()
    {
        return Vec::new();
    }
    let Some((figure, vague)) = said(m) else { return Vec::new() };
    let mut amount = amount(m, figure, Decimal::ONE);
    if vague && amount.bound == Bound::Exact {
        amount.bound = Bound::Approximate;
    }
    found(m, amount, Vec::new())
}

/// The number in words of a match, and whether it is a vague one: "ett par hundra", "ett tjugotal".
fn said(m: &Match<'_>) -> Option<(Figure, bool)> {
    let words = m.get("figure").or(m.get("hundreds")).unwrap_or_default();
    let two = m.get("pair").is_some();
    let about = m.get("about").is_some();
    if !two && follows_vague(m.before(), words) {
        return None;
    }
    let words = words.trim();
    let words = words.strip_prefix("ett ").filter(|_| about).unwrap_or(words);
    let figure = match two && words.is_empty() {
        true => Figure { value: Decimal::ONE, decimals: 0 },
        false => number::words(words)?,
    };
    // "Ett par tre miljoner" is three.
    let hundreds = figure.value == Decimal::ONE || figure.value >= Decimal::ONE_HUNDRED;
    let value = if two && hundreds { figure.value * Decimal::TWO } else { figure.value };
    Some((Figure { value, ..figure }, two || about))
}

/// Words that make a number behind them another one, which nobody says: "några hundra".
const VAGUE: &[&str] =
    &["några", "flera", "många", "åtskilliga", "par", "något", "någon", "otaliga"];

/// True where a number in words is the tail of one that is not read: "några hundra", "5 hundra",
/// "två-tre".
pub(super) fn follows_vague(ahead: &str, words: &str) -> bool {
    let word = ahead.trim_end().rsplit([' ', '\n', crate::clean::PART_END]).next();
    let word = word.unwrap_or_default().to_lowercase();
    let counted = word.ends_with(|c: char| c.is_ascii_digit())
        && !year_like(&word)
        && ["hundra", "tusen"].iter().any(|count| words.to_lowercase().starts_with(count));
    counted
        || ahead.ends_with(['-', '–'])
        || VAGUE.contains(&word.as_str())
        || number::words(&word)
            .is_some_and(|number| !word.is_empty() && number.value > Decimal::ONE)
}
