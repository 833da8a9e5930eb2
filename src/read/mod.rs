//! Stage 2: bytes to a [`Document`]. The only code that knows PDF and HTML.
//!
//! A reader that panics on a broken file costs that file only: the panic ends here.

mod decode;
mod furniture;
pub mod html;
pub mod layout;
pub mod pdf;
mod raised;
pub mod text;

#[cfg(test)]
mod show;

use serde::{Deserialize, Serialize};

use crate::discover::MediaType;
use crate::error::{Error, Result};
use crate::panics::contain;
use layout::Document;

/// Which PDF engine reads a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Engine {
    /// hayro, the first engine.
    #[default]
    Hayro,
    /// pdf-extract, the second engine.
    PdfExtract,
}

/// Reads a document of a known type.
///
/// `engine` matters for PDF only; `charset` is the character encoding that the server named when
/// a web page or text was fetched, if any.
///
/// # Errors
/// What the type's reader gives, and [`Error::Reader`] where it panicked.
pub fn read(
    bytes: &[u8],
    media: MediaType,
    engine: Engine,
    charset: Option<&str>,
) -> Result<Document> {
    let name = match (media, engine) {
        (MediaType::Pdf, Engine::Hayro) => "hayro",
        (MediaType::Pdf, Engine::PdfExtract) => "pdf-extract",
        (MediaType::Html, _) => "html",
        (MediaType::Text, _) => "text",
    };
    // Readers take bytes and give a value: a panic leaves nothing half done behind.
    let outcome = contain(|| match media {
        MediaType::Pdf => pdf::read(bytes, engine),
        MediaType::Html => html::read(bytes, charset),
        MediaType::Text => text::read(bytes, charset),
    });
    outcome.unwrap_or_else(|panic| {
        Err(Error::Reader { engine: name.to_owned(), what: panic.to_string() })
    })
}

/// Compares what `engine` reads of a PDF with what the other one reads.
///
/// # Errors
/// Where one of them cannot read the file, and [`Error::Reader`] where it panicked.
pub fn cross_check(bytes: &[u8], engine: Engine) -> Result<pdf::Comparison> {
    let outcome = contain(|| pdf::cross_check(bytes, engine));
    outcome.unwrap_or_else(|panic| {
        Err(Error::Reader { engine: "PDF".to_owned(), what: panic.to_string() })
    })
}
