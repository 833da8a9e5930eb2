//! A record taken apart into facts that can be compared one by one.
//!
//! It works on the record's JSON and not on its types, so that a field which is added to the
//! contract is compared from its first day.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::{Map, Value, json};

use crate::contract::{Dataset, DatasetCell, Extraction, Mention};

/// What sort of fact it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "named as the records of the contract")]
pub enum Subject {
    Document,
    Dataset,
    Source,
    Agreement,
    Amount,
    Table,
    Row,
    Cell,
    Deadline,
    Date,
    Party,
    RegistryNumber,
    Appropriation,
    Contact,
    Signatory,
    Link,
    Check,
    Diagnostic,
}

impl Subject {
    /// The name in words: `registry number`.
    pub fn word(self) -> &'static str {
        match self {
            Subject::Document => "document",
            Subject::Dataset => "dataset",
            Subject::Source => "source",
            Subject::Agreement => "agreement",
            Subject::Amount => "amount",
            Subject::Table => "table",
            Subject::Row => "row",
            Subject::Cell => "cell",
            Subject::Deadline => "deadline",
            Subject::Date => "date",
            Subject::Party => "party",
            Subject::RegistryNumber => "registry number",
            Subject::Appropriation => "appropriation",
            Subject::Contact => "contact",
            Subject::Signatory => "signatory",
            Subject::Link => "link",
            Subject::Check => "check",
            Subject::Diagnostic => "diagnostic",
        }
    }

    /// What a list of records of that name holds.
    fn of_list(name: &str) -> Option<Subject> {
        Some(match name {
            "agreements" => Subject::Agreement,
            "amounts" => Subject::Amount,
            "deadlines" => Subject::Deadline,
            "dates" => Subject::Date,
            "parties" => Subject::Party,
            "registry_numbers" => Subject::RegistryNumber,
            "appropriations" => Subject::Appropriation,
            "contacts" => Subject::Contact,
            "signatories" => Subject::Signatory,
            "links" => Subject::Link,
            "tables" => Subject::Table,
            "checks" => Subject::Check,
            "diagnostics" => Subject::Diagnostic,
            _ => return None,
        })
    }
}

/// One fact of a record.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Fact {
    pub(super) subject: Subject,
    /// The fact that this one belongs to.
    pub(super) owner: Option<usize>,
    /// Its id in the record; a row's and a cell's is made of what they are called.
    pub(super) id: String,
    /// Its fields without those that are other facts, ids or places.
    pub(super) fields: BTreeMap<String, Value>,
    pub(super) mentions: Vec<Mention>,
    /// Where it stands in the JSON of an extraction, as a JSON Pointer; empty in a dataset.
    pub(super) path: String,
}

impl Fact {
    /// A field, null where there is none.
    pub(super) fn field(&self, name: &str) -> &Value {
        self.fields.get(name).unwrap_or(&Value::Null)
    }

    /// A field's text; empty where it is none.
    pub(super) fn text(&self, name: &str) -> &str {
        self.field(name).as_str().unwrap_or_default()
    }
}

/// The facts of one extraction; the first is the document.
pub(super) fn of_extraction(extraction: &Extraction) -> Vec<Fact> {
    let mut record = object(extraction);
    let mut facts = Vec::new();
    let document = match record.remove("document") {
        Some(Value::Object(document)) => document,
        _ => Map::new(),
    };
    let root = add(&mut facts, Subject::Document, None, document);
    extend(&mut facts, root, record);
    facts[root].path = "/document".to_owned();
    facts
}

/// The facts of a dataset; the first is the dataset.
pub(super) fn of_dataset(dataset: &Dataset) -> Vec<Fact> {
    let mut facts = Vec::new();
    let rules = object(&dataset.rules);
    let root = add(&mut facts, Subject::Dataset, None, rules);
    for row in &dataset.sources {
        add(&mut facts, Subject::Source, Some(root), object(row));
    }
    let mut owners = BTreeMap::new();
    for row in &dataset.agreements {
        let at = add(&mut facts, Subject::Agreement, Some(root), claimed(dataset, object(row)));
        owners.insert(row.id.as_str(), at);
    }
    let owner = |agreement: &Option<String>| {
        agreement.as_deref().and_then(|id| owners.get(id)).copied().unwrap_or(root)
    };
    rows(&mut facts, dataset, &|agreement| Some(owner(agreement)));
    for row in &dataset.checks {
        add(&mut facts, Subject::Check, Some(root), claimed(dataset, object(row)));
    }
    facts
}

/// The facts of one agreement of a dataset; the first is the agreement.
pub(super) fn of_agreement(dataset: &Dataset, id: &str) -> Vec<Fact> {
    let mut facts = Vec::new();
    for row in dataset.agreements.iter().filter(|row| row.id == id) {
        add(&mut facts, Subject::Agreement, None, claimed(dataset, object(row)));
    }
    rows(&mut facts, dataset, &|agreement| (agreement.as_deref() == Some(id)).then_some(0));
    // Other agreements are in other documents.
    facts.iter_mut().for_each(|fact| drop(fact.fields.remove("claims")));
    facts
}

/// Adds the amounts, deadlines and tables of the agreements that have an owner.
fn rows(
    facts: &mut Vec<Fact>,
    dataset: &Dataset,
    owner: &dyn Fn(&Option<String>) -> Option<usize>,
) {
    for row in &dataset.amounts {
        if let Some(owner) = owner(&row.agreement) {
            add(facts, Subject::Amount, Some(owner), claimed(dataset, object(row)));
        }
    }
    for row in &dataset.deadlines {
        if let Some(owner) = owner(&row.agreement) {
            add(facts, Subject::Deadline, Some(owner), claimed(dataset, object(row)));
        }
    }
    let mut tables = BTreeMap::new();
    for row in &dataset.tables {
        if let Some(owner) = owner(&row.agreement) {
            let at = add(facts, Subject::Table, Some(owner), claimed(dataset, object(row)));
            tables.insert(row.id.as_str(), (at, Names::default(), BTreeMap::new()));
            if let Some(claim) = row.claims.first() {
                let id = claim.id.as_deref().unwrap_or(&row.id);
                facts[at].id = format!("{id} of {}", source(dataset, &claim.document));
            }
        }
    }
    for cell in &dataset.cells {
        let Some((table, names, rows)) = tables.get_mut(cell.table.as_str()) else { continue };
        // The id of a cell is that of its row and the number of its column.
        let (number, column) = cell.id.rsplit_once('-').unwrap_or((&cell.id, ""));
        let row = *rows.entry(number.to_owned()).or_insert_with(|| {
            let row = json!({ "label": cell.region, "code": cell.code });
            keyed(facts, Subject::Row, *table, names, row)
        });
        let position = column.trim_start_matches(|c: char| !c.is_ascii_digit());
        let mut fact = cell_fact(&cell.column, json!(cell.unit), position, json!(cell.value));
        fact.owner = Some(row);
        fact.mentions.extend(mention(cell));
        facts.push(fact);
    }
}

fn mention(cell: &DatasetCell) -> Option<Mention> {
    let quote = cell.quote.clone().unwrap_or_default();
    Some(Mention { page: cell.page, line: cell.line?, quote, bbox: None })
}

/// What a document of a dataset is called.
fn source<'d>(dataset: &'d Dataset, document: &'d str) -> &'d str {
    let found = dataset.sources.iter().find(|source| source.id == document);
    found.map_or(document, |source| source.source.as_str())
}

/// A row of a dataset with its claims by the names of their documents.
fn claimed(dataset: &Dataset, mut row: Map<String, Value>) -> Map<String, Value> {
    // Whose it is, the owner says.
    row.remove("agreement");
    let Some(Value::Array(claims)) = row.remove("claims") else { return row };
    let mut said = Vec::new();
    let mut mentions = Vec::new();
    for claim in claims {
        let document = claim["document"].as_str().unwrap_or_default();
        let value = super::words::value(&claim["value"]);
        said.push(json!(format!("{value} in {}", source(dataset, document))));
        if let Value::Array(places) = &claim["mentions"] {
            mentions.extend(places.iter().cloned());
        }
    }
    row.insert("claims".to_owned(), Value::Array(said));
    row.insert("mentions".to_owned(), Value::Array(mentions));
    row
}

/// Adds a record and all that it holds; gives its index.
fn add(
    facts: &mut Vec<Fact>,
    subject: Subject,
    owner: Option<usize>,
    record: Map<String, Value>,
) -> usize {
    add_at(facts, subject, owner, record, String::new())
}

/// As [`add`], of a record that stands at a path.
fn add_at(
    facts: &mut Vec<Fact>,
    subject: Subject,
    owner: Option<usize>,
    record: Map<String, Value>,
    path: String,
) -> usize {
    let (id, fields, mentions) = (String::new(), BTreeMap::new(), Vec::new());
    facts.push(Fact { subject, owner, id, fields, mentions, path });
    let at = facts.len() - 1;
    if subject == Subject::Table && record.get("rows").is_some_and(Value::is_array) {
        add_table(facts, at, record);
    } else {
        extend(facts, at, record);
    }
    at
}

/// Gives a fact the fields of a record, and adds the facts in it.
fn extend(facts: &mut Vec<Fact>, at: usize, record: Map<String, Value>) {
    for (name, value) in record {
        match (name.as_str(), value) {
            ("id", Value::String(id)) => facts[at].id = id,
            ("mention", value) => facts[at].mentions.extend(places(json!([value]))),
            (name, value) if name.ends_with("mentions") => facts[at].mentions.extend(places(value)),
            ("reader", Value::Object(reader)) => extend(facts, at, reader),
            ("appropriation", Value::Object(record)) => {
                let path = format!("{}/appropriation", facts[at].path);
                add_at(facts, Subject::Appropriation, Some(at), record, path);
            }
            (name, Value::Array(list)) if list.iter().all(Value::is_object) => {
                match Subject::of_list(name) {
                    Some(subject) => {
                        for (index, record) in list.into_iter().enumerate() {
                            if let Value::Object(record) = record {
                                let path = format!("{}/{name}/{index}", facts[at].path);
                                add_at(facts, subject, Some(at), record, path);
                            }
                        }
                    }
                    None => drop(facts[at].fields.insert(name.to_owned(), Value::Array(list))),
                }
            }
            (_, value) => drop(facts[at].fields.insert(name, value)),
        }
    }
}

/// Adds a table's rows, its cells and its total row.
fn add_table(facts: &mut Vec<Fact>, at: usize, mut record: Map<String, Value>) {
    let take = |record: &mut Map<String, Value>, name: &str| match record.remove(name) {
        Some(Value::Array(list)) => list,
        _ => Vec::new(),
    };
    let (columns, rows) = (take(&mut record, "columns"), take(&mut record, "rows"));
    let total = take(&mut record, "total");
    let labels: Vec<Value> = columns.iter().map(|column| column["label"].clone()).collect();
    let units: Vec<Value> = columns.iter().map(|column| column["unit"].clone()).collect();
    record.insert("columns".to_owned(), Value::Array(labels));
    record.insert("units".to_owned(), Value::Array(units));
    extend(facts, at, record);
    let mut names = Names::default();
    let total = (!total.is_empty()).then(|| json!({ "label": "total", "values": total }));
    let keys: Vec<Value> = rows.iter().map(|row| row["label"].clone()).collect();
    facts[at].fields.insert("labels".to_owned(), Value::Array(keys));
    let count = rows.len();
    for (number, record) in rows.into_iter().chain(total).enumerate() {
        let region = &record["region"];
        let row = json!({
            "label": record["label"], "code": region["code"], "name": region["name"],
        });
        let row = keyed(facts, Subject::Row, at, &mut names, row);
        let (own, cells) = if number < count {
            (format!("rows/{number}"), format!("rows/{number}/values"))
        } else {
            ("total".to_owned(), "total".to_owned())
        };
        let table = facts[at].path.clone();
        facts[row].path = format!("{table}/{own}");
        let values = record["values"].as_array().map_or(&[][..], Vec::as_slice);
        for (index, value) in values.iter().enumerate() {
            let column = columns.get(index).unwrap_or(&Value::Null);
            let label = column["label"].as_str().unwrap_or_default();
            let position = (index + 1).to_string();
            let mut fact = cell_fact(label, column["unit"].clone(), &position, value.clone());
            fact.owner = Some(row);
            fact.path = format!("{table}/{cells}/{index}");
            fact.mentions = places(json!([record["mentions"][index]]));
            facts.push(fact);
        }
    }
}

fn cell_fact(column: &str, unit: Value, position: &str, value: Value) -> Fact {
    let fields = [
        ("column", json!(column)),
        ("unit", unit),
        ("position", json!(position)),
        ("value", value),
    ];
    Fact {
        subject: Subject::Cell,
        owner: None,
        id: format!("{position} {column}"),
        fields: fields.map(|(name, value)| (name.to_owned(), value)).into(),
        mentions: Vec::new(),
        path: String::new(),
    }
}

/// How often each name was given.
type Names = BTreeMap<String, usize>;

/// Adds a row whose id is its code, else its label, and how often that stood before.
fn keyed(
    facts: &mut Vec<Fact>,
    subject: Subject,
    owner: usize,
    names: &mut Names,
    record: Value,
) -> usize {
    let name = record["code"].as_str().or(record["label"].as_str()).unwrap_or_default().to_owned();
    let count = names.entry(name.clone()).or_default();
    *count += 1;
    let id = format!("{name} {count}");
    let record = match record {
        Value::Object(record) => record,
        _ => Map::new(),
    };
    let at = add(facts, subject, Some(owner), record);
    facts[at].id = id;
    at
}

/// The mentions of a list; what is null is none.
fn places(list: Value) -> Vec<Mention> {
    let list = match list {
        Value::Array(list) => list,
        _ => Vec::new(),
    };
    list.into_iter().filter_map(|place| serde_json::from_value(place).ok()).collect()
}

/// A record as its JSON.
fn object(record: &impl Serialize) -> Map<String, Value> {
    match serde_json::to_value(record) {
        Ok(Value::Object(record)) => record,
        _ => Map::new(),
    }
}
