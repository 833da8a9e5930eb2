//! The PDF reader's place; it reads nothing yet.

use super::Engine;
use super::layout::Document;
use crate::error::{Error, Result};

/// Reads a PDF.
///
/// # Errors
/// [`Error::Reader`], always.
pub fn read(_bytes: &[u8], engine: Engine) -> Result<Document> {
    let engine = match engine {
        Engine::Hayro => "hayro",
        Engine::PdfExtract => "pdf-extract",
    };
    Err(Error::Reader { engine, what: "it is not built in yet".to_owned() })
}
