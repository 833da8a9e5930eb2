//! Reads many documents, but not those that were read before: what the dataset needs of each is
//! kept in a folder, by the document's content, what its name promises, the engine, and the
//! program that read it.
//!
//! The program counts with every byte of its file, so that no change of a rule, of the code or of a
//! library is missed. A kept document that is cut off or damaged is none. The folder may be deleted
//! at any time; the documents are then read again.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::process;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::config::{Limits, Reading};
use crate::contract::{Extraction, Status};
use crate::discover::{Source, sha256, sha256_of};
use crate::error::{Error, Result};
use crate::parallel::map_in_order;
use crate::reconcile::documents::Reduced;

/// The name and version of the format of a kept document.
const FORMAT: &str = "overens.reduced/1";

/// All that decides what is read, beside the document.
#[derive(Debug, Clone, Copy)]
pub struct Reader<'r> {
    /// The file of the program that reads.
    pub program: &'r Path,
    /// How it reads.
    pub read: &'r Reading,
    /// Within which limits.
    pub limits: Limits,
}

/// Documents that were read before, in a folder of their own.
#[derive(Debug)]
pub struct Kept {
    folder: PathBuf,
    reader: String,
    /// The largest document, in bytes.
    limit: u64,
    /// How many documents were written, to name the next.
    written: AtomicUsize,
}

/// A document that was found, and the name under which it is kept.
#[derive(Debug)]
pub struct Found {
    source: Result<Source>,
    /// None where its content cannot be hashed.
    key: Option<String>,
}

/// A document, and whether it had to be read.
#[derive(Debug)]
pub struct Taken {
    /// What the dataset needs of it.
    pub reduced: Reduced,
    /// True where it had been read before.
    pub unchanged: bool,
    /// The error where it could not be read now.
    pub error: Option<Error>,
    /// The name under which it is kept; none where it is not.
    pub key: Option<String>,
}

impl Kept {
    /// The documents kept in `folder` that were read in the same way.
    ///
    /// # Errors
    /// Where the folder cannot be made, or the program's file not be read.
    pub fn open(folder: &Path, reader: Reader<'_>) -> io::Result<Kept> {
        fs::create_dir_all(folder)?;
        let program = sha256_of(File::open(reader.program)?)?;
        // Whatever is added to the settings has to be thought of here.
        let Reading { engine, cross_check, threads: _, isolation: _ } = reader.read;
        let Limits { memory_mib: _, seconds: _, input_mib, output_mib } = reader.limits;
        let limit = reader.limits.input();
        let reader =
            format!("{FORMAT} {program} {engine:?} {cross_check} {input_mib} {output_mib}");
        Ok(Kept { folder: folder.to_owned(), reader, limit, written: AtomicUsize::new(0) })
    }

    /// Hashes documents, in parallel and in their order.
    ///
    /// # Errors
    /// That of the system where it gives no threads.
    pub fn find(
        &self,
        sources: Vec<Result<Source>>,
        threads: Option<NonZeroUsize>,
    ) -> io::Result<Vec<Found>> {
        let mut found = Vec::with_capacity(sources.len());
        let hashed = |source: Result<Source>| {
            let key = source
                .as_ref()
                .ok()
                .and_then(|source| Some(self.key(&source.sha256(self.limit)?, &promise(source))));
            Found { source, key }
        };
        map_in_order(sources, threads, hashed, |one| {
            found.push(one);
            Ok(())
        })?;
        Ok(found)
    }

    /// A hash of the names and contents of documents and of how they are read; none where one of
    /// them has no key.
    pub fn stamp(&self, found: &[Found]) -> Option<String> {
        let mut all = self.reader.clone();
        for Found { source, key } in found {
            all.push_str(&format!("\n{:?}", (&source.as_ref().ok()?.name, key.as_ref()?)));
        }
        Some(sha256(all.as_bytes()))
    }

    /// Hands documents to `take` in their order, each as kept, else as `extract` gives it. Where it
    /// is to be `fresh`, nothing that was kept before counts.
    ///
    /// # Errors
    /// The error of `take`, which ends the run, or that of the system where it gives no threads.
    pub fn take_all<E>(
        &self,
        found: Vec<Found>,
        threads: Option<NonZeroUsize>,
        fresh: bool,
        extract: E,
        take: impl FnMut(Taken) -> io::Result<()>,
    ) -> io::Result<()>
    where
        E: Fn(Result<Source>) -> (Extraction, Option<Error>) + Sync,
    {
        map_in_order(found, threads, |one| self.taken(one, fresh, &extract), take)
    }

    fn taken(
        &self,
        Found { source, key }: Found,
        fresh: bool,
        extract: impl Fn(Result<Source>) -> (Extraction, Option<Error>),
    ) -> Taken {
        let (name, promise) = source
            .as_ref()
            .map_or_else(|_| Default::default(), |it| (it.name.clone(), promise(it)));
        if let (Some(key), false) = (&key, fresh)
            && let Some(reduced) = self.load(key)
        {
            let reduced = reduced.named(&name);
            return Taken { reduced, unchanged: true, error: None, key: Some(key.clone()) };
        }
        let (extraction, error) = extract(source);
        let document = &extraction.document;
        let lasts = match &error {
            Some(error) => error.code().is_lasting(),
            None => document.status != Status::Failed,
        };
        // By the bytes that were read: the file may have changed since it was hashed.
        let key = lasts.then(|| self.key(&document.sha256, &promise));
        let reduced = Reduced::of(extraction);
        if let Some(key) = &key {
            // What cannot be kept is read again the next time.
            let _ = self.keep(key, &reduced);
        }
        Taken { reduced, unchanged: false, error, key }
    }

    /// Removes all that is kept and is none of these documents.
    ///
    /// # Errors
    /// Where the folder cannot be read or a file not be removed.
    pub fn prune(&self, keys: &BTreeSet<String>) -> io::Result<()> {
        for entry in fs::read_dir(&self.folder)? {
            let entry = entry?;
            if !keys.contains(entry.file_name().to_string_lossy().as_ref()) {
                fs::remove_file(entry.path())?;
            }
        }
        Ok(())
    }

    fn key(&self, content: &str, promise: &str) -> String {
        sha256(format!("{}\n{content}\n{promise}", self.reader).as_bytes())
    }

    fn load(&self, key: &str) -> Option<Reduced> {
        let text = fs::read_to_string(self.folder.join(key)).ok()?;
        let (checksum, reduced) = text.split_once('\n')?;
        (checksum == sha256(reduced.as_bytes())).then(|| Reduced::parse(reduced))?
    }

    /// Keeps a document; it is not forced to the disk, as its checksum tells a half from a whole.
    fn keep(&self, key: &str, reduced: &Reduced) -> io::Result<()> {
        let text = reduced.text();
        let nth = self.written.fetch_add(1, Ordering::Relaxed);
        let new = self.folder.join(format!("{}-{nth}.new", process::id()));
        fs::write(&new, format!("{}\n{text}", sha256(text.as_bytes())))?;
        fs::rename(new, self.folder.join(key))
    }
}

/// What is said of a document's content from outside: by the ending of its name, and by the server
/// that gave it.
fn promise(source: &Source) -> String {
    let ending = source.name.rsplit_once('.').map_or("", |(_, ending)| ending).to_lowercase();
    source.charset.as_ref().map_or(ending.clone(), |charset| format!("{ending}\n{charset}"))
}
