//! Stage 1: finds documents in files, folders and standard input, hashes them, and tells what
//! they are by content and not by name.
//!
//! Files are only listed here and read one at a time by [`Source::read`], so that a folder of any
//! size fits in memory. Nothing is fetched from the network, and no link in a folder is followed.

mod archive;
mod kind;
pub mod sources;
mod walk;

#[cfg(test)]
mod tests;

use std::fmt::Write as _;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::diagnostic::Diagnostic;
use crate::error::{Error, Result};

pub use kind::{MediaType, sniff};
pub use walk::{Discovery, discover};

/// The largest file that is read, in bytes.
pub const MAX_BYTES: u64 = 256 * 1024 * 1024;

/// One document that was found and not yet read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The path relative to the folder given, or the file's path as typed; `-` for standard input.
    /// Its separators are forward slashes.
    pub name: String,
    /// The file to open; none for standard input.
    pub path: Option<PathBuf>,
}

impl Source {
    /// The document's bytes. Standard input gives them once.
    ///
    /// # Errors
    /// [`Error::Unopenable`] where the system refuses, [`Error::Limit`] above [`MAX_BYTES`].
    pub fn read(&self) -> Result<Vec<u8>> {
        match &self.path {
            Some(path) => read_up_to(File::open(path), path, MAX_BYTES),
            None => read_up_to(Ok(io::stdin().lock()), Path::new("-"), MAX_BYTES),
        }
    }

    /// The type of the content, and a note where the name says something else.
    ///
    /// # Errors
    /// Those of [`sniff`], and [`Error::NotWhatItsNameSays`] for text that is called a PDF.
    pub fn media_type(&self, bytes: &[u8]) -> Result<(MediaType, Option<Diagnostic>)> {
        kind::identify(&self.name, bytes)
    }
}

/// The SHA-256 of some bytes, in lower-case hexadecimal.
pub fn sha256(bytes: &[u8]) -> String {
    let mut hex = String::with_capacity(64);
    for byte in Sha256::digest(bytes) {
        // Writing to a string cannot fail.
        let _ = write!(hex, "{byte:02x}");
    }
    hex
}

/// Reads a whole stream unless it is longer than `limit`.
fn read_up_to(stream: io::Result<impl Read>, path: &Path, limit: u64) -> Result<Vec<u8>> {
    let refused = |reason| Error::Unopenable { path: path.to_owned(), reason };
    let mut bytes = Vec::new();
    stream.map_err(refused)?.take(limit + 1).read_to_end(&mut bytes).map_err(refused)?;
    if bytes.len() as u64 > limit {
        return Err(Error::Limit {
            limit: format!("{} MiB per file", limit / (1024 * 1024)),
            advice: "split the document, or save it with smaller images",
        });
    }
    Ok(bytes)
}
