//! Sums with a misprinted figure: found where the words still say what belongs together.

use super::{agreement, check};
use crate::contract::CheckKind;

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
