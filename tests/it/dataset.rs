//! What goes over documents: the ledger, the dataset and what it says of one place.

use std::fs;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

/// An agreement whose parts leave two millions.
const AGREEMENT: &str = "<h1>Överenskommelse om god tandvård 2024</h1>\
    <p>Överenskommelsen omfattar totalt 400 000 000 kronor för 2024, varav 300 000 000 kronor går \
    till regionerna och 98 000 000 kronor till kommunerna.</p>";

/// Runs the program in a folder: exit code, standard output, standard error.
fn overens(folder: &Path, arguments: &[&str]) -> (Option<i32>, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_overens"))
        .current_dir(folder)
        .args(arguments)
        .env_remove("RAYON_NUM_THREADS")
        .output()
        .unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code(), text(output.stdout), text(output.stderr))
}

fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, content) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }
    folder
}

#[test]
fn the_ledger_shows_parts_and_what_they_leave() {
    let folder = folder(&[("corpus/a.html", AGREEMENT)]);
    for arguments in [&["ledger"][..], &["ledger", "corpus/a.html"], &["ledger", "tandvård"]] {
        let (code, out, err) = overens(folder.path(), arguments);
        assert_eq!((code, err.as_str()), (Some(0), ""), "{arguments:?}");
        assert!(out.is_ascii(), "{out}");
        let rows: Vec<Vec<&str>> = out
            .lines()
            .map(|line| line.split("  ").filter(|cell| !cell.is_empty()).collect())
            .collect();
        let row = |figure: &str| {
            rows.iter().find(|row| row.iter().any(|cell| cell.trim() == figure)).unwrap().clone()
        };
        assert_eq!(row("400 000 000")[0], "remainder", "{out}");
        assert_eq!(row("300 000 000")[1..4], ["2024", "earmark", "regions"], "{out}");
        assert_eq!(row("2 000 000")[..3], ["remainder", "2 000 000", "remainder"], "{out}");
    }
}

#[test]
fn the_ledger_of_a_name_that_nothing_has_says_so() {
    let folder = folder(&[("corpus/a.html", AGREEMENT)]);
    let (code, out, err) = overens(folder.path(), &["ledger", "cancer"]);
    assert_eq!((code, out.as_str()), (Some(1), ""));
    assert_eq!(err, "overens: no agreement is called \"cancer\"\n");
}
