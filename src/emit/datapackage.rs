//! `datapackage.json`: the dataset's files with the schema of each table (Frictionless Data
//! Package v2).

use serde_json::{Value, json};

use super::csv::{Dialect, Field, Kind, LISTS};
use super::dataset::File;
use crate::contract::Dataset;
use crate::discover::sha256;

/// The description of a dataset's folder, with the size and hash of each of its files.
pub(super) fn describe(dataset: &Dataset, dialect: Dialect, files: &[File]) -> Value {
    let content = |path: &str| {
        files.iter().find(|file| file.name == path).map_or(&[][..], |file| file.content.as_slice())
    };
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
            "schema": {
                "fields": fields.iter().map(|field| described(field, dialect)).collect::<Vec<_>>(),
                "primaryKey": ["id"],
                "missingValues": [""],
            },
        })
    });
    let records = LISTS.iter().map(|(name, _)| {
        json!({
            "name": format!("{name}-json"),
            "path": format!("{name}.json"),
            "format": "json",
            "mediatype": "application/json",
            "encoding": "utf-8",
        })
    });
    let resources = tables.chain(records).map(|mut resource| {
        let content = content(resource["path"].as_str().unwrap_or_default());
        resource["bytes"] = json!(content.len());
        resource["hash"] = json!(format!("sha256:{}", sha256(content)));
        resource
    });
    json!({
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "overens-dataset",
        "version": dataset.rules.version,
        "schema": dataset.schema,
        "build": dataset.build,
        "rules": dataset.rules,
        "resources": resources.collect::<Vec<_>>(),
    })
}

fn described(field: &Field, dialect: Dialect) -> Value {
    let kind = match field.kind {
        Kind::String => "string",
        Kind::Integer => "integer",
        Kind::Number => "number",
        Kind::Boolean => "boolean",
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
