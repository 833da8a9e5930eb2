//! Where data and messages go.

use std::io::{self, BufWriter, Write};
use std::path::Path;

use overens::discover::discover;
use overens::error::Error;
use overens::read::Engine;
use overens::read::layout::Document;
use overens::read_source;

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
