//! The HTML reader: a web page to blocks, tables and links.
//!
//! It keeps the page's main content and leaves out menus, cookie notices, share buttons and what
//! else belongs to the website. It reads the markup only: style sheets and scripts do not run, so
//! a page that scripts draw has no text here.

mod content;
mod depth;
mod error_page;
mod flow;
mod table;
mod tree;
mod walk;

#[cfg(test)]
mod tests;

use scraper::Html;

use super::decode::{Fallback, decode};
use super::layout::{Document, Format};
use crate::error::{Error, Result};
use tree::Tree;

/// The longest page that is read, in bytes.
const MAX_BYTES: usize = 64 * 1024 * 1024;

/// Reads a web page. `charset` is the encoding that the server named, if any.
///
/// # Errors
/// [`Error::ErrorPage`] for a page that only says that the document is not there,
/// [`Error::NoText`] for one without text, [`Error::Limit`] for one too long or too deeply nested.
pub fn read(bytes: &[u8], charset: Option<&str>) -> Result<Document> {
    if bytes.len() > MAX_BYTES {
        return Err(Error::Limit {
            limit: format!("{} MiB per web page", MAX_BYTES / (1024 * 1024)),
            advice: "save the page without its images, or print it to PDF".to_owned(),
        });
    }
    let declared = declared_charset(bytes);
    let (markup, diagnostics) = decode(bytes, &[charset, declared.as_deref()], Fallback::Guess);
    depth::check(&markup)?;
    let html = Html::parse_document(&markup);
    let tree = Tree::new(&html);
    let mut document = walk::document(&tree);
    document.diagnostics.extend(diagnostics);
    if let Some(message) = error_page::message(&document) {
        return Err(Error::ErrorPage(message));
    }
    if document.blocks.is_empty() {
        return Err(Error::NoText);
    }
    Ok(document)
}

/// An empty document of this reader.
fn empty(title: Option<String>) -> Document {
    Document {
        format: Format::Html,
        engine: "html",
        engine_version: env!("CARGO_PKG_VERSION"),
        pages: Vec::new(),
        lines: Vec::new(),
        blocks: Vec::new(),
        links: Vec::new(),
        title,
        diagnostics: Vec::new(),
    }
}

/// The encoding that the page's first bytes name: `charset=` in a `<meta>` or the XML prolog.
fn declared_charset(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(4096)]).to_ascii_lowercase();
    let tags = head.split('<').filter(|tag| tag.starts_with("meta") || tag.starts_with("?xml"));
    tags.filter_map(|tag| {
        let tag = tag.split('>').next()?;
        let (_, value) = tag.split_once("charset").or_else(|| tag.split_once("encoding"))?;
        let value = value.trim_start().strip_prefix('=')?.trim_start();
        let value = value.trim_start_matches(['"', '\'']);
        let end = value.find(|c: char| !c.is_ascii_alphanumeric() && !"-_:.".contains(c));
        let label = &value[..end.unwrap_or(value.len())];
        (!label.is_empty()).then(|| label.to_owned())
    })
    .next()
}
