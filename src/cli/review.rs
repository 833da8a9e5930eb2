//! `overens review`: the documents that are not as their goldens say, one by one, with the words of
//! the document beside each change, until they are accepted or rejected, as a whole or change by
//! change.

use std::io::{self, BufRead, Write};

use overens::compare::{Change, leaving};
use overens::config::Config;
use overens::contract::Extraction;
use overens::golden::Goldens;
use serde::Serialize;

use super::check::accept;
use super::differences::{
    Difference, all_facts, all_lines, change_lines, difference, lines, nothing,
};
use super::flags::{self, CheckedFlags};
use super::{Outcome, output};

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// Only documents whose path holds this
    #[arg(value_name = "DOCUMENT")]
    only: Option<String>,
    /// Ask nothing, and print what there is to review as one JSON object
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    checked: CheckedFlags,
}

/// What a reviewer says of a document, or of a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Answer {
    Accept,
    Reject,
    Each,
    Skip,
    Quit,
}

const ACCEPT: (&str, Answer) = ("accept", Answer::Accept);
const SKIP: (&str, Answer) = ("skip", Answer::Skip);
const QUIT: (&str, Answer) = ("quit", Answer::Quit);

/// What may be said of a document with several changes; without [`EACH`] of one with a single one.
const OF_DOCUMENT: [(&str, Answer); 5] = [ACCEPT, ("reject", Answer::Reject), EACH, SKIP, QUIT];
const EACH: (&str, Answer) = ("each", Answer::Each);

/// What may be said of a change.
const OF_CHANGE: [(&str, Answer); 3] = [ACCEPT, SKIP, QUIT];

/// How many documents were accepted and so on.
#[derive(Debug, Default)]
struct Tally {
    accepted: usize,
    in_part: usize,
    rejected: usize,
    left: usize,
    failed: bool,
    quit: bool,
}

/// What `--json` prints.
#[derive(Debug, Default, Serialize)]
struct Pending {
    documents: Vec<PendingDocument>,
    /// Readings that wait and whose document is not there.
    orphans: Vec<String>,
}

#[derive(Debug, Serialize)]
struct PendingDocument {
    document: String,
    #[serde(flatten)]
    difference: Difference,
    /// All that a document without a golden says.
    #[serde(flatten)]
    says: Option<overens::compare::Comparison>,
}

pub(super) fn run(arguments: &Arguments, mut settings: Config) -> io::Result<Outcome> {
    arguments.checked.over(&mut settings);
    let goldens = Goldens::new(&settings.folders.golden);
    let (mut tally, mut pending) = (Tally::default(), Pending::default());
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
        if arguments.json {
            pending.add(document, found, &extraction);
            return Ok(());
        }
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
        let changes = decidable(&found, &extraction);
        let of_document: Vec<_> =
            OF_DOCUMENT.into_iter().filter(|it| *it != EACH || changes.len() > 1).collect();
        match ask(&mut input, &mut out, &of_document)? {
            Answer::Accept if accept(&goldens, &document, &extraction) => tally.accepted += 1,
            Answer::Reject if drop_pending(&goldens, &document) => tally.rejected += 1,
            Answer::Accept | Answer::Reject => tally.failed = true,
            Answer::Each => {
                let left = tally.each(&changes, &mut input, &mut out)?;
                tally.take(&goldens, &extraction, &left, changes.len(), &mut out)?;
            }
            Answer::Skip => tally.left += 1,
            Answer::Quit => {
                tally.left += 1;
                tally.quit = true;
            }
        }
        writeln!(out)?;
        Ok(())
    })?;
    let gone = goldens.pending().into_iter().filter(|document| !seen.contains(document));
    pending.orphans = gone.map(|it| goldens.pending_path(&it).display().to_string()).collect();
    if arguments.json {
        writeln!(out, "{}", serde_json::to_string(&pending).map_err(io::Error::other)?)?;
        out.flush()?;
        let nothing = pending.documents.is_empty() && pending.orphans.is_empty();
        return Ok(if nothing { outcome } else { Outcome::Findings });
    }
    for gone in &pending.orphans {
        output::complain(&format!("{gone}: has no document; delete it, or put the document back"));
    }
    writeln!(out, "{}", tally.sentence())?;
    out.flush()?;
    Ok(if tally.left > 0 || tally.failed { Outcome::Findings } else { outcome })
}

/// The changes of a document that can be decided one by one.
fn decidable(found: &Difference, extraction: &Extraction) -> Vec<Change> {
    match found {
        Difference::Changed(comparison) => comparison.changes.clone(),
        Difference::NoGolden => all_facts(extraction).changes,
        _ => Vec::new(),
    }
}

impl Pending {
    fn add(&mut self, document: String, difference: Difference, extraction: &Extraction) {
        let says = match difference {
            Difference::None => return,
            Difference::NoGolden => Some(all_facts(extraction)),
            _ => None,
        };
        self.documents.push(PendingDocument { document, difference, says });
    }
}

impl Tally {
    /// Asks of each change; gives those that are not accepted.
    fn each(
        &mut self,
        changes: &[Change],
        input: &mut impl BufRead,
        out: &mut impl Write,
    ) -> io::Result<Vec<Change>> {
        let mut left = Vec::new();
        for (at, change) in changes.iter().enumerate() {
            if !self.quit {
                write!(out, "\n{} of {}\n{}", at + 1, changes.len(), change_lines(change))?;
                match ask(input, out, &OF_CHANGE)? {
                    Answer::Accept => continue,
                    answer => self.quit = answer == Answer::Quit,
                }
            }
            left.push(change.clone());
        }
        Ok(left)
    }

    /// Makes a reading the golden but for the changes that are left; these stay pending.
    fn take(
        &mut self,
        goldens: &Goldens,
        extraction: &Extraction,
        left: &[Change],
        all: usize,
        out: &mut impl Write,
    ) -> io::Result<()> {
        let document = &extraction.document.source;
        if left.is_empty() {
            let accepted = accept(goldens, document, extraction);
            self.accepted += usize::from(accepted);
            self.failed |= !accepted;
            return Ok(());
        }
        self.left += 1;
        if left.len() == all {
            return Ok(());
        }
        let golden = goldens.read(document).ok().flatten();
        let old = golden.and_then(|json| serde_json::from_str(&json).ok());
        let old: Extraction = old.unwrap_or_else(|| nothing(extraction));
        let Some(reading) = leaving(&old, extraction, left) else {
            return writeln!(
                out,
                "some of these changes hang together with those that were accepted; nothing was taken"
            );
        };
        let taken = accept(goldens, document, &reading);
        let proposed = goldens.propose(document, extraction);
        if let Err(error) = &proposed {
            output::complain(&error.to_string());
        }
        self.in_part += usize::from(taken);
        self.failed |= !taken || proposed.is_err();
        Ok(())
    }

    fn sentence(&self) -> String {
        let Tally { accepted, in_part, rejected, left, .. } = self;
        if accepted + rejected + left == 0 {
            return "nothing to review: every document is as its golden says".to_owned();
        }
        let in_part = match in_part {
            0 => String::new(),
            count => format!(" ({count} of them accepted in part)"),
        };
        format!("{accepted} accepted, {rejected} rejected, {left} left for another time{in_part}")
    }
}

/// Drops the pending reading of a document; says why where it cannot.
fn drop_pending(goldens: &Goldens, document: &str) -> bool {
    let dropped = goldens.reject(document);
    if let Err(error) = &dropped {
        output::complain(&error.to_string());
    }
    dropped.is_ok()
}

/// Asks until a line is one of the answers or its first letter; the end of the input quits.
fn ask(
    input: &mut impl BufRead,
    out: &mut impl Write,
    answers: &[(&str, Answer)],
) -> io::Result<Answer> {
    let first = |name: &str| name.chars().take(1).collect::<String>();
    let names: Vec<String> =
        answers.iter().map(|(name, _)| format!("{name} ({})", first(name))).collect();
    let (last, others) = names.split_last().map_or(("", &[][..]), |(last, it)| (last, it));
    loop {
        write!(out, "{} or {last}? ", others.join(", "))?;
        out.flush()?;
        let mut line = String::new();
        if input.read_line(&mut line)? == 0 {
            return Ok(Answer::Quit);
        }
        let said = line.trim().to_lowercase();
        let meant = answers.iter().find(|(name, _)| said == *name || said == first(name));
        match meant {
            Some((_, answer)) => return Ok(*answer),
            None => writeln!(out, "\"{said}\" is no answer")?,
        }
    }
}
