//! One named test per document of `corpus/`: its extraction is its golden, it fits the schema,
//! and every quote of it stands where it says and gives its value when read again.
//!
//! `cargo test --test golden -- NAME` runs the documents of that name.

#![allow(clippy::print_stderr, reason = "a test says fact by fact what changed")]

mod support;

use std::error::Error;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use insta::Settings;
use libtest_mimic::{Arguments, Failed, Trial};
use overens::compare::readings;
use overens::contract::Extraction;
use overens::discover::{Source, discover};
use overens::emit;
use overens::golden::Goldens;
use overens::read::Engine;
use overens::{extract_source, read_source};

/// A document of the corpus and what it gives, extracted once for all its tests.
struct Case {
    source: Source,
    extraction: OnceLock<Result<Extraction, String>>,
}

impl Case {
    fn extraction(&self) -> Result<&Extraction, Failed> {
        let extraction = self.extraction.get_or_init(|| {
            match extract_source(Ok(self.source.clone()), Engine::default()) {
                (extraction, None) => Ok(extraction),
                (_, Some(error)) => Err(format!("cannot be read: {error}")),
            }
        });
        extraction.as_ref().map_err(Failed::from)
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut trials = vec![Trial::test("every golden has its document", orphans)];
    for source in discover(&[folder("corpus")]).sources {
        let case = Arc::new(Case { source: source?, extraction: OnceLock::new() });
        let trial = |what: &str, test: fn(&Case) -> Result<(), Failed>| {
            let (name, case) = (format!("{what} {}", case.source.name), Arc::clone(&case));
            Trial::test(name, move || test(&case))
        };
        trials.extend([
            trial("golden", golden),
            trial("schema", schema),
            trial("quotes", quotes),
            trial("mentions", mentions),
        ]);
    }
    libtest_mimic::run(&Arguments::from_args(), trials).exit();
}

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

fn golden(case: &Case) -> Result<(), Failed> {
    let extraction = case.extraction()?;
    let name = &case.source.name;
    let (parent, file) = name.rsplit_once('/').unwrap_or(("", name));
    let mut settings = Settings::clone_current();
    settings.set_snapshot_path(folder("golden").join(parent));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    say_changes(name, extraction);
    settings.bind(|| insta::assert_snapshot!(file, emit::json(extraction, true)));
    Ok(())
}

/// Says fact by fact what differs from the golden; the lines that differ, insta shows.
fn say_changes(name: &str, extraction: &Extraction) {
    let golden = Goldens::new(folder("golden")).read(name).ok().flatten();
    let golden = golden.and_then(|json| serde_json::from_str(&json).ok());
    let Some(comparison) = golden.map(|golden| readings(&golden, extraction)) else { return };
    for change in &comparison.changes {
        eprintln!("{name}: {change}");
    }
}

fn orphans() -> Result<(), Failed> {
    let documents = Goldens::new(folder("golden")).documents().into_iter();
    let gone = documents.filter(|document| !folder("corpus").join(document).is_file());
    none(gone.map(|document| format!("golden/{document}.snap has no document")).collect())
}

fn schema(case: &Case) -> Result<(), Failed> {
    let schema = serde_json::from_str(&emit::schema())?;
    let validator = jsonschema::validator_for(&schema)?;
    let instance = serde_json::from_str(&emit::json(case.extraction()?, true))?;
    let errors: Vec<String> = validator
        .iter_errors(&instance)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect();
    none(errors)
}

fn quotes(case: &Case) -> Result<(), Failed> {
    let document = read_source(&case.source, Engine::default())?;
    let extraction = case.extraction()?;
    none(support::wrong_quotes(extraction, &document))?;
    none(support::digits::wrong_digits(extraction))
}

fn mentions(case: &Case) -> Result<(), Failed> {
    none(support::wrong_mentions(&read_source(&case.source, Engine::default())?))
}

fn none(wrong: Vec<String>) -> Result<(), Failed> {
    if wrong.is_empty() { Ok(()) } else { Err(wrong.join("\n").into()) }
}
