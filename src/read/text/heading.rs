//! Which short lines are headings, and of which level.

use std::collections::BTreeSet;

use super::lines::{begins_small, ends_with_number, states_amount};

/// The longest heading, in characters.
const LONGEST: usize = 160;

/// The longest title of a document, in characters.
const LONGEST_TITLE: usize = 320;

/// Words that stand alone as headings in agreements and decisions.
const KNOWN: &[&str] = &[
    "bakgrund",
    "beslut",
    "bilaga",
    "bilagor",
    "ekonomi",
    "ekonomiska villkor",
    "finansiering",
    "fördelning av medel",
    "giltighet",
    "godkännande",
    "inledning",
    "innehåll",
    "kommunerna",
    "landstingen",
    "mål",
    "målgrupp",
    "målsättning",
    "organisation",
    "redovisning",
    "regeringens beslut",
    "regionerna",
    "rekvisition",
    "sammanfattning",
    "skl",
    "skr",
    "skälen för regeringens beslut",
    "syfte",
    "uppföljning",
    "uppföljning och redovisning",
    "utbetalning",
    "utgångspunkter",
    "utvecklingsområden",
    "utvärdering",
    "villkor",
    "återbetalning",
    "ärendet",
    "övrigt",
];

/// How lines begin that look like headings and are none.
const NOT_HEADINGS: &[&str] = &[
    "till ",
    "mvh",
    "med vänlig",
    "vänliga hälsningar",
    "hälsningar",
    "publicera",
    "senast ",
    "uppdatera",
    "dnr",
    "diarienummer",
    "ärendenr",
    "ärendenummer",
    "datum",
    "telefon",
    "tel",
    "mobil",
    "e-post",
    "epost",
    "för staten",
    "http",
    "www.",
    "stockholm den",
    "besöksadress",
    "postadress",
    "box ",
    "org.",
    "källa",
    "foto",
];

/// Verbs of statements; a heading with one of them is a question.
const STATEMENTS: &[&str] =
    &["beslutat", "gäller", "har", "innebär", "innehåller", "omfattar", "ska", "uppgår", "är"];

/// Column titles; a line with several of them heads a table.
const COLUMNS: &[&str] = &[
    "andel",
    "antal",
    "belopp",
    "befolkning",
    "fördelning",
    "kommun",
    "kr",
    "kronor",
    "län",
    "mkr",
    "mnkr",
    "period",
    "region",
    "summa",
    "tabell",
    "tkr",
    "total",
    "totalt",
    "ändamål",
    "övrigt",
    "landsting",
    "invånare",
];

/// The number before a heading or list item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Number {
    /// Its parts: `7.1` is 7 and 1.
    pub(super) parts: Vec<u32>,
    /// True where a dot or bracket follows it, or dots part it.
    pub(super) marked: bool,
}

/// The number that text begins with, where a capital letter follows it.
pub(super) fn number(said: &str) -> Option<Number> {
    let length = said.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(said.len());
    let (digits, mut rest) = said.split_at(length);
    let mut marked = digits.contains('.');
    if let Some(after) = rest.strip_prefix(')') {
        (marked, rest) = (true, after);
    }
    let text = rest.trim_start();
    if digits.is_empty() || text.len() == rest.len() || !text.starts_with(char::is_uppercase) {
        return None;
    }
    let parts: Vec<u32> = digits
        .trim_end_matches('.')
        .split('.')
        .map(|part| part.parse().ok().filter(|_| part.len() <= 2))
        .collect::<Option<_>>()?;
    Some(Number { parts, marked })
}

/// True for `A. ...`, `B) ...`.
pub(super) fn is_lettered(said: &str) -> bool {
    let mut chars = said.chars();
    chars.next().is_some_and(char::is_uppercase)
        && matches!(chars.next(), Some('.' | ')'))
        && chars.next().is_some_and(char::is_whitespace)
        && chars.as_str().trim_start().chars().take_while(|c| c.is_alphabetic()).count() > 1
}

/// True for text that could stand as a heading over what follows.
pub(super) fn could_be(said: &str) -> bool {
    said.chars().count() <= LONGEST && could_be_title(said)
}

/// True for text that could be a document's title: a heading, or one as long as titles are.
pub(super) fn could_be_title(said: &str) -> bool {
    let lower = said.to_lowercase().replace('\u{a0}', " ");
    let label = said
        .split_once(':')
        .is_some_and(|(label, value)| !value.trim().is_empty() && label.chars().count() < 25);
    said.chars().count() <= LONGEST_TITLE
        && said.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
        && said.chars().filter(|c| c.is_alphabetic()).count() > 1
        && !begins_small(said)
        && !said.ends_with(['.', ',', ';', ':'])
        && !said.contains(['@', '\u{2026}'])
        && !said.contains("...")
        && !said.contains("   ")
        && !label
        && (said.ends_with('?') || !lower.split(' ').any(|word| STATEMENTS.contains(&word)))
        && !NOT_HEADINGS.iter().any(|start| lower.starts_with(start))
        && !(ends_with_number(said) && states_amount(said))
        && !is_column_titles(said)
}

/// True for a heading by its words alone.
pub(super) fn is_known(said: &str) -> bool {
    let lower = said.trim().to_lowercase();
    if KNOWN.contains(&lower.as_str()) {
        return true;
    }
    let annex = lower.strip_prefix("bilaga").map(str::trim_start);
    annex.is_some_and(|rest| {
        rest.starts_with(|c: char| c.is_ascii_digit()) && could_be(said) && rest.len() < 80
    })
}

/// True for words that name an agreement and what it is about, as its title does.
pub(super) fn titles_agreement(said: &str) -> bool {
    let lower = said.to_lowercase().replace('\u{a0}', " ");
    let mut words = lower.split(' ');
    let names = words.next().is_some_and(|word| {
        matches!(
            word,
            "överenskommelse"
                | "överenskommelsen"
                | "tilläggsöverenskommelse"
                | "tilläggsöverenskommelsen"
        )
    });
    let year = |word: &str| word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit());
    names
        && words.next().is_some_and(|word| matches!(word, "om" | "mellan" | "för") || year(word))
        && lower.contains(" om ")
}

/// True for a line of column titles: three different words of that kind, or two that make all of it.
pub(super) fn is_column_titles(said: &str) -> bool {
    let lower = said.to_lowercase();
    let words: Vec<&str> =
        lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let titles = words.iter().filter(|word| COLUMNS.contains(word)).count();
    // "Totalt 91 000 kronor, varav 20 000 kronor går till" is prose.
    let different: BTreeSet<&&str> = words.iter().filter(|word| COLUMNS.contains(word)).collect();
    let numbers = words.iter().filter(|it| it.bytes().all(|b| b.is_ascii_digit())).count();
    !said.ends_with('.')
        && said.starts_with(char::is_uppercase)
        && (different.len() >= 3 && titles * 3 >= words.len()
            || titles >= 2 && titles + numbers == words.len())
}

/// True for two to four words that all begin with a capital letter: a person's or body's name.
pub(super) fn is_name(said: &str) -> bool {
    let words: Vec<&str> = said.split_whitespace().collect();
    (2..=4).contains(&words.len())
        && words.iter().all(|word| word.starts_with(char::is_uppercase))
        && !said.contains(|c: char| c.is_ascii_digit())
}
