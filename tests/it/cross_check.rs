//! Two engines on one PDF: what is said where they agree, differ, or break.

use serde_json::Value;

use crate::cli::{folder, overens};
use crate::torture_files::{file, page, plain, self_drawing_form, stream};

/// The verdict of a file, and the codes and messages of what is said about it.
fn check(name: &str, bytes: &[u8], flags: &[&str]) -> (Value, Vec<String>) {
    let folder = folder(&[(name, bytes)]);
    let run = overens(folder.path(), &[&["extract", name], flags].concat());
    let record: Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(record["document"]["status"], "read", "{}", run.stdout);
    let said = record["diagnostics"].as_array().unwrap().iter();
    let text = |it: &Value, key: &str| it[key].as_str().unwrap().to_owned();
    let said = said.map(|it| format!("{}: {}", text(it, "code"), text(it, "message")));
    (record["document"]["reader"]["cross_check"].clone(), said.collect())
}

/// A page with this text, in which `A` is a four whose name in the font only one engine understands.
fn two_readings(text: &str) -> Vec<u8> {
    let font = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding << /Type /Encoding \
                /BaseEncoding /WinAnsiEncoding /Differences [65 /uni0034] >> >>";
    let contents = stream("", format!("BT /F 12 Tf 50 700 Td ({text}) Tj ET").as_bytes(), None);
    let mut objects = page(contents, "", Vec::new());
    objects[4] = font.into();
    file(&objects)
}

/// A page with this text in a font whose widths only one engine understands; the other one puts
/// all letters at one place.
fn two_widths(text: &str) -> Vec<u8> {
    let mut objects = page(
        stream("", format!("BT /F 12 Tf 50 700 Td ({text}) Tj ET").as_bytes(), None),
        "",
        Vec::new(),
    );
    let zeros = "0 ".repeat(96);
    objects[4] = format!(
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding \
         /FirstChar 32 /LastChar 127 /Widths [{zeros}] >>"
    )
    .into_bytes();
    file(&objects)
}

#[test]
fn engines_that_agree() {
    assert_eq!(check("a.pdf", &file(&plain("")), &["--cross-check"]), ("agrees".into(), vec![]));
    assert_eq!(check("a.pdf", &file(&plain("")), &[]), (Value::Null, vec![]));
    let settings = b"[read]\ncross_check = true\n";
    let folder = folder(&[("overens.toml", settings), ("a.pdf", &file(&plain("")))]);
    let run = overens(folder.path(), &["extract", "a.pdf"]);
    assert!(run.stdout.contains("\"cross_check\":\"agrees\""), "{}", run.stdout);
}

#[test]
fn a_page_of_html_has_one_engine() {
    let page = b"<h1>V\xc3\xa5rd 2024</h1><p>Totalt 452,5 mnkr</p>";
    assert_eq!(check("a.html", page, &["--cross-check"]), (Value::Null, vec![]));
}

#[test]
fn a_second_engine_that_breaks_costs_nothing() {
    let (verdict, said) = check("a.pdf", &self_drawing_form(), &["--cross-check"]);
    assert_eq!(verdict, "failed");
    assert!(said[0].starts_with("cross-check-failed: the engines could not be compared"));
    assert!(said[0].contains("16 MiB of stack"), "{}", said[0]);
}

fn differ(text: &str, engine: &str, sentence: &str) {
    let flags = ["--cross-check", "--engine", engine];
    let said = vec![format!("engines-differ: page 1: {sentence}")];
    assert_eq!(check("a.pdf", &two_readings(text), &flags), ("differs".into(), said), "{text}");
}

#[test]
fn amounts_that_one_engine_does_not_read_are_named() {
    let compare = "compare these amounts with the original";
    differ(
        "Totalt A52,5 mnkr",
        "hayro",
        &format!("pdf-extract does not read \"452,5 mnkr\"; {compare}"),
    );
    // It stands twice, and is read once.
    differ(
        "Av 452,5 mnkr totalt A52,5 mnkr",
        "hayro",
        &format!("pdf-extract does not read \"452,5 mnkr\", \"452,5 mnkr\"; {compare}"),
    );
}

#[test]
fn amounts_that_the_other_engine_may_read_are_told_of() {
    differ(
        "Totalt 452,5 mnkr, A mnkr",
        "pdf-extract",
        "hayro reads the same amounts and further digits; look for an amount that is missing here",
    );
    let same = "reads other characters, but the same amounts; compare the page with the original";
    differ("Totalt 452,5 mnkr, bilaga A", "hayro", &format!("pdf-extract {same}"));
}

#[test]
fn letters_at_a_wrong_place_are_read_all_the_same() {
    let page = two_widths("Totalt 452,5 mnkr");
    assert_eq!(check("a.pdf", &page, &["--cross-check"]), ("agrees".into(), vec![]));
}
