//! Lists of sums that a total closes: a label, wrapped over lines, then its sum.

use super::parts::{self, Part, Values};
use super::{Sheet, block, cell, is_unfinished};
use crate::read::layout::{Row, Span};
use crate::read::text::columns::Found;
use crate::read::text::heading;
use crate::read::text::lines::{begins_small, ends_sentence};

/// First words of the row that closes a list.
const TOTALS: &[&str] =
    &["totalt", "total", "summa", "sammanlagt", "totalsumma", "s:a", "slutsumma"];

/// The fewest rows, the total among them.
const FEWEST: usize = 3;

/// The most lines of a list.
const MOST_LINES: usize = 80;

/// The most lines of a label.
const LONGEST_LABEL: usize = 5;

/// A row: the lines of its label, then the line with its sum.
struct Entry {
    label: Vec<Span>,
    sum: Span,
    first: usize,
}

/// The lists that a total closes, in order.
pub(super) fn find(sheet: &Sheet<'_>) -> Vec<Found> {
    let totals =
        (0..sheet.lines.len()).filter(|line| sheet.is_text(*line) && is_total(sheet, *line));
    let mut found: Vec<Found> = Vec::new();
    for line in totals {
        let from = found.last().map_or(0, |last| last.lines.end);
        found.extend(list(sheet, from, line));
    }
    found
}

/// The one amount that a line ends with, and the words before it.
fn ending(sheet: &Sheet<'_>, line: usize) -> Option<(Option<Part>, Part)> {
    let mut parts = parts::of(&sheet.lines[line], Values::default());
    let sum = parts.pop().filter(|part| part.value)?;
    let words = parts.pop();
    let alone = parts.is_empty() && words.as_ref().is_none_or(|part| !part.value);
    alone.then_some((words, sum))
}

fn is_total(sheet: &Sheet<'_>, line: usize) -> bool {
    let lower = sheet.said(line).to_lowercase();
    let first = lower.split(|c: char| c.is_whitespace() || c == ',').next().unwrap_or("");
    TOTALS.contains(&first.trim_end_matches(':'))
        && ending(sheet, line).is_some_and(|(words, _)| {
            let words = words.map_or("", |part| &sheet.lines[line].text[part.range]);
            words.split_whitespace().count() <= 7 && !super::has_verb(words) && !words.contains('.')
        })
}

fn list(sheet: &Sheet<'_>, from: usize, total: usize) -> Option<Found> {
    let (words, sum) = ending(sheet, total)?;
    let span = |line: usize, part: Part| Span { line, range: part.range, hard_break: false };
    let mut entries = vec![Entry {
        label: words.into_iter().map(|part| span(total, part)).collect(),
        sum: span(total, sum),
        first: total,
    }];
    let mut line = total;
    while line > from && total - line < MOST_LINES {
        line -= 1;
        if !sheet.is_text(line) {
            continue;
        }
        let Some((words, sum)) = ending(sheet, line) else { break };
        let words = words.map(|part| span(line, part));
        let said = words.as_ref().map_or("", |words| &sheet.lines[line].text[words.range.clone()]);
        if super::has_verb(said) || is_total(sheet, line) {
            break;
        }
        let sum_line = line;
        let mut label: Vec<Span> = words.clone().into_iter().collect();
        // Up from the sum to the line that begins the label.
        let mut above = line;
        let mut complete = !said.is_empty() && !begins_small(said);
        while above > from && label.len() < LONGEST_LABEL {
            let Some(next) = (from..above).rev().find(|at| sheet.is_text(*at)) else { break };
            let text = sheet.said(next);
            let apart = next + 1 < above;
            let goes_on = !complete || is_unfinished(text) && !apart;
            if !goes_on || !is_label(sheet, next) || apart && !label.is_empty() {
                break;
            }
            label.insert(0, sheet.span(next, false));
            above = next;
            complete = !begins_small(text);
        }
        if !complete || label.is_empty() {
            break;
        }
        line = above;
        entries.push(Entry { label, sum: span(sum_line, sum), first: above });
    }
    entries.reverse();
    let colon = |entry: &Entry| {
        entry.label.last().is_some_and(|span| {
            sheet.lines[span.line].text[span.range.clone()].trim_end().ends_with(':')
        })
    };
    let places = entries.iter().filter(|entry| colon(entry) || is_place(sheet, entry)).count();
    if entries.len() < FEWEST || places * 2 > entries.len() {
        return None;
    }
    let start = entries.first()?.first;
    let rows = entries.into_iter().map(|entry| {
        let cells = cell(0, entry.label).into_iter().chain(cell(1, vec![entry.sum]));
        Row { cells: cells.collect(), header: false }
    });
    Some(Found { lines: start..total + 1, block: block(rows.collect()) })
}

/// True for a line that may be of a label.
fn is_label(sheet: &Sheet<'_>, line: usize) -> bool {
    let said = sheet.said(line);
    !ends_sentence(said)
        && !heading::number(said).is_some_and(|number| number.marked)
        && !heading::is_known(said)
        && sheet.lines[line].after_bullet().is_none()
        && !super::has_verb(said)
        && parts::of(&sheet.lines[line], Values::default()).iter().all(|part| !part.value)
}

/// True for a row of one county, region or municipality: lists of those are read elsewhere.
fn is_place(sheet: &Sheet<'_>, entry: &Entry) -> bool {
    let words: Vec<&str> = entry
        .label
        .iter()
        .flat_map(|span| sheet.lines[span.line].text[span.range.clone()].split_whitespace())
        .collect();
    matches!(words.last(), Some(&("län" | "kommun"))) || words.first() == Some(&"Region")
}
