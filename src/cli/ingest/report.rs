//! What an ingest says in the end: each document in a few lines, the ledger of a single one, and
//! what to do next.

use std::path::Path;

use jiff::civil::Date;
use overens::contract::{CheckStatus, Extraction, Severity};
use overens::discover::sources::Entry;
use overens::golden::Review;
use overens::reconcile::place;
use serde::Serialize;

use super::super::ledger;
use super::super::style::{Style, cut};
use super::gather::Item;

/// How many letters of a title are printed.
const TITLE: usize = 96;

/// What became of a document.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub(super) enum Outcome {
    /// It was taken in; `older` is the capture of the same source before it.
    New { file: String, older: Option<String>, review: Review, extraction: Box<Extraction> },
    /// The same bytes lie in the corpus, since that day, and came from there.
    Known { file: String, since: Option<Date>, known_from: Option<String> },
    /// The server says that it has not changed since it was taken in.
    Unchanged { file: String, since: Option<Date> },
    /// It was not taken in.
    Refused { reason: String },
}

impl From<Entry> for Outcome {
    fn from(entry: Entry) -> Outcome {
        Outcome::Known { file: entry.file, since: entry.captured, known_from: entry.from }
    }
}

/// What became of something that was asked for, as `--json` prints it.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Record {
    schema: &'static str,
    /// As it was typed or linked.
    pub(super) name: String,
    from: Option<String>,
    page: Option<String>,
    section: Option<String>,
    captured: Option<String>,
    #[serde(flatten)]
    pub(super) outcome: Outcome,
}

impl Record {
    pub(super) fn new(item: Item, outcome: Outcome) -> Record {
        let entry = item.entry;
        Record {
            schema: "overens.ingest/1",
            name: item.name,
            from: entry.from,
            page: entry.page,
            section: entry.section,
            captured: entry.captured.map(|day| day.to_string()),
            outcome,
        }
    }
}

/// A record as a line of JSON.
pub(super) fn json(record: &Record) -> String {
    #[expect(clippy::expect_used, reason = "the record has string keys and finite numbers only")]
    serde_json::to_string(record).expect("a record can be written as JSON")
}

/// All records as a person reads them.
pub(super) fn page(records: &[Record], corpus: &Path, style: Style) -> String {
    let mut page = String::new();
    let new: Vec<&Record> =
        records.iter().filter(|it| matches!(it.outcome, Outcome::New { .. })).collect();
    for record in records {
        page.push_str(&block(record, new.len() == 1, style));
    }
    if !page.is_empty() && !page.ends_with("\n\n") {
        page.push('\n');
    }
    page.push_str(&ending(records, corpus, style));
    page
}

/// One document.
fn block(record: &Record, alone: bool, style: Style) -> String {
    let head =
        |file: &str, what: &str| format!("{}  {what}\n", style.paint("1", &style.plain(file)));
    match &record.outcome {
        // Standard error says why.
        Outcome::Refused { .. } => String::new(),
        Outcome::Known { file, since: day, known_from } => {
            let what = format!("is in the corpus already, as {}{}", style.plain(file), since(*day));
            let elsewhere = known_from.as_ref().filter(|from| record.from.as_ref() != Some(from));
            let from = elsewhere.map(|from| format!("  taken in from {}\n", style.plain(from)));
            head(&record.name, &what) + &from.unwrap_or_default()
        }
        Outcome::Unchanged { file, since: day } => head(
            &record.name,
            &format!("has not changed; it is {}{}", style.plain(file), since(*day)),
        ),
        Outcome::New { file, older, extraction, .. } => {
            let what = match older {
                Some(older) => {
                    format!("new capture; the older one stays as {}", style.plain(older))
                }
                None => "new".to_owned(),
            };
            let mut block = head(file, &what);
            for (label, value) in [
                ("from", record.from.as_ref()),
                ("linked on", record.page.as_ref()),
                ("under", record.section.as_ref()),
            ] {
                if let Some(value) = value {
                    block.push_str(&format!("  {label} {}\n", style.plain(value)));
                }
            }
            block.push_str(&says(extraction, style));
            if alone {
                // Its first line is what stands above already.
                let ledger = ledger::document(extraction, &[], style);
                if let Some((_, rest)) = ledger.trim_end().split_once('\n') {
                    block.push_str(rest);
                    block.push('\n');
                }
            } else {
                block.push_str(&contradictions(extraction, style));
            }
            block.push_str(&doubts(extraction, style));
            block.push('\n');
            block
        }
    }
}

/// What kind of document it is and how much it says.
fn says(extraction: &Extraction, style: Style) -> String {
    let document = &extraction.document;
    let mut facts = vec![document.kind.name().to_owned()];
    facts.extend(document.page_count.map(|pages| count(pages as usize, "page")));
    facts.extend(document.published.as_ref().map(|day| format!("published {day}")));
    let mut lines = String::new();
    if let Some(title) = &document.title {
        lines.push_str(&format!("  {}\n", cut(&style.plain(title), TITLE)));
    }
    lines.push_str(&format!("  {}\n", style.plain(&facts.join(", "))));
    lines + &counts(&[extraction])
}

/// How much some documents say together, and whether their sums add up.
fn counts(extractions: &[&Extraction]) -> String {
    let (mut agreements, mut amounts, mut deadlines, mut tables) = (0, 0, 0, 0);
    for extraction in extractions {
        agreements += extraction.agreements.len();
        tables += extraction.tables.len();
        amounts += extraction.amounts.len();
        deadlines += extraction.deadlines.len();
        for agreement in &extraction.agreements {
            amounts += agreement.amounts.len();
            deadlines += agreement.deadlines.len();
        }
    }
    let mut says = vec![
        count(agreements, "agreement"),
        count(amounts, "amount"),
        count(deadlines, "deadline"),
        count(tables, "table"),
    ];
    says.retain(|it| !it.starts_with("0 "));
    if says.is_empty() {
        says.push("no agreement, amount or deadline found".to_owned());
    }
    let mut lines = format!("  {}\n", says.join(", "));
    let mut sums = Vec::new();
    for (status, what) in [
        (CheckStatus::Holds, "ok"),
        (CheckStatus::Remainder, "remainder"),
        (CheckStatus::Contradicts, "CONTRADICTS"),
    ] {
        let all = extractions.iter().flat_map(|extraction| &extraction.checks);
        let checks = all.filter(|it| it.status == status).count();
        if checks > 0 {
            sums.push(format!("{checks} {what}"));
        }
    }
    if !sums.is_empty() {
        lines.push_str(&format!("  sums: {}\n", sums.join(", ")));
    }
    lines
}

/// The sums that are wrong.
fn contradictions(extraction: &Extraction, style: Style) -> String {
    let wrong = extraction.checks.iter().filter(|it| it.status == CheckStatus::Contradicts);
    let mark = style.paint("1;31", "CONTRADICTS");
    wrong.map(|check| format!("  {mark}  {}\n", style.plain(&check.message))).collect()
}

/// What could not be read, and what is doubtful.
fn doubts(extraction: &Extraction, style: Style) -> String {
    let grave = extraction.diagnostics.iter().filter(|it| it.severity != Severity::Note);
    let mut lines = String::new();
    for doubt in grave {
        let place = doubt.mention.as_ref().map_or(String::new(), |it| format!("{}: ", place(it)));
        let mark = style.paint("33", "DOUBTFUL   ");
        lines.push_str(&format!("  {mark}  {place}{}\n", style.plain(&doubt.message)));
    }
    lines
}

/// The last lines: how many of each, and what to do next.
fn ending(records: &[Record], corpus: &Path, style: Style) -> String {
    let (mut there, mut refused, mut pending) = (0, 0, 0);
    let mut next = Vec::new();
    let (mut changed, mut known) = (None, None);
    let mut said = Vec::new();
    for record in records {
        match &record.outcome {
            Outcome::New { file, older, review, extraction } => {
                said.push(&**extraction);
                pending += usize::from(*review != Review::Same);
                changed = changed.or(older.as_ref().map(|older| (older, file)));
            }
            Outcome::Known { file, .. } | Outcome::Unchanged { file, .. } => {
                there += 1;
                known = Some(file);
            }
            Outcome::Refused { .. } => refused += 1,
        }
    }
    let new = said.len();
    let mut parts = vec![format!("{} taken in", count(new, "document"))];
    if there > 0 {
        parts.push(format!("{there} there already"));
    }
    if refused > 0 {
        parts.push(format!("{refused} not taken in"));
    }
    if pending > 0 {
        let wait = if pending == 1 { "waits" } else { "wait" };
        next.push((
            "overens review",
            format!("{} {wait} to be reviewed", count(pending, "extraction")),
        ));
    }
    let (diff, ledger);
    if let Some((older, newer)) = changed {
        diff = format!("overens diff {} {}", style.plain(older), style.plain(newer));
        next.push((&diff, "what the new capture says otherwise".to_owned()));
    }
    if new > 0 {
        next.push(("overens build", "the dataset of all documents".to_owned()));
    }
    if let (0, 1, Some(file)) = (new, there, known) {
        let path = corpus.join(file).display().to_string();
        ledger = format!("overens ledger {}", style.plain(&path));
        next.push((&ledger, "what it says".to_owned()));
    }
    let mut text = format!("{}\n", parts.join(", "));
    if new > 1 {
        text.push_str(&counts(&said));
    }
    for (at, (command, why)) in next.iter().enumerate() {
        let label = if at == 0 { "Next:" } else { "" };
        text.push_str(&format!("{label:<5} {command:<15}  {why}\n"));
    }
    text
}

/// `, since 2024-03-01`; nothing where no day is known.
fn since(day: Option<Date>) -> String {
    day.map_or(String::new(), |day| format!(", since {day}"))
}

/// `1 page`, `2 pages`.
pub(super) fn count(number: usize, what: &str) -> String {
    format!("{number} {what}{}", if number == 1 { "" } else { "s" })
}
