//! Lines to blocks: headings, paragraphs and list items, over column and page breaks.
//!
//! Line ends are judged by what would have fitted: a line ends on purpose where the next word had
//! room on it. Joining broken words is left to a later stage.

use std::collections::BTreeMap;

use super::lines::{Item, TextLine};
use super::marker;
use super::table::{Grid, is_numeric, starts_lower};

/// Measures of blocks, in em (font sizes) unless said otherwise.
struct Tolerances {
    /// Sizes that differ by this factor are different.
    same_size: f32,
    /// A line distance beyond the usual one by this factor parts paragraphs.
    paragraph_gap: f32,
    /// The line distance that is assumed where too few lines show it.
    leading: f32,
    /// An indentation.
    indent: f32,
    /// Text from this factor over the body's size is a heading's.
    heading_size: f32,
    /// The most characters of a heading.
    heading_length: usize,
    /// The most lines of a heading.
    heading_lines: usize,
    /// A line that fills less than this part of its column is short.
    short: f32,
    /// How far to the side a line of another part of the page begins.
    aside: f32,
    /// The gap after a dash that is a bullet.
    bullet_gap: f32,
}

const TOLERANCES: Tolerances = Tolerances {
    same_size: 1.06,
    paragraph_gap: 1.25,
    leading: 1.4,
    indent: 0.8,
    heading_size: 1.09,
    heading_length: 220,
    heading_lines: 4,
    short: 0.75,
    aside: 6.0,
    bullet_gap: 0.45,
};

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

/// The font size of most characters.
pub(super) fn body_size<'l>(lines: impl Iterator<Item = &'l TextLine>) -> f32 {
    let mut sizes: BTreeMap<i32, usize> = BTreeMap::new();
    for line in lines {
        let chars: usize = line.words.iter().map(|word| word.text.len()).sum();
        *sizes.entry((line.size * 10.0).round() as i32).or_default() += chars;
    }
    let most =
        sizes.into_iter().fold((100, 0), |best, one| if one.1 > best.1 { one } else { best });
    most.0 as f32 / 10.0
}

/// Joins tables that go on over a page break, past the foot notes.
pub(super) fn join_tables(items: Vec<Item>) -> Vec<Item> {
    let body = body_size(items.iter().filter_map(|item| match item {
        Item::Line(line) => Some(line),
        Item::Table(_) => None,
    }));
    let is_note = |item: &&mut Item| matches!(item, Item::Line(line) if line.size * TOLERANCES.same_size < body);
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
    style.find_headings(&mut drafts, items);
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

fn is_smaller(a: &TextLine, b: &TextLine) -> bool {
    a.size * TOLERANCES.same_size < b.size
}

fn last_line<'i>(draft: &Draft, items: &'i [Item]) -> Option<&'i TextLine> {
    match items.get(draft.lines.last()?.0)? {
        Item::Line(line) => Some(line),
        Item::Table(_) => None,
    }
}

fn first_line<'i>(draft: &Draft, items: &'i [Item]) -> Option<&'i TextLine> {
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

/// What is usual in the document.
#[derive(Debug)]
struct Style {
    body: f32,
    body_bold: bool,
    /// The usual line distance by font size (in tenths of a point), in points.
    leadings: BTreeMap<i32, f32>,
    /// Left and right edges of columns, one for each line.
    columns: Vec<(f32, f32)>,
}

impl Style {
    fn of(items: &[Item]) -> Style {
        let lines = || {
            items.iter().filter_map(|item| match item {
                Item::Line(line) => Some(line),
                Item::Table(_) => None,
            })
        };
        let all: Vec<&TextLine> = lines().collect();
        let mut distances: BTreeMap<i32, BTreeMap<i32, usize>> = BTreeMap::new();
        for pair in all.windows(2) {
            let distance = pair[1].baseline - pair[0].baseline;
            let alike = pair[0].page == pair[1].page && same_size(pair[0], pair[1]);
            if alike && distance > 0.5 * pair[0].size && distance < 3.0 * pair[0].size {
                let of_size = distances.entry(size_key(pair[0])).or_default();
                *of_size.entry((distance * 2.0).round() as i32).or_default() += 1;
            }
        }
        let usual = |counts: BTreeMap<i32, usize>| {
            let total: usize = counts.values().sum();
            let most = counts
                .into_iter()
                .fold((0, 0), |best, one| if one.1 > best.1 { one } else { best });
            (total >= 3).then_some(most.0 as f32 / 2.0)
        };
        let leadings =
            distances.into_iter().filter_map(|(size, counts)| Some((size, usual(counts)?)));
        let body = body_size(lines());
        let of_body = || lines().filter(|line| (line.size - body).abs() < 0.3);
        let bold = of_body().filter(|line| line.bold == Some(true)).count();
        let mut columns: Vec<(f32, f32)> = all.iter().map(|line| line.column).collect();
        columns.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
        Style {
            body,
            body_bold: bold * 2 > of_body().count(),
            leadings: leadings.collect(),
            columns,
        }
    }

    fn leading(&self, line: &TextLine) -> f32 {
        let fallback = TOLERANCES.leading * line.size;
        let usual = self.leadings.get(&size_key(line)).copied().unwrap_or(fallback);
        // Where most paragraphs are one line long, their distance is the most frequent one.
        usual.min(2.2 * line.size)
    }

    /// The right edge of the column a line stands in: on a page of short lines, that of the
    /// columns with the same left edge on other pages.
    fn right_edge(&self, line: &TextLine) -> f32 {
        const SAME_LEFT: f32 = 12.0;
        let from = self.columns.partition_point(|column| column.0 < line.column.0 - SAME_LEFT);
        let to = self.columns.partition_point(|column| column.0 <= line.column.0 + SAME_LEFT);
        let mut rights: Vec<f32> = self.columns[from..to].iter().map(|column| column.1).collect();
        rights.sort_by(f32::total_cmp);
        rights.get(rights.len() / 2).copied().unwrap_or(line.column.1).max(line.column.1)
    }

    /// Whether the first word of `next` had room at the end of `line`.
    fn ends_early(&self, line: &TextLine, next: &TextLine) -> bool {
        let word = next.words.first().map_or(0.0, |word| word.at.width());
        line.at.x1 + word + 0.8 * line.size < self.right_edge(line)
    }

    fn is_short(&self, line: &TextLine) -> bool {
        let right = self.right_edge(line);
        line.at.x1 - line.column.0 < TOLERANCES.short * (right - line.column.0)
    }

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

    fn is_heading_style(&self, line: &TextLine) -> bool {
        let larger = line.size >= TOLERANCES.heading_size * self.body;
        let bold = line.bold == Some(true) && !self.body_bold && line.size >= 0.95 * self.body;
        larger || bold
    }

    /// True for a numbered heading in the style of body text: "7.1 Title", "§ 4 Title".
    fn starts_section(&self, line: &TextLine) -> bool {
        let text = line.text();
        let mut words = text.split(' ').skip(usize::from(text.starts_with("§ ")));
        let depth = words.next().and_then(marker::number_depth);
        let title = words.next().is_some_and(|word| word.starts_with(char::is_uppercase));
        depth.is_some() && title
    }

    fn find_headings(&self, drafts: &mut [Draft], items: &[Item]) {
        let mut styles: Vec<(usize, i32, bool, usize)> = Vec::new();
        for (index, draft) in drafts.iter().enumerate() {
            if let Some((size, bold, depth)) = self.heading(draft, items) {
                styles.push((index, size, bold, depth));
            }
        }
        // Sizes within half a point are one; the largest comes first, bold before plain.
        let mut ranks: Vec<(i32, bool)> = styles.iter().map(|style| (style.1, style.2)).collect();
        ranks.sort_unstable_by(|a, b| b.cmp(a));
        ranks.dedup();
        let titles =
            styles.iter().filter(|style| ranks.first() == Some(&(style.1, style.2))).count();
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
    fn heading(&self, draft: &Draft, items: &[Item]) -> Option<(i32, bool, usize)> {
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
        let larger = lines.iter().all(|line| line.size >= TOLERANCES.heading_size * self.body);
        let styled = lines.iter().all(|line| self.is_heading_style(line));
        let section = lines.len() == 1
            && self.starts_section(first)
            && (text.starts_with('§')
                || !text.split(' ').next().is_some_and(marker::is_list_number))
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
}

fn middle(line: &TextLine) -> f32 {
    (line.at.x0 + line.at.x1) / 2.0
}

fn size_key(line: &TextLine) -> i32 {
    (line.size * 10.0).round() as i32
}

fn same_size(a: &TextLine, b: &TextLine) -> bool {
    !is_smaller(a, b) && !is_smaller(b, a)
}

/// Where the text of a list item begins, after its mark.
fn text_left(line: &TextLine) -> f32 {
    line.words.get(1).map_or(line.at.x0, |word| word.at.x0)
}

/// True for a line of a table of contents: dots and a page number at its end.
fn is_leader(line: &TextLine) -> bool {
    let text = line.text();
    let digits = text.trim_end_matches(|c: char| c.is_ascii_digit());
    digits.len() < text.len() && (digits.trim_end().ends_with("...") || digits.ends_with(". . "))
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
