//! The documents as rows of the dataset, and which captures of a page replace which.

use std::collections::{BTreeMap, BTreeSet};

use super::At;
use super::reduced::Head;
use super::words::words;
use crate::contract::{DatasetSource, DocumentKind};

/// The documents before and after others as captures of one page.
#[derive(Debug, Default)]
pub(super) struct Captures {
    older: BTreeMap<usize, usize>,
    newer: BTreeMap<usize, usize>,
}

impl Captures {
    pub(super) fn of(documents: &[Head], of_agreement: &BTreeMap<At, usize>) -> Captures {
        let mut captures = Captures::default();
        let Captures { older: before, newer: after } = &mut captures;
        for (older, newer) in said(documents).into_iter().chain(published(documents, of_agreement))
        {
            if !before.contains_key(&newer) && !after.contains_key(&older) {
                before.insert(newer, older);
                after.insert(older, newer);
            }
        }
        captures
    }

    /// The documents that a newer capture has replaced.
    pub(super) fn replaced(&self) -> BTreeSet<usize> {
        self.newer.keys().copied().collect()
    }
}

/// A document as a row.
pub(super) fn row(documents: &[Head], captures: &Captures, at: usize) -> DatasetSource {
    let head = &documents[at];
    let document = &head.document;
    let id = |at: &usize| documents[*at].document.id.clone();
    DatasetSource {
        id: document.id.clone(),
        source: document.source.clone(),
        origin: head.origin.clone(),
        captured: head.captured.clone(),
        supersedes: captures.older.get(&at).map(id),
        superseded_by: captures.newer.get(&at).map(id),
        sha256: document.sha256.clone(),
        kind: document.kind,
        title: document.title.clone(),
        published: document.published.clone(),
        status: document.status,
    }
}

/// The captures that are said to be of one source: an older one and the next.
fn said(documents: &[Head]) -> Vec<(usize, usize)> {
    let named: BTreeMap<&str, usize> = documents
        .iter()
        .enumerate()
        .map(|(at, head)| (head.document.source.as_str(), at))
        .collect();
    let older = |(newer, head): (usize, &Head)| {
        let older = *named.get(head.supersedes.as_deref()?)?;
        (older != newer).then_some((older, newer))
    };
    documents.iter().enumerate().filter_map(older).collect()
}

/// The captures that are one page by their titles and agreements: an older one and the next, by
/// the days on which they were published.
fn published(documents: &[Head], of_agreement: &BTreeMap<At, usize>) -> Vec<(usize, usize)> {
    type Page<'e> = (DocumentKind, Option<&'e str>, BTreeSet<String>);
    let mut pages: BTreeMap<Page<'_>, Vec<usize>> = BTreeMap::new();
    for (at, Head { document, .. }) in documents.iter().enumerate() {
        let page = matches!(document.kind, DocumentKind::Overview | DocumentKind::Topic);
        if let (true, Some(title), Some(_)) = (page, &document.title, &document.published) {
            let key = (document.kind, document.media_type.as_deref(), words(title));
            pages.entry(key).or_default().push(at);
        }
    }
    let agreements = |at: usize| -> BTreeSet<usize> {
        let own = of_agreement.range((at, 0)..=(at, usize::MAX));
        own.map(|(_, group)| *group).collect()
    };
    let mut found = Vec::new();
    for captures in pages.values_mut() {
        let day = |at: usize| &documents[at].document.published;
        captures.sort_by_key(|at| (day(*at), *at));
        for (nth, newer) in captures.iter().enumerate() {
            let own = agreements(*newer);
            let older = captures[..nth]
                .iter()
                .rev()
                .find(|older| day(**older) < day(*newer) && !agreements(**older).is_disjoint(&own));
            found.extend(older.map(|older| (*older, *newer)));
        }
    }
    found
}
