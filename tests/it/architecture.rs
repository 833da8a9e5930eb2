//! The order of the stages, and what stands nowhere.

use std::fs;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use crate::repository;

/// What every stage may import.
const SHARED: &[&str] =
    &["contract", "diagnostic", "error", "evidence", "panics", "pattern", "swedish"];

/// What is public and no stage: it may import all of them, and none of them imports it.
const BESIDE: &[&str] = &["compare", "config", "facts", "files", "golden", "incremental"];

/// The stages in the order in which `lib.rs` declares them.
fn stages() -> Vec<String> {
    let lib = fs::read_to_string(repository("src/lib.rs")).unwrap();
    let modules = lib.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'));
    let others = [SHARED, BESIDE].concat();
    modules.filter(|name| !others.contains(name)).map(str::to_owned).collect()
}

/// Every Rust file below a folder, by its path in the repository.
fn rust_files(folder: &str) -> Vec<(String, String)> {
    let entries = WalkDir::new(repository(folder)).sort_by_file_name().into_iter();
    let files: Vec<PathBuf> = entries
        .map(|entry| entry.unwrap().into_path())
        .filter(|path| path.extension().is_some_and(|it| it == "rs"))
        .collect();
    files.iter().map(|path| (name(path), fs::read_to_string(path).unwrap())).collect()
}

fn name(path: &Path) -> String {
    let relative = path.strip_prefix(repository("")).unwrap();
    relative.to_string_lossy().replace('\\', "/")
}

/// The lines of code, without comments.
fn code(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter(|line| !line.trim_start().starts_with("//"))
}

/// The first segments of all paths of the form `crate::segment`.
fn imports(text: &str) -> Vec<&str> {
    let paths = code(text).flat_map(|line| line.split("crate::").skip(1));
    paths
        .map(|rest| {
            let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
            &rest[..end]
        })
        .collect()
}

/// The file's place in the flow: 0 for what all stages share, then the stages, then the rest.
fn rank(segment: &str, stages: &[String]) -> usize {
    match stages.iter().position(|stage| stage == segment) {
        Some(at) => at + 1,
        None if SHARED.contains(&segment) => 0,
        None => stages.len() + 1,
    }
}

fn segment(file: &str) -> &str {
    let inside = file.trim_start_matches("src/");
    inside.split('/').next().unwrap_or(inside).trim_end_matches(".rs")
}

#[test]
fn the_stages_are_the_seven() {
    let seven = ["discover", "read", "clean", "recognise", "interpret", "reconcile", "emit"];
    assert_eq!(stages(), seven);
}

#[test]
fn imports_point_only_upstream() {
    let stages = stages();
    let mut wrong = Vec::new();
    for (file, text) in rust_files("src") {
        if file.starts_with("src/cli/") || file == "src/main.rs" || file == "src/lib.rs" {
            continue;
        }
        let own = rank(segment(&file), &stages);
        for import in imports(&text) {
            if rank(import, &stages) > own {
                wrong.push(format!("{file} imports {import}"));
            }
        }
        // These would hide an import from this test.
        for hidden in ["crate::{", "super::super"] {
            if code(&text).any(|line| line.contains(hidden)) {
                wrong.push(format!("{file} has {hidden}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_command_line_is_a_user_of_the_library() {
    for (file, text) in rust_files("src/cli") {
        assert!(imports(&text).is_empty(), "{file}: a path from crate::");
    }
}

#[test]
fn foreign_crates_stay_where_they_belong() {
    let places = [
        ("hayro", &["src/read/pdf/"][..]),
        ("pdf_extract::", &["src/read/pdf/"]),
        ("scraper", &["src/read/html/"]),
        ("rayon", &["src/parallel.rs"]),
        ("landlock", &["src/worker/"]),
        ("seccompiler", &["src/worker/"]),
        ("libc", &["src/worker/"]),
        ("clap", &["src/cli/"]),
        ("rustix", &["src/cli/build/workshop.rs", "src/discover/", "src/worker/"]),
        ("indicatif", &["src/cli/"]),
        ("ureq", &["src/cli/ingest/"]),
        ("rustls", &["src/cli/ingest/trust.rs"]),
        ("webpki_root_certs", &["src/cli/ingest/trust.rs"]),
        ("url::", &["src/cli/ingest/"]),
    ];
    let mut wrong = Vec::new();
    for (file, text) in rust_files("src") {
        for (name, places) in places {
            let used = |line: &str| {
                line.contains(&format!("use {name}")) || line.contains(&format!(" {name}::"))
            };
            if !places.iter().any(|place| file.starts_with(place)) && code(&text).any(used) {
                wrong.push(format!("{file} uses {name}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn threads_and_processes_are_started_in_two_places() {
    for (file, text) in rust_files("src") {
        let starts = |line: &str| {
            let process = line.contains("process::Command") || line.contains("process::{");
            let thread = line.contains("thread::") && !line.contains("sleep");
            (process && line.contains("Command")) || thread
        };
        let allowed = file == "src/parallel.rs" || file.starts_with("src/worker/");
        assert!(allowed || !code(&text).any(starts), "{file} starts threads or processes");
    }
}

#[test]
fn no_binary_fraction_touches_money() {
    for folder in ["src/recognise", "src/reconcile"] {
        for (file, text) in rust_files(folder) {
            let fraction = code(&text).any(|line| line.contains("f64") || line.contains("f32"));
            assert!(!fraction, "{file} has a binary fraction");
        }
    }
}

#[test]
fn every_file_says_what_it_does() {
    for folder in ["src", "tests"] {
        for (file, text) in rust_files(folder) {
            assert!(text.starts_with("//! "), "{file} begins without //!");
        }
    }
}

#[test]
fn no_path_of_a_machine_stands_in_the_repository() {
    let homes = ["home", "root", "tmp", "work", "Users"].map(|folder| format!("/{folder}/"));
    let mut files: Vec<(String, String)> =
        ["src", "tests"].into_iter().flat_map(rust_files).collect();
    for document in
        ["README", "ARCHITECTURE", "CONTRIBUTING", "CHANGELOG", "SECURITY", "docs/guide"]
    {
        let document = format!("{document}.md");
        let text = fs::read_to_string(repository(&document)).unwrap();
        files.push((document, text));
    }
    for (file, text) in files {
        for home in &homes {
            assert!(!text.contains(home), "{file} names {home}");
        }
    }
}
