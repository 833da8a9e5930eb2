//! The plain-text reader: lines of a file to headings, paragraphs, list items and tables.
//!
//! It reads text saved from a browser, where a line is a paragraph, and text converted from a
//! PDF, where paragraphs are broken into lines and pages stand between them. Every line of the
//! file is kept; what belongs to no document (page numbers, menus) is in no block. Columns that
//! ran together with single spaces are told apart only where column titles, a closing total or
//! signatures show them.

mod blocks;
mod columns;
mod heading;
mod lines;
mod loose;
mod pages;

#[cfg(test)]
mod tests;

use super::decode::{Fallback, decode};
use super::layout::{Document, Format, Line};
use crate::error::{Error, Result};

/// The longest text that is read, in bytes.
const MAX_BYTES: usize = 64 * 1024 * 1024;

/// Reads plain text. `charset` is the encoding that the server named, if any.
///
/// # Errors
/// [`Error::Empty`] for text of white space only, [`Error::Limit`] for one too long.
pub fn read(bytes: &[u8], charset: Option<&str>) -> Result<Document> {
    if bytes.len() > MAX_BYTES {
        return Err(Error::Limit {
            limit: format!("{} MiB per text", MAX_BYTES / (1024 * 1024)),
            advice: "split the text".to_owned(),
        });
    }
    let (text, diagnostics) = decode(bytes, &[charset], Fallback::Windows1252);
    if text.chars().all(char::is_whitespace) {
        return Err(Error::Empty);
    }
    let lines = lines::split(&text);
    let blocks = blocks::find(&lines);
    let lines = lines.into_iter().map(|line| Line { text: line.text, ..Line::default() });
    Ok(Document {
        format: Format::Text,
        engine: "text",
        engine_version: env!("CARGO_PKG_VERSION"),
        pages: Vec::new(),
        lines: lines.collect(),
        blocks,
        links: Vec::new(),
        title: None,
        diagnostics,
    })
}
