//! What a match that holds two ends says: spans, and changes from one sum to another.

use rust_decimal::Decimal;

use super::Amount;
use super::counted::is_money;
use super::in_words::follows_vague;
use super::own::{Before, before};
use super::read::{amount, cut_from_number, found, unit_ends};
use super::words::{currency, unit, year_like};
use crate::contract::Bound;
use crate::recognise::number::{self, Figure};
use crate::recognise::{Found, Match, Value};

pub(super) fn range(m: &Match<'_>) -> Vec<Found> {
    let text = m.get("figure").unwrap_or_default();
    let to_text = m.get("to").unwrap_or_default();
    let (Some(from), Some(to)) = (number::figure(text), number::figure(to_text)) else {
        return Vec::new();
    };
    let link = m.get("link").unwrap_or_default().to_lowercase();
    let open = m.get("open").unwrap_or_default().trim_end().to_lowercase();
    let scale = m.get("scale");
    let step = scale.map_or(Decimal::ONE, unit);
    // "500 000 och 2 miljoner kronor": the first is in kronor already.
    let own_unit = from.value >= Decimal::from(1_000) && !open.is_empty() && from.value >= to.value;
    let from_step = if own_unit { Decimal::ONE } else { step };
    let named = open.is_empty() && before(m.before()) == Before::Reference;
    if from.value * from_step >= to.value * step
        || (year_like(text) && (year_like(to_text) || link.contains("till")))
        || !links(&open, &link, from.value, to.value)
        || (named && !link.contains(['-', '–', '—']))
        || cut_from_number(m)
        || scale.is_some_and(|scale| !unit_ends(m, scale) || !is_money(m, scale))
    {
        return Vec::new();
    }
    let span = |from: Decimal| {
        let amount = amount(m, Figure { value: from, decimals: to.decimals }, step);
        let currency = currency(m.get("currency").or(m.get("currency2")));
        Amount { value_to: Some(to.value * step), bound: Bound::Range, currency, ..amount }
    };
    let literal = Amount {
        value: from.value * from_step,
        resolution: amount(m, from, from_step).resolution,
        ..span(from.value)
    };
    // "Stödet ökar från 12 till 30 miljoner kronor": what it was and what it is.
    if link.contains("till") && changes(m.before()) {
        let exact =
            |it: Amount| Value::Amount(Amount { value_to: None, bound: Bound::Exact, ..it });
        let (one, two) = (m.range_of("figure"), m.range_of("to").start..m.range().end);
        return vec![
            Found { range: one, value: exact(literal), candidates: Vec::new() },
            Found { range: two, value: exact(span(to.value)), candidates: Vec::new() },
        ];
    }
    match short(text, to_text, from.value, to.value) {
        None if (text.len() < 4 && to_text.contains(' ') && open.is_empty())
            && from.value * Decimal::ONE_HUNDRED < to.value =>
        {
            Vec::new()
        }
        None => found(m, literal, Vec::new()),
        // "5–10 000 kronor".
        Some(full) if full * Decimal::from(4) >= to.value => found(m, span(full), Vec::new()),
        Some(full) => {
            let readings = vec![Value::Amount(span(full)), Value::Amount(literal)];
            found(m, span(full), readings)
        }
    }
}

/// True where the words around two figures make a span of them.
fn links(open: &str, link: &str, from: Decimal, to: Decimal) -> bool {
    match link.trim() {
        "och" => open == "mellan",
        "och högst" | "och max" | "men högst" | "och som mest" => open == "minst",
        // "5 à 100 000 kronor" is five of them.
        "à" | "á" | "a" => open.is_empty() && to <= from * Decimal::from(4),
        _ => open != "minst",
    }
}

/// The first figure of a span that leaves out the thousands that its second one has.
fn short(from_text: &str, to_text: &str, from: Decimal, to: Decimal) -> Option<Decimal> {
    let thousand = Decimal::from(1_000);
    if from >= thousand
        || from.is_zero()
        || !from_text.bytes().all(|b| b.is_ascii_digit() || b == b',')
    {
        return None;
    }
    let mut full = None;
    let (mut next, mut rest) = (from, to_text);
    while let Some(shorter) = rest.strip_suffix(" 000").or_else(|| rest.strip_suffix(".000")) {
        next *= thousand;
        rest = shorter;
        full = (next < to).then_some(next).or(full);
    }
    full
}

/// A span in words: "två-tre miljoner", "en till två miljoner", "fem- till sexhundra miljoner".
pub(super) fn range_in_words(m: &Match<'_>) -> Vec<Found> {
    let scale = m.get("scale").filter(|scale| is_money(m, scale));
    let words = m.get("figure").unwrap_or_default();
    let (Some(scale), Some(from), Some(to)) =
        (scale, number::words(words), number::words(m.get("to").unwrap_or_default()))
    else {
        return Vec::new();
    };
    // "Två till tre hundra" says the hundreds once.
    let hundred = Decimal::ONE_HUNDRED;
    let shared = from.value < Decimal::TEN
        && (to.value % hundred).is_zero()
        && from.value * hundred < to.value;
    let value = if shared { from.value * hundred } else { from.value };
    if value >= to.value || follows_vague(m.before(), words) {
        return Vec::new();
    }
    let currency = currency(m.get("currency"));
    let plain = |value| {
        let decimals = from.decimals.max(to.decimals);
        Amount { currency, ..amount(m, Figure { value, decimals }, unit(scale)) }
    };
    if m.get("link").unwrap_or_default().contains("till") && changes(m.before()) {
        let exact = |value| Value::Amount(plain(value));
        return vec![
            Found { range: m.range_of("figure"), value: exact(value), candidates: Vec::new() },
            Found {
                range: m.range_of("to").start..m.range().end,
                value: exact(to.value),
                candidates: Vec::new(),
            },
        ];
    }
    let value_to = Some(to.value * unit(scale));
    found(m, Amount { value_to, bound: Bound::Range, ..plain(value) }, Vec::new())
}

/// Clauses are shorter.
const MOST_WORDS: usize = 40;

/// True where the words before "från" tell of an increase or decrease.
fn changes(before: &str) -> bool {
    const VERBS: &[&str] = &[
        "öka",
        "ökning",
        "höj",
        "utök",
        "stig",
        "steg",
        "ändra",
        "juster",
        "lyft",
        "reducer",
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
    // "Utökas de medel som anges i överenskommelsen med 340 mnkr, från": the verb may stand far off.
    let mut words = clause.split_whitespace().rev().take(MOST_WORDS);
    words.any(|word| VERBS.iter().any(|verb| word.to_lowercase().starts_with(verb)))
}

pub(super) fn range_of_units(m: &Match<'_>) -> Vec<Found> {
    let figure = |name| number::figure(m.get(name).unwrap_or_default());
    let (Some(from), Some(to)) = (figure("figure"), figure("to")) else { return Vec::new() };
    let (first, scale) = (m.get("scale1"), m.get("scale"));
    let money = |scale: Option<&str>| scale.is_none_or(|it| unit_ends(m, it) && is_money(m, it));
    let (from_step, step) = (first.map_or(Decimal::ONE, unit), scale.map_or(Decimal::ONE, unit));
    let open = m.get("open").unwrap_or_default().trim_end().to_lowercase();
    let link = m.get("link").unwrap_or_default();
    let linked = match open.as_str() {
        "mellan" => link == " och ",
        "från" => link.ends_with("till ") && !changes(m.before()),
        _ => !link.ends_with(' ') && m.get("figure").is_some_and(|text| !year_like(text)),
    };
    if from.value * from_step >= to.value * step || !money(scale) || !linked || cut_from_number(m) {
        return Vec::new();
    }
    let mut amount = amount(m, from, from_step);
    amount.value_to = Some(to.value * step);
    amount.bound = Bound::Range;
    amount.currency = currency(m.get("currency").or(m.get("currency2")));
    found(m, amount, Vec::new())
}
