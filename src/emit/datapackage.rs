//! `datapackage.json`: the dataset's files with the schema of each table (Frictionless Data
//! Package v2).

use serde_json::{Value, json};

use super::csv::{Dialect, Field, Kind, LISTS};
use crate::contract::Dataset;

/// The description of a dataset's folder.
pub(super) fn describe(dataset: &Dataset, dialect: Dialect) -> Value {
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
    json!({
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "overens-dataset",
        "version": dataset.rules.version,
        "schema": dataset.schema,
        "build": dataset.build,
        "rules": dataset.rules,
        "resources": tables.chain(records).collect::<Vec<_>>(),
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
