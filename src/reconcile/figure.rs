//! Printed figures: how exactly a figure is printed, how far that lets it be from what it stands
//! for, and how figures and places are put into words.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use sha2::{Digest, Sha256};

use crate::contract::{Amount, Bound, Mention, Number, Table, Unit};
use crate::interpret::Standing;
use crate::recognise::number;

/// Where each amount stands, by its id.
pub(super) type Places = BTreeMap<String, Vec<Standing>>;

/// The step in which each column of each table is printed: tables, then columns.
pub(super) type Steps = Vec<Vec<Decimal>>;

/// The sum, at most the greatest number there is.
pub(super) fn sum(values: impl IntoIterator<Item = Decimal>) -> Decimal {
    values.into_iter().fold(Decimal::ZERO, Decimal::saturating_add)
}

/// Half the last printed place: how far an exact figure may be from what it stands for.
pub(super) fn half(step: Decimal) -> Decimal {
    step / Decimal::TWO
}

/// The step in which each column is printed: the finest of its cells, for a sheet that prints
/// "17" for 17,0 is no coarser there.
pub(super) fn steps(tables: &[Table]) -> Steps {
    tables.iter().map(table_steps).collect()
}

fn table_steps(table: &Table) -> Vec<Decimal> {
    (0..table.columns.len())
        .map(|column| {
            let cells = table.rows.iter().filter_map(|row| {
                let value = row.values.get(column).copied().flatten()?;
                step(value.0, &row.mentions.get(column)?.as_ref()?.quote)
            });
            cells.min().unwrap_or(Decimal::ONE)
        })
        .collect()
}

/// The step of a value that is printed as `quote`: 100 000 for 4 500 000 printed "4,5".
fn step(value: Decimal, quote: &str) -> Option<Decimal> {
    let folded: String = quote
        .chars()
        .filter(|c| *c != '\u{ad}')
        .map(|c| if c.is_whitespace() { ' ' } else { c })
        .collect();
    let from = folded.find(|c: char| c.is_ascii_digit())?;
    let rest = &folded[from..];
    let to = rest.find(|c: char| !(c.is_ascii_digit() || " ,.".contains(c))).unwrap_or(rest.len());
    let figure = number::figure(rest[..to].trim_end_matches([' ', ',', '.']))?;
    let unit = value.abs().checked_div(figure.value)?;
    // A unit is a power of ten: the whole of the figure was read.
    let whole = unit.normalize();
    (!whole.is_zero() && whole.mantissa().to_string().trim_end_matches('0') == "1")
        .then(|| whole / Decimal::from(10u64.pow(figure.decimals.min(9))))
}

/// The least and the most that a figure can stand for, and the tolerance it brings into a sum.
#[derive(Debug, Clone, Copy)]
pub(super) struct Spread {
    pub(super) low: Decimal,
    /// None where nothing bounds it.
    pub(super) high: Option<Decimal>,
    pub(super) tolerance: Decimal,
}

/// The spread of an amount.
pub(super) fn spread(amount: &Amount) -> Spread {
    let (value, rounding) = (amount.value.0, half(amount.resolution.0));
    let (low, high, tolerance) = match amount.bound {
        Bound::Exact => (value - rounding, Some(value + rounding), rounding),
        Bound::Approximate => {
            let loose = last_figure(value).max(rounding);
            (value - loose, Some(value + loose), loose)
        }
        Bound::AtLeast => (value - rounding, None, rounding),
        Bound::AtMost => (Decimal::ZERO, Some(value + rounding), rounding),
        Bound::Range => {
            let to = amount.value_to.map_or(value, |to| to.0);
            (value - rounding, Some(to + rounding), rounding)
        }
    };
    Spread { low, high, tolerance }
}

/// The place of the last figure that is no zero: ten millions for 730 000 000.
fn last_figure(value: Decimal) -> Decimal {
    let mut place = Decimal::ONE;
    let mut rest = value.trunc().abs();
    let ten = Decimal::TEN;
    while !rest.is_zero() && (rest % ten).is_zero() {
        rest /= ten;
        place *= ten;
    }
    place
}

/// The figure in Swedish digit groups: `1 357 000 000`, `12,5`.
pub fn grouped(value: Decimal) -> String {
    let digits = value.normalize().to_string();
    let (sign, digits) = digits.strip_prefix('-').map_or(("", digits.as_str()), |d| ("-", d));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let mut out = String::from(sign);
    for (at, digit) in whole.char_indices() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            out.push(' ');
        }
        out.push(digit);
    }
    if !fraction.is_empty() {
        out.push(',');
        out.push_str(fraction);
    }
    out
}

/// The place in words: `line 12`, `page 3, line 48`.
pub fn place(mention: &Mention) -> String {
    match mention.page {
        Some(page) => format!("page {page}, line {}", mention.line),
        None => format!("line {}", mention.line),
    }
}

/// An amount with its place: `655 000 000 (line 26)`.
pub(super) fn placed(amount: &Amount) -> String {
    let value = grouped(amount.value.0);
    amount.mentions.first().map_or(value.clone(), |mention| format!("{value} ({})", place(mention)))
}

/// `a`, `a and b`, `a, b and c`.
pub(super) fn listed(words: &[String]) -> String {
    match words {
        [] => String::new(),
        [one] => one.clone(),
        [rest @ .., last] => format!("{} and {last}", rest.join(", ")),
    }
}

/// Eight hexadecimal digits that tell one list of ids from others.
pub(super) fn hash<'a>(ids: impl IntoIterator<Item = &'a str>) -> String {
    short_hash(ids).map(|byte| format!("{byte:02x}")).concat()
}

/// The four bytes of [`hash`].
pub(super) fn short_hash<'a>(ids: impl IntoIterator<Item = &'a str>) -> [u8; 4] {
    let mut hasher = Sha256::new();
    for id in ids {
        hasher.update(id.as_bytes());
        hasher.update([0]);
    }
    let [a, b, c, d, ..] = <[u8; 32]>::from(hasher.finalize());
    [a, b, c, d]
}

/// What a column counts, in words behind a figure.
pub(super) fn unit_word(unit: Option<Unit>) -> &'static str {
    match unit {
        Some(Unit::Sek) => " kronor",
        Some(Unit::SekPerInhabitant) => " kronor per inhabitant",
        Some(Unit::Percent) => " percent",
        Some(Unit::Inhabitants) => " inhabitants",
        Some(Unit::Count) | None => "",
    }
}

/// A number of the contract from a decimal.
pub(super) fn number(value: Decimal) -> Number {
    Number::new(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_digits_as_swedish_does() {
        for (value, expected) in [
            ("1357000000", "1 357 000 000"),
            ("-52049", "-52 049"),
            ("999", "999"),
            ("1000.50", "1 000,5"),
            ("0", "0"),
        ] {
            assert_eq!(value.parse().map(grouped).as_deref(), Ok(expected));
        }
    }

    #[test]
    fn finds_the_step_of_a_print() {
        for (value, quote, expected) in [
            ("4500000", "4,5", Some("100000")),
            ("4500000", "4,5 mnkr", Some("100000")),
            ("42045981", "42\u{a0}045\u{202f}981", Some("1")),
            ("67283000", "67 283", Some("1000")),
            ("25.62", "25,62 %", Some("0.01")),
            ("54499160", "544 99 160", None),
            ("1000", "tusen", None),
        ] {
            let found = value.parse().ok().and_then(|value| step(value, quote));
            let found = found.map(|step| step.normalize().to_string());
            assert_eq!(found.as_deref(), expected, "{quote}");
        }
    }
}
