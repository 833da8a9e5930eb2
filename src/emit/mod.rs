//! Stage 7: extractions to JSON, and the schema of that JSON.

use crate::contract::Extraction;

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

/// The JSON Schema of an extraction, derived from its types.
pub fn schema() -> String {
    let schema = schemars::schema_for!(Extraction);
    #[expect(clippy::expect_used, reason = "a schema is a JSON value")]
    serde_json::to_string_pretty(&schema).expect("a schema can be written as JSON")
}
