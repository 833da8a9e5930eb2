//! Rows under a line of column titles: a label, amounts and notes, each wrapped over lines.

use super::parts::{self, Part};
use super::titles::{self, Kind, Titles};
use super::{Sheet, UNFINISHED, block, cell, is_unfinished};
use crate::read::layout::{Row as TableRow, Span};
use crate::read::text::columns::Found;
use crate::read::text::heading;
use crate::read::text::lines::begins_small;
use crate::swedish::is_month;

/// The most lines of words between two amounts.
const MOST_WORDS: usize = 16;

/// The most lines of a label.
const LONGEST_LABEL: usize = 5;

/// The longest words before an amount, in characters.
const LONGEST_BEFORE: usize = 75;

/// How words begin that go on with the amount above.
const OPENERS: &[&str] = &["varav", "därav", "inkl", "inklusive", "av detta", "av dessa"];

/// How notes begin.
const NOTES: &[&str] = &[
    "ansök",
    "befolkningsb",
    "betalas",
    "dnr",
    "efter ",
    "gäller",
    "handlingsplan",
    "prestationsb",
    "redovis",
    "rekvi",
    "senast",
    "särskild ansök",
    "utbetal",
    "återbetal",
    "återrapport",
    "pris/",
    "pris per",
];

/// A row being read.
#[derive(Default)]
struct Row {
    label: Vec<Span>,
    /// The cells of amounts that are begun.
    values: Vec<Vec<Span>>,
    notes: Vec<Span>,
}

/// A line of words that is not yet known to be a note or a label.
#[derive(Clone, Copy)]
struct Pending {
    line: usize,
    after_gap: bool,
}

/// Why the rows end.
#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    /// Running text or another table begins.
    Next,
    /// There are too many words.
    Words,
}

/// The tables under column titles, in order.
pub(super) fn find(sheet: &Sheet<'_>) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    let mut at = 0;
    while at < sheet.lines.len() {
        let table = titles::at(sheet, at).and_then(|titles| Reader::new(sheet, titles).read(at));
        at = table.as_ref().map_or(at + 1, |table| table.lines.end);
        found.extend(table);
    }
    found
}

struct Reader<'s> {
    sheet: &'s Sheet<'s>,
    titles: Titles,
    rows: Vec<Row>,
    pending: Vec<Pending>,
    /// The line after the last that belongs to the table for sure.
    end: usize,
    /// How many columns hold amounts.
    amounts: usize,
}

impl<'s> Reader<'s> {
    fn new(sheet: &'s Sheet<'s>, titles: Titles) -> Reader<'s> {
        let (amounts, end) = (titles.amounts(), titles.end);
        Reader { sheet, titles, rows: Vec::new(), pending: Vec::new(), end, amounts }
    }

    fn read(mut self, start: usize) -> Option<Found> {
        let mut gap = false;
        let mut end = End::Next;
        let mut at = self.titles.end;
        while at < self.sheet.lines.len() {
            if !self.sheet.is_text(at) {
                gap = true;
                at += 1;
                continue;
            }
            let parts = self.parts(at);
            let has_value = parts.iter().any(|part| part.value);
            if has_value && self.states(at, &parts) || !has_value && self.ends(at, gap) {
                break;
            }
            if has_value {
                self.take(at, &parts, gap);
                self.end = at + 1;
            } else {
                self.pending.push(Pending { line: at, after_gap: gap });
                let most = if self.rows.is_empty() { LONGEST_LABEL + 1 } else { MOST_WORDS };
                if self.pending.len() > most {
                    end = End::Words;
                    break;
                }
            }
            gap = false;
            at += 1;
        }
        self.close(end);
        let values: usize = self.rows.iter().map(|row| row.values.len()).sum();
        let enough = values > 1 || values == 1 && self.titles.titles.len() > 2;
        enough.then(|| self.finish(start))
    }

    /// Cuts a line; bare figures count only where there is one for each column.
    fn parts(&self, line: usize) -> Vec<Part> {
        let values = self.titles.values;
        let parts = parts::of(&self.sheet.lines[line], values);
        if values.bare && parts.iter().filter(|part| part.value).count() != self.amounts {
            return parts::of(&self.sheet.lines[line], parts::Values { bare: false, ..values });
        }
        parts
    }

    fn text(&self, line: usize, part: &Part) -> &str {
        &self.sheet.lines[line].text[part.range.clone()]
    }

    /// True where a line with amounts is running text.
    fn states(&self, line: usize, parts: &[Part]) -> bool {
        let before = parts.first().filter(|part| !part.value).map(|part| self.text(line, part));
        let behind = parts.last().filter(|part| !part.value).map(|part| self.text(line, part));
        let leads = before.is_some_and(|words| {
            let last = words.rsplit(' ').next().unwrap_or("");
            super::has_verb(words)
                || words.chars().count() > LONGEST_BEFORE
                || words.contains(". ")
                || words.split_whitespace().count() > 2
                    && UNFINISHED.contains(&last)
                    && last != "varav"
        });
        let follows = behind.is_some_and(|words| {
            begins_small(words)
                && (super::has_verb(words)
                    || words.chars().count() > 30 && self.sheet.is_wide(line))
        });
        // A cell begins with a capital behind an amount that ends no sentence.
        let cells = parts.windows(2).last().is_some_and(|pair| {
            pair[0].value
                && !self.text(line, &pair[0]).ends_with('.')
                && !behind.is_some_and(begins_small)
        });
        let sentence = self.sheet.said(line).ends_with('.') && self.sheet.is_wide(line) && !cells;
        leads || follows || sentence
    }

    /// True where a line without amounts stands behind the table.
    fn ends(&self, line: usize, gap: bool) -> bool {
        let sheet = self.sheet;
        let said = sheet.said(line);
        let numbered =
            |span: &Span| heading::number(&sheet.lines[span.line].text[span.range.clone()]);
        let rows = self.rows.iter().any(|row| row.label.first().and_then(numbered).is_some());
        let number = heading::number(said)
            .is_some_and(|number| (number.marked || gap) && !rows && heading::could_be(said));
        let item =
            sheet.lines[line].after_bullet().is_some() && (gap || sheet.lines[line].length > 45);
        number || item || sheet.is_prose(line, gap) || titles::at(sheet, line).is_some()
    }

    /// Takes a line with amounts.
    fn take(&mut self, line: usize, parts: &[Part], gap: bool) {
        let words = parts.first().filter(|part| !part.value).cloned();
        let values = parts.iter().filter(|part| part.value).count();
        let open = self.rows.last().is_some_and(|row| row.values.len() < self.amounts);
        let label = words.as_ref().map(|part| self.text(line, part).to_owned());
        let opens = label.as_ref().is_some_and(|label| {
            let lower = label.to_lowercase();
            OPENERS.iter().any(|opener| lower.starts_with(opener))
        });
        let goes_on = !self.rows.is_empty()
            && match &label {
                Some(_) if opens => true,
                Some(label) => {
                    open && begins_small(label)
                        && self.pending.is_empty()
                        && !gap
                        && self.is_broken()
                }
                None if self.pending.is_empty() => open || values == 1,
                None => open && self.pending.iter().all(|it| self.belongs_to_value(*it)),
            };
        if goes_on {
            let pending = std::mem::take(&mut self.pending);
            for it in pending {
                let span = self.sheet.span(it.line, false);
                self.add_to_value(span);
            }
            self.add(line, parts, label.is_some());
            return;
        }
        let begins = self.label_begins(label.as_deref(), gap);
        let lines: Vec<Pending> = self.pending.drain(..).collect();
        let (notes, labels) = lines.split_at(begins);
        self.add_notes(notes);
        let mut row = Row::default();
        row.label.extend(labels.iter().map(|it| self.sheet.span(it.line, false)));
        let label = words.map(|part| Span { line, range: part.range, hard_break: false });
        row.label.extend(label.clone());
        self.rows.push(row);
        self.add(line, &parts[usize::from(label.is_some())..], false);
    }

    /// Adds the values of a line and the words after each to the last row. `same` where its first
    /// words and amount belong to the cell above.
    fn add(&mut self, line: usize, parts: &[Part], mut same: bool) {
        let most = self.amounts;
        for (index, part) in parts.iter().enumerate() {
            let span = Span { line, range: part.range.clone(), hard_break: false };
            let text = self.text(line, part).to_owned();
            let last = index + 1 == parts.len();
            if !part.value {
                let lower = text.to_lowercase();
                let opens = OPENERS.iter().any(|opener| lower.starts_with(opener));
                same |= opens;
                if last && !begins_small(&text) {
                    if let Some(row) = self.rows.last_mut() {
                        row.notes.push(span);
                    }
                } else {
                    self.add_to_value(span);
                }
                continue;
            }
            let Some(row) = self.rows.last_mut() else { continue };
            let full = row.values.len() >= most;
            match row.values.last_mut() {
                Some(cell) if same => cell.push(span),
                Some(cell) if full => {
                    cell.push(Span { hard_break: true, ..span });
                }
                _ => row.values.push(vec![span]),
            }
            same = false;
        }
    }

    fn add_to_value(&mut self, span: Span) {
        if let Some(row) = self.rows.last_mut() {
            match row.values.last_mut() {
                Some(cell) => cell.push(span),
                None => row.label.push(span),
            }
        }
    }

    /// True where the last cell of amounts ends in the middle of its words.
    fn is_broken(&self) -> bool {
        let cell = self.rows.last().and_then(|row| row.values.last());
        cell.and_then(|cell| cell.last()).is_some_and(|span| {
            is_unfinished(&self.sheet.lines[span.line].text[span.range.clone()])
        })
    }

    /// True for words that go on with an amount: "till regionerna".
    fn belongs_to_value(&self, it: Pending) -> bool {
        let said = self.sheet.said(it.line);
        begins_small(said) && !is_note(said)
    }

    fn add_notes(&mut self, notes: &[Pending]) {
        let sheet = self.sheet;
        let Some(row) = self.rows.last_mut() else { return };
        for it in notes {
            let said = sheet.said(it.line);
            let above =
                row.notes.last().map(|span| &sheet.lines[span.line].text[span.range.clone()]);
            let hard = above.is_some_and(|above| match begins_with_year(said) {
                true => has_digit(above),
                false => {
                    said.starts_with(char::is_uppercase) && (it.after_gap || !is_unfinished(above))
                }
            });
            row.notes.push(sheet.span(it.line, hard));
        }
    }

    /// Where among the pending lines the label of the next row begins. `words` stand before the
    /// row's first amount.
    fn label_begins(&self, words: Option<&str>, gap: bool) -> usize {
        let pending = &self.pending;
        let said = |index: usize| self.sheet.said(pending[index].line);
        let count = pending.len();
        if count == 0 || self.rows.is_empty() {
            return 0;
        }
        let whole = words.is_some_and(|words| !begins_small(words));
        if whole && (gap || !is_unfinished(said(count - 1)) || is_note(said(count - 1))) {
            return count;
        }
        let mut group = (0..count).rev().find(|&index| pending[index].after_gap).unwrap_or(0);
        // A label may itself be parted by empty lines.
        while words.is_none() && group > 0 && begins_small(said(group)) && !is_note(said(group)) {
            group = (0..group).rev().find(|&index| pending[index].after_gap).unwrap_or(0);
        }
        let least = usize::from(words.is_none());
        let mut first = group;
        while first + least < count && is_note_line(said(first)) {
            first += 1;
        }
        let apart = pending[group].after_gap && first == group;
        if !apart || whole {
            // From below, up to a line that begins a label.
            let mut begin = count;
            if words.is_none_or(begins_small) || is_unfinished(said(count - 1)) {
                begin = count - 1;
            }
            while begin > first
                && begin < count
                && (begins_small(said(begin)) || is_unfinished(said(begin - 1)))
            {
                begin -= 1;
            }
            first = begin;
        }
        first.max(count.saturating_sub(LONGEST_LABEL))
    }

    /// Ends the table: what is pending are notes of the last row, or a heading of what follows.
    fn close(&mut self, end: End) {
        let said = |it: &Pending| self.sheet.said(it.line);
        let mut keep = self.pending.len();
        if end == End::Words {
            let stray = |it: &Pending| it.after_gap && !is_note(said(it));
            keep = self.pending.iter().position(stray).unwrap_or(0);
        } else if let Some(group) = self.pending.iter().rposition(|it| it.after_gap) {
            let words: Vec<&str> = self.pending[group..].iter().map(said).collect();
            let text = words.join(" ");
            let heading = words.len() <= 2
                && !words.iter().any(|words| is_note(words) || has_digit(words))
                && (heading::could_be(&text) || heading::is_known(&text))
                && text.chars().count() > 3;
            if heading {
                keep = group;
            }
        }
        let notes: Vec<Pending> = self.pending.drain(..).take(keep).collect();
        self.add_notes(&notes);
        if let Some(last) = notes.last() {
            self.end = self.end.max(last.line + 1);
        }
    }

    fn finish(self, start: usize) -> Found {
        let first = usize::from(!self.titles.names());
        let columns: Vec<(usize, &titles::Title)> =
            self.titles.titles.iter().enumerate().map(|(at, title)| (at + first, title)).collect();
        let amounts: Vec<usize> = columns
            .iter()
            .filter(|(_, title)| title.kind == Kind::Amount)
            .map(|(column, _)| *column)
            .collect();
        let last = amounts.last().copied().unwrap_or(0);
        let notes = columns
            .iter()
            .find(|(column, title)| *column > last && title.kind != Kind::Amount)
            .map_or(columns.len() + first, |(column, _)| *column);
        let header = columns.iter().filter_map(|(column, title)| {
            let span = Span { line: title.line, range: title.range.clone(), hard_break: false };
            cell(*column, vec![span])
        });
        let mut rows = vec![TableRow { cells: header.collect(), header: true }];
        for row in self.rows {
            let label = cell(0, row.label);
            let values = row.values.into_iter().zip(&amounts);
            let values = values.filter_map(|(spans, &column)| cell(column, spans));
            let cells = label.into_iter().chain(values).chain(cell(notes, row.notes));
            rows.push(TableRow { cells: cells.collect(), header: false });
        }
        Found { lines: start..self.end, block: block(rows) }
    }
}

fn has_digit(said: &str) -> bool {
    said.contains(|c: char| c.is_ascii_digit())
}

/// "2017: 17 feb"
fn begins_with_year(said: &str) -> bool {
    let digits = said.bytes().take_while(u8::is_ascii_digit).count();
    digits == 4 && said[digits..].starts_with(':')
}

/// True for words that are no label: what is due, or a date.
fn is_note(said: &str) -> bool {
    let lower = said.to_lowercase();
    let dated = lower.split(|c: char| !c.is_alphanumeric()).any(is_month) && has_digit(&lower);
    NOTES.iter().any(|start| lower.starts_with(start))
        || dated
        || lower.starts_with(|c: char| c.is_ascii_digit()) && heading::number(said).is_none()
}

/// True for a line that goes on with notes.
fn is_note_line(said: &str) -> bool {
    is_note(said) || begins_small(said)
}
