//! A sum that only a headline states against the text below it.
//!
//! A headline may round, count together and leave out. It contradicts the text only where one
//! sum of it is the same but for a misprinted figure.

use super::figure::Places;
use super::repeated::{contradiction, digit_off};
use super::text::misprinted;
use crate::contract::{Amount, Check, Extraction, Role};
use crate::interpret::Standing;

/// Checks every amount that stands in headlines only.
pub(super) fn check(extraction: &Extraction, places: &Places) -> Vec<Check> {
    let lists = extraction.agreements.iter().map(|agreement| &agreement.amounts);
    let mut checks = Vec::new();
    for amounts in lists.chain([&extraction.amounts]) {
        let heads = amounts.iter().filter(|amount| plain(amount) && is_headline(amount, places));
        for head in heads {
            checks.extend(
                meant(head, amounts, places)
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
fn meant<'a>(head: &Amount, all: &'a [Amount], places: &Places) -> Option<&'a Amount> {
    let like = |body: &&Amount| {
        plain(body)
            && !is_headline(body, places)
            && digit_off(head, body)
            && head.per == body.per
            && (head.years.is_empty()
                || body.years.is_empty()
                || head.years.iter().any(|year| body.years.contains(year)))
            && (head.recipient.is_none()
                || body.recipient.is_none()
                || head.recipient == body.recipient)
    };
    let likes: Vec<&Amount> = all.iter().filter(like).collect();
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
