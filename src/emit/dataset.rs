//! A dataset as the files of its folder: each list as JSON and as CSV, and the package's
//! description. Every file says of which build it is; for CSV, `datapackage.json` says so.

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};
use serde_json::Value;

use super::csv::{Dialect, table};
use super::datapackage::describe;
use crate::contract::Dataset;
use crate::discover::sha256;

/// A file of the dataset's folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Its name in the folder.
    pub name: String,
    /// Its bytes.
    pub content: Vec<u8>,
}

/// One list of the dataset as it stands in its JSON file.
struct Envelope<'d, T> {
    dataset: &'d Dataset,
    name: &'static str,
    rows: &'d [T],
}

impl<T: Serialize> Serialize for Envelope<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(4))?;
        map.serialize_entry("schema", &self.dataset.schema)?;
        map.serialize_entry("build", &self.dataset.build)?;
        map.serialize_entry("rules", &self.dataset.rules)?;
        map.serialize_entry(self.name, self.rows)?;
        map.end()
    }
}

/// The files of a dataset, after its `build` is set to the fingerprint of its rows and rules.
pub fn dataset(dataset: &mut Dataset, dialect: Dialect) -> Vec<File> {
    dataset.build = fingerprint(dataset);
    let dataset = &*dataset;
    let mut files = Vec::new();
    files.extend(list(dataset, "agreements", &dataset.agreements, dialect));
    files.extend(list(dataset, "amounts", &dataset.amounts, dialect));
    files.extend(list(dataset, "deadlines", &dataset.deadlines, dialect));
    files.extend(list(dataset, "tables", &dataset.tables, dialect));
    files.extend(list(dataset, "cells", &dataset.cells, dialect));
    files.extend(list(dataset, "checks", &dataset.checks, dialect));
    files.extend(list(dataset, "sources", &dataset.sources, dialect));
    files.push(File {
        name: "datapackage.json".to_owned(),
        content: written(&describe(dataset, dialect, &files)),
    });
    files
}

/// One list as JSON and as CSV.
fn list<T: Serialize>(
    dataset: &Dataset,
    name: &'static str,
    rows: &[T],
    dialect: Dialect,
) -> [File; 2] {
    #[expect(clippy::expect_used, reason = "the records have string keys and finite numbers only")]
    let value = |row| serde_json::to_value(row).expect("a row can be written as JSON");
    let values: Vec<Value> = rows.iter().map(value).collect();
    [
        File { name: format!("{name}.json"), content: written(&Envelope { dataset, name, rows }) },
        File { name: format!("{name}.csv"), content: table(name, &values, dialect) },
    ]
}

/// SHA-256 over the rules and all rows; the field that will hold it is still empty or left out.
fn fingerprint(dataset: &Dataset) -> String {
    let bare = Dataset { build: String::new(), ..dataset.clone() };
    sha256(&written(&bare))
}

fn written(value: &impl Serialize) -> Vec<u8> {
    #[expect(clippy::expect_used, reason = "the records have string keys and finite numbers only")]
    let mut text = serde_json::to_vec_pretty(value).expect("a dataset can be written as JSON");
    text.push(b'\n');
    text
}
