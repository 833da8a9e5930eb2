//! Which amounts are held against which: what is said to be a part, and what belongs elsewhere.

use super::{agreement, check, read, table};
use crate::contract::CheckKind::{ColumnSum, PartsVsTotal, RepeatedAmount};
use crate::diagnostic::Code;

fn parts(text: &str, expected: &[&str]) {
    check(&agreement(&format!("<p>{text}</p>")), PartsVsTotal, expected);
}

#[test]
fn a_sum_behind_its_parts_has_all_of_them() {
    for text in [
        "Till kommunerna uppgår bidraget till 40 mnkr och till regionerna till 60 mnkr. Det samlade bidraget är alltså totalt 100 mnkr.",
        "Regionernas andel är 60 procent (60 mnkr) och kommunernas 40 procent (40 mnkr) av totalt 100 mnkr.",
        "Bidraget uppgår till 60 mnkr till regionerna, 30 mnkr till kommunerna resp. 10 mnkr till SKR, dvs. totalt 100 mnkr.",
        "Kommunernas andel, 40 mnkr, går till tandvård medan regionernas andel är 55 mnkr. SKR får 5 mnkr för stöd. Som helhet omfattar överenskommelsen 100 mnkr.",
    ] {
        parts(text, &["holds 0"]);
    }
}

#[test]
fn parts_of_one_level_are_one_sum() {
    parts(
        "Överenskommelsen omfattar 200 mnkr. 1. Tandvård 100 mnkr. 2. Utbildning 70 mnkr. 3. Uppföljning 30 mnkr.",
        &["holds 0"],
    );
    parts(
        "Totalt avsätts 165 mnkr, fördelade på 90 mnkr till regionerna (varav 15 till tandvård), 70 mnkr till kommunerna (varav 10 till tandvård) och 5 mnkr till SKR.",
        &["holds 0", "remainder -75000000", "remainder -60000000"],
    );
}

#[test]
fn what_each_of_several_gets_counts_for_each() {
    parts(
        "Staten och regionerna bidrar med 20 mnkr vardera till registren 2024. Totalt 40 mnkr.",
        &["holds 0"],
    );
    // Nothing says how many they are.
    parts("Överenskommelsen omfattar 50 mnkr. Förbunden får 20 mnkr vardera.", &[]);
}

#[test]
fn what_is_added_to_an_earlier_year_is_no_part() {
    parts(
        "Jämfört med 2023, då 150 mnkr avsattes, tillförs 50 mnkr. För 2024 avsätts därför 200 mnkr.",
        &[],
    );
}

#[test]
fn half_that_is_paid_leaves_no_remainder() {
    parts(
        "Överenskommelsen omfattar 80 mnkr till regionerna. Halva summan, 40 mnkr, betalas ut i april.",
        &[],
    );
    parts(
        "Överenskommelsen omfattar 80 mnkr till regionerna. Av dem betalas 30 mnkr ut i april.",
        &["remainder -50000000"],
    );
}

#[test]
fn parts_far_beyond_a_total_elsewhere_are_of_something_else() {
    let page = |one: &str, two: &str| {
        agreement(&format!(
            "<p>Överenskommelsen omfattar 160 mnkr för tandvård 2024.</p>
             <p>Medlen delas i två delar: {one} mnkr för uppsökande besök och {two} mnkr för
             utbildning.</p>"
        ))
    };
    check(&page("140", "100"), PartsVsTotal, &[]);
    check(&page("90", "80"), PartsVsTotal, &["contradicts 10000000"]);
}

#[test]
fn an_item_is_no_other_figure_of_the_whole() {
    let page = agreement(
        "<p>Bidraget omfattar två poster om tillsammans 920 000 tkr.</p><p>Den första posten, \
         500 000 tkr, är avsedd för tandsköterskor.</p><p>Den andra posten uppgår till 420 000 tkr.</p>",
    );
    check(&page, RepeatedAmount, &[]);
    check(&page, PartsVsTotal, &["holds 0"]);
}

#[test]
fn a_dash_in_a_column_is_nothing() {
    let head = ["Region", "Belopp (tkr)"];
    let page = |uppsala: &str| {
        let rows: [&[&str]; 4] = [
            &["Region Stockholm", "95 019"],
            &["Region Uppsala", uppsala],
            &["Region Gotland", "20 493"],
            &["Riket", "116 512"],
        ];
        table("Medlen fördelas enligt tabellen.", &head, &rows)
    };
    check(&page("–"), ColumnSum, &["contradicts -1000000"]);
    check(&page("1 000"), ColumnSum, &["holds 0"]);
    // What is left empty may have a value elsewhere.
    check(&page(""), ColumnSum, &["remainder -1000000"]);
}

#[test]
fn parts_elsewhere_that_are_far_more_than_the_total_are_doubtful() {
    for (total, far) in [("140", false), ("100", true)] {
        let page = agreement(&format!(
            "<p>Överenskommelsen omfattar totalt {total} mnkr för 2024.</p><h2>Fördelning</h2>\
             <p>Till regionerna avsätts 90 mnkr och till kommunerna avsätts 60 mnkr.</p>"
        ));
        check(&page, PartsVsTotal, if far { &[] } else { &["contradicts 10000000"] });
        let doubts = read(&page).diagnostics;
        let messages: Vec<&str> = doubts
            .iter()
            .filter(|doubt| doubt.code == Code::DoubtfulParts)
            .map(|doubt| doubt.message.as_str())
            .collect();
        let expected = [
            "The parts 90 000 000 (line 7) and 60 000 000 (line 7) are 150 000 000 kronor together, \
             50 000 000 kronor more than the total 100 000 000 (line 3); they stand elsewhere and \
             may be of another sum: compare them",
        ];
        assert_eq!(messages, if far { &expected[..] } else { &[] });
    }
}

#[test]
fn two_totals_whose_difference_is_stated_are_two_sums() {
    let page = |apart: &str| {
        agreement(&format!(
            "<p>Överenskommelsen omfattar totalt 360 975 000 kronor till kommunerna för 2024.</p>\
             <p>{apart} avsätts till Socialstyrelsen för administration. Totalt omfattar den alltså \
             364 975 000 kronor för 2024.</p>"
        ))
    };
    check(&page("4 000 000 kronor"), RepeatedAmount, &[]);
    check(&page("5 000 000 kronor"), RepeatedAmount, &["contradicts 4000000"]);
}
