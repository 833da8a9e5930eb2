//! `datapackage.json`: the dataset's files with the schema of each table (Frictionless Data
//! Package v2).

use serde_json::{Value, json};

use super::csv::{Dialect, Field, Kind, LISTS};
use super::dataset::{Build, Written};
use super::schema::descriptions;
use crate::contract::DATASET_SCHEMA;

/// The fields that hold the id of a row of another list, or of the same: list, field, other list.
const KEYS: &[(&str, &str, &str)] = &[
    ("agreements", "supplements", "agreements"),
    ("amounts", "agreement", "agreements"),
    ("amounts", "parent", "amounts"),
    ("amounts", "proved_by", "checks"),
    ("deadlines", "agreement", "agreements"),
    ("tables", "agreement", "agreements"),
    ("cells", "agreement", "agreements"),
    ("cells", "table", "tables"),
    ("cells", "proved_by", "checks"),
    ("cells", "document", "sources"),
    ("sources", "supersedes", "sources"),
    ("sources", "superseded_by", "sources"),
];

/// The description of a dataset's folder, with the size and hash of each of its files.
pub(super) fn describe(build: Build<'_>, dialect: Dialect, files: &[Written]) -> Value {
    let tables = LISTS.iter().map(|(name, fields)| {
        json!({
            "name": name,
            "type": "table",
            "path": format!("{name}.csv"),
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": "utf-8",
            "dialect": {
                "delimiter": dialect.delimiter().to_string(),
                "lineTerminator": "\r\n",
                "quoteChar": "\"",
                "doubleQuote": true,
                "header": true,
            },
            "schema": schema(name, fields, dialect),
        })
    });
    let records = LISTS.iter().map(|(name, _)| {
        json!({
            "name": name,
            "path": format!("{name}.json"),
            "format": "json",
            "mediatype": "application/json",
            "encoding": "utf-8",
        })
    });
    let described = |mut resource: Value| {
        let path = resource["path"].as_str().unwrap_or_default();
        if let Some(file) = files.iter().find(|file| file.name == path) {
            file.describe(&mut resource);
        }
        resource
    };
    json!({
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "overens-dataset",
        "version": build.rules.version,
        "schema": DATASET_SCHEMA,
        "build": build.fingerprint,
        "rules": build.rules,
        "resources": tables.map(described).collect::<Vec<_>>(),
        // No resources: Frictionless takes any JSON that has "checks" for a checklist of its own.
        "records": records.map(described).collect::<Vec<_>>(),
    })
}

fn schema(name: &str, fields: &[Field], dialect: Dialect) -> Value {
    let said = descriptions(name);
    let fields = fields.iter().map(|field| {
        let mut described = described(field, dialect);
        if let Some(sentence) = field.path.first().and_then(|path| said.get(*path)) {
            described["description"] = match field.kind {
                Kind::List => {
                    json!(format!("{sentence} Several are joined by \"{}\".", field.separator()))
                }
                _ => json!(sentence),
            };
        }
        described
    });
    let keys = KEYS.iter().filter(|(list, ..)| *list == name).map(|(list, field, other)| {
        let mut reference = json!({ "fields": ["id"] });
        // A key into the same table names no resource.
        if list != other {
            reference["resource"] = json!(other);
        }
        json!({ "fields": [field], "reference": reference })
    });
    let keys: Vec<Value> = keys.collect();
    let mut schema = json!({
        "fields": fields.collect::<Vec<_>>(),
        "primaryKey": ["id"],
        "missingValues": [""],
    });
    if !keys.is_empty() {
        schema["foreignKeys"] = json!(keys);
    }
    schema
}

fn described(field: &Field, dialect: Dialect) -> Value {
    let kind = match field.kind {
        // The published profile refuses the type "list", though the standard has it.
        Kind::String | Kind::List => "string",
        Kind::Integer => "integer",
        Kind::Number => "number",
        Kind::Boolean => "boolean",
        Kind::Date => "date",
    };
    let mut described = json!({ "name": field.name, "type": kind });
    if field.kind == Kind::Number && dialect == Dialect::Swedish {
        described["decimalChar"] = json!(",");
    }
    if field.name == "id" {
        described["constraints"] = json!({ "required": true, "unique": true });
    }
    described
}
