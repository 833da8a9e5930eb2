//! Walks over the page's content and makes its blocks, one line of text per line of a block.

use super::content::{declares, is_furniture, root, title_outside};
use super::flow::{Flow, Part};
use super::table;
use super::tree::{Content, Tree, heading_level};
use crate::read::furniture;
use crate::read::layout::{Block, BlockKind, Document, Line, Link, Span, Table};

/// Elements that stand on lines of their own.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "header",
    "hgroup",
    "hr",
    "html",
    "legend",
    "li",
    "main",
    "menu",
    "nav",
    "ol",
    "optgroup",
    "option",
    "p",
    "pre",
    "search",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "ul",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
];

/// The longest heading that bold text alone makes, in characters.
const LONGEST_BOLD_HEADING: usize = 90;

/// The document that a page holds.
pub(super) fn document(tree: &Tree) -> Document {
    let mut walk = Walk::new(tree);
    if !tree.nodes.is_empty() {
        let root = root(tree);
        if let Some(title) = title_outside(tree, root) {
            walk.part(title, title);
        }
        walk.part(root, root);
    }
    walk.finish()
}

/// True for an element that begins and ends lines.
pub(super) fn is_block(tree: &Tree, index: usize) -> bool {
    let Some(element) = tree.element(index) else { return false };
    BLOCKS.contains(&element.name())
        || element.attr("style").is_some_and(|style| declares(style, "display", "block"))
}

/// What an open element ends with.
#[derive(Debug)]
enum Open {
    Block,
    Heading,
    List,
    Item,
    Term,
    Description,
    Verbatim,
    Bold,
    Raised,
    Link,
}

struct Walk<'t, 'a> {
    tree: &'t Tree<'a>,
    document: Document,
    flow: Flow,
    /// Open elements and the index after their last descendant.
    open: Vec<(usize, Open)>,
    heading: Option<u8>,
    lists: u8,
    /// For each open item the block that it became, once it has text.
    items: Vec<Option<usize>>,
    /// The block of the last `<dt>`, while only `<dd>` follow.
    term: Option<usize>,
    in_term: bool,
    in_description: bool,
    /// The level of the last heading that was marked up as one.
    last_level: u8,
    /// For each block whether all of its text is bold.
    bold: Vec<bool>,
}

impl<'t, 'a> Walk<'t, 'a> {
    fn new(tree: &'t Tree<'a>) -> Walk<'t, 'a> {
        Walk {
            tree,
            document: super::empty(tree.title.clone()),
            flow: Flow::default(),
            open: Vec::new(),
            heading: None,
            lists: 0,
            items: Vec::new(),
            term: None,
            in_term: false,
            in_description: false,
            last_level: 0,
            bold: Vec::new(),
        }
    }

    /// Walks over one element and all in it.
    fn part(&mut self, start: usize, root: usize) {
        let end = self.tree.nodes[start].end;
        let mut index = start;
        while index < end {
            while self.open.last().is_some_and(|(end, _)| *end <= index) {
                self.leave();
            }
            let node = &self.tree.nodes[index];
            match node.content {
                Content::Text(text) => self.flow.text(text),
                Content::Element(_) if is_furniture(self.tree, index, root) => {
                    if is_block(self.tree, index) {
                        self.flush();
                    }
                    index = node.end;
                    continue;
                }
                Content::Element(_) => {
                    if let Some(table) = table::collect(self.tree, index, root) {
                        self.flush();
                        self.table(table);
                        index = node.end;
                        continue;
                    }
                    self.enter(index);
                }
            }
            index += 1;
        }
        while !self.open.is_empty() {
            self.leave();
        }
        self.flush();
    }

    fn enter(&mut self, index: usize) {
        let Some(element) = self.tree.element(index) else { return };
        let end = self.tree.nodes[index].end;
        let name = element.name();
        if is_block(self.tree, index) {
            self.flush();
        }
        let open = match name {
            "br" => {
                self.flow.line_break();
                return;
            }
            "ul" | "ol" | "menu" | "dir" => {
                self.lists = self.lists.saturating_add(1);
                Open::List
            }
            "li" => {
                self.items.push(None);
                Open::Item
            }
            "dt" => {
                self.in_term = true;
                Open::Term
            }
            "dd" => {
                self.in_description = true;
                Open::Description
            }
            "pre" => {
                self.flow.verbatim += 1;
                Open::Verbatim
            }
            "a" => {
                self.flow.open_link(element.attr("href"));
                Open::Link
            }
            "b" | "strong" => {
                self.flow.bold += 1;
                Open::Bold
            }
            "sup" => {
                self.flow.raised += 1;
                Open::Raised
            }
            "summary" if self.tree.headings(index) == 0 => {
                self.heading = Some((self.last_level + 1).clamp(2, 6));
                Open::Heading
            }
            _ => match heading_level(name) {
                Some(level) => {
                    self.heading = Some(level);
                    self.last_level = level;
                    Open::Heading
                }
                None if is_block(self.tree, index) => Open::Block,
                None => return,
            },
        };
        self.open.push((end, open));
    }

    fn leave(&mut self) {
        let Some((_, open)) = self.open.pop() else { return };
        match open {
            Open::Bold => self.flow.bold -= 1,
            Open::Raised => self.flow.raised -= 1,
            Open::Link => self.flow.close_link(),
            _ => self.flush(),
        }
        match open {
            Open::Heading => self.heading = None,
            Open::List => self.lists = self.lists.saturating_sub(1),
            Open::Item => {
                self.items.pop();
            }
            Open::Term => self.in_term = false,
            Open::Description => self.in_description = false,
            Open::Verbatim => self.flow.verbatim -= 1,
            Open::Block | Open::Bold | Open::Link | Open::Raised => {}
        }
    }

    /// Ends the block whose text was collected.
    fn flush(&mut self) {
        let parts = self.flow.take();
        if parts.is_empty() {
            return;
        }
        let kind = match (self.heading, self.items.last()) {
            (Some(level), _) => {
                if let Some(item @ None) = self.items.last_mut() {
                    *item = Some(usize::MAX);
                }
                BlockKind::Heading(level)
            }
            (None, Some(None)) => BlockKind::Item(self.lists.max(1)),
            _ => BlockKind::Paragraph,
        };
        let last = self.document.blocks.len().checked_sub(1);
        let goes_on = last.is_some()
            && (self.items.last() == Some(&last) || self.in_description && self.term == last);
        match kind {
            BlockKind::Item(_) => {
                let block = self.block(kind, parts);
                if let Some(item) = self.items.last_mut() {
                    *item = block;
                }
            }
            BlockKind::Paragraph if goes_on => self.extend(parts),
            BlockKind::Paragraph if !self.in_term => {
                let mut rest = parts.into_iter().peekable();
                while let Some(first) = rest.next() {
                    let mut group = vec![first];
                    while let Some(part) = rest.next_if(|part| !part.after_gap) {
                        group.push(part);
                    }
                    self.block(BlockKind::Paragraph, group);
                }
            }
            _ => {
                let block = self.block(kind, parts);
                self.term = block.filter(|_| self.in_term);
            }
        }
    }

    /// Adds a block of text and gives its index, unless it is furniture.
    fn block(&mut self, kind: BlockKind, parts: Vec<Part>) -> Option<usize> {
        if let [part] = parts.as_slice()
            && furniture::is_furniture(&part.text)
        {
            return None;
        }
        let is_item = matches!(kind, BlockKind::Item(_));
        let after_item =
            matches!(self.document.blocks.last(), Some(Block { kind: BlockKind::Item(_), .. }));
        if !(is_item && after_item) {
            self.gap();
        }
        self.bold.push(parts.iter().all(|part| part.bold));
        self.document.blocks.push(Block { kind, spans: Vec::new() });
        self.extend(parts);
        self.document.blocks.len().checked_sub(1)
    }

    /// Adds lines to the last block.
    fn extend(&mut self, parts: Vec<Part>) {
        for part in parts {
            let line = self.document.lines.len();
            let range = 0..part.text.len();
            for (range, href) in part.links {
                let span = Span { line, range, hard_break: false };
                self.document.links.push(Link { span, href });
            }
            self.document.lines.push(Line { text: part.text, ..Line::default() });
            if let Some(block) = self.document.blocks.last_mut() {
                let hard_break = !block.spans.is_empty();
                block.spans.push(Span { line, range, hard_break });
            }
        }
    }

    fn table(&mut self, table: table::Cells) {
        self.gap();
        let mut placed = Table::default();
        for part in table.caption {
            let mut line = table::Lines::new(&mut self.document);
            let hard_break = !placed.caption.is_empty();
            placed.caption.push(line.part(part, hard_break));
        }
        for row in table.rows {
            placed.rows.push(table::place(row, &mut self.document));
        }
        self.document.blocks.push(Block { kind: BlockKind::Table(placed), spans: Vec::new() });
        self.bold.push(false);
        self.term = None;
    }

    /// Leaves an empty line before the next block.
    fn gap(&mut self) {
        if !self.document.lines.is_empty() {
            self.document.lines.push(Line::default());
        }
    }

    fn finish(mut self) -> Document {
        let mut level = 1;
        for index in 0..self.document.blocks.len() {
            match self.document.blocks[index].kind {
                BlockKind::Heading(marked) => level = marked,
                BlockKind::Paragraph if self.is_heading(index) => {
                    self.document.blocks[index].kind = BlockKind::Heading((level + 1).min(6));
                }
                _ => {}
            }
        }
        self.document
    }

    /// True for a bold paragraph that stands over text as a heading does.
    fn is_heading(&self, index: usize) -> bool {
        let next_is_text = match self.document.blocks.get(index + 1) {
            Some(next) => match next.kind {
                BlockKind::Heading(_) => false,
                _ => !self.bold[index + 1],
            },
            None => false,
        };
        let [span] = self.document.blocks[index].spans.as_slice() else { return false };
        let text = self.document.lines[span.line].text.trim();
        let words: Vec<&str> = text.split_whitespace().collect();
        let is_name = (2..=4).contains(&words.len())
            && words.iter().all(|word| word.starts_with(char::is_uppercase));
        // "ap.7 Psykisk hälsa" begins with its number.
        let numbered = matches!(words.as_slice(), [number, name, ..]
            if number.contains(|c: char| c.is_ascii_digit()) && name.starts_with(char::is_uppercase));
        self.bold[index]
            && next_is_text
            && !is_name
            && text.chars().count() <= LONGEST_BOLD_HEADING
            && (numbered || text.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()))
            && !text.ends_with(['.', ',', ';', ':', '!'])
            && !text.contains('@')
            && !states_money(text)
    }
}

/// True for text with a number and a word of money: a statement and no heading.
fn states_money(text: &str) -> bool {
    let lower = text.to_lowercase();
    lower.contains(|c: char| c.is_ascii_digit())
        && lower.split(|c: char| !c.is_alphabetic()).any(|word| {
            ["kr", "tkr", "mkr", "mnkr", "mdkr", "kronor", "miljoner", "miljarder", "miljard"]
                .contains(&word)
        })
}
