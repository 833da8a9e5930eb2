//! Which fact of the old reading is which fact of the new one.
//!
//! First what is the same in everything, then what has the same id, then the likest of the rest;
//! all of it inside what the facts belong to, and money at last across agreements.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::Lens;
use super::fact::{Fact, Subject};
use super::likeness::{likeness, mark};

/// How many pairs are compared before only those of the same mark are.
const MANY: usize = 1_000_000;

/// Fields that name other facts by their ids.
pub(super) const REFERENCES: &[&str] = &["parent", "proved_by", "subject", "supplements"];

/// The pairs, from either side.
#[derive(Debug)]
pub(super) struct Pairs {
    /// For each old fact its new one.
    pub(super) new: Vec<Option<usize>>,
    /// For each new fact its old one.
    pub(super) old: Vec<Option<usize>>,
    /// For the id of each old fact that has a new one the id of that.
    ids: BTreeMap<String, String>,
}

impl Pairs {
    /// An old fact's field as it would be told with the ids of the new reading.
    pub(super) fn told(&self, name: &str, value: &Value) -> Value {
        match value {
            Value::String(id) if REFERENCES.contains(&name) => {
                Value::String(self.ids.get(id).unwrap_or(id).clone())
            }
            Value::Array(ids) if REFERENCES.contains(&name) => {
                ids.iter().map(|id| self.told(name, id)).collect()
            }
            _ => value.clone(),
        }
    }

    fn join(&mut self, old: (usize, &Fact), new: (usize, &Fact)) {
        self.new[old.0] = Some(new.0);
        self.old[new.0] = Some(old.0);
        let named = |fact: &Fact| !matches!(fact.subject, Subject::Row | Subject::Cell);
        if named(old.1) && !old.1.id.is_empty() {
            self.ids.insert(old.1.id.clone(), new.1.id.clone());
        }
    }
}

/// Pairs the facts of two readings; each has at most one partner. Some are `known` to be one.
pub(super) fn pair(old: &[Fact], new: &[Fact], known: &[(usize, usize)], lens: Lens) -> Pairs {
    let mut pairs =
        Pairs { new: vec![None; old.len()], old: vec![None; new.len()], ids: BTreeMap::new() };
    // The first of each is the whole: the document, the dataset or the agreement.
    if let (Some(first), Some(second)) = (old.first(), new.first()) {
        pairs.join((0, first), (0, second));
    }
    for &(a, b) in known {
        pairs.join((a, &old[a]), (b, &new[b]));
    }
    let subjects: BTreeSet<Subject> = old.iter().map(|fact| fact.subject).collect();
    for subject in subjects {
        // The owner in the new reading, so that both sides name the same one.
        let mut groups: BTreeMap<usize, (Vec<usize>, Vec<usize>)> = BTreeMap::new();
        for (at, fact) in old.iter().enumerate().filter(|(_, fact)| fact.subject == subject) {
            if let Some(owner) = fact.owner.and_then(|owner| pairs.new[owner]) {
                groups.entry(owner).or_default().0.push(at);
            }
        }
        for (at, fact) in new.iter().enumerate().filter(|(_, fact)| fact.subject == subject) {
            if let Some(owner) = fact.owner {
                groups.entry(owner).or_default().1.push(at);
            }
        }
        for (olds, news) in groups.into_values() {
            let exact = |fact: &Fact, told: &Pairs| {
                let fields = fact.fields.iter().map(|(name, value)| (name, told.told(name, value)));
                format!("{:?} {:?}", fields.collect::<Vec<_>>(), fact.mentions)
            };
            let bare = Pairs { new: Vec::new(), old: Vec::new(), ids: BTreeMap::new() };
            let of_old = keys(old, &olds, |fact| exact(fact, &pairs));
            let of_new = keys(new, &news, |fact| exact(fact, &bare));
            equal(&mut pairs, (old, of_old), (new, of_new));
            let of_old = keys(old, &olds, |fact| fact.id.clone());
            let of_new = keys(new, &news, |fact| fact.id.clone());
            equal(&mut pairs, (old, of_old), (new, of_new));
            likest(&mut pairs, (old, &olds), (new, &news), lens, false);
        }
        if lens.across && matches!(subject, Subject::Amount | Subject::Deadline) {
            let all = |facts: &[Fact]| -> Vec<usize> {
                (0..facts.len()).filter(|&at| facts[at].subject == subject).collect()
            };
            likest(&mut pairs, (old, &all(old)), (new, &all(new)), lens, true);
        }
    }
    pairs
}

/// Facts by their keys, those of one key in their order.
type Keys = BTreeMap<String, Vec<usize>>;

fn keys(facts: &[Fact], own: &[usize], key: impl Fn(&Fact) -> String) -> Keys {
    let mut keys = Keys::new();
    for &at in own {
        let key = key(&facts[at]);
        if !key.is_empty() {
            keys.entry(key).or_default().push(at);
        }
    }
    keys
}

/// Joins the facts of equal keys, one by one.
fn equal(pairs: &mut Pairs, (old, of_old): (&[Fact], Keys), (new, of_new): (&[Fact], Keys)) {
    for (key, olds) in of_old {
        let Some(news) = of_new.get(&key) else { continue };
        let free_old: Vec<usize> = olds.into_iter().filter(|&at| pairs.new[at].is_none()).collect();
        let free_new: Vec<usize> =
            news.iter().copied().filter(|&at| pairs.old[at].is_none()).collect();
        for (a, b) in free_old.into_iter().zip(free_new) {
            pairs.join((a, &old[a]), (b, &new[b]));
        }
    }
}

/// Joins the likest of those that have no partner yet, the nearest in order first where they are
/// equally like; with `marked`, only those of the same mark.
fn likest(
    pairs: &mut Pairs,
    (old, olds): (&[Fact], &[usize]),
    (new, news): (&[Fact], &[usize]),
    lens: Lens,
    marked: bool,
) {
    let olds: Vec<usize> = olds.iter().copied().filter(|&at| pairs.new[at].is_none()).collect();
    let news: Vec<usize> = news.iter().copied().filter(|&at| pairs.old[at].is_none()).collect();
    let marked = marked || olds.len().saturating_mul(news.len()) > MANY;
    let mut of_mark: BTreeMap<String, Vec<(usize, usize)>> = BTreeMap::new();
    let key = |fact: &Fact| if marked { mark(fact).to_string() } else { String::new() };
    for (rank, &at) in news.iter().enumerate() {
        of_mark.entry(key(&new[at])).or_default().push((rank, at));
    }
    let mut found = Vec::new();
    for (rank, &a) in olds.iter().enumerate() {
        let mut told = old[a].clone();
        for name in REFERENCES {
            if let Some(value) = told.fields.get_mut(*name) {
                *value = pairs.told(name, value);
            }
        }
        for &(other, b) in of_mark.get(&key(&old[a])).into_iter().flatten() {
            if let Some(score) = likeness(&told, &new[b], lens) {
                found.push((Reverse(score), rank.abs_diff(other), a, b));
            }
        }
    }
    found.sort_unstable();
    for (_, _, a, b) in found {
        if pairs.new[a].is_none() && pairs.old[b].is_none() {
            pairs.join((a, &old[a]), (b, &new[b]));
        }
    }
}
