//! Parts that come every year against a total for several years, or for one of theirs.

use rust_decimal::Decimal;

use super::figure::{number, placed};
use super::sums::{Part, compare};
use crate::contract::{Amount, Check, CheckStatus, Per, Role};

/// True for what comes every year, beside a total that is for years of its own.
fn is_yearly(total: &Amount, part: &Amount) -> bool {
    total.per.is_none() && part.per == Some(Per::Year)
}

pub(super) fn is_set_aside(part: &Amount) -> bool {
    matches!(part.role, Role::Earmark | Role::Other | Role::Budget)
}

/// In how many years of its total a yearly part comes.
fn years(total: &Amount, part: &Amount) -> usize {
    let (own, all) = (&part.years, &total.years);
    match (own.is_empty(), all.is_empty()) {
        (false, true) => own.len(),
        (true, _) => all.len().max(1),
        _ => own.iter().filter(|year| all.contains(year)).count(),
    }
}

/// True for a yearly part of a total for more years than one, in whichever of them it comes.
pub(super) fn is_below_several(total: &Amount, part: &Amount) -> bool {
    is_yearly(total, part) && is_set_aside(part) && total.years.len() > 1
}

/// True for a part of each of several years of a total for all of them.
pub(super) fn is_of_several(total: &Amount, part: &Amount) -> bool {
    is_yearly(total, part) && years(total, part) > 1
}

/// The parts, or those that come every year alone, and the check that they are the whole of a total,
/// counted once a year; none where they are not, for nothing says then that they are all of it.
pub(super) fn closing<'a>(
    total: &Amount,
    parts: &[&'a Amount],
) -> Option<(Vec<&'a Amount>, Check)> {
    let yearly: Vec<&Amount> =
        parts.iter().copied().filter(|part| is_yearly(total, part) && is_set_aside(part)).collect();
    let several = yearly.iter().any(|part| {
        is_of_several(total, part) || !part.years.iter().all(|it| total.years.contains(it))
    });
    if !several {
        return None;
    }
    let found = |parts: Vec<&'a Amount>| whole(total, &parts).map(|check| (parts, check));
    found(parts.to_vec()).or_else(|| found(yearly))
}

fn whole(total: &Amount, parts: &[&Amount]) -> Option<Check> {
    let fits = |part: &&Amount| {
        is_set_aside(part)
            && part.currency == total.currency
            && match part.per {
                Some(Per::Year) => years(total, part) > 0,
                Some(_) => false,
                None => {
                    total.years.is_empty() || part.years.iter().all(|it| total.years.contains(it))
                }
            }
    };
    if !parts.iter().all(fits) {
        return None;
    }
    let all_counted: Vec<(usize, Amount)> = parts
        .iter()
        .map(|part| {
            let count = if is_yearly(total, part) { years(total, part) } else { 1 };
            (count, counted(part, count))
        })
        .collect();
    let all: Vec<Part<'_>> =
        all_counted.iter().map(|(_, amount)| Part { amount, places: &[] }).collect();
    let mut check = compare(total, &all).filter(|it| it.status == CheckStatus::Holds)?;
    for (part, (count, amount)) in parts.iter().zip(&all_counted) {
        if *count > 1 {
            let said = format!("{count} times {}", placed(part));
            check.message = check.message.replacen(&placed(amount), &said, 1);
        }
    }
    // Rounding that is counted several times hides too much.
    check.difference.0.is_zero().then_some(check)
}

/// What an amount comes to that is counted so many times.
pub(super) fn counted(part: &Amount, count: usize) -> Amount {
    let times = |value: Decimal| number(value.saturating_mul(count.into()));
    let (value, resolution) = (times(part.value.0), times(part.resolution.0));
    Amount { value, resolution, per: None, ..part.clone() }
}
