//! What goes over documents: the dataset and what it says of one place.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use overens::contract::{CheckKind, CheckStatus, Dataset, Extraction, Role};
use overens::reconcile::documents::dataset as reduced;
use overens::{Options, rule_set};
use serde_json::Value;
use tempfile::TempDir;

use crate::build::Random;

/// An agreement whose parts leave two millions.
pub(crate) const AGREEMENT: &str = "<h1>Överenskommelse om god tandvård 2024</h1>\
    <p>Överenskommelsen omfattar totalt 400 000 000 kronor för 2024, varav 300 000 000 kronor går \
    till regionerna och 98 000 000 kronor till kommunerna.</p>";

/// Runs the program in a folder: exit code, standard output, standard error.
pub(crate) fn overens(folder: &Path, arguments: &[&str]) -> (Option<i32>, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_overens"))
        .current_dir(folder)
        .args(arguments)
        .env_remove("RAYON_NUM_THREADS")
        .output()
        .unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code(), text(output.stdout), text(output.stderr))
}

pub(crate) fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, content) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }
    folder
}

/// The agreement's own text: two earmarks, and an annex with what each region gets of them.
pub(crate) const OWN_TEXT: &str = "<h1>Överenskommelse om stöd till tandhälsa och munvård 2021</h1>\
    <p>Överenskommelse mellan staten och Sveriges Kommuner och Regioner.</p>\
    <p>Överenskommelsen omfattar totalt 61 000 000 kronor för 2021, varav 31 000 000 kronor går \
    till regionerna för utbildning av tandsköterskor och 30 000 000 kronor till regionerna för \
    uppsökande munvård.</p>\
    <table><caption>Fördelning av medel 2021, kronor</caption>\
    <tr><th>Region</th><th>Utbildning av tandsköterskor</th><th>Uppsökande munvård</th></tr>\
    <tr><td>Region Gotland</td><td>1 752 049</td><td>10 375 307</td></tr>\
    <tr><td>Region Skåne</td><td>20 247 951</td><td>9 624 693</td></tr>\
    <tr><td>Region Halland</td><td>9 000 000</td><td>10 000 000</td></tr>\
    <tr><td>Summa</td><td>31 000 000</td><td>30 000 000</td></tr></table>";

/// A region's summary with a misprint (34 for 31), a share cut off (1,7) and one rounded (10,4).
pub(crate) const SUMMARY: &str = "<h1>Sammanställning av riktade statsbidrag 2021</h1>\
    <h2>Överenskommelse om stöd till tandhälsa och munvård 2021</h2>\
    <table><tr><th>Ändamål</th><th>Belopp 2021</th><th>Belopp Region Gotland</th></tr>\
    <tr><td>Totalt</td><td>61 mnkr</td><td></td></tr>\
    <tr><td>Utbildning tandsköterskor</td><td>34 mnkr</td><td>1,7 mnkr</td></tr>\
    <tr><td>Uppsökande munvård</td><td>30 mnkr</td><td>10,4 mnkr</td></tr></table>";

/// The same words as [`OWN_TEXT`], for another year and with another total.
const NEXT_YEAR: &str = "<h1>Överenskommelse om stöd till tandhälsa och munvård 2022</h1>\
    <p>Överenskommelsen omfattar totalt 75 000 000 kronor för 2022.</p>";

/// What this repository's own documents say.
pub(crate) fn corpus() -> Vec<Extraction> {
    let sources = overens::discover::discover(&[crate::repository("corpus")]).sources;
    let mut extractions = Vec::new();
    let keep = |extraction, _| {
        extractions.push(extraction);
        Ok(())
    };
    overens::Run::default().extract_all(sources, keep).unwrap();
    extractions
}

/// What several pages say, as one dataset.
pub(crate) fn dataset(pages: &[(&str, &str)]) -> Dataset {
    let extractions = pages
        .iter()
        .map(|(name, page)| {
            let options = Options { source: (*name).to_owned(), ..Options::default() };
            overens::extract(page.as_bytes(), &options)
        })
        .collect();
    reduced(extractions, rule_set())
}

/// Status and difference of the checks between documents whose figures differ.
fn differing(dataset: &Dataset) -> Vec<(CheckStatus, String)> {
    let between = dataset
        .checks
        .iter()
        .filter(|check| check.kind == CheckKind::BetweenDocuments && !check.difference.0.is_zero());
    let mut found: Vec<(CheckStatus, String)> =
        between.map(|check| (check.status, check.difference.to_string())).collect();
    found.sort();
    found
}

#[test]
fn documents_that_differ_are_said_to_contradict_each_other() {
    let dataset = dataset(&[("own.html", OWN_TEXT), ("summary.html", SUMMARY)]);
    assert_eq!(dataset.agreements.len(), 1);
    assert_eq!(dataset.agreements[0].claims.len(), 2);
    let expected = [
        (CheckStatus::Holds, "24693"),
        (CheckStatus::Contradicts, "-52049"),
        (CheckStatus::Contradicts, "3000000"),
    ];
    assert_eq!(differing(&dataset), expected.map(|(status, off)| (status, off.to_owned())));
    let misprint = dataset.amounts.iter().find(|row| row.value.to_string() == "31000000").unwrap();
    let claims: Vec<String> = misprint.claims.iter().map(|it| it.value.to_string()).collect();
    assert_eq!(claims, ["31000000", "34000000"]);
}

#[test]
fn copies_agree_and_years_are_apart() {
    let copy = OWN_TEXT.replace("Överenskommelsen omfattar", "Överenskommelsen omfattar\n");
    let pages = [("a.html", OWN_TEXT), ("b.html", &copy), ("c.html", NEXT_YEAR)];
    let dataset = dataset(&pages);
    assert_eq!(differing(&dataset), []);
    let ids: Vec<&str> = dataset.agreements.iter().map(|row| row.id.as_str()).collect();
    assert_eq!(ids.len(), 2, "{ids:?}");
    assert_eq!(dataset.sources.len(), 3);
    let totals = dataset.amounts.iter().filter(|row| row.role == Role::Total);
    assert_eq!(totals.map(|row| row.claims.len()).collect::<Vec<_>>(), [2, 1]);
}

#[test]
fn rounded_and_yearly_totals_are_one_by_role_and_year() {
    let page = |total: &str| {
        format!(
            "<h1>Överenskommelse om god tandvård 2018–2020</h1>\
             <p>Överenskommelsen omfattar totalt {total}.</p>"
        )
    };
    let yearly = page("cirka 1,8 miljarder kronor per år 2018–2020");
    let (first, second) =
        (page("1 831 000 000 kronor för 2018"), page("1 790 000 000 kronor för 2019"));
    let dataset = dataset(&[("a.html", &yearly), ("b.html", &first), ("c.html", &second)]);
    assert_eq!(dataset.agreements.len(), 1);
    let years: Vec<i32> = dataset.amounts.iter().flat_map(|row| row.years.clone()).collect();
    assert_eq!(
        (dataset.amounts.len(), years.contains(&2018), years.contains(&2019)),
        (2, true, true)
    );
    // What is stated per year is a claim of each of its years.
    let claims: Vec<usize> = dataset.amounts.iter().map(|row| row.claims.len()).collect();
    assert_eq!(claims, [2, 2]);
    assert!(differing(&dataset).iter().all(|(status, _)| *status == CheckStatus::Holds));
}

#[test]
fn what_is_stated_per_year_joins_the_fact_of_each_year() {
    let page = |total: &str| {
        format!(
            "<h1>Överenskommelse om god tandvård 2018–2022</h1>\
             <p>Överenskommelsen omfattar totalt {total}.</p>"
        )
    };
    let pages = [
        page("1 miljard kronor per år 2018–2022"),
        page("1 000 000 000 kronor för 2020"),
        page("1 000 000 000 kronor för 2021"),
        page("1 000 000 000 kronor för 2024"),
    ];
    let named: Vec<(&str, &str)> =
        ["a", "b", "c", "d"].into_iter().zip(pages.iter().map(String::as_str)).collect();
    let dataset = dataset(&named);
    let yearly = overens::extract(pages[0].as_bytes(), &Options::default()).document.id;
    let joined = |year: i32| {
        let mut rows = dataset.amounts.iter().filter(|row| {
            row.claims.iter().any(|claim| claim.document == yearly)
                && row.claims.len() == 2
                && (row.years == [year] || row.per.is_some())
        });
        rows.next().is_some()
    };
    assert!(joined(2020) && joined(2021), "{:?}", dataset.amounts);
    let apart = dataset.amounts.iter().find(|row| row.years == [2024]).unwrap();
    assert_eq!(apart.claims.len(), 1);
    let claims: usize = dataset.amounts.iter().map(|row| row.claims.len()).sum();
    assert_eq!(claims, 5);
}

#[test]
fn a_newer_capture_replaces_an_older_one() {
    let page = |day: &str, total: &str| {
        format!(
            "<h1>Överenskommelse om god tandvård 2024</h1><p>Publicerad {day} 2024</p>\
             <p>Överenskommelsen omfattar totalt {total} miljoner kronor för 2024.</p>"
        )
    };
    let (older, newer) = (page("5 februari", "400"), page("9 mars", "410"));
    let dataset = dataset(&[("newer.html", &newer), ("older.html", &older)]);
    let [one, two] = &dataset.sources[..] else { panic!("two sources") };
    let (older, newer) = if one.source == "older.html" { (one, two) } else { (two, one) };
    assert_eq!(newer.supersedes.as_ref(), Some(&older.id));
    assert_eq!(older.superseded_by.as_ref(), Some(&newer.id));
    assert_eq!(differing(&dataset), []);
}

#[test]
fn a_corpus_says_where_and_when_its_documents_were_captured() {
    let page = |total: &str| {
        format!(
            "<h1>Överenskommelse om god tandvård 2024</h1>\
             <p>Överenskommelsen omfattar totalt {total} miljoner kronor för 2024.</p>"
        )
    };
    let entry = |file: &str, day: &str| {
        format!(
            "[[document]]\nfile = \"{file}\"\nfrom = \"https://a.se/b\"\ncaptured = \"{day}\"\n"
        )
    };
    let sources = entry("new.html", "2024-03-09") + &entry("old.html", "2024-02-05");
    let (old, new) = (page("400"), page("410"));
    let folder = folder(&[
        ("corpus/old.html", &old),
        ("corpus/new.html", &new),
        ("corpus/own.html", OWN_TEXT),
        ("corpus/SOURCES.toml", &sources),
    ]);
    let (code, out, err) = overens(folder.path(), &["build", "--json"]);
    assert_eq!((code, err.as_str()), (Some(0), ""));
    let report: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(report["contradictions"], Value::Array(Vec::new()), "a replaced page is not asked");
    let sources = files(&folder.path().join("dataset"))["sources.json"].clone();
    let sources: Value = serde_json::from_slice(&sources).unwrap();
    let row = |name: &str| {
        let rows = sources["sources"].as_array().unwrap();
        rows.iter().find(|row| row["source"] == name).unwrap().clone()
    };
    let (old, new, own) = (row("old.html"), row("new.html"), row("own.html"));
    assert_eq!((&new["supersedes"], &old["superseded_by"]), (&old["id"], &new["id"]));
    assert_eq!(
        (&new["origin"], &new["captured"]),
        (&"https://a.se/b".into(), &"2024-03-09".into())
    );
    assert_eq!((&own["origin"], &own["captured"]), (&Value::Null, &Value::Null));
    fs::write(folder.path().join("corpus/SOURCES.toml"), "[[document]]\nfile = 3\n").unwrap();
    let (code, _, err) = overens(folder.path(), &["build"]);
    assert_eq!(code, Some(1));
    assert!(err.contains("SOURCES.toml: line 2"), "{err}");
}

/// The readable sample documents, where there are any.
#[test]
fn the_samples_contradict_each_other_where_they_should() {
    let Some(samples) = std::env::var_os("OVERENS_SAMPLES") else {
        println!("skipped: OVERENS_SAMPLES is not set");
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("dataset");
    let corpus = Path::new(&samples).join("seeds");
    let paths = [corpus.to_str().unwrap(), out.to_str().unwrap()];
    overens(folder.path(), &["build", "--corpus", paths[0], "--out", paths[1]]);
    let checks: Value = serde_json::from_slice(&files(&out)["checks.json"]).unwrap();
    let mut found: Vec<String> = checks["checks"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|check| check["status"] == "contradicts")
        .map(|check| format!("{} {}", check["kind"].as_str().unwrap(), check["difference"]))
        .collect();
    found.sort();
    let expected =
        ["between_documents -52049", "between_documents 30000000", "parts_vs_total 9000000"];
    assert_eq!(found, expected);
}

#[test]
fn a_further_document_changes_no_other_id() {
    let few = dataset(&[("own.html", OWN_TEXT)]);
    let more = dataset(&[("next.html", NEXT_YEAR), ("a.html", AGREEMENT), ("own.html", OWN_TEXT)]);
    for row in &few.amounts {
        assert!(more.amounts.contains(row), "{}", row.id);
    }
    for row in &few.cells {
        assert!(more.cells.contains(row), "{}", row.id);
    }
    assert!(few.agreements.iter().all(|row| more.agreements.contains(row)));
}

#[test]
fn the_order_of_the_documents_plays_no_part() {
    let mut extractions = corpus();
    let first = reduced(extractions.clone(), rule_set());
    let mut random = Random(1766);
    for _ in 0..5 {
        random.shuffle(&mut extractions);
        assert!(reduced(extractions.clone(), rule_set()) == first);
    }
}

/// The files of a folder by name.
pub(crate) fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = fs::read_dir(folder).unwrap().map(Result::unwrap);
    let file = |entry: fs::DirEntry| {
        (entry.file_name().into_string().unwrap(), fs::read(entry.path()).unwrap())
    };
    entries.map(file).collect()
}

#[test]
fn build_replaces_the_dataset_as_a_whole() {
    let folder = folder(&[("corpus/own.html", OWN_TEXT), ("corpus/summary.html", SUMMARY)]);
    let (code, _, err) = overens(folder.path(), &["build"]);
    assert_eq!((code, err.as_str()), (Some(0), ""));
    let first = files(&folder.path().join("dataset"));
    assert_eq!(first.len(), 15);
    let json = |name: &str| serde_json::from_slice::<Value>(&first[name]).unwrap();
    let package = json("datapackage.json");
    assert_eq!(package["$schema"], "https://datapackage.org/profiles/2.0/datapackage.json");
    for name in ["agreements", "amounts", "deadlines", "tables", "cells", "checks", "sources"] {
        let list = json(&format!("{name}.json"));
        assert_eq!(list["schema"], "overens.dataset/1");
        assert_eq!(list["build"], package["build"]);
        let rows = list[name].as_array().unwrap().len();
        let table = csv::ReaderBuilder::new().from_reader(&first[&format!("{name}.csv")][..]);
        let mut table = table;
        let resources = package["resources"].as_array().unwrap();
        let resource = resources.iter().find(|it| it["name"] == name).unwrap();
        let fields = resource["schema"]["fields"].as_array().unwrap().iter();
        let fields: Vec<&str> = fields.map(|field| field["name"].as_str().unwrap()).collect();
        assert_eq!(table.headers().unwrap().iter().collect::<Vec<_>>(), fields);
        assert_eq!(table.records().map(Result::unwrap).count(), rows, "{name}");
    }
    fs::write(folder.path().join("dataset/left-over.json"), "{}").unwrap();
    for threads in ["1", "2", "8"] {
        let (code, ..) = overens(folder.path(), &["build", "--threads", threads]);
        assert_eq!(code, Some(0));
        assert!(files(&folder.path().join("dataset")) == first, "{threads} threads");
    }
    let beside = fs::read_dir(folder.path()).unwrap().count();
    assert_eq!(beside, 3, "corpus, dataset and .overens");
}

#[test]
fn build_writes_for_swedish_spreadsheets() {
    let folder = folder(&[("corpus/own.html", OWN_TEXT)]);
    let (code, ..) = overens(folder.path(), &["build", "--out", "ut", "--csv-dialect", "sv"]);
    assert_eq!(code, Some(0));
    let cells = String::from_utf8(files(&folder.path().join("ut"))["cells.csv"].clone()).unwrap();
    assert!(cells.starts_with("\u{feff}id;agreement;table;code;"), "{cells}");
    assert!(cells.contains(";09;Region Gotland;"), "{cells}");
}

#[test]
fn build_leaves_other_folders_alone() {
    let folder = folder(&[("corpus/own.html", OWN_TEXT), ("notes/mine.txt", "mine")]);
    for (out, reason) in [("notes", "is no dataset"), ("corpus", "holds the documents")] {
        let (code, _, err) = overens(folder.path(), &["build", "--out", out]);
        assert_eq!(code, Some(1));
        assert!(err.contains(reason), "{err}");
    }
    assert_eq!(fs::read_to_string(folder.path().join("notes/mine.txt")).unwrap(), "mine");
}

#[test]
fn a_document_that_cannot_be_read_is_a_source_all_the_same() {
    let folder = folder(&[("corpus/own.html", OWN_TEXT), ("corpus/empty.pdf", "")]);
    let (code, _, err) = overens(folder.path(), &["build"]);
    assert_eq!(code, Some(1), "{err}");
    let sources = files(&folder.path().join("dataset"))["sources.json"].clone();
    let sources: Value = serde_json::from_slice(&sources).unwrap();
    let status: Vec<&str> = sources["sources"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it["status"].as_str().unwrap())
        .collect();
    assert_eq!(status.len(), 2);
    assert!(status.contains(&"failed") && status.contains(&"read"), "{status:?}");
}

#[test]
fn explain_says_what_a_place_got_and_where() {
    let folder = folder(&[("corpus/own.html", OWN_TEXT), ("corpus/summary.html", SUMMARY)]);
    for name in ["gotland", "Region Gotland", "09"] {
        let (code, out, err) = overens(folder.path(), &["explain", name, "2021"]);
        assert_eq!((code, err.as_str()), (Some(0), ""));
        for line in [
            "1 752 049",
            "10 375 307",
            "1 700 000",
            "CONTRADICTS",
            "own.html, line ",
            "summary.html, line ",
        ] {
            assert!(out.contains(line), "{line}\n{out}");
        }
    }
    let (code, out, err) = overens(folder.path(), &["explain", "gotland", "1999"]);
    assert_eq!((code, out.as_str()), (Some(1), ""));
    assert_eq!(
        err,
        "overens: no document says what Region Gotland (09) or Gotlands kommun (0980) got in 1999; there are figures for 2021\n"
    );
    let (code, _, err) = overens(folder.path(), &["explain", "atlantis"]);
    assert_eq!(code, Some(1));
    assert_eq!(
        err,
        "overens: no region or municipality is called \"atlantis\"; give a name as \"Region Skåne\" or \"Falun\", or a code\n"
    );
}

/// What contradicts in this repository's own documents is planned, and stands in `SOURCES.toml`.
#[test]
fn the_corpus_contradicts_itself_where_it_is_meant_to() {
    let dataset = reduced(corpus(), rule_set());
    let found = dataset.checks.iter().filter(|check| check.status == CheckStatus::Contradicts);
    let mut found: Vec<String> =
        found.map(|check| format!("{:?} {}", check.kind, check.difference.0.abs())).collect();
    found.sort();
    let planned = [
        "BetweenDocuments 248000000",
        "BetweenDocuments 30500000",
        "BetweenDocuments 455000000",
        "BetweenDocuments 48500000",
        "PartsVsTotal 5000000",
        "PartsVsTotal 90000000",
        "TableVsText 9000000",
    ];
    assert_eq!(found, planned);
}
