//! Tables whose columns the file keeps apart: by tabs, pipes, or aligned runs of spaces.
//!
//! Columns that ran together with single spaces are no table here.

use std::ops::Range;

use super::lines::{TextLine, begins_small, ends_with_hyphen};
use crate::read::layout::{Block, BlockKind, Cell, Row, Span, Table};

/// How far a line is indented that goes on with a cell; as many spaces part columns.
const GAP: usize = 3;

/// The longest line, in characters, that goes on with the first cell of a row alone.
const LONGEST_LABEL: usize = 40;

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

/// One way to keep columns apart: the end of the lines from one on that do, and the table that
/// they make, if they make one.
type Way = (fn(&[TextLine], usize) -> usize, fn(&[TextLine], Range<usize>) -> Option<Found>);

const WAYS: [Way; 3] = [(piped, pipes), (tabbed, tabs), (spaced, aligned)];

/// Lines that make no table are tried again from the next line on, if they are at most so many;
/// so the time stays in proportion to the text.
const LONGEST_RETRY: usize = 200;

/// The tables of a text, in order.
pub(super) fn find(lines: &[TextLine]) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    let mut tried = [0; WAYS.len()];
    let mut at = 0;
    while at < lines.len() {
        let table = WAYS.iter().zip(&mut tried).find_map(|((run, table), tried)| {
            if at < *tried || !lines[at].is_text() {
                return None;
            }
            let end = run(lines, at);
            let table = if end > at { table(lines, at..end) } else { None };
            if table.is_none() && end > at + LONGEST_RETRY {
                *tried = end;
            }
            table
        });
        at = table.as_ref().map_or(at + 1, |table| table.lines.end);
        found.extend(table);
    }
    found
}

/// The end of the run of lines from `at` that `belongs` holds for, single empty lines included.
fn run(lines: &[TextLine], at: usize, belongs: impl Fn(usize) -> bool) -> usize {
    let mut end = at;
    let mut next = at;
    while next < lines.len() && (lines[next].is_text() || next == end) {
        if lines[next].is_text() {
            if !belongs(next) {
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

fn piped(lines: &[TextLine], at: usize) -> usize {
    run(lines, at, |line| lines[line].said().contains('|'))
}

fn pipes(lines: &[TextLine], taken: Range<usize>) -> Option<Found> {
    let mut rows: Vec<Vec<Piece>> = Vec::new();
    let mut rows_lines = Vec::new();
    let mut ruled = None;
    for index in taken.clone().filter(|index| lines[*index].is_text()) {
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
        table(lines, taken, rows_lines, placed.collect(), ruled.filter(|rows| *rows > 0))
    })
}

fn tabbed(lines: &[TextLine], at: usize) -> usize {
    let parted = |line: usize| lines.get(line).is_some_and(|it| it.said().contains('\t'));
    // A heading over the second column alone is a tab and words.
    run(lines, at, |line| {
        parted(line) || tabs_before(&lines[line]) > 0 && (parted(line + 1) || line > at)
    })
}

/// The tabs that a line begins with: cells that are empty.
fn tabs_before(line: &TextLine) -> usize {
    line.text[..line.range.start].matches('\t').count()
}

fn tabs(lines: &[TextLine], taken: Range<usize>) -> Option<Found> {
    let indexes: Vec<usize> = taken.clone().filter(|index| lines[*index].is_text()).collect();
    let indent = indexes.iter().map(|index| tabs_before(&lines[*index])).min().unwrap_or(0);
    let rows: Vec<Vec<Piece>> = indexes
        .iter()
        .map(|index| {
            let line = &lines[*index];
            let from = line.range.start;
            let empty = Piece { range: from..from, columns: 0..0 };
            let mut row = vec![empty; tabs_before(line) - indent];
            row.extend(pieces(line, |rest| rest.starts_with('\t').then_some(1)));
            row
        })
        .collect();
    let widest = rows.iter().map(Vec::len).max().unwrap_or(0);
    let regular = rows.iter().filter(|row| row.len() == widest).count() * 10 >= rows.len() * 6;
    if rows.len() < 2 || widest < 2 || !regular || !has_numbers(lines, &indexes, &rows) {
        return None;
    }
    let placed = rows.into_iter().map(|row| row.into_iter().enumerate().collect());
    Some(table(lines, taken, indexes, placed.collect(), None))
}

fn has_gap(line: &TextLine) -> bool {
    line.said().contains("   ") || line.said().contains(LEADER)
}

/// True for a line whose columns two spaces part, beside a line where more do.
fn is_narrow(lines: &[TextLine], at: usize) -> bool {
    let beside = |line: Option<usize>| {
        line.and_then(|line| lines.get(line)).is_some_and(|line| line.is_text() && has_gap(line))
    };
    lines[at].said().contains("  ") && (beside(at.checked_sub(1)) || beside(Some(at + 1)))
}

/// True for a line of words that begins far to the right, over the figures of the next line.
fn is_over_column(lines: &[TextLine], at: usize) -> bool {
    let next = lines.get(at + 1).filter(|next| next.is_text() && has_gap(next));
    next.is_some_and(|next| {
        let figures =
            next.said().rfind("  ").map_or(0, |gap| next.said()[..gap].trim_end().chars().count());
        lines[at].indent >= next.indent + figures.max(GAP)
    })
}

/// The dots that lead from a name to its figure: "Region Skåne ........ 12 000".
const LEADER: &str = "....";

/// The length of the spaces or dots that part columns, where a text begins with them.
fn gap(rest: &str) -> Option<usize> {
    let length = rest.len() - rest.trim_start_matches([' ', '.']).len();
    let dots = rest[..length].contains(LEADER);
    let spaces = rest.len() - rest.trim_start_matches(' ').len();
    if dots { Some(length) } else { (spaces > 1).then_some(spaces) }
}

/// True for lines whose dots lead to the numbers of pages: small and never falling.
fn is_contents(lines: &[TextLine], indexes: &[usize], rows: &[Vec<Piece>]) -> bool {
    let last = |(index, row): (&usize, &Vec<Piece>)| -> Option<u32> {
        lines[*index].said().contains(LEADER).then_some(())?;
        lines[*index].text[row.last()?.range.clone()].parse().ok()
    };
    let pages: Vec<u32> = indexes.iter().zip(rows).filter_map(last).collect();
    let leaders = indexes.iter().filter(|index| lines[**index].said().contains(LEADER)).count();
    leaders > 0
        && pages.len() == leaders
        && pages.iter().all(|page| *page < 1000)
        && pages.windows(2).all(|two| two[0] <= two[1])
}

fn spaced(lines: &[TextLine], at: usize) -> usize {
    if !has_gap(&lines[at]) && !is_narrow(lines, at) && !is_over_column(lines, at) {
        return at;
    }
    // Headings may stand far to the right of the names of the rows.
    let indent = lines[at..].iter().take(3).filter(|line| line.is_text()).map(|it| it.indent).min();
    let indent = indent.unwrap_or(lines[at].indent);
    run(lines, at, |index| {
        let line = &lines[index];
        let label = line.length < LONGEST_LABEL;
        let above = index.checked_sub(1).map(|above| &lines[above]);
        has_gap(line)
            || is_narrow(lines, index)
            || line.indent >= indent + GAP
            || label && begins_small(line.said())
            || label && above.is_some_and(has_gap) && lines.get(index + 1).is_some_and(has_gap)
    })
}

fn aligned(lines: &[TextLine], taken: Range<usize>) -> Option<Found> {
    let indexes: Vec<usize> = taken.clone().filter(|index| lines[*index].is_text()).collect();
    if indexes.iter().filter(|index| has_gap(&lines[**index])).count() < 3 {
        return None;
    }
    let rows: Vec<Vec<Piece>> = indexes.iter().map(|index| pieces(&lines[*index], gap)).collect();
    if is_contents(lines, &indexes, &rows) {
        return None;
    }
    // A wide title may cover two columns, so the rows with numbers are looked at alone too.
    let numeric: Vec<usize> =
        (0..rows.len()).filter(|row| is_numeric(lines, indexes[*row], &rows[*row])).collect();
    let all = intervals(rows.iter());
    let of_numbers = intervals(numeric.iter().map(|row| &rows[*row]));
    let columns = if of_numbers.len() > all.len() { of_numbers } else { all };
    let enough = if columns.len() > 2 { 1 } else { rows.len().div_ceil(2) };
    if columns.len() < 2 || numeric.len() < enough {
        return None;
    }
    let column = |piece: &Piece| {
        let found = columns.iter().position(|column| column.end > piece.columns.start);
        found.unwrap_or(columns.len() - 1)
    };
    let placed = rows
        .into_iter()
        .map(|row| row.into_iter().map(|piece| (column(&piece), piece)).collect())
        .collect();
    Some(table(lines, taken, indexes, placed, None))
}

/// Splits a line into pieces. `separator` gives the length of the one that some text begins with.
fn pieces(line: &TextLine, separator: impl Fn(&str) -> Option<usize>) -> Vec<Piece> {
    let said = line.said();
    let mut pieces = Vec::new();
    let (mut start, mut at) = (0, 0);
    // The column of characters that `start` stands in.
    let mut column = line.indent;
    while start <= said.len() {
        let length = if at < said.len() { separator(&said[at..]) } else { Some(1) };
        let Some(length) = length else {
            at += said[at..].chars().next().map_or(1, char::len_utf8);
            continue;
        };
        let text = &said[start..at];
        let kept = text.trim();
        let before = if kept.is_empty() { 0 } else { text.len() - text.trim_start().len() };
        let first = column + text[..before].chars().count();
        let from = line.range.start + start + before;
        pieces.push(Piece {
            range: from..from + kept.len(),
            columns: first..first + kept.chars().count(),
        });
        column += text.chars().count() + length;
        at += length;
        start = at;
    }
    pieces
}

/// The columns of characters that some piece covers, joined where less than two are free.
fn intervals<'p>(rows: impl Iterator<Item = &'p Vec<Piece>>) -> Vec<Range<usize>> {
    let mut covered: Vec<Range<usize>> =
        rows.flatten().map(|piece| piece.columns.clone()).filter(|it| !it.is_empty()).collect();
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

/// True where at least half of the rows have numbers.
fn has_numbers(lines: &[TextLine], indexes: &[usize], rows: &[Vec<Piece>]) -> bool {
    let numeric = indexes.iter().zip(rows).filter(|(index, row)| is_numeric(lines, **index, row));
    numeric.count() * 2 >= rows.len()
}

/// True for a row in which a cell after the first begins with a digit.
fn is_numeric(lines: &[TextLine], line: usize, row: &[Piece]) -> bool {
    row.iter().skip(1).any(|piece| begins_with_digit(&lines[line].text[piece.range.clone()]))
}

fn begins_with_digit(text: &str) -> bool {
    text.trim_start_matches(['-', '–', '−']).starts_with(|c: char| c.is_ascii_digit())
}

/// True where a row goes on with the cells of the one above: it has no first cell and says more
/// than numbers, or its cells begin in the middle of a sentence.
fn goes_on(lines: &[TextLine], above: &Row, line: usize, cells: &[(usize, Piece)]) -> bool {
    let text = |piece: &Piece| &lines[line].text[piece.range.clone()];
    let Some((column, first)) = cells.first() else { return true };
    // A number under a cell of words belongs to them; under a number, it is one of its own.
    let numbers = cells.iter().all(|(column, piece)| {
        let over = above.cells.iter().find(|cell| cell.column == *column);
        let words = over
            .and_then(|cell| cell.spans.first())
            .is_some_and(|span| !begins_with_digit(&lines[span.line].text[span.range.clone()]));
        begins_with_digit(text(piece)) && (above.header || !words)
    });
    let broken = above.cells.first().filter(|cell| cell.column == 0).is_some_and(|cell| {
        cell.spans
            .last()
            .is_some_and(|span| ends_with_hyphen(&lines[span.line].text[span.range.clone()]))
    });
    let others = &cells[1..];
    let opens_part = ["varav ", "därav "].iter().any(|word| text(first).starts_with(word));
    let is_over_number = |(column, piece): &(usize, Piece)| {
        let over = above.cells.iter().find(|cell| cell.column == *column);
        let number = over
            .and_then(|cell| cell.spans.first())
            .is_some_and(|span| begins_with_digit(&lines[span.line].text[span.range.clone()]));
        number && begins_with_digit(text(piece))
    };
    let over_numbers = !others.is_empty() && others.iter().all(is_over_number);
    let over_number = others.iter().any(is_over_number);
    match column {
        // "varav utveckling" under "God och nära vård" has numbers of its own, or will have.
        0 if opens_part || (over_numbers && !broken) => false,
        0 => {
            broken
                || begins_small(text(first))
                || !others.is_empty() && others.iter().all(|(_, piece)| begins_small(text(piece)))
        }
        // A sum below a row may have no number or code in the first column.
        _ => !numbers && !over_number,
    }
}

/// Makes the block.
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
        let text = |piece: &Piece| &lines[line].text[piece.range.clone()];
        match table.rows.last_mut() {
            Some(above) if goes_on(lines, above, line, &cells) => {
                for (column, piece) in cells {
                    let hard_break = !begins_small(text(&piece));
                    let mut span = Span { line, range: piece.range, hard_break };
                    match above.cells.iter_mut().find(|cell| cell.column == column) {
                        Some(cell) => cell.spans.push(span),
                        None => {
                            span.hard_break = false;
                            above.cells.push(new_cell(column, span));
                        }
                    }
                }
                above.cells.sort_by_key(|cell| cell.column);
            }
            _ => {
                let number = |(column, piece): &(usize, Piece)| {
                    *column > 0 && begins_with_digit(text(piece))
                };
                numbers.push(cells.iter().any(number));
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
