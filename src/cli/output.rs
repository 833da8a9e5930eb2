//! Where data and messages go.

use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use overens::config::Reading;
use overens::contract::Extraction;
use overens::discover::discover;
use overens::error::Error;
use overens::read::Engine;
use overens::read::layout::Document;
use overens::{extract_all, read_source};

use super::Outcome;

/// Standard output, buffered.
pub(super) fn data() -> BufWriter<io::StdoutLock<'static>> {
    BufWriter::new(io::stdout().lock())
}

/// Prints `text` and no more.
pub(super) fn print(text: &str) -> io::Result<Outcome> {
    let mut out = data();
    out.write_all(text.as_bytes())?;
    out.flush()?;
    Ok(Outcome::AllRead)
}

/// Says one sentence on standard error. Where that is closed there is nobody to tell.
pub(super) fn complain(sentence: &str) {
    let _ = writeln!(io::stderr().lock(), "overens: {sentence}");
}

/// The sentence for a document that could not be read.
pub(super) fn sentence(name: &str, error: &Error) -> String {
    match error.path() {
        Some(_) => error.to_string(),
        None => format!("{name}: {error}"),
    }
}

/// Reads the one document at a path, `-` being standard input; says why where there is none.
pub(super) fn read_one(path: &Path, engine: Engine) -> Option<Document> {
    let name = path.display();
    if path.is_dir() {
        complain(&format!("{name}: is a folder; give one document"));
        return None;
    }
    let source = discover(&[path.to_owned()]).sources.pop()?;
    match source.and_then(|source| read_source(&source, engine)) {
        Ok(document) => Some(document),
        Err(error) => {
            complain(&sentence(&name.to_string(), &error));
            None
        }
    }
}

/// Extracts the documents of some paths and hands each extraction on in order, with the error
/// where it failed; says what cannot be read.
pub(super) fn extract_each(
    paths: &[PathBuf],
    reading: &Reading,
    mut take: impl FnMut(Extraction, Option<&Error>) -> io::Result<()>,
) -> io::Result<Outcome> {
    let mut outcome = Outcome::AllRead;
    let mut sources = discover(paths).sources;
    // A folder without documents is no document: it has a sentence, and no extraction.
    sources.retain(|source| match source {
        Err(error @ Error::NoDocuments(_)) => {
            complain(&error.to_string());
            outcome = Outcome::SomeNotRead;
            false
        }
        _ => true,
    });
    extract_all(sources, reading.engine, reading.threads, |extraction, error| {
        if let Some(error) = &error {
            complain(&sentence(&extraction.document.source, error));
            outcome = Outcome::SomeNotRead;
        }
        take(extraction, error.as_ref())
    })?;
    Ok(outcome)
}
