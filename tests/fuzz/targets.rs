//! What each target does with bytes that nobody wrote: it gives what is wrong, in sentences. A
//! panic is wrong too.

use std::sync::LazyLock;

use jsonschema::Validator;
use overens::contract::Extraction;
use overens::diagnostic::Code;
use overens::discover::{MediaType, sniff};
use overens::read::{Engine, read};
use overens::recognise::amount::CellUnit;
use overens::recognise::{Context, Value, recognise};
use overens::{Options, emit, extract};

use crate::support;
use crate::support::digits::{changed, wrong_digits};

/// A target: it gives what is wrong.
pub(crate) type Target = fn(&[u8]) -> Vec<String>;

/// All targets by their names.
const TARGETS: &[(&str, Target)] = &[
    ("pdf", pdf),
    ("html", html),
    ("text", text),
    ("recognisers", recognisers),
    ("pipeline", pipeline),
];

/// The target of a name.
pub(crate) fn target(name: &str) -> Target {
    TARGETS.iter().find(|(known, _)| *known == name).unwrap().1
}

/// The reader of PDF.
fn pdf(bytes: &[u8]) -> Vec<String> {
    reader(bytes, MediaType::Pdf)
}

/// The reader of HTML.
fn html(bytes: &[u8]) -> Vec<String> {
    reader(bytes, MediaType::Html)
}

/// The reader of text.
fn text(bytes: &[u8]) -> Vec<String> {
    reader(bytes, MediaType::Text)
}

/// A reader takes all bytes, and what it reads has its quotes where it says.
fn reader(bytes: &[u8], media: MediaType) -> Vec<String> {
    match read(bytes, media, Engine::Hayro, None) {
        Ok(document) => support::wrong_mentions(&document),
        Err(error) if error.code() == Code::ReaderFailed => vec![error.to_string()],
        Err(_) => Vec::new(),
    }
}

/// The recognisers, in running text and in columns of each unit: what they find stands in order,
/// and each figure's digits are its print's.
fn recognisers(bytes: &[u8]) -> Vec<String> {
    use CellUnit::{Milliard, Million, Sek, SekPerInhabitant, Thousand};
    let text = String::from_utf8_lossy(bytes);
    let units =
        [None, Some(Sek), Some(Thousand), Some(Million), Some(Milliard), Some(SekPerInhabitant)];
    let mut wrong = Vec::new();
    for unit in units {
        let mut end = 0;
        for mention in recognise(&text, Context { year: Some(2024), unit }) {
            if mention.range.start < end || mention.range.is_empty() {
                wrong.push(format!("{:?} begins before {end} or is empty", mention.range));
            }
            end = mention.range.end;
            match (text.get(mention.range), mention.value) {
                (None, _) => wrong.push("a mention inside a character".to_owned()),
                (Some(quote), Value::Amount(amount)) if mention.candidates.is_empty() => {
                    wrong.extend(changed(amount.value, quote));
                    wrong.extend(amount.value_to.and_then(|to| changed(to, quote)));
                }
                (Some(quote), Value::Percentage(share)) => {
                    wrong.extend(changed(share.value, quote));
                }
                _ => {}
            }
        }
    }
    wrong
}

static SCHEMA: LazyLock<Validator> = LazyLock::new(|| {
    let schema = serde_json::from_str(&emit::schema()).unwrap();
    jsonschema::validator_for(&schema).unwrap()
});

/// The whole program: what comes out is valid, the same again, and has the digits of its quotes.
fn pipeline(bytes: &[u8]) -> Vec<String> {
    let extraction = extract(bytes, &Options::default());
    let json = emit::json(&extraction, false);
    let mut wrong = Vec::new();
    if json != emit::json(&extract(bytes, &Options::default()), false) {
        wrong.push("not the same again".to_owned());
    }
    let instance = serde_json::from_str(&json).unwrap();
    wrong.extend(SCHEMA.iter_errors(&instance).map(|error| error.to_string()));
    wrong.extend(wrong_facts(&extraction, bytes));
    wrong.extend(wrong_digits(&extraction));
    wrong
}

fn wrong_facts(extraction: &Extraction, bytes: &[u8]) -> Vec<String> {
    if extraction
        .diagnostics
        .iter()
        .any(|doubt| matches!(doubt.code, Code::ReaderFailed | Code::Internal))
    {
        return vec![format!("{:?}", extraction.diagnostics)];
    }
    let document = sniff(bytes).and_then(|media| read(bytes, media, Engine::Hayro, None));
    document.map_or_else(|_| Vec::new(), |document| support::wrong_quotes(extraction, &document))
}
