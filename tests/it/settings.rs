//! `overens.toml` as the commands use it: found, named, overridden, and refused.

use std::fs;

use crate::cli::{PAGE, folder, overens};

#[test]
fn the_folder_of_documents_is_that_of_the_file_or_of_the_flag() {
    let folder = folder(&[
        ("overens.toml", b"[folders]\ncorpus = \"in\"\n"),
        ("in/a.html", PAGE.as_bytes()),
        ("other/b.html", PAGE.as_bytes()),
        ("below/notes.txt", b""),
    ]);
    let below = folder.path().join("below");
    for (place, arguments, expected) in [
        (folder.path(), &["ledger"][..], "a.html"),
        (folder.path(), &["ledger", "--corpus", "other"], "b.html"),
        (&below, &["--config", "../overens.toml", "ledger"], "a.html"),
        (&below, &["ledger", "--config", "../overens.toml"], "a.html"),
        (&below, &["ledger", "--corpus", "../other"], "b.html"),
    ] {
        let found = overens(place, arguments).stdout;
        assert!(found.contains(&format!("[1] {expected}")), "{arguments:?}: {found}");
    }
}

#[test]
fn config_prints_what_holds_and_where_it_came_from() {
    let folder = folder(&[("overens.toml", b"[folders]\ncorpus = \"in\"\n")]);
    let run = overens(folder.path(), &["config", "--threads", "3"]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    let line = |start: &str| run.stdout.lines().find(|line| line.starts_with(start)).unwrap();
    assert!(line("corpus = \"in\"").ends_with("# overens.toml, line 2"));
    assert!(line("threads = 3").ends_with("# --threads"));
    assert!(line("golden = \"golden\"").ends_with("# built in"));
    fs::write(folder.path().join("printed.toml"), &run.stdout).unwrap();
    let again = overens(folder.path(), &["config", "--config", "printed.toml"]);
    assert_eq!(again.code, Some(0), "{}", again.stderr);
}

#[test]
fn wrong_settings_end_with_2_and_a_place() {
    let folder = folder(&[("overens.toml", b"[folders]\ncorpsu = \"in\"\n")]);
    for (arguments, expected) in [
        (&["ledger"][..], "overens: overens.toml: line 2, column 1: unknown field `corpsu`"),
        (&["config", "--config", "no.toml"], "overens: no.toml: there is no such file"),
    ] {
        let run = overens(folder.path(), arguments);
        assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""), "{arguments:?}");
        assert!(run.stderr.starts_with(expected), "{}", run.stderr);
    }
    assert_eq!(overens(folder.path(), &["schema"]).code, Some(0));
}
