//! Page numbers and running headers that a converter left between the lines.
//!
//! A lone number counts as a page number only in a row of them that goes up by one, some lines
//! apart, so that a column of numbers is none.

use super::lines::{Kind, TextLine};

/// Fewest lines between two page numbers.
const PAGE_LENGTH: usize = 12;

/// How many lines beside a page's end may be its running header or footer.
const MARGIN: usize = 2;

/// The longest running header, in characters.
const LONGEST_HEADER: usize = 120;

/// Marks the lines that belong to pages.
pub(super) fn mark(lines: &mut [TextLine]) {
    let numbered: Vec<(usize, u32, bool)> = lines
        .iter()
        .enumerate()
        .filter(|(_, line)| line.is_text())
        .filter_map(|(at, line)| page_number(line.said()).map(|(page, sure)| (at, page, sure)))
        .collect();
    let mut ends: Vec<usize> = Vec::new();
    for (index, &(at, page, sure)) in numbered.iter().enumerate() {
        let follows = |other: Option<&(usize, u32, bool)>, step: i64| {
            other.is_some_and(|&(line, number, _)| {
                i64::from(number) == i64::from(page) + step && line.abs_diff(at) >= PAGE_LENGTH
            })
        };
        let previous = index.checked_sub(1).and_then(|index| numbered.get(index));
        let in_row = follows(previous, -1) || follows(numbered.get(index + 1), 1);
        if sure || in_row || beside_page_end(lines, at) {
            lines[at].kind = Kind::Furniture;
            ends.push(at);
        }
    }
    ends.extend(lines.iter().enumerate().filter(|(_, line)| line.new_page).map(|(at, _)| at));
    if ends.is_empty() {
        return;
    }
    ends.extend([0, lines.len()]);
    ends.sort_unstable();
    // A page number and the form feed after it are one page's end.
    let text_between = |from: usize, to: usize| lines[from..to].iter().any(TextLine::is_text);
    let mut merged: Vec<(usize, usize)> = Vec::new();
    for end in ends {
        match merged.last_mut() {
            Some((_, last)) if !text_between(*last, end) => *last = end,
            _ => merged.push((end, end)),
        }
    }
    mark_headers(lines, &merged);
}

/// Marks the short lines that stand beside most page ends, differing only in their digits.
fn mark_headers(lines: &mut [TextLine], ends: &[(usize, usize)]) {
    let mut beside: Vec<(String, usize, bool)> = Vec::new();
    for &(above, below) in ends {
        let text = |at: &usize| lines[*at].is_text() && lines[*at].length <= LONGEST_HEADER;
        let above = (0..above).rev().filter(text).take(MARGIN);
        let below = (below..lines.len()).filter(text).take(MARGIN);
        for (nth, at) in above.enumerate().chain(below.enumerate()) {
            beside.push((without_digits(lines[at].said()), at, nth == 0));
        }
    }
    beside.sort();
    beside.dedup_by_key(|(_, at, _)| *at);
    let pages = ends.len().saturating_sub(1);
    for group in beside.chunk_by(|a, b| a.0 == b.0) {
        let outermost = group.iter().all(|(_, _, outermost)| *outermost);
        let enough = if outermost { 2 } else { 3 };
        if group.len() >= enough && group.len() * 2 >= pages {
            for (_, at, _) in group {
                lines[*at].kind = Kind::Furniture;
            }
        }
    }
}

fn without_digits(text: &str) -> String {
    text.chars().map(|c| if c.is_ascii_digit() { '#' } else { c }).collect()
}

fn beside_page_end(lines: &[TextLine], at: usize) -> bool {
    let next = lines[at + 1..].iter().find(|line| line.kind != Kind::Blank || line.new_page);
    lines[at].new_page || next.is_some_and(|line| line.new_page)
}

/// The page number that a line is, and whether nothing else looks so.
fn page_number(said: &str) -> Option<(u32, bool)> {
    if said.len() > 24 {
        return None;
    }
    let lower = said.to_lowercase();
    let (text, named) = match lower.strip_prefix("sida").or_else(|| lower.strip_prefix("sid.")) {
        Some(rest) => (rest.trim(), true),
        None => (lower.trim_matches(['-', '–', ' ']), false),
    };
    let numbers: Vec<&str> =
        text.split(|c: char| !c.is_ascii_digit()).filter(|number| !number.is_empty()).collect();
    let others: String =
        text.chars().filter(|c| !c.is_ascii_digit() && !c.is_whitespace()).collect();
    let page = numbers.first().filter(|number| number.len() <= 4)?.parse().ok()?;
    match (numbers.len(), others.as_str()) {
        (1, "") => Some((page, named)),
        (2, "()") => Some((page, true)),
        (2, "av" | "/" | "(av)") if named => Some((page, true)),
        _ => None,
    }
}
