//! Parse by proof: a cell that can be read in more than one way is read so that the printed sums
//! close, and only so; a cell that nothing proves stays without a value.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::column::{self, Column};
use super::figure::{Steps, grouped, half, place, placed};
use super::proportion;
use super::text::Prose;
use crate::contract::{Check, CheckStatus, Diagnostic, Extraction, Number, Table, TableKind, Unit};
use crate::diagnostic::Code;
use crate::interpret::DoubtfulCell;

/// More combinations of readings than this are not tried.
const MOST_COMBINATIONS: usize = 4096;

/// The readings of the doubtful cells of one column, and what proves them.
struct Proof {
    readings: Vec<Decimal>,
    by: String,
}

/// Fills the doubtful cells in that a sum or a proportion proves; says which those are, what was read
/// and what not.
pub(super) fn read(
    extraction: &mut Extraction,
    doubtful: &[DoubtfulCell],
    steps: &Steps,
    places: &super::figure::Places,
) -> (Vec<Proved>, Vec<Diagnostic>) {
    let mut columns: BTreeMap<(usize, usize), Vec<&DoubtfulCell>> = BTreeMap::new();
    for cell in doubtful {
        columns.entry((cell.table, cell.column)).or_default().push(cell);
    }
    let mut diagnostics = Vec::new();
    let mut proved = Vec::new();
    let mut left = Vec::new();
    for ((table, column), cells) in columns {
        let proof = by_sum(extraction, &cells, steps, places);
        match proof {
            Some(proof) => {
                apply(extraction, (table, column), &cells, &proof, &mut diagnostics);
                proved.extend(cells.iter().map(|cell| (table, cell.row, column)));
            }
            None => left.push(((table, column), cells)),
        }
    }
    // What sums cannot prove may stand in proportion to a column that is read by now.
    for ((table, column), cells) in left {
        match by_proportion(extraction, (table, column), &cells, steps) {
            Some(proof) => {
                apply(extraction, (table, column), &cells, &proof, &mut diagnostics);
                proved.extend(cells.iter().map(|cell| (table, cell.row, column)));
            }
            None => diagnostics.extend(cells.into_iter().map(|cell| unproved(extraction, cell))),
        }
    }
    (proved, diagnostics)
}

/// A cell whose reading is proved: its table, row and column.
type Proved = (usize, Option<usize>, usize);

/// Says of each proved cell by which check it is read so.
pub(super) fn say(tables: &mut [Table], proved: &[Proved], checks: &[Check]) {
    for &(table, row, column) in proved {
        let Some(table) = tables.get_mut(table) else { continue };
        let Some(by) = proving(checks, &table.id, column) else { continue };
        let Some(row) = row.and_then(|row| table.rows.get_mut(row)) else { continue };
        row.proved_by.resize(row.values.len(), None);
        if let Some(slot) = row.proved_by.get_mut(column) {
            *slot = Some(by);
        }
    }
}

/// The check that a column closes, or stands in proportion to another.
fn proving(checks: &[Check], table: &str, column: usize) -> Option<String> {
    let column = (column + 1).to_string();
    let sum = format!("sum-{table}-column-{column}");
    let text = format!("text-{table}-column-{column}-");
    let share = format!("proportion-{table}-columns-");
    let of_column = |id: &str| {
        id.strip_prefix(&share).is_some_and(|columns| columns.split('-').any(|it| it == column))
    };
    let kinds: [&dyn Fn(&str) -> bool; 3] =
        [&|id| id == sum, &|id| id.starts_with(&text), &of_column];
    let holds = || checks.iter().filter(|check| check.status == CheckStatus::Holds);
    let found = kinds.iter().find_map(|kind| holds().find(|check| kind(&check.id)))?;
    Some(found.id.clone())
}

/// The one combination of readings under which the column closes against its total row, or else
/// against a sum of the text.
fn by_sum(
    extraction: &Extraction,
    cells: &[&DoubtfulCell],
    steps: &Steps,
    places: &super::figure::Places,
) -> Option<Proof> {
    let first = cells.first()?;
    let table = extraction.tables.get(first.table)?;
    if table.kind != TableKind::Allocation {
        return None;
    }
    let steps = steps.get(first.table)?;
    let prose = Prose::new(extraction, places);
    let combinations = combinations(cells)?;
    let read = |readings: &[Decimal]| filled(table, cells, readings);
    let proves = |readings: &[Decimal], by_total: bool| -> Option<String> {
        let table = read(readings);
        let rows = column::rows(&table, steps);
        let step = *steps.get(first.column)?;
        let column = Column { table: &table, rows: &rows, index: first.column, step };
        if !column.is_whole() || !column.adds_up() {
            return None;
        }
        let (sum, tolerance) = (column.sum(), column.sum_tolerance());
        if by_total {
            let total = column.total()?;
            let near = (sum - total).abs() <= tolerance;
            return near.then(|| format!("the total row {}", grouped(total)));
        }
        // Only a figure as fine as the cells can tell one reading from another.
        let fine = (column.unit() == Some(Unit::Sek) && column.total().is_none())
            .then(|| prose.equal_to(sum, tolerance))??;
        (half(fine.resolution.0) <= tolerance).then(|| placed(fine))
    };
    [true, false].into_iter().find_map(|by_total| {
        let mut found = combinations
            .iter()
            .filter_map(|readings| Some((readings, proves(readings, by_total)?)));
        let (readings, by) = found.next()?;
        found.next().is_none().then(|| Proof { readings: readings.clone(), by })
    })
}

/// The readings that stand in the proportion in which all other rows stand to another column.
fn by_proportion(
    extraction: &Extraction,
    (table, column): (usize, usize),
    cells: &[&DoubtfulCell],
    steps: &Steps,
) -> Option<Proof> {
    let table = extraction.tables.get(table)?;
    let steps = steps.get(cells.first()?.table)?;
    let rows = column::rows(table, steps);
    let view = |index: usize| Some(Column { table, rows: &rows, index, step: *steps.get(index)? });
    let own = view(column)?;
    (0..table.columns.len()).filter(|&other| other != column).find_map(|other| {
        let beside = view(other)?;
        let readings = cells.iter().map(|cell| {
            let row = cell.row?;
            let mut fitting =
                cell.candidates.iter().copied().filter(|candidate| {
                    proportion::fits(&own, &beside, row, *candidate) == Some(true)
                });
            let reading = fitting.next()?;
            fitting.next().is_none().then_some(reading)
        });
        let readings: Vec<Decimal> = readings.collect::<Option<_>>()?;
        Some(Proof { readings, by: format!("the proportion to {}", beside.name()) })
    })
}

/// The tables with the only reading of each cell that nothing proves: what a column comes to if its
/// other figures are right. Of cells with several readings none is taken.
pub(super) fn tentative(extraction: &Extraction, doubtful: &[DoubtfulCell]) -> Vec<Table> {
    let mut tables = extraction.tables.clone();
    for cell in doubtful {
        let [reading] = cell.candidates.as_slice() else { continue };
        if let Some(table) = tables.get_mut(cell.table) {
            fill(table, cell, *reading);
        }
    }
    tables
}

/// Every way of choosing one candidate for each cell; none where they are too many.
fn combinations(cells: &[&DoubtfulCell]) -> Option<Vec<Vec<Decimal>>> {
    let mut all: Vec<Vec<Decimal>> = vec![Vec::new()];
    for cell in cells {
        if all.len().checked_mul(cell.candidates.len())? > MOST_COMBINATIONS {
            return None;
        }
        all = all
            .iter()
            .flat_map(|chosen| {
                cell.candidates.iter().map(move |candidate| {
                    let mut chosen = chosen.clone();
                    chosen.push(*candidate);
                    chosen
                })
            })
            .collect();
    }
    Some(all)
}

/// The table with these readings in its doubtful cells.
fn filled(table: &Table, cells: &[&DoubtfulCell], readings: &[Decimal]) -> Table {
    let mut table = table.clone();
    for (cell, reading) in cells.iter().zip(readings) {
        fill(&mut table, cell, *reading);
    }
    table
}

fn fill(table: &mut Table, cell: &DoubtfulCell, reading: Decimal) {
    let values = match cell.row {
        Some(row) => table.rows.get_mut(row).map(|row| &mut row.values),
        None => table.total.as_mut(),
    };
    if let Some(slot) = values.and_then(|values| values.get_mut(cell.column)) {
        *slot = Some(Number::new(reading));
    }
}

fn apply(
    extraction: &mut Extraction,
    (table, _): (usize, usize),
    cells: &[&DoubtfulCell],
    proof: &Proof,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let Some(slot) = extraction.tables.get_mut(table) else { return };
    *slot = filled(slot, cells, &proof.readings);
    for (cell, reading) in cells.iter().zip(&proof.readings) {
        let message = format!(
            "\"{}\" ({}) is read as {}: so the column closes with {}",
            quote(cell),
            place(&cell.mention),
            grouped(*reading),
            proof.by
        );
        diagnostics.push(Diagnostic::note(Code::ProvedReading, message).at(cell.mention.clone()));
    }
}

fn unproved(extraction: &Extraction, cell: &DoubtfulCell) -> Diagnostic {
    let candidates: Vec<String> = cell.candidates.iter().map(|value| grouped(*value)).collect();
    let table = extraction.tables.get(cell.table).map_or("", |table| table.id.as_str());
    let message = format!(
        "\"{}\" ({}) in {table} is no well-formed figure and no sum proves a reading, so it has no value; it may mean {}: compare it with the original",
        quote(cell),
        place(&cell.mention),
        candidates.join(" or ")
    );
    Diagnostic::warning(Code::DoubtfulCell, message).at(cell.mention.clone())
}

fn quote(cell: &DoubtfulCell) -> String {
    cell.mention.quote.split_whitespace().collect::<Vec<_>>().join(" ")
}
