//! Figures whose groups are broken, in a web page, in text and in a PDF: read where a sum proves how,
//! and left without a value, but with a diagnostic, where nothing does.

use overens::contract::{CheckStatus, Extraction};
use overens::diagnostic::Code;
use overens::{Options, extract};

use crate::torture_files::{file, page as page_of, stream};

/// The rows of the table and its total row, as they are printed.
const ROWS: &[(&str, &str)] = &[
    ("Region Stockholm", "122 160 450"),
    ("Region Uppsala", "544 99 160"),
    ("Region Halland", "17 766 641"),
    ("Region Gotland", "3 233 359"),
    ("Totalt", "197 659 610"),
];

const TITLE: &str = "Överenskommelse om en god vård 2022";
const TEXT: &str = "Överenskommelsen omfattar totalt 210 000 000 kronor för 2022. Därav får SKR högst 2 000 0000 kronor.";
const HEADINGS: [&str; 2] = ["Region", "Belopp (kronor)"];

fn html(rows: &[(&str, &str)]) -> Vec<u8> {
    let rows = rows.iter().map(|(one, two)| format!("<tr><td>{one}</td><td>{two}</td></tr>"));
    let rows = rows.collect::<String>();
    let [one, two] = HEADINGS;
    format!(
        "<html lang=\"sv\"><meta charset=\"utf-8\"><h1>{TITLE}</h1><p>{TEXT}</p>\
         <table><tr><th>{one}</th><th>{two}</th></tr>{rows}</table></html>"
    )
    .into_bytes()
}

fn text(rows: &[(&str, &str)]) -> Vec<u8> {
    let rows = std::iter::once(&(HEADINGS[0], HEADINGS[1])).chain(rows);
    let rows: String = rows.map(|(one, two)| format!("{one:<25}{two:>20}\n")).collect();
    format!("{TITLE}\n\n{TEXT}\n\n{rows}").into_bytes()
}

fn page(rows: &[(&str, &str)]) -> Vec<u8> {
    let latin = |text: &str| -> Vec<u8> {
        text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect()
    };
    let mut contents = Vec::new();
    let mut draw = |size: u8, x: u16, y: u16, text: &str| {
        contents.extend(format!("BT /F {size} Tf {x} {y} Td (").bytes());
        // A bracket in a string of a PDF is escaped.
        contents.extend(latin(&text.replace('(', "\\(").replace(')', "\\)")));
        contents.extend(b") Tj ET\n");
    };
    draw(16, 50, 760, TITLE);
    for (line, words) in (0..).zip([
        "Överenskommelsen omfattar totalt 210 000 000 kronor för 2022.",
        "Därav får SKR högst 2 000 0000 kronor.",
    ]) {
        draw(11, 50, 720 - 14 * line, words);
    }
    let rows = std::iter::once(&(HEADINGS[0], HEADINGS[1])).chain(rows);
    for (row, (one, two)) in (0..).zip(rows) {
        draw(11, 50, 660 - 20 * row, one);
        draw(11, 300, 660 - 20 * row, two);
    }
    file(&page_of(stream("", &contents, None), "", Vec::new()))
}

/// In every format: what the broken cell is read as, and whether nothing is read from the sentence.
fn check(rows: &[(&str, &str)], expected: Option<&str>) {
    for (format, bytes) in [("html", html(rows)), ("text", text(rows)), ("pdf", page(rows))] {
        let extraction = extract(&bytes, &Options::default());
        let codes: Vec<&str> = extraction.diagnostics.iter().map(|it| it.code.as_str()).collect();
        let [table] = extraction.tables.as_slice() else { panic!("{format}: {extraction:#?}") };
        let row = &table.rows[1];
        let value = row.values[0].map(|value| value.to_string());
        assert_eq!(value.as_deref(), expected, "{format}: {codes:?}");
        assert_eq!(row.mentions[0].as_ref().unwrap().quote, rows[1].1, "{format}");
        let proof = row.proved_by.first().cloned().flatten();
        let proof = proof.map(|id| extraction.checks.iter().find(|it| it.id == id).unwrap());
        let proved = proof.is_some_and(|check| check.status == CheckStatus::Holds);
        assert_eq!(proved, expected.is_some(), "{format}: {:?}", extraction.checks);
        let code = if expected.is_some() { "proved-reading" } else { "doubtful-cell" };
        assert!(codes.contains(&code), "{format}: {codes:?}");
        assert!(table.rows[0].proved_by.is_empty(), "{format}");
        has_no_amount(&extraction, format);
    }
}

/// "2 000 0000" may be two sums, and nothing says which.
fn has_no_amount(extraction: &Extraction, format: &str) {
    let doubt = extraction.diagnostics.iter().find(|it| it.code == Code::DoubtfulAmount).unwrap();
    for candidate in ["20000000", "2000000 "] {
        assert!(doubt.message.contains(candidate), "{format}: {}", doubt.message);
    }
    let amounts =
        extraction.agreements.iter().flat_map(|it| &it.amounts).chain(&extraction.amounts);
    let values: Vec<String> = amounts.map(|amount| amount.value.to_string()).collect();
    assert_eq!(values, ["210000000"], "{format}");
}

#[test]
fn a_total_row_proves_a_broken_cell_in_every_format() {
    check(ROWS, Some("54499160"));
}

#[test]
fn what_does_not_close_is_left_open_in_every_format() {
    let mut rows = ROWS.to_vec();
    rows[4].1 = "197 659 999";
    check(&rows, None);
}
