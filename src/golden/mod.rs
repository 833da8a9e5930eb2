//! The goldens: the reviewed extraction of each document, and the pending ones beside them.
//!
//! They are snapshots as insta has them, at the path of the document with `.snap` behind it;
//! a pending one has `.snap.new`. The tests of this repository, `cargo insta` and the command line
//! read the same files.

#[cfg(test)]
mod tests;

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use serde::Serialize;
use walkdir::WalkDir;

use crate::contract::Extraction;
use crate::emit::json;
use crate::error::{Error, Result};
use crate::files;

/// What stands between the header of a snapshot and its content, and before the header.
const RULE: &str = "---\n";

/// The header of a snapshot that the program wrote.
const HEADER: &str = "source: overens\n";

/// A folder of goldens.
#[derive(Debug, Clone)]
pub struct Goldens {
    folder: PathBuf,
}

/// What became of an extraction that was to be reviewed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Review {
    /// It is its golden; nothing is pending.
    Same,
    /// It differs from its golden and is pending.
    Changed,
    /// It has no golden yet and is pending.
    New,
}

impl Goldens {
    /// The goldens of a folder, which need not exist.
    pub fn new(folder: impl Into<PathBuf>) -> Goldens {
        Goldens { folder: folder.into() }
    }

    /// Where the golden of a document lies; `document` is its path in the corpus.
    pub fn path(&self, document: &str) -> PathBuf {
        self.folder.join(format!("{document}.snap"))
    }

    /// Where its pending extraction lies.
    pub fn pending_path(&self, document: &str) -> PathBuf {
        self.folder.join(format!("{document}.snap.new"))
    }

    /// The JSON of a document's golden; none where it has none.
    ///
    /// # Errors
    /// [`Error::Unopenable`], and [`Error::Malformed`] for what is no snapshot.
    pub fn read(&self, document: &str) -> Result<Option<String>> {
        content(&self.path(document))
    }

    /// The JSON of a document's pending extraction; none where nothing is pending.
    ///
    /// # Errors
    /// As [`Goldens::read`].
    pub fn read_pending(&self, document: &str) -> Result<Option<String>> {
        content(&self.pending_path(document))
    }

    /// The documents with a golden, in the order of their names.
    pub fn documents(&self) -> Vec<String> {
        self.names(".snap")
    }

    /// The documents with a pending extraction, in the order of their names.
    pub fn pending(&self) -> Vec<String> {
        self.names(".snap.new")
    }

    /// Holds an extraction against its golden, and leaves it pending where it differs. What was
    /// pending before is gone.
    ///
    /// # Errors
    /// Those of [`Goldens::read`], and [`Error::Unwritable`].
    pub fn propose(&self, document: &str, extraction: &Extraction) -> Result<Review> {
        let json = json(extraction, true);
        let golden = self.read(document)?;
        if golden.as_deref() == Some(json.as_str()) {
            self.reject(document)?;
            return Ok(Review::Same);
        }
        let pending = self.pending_path(document);
        files::write(&pending, format!("{RULE}{HEADER}{RULE}{json}\n").as_bytes())?;
        Ok(if golden.is_some() { Review::Changed } else { Review::New })
    }

    /// Makes the pending extraction of a document its golden.
    ///
    /// # Errors
    /// [`Error::Unwritable`], also where nothing is pending.
    pub fn accept(&self, document: &str) -> Result<()> {
        let path = self.path(document);
        fs::rename(self.pending_path(document), &path)
            .map_err(|reason| Error::Unwritable { path, reason })
    }

    /// Drops the pending extraction of a document, if it has one.
    ///
    /// # Errors
    /// [`Error::Unwritable`].
    pub fn reject(&self, document: &str) -> Result<()> {
        let path = self.pending_path(document);
        match fs::remove_file(&path) {
            Err(reason) if reason.kind() != ErrorKind::NotFound => {
                Err(Error::Unwritable { path, reason })
            }
            _ => Ok(()),
        }
    }

    fn names(&self, ending: &str) -> Vec<String> {
        let files = WalkDir::new(&self.folder).sort_by_file_name().into_iter();
        let mut names: Vec<String> = files
            .filter_map(|entry| {
                let entry = entry.ok().filter(|entry| entry.file_type().is_file())?;
                let path = entry.path().strip_prefix(&self.folder).ok()?;
                let name = path.to_string_lossy().replace('\\', "/");
                name.strip_suffix(ending).map(str::to_owned)
            })
            .collect();
        names.sort();
        names
    }
}

/// What stands behind the header of a snapshot; none where there is no file.
fn content(path: &Path) -> Result<Option<String>> {
    let text = match fs::read_to_string(path) {
        Ok(text) => text,
        Err(reason) if reason.kind() == ErrorKind::NotFound => return Ok(None),
        Err(reason) => return Err(Error::Unopenable { path: path.to_owned(), reason }),
    };
    let text = text.replace("\r\n", "\n");
    let content = text.strip_prefix(RULE).and_then(|rest| rest.split_once("\n---\n"));
    match content {
        Some((_, content)) => Ok(Some(content.trim_end().to_owned())),
        None => Err(Error::Malformed {
            path: path.to_owned(),
            line: 1,
            column: 1,
            what: "this is no snapshot: it has no header between two lines of ---".to_owned(),
        }),
    }
}
