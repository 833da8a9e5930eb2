//! Stage 1: finds documents in files, folders and standard input, hashes them, and tells what
//! they are by content and not by name.
//!
//! Files are only listed here and read one at a time by [`Source::read`], so that a folder of any
//! size fits in memory. Nothing is fetched from the network, and no link in a folder is followed.

mod archive;
mod kind;
pub mod sources;
mod walk;
mod wide;

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
pub(crate) use wide::utf16_without_mark;

/// One document that was found and not yet read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The path relative to the folder given, or the file's path as typed; `-` for standard input.
    /// Its separators are forward slashes.
    pub name: String,
    /// The file to open; none for standard input.
    pub path: Option<PathBuf>,
    /// The character encoding that a server named for it, where `SOURCES.toml` has it.
    pub charset: Option<String>,
}

impl Source {
    /// The document's bytes, at most `limit` of them. Standard input gives them once.
    ///
    /// # Errors
    /// [`Error::Unopenable`] where the system refuses, [`Error::NotAFile`] where the path has come
    /// to be something else than a file, [`Error::Limit`] above the limit.
    pub fn read(&self, limit: u64) -> Result<Vec<u8>> {
        let Some(path) = &self.path else {
            return read_up_to(Ok(io::stdin().lock()), Path::new("-"), limit);
        };
        let file = open(path).and_then(|file| Ok((file.metadata()?.is_file(), file)));
        match file {
            Ok((false, _)) => Err(Error::NotAFile(path.clone())),
            other => read_up_to(other.map(|(_, file)| file), path, limit),
        }
    }

    /// The SHA-256 of the document's bytes; none for standard input, which gives them once, and
    /// where [`Source::read`] would refuse.
    pub fn sha256(&self, limit: u64) -> Option<String> {
        let file = open(self.path.as_ref()?).ok()?;
        let about = file.metadata().ok()?;
        (about.is_file() && about.len() <= limit).then(|| sha256_of(file).ok())?
    }

    /// A document without a file, known by its name.
    pub fn named(name: impl Into<String>) -> Source {
        Source { name: name.into(), path: None, charset: None }
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
    hex(&Sha256::digest(bytes))
}

/// The SHA-256 of all that a stream gives, which is never in memory as a whole.
///
/// # Errors
/// That of the stream.
pub fn sha256_of(mut stream: impl Read) -> io::Result<String> {
    let mut hasher = Sha256::new();
    let mut buffer = vec![0; 128 * 1024];
    loop {
        match stream.read(&mut buffer)? {
            0 => return Ok(hex(&hasher.finalize())),
            count => hasher.update(&buffer[..count]),
        }
    }
}

/// Opens a file, and waits for nobody who may write into it one day, as a pipe would.
fn open(path: &Path) -> io::Result<File> {
    let mut options = File::options();
    options.read(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.custom_flags(rustix::fs::OFlags::NONBLOCK.bits() as i32);
    }
    options.open(path)
}

fn hex(digest: &[u8]) -> String {
    let mut hex = String::with_capacity(2 * digest.len());
    for byte in digest {
        // Writing to a string cannot fail.
        let _ = write!(hex, "{byte:02x}");
    }
    hex
}

/// Reads a whole stream unless it is longer than `limit`.
fn read_up_to(stream: io::Result<impl Read>, path: &Path, limit: u64) -> Result<Vec<u8>> {
    let refused = |reason| Error::Unopenable { path: path.to_owned(), reason };
    let mut bytes = Vec::new();
    stream
        .map_err(refused)?
        .take(limit.saturating_add(1))
        .read_to_end(&mut bytes)
        .map_err(refused)?;
    if bytes.len() as u64 > limit {
        return Err(Error::Limit {
            limit: format!("{} MiB per file", limit / (1024 * 1024)),
            advice: "split the document, save it with smaller images, or raise limits.input_mib in overens.toml".to_owned(),
        });
    }
    Ok(bytes)
}
