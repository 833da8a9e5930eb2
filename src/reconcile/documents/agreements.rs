//! Which agreements of several documents are one.
//!
//! The same title and first year are one agreement. Other names are one only where the years
//! meet and a total or a registry number is the same too. Two agreements of one document are never
//! one.

use std::collections::BTreeSet;

use super::words::{Overlap, words};
use super::{At, meet, period};
use crate::contract::{Agreement, Amount, Bound, Claim, DatasetAgreement, Extraction, Role};
use crate::reconcile::figure::half;

/// One agreement in all documents that speak of it, the nearest to its own text first.
#[derive(Debug)]
pub(super) struct Group {
    pub(super) id: String,
    /// Documents and the indices of their agreements.
    pub(super) members: Vec<At>,
}

/// An agreement as far as it is compared.
struct Candidate<'e> {
    at: At,
    document: &'e str,
    agreement: &'e Agreement,
    title: BTreeSet<String>,
    /// The words of the title and of all other names.
    names: BTreeSet<String>,
    period: Option<(i32, i32)>,
    registry: BTreeSet<&'e str>,
}

/// Groups the agreements of documents that stand in their order.
pub(super) fn group(documents: &[Extraction]) -> Vec<Group> {
    let mut candidates = Vec::new();
    for (document, extraction) in documents.iter().enumerate() {
        for (index, agreement) in extraction.agreements.iter().enumerate() {
            let title = words(&agreement.title);
            let aliases = agreement.aliases.iter().flat_map(|alias| words(alias));
            candidates.push(Candidate {
                at: (document, index),
                document: &extraction.document.id,
                agreement,
                names: title.iter().cloned().chain(aliases).collect(),
                title,
                period: period(extraction, index),
                registry: agreement.registry_numbers.iter().map(|it| it.value.as_str()).collect(),
            });
        }
    }
    let mut groups: Vec<Vec<usize>> = (0..candidates.len()).map(|index| vec![index]).collect();
    for same in [same_title, same_name, undated] {
        let mut at = 0;
        while at < groups.len() {
            let mut other = at + 1;
            while other < groups.len() {
                let joins = apart(&candidates, &groups[at], &groups[other])
                    && same(&candidates, &groups, at, other);
                if joins {
                    let members = groups.remove(other);
                    groups[at].extend(members);
                } else {
                    other += 1;
                }
            }
            at += 1;
        }
    }
    named(&candidates, groups)
}

/// True where no document speaks of both as of two agreements.
fn apart(candidates: &[Candidate<'_>], a: &[usize], b: &[usize]) -> bool {
    let documents: BTreeSet<usize> = a.iter().map(|index| candidates[*index].at.0).collect();
    !b.iter().any(|index| documents.contains(&candidates[*index].at.0))
}

type Groups = [Vec<usize>];

fn pairs<'c>(
    candidates: &'c [Candidate<'c>],
    a: &'c [usize],
    b: &'c [usize],
) -> impl Iterator<Item = (&'c Candidate<'c>, &'c Candidate<'c>)> {
    a.iter().flat_map(move |a| b.iter().map(move |b| (&candidates[*a], &candidates[*b])))
}

/// The same title from the same year on.
fn same_title(candidates: &[Candidate<'_>], groups: &Groups, a: usize, b: usize) -> bool {
    pairs(candidates, &groups[a], &groups[b]).any(|(a, b)| {
        titled_alike(a, b) && a.period.map(|years| years.0) == b.period.map(|years| years.0)
    })
}

/// A related name, years that meet, and the same total or registry number.
fn same_name(candidates: &[Candidate<'_>], groups: &Groups, a: usize, b: usize) -> bool {
    pairs(candidates, &groups[a], &groups[b]).any(|(a, b)| {
        let (Some(own), Some(other)) = (a.period, b.period) else { return false };
        let years = own.0 <= other.1 && other.0 <= own.1;
        let named =
            Overlap::of(&a.title, &b.names).related() || Overlap::of(&a.names, &b.title).related();
        let supported = same_total(&a.agreement.amounts, &b.agreement.amounts)
            || !a.registry.is_disjoint(&b.registry);
        a.agreement.supplement == b.agreement.supplement && years && named && supported
    })
}

/// The same title where one document does not say the years, and only one agreement can be meant.
fn undated(candidates: &[Candidate<'_>], groups: &Groups, a: usize, b: usize) -> bool {
    let dated =
        |index: usize| groups[index].iter().any(|member| candidates[*member].period.is_some());
    if dated(a) == dated(b) {
        return false;
    }
    let (without, with) = if dated(a) { (b, a) } else { (a, b) };
    let alike = |group: usize| {
        pairs(candidates, &groups[without], &groups[group]).any(|(a, b)| titled_alike(a, b))
    };
    alike(with) && !(0..groups.len()).any(|other| other != with && dated(other) && alike(other))
}

fn titled_alike(a: &Candidate<'_>, b: &Candidate<'_>) -> bool {
    a.agreement.supplement == b.agreement.supplement && Overlap::of(&a.title, &b.title).same()
}

/// True where both state the same total for a year.
fn same_total(a: &[Amount], b: &[Amount]) -> bool {
    let total = |amount: &&Amount| amount.role == Role::Total && amount.bound == Bound::Exact;
    a.iter().filter(total).any(|a| {
        b.iter().filter(total).any(|b| {
            let off = (a.value.0 - b.value.0).abs();
            a.currency == b.currency
                && meet(&a.years, &b.years)
                && off <= half(a.resolution.0) + half(b.resolution.0)
        })
    })
}

/// The groups with their ids. Where two have one, the later says by a registry number, else by
/// its document, which it is.
fn named(candidates: &[Candidate<'_>], groups: Vec<Vec<usize>>) -> Vec<Group> {
    let mut taken = BTreeSet::new();
    let mut named = Vec::new();
    for mut group in groups {
        group.sort_unstable();
        let Some(first) = group.first().map(|index| &candidates[*index]) else { continue };
        let mut id = first.agreement.id.clone();
        if taken.contains(&id)
            && let Some(number) = first.registry.first()
        {
            let number = number.to_lowercase();
            let letters = |c: char| if c.is_alphanumeric() { c } else { '-' };
            id = format!("{id}-{}", number.chars().map(letters).collect::<String>());
        }
        if taken.contains(&id) {
            id = format!("{id}-{}", first.document);
        }
        taken.insert(id.clone());
        let members = group.iter().map(|index| candidates[*index].at).collect();
        named.push(Group { id, members });
    }
    named
}

/// The rows of the groups.
pub(super) fn rows(documents: &[Extraction], groups: &[Group]) -> Vec<DatasetAgreement> {
    let mut rows: Vec<DatasetAgreement> =
        groups.iter().filter_map(|group| row(documents, group)).collect();
    let mains: Vec<(String, BTreeSet<String>, Option<i32>)> = rows
        .iter()
        .filter(|row| !row.supplement)
        .map(|row| (row.id.clone(), words(&row.title), row.first_year))
        .collect();
    for row in rows.iter_mut().filter(|row| row.supplement) {
        let own = words(&row.title);
        let mut fitting = mains.iter().filter(|(_, title, first)| {
            Overlap::of(&own, title).contained()
                && (first.is_none() || row.first_year.is_none() || *first == row.first_year)
        });
        if let (Some((id, ..)), None) = (fitting.next(), fitting.next()) {
            row.supplements = Some(id.clone());
        }
    }
    rows
}

fn row(documents: &[Extraction], group: &Group) -> Option<DatasetAgreement> {
    let members: Vec<(&Extraction, &Agreement)> = group
        .members
        .iter()
        .filter_map(|(document, index)| {
            let extraction = documents.get(*document)?;
            Some((extraction, extraction.agreements.get(*index)?))
        })
        .collect();
    let (_, first) = members.first()?;
    let names = members.iter().flat_map(|(_, it)| std::iter::once(&it.title).chain(&it.aliases));
    let aliases: BTreeSet<&String> = names.filter(|name| **name != first.title).collect();
    let numbers: BTreeSet<&String> =
        members.iter().flat_map(|(_, it)| &it.registry_numbers).map(|it| &it.value).collect();
    let period = members.iter().find_map(|(_, it)| it.period);
    let claim = |(extraction, agreement): &(&Extraction, &Agreement)| Claim {
        document: extraction.document.id.clone(),
        id: Some(agreement.id.clone()),
        value: agreement.title.clone(),
        mentions: agreement.mentions.clone(),
    };
    Some(DatasetAgreement {
        id: group.id.clone(),
        title: first.title.clone(),
        aliases: aliases.into_iter().cloned().collect(),
        supplement: first.supplement,
        supplements: None,
        first_year: period.map(|period| period.first_year),
        last_year: period.map(|period| period.last_year),
        registry_numbers: numbers.into_iter().cloned().collect(),
        claims: members.iter().map(claim).collect(),
    })
}
