//! Whether millions are kronor or count something else: "1,2 miljoner böcker".

use super::CellUnit;
use crate::recognise::Match;

/// Words after "miljoner" that go on with the sentence, so that kronor are meant. Behind anything
/// else that looks like a noun, the millions count something.
const GOES_ON: &[&str] = &[
    "till",
    "för",
    "per",
    "i",
    "under",
    "av",
    "och",
    "som",
    "från",
    "mellan",
    "samt",
    "är",
    "har",
    "ska",
    "skall",
    "kommer",
    "går",
    "gick",
    "utgör",
    "avser",
    "avsedda",
    "avsatta",
    "direkt",
    "extra",
    "mer",
    "mindre",
    "årligen",
    "respektive",
    "inom",
    "på",
    "att",
    "eller",
    "varav",
    "därav",
    "via",
    "med",
    "vid",
    "om",
    "efter",
    "utöver",
    "enligt",
    "får",
    "kan",
    "bör",
    "blir",
    "var",
    "där",
    "när",
    "men",
    "riktas",
    "utifrån",
    "baserat",
    "totalt",
    "årligt",
    "ytterligare",
    "så",
    "de",
    "det",
    "den",
    "en",
    "vilket",
    "vilka",
    "vilken",
    "utbetalda",
    "utbetalas",
    "inklusive",
    "exklusive",
    "genom",
    "ut",
    "den",
    "vardera",
    "motsvarande",
    "innan",
    "mot",
    "gäller",
    "disponeras",
    "öronmärkta",
    "öronmärkt",
    "riktade",
    "ingår",
    "sammanlagt",
    "åren",
    "året",
    "varje",
    "om",
    "tillförs",
    "åt",
    "tillkommer",
    "återstår",
    "finns",
    "fanns",
    "betalades",
    "betalats",
    "kvar",
    "istället",
    "i",
    "ner",
    "upp",
    "än",
    "syftar",
    "tillfaller",
    "räcker",
    "stannar",
    "kvarstår",
    "alltså",
    "bland",
    "dels",
    "bara",
    "endast",
    "minus",
    "plus",
];

/// True where millions are kronor: named, or nothing is named that they could count.
pub(super) fn is_money(m: &Match<'_>, scale: &str) -> bool {
    let grown = !scale.to_lowercase().starts_with("milj")
        && !scale.to_lowercase().starts_with("tus")
        && scale != "mn";
    if grown || m.get("currency").is_some() || m.get("currency2").is_some() {
        return true;
    }
    if scale.to_lowercase().starts_with("tus") {
        return false;
    }
    let after = m.after();
    let Some(rest) = after.strip_prefix([' ', '\n']) else {
        // A hyphen makes a compound of it.
        return !after.starts_with(['-', '\u{2010}']) && !counts(m.before());
    };
    if let Some(counted) = counted_together(rest) {
        return ends_clause(counted);
    }
    // "15 miljoner till vården" gives to somebody, "från 1,2 miljoner till 1,4" goes up.
    let given = rest.strip_prefix("till ").is_some_and(|to| !to.starts_with(char::is_numeric));
    ends_clause(rest) && (given || !counts(m.before()))
}

/// What stands behind a second figure that is counted as the first is: "2 miljoner respektive 3
/// miljoner besök".
fn counted_together(rest: &str) -> Option<&str> {
    let (link, rest) = rest.split_once(' ')?;
    let rest = ["och", "samt", "respektive", "resp.", "eller"]
        .contains(&link)
        .then(|| rest.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, ' ' | ',')))?;
    ["miljoner ", "miljarder "].iter().find_map(|scale| rest.strip_prefix(scale))
}

/// Words for what millions count when they are no kronor.
const COUNTED: &[&str] = &[
    "antal",
    "personer",
    "invånare",
    "besök",
    "doser",
    "kontakter",
    "patienter",
    "människor",
    "barn ",
    "elever",
];

/// True where the sentence before a figure is about a count.
fn counts(before: &str) -> bool {
    let sentence = before
        .rsplit(['.', '!', '?', crate::clean::PART_END])
        .next()
        .unwrap_or_default()
        .to_lowercase();
    let said = ["kronor", "kr ", "mnkr", "bidrag", "avsätt", "avsatt"];
    // "Läkemedel" are none.
    let money = said.iter().any(|word| sentence.contains(word))
        || sentence.split(' ').any(|word| word.starts_with("medel") || word.ends_with("smedel"));
    !money && COUNTED.iter().any(|word| sentence.contains(word))
}

/// True where what follows cannot be what is counted.
pub(super) fn ends_clause(rest: &str) -> bool {
    let word = rest.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let lower = word.to_lowercase();
    word.is_empty()
        || word.starts_with(|c: char| c.is_ascii_digit() || c.is_uppercase())
        || GOES_ON.contains(&lower.as_str())
        // The passive, and participles: fördelas, avsätts, betalats, beräknade.
        || (lower.ends_with('s') && lower.len() > 3)
        || (lower.ends_with("ade") && lower.len() > 5)
}

pub(super) fn starts_with_unit(after: &str) -> bool {
    let word = after.trim_start().split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let word = word.to_lowercase();
    CellUnit::parse(&word).is_some()
        || ["miljon", "miljard", "procent", "tusen"].contains(&word.as_str())
}
