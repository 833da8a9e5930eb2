//! `overens build`: all documents to one dataset, written as a whole new folder and swapped for
//! the old one.

mod workshop;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use clap::ValueEnum;
use overens::config::{Config, Folders};
use overens::contract::CheckStatus;
use overens::emit::{self, Dialect, File};
use overens::reconcile::documents::dataset;
use overens::rule_set;

use self::workshop::Workshop;
use super::flags::{self, CorpusFlag, ReadingFlags};
use super::{Outcome, output};

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    corpus: CorpusFlag,
    /// The folder of the dataset, which is replaced [default: dataset]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// How CSV is written [default: rfc4180]
    #[arg(long, value_enum)]
    csv_dialect: Option<DialectName>,
    #[command(flatten)]
    reading: ReadingFlags,
}

/// The dialects as they are named on the command line.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum DialectName {
    /// RFC 4180: comma, decimal point
    Rfc4180,
    /// For spreadsheets with Swedish settings: semicolon, decimal comma, byte order mark
    Sv,
}

impl From<DialectName> for Dialect {
    fn from(name: DialectName) -> Dialect {
        match name {
            DialectName::Rfc4180 => Dialect::Rfc4180,
            DialectName::Sv => Dialect::Swedish,
        }
    }
}

pub(super) fn run(arguments: &Arguments, mut settings: Config) -> io::Result<Outcome> {
    arguments.corpus.over(&mut settings);
    arguments.reading.over(&mut settings);
    let Folders { corpus, dataset: out, .. } = &settings.folders;
    let out = arguments.out.as_ref().unwrap_or(out);
    let dialect = arguments.csv_dialect.map_or(settings.output.csv_dialect, Dialect::from);
    if let Some(reason) = refusal(out, corpus) {
        output::complain(&format!("{}: {reason}", out.display()));
        return Ok(Outcome::SomeNotRead);
    }
    let mut extractions = Vec::new();
    let (corpus, run) = ([corpus.clone()], flags::run(&settings));
    let outcome = output::extract_each(&corpus, &run, |extraction, _| {
        extractions.push(extraction);
        Ok(())
    })?;
    if extractions.iter().all(|extraction| extraction.document.sha256.is_empty()) {
        return Ok(outcome);
    }
    let mut dataset = dataset(extractions, rule_set());
    let files = emit::dataset(&mut dataset, dialect);
    if let Err(error) = swap(out, &files) {
        output::complain(&format!("{}: cannot be written ({error})", out.display()));
        return Ok(Outcome::SomeNotRead);
    }
    let contradictions =
        dataset.checks.iter().filter(|check| check.status == CheckStatus::Contradicts).count();
    output::complain(&format!(
        "{}: {} documents, {} agreements, {} amounts, {} cells, {contradictions} contradictions",
        out.display(),
        dataset.sources.len(),
        dataset.agreements.len(),
        dataset.amounts.len(),
        dataset.cells.len()
    ));
    Ok(outcome)
}

/// Why a folder is not replaced: it holds something other than a dataset, or the documents.
fn refusal(out: &Path, corpus: &Path) -> Option<&'static str> {
    if !out.exists() {
        return None;
    }
    let holds_corpus = match (out.canonicalize(), corpus.canonicalize()) {
        (Ok(out), Ok(corpus)) => corpus.starts_with(out),
        _ => false,
    };
    if holds_corpus {
        return Some("holds the documents; give another folder with --out");
    }
    let empty = fs::read_dir(out).is_ok_and(|mut entries| entries.next().is_none());
    let package = fs::read_to_string(out.join("datapackage.json")).unwrap_or_default();
    let dataset = package.contains(overens::contract::DATASET_SCHEMA);
    (!empty && !dataset).then_some("is no dataset; give another folder with --out")
}

/// Writes the files to a new folder and puts it in the place of `out`.
fn swap(out: &Path, files: &[File]) -> io::Result<()> {
    let workshop = Workshop::open(out)?;
    let folder = workshop.stage()?;
    for file in files {
        workshop::write(&folder.join(&file.name), &file.content)?;
    }
    workshop.publish()
}
