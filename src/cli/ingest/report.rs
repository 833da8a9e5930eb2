//! What an ingest says in the end: each document in a few lines, the ledger of a single one, and
//! what to do next.

use overens::contract::{CheckStatus, Extraction, Severity};
use overens::golden::Review;
use serde::Serialize;

use super::super::ledger::{self, Style};
use super::gather::Item;

/// How many letters of a title are printed.
const TITLE: usize = 96;

/// What became of a document.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub(super) enum Outcome {
    /// It was taken in; `older` is the capture of the same source before it.
    New { file: String, older: Option<String>, review: Review, extraction: Box<Extraction> },
    /// The same bytes lie in the corpus.
    Known { file: String },
    /// The server says that it has not changed.
    Unchanged { file: String },
    /// It was not taken in.
    Refused { reason: String },
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
pub(super) fn page(records: &[Record], terminal: bool) -> String {
    let style = Style { terminal };
    let mut page = String::new();
    let new: Vec<&Record> =
        records.iter().filter(|it| matches!(it.outcome, Outcome::New { .. })).collect();
    for record in records {
        page.push_str(&block(record, new.len() == 1, style));
    }
    if !page.is_empty() && !page.ends_with("\n\n") {
        page.push('\n');
    }
    page.push_str(&ending(records, style));
    page
}

/// One document.
fn block(record: &Record, alone: bool, style: Style) -> String {
    let head =
        |file: &str, what: &str| format!("{}  {what}\n", style.paint("1", &style.plain(file)));
    match &record.outcome {
        // Standard error says why.
        Outcome::Refused { .. } => String::new(),
        Outcome::Known { file } => {
            head(&record.name, &format!("is in the corpus already, as {}", style.plain(file)))
        }
        Outcome::Unchanged { file } => {
            head(&record.name, &format!("has not changed; it is {}", style.plain(file)))
        }
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
                block.push_str(ledger.trim_end().split_once('\n').map_or("", |(_, rest)| rest));
                block.push('\n');
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
    let own = |agreements: fn(&overens::contract::Agreement) -> usize| -> usize {
        extraction.agreements.iter().map(agreements).sum()
    };
    let amounts = own(|it| it.amounts.len()) + extraction.amounts.len();
    let deadlines = own(|it| it.deadlines.len()) + extraction.deadlines.len();
    let mut says = vec![
        count(extraction.agreements.len(), "agreement"),
        count(amounts, "amount"),
        count(deadlines, "deadline"),
        count(extraction.tables.len(), "table"),
    ];
    says.retain(|it| !it.starts_with("0 "));
    if says.is_empty() {
        says.push("no agreement, amount or deadline found".to_owned());
    }
    let mut lines = String::new();
    if let Some(title) = &document.title {
        lines.push_str(&format!("  {}\n", ledger::cut(&style.plain(title), TITLE)));
    }
    lines.push_str(&format!("  {}\n  {}\n", style.plain(&facts.join(", ")), says.join(", ")));
    let mut sums = Vec::new();
    for (status, what) in [
        (CheckStatus::Holds, "ok"),
        (CheckStatus::Remainder, "remainder"),
        (CheckStatus::Contradicts, "CONTRADICTS"),
    ] {
        let checks = extraction.checks.iter().filter(|it| it.status == status).count();
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
        let place =
            doubt.mention.as_ref().map_or(String::new(), |it| format!("{}: ", ledger::place(it)));
        let mark = style.paint("33", "DOUBTFUL   ");
        lines.push_str(&format!("  {mark}  {place}{}\n", style.plain(&doubt.message)));
    }
    lines
}

/// The last lines: how many of each, and what to do next.
fn ending(records: &[Record], style: Style) -> String {
    let (mut new, mut there, mut refused, mut pending) = (0, 0, 0, 0);
    let mut next = Vec::new();
    let mut changed = None;
    for record in records {
        match &record.outcome {
            Outcome::New { file, older, review, .. } => {
                new += 1;
                pending += usize::from(*review != Review::Same);
                changed = changed.or(older.as_ref().map(|older| (older, file)));
            }
            Outcome::Known { .. } | Outcome::Unchanged { .. } => there += 1,
            Outcome::Refused { .. } => refused += 1,
        }
    }
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
    let diff;
    if let Some((older, newer)) = changed {
        diff = format!("overens diff {} {}", style.plain(older), style.plain(newer));
        next.push((&diff, "what the new capture says otherwise".to_owned()));
    }
    if new > 0 {
        next.push(("overens build", "the dataset of all documents".to_owned()));
    }
    let mut text = format!("{}\n", parts.join(", "));
    for (at, (command, why)) in next.iter().enumerate() {
        let label = if at == 0 { "Next:" } else { "" };
        text.push_str(&format!("{label:<5} {command:<15}  {why}\n"));
    }
    text
}

/// `1 page`, `2 pages`.
fn count(number: usize, what: &str) -> String {
    format!("{number} {what}{}", if number == 1 { "" } else { "s" })
}
