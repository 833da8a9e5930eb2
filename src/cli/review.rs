//! `overens review`: the documents that are not as their goldens say, one by one, with the words of
//! the document beside each change, until they are accepted or rejected.

use std::io::{self, BufRead, Write};

use overens::config::Config;
use overens::golden::Goldens;

use super::check::accept;
use super::differences::{Difference, all_lines, difference, lines};
use super::flags::{self, CorpusFlag, GoldenFlag, ReadingFlags};
use super::{Outcome, output};

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// Only documents whose path holds this
    #[arg(value_name = "DOCUMENT")]
    only: Option<String>,
    #[command(flatten)]
    corpus: CorpusFlag,
    #[command(flatten)]
    golden: GoldenFlag,
    #[command(flatten)]
    reading: ReadingFlags,
}

/// What a reviewer says of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Answer {
    Accept,
    Reject,
    Skip,
    Quit,
}

/// How many documents were accepted and so on.
#[derive(Debug, Default)]
struct Tally {
    accepted: usize,
    rejected: usize,
    left: usize,
    failed: bool,
    quit: bool,
}

pub(super) fn run(arguments: &Arguments, mut settings: Config) -> io::Result<Outcome> {
    arguments.corpus.over(&mut settings);
    arguments.golden.over(&mut settings);
    arguments.reading.over(&mut settings);
    let goldens = Goldens::new(&settings.folders.golden);
    let mut tally = Tally::default();
    let mut seen = Vec::new();
    let (mut input, mut out) = (io::stdin().lock(), output::data());
    let corpus = [settings.folders.corpus.clone()];
    let outcome = output::extract_each(&corpus, &flags::run(&settings), |extraction, _| {
        let document = extraction.document.source.clone();
        seen.push(document.clone());
        if arguments.only.as_ref().is_some_and(|only| !document.contains(only.as_str())) {
            return Ok(());
        }
        let found = difference(&goldens, &extraction);
        if found == Difference::None {
            // What was pending is what the golden says by now.
            tally.failed |= !drop_pending(&goldens, &document);
            return Ok(());
        }
        if tally.quit {
            tally.left += 1;
            return Ok(());
        }
        writeln!(out, "{document}")?;
        let page = match &found {
            Difference::NoGolden => all_lines(&extraction),
            other => lines(other),
        };
        out.write_all(page.as_bytes())?;
        match ask(&mut input, &mut out)? {
            Answer::Accept if accept(&goldens, &document, &extraction) => tally.accepted += 1,
            Answer::Reject if drop_pending(&goldens, &document) => tally.rejected += 1,
            Answer::Accept | Answer::Reject => tally.failed = true,
            Answer::Skip => tally.left += 1,
            Answer::Quit => {
                tally.left += 1;
                tally.quit = true;
            }
        }
        writeln!(out)?;
        Ok(())
    })?;
    for gone in goldens.pending().iter().filter(|document| !seen.contains(document)) {
        let path = goldens.pending_path(gone);
        output::complain(&format!(
            "{}: has no document; delete it, or put the document back",
            path.display()
        ));
    }
    let Tally { accepted, rejected, left, .. } = tally;
    if accepted + rejected + left == 0 {
        writeln!(out, "nothing to review: every document is as its golden says")?;
    } else {
        writeln!(out, "{accepted} accepted, {rejected} rejected, {left} left for another time")?;
    }
    out.flush()?;
    Ok(if left > 0 || tally.failed { Outcome::SomeNotRead } else { outcome })
}

/// Drops the pending reading of a document; says why where it cannot.
fn drop_pending(goldens: &Goldens, document: &str) -> bool {
    let dropped = goldens.reject(document);
    if let Err(error) = &dropped {
        output::complain(&error.to_string());
    }
    dropped.is_ok()
}

/// Asks until a line is an answer; the end of the input quits.
fn ask(input: &mut impl BufRead, out: &mut impl Write) -> io::Result<Answer> {
    loop {
        write!(out, "accept (a), reject (r), skip (s) or quit (q)? ")?;
        out.flush()?;
        let mut line = String::new();
        if input.read_line(&mut line)? == 0 {
            return Ok(Answer::Quit);
        }
        match line.trim().to_lowercase().as_str() {
            "a" | "accept" => return Ok(Answer::Accept),
            "r" | "reject" => return Ok(Answer::Reject),
            "s" | "skip" => return Ok(Answer::Skip),
            "q" | "quit" => return Ok(Answer::Quit),
            other => writeln!(out, "\"{other}\" is no answer")?,
        }
    }
}
