//! What the comparison of two PDF engines means to an extraction: which pages differ, and which of
//! their amounts the other engine does not read.
//!
//! It changes no value.

use serde::{Deserialize, Serialize};

use crate::contract::{CrossCheck, Extraction};
use crate::diagnostic::{Code, Diagnostic};
use crate::evidence::Mention;
use crate::read::pdf::{Comparison, PageDifference, plain};
use crate::read::{Engine, cross_check};

/// What is asked of the second engine.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Second {
    /// Nothing.
    #[default]
    Off,
    /// To read as well.
    On,
    /// Nothing any more: it broke the process, for the reason given.
    Broke(String),
}

/// How many quotes a diagnostic names.
const QUOTES: usize = 5;

/// Compares the engines as asked, and notes the result in an extraction of the same bytes.
pub(crate) fn add(extraction: &mut Extraction, bytes: &[u8], engine: Engine, second: &Second) {
    match second {
        Second::Off => {}
        Second::On => {
            let comparison = cross_check(bytes, engine);
            note(extraction, comparison.map_err(|error| error.to_string()));
        }
        Second::Broke(why) => note(extraction, Err(why.clone())),
    }
}

/// Takes what a comparison of the engines added out of an extraction, which is then as without.
pub fn forget_cross_check(extraction: &mut Extraction) {
    extraction.document.reader.cross_check = None;
    extraction
        .diagnostics
        .retain(|doubt| !matches!(doubt.code, Code::CrossCheckFailed | Code::EnginesDiffer));
}

/// Notes in an extraction that the engines were compared, or why they could not be.
fn note(extraction: &mut Extraction, comparison: Result<Comparison, String>) {
    let (verdict, found) = match comparison {
        Ok(comparison) => {
            let found: Vec<Diagnostic> = comparison
                .differences
                .iter()
                .map(|page| difference(extraction, comparison.engine, page))
                .collect();
            let verdict = if found.is_empty() { CrossCheck::Agrees } else { CrossCheck::Differs };
            (verdict, found)
        }
        Err(why) => {
            let message = format!(
                "the engines could not be compared ({}); the result is that of one engine",
                why.trim_end_matches('.')
            );
            (CrossCheck::Failed, vec![Diagnostic::note(Code::CrossCheckFailed, message)])
        }
    };
    extraction.document.reader.cross_check = Some(verdict);
    extraction.diagnostics.extend(found);
}

fn difference(extraction: &Extraction, engine: &str, page: &PageDifference) -> Diagnostic {
    let number = page.page;
    let missing: Vec<&str> = money(extraction)
        .filter(|mention| mention.page == Some(number))
        .filter(|mention| !page.other.contains(&plain(&mention.quote)))
        .map(|mention| mention.quote.as_str())
        .collect();
    if missing.is_empty() {
        let message = format!(
            "page {number}: {engine} reads other characters, but the same amounts; compare the page with the original"
        );
        return Diagnostic::note(Code::EnginesDiffer, message);
    }
    let named: Vec<String> = missing
        .iter()
        .take(QUOTES)
        .map(|quote| format!("\"{}\"", quote.replace('\n', " ")))
        .collect();
    let more = match missing.len().saturating_sub(QUOTES) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    let message = format!(
        "page {number}: {engine} does not read {}{more}; compare these amounts with the original",
        named.join(", ")
    );
    Diagnostic::warning(Code::EnginesDiffer, message)
}

/// The mentions of all amounts and cells.
fn money(extraction: &Extraction) -> impl Iterator<Item = &Mention> {
    let of_agreements = extraction.agreements.iter().flat_map(|agreement| &agreement.amounts);
    let amounts = of_agreements.chain(&extraction.amounts).flat_map(|amount| &amount.mentions);
    let rows = extraction.tables.iter().flat_map(|table| &table.rows);
    amounts.chain(rows.flat_map(|row| row.mentions.iter().flatten()))
}
