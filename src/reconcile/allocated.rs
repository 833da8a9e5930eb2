//! What the only table of a document distributes against the only sum that its text says is there to
//! distribute, where the two differ by more than a misprint.
//!
//! Two sums in one document are mostly two things. They are one only where nothing else is stated
//! that the table could be of: one total, one table with one column of money, and no sum that is
//! either of the two or what they differ by.

use rust_decimal::Decimal;

use super::column::Column;
use super::figure::spread;
use super::text::{Prose, Sought, is_who};
use crate::contract::{Amount, Bound, Check, Role, Unit};
use crate::interpret::Standing;

/// What is more than this many times as much is another thing.
const MOST: u32 = 2;

/// Checks the one column of money of the one table that allocates money; `at` is where it stands.
pub(super) fn check(column: &Column<'_>, at: Option<Standing>, prose: &Prose<'_>) -> Option<Check> {
    let money = |index: usize| column.table.columns.get(index)?.unit.or(column.table.unit);
    let of_money = (0..column.table.columns.len()).filter(|&it| money(it) == Some(Unit::Sek));
    let sought = Sought::of(column, at).filter(|_| of_money.count() == 1)?;
    let (whole, tolerance) = (sought.whole, sought.tolerance);
    let others: Vec<&Amount> = prose.outside(at).map(|(amount, _)| amount).collect();
    let mut totals = others.iter().copied().filter(|amount| amount.role == Role::Total);
    let total = totals.next()?;
    let value = total.value.0;
    let difference = (whole - value).abs();
    let off = |amount: &Amount| tolerance.saturating_add(spread(amount).tolerance);
    let explained = others.iter().any(|amount| {
        let near = |sum: Decimal| (amount.value.0 - sum).abs() <= off(amount);
        near(whole) || near(difference)
    });
    let alone = totals.all(|other| other.value == total.value);
    let (low, high) = (whole.min(value), whole.max(value));
    let comparable = total.bound == Bound::Exact
        && total.per.is_none()
        && difference > off(total)
        && high <= low.saturating_mul(MOST.into())
        && sought.has_years_of(total);
    // What is not all of a total may be a first part of it, unless nothing else is said of it.
    let all = if whole > value {
        !others.iter().any(|it| matches!(it.role, Role::Supplement | Role::Budget))
    } else {
        column.total().is_some()
            && is_who(total.recipient.as_ref(), sought.rows)
            && others.iter().all(|other| other.value == total.value)
    };
    (alone && comparable && all && !explained).then(|| sought.contradiction(total))
}
