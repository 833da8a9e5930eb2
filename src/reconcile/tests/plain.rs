//! The same thing said twice in plain words: another figure contradicts it, words that tell the two
//! apart make them two things.

use super::{agreement, check, table};
use crate::contract::CheckKind::{PartsVsTotal, RepeatedAmount};

#[test]
fn all_of_an_agreement_is_one_sum() {
    for (one, two, expected) in [
        (
            "Överenskommelsen omfattar totalt 100 mnkr för 2024.",
            "Överenskommelsen omfattar sammanlagt 110 mnkr för 2024.",
            &["contradicts 10000000"][..],
        ),
        (
            "Överenskommelsen omfattar totalt 100 mnkr för 2024.",
            "Totalt omfattar överenskommelsen 100 mnkr för 2024.",
            &[],
        ),
        (
            "Överenskommelsen omfattar totalt 100 mnkr för 2024.",
            "Överenskommelsen omfattar totalt 110 mnkr för 2025.",
            &[],
        ),
        (
            "Överenskommelsen omfattar totalt 100 mnkr för 2024.",
            "Efter den utökade satsningen omfattar överenskommelsen 110 mnkr för 2024.",
            &[],
        ),
        (
            "Överenskommelsen omfattar totalt 100 mnkr för 2024.",
            "Den tidigare överenskommelsen omfattar 90 mnkr för 2024.",
            &[],
        ),
        (
            "Överenskommelsen omfattar totalt 100 mnkr för 2024.",
            "Överenskommelsen omfattar ca 150 mnkr för 2024.",
            &[],
        ),
    ] {
        check(&agreement(&format!("<p>{one}</p><p>{two}</p>")), RepeatedAmount, expected);
    }
}

#[test]
fn a_row_of_a_table_that_closes_is_the_same_in_the_text() {
    let purposes = |said: &str| {
        let rows: [&[&str]; 3] = [&["Primärvård", "65"], &["Psykiatri", "35"], &["Summa", "100"]];
        let said = format!("Överenskommelsen omfattar totalt 100 mnkr för 2024. {said}");
        table(&said, &["Insats", "Mnkr"], &rows)
    };
    let recipients = |said: &str| {
        let rows: [&[&str]; 3] = [&["Regioner", "65"], &["Kommuner", "35"], &["Summa", "100"]];
        let said = format!("Överenskommelsen omfattar totalt 100 mnkr för 2024{said}");
        table(&said, &["Mottagare", "Mnkr"], &rows)
    };
    for (page, expected) in [
        (purposes("Till primärvården avsätts 65 mnkr."), &[][..]),
        (purposes("Till primärvården avsätts 72,5 mnkr."), &["contradicts 7500000"]),
        (purposes("Till primärvården avsätts ytterligare 72,5 mnkr."), &[]),
        (purposes("Till primärvården avsätts högst 72,5 mnkr."), &[]),
        (purposes("Till rehabilitering avsätts 72,5 mnkr."), &[]),
        (purposes("Till primärvården avsätts 72,5 mnkr för 2023."), &[]),
        (recipients(", varav regionerna får 41,5 mnkr."), &["contradicts -23500000"]),
        (recipients(". Regionerna får 41,5 mnkr för rehabilitering."), &[]),
        (recipients(". Regionerna får en första del om 41,5 mnkr."), &[]),
    ] {
        check(&page, RepeatedAmount, expected);
    }
}

#[test]
fn what_is_paid_out_is_no_further_part() {
    let page = |said: &str| agreement(&format!("<p>{said}</p>"));
    check(
        &page(
            "Överenskommelsen omfattar totalt 900 mnkr för 2024. SKR får 50 mnkr för samordning. Kammarkollegiet betalar ut 900 mnkr till regionerna.",
        ),
        PartsVsTotal,
        &["holds 0"],
    );
    check(
        &page(
            "Överenskommelsen omfattar totalt 900 mnkr för 2024. SKR får 50 mnkr för samordning. Kammarkollegiet betalar ut 860 mnkr till regionerna.",
        ),
        PartsVsTotal,
        &["contradicts 10000000"],
    );
}

#[test]
fn columns_of_a_table_are_axes_of_their_own() {
    let rows: [&[&str]; 4] = [
        &["Regionerna", "1 100", "150", "1 250"],
        &["Kommunerna", "110", "20", "130"],
        &["SKR", "30", "5", "35"],
        &["Summa", "1 240", "175", "1 415"],
    ];
    let page = table(
        "Belopp i miljoner kronor.",
        &["Mottagare", "Ursprungligt belopp", "Tillägg", "Nytt belopp"],
        &rows,
    );
    let found = super::outcome(&super::read(&page), PartsVsTotal);
    assert!(found.contains(&"holds 0".to_owned()), "{found:?}");
    assert!(found.iter().all(|it| !it.starts_with("contradicts")), "{found:?}");
}

#[test]
fn a_share_of_the_text_is_its_cell() {
    use super::CheckKind::TableVsText;
    let page = |said: &str| {
        let said = format!("Överenskommelsen omfattar totalt 60 mnkr för 2024. {said}");
        let rows: [&[&str]; 4] = [
            &["Region Stockholm", "30 000 000"],
            &["Region Skåne", "25 247 951"],
            &["Region Halland", "4 752 049"],
            &["Summa", "60 000 000"],
        ];
        table(&said, &["Region", "Kronor"], &rows)
    };
    for (said, expected) in [
        ("Region Halland får 4 752 049 kronor.", &["holds 0"][..]),
        ("Region Halland får 4,8 mnkr.", &["holds 47951"]),
        // Cut off and not rounded.
        ("Region Halland får 4,7 mnkr.", &["contradicts -52049"]),
        ("Region Halland får 3 mnkr.", &["contradicts -1752049"]),
        ("Av detta får Region Halland 4 752 094 kronor.", &["contradicts 45"]),
        ("Region Halland får ytterligare 3 mnkr.", &[]),
        ("Region Halland får 3 mnkr för rehabilitering.", &[]),
        ("Region Halland får en första utbetalning om 3 mnkr.", &[]),
        ("Region Gotland får 3 mnkr.", &[]),
    ] {
        let expected = [&["holds 0"], expected].concat();
        check(&page(said), TableVsText, &expected);
    }
}
