//! The parts of a total against the total, axis by axis.
//!
//! One total may be split more than once: by recipient in one list, by purpose in the next. What
//! stands in one paragraph, list or table is one axis; several of them are one axis as long as
//! they do not exceed the total together.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use super::figure::{Places, grouped, half, hash, listed, number, placed, spread, sum};
use super::outline::{self, Entry};
use super::repeated;
use super::text::one_digit_off;
use crate::contract::{
    Amount, Bound, Check, CheckKind, CheckStatus, Extraction, Party, PartyKind, Per, Role,
};
use crate::interpret::Standing;

/// The fewest regions whose shares are the split of a total and not examples of it.
const FEWEST_SHARES: usize = 3;

/// Checks every amount that has parts.
pub(super) fn check(extraction: &Extraction, places: &Places) -> Vec<Check> {
    let mut checks = Vec::new();
    let standings = |id: &String| places.get(id).map_or(&[][..], Vec::as_slice);
    let lists = extraction.agreements.iter().map(|agreement| &agreement.amounts);
    for amounts in lists.chain([&extraction.amounts]) {
        for total in amounts {
            let parts: Vec<Part<'_>> = amounts
                .iter()
                .filter(|part| part.parent.as_ref() == Some(&total.id))
                .filter(|part| comparable(total, part))
                .map(|amount| Part { amount, places: standings(&amount.id) })
                .collect();
            if !parts.is_empty() && total.role != Role::Change {
                checks.extend(of_total(total, standings(&total.id), &parts));
            }
        }
    }
    checks
}

/// A part of a total and where it stands.
#[derive(Debug, Clone, Copy)]
struct Part<'a> {
    amount: &'a Amount,
    places: &'a [Standing],
}

/// True where a part is counted in the same money and over the same time as its total.
fn comparable(total: &Amount, part: &Amount) -> bool {
    let counted = |per: Option<Per>| matches!(per, Some(Per::Inhabitant | Per::Unit));
    let same_time = match (total.per, part.per) {
        // A yearly part of a sum over several years is not comparable with it.
        (None, Some(Per::Year)) => total.years.len() < 2,
        _ => true,
    };
    total.currency == part.currency
        && !counted(total.per)
        && !counted(part.per)
        && same_time
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
    let mut checks = by_year(total, places, &parts);
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

/// Finds the axes among parts of one time and checks each.
fn axes(total: &Amount, places: &[Standing], parts: &[Part<'_>]) -> Vec<Check> {
    let parts = below_headlines(parts);
    let blocks = blocks(&parts);
    if let Some(own) = misprinted_axis(total, places, &blocks) {
        return compare(total, own).into_iter().collect();
    }
    if !exceeds(total, &parts) {
        return compare(total, &parts).into_iter().collect();
    }
    let (mut checks, mut closed, mut rest) = (Vec::new(), Vec::new(), Vec::new());
    let mut at = 0;
    while at < blocks.len() {
        // Neighbouring blocks that close the total together are one axis.
        let run = (at..blocks.len()).find(|&end| closes(total, &distinct(&blocks[at..=end])));
        match run {
            Some(end) => {
                let axis = distinct(&blocks[at..=end]);
                checks.extend(compare(total, &axis));
                closed.extend(axis);
                at = end + 1;
            }
            None => {
                rest.push(&blocks[at]);
                at += 1;
            }
        }
    }
    let closed = distinct(&[closed]);
    for block in rest {
        checks.extend(in_block(total, block));
        checks.extend(block.iter().filter_map(|part| stated_otherwise(part, &closed)));
    }
    if checks.iter().all(|check| check.status == CheckStatus::Remainder) {
        let apart = by_recipient(&parts);
        if exceeds(total, &apart) {
            checks.extend(compare(total, &apart));
        }
    }
    checks
}

/// The parts without those that only headlines state, unless there are no others: a headline sums
/// up what stands below it.
fn below_headlines<'a>(parts: &[Part<'a>]) -> Vec<Part<'a>> {
    let headline =
        |part: &&Part<'a>| !part.places.is_empty() && part.places.iter().all(|place| place.heading);
    let below: Vec<Part<'a>> = parts.iter().filter(|part| !headline(part)).copied().collect();
    if below.is_empty() { parts.to_vec() } else { below }
}

/// The parts beside the total in its own paragraph or list, where one wrong figure explains why
/// they do not close it: what stands in other paragraphs is then no part of that sum.
fn misprinted_axis<'b, 'a>(
    total: &Amount,
    places: &[Standing],
    blocks: &'b [Vec<Part<'a>>],
) -> Option<&'b [Part<'a>]> {
    let exact = |amount: &Amount| amount.bound == Bound::Exact;
    let own = blocks.iter().filter(|block| {
        block.len() > 1
            && exact(total)
            && block.iter().all(|part| exact(part.amount))
            && !closes(total, block)
            && places.iter().any(|place| {
                block.iter().all(|part| part.places.iter().any(|own| own.block == place.block))
            })
            && one_digit_off(values(block), total.value.0, total.resolution.0)
    });
    let mut own = own.map(Vec::as_slice).filter(|_| blocks.len() > 1);
    own.next().filter(|_| own.next().is_none())
}

/// The contradiction between a part outside every axis and one in an axis that closes, where they
/// are the same but for one digit.
fn stated_otherwise(part: &Part<'_>, closed: &[Part<'_>]) -> Option<Check> {
    let own = part.amount;
    if closed.iter().any(|other| other.amount.id == own.id) {
        return None;
    }
    let alike = |other: &&Part<'_>| {
        let other = other.amount;
        let named = own.recipient.is_some()
            && closed.iter().filter(|part| part.amount.recipient == own.recipient).count() == 1;
        let unsaid = own.recipient.is_none() || other.recipient.is_none();
        let same = own.recipient == other.recipient;
        own.role == other.role
            && repeated::digit_off(own, other)
            && ((named && same) || ((same || unsaid) && repeated::share_words(own, other)))
    };
    let mut twins = closed.iter().filter(alike);
    let twin = twins.next().filter(|_| twins.next().is_none())?;
    Some(repeated::contradiction(twin.amount, own))
}

/// The axis that one paragraph, list or table is.
fn in_block(total: &Amount, block: &[Part<'_>]) -> Option<Check> {
    if block.len() < 2 {
        return None;
    }
    let runs = (0..block.len()).flat_map(|from| (from + 2..=block.len()).map(move |to| (from, to)));
    for (from, to) in runs {
        if closes(total, &block[from..to]) {
            return compare(total, &block[from..to]);
        }
    }
    let entries: Vec<Entry> = block
        .iter()
        .map(|part| Entry {
            value: part.amount.value.0,
            tolerance: spread(part.amount).tolerance,
            opened: part.amount.purpose.as_deref().is_some_and(outline::opens),
        })
        .collect();
    let kept: Vec<Part<'_>> =
        outline::top_level(&entries).into_iter().map(|index| block[index]).collect();
    (kept.len() > 1).then(|| compare(total, &kept))?
}

/// The parts by the blocks in which they stand, in the order of the text; a part that is repeated
/// stands in several.
fn blocks<'a>(parts: &[Part<'a>]) -> Vec<Vec<Part<'a>>> {
    let mut blocks: BTreeMap<usize, Vec<(usize, Part<'a>)>> = BTreeMap::new();
    for part in parts {
        let mut seen = BTreeSet::new();
        for place in part.places {
            if seen.insert(place.block) {
                blocks.entry(place.block).or_default().push((place.at, *part));
            }
        }
    }
    let sorted = blocks.into_values().map(|mut block| {
        block.sort_by_key(|(at, _)| *at);
        block.into_iter().map(|(_, part)| part).collect()
    });
    sorted.collect()
}

/// The parts of several blocks, each once.
fn distinct<'a>(blocks: &[Vec<Part<'a>>]) -> Vec<Part<'a>> {
    let mut seen = BTreeSet::new();
    blocks.iter().flatten().copied().filter(|part| seen.insert(part.amount.id.as_str())).collect()
}

/// One part for each recipient that is apart from the others, where each has no more than one.
fn by_recipient<'a>(parts: &[Part<'a>]) -> Vec<Part<'a>> {
    let kind = |part: &Part<'_>| part.amount.recipient.as_ref().map(|Party { kind, .. }| *kind);
    let apart = [PartyKind::Regions, PartyKind::Municipalities, PartyKind::Skr];
    let found: Vec<Part<'a>> = parts
        .iter()
        .copied()
        .filter(|part| kind(part).is_some_and(|kind| apart.contains(&kind)))
        .collect();
    let kinds: BTreeSet<Option<PartyKind>> = found.iter().map(kind).collect();
    if kinds.len() == found.len() { found } else { Vec::new() }
}

fn values(parts: &[Part<'_>]) -> Decimal {
    sum(parts.iter().map(|part| part.amount.value.0))
}

/// How far the printed precision of all figures lets them differ.
fn tolerance(total: &Amount, parts: &[Part<'_>]) -> Decimal {
    let parts = parts.iter().map(|part| spread(part.amount).tolerance);
    sum(parts.chain([spread(total).tolerance]))
}

/// The same where the parts are fewer kronor: beside a total in finer steps, "168 miljoner" is
/// printed as exactly as the total is, and what is missing is no rounding.
fn strict_tolerance(total: &Amount, parts: &[Part<'_>]) -> Decimal {
    let own = parts.iter().map(|part| match part.amount.bound {
        Bound::Exact => half(part.amount.resolution.0.min(total.resolution.0)),
        _ => spread(part.amount).tolerance,
    });
    sum(own.chain([spread(total).tolerance]))
}

/// The tolerance that this difference is held against.
fn allowed(total: &Amount, parts: &[Part<'_>], difference: Decimal) -> Decimal {
    if difference.is_sign_negative() {
        strict_tolerance(total, parts)
    } else {
        tolerance(total, parts)
    }
}

/// True where the parts are the total within the printed precision.
fn closes(total: &Amount, parts: &[Part<'_>]) -> bool {
    let difference = values(parts) - total.value.0;
    difference.abs() <= allowed(total, parts, difference)
}

/// True where the parts are more than the total, whatever their rounding hides.
fn exceeds(total: &Amount, parts: &[Part<'_>]) -> bool {
    let low = sum(parts.iter().map(|part| spread(part.amount).low));
    !closes(total, parts) && spread(total).high.is_some_and(|high| low > high)
}

/// The check of one axis; none where the bounds of the figures leave nothing to say.
fn compare(total: &Amount, parts: &[Part<'_>]) -> Option<Check> {
    if parts.is_empty() {
        return None;
    }
    let sum = values(parts);
    let difference = sum - total.value.0;
    let status = if closes(total, parts) {
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
        tolerance: number(allowed(total, parts, difference)),
        message,
    })
}
