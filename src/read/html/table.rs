//! Tables: cells on a grid, and which `<table>` is one.
//!
//! A table that only places things on the page is no table here; [`collect`] leaves it to be read
//! as blocks. A table inside a cell becomes lines of that cell.

use super::content::is_furniture;
use super::flow::{Flow, Part};
use super::tree::{Content, Tree};
use super::walk::is_block;
use crate::read::layout::{Cell, Document, Line, Link, Row, Span};

/// The widest span of a cell, as in HTML.
const MAX_COLSPAN: usize = 1000;

/// A cell with more text than this, in several paragraphs, is a part of a page.
const LONG_CELL: usize = 800;

/// A table that was read and has no place in the document yet.
#[derive(Debug)]
pub(super) struct Cells {
    pub(super) caption: Vec<Part>,
    pub(super) rows: Vec<CellRow>,
}

/// One row of it.
#[derive(Debug)]
pub(super) struct CellRow {
    header: bool,
    cells: Vec<GridCell>,
}

#[derive(Debug)]
struct GridCell {
    column: usize,
    colspan: usize,
    rowspan: usize,
    heading: bool,
    parts: Vec<Part>,
}

impl GridCell {
    fn has_text(&self) -> bool {
        !self.parts.is_empty()
    }

    fn is_bold(&self) -> bool {
        self.heading || self.parts.iter().all(|part| part.bold)
    }

    /// True for a cell that begins with a number other than a year.
    fn is_number(&self) -> bool {
        let Some(part) = self.parts.first() else { return false };
        let text = part.text.trim();
        let year = text.len() == 4 && (text.starts_with("19") || text.starts_with("20"));
        text.trim_start_matches(['-', '−', '+', '(']).starts_with(|c: char| c.is_ascii_digit())
            && !year
    }
}

/// Where a row stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Section {
    Head,
    Body,
    Foot,
}

/// The table at an index; nothing for another element and for a table that is only layout.
pub(super) fn collect(tree: &Tree, index: usize, root: usize) -> Option<Cells> {
    if tree.name(index) != "table" {
        return None;
    }
    let rows = own_rows(tree, index);
    if is_layout(tree, index, &rows) {
        return None;
    }
    let caption = tree.children(index).find(|child| tree.name(*child) == "caption");
    let caption = caption.map_or(Vec::new(), |caption| text(tree, caption, root));
    let rows = grid(tree, &rows, root);
    let widest = rows.iter().map(|(_, row)| row.cells.iter().filter(|it| it.has_text()).count());
    if widest.max().unwrap_or(0) < 2 {
        return None;
    }
    Some(Cells { caption, rows: with_headers(rows) })
}

/// The rows of a table and not those of tables inside it: head first, foot last.
fn own_rows(tree: &Tree, table: usize) -> Vec<(Section, usize)> {
    let mut rows = Vec::new();
    for child in tree.children(table) {
        let section = match tree.name(child) {
            "thead" => Section::Head,
            "tfoot" => Section::Foot,
            "tbody" => Section::Body,
            "tr" => {
                rows.push((Section::Body, child));
                continue;
            }
            _ => continue,
        };
        let own = tree.children(child).filter(|row| tree.name(*row) == "tr");
        rows.extend(own.map(|row| (section, row)));
    }
    rows.sort_by_key(|(section, _)| *section);
    rows
}

fn cells<'t>(tree: &'t Tree, row: usize) -> impl Iterator<Item = usize> + 't {
    tree.children(row).filter(|cell| matches!(tree.name(*cell), "td" | "th"))
}

/// True for a table that places parts of a page: one column, one row, or sections in its cells.
fn is_layout(tree: &Tree, table: usize, rows: &[(Section, usize)]) -> bool {
    let element = tree.element(table);
    let role = element.and_then(|it| it.attr("role")).unwrap_or("");
    if role == "presentation" || role == "none" {
        return true;
    }
    let widest = rows.iter().map(|(_, row)| cells(tree, *row).count()).max().unwrap_or(0);
    if widest < 2 {
        return true;
    }
    let all = || rows.iter().flat_map(|(_, row)| cells(tree, *row));
    let marked = rows.iter().any(|(section, _)| *section == Section::Head)
        || all().any(|cell| tree.name(cell) == "th")
        || element.and_then(|it| it.attr("summary")).is_some_and(|it| !it.trim().is_empty());
    let holds_page = all().any(|cell| {
        tree.has_title(cell) || tree.text(cell) > LONG_CELL && tree.paragraphs(cell) > 2
    });
    let below_first = rows.iter().skip(1).flat_map(|(_, row)| cells(tree, *row));
    let holds_sections = below_first.map(|cell| tree.headings(cell)).sum::<usize>() > 0;
    let nests = all().any(|cell| tree.tables(cell) > 0);
    if marked {
        return holds_page;
    }
    holds_page || holds_sections || nests || rows.len() < 2
}

/// Places the cells of all rows on the grid.
fn grid(tree: &Tree, rows: &[(Section, usize)], root: usize) -> Vec<(Section, CellRow)> {
    // For each column how many more rows a cell above takes.
    let mut taken: Vec<usize> = Vec::new();
    let mut out = Vec::new();
    for (at, &(section, row)) in rows.iter().enumerate() {
        let mut placed = Vec::new();
        let mut column = 0;
        for cell in cells(tree, row) {
            while taken.get(column).is_some_and(|rows| *rows > 0) {
                column += 1;
            }
            let left = rows.partition_point(|(other, _)| *other <= section) - at;
            let colspan = number(tree, cell, "colspan").unwrap_or(1).clamp(1, MAX_COLSPAN);
            let rowspan = match number(tree, cell, "rowspan") {
                Some(0) => left,
                Some(rows) => rows.min(left),
                None => 1,
            };
            if taken.len() < column + colspan {
                taken.resize(column + colspan, 0);
            }
            taken[column..column + colspan].fill(rowspan);
            let heading = tree.name(cell) == "th";
            let parts = text(tree, cell, root);
            placed.push(GridCell { column, colspan, rowspan, heading, parts });
            column += colspan;
        }
        for rows in &mut taken {
            *rows = rows.saturating_sub(1);
        }
        if placed.iter().any(GridCell::has_text) {
            out.push((section, CellRow { header: false, cells: placed }));
        }
    }
    out
}

fn number(tree: &Tree, cell: usize, attribute: &str) -> Option<usize> {
    tree.element(cell)?.attr(attribute)?.trim().parse().ok()
}

/// The lines of a cell or caption.
fn text(tree: &Tree, cell: usize, root: usize) -> Vec<Part> {
    let mut flow = Flow::default();
    let mut open: Vec<(usize, &str)> = Vec::new();
    let mut index = cell + 1;
    let close = |flow: &mut Flow, name: &str| match name {
        "a" => flow.close_link(),
        "b" | "strong" => flow.bold -= 1,
        "sup" => flow.raised -= 1,
        "pre" => flow.verbatim -= 1,
        _ => {
            flow.end_line();
        }
    };
    while index < tree.nodes[cell].end {
        while let Some((_, name)) = open.pop_if(|(end, _)| *end <= index) {
            close(&mut flow, name);
        }
        let node = &tree.nodes[index];
        match node.content {
            Content::Text(text) => flow.text(text),
            Content::Element(_) if is_furniture(tree, index, root) => {
                index = node.end;
                continue;
            }
            Content::Element(element) => {
                let name = element.name();
                if is_block(tree, index) || name == "br" {
                    flow.end_line();
                }
                match name {
                    "a" => flow.open_link(element.attr("href")),
                    "b" | "strong" => flow.bold += 1,
                    "sup" => flow.raised += 1,
                    "pre" => flow.verbatim += 1,
                    _ => {}
                }
                if matches!(name, "a" | "b" | "strong" | "sup" | "pre") || is_block(tree, index) {
                    open.push((node.end, name));
                }
            }
        }
        index += 1;
    }
    flow.take()
}

/// Marks the rows of column headings.
fn with_headers(rows: Vec<(Section, CellRow)>) -> Vec<CellRow> {
    let marked = |section: Section, row: &CellRow| {
        let with_text = || row.cells.iter().filter(|cell| cell.has_text());
        section == Section::Head
            || row.cells.iter().all(|cell| cell.heading) && with_text().count() > 1
    };
    let bold = |row: &CellRow| row.cells.iter().filter(|it| it.has_text()).all(GridCell::is_bold);
    let mut headers: Vec<bool> = rows.iter().map(|(section, row)| marked(*section, row)).collect();
    // Bold rows after the marked ones, as long as rows follow that are not bold.
    let mut next = headers.iter().take_while(|header| **header).count();
    let last_plain = rows.iter().rposition(|(_, row)| !bold(row)).unwrap_or(0);
    while next < last_plain && bold(&rows[next].1) {
        headers[next] = true;
        next += 1;
    }
    // Without any mark, a first row of words over columns of numbers.
    if !headers.contains(&true) && rows.len() > 2 {
        let (first, rest) = (&rows[0].1, &rows[1..]);
        let numbers = |row: &CellRow| row.cells.iter().any(GridCell::is_number);
        let words = first.cells.iter().filter(|cell| cell.has_text() && !cell.is_number()).count();
        let numeric = rest.iter().filter(|(_, row)| numbers(row)).count();
        headers[0] = words > 1 && !numbers(first) && numeric * 2 > rest.len();
    }
    let mark = |((_, mut row), header): ((Section, CellRow), bool)| {
        row.header = header;
        row
    };
    rows.into_iter().zip(headers).map(mark).collect()
}

/// Puts a row into the document: its cells on one line, parted by tabs; each further line of a
/// cell begins a line, so that a cell's text is never broken by another's.
pub(super) fn place(row: CellRow, document: &mut Document) -> Row {
    let mut lines = Lines::new(document);
    let mut placed = Row { cells: Vec::new(), header: row.header };
    let last = row.cells.iter().rposition(GridCell::has_text).unwrap_or(0);
    for (at, cell) in row.cells.into_iter().enumerate().take(last + 1) {
        if at > 0 {
            lines.tab();
        }
        let mut spans: Vec<Span> = Vec::new();
        for part in cell.parts {
            let hard_break = !spans.is_empty();
            spans.push(lines.part(part, hard_break));
        }
        let GridCell { column, colspan, rowspan, .. } = cell;
        if !spans.is_empty() {
            placed.cells.push(Cell { column, colspan, rowspan, spans });
        }
    }
    placed
}

/// Writes parts into lines of a document.
pub(super) struct Lines<'d> {
    document: &'d mut Document,
    begun: bool,
}

impl<'d> Lines<'d> {
    /// Begins with a new line.
    pub(super) fn new(document: &'d mut Document) -> Lines<'d> {
        Lines { document, begun: false }
    }

    /// Writes a part: on a new line after a hard break, else after what the line has.
    pub(super) fn part(&mut self, part: Part, hard_break: bool) -> Span {
        let line = self.line(hard_break);
        let text = &mut self.document.lines[line].text;
        let start = text.len();
        text.push_str(&part.text);
        let range = start..text.len();
        for (link, href) in part.links {
            let range = start + link.start..start + link.end;
            self.document.links.push(Link { span: Span { line, range, hard_break: false }, href });
        }
        Span { line, range, hard_break }
    }

    fn tab(&mut self) {
        let line = self.line(false);
        self.document.lines[line].text.push('\t');
    }

    /// The index of the line to write on.
    fn line(&mut self, new: bool) -> usize {
        if new || !self.begun {
            self.document.lines.push(Line::default());
            self.begun = true;
        }
        self.document.lines.len() - 1
    }
}
