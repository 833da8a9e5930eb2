//! The checks within documents as rows of the dataset; one that copies of a document share is one.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::fmt;
use std::iter;

use super::reduced::{Checks, Head};
use super::tables::table_id;
use crate::contract::{Check, CheckKind, Claim, DatasetCheck, Number};
use crate::reconcile::figure::short_hash;

/// The id of a check in the dataset. There are more of them than of anything else, so that it is not
/// kept as it is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct RowId {
    kind: CheckKind,
    hash: [u8; 4],
}

impl fmt::Display for RowId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = self.kind.name().replace('_', "-");
        write!(f, "{kind}-{:08x}", u32::from_be_bytes(self.hash))
    }
}

/// The checks of all documents by their ids in the dataset.
#[derive(Debug, Default)]
pub(super) struct Within {
    /// The first document that has a check, and the place of the check in its list.
    first: BTreeMap<RowId, (usize, usize)>,
    /// The others that share it, each with its own id of it.
    others: BTreeMap<RowId, Vec<(usize, String)>>,
}

/// The ids of facts by document and amount, where an amount's own is another.
#[derive(Debug, Default)]
pub(super) struct FactIds {
    of_document: BTreeMap<usize, BTreeMap<Box<str>, Box<str>>>,
}

impl FactIds {
    /// Says of an amount of a document which fact it states.
    pub(super) fn insert(&mut self, document: usize, amount: &str, fact: String) {
        self.of_document.entry(document).or_default().insert(amount.into(), fact.into());
    }

    fn get(&self, document: usize, amount: &str) -> Option<&str> {
        self.of_document.get(&document)?.get(amount).map(|fact| &**fact)
    }
}

impl Within {
    /// Takes in the checks of a document.
    pub(super) fn add(&mut self, at: usize, head: &Head, checks: &Checks, facts: &FactIds) {
        for (nth, check) in checks.iter().enumerate() {
            match self.first.entry(row_id(at, head, check, facts)) {
                Entry::Vacant(entry) => {
                    entry.insert((at, nth));
                }
                Entry::Occupied(entry) => {
                    self.others.entry(*entry.key()).or_default().push((at, check.id.clone()));
                }
            }
        }
    }

    /// The rows of those of a document's checks that no document before it has.
    pub(super) fn rows(
        &self,
        at: usize,
        documents: &[Head],
        checks: Checks,
        facts: &FactIds,
    ) -> Vec<DatasetCheck> {
        let head = &documents[at];
        let rows = checks.into_iter().enumerate().filter_map(|(nth, check)| {
            let subject = subject(at, head, &check, facts);
            let id = id(&check, &subject);
            let claim = |(other, own): (usize, &String)| Claim {
                document: documents[other].document.id.clone(),
                id: Some(own.clone()),
                value: check.actual,
                mentions: Vec::new(),
            };
            let others = self.others.get(&id).into_iter().flatten();
            let sharing = iter::once((at, &check.id)).chain(others.map(|(at, own)| (*at, own)));
            (self.first.get(&id) == Some(&(at, nth))).then(|| DatasetCheck {
                id: id.to_string(),
                kind: check.kind,
                status: check.status,
                subject,
                expected: check.expected,
                actual: check.actual,
                difference: check.difference,
                tolerance: check.tolerance,
                message: format!("{}: {}", head.document.source, check.message),
                claims: sharing.map(claim).collect(),
            })
        });
        rows.collect()
    }
}

/// The id of a document's check in the dataset; `facts` has the ids of what it compares.
pub(super) fn row_id(at: usize, head: &Head, check: &Check, facts: &FactIds) -> RowId {
    id(check, &subject(at, head, check, facts))
}

/// What a check compares, by the ids of the dataset.
fn subject(at: usize, head: &Head, check: &Check, facts: &FactIds) -> Vec<String> {
    let known = |id: &String| match facts.get(at, id) {
        Some(fact) => fact.to_owned(),
        None if head.tables.iter().any(|table| table.id == *id) => table_id(head, id),
        None => id.clone(),
    };
    check.subject.iter().map(known).collect()
}

fn id(check: &Check, subject: &[String]) -> RowId {
    let figures = [check.expected, check.actual, check.tolerance].map(|it: Number| it.to_string());
    // The checks of one table may compare columns that are alike.
    let table = (check.kind != CheckKind::PartsVsTotal && check.kind != CheckKind::RepeatedAmount)
        .then_some(check.id.as_str());
    let keys = subject.iter().map(String::as_str).chain(figures.iter().map(String::as_str));
    RowId { kind: check.kind, hash: short_hash(keys.chain(table)) }
}
