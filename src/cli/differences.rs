//! A document against its golden, and comparisons as lines with the words of the document.

use overens::compare::{Change, Comparison, Kind, readings};
use overens::contract::{Document, Extraction, Mention};
use overens::emit;
use overens::golden::Goldens;
use overens::reconcile::place;
use serde::Serialize;

/// How many letters of a quote are printed.
const QUOTE: usize = 90;

/// How an extraction differs from its golden.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "status", rename_all = "snake_case")]
pub(super) enum Difference {
    /// Not at all.
    None,
    /// In these facts.
    Changed(Comparison),
    /// There is no golden.
    NoGolden,
    /// The golden cannot be read as an extraction of today.
    Unreadable {
        /// Why not.
        reason: String,
    },
}

/// Holds an extraction against its golden.
pub(super) fn difference(goldens: &Goldens, extraction: &Extraction) -> Difference {
    let json = match goldens.read(&extraction.document.source) {
        Ok(Some(json)) => json,
        Ok(None) => return Difference::NoGolden,
        Err(error) => return Difference::Unreadable { reason: error.to_string() },
    };
    if json == emit::json(extraction, true) {
        return Difference::None;
    }
    match serde_json::from_str::<Extraction>(&json) {
        Ok(golden) => {
            let mut comparison = readings(&golden, extraction);
            comparison.reordered |= comparison.is_empty();
            Difference::Changed(comparison)
        }
        Err(error) => Difference::Unreadable {
            reason: format!("the golden is not as extractions are written today ({error})"),
        },
    }
}

/// The reading of a document of which nothing is known but its bytes.
pub(super) fn nothing(extraction: &Extraction) -> Extraction {
    let Document { source, sha256, bytes, .. } = extraction.document.clone();
    Extraction::empty(Document::unread(source, sha256, bytes))
}

/// All facts that a document without a golden says, each as new.
pub(super) fn all_facts(extraction: &Extraction) -> Comparison {
    let mut comparison = readings(&nothing(extraction), extraction);
    comparison.changes.retain(|change| change.field.is_none());
    comparison
}

/// All that a document without a golden says, as indented lines.
pub(super) fn all_lines(extraction: &Extraction) -> String {
    let all = by_owner(&all_facts(extraction), |change| {
        let said = change.sentence.strip_prefix("new ").unwrap_or(&change.sentence);
        let place = change.mention.as_ref().map(|mention| quoted(change, mention));
        place.map_or(format!("{said}\n"), |place| format!("{said}\n          {place}\n"))
    });
    format!("  has no golden yet; it says\n{all}")
}

/// The difference as indented lines.
pub(super) fn lines(difference: &Difference) -> String {
    match difference {
        Difference::None => String::new(),
        Difference::Changed(comparison) => comparison_lines(comparison),
        Difference::NoGolden => "  has no golden\n".to_owned(),
        Difference::Unreadable { reason } => format!("  {reason}\n"),
    }
}

/// A comparison as indented lines: each change, and under it the words of the document.
fn comparison_lines(comparison: &Comparison) -> String {
    let mut page = String::new();
    comparison.changes.iter().for_each(|change| page.push_str(&change_lines(change)));
    let Comparison { moved, renamed, reordered, .. } = comparison;
    let facts =
        |count: usize| if count == 1 { "1 fact".to_owned() } else { format!("{count} facts") };
    if *moved > 0 {
        page.push_str(&format!("  {} only stand elsewhere\n", facts(*moved)));
    }
    if *renamed > 0 {
        page.push_str(&format!("  {} only have another id\n", facts(*renamed)));
    }
    if *reordered {
        page.push_str("  some facts stand in another order, or are written otherwise\n");
    }
    page
}

/// A change, and under it the words of the document.
pub(super) fn change_lines(change: &Change) -> String {
    let place =
        change.mention.as_ref().map(|mention| format!("      {}\n", quoted(change, mention)));
    format!("  {change}\n{}", place.unwrap_or_default())
}

/// The changes as `told`, under each agreement or region its own.
pub(super) fn by_owner(comparison: &Comparison, told: impl Fn(&Change) -> String) -> String {
    let mut owners: Vec<(&str, String)> = Vec::new();
    for change in &comparison.changes {
        let line = format!("    {}", told(change));
        match owners.iter_mut().find(|(owner, _)| *owner == change.about) {
            Some((_, lines)) => lines.push_str(&line),
            None => owners.push((&change.about, line)),
        }
    }
    let mut page = String::new();
    for (owner, lines) in owners {
        let owner = if owner.is_empty() { "(of the document)" } else { owner };
        page.push_str(&format!("  {owner}\n{lines}"));
    }
    page
}

/// `page 3, line 48: "980 miljoner kronor"`; for what is gone, where it stood.
fn quoted(change: &Change, mention: &Mention) -> String {
    let quote = mention.quote.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut cut: String = quote.chars().take(QUOTE).collect();
    if cut.len() < quote.len() {
        cut.push_str("...");
    }
    let was = if change.change == Kind::Lost && change.field.is_none() { "was on " } else { "" };
    format!("{was}{}: \"{cut}\"", place(mention))
}
