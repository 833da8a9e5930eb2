//! `overens build`: all documents to one dataset, written as a whole new folder and swapped for
//! the old one. Documents that were read before, and are the same, are not read again.

mod parts;
mod report;
mod standing;
mod workshop;

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::{self, BufWriter};
use std::path::{Path, PathBuf};

use clap::ValueEnum;
use overens::config::{Config, Folders};
use overens::discover::sources::{Entry, Sources};
use overens::discover::{Source, discover, sha256};
use overens::emit::{Build, DatasetWriter, Dialect};
use overens::error::Error;
use overens::incremental::{Found, Kept, Reader};
use overens::reconcile::documents::{Head, Reduction};
use overens::{Run, rule_set};

use self::parts::Parts;
use self::report::Report;
use self::standing::Standing;
use self::workshop::Workshop;
use super::flags::{self, CorpusFlags};
use super::{Outcome, output};

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The folder of the dataset, which is replaced [default: dataset]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// How CSV is written [default: rfc4180]
    #[arg(long, value_enum)]
    csv_dialect: Option<DialectName>,
    /// Read all documents, also those that were read before
    #[arg(long)]
    force: bool,
    /// Print the report as JSON
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    corpus: CorpusFlags,
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
    let Folders { corpus, dataset: out, .. } = &settings.folders;
    let out = arguments.out.as_ref().unwrap_or(out);
    let dialect = arguments.csv_dialect.map_or(settings.output.csv_dialect, Dialect::from);
    if let Some(reason) = refusal(out, corpus) {
        output::complain(&format!("{}: {reason}", out.display()));
        return Ok(Outcome::Findings);
    }
    let built = build(arguments, &settings, out, dialect);
    built.or_else(|error| {
        output::complain(&format!("{}: cannot be written ({error})", out.display()));
        Ok(Outcome::Findings)
    })
}

fn build(
    arguments: &Arguments,
    settings: &Config,
    out: &Path,
    dialect: Dialect,
) -> io::Result<Outcome> {
    let corpus = &settings.folders.corpus;
    let sources = match sources(corpus) {
        Ok(sources) => sources,
        Err(errors) => {
            errors.iter().for_each(|error| output::complain(&error.to_string()));
            return Ok(Outcome::Findings);
        }
    };
    let captures = match Sources::load(corpus) {
        Ok(captures) => captures,
        Err(error) => {
            output::complain(&error.to_string());
            return Ok(Outcome::Findings);
        }
    };
    let workshop = Workshop::open(out)?;
    let reader =
        Reader { program: &flags::program(), read: &settings.read, limits: settings.limits };
    let kept = Kept::open(&workshop.kept(), reader)?;
    let found = kept.find(sources, settings.read.threads)?;
    let stamp = (!arguments.force).then(|| kept.stamp(&found)).flatten();
    let stamp = stamp.map(|stamp| sha256(format!("{stamp}{dialect:?}{captures:?}").as_bytes()));
    let standing = stamp.as_ref().and_then(|stamp| Standing::of(&workshop, stamp));
    let report = match standing {
        Some(standing) => {
            standing.report.failures.iter().for_each(|it| output::complain(&it.sentence));
            standing.report.into_owned().all_unchanged()
        }
        None => {
            let mut work = Work { workshop: &workshop, kept: &kept, dialect, captures: &captures };
            let run = flags::run(settings);
            let report = work.run(found, settings, &run, arguments.force)?;
            output::say_unconfined(&run);
            if let Some(stamp) = stamp {
                // Without it the next build reads what is kept, which takes longer.
                let _ = Standing::record(&workshop, stamp, &report);
            }
            report
        }
    };
    let page = if arguments.json { report.json(out)? } else { report.text(out) };
    output::print(&page)?;
    Ok(if report.failures.is_empty() { Outcome::Success } else { Outcome::Findings })
}

/// What one build works with.
struct Work<'w> {
    workshop: &'w Workshop,
    kept: &'w Kept,
    dialect: Dialect,
    captures: &'w Sources,
}

impl Work<'_> {
    /// Reads what has to be read, and puts the new dataset in the place of the old one.
    fn run(
        &mut self,
        found: Vec<Found>,
        settings: &Config,
        run: &Run,
        force: bool,
    ) -> io::Result<Report> {
        let mut report = Report::default();
        let mut parts = Parts::new(&self.workshop.parts())?;
        let (mut heads, mut keys) = (Vec::new(), BTreeSet::new());
        let bar = output::progress(found.len());
        let extract = |source| run.extract(source);
        let read = self.kept.take_all(found, settings.read.threads, force, extract, |taken| {
            if let Some(sentence) = report.document(&taken) {
                bar.suspend(|| output::complain(sentence));
            }
            keys.extend(taken.key);
            parts.add(&taken.reduced.parts)?;
            heads.push(taken.reduced.head);
            bar.inc(1);
            Ok(())
        });
        bar.finish_and_clear();
        read?;
        captured(&mut heads, self.captures);
        let reduction = Reduction::new(heads, rule_set());
        report.build = reduction.build().to_owned();
        write(&reduction, &mut parts, self.dialect, self.workshop.staged(), &mut report)?;
        self.workshop.publish()?;
        // What is kept too long costs room only.
        let _ = self.kept.prune(&keys);
        Ok(report)
    }
}

/// The documents of a corpus, or why there is none.
fn sources(corpus: &Path) -> Result<Vec<overens::error::Result<Source>>, Vec<Error>> {
    let sources = discover(&[corpus.to_owned()]).sources;
    if sources.iter().any(Result::is_ok) {
        return Ok(sources);
    }
    Err(sources.into_iter().filter_map(Result::err).collect())
}

/// Says of each document where it came from, when, and which capture it replaces.
fn captured(heads: &mut [Head], captures: &Sources) {
    let listed = captures.document.iter().enumerate();
    let entries: BTreeMap<&str, (usize, &Entry)> =
        listed.map(|(at, entry)| (entry.file.as_str(), (at, entry))).collect();
    let older = captures.supersedes();
    for head in heads {
        let source = head.document.source.as_str();
        let Some((at, entry)) = entries.get(source) else { continue };
        head.origin.clone_from(&entry.from);
        head.listed = Some(*at);
        head.captured = entry.captured.map(|day| day.to_string());
        head.supersedes = older.get(source).map(|older| (*older).to_owned());
    }
}

/// Writes all rows to the files of a folder.
fn write(
    reduction: &Reduction,
    parts: &mut Parts,
    dialect: Dialect,
    folder: &Path,
    report: &mut Report,
) -> io::Result<()> {
    let open = |name: &str| Ok(BufWriter::new(File::create_new(folder.join(name))?));
    let build = Build { fingerprint: reduction.build(), rules: reduction.rules() };
    let mut writer = DatasetWriter::new(build, dialect, open)?;
    reduction.rows(
        |document, part| parts.load(document, part),
        |row| {
            report.row(row);
            writer.row(row)
        },
    )?;
    for file in writer.finish(open)? {
        file.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()?;
    }
    Ok(())
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
