//! Titles and purposes as sets of words, and how near two of them are.

use std::collections::BTreeSet;

use unicode_normalization::UnicodeNormalization;

/// Words that tell no agreement and no purpose from another one.
const COMMON: &[&str] = &[
    "att",
    "av",
    "avseende",
    "bidrag",
    "de",
    "den",
    "det",
    "efter",
    "en",
    "enligt",
    "ett",
    "för",
    "före",
    "genom",
    "hos",
    "i",
    "inom",
    "kommunen",
    "kommuner",
    "kommunerna",
    "kronor",
    "landsting",
    "landstingen",
    "medel",
    "mellan",
    "mnkr",
    "och",
    "om",
    "på",
    "region",
    "regioner",
    "regionerna",
    "skl",
    "skr",
    "som",
    "staten",
    "statens",
    "sveriges",
    "tilläggsöverenskommelse",
    "tilläggsöverenskommelsen",
    "till",
    "totalt",
    "under",
    "ur",
    "varav",
    "vid",
    "år",
    "året",
    "överenskommelse",
    "överenskommelsen",
    "the",
];

/// Words that occur in the names of many agreements, so that they alone connect no two.
const BROAD: &[&str] = &[
    "bättre",
    "förstärkt",
    "förstärkta",
    "hälsa",
    "hälso",
    "insats",
    "insatser",
    "insatserna",
    "området",
    "områden",
    "satsning",
    "sjukvård",
    "sjukvården",
    "stimulansmedel",
    "stöd",
    "vård",
    "vården",
    "ökad",
];

/// How many letters two forms of a word have in common at least.
const STEM: usize = 5;

/// The words that matter in a text, in lower case, without years.
pub(crate) fn words(text: &str) -> BTreeSet<String> {
    let text: String = text.nfc().filter(|c| *c != '\u{ad}').collect::<String>().to_lowercase();
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| word.chars().count() > 1 && !is_number(word) && !COMMON.contains(word))
        .map(str::to_owned)
        .collect()
}

fn is_number(word: &str) -> bool {
    word.chars().all(|c| c.is_ascii_digit())
}

/// True where two words are forms of one: the same beginning and short endings.
pub(crate) fn akin(a: &str, b: &str) -> bool {
    let same = a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count();
    let (a, b) = (a.chars().count(), b.chars().count());
    (same == a && same == b) || (same >= STEM && a - same <= 3 && b - same <= 3)
}

/// What all words that are [`akin`] to a word begin with.
pub(super) fn stem(word: &str) -> String {
    word.chars().take(STEM).collect()
}

/// How two sets of words meet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Overlap {
    /// How many words of the smaller set have a form in the other.
    pub(super) common: usize,
    /// How many of those are no broad words.
    pub(super) telling: usize,
    /// How many words the smaller set has.
    pub(super) smaller: usize,
    /// How many words the larger set has.
    pub(super) larger: usize,
}

impl Overlap {
    pub(super) fn of(a: &BTreeSet<String>, b: &BTreeSet<String>) -> Overlap {
        let (small, large) = if a.len() <= b.len() { (a, b) } else { (b, a) };
        let found = |word: &&String| large.iter().any(|other| akin(word, other));
        let common: Vec<&String> = small.iter().filter(found).collect();
        Overlap {
            common: common.len(),
            telling: common.iter().filter(|word| !BROAD.contains(&word.as_str())).count(),
            smaller: small.len(),
            larger: large.len(),
        }
    }

    /// True where at least half of the smaller set is in the other, and not by broad words only.
    pub(super) fn related(self) -> bool {
        self.telling > 0 && self.common * 2 >= self.smaller
    }

    /// True where all of the smaller set is in the other, and not by broad words only.
    pub(super) fn contained(self) -> bool {
        self.telling > 0 && self.common == self.smaller
    }

    /// True where both sets are the same words in some form.
    pub(super) fn same(self) -> bool {
        self.smaller > 0 && self.common == self.smaller && self.smaller == self.larger
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_forms_of_a_name() {
        for (a, b, related) in [
            ("Överenskommelse om en patientmiljard", "Patientmiljarden: kortare köer 2018", true),
            ("Effektivare tandvård", "Stöd till effektivare tandvård inom regionerna", true),
            ("Hälso- och sjukvården", "Stöd i hälso- och sjukvården", false),
            ("väntetidsdatabasen", "utvecklingsarbetet med patientkontrakt", false),
        ] {
            assert_eq!(Overlap::of(&words(a), &words(b)).related(), related, "{a} / {b}");
        }
    }
}
