//! Broken amounts of running text and of rows per purpose: what a sum proves them to be.

use super::{agreement, read, table};
use crate::contract::{CheckStatus, Extraction};
use crate::diagnostic::Code;

/// The amounts that a sum has proved, and the broken ones that have no value: `2000000`,
/// `? 2 000 0000 kronor`.
fn outcome(extraction: &Extraction) -> Vec<String> {
    let lists = extraction.agreements.iter().map(|it| &it.amounts).chain([&extraction.amounts]);
    let mut found = Vec::new();
    for amount in lists.flatten() {
        let Some(by) = &amount.proved_by else { continue };
        let proof = extraction.checks.iter().find(|check| check.id == *by).unwrap();
        assert_eq!(proof.status, CheckStatus::Holds);
        assert!(proof.subject.contains(&amount.id), "{}", proof.message);
        found.push(amount.value.to_string());
    }
    let open = extraction
        .diagnostics
        .iter()
        .filter(|it| matches!(it.code, Code::DoubtfulAmount | Code::UnreadCell));
    found.extend(open.map(|it| format!("? {}", it.mention.as_ref().unwrap().quote)));
    found
}

fn check(page: &str, expected: &[&str]) {
    let extraction = read(page);
    assert_eq!(outcome(&extraction), expected, "{page}\n{:#?}", extraction.diagnostics);
}

#[test]
fn the_parts_of_a_sentence_prove_it() {
    for (text, expected) in [
        (
            "Satsningen omfattar totalt 300 miljoner kronor. Av dessa avsätts 200 miljoner kronor till regionerna, 98 miljoner kronor till kommunerna och 2 000 0000 kronor till SKR.",
            "2000000",
        ),
        (
            "Satsningen omfattar totalt 318 miljoner kronor. Av dessa avsätts 200 miljoner kronor till regionerna, 98 miljoner kronor till kommunerna och 2 000 0000 kronor till SKR.",
            "20000000",
        ),
        (
            "Satsningen omfattar totalt 600 99 160 kronor. Av dessa avsätts 50 000 000 kronor till regionerna och 10 099 160 kronor till kommunerna.",
            "60099160",
        ),
        (
            "<p>Satsningen omfattar totalt 60 000 000 kronor.</p><ul><li>544 99 160 kronor till regionerna</li><li>5 000 840 kronor till kommunerna</li><li>500 000 kronor till SKR</li></ul>",
            "54499160",
        ),
    ] {
        check(&agreement(&format!("<p>{text}</p>")), &[expected]);
    }
}

#[test]
fn amounts_that_are_broken_alike_are_proved_together() {
    let page = |total: &str| {
        let items = ["Mål 1 300 mnkr", "Mål 2 200 mnkr", "Mål 3 100 mnkr"];
        let items: String = items.iter().map(|item| format!("<li>{item}</li>")).collect();
        agreement(&format!("<p>Satsningen omfattar totalt {total} mnkr:</p><ul>{items}</ul>"))
    };
    check(&page("600"), &["300000000", "200000000", "100000000"]);
    check(&page("6 600"), &["1300000000", "2200000000", "3100000000"]);
    check(&page("700"), &["? 300 mnkr", "? 200 mnkr", "? 100 mnkr"]);
}

#[test]
fn what_no_sum_proves_has_no_value() {
    for (text, expected) in [
        // Nothing is left of the total for it, or nothing says how much.
        (
            "Satsningen omfattar totalt 300 miljoner kronor. Av dessa avsätts 200 miljoner kronor till regionerna, 97 miljoner kronor till kommunerna och 2 000 0000 kronor till SKR.",
            &["? 2 000 0000 kronor"][..],
        ),
        // Two figures are no sum.
        (
            "Satsningen omfattar totalt 2 miljoner kronor, varav 2 000 0000 kronor till SKR.",
            &["? 2 000 0000 kronor"],
        ),
        // Another one of the sum is broken too.
        (
            "Satsningen omfattar totalt 300 miljoner kronor. Av dessa avsätts 298 miljoner kronor till regionerna, 2 000 0000 kronor till Socialstyrelsen och 1 000 0000 kronor till SKR.",
            &["? 2 000 0000 kronor", "? 1 000 0000 kronor"],
        ),
        // The sum is too coarse to tell.
        (
            "Satsningen omfattar totalt 1,8 miljarder kronor. Av dessa avsätts 1,7 miljarder kronor till regionerna, 90 miljoner kronor till kommunerna och 1 000 0000 kronor till SKR.",
            &["? 1 000 0000 kronor"],
        ),
        // It is the same as another amount by chance, and no part of the sum.
        (
            "Satsningen omfattar totalt 2 000 000 kronor. Av dessa avsätts 1 500 000 kronor till regionerna och 500 000 kronor till kommunerna. Året innan var det 2 000 0000 kronor.",
            &["? 2 000 0000 kronor"],
        ),
    ] {
        check(&agreement(&format!("<p>{text}</p>")), expected);
    }
}

#[test]
fn the_total_row_proves_a_row_of_a_purpose() {
    let rows = |broken: &'static str, total: &'static str| {
        let rows: [&[&str]; 4] = [
            &["Primärvård", broken],
            &["Psykiatri", "5 000 840"],
            &["Barn", "500 000"],
            &["Summa", total],
        ];
        table("Medlen fördelas så.", &["Insats", "Belopp (kronor)"], &rows)
    };
    let proved = read(&rows("544 99 160", "60 000 000"));
    assert_eq!(outcome(&proved), ["54499160"]);
    let row = &proved.tables[0].rows[0];
    assert_eq!(row.values[0].map(|value| value.to_string()).as_deref(), Some("54499160"));
    assert!(row.proved_by[0].is_some());
    check(&rows("544 99 160", "60 000 111"), &["? 544 99 160"]);
}
