//! The rows of a table against their own totals: what stands under "Totalt" is what stands in the
//! columns beside it.
//!
//! Which columns a total adds up is not said by its heading: it is known by the rows that it holds
//! for, so nothing is said where it holds for fewer than most.

use rust_decimal::Decimal;

use super::column::Column;
use super::figure::{grouped, half, number, place, sum};
use crate::contract::{Check, CheckKind, CheckStatus, Unit};
use crate::interpret::is_total;

/// A row whose total is compared; the total row of the table has no index.
struct Compared {
    row: Option<usize>,
    total: Decimal,
    parts: Decimal,
}

/// The checks of the columns of one table that are totals of others.
pub(super) fn check(columns: &[Column<'_>]) -> Vec<Check> {
    let sek = |at: &usize| columns[*at].unit() == Some(Unit::Sek);
    let label = |at: usize| columns[at].table.columns[at].label.to_lowercase();
    let mut checks = Vec::new();
    let mut from = 0;
    for at in (0..columns.len()).filter(sek) {
        let name = label(at);
        if !is_total(name.split(['(', ',']).next().unwrap_or_default()) {
            continue;
        }
        let opened = |at: &usize| label(*at).starts_with("varav");
        let left: Vec<usize> = (from..at).filter(sek).filter(|at| !opened(at)).collect();
        let right: Vec<usize> = (at + 1..columns.len()).filter(sek).collect();
        let groups = (0..left.len().saturating_sub(1)).map(|first| left[first..].to_vec());
        let added = groups
            .chain((right.len() > 1).then_some(right))
            .map(|parts| compared(columns, &parts, at))
            .find(|rows| {
                let holding = rows.iter().filter(|(_, holds)| *holds).count();
                holding > 1 && holding * 2 > rows.len()
            });
        if let Some(rows) = added {
            from = at + 1;
            checks.extend(told(&columns[at], &rows));
        }
    }
    checks
}

/// The rows with a total and at least two parts, and whether they hold.
fn compared(columns: &[Column<'_>], parts: &[usize], whole: usize) -> Vec<(Compared, bool)> {
    let rows = columns[whole].table.rows.len();
    let step = |at: usize| half(columns[at].step);
    (0..=rows)
        .filter_map(|row| {
            let row = (row < rows).then_some(row);
            let value = |at: usize| match row {
                Some(row) => columns[at].value(row),
                None => columns[at].total(),
            };
            let total = value(whole)?;
            // A cell with digits that has no value may be any part of the total.
            let unread = row.is_some_and(|row| {
                let cells = &columns[whole].table.rows[row].mentions;
                parts.iter().any(|&at| {
                    let cell = cells.get(at).and_then(Option::as_ref);
                    value(at).is_none()
                        && cell
                            .is_some_and(|cell| cell.quote.contains(|c: char| c.is_ascii_digit()))
                })
            });
            let found: Vec<usize> =
                parts.iter().copied().filter(|&at| value(at).is_some()).collect();
            if unread || found.len() < 2 {
                return None;
            }
            let added = sum(found.iter().filter_map(|&at| value(at)));
            let tolerance = sum(found.iter().map(|&at| step(at))).saturating_add(step(whole));
            let holds = (added - total).abs() <= tolerance;
            Some((Compared { row, total, parts: added }, holds))
        })
        .collect()
}

/// One check for all rows where they hold, else one for each that does not.
fn told(whole: &Column<'_>, rows: &[(Compared, bool)]) -> Vec<Check> {
    let wrong: Vec<&Compared> =
        rows.iter().filter(|(_, holds)| !holds).map(|(row, _)| row).collect();
    if wrong.is_empty() {
        let total = sum(rows.iter().map(|(row, _)| row.total));
        let parts = sum(rows.iter().map(|(row, _)| row.parts));
        let message = format!(
            "Each row of {} is the sum of the columns beside it.",
            whole.placed_name().trim_start_matches("the ")
        );
        return vec![record(whole, None, CheckStatus::Holds, (total, parts), message)];
    }
    let told = wrong.into_iter().map(|row| {
        let (label, stands) = match row.row {
            Some(at) => {
                let row = &whole.table.rows[at];
                let mention = row.mentions.get(whole.index).and_then(Option::as_ref);
                (row.label.as_str(), mention.or(whole.table.mentions.first()))
            }
            None => ("the total row", whole.table.mentions.first()),
        };
        let stands = stands.map_or(String::new(), |mention| format!(" ({})", place(mention)));
        let more = if row.parts < row.total { "less" } else { "more" };
        let message = format!(
            "The columns beside {} add up to {} kronor in the row \"{label}\"{stands}, {} {more} than its {}.",
            whole.name(),
            grouped(row.parts),
            grouped((row.parts - row.total).abs()),
            grouped(row.total),
        );
        record(whole, row.row, CheckStatus::Contradicts, (row.total, row.parts), message)
    });
    told.collect()
}

fn record(
    whole: &Column<'_>,
    row: Option<usize>,
    status: CheckStatus,
    (expected, actual): (Decimal, Decimal),
    message: String,
) -> Check {
    let difference = actual - expected;
    let tolerance = match status {
        CheckStatus::Holds => whole.step.max(difference.abs()),
        _ => whole.step,
    };
    let (table, column) = (&whole.table.id, whole.index + 1);
    Check {
        id: match (row, status) {
            (Some(row), _) => format!("rows-{table}-column-{column}-row-{}", row + 1),
            (None, CheckStatus::Holds) => format!("rows-{table}-column-{column}"),
            (None, _) => format!("rows-{table}-column-{column}-total"),
        },
        kind: CheckKind::PartsVsTotal,
        status,
        subject: vec![table.clone()],
        expected: number(expected),
        actual: number(actual),
        difference: number(difference),
        tolerance: number(tolerance),
        message,
    }
}
