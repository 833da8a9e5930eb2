//! Headings among the blocks: by size, weight and numbering, and their levels.
//!
//! Bold that is not known is not taken for "not bold": such headings are told by size and number.

use super::blocks::{Draft, DraftKind, first_line};
use super::lines::{Item, TextLine};
use super::marker;
use super::style::Style;
use super::table::is_numeric;

/// Measures of headings.
struct Tolerances {
    /// The most characters of a heading.
    heading_length: usize,
    /// The most lines of a heading.
    heading_lines: usize,
}

const TOLERANCES: Tolerances = Tolerances { heading_length: 220, heading_lines: 4 };

/// Marks the headings with their levels; 1 is the document's title.
pub(super) fn mark(style: &Style, drafts: &mut [Draft], items: &[Item]) {
    let mut styles: Vec<(usize, i32, bool, usize)> = Vec::new();
    for (index, draft) in drafts.iter().enumerate() {
        if let Some((size, bold, depth)) = heading(style, draft, items) {
            styles.push((index, size, bold, depth));
        }
    }
    // Sizes within half a point are one; the largest comes first, bold before plain.
    let mut ranks: Vec<(i32, bool)> = styles.iter().map(|style| (style.1, style.2)).collect();
    ranks.sort_unstable_by(|a, b| b.cmp(a));
    ranks.dedup();
    let titles = styles.iter().filter(|style| ranks.first() == Some(&(style.1, style.2))).count();
    let is_title = titles == 1
        && styles.iter().any(|style| {
            let line = first_line(&drafts[style.0], items);
            let is_top = ranks.first() == Some(&(style.1, style.2)) && style.3 == 0;
            is_top && line.is_some_and(|line| line.page == 1)
        });
    let top = if is_title { 1 } else { 2 };
    // A title in the style of the headings below it is told by its place and by having no
    // number where they have one.
    let opens = |index: usize| index == 0 && styles.iter().skip(1).all(|style| style.3 > 0);
    for (index, size, bold, depth) in &styles {
        let rank = ranks.iter().position(|rank| rank == &(*size, *bold)).unwrap_or(0);
        let alike =
            styles.iter().filter(|other| (other.1, other.2) == (*size, *bold) && other.3 > 0);
        let least = alike.map(|other| other.3).min().unwrap_or(0);
        let deeper = depth.saturating_sub(least);
        let level = if *depth == 0 && opens(*index) { 1 } else { top + rank + deeper };
        drafts[*index].kind = DraftKind::Heading(u8::try_from(level).unwrap_or(u8::MAX).min(9));
    }
}

/// Size, weight and numbering depth of a heading; none for other blocks.
fn heading(style: &Style, draft: &Draft, items: &[Item]) -> Option<(i32, bool, usize)> {
    let lines: Vec<&TextLine> = draft
        .lines
        .iter()
        .filter_map(|(index, _)| match items.get(*index)? {
            Item::Line(line) => Some(line),
            Item::Table(_) => None,
        })
        .collect();
    let first = *lines.first()?;
    let text = lines.iter().map(|line| line.text()).collect::<Vec<_>>().join(" ");
    let larger = lines.iter().all(|line| style.is_larger(line));
    let styled = lines.iter().all(|line| style.is_heading_style(line));
    let section = lines.len() == 1
        && style.starts_section(first)
        && (text.starts_with('§') || !text.split(' ').next().is_some_and(marker::is_list_number))
        && !first.ends_sentence();
    let length = text.chars().count();
    let has_letters = text.chars().filter(|c| c.is_alphabetic()).count() >= 3;
    let is_amount = text.rsplit(' ').next().is_some_and(is_numeric) && text.contains(':')
        || text.contains(':')
            && text.split(' ').skip_while(|word| !word.ends_with(':')).skip(1).any(is_numeric);
    let ends_like_text = text.ends_with(['.', ',', ';']) && !larger;
    let fits = length <= TOLERANCES.heading_length && lines.len() <= TOLERANCES.heading_lines;
    if !(styled || section) || !fits || !has_letters || is_amount || ends_like_text {
        return None;
    }
    if matches!(draft.kind, DraftKind::Item(_)) && !styled {
        return None;
    }
    let number =
        text.trim_start_matches(['§', ' ']).split(' ').next().and_then(marker::number_depth);
    let size = (first.size * 2.0).round() as i32;
    Some((size, first.bold == Some(true), number.unwrap_or(0)))
}
