//! Stage 3: a [`Document`] to one string of clean text in which every byte knows its word, line,
//! page and box.
//!
//! Joins words broken at line ends, folds odd spaces, hyphens and bullets. Repairs no number: what
//! may be two readings is left to the recognisers.

mod hyphen;
mod map;
mod space;

use std::ops::Range;

use crate::read::layout::{BlockKind, Document, Span};
use map::Builder;
pub use map::Text;

/// Stands between two parts; no pattern of a recogniser may match it.
pub const PART_END: char = '\u{1d}';

/// A stretch of clean text that no value crosses: a block or a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// What it is.
    pub kind: PartKind,
    /// Its bytes in [`Text::string`], without the separator behind it.
    pub range: Range<usize>,
}

/// What a part is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PartKind {
    /// A heading of this level.
    Heading(u8),
    /// Running text.
    Paragraph,
    /// A list item at this depth.
    Item(u8),
    /// The caption of the table with this index.
    Caption(usize),
    /// A cell of the table with this index.
    Cell {
        /// Index into [`Text::tables`].
        table: usize,
        /// Index into its rows.
        row: usize,
        /// Its first grid column.
        column: usize,
    },
}

/// A table, its cells being parts of the text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Table {
    /// The rows in order.
    pub rows: Vec<Row>,
    /// The parts of the text that are this table's caption and cells.
    pub parts: Range<usize>,
    /// How many grid columns it has.
    pub columns: usize,
}

/// A row of a table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Row {
    /// True for column headings, as the reader saw it.
    pub header: bool,
    /// The cells by column.
    pub cells: Vec<Cell>,
}

/// A cell of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// Its first grid column.
    pub column: usize,
    /// How many grid columns it takes.
    pub colspan: usize,
    /// How many rows it takes.
    pub rowspan: usize,
    /// Index into [`Text::parts`].
    pub part: usize,
}

/// Cleans a document.
pub fn clean(document: &Document) -> Text<'_> {
    let mut builder = Builder::new(document);
    for block in &document.blocks {
        let kind = match &block.kind {
            BlockKind::Heading(level) => PartKind::Heading(*level),
            BlockKind::Paragraph => PartKind::Paragraph,
            BlockKind::Item(depth) => PartKind::Item(*depth),
            BlockKind::Table(table) => {
                clean_table(&mut builder, table);
                continue;
            }
        };
        clean_part(&mut builder, kind, &block.spans);
    }
    builder.finish()
}

fn clean_table(builder: &mut Builder<'_>, table: &crate::read::layout::Table) {
    let index = builder.tables();
    let first = builder.parts();
    if !table.caption.is_empty() {
        clean_part(builder, PartKind::Caption(index), &table.caption);
    }
    let (mut rows, mut columns) = (Vec::with_capacity(table.rows.len()), 0);
    for (row, read) in table.rows.iter().enumerate() {
        let mut cells = Vec::with_capacity(read.cells.len());
        for cell in &read.cells {
            let part = builder.parts();
            clean_part(
                builder,
                PartKind::Cell { table: index, row, column: cell.column },
                &cell.spans,
            );
            let (colspan, rowspan) = (cell.colspan.max(1), cell.rowspan.max(1));
            columns = columns.max(cell.column + colspan);
            cells.push(Cell { column: cell.column, colspan, rowspan, part });
        }
        rows.push(Row { header: read.header, cells });
    }
    builder.table(Table { rows, parts: first..builder.parts(), columns });
}

/// Appends one part: its lines joined as Swedish joins them.
fn clean_part(builder: &mut Builder<'_>, kind: PartKind, spans: &[Span]) {
    let start = builder.start_part();
    for (i, span) in spans.iter().enumerate() {
        if i > 0 && span.hard_break {
            builder.end_line_hard();
        } else if i > 0 {
            builder.end_line_soft(span);
        }
        builder.line(span);
    }
    builder.end_part(kind, start);
}

#[cfg(test)]
mod tests;
