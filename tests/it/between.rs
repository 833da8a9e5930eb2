//! Two documents about one agreement: which of their sums are one, and which checks stand between
//! them.

use crate::dataset::dataset;
use overens::contract::CheckKind;

/// A page about the agreement, with more than its title.
fn page(more: &str) -> String {
    format!("<h1>Överenskommelse om god tandvård 2024</h1>{more}")
}

fn sentence(said: &str) -> String {
    page(&format!("<p>Överenskommelsen omfattar totalt {said}.</p>"))
}

/// The checks between two documents, and of how many documents each sum is.
fn check(one: &str, two: &str, between: &[&str], sums: &[&str]) {
    let dataset = dataset(&[("a.html", one), ("b.html", two)]);
    let checks = dataset.checks.iter().filter(|it| it.kind == CheckKind::BetweenDocuments);
    let found: Vec<String> =
        checks.map(|it| format!("{} {}", it.status.name(), it.difference.0.abs())).collect();
    assert_eq!(found, between, "{one}\n{two}");
    let mut rows: Vec<String> = dataset
        .amounts
        .iter()
        .map(|row| format!("{} {} in {}", row.role.name(), row.value, row.claims.len()))
        .collect();
    rows.sort();
    assert_eq!(rows, sums, "{one}\n{two}");
}

#[test]
fn one_value_for_two_things_stays_two() {
    let part =
        |what: &str| sentence(&format!("900 mnkr för 2024. Av dessa avsätts 300 mnkr för {what}"));
    check(
        &part("kortare väntetider"),
        &part("utbildning av personal"),
        &["holds 0"],
        &["earmark 300000000 in 1", "earmark 300000000 in 1", "total 900000000 in 2"],
    );
    check(
        &part("kortare väntetider"),
        &part("kortare väntetider i vården"),
        &["holds 0", "holds 0"],
        &["earmark 300000000 in 2", "total 900000000 in 2"],
    );
}

#[test]
fn two_values_for_one_thing_agree_within_rounding_only() {
    let rough = sentence("1,8 miljarder kronor för 2024");
    let exact = |value: &str| sentence(&format!("{value} kronor för 2024"));
    let mut found = Vec::new();
    for (value, outcome) in
        [("1 831 000 000", "holds 31000000"), ("1 881 000 000", "contradicts 81000000")]
    {
        let dataset = dataset(&[("a.html", &rough), ("b.html", &exact(value))]);
        found.push((dataset.amounts.len(), dataset.amounts[0].claims.len()));
        let checks: Vec<String> = dataset
            .checks
            .iter()
            .map(|it| format!("{} {}", it.status.name(), it.difference.0.abs()))
            .collect();
        assert_eq!(checks, [outcome], "{value}");
    }
    assert_eq!(found, [(1, 2), (1, 2)]);
}

#[test]
fn what_one_document_gives_apart_is_no_contradiction() {
    let part = |said: &str| sentence(&format!("900 mnkr för 2024. Av dessa avsätts {said}"));
    let whole = part("600 mnkr för vårdens medarbetare");
    let apart = "500 mnkr för vårdens medarbetare och 100 mnkr för utbildning av sjuksköterskor";
    check(
        &whole,
        &part(apart),
        &["holds 0"],
        &[
            "earmark 100000000 in 1",
            "earmark 500000000 in 1",
            "earmark 600000000 in 1",
            "total 900000000 in 2",
        ],
    );
    // Where both have it beside the sum, or neither has, the sums contradict each other.
    let both = apart.replace("500 mnkr", "600 mnkr");
    check(
        &part(&both),
        &part(apart),
        &["contradicts 100000000", "holds 0", "holds 0"],
        &["earmark 100000000 in 2", "earmark 500000000 in 2", "total 900000000 in 2"],
    );
    check(
        &whole,
        &part("500 mnkr för vårdens medarbetare"),
        &["contradicts 100000000", "holds 0"],
        &["earmark 500000000 in 2", "total 900000000 in 2"],
    );
}

#[test]
fn a_supplement_is_no_other_total() {
    let supplement = "<h1>Tilläggsöverenskommelse om god tandvård 2024</h1>
        <p>Tilläggsöverenskommelsen innebär att överenskommelsen tillförs ytterligare 100 mnkr för 2024.</p>";
    let sums = ["supplement 100000000 in 1", "total 900000000 in 1"];
    check(&sentence("900 mnkr för 2024"), supplement, &[], &sums);
}

#[test]
fn a_later_version_of_a_page_contradicts_no_older_one() {
    let of = |day: &str, said: &str| {
        page(&format!(
            "<p>Publicerad {day} 2024</p><p>Överenskommelsen omfattar totalt {said}.</p>"
        ))
    };
    let (old, new) = (of("5 februari", "900 mnkr för 2024"), of("9 maj", "850 mnkr för 2024"));
    let dataset = dataset(&[("a.html", &old), ("b.html", &new)]);
    assert!(dataset.checks.is_empty(), "{:?}", dataset.checks);
    let replaced = dataset.sources.iter().filter(|row| row.superseded_by.is_some());
    assert_eq!(replaced.map(|row| row.source.as_str()).collect::<Vec<_>>(), ["a.html"]);
}

#[test]
fn a_sum_for_each_year_is_held_against_that_for_all_of_them() {
    let yearly = sentence("300 mnkr per år 2018–2020");
    let sums = |all: &str| [format!("total {all}000000 in 1"), "total 300000000 in 1".to_owned()];
    for (all, between) in [("900", "holds 0"), ("930", "contradicts 30000000")] {
        let period = sentence(&format!("{all} mnkr för åren 2018–2020"));
        let mut expected = sums(all);
        expected.sort();
        let expected: Vec<&str> = expected.iter().map(String::as_str).collect();
        check(&yearly, &period, &[between], &expected);
        check(&period, &yearly, &[between], &expected);
    }
    // Of other years nothing is said.
    let expected = ["total 300000000 in 1", "total 930000000 in 1"];
    check(&yearly, &sentence("930 mnkr för åren 2018–2021"), &[], &expected);
}

/// A page about an agreement of another title, with its total in millions.
fn titled(title: &str, total: &str) -> String {
    format!("<h1>{title}</h1><p>Överenskommelsen omfattar totalt {total} mnkr för 2024.</p>")
}

#[test]
fn numbers_in_titles_tell_agreements_apart() {
    for (one, two, agreements) in [
        ("om god tandvård 2024, sak 5908", "om god tandvård 2024, sak 1378", 2),
        ("om god tandvård 2024 etapp 1", "om god tandvård 2024 etapp 2", 2),
        ("om god tandvård II 2024", "om god tandvård III 2024", 2),
        ("om god tandvård 2024 etapp 1", "om god tandvård 2024, etapp 1", 1),
        ("om god tandvård 2024 etapp 1", "om god tandvård 2024", 1),
        ("om god tandvård den 15 januari 2024", "om god tandvård den 16 januari 2024", 1),
    ] {
        let [a, b] = [one, two].map(|it| titled(&format!("Överenskommelse {it}"), "300"));
        let dataset = dataset(&[("a.html", &a), ("b.html", &b)]);
        assert_eq!(dataset.agreements.len(), agreements, "{one} / {two}");
    }
}

#[test]
fn a_title_without_the_number_joins_one_of_those_that_have_it() {
    let pages = [("", "300"), (" 1", "310"), (" 2", "320")];
    let pages = pages.map(|(number, sum)| {
        (number, titled(&format!("Överenskommelse{number} om god tandvård 2024"), sum))
    });
    let pages: Vec<(&str, &str)> = pages.iter().map(|it| (it.0, it.1.as_str())).collect();
    let claims: Vec<usize> = dataset(&pages).agreements.iter().map(|it| it.claims.len()).collect();
    assert_eq!(claims.iter().sum::<usize>(), 3);
    assert_eq!(claims.len(), 2);
}

#[test]
fn a_thousand_agreements_that_differ_in_a_number_stay_apart() {
    let page = |at: i32| {
        let title = format!("Överenskommelse om god tandvård 2024, sak {}", 1500 + at);
        (format!("{at}.html"), titled(&title, &(200 + at % 7).to_string()))
    };
    let pages: Vec<(String, String)> = (0..1000).map(page).collect();
    let pages: Vec<(&str, &str)> = pages.iter().map(|it| (it.0.as_str(), it.1.as_str())).collect();
    let dataset = dataset(&pages);
    assert_eq!((dataset.agreements.len(), dataset.checks.len()), (1000, 0));
}

#[test]
fn papers_whose_titles_differ_in_a_number_are_no_copies() {
    let page = |number: &str, sum: &str| {
        format!("<h1>Protokoll {number}</h1><p>Nämnden fick {sum} mnkr i statsbidrag 2024.</p>")
    };
    let between = |one: &str, two: &str| {
        let pages = [page(one, "30"), page(two, "31")];
        let dataset = dataset(&[("a.html", &pages[0]), ("b.html", &pages[1])]);
        dataset.amounts.iter().filter(|row| row.claims.len() == 2).count()
    };
    assert_eq!((between("5/2024", "6/2024"), between("5/2024", "5/2024")), (0, 1));
}

/// A page of February about the agreement.
const FEBRUARY: &str =
    "<h1>Överenskommelse om god tandvård 2024</h1><p>Publicerad 5 februari 2024</p>
    <p>Överenskommelsen omfattar totalt 30 mnkr för 2024.</p>";

/// A letter of May about it, as text.
fn of_may(said: &str) -> String {
    format!("Överenskommelse om god tandvård 2024\n\nPublicerad 9 maj 2024\n\n{said}\n")
}

#[test]
fn a_sum_that_a_later_document_changes_is_no_contradiction() {
    let new = of_may(
        "I stället för tidigare beslutade 30 mnkr omfattar överenskommelsen 90 mnkr för 2024.",
    );
    let dataset = dataset(&[("a.html", FEBRUARY), ("b.txt", &new)]);
    let total = dataset.amounts.iter().find(|row| row.claims.len() == 2).unwrap();
    let former: Vec<String> = total.former.iter().map(ToString::to_string).collect();
    assert_eq!((total.value.to_string(), former.join(" ")), ("90000000".into(), "30000000".into()));
    let [check] = dataset.checks.as_slice() else { panic!("{:?}", dataset.checks) };
    assert_eq!(check.status.name(), "holds");
    assert_eq!(
        check.message,
        "Överenskommelse om god tandvård 2024 of overenskommelse-om-god-tandvard-2024: a.html \
         (line 5) says 30 000 000 kronor, which b.txt (line 5), published later (2024-05-09), says \
         was before: it is 90 000 000 kronor since."
    );
}

#[test]
fn a_contradiction_names_the_newer_document() {
    let new = of_may("Överenskommelsen omfattar totalt 40 mnkr för 2024.");
    let dataset = dataset(&[("a.html", FEBRUARY), ("b.txt", &new)]);
    let [check] = dataset.checks.as_slice() else { panic!("{:?}", dataset.checks) };
    assert_eq!(check.status.name(), "contradicts");
    let end = "b.txt is newer (published 2024-05-09, the other 2024-02-05).";
    assert!(check.message.ends_with(end), "{}", check.message);
}
