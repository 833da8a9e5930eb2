//! All extractions to one dataset: the same agreement once with all its sources, the same fact
//! once with all its claims, and where documents agree and contradict each other.
//!
//! A pure function of the set of extractions: their order plays no part. Where several documents
//! state something, the one nearest to the agreement's own text gives the row its value: by kind of
//! document, then day of publication, then id. The one that was taken in first gives the row its
//! id, so that a later one changes none; what is not listed comes last. Documents are grouped by their heads;
//! the rest of them is asked for agreement by agreement, so that never all of it is in memory.

mod agreements;
mod between;
mod candidates;
mod changed;
mod checks;
mod contradicted;
mod deadlines;
mod facts;
mod numbering;
mod periods;
mod reduced;
mod rows;
mod sources;
mod tables;
mod words;

use std::collections::{BTreeMap, BTreeSet};
use std::io;

use crate::contract::{DATASET_SCHEMA, Dataset, DocumentKind, Extraction, RuleSet, Status};
use crate::discover::sha256;
use crate::reconcile::figure::hash;
pub(crate) use words::{akin, words};

use agreements::Group;
pub use reduced::{Head, Reduced};
pub use rows::Row;

/// An amount or agreement by its document and its index there.
type At = (usize, usize);

/// Documents whose agreements are told apart, ready to be asked for their rows.
#[derive(Debug)]
pub struct Reduction {
    /// Each document once, those nearest to the agreements' own texts first.
    documents: Vec<Head>,
    /// Where each document stands in the list that was given.
    given: Vec<usize>,
    groups: Vec<Group>,
    of_agreement: BTreeMap<At, usize>,
    rules: RuleSet,
    build: String,
}

impl Reduction {
    /// Orders and groups documents; `rules` says by what they were read.
    pub fn new(heads: Vec<Head>, rules: RuleSet) -> Reduction {
        let (given, mut documents): (Vec<usize>, Vec<Head>) = distinct(heads).into_iter().unzip();
        age(&mut documents);
        let groups = agreements::group(&documents);
        let of_agreement = groups
            .iter()
            .enumerate()
            .flat_map(|(index, group)| group.members.iter().map(move |at| (*at, index)))
            .collect();
        let build = fingerprint(&documents, &rules);
        Reduction { documents, given, groups, of_agreement, rules, build }
    }

    /// SHA-256 over the rules and what each document says.
    pub fn build(&self) -> &str {
        &self.build
    }

    /// The rules by which the documents were read.
    pub fn rules(&self) -> &RuleSet {
        &self.rules
    }

    /// The documents, each once.
    pub fn documents(&self) -> &[Head] {
        &self.documents
    }
}

/// Reduces extractions to one dataset, in memory; `rules` says by what they were read.
pub fn dataset(extractions: Vec<Extraction>, rules: RuleSet) -> Dataset {
    let (heads, parts): (Vec<Head>, Vec<Vec<String>>) = extractions
        .into_iter()
        .map(Reduced::of)
        .map(|reduced| (reduced.head, reduced.parts))
        .unzip();
    let reduction = Reduction::new(heads, rules);
    let mut dataset = Dataset {
        schema: DATASET_SCHEMA.to_owned(),
        build: reduction.build.clone(),
        rules: reduction.rules.clone(),
        agreements: Vec::new(),
        amounts: Vec::new(),
        deadlines: Vec::new(),
        tables: Vec::new(),
        cells: Vec::new(),
        checks: Vec::new(),
        sources: Vec::new(),
    };
    let load = |document: usize, part: usize| {
        let line = parts.get(document).and_then(|parts| parts.get(part));
        line.cloned().ok_or_else(|| io::ErrorKind::NotFound.into())
    };
    let add = |row: Row<'_>| {
        row.add_to(&mut dataset);
        Ok(())
    };
    #[expect(clippy::expect_used, reason = "all parts are in memory, as they were written")]
    reduction.rows(load, add).expect("a dataset");
    dataset
}

/// SHA-256 over the rules, and of each document its name, its capture and all that it says.
fn fingerprint(documents: &[Head], rules: &RuleSet) -> String {
    let mut all = format!("{DATASET_SCHEMA}\n{}\n{}\n", rules.version, rules.fingerprint);
    for head in documents {
        let Head { document, captured, listed, origin, supersedes, digest, .. } = head;
        let told = (&document.source, captured, listed, origin, supersedes, digest);
        all.push_str(&format!("{told:?}\n"));
    }
    sha256(all.as_bytes())
}

/// Each document once, with its place in the list, those nearest to the agreements' own texts
/// first.
fn distinct(heads: Vec<Head>) -> Vec<(usize, Head)> {
    let mut documents: Vec<(usize, Head)> = heads.into_iter().enumerate().collect();
    documents.sort_by(|(_, a), (_, b)| order(a).cmp(&order(b)));
    let mut seen = BTreeSet::new();
    documents.retain_mut(|(_, head)| {
        let document = &mut head.document;
        // What could not be opened has no bytes to tell it from others by.
        if document.status == Status::Failed && document.bytes == 0 {
            document.id = format!("{}-{}", document.id, hash([document.source.as_str()]));
        }
        seen.insert(document.id.clone())
    });
    documents
}

fn order(head: &Head) -> (u8, bool, Option<&str>, &str, &str) {
    let document = &head.document;
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

/// Says of each document how many were taken in before it: what is not listed comes last, in the
/// order in which the documents stand.
fn age(documents: &mut [Head]) {
    let mut order: Vec<usize> = (0..documents.len()).collect();
    order.sort_by_key(|&at| (documents[at].listed.is_none(), documents[at].listed, at));
    for (age, at) in order.into_iter().enumerate() {
        documents[at].age = age;
    }
}

/// True where two lists of years have one in common.
fn meet(a: &[i32], b: &[i32]) -> bool {
    a.iter().any(|year| b.contains(year))
}
