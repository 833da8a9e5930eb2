//! Inputs that nobody wrote: no reader, recogniser or stage may panic on one, and what comes out
//! is valid, the same again, and has the digits of its quotes.
//!
//! The targets are those of cargo-fuzz (`tests/fuzz/`). `OVERENS_FUZZ=FROM..TO` runs the inputs of these numbers; without it the first few are run.

use std::fs;
use std::panic::catch_unwind;
use std::sync::LazyLock;

use crate::fuzz_inputs::{input, seeds};
use crate::repository;
use crate::targets::target;

/// How many inputs each target reads where nothing else is said.
const RUNS: u64 = 150;

static SEEDS: LazyLock<Vec<Vec<u8>>> = LazyLock::new(seeds);

/// Runs one target on its inputs and on what fuzzing found for it.
fn check(name: &str) {
    let target = target(name);
    let asked = std::env::var("OVERENS_FUZZ").ok();
    let range = asked.as_deref().and_then(|range| range.split_once(".."));
    let number = |text: &str| text.parse::<u64>().unwrap();
    let numbers = range.map_or(0..RUNS, |(from, to)| number(from)..number(to));
    let made = numbers.map(|number| (number.to_string(), input(&SEEDS, number)));
    let mut wrong = Vec::new();
    for (name, bytes) in found(name).into_iter().chain(made) {
        match catch_unwind(|| target(&bytes)) {
            Ok(said) => wrong.extend(said.into_iter().map(|what| format!("{name}: {what}"))),
            Err(_) => wrong.push(format!("{name}: a panic")),
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The inputs that fuzzing a target kept, by their names.
fn found(target: &str) -> Vec<(String, Vec<u8>)> {
    let files =
        walkdir::WalkDir::new(repository("tests/fuzz/corpus").join(target)).sort_by_file_name();
    // A target of which nothing was kept has no folder.
    let files = files.into_iter().filter_map(Result::ok).filter(|file| file.file_type().is_file());
    let read = |file: walkdir::DirEntry| {
        (file.file_name().to_string_lossy().into_owned(), fs::read(file.path()).unwrap())
    };
    files.map(read).collect()
}

#[test]
fn text_of_any_bytes() {
    check("text");
}

#[test]
fn html_of_any_bytes() {
    check("html");
}

#[test]
fn pdf_of_any_bytes() {
    check("pdf");
}

#[test]
fn mentions_in_any_bytes() {
    check("recognisers");
}

#[test]
fn the_whole_pipeline_on_any_bytes() {
    check("pipeline");
}
