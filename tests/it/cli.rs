//! Each command as a user runs it: what it prints, what it says, how it ends.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;
use tempfile::TempDir;

use crate::repository;

/// A page of one agreement.
pub(crate) const PAGE: &str = "<h1>Överenskommelse om vård 2024</h1>\
    <p>Överenskommelsen omfattar totalt 452,5 mnkr.</p>\
    <p>Medlen betalas ut den 15 mars 2024.</p>";

/// How a run ended.
pub(crate) struct Run {
    pub(crate) code: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Run {
    /// The lines of standard output as JSON.
    pub(crate) fn records(&self) -> Vec<Value> {
        self.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }
}

pub(crate) fn overens(folder: &Path, arguments: &[&str]) -> Run {
    overens_with(folder, arguments, b"")
}

pub(crate) fn overens_with(folder: &Path, arguments: &[&str], stdin: &[u8]) -> Run {
    overens_under(&[], folder, arguments, stdin)
}

/// A run with some variables of the environment, and without those that change what it does.
pub(crate) fn overens_under(
    variables: &[(&str, &str)],
    folder: &Path,
    arguments: &[&str],
    stdin: &[u8],
) -> Run {
    let mut command = Command::new(env!("CARGO_BIN_EXE_overens"));
    for (name, _) in std::env::vars_os() {
        let upper = name.to_string_lossy().to_ascii_uppercase();
        if upper.ends_with("_PROXY")
            || upper.starts_with("SSL_CERT_")
            || upper.starts_with("RAYON_")
        {
            command.env_remove(&name);
        }
    }
    let mut child = command
        .current_dir(folder)
        .args(arguments)
        .envs(variables.iter().copied())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(stdin).unwrap();
    let output = child.wait_with_output().unwrap();
    Run {
        code: output.status.code(),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}

pub(crate) fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, content) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }
    folder
}

/// Extracts one file that cannot be read: its sentence, after it was seen to fail as it should.
fn refused(name: &str, content: &[u8]) -> String {
    let folder = folder(&[(name, content)]);
    let run = overens(folder.path(), &["extract", name]);
    assert_eq!(run.code, Some(1), "{name}: {}", run.stderr);
    let records = run.records();
    assert_eq!(records.len(), 1, "{name}");
    assert_eq!(records[0]["document"]["status"], "failed", "{name}");
    assert_eq!(records[0]["document"]["source"], name);
    assert_eq!(records[0]["diagnostics"][0]["severity"], "error", "{name}");
    let sentence = run.stderr.strip_prefix(&format!("overens: {name}: ")).expect(name);
    let told = records[0]["diagnostics"][0]["message"].as_str().unwrap();
    assert!(told.ends_with(sentence.trim_end()), "{name}: {sentence} but {told}");
    sentence.trim_end().to_owned()
}

#[test]
fn extract_prints_a_line_per_document_in_the_order_of_the_paths() {
    let folder = folder(&[
        ("b/2.html", PAGE.as_bytes()),
        ("b/1.html", PAGE.as_bytes()),
        ("a.html", PAGE.as_bytes()),
    ]);
    let run = overens(folder.path(), &["extract", "b", "a.html"]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    let sources: Vec<Value> =
        run.records().iter().map(|record| record["document"]["source"].clone()).collect();
    assert_eq!(sources, ["1.html", "2.html", "a.html"]);
    assert_eq!(run.records()[0]["document"]["status"], "read");
    assert_eq!(run.records()[0]["document"]["reader"]["engine"], "html");
}

#[test]
fn extract_takes_standard_input_and_indents() {
    let run = overens_with(Path::new("."), &["extract", "--pretty", "-"], PAGE.as_bytes());
    assert_eq!(run.code, Some(0));
    assert!(run.stdout.starts_with("{\n  \"schema\": \"overens.extraction/1\",\n"));
    let record: Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(record["document"]["source"], "-");
}

#[test]
fn a_bad_document_costs_no_other_one() {
    let folder =
        folder(&[("1.html", PAGE.as_bytes()), ("2.pdf", b""), ("3.html", PAGE.as_bytes())]);
    let run = overens(folder.path(), &["extract", "."]);
    assert_eq!(run.code, Some(1));
    let statuses: Vec<Value> =
        run.records().iter().map(|record| record["document"]["status"].clone()).collect();
    assert_eq!(statuses, ["read", "failed", "read"]);
    assert_eq!(run.stderr, "overens: 2.pdf: the file is empty; fetch or save it again\n");
}

#[test]
fn a_mistyped_path_is_named() {
    let folder = folder(&[("1.html", PAGE.as_bytes())]);
    let run = overens(folder.path(), &["extract", "2.html", "1.html"]);
    assert_eq!(run.code, Some(1));
    assert_eq!(
        run.stderr,
        "overens: 2.html: there is no such file or folder; check the spelling of the path\n"
    );
    let records = run.records();
    assert_eq!(records[0]["document"]["source"], "2.html");
    assert_eq!(records[0]["document"]["status"], "failed");
    assert_eq!(records[0]["diagnostics"][0]["code"], "no-such-path");
    assert_eq!(records[1]["document"]["status"], "read");
}

#[cfg(unix)]
#[test]
fn a_name_cannot_steer_the_terminal() {
    let folder = folder(&[("a\u{1b}[2J\u{202e}.html", b"")]);
    let run = overens(folder.path(), &["extract", "."]);
    assert_eq!(
        run.stderr,
        "overens: a\\u001b[2J\\u202e.html: the file is empty; fetch or save it again\n"
    );
}

#[test]
fn a_folder_without_documents_has_a_sentence_and_no_record() {
    let folder = folder(&[("notes/a.docx", b"PK\x03\x04word/document.xml")]);
    let run = overens(folder.path(), &["extract", "notes"]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(1), ""));
    assert!(run.stderr.starts_with("overens: notes: the folder holds no document; "));
}

#[test]
fn what_is_no_document_is_told_apart() {
    let docx = refused("a.docx", b"PK\x03\x04....word/document.xml");
    assert!(docx.contains("a Word document (docx)") && docx.contains("save it as PDF"));
    let xlsx = refused("a.xlsx", b"PK\x03\x04....xl/workbook.xml");
    assert!(xlsx.contains("an Excel workbook (xlsx)"));
    assert!(refused("a.zip", b"PK\x03\x04....").contains("unpack it"));
    assert!(refused("a.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR").contains("OCR"));
    assert!(refused("a.pdf", b"Sidan finns inte\n").contains("called a PDF"));
    assert!(refused("a.txt", b"\n \n").contains("empty"));
    assert!(refused("b.pdf", b"").contains("empty"));
    // However a PDF of a few bytes fails, it fails with a sentence.
    assert!(!refused("c.pdf", b"%PDF-1.7\n1 0 obj\n<< /Type /Cat").is_empty());
}

#[test]
fn a_page_called_pdf_is_read_with_a_note() {
    let folder = folder(&[("a.pdf", PAGE.as_bytes())]);
    let run = overens(folder.path(), &["extract", "a.pdf"]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    let record = &run.records()[0];
    assert_eq!(record["document"]["media_type"], "text/html");
    assert_eq!(record["diagnostics"][0]["code"], "type-differs-from-name");
}

#[test]
fn other_files_of_a_folder_are_counted() {
    let folder = folder(&[("a.html", PAGE.as_bytes()), ("b.csv", b"1,2"), ("c.csv", b"1,2")]);
    let run = overens(folder.path(), &["extract", "."]);
    assert_eq!(run.code, Some(0));
    assert_eq!(run.stderr, "overens: passed over 2 files that are no PDF, HTML or text\n");
}

#[test]
fn nothing_on_standard_input_is_said() {
    for command in ["extract", "text", "mentions"] {
        let run = overens(Path::new("."), &[command, "-"]);
        assert_eq!(run.code, Some(1), "{command}");
        assert_eq!(run.stderr, "overens: -: the file is empty; fetch or save it again\n");
    }
}

#[test]
fn text_prints_the_lines_that_mentions_count() {
    let folder = folder(&[("a.html", PAGE.as_bytes())]);
    let text = overens(folder.path(), &["text", "a.html"]);
    assert_eq!((text.code, text.stderr.as_str()), (Some(0), ""));
    let lines: Vec<&str> = text.stdout.lines().collect();
    let mentions = overens(folder.path(), &["mentions", "a.html"]);
    assert_eq!(mentions.code, Some(0));
    let records = mentions.records();
    assert!(records.len() >= 2, "{}", mentions.stdout);
    for mention in records {
        let line = usize::try_from(mention["line"].as_u64().unwrap()).unwrap();
        assert!(lines[line - 1].contains(mention["quote"].as_str().unwrap()), "{mention}");
    }
    let run = overens(folder.path(), &["text", "."]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(1), ""));
    assert_eq!(run.stderr, "overens: .: is a folder; give one document\n");
}

#[test]
fn mentions_reads_standard_input_under_a_context() {
    let run = overens_with(
        Path::new("."),
        &["mentions", "--year", "2024", "--unit", "mnkr"],
        "<p>den 15 mars</p><table><tr><td>12,5</td></tr></table>".as_bytes(),
    );
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    let read = |record: &Value| {
        let text = |key: &str| record[key].as_str().unwrap().to_owned();
        (text("kind"), text("canonical"), text("quote"))
    };
    let expected = [("date", "2024-03-15", "den 15 mars"), ("amount", "12500000 SEK", "12,5")];
    let expected = expected.map(|(a, b, c)| (a.to_owned(), b.to_owned(), c.to_owned()));
    assert_eq!(run.records().iter().map(read).collect::<Vec<_>>(), expected);
}

#[test]
fn a_line_of_plain_text_is_read() {
    let run = overens_with(Path::new("."), &["mentions"], "varav 12,5 mnkr".as_bytes());
    assert_eq!(run.code, Some(0));
    let amount = &run.records()[0];
    assert_eq!(amount["canonical"], "12500000 SEK");
    assert_eq!((&amount["line"], &amount["repaired"]), (&1.into(), &false.into()));
}

#[test]
fn the_schema_is_a_schema() {
    let run = overens(Path::new("."), &["schema"]);
    assert_eq!(run.code, Some(0));
    let schema: Value = serde_json::from_str(&run.stdout).unwrap();
    assert!(jsonschema::validator_for(&schema).is_ok());
    assert_eq!(schema["title"], "Extraction");
}

#[test]
fn the_page_of_rules_has_every_rule_with_its_examples() {
    let page = overens(Path::new("."), &["rules"]).stdout;
    for rule in overens::recognise::rules() {
        assert!(page.contains(&format!("\n## {}\n\n{}\n", rule.name, rule.about)), "{}", rule.name);
        for (_, read) in rule.examples {
            let shown = if read.is_empty() { "nothing".to_owned() } else { format!("`{read}`") };
            assert!(page.contains(&format!(" {shown} |")), "{}: {read}", rule.name);
        }
    }
}

#[test]
fn wrong_usage_ends_with_2() {
    for arguments in [
        &["extract"][..],
        &["extract", "--threads", "0", "."],
        &["extract", "--engine", "word", "."],
        &["text"],
        &["mentions", "--unit", "doser", "-"],
        &["mentions", "--year", "i fjol", "-"],
        &["extrakt", "."],
        &[],
    ] {
        let run = overens(Path::new("."), arguments);
        assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""), "{arguments:?}");
        let helped = run.stderr.contains("Usage: overens") || run.stderr.contains("try '--help'");
        assert!(helped, "{arguments:?}: {}", run.stderr);
    }
}

#[test]
fn a_reader_that_goes_away_ends_the_run_quietly() {
    let folder = folder(&[]);
    for index in 0..200 {
        fs::write(folder.path().join(format!("{index:03}.html")), PAGE).unwrap();
    }
    let mut child = Command::new(env!("CARGO_BIN_EXE_overens"))
        .args(["extract", "."])
        .current_dir(folder.path())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), &b""[..]));
}

#[test]
fn the_output_is_the_same_with_any_number_of_threads() {
    let with = |threads| overens(&repository("."), &["extract", "corpus", "--threads", threads]);
    let one = with("1");
    assert!(one.stdout.lines().count() > 20, "{}", one.stderr);
    for threads in ["2", "8"] {
        let many = with(threads);
        assert!(many.stdout == one.stdout && many.stderr == one.stderr, "{threads} threads differ");
    }
}
