//! Facts that are evidently one although the documents give them other values.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::changed::Before;
use super::facts::{Stated, purposes, recipient, same_frame, undated};
use super::meet;
use crate::contract::{Amount, Bound, Role};
use crate::reconcile::figure::spread;

/// Facts under comparison; one that was joined with an earlier one is empty.
struct Facts<'f, 'e> {
    before: &'f Before<'f, 'e>,
    facts: Vec<Vec<Stated<'e>>>,
    /// The facts that a document states.
    of_document: BTreeMap<usize, Vec<usize>>,
    /// The fact that an amount of a document states.
    of_amount: BTreeMap<(usize, &'e str), usize>,
}

/// The same facts, with those joined that are evidently one.
pub(super) fn joined<'e>(
    facts: Vec<Vec<Stated<'e>>>,
    before: &Before<'_, 'e>,
) -> Vec<Vec<Stated<'e>>> {
    let mut all = Facts { before, facts, of_document: BTreeMap::new(), of_amount: BTreeMap::new() };
    let mut kinds: BTreeMap<(Role, String), Vec<usize>> = BTreeMap::new();
    for (index, members) in all.facts.iter().enumerate() {
        for member in members {
            all.of_document.entry(member.document).or_default().push(index);
            all.of_amount.insert((member.document, member.amount.id.as_str()), index);
        }
        if let Some(first) = members.first().filter(|first| exact(first.amount)) {
            let kind = (first.amount.role, first.amount.currency.clone());
            kinds.entry(kind).or_default().push(index);
        }
    }
    for ((role, _), indices) in kinds {
        if matches!(role, Role::Total | Role::Earmark | Role::Share) {
            all.join(&indices);
        }
    }
    all.facts.retain(|members| !members.is_empty());
    all.facts
}

impl<'e> Facts<'_, 'e> {
    /// Joins those of some facts that are evidently one.
    fn join(&mut self, indices: &[usize]) {
        for (nth, at) in indices.iter().enumerate() {
            if self.facts[*at].is_empty() {
                continue;
            }
            for other in &indices[nth + 1..] {
                if self.evident(*at, *other) {
                    self.unite(*at, *other);
                }
            }
        }
    }

    fn unite(&mut self, at: usize, other: usize) {
        let members = std::mem::take(&mut self.facts[other]);
        for member in &members {
            let own = self.of_document.entry(member.document).or_default();
            own.iter_mut().filter(|index| **index == other).for_each(|index| *index = at);
            self.of_amount.insert((member.document, member.amount.id.as_str()), at);
        }
        self.facts[at].extend(members);
    }

    fn evident(&self, a: usize, b: usize) -> bool {
        let (Some(one), Some(two)) = (self.facts[a].first(), self.facts[b].first()) else {
            return false;
        };
        let years = (one.amount.years.is_empty() && two.amount.years.is_empty())
            || meet(&one.amount.years, &two.amount.years);
        years
            && same_frame(one.amount, two.amount)
            && (comparable(one.amount, two.amount) || self.replaces(one, two))
            && alike(one, two)
            && self.apart(a, b)
            && !self.counted_apart(one, two)
            && self.same_parent(one, two)
            && self.facts[a].iter().all(|member| self.stated_once(member.document, two, a))
            && self.facts[b].iter().all(|member| self.stated_once(member.document, one, b))
    }

    /// True where the newer of two totals is said to replace the older one.
    fn replaces(&self, one: &Stated<'_>, two: &Stated<'_>) -> bool {
        let named = || self.before.named(one, two).or_else(|| self.before.named(two, one));
        recipient(one.amount) == recipient(two.amount) && named().is_some()
    }

    /// True where no document states both.
    fn apart(&self, a: usize, b: usize) -> bool {
        let both = |member: &Stated<'_>| {
            self.of_document.get(&member.document).is_some_and(|facts| facts.contains(&a))
        };
        !self.facts[b].iter().any(both)
    }

    /// True where the document of the smaller one gives what the larger one is more besides it, and
    /// that of the larger one does not: "2 380 mnkr" in one, "1 980 mnkr" and "400 mnkr" in the other.
    fn counted_apart(&self, one: &Stated<'_>, two: &Stated<'_>) -> bool {
        let smaller_first = one.amount.value <= two.amount.value;
        let (small, large) = if smaller_first { (one, two) } else { (two, one) };
        let difference = large.amount.value.0 - small.amount.value.0;
        let besides = |whole: &Stated<'_>| {
            let facts = self.of_document.get(&whole.document).map_or(&[][..], Vec::as_slice);
            let members = facts.iter().flat_map(|index| &self.facts[*index]);
            let own = members.filter(|member| member.document == whole.document);
            own.map(|member| member.amount).any(|amount| {
                let off = (amount.value.0 - difference).abs();
                let kind = match whole.amount.role {
                    Role::Total => matches!(amount.role, Role::Earmark | Role::Supplement),
                    role => amount.role == role && recipient(amount) == recipient(whole.amount),
                };
                kind && exact(amount)
                    && off <= spread(amount).tolerance
                    && amount.currency == whole.amount.currency
                    && amount.parent.as_ref() != Some(&whole.amount.id)
                    && (meet(&amount.years, &whole.amount.years) || undated(amount, whole.amount))
            })
        };
        besides(small) && !besides(large)
    }

    /// True where a document states nothing else that could be meant.
    fn stated_once(&self, document: usize, like: &Stated<'_>, own: usize) -> bool {
        let facts = self.of_document.get(&document).map_or(&[][..], Vec::as_slice);
        let others = facts.iter().filter(|index| **index != own);
        let mut members = others.flat_map(|index| &self.facts[*index]);
        !members.any(|member| {
            member.document == document
                && member.amount.role == like.amount.role
                && (meet(&member.amount.years, &like.amount.years)
                    || undated(member.amount, like.amount))
                && alike(member, like)
        })
    }

    /// True unless the two are parts of two facts.
    fn same_parent(&self, a: &Stated<'e>, b: &Stated<'e>) -> bool {
        let parent = |stated: &Stated<'e>| {
            let id = stated.amount.parent.as_deref()?;
            self.of_amount.get(&(stated.document, id))
        };
        match (parent(a), parent(b)) {
            (Some(a), Some(b)) => a == b,
            _ => true,
        }
    }
}

fn exact(amount: &Amount) -> bool {
    amount.bound == Bound::Exact && amount.value_to.is_none()
}

/// True where role or purpose says that two amounts are of one thing.
fn alike(one: &Stated<'_>, two: &Stated<'_>) -> bool {
    match one.amount.role {
        Role::Total => true,
        Role::Earmark | Role::Share => purposes(one, two).is_some_and(|overlap| {
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
