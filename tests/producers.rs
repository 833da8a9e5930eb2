//! One text set by many producers: whatever wrote the PDF, the same facts are read from it.
//!
//! The PDFs are not part of the repository. Their folder's parent is named by `OVERENS_SAMPLES`;
//! without it these tests say that they were skipped.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout)]

use std::collections::BTreeMap;
use std::path::PathBuf;

use overens::diagnostic::Code;
use overens::error::Error;
use overens::read::layout::{BlockKind, Document};
use overens::read::{Engine, pdf};
use serde_json::Value;

/// What should come of one of the files, named by its number.
enum Expected {
    /// Every sentence and every table row is read.
    Everything,
    /// Every sentence and every table row is read but for the quotation marks, whose codes in the
    /// file are those of other characters.
    AllButQuotes,
    /// Every table row is read; some characters of the text have no code in the file.
    Rows,
    /// The document is read with a diagnostic of this code.
    Doubtful(Code),
    /// The document is refused with an error of this code.
    Refused(Code),
}

fn expected(number: &str) -> Option<Expected> {
    Some(match number {
        "11" => Expected::Rows,
        // Its map to Unicode has "<" and "=" for the quotation marks, and other readers show them so.
        "13" => Expected::AllButQuotes,
        "12" => Expected::Doubtful(Code::GuessedCharacters),
        "15" => Expected::Refused(Code::NoUnicode),
        "21" => Expected::Refused(Code::Encrypted),
        "23" => Expected::Refused(Code::Scanned),
        "24" => Expected::Doubtful(Code::OcrText),
        "25" => Expected::Refused(Code::Truncated),
        // Told from PDFs before the reader is asked.
        "27" | "28" => return None,
        _ => Expected::Everything,
    })
}

fn samples() -> Option<PathBuf> {
    let folder =
        std::env::var_os("OVERENS_SAMPLES").map(|root| PathBuf::from(root).join("producers"));
    if folder.is_none() {
        println!("skipped: OVERENS_SAMPLES names no folder");
    }
    folder
}

/// Files by number: "01-name.pdf" under "01".
fn files(folder: &PathBuf) -> BTreeMap<String, PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let pdfs = entries.filter(|path| path.extension().is_some_and(|extension| extension == "pdf"));
    pdfs.map(|path| (path.file_name().unwrap().to_string_lossy()[..2].to_owned(), path)).collect()
}

/// Letters and digits in one row: how lines break and which spaces and dashes a producer writes
/// does not matter here.
fn folded(text: &str) -> String {
    let same = |c: char| match c {
        '−' | '–' | '‐' | '\u{AD}' => '-',
        '\u{201D}' | '\u{201C}' => '"',
        other => other,
    };
    let shown = text.chars().filter(|c| !c.is_whitespace() && *c != '\u{AD}').map(same);
    shown.filter(|c| *c != '-').collect()
}

fn text_of(document: &Document) -> String {
    folded(&document.lines.iter().map(|line| line.text.as_str()).collect::<String>())
}

fn without_quotes(text: &str) -> String {
    text.replace(['"', '=', '<'], "")
}

fn rows_of(document: &Document) -> Vec<Vec<String>> {
    let tables = document.blocks.iter().filter_map(|block| match &block.kind {
        BlockKind::Table(table) => Some(table),
        _ => None,
    });
    let cell_text = |spans: &[overens::read::layout::Span]| {
        folded(
            &spans
                .iter()
                .map(|span| &document.lines[span.line].text[span.range.clone()])
                .collect::<String>(),
        )
    };
    tables
        .flat_map(|table| &table.rows)
        .map(|row| row.cells.iter().map(|cell| cell_text(&cell.spans)).collect())
        .collect()
}

/// The sentences of the facts, whatever field they stand in.
fn sentences(facts: &Value) -> Vec<String> {
    let fields = ["title", "intro", "ligatures", "soft_hyphens", "bullets", "bold", "end", "page2"];
    let texts = |value: &Value| match value {
        Value::Array(items) => items.iter().map(|item| item.as_str().unwrap().to_owned()).collect(),
        other => vec![other.as_str().unwrap().to_owned()],
    };
    fields.iter().flat_map(|field| texts(&facts[field])).collect()
}

fn missing(document: &Document, facts: &Value, with_sentences: bool) -> Vec<String> {
    let (text, rows) = (text_of(document), rows_of(document));
    let table = facts["table"]["rows"].as_array().unwrap().iter().chain([&facts["table"]["head"]]);
    let wanted_rows = table.map(|row| -> Vec<String> {
        row.as_array().unwrap().iter().map(|cell| folded(cell.as_str().unwrap())).collect()
    });
    let mut missing: Vec<String> =
        wanted_rows.filter(|row| !rows.contains(row)).map(|row| row.join(" | ")).collect();
    if with_sentences {
        missing.extend(
            sentences(facts).into_iter().filter(|sentence| !text.contains(&folded(sentence))),
        );
    }
    missing
}

#[test]
fn every_producer_gives_the_same_facts() {
    let Some(folder) = samples() else { return };
    let facts: Value =
        serde_json::from_str(&std::fs::read_to_string(folder.join("facts.json")).unwrap()).unwrap();
    let mut failures = Vec::new();
    for (number, path) in files(&folder) {
        let Some(expected) = expected(&number) else { continue };
        let outcome = pdf::read(&std::fs::read(&path).unwrap(), Engine::Hayro);
        let code = outcome.as_ref().err().map(Error::code);
        let problems = match (&expected, &outcome) {
            (Expected::Everything, Ok(document)) => missing(document, &facts, true),
            (Expected::AllButQuotes, Ok(document)) => {
                let text = without_quotes(&text_of(document));
                let missed = missing(document, &facts, true).into_iter();
                missed.filter(|fact| !text.contains(&without_quotes(&folded(fact)))).collect()
            }
            (Expected::Rows, Ok(document)) => missing(document, &facts, false),
            (Expected::Doubtful(doubt), Ok(document)) => {
                let found = document.diagnostics.iter().any(|diagnostic| diagnostic.code == *doubt);
                if found { Vec::new() } else { vec![format!("no diagnostic {doubt}")] }
            }
            (Expected::Refused(error), _) if code == Some(*error) => Vec::new(),
            (_, Ok(_)) => vec!["read, and should be refused".to_owned()],
            (_, Err(error)) => vec![error.to_string()],
        };
        failures.extend(problems.into_iter().map(|problem| format!("{number}: {problem}")));
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn the_second_engine_never_panics_outwards() {
    let Some(folder) = samples() else { return };
    for path in files(&folder).into_values() {
        let _outcome = pdf::read(&std::fs::read(&path).unwrap(), Engine::PdfExtract);
    }
}
