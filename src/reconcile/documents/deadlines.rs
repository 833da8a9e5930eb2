//! Deadlines as rows of the dataset, each once.

use std::collections::BTreeMap;

use super::reduced::Head;
use crate::contract::{Claim, DatasetDeadline, Deadline};

/// The rows of the deadlines of one owner: an agreement, or a document where there is none.
pub(super) fn rows<'e>(
    documents: &[Head],
    agreement: Option<&str>,
    deadlines: impl Iterator<Item = (usize, &'e Deadline)>,
) -> Vec<DatasetDeadline> {
    let mut rows: BTreeMap<String, DatasetDeadline> = BTreeMap::new();
    for (at, deadline) in deadlines {
        let document = &documents[at].document.id;
        let owner = agreement.unwrap_or(document);
        let by = deadline.by.map_or("", |by| by.name());
        let id = [owner, deadline.kind.name(), &deadline.date, by].join("-").replace('_', "-");
        let id = id.trim_end_matches('-').to_owned();
        let row = rows.entry(id.clone()).or_insert_with(|| DatasetDeadline {
            id,
            agreement: agreement.map(str::to_owned),
            kind: deadline.kind,
            date: deadline.date.clone(),
            year_inferred: deadline.year_inferred,
            by: deadline.by,
            to: deadline.to.clone(),
            claims: Vec::new(),
        });
        row.year_inferred &= deadline.year_inferred;
        row.to = row.to.take().or_else(|| deadline.to.clone());
        row.claims.push(Claim {
            document: document.clone(),
            id: None,
            value: deadline.date.clone(),
            mentions: deadline.mentions.clone(),
        });
    }
    rows.into_values().collect()
}
