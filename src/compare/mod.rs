//! Two readings compared fact by fact: which amounts, cells, deadlines and other facts are new,
//! gone or changed, a sentence each.
//!
//! Pure functions over the records of the contract. What only stands elsewhere in the document,
//! has another id or another place in its list is counted and not listed.

mod change;
mod fact;
mod later;
mod leave;
mod likeness;
mod pair;
mod sentence;
mod shift;
mod sum;
mod words;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::Value;

use crate::contract::{Dataset, Extraction, Mention, Number};
pub use fact::Subject;
use fact::{Fact, of_agreement, of_dataset, of_extraction};
use later::Later;
pub use leave::leaving;
pub use sum::Sum;

/// All that differs between two readings.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Comparison {
    /// The facts that are new, gone or changed: money first, in the order of the documents.
    pub changes: Vec<Change>,
    /// How many facts differ in their page, line or box only.
    pub moved: usize,
    /// How many facts differ in their id only.
    pub renamed: usize,
    /// True where only the order or the form of the record differs.
    pub reordered: bool,
    /// How many amounts, cells and deadlines are on both sides and say the same.
    pub same: usize,
    /// By how many years the new agreements are later; null where they are not, or not all alike.
    pub years_later: Option<i32>,
    /// What the amounts and the cells come to on both sides, where the sums differ.
    pub sums: Vec<Sum>,
}

/// One fact that is new, gone or changed.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Change {
    /// What sort of fact it is.
    pub subject: Subject,
    /// What happened to the fact, or to one field of it.
    pub change: Kind,
    /// The field that is new, gone or changed; null where the whole fact is.
    pub field: Option<String>,
    /// Whose fact it is: an agreement's id, a region's name; empty for the document's own.
    pub about: String,
    /// The field as it was.
    pub before: Value,
    /// The field as it is.
    pub after: Value,
    /// `after - before` where both are money.
    pub difference: Option<Number>,
    /// The difference in percent of `before`, to one decimal.
    pub percent: Option<Number>,
    /// What happened, in words.
    pub sentence: String,
    /// Where the fact stands in the new reading, else where it stood in the old one.
    pub mention: Option<Mention>,
    /// Which fact it is of the old reading and which of the new one.
    #[serde(skip)]
    sides: (Option<usize>, Option<usize>),
}

/// What happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// It is in the new reading only.
    Added,
    /// It is in the old reading only.
    Lost,
    /// It is in both and differs.
    Changed,
}

impl Comparison {
    /// True where both readings are the same.
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty() && self.moved == 0 && self.renamed == 0 && !self.reordered
    }

    /// How many changes there are of each kind: `amount: recipient lost`, `3 facts: moved only`.
    pub fn counts(&self) -> BTreeMap<String, usize> {
        let mut counts = BTreeMap::new();
        for change in &self.changes {
            *counts.entry(change.label()).or_default() += 1;
        }
        let reordered = usize::from(self.reordered);
        for (label, count) in [
            ("fact: only moved", self.moved),
            ("fact: only its id changed", self.renamed),
            ("record: only its order or form changed", reordered),
        ] {
            if count > 0 {
                counts.insert(label.to_owned(), count);
            }
        }
        counts
    }
}

impl Change {
    /// The kind of change in words: `amount: recipient lost`, `cell: value changed`, `table: lost`.
    pub fn label(&self) -> String {
        let what = match self.change {
            Kind::Added => "added",
            Kind::Lost => "lost",
            Kind::Changed => "changed",
        };
        match &self.field {
            Some(field) => format!("{}: {} {what}", self.subject.word(), field.replace('_', " ")),
            None => format!("{}: {what}", self.subject.word()),
        }
    }
}

impl std::fmt::Display for Change {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.about.is_empty() {
            f.write_str(&self.sentence)
        } else {
            write!(f, "{}: {}", self.about, self.sentence)
        }
    }
}

/// How two readings are looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Lens {
    /// True where both are readings of one document: then places, ids and checks count too.
    same_document: bool,
    /// True where a fact may belong to another agreement than before and be the same.
    across: bool,
    /// True where the two are of different years of one agreement: then facts are paired by what
    /// they are for and not by what they say.
    later: bool,
}

/// A difference in percent of what it was before, to one decimal; none where that was nothing, or
/// where it is too small to be told.
fn percent(before: rust_decimal::Decimal, difference: rust_decimal::Decimal) -> Option<Number> {
    let hundredfold = difference.checked_mul(rust_decimal::Decimal::ONE_HUNDRED)?;
    let percent = hundredfold.checked_div(before.abs())?.round_dp(1);
    (!percent.is_zero()).then(|| Number::new(percent))
}

/// Compares two readings of the same document: a golden and what is read today.
pub fn readings(old: &Extraction, new: &Extraction) -> Comparison {
    let (facts, lens) = (of_extraction(old), Lens::of_one_document());
    let mut found = compared(&facts, &of_extraction(new), lens, &Later::none(&facts));
    found.reordered |= found.is_empty() && old != new;
    found
}

/// Compares what two documents say, or two captures of one page; where in them it stands does
/// not count.
///
/// Where the second is about later years of the agreements of the first, years and dates are
/// compared as so much later.
pub fn documents(old: &Extraction, new: &Extraction) -> Comparison {
    let (old, new) = (of_extraction(old), of_extraction(new));
    let later = later::later(&old, &new);
    let is_later = later.years.iter().any(|years| *years != 0);
    compared(&old, &new, Lens { same_document: false, across: false, later: is_later }, &later)
}

/// Compares two datasets; where in the documents a fact stands does not count.
pub fn datasets(old: &Dataset, new: &Dataset) -> Comparison {
    let lens = Lens { same_document: false, across: true, later: false };
    let facts = of_dataset(old);
    compared(&facts, &of_dataset(new), lens, &Later::none(&facts))
}

/// Compares two agreements of a dataset, by their ids; none where one of them is not there.
///
/// Years and dates are compared as so many years later as the second begins after the first.
pub fn agreements(dataset: &Dataset, old: &str, new: &str) -> Option<Comparison> {
    let begin = |id: &str| {
        let row = dataset.agreements.iter().find(|row| row.id == id)?;
        Some(row.first_year)
    };
    let shift = match (begin(old)?, begin(new)?) {
        (Some(old), Some(new)) => new - old,
        _ => 0,
    };
    let lens = Lens { same_document: false, across: false, later: true };
    let facts = of_agreement(dataset, old);
    let later = Later::all(&facts, shift);
    Some(compared(&facts, &of_agreement(dataset, new), lens, &later))
}

impl Lens {
    fn of_one_document() -> Lens {
        Lens { same_document: true, across: true, later: false }
    }
}

fn compared(old: &[Fact], new: &[Fact], lens: Lens, later: &Later) -> Comparison {
    let told = shift::facts(old, &later.years);
    let pairs = pair::pair(&told, new, &later.agreements, lens);
    let mut comparison = change::changes((old, &told), new, &pairs, lens);
    comparison.years_later = later.common();
    comparison.sums = sum::sums(old, new);
    comparison
}
