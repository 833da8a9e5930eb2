//! The JSON Schemas of an extraction and of a dataset, derived from the types of
//! [`crate::contract`].

use std::collections::BTreeMap;

use schemars::{JsonSchema, schema_for};
use serde_json::Value;

use crate::contract::{Dataset, Extraction};

/// The schema of an extraction, indented by two spaces.
pub fn schema() -> String {
    printed::<Extraction>()
}

/// The schema of a dataset: of its lists together, each of which is a file.
pub fn dataset_schema() -> String {
    printed::<Dataset>()
}

fn printed<T: JsonSchema>() -> String {
    let schema = schema_for!(T);
    #[expect(clippy::expect_used, reason = "a schema is a JSON value")]
    serde_json::to_string_pretty(&schema).expect("a schema can be written as JSON")
}

/// What each field of the records of a dataset's list is, in a sentence.
pub(super) fn descriptions(list: &str) -> BTreeMap<String, String> {
    let schema = Value::from(schema_for!(Dataset));
    let reference = schema["properties"][list]["items"]["$ref"].as_str().unwrap_or_default();
    let record = schema.pointer(reference.trim_start_matches('#'));
    let fields = record.and_then(|record| record["properties"].as_object()).into_iter().flatten();
    let said = fields.filter_map(|(name, field)| {
        Some((name.clone(), field["description"].as_str()?.to_owned()))
    });
    said.collect()
}
