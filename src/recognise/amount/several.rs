//! What a match that holds several amounts says: spans, changes, pairs and series with one unit.

use rust_decimal::Decimal;

use super::Amount;
use super::counted::is_money;
use super::read::{amount, cut_from_number, found, unit_ends};
use super::words::{REFERENCE, currency, unit, year_like};
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

pub(super) fn range_of_units(m: &Match<'_>) -> Vec<Found> {
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

pub(super) fn series(m: &Match<'_>) -> Vec<Found> {
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

pub(super) fn pair(m: &Match<'_>) -> Vec<Found> {
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
