//! Stage 2: bytes to a [`Document`]. The only code that knows PDF and HTML.

pub mod layout;
pub mod pdf;

/// Which PDF engine reads a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Engine {
    /// hayro, the first engine.
    #[default]
    Hayro,
    /// pdf-extract, the second engine.
    PdfExtract,
}
