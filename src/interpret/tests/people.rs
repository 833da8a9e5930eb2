//! Who signs an agreement, and who answers questions about it.

use super::*;

/// A line for each signatory and each contact of a document.
fn check(kind: MediaType, document: &str, expected: &[&str]) {
    let extraction = interpreted_as(kind, document);
    let some = |words: &Option<String>| words.clone().unwrap_or_else(|| "-".to_owned());
    let mut lines = Vec::new();
    for agreement in &extraction.agreements {
        lines.extend(agreement.signatories.iter().map(|it| {
            format!("{}, {}, {} {}", it.name, some(&it.title), some(&it.place), some(&it.date))
        }));
        let contacts = agreement.contacts.iter();
        lines.extend(contacts.map(|it| format!("{} {}", some(&it.name), some(&it.email))));
    }
    assert_eq!(lines, expected, "{document}");
}

#[test]
fn who_signs_stands_in_columns_or_behind_the_party() {
    let opening = "Överenskommelse om god vård 2025\n\nParterna är ense om 40 mnkr för 2025.\n\n";
    for (end, expected) in [
        (
            "Stockholm den 16 juni 2025\n\nFör staten                 För SKR\n\n\
             Erik Ljung                 Marie-Louise Fager\n\
             Statssekreterare           Ordförande\n",
            ["Erik Ljung, Statssekreterare", "Marie-Louise Fager, Ordförande"],
        ),
        (
            "Stockholm den 16 juni 2025     Stockholm den 16 juni 2025\n\n\
             För staten                     För SKR\n\n\nErik Ljung                     \
             Marie-Louise Fager\n",
            ["Erik Ljung, -", "Marie-Louise Fager, -"],
        ),
        (
            "Den undertecknas i två exemplar.\n\nStockholm den 16 juni 2025\n\n\
             Erik Ljung                 Marie-Louise Fager\n\
             Statssekreterare           Ordförande\n",
            ["Erik Ljung, Statssekreterare", "Marie-Louise Fager, Ordförande"],
        ),
        (
            "Stockholm den 16 juni 2025\n\nFör staten: Erik Ljung, statssekreterare\n\
             För SKR: Marie-Louise Fager, ordförande\n",
            ["Erik Ljung, statssekreterare", "Marie-Louise Fager, ordförande"],
        ),
    ] {
        let expected = expected.map(|signed| format!("{signed}, Stockholm 2025-06-16"));
        let expected: Vec<&str> = expected.iter().map(String::as_str).collect();
        check(MediaType::Text, &format!("{opening}{end}"), &expected);
    }
}

#[test]
fn a_name_may_hide_the_address_in_its_link() {
    let page = "<h1>Överenskommelse om god vård 2025</h1><p>Den omfattar 40 mnkr för 2025.</p>";
    let asks = |link: &str| format!("{page}<p>Frågor besvaras av {link}.</p>");
    for (link, expected) in [
        ("<a href='mailto:bo.ek@example.se?subject=x'>Bo Ek</a>", "Bo Ek bo.ek@example.se"),
        ("<a href='mailto:bo.ek@example.se'>bo.ek@example.se</a>", "- bo.ek@example.se"),
    ] {
        check(MediaType::Html, &asks(link), &[expected]);
    }
    check(MediaType::Html, &asks("<a href='https://example.se'>Bo Ek</a>"), &[]);
}
