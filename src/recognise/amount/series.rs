//! What an enumeration with one unit behind its last figure says: "100, 150 respektive 200 miljoner
//! kronor", each perhaps with its year.

use std::ops::Range;
use std::sync::LazyLock;

use rust_decimal::Decimal;

use super::Amount;
use super::counted::is_money;
use super::in_words::follows_vague;
use super::own::{Before, before};
use super::read::{amount, cut_from_number, unit_ends};
use super::words::{currency, unit, year_like};
use crate::pattern::Pattern;
use crate::recognise::fragment;
use crate::recognise::number::{self, Figure};
use crate::recognise::{Found, Match, Value};

/// A figure of an enumeration, or a year between them.
static ITEM: LazyLock<Pattern> = LazyLock::new(|| {
    fragment::compile(
        r"(?i)(?:\b(?:för|under|år|avseende|i) |\()(?P<year>@YEAR@)\b|\b@YEAR@:|\b(?P<figure>@ITEM@|@WORDS@)",
    )
});

/// A figure and where it stands.
struct Item<'t> {
    range: Range<usize>,
    text: &'t str,
    figure: Figure,
}

pub(super) fn series(m: &Match<'_>) -> Vec<Found> {
    let scale = m.get("scale");
    if scale.is_some_and(|scale| !unit_ends(m, scale) || !is_money(m, scale)) {
        return Vec::new();
    }
    let Some(mut items) = items(m) else { return Vec::new() };
    let bare =
        m.get("list").is_some_and(|list| !list.contains(|c: char| c.is_alphabetic() || c == '+'));
    let shared = m.get("list").is_some_and(|list| list.to_lowercase().contains("resp"));
    let mut doubtful = false;
    // The first figure of "punkt 3 och 50 miljoner", "10.2, 5 och 10 mnkr" is none of them.
    let word = if m.bound().is_some() { Before::Announced } else { before(m.before()) };
    let named = word == Before::Reference;
    if named
        && shared
        && let Some(at) = after_comma(m, &items)
    {
        items.drain(..at);
    } else if named || cut_from_number(m) {
        items.remove(0);
        doubtful = named;
    }
    let years = items.iter().take_while(|item| year_like(item.text)).count();
    items.drain(..years);
    let values = || items.iter().map(|item| item.figure.value).filter(|value| !value.is_zero());
    let (Some(least), Some(most)) = (values().min(), values().max()) else { return Vec::new() };
    let far = least * Decimal::ONE_HUNDRED < most;
    // A comma alone between two figures is a decimal comma or parts what is no enumeration.
    let pair = items.len() == 2;
    if items.len() < 2 || (pair && (far || (bare && !items[1].text.contains(' ')))) {
        return Vec::new();
    }
    // "För besök 2 och 20 kronor": the first may be the number of what it stands behind.
    doubtful |= word == Before::Perhaps && items[0].figure.value < Decimal::TEN;
    doubtful |= far || (pair && bare) || items.iter().any(|item| year_like(item.text));
    let step = scale.map_or(Decimal::ONE, unit);
    let currency = currency(m.get("currency").or(m.get("currency2")));
    let last = items.len() - 1;
    let found = items.into_iter().enumerate().map(|(at, Item { range, figure, .. })| {
        let value = Value::Amount(Amount { currency, ..amount(m, figure, step) });
        let candidates = if doubtful && at < last { vec![value.clone()] } else { Vec::new() };
        let end = if at == last { m.range().end } else { range.end };
        Found { range: range.start..end, value, candidates }
    });
    found.collect()
}

/// The figures of a match; none where one of them is no number.
fn items<'t>(m: &Match<'t>) -> Option<Vec<Item<'t>>> {
    let list = m.range_of("list");
    let text = &m.text[list.clone()];
    let figures = ITEM.captures_iter(text).filter_map(|groups| {
        let found = groups.name("figure")?;
        let printed = found.as_str().trim_end();
        let start = list.start + found.start();
        Some((start..start + printed.len(), &text[found.start()..found.start() + printed.len()]))
    });
    let items: Option<Vec<Item<'_>>> = figures
        .map(|(range, text)| {
            let figure = number::figure(text).or_else(|| number::words(text))?;
            Some(Item { range, text, figure })
        })
        .collect();
    items.filter(|items| items.len() > 1 && !follows_vague(m.before(), items[0].text))
}

/// The first item behind the last comma: "avsnitt 3 och 4, 100 respektive 200 miljoner kronor".
fn after_comma(m: &Match<'_>, items: &[Item<'_>]) -> Option<usize> {
    let comma = m.range_of("list").start + m.get("list")?.rfind(", ")?;
    let at = items.iter().position(|item| item.range.start > comma)?;
    (at > 0 && items.len() - at > 1).then_some(at)
}
