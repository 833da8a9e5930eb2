//! What the README and the other documents promise about the program itself.

use overens::{Options, extract};
use serde_json::Value;

use crate::cli::{folder, overens};
use crate::repository;

fn read(path: &str) -> String {
    std::fs::read_to_string(repository(path)).unwrap()
}

/// The commands that `--help` lists.
fn commands() -> Vec<String> {
    let help = overens(&repository("."), &["--help"]).stdout;
    let (_, list) = help.split_once("Commands:\n").unwrap();
    let (list, _) = list.split_once("\n\n").unwrap();
    // What an entry says may go on in further lines, which stand farther in.
    let entries = list.lines().filter_map(|line| line.strip_prefix("  "));
    let names = entries.filter(|entry| !entry.starts_with(' '));
    names.map(|entry| entry.split(' ').next().unwrap().to_owned()).collect()
}

#[test]
fn every_command_is_in_the_readme() {
    let (readme, commands) = (read("README.md"), commands());
    assert!(commands.len() > 10, "{commands:?}");
    for command in &commands {
        assert!(readme.contains(&format!("`overens {command}")), "{command}");
    }
    let named = readme.lines().filter_map(|line| line.strip_prefix("| `overens "));
    let mut named: Vec<&str> = named.map(|row| row.split([' ', '`']).next().unwrap()).collect();
    assert_eq!(named.len(), commands.len(), "{named:?}");
    named.retain(|name| !commands.iter().any(|command| command == name));
    assert!(named.is_empty(), "no commands: {named:?}");
}

#[test]
fn flags_that_documents_name_exist() {
    let help: String = commands()
        .iter()
        .map(|command| overens(&repository("."), &[command, "--help"]).stdout)
        .collect();
    let flags: Vec<&str> = help.split(|c: char| !(c.is_alphanumeric() || c == '-')).collect();
    for document in ["README.md", "docs/guide.md"] {
        let text = read(document);
        // Other programs have flags too: only what stands as `--flag`, or behind overens, is ours.
        let spans = text.split('`').filter(|span| {
            span.starts_with("--") || (span.starts_with("overens ") && !span.contains('\n'))
        });
        let named = spans.flat_map(|span| span.split([' ', '[', ']', '\n']));
        for flag in named.filter(|word| word.starts_with("--") && word.len() > 2) {
            assert!(flags.contains(&flag), "{document} names {flag}");
        }
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
    for document in ["README.md", "docs/guide.md", "ARCHITECTURE.md", "CONTRIBUTING.md"] {
        let text = read(document);
        for name in text.split('`').filter(|name| {
            let path = name.starts_with("src/") || name.starts_with("tests/");
            path && !name.contains(['<', '*', ' '])
        }) {
            assert!(repository(name).exists(), "{document} names {name}");
        }
    }
}

/// What stands in a document between two marks.
fn between(document: &str, start: &str, end: &str) -> String {
    let text = read(document);
    let (_, rest) = text.split_once(start).unwrap();
    rest.split_once(end).unwrap().0.to_owned()
}

/// A page with the sentence that the README begins with.
fn page(sentence: &str, year: &str) -> String {
    format!("<h1>Överenskommelse om en god och nära vård {year}</h1><p>{sentence}</p>")
}

#[test]
fn the_example_is_what_comes_out() {
    let sentence = between("README.md", "\n> ", "\n\n");
    let shown = format!("[{}]", between("README.md", "```json\n", "```"));
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
    let now = between("README.md", "\n> ", "\n\n");
    let before = now.replace("452,5", "447,5").replace("396", "391").replace("2024", "2023");
    let folder = folder(&[
        ("vard-2023.html", page(&before, "2023").as_bytes()),
        ("vard-2024.html", page(&now, "2024").as_bytes()),
    ]);
    let run = overens(folder.path(), &["diff", "vard-2023.html", "vard-2024.html"]);
    let shown = between("docs/guide.md", "```text\nvard-2023", "```");
    assert_eq!(run.stdout, format!("vard-2023{shown}"));
}

#[test]
fn the_ledger_of_the_readme_is_what_it_prints() {
    let shown = between("README.md", "```text\n$ overens ", "\n```");
    let (command, shown) = shown.split_once('\n').unwrap();
    let arguments: Vec<&str> = command.split(' ').collect();
    assert_eq!(overens(&repository("."), &arguments).stdout.trim_end(), shown);
}

#[test]
fn links_of_the_readme_lead_somewhere() {
    for (document, folder) in [("README.md", ""), ("docs/guide.md", "docs/")] {
        let text = read(document);
        let links = text.split("](").skip(1).filter_map(|rest| rest.split_once(')'));
        for (link, _) in links.filter(|(link, _)| !link.starts_with('#')) {
            assert!(repository(&format!("{folder}{link}")).exists(), "{document} links {link}");
        }
    }
}
