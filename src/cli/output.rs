//! Where data and messages go.

use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use overens::Run;
use overens::contract::Extraction;
use overens::discover::{Source, discover};
use overens::error::{Error, Result};

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
    Ok(Outcome::Success)
}

/// Says one sentence on standard error. Where that is closed there is nobody to tell.
pub(super) fn complain(sentence: &str) {
    let _ = writeln!(io::stderr().lock(), "overens: {}", visible(sentence));
}

/// A text for a person: what would steer a terminal or turn the order of letters around, which a
/// document or file name may hold, is written as `\u001b`. In JSON that means the same.
pub(super) fn visible(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        let turns = matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        if turns || (c.is_control() && !matches!(c, '\n' | '\t' | '\x0c')) {
            out.push_str(&format!("\\u{:04x}", u32::from(c)));
        } else {
            out.push(c);
        }
    }
    out
}

/// What a command prints of documents: for a terminal made visible, else as it is.
pub(super) fn for_stdout(text: String) -> String {
    if io::stdout().is_terminal() { visible(&text) } else { text }
}

/// The sentence for a document that could not be read.
pub(super) fn sentence(name: &str, error: &Error) -> String {
    match error.path() {
        Some(_) => error.to_string(),
        None => format!("{name}: {error}"),
    }
}

/// Prints what `get` gives of the one document at a path, `-` being standard input; says why where
/// there is none.
pub(super) fn print_one(
    path: &Path,
    run: &Run,
    get: impl FnOnce(&Run, Result<Source>) -> Result<String>,
) -> io::Result<Outcome> {
    let name = path.display();
    if path.is_dir() {
        complain(&format!("{name}: is a folder; give one document"));
        return Ok(Outcome::Findings);
    }
    let Some(source) = discover(&[path.to_owned()]).sources.pop() else {
        return Ok(Outcome::Findings);
    };
    let lines = get(run, source);
    say_unconfined(run);
    match lines {
        Ok(lines) => print(&for_stdout(lines)),
        Err(error) => {
            complain(&sentence(&name.to_string(), &error));
            Ok(Outcome::Findings)
        }
    }
}

/// Says what the system could not keep from the processes that read the documents, if anything.
pub(super) fn say_unconfined(run: &Run) {
    if let Some(clauses) = run.unconfined() {
        complain(&format!("documents were read with more rights than needed: {clauses}"));
    }
}

/// What was found, without the folders that hold no document: each of those gets a sentence, and no
/// extraction.
pub(super) fn documents(mut sources: Vec<Result<Source>>) -> (Vec<Result<Source>>, Outcome) {
    let mut outcome = Outcome::Success;
    sources.retain(|source| match source {
        Err(error @ Error::NoDocuments(_)) => {
            complain(&error.to_string());
            outcome = Outcome::Findings;
            false
        }
        _ => true,
    });
    (sources, outcome)
}

/// Extracts the documents of some paths and hands each extraction on in order, with the error
/// where it failed; says what cannot be read.
pub(super) fn extract_each(
    paths: &[PathBuf],
    run: &Run,
    mut take: impl FnMut(Extraction, Option<&Error>) -> io::Result<()>,
) -> io::Result<Outcome> {
    let (sources, mut outcome) = documents(discover(paths).sources);
    run.extract_all(sources, |extraction, error| {
        if let Some(error) = &error {
            complain(&sentence(&extraction.document.source, error));
            outcome = Outcome::Findings;
        }
        take(extraction, error.as_ref())
    })?;
    say_unconfined(run);
    Ok(outcome)
}

/// A bar on standard error for a person who waits for more than one document.
pub(super) fn progress(documents: usize) -> ProgressBar {
    if documents < 2 || !io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let target = ProgressDrawTarget::stderr();
    let bar = ProgressBar::with_draw_target(Some(documents as u64), target);
    match ProgressStyle::with_template("{bar:40} {pos} of {len} documents, {eta} left") {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_steers_a_terminal_is_written_out() {
        let check = |text: &str, expected: &str| assert_eq!(visible(text), expected);
        check("Vård\n\t1 000 kr\x0c", "Vård\n\t1 000 kr\x0c");
        check("a\u{1b}[2Jb\rc\u{7f}\u{9b}", "a\\u001b[2Jb\\u000dc\\u007f\\u009b");
        check("12\u{202e}34\u{2066}\u{200f}", "12\\u202e34\\u2066\\u200f");
    }
}
