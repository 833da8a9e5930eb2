//! Stage 6: proves figures against each other.
//!
//! First the cells that can be read in more than one way are read by what their columns add up
//! to; then parts are compared with totals, columns with their totals and with each other, tables
//! with the text, and facts with their repetitions. The tolerance of each check follows from how
//! exactly its figures are printed. Changes no value that was read without doubt.

mod allocated;
mod axes;
mod broken;
mod column;
mod columns;
pub mod documents;
mod each;
mod figure;
mod headline;
mod near;
mod outline;
mod proof;
mod proportion;
mod proved;
mod repeated;
mod row_sum;
mod share;
mod sums;
mod tally;
mod text;
mod twins;
mod yearly;

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use crate::contract::{Check, CheckKind, CheckStatus, Extraction, Table, TableKind, Unit};
use crate::interpret::{Interpretation, Standing};
use crate::recognise::Mention;
use column::{Column, Row};
use figure::{Places, Steps, listed};
pub use figure::{grouped, place};
use share::Shares;
use text::Prose;

/// Compares the figures of one document with each other; where its print leaves an amount open,
/// `interpret` says what the mentions mean with each reading of it.
pub fn reconcile(
    interpretation: Interpretation,
    mentions: &[Mention],
    interpret: impl Fn(&[Mention]) -> Interpretation,
) -> Extraction {
    broken::read(interpretation, mentions, &interpret)
}

/// Compares the figures of one reading of a document with each other.
fn within(interpretation: Interpretation) -> Extraction {
    let Interpretation { mut extraction, doubtful, places, restated, table_places, .. } =
        interpretation;
    let steps = figure::steps(&extraction.tables);
    let (proved, readings) = proof::read(&mut extraction, &doubtful, &steps, &places);
    let (mut checks, doubts) = sums::check(&extraction, &places, &restated);
    let read = proof::tentative(&extraction, &doubtful);
    checks.extend(tables(&extraction, &read, &steps, &places, &table_places, &checks));
    proved::apply(&mut checks, &extraction);
    checks.extend(repeated::check(&extraction, &places, &restated, &checks));
    checks.extend(headline::check(&extraction, &places));
    let mut seen = BTreeSet::new();
    checks.retain(|check| seen.insert(check.id.clone()));
    proof::say(&mut extraction.tables, &proved, &checks);
    extraction.checks = checks;
    extraction.diagnostics.extend(readings);
    extraction.diagnostics.extend(doubts);
    extraction
}

/// The checks of all tables.
fn tables(
    extraction: &Extraction,
    tables: &[Table],
    steps: &Steps,
    places: &Places,
    table_places: &[Standing],
    known: &[Check],
) -> Vec<Check> {
    let rows: Vec<Vec<Row>> =
        tables.iter().zip(steps).map(|(table, steps)| column::rows(table, steps)).collect();
    let columns = |at: usize| {
        let (table, rows) = (&tables[at], &rows[at]);
        let steps = steps[at].iter().enumerate();
        steps.map(move |(index, &step)| Column { table, rows, index, step }).collect::<Vec<_>>()
    };
    let mut wholes: Vec<(usize, usize, Decimal)> = (0..rows.len())
        .flat_map(|at| columns(at).into_iter().map(move |column| (at, column)))
        .filter(|(_, column)| column.unit() == Some(Unit::Sek))
        .filter_map(|(at, column)| Some((at, column.index, column.whole()?.0)))
        .collect();
    wholes.sort_by_key(|(.., whole)| *whole);
    // The rows of a table of purposes are amounts too: one comparison is enough, unless it leaves
    // open what the column shows to be wrong.
    let known = known.iter().filter(|check| check.kind == CheckKind::PartsVsTotal);
    let mut told: BTreeMap<Decimal, bool> = BTreeMap::new();
    for check in known {
        *told.entry(check.expected.0).or_default() |= check.status != CheckStatus::Remainder;
    }
    let prose = Prose::new(extraction, places);
    let shares = Shares::new(extraction, places);
    let allocations = tables.iter().filter(|table| table.kind == TableKind::Allocation);
    let alone = allocations.count() == 1;
    let mut checks = Vec::new();
    for (at, table) in tables.iter().enumerate() {
        let columns = columns(at);
        let mut sums: Vec<Vec<Check>> = columns.iter().map(columns::check).collect();
        let purposes = table.kind != TableKind::Allocation;
        if !purposes {
            checks.extend(proportions(&columns, &mut sums));
        }
        let fresh = |check: &Check| match told.get(&check.expected.0).filter(|_| purposes) {
            Some(decided) => !decided && check.status == CheckStatus::Contradicts,
            None => true,
        };
        checks.extend(row_sum::check(&columns).into_iter().filter(fresh));
        for (column, sums) in columns.iter().zip(sums) {
            let first = checks.len();
            checks.extend(sums.into_iter().filter(fresh));
            let of_another = |value: Decimal, tolerance: Decimal| {
                let first = value.saturating_sub(tolerance);
                let near = &wholes[wholes.partition_point(|(.., whole)| *whole < first)..];
                near.iter()
                    .take_while(|(.., whole)| *whole <= value.saturating_add(tolerance))
                    .any(|(table, index, _)| (*table, *index) != (at, column.index))
            };
            let place = table_places.get(at).copied();
            let mut of_text = prose.check(column, place, &of_another);
            if of_text.is_empty() && alone {
                of_text.extend(allocated::check(column, place, &prose));
            }
            checks.extend(of_text);
            checks.extend(shares.check(column));
            say_counted(&mut checks[first..], column, &extraction.tables[at]);
        }
    }
    checks
}

/// Says in checks which cells of the column were counted that have no value in the record.
fn say_counted(checks: &mut [Check], column: &Column<'_>, record: &Table) {
    let counted: Vec<String> = record
        .rows
        .iter()
        .enumerate()
        .filter_map(|(at, row)| {
            let reading = column.value(at).filter(|_| row.values[column.index].is_none())?;
            let mention = row.mentions.get(column.index)?.as_ref()?;
            let quote = mention.quote.split_whitespace().collect::<Vec<_>>().join(" ");
            Some(format!("\"{quote}\" ({}) counted as {}", place(mention), grouped(reading)))
        })
        .collect();
    if counted.is_empty() {
        return;
    }
    for check in checks {
        let said = check.message.trim_end_matches('.');
        check.message = format!("{said}, with {}.", listed(&counted));
    }
}

/// Compares each pair of columns; a row out of proportion that a sum has found already is named
/// there.
fn proportions(columns: &[Column<'_>], sums: &mut [Vec<Check>]) -> Vec<Check> {
    let mut checks = Vec::new();
    for one in 0..columns.len() {
        for two in one + 1..columns.len() {
            let closes = |at: usize| {
                !sums[at].is_empty() && sums[at].iter().all(|sum| sum.status == CheckStatus::Holds)
            };
            let sek = |at: usize| columns[at].unit() == Some(Unit::Sek);
            // The column that its sum does not prove is measured by the other.
            let swap = if closes(one) == closes(two) { !sek(one) } else { closes(one) };
            let (a, b) = if swap { (two, one) } else { (one, two) };
            let Some(check) = proportion::check(&columns[a], &columns[b], (closes(a), closes(b)))
            else {
                continue;
            };
            let wrong = sums[a].iter_mut().find(|sum| sum.status == CheckStatus::Contradicts);
            match wrong {
                Some(sum) if check.status == CheckStatus::Contradicts => {
                    let why = check.message.strip_prefix("In ").unwrap_or(&check.message);
                    sum.message = format!("{}; in {why}", sum.message.trim_end_matches('.'));
                }
                _ => checks.push(check),
            }
        }
    }
    checks
}
