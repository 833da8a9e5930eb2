//! Sums with a misprinted figure: found where the words still say what belongs together.

use super::{agreement, check, table};
use crate::contract::CheckKind::{self, TableVsText};

#[test]
fn a_misprinted_part_stays_a_part() {
    use CheckKind::PartsVsTotal as Parts;
    let page = |said: &str| agreement(&format!("<p>Överenskommelsen omfattar totalt {said}.</p>"));
    check(
        &page("200 mnkr 2024, varav staten bidrar med 700 mnkr och regionerna med 100 mnkr"),
        Parts,
        &["contradicts 600000000"],
    );
    check(
        &page("200 mnkr 2024, varav 700 mnkr går till regionerna"),
        Parts,
        &["contradicts 500000000"],
    );
    check(
        &page("200 mnkr för 2024. Av dessa avsätts 710 mnkr till regionerna"),
        Parts,
        &["contradicts 510000000"],
    );
    check(
        &page(
            "2 225 mnkr för 2024. Av den summan avsätts 530 mnkr till psykiatrin. Övriga medel, 2 395 mnkr, fördelas till regionerna",
        ),
        Parts,
        &["contradicts 700000000"],
    );
    // What is said in a sentence of its own of nothing named is no part of a smaller sum.
    check(&page("200 mnkr för 2024. Regionerna tilldelas 700 mnkr"), Parts, &[]);
}

#[test]
fn a_misprint_beside_the_total_is_not_hidden_by_other_paragraphs() {
    let page = |part: &str| {
        agreement(&format!(
            "<p>Överenskommelsen omfattar totalt 2 925 mnkr för 2024. Av den summan avsätts 530 mnkr till psykiatrin. Övriga medel, {part} mnkr, fördelas till regionerna.</p>
            <p>SKR tilldelas 12 mnkr för att följa upp arbetet.</p>"
        ))
    };
    check(&page("2 395"), CheckKind::PartsVsTotal, &["holds 0"]);
    check(&page("2 295"), CheckKind::PartsVsTotal, &["remainder -100000000"]);
    check(&page("2 495"), CheckKind::PartsVsTotal, &["contradicts 100000000"]);
}

#[test]
fn a_part_stated_otherwise_elsewhere_contradicts_the_sum_that_closes() {
    let page = |said: &str| {
        agreement(&format!(
            "<p>SKR tilldelas {said} kronor 2024 för samordning.</p>
            <p>Överenskommelsen omfattar totalt 976 000 000 kronor för 2024. Medlen fördelas så här:</p>
            <ul><li>955 000 000 kronor till regionerna</li><li>21 000 000 kronor till SKR</li></ul>"
        ))
    };
    check(&page("21 000 000"), CheckKind::RepeatedAmount, &[]);
    check(&page("29 000 000"), CheckKind::RepeatedAmount, &["contradicts 8000000"]);
    check(&page("8 500 000"), CheckKind::RepeatedAmount, &[]);
}

#[test]
fn a_headline_is_the_sum_below_it() {
    use CheckKind::RepeatedAmount as Repeated;
    let page = |headline: &str| {
        format!(
            "<h1>Regeringen betalar ut {headline} kronor till regionerna</h1>
            <p>Regeringen beslutade i dag att betala ut 182,5 miljoner kronor till regionerna.</p>"
        )
    };
    check(&page("182,5 miljoner"), Repeated, &[]);
    check(&page("172,5 miljoner"), Repeated, &["contradicts -10000000"]);
    check(&page("180 miljoner"), Repeated, &[]);
}

#[test]
fn parts_in_several_paragraphs_are_one_split_where_a_misprint_explains_them() {
    use CheckKind::PartsVsTotal as Parts;
    let page = |first: &str, last: &str| {
        agreement(&format!(
            "<p>Överenskommelsen omfattar totalt 1 532 mnkr för 2024. {first} mnkr av medlen fördelas till SKR för samordning.</p>
            <p>439 mnkr fördelas till Socialstyrelsen som stöd för anhöriga.</p>
            <p>Vidare avsätts 463 mnkr för utveckling av den nära vården.</p>
            <p>För uppföljning avsätts {last} mnkr.</p>"
        ))
    };
    check(&page("503", "127"), Parts, &["holds 0"]);
    check(&page("523", "127"), Parts, &["contradicts 20000000"]);
    // Two figures would have to be wrong: they may be parts by another key.
    check(&page("525", "139"), Parts, &[]);
}

#[test]
fn items_that_are_more_than_their_whole_stay_its_parts_where_a_misprint_explains_it() {
    use CheckKind::PartsVsTotal as Parts;
    let page = |first: &str, second: &str| {
        agreement(&format!(
            "<p>Överenskommelsen omfattar totalt 234 tkr för 2024. Beloppen fördelas så här:</p>
            <ul><li>{first} tkr avsätts för kortare väntetider.</li>
            <li>{second} tkr avsätts för uppföljning och utvärdering.</li></ul>"
        ))
    };
    check(&page("21", "213"), Parts, &["holds 0"]);
    check(&page("21", "613"), Parts, &["contradicts 400000"]);
    // 665 is no misprint of 213.
    check(&page("21", "665"), Parts, &["remainder -213000"]);
}

#[test]
fn a_table_with_a_smaller_total_row_contradicts_it() {
    let page = |total: &str| {
        agreement(&format!(
            "<p>Överenskommelsen omfattar totalt 881 mnkr för 2024.</p>
            <table><tr><th>Område</th><th>Mnkr</th></tr><tr><td>Väntetider</td><td>764</td></tr>
            <tr><td>Samordning</td><td>117</td></tr><tr><td>Totalt</td><td>{total}</td></tr></table>"
        ))
    };
    check(&page("881"), CheckKind::PartsVsTotal, &["holds 0"]);
    check(&page("281"), CheckKind::PartsVsTotal, &["contradicts 600000000"]);
}

#[test]
fn a_total_that_is_stated_again_is_the_same() {
    use CheckKind::RepeatedAmount as Repeated;
    let page = |again: &str| {
        agreement(&format!(
            "<p>Överenskommelsen omfattar totalt 1 237 mnkr för 2024. Av medlen går 843 mnkr till SKR.</p><p>{again}</p>"
        ))
    };
    let check = |again: &str, expected: &[&str]| check(&page(again), Repeated, expected);
    check("Som framgår ovan avsätts totalt 1 237 mnkr för 2024.", &[]);
    check("Som framgår ovan avsätts totalt 5 000 mnkr för 2024.", &["contradicts 3763000000"]);
    check(
        "De 1 234 mnkr som överenskommelsen omfattar 2024 betalas av staten.",
        &["contradicts -3000000"],
    );
    check(
        "Kostnaderna för överenskommelsen, 1 240 mnkr, ska belasta anslaget.",
        &["contradicts 3000000"],
    );
    check(
        "Sammanlagt omfattar överenskommelsen därmed 1,24 miljarder kronor för 2024.",
        &["holds 3000000"],
    );
    // Other money, another year, and a part.
    check("Som framgår ovan avsätts 500 mnkr till regionerna 2024.", &[]);
    check("Kostnaderna för arbetet, 1 240 mnkr, ska belasta anslaget.", &[]);
    check("Som framgår ovan avsätts totalt 900 mnkr för 2025.", &[]);
}

#[test]
fn a_part_that_is_named_again_is_the_same() {
    use CheckKind::RepeatedAmount as Repeated;
    let page = |again: &str| {
        agreement(&format!(
            "<p>Överenskommelsen omfattar totalt 976 mnkr för 2024. 219 mnkr avsätts för förebyggande hälsobesök. {again}</p>"
        ))
    };
    let said = |figure: &str| {
        page(&format!(
            "Av de {figure} mnkr som avsätts för förebyggande hälsobesök är 17 mnkr avsedda för samordning."
        ))
    };
    check(&said("219"), Repeated, &[]);
    check(&said("129"), Repeated, &["contradicts -90000000"]);
    check(&said("129"), CheckKind::PartsVsTotal, &["remainder -757000000", "remainder -202000000"]);
    // The total, not that part.
    check(&page("Av de 976 mnkr är 17 mnkr avsedda för samordning."), Repeated, &[]);
}

#[test]
fn a_total_that_is_cut_off_is_not_rounded() {
    let page = |again: &str| {
        agreement(&format!(
            "<p>Överenskommelsen omfattar totalt 276 870 000 kronor för 2024.</p>
            <p>Under 2024 omfattar överenskommelsen alltså totalt {again} miljoner kronor.</p>"
        ))
    };
    check(&page("276,9"), CheckKind::RepeatedAmount, &["holds 30000"]);
    check(&page("276,8"), CheckKind::RepeatedAmount, &["contradicts -70000"]);
    check(&page("150"), CheckKind::RepeatedAmount, &[]);
}

#[test]
fn a_table_that_closes_proves_a_mistyped_total() {
    let regions = ["Stockholm", "Uppsala", "Skåne", "Halland"];
    let rows = regions.map(|name| format!("<tr><td>Region {name}</td><td>60,8</td></tr>"));
    let page = |total: &str| {
        agreement(&format!(
            "<p>Överenskommelsen omfattar totalt {total} mnkr för 2024. Medlen används till:</p>
            <ul><li>34,1 mnkr för väntetider</li><li>196,9 mnkr för samordning</li></ul>
            <p>Medel per region 2024</p>
            <table><tr><th>Region</th><th>Mnkr</th></tr>{}<tr><td>Totalt</td><td>243,2</td></tr></table>",
            rows.concat()
        ))
    };
    check(&page("243,2"), CheckKind::PartsVsTotal, &["remainder -12200000"]);
    check(&page("223,2"), CheckKind::PartsVsTotal, &["remainder -12200000"]);
    check(&page("223,2"), CheckKind::TableVsText, &["contradicts 20000000"]);
}

#[test]
fn two_sums_named_again_together_are_no_misprint_of_one() {
    let page = "<p>SKR får 4 mnkr under våren och 4 mnkr under hösten. Av dessa 8 mnkr avser 2 mnkr webbstöd.</p>";
    check(&agreement(page), CheckKind::RepeatedAmount, &[]);
}

#[test]
fn the_only_table_is_held_against_the_only_total() {
    let head = ["Region", "Belopp (kr)"];
    let rows: [&[&str]; 4] = [
        &["Region Stockholm", "24 150 000"],
        &["Region Uppsala", "3 950 000"],
        &["Region Gotland", "3 100 000"],
        &["Summa", "31 200 000"],
    ];
    let of = |text: &str| table(text, &head, &rows);
    for (text, expected) in [
        (
            "Överenskommelsen omfattar 50 miljoner kronor till regionerna.",
            &["contradicts -18800000"][..],
        ),
        ("Överenskommelsen omfattar 27 miljoner kronor.", &["contradicts 4200000"]),
        // The table may be of something else.
        ("Överenskommelsen omfattar 50 miljoner kronor.", &[]),
        ("Överenskommelsen omfattar 10 miljoner kronor.", &[]),
        (
            "Överenskommelsen omfattar 50 miljoner kronor till regionerna, varav 18,8 miljoner kronor betalas ut senare.",
            &[],
        ),
        (
            "Överenskommelsen omfattar 50 miljoner kronor till regionerna, varav 20 miljoner kronor för utbildning.",
            &[],
        ),
        ("Överenskommelsen omfattar 31,2 miljoner kronor till regionerna.", &["holds 0"]),
    ] {
        check(&of(text), TableVsText, expected);
    }
}
