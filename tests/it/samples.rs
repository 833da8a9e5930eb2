//! Tests on sample documents that are not in the repository: `OVERENS_SAMPLES` names their folder.

use std::fs;
use std::path::PathBuf;

use overens::clean::clean;
use overens::discover::{MediaType, discover};
use overens::read::{Engine, read};
use overens::recognise::amount::CellUnit;
use overens::recognise::{Context, recognise};
use overens::{extract_source, read_source};

use crate::support;

/// How many surface forms must be right, of 148.
const FORMS: usize = 140;

/// The folder of samples; without it a test says that it was skipped.
pub(crate) fn samples(test: &str) -> Option<PathBuf> {
    let folder = std::env::var_os("OVERENS_SAMPLES").map(PathBuf::from);
    if folder.is_none() {
        eprintln!("{test}: skipped, OVERENS_SAMPLES is not set");
    }
    folder
}

/// One row of the table of forms: a text, its kind, and the canonical forms in it.
struct Form<'t> {
    text: String,
    kind: &'t str,
    expected: Vec<&'t str>,
    context: Context,
}

fn form(row: &str) -> Form<'_> {
    let mut cells = row.split('\t');
    let mut cell = || cells.next().unwrap_or_default();
    let (text, kind, expected, options) = (cell(), cell(), cell(), cell());
    let option = |name: &str| options.split_once(name)?.1.split_whitespace().next();
    let nothing = matches!(expected, "-" | "null");
    Form {
        text: text.replace("\\n", "\n"),
        kind,
        expected: if nothing { Vec::new() } else { expected.split("; ").collect() },
        context: Context {
            year: option("--year").map(|year| year.parse().unwrap()),
            unit: option("--unit").map(|unit| CellUnit::parse(unit).unwrap()),
        },
    }
}

/// The kinds of mention that count for a row.
fn kinds(kind: &str) -> &'static [&'static str] {
    match kind {
        "trap" => &["amount", "percentage", "date", "period"],
        "period" => &["date", "period"],
        _ if kind.starts_with("amt") => &["amount"],
        _ if kind.starts_with("per") => &["percentage"],
        _ => &["date", "period"],
    }
}

/// What is read from a row's text as from a text file of its own.
fn reading(form: &Form<'_>) -> Vec<String> {
    let document = read(form.text.as_bytes(), MediaType::Text, Engine::default(), Some("utf-8"));
    let document = document.unwrap();
    let text = clean(&document);
    let mentions = recognise(&text.string, form.context).into_iter();
    let counted = mentions.filter(|mention| kinds(form.kind).contains(&mention.value.kind()));
    counted.map(|mention| mention.value.to_string()).collect()
}

#[test]
fn surface_forms_are_read() {
    let Some(folder) = samples("surface_forms_are_read") else { return };
    let table = fs::read_to_string(folder.join("surface-forms.tsv")).unwrap();
    let (mut right, mut traps, mut misses) = (0, 0, Vec::new());
    for row in table.lines().skip(1).filter(|row| !row.is_empty()) {
        let form = form(row);
        let read = reading(&form);
        if read == form.expected {
            right += 1;
            continue;
        }
        traps += usize::from(form.kind == "trap");
        misses.push(format!("{} {:?}: {read:?}, not {:?}", form.kind, form.text, form.expected));
    }
    let misses = misses.join("\n");
    assert_eq!(traps, 0, "fell into {traps} traps\n{misses}");
    assert!(right >= FORMS, "{right} forms are right, not {FORMS}\n{misses}");
}

#[test]
fn every_quote_stands_where_it_says() {
    let Some(folder) = samples("every_quote_stands_where_it_says") else { return };
    let folders = ["seeds", "real", "producers"].map(|name| folder.join(name));
    let (mut read, mut wrong) = (0, Vec::new());
    for source in discover(&folders).sources.into_iter().flatten() {
        // Those that cannot be read have no quotes.
        let Ok(document) = read_source(&source, Engine::default()) else { continue };
        read += 1;
        let (extraction, _) = extract_source(Ok(source.clone()), Engine::default());
        let found = support::wrong_mentions(&document).into_iter();
        let found = found.chain(support::wrong_quotes(&extraction, &document));
        wrong.extend(found.map(|wrong| format!("{}: {wrong}", source.name)));
    }
    assert!(read > 0, "no sample could be read");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
