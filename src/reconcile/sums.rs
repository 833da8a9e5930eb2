//! The parts of a total against the total, axis by axis.
//!
//! One total may be split more than once: by recipient in one list, by purpose in the next. What
//! stands in one paragraph, list or table is one axis; several of them are one axis as long as
//! they do not exceed the total together.

use std::collections::{BTreeMap, BTreeSet};

use super::axes::{axes, mistyped};
use super::each;
use super::each::is_each;
use super::figure::{Places, grouped, hash, listed, number, placed, spread, sum};
use super::tally::Tally;
use super::yearly::{self, counted};
use crate::contract::{Amount, Bound, Check, CheckKind, CheckStatus, Extraction, Per, Role};
use crate::diagnostic::{Code, Diagnostic};
use crate::interpret::Standing;

/// The fewest regions whose shares are the split of a total and not examples of it.
const FEWEST_SHARES: usize = 3;

/// A sum that is off by more than one part in so many is seldom a misprint.
const FAR: u64 = 5;

/// Checks every amount that has parts, and says where these may be parts of something else; what only
/// states a part again is no part of its own.
pub(super) fn check(
    extraction: &Extraction,
    places: &Places,
    restated: &BTreeMap<String, String>,
) -> (Vec<Check>, Vec<Diagnostic>) {
    let (mut checks, mut doubts) = (Vec::new(), Vec::new());
    let standings = |id: &String| places.get(id).map_or(&[][..], Vec::as_slice);
    let lists = extraction.agreements.iter().map(|agreement| &agreement.amounts);
    for amounts in lists.chain([&extraction.amounts]) {
        let mut parts_of: BTreeMap<&str, Vec<&Amount>> = BTreeMap::new();
        for part in amounts.iter().filter(|part| !restated.contains_key(&part.id)) {
            if let Some(whole) = &part.parent {
                parts_of.entry(whole).or_default().push(part);
            }
        }
        for total in amounts {
            let all = parts_of.remove(total.id.as_str()).unwrap_or_default();
            let left_out =
                |part: &&Amount| yearly::is_set_aside(part) && yearly::is_of_several(total, part);
            let below_several = |part: &&Amount| yearly::is_below_several(total, part);
            let yearly = all.iter().any(left_out) || all.iter().any(below_several);
            let (closing, check) = yearly::closing(total, &all).unzip();
            checks.extend(check);
            let closing = closing.unwrap_or_default();
            let parts: Vec<Part<'_>> = all
                .into_iter()
                .filter(|part| comparable(total, part) && !closing.contains(part))
                .map(|amount| Part { amount, places: standings(&amount.id) })
                .collect();
            if parts.iter().any(is_each) {
                checks.extend(each::closing(total, &parts));
                continue;
            }
            // What is split of an increase is seldom all of it: only a sum that closes says something.
            let mut split = || {
                let mut found = of_total(total, standings(&total.id), &parts);
                found.retain(|check| {
                    let far = is_far_off(total, standings(&total.id), &parts, check);
                    doubts.extend(far.then(|| doubt(total, check)));
                    !far
                });
                found.retain(|check| match check.status {
                    CheckStatus::Holds => true,
                    CheckStatus::Remainder => total.role != Role::Change && !yearly,
                    CheckStatus::Contradicts => total.role != Role::Change,
                });
                found
            };
            if !parts.is_empty() {
                checks.extend(split());
            }
        }
    }
    (checks, doubts)
}

/// Says that a contradiction is not taken for one.
fn doubt(total: &Amount, check: &Check) -> Diagnostic {
    let said = check.message.trim_end_matches('.');
    let message = format!("{said}; they stand elsewhere and may be of another sum: compare them");
    let doubt = Diagnostic::warning(Code::DoubtfulParts, message);
    total.mentions.first().cloned().into_iter().fold(doubt, Diagnostic::at)
}

/// True where parts that stand elsewhere than their total are so much more than it that no error in
/// print explains it: then they are parts of something else.
fn is_far_off(total: &Amount, places: &[Standing], parts: &[Part<'_>], check: &Check) -> bool {
    let named: Vec<Part<'_>> =
        parts.iter().filter(|part| check.subject.contains(&part.amount.id)).copied().collect();
    let beside = |part: &Part<'_>| {
        part.places.iter().any(|own| places.iter().any(|place| place.block == own.block))
    };
    let far = check.difference.0.saturating_mul(FAR.into()) > total.value.0;
    check.status == CheckStatus::Contradicts
        && far
        && !named.iter().all(beside)
        && !mistyped(total, &named)
}

/// A part of a total and where it stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Part<'a> {
    pub(super) amount: &'a Amount,
    pub(super) places: &'a [Standing],
}

/// True where a part is counted in the same money and over the same time as its total.
fn comparable(total: &Amount, part: &Amount) -> bool {
    let counted = |per: Option<Per>| matches!(per, Some(Per::Inhabitant | Per::Unit));
    total.currency == part.currency
        && !counted(total.per)
        && !counted(part.per)
        // A yearly part of a sum over several years is not comparable with it.
        && !yearly::is_of_several(total, part)
        && part.role != Role::Change
        && (part.years.is_empty()
            || total.years.is_empty()
            || part.years.iter().all(|year| total.years.contains(year)))
}

fn of_total(total: &Amount, places: &[Standing], parts: &[Part<'_>]) -> Vec<Check> {
    let (shares, parts): (Vec<Part<'_>>, Vec<Part<'_>>) =
        parts.iter().partition(|part| part.amount.role == Role::Share);
    let (paid, parts): (Vec<Part<'_>>, Vec<Part<'_>>) =
        parts.iter().partition(|part| part.amount.role == Role::Contribution);
    let all: Vec<Part<'_>> = parts.iter().chain(&shares).copied().collect();
    if !shares.is_empty() && !parts.is_empty() && closes(total, &all) {
        return compare(total, &all).into_iter().chain(compare(total, &paid)).collect();
    }
    let (payouts, earmarks): (Vec<Part<'_>>, Vec<Part<'_>>) =
        parts.iter().partition(|part| part.amount.role == Role::Payout);
    // What is paid out is the whole, or what was set aside for the same.
    let again = |payout: &Part<'_>| {
        let recipient = payout.amount.recipient.as_ref();
        let known = |part: &Part<'_>| part.amount.recipient.as_ref() == recipient;
        payout.amount.value == total.value || recipient.is_none() || earmarks.iter().any(known)
    };
    // The half of a whole that is paid out first is a part by time, and no part beside purposes.
    let half = |payout: &Part<'_>| is_half(total, payout);
    let twice = |payout: &Part<'_>| again(payout) || half(payout);
    let apart = !earmarks.is_empty() && !closes(total, &parts) && payouts.iter().any(twice);
    let mut checks = by_year(total, places, if apart { &earmarks } else { &parts });
    let left = |check: &Check| check.status == CheckStatus::Remainder;
    let mut paid_out = if apart { by_year(total, places, &payouts) } else { Vec::new() };
    // How much of it is paid out so far says nothing of what it is for.
    paid_out.retain(|check| !left(check));
    let all_paid = !paid_out.is_empty() || apart && payouts.iter().any(half);
    checks.extend(paid_out);
    if !shares.is_empty() || all_paid {
        // What some of the parties get is left out above: less than the total says nothing.
        checks.retain(|check| check.status != CheckStatus::Remainder);
    }
    checks.extend(compare(total, &paid));
    let regions: BTreeSet<&str> =
        shares.iter().filter_map(|part| part.amount.recipient.as_ref()?.code.as_deref()).collect();
    if regions.len() >= FEWEST_SHARES {
        checks.extend(compare(total, &shares));
    }
    checks
}

/// Parts of different years are different sums, unless the total is of all those years.
fn by_year(total: &Amount, places: &[Standing], parts: &[Part<'_>]) -> Vec<Check> {
    let mut years: BTreeMap<&[i32], Vec<Part<'_>>> = BTreeMap::new();
    for part in parts {
        let own = part.amount.years.as_slice();
        years.entry(if own.is_empty() { &total.years } else { own }).or_default().push(*part);
    }
    if years.len() > 1 && total.per.is_none() && closes(total, parts) {
        return compare(total, parts).into_iter().collect();
    }
    years.values().flat_map(|parts| axes(total, places, parts)).collect()
}

pub(super) fn tally<'t>(total: &'t Amount, parts: &[Part<'_>]) -> Tally<'t> {
    let mut tally = Tally::of(total);
    parts.iter().for_each(|part| tally.add(part.amount));
    tally
}

/// True where the parts are the total within the printed precision.
pub(super) fn closes(total: &Amount, parts: &[Part<'_>]) -> bool {
    tally(total, parts).close()
}

/// True where the parts are more than the total, whatever their rounding hides.
pub(super) fn exceeds(total: &Amount, parts: &[Part<'_>]) -> bool {
    let low = sum(parts.iter().map(|part| spread(part.amount).low));
    !closes(total, parts) && spread(total).high.is_some_and(|high| low > high)
}

/// True for a payout of half of a total: the other half is paid out at another time.
fn is_half(total: &Amount, part: &Part<'_>) -> bool {
    part.amount.role == Role::Payout && counted(part.amount, 2).value == total.value
}

/// The check of one axis; none where the bounds of the figures leave nothing to say.
pub(super) fn compare(total: &Amount, parts: &[Part<'_>]) -> Option<Check> {
    if parts.is_empty() || matches!(parts, [one] if is_half(total, one)) {
        return None;
    }
    let tally = tally(total, parts);
    let (sum, difference) = (tally.values, tally.difference());
    // One part that is a whole printed step below is no rounding: "1,5 mdkr, varav 1,4 mdkr".
    let step = parts.len() == 1 && !difference.is_zero() && difference.abs() == tally.allowed();
    let status = if tally.close() && !step {
        CheckStatus::Holds
    } else if exceeds(total, parts) {
        CheckStatus::Contradicts
    } else if difference.is_sign_negative() && total.bound != Bound::AtMost {
        CheckStatus::Remainder
    } else {
        return None;
    };
    let named: Vec<String> = parts.iter().map(|part| placed(part.amount)).collect();
    let (named, are) = match named.as_slice() {
        [one] => (format!("The part {one}"), "is".to_owned()),
        _ => (
            format!("The parts {}", listed(&named)),
            format!("are {} kronor together,", grouped(sum)),
        ),
    };
    let whole = placed(total);
    let message = match status {
        CheckStatus::Holds if difference.is_zero() => {
            format!("{named} {are} the whole of {whole}.")
        }
        CheckStatus::Holds => format!(
            "{named} {are} the total {whole} but for {} kronor of rounding.",
            grouped(difference.abs())
        ),
        CheckStatus::Remainder => {
            format!(
                "{named} {are} {} kronor less than the total {whole}.",
                grouped(difference.abs())
            )
        }
        CheckStatus::Contradicts => {
            format!("{named} {are} {} kronor more than the total {whole}.", grouped(difference))
        }
    };
    let axis = hash(parts.iter().map(|part| part.amount.id.as_str()));
    let ids = std::iter::once(&total.id).chain(parts.iter().map(|part| &part.amount.id));
    Some(Check {
        id: format!("parts-{}-{axis}", total.id),
        kind: CheckKind::PartsVsTotal,
        status,
        subject: ids.cloned().collect(),
        expected: total.value,
        actual: number(sum),
        difference: number(difference),
        tolerance: number(tally.allowed()),
        message,
    })
}
