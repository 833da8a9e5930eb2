//! Lines to blocks: paragraphs and list items, over column and page breaks.
//!
//! Line ends are judged by what would have fitted: a line ends on purpose where the next word had
//! room on it. Joining broken words is left to a later stage.

use super::headings;
use super::lines::{Item, TextLine};
use super::marker;
use super::style::{
    Style, body_size, is_leader, is_smaller, is_smaller_than, middle, same_size, text_left,
};
use super::table::{Grid, starts_lower};

/// Measures of blocks, in em (font sizes) unless said otherwise.
struct Tolerances {
    /// A line distance beyond the usual one by this factor parts paragraphs.
    paragraph_gap: f32,
    /// An indentation.
    indent: f32,
    /// How far to the side a line of another part of the page begins.
    aside: f32,
    /// The gap after a dash that is a bullet.
    bullet_gap: f32,
}

const TOLERANCES: Tolerances =
    Tolerances { paragraph_gap: 1.25, indent: 0.8, aside: 6.0, bullet_gap: 0.45 };

/// A block, its lines still by their index in the reading order.
#[derive(Debug)]
pub(super) struct Draft {
    /// What it is.
    pub(super) kind: DraftKind,
    /// Indices of items, and whether the document breaks the line before each.
    pub(super) lines: Vec<(usize, bool)>,
}

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DraftKind {
    /// A heading of a level from 1.
    Heading(u8),
    /// Running text.
    Paragraph,
    /// A list item of a depth from 1.
    Item(u8),
    /// A table.
    Table,
}

/// Joins tables that go on over a page break, past the foot notes.
pub(super) fn join_tables(items: Vec<Item>) -> Vec<Item> {
    let body = body_size(items.iter().filter_map(|item| match item {
        Item::Line(line) => Some(line),
        Item::Table(_) => None,
    }));
    let is_note =
        |item: &&mut Item| matches!(item, Item::Line(line) if is_smaller_than(line, body));
    let mut joined: Vec<Item> = Vec::new();
    for item in items {
        let before = joined.iter_mut().rev().find(|item| !is_note(item));
        match (before, item) {
            (Some(Item::Table(table)), Item::Table(next)) if page_of(table) < page_of(&next) => {
                if let Err(next) = table.continue_with(next) {
                    push_table(&mut joined, *next);
                }
            }
            (_, Item::Table(table)) => push_table(&mut joined, table),
            (_, line) => joined.push(line),
        }
    }
    joined
}

/// Adds a table, or the lines of a grid that is none on its own.
fn push_table(items: &mut Vec<Item>, grid: Grid) {
    if !grid.partial {
        items.push(Item::Table(grid));
        return;
    }
    let column = (grid.at.x0, grid.at.x1);
    let cells = grid.rows.into_iter().flat_map(|row| row.cells);
    let lines = cells.flat_map(|cell| cell.lines);
    items.extend(lines.map(|line| Item::Line(TextLine { column, ..line })));
}

/// The last page a table stands on.
fn page_of(grid: &Grid) -> u32 {
    let cells = grid.rows.iter().rev().flat_map(|row| &row.cells);
    cells.flat_map(|cell| &cell.lines).map(|line| line.page).next().unwrap_or(0)
}

/// The blocks of a document's items.
pub(super) fn blocks(items: &[Item]) -> Vec<Draft> {
    let style = Style::of(items);
    let mut drafts: Vec<Draft> = Vec::new();
    let mut indents: Vec<f32> = Vec::new();
    for (index, item) in items.iter().enumerate() {
        let Item::Line(line) = item else {
            drafts.push(Draft { kind: DraftKind::Table, lines: vec![(index, false)] });
            indents.clear();
            continue;
        };
        let open = open_block(&drafts, items, line);
        let join = open.map_or(Join::New, |open| style.join(&drafts[open], items, line));
        match (open, join) {
            (Some(open), Join::Flow) => drafts[open].lines.push((index, false)),
            (Some(open), Join::Break) => drafts[open].lines.push((index, true)),
            _ => {
                let kind = style.kind(line, &mut indents);
                drafts.push(Draft { kind, lines: vec![(index, false)] });
            }
        }
    }
    headings::mark(&style, &mut drafts, items);
    drafts
}

/// The block that a line may go on with: the last one or, after a page break, the last one of
/// the line's size, past the foot notes.
fn open_block(drafts: &[Draft], items: &[Item], line: &TextLine) -> Option<usize> {
    const MOST_NOTES: usize = 12;
    let last = drafts.len().checked_sub(1)?;
    let last_line = last_line(&drafts[last], items)?;
    if last_line.page == line.page || !is_smaller(last_line, line) {
        return Some(last);
    }
    let past_notes = (0..last).rev().take(MOST_NOTES).find(|&index| {
        self::last_line(&drafts[index], items).is_none_or(|above| !is_smaller(above, line))
    });
    past_notes.or(Some(last))
}

fn last_line<'i>(draft: &Draft, items: &'i [Item]) -> Option<&'i TextLine> {
    match items.get(draft.lines.last()?.0)? {
        Item::Line(line) => Some(line),
        Item::Table(_) => None,
    }
}

pub(super) fn first_line<'i>(draft: &Draft, items: &'i [Item]) -> Option<&'i TextLine> {
    match items.get(draft.lines.first()?.0)? {
        Item::Line(line) => Some(line),
        Item::Table(_) => None,
    }
}

/// How a line stands to the block before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Join {
    /// The block goes on; the line before was full.
    Flow,
    /// The block goes on after a line end that is meant.
    Break,
    /// A new block.
    New,
}

impl Style {
    fn join(&self, draft: &Draft, items: &[Item], line: &TextLine) -> Join {
        let (Some(first), Some(above)) = (first_line(draft, items), last_line(draft, items)) else {
            return Join::New;
        };
        let styles_differ = matches!((above.bold, line.bold), (Some(a), Some(b)) if a != b);
        if !same_size(above, line) || styles_differ || self.is_item(line, Some((above, draft.kind)))
        {
            return Join::New;
        }
        let distance = line.baseline - above.baseline;
        // A line far to the side is another part of the page: an address, a date, a signature.
        let aside = (above.at.x0 - line.at.x0).abs() > TOLERANCES.aside * line.size;
        let centred = (middle(above) - middle(line)).abs() < line.size;
        if above.page == line.page && line.baseline >= above.baseline && aside && !centred {
            return Join::New;
        }
        let same_column =
            above.page == line.page && (above.column.0 - line.column.0).abs() < line.size;
        if !same_column || distance <= 0.0 {
            return self.join_over_break(draft, first, above, line);
        }
        let leading = self.leading(line);
        if distance > (TOLERANCES.paragraph_gap * leading).max(1.05 * line.size) {
            return Join::New;
        }
        if self.is_heading_style(line) && first.bold == line.bold {
            return if self.starts_section(line) { Join::New } else { Join::Flow };
        }
        let early = self.ends_early(above, line);
        let indent = TOLERANCES.indent * line.size;
        match draft.kind {
            DraftKind::Item(_) => {
                let text = text_left(first);
                let hangs = (line.at.x0 - text).abs() <= indent;
                let under_mark = (line.at.x0 - first.at.x0).abs() <= 0.3 * indent;
                match (hangs, under_mark) {
                    (true, _) if early && above.ends_sentence() => Join::Break,
                    (true, _) => Join::Flow,
                    (false, true) if starts_lower(&line.text()) => Join::Flow,
                    (false, true) if !early && !above.ends_sentence() => Join::Flow,
                    _ => Join::New,
                }
            }
            _ => {
                let left =
                    if draft.lines.len() > 1 { above.at.x0 } else { above.at.x0.min(line.at.x0) };
                let indented = line.at.x0 > left + indent;
                match early {
                    _ if indented && (early || above.ends_sentence()) => Join::New,
                    true if is_leader(above) => Join::Break,
                    true if above.ends_sentence() => Join::New,
                    true if self.is_list_line(draft, above, line) => Join::Break,
                    _ if is_leader(above) => Join::Break,
                    _ => Join::Flow,
                }
            }
        }
    }

    /// Whether the line above is one of a list of short lines: this one or the one before it is
    /// short as well, and the text does not run on.
    fn is_list_line(&self, draft: &Draft, above: &TextLine, line: &TextLine) -> bool {
        const RUN_ON: [&str; 14] = [
            "och", "eller", "den", "det", "en", "ett", "av", "till", "för", "i", "på", "om", "att",
            "med",
        ];
        let among_short = self.is_short(line) || draft.lines.last().is_some_and(|last| last.1);
        let text = above.text();
        let last = text.rsplit(' ').next().unwrap_or_default();
        let runs_on = RUN_ON.contains(&last) || text.ends_with(['-', ',', '\u{AD}', '\u{2010}']);
        self.is_short(above) && among_short && !runs_on && !starts_lower(&line.text())
    }

    /// Over a column or page break only the text itself tells whether a block goes on.
    fn join_over_break(
        &self,
        draft: &Draft,
        first: &TextLine,
        above: &TextLine,
        line: &TextLine,
    ) -> Join {
        let offset = line.at.x0 - line.column.0;
        let goes_on_there = match draft.kind {
            DraftKind::Item(_) => {
                offset >= text_left(first) - first.column.0 - TOLERANCES.indent * line.size
            }
            _ => true,
        };
        let ended = above.ends_sentence() || self.is_short(above);
        let continues = starts_lower(&line.text()) || !ended;
        if goes_on_there
            && continues
            && !self.is_heading_style(line)
            && !self.is_heading_style(above)
        {
            Join::Flow
        } else {
            Join::New
        }
    }

    fn kind(&self, line: &TextLine, indents: &mut Vec<f32>) -> DraftKind {
        if !self.is_item(line, None) || self.is_heading_style(line) {
            if line.at.x0 < line.column.0 + TOLERANCES.indent * line.size {
                indents.clear();
            }
            return DraftKind::Paragraph;
        }
        let offset = line.at.x0 - line.column.0;
        let slack = 0.5 * line.size;
        while indents.last().is_some_and(|last| offset < last - slack) {
            indents.pop();
        }
        if indents.last().is_none_or(|last| offset > last + slack) {
            indents.push(offset);
        }
        DraftKind::Item(u8::try_from(indents.len()).unwrap_or(u8::MAX))
    }

    /// Whether a line begins a list item; `above` is the line before it and its block.
    fn is_item(&self, line: &TextLine, above: Option<(&TextLine, DraftKind)>) -> bool {
        let (Some(mark), Some(next)) = (line.words.first(), line.words.get(1)) else {
            return false;
        };
        let bullet = marker::is_bullet(&mark.text);
        let number = marker::is_list_number(&mark.text);
        if !bullet && !number {
            return false;
        }
        let gap = next.at.x0 - mark.at.x1;
        let dash = matches!(mark.text.as_str(), "-" | "–" | "—" | "−" | "o");
        if bullet && !dash || gap > TOLERANCES.bullet_gap * line.size {
            return true;
        }
        // A dash or number with a plain space may be a line of prose that begins so.
        above.is_none_or(|(above, kind)| {
            matches!(kind, DraftKind::Item(_))
                || above.ends_sentence()
                || self.ends_early(above, line)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Lines as (text, left edge, baseline); expected blocks as "kind: line / line".
    fn check(lines: &[(&str, f32, f32)], expected: &[&str]) {
        let items: Vec<Item> =
            lines.iter().map(|&(text, x, y)| Item::Line(TextLine::placed(text, x, y))).collect();
        let text_of = |&(index, hard_break): &(usize, bool)| match &items[index] {
            Item::Line(line) if hard_break => format!("| {}", line.text()),
            Item::Line(line) => line.text(),
            Item::Table(_) => String::new(),
        };
        let read: Vec<String> = blocks(&items)
            .iter()
            .map(|draft| {
                let lines: Vec<String> = draft.lines.iter().map(text_of).collect();
                format!("{:?}: {}", draft.kind, lines.join(" "))
            })
            .collect();
        assert_eq!(read, expected);
    }

    const FULL: &str =
        "Satsningen ska främja huvudmännens möjligheter att genom bättre stöd ge goda";

    #[test]
    fn full_lines_flow_and_gaps_part_paragraphs() {
        check(
            &[
                (FULL, 50.0, 100.0),
                ("villkor.", 50.0, 112.0),
                (FULL, 50.0, 136.0),
                ("skäl.", 50.0, 148.0),
            ],
            &[&format!("Paragraph: {FULL} villkor."), &format!("Paragraph: {FULL} skäl.")],
        );
    }

    #[test]
    fn an_early_end_of_a_sentence_ends_the_paragraph() {
        check(
            &[(FULL, 50.0, 100.0), ("villkor.", 50.0, 112.0), (FULL, 50.0, 124.0)],
            &[&format!("Paragraph: {FULL} villkor."), &format!("Paragraph: {FULL}")],
        );
    }

    #[test]
    fn short_lines_break_where_they_are_printed() {
        check(
            &[("Stockholm: 42 kronor", 50.0, 100.0), ("Uppsala: 6 kronor", 50.0, 112.0)],
            &["Paragraph: Stockholm: 42 kronor | Uppsala: 6 kronor"],
        );
    }

    #[test]
    fn items_take_their_hanging_lines() {
        check(
            &[
                ("– redovisa hur medlen", 50.0, 100.0),
                ("har använts", 58.0, 112.0),
                ("– delta", 50.0, 124.0),
            ],
            &["Item(1): – redovisa hur medlen har använts", "Item(1): – delta"],
        );
    }

    #[test]
    fn numbered_titles_are_headings() {
        check(
            &[("7.1 Beräkningsmodell", 50.0, 100.0), (FULL, 50.0, 124.0)],
            &["Heading(2): 7.1 Beräkningsmodell", &format!("Paragraph: {FULL}")],
        );
    }
}
