//! Parts that are stated twice: once where the sum closes, once elsewhere with one wrong digit.

use std::collections::{BTreeMap, BTreeSet};

use super::sums::Part;
use super::{near, repeated};
use crate::contract::{Amount, Check, Party};

/// The parts of the axes that close, and which of them each part outside may be.
pub(super) struct Twins<'a> {
    inside: BTreeSet<&'a str>,
    /// How many parts each recipient has.
    recipients: BTreeMap<&'a Party, usize>,
    /// By the id of a part outside: the parts inside from which one misprint may make it.
    like: BTreeMap<&'a str, Vec<&'a Amount>>,
}

impl<'a> Twins<'a> {
    /// Pairs the parts of the axes that close with those of the blocks outside.
    pub(super) fn new(closed: &[Part<'a>], outside: &[&Vec<Part<'a>>]) -> Twins<'a> {
        let inside: BTreeSet<&str> = closed.iter().map(|part| part.amount.id.as_str()).collect();
        let mut recipients = BTreeMap::new();
        for party in closed.iter().filter_map(|part| part.amount.recipient.as_ref()) {
            *recipients.entry(party).or_default() += 1;
        }
        let mut all: Vec<&Amount> = closed.iter().map(|part| part.amount).collect();
        let mut seen = inside.clone();
        let outside = outside.iter().flat_map(|block| block.iter()).map(|part| part.amount);
        all.extend(outside.filter(|part| seen.insert(part.id.as_str())));
        let mut like: BTreeMap<&str, Vec<&Amount>> = BTreeMap::new();
        if !closed.is_empty() {
            for (one, two) in near::pairs(&all) {
                if one < closed.len() && two >= closed.len() {
                    like.entry(all[two].id.as_str()).or_default().push(all[one]);
                }
            }
        }
        Twins { inside, recipients, like }
    }

    /// The contradiction between a part outside every axis and the one in an axis that closes that
    /// is the same but for one digit.
    pub(super) fn stated_otherwise(&self, own: &Amount) -> Option<Check> {
        if self.inside.contains(own.id.as_str()) {
            return None;
        }
        let named = own.recipient.as_ref().is_some_and(|it| self.recipients.get(it) == Some(&1));
        let alike = |other: &&&Amount| {
            let unsaid = own.recipient.is_none() || other.recipient.is_none();
            let same = own.recipient == other.recipient;
            own.role == other.role
                && repeated::digit_off(own, other)
                && ((named && same) || ((same || unsaid) && repeated::share_words(own, other)))
        };
        let mut twins = self.like.get(own.id.as_str())?.iter().filter(alike);
        let twin = twins.next().filter(|_| twins.next().is_none())?;
        Some(repeated::contradiction(twin, own))
    }
}
