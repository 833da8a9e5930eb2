//! Phrases of Swedish web pages that belong to the page and not to the document on it.
//!
//! Whole blocks or lines are compared, never parts of running text. Menus and other furniture
//! without fixed wording are known by their markup, in [`super::html`].

/// Whole texts, in lower case and without the punctuation around them.
const PHRASES: &[&str] = &[
    "dela",
    "dela denna sida",
    "dela med dig",
    "dela på facebook",
    "dela på linkedin",
    "dela på twitter",
    "dela sida",
    "dela sidan",
    "dela via e-post",
    "english",
    "facebook",
    "gå direkt till innehåll",
    "gå direkt till innehållet",
    "gå till huvudinnehåll",
    "gå till huvudinnehållet",
    "gå till innehåll",
    "gå till innehållet",
    "hoppa till huvudinnehåll",
    "hoppa till huvudinnehållet",
    "hoppa till innehåll",
    "hoppa till innehållet",
    "hoppa över navigering",
    "huvudmeny",
    "in english",
    "jag förstår",
    "kontakta oss",
    "linkedin",
    "logga in",
    "lyssna",
    "lyssna på sidan",
    "läs mer om kakor",
    "lättläst",
    "meny",
    "om cookies",
    "om kakor",
    "other languages",
    "sidfot",
    "sidhuvud",
    "skriv ut",
    "skriv ut sidan",
    "stäng",
    "sök",
    "sök på webbplatsen",
    "tack för att du hjälper oss",
    "tack för din hjälp",
    "tack för ditt svar",
    "teckenspråk",
    "till huvudinnehåll",
    "till huvudinnehållet",
    "till innehåll på sidan",
    "till innehållet",
    "till sidans innehåll",
    "till sidans topp",
    "till startsidan",
    "till toppen",
    "tillbaka till toppen",
    "twitter",
    "undermeny",
    "upp till toppen",
];

/// Beginnings of short texts.
const BEGINNINGS: &[&str] = &[
    "du är här",
    "fick du svar på din fråga",
    "hade du nytta av",
    "har du hittat det du sökte",
    "hittade du det du sökte",
    "hjälpte den här informationen",
    "hjälpte informationen",
    "hjälpte sidan dig",
    "javascript är avstäng",
    "kontaktformulär",
    "var den här informationen till hjälp",
    "var informationen till hjälp",
    "verifiering *",
    "vi kontrollerar att du är en människa",
];

/// Questions that some pages print straight after their last words, without a line break.
const GLUED: &[&str] = &[
    "Hjälpte informationen på sidan dig?",
    "Hjälpte informationen dig?",
    "Var informationen till hjälp?",
    "Tack för att du hjälper oss!",
];

/// A text longer than this is no phrase.
const LONGEST: usize = 400;

/// True for the text of a block or line that belongs to the page and not to the document.
pub(super) fn is_furniture(text: &str) -> bool {
    if text.len() > LONGEST {
        return false;
    }
    let lower = text.replace('\u{a0}', " ").to_lowercase();
    let lower = lower.trim_matches(|c: char| c.is_whitespace() || ":.?!•·»«›‹>|↑→←".contains(c));
    PHRASES.binary_search_by(|phrase| phrase.cmp(&lower)).is_ok()
        || lower.chars().count() <= 80 && BEGINNINGS.iter().any(|start| lower.starts_with(start))
        || is_cookie_notice(lower)
}

/// The length of a line without the furniture that is glued to its end.
pub(super) fn length_without_furniture(line: &str) -> usize {
    let trimmed = line.trim_end();
    let glued = GLUED.iter().find_map(|phrase| trimmed.strip_suffix(phrase));
    glued.filter(|rest| !rest.trim().is_empty()).map_or(line.len(), |rest| rest.trim_end().len())
}

/// True for a line that opens the footer of a page saved as text.
pub(super) fn opens_footer(line: &str) -> bool {
    line.trim().trim_end_matches(':').eq_ignore_ascii_case("sidfot")
}

fn is_cookie_notice(lower: &str) -> bool {
    let names = ["kakor", "cookies"];
    let words = ["webbplats", "godkänn", "samtyck", "vi använder", "surfa"];
    names.iter().any(|name| lower.contains(name)) && words.iter().any(|word| lower.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_are_sorted() {
        assert!(PHRASES.is_sorted());
    }

    #[test]
    fn furniture_and_not() {
        for text in ["Dela sidan", " Lyssna ", "Du är här: Start", "Hjälpte informationen dig?"]
        {
            assert!(is_furniture(text), "{text}");
        }
        for text in ["Dela upp medlen på tre år", "Medlen ska delas", "Du är ansvarig", ""] {
            assert!(!is_furniture(text), "{text}");
        }
        assert_eq!(length_without_furniture("ChefHjälpte informationen dig?"), 4);
        assert_eq!(length_without_furniture("Chef "), 5);
    }
}
