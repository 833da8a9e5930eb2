//! The one model of a document as read: pages, lines, words with boxes, blocks and tables.
//!
//! Every reader makes it and every later stage sees only it, so no later stage knows whether a
//! document was PDF, HTML or text.

use std::ops::Range;

use crate::diagnostic::Diagnostic;
use crate::evidence::Rect;

/// The kind of file a document was read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// A PDF: lines have pages and boxes.
    Pdf,
    /// A web page: lines are the block elements and table rows.
    Html,
    /// Plain text: lines are the lines of the file.
    Text,
}

/// What one document says, as read: characters untouched, structure found.
#[derive(Debug, Clone)]
pub struct Document {
    /// The kind of file.
    pub format: Format,
    /// The name of the reader or PDF engine, such as `hayro`.
    pub engine: &'static str,
    /// The version of the engine; this crate's own for HTML and text.
    pub engine_version: &'static str,
    /// The pages of a PDF, in order; empty for HTML and text.
    pub pages: Vec<Page>,
    /// The lines in reading order; line `n` of `overens text` is `lines[n - 1]`.
    ///
    /// What belongs to no document (menus, running headers, page numbers) is left out by the PDF
    /// and HTML readers; the text reader keeps every line of the file and puts such lines in no
    /// block, so that line numbers are those of the file. Empty lines stand in no block.
    pub lines: Vec<Line>,
    /// The blocks in reading order; each part of a line stands in at most one.
    pub blocks: Vec<Block>,
    /// The links of a web page or PDF that stand in the text.
    pub links: Vec<Link>,
    /// The title that the file's metadata gives (`<title>`, the PDF's Title), if any.
    pub title: Option<String>,
    /// What the reader doubts.
    pub diagnostics: Vec<Diagnostic>,
}

/// One page of a PDF.
#[derive(Debug, Clone, PartialEq)]
pub struct Page {
    /// Counted from 1.
    pub number: u32,
    /// Width in points, as displayed.
    pub width: f32,
    /// Height in points, as displayed.
    pub height: f32,
    /// False for a scanned or empty page.
    pub has_text: bool,
}

/// One line of the text as read.
#[derive(Debug, Clone, Default)]
pub struct Line {
    /// The page, counted from 1; none for HTML and text.
    pub page: Option<u32>,
    /// The characters as they stand in the file: hyphens, soft hyphens and odd spaces kept. In a
    /// table row the cells are parted by a tab.
    pub text: String,
    /// The words with their boxes, in the order of `text`; empty for HTML and text.
    pub words: Vec<Word>,
}

/// A word of a PDF line.
#[derive(Debug, Clone, PartialEq)]
pub struct Word {
    /// Its bytes in [`Line::text`].
    pub range: Range<usize>,
    /// Its box on the line's page.
    pub bbox: Rect,
}

/// A part of one line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// Index into [`Document::lines`].
    pub line: usize,
    /// Bytes of that line's text.
    pub range: Range<usize>,
    /// True where the document itself breaks the line before this part (`<br>`, a list of short
    /// lines); false where the line only became too long, or at the block's start.
    pub hard_break: bool,
}

/// A heading, paragraph, list item or table.
#[derive(Debug, Clone)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// The parts of lines it is made of, in reading order; for a table, none (its cells have them).
    pub spans: Vec<Span>,
}

/// What a block is.
#[derive(Debug, Clone)]
pub enum BlockKind {
    /// A heading; 1 is the document's title, larger is lower.
    Heading(u8),
    /// Running text.
    Paragraph,
    /// A list item; its bullet or number is part of its text where the file has one as text. The
    /// number is the nesting depth, from 1.
    Item(u8),
    /// A table.
    Table(Table),
}

/// A table: rows of cells on a grid.
#[derive(Debug, Clone, Default)]
pub struct Table {
    /// The rows, header rows first, in reading order over page breaks.
    pub rows: Vec<Row>,
    /// The caption, where the file marks one; else empty.
    pub caption: Vec<Span>,
}

/// One row of a table.
#[derive(Debug, Clone, Default)]
pub struct Row {
    /// The cells that begin in this row, by column; empty cells may be left out.
    pub cells: Vec<Cell>,
    /// True for a row of column headings, where the file or the layout shows it.
    pub header: bool,
}

/// One cell of a table.
#[derive(Debug, Clone, Default)]
pub struct Cell {
    /// Its first grid column, counted from 0.
    pub column: usize,
    /// How many grid columns it takes, at least 1.
    pub colspan: usize,
    /// How many grid rows it takes, at least 1.
    pub rowspan: usize,
    /// Its text, in the order read; one span per printed line.
    pub spans: Vec<Span>,
}

/// A link in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Where its text stands.
    pub span: Span,
    /// Where it leads, as written in the file.
    pub href: String,
}
