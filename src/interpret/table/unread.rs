//! Says which figures of a table have no value though it may hold money: nothing names their unit, or
//! they count something else.

use super::cell;
use super::column_facts::ColumnFacts;
use super::column_kind;
use super::grid::{self, Grid};
use super::row_kind::RowKind;
use super::rows::{Row, amounts_in, bare_amount};
use crate::contract::Diagnostic;
use crate::diagnostic::Code;
use crate::interpret::scene::Scene;

/// What is to be said of a table of purposes; `read` tells whether any figure of it has a value.
pub(crate) fn of_purposes(
    scene: &Scene<'_>,
    grid: &Grid,
    columns: &[ColumnFacts],
    rows: &[Row],
    read: bool,
) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let bare = |row: &Row, column: usize| {
        let text = grid.text(scene.text, row.at, column).trim();
        let figure = grid::is_figure(text) && amounts_in(scene, grid, row.at, column).is_none();
        figure.then_some(text)
    };
    let at = |row: usize, column: usize| {
        let part = grid.cells.get(row).and_then(|row| row.get(column)).copied().flatten();
        part.map(|part| scene.text.mention(scene.text.parts[part].range.clone()))
    };
    let unknown = (0..columns.len()).find(|&column| {
        columns[column].holds_figures()
            && columns[column].money.is_none()
            && rows.iter().any(|row| {
                row.kind == RowKind::AsColumns
                    && Some(column) != row.label_column
                    && bare(row, column).is_some()
            })
    });
    if let Some(column) = unknown {
        let first = rows.iter().find(|row| bare(row, column).is_some());
        let doubt = unit_unknown(grid, column, read);
        found.extend(first.and_then(|row| at(row.at, column)).map(|mention| doubt.at(mention)));
    }
    for row in rows {
        for (column, facts) in columns.iter().enumerate() {
            let (Some(text), Some(unit)) = (bare(row, column), facts.unit_in(row.kind)) else {
                continue;
            };
            if Some(column) != row.label_column && bare_amount(text, unit).is_none() {
                found.extend(at(row.at, column).map(|mention| cell::unread(&mention)));
            }
        }
    }
    for row in rows.iter().filter(|row| row.kind == RowKind::NoSum) {
        let column = (0..columns.len())
            .find(|&column| columns[column].money.is_some() && bare(row, column).is_some());
        if let Some(mention) = column.and_then(|column| at(row.at, column)) {
            let note = format!(
                "\"{}\" is no sum of money in the unit of its column, and has no value",
                row.label.split_whitespace().collect::<Vec<_>>().join(" ")
            );
            found.push(Diagnostic::note(Code::NoSumRow, note).at(mention));
        }
    }
    found
}

/// The doubt of a column whose unit nothing names: a warning where it is headed as money.
fn unit_unknown(grid: &Grid, column: usize, read: bool) -> Diagnostic {
    let label = grid.labels[column].to_lowercase();
    let money = read
        || column_kind::is_change(&label)
        || grid.labels.iter().any(|label| column_kind::is_of_money(&label.to_lowercase()));
    let message = "nothing says in what unit figures of this table are; they have no value: compare them \
                   with the original";
    if money {
        Diagnostic::warning(Code::UnitUnknown, message)
    } else {
        Diagnostic::note(Code::UnitUnknown, message)
    }
}
