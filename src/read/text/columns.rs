//! Tables whose columns the file keeps apart: by tabs, pipes, or aligned runs of spaces.
//!
//! Columns that ran together with single spaces are no table here.

use std::ops::Range;

use super::lines::TextLine;
use crate::read::layout::{Block, BlockKind, Cell, Row, Span, Table};

/// A run of spaces that parts columns where others below it do too.
const GAP: usize = 3;

/// A table and the lines that it takes.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) lines: Range<usize>,
    pub(super) block: Block,
}

/// A piece of a line: its bytes, and its first and last column of characters.
#[derive(Debug, Clone)]
struct Piece {
    range: Range<usize>,
    columns: Range<usize>,
}

/// The tables of a text, in order.
pub(super) fn find(lines: &[TextLine]) -> Vec<Found> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        let table = [pipes, tabs, aligned].iter().find_map(|kind| kind(lines, at));
        at = table.as_ref().map_or(at + 1, |table| table.lines.end);
        found.extend(table);
    }
    found
}

/// The end of the run of lines from `at` that `belongs` holds for, single empty lines included.
fn run(lines: &[TextLine], at: usize, belongs: impl Fn(&TextLine) -> bool) -> usize {
    let mut end = at;
    let mut next = at;
    while next < lines.len() && (lines[next].is_text() || next == end) {
        if lines[next].is_text() {
            if !belongs(&lines[next]) {
                break;
            }
            end = next + 1;
        }
        next += 1;
        if next < lines.len() && !lines[next].is_text() && next == end {
            next += 1;
        }
    }
    end
}

fn pipes(lines: &[TextLine], at: usize) -> Option<Found> {
    let end = run(lines, at, |line| line.said().matches('|').count() > 0);
    let mut rows: Vec<Vec<Piece>> = Vec::new();
    let mut rows_lines = Vec::new();
    let mut ruled = None;
    for index in (at..end).filter(|index| lines[*index].is_text()) {
        let said = lines[index].said();
        if said.chars().all(|c| "|-:=+ ".contains(c)) {
            ruled.get_or_insert(rows.len());
            continue;
        }
        let mut cells = pieces(&lines[index], |rest| rest.starts_with('|').then_some(1));
        if said.starts_with('|') {
            cells.remove(0);
        }
        if said.ends_with('|') {
            cells.pop();
        }
        rows.push(cells);
        rows_lines.push(index);
    }
    let width = rows.first().map_or(0, Vec::len);
    let regular = rows.iter().all(|row| row.len() == width) && width > 1 && rows.len() > 1;
    regular.then(|| {
        let placed = rows.into_iter().map(|row| row.into_iter().enumerate().collect());
        table(lines, at..end, rows_lines, placed.collect(), ruled.filter(|rows| *rows > 0))
    })
}

fn tabs(lines: &[TextLine], at: usize) -> Option<Found> {
    let end = run(lines, at, |line| line.said().contains('\t'));
    let indexes: Vec<usize> = (at..end).filter(|index| lines[*index].is_text()).collect();
    let rows: Vec<Vec<Piece>> = indexes
        .iter()
        .map(|index| pieces(&lines[*index], |rest| rest.starts_with('\t').then_some(1)))
        .collect();
    let widest = rows.iter().map(Vec::len).max().unwrap_or(0);
    let regular = rows.iter().filter(|row| row.len() == widest).count() * 10 >= rows.len() * 6;
    if rows.len() < 2 || widest < 2 || !regular || !has_numbers(lines, &indexes, &rows) {
        return None;
    }
    let placed = rows.into_iter().map(|row| row.into_iter().enumerate().collect());
    Some(table(lines, at..end, indexes, placed.collect(), None))
}

fn aligned(lines: &[TextLine], at: usize) -> Option<Found> {
    let gap = |line: &TextLine| line.said().contains(&" ".repeat(GAP));
    if !lines[at].is_text() || !gap(&lines[at]) {
        return None;
    }
    let indent = lines[at].indent;
    let end = run(lines, at, |line| gap(line) || line.indent >= indent + GAP);
    let indexes: Vec<usize> = (at..end).filter(|index| lines[*index].is_text()).collect();
    if indexes.iter().filter(|index| gap(&lines[**index])).count() < 3 {
        return None;
    }
    let split = |rest: &str| {
        let spaces = rest.len() - rest.trim_start_matches(' ').len();
        (spaces > 1).then_some(spaces)
    };
    let rows: Vec<Vec<Piece>> = indexes.iter().map(|index| pieces(&lines[*index], split)).collect();
    let columns = intervals(&rows);
    if columns.len() < 2 || !has_numbers(lines, &indexes, &rows) {
        return None;
    }
    let column = |piece: &Piece| {
        columns.iter().position(|column| column.end > piece.columns.start).unwrap_or(0)
    };
    let placed = rows
        .into_iter()
        .map(|row| row.into_iter().map(|piece| (column(&piece), piece)).collect())
        .collect();
    Some(table(lines, at..end, indexes, placed, None))
}

/// Splits a line into pieces. `separator` gives the length of the one that some text begins with.
fn pieces(line: &TextLine, separator: impl Fn(&str) -> Option<usize>) -> Vec<Piece> {
    let said = line.said();
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut at = 0;
    let mut push = |range: Range<usize>| {
        let text = &said[range.clone()];
        let start = range.start + (text.len() - text.trim_start().len());
        let length = text.trim().len();
        let first = line.indent + said[..start.min(range.end)].chars().count();
        let columns = first..first + text.trim().chars().count();
        let from = line.range.start + start.min(range.end);
        pieces.push(Piece { range: from..from + length, columns });
    };
    while at < said.len() {
        match separator(&said[at..]) {
            Some(length) => {
                push(start..at);
                at += length;
                start = at;
            }
            None => at += said[at..].chars().next().map_or(1, char::len_utf8),
        }
    }
    push(start..said.len());
    pieces
}

/// The columns of characters that some piece covers, joined where less than two are free.
fn intervals(rows: &[Vec<Piece>]) -> Vec<Range<usize>> {
    let mut covered: Vec<Range<usize>> = rows
        .iter()
        .flatten()
        .map(|piece| piece.columns.clone())
        .filter(|it| !it.is_empty())
        .collect();
    covered.sort_by_key(|columns| columns.start);
    let mut joined: Vec<Range<usize>> = Vec::new();
    for columns in covered {
        match joined.last_mut() {
            Some(last) if columns.start < last.end + 2 => last.end = last.end.max(columns.end),
            _ => joined.push(columns),
        }
    }
    joined
}

/// True where at least half of the rows have a cell that begins with a digit, after the first.
fn has_numbers(lines: &[TextLine], indexes: &[usize], rows: &[Vec<Piece>]) -> bool {
    let numeric = |(index, row): (&usize, &Vec<Piece>)| {
        row.iter().skip(1).any(|piece| {
            lines[*index].text[piece.range.clone()].starts_with(|c: char| c.is_ascii_digit())
        })
    };
    indexes.iter().zip(rows).filter(|pair| numeric(*pair)).count() * 2 >= rows.len()
}

/// Makes the block. A row without a first cell and without numbers goes on with the one above.
fn table(
    lines: &[TextLine],
    taken: Range<usize>,
    indexes: Vec<usize>,
    rows: Vec<Vec<(usize, Piece)>>,
    headers: Option<usize>,
) -> Found {
    let mut table = Table::default();
    let mut numbers: Vec<bool> = Vec::new();
    for (line, row) in indexes.into_iter().zip(rows) {
        let cells: Vec<(usize, Piece)> =
            row.into_iter().filter(|(_, piece)| !piece.range.is_empty()).collect();
        let digit = |(_, piece): &(usize, Piece)| {
            lines[line].text[piece.range.clone()].starts_with(|c: char| c.is_ascii_digit())
        };
        let continues = cells.iter().all(|cell| cell.0 > 0 && !digit(cell));
        match table.rows.last_mut() {
            Some(above) if continues => {
                for (column, Piece { range, .. }) in cells {
                    let span = Span { line, range, hard_break: false };
                    match above.cells.iter_mut().find(|cell| cell.column == column) {
                        Some(cell) => cell.spans.push(span),
                        None => above.cells.push(new_cell(column, span)),
                    }
                }
            }
            _ => {
                numbers.push(cells.iter().skip(1).any(digit));
                let cells = cells.into_iter().map(|(column, Piece { range, .. })| {
                    new_cell(column, Span { line, range, hard_break: false })
                });
                table.rows.push(Row { cells: cells.collect(), header: false });
            }
        }
    }
    // Rows of words over rows of numbers are column headings.
    let words = numbers.iter().take_while(|has| !**has).count();
    let headers = headers.unwrap_or(if words < numbers.len() { words } else { 0 });
    for row in table.rows.iter_mut().take(headers) {
        row.header = true;
    }
    Found { lines: taken, block: Block { kind: BlockKind::Table(table), spans: Vec::new() } }
}

fn new_cell(column: usize, span: Span) -> Cell {
    Cell { column, colspan: 1, rowspan: 1, spans: vec![span] }
}
