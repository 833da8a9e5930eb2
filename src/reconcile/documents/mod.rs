//! All extractions to one dataset: the same agreement once with all its sources, the same fact
//! once with all its claims, and where documents agree and contradict each other.
//!
//! A pure function of the set of extractions: their order plays no part. Where several documents
//! state something, the one nearest to the agreement's own text gives the row its id and value:
//! by kind of document, then day of publication, then id.

mod agreements;
mod between;
mod facts;
mod rows;
mod words;

use std::collections::{BTreeMap, BTreeSet};

use crate::contract::{Amount, DATASET_SCHEMA, Dataset, DocumentKind, Extraction, RuleSet, Status};
use crate::reconcile::figure::hash;

/// An amount or agreement by its document and its index there.
type At = (usize, usize);

/// Reduces extractions to one dataset; `rules` says by what they were read.
///
/// The field `build` is left empty: it is over the printed rows.
pub fn dataset(extractions: Vec<Extraction>, rules: RuleSet) -> Dataset {
    let documents = distinct(extractions);
    let groups = agreements::group(&documents);
    let of_agreement: BTreeMap<At, usize> = groups
        .iter()
        .enumerate()
        .flat_map(|(index, group)| group.members.iter().map(move |at| (*at, index)))
        .collect();
    let facts = facts::gather(&documents, &groups, &of_agreement);
    let tables = rows::tables(&documents, &groups, &of_agreement);
    let cells = rows::cells(&documents, &tables);
    let mut checks = rows::checks(&documents, &facts);
    let sources = rows::sources(&documents, &of_agreement);
    let replaced: BTreeSet<&str> = sources
        .iter()
        .filter(|row| row.superseded_by.is_some())
        .map(|row| row.id.as_str())
        .collect();
    checks.extend(between::facts(&documents, &facts, &replaced));
    checks.extend(between::shares(&documents, &facts, &tables));
    let mut seen = BTreeSet::new();
    checks.sort_by(|a, b| a.id.cmp(&b.id));
    checks.retain(|check| seen.insert(check.id.clone()));
    Dataset {
        schema: DATASET_SCHEMA.to_owned(),
        build: String::new(),
        rules,
        agreements: sorted(agreements::rows(&documents, &groups), |row| &row.id),
        amounts: sorted(facts.iter().map(|fact| fact.row.clone()).collect(), |row| &row.id),
        deadlines: sorted(rows::deadlines(&documents, &groups, &of_agreement), |row| &row.id),
        tables: sorted(tables.into_iter().map(|table| table.row).collect(), |row| &row.id),
        cells,
        checks,
        sources,
    }
}

fn sorted<T>(mut rows: Vec<T>, id: fn(&T) -> &String) -> Vec<T> {
    rows.sort_by(|a, b| id(a).cmp(id(b)));
    rows
}

/// Each document once, those nearest to the agreements' own texts first.
fn distinct(mut extractions: Vec<Extraction>) -> Vec<Extraction> {
    extractions.sort_by(|a, b| order(a).cmp(&order(b)));
    let mut seen = BTreeSet::new();
    extractions.retain_mut(|extraction| {
        let document = &mut extraction.document;
        // What could not be opened has no bytes to tell it from others by.
        if document.status == Status::Failed && document.bytes == 0 {
            document.id = format!("{}-{}", document.id, hash([document.source.as_str()]));
        }
        seen.insert(document.id.clone())
    });
    extractions
}

fn order(extraction: &Extraction) -> (u8, bool, Option<&str>, &str, &str) {
    let document = &extraction.document;
    let rank = match document.kind {
        DocumentKind::Agreement => 0,
        DocumentKind::Decision => 1,
        DocumentKind::Allocation => 2,
        DocumentKind::Letter => 3,
        DocumentKind::Topic => 4,
        DocumentKind::Overview => 5,
        DocumentKind::Other => 6,
        DocumentKind::Summary => 7,
    };
    let published = document.published.as_deref();
    (rank, published.is_none(), published, &document.id, &document.source)
}

/// True where two lists of years have one in common.
fn meet(a: &[i32], b: &[i32]) -> bool {
    a.iter().any(|year| b.contains(year))
}

/// The amounts of an agreement, or those of none.
fn amounts(extraction: &Extraction, agreement: Option<usize>) -> &[Amount] {
    match agreement {
        Some(index) => extraction.agreements.get(index).map_or(&[], |it| &it.amounts),
        None => &extraction.amounts,
    }
}

/// What could be the years of an agreement.
fn period(extraction: &Extraction, index: usize) -> Option<(i32, i32)> {
    let period = extraction.agreements.get(index)?.period?;
    Some((period.first_year, period.last_year))
}
