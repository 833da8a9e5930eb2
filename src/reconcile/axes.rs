//! The axes by which a total is split: one paragraph, one list, one column of a table, or neighbours
//! among them that close it together.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use rust_decimal::Decimal;

use super::figure::{spread, sum};
use super::outline::{self, Entry};
use super::sums::{Part, closes, compare, exceeds};
use super::tally::Tally;
use super::twins::Twins;
use crate::contract::{Amount, Bound, Check, CheckStatus, Party, PartyKind};
use crate::interpret::Standing;
use crate::recognise::misprint::{Printed, explains, one_digit_off};

/// The fewest parts in a place that may be a split of a total that another place splits whole.
const FEWEST: usize = 3;

/// Finds the axes among parts of one time and checks each.
pub(super) fn axes(total: &Amount, places: &[Standing], parts: &[Part<'_>]) -> Vec<Check> {
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
        // Where an axis has all of the total, a few parts elsewhere that are little of it leave
        // nothing out.
        let few = !closed.is_empty() && block.len() < FEWEST;
        let little = |check: &Check| {
            check.actual.0.saturating_mul(4.into()) < check.expected.0.saturating_mul(3.into())
        };
        let check = in_block(total, block);
        checks
            .extend(check.filter(|it| !(few && it.status == CheckStatus::Remainder && little(it))));
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
pub(super) fn mistyped(total: &Amount, parts: &[Part<'_>]) -> bool {
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

/// The parts by the blocks in which they stand, of a table by its columns, in the order of the text;
/// a part that is repeated stands in several.
fn blocks<'a>(parts: &[Part<'a>]) -> Vec<Vec<Part<'a>>> {
    let mut blocks: BTreeMap<_, Vec<(usize, Part<'a>)>> = BTreeMap::new();
    for part in parts {
        let mut seen = BTreeSet::new();
        for place in part.places {
            let key = (place.block, place.column);
            if seen.insert(key) {
                blocks.entry(key).or_default().push((place.at, *part));
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
