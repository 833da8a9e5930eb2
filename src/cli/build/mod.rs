//! `overens build`: all documents to one dataset, written as a whole new folder and swapped for
//! the old one.

mod workshop;

use std::fs;
use std::io;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use clap::ValueEnum;
use overens::contract::CheckStatus;
use overens::emit::{self, Dialect, File};
use overens::reconcile::documents::dataset;
use overens::rule_set;

use self::workshop::Workshop;
use super::{EngineName, Outcome, output};

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The folder of documents
    #[arg(long, value_name = "DIR", default_value = "corpus")]
    corpus: PathBuf,
    /// The folder of the dataset, which is replaced
    #[arg(long, value_name = "DIR", default_value = "dataset")]
    out: PathBuf,
    /// How CSV is written
    #[arg(long, value_enum, default_value_t)]
    csv_dialect: DialectName,
    /// How many threads to use [default: RAYON_NUM_THREADS, else one per core]
    #[arg(long, value_name = "N")]
    threads: Option<NonZeroUsize>,
    /// Which engine reads PDF
    #[arg(long, value_enum, default_value_t)]
    engine: EngineName,
}

/// The dialects as they are named on the command line.
#[derive(Debug, Clone, Copy, Default, ValueEnum)]
enum DialectName {
    /// RFC 4180: comma, decimal point
    #[default]
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

pub(super) fn run(arguments: &Arguments) -> io::Result<Outcome> {
    let out = &arguments.out;
    if let Some(reason) = refusal(out, &arguments.corpus) {
        output::complain(&format!("{}: {reason}", out.display()));
        return Ok(Outcome::SomeNotRead);
    }
    let mut extractions = Vec::new();
    let corpus = [arguments.corpus.clone()];
    let engine = arguments.engine.into();
    let outcome = output::extract_each(&corpus, engine, arguments.threads, |extraction, _| {
        extractions.push(extraction);
        Ok(())
    })?;
    if extractions.iter().all(|extraction| extraction.document.sha256.is_empty()) {
        return Ok(outcome);
    }
    let mut dataset = dataset(extractions, rule_set());
    let files = emit::dataset(&mut dataset, arguments.csv_dialect.into());
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
