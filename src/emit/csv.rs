//! A list of the dataset as CSV: RFC 4180, or as a spreadsheet with Swedish settings reads it.

use std::io::{self, Write};

use csv::{QuoteStyle, Terminator, Writer, WriterBuilder};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// How CSV is written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Dialect {
    /// RFC 4180, UTF-8: comma, decimal point.
    #[default]
    #[serde(rename = "rfc4180")]
    Rfc4180,
    /// Semicolon, decimal comma, byte order mark.
    #[serde(rename = "sv")]
    Swedish,
}

impl Dialect {
    /// What stands between two fields.
    pub(super) fn delimiter(self) -> char {
        match self {
            Dialect::Rfc4180 => ',',
            Dialect::Swedish => ';',
        }
    }
}

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    String,
    Integer,
    Number,
    Boolean,
    Date,
    /// Several values, joined by what the path says.
    List,
}

/// A column: its name, where its value stands in a row, and what it holds. A list is joined by
/// spaces, `*` being each of its items.
#[derive(Debug)]
pub(super) struct Field {
    pub(super) name: &'static str,
    pub(super) path: &'static [&'static str],
    pub(super) kind: Kind,
}

impl Field {
    /// What stands between the items of a list.
    pub(super) fn separator(&self) -> &'static str {
        if self.path.contains(&"|") { " | " } else { " " }
    }
}

const fn field(name: &'static str, path: &'static [&'static str], kind: Kind) -> Field {
    Field { name, path, kind }
}

/// Columns that are called as their field in JSON.
macro_rules! plain {
    ($name:literal) => {
        field($name, &[$name], Kind::String)
    };
    ($name:literal, $kind:ident) => {
        field($name, &[$name], Kind::$kind)
    };
}

const DOCUMENTS: Field = field("documents", &["claims", "*", "document"], Kind::List);
const PAGE: Field = field("page", &["claims", "0", "mentions", "0", "page"], Kind::Integer);
const LINE: Field = field("line", &["claims", "0", "mentions", "0", "line"], Kind::Integer);
const QUOTE: Field = field("quote", &["claims", "0", "mentions", "0", "quote"], Kind::String);

const AGREEMENTS: &[Field] = &[
    plain!("id"),
    plain!("title"),
    field("aliases", &["aliases", "|"], Kind::List),
    plain!("supplement", Boolean),
    plain!("supplements"),
    plain!("first_year", Integer),
    plain!("last_year", Integer),
    field("registry_numbers", &["registry_numbers", "|"], Kind::List),
    DOCUMENTS,
    PAGE,
    LINE,
    QUOTE,
];

const AMOUNTS: &[Field] = &[
    plain!("id"),
    plain!("agreement"),
    plain!("role"),
    plain!("value", Number),
    plain!("value_to", Number),
    field("former", &["former", "*"], Kind::List),
    plain!("currency"),
    plain!("resolution", Number),
    plain!("bound"),
    plain!("per"),
    field("years", &["years", "*"], Kind::List),
    field("recipient_kind", &["recipient", "kind"], Kind::String),
    field("recipient_code", &["recipient", "code"], Kind::String),
    field("recipient_name", &["recipient", "name"], Kind::String),
    field("funder_kind", &["funder", "kind"], Kind::String),
    field("funder_code", &["funder", "code"], Kind::String),
    field("funder_name", &["funder", "name"], Kind::String),
    plain!("purpose"),
    plain!("basis"),
    plain!("parent"),
    plain!("proved_by"),
    DOCUMENTS,
    PAGE,
    LINE,
    QUOTE,
];

const DEADLINES: &[Field] = &[
    plain!("id"),
    plain!("agreement"),
    plain!("kind"),
    plain!("date"),
    plain!("year_inferred", Boolean),
    plain!("by"),
    plain!("to"),
    DOCUMENTS,
    PAGE,
    LINE,
    QUOTE,
];

const TABLES: &[Field] = &[
    plain!("id"),
    plain!("agreement"),
    plain!("kind"),
    plain!("title"),
    plain!("unit"),
    field("columns", &["columns", "|"], Kind::List),
    plain!("rows", Integer),
    DOCUMENTS,
    PAGE,
    LINE,
];

const CELLS: &[Field] = &[
    plain!("id"),
    plain!("agreement"),
    plain!("table"),
    plain!("code"),
    plain!("region"),
    plain!("column"),
    plain!("unit"),
    plain!("value", Number),
    plain!("proved_by"),
    plain!("document"),
    plain!("page", Integer),
    plain!("line", Integer),
    plain!("quote"),
];

const CHECKS: &[Field] = &[
    plain!("id"),
    plain!("kind"),
    plain!("status"),
    field("subject", &["subject", "*"], Kind::List),
    plain!("expected", Number),
    plain!("actual", Number),
    plain!("difference", Number),
    plain!("tolerance", Number),
    plain!("message"),
    DOCUMENTS,
];

const SOURCES: &[Field] = &[
    plain!("id"),
    plain!("source"),
    plain!("origin"),
    plain!("captured", Date),
    plain!("supersedes"),
    plain!("superseded_by"),
    plain!("sha256"),
    plain!("kind"),
    plain!("title"),
    plain!("published"),
    plain!("status"),
];

/// The lists of a dataset with their columns.
pub(super) const LISTS: &[(&str, &[Field])] = &[
    ("agreements", AGREEMENTS),
    ("amounts", AMOUNTS),
    ("deadlines", DEADLINES),
    ("tables", TABLES),
    ("cells", CELLS),
    ("checks", CHECKS),
    ("sources", SOURCES),
];

/// A list being written as CSV, under a line of headings.
#[derive(Debug)]
pub(super) struct Table<W: Write> {
    fields: &'static [Field],
    dialect: Dialect,
    writer: Writer<W>,
}

impl<W: Write> Table<W> {
    pub(super) fn new(fields: &'static [Field], dialect: Dialect, mut to: W) -> io::Result<Self> {
        if dialect == Dialect::Swedish {
            to.write_all("\u{feff}".as_bytes())?;
        }
        let mut writer = WriterBuilder::new()
            .delimiter(dialect.delimiter() as u8)
            .terminator(Terminator::CRLF)
            .quote_style(QuoteStyle::Necessary)
            .from_writer(to);
        writer.write_record(fields.iter().map(|field| field.name))?;
        Ok(Table { fields, dialect, writer })
    }

    pub(super) fn row(&mut self, row: &Value) -> io::Result<()> {
        let cells = self.fields.iter().map(|field| cell(row, field, self.dialect));
        Ok(self.writer.write_record(cells)?)
    }

    /// What it was written to.
    pub(super) fn finish(self) -> io::Result<W> {
        self.writer.into_inner().map_err(|error| error.into_error())
    }
}

/// One value of a row as text; empty for null.
fn cell(row: &Value, field: &Field, dialect: Dialect) -> String {
    let text = text(row, field.path);
    match (field.kind, dialect) {
        (Kind::Number, Dialect::Swedish) => text.replace('.', ","),
        _ => text,
    }
}

fn text(value: &Value, path: &[&str]) -> String {
    let joined = |rest: &[&str], by: &str| {
        let items = value.as_array().map_or(&[][..], Vec::as_slice);
        let mut texts: Vec<String> = Vec::new();
        for item in items {
            let text = text(item, rest);
            // Two claims of one document name it once.
            if rest.is_empty() || !texts.contains(&text) {
                texts.push(text);
            }
        }
        texts.join(by)
    };
    match path {
        [] => match value {
            Value::Null => String::new(),
            Value::String(text) => text.clone(),
            other => other.to_string(),
        },
        ["*", rest @ ..] => joined(rest, " "),
        ["|", rest @ ..] => joined(rest, " | "),
        [first, rest @ ..] => {
            let inner = match first.parse::<usize>() {
                Ok(index) => value.get(index),
                Err(_) => value.get(first),
            };
            inner.map_or(String::new(), |inner| text(inner, rest))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writes_both_dialects() {
        let row: Value = serde_json::from_str(
            r#"{"id": "a", "role": "total", "value": 12.5, "former": [10, 11], "years": [2017, 2018],
                "purpose": "vård; \"bättre\", snabbare",
                "claims": [{"document": "d1", "mentions": [{"page": null, "line": 7}]},
                           {"document": "d2", "mentions": []}]}"#,
        )
        .expect("JSON");
        for (dialect, expected) in [
            (
                Dialect::Rfc4180,
                "a,,total,12.5,,10 11,,,,,2017 2018,,,,,,,\"vård; \"\"bättre\"\", snabbare\",,,,d1 d2,,7,\r\n",
            ),
            (
                Dialect::Swedish,
                "a;;total;12,5;;10 11;;;;;2017 2018;;;;;;;\"vård; \"\"bättre\"\", snabbare\";;;;d1 d2;;7;\r\n",
            ),
        ] {
            let mut table = Table::new(AMOUNTS, dialect, Vec::new()).expect("memory");
            table.row(&row).expect("memory");
            let written = String::from_utf8(table.finish().expect("memory")).expect("text");
            assert!(written.ends_with(expected), "{written}");
            assert_eq!(written.starts_with('\u{feff}'), dialect == Dialect::Swedish);
        }
    }
}
