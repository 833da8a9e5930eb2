//! The plain-text reader.

use super::decode::{Fallback, decode};
use super::layout::{Document, Format};
use crate::error::Result;

/// Reads plain text. `charset` is the encoding that the server named, if any.
///
/// # Errors
/// None yet.
pub fn read(bytes: &[u8], charset: Option<&str>) -> Result<Document> {
    let (_text, diagnostics) = decode(bytes, &[charset], Fallback::Windows1252);
    Ok(Document {
        format: Format::Text,
        engine: "text",
        engine_version: env!("CARGO_PKG_VERSION"),
        pages: Vec::new(),
        lines: Vec::new(),
        blocks: Vec::new(),
        links: Vec::new(),
        title: None,
        diagnostics,
    })
}
