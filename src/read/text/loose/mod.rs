//! Tables that a converter printed as loose lines: columns parted by single spaces or line breaks.
//!
//! Three forms are known by their lines: rows under a line of column titles ([`rows`]), sums that
//! a total closes ([`sums`]), and the two columns of signatures ([`signatures`]). Prose that
//! states amounts is none of them.

mod parts;
mod rows;
mod signatures;
mod sums;
mod titles;

#[cfg(test)]
mod tests;

use super::columns::Found;
use super::lines::{TextLine, ends_with_hyphen};
use crate::read::layout::{Block, BlockKind, Cell, Row, Span, Table};

/// Words that no line ends with where its text does.
const UNFINISHED: &[&str] = &[
    "och", "eller", "för", "om", "i", "av", "till", "med", "mellan", "på", "samt", "att", "den",
    "det", "de", "en", "ett", "som", "inom", "från", "vid", "per", "enligt", "både", "senast",
    "varav", "därav",
];

/// Verbs of statements. A label or note seldom has one.
const VERBS: &[&str] = &[
    "är",
    "ska",
    "skall",
    "har",
    "får",
    "omfattar",
    "uppgår",
    "avsätts",
    "används",
    "innebär",
    "utgör",
    "kommer",
    "kan",
    "fick",
    "var",
    "blir",
    "bidrar",
    "går",
    "ges",
    "beräknas",
    "finns",
    "beslutade",
    "beslutat",
    "betalar",
    "erhåller",
    "motsvarar",
];

/// All tables of a text, in order: the loose ones, and of the `others` those that share no line
/// with one. Signatures come before the others, which may take them for columns of a page.
pub(super) fn find(lines: &[TextLine], width: Option<usize>, others: Vec<Found>) -> Vec<Found> {
    let sheet = Sheet { lines, width };
    let mut found = signatures::find(&sheet);
    for tables in [others, rows::find(&sheet), sums::find(&sheet)] {
        let apart =
            |a: &Found, b: &Found| a.lines.end <= b.lines.start || b.lines.end <= a.lines.start;
        let free = |table: &Found| found.iter().all(|other| apart(table, other));
        let more: Vec<Found> = tables.into_iter().filter(free).collect();
        found.extend(more);
    }
    found.sort_by_key(|table| table.lines.start);
    found
}

/// The lines and the width at which they were broken.
struct Sheet<'t> {
    lines: &'t [TextLine],
    width: Option<usize>,
}

impl Sheet<'_> {
    fn said(&self, line: usize) -> &str {
        self.lines[line].said()
    }

    fn is_text(&self, line: usize) -> bool {
        self.lines.get(line).is_some_and(TextLine::is_text)
    }

    /// The next line of text from `at` on, if it is at most `within` lines away.
    fn next_text(&self, at: usize, within: usize) -> Option<usize> {
        (at..self.lines.len().min(at + within)).find(|line| self.is_text(*line))
    }

    /// True for a line so long that it is running text, whose width the converter filled.
    fn is_wide(&self, line: usize) -> bool {
        let length = self.lines[line].length;
        let Some(width) = self.width else { return length > 110 };
        let next = (line + 1 < self.lines.len() && self.is_text(line + 1))
            .then(|| self.said(line + 1).split_whitespace().next())
            .flatten()
            .map_or(0, |word| word.chars().count() + 1);
        length * 10 >= width * 8 || length * 10 >= width * 6 && (length + next) * 100 >= width * 88
    }

    /// True for a line without amounts that is running text.
    fn is_prose(&self, line: usize, after_gap: bool) -> bool {
        let said = self.said(line);
        let words = said.split_whitespace().count();
        let sentence = said.ends_with('.') && words >= 4 && said.starts_with(char::is_uppercase);
        self.is_wide(line)
            || sentence && (has_verb(said) || words >= 9)
            || after_gap && has_verb(said) && words >= 6
    }

    /// The whole of a line.
    fn span(&self, line: usize, hard_break: bool) -> Span {
        Span { line, range: self.lines[line].range.clone(), hard_break }
    }
}

/// True for text that states something of something.
fn has_verb(said: &str) -> bool {
    let mut words = said.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    words.next();
    words.any(|word| VERBS.contains(&word))
}

/// True for text that goes on in the next line.
fn is_unfinished(said: &str) -> bool {
    let last = said.rsplit(char::is_whitespace).next().unwrap_or("").to_lowercase();
    ends_with_hyphen(said) || said.ends_with([',', '/', '–']) || UNFINISHED.contains(&last.as_str())
}

/// Makes the block.
fn block(rows: Vec<Row>) -> Block {
    let table = Table { rows, caption: Vec::new() };
    Block { kind: BlockKind::Table(table), spans: Vec::new() }
}

/// A cell; none where nothing stands in it.
fn cell(column: usize, mut spans: Vec<Span>) -> Option<Cell> {
    spans.first_mut()?.hard_break = false;
    Some(Cell { column, colspan: 1, rowspan: 1, spans })
}
