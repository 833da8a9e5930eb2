//! Which headings of a page open an agreement.

use super::interpreted;

/// The titles of the agreements of a page that lists them.
fn check(sections: &str, expected: &[&str]) {
    let page = format!("<h1>Överenskommelser mellan staten och SKR 2024</h1>{sections}");
    let extraction = interpreted(&page);
    let titles: Vec<&str> = extraction.agreements.iter().map(|it| it.title.as_str()).collect();
    assert_eq!(titles, expected, "{page}");
}

/// A section with a sentence of its own.
fn section(title: &str, said: &str) -> String {
    format!("<h2>{title}</h2><p>{said}</p>")
}

#[test]
fn a_title_with_one_short_sentence_is_an_agreement() {
    let first = section("Överenskommelse om en god vård 2024", "Den omfattar 90 mnkr för 2024.");
    let second = section("Överenskommelse 2024 om ungas hälsa", "Den omfattar 70 mnkr för 2024.");
    let both = ["Överenskommelse om en god vård 2024", "Överenskommelse 2024 om ungas hälsa"];
    check(&format!("{first}{second}"), &both);
    // A heading without a word below it lists what stands elsewhere.
    check(&format!("{first}{second}<h2>Överenskommelse om digitalisering 2024</h2>"), &both);
}

#[test]
fn captions_and_headlines_among_titles_open_no_agreement() {
    let first = section("Överenskommelse om en god vård 2024", "Den omfattar 90 mnkr för 2024.");
    let second = section("Överenskommelsen om ungas hälsa 2024", "Den omfattar 70 mnkr för 2024.");
    let both = ["Överenskommelse om en god vård 2024", "Överenskommelsen om ungas hälsa 2024"];
    let caption = "<h2>Medlens fördelning på områden 2024</h2>
        <table><tr><th>Område</th><th>Mnkr</th></tr><tr><td>Väntetider</td><td>90</td></tr></table>
        <p>Medlen i överenskommelsen ska rekvireras från Kammarkollegiet senast den 1 december 2024.</p>";
    check(&format!("{first}{caption}{second}"), &both);
    let headline = section(
        "70 miljoner kronor till ungas hälsa",
        "Överenskommelsen omfattar 70 mnkr för 2024. Av dessa går 40 mnkr till regionerna.",
    );
    let second = "<h2>Överenskommelsen om ungas hälsa 2024</h2>";
    check(&format!("{first}{second}{headline}"), &both);
    // A name of its own is an agreement, though others are called so.
    let named = section(
        "Kvinnofridssatsningen",
        "Överenskommelsen om kvinnofrid omfattar totalt 120 mnkr för 2024 och gäller alla regioner.",
    );
    check(&format!("{first}{named}"), &[both[0], "Kvinnofridssatsningen"]);
}

#[test]
fn a_listed_agreement_may_say_no_more_than_its_sum() {
    let first =
        section("God vård", "Överenskommelsen omfattar 90 mnkr, varav 80 mnkr till regionerna.");
    let second = section("Ungas hälsa", "70 mnkr. Sista dag för redovisning är 31 mars 2025.");
    check(&format!("{first}{second}"), &["God vård", "Ungas hälsa"]);
    let told = section("Samlad bild", "Allt som allt 160 mnkr.");
    check(&format!("{first}{second}{told}"), &["God vård", "Ungas hälsa"]);
    let clauses =
        section("1 § Bakgrund", "Överenskommelsen ingicks i januari 2024 och omfattade 90 mnkr.")
            + &section(
                "2 § Nya belopp",
                "Enligt överenskommelsen går ytterligare 70 mnkr till regionerna.",
            );
    check(&format!("{first}{second}{clauses}"), &["God vård", "Ungas hälsa"]);
}

#[test]
fn an_agreement_is_named_in_a_sentence_of_a_page_with_another_title() {
    let check = |page: &str, expected: &[&str]| {
        let extraction = interpreted(page);
        let titles: Vec<&str> = extraction.agreements.iter().map(|it| it.title.as_str()).collect();
        assert_eq!(titles, expected, "{page}");
    };
    check(
        "<h1>Fler får hjälp i tid</h1><p>Överenskommelsen heter Hjälpmedel för unga 2024 och gäller i ett år.</p>",
        &["Hjälpmedel för unga 2024"],
    );
    check(
        "<h1>Fler vaccineras</h1><p>Regeringen har godkänt en överenskommelse med Sveriges Kommuner och \
         Regioner (SKR) om vaccinationer mot influensa. Den gäller 2024.</p>",
        &["Överenskommelse om vaccinationer mot influensa"],
    );
    // What a document is called is no agreement's title.
    check(
        "<h1>Missiv</h1><p>SKR har godkänt överenskommelserna om god vård (9 mnkr) och unga (7 mnkr).</p>",
        &[],
    );
}

#[test]
fn a_page_without_a_title_may_begin_with_its_first_agreement() {
    let titles = |page: &str| -> Vec<String> {
        interpreted(page).agreements.into_iter().map(|it| it.title).collect()
    };
    let page = "<h1>Överenskommelse om god vård 2024</h1><p>Överenskommelsen omfattar 90 mnkr för 2024.</p>
        <h2>Överenskommelse om ungas hälsa 2024</h2><p>Överenskommelsen omfattar 70 mnkr för 2024.</p>";
    assert_eq!(
        titles(page),
        ["Överenskommelse om god vård 2024", "Överenskommelse om ungas hälsa 2024"]
    );
    let clauses = "<h1>Överenskommelse om god vård 2024</h1><p>Överenskommelsen omfattar 90 mnkr för 2024.</p>
        <h2>Regionernas insatser</h2><p>Enligt överenskommelsen går 70 mnkr till regionerna för 2024.</p>";
    assert_eq!(titles(clauses), ["Överenskommelse om god vård 2024"]);
}

#[test]
fn a_title_page_that_says_so_makes_a_supplement() {
    let sum = "<p>Den tillförs 40 mnkr för 2024.</p>";
    let agreement = "<h1>Överenskommelse om god vård 2024</h1>";
    for (page, supplement) in [
        ("<h1>Tilläggsöverenskommelse om god vård 2024</h1>".to_owned(), true),
        (format!("<p>Tilläggsöverenskommelse</p>{agreement}"), true),
        (agreement.to_owned(), false),
    ] {
        let page = format!("{page}{sum}");
        let told: Vec<bool> =
            interpreted(&page).agreements.iter().map(|it| it.supplement).collect();
        assert_eq!(told, [supplement], "{page}");
    }
}

#[test]
fn a_title_page_in_capitals_titles_its_agreement() {
    let page = "<h2>ÖVERENSKOMMELSE</h2><h2>mellan staten och SKR om god vård 2024</h2>\
        <h2>1 Varför en överenskommelse</h2><p>Parterna är ense om 40 mnkr för 2024.</p>\
        <h2>2 Medel</h2><p>Regionerna får 30 mnkr.</p><h2>3 Giltighet</h2><p>Ett år.</p>";
    let titles: Vec<String> = interpreted(page).agreements.into_iter().map(|it| it.title).collect();
    assert_eq!(titles, ["Överenskommelse mellan staten och SKR om god vård 2024"]);
}
