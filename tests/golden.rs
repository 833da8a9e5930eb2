//! One named test per document of `corpus/`: its extraction is its golden, the golden fits the
//! schema, and every quote of it stands where it says and gives its value when read again.
//!
//! `cargo test --test golden -- NAME` runs the documents of that name.

#![allow(clippy::print_stderr, reason = "a test says what it skipped")]

use std::error::Error;
use std::path::{Path, PathBuf};

use insta::Settings;
use libtest_mimic::{Arguments, Failed, Trial};
use overens::clean::clean;
use overens::contract::{Amount, Extraction};
use overens::discover::{Source, discover};
use overens::emit;
use overens::evidence::Mention;
use overens::read::Engine;
use overens::read::layout::{Block, BlockKind, Document, Format, Line, Span};
use overens::recognise::amount::CellUnit;
use overens::recognise::{Context, Value, recognise};
use overens::{extract_source, read_source};
use walkdir::WalkDir;

/// How many lines a value may run over.
const LINES: usize = 12;

fn main() -> Result<(), Box<dyn Error>> {
    let mut trials = vec![Trial::test("every golden has its document", orphans)];
    for source in discover(&[folder("corpus")]).sources {
        let source = match source {
            Ok(source) => source,
            Err(error) if !folder("corpus").exists() => {
                eprintln!("no corpus, no goldens: {error}");
                continue;
            }
            Err(error) => return Err(error.into()),
        };
        let name = source.name.clone();
        let trial = |what: &str, test: fn(&Source) -> Result<(), Failed>| {
            let source = source.clone();
            Trial::test(format!("{what} {name}"), move || test(&source))
        };
        trials.extend([trial("golden", golden), trial("schema", schema), trial("quotes", quotes)]);
    }
    libtest_mimic::run(&Arguments::from_args(), trials).exit();
}

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

fn golden(source: &Source) -> Result<(), Failed> {
    let (extraction, error) = extract_source(Ok(source.clone()), Engine::default());
    if let Some(error) = error {
        return Err(format!("cannot be read: {error}").into());
    }
    let (parent, file) = source.name.rsplit_once('/').unwrap_or(("", &source.name));
    let mut settings = Settings::clone_current();
    settings.set_snapshot_path(folder("golden").join(parent));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(file, emit::json(&extraction, true)));
    Ok(())
}

fn orphans() -> Result<(), Failed> {
    let goldens = folder("golden");
    let mut orphans = Vec::new();
    for entry in WalkDir::new(&goldens).into_iter().filter_map(Result::ok) {
        let path = entry.path().strip_prefix(&goldens)?.to_string_lossy().into_owned();
        if let Some(document) = path.strip_suffix(".snap")
            && !folder("corpus").join(document).is_file()
        {
            orphans.push(path);
        }
    }
    if orphans.is_empty() { Ok(()) } else { Err(format!("without a document: {orphans:?}").into()) }
}

/// The golden of a document, or none where it is not accepted yet: the golden test says so.
fn stored(source: &Source) -> Result<Option<String>, Failed> {
    let path = folder("golden").join(format!("{}.snap", source.name));
    if !path.exists() {
        return Ok(None);
    }
    let snapshot = std::fs::read_to_string(path)?;
    let (_, content) = snapshot.split_once("\n---\n").ok_or("no head")?;
    Ok(Some(content.to_owned()))
}

fn schema(source: &Source) -> Result<(), Failed> {
    let Some(golden) = stored(source)? else { return Ok(()) };
    let schema = serde_json::from_str(&emit::schema())?;
    let validator = jsonschema::validator_for(&schema)?;
    let instance = serde_json::from_str(&golden)?;
    let errors: Vec<String> = validator
        .iter_errors(&instance)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect();
    if errors.is_empty() { Ok(()) } else { Err(errors.join("\n").into()) }
}

fn quotes(source: &Source) -> Result<(), Failed> {
    let Some(golden) = stored(source)? else { return Ok(()) };
    let text = emit::text(&read_source(source, Engine::default())?);
    let pages = pages(&text);
    let mut wrong = Vec::new();
    let mut mentions = Vec::new();
    every_mention(&serde_json::from_str(&golden)?, &mut mentions);
    for mention in &mentions {
        if !stands(mention, &pages) {
            wrong.push(format!(
                "not on page {:?} line {}: {:?}",
                mention.page, mention.line, mention.quote
            ));
        }
    }
    let extraction: Extraction = serde_json::from_str(&golden)?;
    for amount in amounts(&extraction) {
        if amount.mentions.is_empty() {
            wrong.push(format!("{}: no mention", amount.id));
        }
        for mention in &amount.mentions {
            if !gives(&mention.quote, amount) {
                wrong.push(format!("{} is not what {:?} says", amount.value, mention.quote));
            }
        }
    }
    if wrong.is_empty() { Ok(()) } else { Err(wrong.join("\n").into()) }
}

/// Every line of the text with its page.
fn pages(text: &str) -> Vec<(u32, String)> {
    let mut page = 1;
    let lines = text.split('\n').map(|line| {
        page += line.chars().map(|c| u32::from(c == '\x0c')).sum::<u32>();
        (page, bare(line))
    });
    lines.collect()
}

/// A text without its spaces and soft hyphens.
fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && *c != '\u{ad}').collect()
}

/// Collects all objects that are mentions, wherever they stand.
fn every_mention(value: &serde_json::Value, found: &mut Vec<Mention>) {
    match value {
        serde_json::Value::Object(fields) => match serde_json::from_value(value.clone()) {
            Ok(mention) => found.push(mention),
            Err(_) => fields.values().for_each(|value| every_mention(value, found)),
        },
        serde_json::Value::Array(values) => {
            values.iter().for_each(|value| every_mention(value, found));
        }
        _ => {}
    }
}

/// True where the quote begins on its line and goes on, line by line, on the ones below.
fn stands(mention: &Mention, pages: &[(u32, String)]) -> bool {
    let first = mention.line as usize;
    let below = pages.iter().skip(first.saturating_sub(1)).take(LINES);
    let mut parts = mention.quote.lines().map(bare).filter(|part| !part.is_empty()).peekable();
    if parts.peek().is_none() || first == 0 {
        return false;
    }
    for (index, (page, line)) in below.enumerate() {
        let here = parts.peek().is_some_and(|part| line.contains(part));
        if index == 0 && (!here || mention.page.is_some_and(|stated| stated != *page)) {
            return false;
        }
        if here {
            parts.next();
        }
    }
    parts.peek().is_none()
}

fn amounts(extraction: &Extraction) -> impl Iterator<Item = &Amount> {
    let of_agreements = extraction.agreements.iter().flat_map(|agreement| &agreement.amounts);
    of_agreements.chain(&extraction.amounts)
}

/// True where the whole recogniser reads the amount's value from the quote alone, bare figures
/// being of any unit that a column's heading may give.
fn gives(quote: &str, amount: &Amount) -> bool {
    use CellUnit::{Milliard, Million, Sek, SekPerInhabitant, Thousand};
    let is_it = |value: &Value| match value {
        Value::Amount(read) => {
            read.value == amount.value.0
                && (read.value_to == amount.value_to.map(|to| to.0) || amount.value_to.is_none())
        }
        _ => false,
    };
    let document = paragraph(quote);
    let text = clean(&document);
    let units =
        [None, Some(Sek), Some(Thousand), Some(Million), Some(Milliard), Some(SekPerInhabitant)];
    units.into_iter().any(|unit| {
        let mentions = recognise(&text.string, Context { year: None, unit });
        mentions.iter().any(|read| {
            // What a sum has proved may be any of the readings.
            let proved = amount.proved_by.is_some() && read.candidates.iter().any(is_it);
            proved || (read.candidates.is_empty() && is_it(&read.value))
        })
    })
}

/// A document of one paragraph.
fn paragraph(text: &str) -> Document {
    let lines: Vec<Line> = text
        .lines()
        .map(|line| Line { page: None, text: line.to_owned(), words: Vec::new() })
        .collect();
    let spans = lines.iter().enumerate().map(|(line, read)| Span {
        line,
        range: 0..read.text.len(),
        hard_break: false,
    });
    Document {
        format: Format::Text,
        engine: "text",
        engine_version: "0",
        pages: Vec::new(),
        blocks: vec![Block { kind: BlockKind::Paragraph, spans: spans.collect() }],
        lines,
        links: Vec::new(),
        title: None,
        diagnostics: Vec::new(),
    }
}
