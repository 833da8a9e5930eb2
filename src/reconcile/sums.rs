//! The parts of a total against the total, axis by axis.
//!
//! One total may be split more than once: by recipient in one list, by purpose in the next. What
//! stands in one paragraph, list or table is one axis; several of them are one axis as long as
//! they do not exceed the total together.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use rust_decimal::Decimal;

use super::figure::{Places, grouped, hash, listed, number, placed, spread, sum};
use super::outline::{self, Entry};
use super::tally::Tally;
use super::twins::Twins;
use crate::contract::{
    Amount, Bound, Check, CheckKind, CheckStatus, Extraction, Party, PartyKind, Per, Role,
};
use crate::interpret::Standing;
use crate::recognise::misprint::{Printed, explains, one_digit_off};

/// The fewest regions whose shares are the split of a total and not examples of it.
const FEWEST_SHARES: usize = 3;

/// Checks every amount that has parts; what only states a part again is no part of its own.
pub(super) fn check(
    extraction: &Extraction,
    places: &Places,
    restated: &BTreeMap<String, String>,
) -> Vec<Check> {
    let mut checks = Vec::new();
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
            let parts = parts_of.remove(total.id.as_str()).unwrap_or_default();
            let parts: Vec<Part<'_>> = parts
                .into_iter()
                .filter(|part| comparable(total, part))
                .map(|amount| Part { amount, places: standings(&amount.id) })
                .collect();
            // What is split of an increase is seldom all of it: only a sum that closes says something.
            let split = || {
                let mut found = of_total(total, standings(&total.id), &parts);
                found.retain(|check| {
                    total.role != Role::Change || check.status == CheckStatus::Holds
                });
                found
            };
            if !parts.is_empty() {
                checks.extend(split());
            }
        }
    }
    checks
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
    let all: Vec<Part<'_>> = parts.iter().chain(&shares).copied().collect();
    if !shares.is_empty() && !parts.is_empty() && closes(total, &all) {
        return compare(total, &all).into_iter().chain(compare(total, &paid)).collect();
    }
    let mut checks = by_year(total, places, &parts);
    if !shares.is_empty() {
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
        let run = closing_blocks(total, &blocks[at..]).map(|count| at + count - 1);
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
    if closed.is_empty() && mistyped(total, &parts) {
        return compare(total, &parts).into_iter().collect();
    }
    let twins = Twins::new(&closed, &rest);
    for block in rest {
        checks.extend(in_block(total, block));
        checks.extend(block.iter().filter_map(|part| twins.stated_otherwise(part)));
    }
    if checks.iter().all(|check| check.status == CheckStatus::Remainder) {
        let apart = by_recipient(&parts);
        if exceeds(total, &apart) {
            checks.extend(compare(total, &apart));
        }
    }
    checks
}

/// How many blocks from the first on close the total together.
fn closing_blocks(total: &Amount, blocks: &[Vec<Part<'_>>]) -> Option<usize> {
    let (mut tally, mut seen) = (Tally::of(total), BTreeSet::new());
    for (index, block) in blocks.iter().take(outline::MOST).enumerate() {
        for part in block {
            if seen.insert(part.amount.id.as_str()) {
                tally.add(part.amount);
            }
        }
        if tally.close() {
            return Some(index + 1);
        }
    }
    None
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

/// True where one typing error explains that parts in several places are more than their total: they
/// are no splits of it by different keys then.
fn mistyped(total: &Amount, parts: &[Part<'_>]) -> bool {
    let exact = |amount: &Amount| amount.bound == Bound::Exact;
    let printed = |amount: &Amount| Printed { value: amount.value.0, step: amount.resolution.0 };
    let figures: Vec<Printed> = parts.iter().map(|part| printed(part.amount)).collect();
    exact(total)
        && parts.iter().all(|part| exact(part.amount))
        && explains(printed(total), &figures)
}

/// The axis that one paragraph, list or table is.
fn in_block(total: &Amount, block: &[Part<'_>]) -> Option<Check> {
    if block.len() < 2 {
        return None;
    }
    if let Some(run) = closing_run(total, block) {
        return compare(total, &block[run]);
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

/// The first neighbours in a block that close the total; longer lists than a table of all
/// municipalities are not searched.
fn closing_run(total: &Amount, block: &[Part<'_>]) -> Option<Range<usize>> {
    if block.len() > outline::MOST {
        return None;
    }
    (0..block.len()).find_map(|from| {
        let mut tally = Tally::of(total);
        (from..block.len()).find_map(|at| {
            tally.add(block[at].amount);
            (at > from && tally.close()).then_some(from..at + 1)
        })
    })
}

fn tally<'t>(total: &'t Amount, parts: &[Part<'_>]) -> Tally<'t> {
    let mut tally = Tally::of(total);
    parts.iter().for_each(|part| tally.add(part.amount));
    tally
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

/// True where the parts are the total within the printed precision.
fn closes(total: &Amount, parts: &[Part<'_>]) -> bool {
    tally(total, parts).close()
}

/// True where the parts are more than the total, whatever their rounding hides.
fn exceeds(total: &Amount, parts: &[Part<'_>]) -> bool {
    let low = sum(parts.iter().map(|part| spread(part.amount).low));
    !closes(total, parts) && spread(total).high.is_some_and(|high| low > high)
}

/// The check of one axis; none where the bounds of the figures leave nothing to say.
pub(super) fn compare(total: &Amount, parts: &[Part<'_>]) -> Option<Check> {
    if parts.is_empty() {
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
