//! A table of purposes as it is printed: its cells in kronor, whatever amounts they make.

use super::allocation::unit_of;
use super::column_facts::ColumnFacts;
use super::column_kind::ColumnKind;
use super::grid::{self, Grid};
use super::rows::{Row, amounts_in, bare_amount};
use crate::clean;
use crate::contract::{Column, Number, Region, Table, TableKind, TableRow, Unit};
use crate::interpret::scene::Scene;
use crate::recognise::amount::CellUnit;
use crate::recognise::place;

/// The record of a table; its columns are those with money.
pub(crate) fn record(
    scene: &Scene<'_>,
    grid: &Grid,
    table: &clean::Table,
    columns: &[ColumnFacts],
    rows: &[Row],
) -> Table {
    let text = scene.text;
    let value = |row: &Row, column: usize| {
        let own = amounts_in(scene, grid, row.at, column);
        let unit = columns[column].unit_in(row.kind);
        // Kronor per inhabitant are no kronor.
        let fits = unit.is_none_or(|unit| {
            (unit == CellUnit::SekPerInhabitant)
                == (columns[column].kind == ColumnKind::Money(CellUnit::SekPerInhabitant))
        });
        own.or_else(|| bare_amount(grid.text(text, row.at, column), unit?).map(|it| it.value))
            .filter(|_| fits)
    };
    let values: Vec<usize> = (0..columns.len())
        .filter(|&column| {
            rows.iter().any(|row| Some(column) != row.label_column && value(row, column).is_some())
        })
        .collect();
    let last_total = rows.iter().rev().find(|row| grid::is_total(&row.label)).map(|row| row.at);
    let (mut out, mut total) = (Vec::new(), None);
    for row in rows {
        let (mut numbers, mut mentions) = (Vec::new(), Vec::new());
        for &column in &values {
            let part = grid.cells[row.at][column];
            // A name across all columns is the name and no value.
            let named = row.label_column.is_some_and(|label| grid.cells[row.at][label] == part);
            let range = part
                .filter(|_| !named)
                .map(|part| text.parts[part].range.clone())
                .filter(|range| !range.is_empty());
            numbers.push(value(row, column).filter(|_| !named).map(Number::new));
            mentions.push(range.map(|range| text.mention(range)));
        }
        if last_total == Some(row.at) {
            total = Some(numbers);
        } else if numbers.iter().any(Option::is_some) || !row.label.is_empty() {
            let region = place::region(&row.label)
                .map(|r| Region { code: r.code.to_owned(), name: r.name.to_owned() });
            out.push(TableRow {
                label: row.label.clone(),
                region,
                values: numbers,
                mentions,
                proved_by: Vec::new(),
            });
        }
    }
    let unit = |column: usize| match columns[column].kind {
        ColumnKind::Money(CellUnit::SekPerInhabitant) => unit_of(columns[column].kind),
        _ if columns[column].price => None,
        _ => Some(Unit::Sek),
    };
    let labels: Vec<Column> = values
        .iter()
        .map(|&column| Column { label: grid.labels[column].clone(), unit: unit(column) })
        .collect();
    let first = table
        .parts
        .clone()
        .map(|part| text.parts[part].range.clone())
        .find(|range| !range.is_empty());
    Table {
        id: String::new(),
        kind: TableKind::Amounts,
        title: None,
        unit: labels.iter().all(|it| it.unit == Some(Unit::Sek)).then_some(Unit::Sek),
        columns: labels,
        rows: out,
        total,
        mentions: first.map(|range| text.mention(range)).into_iter().collect(),
    }
}
