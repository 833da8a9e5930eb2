//! A fact that an agreement states more than once with different figures.
//!
//! Facts that are alike in all are one amount already; here stand those whose value differs.
//! Rounding explains most; the rest contradicts only where everything else is the same and one
//! misprinted figure explains it.

use super::figure::{Places, hash, number, placed, spread};
use super::text::misprinted;
use crate::contract::{Amount, Bound, Check, CheckKind, CheckStatus, Extraction, Role};
use crate::interpret::Standing;

/// Checks every pair of amounts of one agreement that are one fact.
pub(super) fn check(extraction: &Extraction, places: &Places) -> Vec<Check> {
    let mut checks = Vec::new();
    for agreement in &extraction.agreements {
        let title = agreement.title.as_str();
        for (at, first) in agreement.amounts.iter().enumerate() {
            for second in &agreement.amounts[at + 1..] {
                if apart(first, second, places) && same_fact(first, second, title) {
                    checks.extend(compare(first, second, title));
                }
            }
        }
    }
    checks
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

fn compare(first: &Amount, second: &Amount, title: &str) -> Option<Check> {
    // The finer figure is what the coarser one should be.
    let (fine, rough) =
        if second.resolution < first.resolution { (second, first) } else { (first, second) };
    let difference = rough.value.0 - fine.value.0;
    let tolerance = spread(fine).tolerance + spread(rough).tolerance;
    let exact = fine.bound == Bound::Exact && rough.bound == Bound::Exact;
    let status = if difference.abs() <= tolerance {
        CheckStatus::Holds
    } else if exact && misprinted(fine.value.0, rough.value.0, rough.resolution.0) {
        CheckStatus::Contradicts
    } else {
        return None;
    };
    let what = fine.purpose.as_deref().unwrap_or(title);
    let message = match status {
        CheckStatus::Holds => format!(
            "\"{what}\" is {} and {}, the same within rounding.",
            placed(fine),
            placed(rough)
        ),
        _ => {
            format!("\"{what}\" is {} in one place and {} in another.", placed(fine), placed(rough))
        }
    };
    Some(Check {
        id: format!("repeated-{}-{}", fine.id, hash([rough.id.as_str()])),
        kind: CheckKind::RepeatedAmount,
        status,
        subject: vec![fine.id.clone(), rough.id.clone()],
        expected: fine.value,
        actual: rough.value,
        difference: number(difference),
        tolerance: number(tolerance),
        message,
    })
}
