//! Says which figures of a table have no value though it may hold money: nothing names their unit, or
//! they count something else.

use super::cell;
use super::column_facts::ColumnFacts;
use super::column_kind;
use super::grid::{self, Grid};
use super::row_kind::RowKind;
use super::rows::{Row, amounts_in, bare_amount, broken_amount};
use crate::contract::Diagnostic;
use crate::diagnostic::Code;
use crate::interpret::draft::broken::BrokenAmount;
use crate::interpret::scene::Scene;

/// What has digits and no value.
#[derive(Default)]
pub(crate) struct Unread {
    pub(crate) diagnostics: Vec<Diagnostic>,
    /// What a sum may still prove.
    pub(crate) broken: Vec<BrokenAmount>,
}

impl Unread {
    /// Adds what is to be said of a table of purposes; `read` tells whether any figure of it has a
    /// value.
    pub(crate) fn of_purposes(
        &mut self,
        scene: &Scene<'_>,
        grid: &Grid,
        columns: &[ColumnFacts],
        rows: &[Row],
        read: bool,
    ) {
        let bare = |row: &Row, column: usize| {
            let text = grid.text(scene.text, row.at, column).trim();
            let figure = grid::is_figure(text) && amounts_in(scene, grid, row.at, column).is_none();
            figure.then_some(text)
        };
        let range = |row: usize, column: usize| {
            let part = grid.cells.get(row).and_then(|row| row.get(column)).copied().flatten();
            part.map(|part| scene.text.parts[part].range.clone())
        };
        let at = |row: usize, column: usize| range(row, column).map(|it| scene.text.mention(it));
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
            let place = first.and_then(|row| at(row.at, column));
            self.diagnostics.extend(place.map(|mention| doubt.at(mention)));
        }
        for row in rows {
            for (column, facts) in columns.iter().enumerate() {
                let (Some(text), Some(unit)) = (bare(row, column), facts.unit_in(row.kind)) else {
                    continue;
                };
                if Some(column) == row.label_column || bare_amount(text, unit).is_some() {
                    continue;
                }
                let Some(range) = range(row.at, column) else { continue };
                self.diagnostics.push(cell::unread(&scene.text.mention(range.clone())));
                let readings = broken_amount(text, unit);
                self.broken.push(BrokenAmount::new(scene, range, readings));
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
                self.diagnostics.push(Diagnostic::note(Code::NoSumRow, note).at(mention));
            }
        }
    }
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
