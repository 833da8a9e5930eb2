//! The dataset's package by the rules of Data Package v2: its tables are as it says.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::dataset::{files, overens};
use crate::repository;

/// The table of a resource: headings and rows.
struct Table {
    headings: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Table {
    fn of(resource: &Value, bytes: &[u8]) -> Table {
        let dialect = &resource["dialect"];
        let delimiter = text(&dialect["delimiter"]).as_bytes()[0];
        let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
        assert!(bytes.ends_with(text(&dialect["lineTerminator"]).as_bytes()));
        let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).from_reader(bytes);
        let own = |record: &csv::StringRecord| record.iter().map(str::to_owned).collect();
        let headings = own(reader.headers().unwrap());
        Table { headings, rows: reader.records().map(|row| own(&row.unwrap())).collect() }
    }

    fn column(&self, name: &str) -> impl Iterator<Item = &str> {
        let at = self.headings.iter().position(|heading| heading == name).unwrap();
        self.rows.iter().map(move |row| row[at].as_str())
    }
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap()
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

/// True where a cell is of the type that its field states.
fn fits(field: &Value, cell: &str) -> bool {
    if cell.is_empty() {
        return true;
    }
    let number = |cell: &str| {
        let digits = cell.strip_prefix('-').unwrap_or(cell);
        let mark = field["decimalChar"].as_str().unwrap_or(".");
        let (whole, rest) = digits.split_once(mark).unwrap_or((digits, "0"));
        [whole, rest]
            .iter()
            .all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()))
    };
    match text(&field["type"]) {
        "string" => true,
        "integer" => cell.parse::<i64>().is_ok(),
        "number" => number(cell),
        "boolean" => ["true", "false"].contains(&cell),
        "date" => cell.parse::<jiff::civil::Date>().is_ok() && cell.len() == 10,
        other => panic!("{other} is no type that is used"),
    }
}

/// What the standard asks of a package, as far as ours uses it.
fn profile() -> jsonschema::Validator {
    let profile = include_str!("../profiles/datapackage.json");
    jsonschema::validator_for(&serde_json::from_str(profile).unwrap()).unwrap()
}

#[test]
fn the_profile_refuses_what_is_no_package() {
    for wrong in [
        serde_json::json!({ "name": "a" }),
        serde_json::json!({ "resources": [{ "path": "a.csv" }] }),
        serde_json::json!({ "resources": [{
            "name": "a",
            "path": "a.csv",
            "schema": { "fields": [{ "name": "a", "type": "money" }] },
        }] }),
    ] {
        assert!(!profile().is_valid(&wrong), "{wrong}");
    }
}

fn check(dialect: &str) {
    let folder = tempfile::tempdir().unwrap();
    let corpus = repository("corpus");
    let corpus = corpus.to_str().unwrap();
    overens(folder.path(), &["build", "--corpus", corpus, "--csv-dialect", dialect]);
    let files = files(&folder.path().join("dataset"));
    let package: Value = serde_json::from_slice(&files["datapackage.json"]).unwrap();
    assert_eq!(package["$schema"], "https://datapackage.org/profiles/2.0/datapackage.json");
    let wrong: Vec<String> = profile()
        .iter_errors(&package)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let mut names = BTreeSet::new();
    let mut tables = BTreeMap::new();
    for resource in list(&package["resources"]) {
        let name = text(&resource["name"]);
        assert!(names.insert(name), "{name} stands twice");
        tables.insert(name, (resource, Table::of(resource, &files[text(&resource["path"])])));
    }
    // Each list is there as JSON too.
    let records = list(&package["records"]);
    let described: BTreeSet<&str> = records.iter().map(|record| text(&record["name"])).collect();
    assert_eq!((names.len(), &described), (7, &names));
    for record in records {
        let json: Value = serde_json::from_slice(&files[text(&record["path"])]).unwrap();
        let (name, bytes) = (text(&record["name"]), &files[text(&record["path"])]);
        assert_eq!(list(&json[name]).len(), tables[name].1.rows.len(), "{name}");
        assert_eq!(record["bytes"], bytes.len(), "{name}");
    }
    for (name, (resource, table)) in &tables {
        assert!(!table.rows.is_empty(), "{name} is empty");
        let fields = list(&resource["schema"]["fields"]);
        let named: Vec<&str> = fields.iter().map(|field| text(&field["name"])).collect();
        assert_eq!(table.headings, named, "{name}");
        for (at, field) in fields.iter().enumerate() {
            assert!(field["description"].is_string(), "{name}: {field} is not described");
            let wrong = table.rows.iter().find(|row| !fits(field, &row[at]));
            assert!(wrong.is_none(), "{name}: {field} is not {wrong:?}");
        }
        let ids: BTreeSet<&str> = table.column("id").collect();
        assert!(ids.len() == table.rows.len() && !ids.contains(""), "{name}: the primary key");
        for key in list(&resource["schema"]["foreignKeys"]) {
            let other = key["reference"]["resource"].as_str().unwrap_or(name);
            let known: BTreeSet<&str> = tables[other].1.column("id").collect();
            let mut own = table.column(text(&key["fields"][0]));
            let unknown = own.find(|id| !id.is_empty() && !known.contains(id));
            assert_eq!(unknown, None, "{name}: {key}");
        }
    }
    let amounts = &tables["amounts"].1;
    assert!(amounts.column("parent").any(|id| !id.is_empty()));
    assert!(tables["cells"].1.column("value").any(|it| it.contains(['.', ','])));
}

#[test]
fn the_tables_are_as_the_package_says() {
    check("rfc4180");
    check("sv");
}
