//! What decides who gets how much: population, performance, requirements, application.

use crate::contract::Basis;
use crate::pattern::Pattern;

static WORDS: [(Basis, Pattern); 4] = [
    (
        Basis::Population,
        Pattern::new(
            r"(?i)\bbefolknings(?:mängd|andel|storlek|underlag|baserad|tal|siffr)\w*|\bbefolkningsbaserat(?: *$|[^ ]| [^t]| t[^a])|\b(?:efter|utifrån|i relation till|i förhållande till|i proportion till|baserat på|per|på) (?:den )?(?:befolkning\w*|folkmängd\w*|invånarantal\w*|antal(?:et)? invånare|hur många invånare)|\bberäkna\w* på folkmängd\w*",
        ),
    ),
    (
        Basis::Performance,
        Pattern::new(
            r"(?i)\bprestation\w*|\buppnådda resultat\b|\bmåluppfyllelse\b|(?:per|/) ?(?:genomförd|godkänd|utförd)\w*|godkänd utredning|enligt prislist\w*|(?:efter )?antal(?:et)? kontakter|\butifrån (?:hur väl|det antal|antalet (?:doser|besök|behandlingar|utredningar))|\b(?:regioner|landsting|kommuner|län)(?:na|en)? som (?:har )?(?:kortar|kortat|klarar|klarat|når|nått|uppnår|uppnått|minskar|minskat|förbättrar|förbättrat)\b|\bknyts till resultat\w*|\b(?:visa|visar|visat) (?:upp )?resultat\b",
        ),
    ),
    (
        Basis::Requirements,
        Pattern::new(
            r"(?i)\b(?:grundläggande |vissa )?krav(?:en|et)?\b|\bvillkor(?:en|et)?\b|\buppfyll(?:er|t|a|de)\b",
        ),
    ),
    (Basis::Application, Pattern::new(r"(?i)\bansökan\b|\bansök(?:er|a|ningar)\b|\bsökbara?\b")),
];

/// The basis that a text names, if it names one.
pub(crate) fn named(text: &str) -> Option<Basis> {
    static WITHOUT: Pattern = Pattern::new(r"(?i)\butan (?:särskilda |några )?(?:krav|villkor)\b");
    let asks = |basis: Basis| basis != Basis::Requirements || !WITHOUT.is_match(text);
    WORDS.iter().find(|(basis, words)| words.is_match(text) && asks(*basis)).map(|it| it.0)
}

/// The basis that a cell of a table names by its noun alone: "Befolkning", "Prestation".
pub(crate) fn of_cell(cell: &str) -> Option<Basis> {
    let first = cell.split([',', ';', '/', '(', '\n']).next().unwrap_or_default();
    match first.trim().to_lowercase().as_str() {
        "befolkning" | "folkmängd" | "invånarantal" | "invånare" => Some(Basis::Population),
        "prestation" | "prestationer" | "resultat" => Some(Basis::Performance),
        "krav" | "villkor" => Some(Basis::Requirements),
        "ansökan" | "särskild ansökan" => Some(Basis::Application),
        _ => None,
    }
}

/// The basis of an amount: named behind it, before it if it is the first of its sentence, or
/// anywhere in the sentence if it is alone there.
pub(crate) fn of(
    sentence: &str,
    before: &str,
    after: &str,
    first: bool,
    amounts: usize,
) -> Option<Basis> {
    named(after)
        .or_else(|| if first { named(before) } else { None })
        .or_else(|| if amounts == 1 { named(sentence) } else { None })
}

/// What the sentence behind an amount's own says of how that is distributed: "Medlen fördelas efter
/// folkmängd."
pub(crate) fn of_next_sentence(sentence: &str) -> Option<Basis> {
    static SAYS: Pattern = Pattern::new(
        r"(?i)^\W*(?:medlen|pengarna|bidraget|ersättningen|beloppet|stödet|de|den|det|dessa medel) (?:ska |skall )?(?:fördelas|betalas|utbetalas|delas ut)\b",
    );
    SAYS.is_match(sentence).then(|| named(sentence)).flatten()
}

/// Sentences that say how money is distributed without naming an amount: "Fördelningen av medlen
/// sker i relation till befolkningsandel".
pub(crate) fn of_distribution(sentence: &str) -> Option<Basis> {
    static SAYS: Pattern = Pattern::new(
        r"(?i)\b(?:fördelning(?:en)?|fördelas|utbetalning(?:en|ar)?|betalas ut|medlen|pengarna|bidraget|ersättningen)\b",
    );
    SAYS.find(sentence)?;
    named(sentence)
}
