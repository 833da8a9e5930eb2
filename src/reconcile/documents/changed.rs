//! Sums that a later decision changed: the newer of two documents names the sum of the older one as
//! what was before, "143 mnkr i stället för 98 mnkr". Only documents with a day of publication are
//! compared.

use std::collections::BTreeMap;

use super::facts::{Stated, undated};
use super::meet;
use super::reduced::Head;
use crate::contract::{Amount, Bound, Role};
use crate::reconcile::figure::spread;

/// What each document mentions besides its own sums.
pub(super) struct Before<'d, 'e> {
    documents: &'d [Head],
    mentioned: BTreeMap<usize, Vec<&'e Amount>>,
}

impl<'d, 'e> Before<'d, 'e> {
    pub(super) fn new(documents: &'d [Head], facts: &[Vec<Stated<'e>>]) -> Before<'d, 'e> {
        let mut mentioned: BTreeMap<usize, Vec<&Amount>> = BTreeMap::new();
        let plain =
            |it: &&Stated<'e>| it.amount.role == Role::Other && it.amount.bound == Bound::Exact;
        for stated in facts.iter().flatten().filter(plain) {
            mentioned.entry(stated.document).or_default().push(stated.amount);
        }
        Before { documents, mentioned }
    }

    /// Where the newer of two documents says what the older one does, beside another sum of its own.
    pub(super) fn named(&self, newer: &Stated<'_>, older: &Stated<'_>) -> Option<&'e Amount> {
        let day = |stated: &Stated<'_>| {
            self.documents.get(stated.document)?.document.published.as_deref()
        };
        let later = day(newer).zip(day(older)).is_some_and(|(newer, older)| newer > older);
        let same = |amount: &Amount, other: &Amount| {
            let off = (amount.value.0 - other.value.0).abs();
            off <= spread(amount).tolerance.min(spread(other).tolerance)
        };
        if !later || same(newer.amount, older.amount) {
            return None;
        }
        let mentioned = self.mentioned.get(&newer.document)?;
        mentioned.iter().copied().find(|amount| {
            same(amount, older.amount)
                && amount.currency == older.amount.currency
                && (meet(&amount.years, &older.amount.years) || undated(amount, older.amount))
        })
    }

    /// Tells the members of each fact that a newer one replaces, and puts them behind the others.
    pub(super) fn order(&self, facts: &mut [Vec<Stated<'e>>]) {
        for members in facts.iter_mut().filter(|members| members.len() > 1) {
            let former: Vec<_> = members
                .iter()
                .map(|older| members.iter().find_map(|newer| self.named(newer, older)))
                .collect();
            for (member, former) in members.iter_mut().zip(former) {
                member.former = former;
            }
            members.sort_by_key(|member| member.former.is_some());
        }
    }
}
