//! How like two facts are: what pairs those of one subject with each other.

use std::collections::BTreeSet;

use serde_json::Value;

use super::Lens;
use super::change::nothing;
use super::fact::{Fact, Subject};
use super::words::number;
use crate::reconcile::documents::words;

/// What counts for two totals.
const TOTAL: u32 = 8;

/// What an amount of another year must have in common: what it is for, and not how much it is.
const LATER: Weights = Weights {
    fields: &[
        ("role", 8),
        ("purpose", 10),
        ("recipient", 6),
        ("value", 2),
        ("years", 3),
        ("per", 1),
        ("bound", 1),
    ],
    place: 0,
    need: 16,
};

/// What the likeness of two facts is made of.
struct Weights {
    /// What each equal field counts.
    fields: &'static [(&'static str, u32)],
    /// What a place in common counts in one document.
    place: u32,
    /// What two facts must reach to be one.
    need: u32,
}

fn weights(subject: Subject) -> Weights {
    let (fields, place, need): (&'static [(&'static str, u32)], u32, u32) = match subject {
        Subject::Document | Subject::Dataset => (&[], 0, 0),
        Subject::Source => (&[("source", 12), ("sha256", 8), ("title", 4)], 0, 8),
        Subject::Agreement => {
            (&[("title", 10), ("aliases", 4), ("first_year", 1), ("period", 1)], 6, 6)
        }
        Subject::Amount => (
            &[
                ("value", 16),
                ("role", 6),
                ("recipient", 6),
                ("purpose", 8),
                ("years", 4),
                ("per", 2),
                ("bound", 2),
            ],
            16,
            18,
        ),
        Subject::Table => (
            &[("labels", 10), ("columns", 10), ("title", 8), ("rows", 2), ("unit", 2), ("kind", 2)],
            8,
            12,
        ),
        Subject::Row => (&[("code", 10), ("label", 10)], 6, 10),
        Subject::Cell => (&[("column", 8), ("position", 6), ("value", 8), ("unit", 2)], 8, 8),
        Subject::Deadline => (&[("date", 12), ("kind", 8), ("to", 6), ("by", 4)], 10, 11),
        Subject::Date => (&[("date", 8), ("kind", 8)], 4, 8),
        Subject::Party => (&[("kind", 8), ("name", 8)], 0, 8),
        Subject::RegistryNumber => (&[("value", 8)], 8, 8),
        Subject::Appropriation => {
            (&[("appropriation", 6), ("item", 6), ("expenditure_area", 4), ("name", 4)], 8, 8)
        }
        Subject::Contact => (&[("email", 8), ("name", 8), ("phone", 4)], 6, 8),
        Subject::Signatory => (&[("name", 8), ("title", 4)], 6, 8),
        Subject::Link => (&[("href", 8), ("text", 6)], 6, 8),
        Subject::Check => (&[("subject", 12), ("kind", 6), ("message", 6)], 0, 14),
        Subject::Diagnostic => (&[("code", 8), ("message", 8)], 6, 12),
    };
    Weights { fields, place, need }
}

/// How like two facts of one subject are; none where they are not like enough to be one.
pub(super) fn likeness(old: &Fact, new: &Fact, lens: Lens) -> Option<u32> {
    let is_money = old.subject == Subject::Amount;
    let weights = if lens.later && is_money { LATER } else { weights(old.subject) };
    if lens.later && is_money && !may_follow(old, new) {
        return None;
    }
    let fields = weights.fields.iter().map(|(name, weight)| {
        let (old, new) = (old.field(name), new.field(name));
        // That both say nothing tells a little.
        if nothing(old) && nothing(new) { weight / 3 } else { common(old, new, *weight) }
    });
    let mut score: u32 = fields.sum();
    // An agreement has few totals, however they grow from document to document.
    let total = |fact: &Fact| is_money && fact.text("role") == "total";
    if !lens.same_document && total(old) && total(new) {
        score += TOTAL;
    }
    // Of two that are for the same, the one that did not become something else.
    if lens.later && is_money && of_one_size(old, new) {
        score += 2;
    }
    if lens.same_document && new.mentions.iter().any(|place| old.mentions.contains(place)) {
        score += weights.place;
    }
    (score >= weights.need).then_some(score)
}

/// True where none of two amounts is more than twice the other.
fn of_one_size(old: &Fact, new: &Fact) -> bool {
    let (Some(was), Some(is)) = (number(old.field("value")), number(new.field("value"))) else {
        return false;
    };
    was <= is.saturating_add(is) && is <= was.saturating_add(was)
}

/// True where one amount may be what another one was in an earlier year: of one role, and not for
/// different purposes.
fn may_follow(old: &Fact, new: &Fact) -> bool {
    let (was, is) = (words(old.text("purpose")), words(new.text("purpose")));
    let apart = !was.is_empty() && !is.is_empty() && was.is_disjoint(&is);
    old.text("role") == new.text("role")
        && (!apart || old.text("role") == "total" || old.field("value") == new.field("value"))
}

/// What tells a fact from most others of its subject; only those that share it are compared where
/// there are very many.
pub(super) fn mark(fact: &Fact) -> &Value {
    fact.field(match fact.subject {
        Subject::Amount | Subject::RegistryNumber | Subject::Cell => "value",
        Subject::Deadline | Subject::Date => "date",
        Subject::Source => "source",
        Subject::Row => "label",
        Subject::Check => "expected",
        Subject::Diagnostic => "code",
        Subject::Contact | Subject::Party | Subject::Signatory | Subject::Appropriation => "name",
        Subject::Link => "href",
        Subject::Document | Subject::Dataset | Subject::Agreement | Subject::Table => "title",
    })
}

/// True for two parties of one kind and code, whatever they are called.
pub(super) fn same_party(old: &Value, new: &Value) -> bool {
    old["kind"].is_string() && old["kind"] == new["kind"] && old["code"] == new["code"]
}

/// The part of a weight that two values of a field have in common.
fn common(old: &Value, new: &Value, weight: u32) -> u32 {
    match (old, new) {
        _ if old == new => weight,
        (Value::String(old), Value::String(new)) => {
            let (old, new) = (words(old), words(new));
            share(&old, &new, weight)
        }
        (Value::Array(old), Value::Array(new)) => {
            let texts = |list: &[Value]| list.iter().map(Value::to_string).collect();
            share(&texts(old), &texts(new), weight)
        }
        _ if same_party(old, new) => weight,
        _ => 0,
    }
}

fn share(old: &BTreeSet<String>, new: &BTreeSet<String>, weight: u32) -> u32 {
    let both = u32::try_from(old.intersection(new).count()).unwrap_or(u32::MAX);
    let all = u32::try_from(old.union(new).count()).unwrap_or(u32::MAX);
    weight.saturating_mul(both).checked_div(all).unwrap_or_default()
}
