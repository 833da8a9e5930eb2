//! What a match that holds one amount says.

use rust_decimal::Decimal;

use super::counted::{ends_clause, is_money, starts_with_unit};
use super::words::{bound, currency, explained, per, unit, year_like};
use super::{ABSURD, Amount, CellUnit};
use crate::contract::{Bound, Per};
use crate::recognise::number::{self, Figure};
use crate::recognise::{Found, Match, Value};

pub(super) fn scaled(m: &Match<'_>) -> Vec<Found> {
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

pub(super) fn kronor(m: &Match<'_>) -> Vec<Found> {
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

pub(super) fn unit_first(m: &Match<'_>) -> Vec<Found> {
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

pub(super) fn in_words(m: &Match<'_>) -> Vec<Found> {
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

pub(super) fn compound(m: &Match<'_>) -> Vec<Found> {
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

pub(super) fn broken(m: &Match<'_>) -> Vec<Found> {
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

pub(super) fn without_unit(m: &Match<'_>) -> Vec<Found> {
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

pub(super) fn cell(m: &Match<'_>) -> Vec<Found> {
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
pub(super) fn amount(m: &Match<'_>, figure: Figure, step: Decimal) -> Amount {
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

pub(super) fn found(m: &Match<'_>, amount: Amount, candidates: Vec<Value>) -> Vec<Found> {
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
pub(super) fn cut_from_number(m: &Match<'_>) -> bool {
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
pub(super) fn unit_ends(m: &Match<'_>, scale: &str) -> bool {
    let end = m.range_of("scale").end;
    let next = m.text[end..].chars().next();
    scale.ends_with('.') || !next.is_some_and(char::is_alphanumeric)
}
