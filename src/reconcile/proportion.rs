//! Columns that are shared out by the same key: one is the other times a constant, but for the
//! rounding of each figure.
//!
//! Columns that are not proportional on the whole are not compared.

use rust_decimal::Decimal;

use super::column::Column;
use super::figure::{grouped, number, place, sum, unit_word};
use crate::contract::{Check, CheckKind, CheckStatus, Unit};

/// The fewest rows from which a proportion is seen.
const FEWEST_ROWS: usize = 6;

/// Columns of more rows are not searched for one that is out of proportion.
const MOST_ROWS: usize = 400;

/// A pair of figures in one row.
struct Pair {
    row: usize,
    a: Decimal,
    b: Decimal,
}

/// Compares two columns of one table; `closes` says which of them their sums prove.
pub(super) fn check(a: &Column<'_>, b: &Column<'_>, closes: (bool, bool)) -> Option<Check> {
    let sek = |column: &Column<'_>| column.unit() == Some(Unit::Sek);
    if !a.adds_up() || !b.adds_up() || !(sek(a) || sek(b)) {
        return None;
    }
    let pairs: Vec<Pair> = a
        .members()
        .filter_map(|row| Some(Pair { row, a: a.value(row)?, b: b.value(row)? }))
        .filter(|pair| !pair.a.is_zero() || !pair.b.is_zero())
        .collect();
    let same = pairs.windows(2).all(|two| two[0].b == two[1].b || two[0].a == two[1].a);
    if pairs.len() < FEWEST_ROWS || same {
        return None;
    }
    let off = outliers(&pairs, a.step, b.step)?;
    match off.as_slice() {
        [] => {
            let fit = Fit::of(&pairs, None)?;
            let far = pairs.iter().max_by_key(|pair| fit.off(pair).unwrap_or_default())?;
            Some(record(a, b, &fit, far, CheckStatus::Holds))
        }
        [one] if !(closes.0 && closes.1) && pairs.len() > FEWEST_ROWS => {
            let fit = Fit::of(&pairs, Some(*one))?;
            let far = pairs.get(*one)?;
            let clear = fit.allowed(far, a.step, b.step)?.checked_mul(Decimal::TWO)?;
            (fit.off(far)? > clear).then(|| record(a, b, &fit, far, CheckStatus::Contradicts))
        }
        _ => None,
    }
}

/// The proportion of a row of `b` to one of `a`, for readings that sums do not prove.
pub(super) fn fits(a: &Column<'_>, b: &Column<'_>, row: usize, candidate: Decimal) -> Option<bool> {
    let pairs: Vec<Pair> = a
        .members()
        .filter(|&other| other != row)
        .filter_map(|row| Some(Pair { row, a: a.value(row)?, b: b.value(row)? }))
        .collect();
    let varies = pairs.windows(2).any(|two| two[0].b != two[1].b && two[0].a != two[1].a);
    if pairs.len() < FEWEST_ROWS || !varies || !outliers(&pairs, a.step, b.step)?.is_empty() {
        return None;
    }
    let fit = Fit::of(&pairs, None)?;
    let pair = Pair { row, a: candidate, b: b.value(row)? };
    Some(fit.off(&pair)? <= fit.allowed(&pair, a.step, b.step)?)
}

/// How column `a` follows from column `b`: `a = b * over / under`.
struct Fit {
    over: Decimal,
    under: Decimal,
    figures: Decimal,
}

impl Fit {
    fn of(pairs: &[Pair], without: Option<usize>) -> Option<Fit> {
        let used = || pairs.iter().enumerate().filter(|(at, _)| Some(*at) != without);
        let over = sum(used().map(|(_, pair)| pair.a));
        let under = sum(used().map(|(_, pair)| pair.b));
        (under > Decimal::ZERO && over > Decimal::ZERO).then(|| Fit {
            over,
            under,
            figures: Decimal::from(used().count()),
        })
    }

    /// What `a` should be beside `b`.
    fn expected(&self, pair: &Pair) -> Option<Decimal> {
        pair.b.checked_mul(self.over)?.checked_div(self.under)
    }

    fn off(&self, pair: &Pair) -> Option<Decimal> {
        Some((pair.a - self.expected(pair)?).abs())
    }

    /// How far rounding lets a row be off. Figures that are rounded so that their sum closes are
    /// off by up to a whole step; both sums bring theirs by the row's share of them.
    fn allowed(&self, pair: &Pair, a: Decimal, b: Decimal) -> Option<Decimal> {
        let ratio = self.over.checked_div(self.under)?;
        let row = a.checked_add(ratio.checked_mul(b)?)?;
        let share = pair.b.abs().checked_div(self.under)?;
        let sums = row.checked_div(Decimal::TWO)?.checked_mul(self.figures)?.checked_mul(share)?;
        row.checked_add(sums)
    }
}

/// The pairs out of proportion to all others; none where the columns are not proportional at all
/// or where one figure of either step says nothing.
fn outliers(pairs: &[Pair], a: Decimal, b: Decimal) -> Option<Vec<usize>> {
    let off = |fit: &Fit, skip: Option<usize>| -> Option<Vec<usize>> {
        let mut found = Vec::new();
        for (at, pair) in pairs.iter().enumerate() {
            if Some(at) != skip && fit.off(pair)? > fit.allowed(pair, a, b)? {
                found.push(at);
            }
        }
        Some(found)
    };
    if off(&Fit::of(pairs, None)?, None)?.is_empty() {
        return Some(Vec::new());
    }
    if pairs.len() > MOST_ROWS {
        return None;
    }
    for at in 0..pairs.len() {
        let fit = Fit::of(pairs, Some(at))?;
        if off(&fit, Some(at))?.is_empty() {
            return Some(vec![at]);
        }
    }
    None
}

fn record(a: &Column<'_>, b: &Column<'_>, fit: &Fit, far: &Pair, status: CheckStatus) -> Check {
    let row = &a.table.rows[far.row];
    let expected = fit.expected(far).unwrap_or_default().round_dp(a.step.normalize().scale());
    let difference = far.a - expected;
    let stands = row.mentions.get(a.index).and_then(Option::as_ref).map(place);
    let stands = stands.map_or(String::new(), |stands| format!(" ({stands})"));
    let unit = unit_word(a.unit());
    let message = match status {
        CheckStatus::Contradicts => format!(
            "In {} \"{}\"{stands} has {}{unit}, but in proportion to {} like all other rows it would be {}.",
            a.name(),
            row.label,
            grouped(far.a),
            b.name(),
            grouped(expected)
        ),
        _ => format!(
            "Every row of {} stands in the same proportion to {} within rounding; the furthest is \"{}\"{stands} with {}{unit} for {}.",
            a.name(),
            b.name(),
            row.label,
            grouped(far.a),
            grouped(expected)
        ),
    };
    Check {
        id: format!("proportion-{}-columns-{}-{}", a.table.id, a.index + 1, b.index + 1),
        kind: CheckKind::ProportionalColumns,
        status,
        subject: vec![a.table.id.clone()],
        expected: number(expected),
        actual: number(far.a),
        difference: number(difference),
        tolerance: number(
            fit.allowed(far, a.step, b.step)
                .unwrap_or_default()
                .round_dp(a.step.normalize().scale() + 1),
        ),
        message,
    }
}
