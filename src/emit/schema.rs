//! The JSON Schema of an extraction, derived from the types of [`crate::contract`].

use crate::contract::Extraction;

/// The schema, indented by two spaces.
pub fn schema() -> String {
    let schema = schemars::schema_for!(Extraction);
    #[expect(clippy::expect_used, reason = "a schema is a JSON value")]
    serde_json::to_string_pretty(&schema).expect("a schema can be written as JSON")
}
