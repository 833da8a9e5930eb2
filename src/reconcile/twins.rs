//! Parts that are stated twice: once where the sum closes, once elsewhere with another figure.

use std::collections::{BTreeMap, BTreeSet};

use super::documents::{akin, words};
use super::sums::Part;
use super::{near, repeated};
use crate::contract::{Amount, Bound, Check, Party, PartyKind};

/// Axes of more parts than this are not searched for what words alone say is the same.
const MOST: usize = 400;

/// Who gets a part, whatever the form of the name.
type Recipient<'a> = (PartyKind, Option<&'a str>);

fn who(party: &Party) -> Recipient<'_> {
    (party.kind, party.code.as_deref())
}

/// The parts of the axes that close, and which of them each part outside may be.
pub(super) struct Twins<'a> {
    closed: &'a [Part<'a>],
    inside: BTreeSet<&'a str>,
    /// How many parts each recipient has.
    recipients: BTreeMap<Recipient<'a>, usize>,
    /// By the id of a part outside: the parts inside from which one misprint may make it.
    like: BTreeMap<&'a str, Vec<&'a Amount>>,
}

impl<'a> Twins<'a> {
    /// Pairs the parts of the axes that close with those of the blocks outside.
    pub(super) fn new(closed: &'a [Part<'a>], outside: &[&Vec<Part<'a>>]) -> Twins<'a> {
        let inside: BTreeSet<&str> = closed.iter().map(|part| part.amount.id.as_str()).collect();
        let mut recipients = BTreeMap::new();
        for party in closed.iter().filter_map(|part| part.amount.recipient.as_ref()) {
            *recipients.entry(who(party)).or_default() += 1;
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
        Twins { closed, inside, recipients, like }
    }

    /// The contradiction between a part outside every axis and the one in an axis that closes that
    /// is the same but for one digit, or that plain words say is the same.
    pub(super) fn stated_otherwise(&self, own: &Part<'_>) -> Option<Check> {
        let amount = own.amount;
        if self.inside.contains(amount.id.as_str()) {
            return None;
        }
        let like = self.like.get(amount.id.as_str()).into_iter().flatten().copied();
        let twin = only(like.filter(|other| self.is_misprint(amount, other)));
        let plain = || {
            let plain = own.places.iter().any(|place| place.plain) && self.closed.len() <= MOST;
            let inside = self.closed.iter().filter(|_| plain).map(|part| part.amount);
            only(inside.filter(|other| self.is_same(amount, other)))
        };
        Some(repeated::contradiction(twin.or_else(plain)?, amount))
    }

    /// True where a recipient of one part has no other.
    fn is_named(&self, own: &Amount) -> bool {
        own.recipient.as_ref().is_some_and(|it| self.recipients.get(&who(it)) == Some(&1))
    }

    fn is_misprint(&self, own: &Amount, other: &Amount) -> bool {
        let unsaid = own.recipient.is_none() || other.recipient.is_none();
        let same = own.recipient == other.recipient;
        own.role == other.role
            && repeated::digit_off(own, other)
            && ((self.is_named(own) && same)
                || ((same || unsaid) && repeated::share_words(own, other)))
    }

    /// True where two sums are for the same, in the same years, to the same.
    fn is_same(&self, own: &Amount, other: &Amount) -> bool {
        let recipients = [own, other].map(|amount| amount.recipient.as_ref().map(who));
        let same = recipients[0] == recipients[1];
        own.role == other.role
            && other.bound == Bound::Exact
            && (own.per, &own.years, &own.currency) == (other.per, &other.years, &other.currency)
            && own.value != other.value
            && match (own.purpose.as_deref(), other.purpose.as_deref()) {
                (None, None) => same && self.is_named(own),
                (Some(one), Some(two)) => {
                    (same || recipients.contains(&None)) && same_words(one, two)
                }
                _ => false,
            }
    }
}

/// True where both are the same words in some form.
fn same_words(one: &str, two: &str) -> bool {
    let (one, two) = (words(one), words(two));
    !one.is_empty()
        && one.len() == two.len()
        && one.iter().all(|word| two.iter().any(|other| akin(word, other)))
}

fn only<T>(mut found: impl Iterator<Item = T>) -> Option<T> {
    found.next().filter(|_| found.next().is_none())
}
