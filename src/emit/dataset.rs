//! A dataset as the files of its folder: each list as JSON and as CSV, row by row, and the
//! package's description. Every JSON file says of which build it is; for CSV, `datapackage.json`
//! says so.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::csv::{Dialect, LISTS, Table};
use super::datapackage::describe;
use crate::contract::{DATASET_SCHEMA, RuleSet};
use crate::reconcile::documents::Row;

/// Of which build the files are.
#[derive(Debug, Clone, Copy)]
pub struct Build<'b> {
    /// The fingerprint of the build.
    pub fingerprint: &'b str,
    /// The rules by which the documents were read.
    pub rules: &'b RuleSet,
}

/// A file that was written.
#[derive(Debug)]
pub(super) struct Written {
    pub(super) name: String,
    pub(super) bytes: u64,
    pub(super) sha256: String,
}

/// The files of a dataset while its rows come.
#[derive(Debug)]
pub struct DatasetWriter<'b, W: Write> {
    build: Build<'b>,
    dialect: Dialect,
    lists: Vec<List<W>>,
}

/// The two files of one list.
#[derive(Debug)]
struct List<W: Write> {
    name: &'static str,
    rows: u64,
    json: Hashed<W>,
    csv: Table<Hashed<W>>,
}

/// Something that is written to, with the size and hash of what came.
#[derive(Debug)]
struct Hashed<W> {
    to: W,
    bytes: u64,
    hasher: Sha256,
}

impl<W: Write> Write for Hashed<W> {
    fn write(&mut self, buffer: &[u8]) -> io::Result<usize> {
        let count = self.to.write(buffer)?;
        self.hasher.update(&buffer[..count]);
        self.bytes += count as u64;
        Ok(count)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.to.flush()
    }
}

impl<W: Write> Hashed<W> {
    fn new(to: W) -> Hashed<W> {
        Hashed { to, bytes: 0, hasher: Sha256::new() }
    }

    fn finish(mut self, name: String) -> io::Result<(Written, W)> {
        self.to.flush()?;
        let sha256 = self.hasher.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
        Ok((Written { name, bytes: self.bytes, sha256 }, self.to))
    }
}

impl<'b, W: Write> DatasetWriter<'b, W> {
    /// Begins all lists; `open` gives the file of a name.
    ///
    /// # Errors
    /// Those of `open` and of writing.
    pub fn new(
        build: Build<'b>,
        dialect: Dialect,
        mut open: impl FnMut(&str) -> io::Result<W>,
    ) -> io::Result<DatasetWriter<'b, W>> {
        let mut lists = Vec::new();
        for (name, fields) in LISTS {
            let mut json = Hashed::new(open(&format!("{name}.json"))?);
            let Build { fingerprint, rules } = build;
            write!(
                json,
                "{{\n  \"schema\": \"{DATASET_SCHEMA}\",\n  \"build\": \"{fingerprint}\",\n"
            )?;
            write!(json, "  \"rules\": {},\n  \"{name}\": [", serde_json::to_string(rules)?)?;
            let csv = Hashed::new(open(&format!("{name}.csv"))?);
            let csv = Table::new(fields, dialect, csv)?;
            lists.push(List { name, rows: 0, json, csv });
        }
        Ok(DatasetWriter { build, dialect, lists })
    }

    /// Writes a row to the files of its list.
    ///
    /// # Errors
    /// Those of writing.
    pub fn row(&mut self, row: Row<'_>) -> io::Result<()> {
        match row {
            Row::Agreement(row) => self.add("agreements", row),
            Row::Amount(row) => self.add("amounts", row),
            Row::Deadline(row) => self.add("deadlines", row),
            Row::Table(row) => self.add("tables", row),
            Row::Cell(row) => self.add("cells", row),
            Row::Check(row) => self.add("checks", row),
            Row::Source(row) => self.add("sources", row),
        }
    }

    fn add(&mut self, name: &str, row: &impl Serialize) -> io::Result<()> {
        let Some(list) = self.lists.iter_mut().find(|list| list.name == name) else {
            return Ok(());
        };
        list.json.write_all(if list.rows == 0 { b"\n    " } else { b",\n    " })?;
        list.rows += 1;
        serde_json::to_writer(&mut list.json, row)?;
        list.csv.row(&serde_json::to_value(row)?)
    }

    /// Ends all lists and writes `datapackage.json`; gives all files, as `open` gave them.
    ///
    /// # Errors
    /// Those of `open` and of writing.
    pub fn finish(self, mut open: impl FnMut(&str) -> io::Result<W>) -> io::Result<Vec<W>> {
        let (mut written, mut files) = (Vec::new(), Vec::new());
        for mut list in self.lists {
            list.json.write_all(if list.rows == 0 { b"]\n}\n" } else { b"\n  ]\n}\n" })?;
            for (hashed, ending) in [(list.json, "json"), (list.csv.finish()?, "csv")] {
                let (file, to) = hashed.finish(format!("{}.{ending}", list.name))?;
                written.push(file);
                files.push(to);
            }
        }
        let package = describe(self.build, self.dialect, &written);
        let mut file = open("datapackage.json")?;
        serde_json::to_writer_pretty(&mut file, &package)?;
        file.write_all(b"\n")?;
        file.flush()?;
        files.push(file);
        Ok(files)
    }
}

impl Written {
    /// What a package says of a file.
    pub(super) fn describe(&self, resource: &mut Value) {
        resource["bytes"] = json!(self.bytes);
        resource["hash"] = json!(format!("sha256:{}", self.sha256));
    }
}
