//! The ledger of documents and of agreements.

use crate::dataset::{AGREEMENT, OWN_TEXT, SUMMARY, folder, overens};

#[test]
fn the_ledger_shows_parts_and_what_they_leave() {
    let folder = folder(&[("corpus/a.html", AGREEMENT)]);
    for arguments in [&["ledger"][..], &["ledger", "corpus/a.html"], &["ledger", "tandvård"]] {
        let (code, out, err) = overens(folder.path(), arguments);
        assert_eq!((code, err.as_str()), (Some(0), ""), "{arguments:?}");
        assert!(out.contains("Överenskommelse") && !out.contains(['├', '└', '\u{1b}']), "{out}");
        let rows: Vec<Vec<&str>> = out
            .lines()
            .map(|line| line.split("  ").filter(|cell| !cell.is_empty()).collect())
            .collect();
        let row = |figure: &str| {
            rows.iter().find(|row| row.iter().any(|cell| cell.trim() == figure)).unwrap().clone()
        };
        assert_eq!(row("400 000 000")[0], "remainder", "{out}");
        assert_eq!(row("300 000 000")[1..4], ["2024", "earmark", "regions"], "{out}");
        assert_eq!(row("2 000 000")[..3], ["remainder", "2 000 000", "remainder"], "{out}");
    }
}

#[test]
fn the_ledger_of_a_name_that_nothing_has_says_so() {
    let folder = folder(&[("corpus/a.html", AGREEMENT)]);
    let (code, out, err) = overens(folder.path(), &["ledger", "cancer"]);
    assert_eq!((code, out.as_str()), (Some(1), ""));
    assert_eq!(err, "overens: no agreement is called \"cancer\"\n");
}

/// Another agreement.
const OTHER: &str = "<h1>Sammanställning av riktade statsbidrag 2023</h1>\
    <h2>Överenskommelse om fast läkarkontakt 2023</h2>\
    <p>Överenskommelsen omfattar totalt 80 miljoner kronor för 2023.</p>";

/// The lines of a ledger without its checks, blanks folded.
fn lines(out: &str) -> Vec<String> {
    let fold = |line: &str| line.split_whitespace().collect::<Vec<_>>().join(" ");
    out.lines().map(fold).take_while(|line| line != "(checks)").collect()
}

#[test]
fn documents_of_one_agreement_make_one_tree() {
    let copy = OWN_TEXT.replace("omfattar", "omfattar\n");
    let files =
        [("a.html", OWN_TEXT), ("b.html", &copy), ("c.html", SUMMARY), ("other.html", OTHER)];
    let folder = folder(&files);
    let (code, out, err) = overens(folder.path(), &["ledger", "--corpus", ".", "tandhälsa"]);
    assert_eq!((code, err.as_str()), (Some(0), ""));
    let expected = "\
Överenskommelse om stöd till tandhälsa och munvård 2021 (2021)
overenskommelse-om-stod-till-tandhalsa-och-munvard-2021
[1] a.html topic
[2] b.html topic
[3] c.html summary

CONTRADICTS 61 000 000 2021 total Överenskommelse om stöd till tandhälsa och munvård 2021 [1] line 5 [2] line 5 [3] line 6
ok 30 000 000 2021 earmark regions uppsökande munvård [1] line 5 [2] line 5 [3] line 8
ok 10 400 000 2021 share Region Gotland Uppsökande munvård [3] line 8
CONTRADICTS 31 000 000 2021 earmark regions utbildning av tandsköterskor [1] line 5 [2] line 5
CONTRADICTS 34 000 000 instead (what is said elsewhere) [3] line 7
CONTRADICTS 1 700 000 2021 share Region Gotland Utbildning tandsköterskor [3] line 7
CONTRADICTS 1 752 049 instead (what is said elsewhere) [1] line 9 [2] line 9
CONTRADICTS 3 000 000 difference (by which the parts differ from the total) [3]
";
    assert_eq!(lines(&out).join("\n"), expected);
    let said = out.lines().filter(|line| line.contains("the difference is")).count();
    assert_eq!(said, 2, "{out}");
}

#[test]
fn a_path_gives_each_document_its_own_tree() {
    let folder = folder(&[("corpus/a.html", OWN_TEXT), ("corpus/c.html", SUMMARY)]);
    let (_, out, _) = overens(folder.path(), &["ledger", "corpus", "tandhälsa"]);
    let heads = out.lines().filter(|line| line.starts_with(['a', 'c'])).count();
    assert_eq!((heads, out.contains("[1]")), (2, false), "{out}");
}

#[test]
fn parts_that_may_be_of_another_sum_are_told_below_the_tree() {
    let page = "<h1>Överenskommelse om god tandvård 2024</h1>\
        <p>Överenskommelsen omfattar totalt 100 mnkr för 2024.</p><h2>Fördelning</h2>\
        <p>Till regionerna avsätts 90 mnkr och till kommunerna avsätts 60 mnkr.</p>";
    let folder = folder(&[("a.html", page)]);
    let (_, out, _) = overens(folder.path(), &["ledger", "a.html"]);
    let told = out.lines().filter(|line| line.trim_start().starts_with("doubtful  ")).count();
    assert_eq!((told, out.contains("50 000 000 kronor more")), (1, true), "{out}");
}
