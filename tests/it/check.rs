//! `overens check`, `review` and `diff` as a user runs them.

use std::fs;
use std::path::Path;

use serde_json::Value;
use tempfile::TempDir;

use crate::cli::{PAGE, folder, overens, overens_with};
use crate::repository;

/// A table whose column adds up.
const TABLE: &str = "<h1>Fördelning av stöd till vård 2024</h1>\
    <table><tr><th>Region</th><th>Belopp, kronor</th></tr>\
    <tr><td>Region Skåne</td><td>17 766 641</td></tr>\
    <tr><td>Region Halland</td><td>4 000 000</td></tr>\
    <tr><td>Region Blekinge</td><td>2 000 000</td></tr>\
    <tr><td>Summa</td><td>23 766 641</td></tr></table>";

/// A folder with a page and a table in its corpus, both with their goldens.
fn reviewed() -> TempDir {
    let folder =
        folder(&[("corpus/a.html", PAGE.as_bytes()), ("corpus/b/t.html", TABLE.as_bytes())]);
    let run = overens(folder.path(), &["check", "--accept"]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""), "{}", run.stdout);
    folder
}

/// Replaces the one place in a file that reads `from`.
fn edit(folder: &Path, name: &str, from: &str, to: &str) {
    let path = folder.join(name);
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.contains(from), "{name} has no {from}");
    fs::write(path, text.replacen(from, to, 1)).unwrap();
}

fn check(folder: &Path) -> (Option<i32>, String) {
    let run = overens(folder, &["check"]);
    assert_eq!(run.stderr, "");
    (run.code, run.stdout)
}

#[test]
fn the_corpus_is_as_its_goldens_and_facts_say() {
    let run = overens(&repository("."), &["check"]);
    assert_eq!(run.code, Some(0), "{}", run.stdout);
    assert!(run.stdout.ends_with(" facts hold\n"), "{}", run.stdout);
}

#[test]
fn a_digit_of_a_golden_names_the_one_fact() {
    let folder = reviewed();
    edit(folder.path(), "golden/a.html.snap", "452500000", "452500001");
    let expected = "\
a.html
  overenskommelse-om-vard-2024: total 452 500 001 -> 452 500 000
      line 3: \"452,5 mnkr\"

1 of 2 documents differ
      1  amount: value changed
";
    assert_eq!(check(folder.path()), (Some(1), expected.to_owned()));
}

#[test]
fn a_cell_is_named_with_its_region() {
    let folder = reviewed();
    edit(folder.path(), "corpus/b/t.html", "17 766 641", "17 766 614");
    let (code, page) = check(folder.path());
    assert_eq!(code, Some(1));
    let line = "\n  Region Skåne: cell 17 766 641 -> 17 766 614 in \"Belopp, kronor\" of table-1, \
                the column is now off by 27\n";
    assert!(page.contains(line), "{page}");
    assert!(page.contains("\n      1  cell: value changed\n"), "{page}");
}

#[test]
fn what_has_no_golden_and_what_has_no_document_is_said() {
    let folder = reviewed();
    fs::remove_file(folder.path().join("golden/a.html.snap")).unwrap();
    fs::remove_file(folder.path().join("corpus/b/t.html")).unwrap();
    let (code, page) = check(folder.path());
    assert_eq!(code, Some(1));
    assert!(page.starts_with("a.html\n  has no golden\n"), "{page}");
    let orphan = Path::new("golden").join("b/t.html.snap");
    assert!(page.contains(&format!("{} has no document; ", orphan.display())), "{page}");
    assert!(page.contains("1 of 1 documents differ, 1 of them without a golden"), "{page}");
}

#[test]
fn accept_takes_the_documents_that_are_named() {
    let folder = reviewed();
    for name in ["golden/a.html.snap", "golden/b/t.html.snap"] {
        edit(folder.path(), name, "000", "001");
    }
    for named in ["b/t.html", "corpus/a.html"] {
        let run = overens(folder.path(), &["check", "--accept", named]);
        assert!(run.stdout.contains(" (accepted)\n"), "{named}: {}", run.stdout);
    }
    assert_eq!(check(folder.path()).0, Some(0));
    let run = overens(folder.path(), &["check", "--accept", "c.html"]);
    assert_eq!(run.code, Some(1));
    assert!(run.stderr.starts_with("overens: c.html: the corpus has no such document"));
}

#[test]
fn an_accepted_golden_is_one_that_insta_reads() {
    let folder = reviewed();
    let text = fs::read_to_string(folder.path().join("golden/a.html.snap")).unwrap();
    let extracted = overens(&folder.path().join("corpus"), &["extract", "--pretty", "a.html"]);
    let (header, content) = text.strip_prefix("---\n").unwrap().split_once("\n---\n").unwrap();
    assert!(header.starts_with("source: "), "{header}");
    assert_eq!(content, extracted.stdout);
}

#[test]
fn facts_are_held_and_their_errors_have_a_place() {
    let folder = reviewed();
    let facts = "# what | we know\n\
                 b/t.html | Skåne | belopp | 17 766 641\n\
                 b/t.html | Halland | belopp | 5 mnkr\n\
                 a.html | vård | total | 452,5 mnkr\n\
                 a.html | vård | totalt | 452,5 mnkr\n\
                 c.html | - | amount | 1\n";
    fs::create_dir(folder.path().join("facts")).unwrap();
    fs::write(folder.path().join("facts/ours.facts"), facts).unwrap();
    let (code, page) = check(folder.path());
    assert_eq!(code, Some(1));
    let own: Vec<&str> = page.lines().filter(|line| line.starts_with("facts/")).collect();
    let [kind, value, document] = own[..] else { panic!("{page}") };
    assert!(kind.starts_with("facts/ours.facts:5:17: expected amount, a role"), "{kind}");
    assert_eq!(
        value,
        "facts/ours.facts:3:31: expected cell or share belopp 5 000 000, but the document says \
         4 000 000 (line 5)"
    );
    assert_eq!(document, "facts/ours.facts:6:23: the corpus has no document c.html");
    assert!(
        page.ends_with("2 of 2 documents are as their goldens say\n2 of 5 facts hold\n"),
        "{page}"
    );
}

#[test]
fn check_prints_json() {
    let folder = reviewed();
    edit(folder.path(), "golden/a.html.snap", "452500000", "452500001");
    let run = overens(folder.path(), &["check", "--json"]);
    assert_eq!(run.code, Some(1));
    let report: Value = serde_json::from_str(&run.stdout).unwrap();
    let change = &report["documents"][0]["changes"][0];
    let said = ["subject", "change", "field", "about"].map(|key| change[key].as_str().unwrap());
    assert_eq!(said, ["amount", "changed", "value", "overenskommelse-om-vard-2024"]);
    assert_eq!((&change["difference"], &report["checked"]), (&(-1).into(), &2.into()));
}

#[test]
fn review_asks_for_each_document_and_says_what_it_did() {
    let folder = reviewed();
    let golden = folder.path().join("golden/b/t.html.snap");
    fs::remove_file(&golden).unwrap();
    edit(folder.path(), "golden/a.html.snap", "452500000", "452500001");
    for (keys, accepted, rejected, left, code) in [
        ("", 0, 0, 2, 1),
        ("s\nq\n", 0, 0, 2, 1),
        ("r\nwhat\nskip\n", 0, 1, 1, 1),
        ("s\na\n", 1, 0, 1, 1),
        ("accept\n", 1, 0, 0, 0),
    ] {
        let run = overens_with(folder.path(), &["review"], keys.as_bytes());
        assert_eq!((run.code, run.stderr.as_str()), (Some(code), ""), "{keys}: {}", run.stdout);
        let end =
            format!("\n{accepted} accepted, {rejected} rejected, {left} left for another time\n");
        assert!(run.stdout.ends_with(&end), "{keys}: {}", run.stdout);
        assert!(run.stdout.contains("      line 3: \"452,5 mnkr\"\n"), "{keys}: {}", run.stdout);
    }
    let run = overens_with(folder.path(), &["review"], b"");
    let nothing = "nothing to review: every document is as its golden says\n";
    assert_eq!((run.code, run.stdout.as_str()), (Some(0), nothing));
    assert_eq!(check(folder.path()).0, Some(0));
}

#[test]
fn review_takes_some_changes_and_leaves_others() {
    let folder = reviewed();
    let (golden, pending) =
        (folder.path().join("golden/a.html.snap"), folder.path().join("golden/a.html.snap.new"));
    let accepted = fs::read_to_string(&golden).unwrap();
    edit(folder.path(), "corpus/a.html", "452,5", "460");
    edit(folder.path(), "corpus/a.html", "15 mars", "1 april");
    let total = "overenskommelse-om-vard-2024: total 452 500 000 -> 460 000 000\n";
    let payout = "overenskommelse-om-vard-2024: payout 2024-03-15 -> 2024-04-01\n";
    let all = check(folder.path()).1;
    assert!(all.contains(total) && all.contains(payout), "{all}");

    // All are left: nothing is written.
    let run = overens_with(folder.path(), &["review"], b"each\nskip\nquit\n");
    assert_eq!((run.code, fs::read_to_string(&golden).unwrap()), (Some(1), accepted));
    // What is accepted is the total, with the quote that is asked about.
    let changes = all.lines().filter(|line| line.starts_with("  ") && line.contains(": ")).count();
    let keys: String = all
        .lines()
        .filter(|line| line.starts_with("  ") && !line.starts_with("   "))
        .map(|line| if line.contains("payout") { "s\n" } else { "a\n" })
        .collect();
    assert!(changes >= 2);
    let run = overens_with(folder.path(), &["review"], format!("e\n{keys}").as_bytes());
    let asked =
        format!("\n  {total}      line 3: \"460 mnkr\"\naccept (a), skip (s) or quit (q)? ");
    assert!(run.stdout.contains(&asked), "{}", run.stdout);
    let end = "\n0 accepted, 0 rejected, 1 left for another time (1 of them accepted in part)\n";
    assert!(run.stdout.ends_with(end), "{}", run.stdout);
    assert!(pending.exists());
    let (code, left) = check(folder.path());
    assert_eq!(code, Some(1));
    assert!(!left.contains(total) && left.contains(payout), "{left}");
    assert!(left.ends_with("\n      1  deadline: date changed\n"), "{left}");
    // With one change left there is nothing to choose from.
    let run = overens_with(folder.path(), &["review"], b"e\na\n");
    assert!(run.stdout.contains("\"e\" is no answer"), "{}", run.stdout);
    assert_eq!((run.code, check(folder.path()).0), (Some(0), Some(0)));
    assert!(!pending.exists());
}

#[test]
fn review_lists_what_is_pending_as_json() {
    let folder = reviewed();
    let list = |code: i32| -> Value {
        let run = overens_with(folder.path(), &["review", "--json"], b"a\na\n");
        assert_eq!((run.code, run.stderr.as_str()), (Some(code), ""));
        serde_json::from_str(&run.stdout).unwrap()
    };
    assert_eq!(list(0), serde_json::json!({ "documents": [], "orphans": [] }));
    edit(folder.path(), "golden/a.html.snap", "452500000", "452500001");
    fs::remove_file(folder.path().join("golden/b/t.html.snap")).unwrap();
    fs::write(folder.path().join("golden/gone.html.snap.new"), "---\n---\n").unwrap();
    let listed = list(1);
    let [changed, new] = &listed["documents"].as_array().unwrap()[..] else { panic!("{listed}") };
    assert_eq!([&changed["document"], &changed["status"]], ["a.html", "changed"]);
    assert_eq!(changed["changes"][0]["mention"]["quote"], "452,5 mnkr");
    assert_eq!([&new["document"], &new["status"]], ["b/t.html", "no_golden"]);
    assert!(new["changes"].as_array().unwrap().len() > 1, "{new}");
    let orphan = Path::new("golden").join("gone.html.snap.new").display().to_string();
    assert_eq!(listed["orphans"], serde_json::json!([orphan]));
    // Nothing was decided.
    assert_eq!(list(1), listed);
}

#[test]
fn what_is_rejected_is_no_longer_pending() {
    let folder = reviewed();
    let [golden, pending] =
        ["snap", "snap.new"].map(|ending| folder.path().join(format!("golden/a.html.{ending}")));
    edit(folder.path(), "golden/a.html.snap", "452500000", "452500001");
    fs::copy(&golden, &pending).unwrap();
    let run = overens_with(folder.path(), &["review", "a.html"], b"reject\n");
    assert_eq!(run.code, Some(0), "{}", run.stdout);
    assert!(!pending.exists() && golden.exists());
}

/// What a diff says, without its last lines of sums.
fn diff(folder: &Path, old: &str, new: &str) -> (Option<i32>, String, String) {
    let run = overens(folder, &["diff", old, new]);
    (run.code, run.stdout, run.stderr)
}

#[test]
fn diff_tells_two_documents_apart() {
    let later = PAGE.replace("452,5", "460").replace("15 mars", "1 april");
    let folder = folder(&[("a.html", PAGE.as_bytes()), ("b.html", later.as_bytes())]);
    let expected = "\
a.html -> b.html
  overenskommelse-om-vard-2024
    total 452 500 000 -> 460 000 000 (+7 500 000, +1,7 %)
    payout 2024-03-15 -> 2024-04-01

      1  amount: value changed
      1  deadline: date changed

  total, kronor  452 500 000 in 1 -> 460 000 000 in 1  +7 500 000  +1,7 %
";
    let found = diff(folder.path(), "a.html", "b.html");
    assert_eq!(found, (Some(1), expected.to_owned(), String::new()));
    let same = diff(folder.path(), "a.html", "a.html");
    assert_eq!(same, (Some(0), "a.html -> a.html\n  nothing changed\n".to_owned(), String::new()));
}

#[test]
fn diff_tells_two_years_of_an_agreement_apart() {
    let later = PAGE.replace("452,5", "460").replace("2024", "2025");
    let folder = folder(&[("corpus/a.html", PAGE.as_bytes()), ("corpus/b.html", later.as_bytes())]);
    let expected = "\
overenskommelse-om-vard-2024 -> overenskommelse-om-vard-2025
  years and dates are compared as 1 year later
  overenskommelse-om-vard-2025
    total 452 500 000 -> 460 000 000 (+7 500 000, +1,7 %)

      1  amount: value changed
      1  amounts, cells and deadlines that are the same

  total, kronor  452 500 000 in 1 -> 460 000 000 in 1  +7 500 000  +1,7 %
";
    let (code, page, _) = diff(folder.path(), "vård 2024", "vård 2025");
    assert_eq!((code, page.as_str()), (Some(1), expected));
    let (code, page, _) = diff(folder.path(), "a.html", "b.html");
    let (_, lines) = expected.split_once('\n').unwrap();
    assert_eq!((code, page.split_once('\n').unwrap().1), (Some(1), lines));
    for (old, said) in [
        ("vård", "overens: \"vård\" means 2 agreements; name one: "),
        ("skola", "overens: no document and no agreement is called \"skola\""),
        ("corpus", "overens: corpus and vård 2025 are not of one sort; "),
    ] {
        let (code, page, stderr) = diff(folder.path(), old, "vård 2025");
        assert_eq!((code, page.as_str()), (Some(2), ""));
        assert!(stderr.starts_with(said), "{stderr}");
    }
}

#[test]
fn diff_tells_two_datasets_apart() {
    let folder = folder(&[("corpus/t.html", TABLE.as_bytes())]);
    let build =
        |out: &str| assert_eq!(overens(folder.path(), &["build", "--out", out]).code, Some(0));
    build("old");
    build("same");
    assert_eq!(diff(folder.path(), "old", "same").0, Some(0));
    edit(folder.path(), "corpus/t.html", "17 766 641", "17 766 614");
    build("new");
    let (code, page, _) = diff(folder.path(), "old", "new");
    assert_eq!(code, Some(1));
    let cell =
        "\n    cell 17 766 641 -> 17 766 614 in \"Belopp, kronor\" of table-1 of t.html (-27)\n";
    assert!(page.contains(cell), "{page}");
    let sum = "\n  cells, kronor  23 766 641 in 3 -> 23 766 614 in 3  -27\n";
    assert!(page.ends_with(sum), "{page}");
    let run = overens(folder.path(), &["diff", "--json", "old", "new"]);
    let report: Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(report["sums"][0]["difference"], -27);
    edit(&folder.path().join("new"), "cells.json", "\"build\": \"", "\"build\": \"x");
    assert_eq!(diff(folder.path(), "old", "new").0, Some(2));
}
