//! Who gets the amounts of a paragraph, where more than the words around each of them says so.

use super::in_order_of_text;

/// The amounts of a paragraph with the kind and code of who gets each.
fn check(text: &str, expected: &[&str]) {
    let page = format!("<h1>Överenskommelse om en god vård 2024</h1><p>{text}</p>");
    let read: Vec<String> = in_order_of_text(&page)
        .iter()
        .map(|amount| {
            let Some(party) = &amount.recipient else { return format!("{} -", amount.value) };
            let code = party.code.as_deref().unwrap_or_default();
            format!("{} {} {code}", amount.value, party.kind.name()).trim_end().to_owned()
        })
        .collect();
    assert_eq!(read, expected, "{text}");
}

#[test]
fn a_list_of_parties_gets_a_list_of_amounts() {
    check(
        "Regionerna och kommunerna tilldelas 40 respektive 60 miljoner kronor.",
        &["40000000 regions", "60000000 municipalities"],
    );
    check(
        "Uppsala kommun och Region Uppsala får 4 respektive 6 miljoner kronor.",
        &["4000000 municipality 0380", "6000000 region 03"],
    );
}

#[test]
fn several_parties_are_none_of_them() {
    check("Region Stockholm och Region Gotland får dela på 57 mnkr.", &["57000000 regions"]);
    check("Regionerna Skåne och Halland får 10 mnkr vardera.", &["10000000 regions"]);
    check("SKR och Socialstyrelsen får 5 mnkr.", &["5000000 other"]);
    check("Kommunförbundet Skåne får 2 mnkr.", &["2000000 -"]);
    check(
        "Av medlen går 700 mnkr till regionerna och kommunerna får 300 mnkr.",
        &["700000000 regions", "300000000 municipalities"],
    );
}

#[test]
fn what_a_share_is_taken_of_is_nobodys() {
    check(
        "Region Gotlands andel uppgår till 0,58 % av 3 000 mnkr, dvs. 17,4 mnkr.",
        &["3000000000 -", "17400000 region 09"],
    );
    check("Kommunerna får en tredjedel av 900 mnkr.", &["900000000 -"]);
}

#[test]
fn a_recipient_said_once_is_that_of_what_goes_on() {
    check(
        "Till regionerna överförs 130 mnkr för vaccin, och 85 mnkr för hembesök.",
        &["130000000 regions", "85000000 regions"],
    );
    check(
        "Till regionerna överförs 130 mnkr för vaccin, och 85 mnkr går till forskning.",
        &["130000000 regions", "85000000 -"],
    );
}

#[test]
fn a_noun_is_the_one_that_was_named_before() {
    check("Region Skåne har sökt medel. Regionen beviljas 5 mnkr.", &["5000000 region 12"]);
    check(
        "Region Kronoberg och kommunerna i länet får tillsammans 30 mnkr, varav regionen 20 mnkr.",
        &["30000000 regions_and_municipalities", "20000000 region 07"],
    );
    check("Region Skåne och Region Halland har sökt. Regionen beviljas 5 mnkr.", &["5000000 -"]);
}

#[test]
fn a_bare_name_is_a_region_or_where_the_text_says_so_a_municipality() {
    check(
        "Region Norrbotten tilldelas 5,4 mnkr; Västerbotten 6,1 mnkr.",
        &["5400000 region 25", "6100000 region 24"],
    );
    check(
        "Varje kommun får bidrag. Störst blir det till Göteborg, som får 10,65 mnkr.",
        &["10650000 municipality 1480"],
    );
}
