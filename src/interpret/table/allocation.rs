//! Allocation tables: a row per region or municipality. Those that stand as lines of running text
//! are found by the sibling `lines`.
//!
//! Cells whose print is broken are left null and listed as doubtful with what they may mean: sums
//! decide later.

use rust_decimal::Decimal;
use std::ops::Range;

use super::across;
use super::blocks;
use super::cell::{self, CellValue};
use super::column_kind::ColumnKind;
use super::grid::{self, Grid};
use super::joined;
use super::row_kind::{self, RowKind};
use crate::clean;
use crate::contract::{Column, Diagnostic, Number, Region, Table, TableKind, TableRow, Unit};
use crate::diagnostic::Code;
use crate::interpret::scene::Scene;
use crate::recognise::amount::CellUnit;
use crate::recognise::place;

/// The fewest rows with a place that make an allocation.
pub(crate) const FEWEST_ROWS: usize = 3;

/// A cell that can be read in more than one way.
#[derive(Debug, Clone)]
pub(crate) struct DoubtfulCell {
    /// Index of its table among the extraction's.
    pub(crate) table: usize,
    /// Index of its row; none for the total row.
    pub(crate) row: Option<usize>,
    pub(crate) column: usize,
    /// What it may mean, likeliest first, in the unit of its column.
    pub(crate) candidates: Vec<Decimal>,
    /// Where it stands.
    pub(crate) mention: crate::evidence::Mention,
}

/// What allocation tables a document has.
#[derive(Debug, Default)]
pub(crate) struct Allocations {
    pub(crate) tables: Vec<Table>,
    pub(crate) doubtful: Vec<DoubtfulCell>,
    /// The stretches of text that they take up.
    pub(crate) taken: Vec<Range<usize>>,
    pub(crate) diagnostics: Vec<Diagnostic>,
}

/// A row before it is known what its columns are.
pub(crate) struct RawRow {
    label: String,
    region: Option<Region>,
    total: bool,
    kind: RowKind,
    /// The bytes of each value cell.
    cells: Vec<Option<Range<usize>>>,
}

impl Allocations {
    /// The allocation that a table is, if it is one. True where it was.
    pub(crate) fn add_table(
        &mut self,
        scene: &Scene<'_>,
        grid: &Grid,
        table: &clean::Table,
    ) -> bool {
        let text = scene.text;
        let rows = grid.header_rows..grid.cells.len();
        let mut kinds = grid.column_kinds(text).to_vec();
        let Some((label_column, municipal)) = blocks::label_column(scene, grid, &kinds) else {
            return false;
        };
        let values = blocks::values_right_of(label_column, &kinds);
        if values.is_empty() {
            return false;
        }
        across::settle(text, grid, &values, &mut kinds);
        across::settle_changes(text, grid, &mut kinds);
        let blocks = blocks::side_by_side(scene, grid, &kinds, label_column, municipal);
        let values = &values[..blocks.first().map_or(values.len(), |(_, values)| values.len())];
        let mut raw: Vec<RawRow> = Vec::new();
        let mut read = |label: usize, from: usize, values: &[usize]| {
            raw.extend(rows.clone().filter_map(|row| {
                let (label, cells) = row_at(text, grid, row, label, from, values)?;
                Some(raw_row(label, cells, municipal))
            }));
        };
        read(label_column, 0, values);
        for (label, values) in &blocks {
            read(*label, *label, values);
        }
        // A figure that goes on in a row without a name is broken over lines.
        for (at, &column) in values.iter().enumerate() {
            let rests = raw.iter().filter(|row| row.label.is_empty() && row.cells[at].is_some());
            if rests.count() >= FEWEST_ROWS {
                kinds[column] = ColumnKind::Joined;
            }
        }
        let columns =
            values.iter().map(|&column| (grid.labels[column].clone(), kinds[column])).collect();
        let title = title_before(scene, table.parts.start);
        let range =
            text.parts[table.parts.start].range.start..text.parts[table.parts.end - 1].range.end;
        self.taken.push(range.clone());
        self.add(scene, title, columns, raw, range);
        true
    }

    pub(crate) fn add(
        &mut self,
        scene: &Scene<'_>,
        title: Option<String>,
        columns: Vec<(String, ColumnKind)>,
        mut raw: Vec<RawRow>,
        range: Range<usize>,
    ) {
        let goes_on = self.tables.last().is_some_and(|last| continues(last, &columns, &raw));
        let index = self.tables.len() - usize::from(goes_on);
        let before = if goes_on { self.tables[index].rows.len() } else { 0 };
        if columns.iter().any(|(_, kind)| *kind == ColumnKind::Unknown) {
            self.diagnostics.push(
                Diagnostic::warning(
                    Code::UnitUnknown,
                    "no heading says in what unit the figures of this table are; they stand as printed, without a unit: \
                     compare them with the original",
                )
                .at(scene.text.mention(first_line(scene, range.clone()))),
            );
        }
        if columns.iter().any(|(_, kind)| *kind == ColumnKind::Joined) {
            let first = first_line(scene, range.clone());
            self.diagnostics.push(joined::doubt(scene.text.mention(first)));
        }
        let (mut rows, mut total) = (Vec::new(), None);
        let above = self.tables.get(index).map_or(&[][..], |table| &table.rows);
        if let Some(sum) = sum_row(scene, &columns, &raw, above) {
            raw[sum].total = true;
        }
        let last_total = raw.iter().rposition(|row| row.total);
        let pointed: Vec<bool> = (0..columns.len())
            .map(|column| {
                let cells = raw.iter().filter_map(|row| row.cells.get(column)?.clone());
                cell::has_decimal_points(cells.map(|cell| scene.str(cell)))
            })
            .collect();
        for (i, row) in raw.into_iter().enumerate() {
            let is_total = last_total == Some(i);
            let row_index = (!is_total).then_some(before + rows.len());
            let (mut values, mut mentions) = (Vec::new(), Vec::new());
            for (column, (cell, (_, kind))) in row.cells.iter().zip(&columns).enumerate() {
                let Some(cell) = cell else {
                    values.push(None);
                    mentions.push(None);
                    continue;
                };
                let mention = scene.text.mention(cell.clone());
                let printed = scene.str(cell.clone());
                let value = match row.kind {
                    RowKind::NoSum if matches!(kind, ColumnKind::Money(_)) => CellValue::None,
                    _ if pointed[column] => cell::read_beside_points(printed, *kind),
                    _ => cell::read(printed, *kind),
                };
                match value {
                    CellValue::Number(value) if !is_total && cell::is_absurd(value, *kind) => {
                        values.push(None);
                        self.diagnostics.push(cell::unread(&mention));
                    }
                    CellValue::Number(value) => values.push(Some(Number::new(value))),
                    CellValue::None => values.push(None),
                    CellValue::Unread => {
                        values.push(None);
                        if *kind != ColumnKind::Joined {
                            self.diagnostics.push(cell::unread(&mention));
                        }
                    }
                    CellValue::Doubtful(candidates) => {
                        values.push(None);
                        self.doubtful.push(DoubtfulCell {
                            table: index,
                            row: row_index,
                            column,
                            candidates,
                            mention: mention.clone(),
                        });
                    }
                }
                mentions.push(Some(mention));
            }
            if is_total {
                total = Some(values);
            } else {
                rows.push(TableRow {
                    label: row.label,
                    region: row.region,
                    values,
                    mentions,
                    proved_by: Vec::new(),
                });
            }
        }
        if goes_on && let Some(table) = self.tables.last_mut() {
            table.rows.extend(rows);
            table.total = total;
            return;
        }
        let columns: Vec<Column> = columns
            .into_iter()
            .map(|(label, kind)| Column { label, unit: unit_of(kind) })
            .collect();
        let unit = columns
            .first()
            .and_then(|first| first.unit)
            .filter(|unit| columns.iter().all(|c| c.unit == Some(*unit)));
        self.tables.push(Table {
            id: String::new(),
            kind: TableKind::Allocation,
            title,
            unit,
            columns,
            rows,
            total,
            mentions: vec![scene.text.mention(first_line(scene, range))],
        });
    }
}

/// A row of a table: its name and the cells of its figures; none where both are empty. The name of a
/// total may stand in any column from `from` on.
fn row_at(
    text: &clean::Text<'_>,
    grid: &Grid,
    row: usize,
    label_column: usize,
    from: usize,
    values: &[usize],
) -> Option<(String, Vec<Option<Range<usize>>>)> {
    let label = grid.text(text, row, label_column).trim().to_owned();
    let first_words = (from..values[0]).map(|column| grid.text(text, row, column).trim());
    let label = if label.is_empty() {
        first_words.collect::<Vec<_>>().join(" ").trim().to_owned()
    } else {
        label
    };
    let cells: Vec<Option<Range<usize>>> = values
        .iter()
        .map(|&column| {
            grid.cells[row][column]
                .map(|part| text.parts[part].range.clone())
                .filter(|r| !r.is_empty())
        })
        .collect();
    (!label.is_empty() || cells.iter().any(Option::is_some)).then_some((label, cells))
}

/// True where rows go on with a table that a page break cut: the same columns, no total so far, no
/// place twice.
fn continues(last: &Table, columns: &[(String, ColumnKind)], rows: &[RawRow]) -> bool {
    let units = last
        .columns
        .iter()
        .map(|column| column.unit)
        .eq(columns.iter().map(|(_, kind)| unit_of(*kind)));
    let headings =
        last.columns.iter().zip(columns).all(|(one, (two, _))| one.label == *two || two.is_empty());
    let places: Vec<&str> =
        last.rows.iter().filter_map(|row| Some(row.region.as_ref()?.code.as_str())).collect();
    let fresh = rows
        .iter()
        .filter_map(|row| row.region.as_ref())
        .all(|region| !places.contains(&region.code.as_str()));
    let one_kind = |length: usize| places.iter().all(|code| code.len() == length);
    let length = rows.iter().find_map(|row| Some(row.region.as_ref()?.code.len()));
    units && headings && last.total.is_none() && fresh && length.is_some_and(one_kind)
}

/// The first line of a table's text: what is quoted for the table as a whole.
fn first_line(scene: &Scene<'_>, range: Range<usize>) -> Range<usize> {
    let text = scene.str(range.clone());
    let end = text.find([clean::PART_END, '\n']).unwrap_or(text.len());
    if end == 0 {
        range.start..(range.start + text.len().min(40))
    } else {
        range.start..range.start + end
    }
}

pub(crate) fn raw_row(label: String, cells: Vec<Option<Range<usize>>>, municipal: bool) -> RawRow {
    let region = if municipal {
        place::municipality(&label)
            .map(|m| Region { code: m.code.to_owned(), name: m.full_name.to_owned() })
    } else {
        place::region(&label).map(|r| Region { code: r.code.to_owned(), name: r.name.to_owned() })
    };
    let total = region.is_none() && grid::is_total(&label);
    let kind =
        if region.is_some() || total { RowKind::AsColumns } else { row_kind::of_label(&label) };
    RawRow { label, region, total, kind, cells }
}

pub(crate) fn unit_of(kind: ColumnKind) -> Option<Unit> {
    match kind {
        ColumnKind::Money(CellUnit::SekPerInhabitant) => Some(Unit::SekPerInhabitant),
        ColumnKind::Money(_) => Some(Unit::Sek),
        ColumnKind::Counted(unit) => Some(unit),
        ColumnKind::Words
        | ColumnKind::Code
        | ColumnKind::Price(_)
        | ColumnKind::Unknown
        | ColumnKind::Joined => None,
    }
}

/// The first or last row without a place whose figures are the sums of all places': a total whatever
/// it is called ("Västerbottens län" below its municipalities). None where a row calls itself one.
fn sum_row(
    scene: &Scene<'_>,
    columns: &[(String, ColumnKind)],
    raw: &[RawRow],
    above: &[TableRow],
) -> Option<usize> {
    if raw.iter().any(|row| row.total) {
        return None;
    }
    let value = |row: &RawRow, column: usize| -> Option<Decimal> {
        let cell = row.cells.get(column)?.clone()?;
        match cell::read(scene.str(cell), columns[column].1) {
            CellValue::Number(value) => Some(value),
            _ => None,
        }
    };
    let added = |column: usize| {
        let earlier = above.iter().filter(|row| row.region.is_some());
        let earlier = earlier.filter_map(move |row| Some(row.values.get(column)?.as_ref()?.0));
        let own = raw.iter().filter(|row| row.region.is_some());
        earlier.chain(own.filter_map(move |row| value(row, column)))
    };
    let adds_up = |column: &usize| match columns[*column].1 {
        ColumnKind::Money(unit) => unit != CellUnit::SekPerInhabitant,
        ColumnKind::Counted(unit) => unit != Unit::Percent,
        _ => false,
    };
    let is_sum = |row: &usize| {
        let row = &raw[*row];
        let mut sums = (0..columns.len())
            .filter(adds_up)
            .filter_map(|column| Some((value(row, column)?, column)))
            .map(|(total, column)| {
                added(column).count() >= FEWEST_ROWS && added(column).sum::<Decimal>() == total
            })
            .peekable();
        row.region.is_none() && sums.peek().is_some() && sums.all(|sums| sums)
    };
    [raw.len().checked_sub(1)?, 0].into_iter().find(is_sum)
}

/// The heading or short line right above a table.
pub(crate) fn title_before(scene: &Scene<'_>, part: usize) -> Option<String> {
    let caption =
        scene.text.parts.get(part).filter(|p| matches!(p.kind, clean::PartKind::Caption(_)));
    if let Some(caption) = caption {
        return Some(scene.text.part(caption).to_owned());
    }
    let above = (0..part)
        .rev()
        .take(3)
        .map(|part| scene.part_text(part).trim())
        .find(|text| !text.is_empty())?;
    (above.chars().count() <= 200).then(|| above.to_owned())
}
