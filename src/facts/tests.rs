//! Lines that are facts, lines that are none, and what the facts say of one page.

use super::*;
use crate::Options;
use crate::extract;

const PAGE: &str = "<h1>Överenskommelse om en patientmiljard 2018</h1>
    <p>Överenskommelsen omfattar totalt 1 000 000 000 kronor, varav 980 miljoner kronor går till
    landstingen och 20 000 000 kronor till SKL.</p>
    <p>Landstingen ska lämna en redovisning till Socialstyrelsen senast den 31 mars 2019.</p>
    <p>Dnr S2017/00546/FS</p>
    <table><caption>Belopp i kronor</caption><tr><th>Landsting</th><th>Belopp</th></tr>
    <tr><td>Skåne</td><td>17 766 641</td></tr><tr><td>Halland</td><td>4 000 000</td></tr>
    <tr><td>Summa</td><td>21 766 641</td></tr></table>";

/// What the one line of a facts file says of the page: nothing where it holds.
fn check(line: &str, expected: &str) {
    let extraction = extract(PAGE.as_bytes(), &Options::default());
    let (facts, wrong) = parse(Path::new("a.facts"), line);
    let said: Vec<String> = match &facts[..] {
        [fact] => hold::hold(fact, &extraction).err().into_iter().collect(),
        _ => wrong.iter().map(ToString::to_string).collect(),
    };
    assert_eq!(said.join("\n"), expected, "{line}");
}

#[test]
fn facts_that_hold() {
    for line in [
        "a.html | patientmiljard | total 2018 | 1 000 000 000",
        "a.html | patientmiljard | earmark landstingen | 980 mnkr |",
        "a.html | Patientmiljard 2018 | earmark skl | 20 000 000 | -",
        "a.html | - | amount | 20 mnkr",
        "a.html | | deadline report socialstyrelsen | 31 mars 2019",
        "a.html | | deadline | 2019-03-31",
        "a.html | | registry number | S2017/00546/FS",
        "a.html | Skåne | Belopp | 17 766 641",
        "a.html | Region Skåne | cell | 17766641",
        "a.html | 12 | | 17 766 641,00",
        "a.html | total | cell belopp | 21 766 641",
        "a.html | Blekinge | | none",
        "a.html | - | payout | none",
    ] {
        check(line, "");
    }
}

#[test]
fn facts_that_do_not_hold() {
    for (line, expected) in [
        (
            "a.html | Skåne | Belopp | 17 766 614",
            "expected cell or share belopp 17 766 614, but the document says 17 766 641 (line 11)",
        ),
        (
            "a.html | patientmiljard | total | 900 mnkr",
            "expected total 900 000 000, but the document says 1 000 000 000 (line 3)",
        ),
        (
            "a.html | vårdmiljard | total | 900 mnkr",
            "expected total 900 000 000, but the document has no total",
        ),
        (
            "a.html | patientmiljard | earmark skl | 20 000 000 | 3",
            "expected earmark skl 20 000 000 on page 3, but it stands on line 3",
        ),
        (
            "a.html | | deadline report | none",
            "expected no deadline report, but the document says 2019-03-31 (line 5)",
        ),
    ] {
        check(line, expected);
    }
}

#[test]
fn lines_that_are_no_facts() {
    for (line, expected) in [
        (
            "a.html | Skåne",
            "a.facts:1:15: expected document | region or agreement | what | value | page; a \"|\" is missing",
        ),
        (
            " | Skåne | Belopp | 1",
            "a.facts:1:2: expected the document's path in the corpus, found \"nothing\"",
        ),
        (
            "a.html | Skåne | Belopp | många",
            "a.facts:1:27: expected an amount (17 766 641 or 980 mnkr), a percentage or none, found \"många\"",
        ),
        (
            "å.html | | deadline report | snarast",
            "a.facts:1:30: expected a date (2019-03-31, 31 mars 2019, 2019-03 or 2019) or none, found \"snarast\"",
        ),
        (
            "a.html | | deadline | 1 mars",
            "a.facts:1:23: expected a date (2019-03-31, 31 mars 2019, 2019-03 or 2019) or none, found \"1 mars\"",
        ),
        (
            "a.html | patientmiljard | belopp | 1",
            "a.facts:1:27: expected amount, a role (total, earmark, share, contribution, supplement, change, \
             payout, budget, other), deadline, date, registry number or cell, found \"belopp\"",
        ),
        (
            "a.html | | amount | 1 | s. 4",
            "a.facts:1:25: expected the number of a page, or nothing, found \"s. 4\"",
        ),
        (
            "a.html | | amount | 1 | 4 | 5",
            "a.facts:1:29: expected the end of the line behind the page, found \"5\"",
        ),
        ("# a comment | x", ""),
        ("   ", ""),
    ] {
        check(line, expected);
    }
}
