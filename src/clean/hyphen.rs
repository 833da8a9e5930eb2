//! Words broken at line ends: when the hyphen goes, when it stays, when a space follows.
//!
//! Source of the rules: Svenska skrivregler (Språkrådet), on bindestreck and avstavning. A hyphen
//! before och, eller, samt and the like stands for the rest of a compound and keeps its space; a
//! hyphen after a single letter, an abbreviation or a digit belongs to the word; any other hyphen
//! at a line's end was put there by the line break.

/// How two lines are put together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Join {
    /// Without the hyphen: "resursut-" + "nyttjande".
    Word,
    /// With the hyphen and no space: "e-" + "tjänsterna".
    Hyphen,
    /// With the hyphen, if any, and a space: "hälso-" + "och sjukvård".
    Space,
}

/// Words after which a compound is left open: "hälso- och sjukvård".
const OPEN_COMPOUND: &[&str] = &[
    "och",
    "eller",
    "samt",
    "som",
    "respektive",
    "resp",
    "resp.",
    "till",
    "men",
    "el",
    "el.",
    "o",
];

/// Abbreviations in lower case that keep their hyphen in compounds: "it-stöd".
const HYPHENATED: &[&str] = &[
    "ai", "app", "at", "bt", "bup", "dvd", "eu", "fn", "gps", "hiv", "icke", "id", "it", "pc",
    "pdf", "st", "svf", "tv", "vfu", "vg", "www",
];

/// How the line that ends with `left` (its last word, hyphen included) goes on with `next` (the
/// first word of the line below).
pub(super) fn join(left: &str, next: &str) -> Join {
    let mut characters = left.chars();
    let stem = match characters.next_back() {
        Some('\u{ad}') => return Join::Word,
        Some('-' | '\u{2010}') => characters.as_str(),
        _ => return Join::Space,
    };
    // A lone hyphen is a dash between words.
    if stem.is_empty() || stem.ends_with(['-', '–']) {
        return Join::Space;
    }
    let word = next.trim_end_matches([',', ';', ':']);
    if OPEN_COMPOUND.contains(&word) || next.starts_with(['-', '–', '(']) {
        return Join::Space;
    }
    let stem = stem.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or(stem);
    let begins = next.chars().next();
    let belongs = stem.chars().count() <= 1
        || stem.ends_with(|c: char| c.is_ascii_digit())
        || stem.chars().skip(1).any(char::is_uppercase)
        || HYPHENATED.contains(&stem)
        || begins.is_some_and(|c| c.is_uppercase() || c.is_ascii_digit());
    if belongs { Join::Hyphen } else { Join::Word }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn joins_as_swedish_does() {
        for (left, next, expected) in [
            ("resursut-", "nyttjande", Join::Word),
            ("sjuksköter\u{ad}", "skor", Join::Word),
            ("miljo\u{2010}", "ner", Join::Word),
            ("e-", "tjänsterna", Join::Hyphen),
            ("it-", "relaterade", Join::Hyphen),
            ("IT-", "stöd", Join::Hyphen),
            ("AT-", "läkare", Join::Hyphen),
            ("2017-", "2018", Join::Hyphen),
            ("covid-", "19", Join::Hyphen),
            ("Malung-", "Sälen", Join::Hyphen),
            ("hälso-", "och", Join::Space),
            ("regions-", "respektive", Join::Space),
            ("för-", "(och", Join::Space),
            ("-", "en", Join::Space),
            ("vården", "och", Join::Space),
        ] {
            assert_eq!(join(left, next), expected, "{left} {next}");
        }
    }
}
