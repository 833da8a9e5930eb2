//! A sum that only a headline states against the text below it.
//!
//! A headline may round, count together and leave out. It contradicts the text only where one
//! sum of it is the same but for a misprinted figure.

use std::collections::BTreeMap;

use super::figure::Places;
use super::near;
use super::repeated::{contradiction, digit_off};
use crate::contract::{Amount, Check, Extraction, Role};
use crate::interpret::Standing;
use crate::recognise::misprint::misprinted;

/// Checks every amount that stands in headlines only.
pub(super) fn check(extraction: &Extraction, places: &Places) -> Vec<Check> {
    let lists = extraction.agreements.iter().map(|agreement| &agreement.amounts);
    let mut checks = Vec::new();
    for amounts in lists.chain([&extraction.amounts]) {
        let plain: Vec<&Amount> = amounts.iter().filter(|amount| plain(amount)).collect();
        let (heads, bodies): (Vec<usize>, Vec<usize>) =
            (0..plain.len()).partition(|&at| is_headline(plain[at], places));
        if heads.is_empty() || bodies.is_empty() {
            continue;
        }
        let mut near: BTreeMap<usize, Vec<&Amount>> = BTreeMap::new();
        for (one, two) in near::pairs(&plain) {
            near.entry(one).or_default().push(plain[two]);
            near.entry(two).or_default().push(plain[one]);
        }
        for at in heads {
            let head = plain[at];
            let bodies = near.remove(&at).unwrap_or_default();
            checks.extend(
                meant(head, &bodies, places)
                    .filter(|body| {
                        let step = head.resolution.0.max(body.resolution.0);
                        misprinted(head.value.0, body.value.0, step)
                    })
                    .map(|body| contradiction(body, head)),
            );
        }
    }
    checks
}

fn is_headline(amount: &Amount, places: &Places) -> bool {
    let found: &[Standing] = places.get(&amount.id).map_or(&[], Vec::as_slice);
    !found.is_empty() && found.iter().all(|place| place.heading)
}

/// The one amount of the text that the headline is like but for a digit; of several the only one
/// that is a whole.
fn meant<'a>(head: &Amount, near: &[&'a Amount], places: &Places) -> Option<&'a Amount> {
    let like = |body: &&Amount| {
        !is_headline(body, places)
            && digit_off(head, body)
            && head.per == body.per
            && (head.years.is_empty()
                || body.years.is_empty()
                || head.years.iter().any(|year| body.years.contains(year)))
            && (head.recipient.is_none()
                || body.recipient.is_none()
                || head.recipient == body.recipient)
    };
    let likes: Vec<&Amount> = near.iter().copied().filter(like).collect();
    let whole = |amount: &&&Amount| matches!(amount.role, Role::Total | Role::Payout);
    let wholes: Vec<&Amount> = likes.iter().filter(whole).copied().collect();
    match if wholes.is_empty() { likes } else { wholes }.as_slice() {
        [one] => Some(*one),
        _ => None,
    }
}

/// Roles that a headline sums up.
fn plain(amount: &Amount) -> bool {
    matches!(amount.role, Role::Total | Role::Payout | Role::Earmark | Role::Budget)
}
