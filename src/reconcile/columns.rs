//! The rows of a table against its total row and its subtotals.

use rust_decimal::Decimal;

use super::column::{self, Column, Row};
use super::figure::{grouped, number, place, unit_word};
use crate::contract::{Check, CheckKind, CheckStatus, TableKind, Unit};
use crate::recognise::misprint::{detailed, misprinted};

/// What the percentages of a whole add up to.
const WHOLE: Decimal = Decimal::ONE_HUNDRED;

/// The fewest rows, and the fewest figures of their total, of which one typing error is told from rows
/// that are left out.
const FEWEST: usize = 3;
const DETAILED: usize = 5;

/// Checks one column.
pub(super) fn check(column: &Column<'_>) -> Vec<Check> {
    if !column.adds_up() {
        return Vec::new();
    }
    let mut checks = subtotals(column);
    checks.extend(match column.table.kind {
        TableKind::Allocation => against_total(column),
        TableKind::Amounts | TableKind::Other => of_purposes(column),
    });
    checks
}

/// A row per place: the rows are all of the total, unless one of them is left out.
fn against_total(column: &Column<'_>) -> Option<Check> {
    let (sum, tolerance) = (column.sum(), column.sum_tolerance());
    let percent = column.unit() == Some(Unit::Percent);
    let expected = match column.total() {
        // The total row of percentages that are no parts of a whole is an average.
        Some(total)
            if percent
                && total != WHOLE
                && [total, WHOLE].iter().all(|whole| (sum - whole).abs() > tolerance) =>
        {
            return None;
        }
        Some(total) => total,
        None if percent && (sum - WHOLE).abs() <= tolerance => WHOLE,
        None => return None,
    };
    let difference = sum - expected;
    let status = if difference.abs() <= tolerance {
        CheckStatus::Holds
    } else if difference.is_sign_negative() && !column.is_whole() {
        CheckStatus::Remainder
    } else {
        CheckStatus::Contradicts
    };
    let whole = if column.total().is_some() { "the total row" } else { "the whole" };
    Some(record(column, None, status, (expected, sum, tolerance), whole))
}

/// A row per purpose: some rows may be parts of others, and not every part need be named.
fn of_purposes(column: &Column<'_>) -> Option<Check> {
    let expected = column.total()?;
    let rows: Vec<usize> = column.members().filter(|&row| column.value(row).is_some()).collect();
    let mut figures = (column.sum(), rows.len());
    if (figures.0 - expected).abs() > column.tolerance(figures.1 + 1) && figures.0 > expected {
        let kept = column::top_level(column);
        figures = (column.sum_of(&kept), kept.len());
    }
    let tolerance = column.tolerance(figures.1 + 1);
    let difference = figures.0 - expected;
    // Rows that are one typing error less than their total are no part of it.
    let mistyped = || {
        rows.len() >= FEWEST
            && detailed(expected, DETAILED)
            && misprinted(expected, figures.0, column.step)
    };
    let status = if difference.abs() <= tolerance {
        CheckStatus::Holds
    } else if difference.is_sign_negative() && !mistyped() {
        CheckStatus::Remainder
    } else {
        CheckStatus::Contradicts
    };
    (!rows.is_empty())
        .then(|| record(column, None, status, (expected, figures.0, tolerance), "the total row"))
}

/// The rows that are sums of others.
fn subtotals(column: &Column<'_>) -> Vec<Check> {
    let mut checks = Vec::new();
    for (at, row) in column.rows.iter().enumerate() {
        let (Row::Subtotal(group), Some(expected)) = (row, column.value(at)) else { continue };
        let sum = column.sum_of(group);
        let found = group.iter().filter(|&&row| column.value(row).is_some()).count();
        let tolerance = column.tolerance(found + 1);
        let difference = sum - expected;
        let status = if difference.abs() <= tolerance {
            CheckStatus::Holds
        } else if column.unit() == Some(Unit::Percent) {
            continue;
        } else if difference.is_sign_negative() && found < group.len() {
            CheckStatus::Remainder
        } else {
            CheckStatus::Contradicts
        };
        let table_row = &column.table.rows[at];
        let stands = table_row.mentions.get(column.index).and_then(Option::as_ref).map(place);
        let whole = match stands {
            Some(stands) => format!("\"{}\" ({stands})", table_row.label),
            None => format!("\"{}\"", table_row.label),
        };
        checks.push(record(column, Some(at), status, (expected, sum, tolerance), &whole));
    }
    checks
}

fn record(
    column: &Column<'_>,
    row: Option<usize>,
    status: CheckStatus,
    (expected, actual, tolerance): (Decimal, Decimal, Decimal),
    whole: &str,
) -> Check {
    let difference = actual - expected;
    let unit = unit_word(column.unit());
    let rows = format!("The rows of {} add up to {}{unit}", column.placed_name(), grouped(actual));
    let expects = grouped(expected);
    let off = grouped(difference.abs());
    let message = match status {
        CheckStatus::Holds if difference.is_zero() => format!("{rows}, as {whole} says."),
        CheckStatus::Holds => {
            format!("{rows}, and {whole} says {expects}: {off} are rounding.")
        }
        CheckStatus::Remainder => {
            format!("{rows}, {off} less than the {expects} of {whole}; not every row has a value.")
        }
        CheckStatus::Contradicts => {
            let more = if difference.is_sign_negative() { "less" } else { "more" };
            format!("{rows}, {off} {more} than the {expects} of {whole}.")
        }
    };
    let id = match row {
        Some(row) => format!("sum-{}-column-{}-row-{}", column.table.id, column.index + 1, row + 1),
        None => format!("sum-{}-column-{}", column.table.id, column.index + 1),
    };
    Check {
        id,
        kind: CheckKind::ColumnSum,
        status,
        subject: vec![column.table.id.clone()],
        expected: number(expected),
        actual: number(actual),
        difference: number(difference),
        tolerance: number(tolerance),
        message,
    }
}
