//! Which agreements of several documents are one.
//!
//! The same title and first year are one agreement. Other names are one only where the years
//! meet and a total or a registry number is the same too. Two agreements of one document are never
//! one, and no two whose titles number them apart: "etapp 1" and "etapp 2".

use std::collections::BTreeSet;

use super::candidates::{Candidate, Candidates};
use super::reduced::{AgreementHead, Head};
use super::words::{Overlap, words};
use super::{At, meet};
use crate::contract::{Claim, DatasetAgreement, Mention};
use crate::reconcile::figure::half;

/// One agreement in all documents that speak of it, the nearest to its own text first.
#[derive(Debug)]
pub(super) struct Group {
    pub(super) id: String,
    /// Documents and the indices of their agreements.
    pub(super) members: Vec<At>,
}

/// A group in the making: its candidates, and their documents.
#[derive(Debug, Default)]
struct Growing {
    members: Vec<usize>,
    documents: BTreeSet<usize>,
    /// The numbers in their titles.
    numbers: BTreeSet<u32>,
}

impl Growing {
    /// True where no document speaks of both as of two agreements, and no number in their titles
    /// tells them apart.
    fn joinable(&self, other: &Growing) -> bool {
        let (own, others) = (&self.numbers, &other.numbers);
        self.documents.is_disjoint(&other.documents)
            && (own.is_empty() || others.is_empty() || !own.is_disjoint(others))
    }

    fn add(&mut self, other: Growing) {
        self.members.extend(other.members);
        self.documents.extend(other.documents);
        self.numbers.extend(other.numbers);
    }

    fn dated(&self, candidates: &Candidates<'_>) -> bool {
        self.members.iter().any(|member| candidates[*member].period.is_some())
    }
}

/// Groups that grow; a candidate's group stands at the place of its first member.
struct Groups<'c> {
    candidates: &'c Candidates<'c>,
    growing: Vec<Option<Growing>>,
    /// The place of each candidate's group.
    of: Vec<usize>,
}

/// Groups the agreements of documents that stand in their order.
pub(super) fn group(documents: &[Head]) -> Vec<Group> {
    let candidates = Candidates::new(documents);
    let own = |index: usize| Growing {
        members: vec![index],
        documents: BTreeSet::from([candidates[index].at.0]),
        numbers: candidates[index].numbers.clone(),
    };
    let mut groups = Groups {
        candidates: &candidates,
        growing: (0..candidates.len()).map(own).map(Some).collect(),
        of: (0..candidates.len()).collect(),
    };
    groups.join(|all, own| all.of_title(own), same_title);
    groups.join(|all, own| all.of_figures(own), same_name);
    groups.join_undated();
    named(documents, &candidates, groups.growing)
}

impl Groups<'_> {
    /// Joins each group with the others that a member is near to and the same as, those that were
    /// taken in first before others, so that a later document joins what is there.
    fn join(
        &mut self,
        near: impl Fn(&Candidates<'_>, usize) -> BTreeSet<usize>,
        same: fn(&Candidate<'_>, &Candidate<'_>) -> bool,
    ) {
        let candidates = self.candidates;
        for at in candidates.by_age(0..self.growing.len()) {
            let Some(mut group) = self.growing[at].take() else { continue };
            let mut asked = 0;
            while let Some(member) = group.members.get(asked).copied() {
                asked += 1;
                for other in candidates.by_age(near(candidates, member)) {
                    let place = self.of[other];
                    let joins = |later: &Growing| {
                        group.joinable(later) && same(&candidates[member], &candidates[other])
                    };
                    if let Some(later) = self.growing[place].take_if(|later| joins(later)) {
                        later.members.iter().for_each(|member| self.of[*member] = at);
                        group.add(later);
                    }
                }
            }
            self.growing[at] = Some(group);
        }
    }

    /// Joins a group whose documents do not say the years with the only one of its title that can
    /// be meant.
    fn join_undated(&mut self) {
        let candidates = self.candidates;
        for at in 0..self.growing.len() {
            let Some(group) = &self.growing[at] else { continue };
            if group.dated(candidates) {
                continue;
            }
            let alike = |member: &usize| {
                let member = *member;
                let near = candidates.of_title(member).into_iter();
                near.filter(move |other| titled_alike(&candidates[member], &candidates[*other]))
            };
            let places: BTreeSet<usize> =
                group.members.iter().flat_map(alike).map(|other| self.of[other]).collect();
            let dated = |place: &usize| {
                self.growing[*place].as_ref().is_some_and(|it| it.dated(candidates))
            };
            let meant: Vec<usize> = places.into_iter().filter(dated).collect();
            let [one] = meant.as_slice() else { continue };
            let fits = self.growing[*one].as_ref().is_some_and(|it| group.joinable(it));
            if fits
                && let (Some(own), Some(mut joined)) =
                    (self.growing[at].take(), self.growing[*one].take())
            {
                joined.add(own);
                let place = at.min(*one);
                joined.members.iter().for_each(|member| self.of[*member] = place);
                self.growing[place] = Some(joined);
            }
        }
    }
}

/// The same title from the same year on.
fn same_title(a: &Candidate<'_>, b: &Candidate<'_>) -> bool {
    titled_alike(a, b) && a.period.map(|years| years.0) == b.period.map(|years| years.0)
}

/// A related name, years that meet, and the same total or registry number.
fn same_name(a: &Candidate<'_>, b: &Candidate<'_>) -> bool {
    let (Some(own), Some(other)) = (a.period, b.period) else { return false };
    let years = own.0 <= other.1 && other.0 <= own.1;
    let named =
        || Overlap::of(&a.title, &b.names).related() || Overlap::of(&a.names, &b.title).related();
    let (one, two) = (a.agreement, b.agreement);
    let registered = || one.registry_numbers.iter().any(|it| two.registry_numbers.contains(it));
    one.supplement == two.supplement && years && (same_total(one, two) || registered()) && named()
}

fn titled_alike(a: &Candidate<'_>, b: &Candidate<'_>) -> bool {
    a.agreement.supplement == b.agreement.supplement && Overlap::of(&a.title, &b.title).same()
}

/// True where both state the same total for a year.
fn same_total(a: &AgreementHead, b: &AgreementHead) -> bool {
    a.totals.iter().any(|a| {
        b.totals.iter().any(|b| {
            let off = (a.value.0 - b.value.0).abs();
            a.currency == b.currency
                && meet(&a.years, &b.years)
                && off <= half(a.resolution.0) + half(b.resolution.0)
        })
    })
}

/// The groups with their ids. Where two have one, the one that was taken in later says by a registry
/// number, else by its document, which it is.
fn named(
    documents: &[Head],
    candidates: &Candidates<'_>,
    groups: Vec<Option<Growing>>,
) -> Vec<Group> {
    let mut groups: Vec<Vec<usize>> = groups.into_iter().flatten().map(|it| it.members).collect();
    groups.iter_mut().for_each(|members| members.sort_unstable());
    // What is joined without a year of its own may belong elsewhere once another document comes.
    let age = |member: &usize| {
        let candidate = &candidates[*member];
        (candidate.period.is_none(), documents[candidate.at.0].age, *member)
    };
    let eldest = |members: &[usize]| members.iter().map(age).min();
    let mut order: Vec<usize> = (0..groups.len()).collect();
    order.sort_by_key(|&group| eldest(&groups[group]));
    let mut taken = BTreeSet::new();
    let mut ids = vec![String::new(); groups.len()];
    for group in order {
        let Some((.., first)) = eldest(&groups[group]) else { continue };
        let first = &candidates[first];
        let mut id = first.agreement.id.clone();
        if taken.contains(&id)
            && let Some(number) = first.agreement.registry_numbers.iter().min()
        {
            let number = number.to_lowercase();
            let letters = |c: char| if c.is_alphanumeric() { c } else { '-' };
            id = format!("{id}-{}", number.chars().map(letters).collect::<String>());
        }
        if taken.contains(&id) {
            id = format!("{id}-{}", first.document);
        }
        taken.insert(id.clone());
        ids[group] = id;
    }
    let at = |member: &usize| candidates[*member].at;
    let named = groups.iter().zip(ids);
    named.map(|(members, id)| Group { id, members: members.iter().map(at).collect() }).collect()
}

/// The rows of the groups, without their claims.
pub(super) fn rows(documents: &[Head], groups: &[Group]) -> Vec<DatasetAgreement> {
    let mut rows: Vec<DatasetAgreement> =
        groups.iter().map(|group| row(documents, group)).collect();
    let mains: Vec<(String, BTreeSet<String>, Option<i32>)> = rows
        .iter()
        .filter(|row| !row.supplement)
        .map(|row| (row.id.clone(), words(&row.title), row.first_year))
        .collect();
    for row in rows.iter_mut().filter(|row| row.supplement) {
        let own = words(&row.title);
        let mut fitting = mains.iter().filter(|(_, title, first)| {
            (first.is_none() || row.first_year.is_none() || *first == row.first_year)
                && Overlap::of(&own, title).contained()
        });
        if let (Some((id, ..)), None) = (fitting.next(), fitting.next()) {
            row.supplements = Some(id.clone());
        }
    }
    rows
}

fn row(documents: &[Head], group: &Group) -> DatasetAgreement {
    let members: Vec<&AgreementHead> = group
        .members
        .iter()
        .filter_map(|(document, index)| documents.get(*document)?.agreements.get(*index))
        .collect();
    let title = members.first().map_or(String::new(), |first| first.title.clone());
    let names = members.iter().flat_map(|it| std::iter::once(&it.title).chain(&it.aliases));
    let aliases: BTreeSet<&String> = names.filter(|name| **name != title).collect();
    let numbers: BTreeSet<&String> = members.iter().flat_map(|it| &it.registry_numbers).collect();
    let period = members.iter().find_map(|it| it.period);
    DatasetAgreement {
        id: group.id.clone(),
        title,
        aliases: aliases.into_iter().cloned().collect(),
        supplement: members.first().is_some_and(|first| first.supplement),
        supplements: None,
        first_year: period.map(|period| period.first_year),
        last_year: period.map(|period| period.last_year),
        registry_numbers: numbers.into_iter().cloned().collect(),
        claims: Vec::new(),
    }
}

/// What one document calls an agreement.
pub(super) fn claim(head: &Head, index: usize, mentions: Vec<Mention>) -> Option<Claim<String>> {
    let agreement = head.agreements.get(index)?;
    Some(Claim {
        document: head.document.id.clone(),
        id: Some(agreement.id.clone()),
        value: agreement.title.clone(),
        mentions,
    })
}
