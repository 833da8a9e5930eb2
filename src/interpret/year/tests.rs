//! The years of amounts in running text, as data.

use crate::interpret::tests::interpreted;

/// What an agreement for 2024 says: each amount in million kronor and its years.
fn check(cases: &[(&str, &str)]) {
    let read: Vec<String> = cases.iter().map(|(text, _)| years_of(text)).collect();
    let expected: Vec<&str> = cases.iter().map(|(_, expected)| *expected).collect();
    assert_eq!(read, expected);
}

/// The amounts of an agreement for 2024 that says `text`: "100: 2023; 120: each 2024,2025; 5: ".
fn years_of(text: &str) -> String {
    let page = format!("<h1>Överenskommelse om god vård 2024</h1><p>{text}</p>");
    let extraction = interpreted(&page);
    let mut amounts: Vec<_> = extraction
        .agreements
        .iter()
        .flat_map(|agreement| &agreement.amounts)
        .chain(&extraction.amounts)
        .collect();
    amounts.sort_by_key(|amount| text.find(&amount.mentions[0].quote));
    let read: Vec<String> = amounts
        .iter()
        .map(|amount| {
            let per = if amount.per.is_some() { "each " } else { "" };
            let years: Vec<String> = amount.years.iter().map(ToString::to_string).collect();
            let million = amount.value.0 / rust_decimal::Decimal::from(1_000_000);
            format!("{}: {per}{}", million.normalize(), years.join(","))
        })
        .collect();
    read.join("; ")
}

#[test]
fn a_year_may_stand_before_its_amount() {
    check(&[
        ("2021: 100 mnkr, 2022: 110 mnkr, 2023: 120 mnkr.", "100: 2021; 110: 2022; 120: 2023"),
        ("Med 90 mnkr på 2023 och 150 mnkr på 2024.", "90: 2023; 150: 2024"),
        ("Det är 20 mnkr mer än året innan, då den var 60 mnkr.", "20: ; 60: 2023"),
        ("År 2022 100 mnkr, 2023 250 mnkr.", "100: 2022; 250: 2023"),
        ("Året före valet avsätts 20 mnkr till regionerna.", "20: 2024"),
        (
            "Den omfattar 225 mnkr, dubbelt så mycket som 2023 då den omfattade 118 mnkr.",
            "225: 2024; 118: 2023",
        ),
        ("2022 fick regionerna 100 mnkr, 2023 får de 120 mnkr.", "100: 2022; 120: 2023"),
        ("Det är mer än 2023 års 90 mnkr men mindre än 2022 års 140 mnkr.", "90: 2023; 140: 2022"),
        ("Under 2023 går 20 mnkr till SKR och 2025 30 mnkr till regionerna.", "20: 2023; 30: 2025"),
        // What stands first is for all that follows, until another year is named.
        (
            "För 2023 går 20 mnkr till SKR, 30 mnkr till regionerna och 7 mnkr till kommunerna.",
            "20: 2023; 30: 2023; 7: 2023",
        ),
        // A year directly behind its amount is that amount's all the same.
        ("Staten avsätter 100 mnkr 2022, 110 mnkr 2023.", "100: 2022; 110: 2023"),
        ("Staten avsätter 100 mnkr för 2022, och 110 mnkr för 2023.", "100: 2022; 110: 2023"),
        ("Hälften, 100 mnkr, betalas ut 2024 och resten, 90 mnkr, 2025.", "100: 2024; 90: 2025"),
    ]);
}

#[test]
fn a_second_pair_has_the_years_of_the_first() {
    check(&[
        (
            "SKR får 18 mnkr (2024) respektive 20 mnkr (2025), och regionerna 7 respektive 5 mnkr.",
            "18: 2024; 20: 2025; 7: 2024; 5: 2025",
        ),
        (
            "SKR får 18 mnkr 2024 och 20 mnkr 2025, och regionerna 7 och 5 mnkr.",
            "18: 2024; 20: 2025; 7: 2024; 5: 2025",
        ),
    ]);
}

#[test]
fn a_sum_for_the_period_is_for_all_its_years() {
    let page = "<h1>Överenskommelse om god vård 2022–2023</h1><p>Till SKR utgår för perioden 14 mnkr, \
        6 mnkr det första året och 8 mnkr det andra.</p>";
    let amounts = interpreted(page).agreements.remove(0).amounts;
    let read: Vec<String> = amounts
        .iter()
        .map(|it| format!("{} {:?} {}", it.value, it.years, it.recipient.is_some()))
        .collect();
    assert_eq!(read, ["14000000 [2022, 2023] true", "6000000 [2022] true", "8000000 [2023] true"]);
}

#[test]
fn years_and_amounts_in_a_row_are_paired_in_order() {
    check(&[
        (
            "För 2024, 2025 och 2026 avsätts 40 mnkr, 60 mnkr respektive 80 mnkr.",
            "40: 2024; 60: 2025; 80: 2026",
        ),
        ("40 mnkr och 60 mnkr avsätts för 2024 respektive 2025.", "40: 2024; 60: 2025"),
        (
            "För 2024–2026 avsätts 40 mnkr, 60 mnkr respektive 80 mnkr.",
            "40: 2024; 60: 2025; 80: 2026",
        ),
        ("För 2025 och 2024 avsätts 40 mnkr respektive 60 mnkr.", "40: 2025; 60: 2024"),
        // Of the parties each has its own, for both years.
        (
            "För 2024 och 2025 får regionerna och kommunerna 40 mnkr respektive 60 mnkr.",
            "40: 2024,2025; 60: 2024,2025",
        ),
        // As many years as amounts, or each amount is for all the years.
        (
            "För 2024, 2025 och 2026 avsätts 40 mnkr respektive 60 mnkr.",
            "40: 2024,2025,2026; 60: 2024,2025,2026",
        ),
        ("För 2024–2025 avsätts 40 mnkr och 60 mnkr.", "40: 2024,2025; 60: 2024,2025"),
        ("Från 2022 till 2024 ökar medlen från 70 mnkr till 90 mnkr.", "70: 2022; 90: 2024"),
        ("Medlen höjs från 70 mnkr till 90 mnkr år 2023.", "70: ; 90: 2023"),
        ("Tillägget höjer 2023 års ram från 70 mnkr till 90 mnkr.", "70: 2023; 90: 2023"),
    ]);
}

#[test]
fn from_and_until_a_year() {
    check(&[
        ("Från och med 2026 beräknas 80 mnkr årligen.", "80: each 2026"),
        (
            "Staten avsätter 120 mnkr år 2024 och därefter 140 mnkr årligen t.o.m. 2027.",
            "120: 2024; 140: each 2025,2026,2027",
        ),
        (
            "Staten avsätter 90 mnkr för 2020 och beräknar 70 mnkr årligen fr.o.m. 2021 t.o.m. 2023.",
            "90: 2020; 70: each 2021,2022,2023",
        ),
        ("Till SKR avsätts 200 mnkr per år till och med 2027.", "200: each 2024,2025,2026,2027"),
        ("Staten satsar 60 mnkr under tre år med början 2023.", "60: 2023,2024,2025"),
        // An end by itself says nothing of what is not per year.
        ("Medlen, 60 mnkr, får användas till och med 2027.", "60: 2024"),
        ("Till och med 2023 har 40 mnkr betalats ut.", "40: "),
        ("Sedan 2019 har 60 mnkr betalats ut.", "60: "),
    ]);
}

#[test]
fn years_told_by_their_place() {
    check(&[
        (
            "Regionerna får 100 mnkr i år, 110 mnkr nästa år och 120 mnkr 2026.",
            "100: 2024; 110: 2025; 120: 2026",
        ),
        ("Till kommunerna avsätts 180 mnkr (föregående år 165 mnkr).", "180: 2024; 165: 2023"),
        ("Jämfört med föregående års 120 mnkr är det lägre.", "120: 2023"),
        ("I fjol fördelades 85 mnkr.", "85: 2023"),
        ("Året före avsattes 85 mnkr.", "85: 2023"),
        ("Det är 20 mnkr mer än året innan.", "20: "),
        ("Enligt folkmängden året före det år som medlen avser fördelas 85 mnkr.", "85: 2024"),
        (
            "Staten avsätter 100 mnkr under tre år, med början 2024. Det första året fördelas 20 mnkr, det andra 30 mnkr och det tredje 50 mnkr.",
            "100: 2024,2025,2026; 20: 2024; 30: 2025; 50: 2026",
        ),
        ("Det andra året fördelas 30 mnkr.", "30: "),
        // Another's year, or none.
        ("Enligt föregående års överenskommelse fördelas 85 mnkr.", "85: 2024"),
        ("För andra året i rad fördelas 85 mnkr.", "85: 2024"),
        ("Det är 20 mnkr mer än i fjol.", "20: "),
    ]);
}

#[test]
fn an_aside_keeps_its_year() {
    check(&[
        (
            "Nära vård: 642 mnkr (2022: 690 mnkr). Sommaren: 20 mnkr.",
            "642: 2024; 690: 2022; 20: 2024",
        ),
        (
            "För 2023 beräknas 26,4 mnkr, att jämföra med 28,1 mnkr för 2022. Till SKR går 12 mnkr.",
            "26.4: 2023; 28.1: 2022; 12: 2024",
        ),
        ("Motsvarande för 2022 var 95,2 mnkr. Till SKR går 12 mnkr.", "95.2: 2022; 12: 2024"),
        ("Den för 2023 omfattade 90 mnkr, och årets satsning ger 5 mnkr mer.", "90: 2023; 5: 2024"),
        ("Anslaget är 20 mnkr (15 mnkr 2023).", "20: 2024; 15: 2023"),
        ("Det är 3 mnkr mindre än för 2022, då bidraget uppgick till 15 mnkr.", "3: ; 15: 2022"),
        ("Under hösten 2023 avsattes 40 mnkr.", "40: 2023"),
    ]);
}
