//! Which amounts of several documents are one fact.
//!
//! Amounts of one agreement are one fact where role, years, recipient, purpose and, within its
//! printed precision, the value agree. They are one fact with claims that contradict each other
//! where everything but the value agrees and no other amount could be meant ([`contradicted`]).

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use rust_decimal::Decimal;

use super::changed::Before;
use super::contradicted;
use super::meet;
use super::reduced::Head;
use super::words::{Overlap, words};
use crate::contract::{Amount, Claim, DatasetAmount, Number, Per, Role};
use crate::reconcile::figure::spread;

/// One fact and the amounts that state it, the nearest to the agreement's own text first.
#[derive(Debug)]
pub(super) struct Fact<'e> {
    pub(super) row: DatasetAmount,
    pub(super) members: Vec<Stated<'e>>,
}

/// An amount in its document.
#[derive(Debug, Clone)]
pub(super) struct Stated<'e> {
    pub(super) document: usize,
    pub(super) amount: &'e Amount,
    /// The words of its purpose; none where the document does not say it.
    pub(super) purpose: Option<Rc<BTreeSet<String>>>,
    /// Where a newer document with another sum says that this is what was before.
    pub(super) former: Option<&'e Amount>,
}

/// The amounts of some documents among which the same fact may occur.
pub(super) type Lists<'e> = [(usize, &'e [Amount])];

/// Gathers the amounts of one agreement, or of copies of one document, into facts. Their ids are
/// none of those that are `taken`; of documents that are `undated`, which do not say of what years
/// the agreement is, they are only where no other states the fact.
pub(super) fn gather<'e>(
    documents: &[Head],
    agreement: Option<&str>,
    lists: &Lists<'e>,
    undated: &BTreeSet<usize>,
    taken: &mut BTreeSet<String>,
) -> Vec<Fact<'e>> {
    let mut sorted = Sorted::default();
    for (document, amounts) in lists {
        for amount in *amounts {
            let purpose = amount.purpose.as_deref().map(|purpose| Rc::new(words(purpose)));
            sorted.add(Stated { document: *document, amount, purpose, former: None });
        }
    }
    let before = Before::new(documents, &sorted.facts);
    let mut facts = contradicted::joined(sorted.facts, &before);
    before.order(&mut facts);
    each_year(&mut facts);
    let rows = facts.into_iter().filter_map(|members| {
        Some(Fact { row: row(documents, agreement, &members, undated)?, members })
    });
    let mut facts = rows.collect();
    name(documents, &mut facts, undated, taken);
    facts
}

/// Adds what is stated per year over several years to the facts of each of those years: "1 miljard
/// per år 2018-2022" is a claim of what another document says of 2020, and of what a third says of
/// 2021.
fn each_year(facts: &mut [Vec<Stated<'_>>]) {
    let several = |stated: &&Stated<'_>| {
        stated.amount.per == Some(Per::Year) && stated.amount.years.len() > 1
    };
    let mut yearly: BTreeMap<Decimal, Vec<(usize, Stated<'_>)>> = BTreeMap::new();
    let mut widest = Decimal::ZERO;
    for (at, members) in facts.iter().enumerate() {
        for stated in members.iter().filter(several) {
            widest = widest.max(spread(stated.amount).tolerance);
            yearly.entry(stated.amount.value.0).or_default().push((at, stated.clone()));
        }
    }
    for (at, members) in facts.iter_mut().enumerate() {
        let Some(first) = members.first().filter(|it| it.amount.years.len() == 1) else {
            continue;
        };
        let (value, off) = (first.amount.value.0, spread(first.amount).tolerance + widest);
        let near = value.saturating_sub(off)..=value.saturating_add(off);
        for (own, stated) in yearly.range(near).flat_map(|(_, yearly)| yearly) {
            let fits = |member: &Stated<'_>| {
                member.document != stated.document && same_fact(member, stated)
            };
            if *own != at && members.iter().all(fits) {
                members.push(stated.clone());
            }
        }
    }
}

/// Facts by the value of their first member.
#[derive(Default)]
struct Sorted<'e> {
    facts: Vec<Vec<Stated<'e>>>,
    by_value: BTreeMap<Decimal, Vec<usize>>,
    /// The greatest tolerance among them.
    widest: Decimal,
}

impl<'e> Sorted<'e> {
    /// Adds an amount to the fact that it states best, or as a fact of its own.
    fn add(&mut self, stated: Stated<'e>) {
        let value = stated.amount.value.0;
        let tolerance = spread(stated.amount).tolerance;
        let off = tolerance.saturating_add(self.widest);
        let near = value.saturating_sub(off)..=value.saturating_add(off);
        let near: BTreeSet<usize> =
            self.by_value.range(near).flat_map(|(_, facts)| facts).copied().collect();
        let mut best = None;
        for index in near {
            let members = &self.facts[index];
            let fits = members
                .iter()
                .all(|member| member.document != stated.document && same_fact(member, &stated));
            if let (true, Some(first)) = (fits, members.first()) {
                let score = nearness(first, &stated);
                if best.is_none_or(|(_, best)| score > best) {
                    best = Some((index, score));
                }
            }
        }
        self.widest = self.widest.max(tolerance);
        match best {
            Some((index, _)) => self.facts[index].push(stated),
            None => {
                self.by_value.entry(value).or_default().push(self.facts.len());
                self.facts.push(vec![stated]);
            }
        }
    }
}

/// How near two amounts are, to choose among several: purpose, then recipient and years.
fn nearness(one: &Stated<'_>, two: &Stated<'_>) -> (bool, usize, bool, bool) {
    let (a, b) = (one.amount, two.amount);
    (
        a.purpose == b.purpose,
        purposes(one, two).map_or(0, |overlap| overlap.common),
        recipient(a) == recipient(b),
        a.years == b.years,
    )
}

fn same_fact(one: &Stated<'_>, two: &Stated<'_>) -> bool {
    let (a, b) = (one.amount, two.amount);
    let off = (a.value.0 - b.value.0).abs();
    let equal = off <= spread(a).tolerance + spread(b).tolerance
        && a.value_to.is_some() == b.value_to.is_some();
    let related = match purposes(one, two) {
        None => true,
        Some(overlap) => overlap.same() || overlap.related(),
    };
    // One recipient seldom gets the same fine sum twice.
    let paid = a.recipient.is_some() && recipient(a) == recipient(b) && is_fine(a.value.0);
    let fitting = a.role == Role::Total || related || paid;
    equal && fitting && same_frame(a, b) && (meet(&a.years, &b.years) || undated(a, b))
}

pub(super) fn undated(a: &Amount, b: &Amount) -> bool {
    a.years.is_empty() || b.years.is_empty()
}

/// True for a figure with three significant digits or more.
fn is_fine(value: Decimal) -> bool {
    let digits = value.trunc().abs().to_string();
    digits.trim_end_matches('0').len() >= 3
}

/// Role, currency, recipient, funder and what they are counted by do not speak against one fact.
pub(super) fn same_frame(a: &Amount, b: &Amount) -> bool {
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

pub(super) fn recipient(amount: &Amount) -> Option<(crate::contract::PartyKind, Option<&str>)> {
    amount.recipient.as_ref().map(|party| (party.kind, party.code.as_deref()))
}

/// How the purposes meet; none where one document does not say its own.
pub(super) fn purposes(one: &Stated<'_>, two: &Stated<'_>) -> Option<Overlap> {
    Some(Overlap::of(one.purpose.as_deref()?, two.purpose.as_deref()?))
}

fn row(
    documents: &[Head],
    agreement: Option<&str>,
    members: &[Stated<'_>],
    undated: &BTreeSet<usize>,
) -> Option<DatasetAmount> {
    let first = members.first()?.amount;
    let claims = members.iter().filter_map(|member| {
        Some(Claim {
            document: documents.get(member.document)?.document.id.clone(),
            id: Some(member.amount.id.clone()),
            value: member.amount.value,
            mentions: member.amount.mentions.clone(),
        })
    });
    Some(DatasetAmount {
        id: eldest(documents, members, undated)?.amount.id.clone(),
        agreement: agreement.map(str::to_owned),
        role: first.role,
        value: first.value,
        value_to: first.value_to,
        former: former(members),
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
        // As its document calls the check, until that has a row of its own.
        proved_by: first.proved_by.clone(),
        claims: claims.collect(),
    })
}

/// What was before by the word of a newer document, each value once.
fn former(members: &[Stated<'_>]) -> Vec<Number> {
    let values: BTreeSet<Number> =
        members.iter().filter(|it| it.former.is_some()).map(|it| it.amount.value).collect();
    values.into_iter().collect()
}

/// The member whose document was taken in first, of those that are dated if there are any.
fn eldest<'s, 'e>(
    documents: &[Head],
    members: &'s [Stated<'e>],
    undated: &BTreeSet<usize>,
) -> Option<&'s Stated<'e>> {
    members.iter().min_by_key(|member| {
        let age = documents.get(member.document).map(|head| head.age);
        (undated.contains(&member.document), age)
    })
}

/// Gives each fact its id, that of its amount in the document that was taken in first, and its parent.
/// It begins with what that document calls the agreement, and stays when two of them turn out to be
/// one.
fn name(
    documents: &[Head],
    facts: &mut Vec<Fact<'_>>,
    undated: &BTreeSet<usize>,
    taken: &mut BTreeSet<String>,
) {
    let mut order: Vec<usize> = (0..facts.len()).collect();
    order.sort_by_key(|&at| {
        let first = eldest(documents, &facts[at].members, undated);
        (first.and_then(|first| documents.get(first.document)).map(|head| head.age), at)
    });
    for at in order {
        let fact = &mut facts[at];
        let Some(first) = eldest(documents, &fact.members, undated) else { continue };
        let Some(head) = documents.get(first.document) else { continue };
        if taken.contains(&fact.row.id) {
            fact.row.id = format!("{}-{}", fact.row.id, head.document.id);
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

/// The id of the fact that each amount of each document states; of what several years share, the
/// first.
pub(super) fn ids<'e>(facts: &[Fact<'e>]) -> BTreeMap<(usize, &'e str), String> {
    let mut ids = BTreeMap::new();
    for fact in facts {
        for member in &fact.members {
            let amount = (member.document, member.amount.id.as_str());
            ids.entry(amount).or_insert_with(|| fact.row.id.clone());
        }
    }
    ids
}
