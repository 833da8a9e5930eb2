//! The numbers in a title by which agreements of one name are told apart: "etapp 2", "nr 5908",
//! "II", "den andra tilläggsöverenskommelsen". Years, days, sums and registry numbers are none.

use std::collections::BTreeSet;

use crate::swedish::is_month;

/// What is counted by a number that stands before it, so that the number tells nothing apart.
const COUNTED: &[&str] = &[
    "dagar",
    "kr",
    "kronor",
    "mdkr",
    "miljard",
    "miljarder",
    "miljon",
    "miljoner",
    "mkr",
    "mnkr",
    "månader",
    "procent",
    "regioner",
    "landsting",
    "kommuner",
    "tkr",
    "år",
    "åringar",
];

/// What is one of several, by its place: "etapp II", "tredje etappen".
const NUMBERED: &[&str] = &[
    "avtal",
    "del",
    "etapp",
    "fas",
    "halvår",
    "kvartal",
    "omgång",
    "steg",
    "tilläggsöverenskommelse",
    "överenskommelse",
];

/// What a number that could be a year stands behind: "sak 1961".
const KEYS: &[&str] = &["nr", "nummer", "punkt", "sak", "ärende"];

const ORDINALS: &[&str] = &[
    "första", "andra", "tredje", "fjärde", "femte", "sjätte", "sjunde", "åttonde", "nionde",
    "tionde",
];

const ROMAN: &[&str] = &["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"];

/// The numbers that tell a title from others of the same words.
pub(super) fn numbers(title: &str) -> BTreeSet<u32> {
    let words: Vec<&str> = title.split_whitespace().map(bare).collect();
    let mut found = BTreeSet::new();
    for (at, word) in words.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|at| words.get(at)).copied().unwrap_or("");
        let mut behind = words[at + 1..].iter().copied();
        if word.chars().any(|c| c.is_ascii_digit()) {
            let counted = |behind: &str| {
                let behind = behind.to_lowercase();
                COUNTED.contains(&behind.as_str()) || is_month(&behind)
            };
            if !behind.next().is_some_and(counted) {
                let keyed = KEYS.contains(&before.to_lowercase().as_str());
                found.extend(figures(word, keyed).into_iter().flatten());
            }
        } else {
            let listed = |it: &&str| *it == "och" || place(ORDINALS, &it.to_lowercase()).is_some();
            let ordered = behind.find(|it| !listed(it)).unwrap_or("");
            found.extend(roman(word, before).or_else(|| ordinal(word, ordered)));
        }
    }
    found
}

/// The numbers in a word of digits, "2" or "2-3"; none where one of them is a year, as "2024" is
/// unless it is `keyed`.
fn figures(word: &str, keyed: bool) -> Option<Vec<u32>> {
    let numbers: Option<Vec<u32>> = word.split(['-', '–', '−']).map(|it| it.parse().ok()).collect();
    let year = |it: &u32| !keyed && (1900..2100).contains(it);
    numbers.filter(|numbers| !numbers.iter().any(year))
}

/// "II" anywhere, "I" and "V" only behind what is numbered.
fn roman(word: &str, before: &str) -> Option<u32> {
    let upper = word.chars().all(|c| c.is_ascii_uppercase());
    if !upper || (word.len() < 2 && !is_numbered(before)) {
        return None;
    }
    place(ROMAN, &word.to_lowercase())
}

/// "andra etappen" is its second, "andra insatser" are others.
fn ordinal(word: &str, ordered: &str) -> Option<u32> {
    place(ORDINALS, &word.to_lowercase()).filter(|_| is_numbered(ordered))
}

fn is_numbered(word: &str) -> bool {
    let word = word.to_lowercase();
    let form = |name: &&str| {
        word.strip_prefix(*name).is_some_and(|ending| ["", "en", "n", "et", "s"].contains(&ending))
    };
    NUMBERED.iter().any(form)
}

/// The place of a word in a list, the first being 1.
fn place(list: &[&str], word: &str) -> Option<u32> {
    list.iter().zip(1..).find(|(it, _)| **it == word).map(|(_, place)| place)
}

/// A word without what stands around it.
fn bare(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_what_tells_titles_apart() {
        for (title, expected) in [
            ("Överenskommelse om god vård, sak 5908", &[5908][..]),
            ("Tilläggsöverenskommelse 2 om vaccinering mot covid-19", &[2]),
            ("Tilläggsöverenskommelse nr. 2", &[2]),
            ("Överenskommelse om god vård 2024, sak 1961", &[1961]),
            ("Vård etapp 2 och 3", &[2, 3]),
            ("Överenskommelse 2023 om vaccinering andra halvåret 2024", &[2]),
            ("God och nära vård 2024 (etapp 3)", &[3]),
            ("Kvinnofrid II", &[2]),
            ("Kvinnofrid etapp I", &[1]),
            ("Den andra tilläggsöverenskommelsen om tandvård", &[2]),
            ("Tredje etappen av kvinnofrid", &[3]),
            ("Vaccinering mot covid-19, första och andra halvåret 2023", &[1, 2]),
            ("Överenskommelse om cancervård och andra insatser 2024", &[]),
            ("Överenskommelse om barns hälsa i region V", &[]),
            ("Överenskommelse om psykisk hälsa 2021–2022", &[]),
            ("Överenskommelse den 15 januari 2024, S2024/01234", &[]),
            ("Protokoll 2024-01-15", &[]),
            ("En satsning på 3 miljarder kronor till 21 regioner", &[]),
        ] {
            assert_eq!(numbers(title), expected.iter().copied().collect(), "{title}");
        }
    }
}
