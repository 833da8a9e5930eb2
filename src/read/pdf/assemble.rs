//! Blocks and tables to the [`Document`] that later stages read: lines with words, blocks with spans.

use super::blocks::{Draft, DraftKind};
use super::frame::Frame;
use super::lines::{Item, TextLine};
use super::table::Grid;
use crate::evidence::Rect;
use crate::read::layout::{Block, BlockKind, Cell, Line, Link, Row, Span, Table, Word};

/// The text of a document: its lines, blocks and links.
#[derive(Debug, Default)]
pub(super) struct Text {
    /// The lines in reading order.
    pub(super) lines: Vec<Line>,
    /// The blocks in reading order.
    pub(super) blocks: Vec<Block>,
    /// The links that stand in the text.
    pub(super) links: Vec<Link>,
}

/// What the assembly needs of a page.
#[derive(Debug)]
pub(super) struct PageFrame {
    /// How the page was turned.
    pub(super) frame: Frame,
    /// The boxes and addresses of its links, as displayed.
    pub(super) links: Vec<(Rect, String)>,
}

/// The text that these items and blocks make.
pub(super) fn assemble(items: Vec<Item>, drafts: Vec<Draft>, pages: &[PageFrame]) -> Text {
    let mut text = Text::default();
    let mut placed: Vec<Option<Placed>> = Vec::new();
    for item in items {
        placed.push(Some(match item {
            Item::Line(line) => {
                let number = text.lines.len();
                let range = append(&mut text.lines, &line, pages, true);
                Placed::Line(Span { line: number, range, hard_break: false })
            }
            Item::Table(grid) => Placed::Table(table(grid, &mut text.lines, pages)),
        }));
    }
    for draft in drafts {
        let mut spans = Vec::new();
        let mut found = None;
        for (index, hard_break) in draft.lines {
            match placed.get_mut(index).and_then(Option::take) {
                Some(Placed::Line(span)) => spans.push(Span { hard_break, ..span }),
                Some(Placed::Table(table)) => found = Some(table),
                None => {}
            }
        }
        let kind = match (draft.kind, found) {
            (_, Some(table)) => BlockKind::Table(table),
            (DraftKind::Heading(level), _) => BlockKind::Heading(level),
            (DraftKind::Item(depth), _) => BlockKind::Item(depth),
            _ => BlockKind::Paragraph,
        };
        text.blocks.push(Block { kind, spans });
    }
    text.links = links(&text.lines, pages);
    text
}

enum Placed {
    Line(Span),
    Table(Table),
}

/// Writes a line's words, on a line of their own or after a tab on the last one, and gives its
/// bytes there.
fn append(
    lines: &mut Vec<Line>,
    line: &TextLine,
    pages: &[PageFrame],
    on_new_line: bool,
) -> std::ops::Range<usize> {
    if on_new_line || lines.is_empty() {
        lines.push(Line { page: Some(line.page), ..Line::default() });
    }
    let last = lines.len() - 1;
    let target = &mut lines[last];
    if !target.text.is_empty() {
        target.text.push('\t');
    }
    let frame = pages.get(line.page.saturating_sub(1) as usize).map(|page| page.frame);
    let start = target.text.len();
    for (index, word) in line.words.iter().enumerate() {
        if index > 0 {
            target.text.push(' ');
        }
        let from = target.text.len();
        target.text.push_str(&word.text);
        let bbox = frame.map_or(word.at, |frame| frame.on_page(word.at));
        target.words.push(Word { range: from..target.text.len(), bbox });
    }
    start..target.text.len()
}

/// Writes a table row by row: cells parted by tabs, each further line of a cell on a new line, so
/// that the text of a cell stands together.
fn table(grid: Grid, lines: &mut Vec<Line>, pages: &[PageFrame]) -> Table {
    let mut table = Table::default();
    for row in grid.rows {
        let mut cells = Vec::new();
        let mut begins_row = true;
        for cell in row.cells {
            let mut spans = Vec::new();
            for (index, line) in cell.lines.iter().enumerate() {
                let other_page = lines.last().is_some_and(|last| last.page != Some(line.page));
                let new_line = begins_row || index > 0 || other_page;
                let range = append(lines, line, pages, new_line);
                begins_row = false;
                spans.push(Span { line: lines.len() - 1, range, hard_break: false });
            }
            cells.push(Cell {
                column: cell.column,
                colspan: cell.colspan.max(1),
                rowspan: cell.rowspan.max(1),
                spans,
            });
        }
        table.rows.push(Row { cells, header: row.header });
    }
    table
}

/// The words that stand in the boxes of links, line by line.
fn links(lines: &[Line], pages: &[PageFrame]) -> Vec<Link> {
    let mut links = Vec::new();
    for (number, line) in lines.iter().enumerate() {
        let page = line.page.and_then(|page| pages.get(page as usize - 1));
        for (area, href) in page.into_iter().flat_map(|page| &page.links) {
            let inside = |word: &&Word| {
                let (x, y) =
                    ((word.bbox.x0 + word.bbox.x1) / 2.0, (word.bbox.y0 + word.bbox.y1) / 2.0);
                area.x0 <= x && x <= area.x1 && area.y0 <= y && y <= area.y1
            };
            let mut words = line.words.iter().filter(inside);
            if let Some(first) = words.next() {
                let last = words.next_back().unwrap_or(first);
                let range = first.range.start..last.range.end;
                let span = Span { line: number, range, hard_break: false };
                links.push(Link { span, href: href.clone() });
            }
        }
    }
    links
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::pdf::page::Turn;
    use crate::read::pdf::table::{GridCell, GridRow};

    #[test]
    fn the_text_of_a_cell_stands_together() {
        let cell = |column, lines: &[&str]| GridCell {
            column,
            colspan: 1,
            rowspan: 1,
            lines: lines.iter().map(|text| TextLine { page: 1, ..TextLine::plain(text) }).collect(),
        };
        let cells = vec![
            cell(0, &["Psykisk", "hälsa"]),
            cell(1, &["447 mnkr", "varav 407"]),
            cell(2, &["3,1"]),
        ];
        let grid = Grid { rows: vec![GridRow { cells, header: false }], ..Grid::default() };
        let drafts = vec![Draft { kind: DraftKind::Table, lines: vec![(0, false)] }];
        let pages = [PageFrame { frame: Frame::new(Turn::None, 600.0, 800.0), links: Vec::new() }];
        let text = assemble(vec![Item::Table(grid)], drafts, &pages);
        let lines: Vec<&str> = text.lines.iter().map(|line| line.text.as_str()).collect();
        assert_eq!(lines, ["Psykisk", "hälsa\t447 mnkr", "varav 407\t3,1"]);
    }
}
