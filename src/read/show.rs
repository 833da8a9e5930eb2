//! Prints a document's blocks for tests: one line per block or table row.
//!
//! A soft line end shows as a space, a hard one as ` / `, a cell's end as ` | `.

use super::layout::{BlockKind, Document, Span};

/// The blocks of a document, printed.
pub(crate) fn show(document: &Document) -> String {
    let mut out = String::new();
    for block in &document.blocks {
        let text = spans(document, &block.spans);
        match &block.kind {
            BlockKind::Heading(level) => out.push_str(&format!("h{level}: {text}\n")),
            BlockKind::Paragraph => out.push_str(&format!("p: {text}\n")),
            BlockKind::Item(depth) => {
                out.push_str(&format!("{} {text}\n", "-".repeat(usize::from(*depth))));
            }
            BlockKind::Table(table) => {
                out.push_str(&format!("table: {}\n", spans(document, &table.caption)));
                for row in &table.rows {
                    let cells: Vec<String> = row
                        .cells
                        .iter()
                        .map(|cell| {
                            let size = match (cell.colspan, cell.rowspan) {
                                (1, 1) => String::new(),
                                (width, height) => format!("[{width}x{height}]"),
                            };
                            format!("{}{size}={}", cell.column, spans(document, &cell.spans))
                        })
                        .collect();
                    let mark = if row.header { "  th: " } else { "  tr: " };
                    out.push_str(&format!("{mark}{}\n", cells.join(" | ")));
                }
            }
        }
    }
    for link in &document.links {
        let text = spans(document, std::slice::from_ref(&link.span));
        out.push_str(&format!("link: {text} -> {}\n", link.href));
    }
    out
}

/// The lines of a document as `overens text` prints them.
pub(crate) fn lines(document: &Document) -> String {
    document.lines.iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join("\n")
}

fn spans(document: &Document, spans: &[Span]) -> String {
    let mut out = String::new();
    for (index, span) in spans.iter().enumerate() {
        if index > 0 {
            out.push_str(if span.hard_break { " / " } else { " " });
        }
        out.push_str(document.lines[span.line].text[span.range.clone()].trim());
    }
    out
}
