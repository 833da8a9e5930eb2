//! Inputs that nobody wrote: no reader, recogniser or stage may panic on one, and what comes out
//! is valid, the same again, and has the digits of its quotes.
//!
//! `OVERENS_FUZZ=FROM..TO` runs the inputs of these numbers; without it the first few are run.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::LazyLock;

use overens::discover::MediaType;
use overens::read::{Engine, read};
use overens::{Options, emit};

use crate::fuzz_inputs::{input, seeds};
use crate::support;

/// How many inputs each target reads where nothing else is said.
const RUNS: u64 = 150;

static SEEDS: LazyLock<Vec<Vec<u8>>> = LazyLock::new(seeds);

/// Runs one target on its inputs; `try_one` gives what is wrong with one, in sentences.
fn check(try_one: impl Fn(&[u8]) -> Vec<String>) {
    let asked = std::env::var("OVERENS_FUZZ").ok();
    let range = asked.as_deref().and_then(|range| range.split_once(".."));
    let number = |text: &str| text.parse::<u64>().unwrap();
    let numbers = range.map_or(0..RUNS, |(from, to)| number(from)..number(to));
    let mut wrong = Vec::new();
    for number in numbers {
        let bytes = input(&SEEDS, number);
        match catch_unwind(AssertUnwindSafe(|| try_one(&bytes))) {
            Ok(found) => wrong.extend(found.into_iter().map(|what| format!("{number}: {what}"))),
            Err(_) => wrong.push(format!("{number}: a panic")),
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A reader takes all bytes, and what it reads has its quotes where it says.
fn reader(media: MediaType) {
    check(|bytes| match read(bytes, media, Engine::Hayro, None) {
        Ok(document) => support::wrong_mentions(&document),
        Err(error) if error.code() == "reader-failed" => vec![error.to_string()],
        Err(_) => Vec::new(),
    });
}

#[test]
fn text_of_any_bytes() {
    reader(MediaType::Text);
}

#[test]
fn html_of_any_bytes() {
    reader(MediaType::Html);
}

#[test]
fn pdf_of_any_bytes() {
    reader(MediaType::Pdf);
}

#[test]
fn the_whole_pipeline_on_any_bytes() {
    let schema = serde_json::from_str(&emit::schema()).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    check(|bytes| {
        let extraction = overens::extract(bytes, &Options::default());
        let json = emit::json(&extraction, false);
        let mut wrong = Vec::new();
        if json != emit::json(&overens::extract(bytes, &Options::default()), false) {
            wrong.push("not the same again".to_owned());
        }
        let instance = serde_json::from_str(&json).unwrap();
        wrong.extend(validator.iter_errors(&instance).map(|error| error.to_string()));
        let failed = |code: &str| extraction.diagnostics.iter().any(|doubt| doubt.code == code);
        if failed("reader-failed") {
            wrong.push(format!("{:?}", extraction.diagnostics));
        }
        wrong
    });
}
