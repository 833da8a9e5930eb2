//! Which agreement of one document is an earlier year of which agreement of another, and by how
//! many years.

use std::collections::BTreeSet;

use super::fact::{Fact, Subject};
use super::shift::text_later;
use crate::reconcile::documents::{akin, words};

/// Words that the titles of many agreements have and that tell none from another.
const GENERIC: &[&str] = &[
    "bidrag",
    "insatser",
    "landstingen",
    "området",
    "regionerna",
    "riktade",
    "satsning",
    "statens",
    "statsbidrag",
    "stöd",
    "överenskommelse",
    "överenskommelsen",
];

/// What one reading is to another one of a later year.
#[derive(Debug)]
pub(super) struct Later {
    /// For each old fact by how many years the new one is later.
    pub(super) years: Vec<i32>,
    /// The agreements that are one in different years: old and new.
    pub(super) agreements: Vec<(usize, usize)>,
}

impl Later {
    /// The same years on both sides.
    pub(super) fn none(old: &[Fact]) -> Later {
        Later { years: vec![0; old.len()], agreements: Vec::new() }
    }

    /// All facts by so many years.
    pub(super) fn all(old: &[Fact], years: i32) -> Later {
        Later { years: vec![years; old.len()], agreements: Vec::new() }
    }

    /// The years by which all that has a later one is later; none where they differ.
    pub(super) fn common(&self) -> Option<i32> {
        let years: BTreeSet<i32> = self.years.iter().copied().filter(|it| *it != 0).collect();
        (years.len() == 1).then(|| years.first().copied()).flatten()
    }
}

/// How two documents follow each other. Where they have an agreement in common they do not: then
/// they are two texts about the same years.
pub(super) fn later(old: &[Fact], new: &[Fact]) -> Later {
    let mut later = Later::none(old);
    later.agreements = agreements(old, new);
    for &(a, b) in &later.agreements {
        if let (Some(was), Some(is)) = (first_year(&old[a]), first_year(&new[b])) {
            later.years[a] = is - was;
        }
    }
    let root = titles(old, new).or(later.common()).unwrap_or_default();
    for (at, fact) in old.iter().enumerate() {
        match fact.owner {
            None => later.years[at] = root,
            // An owner stands before what it owns.
            Some(owner) if fact.subject != Subject::Agreement => {
                later.years[at] = later.years[owner];
            }
            Some(_) => {}
        }
    }
    later
}

/// How much later the second document is where their titles differ in the year only.
fn titles(old: &[Fact], new: &[Fact]) -> Option<i32> {
    let title = |facts: &[Fact]| Some(facts.first()?.text("title").to_owned());
    let (old, new) = (title(old)?, title(new)?);
    let year = |title: &str| -> Option<i32> {
        let digits = title.split(|c: char| !c.is_ascii_digit()).find(|it| it.len() == 4)?;
        digits.parse().ok()
    };
    let years = year(&new)? - year(&old)?;
    (text_later(&old, years) == new).then_some(years)
}

/// The agreements of both sides whose titles say the same in other years, the likest first.
fn agreements(old: &[Fact], new: &[Fact]) -> Vec<(usize, usize)> {
    let own = |facts: &[Fact]| -> Vec<usize> {
        (0..facts.len()).filter(|&at| facts[at].subject == Subject::Agreement).collect()
    };
    let (olds, news) = (own(old), own(new));
    let alone = olds.len() == 1 && news.len() == 1;
    let mut found = Vec::new();
    for &a in &olds {
        for &b in &news {
            if old[a].id == new[b].id {
                return Vec::new();
            }
            let (Some(was), Some(is)) = (first_year(&old[a]), first_year(&new[b])) else {
                continue;
            };
            let (before, after) = (telling(&old[a]), telling(&new[b]));
            let both = before.iter().filter(|a| after.iter().any(|b| akin(a, b))).count();
            // Titles grow and shrink; where each has a word of its own they are of two matters.
            let enough = both > 0 && (alone || both >= before.len().min(after.len()));
            if enough && was != is {
                let apart = before.len().max(after.len()) - both;
                found.push((apart, (is - was).abs(), a, b));
            }
        }
    }
    found.sort_unstable();
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for (_, _, a, b) in found {
        if pairs.iter().all(|pair| pair.0 != a && pair.1 != b) {
            pairs.push((a, b));
        }
    }
    pairs
}

/// The words of an agreement's title by which it is known.
fn telling(agreement: &Fact) -> BTreeSet<String> {
    let mut words = words(agreement.text("title"));
    words.retain(|word| !GENERIC.contains(&word.as_str()));
    words
}

/// The first year of an agreement.
pub(super) fn first_year(agreement: &Fact) -> Option<i32> {
    year(agreement, "first_year")
}

/// True where a fact is of all the years of its agreement.
pub(super) fn of_all_years(facts: &[Fact], at: usize) -> bool {
    let Some(owner) = facts[at].owner.map(|owner| &facts[owner]) else { return false };
    let (Some(first), Some(last)) = (first_year(owner), year(owner, "last_year")) else {
        return false;
    };
    let years = facts[at].field("years").as_array().map_or(&[][..], Vec::as_slice);
    years.iter().filter_map(serde_json::Value::as_i64).eq((first..=last).map(i64::from))
}

/// A year of an agreement, as an extraction or as a dataset has it.
fn year(agreement: &Fact, name: &str) -> Option<i32> {
    let own = agreement.field(name);
    let year = if own.is_null() { &agreement.field("period")[name] } else { own };
    i32::try_from(year.as_i64()?).ok()
}
