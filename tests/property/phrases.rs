//! The list of phrases: its kinds, its holes, and which are known not to be read yet.

use std::collections::BTreeMap;

/// A sentence with holes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Phrase {
    /// The words behind the kind: a role, the kind of what is due, a unit, years from the year.
    pub(super) about: Vec<String>,
    pub(super) sentence: String,
    /// Why it is not read, where it is not.
    pub(super) unread: Option<String>,
}

impl Phrase {
    pub(super) fn has(&self, hole: &str) -> bool {
        self.sentence.contains(&format!("{{{hole}}}"))
    }

    /// How many parts it states.
    pub(super) fn parts(&self) -> usize {
        ["1", "2", "3"].iter().filter(|hole| self.has(hole)).count()
    }

    /// The word behind the kind at a place.
    pub(super) fn about(&self, at: usize) -> &str {
        self.about.get(at).map_or("", String::as_str)
    }
}

/// All phrases by kind.
#[derive(Debug, Clone)]
pub(super) struct Phrases(pub(super) BTreeMap<String, Vec<Phrase>>);

impl Phrases {
    pub(super) fn all() -> Phrases {
        let mut kinds: BTreeMap<String, Vec<Phrase>> = BTreeMap::new();
        let lines = include_str!("phrases.txt").lines();
        for line in lines.filter(|line| !line.starts_with('#') && !line.is_empty()) {
            let (head, sentence) = line.split_once(" | ").unwrap_or_else(|| panic!("{line}"));
            let (head, unread) = match head.split_once(" ! ") {
                Some((head, reason)) => (head, Some(reason.to_owned())),
                None => (head, None),
            };
            let mut words = head.split(' ').map(str::to_owned);
            let kind = words.next().unwrap();
            let phrase = Phrase { about: words.collect(), sentence: sentence.to_owned(), unread };
            kinds.entry(kind).or_default().push(phrase);
        }
        Phrases(kinds)
    }

    /// The phrases that are read.
    pub(super) fn read() -> Phrases {
        let mut all = Phrases::all();
        all.0.values_mut().for_each(|phrases| phrases.retain(|phrase| phrase.unread.is_none()));
        all
    }

    /// Of one kind this phrase alone, of the other sentences the first that is read.
    pub(super) fn with_only(kind: &str, phrase: &Phrase, sentences: &[&str]) -> Phrases {
        let mut read = Phrases::read();
        for kind in sentences {
            read.0.entry((*kind).to_owned()).and_modify(|phrases| phrases.truncate(1));
        }
        read.0.insert(kind.to_owned(), vec![phrase.clone()]);
        read
    }

    pub(super) fn of(&self, kind: &str) -> &[Phrase] {
        &self.0[kind]
    }
}
