//! One `check`: a page in, its checks and proved or doubtful readings out, through the whole
//! program.

use super::reconcile;
use crate::clean::clean;
use crate::contract::{CheckKind, Document, Extraction};
use crate::diagnostic::Code;
use crate::discover::MediaType;
use crate::interpret::interpret;
use crate::read::Engine;
use crate::recognise::{Context, Mention, recognise};

mod broken;
mod misprints;
mod parts;
mod plain;
mod yearly;

/// The way of a web page through all stages up to this one.
fn read(page: &str) -> Extraction {
    let read = crate::read::read(page.as_bytes(), MediaType::Html, Engine::default(), None);
    let Ok(read) = read else { panic!("{page} is not read") };
    let document = Document::unread(String::new(), String::new(), 0);
    let text = clean(&read);
    let mentions = recognise(&text.string, Context::default());
    let interpret = |mentions: &[Mention]| interpret(&text, mentions, document.clone());
    reconcile(interpret(&mentions), &mentions, interpret)
}

/// What came of one kind of check: `holds 0`, `contradicts 9000000`; for diagnostics of cells
/// their code.
fn outcome(extraction: &Extraction, kind: CheckKind) -> Vec<String> {
    let checks = extraction.checks.iter().filter(|check| check.kind == kind);
    checks.map(|check| format!("{} {}", check.status.name(), check.difference)).collect()
}

fn check(page: &str, kind: CheckKind, expected: &[&str]) {
    let extraction = read(page);
    let messages: Vec<&str> = extraction.checks.iter().map(|c| c.message.as_str()).collect();
    assert_eq!(outcome(&extraction, kind), expected, "{page}\n{messages:#?}");
    for check in &extraction.checks {
        assert_eq!(check.difference.0, check.actual.0 - check.expected.0, "{}", check.message);
        assert!(check.message.ends_with('.'), "{}", check.message);
    }
}

/// The codes and messages of the diagnostics of doubtful cells.
fn readings(extraction: &Extraction) -> Vec<String> {
    let doubts = extraction.diagnostics.iter();
    doubts
        .filter(|d| matches!(d.code, Code::ProvedReading | Code::DoubtfulCell | Code::UnreadCell))
        .map(|d| d.code.to_string())
        .collect()
}

/// A page about one agreement.
fn agreement(body: &str) -> String {
    format!("<h1>Överenskommelse om en god vård 2024</h1>{body}")
}

/// A page with a table of rows of cells.
fn table(above: &str, head: &[&str], rows: &[&[&str]]) -> String {
    let cells = |name: &str, cells: &[&str]| -> String {
        cells.iter().map(|cell| format!("<{name}>{cell}</{name}>")).collect()
    };
    let rows: String = rows.iter().map(|row| format!("<tr>{}</tr>", cells("td", row))).collect();
    agreement(&format!(
        "<p>{above}</p><table><thead><tr>{}</tr></thead><tbody>{rows}</tbody></table>",
        cells("th", head)
    ))
}

const REGIONS: [&str; 7] = [
    "Region Stockholm",
    "Region Uppsala",
    "Region Sörmland",
    "Region Östergötland",
    "Region Kronoberg",
    "Region Gotland",
    "Region Blekinge",
];

/// A table with a row per region, a column each, and a total row where one is given.
fn regions(above: &str, head: &[&str], columns: &[[&str; 7]], total: Option<&[&str]>) -> String {
    let mut rows: Vec<Vec<&str>> = REGIONS
        .iter()
        .enumerate()
        .map(|(at, region)| {
            std::iter::once(*region).chain(columns.iter().map(|column| column[at])).collect()
        })
        .collect();
    rows.extend(
        total.map(|total| std::iter::once("Totalt").chain(total.iter().copied()).collect()),
    );
    let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
    table(above, head, &rows)
}

const KRONOR: [&str; 7] = [
    "148 780 771",
    "23 130 990",
    "11 111 111",
    "9 876 543",
    "12 345 678",
    "4 752 049",
    "1 234 567",
];

#[test]
fn parts_close_leave_or_exceed() {
    use CheckKind::PartsVsTotal as Parts;
    for (list, expected) in [
        ("655 till regionerna, 300 till kommunerna, 21 till SKR", "holds 0"),
        ("655 till regionerna, 230 till kommunerna, 21 till SKR", "remainder -70000000"),
        ("655 till regionerna, 330 till kommunerna, 21 till SKR", "contradicts 30000000"),
    ] {
        let items: String = list
            .split(", ")
            .map(|item| format!("<li>{}</li>", item.replacen(' ', " miljoner kronor ", 1)))
            .collect();
        let page = format!(
            "<p>Överenskommelsen omfattar totalt 976 miljoner kronor för 2024, varav</p><ul>{items}</ul>"
        );
        check(&agreement(&page), Parts, &[expected]);
    }
}

#[test]
fn rounding_does_not_contradict_and_a_finer_total_is_not_rounded() {
    use CheckKind::PartsVsTotal as Parts;
    let page = |total: &str, parts: &[&str]| {
        let items: String =
            parts.iter().map(|part| format!("<li>{part} till regionerna</li>")).collect();
        agreement(&format!(
            "<p>Överenskommelsen omfattar totalt {total} för 2024. Medlen fördelas så här:</p><ul>{items}</ul>"
        ))
    };
    check(
        &page("3 430,25 miljoner kronor", &["3 200 miljoner kronor", "229,575 miljoner kronor"]),
        Parts,
        &["remainder -675000"],
    );
    check(
        &page("1 831 000 000 kronor", &["1,8 miljarder kronor", "32 miljoner kronor"]),
        Parts,
        &["holds 1000000"],
    );
    check(
        &page("1 831 000 000 kronor", &["cirka 1 820 miljoner kronor", "32 miljoner kronor"]),
        Parts,
        &["contradicts 21000000"],
    );
    check(
        &page("500 miljoner kronor", &["400 miljoner kronor", "högst 120 miljoner kronor"]),
        Parts,
        &[],
    );
}

#[test]
fn two_axes_are_two_sums() {
    let page = agreement(
        "<p>Överenskommelsen omfattar totalt 1 000 miljoner kronor för 2024.</p>
        <p>Av medlen går:</p><ul><li>600 miljoner kronor till regionerna</li><li>390 miljoner kronor till kommunerna</li><li>10 miljoner kronor till SKR</li></ul>
        <p>Medlen fördelas på områden:</p><ul><li>Primärvård: 700 miljoner kronor</li><li>Psykiatri: 250 miljoner kronor</li></ul>",
    );
    check(&page, CheckKind::PartsVsTotal, &["holds 0", "remainder -50000000"]);
}

#[test]
fn the_half_that_is_paid_first_is_no_part_beside_purposes() {
    let page = agreement(
        "<p>Överenskommelsen omfattar totalt 400 miljoner kronor för 2024. Halva summan, 200 miljoner \
         kronor, betalas ut i juni. SKR får 20 miljoner kronor.</p>",
    );
    check(&page, CheckKind::PartsVsTotal, &[]);
}

#[test]
fn columns_are_added_up() {
    use CheckKind::ColumnSum as Sum;
    let column = |total: &str| {
        regions("Fördelning i kronor", &["Region", "Kronor"], &[KRONOR], Some(&[total]))
    };
    check(&column("211 231 709"), Sum, &["holds 0"]);
    check(&column("211 231 712"), Sum, &["holds -3"]);
    check(&column("211 331 709"), Sum, &["contradicts -100000"]);
    let tenths = ["22,1", "3,4", "2,6", "4,1", "1,7", "0,5", "1,3"];
    let rounded = |total: &str| {
        regions("Fördelning, mnkr", &["Region", "Belopp, mnkr"], &[tenths], Some(&[total]))
    };
    check(&rounded("36"), Sum, &["holds -300000"]);
    check(&rounded("35,1"), Sum, &["contradicts 600000"]);
    let missing = ["22,1", "3,4", "2,6", "..", "1,7", "0,5", "1,3"];
    let page =
        regions("Fördelning, mnkr", &["Region", "Belopp, mnkr"], &[missing], Some(&["35,7"]));
    check(&page, Sum, &["remainder -4100000"]);
    let rates = ["12,5", "13,0", "12,8", "12,9", "14,1", "13,3", "12,2"];
    let page = regions("Fördelning", &["Region", "Kr/invånare"], &[rates], Some(&["12,8"]));
    check(&page, Sum, &[]);
}

#[test]
fn subtotals_are_not_counted_twice() {
    let row = |label: &'static str, value: &'static str| [label, value];
    let page = |mora: &'static str| {
        let rows = [
            row("Gagnef", "100 000"),
            row("Leksand", "200 000"),
            row("Mora", mora),
            row("Summa Dalarnas län", "600 000"),
            row("Gävle", "500 000"),
            row("Hofors", "150 000"),
            row("Summa Gävleborgs län", "650 000"),
            row("Totalt", "1 250 000"),
        ];
        let rows: Vec<&[&str]> = rows.iter().map(<[&str; 2]>::as_slice).collect();
        table("Fördelning i kronor", &["Kommun", "Belopp, kr"], &rows)
    };
    check(&page("300 000"), CheckKind::ColumnSum, &["holds 0", "holds 0", "holds 0"]);
    check(
        &page("310 000"),
        CheckKind::ColumnSum,
        &["contradicts 10000", "holds 0", "contradicts 10000"],
    );
}

#[test]
fn rows_are_added_up_where_a_column_has_their_totals() {
    use CheckKind::PartsVsTotal as Sum;
    let page = |rows: &[[&str; 4]]| {
        let rows: Vec<&[&str]> = rows.iter().map(<[&str; 4]>::as_slice).collect();
        table("Belopp i tusental kronor", &["Region", "Fast del", "Rörlig del", "Summa"], &rows)
    };
    let rows = |skane: &'static str| {
        [
            ["Stockholm", "5 000", "45 000", "50 000"],
            ["Skåne", "5 000", "27 000", skane],
            ["Gotland", "5 000", "–", "5 000"],
            ["Summa", "15 000", "72 000", "87 000"],
        ]
    };
    check(&page(&rows("32 000")), Sum, &["holds 0"]);
    check(&page(&rows("31 000")), Sum, &["contradicts 1000000"]);
    check(&page(&rows("..")), Sum, &["holds 0"]);
    // What most rows do not hold for is no sum of them.
    let other = [
        ["Stockholm", "5 000", "45 000", "90 000"],
        ["Skåne", "5 000", "27 000", "54 000"],
        ["Gotland", "5 000", "1 000", "2 000"],
    ];
    check(&page(&other), Sum, &[]);
}

#[test]
fn tables_are_tied_to_the_text() {
    use CheckKind::TableVsText as Text;
    let page = |said: &str| {
        let above = format!("Av medlen avsätts {said} till regionerna för 2024.");
        regions(&above, &["Region", "Kronor"], &[KRONOR], Some(&["211 231 709"]))
    };
    check(&page("211 231 709 kronor"), Text, &["holds 0"]);
    check(&page("211 miljoner kronor"), Text, &["holds 231709"]);
    check(&page("121 231 709 kronor"), Text, &["contradicts 90000000"]);
    check(&page("213 miljoner kronor"), Text, &["contradicts -1768291"]);
    check(&page("650 miljoner kronor"), Text, &[]);
    // One wrong digit in a cell is found however large it is, and a rounded headline hides it not.
    check(&page("311 231 709 kronor"), Text, &["contradicts -100000000"]);
    check(&page("drygt 211 miljoner kronor"), Text, &["holds 231709"]);
    check(&page("högst 150 miljoner kronor"), Text, &[]);
    let both = "drygt 211 miljoner kronor, närmare bestämt 201 231 709 kronor,";
    check(&page(both), Text, &["holds 231709", "contradicts 10000000"]);
}

#[test]
fn percentages_are_the_whole_or_an_average() {
    use CheckKind::ColumnSum as Sum;
    let shares = ["40", "20", "10", "10", "10", "5", "5"];
    let page =
        |total: &str| regions("Fördelning", &["Region", "Andel, %"], &[shares], Some(&[total]));
    check(&page("100"), Sum, &["holds 0"]);
    check(&page("190"), Sum, &["contradicts -90"]);
    let reached = ["80", "75", "90", "85", "70", "95", "88"];
    let page = regions("Uppnådda mål", &["Region", "Andel, %"], &[reached], Some(&["83"]));
    check(&page, Sum, &[]);
}

#[test]
fn proportions_hold_or_name_the_row() {
    use CheckKind::ProportionalColumns as Proportional;
    let people = ["2 415 139", "395 026", "301 801", "469 704", "203 340", "61 001", "158 937"];
    let money =
        ["24 151 390", "3 950 260", "3 018 010", "4 697 040", "2 033 400", "610 010", "1 589 370"];
    let head = ["Region", "Befolkning", "Belopp, kr"];
    check(&regions("Fördelning", &head, &[people, money], None), Proportional, &["holds 0"]);
    let mut wrong = money;
    wrong[3] = "4 967 040";
    check(
        &regions("Fördelning", &head, &[people, wrong], None),
        Proportional,
        &["contradicts 270000"],
    );
    let unlike = ["1 000", "2 000", "3 000", "1 000", "9 000", "2 500", "700"];
    check(&regions("Fördelning", &head, &[people, unlike], None), Proportional, &[]);
}

#[test]
fn readings_are_proved_or_left() {
    let with = |cell: &'static str, above: &str, total: Option<&[&str]>| {
        let mut cells = KRONOR;
        cells[1] = cell;
        read(&regions(above, &["Region", "Kronor"], &[cells], total))
    };
    let value = |extraction: &Extraction| {
        extraction.tables[0].rows[1].values[0].map(|value| value.to_string())
    };
    let above = "Fördelning i kronor";
    let total = with("23 130990", above, Some(&["211 231 709"]));
    assert_eq!(value(&total).as_deref(), Some("23130990"));
    assert_eq!(readings(&total), ["proved-reading"]);
    assert_eq!(outcome(&total, CheckKind::ColumnSum), ["holds 0"]);
    let caption = with("231 30 990", "Fördelning av 211 231 709 kronor till regionerna", None);
    assert_eq!(value(&caption).as_deref(), Some("23130990"));
    assert_eq!(outcome(&caption, CheckKind::TableVsText), ["holds 0"]);
    let dropped = with("23 130 9990", above, Some(&["211 231 709"]));
    assert_eq!(value(&dropped).as_deref(), Some("23130990"));
    let nothing = with("23 130 9990", above, None);
    assert_eq!(value(&nothing), None);
    assert_eq!(readings(&nothing), ["doubtful-cell"]);
    let wrong = with("23 130990", above, Some(&["311 231 709"]));
    assert_eq!(value(&wrong), None);
    assert_eq!(readings(&wrong), ["doubtful-cell"]);
    assert_eq!(outcome(&wrong, CheckKind::ColumnSum), ["contradicts -100000000"]);
}

#[test]
fn a_proportion_proves_a_reading() {
    let people = ["2 415 139", "395 026", "301 801", "469 704", "203 340", "61 001", "158 937"];
    let money =
        ["24 151 390", "3 950 260", "3 018 010", "46 97 040", "2 033 400", "610 010", "1 589 370"];
    let page =
        regions("Fördelning", &["Region", "Befolkning", "Belopp, kr"], &[people, money], None);
    let extraction = read(&page);
    assert_eq!(readings(&extraction), ["proved-reading"]);
    assert_eq!(
        extraction.tables[0].rows[3].values[1].map(|v| v.to_string()).as_deref(),
        Some("4697040")
    );
}

#[test]
fn repetitions_agree_within_rounding() {
    let page = |said: &str| {
        agreement(&format!(
            "<p>Överenskommelsen omfattar totalt 1 437 000 000 kronor för 2024.</p>
            <h2>Ekonomi</h2><p>Överenskommelsen omfattar totalt {said} för 2024.</p>"
        ))
    };
    check(&page("1 437 000 000 kronor"), CheckKind::RepeatedAmount, &[]);
    check(&page("1 473 000 000 kronor"), CheckKind::RepeatedAmount, &["contradicts 36000000"]);
    check(&page("2 100 000 000 kronor"), CheckKind::RepeatedAmount, &["contradicts 663000000"]);
    check(&page("närmare 2 100 000 000 kronor"), CheckKind::RepeatedAmount, &[]);
}

#[test]
fn the_order_of_rows_changes_no_check() {
    let people = ["2 415 139", "395 026", "301 801", "469 704", "203 340", "61 001", "158 937"];
    let outcomes = |order: &[usize]| {
        let rows: Vec<[&str; 3]> =
            order.iter().map(|&at| [REGIONS[at], people[at], KRONOR[at]]).collect();
        let mut rows: Vec<&[&str]> = rows.iter().map(<[&str; 3]>::as_slice).collect();
        let total = ["Totalt", "4 004 948", "211 231 709"];
        rows.push(&total);
        let page =
            table("Fördelning av 211 231 709 kronor", &["Region", "Befolkning", "Kronor"], &rows);
        let extraction = read(&page);
        let checks = extraction.checks.iter();
        checks.map(|c| format!("{} {} {}", c.id, c.status.name(), c.difference)).collect::<Vec<_>>()
    };
    let first = outcomes(&[0, 1, 2, 3, 4, 5, 6]);
    assert!(!first.is_empty());
    let mut order: Vec<usize> = (0..7).collect();
    for turn in 1..20 {
        // A full cycle over the orders that matter: swaps and rotations.
        order.rotate_left(turn % 7);
        order.swap(turn % 7, (turn * 3 + 1) % 7);
        assert_eq!(outcomes(&order), first, "{order:?}");
    }
}
