//! The checks within documents as rows of the dataset; one that copies of a document share is one.

use std::collections::BTreeMap;

use super::reduced::{Checks, Head};
use super::tables::table_id;
use crate::contract::{Check, CheckKind, Claim, DatasetCheck, Number};
use crate::reconcile::figure::hash;

/// The checks of all documents by their ids in the dataset.
#[derive(Debug, Default)]
pub(super) struct Within {
    /// The documents that share a check, each with its own id of it.
    sharing: BTreeMap<String, Vec<(usize, String)>>,
}

/// The ids of facts by document and amount, where an amount's own is another.
pub(super) type FactIds = BTreeMap<(usize, String), String>;

impl Within {
    /// Takes in the checks of a document.
    pub(super) fn add(&mut self, at: usize, head: &Head, checks: &Checks, facts: &FactIds) {
        for check in checks {
            let id = row_id(at, head, check, facts);
            // Nearly all are of one document, and there are more of them than of anything else.
            let sharing = self.sharing.entry(id).or_insert_with(|| Vec::with_capacity(1));
            sharing.push((at, check.id.clone()));
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
        let rows = checks.into_iter().filter_map(|check| {
            let subject = subject(at, head, &check, facts);
            let id = id(&check, &subject);
            let sharing = self.sharing.get(&id)?;
            let first = sharing.first()?;
            let claim = |(other, own): &(usize, String)| Claim {
                document: documents[*other].document.id.clone(),
                id: Some(own.clone()),
                value: check.actual,
                mentions: Vec::new(),
            };
            (first.0 == at && first.1 == check.id).then(|| DatasetCheck {
                id,
                kind: check.kind,
                status: check.status,
                subject,
                expected: check.expected,
                actual: check.actual,
                difference: check.difference,
                tolerance: check.tolerance,
                message: format!("{}: {}", head.document.source, check.message),
                claims: sharing.iter().map(claim).collect(),
            })
        });
        rows.collect()
    }
}

/// The id of a document's check in the dataset; `facts` has the ids of what it compares.
pub(super) fn row_id(at: usize, head: &Head, check: &Check, facts: &FactIds) -> String {
    id(check, &subject(at, head, check, facts))
}

/// What a check compares, by the ids of the dataset.
fn subject(at: usize, head: &Head, check: &Check, facts: &FactIds) -> Vec<String> {
    let known = |id: &String| match facts.get(&(at, id.clone())) {
        Some(fact) => fact.clone(),
        None if head.tables.iter().any(|table| table.id == *id) => table_id(head, id),
        None => id.clone(),
    };
    check.subject.iter().map(known).collect()
}

fn id(check: &Check, subject: &[String]) -> String {
    let figures = [check.expected, check.actual, check.tolerance].map(|it: Number| it.to_string());
    // The checks of one table may compare columns that are alike.
    let table = (check.kind != CheckKind::PartsVsTotal && check.kind != CheckKind::RepeatedAmount)
        .then_some(check.id.as_str());
    let keys = subject.iter().map(String::as_str).chain(figures.iter().map(String::as_str));
    format!("{}-{}", check.kind.name().replace('_', "-"), hash(keys.chain(table)))
}
