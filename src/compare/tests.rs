//! One `check` per comparison: two pages in, the changes out.

use super::*;
use crate::Options;
use crate::extract;

/// What the comparison of two readings says, a line a change and a line a count.
fn said(found: &Comparison) -> Vec<String> {
    let mut lines: Vec<String> = found.changes.iter().map(Change::to_string).collect();
    let counts = found.counts().into_iter().filter(|(label, _)| label.contains("only"));
    lines.extend(counts.map(|(label, count)| format!("{count} {label}")));
    lines
}

fn reading(page: &str) -> Extraction {
    extract(page.as_bytes(), &Options { source: "a.html".to_owned(), ..Options::default() })
}

const PAGE: &str = "<h1>Överenskommelse om en patientmiljard 2018</h1>
    <p>Överenskommelsen omfattar totalt 1 000 000 000 kronor, varav 980 000 000 kronor går till
    landstingen och 20 000 000 kronor till SKL.</p>
    <p>Landstingen ska lämna en redovisning till Socialstyrelsen senast den 31 mars 2019.</p>
    <table><caption>Belopp i kronor</caption><tr><th>Landsting</th><th>Belopp</th></tr>
    <tr><td>Skåne</td><td>17 766 641</td></tr><tr><td>Halland</td><td>4 000 000</td></tr>
    <tr><td>Summa</td><td>21 766 641</td></tr></table>";

#[test]
fn two_documents() {
    let whose = "overenskommelse-om-en-patientmiljard-2018";
    let remainder = "check now leaves a remainder, before it held: The parts";
    for (from, to, expected) in [
        ("", "", vec![]),
        // Where it stands does not count between documents.
        ("<p>Landstingen ska", "<p>Bakgrund.</p><p>Landstingen ska", vec![]),
        (
            "980 000 000",
            "970 000 000",
            vec![
                format!("{whose}: earmark 980 000 000 -> 970 000 000 to landstingen"),
                format!(
                    "{remainder} 970 000 000 (line 3) and 20 000 000 (line 3) are 990 000 000 \
                     kronor together, 10 000 000 kronor less than the total 1 000 000 000 (line 3)"
                ),
            ],
        ),
        (
            "den 31 mars 2019",
            "den 15 april 2019",
            vec![format!("{whose}: report 2019-03-31 -> 2019-04-15 by regions to Socialstyrelsen")],
        ),
    ] {
        let (old, new) = (reading(PAGE), reading(&PAGE.replace(from, to)));
        assert_eq!(said(&documents(&old, &new)), expected, "{from} -> {to}");
    }
}

/// Compares a reading with itself after a change to its record.
fn check(change: fn(&mut Extraction), expected: &[&str]) {
    let old = reading(PAGE);
    let mut new = old.clone();
    change(&mut new);
    let found = readings(&old, &new);
    assert_eq!(said(&found), expected);
    assert_eq!(found.is_empty(), expected.is_empty());
}

fn kronor(value: i64) -> Number {
    Number::new(value.into())
}

#[test]
fn nothing_changed() {
    check(|_| {}, &[]);
}

#[test]
fn an_amount_changed() {
    check(
        |it| it.agreements[0].amounts[1].value = kronor(980_000_001),
        &["overenskommelse-om-en-patientmiljard-2018: earmark 980 000 000 -> 980 000 001"],
    );
    check(
        |it| it.agreements[0].amounts[1].recipient = None,
        &["overenskommelse-om-en-patientmiljard-2018: earmark 980 000 000 lost its recipient \
           (landstingen (regions))"],
    );
    check(
        |it| it.agreements[0].amounts[1].parent = None,
        &["overenskommelse-om-en-patientmiljard-2018: earmark 980 000 000 is no longer a part of \
           total 1 000 000 000"],
    );
    check(
        |it| it.agreements[0].amounts[1].years = vec![2018, 2019],
        &[
            "overenskommelse-om-en-patientmiljard-2018: earmark 980 000 000: years 2018 -> 2018, 2019",
        ],
    );
    check(
        |it| drop(it.agreements[0].amounts.remove(2)),
        &["overenskommelse-om-en-patientmiljard-2018: lost earmark 20 000 000 to SKL for \
           2018"],
    );
    check(
        |it| {
            let amount = it.agreements[0].amounts.remove(2);
            it.amounts.push(amount);
        },
        &["earmark 20 000 000 now belongs to no agreement, before to \
           overenskommelse-om-en-patientmiljard-2018"],
    );
}

#[test]
fn a_table_changed() {
    check(
        |it| it.tables[0].rows[0].values[0] = Some(kronor(17_766_614)),
        &["Region Skåne: cell 17 766 641 -> 17 766 614 in \"Belopp\" of table-1"],
    );
    check(
        |it| it.tables[0].rows[0].values[0] = None,
        &["Region Skåne: cell 17 766 641 -> empty in \"Belopp\" of table-1"],
    );
    check(
        |it| drop(it.tables[0].rows.remove(0)),
        &["Region Skåne: lost row \"Skåne\" (17 766 641)"],
    );
    check(|it| it.tables.clear(), &["lost table-1 \"Belopp i kronor\" (3 rows, 1 columns)"]);
}

#[test]
fn a_column_no_longer_adds_up() {
    let page = PAGE.replace("<p>Landstingen", "<h2>Bilaga</h2><p>Landstingen");
    let rows: String = ["Blekinge", "Kalmar", "Kronoberg"]
        .map(|name| format!("<tr><td>Region {name}</td><td>1 000 000</td></tr>"))
        .concat();
    let page = page.replace("<tr><td>Summa</td><td>21", &format!("{rows}<tr><td>Summa</td><td>24"));
    let old = reading(&page);
    let new = reading(&page.replace("17 766 641", "17 766 668"));
    let cells: Vec<String> =
        said(&documents(&old, &new)).into_iter().filter(|line| line.contains("cell")).collect();
    assert_eq!(
        cells,
        [
            "Region Skåne: cell 17 766 641 -> 17 766 668 in \"Belopp\" of table-1, the column is now \
          off by 27"
        ]
    );
}

#[test]
fn what_is_counted_and_not_listed() {
    check(|it| it.agreements[0].amounts[1].mentions[0].line += 1, &["1 fact: only moved"]);
    check(
        |it| it.agreements[0].amounts[2].id = "x".to_owned(),
        &[
            "check has another subject: The parts 980 000 000 (line 3) and 20 000 000 (line 3) are \
         1 000 000 000 kronor together, the whole of 1 000 000 000 (line 3)",
            "1 fact: only its id changed",
        ],
    );
    check(|it| it.agreements[0].amounts.swap(1, 2), &["1 record: only its order or form changed"]);
}

#[test]
fn a_quote_changed() {
    check(
        |it| it.agreements[0].amounts[1].mentions[0].quote = "980 miljoner".to_owned(),
        &["overenskommelse-om-en-patientmiljard-2018: earmark 980 000 000 is read from \
           \"980 miljoner\", before from \"980 000 000 kronor\""],
    );
}

#[test]
fn an_agreement_is_gone_with_its_money() {
    let old = reading(PAGE);
    let mut new = old.clone();
    new.agreements.clear();
    let found = readings(&old, &new);
    let counts: Vec<(String, usize)> = found.counts().into_iter().collect();
    let expected = [("agreement: lost", 1), ("amount: lost", 3), ("deadline: lost", 1)];
    assert_eq!(counts, expected.map(|(label, count)| (label.to_owned(), count)));
}

#[test]
fn the_same_agreement_a_year_later() {
    let later = PAGE
        .replace("2018", "2019")
        .replace("mars 2019", "mars 2020")
        .replace("980 000 000", "990 000 000")
        .replace("1 000 000 000", "1 010 000 000");
    let rules = crate::rule_set();
    let dataset = crate::reconcile::documents::dataset(vec![reading(PAGE), reading(&later)], rules);
    let [old, new] =
        ["2018", "2019"].map(|year| format!("overenskommelse-om-en-patientmiljard-{year}"));
    let found = agreements(&dataset, &old, &new).unwrap();
    let lines: Vec<String> = found.changes.iter().map(Change::to_string).collect();
    assert_eq!(
        lines,
        [
            format!("{new}: earmark 980 000 000 -> 990 000 000 to landstingen"),
            format!("{new}: total 1 000 000 000 -> 1 010 000 000"),
        ]
    );
    let sums: Vec<(String, String)> =
        found.sums.iter().map(|sum| (sum.of.clone(), sum.difference.to_string())).collect();
    let expected = [("earmark", "10000000"), ("total", "10000000")];
    assert_eq!(sums, expected.map(|(of, by)| (of.to_owned(), by.to_owned())));
    assert!(agreements(&dataset, &old, "x").is_none());
}

/// Two pages on different years, and what the later one says otherwise, with krona and percent.
fn check_later(old: &str, new: &str, years: Option<i32>, same: usize, expected: &[&str]) {
    let found = documents(&reading(old), &reading(new));
    let told = |change: &Change| {
        let by = change.difference.map_or(String::new(), |by| format!(" [{by}"));
        let percent = change.percent.map_or(String::new(), |it| format!(", {it} %]"));
        format!("{}{by}{percent}", change.sentence)
    };
    let lines = found.changes.iter().filter(|change| change.subject != Subject::Check).map(told);
    assert_eq!(lines.collect::<Vec<String>>(), expected, "{new}");
    assert_eq!((found.years_later, found.same), (years, same), "{new}");
}

#[test]
fn two_documents_of_different_years_of_one_agreement() {
    let old = "<h1>Överenskommelse om psykisk hälsa 2022</h1>
        <p>Diarienummer S2022/01234.</p>
        <p>Överenskommelsen omfattar totalt 1 000 000 000 kronor för 2022, varav 800 000 000 kronor
        går till regionerna för länsgemensamma insatser, 150 000 000 kronor till kommunerna för
        brukarmedverkan och 50 000 000 kronor till SKR.</p>
        <p>Regionerna ska lämna en redovisning till Socialstyrelsen senast den 31 mars 2023.</p>";
    let later = old.replace("2023", "2024").replace("2022", "2023");
    check_later(old, &later, Some(1), 5, &[]);
    for (from, to, same, expected) in [
        (
            "800 000 000",
            "760 000 000",
            4,
            &["earmark 800 000 000 -> 760 000 000 to regionerna, länsgemensamma insatser \
               [-40000000, -5 %]"][..],
        ),
        (
            // Another purpose is another earmark.
            "150 000 000 kronor till kommunerna för\n        brukarmedverkan",
            "90 000 000 kronor till kommunerna för\n        suicidprevention",
            4,
            &[
                "new earmark 90 000 000 to kommunerna for 2023, suicidprevention",
                "lost earmark 150 000 000 to kommunerna for 2022, brukarmedverkan",
            ],
        ),
        (
            "den 31 mars 2024",
            "den 30 april 2024",
            4,
            &["report 2023-03-31 -> 2024-04-30 by regions to Socialstyrelsen"],
        ),
        (
            "psykisk hälsa 2023",
            "psykisk hälsa och suicidprevention 2023",
            5,
            &["title Överenskommelse om psykisk hälsa 2022 -> \
               Överenskommelse om psykisk hälsa och suicidprevention 2023"],
        ),
    ] {
        assert!(later.contains(from), "{from}");
        check_later(old, &later.replace(from, to), Some(1), same, expected);
    }
}

#[test]
fn two_tables_of_different_years() {
    let old = "<h1>Fördelning av stöd till psykisk hälsa 2022</h1>
        <table><tr><th>Kommun</th><th>Belopp 2022, kronor</th></tr>
        <tr><td>Västerås</td><td>4 000 000</td></tr><tr><td>Sala</td><td>600 000</td></tr>
        <tr><td>Köping</td><td>800 000</td></tr></table>";
    // The codes of these municipalities look like years.
    let later = old
        .replace("2022", "2023")
        .replace("600 000", "630 000")
        .replace("<td>Köping", "<td>Köpings kommun");
    check_later(
        old,
        &later,
        Some(1),
        2,
        &["cell 600 000 -> 630 000 in \"Belopp 2023, kronor\" of table-1 [30000, 5 %]"],
    );
}

#[test]
fn an_agreement_of_another_matter_is_no_later_year() {
    let page = |title: &str, year: &str| {
        format!(
            "<h1>Överenskommelse om {title} {year}</h1>
             <p>Överenskommelsen omfattar totalt 100 miljoner kronor.</p>"
        )
    };
    let (old, new) = (page("cancervård", "2022"), page("läkemedelsförmånerna", "2023"));
    let found = documents(&reading(&old), &reading(&new));
    assert_eq!(found.years_later, None);
    let counts: Vec<(String, usize)> = found.counts().into_iter().collect();
    let expected = ["agreement: added", "agreement: lost", "amount: added", "amount: lost"];
    assert_eq!(counts, expected.map(|label| (label.to_owned(), 1)));
}

#[test]
fn the_title_says_which_agreement_is_a_later_year_of_which() {
    let page = |title: &str, year: &str| {
        let agreement = |title: &str| {
            format!(
                "<h2>Överenskommelse om {title} {year}</h2>
                 <p>Överenskommelsen omfattar totalt 100 miljoner kronor för {year}.</p>"
            )
        };
        let page = agreement(title) + &agreement("vaccinering");
        let reading = reading(&format!("<h1>Överenskommelser {year}</h1>{page}"));
        assert_eq!(reading.agreements.len(), 2, "{title}");
        reading
    };
    for (old, new, later) in [
        ("psykisk hälsa", "psykisk hälsa och suicidprevention", true),
        ("kortare väntetider i cancervården", "jämlik cancervård med kortare väntetider", true),
        ("tillgänglighet i barnhälsovården", "tillgänglighet i hälso- och sjukvården", false),
        ("läkemedelsförmånerna", "kvinnors hälsa", false),
    ] {
        let found = documents(&page(old, "2022"), &page(new, "2023"));
        let lost = found.counts().contains_key("agreement: lost");
        assert_eq!((found.years_later, lost), (Some(1), !later), "{old} and {new}");
    }
}

#[test]
fn what_is_left_stays_as_it_was() {
    let old = reading(PAGE);
    let page = PAGE
        .replace("1 000 000 000", "1 010 000 000")
        .replace("980 000 000", "990 000 000")
        .replace("den 31 mars 2019", "den 15 april 2019")
        .replace("17 766 641", "17 766 642")
        .replace("21 766 641", "21 766 642")
        .replace("<h1>", "<p>Diarienummer S2018/00999/FS</p><h1>")
        .replace("Landstingen ska", "Landstingen får 7 000 000 kronor. De ska");
    let new = reading(&page);
    let all = readings(&old, &new).changes;
    assert!(all.len() > 6, "{all:#?}");
    let mut alone = 0;
    for change in &all {
        let Some(reading) = leaving(&old, &new, std::slice::from_ref(change)) else { continue };
        alone += 1;
        assert_eq!(readings(&reading, &new).changes.len(), 1, "{change}");
    }
    assert!(alone + 2 >= all.len(), "only {alone} of {} can be left alone", all.len());
    assert_eq!(leaving(&old, &new, &[]), Some(new.clone()));
    // A document of which nothing was accepted yet.
    let mut nothing = old.clone();
    (nothing.agreements, nothing.tables, nothing.checks) = Default::default();
    let facts = readings(&nothing, &old).changes;
    let report: Vec<Change> =
        facts.iter().filter(|change| change.subject == Subject::Deadline).cloned().collect();
    let reading = leaving(&nothing, &old, &report).unwrap();
    assert!(reading.agreements[0].deadlines.is_empty() && reading.agreements[0].amounts.len() > 2);
}

#[test]
fn a_dataset_and_one_with_another_value() {
    let dataset =
        |page: &str| crate::reconcile::documents::dataset(vec![reading(page)], crate::rule_set());
    let (old, new) = (dataset(PAGE), dataset(&PAGE.replace("17 766 641", "17 766 614")));
    assert!(datasets(&old, &old).is_empty());
    let cells = datasets(&old, &new);
    let cells: Vec<String> = cells
        .changes
        .iter()
        .filter(|change| change.subject == Subject::Cell)
        .map(Change::to_string)
        .collect();
    assert_eq!(cells, ["Skåne: cell 17 766 641 -> 17 766 614 in \"Belopp\" of table-1 of a.html"]);
}

#[test]
fn years_are_told_as_later_ones() {
    for (text, expected) in [
        ("Överenskommelse 2018–2020", "Överenskommelse 2019–2021"),
        ("2019-03-31", "2020-03-31"),
        ("S2017/00546", "S2018/00546"),
        ("12018 och 201", "12018 och 201"),
        ("utan år", "utan år"),
    ] {
        assert_eq!(shift::text_later(text, 1), expected);
    }
}

#[test]
fn places_in_messages_do_not_count() {
    for (text, expected) in [
        ("The part 1 (line 20) is 2 (page 1, line 4).", "The part 1  is 2 ."),
        ("the column \"Belopp (kr)\" of x (line 7)", "the column \"Belopp (kr)\" of x "),
        ("a ( b", "a ( b"),
    ] {
        assert_eq!(words::without_places(text), expected);
    }
}
