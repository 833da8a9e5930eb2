//! Broken, hostile and odd files among good ones: each has its reason, and costs nothing else.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::path::Path;

use serde_json::Value;
use tempfile::TempDir;

use crate::cli::{folder, overens};
use crate::torture_files::{Case, Fate, cases, file, plain};

/// Small enough for a test, large enough for every good document.
const SETTINGS: &[u8] = b"[limits]\nmemory_mib = 300\nseconds = 120\n";

/// The good documents, which surround the others in the order of the names.
fn good(root: &Path) {
    let page = |amount: u32| {
        format!(
            "<h1>Överenskommelse om god vård 2024</h1><p>Överenskommelsen omfattar totalt {amount} \
             mnkr, varav 300 mnkr går till regionerna.</p>"
        )
    };
    fs::write(root.join("a-good.html"), page(452)).unwrap();
    fs::write(root.join("f-good.txt"), "Totalt 452,5 mnkr\n").unwrap();
    fs::write(root.join("o-good.pdf"), file(&plain(""))).unwrap();
    fs::write(root.join("z-good.html"), page(453)).unwrap();
}

/// A folder with the good documents, and the settings in the folder above.
fn documents() -> TempDir {
    let root = folder(&[("overens.toml", SETTINGS), ("documents/readme.csv", b"")]);
    good(&root.path().join("documents"));
    root
}

fn add(root: &TempDir, cases: &[Case]) {
    for case in cases {
        fs::write(root.path().join("documents").join(&case.name), &case.bytes).unwrap();
    }
}

/// The records of all documents by their names, and each as a line.
fn extracted(root: &TempDir) -> BTreeMap<String, (Value, String)> {
    let run = overens(root.path(), &["extract", "documents"]);
    let record = |line: &str| {
        let value: Value = serde_json::from_str(line).unwrap();
        (value["document"]["source"].as_str().unwrap().to_owned(), (value, line.to_owned()))
    };
    run.stdout.lines().map(record).collect()
}

/// What became of a document: `read`, `partial`, or `failed` with the code of the error.
fn fate(record: &Value) -> String {
    let status = record["document"]["status"].as_str().unwrap();
    let error = record["diagnostics"].as_array().unwrap().iter();
    let error = error.filter(|it| it["severity"] == "error").map(|it| it["code"].as_str().unwrap());
    [status].into_iter().chain(error).collect::<Vec<_>>().join(": ")
}

#[test]
fn every_bad_file_has_its_reason_and_costs_no_good_one() {
    let root = documents();
    let alone = extracted(&root);
    let cases = cases();
    add(&root, &cases);
    let together = extracted(&root);
    assert_eq!(together.len(), alone.len() + cases.len());
    for (name, (_, line)) in &alone {
        assert_eq!(&together[name].1, line);
    }
    let mut wrong = Vec::new();
    for case in &cases {
        let (record, line) = &together[&case.name];
        let found = fate(record);
        let read = found == "read" && line.contains("\"value\":452500000,");
        let said = |code: &str| line.contains(&format!("\"code\":\"{code}\""));
        let right = match case.fate {
            Fate::Read => read && !said("guessed-characters"),
            Fate::Doubted(code) => read && said(code),
            Fate::Failed(code) => found == format!("failed: {code}"),
            Fate::Survived => !found.contains("worker-ended") && !found.contains("limit"),
        };
        if !right {
            let said = &record["diagnostics"];
            wrong.push(format!("{}: {found}, not {:?}: {said}", case.name, case.fate));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_dataset_holds_the_same_facts_and_every_bad_file() {
    let root = documents();
    let build = || {
        overens(root.path(), &["build", "--corpus", "documents"]);
        let read = |name: &str| -> Value {
            let file = root.path().join("dataset").join(format!("{name}.json"));
            let text = fs::read_to_string(file).unwrap();
            serde_json::from_str::<Value>(&text).unwrap()[name].take()
        };
        ["agreements", "amounts", "deadlines", "tables", "cells", "checks", "sources"].map(read)
    };
    let [facts @ .., sources] = build();
    let cases: Vec<Case> = cases()
        .into_iter()
        .filter(|case| matches!(case.fate, Fate::Failed(_)) && !case.heavy)
        .collect();
    add(&root, &cases);
    let [facts_among @ .., sources_among] = build();
    assert_eq!(facts_among, facts);
    let (before, after) = (sources.as_array().unwrap(), sources_among.as_array().unwrap());
    assert!(before.iter().all(|row| after.contains(row)));
    let failed = |case: &&Case| {
        let row = after.iter().find(|row| row["source"] == case.name.as_str());
        row.is_some_and(|row| row["status"] == "failed")
    };
    let others: Vec<&str> =
        cases.iter().filter(|case| !failed(case)).map(|case| case.name.as_str()).collect();
    assert!(others.is_empty(), "{others:?}");
}

#[cfg(unix)]
#[test]
fn what_is_no_file_is_passed_over_or_named() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    use std::process::Command;
    let root = documents();
    let at = |name: &str| root.path().join("documents").join(name);
    assert!(Command::new("mkfifo").arg(at("fifo.pdf")).status().unwrap().success());
    fs::create_dir(at("folder.pdf")).unwrap();
    fs::write(at("folder.pdf/inside.txt"), "Totalt 452,5 mnkr\n").unwrap();
    symlink("loop.pdf", at("loop.pdf")).unwrap();
    symlink(".", at("self")).unwrap();
    symlink("/dev/zero", at("zeros.pdf")).unwrap();
    fs::write(at("closed.pdf"), file(&plain(""))).unwrap();
    fs::set_permissions(at("closed.pdf"), fs::Permissions::from_mode(0o000)).unwrap();
    File::create(at("large.html")).unwrap().set_len(1 << 30).unwrap();
    let fates = extracted(&root);
    let fate_of = |name: &str| fates.get(name).map(|(record, _)| fate(record));
    for passed_over in ["fifo.pdf", "loop.pdf", "zeros.pdf"] {
        assert_eq!(fate_of(passed_over), None, "{passed_over}");
    }
    assert_eq!(fate_of("folder.pdf/inside.txt").as_deref(), Some("read"));
    assert_eq!(fate_of("large.html").as_deref(), Some("failed: limit"));
    // Nothing is closed to the system's administrator.
    let closed = if File::open(at("closed.pdf")).is_ok() { "read" } else { "failed: cannot-open" };
    let found = fates.iter().find(|(name, _)| name.ends_with("closed.pdf")).unwrap();
    assert_eq!(fate(&found.1.0), closed);

    let mut ids = BTreeSet::new();
    for (name, code) in [
        ("fifo.pdf", "not-a-file"),
        ("zeros.pdf", "not-a-file"),
        ("loop.pdf", "cannot-open"),
        ("/dev/null", "not-a-file"),
    ] {
        let run = overens(&at(""), &["extract", name]);
        let record: Value = serde_json::from_str(run.stdout.trim_end()).unwrap();
        assert_eq!(fate(&record), format!("failed: {code}"), "{name}");
        assert!(ids.insert(record["document"]["id"].clone().to_string()), "{name}");
    }
}
