//! Sums that the text states again in other figures: "som framgår ovan avsätts totalt" says that it
//! is the total once more, "av de 129 mnkr som avsätts för besöken" that it is that part.
//!
//! What is stated again with the same figure is one fact already and is merged; here stand those that
//! were mistyped in one of the places. Which of them is right is not decided.

use rust_decimal::Decimal;

use super::known::before;
use super::merge::common;
use super::years_meet;
use crate::contract::{Bound, PartyKind, Role};
use crate::interpret::draft::{Draft, Origin};
use crate::interpret::role::Claim;
use crate::recognise::misprint::{misprinted, one_error};

/// Sums farther apart than this are not compared.
const REACH: usize = 100;

/// Totals beyond these are not compared with what may round or misprint them.
pub(crate) const MOST_TOTALS: usize = 50;

/// True for a sum whose words say that the total is stated once more.
pub(crate) fn restates_total(draft: &Draft) -> bool {
    matches!(draft.rule, "restated" | "restated-whole")
}

/// Ties what is stated again to what it states; roles are known, parts are not yet.
pub(crate) fn link(drafts: &mut [Draft], scope: &[usize]) {
    for &index in scope {
        let draft = &drafts[index];
        let of = if draft.amount.bound != Bound::Exact {
            None
        } else if restates_total(draft) && draft.role == Role::Total {
            total(drafts, scope, index)
        } else if draft.claim == Claim::Again && draft.role == Role::Earmark {
            part(drafts, scope, index)
        } else {
            None
        };
        drafts[index].restates = of;
    }
}

/// The total that the words of a draft state again, unless it is the same.
fn total(drafts: &[Draft], scope: &[usize], index: usize) -> Option<usize> {
    let draft = &drafts[index];
    let earlier = before(scope, index).iter().copied().rev().take(REACH);
    let totals: Vec<usize> = earlier
        .filter(|&other| {
            let total = &drafts[other];
            total.role == Role::Total
                && total.amount.bound == Bound::Exact
                && total.origin != Origin::Heading
                && total.amount.currency == draft.amount.currency
                && total.amount.per == draft.amount.per
                && total.years == draft.years
        })
        .collect();
    let same = totals.iter().any(|&other| drafts[other].amount.value == draft.amount.value);
    if same { None } else { totals.last().copied() }
}

/// The part that "av de 129 mnkr som avsätts för" names again with another figure: the one before it
/// in its paragraph that is for the same, else the last one that is a misprint of it.
fn part(drafts: &[Draft], scope: &[usize], index: usize) -> Option<usize> {
    let draft = &drafts[index];
    let known = |other: usize| drafts[other].amount.value == draft.amount.value;
    if before(scope, index).iter().rev().take(REACH).any(|&other| known(other)) {
        return None;
    }
    let earlier = before(scope, index).iter().copied().rev().take(REACH);
    let beside: Vec<usize> = earlier
        .take_while(|&other| drafts[other].part == draft.part)
        .filter(|&other| {
            let part = &drafts[other];
            part.role == Role::Earmark
                && part.restates.is_none()
                && part.sentence.is_some()
                && part.sentence != draft.sentence
                && part.amount.bound == Bound::Exact
                && part.amount.currency == draft.amount.currency
                && years_meet(&part.years, &draft.years)
        })
        .collect();
    // "4 mnkr under våren och 4 mnkr under hösten. Av dessa 8 mnkr": all of them together.
    let sum = beside.iter().map(|&other| drafts[other].amount.value);
    if sum.fold(Decimal::ZERO, Decimal::saturating_add) == draft.amount.value {
        return None;
    }
    let step = |other: usize| drafts[other].amount.resolution.max(draft.amount.resolution);
    let apart = |other: usize| (drafts[other].amount.value - draft.amount.value).abs();
    let names = |other: usize| {
        let purpose = drafts[other].purpose.as_deref().unwrap_or_default();
        apart(other) > step(other) / Decimal::TWO && common(&draft.behind, purpose) > 0
    };
    let mistyped =
        |other: usize| one_error(drafts[other].amount.value, draft.amount.value, step(other));
    let find = |fits: &dyn Fn(usize) -> bool| beside.iter().copied().find(|&other| fits(other));
    find(&|other| names(other) && mistyped(other))
        .or_else(|| find(&mistyped))
        .or_else(|| find(&names))
}

/// "Under 2025 finns 131,9 mnkr avsatta, där 60 miljoner avser": what stands first, is for nobody and
/// nothing in particular and has parts of its own is a total, though the total that is stated later
/// is a misprint of it.
pub(crate) fn mistyped_whole(drafts: &mut [Draft], scope: &[usize]) {
    let body = |index: &&usize| {
        let draft = &drafts[**index];
        draft.origin != Origin::Heading && draft.amount.bound == Bound::Exact
    };
    let Some(&first) = scope.iter().find(body) else { return };
    let draft = &drafts[first];
    let opens = scope.iter().map(|&index| &drafts[index]).any(|part| {
        part.opened_by == Some(first) || part.claim == Claim::PartOfThese && part.part == draft.part
    });
    let whole = draft.role == Role::Earmark
        && matches!(draft.claim, Claim::SetAside | Claim::Sum)
        && draft.recipient.is_none()
        && draft.purpose_rule.is_empty()
        && opens;
    let totals = scope.iter().map(|&index| &drafts[index]);
    let mut totals = totals.filter(|draft| draft.role == Role::Total).take(MOST_TOTALS);
    // "De 109 mnkr som överenskommelsen omfattar" says that it is the total.
    if whole && is_misprint_of(draft, &mut totals) {
        drafts[first].role = Role::Total;
    }
}

/// "Regeringen ger huvudmännen drygt 1,1 miljarder" ahead of the total that it rounds is that total.
pub(crate) fn leads(drafts: &mut [Draft], scope: &[usize]) {
    let totals: Vec<usize> = scope
        .iter()
        .copied()
        .filter(|&index| {
            let draft = &drafts[index];
            draft.role == Role::Total && draft.amount.bound == Bound::Exact
        })
        .take(MOST_TOTALS)
        .collect();
    for &index in scope {
        let lead = &drafts[index];
        let to_all = lead.recipient.as_ref().is_none_or(|party| {
            matches!(party.kind, PartyKind::RegionsAndMunicipalities | PartyKind::Other)
        });
        let loose =
            matches!(lead.amount.bound, Bound::Approximate | Bound::AtLeast | Bound::AtMost);
        if lead.role != Role::Earmark
            || lead.claim != Claim::SetAside
            || lead.opened_by.is_some()
            || !loose
            || !to_all
            || matches!(lead.origin, Origin::Row { .. } | Origin::Item)
        {
            continue;
        }
        let rounded = totals.iter().map(|&at| (at, &drafts[at])).any(|(at, total)| {
            let off = total.amount.value - lead.amount.value;
            let towards = match lead.amount.bound {
                Bound::AtLeast => !off.is_sign_negative(),
                Bound::AtMost => off.is_sign_negative() || off.is_zero(),
                _ => off.abs() <= lead.amount.resolution / Decimal::TWO,
            };
            at > index
                && towards
                && off.abs() <= lead.amount.resolution
                && total.amount.resolution < lead.amount.resolution
                && total.amount.currency == lead.amount.currency
                && total.amount.per == lead.amount.per
                && years_meet(&total.years, &lead.years)
        });
        if rounded {
            drafts[index].role = Role::Total;
        }
    }
}

/// True where a sum that is called one is a stated total, cut off or misprinted, and no part of it.
pub(crate) fn is_misprint_of<'d>(
    draft: &Draft,
    mut totals: impl Iterator<Item = &'d Draft>,
) -> bool {
    totals.any(|total| {
        let step = total.amount.resolution.max(draft.amount.resolution);
        years_meet(&total.years, &draft.years)
            && total.amount.bound == Bound::Exact
            && draft.amount.bound == Bound::Exact
            && ((total.amount.value - draft.amount.value).abs() <= step
                || misprinted(total.amount.value, draft.amount.value, step))
    })
}
