//! What the README and the other documents promise about the program itself.

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
