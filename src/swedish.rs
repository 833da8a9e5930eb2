//! Words of Swedish that more than one stage knows. Imports no stage.

/// The months.
pub(crate) const MONTHS: [&str; 12] = [
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
];

/// The month, 1 to 12, with whose first three letters a word begins: "jan", "Sept.", "oktober".
pub(crate) fn month_number(word: &str) -> Option<u8> {
    let word = word.to_lowercase();
    let at = MONTHS.iter().position(|month| word.starts_with(&month[..3]))?;
    u8::try_from(at + 1).ok()
}

/// True for the name of a month in small letters, whole or shortened, and nothing more: "mars" and
/// "sept", not "marknad".
pub(crate) fn is_month(word: &str) -> bool {
    let short = (3..=4).contains(&word.len());
    MONTHS.iter().any(|month| *month == word || short && month.starts_with(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_are_known_by_their_names() {
        for (word, month, is_name) in [
            ("januari", Some(1), true),
            ("febr", Some(2), true),
            ("sept", Some(9), true),
            ("Maj", Some(5), false),
            ("majoritet", Some(5), false),
            ("ja", None, false),
            ("avtal", None, false),
        ] {
            assert_eq!((month_number(word), is_month(word)), (month, is_name), "{word}");
        }
    }
}
