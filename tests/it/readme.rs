//! What the README and the other documents promise about the program itself.

use overens::{Options, extract};
use serde_json::Value;

use crate::cli::{folder, overens};
use crate::repository;

fn read(path: &str) -> String {
    std::fs::read_to_string(repository(path)).unwrap()
}

#[test]
fn every_command_is_in_the_readme() {
    let readme = read("README.md");
    for command in [
        "init",
        "ingest",
        "extract",
        "build",
        "check",
        "review",
        "diff",
        "explain",
        "ledger",
        "text",
        "mentions",
        "config",
        "completions",
        "man",
        "schema",
        "rules",
    ] {
        assert!(readme.contains(&format!("`overens {command}")), "{command}");
    }
}

#[test]
fn the_two_commands_stand_in_lines_of_their_own() {
    for command in ["cargo run --release -- extract corpus", "cargo test"] {
        assert!(read("README.md").lines().any(|line| line == command), "{command}");
    }
}

#[test]
fn files_that_documents_name_exist() {
    for document in ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md"] {
        let text = read(document);
        for name in text.split('`').filter(|name| {
            let path = name.starts_with("src/") || name.starts_with("tests/");
            path && !name.contains(['<', '*', ' '])
        }) {
            assert!(repository(name).exists(), "{document} names {name}");
        }
    }
}

/// What stands in the README between two marks.
fn between(start: &str, end: &str) -> String {
    let readme = read("README.md");
    let (_, rest) = readme.split_once(start).unwrap();
    rest.split_once(end).unwrap().0.to_owned()
}

/// A page with the sentence that the README begins with.
fn page(sentence: &str, year: &str) -> String {
    format!("<h1>Överenskommelse om en god och nära vård {year}</h1><p>{sentence}</p>")
}

#[test]
fn the_example_is_what_comes_out() {
    let sentence = between("\n> ", "\n\n");
    let shown = format!("[{}]", between("```json\n", "```"));
    let shown: Vec<Value> = serde_json::from_str(&shown).unwrap();
    let extraction = extract(page(&sentence, "2024").as_bytes(), &Options::default());
    let found = serde_json::to_value(&extraction.agreements[0].amounts).unwrap();
    assert_eq!(found.as_array().unwrap().len(), shown.len());
    for (at, amount) in shown.iter().enumerate() {
        for (field, value) in amount.as_object().unwrap() {
            let own = &found[at][field];
            match field.as_str() {
                "parent" => assert_eq!(*own, found[0]["id"]),
                // Its place is that of a PDF, which this page is not.
                "mentions" => assert_eq!(own[0]["quote"], value[0]["quote"]),
                _ => assert_eq!(own, value, "{field}"),
            }
        }
    }
}

#[test]
fn the_example_of_a_diff_is_what_it_prints() {
    let now = between("\n> ", "\n\n");
    let before = now.replace("452,5", "447,5").replace("396", "391").replace("2024", "2023");
    let folder = folder(&[
        ("vard-2023.html", page(&before, "2023").as_bytes()),
        ("vard-2024.html", page(&now, "2024").as_bytes()),
    ]);
    let run = overens(folder.path(), &["diff", "vard-2023.html", "vard-2024.html"]);
    assert_eq!(run.stdout, between("```text\nvard-2023", "```").replacen("", "vard-2023", 1));
}
