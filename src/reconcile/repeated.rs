//! A fact that an agreement states more than once with different figures.
//!
//! Facts that are alike in all are one amount already; here stand those whose value differs.
//! Rounding explains most; the rest contradicts only where everything else is the same and one
//! misprinted figure explains it.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use super::figure::{Places, grouped, hash, number, placed, spread};
use super::near;
use crate::contract::{Amount, Bound, Check, CheckKind, CheckStatus, Extraction, Role};
use crate::interpret::Standing;
use crate::recognise::misprint::{misprinted, one_error};

/// Checks every pair of amounts of one agreement that are one fact.
///
/// `restated` are the amounts whose own words say that they state another one again, `known` the
/// checks of parts and totals.
pub(super) fn check(
    extraction: &Extraction,
    places: &Places,
    restated: &BTreeMap<String, String>,
    known: &[Check],
) -> Vec<Check> {
    let closed: BTreeSet<&str> = known
        .iter()
        .filter(|check| check.kind == CheckKind::PartsVsTotal)
        .filter(|check| check.status == CheckStatus::Holds && check.subject.len() > 2)
        .filter_map(|check| Some(check.subject.first()?.as_str()))
        .collect();
    let mut checks = Vec::new();
    let lists = extraction.agreements.iter().map(|agreement| &agreement.amounts);
    for amounts in lists.chain([&extraction.amounts]) {
        let by_id: BTreeMap<&str, &Amount> =
            amounts.iter().map(|amount| (amount.id.as_str(), amount)).collect();
        for amount in amounts {
            let first = restated.get(&amount.id).and_then(|id| by_id.get(id.as_str()));
            checks.extend(first.map(|first| said_again(first, amount)));
        }
    }
    let said = |a: &Amount, b: &Amount| restated.get(&a.id) == Some(&b.id);
    for agreement in &extraction.agreements {
        let totals = plain_totals(&agreement.amounts, places);
        let twice = totals.into_iter().filter(|(a, b)| !said(a, b) && !said(b, a));
        checks.extend(twice.map(|(first, second)| said_again(first, second)));
    }
    for agreement in &extraction.agreements {
        let title = agreement.title.as_str();
        for (first, second) in candidates(&agreement.amounts) {
            let added = || is_added(&agreement.amounts, first, second);
            if said(first, second)
                || said(second, first)
                || !apart(first, second, places)
                || added()
            {
                continue;
            }
            let proved = || {
                same_total(first, second)
                    && mistyped(first, second)
                    && [first, second].iter().any(|it| closed.contains(it.id.as_str()))
            };
            let check =
                compare(first, second).or_else(|| proved().then(|| said_again(first, second)));
            if same_fact(first, second, title) {
                checks.extend(check);
            } else if same_total(first, second) {
                // Two sums that differ by more than a misprint are the totals of two things.
                checks.extend(check.filter(|check| check.status == CheckStatus::Contradicts));
            }
        }
    }
    checks
}

/// The totals that plain words say are all of the agreement, each with the first such one of the
/// same years.
fn plain_totals<'a>(amounts: &'a [Amount], places: &Places) -> Vec<(&'a Amount, &'a Amount)> {
    let is_plain = |amount: &&Amount| {
        let mut own = places.get(&amount.id).into_iter().flatten();
        amount.role == Role::Total && !amount.years.is_empty() && own.any(|place| place.plain)
    };
    let mut first: BTreeMap<_, &Amount> = BTreeMap::new();
    let mut pairs = Vec::new();
    for amount in amounts.iter().filter(is_plain) {
        let known = first.entry((&amount.years, &amount.currency)).or_insert(amount);
        if known.value != amount.value {
            pairs.push((*known, amount));
        }
    }
    pairs
}

/// The pairs of amounts that may be one fact with different figures, in the order of the amounts:
/// what the rules below ask for of role, time and purpose is the same, and the values are near.
fn candidates(amounts: &[Amount]) -> Vec<(&Amount, &Amount)> {
    let mut kinds: BTreeMap<_, Vec<usize>> = BTreeMap::new();
    for (at, amount) in amounts.iter().enumerate().filter(|(_, amount)| !amount.years.is_empty()) {
        let role = match amount.role {
            Role::Total => 0,
            Role::Payout => 1,
            Role::Earmark => 2,
            Role::Share => 3,
            _ => continue,
        };
        let purpose = amount.purpose.as_deref().filter(|_| role > 1).map(words);
        let key = (role, &amount.years, amount.per.map(|per| per as u8), &amount.currency, purpose);
        kinds.entry(key).or_default().push(at);
    }
    let mut found = BTreeSet::new();
    for kind in kinds.values() {
        let alike: Vec<&Amount> = kind.iter().map(|&at| &amounts[at]).collect();
        found.extend(near::pairs(&alike).into_iter().map(|(one, two)| (kind[one], kind[two])));
    }
    found.into_iter().map(|(one, two)| (&amounts[one], &amounts[two])).collect()
}

/// True where the agreement states what one of two totals is more than the other: "360 mnkr, och 4 mnkr
/// till myndigheten, tillsammans 364 mnkr".
fn is_added(amounts: &[Amount], a: &Amount, b: &Amount) -> bool {
    let difference = (a.value.0 - b.value.0).abs();
    a.role == Role::Total
        && b.role == Role::Total
        && amounts.iter().any(|amount| {
            matches!(amount.role, Role::Earmark | Role::Supplement | Role::Contribution)
                && amount.value.0 == difference
                && amount.bound == Bound::Exact
                && amount.currency == a.currency
        })
}

/// True where both are the total of the agreement for the same years, whatever each calls it.
fn same_total(a: &Amount, b: &Amount) -> bool {
    a.role == Role::Total
        && b.role == Role::Total
        && a.per == b.per
        && a.currency == b.currency
        && !a.years.is_empty()
        && a.years == b.years
        && (a.recipient.is_none() || b.recipient.is_none() || a.recipient == b.recipient)
}

/// True where two exact sums differ in one digit, or in two neighbours that are swapped.
pub(super) fn digit_off(a: &Amount, b: &Amount) -> bool {
    let digits = |value: Decimal| value.normalize().to_string().replace('.', "").into_bytes();
    let (one, two) = (digits(a.value.0), digits(b.value.0));
    let off = one.iter().zip(&two).filter(|(one, two)| one != two).count();
    a.currency == b.currency
        && a.bound == Bound::Exact
        && b.bound == Bound::Exact
        && one.len() == two.len()
        && (off == 1 || misprinted(a.value.0, b.value.0, a.resolution.0.max(b.resolution.0)))
}

/// True where their purposes have a longer word in common.
pub(super) fn share_words(a: &Amount, b: &Amount) -> bool {
    let (Some(one), Some(two)) = (a.purpose.as_deref(), b.purpose.as_deref()) else { return false };
    let two = words(two);
    words(one).iter().any(|word| word.chars().count() > 6 && two.contains(word))
}

/// The contradiction between two statements of one fact: what it should be, and what it is said to
/// be elsewhere.
pub(super) fn contradiction(right: &Amount, other: &Amount) -> Check {
    record(right, other, CheckStatus::Contradicts)
}

/// True where the two stand in different paragraphs, lists and tables everywhere.
fn apart(a: &Amount, b: &Amount, places: &Places) -> bool {
    let blocks = |amount: &Amount| -> Vec<usize> {
        let found: &[Standing] = places.get(&amount.id).map_or(&[], Vec::as_slice);
        found.iter().map(|place| place.block).collect()
    };
    let (a, b) = (blocks(a), blocks(b));
    !a.is_empty() && !b.is_empty() && !a.iter().any(|block| b.contains(block))
}

/// True where all but the value is the same.
fn same_fact(a: &Amount, b: &Amount, title: &str) -> bool {
    let plain =
        |role: Role| matches!(role, Role::Total | Role::Payout | Role::Earmark | Role::Share);
    plain(a.role)
        && a.role == b.role
        && a.value != b.value
        && a.currency == b.currency
        && a.per == b.per
        && !a.years.is_empty()
        && a.years == b.years
        && a.recipient == b.recipient
        && a.funder == b.funder
        && a.parent.as_ref() != Some(&b.id)
        && b.parent.as_ref() != Some(&a.id)
        && same_purpose(a, b, title)
}

/// An earmark is the same only by its own purpose. The whole of an agreement has none of its own:
/// there the title stands for any.
fn same_purpose(a: &Amount, b: &Amount, title: &str) -> bool {
    let (Some(one), Some(two)) = (a.purpose.as_deref(), b.purpose.as_deref()) else { return false };
    if matches!(a.role, Role::Total | Role::Payout) {
        return one == title || two == title || words(one) == words(two);
    }
    one != title && words(one).len() > 1 && words(one) == words(two)
}

fn words(purpose: &str) -> Vec<String> {
    purpose
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}

fn compare(first: &Amount, second: &Amount) -> Option<Check> {
    // The finer figure is what the coarser one should be.
    let (fine, rough) =
        if second.resolution < first.resolution { (second, first) } else { (first, second) };
    let difference = rough.value.0 - fine.value.0;
    let tolerance = spread(fine).tolerance + spread(rough).tolerance;
    let exact = fine.bound == Bound::Exact && rough.bound == Bound::Exact;
    let status = if difference.abs() <= tolerance {
        CheckStatus::Holds
    } else if exact
        && (misprinted(fine.value.0, rough.value.0, rough.resolution.0) || cut(fine, rough))
    {
        CheckStatus::Contradicts
    } else {
        return None;
    };
    Some(record(fine, rough, status))
}

/// True where one of two round figures that are printed alike has one wrong digit.
fn mistyped(a: &Amount, b: &Amount) -> bool {
    a.bound == Bound::Exact
        && b.bound == Bound::Exact
        && a.resolution == b.resolution
        && one_error(a.value.0, b.value.0, a.resolution.0)
}

/// True where a figure is cut off in its last place instead of rounded: "4,7" for 4 752 049.
fn cut(fine: &Amount, rough: &Amount) -> bool {
    rough.resolution.0 > fine.resolution.0
        && (rough.value.0 - fine.value.0).abs() <= rough.resolution.0
}

/// The check of a sum against one that is said to be the same.
fn said_again(first: &Amount, again: &Amount) -> Check {
    let (fine, rough) =
        if again.resolution < first.resolution { (again, first) } else { (first, again) };
    let off = (rough.value.0 - fine.value.0).abs();
    let near = off <= spread(fine).tolerance + spread(rough).tolerance;
    record(fine, rough, if near { CheckStatus::Holds } else { CheckStatus::Contradicts })
}

fn record(fine: &Amount, rough: &Amount, status: CheckStatus) -> Check {
    let difference = rough.value.0 - fine.value.0;
    let tolerance = spread(fine).tolerance + spread(rough).tolerance;
    let purpose = fine.purpose.as_deref().or(rough.purpose.as_deref());
    let what = purpose.map_or("The same sum".to_owned(), |purpose| format!("\"{purpose}\""));
    let (one, two) = (placed(fine), placed(rough));
    let message = match status {
        CheckStatus::Holds => format!("{what} is {one} and {two}, the same within rounding."),
        _ => format!(
            "{what} is {one} in one place and {two} in another: the difference is {} kronor.",
            grouped(difference.abs())
        ),
    };
    Check {
        id: format!("repeated-{}-{}", fine.id, hash([rough.id.as_str()])),
        kind: CheckKind::RepeatedAmount,
        status,
        subject: vec![fine.id.clone(), rough.id.clone()],
        expected: fine.value,
        actual: rough.value,
        difference: number(difference),
        tolerance: number(tolerance),
        message,
    }
}
