//! Extractions and single mentions as JSON.
//!
//! Numbers are written from their decimal digits, fields in the order of the records.

use serde::Serialize;

use crate::clean::Text;
use crate::contract::Extraction;
use crate::recognise;

/// One extraction as JSON: one line, or indented by two spaces.
pub fn json(extraction: &Extraction, pretty: bool) -> String {
    let written = if pretty {
        serde_json::to_string_pretty(extraction)
    } else {
        serde_json::to_string(extraction)
    };
    #[expect(clippy::expect_used, reason = "the records have string keys and finite numbers only")]
    written.expect("an extraction can be written as JSON")
}

/// A mention as `overens mentions` prints it.
#[derive(Serialize)]
struct Mention<'t> {
    kind: &'t str,
    canonical: String,
    quote: String,
    page: Option<u32>,
    line: u32,
    rule: &'t str,
    /// True where the reading repairs its print.
    repaired: bool,
    /// What the print may mean, likeliest first, where it was repaired.
    candidates: Vec<String>,
}

/// One mention of a text as a line of JSON.
pub fn mention(text: &Text<'_>, mention: &recognise::Mention) -> String {
    let place = text.mention(mention.range.clone());
    let written = serde_json::to_string(&Mention {
        kind: mention.value.kind(),
        canonical: mention.value.to_string(),
        quote: place.quote,
        page: place.page,
        line: place.line,
        rule: mention.rule,
        repaired: !mention.candidates.is_empty(),
        candidates: mention.candidates.iter().map(ToString::to_string).collect(),
    });
    #[expect(clippy::expect_used, reason = "the record has string keys and whole numbers only")]
    written.expect("a mention can be written as JSON")
}
