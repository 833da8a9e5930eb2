//! The two columns of signatures at the end of an agreement, parted by a wide space.

use std::ops::Range;

use super::parts;
use super::{Sheet, block, cell};
use crate::read::layout::{Row, Span};
use crate::read::text::columns::Found;

/// The fewest lines with two columns.
const FEWEST: usize = 3;

/// The most empty lines between two lines: room to sign.
const ROOM: usize = 12;

/// The most lines of signatures.
const MOST: usize = 40;

/// The longest text of a column, in characters.
const LONGEST: usize = 60;

/// What only a signature's lines say.
const TITLES: &[&str] = &[
    "direktör",
    "sekreterare",
    "ordförande",
    "minister",
    "statsråd",
    "chef",
    "generalsekreterare",
];

/// The two texts of a line: bytes of the line's text.
type Sides = [Option<Range<usize>>; 2];

/// The signatures, in order.
pub(super) fn find(sheet: &Sheet<'_>) -> Vec<Found> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < sheet.lines.len() {
        let table = run(sheet, at);
        at = table.as_ref().map_or(at + 1, |table| table.lines.end);
        found.extend(table);
    }
    found
}

fn run(sheet: &Sheet<'_>, start: usize) -> Option<Found> {
    let opens = |said: &str| said.starts_with("För ") || said.matches(" den ").count() > 1;
    if !sheet.is_text(start) || !opens(sheet.said(start)) {
        return None;
    }
    let mut rows: Vec<(usize, Sides)> = vec![(start, sides(sheet, start, None)?)];
    let mut at = start + 1;
    while let Some(line) = sheet.next_text(at, ROOM)
        && rows.len() < MOST
    {
        let right = rows
            .iter()
            .filter_map(|(line, [_, right])| column(sheet, *line, right.as_ref()?))
            .min();
        let Some(sides) = sides(sheet, line, right) else { break };
        rows.push((line, sides));
        at = line + 1;
    }
    let both = rows.iter().filter(|(_, sides)| sides.iter().all(Option::is_some)).count();
    let said = |(line, _): &(usize, Sides)| sheet.said(*line).to_lowercase();
    let signed = rows.iter().any(|row| TITLES.iter().any(|title| said(row).contains(title)))
        || rows.iter().any(|row| said(row).matches(" den ").count() > 1);
    if both < FEWEST || !signed {
        return None;
    }
    let table = rows.into_iter().map(|(line, sides)| {
        let cells = sides.into_iter().enumerate().filter_map(|(column, range)| {
            cell(column, vec![Span { line, range: range?, hard_break: false }])
        });
        Row { cells: cells.collect(), header: false }
    });
    Some(Found { lines: start..at, block: block(table.collect()) })
}

/// The column of characters at which a part of a line begins.
fn column(sheet: &Sheet<'_>, line: usize, range: &Range<usize>) -> Option<usize> {
    sheet.lines[line].text.get(..range.start).map(|before| before.chars().count())
}

/// The two sides of a line. `right` is the column of characters where the right side begins in
/// the lines above; a line indented so far has only that side.
fn sides(sheet: &Sheet<'_>, line: usize, right: Option<usize>) -> Option<Sides> {
    let it = &sheet.lines[line];
    let (said, start) = (it.said(), it.range.start);
    if it.after_bullet().is_some() || said.ends_with('.') {
        return None;
    }
    let short = |text: &str| !text.is_empty() && text.chars().count() <= LONGEST;
    let gaps: Vec<(usize, usize)> = parts::words(said)
        .windows(2)
        .map(|pair| (pair[0].0 + pair[0].1.len(), pair[1].0))
        .filter(|(end, next)| {
            said[*end..*next].chars().count() > 1 || said[*end..*next].contains('\t')
        })
        .collect();
    let two = |end: usize, next: usize| {
        let fits = short(&said[..end]) && short(&said[next..]);
        fits.then(|| [Some(start..start + end), Some(start + next..start + said.len())])
    };
    match gaps[..] {
        [(end, next)] => two(end, next),
        [] => {
            // "Orten den 2 maj 2017 Staden den 5 maj 2017"
            let words = parts::words(said);
            let year = |word: &str| word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit());
            let split = words.windows(3).find(|three| {
                year(three[0].1)
                    && three[1].1.starts_with(char::is_uppercase)
                    && three[2].1 == "den"
            });
            if let Some(three) = split {
                return two(three[0].0 + three[0].1.len(), three[1].0);
            }
            let right = right.filter(|right| *right > 20 && it.indent + 3 >= *right)?;
            (right > 0 && short(said)).then(|| [None, Some(it.range.clone())])
        }
        _ => None,
    }
}
