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
