//! Headings of tables without drawn cells that do not stand over their columns: one over several of
//! them, or words set to the left over figures set to the right.
//!
//! Finds no tables; where the columns are, the sibling `aligned` tells.

use super::aligned::{self, Band, BandKind};
use super::gutter::{Run, rows_in, segments};
use super::lines::{Element, TextLine};
use super::page::Rule;
use super::table::{Grid, GridCell, GridRow, is_numeric, is_year};
use super::words::Row;

/// Measures of headings, in em (font sizes) unless said otherwise.
struct Tolerances {
    /// How far right of a table's edge a heading over several columns begins at least.
    indent: f32,
    /// How far over the next row it stands at most.
    distance: f32,
    /// The most printed lines of headings.
    lines: usize,
}

const TOLERANCES: Tolerances = Tolerances { indent: 2.0, distance: 2.0, lines: 4 };

/// A table whose first row is one heading over several of its columns.
pub(super) fn table_under_heading(elements: &[Element], rules: &[Rule]) -> Option<Band> {
    let (Element::Row(heading), Element::Row(below)) = (elements.first()?, elements.get(1)?) else {
        return None;
    };
    let (at, em) = (heading.at(), heading.size());
    let is_indented = at.x0 > below.at().x0 + TOLERANCES.indent * em;
    let is_close = below.baseline() - heading.baseline() <= TOLERANCES.distance * em;
    if !is_indented || !is_close || segments(&elements[0]).len() != 1 {
        return None;
    }
    let Band { length, kind: BandKind::Table(mut grid) } = aligned::band(&elements[1..], rules)?
    else {
        return None;
    };
    let under = |column: &(f32, f32)| column.0 < at.x1 && at.x0 < column.1;
    let first = grid.columns.iter().position(under)?;
    let colspan = grid.columns.iter().filter(|column| under(column)).count();
    if first == 0 || grid.columns.len() < 3 {
        return None;
    }
    let lines = vec![TextLine::of(heading.words.clone())];
    let cell = GridCell { column: first, colspan, rowspan: 1, lines };
    grid.rows.insert(0, GridRow { cells: vec![cell], header: true });
    grid.at = grid.at.union(at);
    Some(Band { length: length + 1, kind: BandKind::Table(grid) })
}

/// The table that takes the first `length` of these elements, with the columns that its rows have
/// without the headings, and its length; none where `grid` has as many and parts the headings too.
pub(super) fn finer(
    elements: &[Element],
    length: usize,
    grid: &Grid,
    rules: &[Rule],
) -> Option<(usize, Grid)> {
    let rows: Vec<&Row> = rows_in(elements).collect();
    let headings = rows.iter().take_while(|row| is_heading(row)).count();
    if headings == 0 || headings > TOLERANCES.lines || headings >= length {
        return None;
    }
    let run = Run::start(&elements[headings..])?;
    let below = &rows[headings..headings + run.length];
    let (taken, mut body) = aligned::table(below, &run.gutters(below), rules)?;
    let parted = grid.rows.iter().take(headings).map(|row| row.cells.len()).max();
    let named = rows[..headings].iter().map(|row| parts(row).len()).max();
    let finer = body.columns.len() > grid.columns.len()
        || body.columns.len() == grid.columns.len() && named > parted;
    if !finer || taken + headings < length {
        return None;
    }
    let heads = over_columns(&rows[..headings], &body.columns)?;
    body.at = body.at.union(grid.at);
    body.rows.iter_mut().for_each(|row| row.header = false);
    body.rows.splice(0..0, heads);
    Some((taken + headings, body))
}

/// True for a row without a figure that is no year.
fn is_heading(row: &Row) -> bool {
    let cells = parts(row);
    cells.iter().skip(usize::from(cells.len() > 1)).all(|cell| {
        let text = cell.text();
        !is_numeric(&text) || is_year(&text)
    })
}

/// The words of a row that no gap parts, from left to right.
fn parts(row: &Row) -> Vec<TextLine> {
    let mut parts: Vec<TextLine> = Vec::new();
    let edges = segments(&Element::Row(row.clone()));
    for word in &row.words {
        let begins = edges.iter().any(|edge| edge.0 == word.at.x0);
        match parts.last_mut() {
            Some(part) if !begins => part.push(word.clone()),
            _ => parts.push(TextLine::of(vec![word.clone()])),
        }
    }
    parts
}

/// The rows of headings on the columns of a table: the row with the most words names one column
/// after the other, the others stand over or under its words. None where they cannot be told.
fn over_columns(rows: &[&Row], columns: &[(f32, f32)]) -> Option<Vec<GridRow>> {
    let lines: Vec<Vec<TextLine>> = rows.iter().map(|row| parts(row)).collect();
    let names = lines.iter().max_by_key(|line| line.len())?;
    let first = columns.len().checked_sub(names.len())?;
    if first > 1 || first == 1 && names.first()?.at.x0 <= columns[0].1 {
        return None;
    }
    // A heading over the labels has the width of its column.
    let mut places: Vec<(f32, f32)> = columns[..first].to_vec();
    places.extend(names.iter().map(|name| (name.at.x0, name.at.x1)));
    let cell = |line: &TextLine| {
        let under: Vec<usize> = (0..places.len())
            .filter(|&at| places[at].0 < line.at.x1 && line.at.x0 < places[at].1)
            .collect();
        let (column, last) = (*under.first()?, *under.last()?);
        let lines = vec![line.clone()];
        Some(GridCell { column, colspan: last + 1 - column, rowspan: 1, lines })
    };
    lines
        .iter()
        .map(|line| {
            let cells: Option<Vec<GridCell>> = line.iter().map(cell).collect();
            Some(GridRow { cells: cells?, header: true })
        })
        .collect()
}
