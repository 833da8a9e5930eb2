//! The corpus as ingest changes it: one ingest at a time, a document or none, never a half.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use overens::contract::{DocumentKind, Extraction};
use overens::discover::sources::{self, Entry, Sources, with_entry};
use overens::discover::{MediaType, Source, discover, sha256};
use overens::error::Error;
use overens::files;
use overens::interpret::slug;

/// The hidden folder in which documents wait until they have been read.
const WAITING: &str = ".incoming";

/// How long the readable part of a name may be, in bytes.
const LONGEST: usize = 80;

/// A folder of documents that this process alone adds to.
#[derive(Debug)]
pub(super) struct Corpus {
    folder: PathBuf,
    pub(super) sources: Sources,
    /// The text of `SOURCES.toml`.
    text: String,
    /// Files without a hash in `SOURCES.toml`, by path in the corpus, with their size.
    unlisted: Vec<(String, u64)>,
    /// Held until the end.
    _lock: File,
}

/// Where the bytes of a document lie in the corpus.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Place {
    /// Listed in `SOURCES.toml` with this entry.
    Listed(Box<Entry>),
    /// There, but not listed.
    Unlisted(String),
}

impl Corpus {
    /// The corpus in a folder, or why it cannot be added to.
    pub(super) fn open(folder: &Path) -> Result<Corpus, String> {
        let name = folder.display();
        if !folder.is_dir() {
            return Err(format!("{name}: there is no such folder; make one with overens init"));
        }
        let refused = |error: io::Error| {
            format!("{name}: cannot be written ({error}); check the permissions")
        };
        let lock = File::create(folder.join(".ingest.lock")).map_err(refused)?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                return Err(format!(
                    "{name}: another ingest is at work here; wait until it has ended"
                ));
            }
            Err(TryLockError::Error(error)) => return Err(refused(error)),
        }
        clear(folder).map_err(refused)?;
        let sources = Sources::load(folder).map_err(|error| error.to_string())?;
        let text = fs::read_to_string(folder.join(sources::FILE)).unwrap_or_default();
        let listed = |file: &str| sources.of_file(file).is_some_and(|it| it.sha256.is_some());
        let found = discover(&[folder.to_owned()]).sources.into_iter().flatten();
        let unlisted = found
            .filter(|source| !listed(&source.name))
            .map(|Source { name, path, .. }| {
                let size = path.and_then(|path| fs::metadata(path).ok()).map_or(0, |it| it.len());
                (name, size)
            })
            .collect();
        Ok(Corpus { folder: folder.to_owned(), sources, text, unlisted, _lock: lock })
    }

    /// The path of a document.
    pub(super) fn path(&self, file: &str) -> PathBuf {
        self.folder.join(file)
    }

    /// Where a document with these bytes lies, if one does.
    pub(super) fn place(&self, bytes: &[u8], sha: &str) -> Option<Place> {
        if let Some(entry) = self.sources.of_bytes(sha).filter(|it| self.path(&it.file).is_file()) {
            return Some(Place::Listed(Box::new(entry.clone())));
        }
        let same = |(file, size): &&(String, u64)| {
            *size == bytes.len() as u64
                && fs::read(self.path(file)).is_ok_and(|other| sha256(&other) == sha)
        };
        let (file, _) = self.unlisted.iter().find(same)?;
        let entry = self.sources.of_file(file).cloned().map(Box::new);
        Some(entry.map_or_else(|| Place::Unlisted(file.clone()), Place::Listed))
    }

    /// Lets a document wait, hidden, under a name with the ending of its type.
    pub(super) fn wait(
        &self,
        bytes: &[u8],
        index: usize,
        media: MediaType,
    ) -> Result<PathBuf, Error> {
        let path = self.folder.join(WAITING).join(format!("{index}.{}", ending(media)));
        files::write(&path, bytes)?;
        Ok(path)
    }

    /// Puts a waiting document under its name, lists it, and gives the name.
    pub(super) fn add(
        &mut self,
        waiting: &Path,
        mut entry: Entry,
        extraction: &Extraction,
    ) -> Result<String, Error> {
        // A document that is listed and gone comes back to its place.
        let gone = entry.sha256.as_deref().and_then(|sha| self.sources.of_bytes(sha));
        let gone = gone.map(|entry| entry.file.clone());
        let file = gone.clone().unwrap_or_else(|| self.free_name(&entry, extraction));
        let path = self.path(&file);
        fs::rename(waiting, &path).map_err(|reason| Error::Unwritable { path, reason })?;
        if gone.is_none() {
            entry.file.clone_from(&file);
            self.list(entry)?;
        }
        Ok(file)
    }

    /// Adds an entry to `SOURCES.toml`.
    pub(super) fn list(&mut self, mut entry: Entry) -> Result<(), Error> {
        let from = entry.from.as_deref();
        let captures = from.map_or(0, |from| self.sources.captures(from).len());
        entry.capture = from.and_then(|_| u32::try_from(captures + 1).ok());
        let text = with_entry(&self.text, &entry);
        files::write(&self.folder.join(sources::FILE), text.as_bytes())?;
        self.text = text;
        self.sources.document.push(entry);
        Ok(())
    }

    /// A readable name that no document has: from the title, else from where it came from. A later
    /// capture has the name of the first one with its day.
    fn free_name(&self, entry: &Entry, extraction: &Extraction) -> String {
        let ending = extraction.document.media_type.as_deref().map_or("txt", |it| match it {
            "application/pdf" => "pdf",
            "text/html" => "html",
            _ => "txt",
        });
        let first =
            entry.from.as_deref().and_then(|from| self.sources.captures(from).first().copied());
        let stem = match first {
            Some(first) => {
                let stem = first.file.rsplit_once('.').map_or(first.file.as_str(), |it| it.0);
                let day = entry.captured.map_or(String::new(), |day| format!("-{day}"));
                format!("{stem}{day}")
            }
            None => stem(extraction, entry.from.as_deref()),
        };
        let name = format!("{stem}.{ending}");
        if self.sources.of_file(&name).is_none() && !self.path(&name).exists() {
            return name;
        }
        let sha: String = extraction.document.sha256.chars().take(8).collect();
        format!("{stem}-{sha}.{ending}")
    }
}

impl Drop for Corpus {
    fn drop(&mut self) {
        // What is left there is cleared by the next ingest at the latest.
        let _ = fs::remove_dir_all(self.folder.join(WAITING));
    }
}

/// Clears away what an interrupted ingest left behind.
fn clear(folder: &Path) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if name == WAITING {
            fs::remove_dir_all(entry.path())?;
        } else if name.starts_with(&format!(".{}.", sources::FILE)) && name.ends_with(".new") {
            fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}

/// The readable part of a name: what kind of document it is of which agreement, where it is of
/// one; else its title.
fn stem(extraction: &Extraction, from: Option<&str>) -> String {
    // An agreement of one word, such as "missiv", is named by nothing that tells it apart.
    if let [agreement] = &extraction.agreements[..]
        && agreement.id.contains('-')
    {
        let kind = match extraction.document.kind {
            DocumentKind::Agreement => "overenskommelse",
            DocumentKind::Overview => "oversikt",
            DocumentKind::Topic => "amnessida",
            DocumentKind::Allocation => "fordelning",
            DocumentKind::Summary => "sammanstallning",
            DocumentKind::Letter => "missiv",
            DocumentKind::Decision => "beslut",
            DocumentKind::Other => "",
        };
        let id = &agreement.id;
        return if id.contains(kind) { id.clone() } else { format!("{kind}-{id}") };
    }
    let title = slug(extraction.document.title.as_deref().unwrap_or_default(), LONGEST);
    let own = from.map_or("", |from| {
        let path = from.split(['?', '#']).next().unwrap_or(from).trim_end_matches(['/', '\\']);
        let last = path.rsplit(['/', '\\']).next().unwrap_or(path);
        last.rsplit_once('.').map_or(last, |(stem, _)| stem)
    });
    let own = slug(own, LONGEST);
    // "Bilaga 1" is a title of many.
    let stem = match title.split('-').count() {
        _ if title.is_empty() => own,
        ..=2 if !own.is_empty() => format!("{title}-{own}"),
        _ => title,
    };
    if stem.is_empty() { "document".to_owned() } else { stem }
}

/// The ending of a name for a type.
fn ending(media: MediaType) -> &'static str {
    match media {
        MediaType::Pdf => "pdf",
        MediaType::Html => "html",
        MediaType::Text => "txt",
    }
}

/// The day it is, in UTC.
pub(super) fn today() -> Date {
    jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date()
}
