//! `overens ingest`: documents into the corpus, and what they say.
//!
//! What cannot be read is not taken in and costs nothing else. An interrupted ingest leaves whole
//! documents that are listed, and hidden ones that the next ingest clears away.

mod corpus;
mod gather;
mod links;
mod report;
mod trust;
mod web;

use std::io::{self, IsTerminal, Write};

use indicatif::ProgressBar;
use overens::config::{Config, Origin};
use overens::contract::Extraction;
use overens::discover::Source;
use overens::error::Error;
use overens::golden::Goldens;
use overens::{Run, forget_cross_check};

use self::corpus::Corpus;
use self::gather::{Gatherer, Item, State};
use self::report::{Outcome as Taken, Record};
use super::flags::{self, CheckedFlags};
use super::style::Style;
use super::{Outcome, output};

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// Files, folders and http or https addresses; - is standard input
    #[arg(required = true, value_name = "PATH|URL")]
    what: Vec<String>,
    /// Also take in the PDFs that a web page links to
    #[arg(long)]
    follow: bool,
    /// Print one JSON object a line for each document
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    checked: CheckedFlags,
}

pub(super) fn run(arguments: &Arguments, mut settings: Config) -> io::Result<Outcome> {
    arguments.checked.over(&mut settings);
    let mut corpus = match Corpus::open(&settings.folders.corpus) {
        Ok(corpus) => corpus,
        Err(sentence) => {
            output::complain(&sentence);
            return Ok(Outcome::Findings);
        }
    };
    let bar = waiting();
    let gatherer = Gatherer::new(&corpus, &settings, arguments.follow, bar);
    let (items, skipped) = gatherer.gather(&arguments.what);
    let goldens = Goldens::new(&settings.folders.golden);
    let by_file = matches!(settings.origin("read.cross_check"), Origin::File(..));
    let compares = settings.read.cross_check && by_file;
    let mut take = Taking { corpus: &mut corpus, goldens: &goldens, compares };
    let to_read: Vec<Source> = items.iter().filter_map(|item| take.source(item)).collect();
    let bar = output::progress(to_read.len());
    let mut items = items.into_iter();
    let mut records: Vec<Record> = Vec::new();
    let run = compared(&settings);
    let ended = run.extract_all(to_read.into_iter().map(Ok), |extraction, error| {
        // What needs no reading comes up to the first document that does.
        for item in items.by_ref() {
            match settled(&item) {
                Some(outcome) => records.push(Record::new(item, outcome)),
                None => {
                    records.push(take.take(item, extraction, error));
                    break;
                }
            }
        }
        bar.inc(1);
        Ok(())
    });
    bar.finish_and_clear();
    ended?;
    output::say_unconfined(&run);
    let rest = items.filter_map(|item| settled(&item).map(|outcome| Record::new(item, outcome)));
    records.extend(rest);
    for record in &records {
        if let Taken::Refused { reason } = &record.outcome {
            output::complain(&format!("{}: {reason}", record.name));
        }
    }
    let mut out = output::data();
    if arguments.json {
        for record in &records {
            writeln!(out, "{}", report::json(record))?;
        }
    } else {
        let style = Style::of_stdout();
        let page = report::page(&records, &settings.folders.corpus, style);
        out.write_all(page.as_bytes())?;
    }
    if skipped > 0 {
        output::complain(&format!(
            "{} passed over, by the name neither PDF, web page nor text; name one to have it tried",
            report::count(skipped, "file")
        ));
    }
    out.flush()?;
    let refused = records.iter().any(|record| matches!(record.outcome, Taken::Refused { .. }));
    Ok(if refused { Outcome::Findings } else { Outcome::Success })
}

/// A run that compares the engines, unless the settings say that they are not compared.
fn compared(settings: &Config) -> Run {
    let mut run = flags::run(settings);
    run.cross_check |= *settings.origin("read.cross_check") == Origin::BuiltIn;
    run
}

/// What became of an item of which nothing is to be read.
fn settled(item: &Item) -> Option<Taken> {
    match &item.state {
        State::Waiting(_) | State::Unlisted(_) => None,
        State::Known(known) => Some(Taken::from(known.as_ref().clone())),
        State::Unchanged(file) => {
            Some(Taken::Unchanged { file: file.clone(), since: item.entry.captured })
        }
        State::Refused(reason) => Some(Taken::Refused { reason: reason.clone() }),
    }
}

/// Taking in what was gathered, one by one.
struct Taking<'c> {
    corpus: &'c mut Corpus,
    goldens: &'c Goldens,
    /// Whether other commands compare the engines as well.
    compares: bool,
}

impl Taking<'_> {
    /// What is to be read of an item, if anything.
    fn source(&self, item: &Item) -> Option<Source> {
        let path = match &item.state {
            State::Waiting(path) => path.clone(),
            State::Unlisted(file) => self.corpus.path(file),
            _ => return None,
        };
        let name = path.file_name()?.to_string_lossy().into_owned();
        let charset = item.entry.charset.clone();
        Some(Source { name, path: Some(path), charset })
    }

    /// Takes in an item that was read, unless it could not be.
    fn take(&mut self, item: Item, extraction: Extraction, error: Option<Error>) -> Record {
        if let Some(error) = error {
            return Record::new(item, Taken::Refused { reason: error.to_string() });
        }
        let taken = self.taken(&item, extraction);
        let outcome = taken.unwrap_or_else(|error| Taken::Refused { reason: error.to_string() });
        Record::new(item, outcome)
    }

    fn taken(&mut self, item: &Item, mut extraction: Extraction) -> Result<Taken, Error> {
        let sha = item.entry.sha256.as_deref().unwrap_or_default();
        let older = item
            .entry
            .from
            .as_deref()
            .and_then(|from| Some(self.corpus.sources.captures(from).last()?.file.clone()));
        let file = match &item.state {
            State::Unlisted(file) => {
                let mut entry = item.entry.clone();
                entry.file.clone_from(file);
                self.corpus.list(entry)?;
                file.clone()
            }
            State::Waiting(path) => {
                let twin = self.corpus.sources.of_bytes(sha);
                match twin.filter(|entry| self.corpus.path(&entry.file).is_file()) {
                    Some(twin) => return Ok(twin.clone().into()),
                    None => self.corpus.add(path, item.entry.clone(), &extraction)?,
                }
            }
            _ => return Ok(settled(item).unwrap_or(Taken::Refused { reason: String::new() })),
        };
        extraction.document.source.clone_from(&file);
        // A document that was gone and is back has itself before it.
        let older = older.filter(|older| *older != file);
        // A golden is what other commands will give.
        let mut proposed = extraction.clone();
        if !self.compares {
            forget_cross_check(&mut proposed);
        }
        let review = self.goldens.propose(&file, &proposed)?;
        Ok(Taken::New { file, older, review, extraction: Box::new(extraction) })
    }
}

/// What a person sees while documents are fetched.
fn waiting() -> ProgressBar {
    if io::stderr().is_terminal() { ProgressBar::new_spinner() } else { ProgressBar::hidden() }
}
