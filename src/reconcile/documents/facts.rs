//! Which amounts of several documents are one fact.
//!
//! Amounts of one agreement are one fact where role, years, recipient, purpose and, within its
//! printed precision, the value agree. They are one fact with claims that contradict each other
//! where everything but the value agrees and no other amount could be meant.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use super::agreements::Group;
use super::words::{Overlap, words};
use super::{At, amounts, meet};
use crate::contract::{Amount, Bound, Claim, DatasetAmount, DocumentKind, Extraction, Per, Role};
use crate::reconcile::figure::spread;

/// One fact and the amounts that state it, the nearest to the agreement's own text first.
#[derive(Debug)]
pub(super) struct Fact<'e> {
    pub(super) row: DatasetAmount,
    /// The index of its agreement's group.
    pub(super) group: Option<usize>,
    pub(super) members: Vec<Stated<'e>>,
}

/// An amount in its document.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stated<'e> {
    pub(super) document: usize,
    pub(super) amount: &'e Amount,
}

/// Amounts among which the same fact may occur.
struct Pool<'e> {
    group: Option<usize>,
    facts: Vec<Vec<Stated<'e>>>,
}

/// Gathers all amounts into facts.
pub(super) fn gather<'e>(
    documents: &'e [Extraction],
    groups: &[Group],
    of_agreement: &BTreeMap<At, usize>,
) -> Vec<Fact<'e>> {
    let mut facts = Vec::new();
    for mut pool in pools(documents, of_agreement) {
        contradictions(&mut pool);
        for members in pool.facts {
            let Some(row) = row(documents, groups, pool.group, &members) else { continue };
            facts.push(Fact { row, group: pool.group, members });
        }
    }
    name(documents, &mut facts);
    facts
}

/// All amounts by agreement; those of no agreement by document, copies of one together.
fn pools<'e>(documents: &'e [Extraction], of_agreement: &BTreeMap<At, usize>) -> Vec<Pool<'e>> {
    type Key = (Option<usize>, Option<(DocumentKind, BTreeSet<String>)>, Option<usize>);
    let mut pools: BTreeMap<Key, Pool<'e>> = BTreeMap::new();
    for (document, extraction) in documents.iter().enumerate() {
        let title = extraction.document.title.as_deref().map(words);
        let copy = title.clone().map(|title| (extraction.document.kind, title));
        let alone = title.is_none().then_some(document);
        let loose = (None, copy, alone);
        let lists = (0..extraction.agreements.len())
            .filter_map(|index| {
                let group = *of_agreement.get(&(document, index))?;
                Some(((Some(group), None, None), amounts(extraction, Some(index)), Some(group)))
            })
            .chain([(loose, amounts(extraction, None), None)]);
        for (key, list, group) in lists {
            let pool = pools.entry(key).or_insert_with(|| Pool { group, facts: Vec::new() });
            for amount in list {
                add(&mut pool.facts, Stated { document, amount });
            }
        }
    }
    pools.into_values().collect()
}

/// Adds an amount to the fact that it states best, or as a fact of its own.
fn add<'e>(facts: &mut Vec<Vec<Stated<'e>>>, stated: Stated<'e>) {
    let mut best = None;
    for (index, members) in facts.iter().enumerate() {
        let fits = members.iter().all(|member| {
            member.document != stated.document && same_fact(member.amount, stated.amount)
        });
        if let (true, Some(first)) = (fits, members.first()) {
            let score = nearness(first.amount, stated.amount);
            if best.is_none_or(|(_, best)| score > best) {
                best = Some((index, score));
            }
        }
    }
    match best.and_then(|(index, _)| facts.get_mut(index)) {
        Some(members) => members.push(stated),
        None => facts.push(vec![stated]),
    }
}

/// How near two amounts are, to choose among several: purpose, then recipient and years.
fn nearness(a: &Amount, b: &Amount) -> (bool, usize, bool, bool) {
    let overlap = purposes(a, b);
    (
        a.purpose == b.purpose,
        overlap.map_or(0, |overlap| overlap.common),
        recipient(a) == recipient(b),
        a.years == b.years,
    )
}

fn same_fact(a: &Amount, b: &Amount) -> bool {
    let off = (a.value.0 - b.value.0).abs();
    let equal = off <= spread(a).tolerance + spread(b).tolerance
        && a.value_to.is_some() == b.value_to.is_some();
    let related = match purposes(a, b) {
        None => true,
        Some(overlap) => overlap.same() || overlap.related(),
    };
    // One recipient seldom gets the same fine sum twice.
    let paid = a.recipient.is_some() && recipient(a) == recipient(b) && is_fine(a.value.0);
    let fitting = a.role == Role::Total || related || paid;
    same_frame(a, b) && equal && fitting && (meet(&a.years, &b.years) || undated(a, b))
}

fn undated(a: &Amount, b: &Amount) -> bool {
    a.years.is_empty() || b.years.is_empty()
}

/// True for a figure with three significant digits or more.
fn is_fine(value: Decimal) -> bool {
    let digits = value.trunc().abs().to_string();
    digits.trim_end_matches('0').len() >= 3
}

/// Role, currency, recipient, funder and what they are counted by do not speak against one fact.
fn same_frame(a: &Amount, b: &Amount) -> bool {
    let per = match (a.per, b.per) {
        (a, b) if a == b => true,
        (Some(Per::Year), None) => b.years.len() < 2,
        (None, Some(Per::Year)) => a.years.len() < 2,
        _ => false,
    };
    let parties = match (recipient(a), recipient(b)) {
        (Some(a), Some(b)) => a == b,
        _ => a.role != Role::Share,
    };
    let funders = match (&a.funder, &b.funder) {
        (Some(a), Some(b)) => (a.kind, &a.code) == (b.kind, &b.code),
        _ => a.role != Role::Contribution,
    };
    a.role == b.role && a.currency == b.currency && per && parties && funders
}

fn recipient(amount: &Amount) -> Option<(crate::contract::PartyKind, Option<&str>)> {
    amount.recipient.as_ref().map(|party| (party.kind, party.code.as_deref()))
}

/// How the purposes meet; none where one document does not say its own.
fn purposes(a: &Amount, b: &Amount) -> Option<Overlap> {
    let (a, b) = (a.purpose.as_deref()?, b.purpose.as_deref()?);
    Some(Overlap::of(&words(a), &words(b)))
}

/// Joins facts that are evidently one although their values differ.
fn contradictions(pool: &mut Pool<'_>) {
    let mut at = 0;
    while at < pool.facts.len() {
        let found = (at + 1..pool.facts.len()).find(|other| evident(&pool.facts, at, *other));
        match found {
            Some(other) => {
                let members = pool.facts.remove(other);
                pool.facts[at].extend(members);
            }
            None => at += 1,
        }
    }
}

fn evident(facts: &[Vec<Stated<'_>>], a: usize, b: usize) -> bool {
    let pairs = || facts[a].iter().flat_map(|one| facts[b].iter().map(move |two| (one, two)));
    let (Some(first), Some(second)) = (facts[a].first(), facts[b].first()) else { return false };
    let (one, two) = (first.amount, second.amount);
    let stated_once = |document: usize, like: &Amount, own: usize| {
        facts.iter().enumerate().filter(|(index, _)| *index != own).all(|(_, members)| {
            members.iter().filter(|member| member.document == document).all(|member| {
                member.amount.role != like.role
                    || !(meet(&member.amount.years, &like.years) || undated(member.amount, like))
                    || !alike(member.amount, like)
            })
        })
    };
    let exact = |amount: &Amount| amount.bound == Bound::Exact && amount.value_to.is_none();
    pairs().all(|(one, two)| one.document != two.document)
        && exact(one)
        && exact(two)
        && same_frame(one, two)
        && (meet(&one.years, &two.years) || (one.years.is_empty() && two.years.is_empty()))
        && alike(one, two)
        && comparable(one, two)
        && same_parent(facts, first, second)
        && facts[a].iter().all(|member| stated_once(member.document, two, a))
        && facts[b].iter().all(|member| stated_once(member.document, one, b))
}

/// True where role or purpose says that two amounts are of one thing.
fn alike(a: &Amount, b: &Amount) -> bool {
    match a.role {
        Role::Total => true,
        Role::Earmark | Role::Share => purposes(a, b).is_some_and(|overlap| {
            overlap.telling > 0 && (overlap.same() || (overlap.contained() && overlap.telling > 1))
        }),
        _ => false,
    }
}

/// What is stated twice may be misprinted; what is twice as large is another thing.
fn comparable(a: &Amount, b: &Amount) -> bool {
    let (low, high) = (a.value.0.min(b.value.0), a.value.0.max(b.value.0));
    let totals = a.role != Role::Total || (recipient(a) == recipient(b) && a.per == b.per);
    totals && high <= low.saturating_mul(Decimal::TWO)
}

/// True unless the two are parts of two facts.
fn same_parent(facts: &[Vec<Stated<'_>>], a: &Stated<'_>, b: &Stated<'_>) -> bool {
    let parent = |stated: &Stated<'_>| {
        let id = stated.amount.parent.as_ref()?;
        facts.iter().position(|members| {
            members
                .iter()
                .any(|member| member.document == stated.document && member.amount.id == *id)
        })
    };
    match (parent(a), parent(b)) {
        (Some(a), Some(b)) => a == b,
        _ => true,
    }
}

fn row(
    documents: &[Extraction],
    groups: &[Group],
    group: Option<usize>,
    members: &[Stated<'_>],
) -> Option<DatasetAmount> {
    let first = members.first()?.amount;
    let agreement = group.and_then(|group| groups.get(group)).map(|group| group.id.clone());
    let claims = members.iter().filter_map(|member| {
        Some(Claim {
            document: documents.get(member.document)?.document.id.clone(),
            id: Some(member.amount.id.clone()),
            value: member.amount.value,
            mentions: member.amount.mentions.clone(),
        })
    });
    Some(DatasetAmount {
        id: first.id.clone(),
        agreement,
        role: first.role,
        value: first.value,
        value_to: first.value_to,
        currency: first.currency.clone(),
        resolution: first.resolution,
        bound: first.bound,
        per: first.per,
        years: first.years.clone(),
        recipient: members.iter().find_map(|member| member.amount.recipient.clone()),
        funder: members.iter().find_map(|member| member.amount.funder.clone()),
        purpose: members.iter().find_map(|member| member.amount.purpose.clone()),
        basis: members.iter().find_map(|member| member.amount.basis),
        parent: None,
        claims: claims.collect(),
    })
}

/// Gives each fact its id, under the id of its agreement, and its parent.
fn name(documents: &[Extraction], facts: &mut [Fact<'_>]) {
    let mut taken = BTreeSet::new();
    for fact in facts.iter_mut() {
        let Some(first) = fact.members.first() else { continue };
        let Some(extraction) = documents.get(first.document) else { continue };
        let own = extraction.agreements.iter().map(|agreement| agreement.id.as_str());
        // The longest id that fits is the agreement's own.
        let prefix = own.filter(|id| fact.row.id.starts_with(id)).max_by_key(|id| id.len());
        if let (Some(prefix), Some(agreement)) = (prefix, &fact.row.agreement) {
            fact.row.id = format!("{agreement}{}", &fact.row.id[prefix.len()..]);
        }
        if taken.contains(&fact.row.id) {
            fact.row.id = format!("{}-{}", fact.row.id, extraction.document.id);
        }
        taken.insert(fact.row.id.clone());
    }
    let ids = ids(facts);
    for fact in facts.iter_mut() {
        fact.row.parent = fact.members.iter().find_map(|member| {
            let parent = member.amount.parent.as_deref()?;
            ids.get(&(member.document, parent)).cloned()
        });
    }
}

/// The id of the fact that each amount of each document states.
pub(super) fn ids<'e>(facts: &[Fact<'e>]) -> BTreeMap<(usize, &'e str), String> {
    let mut ids = BTreeMap::new();
    for fact in facts {
        for member in &fact.members {
            ids.insert((member.document, member.amount.id.as_str()), fact.row.id.clone());
        }
    }
    ids
}
