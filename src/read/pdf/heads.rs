//! Headings of tables without drawn cells that do not stand over their columns: one over several of
//! them, or words set to the left over figures set to the right.
//!
//! Finds no tables; where the columns are, the sibling `aligned` tells.

use super::aligned::{self, Band, BandKind};
use super::gutter::{Run, TOLERANCES as GUTTERS, rows_in, segments};
use super::lines::{Element, TextLine};
use super::page::Rule;
use super::table::{Grid, GridCell, GridRow, is_numeric, is_year};
use super::words::{Row, Word};

/// Measures of headings, in em (font sizes) unless said otherwise.
struct Tolerances {
    /// How far right of a table's edge a heading over several columns begins at least.
    indent: f32,
    /// How far over the next row it stands at most.
    distance: f32,
    /// The most printed lines of headings.
    lines: usize,
    /// A gap between words that parts columns, whatever stands over them.
    gap: f32,
}

const TOLERANCES: Tolerances = Tolerances { indent: 2.0, distance: 2.0, lines: 6, gap: 1.0 };

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
/// without the headings, and its length; none where those are fewer than `grid` has, or nothing is
/// better told by them.
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
    let more = body.columns.len() > grid.columns.len() || wide(&body) < wide(grid);
    if body.columns.len() < grid.columns.len() || taken + headings < length {
        return None;
    }
    let heads = over_columns(&rows[..headings], &body.columns, more)?;
    body.at = body.at.union(grid.at);
    body.rows.iter_mut().for_each(|row| row.header = false);
    body.rows.splice(0..0, heads);
    Some((taken + headings, body))
}

/// How many cells below the headings have a gap as wide as those between columns.
fn wide(grid: &Grid) -> usize {
    let is_wide = |line: &TextLine| {
        let gap = |pair: &[Word]| pair[1].at.x0 - pair[0].at.x1;
        line.words.windows(2).any(|pair| gap(pair) > TOLERANCES.gap * pair[1].size)
    };
    let cells = grid.rows.iter().filter(|row| !row.header).flat_map(|row| &row.cells);
    cells.filter(|cell| cell.lines.iter().any(is_wide)).count()
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
    parted(row, &[])
}

/// The words of a row that neither a gap nor the edge of a column parts.
fn parted(row: &Row, columns: &[(f32, f32)]) -> Vec<TextLine> {
    let near = |a: f32, b: f32| (a - b).abs() < GUTTERS.flush;
    let mut parts: Vec<TextLine> = Vec::new();
    let gaps = segments(&Element::Row(row.clone()));
    for word in &row.words {
        let after = |part: &TextLine| columns.iter().any(|column| near(column.1, part.at.x1));
        let begins = gaps.iter().any(|gap| gap.0 == word.at.x0)
            || columns.iter().any(|column| near(column.0, word.at.x0))
            || parts.last().is_some_and(after);
        match parts.last_mut() {
            Some(part) if !begins => part.push(word.clone()),
            _ => parts.push(TextLine::of(vec![word.clone()])),
        }
    }
    parts
}

/// The rows of headings on the columns of a table. None where they cannot be told; where not `any`
/// way will do, they are told where each column has one heading.
fn over_columns(rows: &[&Row], columns: &[(f32, f32)], any: bool) -> Option<Vec<GridRow>> {
    let by_gaps: Vec<Vec<TextLine>> = rows.iter().map(|row| parts(row)).collect();
    let by_edges: Vec<Vec<TextLine>> = rows.iter().map(|row| parted(row, columns)).collect();
    let at = |line: &TextLine| (line.at.x0, line.at.x1);
    let all = |lines: &[Vec<TextLine>]| stacks(lines.iter().flatten().map(at).collect());
    let longest = |lines: &[Vec<TextLine>]| {
        let longest = lines.iter().max_by_key(|line| line.len());
        longest.map_or_else(Vec::new, |line| line.iter().map(at).collect())
    };
    // One heading for each column, perhaps over several lines; else one line of such headings, and
    // others over or under them; else each over its column.
    [
        (&by_gaps, all(&by_gaps)),
        (&by_gaps, longest(&by_gaps)),
        (&by_edges, all(&by_edges)),
        (&by_edges, longest(&by_edges)),
        (&by_edges, columns.to_vec()),
    ]
    .into_iter()
    .take(if any { 5 } else { 1 })
    .find_map(|(lines, names)| {
        let first = columns.len().checked_sub(names.len())?;
        let unnamed = first == 1 && names.first()?.0 > columns[0].1;
        let places = (first == 0 || unnamed).then(|| [&columns[..first], &names].concat())?;
        placed(lines, &places)
    })
}

/// Strips that stand over one another made one, from left to right.
fn stacks(mut strips: Vec<(f32, f32)>) -> Vec<(f32, f32)> {
    strips.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut stacks: Vec<(f32, f32)> = Vec::new();
    for strip in strips {
        match stacks.last_mut() {
            Some(last) if strip.0 < last.1 => last.1 = last.1.max(strip.1),
            _ => stacks.push(strip),
        }
    }
    stacks
}

/// The headings in the columns whose places they stand over; none where one stands over no column,
/// or a column but the first has none.
fn placed(lines: &[Vec<TextLine>], places: &[(f32, f32)]) -> Option<Vec<GridRow>> {
    let mut headed = vec![false; places.len()];
    let mut cell = |line: &TextLine| {
        let over: Vec<usize> = (0..places.len())
            .filter(|&at| places[at].0 < line.at.x1 && line.at.x0 < places[at].1)
            .collect();
        let (column, last) = (*over.first()?, *over.last()?);
        headed[column..=last].fill(true);
        let lines = vec![line.clone()];
        Some(GridCell { column, colspan: last + 1 - column, rowspan: 1, lines })
    };
    let rows: Option<Vec<GridRow>> = lines
        .iter()
        .map(|line| {
            let mut row: Vec<GridCell> = Vec::new();
            for line in line {
                let cell = cell(line)?;
                match row.last_mut() {
                    Some(last) if last.column == cell.column => last.lines.extend(cell.lines),
                    _ => row.push(cell),
                }
            }
            Some(GridRow { cells: row, header: true })
        })
        .collect();
    headed.iter().skip(1).all(|headed| *headed).then_some(rows?)
}
