//! Broken amounts of running text and of rows per purpose: each is read so that parts close their
//! total, and only so; one that no sum proves stays without a value.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use super::figure::{Places, grouped, place, placed};
use super::within;
use crate::contract::{Amount, Check, CheckKind, CheckStatus, Diagnostic, Extraction};
use crate::diagnostic::Code;
use crate::interpret::{BrokenAmount, Interpretation, Standing};
use crate::recognise::{self, Mention, Value};

/// A document with more broken amounts than this is read as it is: each is tried by reading all of
/// it again.
const MOST: usize = 8;

/// The fewest figures of a sum that proves one of them.
const FEWEST: usize = 3;

/// A document as read with some of its broken amounts.
struct Reading {
    mentions: Vec<Mention>,
    extraction: Extraction,
    places: Places,
    left: Vec<BrokenAmount>,
}

/// Reads a document again by `interpret` with each reading of each broken amount; a reading that
/// alone closes a sum is taken.
pub(super) fn read(
    plain: Interpretation,
    mentions: &[Mention],
    interpret: &impl Fn(&[Mention]) -> Interpretation,
) -> Extraction {
    if plain.broken.is_empty() || plain.broken.len() > MOST {
        return within(plain);
    }
    let mut best = Reading::new(plain, mentions.to_vec());
    let broken = best.left.clone();
    if let Some(mut alike) = all_alike(&best, &broken, interpret) {
        alike.say(&broken.iter().collect::<Vec<_>>());
        return alike.extraction;
    }
    let mut proved: Vec<&BrokenAmount> = Vec::new();
    for amount in &broken {
        proved.push(amount);
        let mut closing = amount.readings.iter().filter_map(|reading| {
            let mentions = with(&best.mentions, amount, reading);
            let tried = Reading::new(interpret(&mentions), mentions);
            proved.iter().all(|it| tried.proof_of(it).is_some()).then_some(tried)
        });
        match (closing.next(), closing.next()) {
            (Some(only), None) => best = only,
            _ => {
                proved.pop();
            }
        }
    }
    best.say(&proved);
    best.extraction
}

/// The reading of several amounts that are broken alike, where one way of reading all of them closes a
/// sum with each: "Mål 1 300 mnkr, mål 2 200 mnkr, mål 3 100 mnkr, totalt 600 mnkr".
fn all_alike(
    plain: &Reading,
    broken: &[BrokenAmount],
    interpret: &impl Fn(&[Mention]) -> Interpretation,
) -> Option<Reading> {
    let ways = broken.iter().map(|amount| amount.readings.len()).min().unwrap_or_default();
    if broken.len() < 2 {
        return None;
    }
    let mut closing = (0..ways).filter_map(|way| {
        let mut mentions = plain.mentions.clone();
        for amount in broken {
            mentions = with(&mentions, amount, &amount.readings[way]);
        }
        let tried = Reading::new(interpret(&mentions), mentions);
        broken.iter().all(|it| tried.proof_of(it).is_some()).then_some(tried)
    });
    closing.next().filter(|_| closing.next().is_none())
}

/// The mentions with one reading in place of a broken amount.
fn with(
    mentions: &[Mention],
    amount: &BrokenAmount,
    reading: &recognise::amount::Amount,
) -> Vec<Mention> {
    let range = amount.range.clone();
    let apart = |it: &&Mention| it.range.end <= range.start || it.range.start >= range.end;
    let mut mentions: Vec<Mention> = mentions.iter().filter(apart).cloned().collect();
    let at = mentions.partition_point(|it| it.range.start < range.start);
    let value = Value::Amount(reading.clone());
    mentions.insert(at, Mention { range, value, rule: "proved", candidates: Vec::new() });
    mentions
}

impl Reading {
    fn new(mut interpretation: Interpretation, mentions: Vec<Mention>) -> Reading {
        let left = std::mem::take(&mut interpretation.broken);
        let places = interpretation.places.clone();
        Reading { mentions, extraction: within(interpretation), places, left }
    }

    /// The amount that a broken one has become; none where it has become one with another.
    fn id_of(&self, amount: &BrokenAmount) -> Option<&String> {
        let start = amount.range.start;
        let stands = |places: &[Standing]| matches!(places, [place] if place.at == start);
        self.places.iter().find(|(_, places)| stands(places)).map(|(id, _)| id)
    }

    /// The amount that a broken one has become, and the sum that it closes with other figures that
    /// are whole.
    fn proof_of(&self, amount: &BrokenAmount) -> Option<(&Amount, &Check)> {
        let id = self.id_of(amount)?;
        let value = self.amount(id)?;
        let of_it = |check: &&Check| check.subject.contains(id);
        let checks = || self.extraction.checks.iter().filter(of_it);
        if checks().any(|check| check.status == CheckStatus::Contradicts) {
            return None;
        }
        let proof = checks().find(|check| {
            // What the rounding of the others can hide is not proved by them.
            let exact = check.difference.0.is_zero() && check.tolerance.0 < value.value.0;
            let fine = check.tolerance.0.saturating_mul(Decimal::TEN) <= value.value.0;
            check.kind == CheckKind::PartsVsTotal
                && check.status == CheckStatus::Holds
                && check.subject.len() >= FEWEST
                && (exact || fine)
                && !self.has_broken(&check.subject)
        })?;
        Some((value, proof))
    }

    fn amount(&self, id: &str) -> Option<&Amount> {
        let lists = self.extraction.agreements.iter().map(|agreement| &agreement.amounts);
        lists.chain([&self.extraction.amounts]).flatten().find(|amount| amount.id == id)
    }

    /// True where a broken amount stands beside one of these.
    fn has_broken(&self, ids: &[String]) -> bool {
        let blocks: BTreeSet<usize> = self.left.iter().map(|it| it.standing.block).collect();
        let places = ids.iter().filter_map(|id| self.places.get(id)).flatten();
        places.into_iter().any(|place| blocks.contains(&place.block))
    }

    /// Says of each proved amount by which check it is read so.
    fn say(&mut self, proved: &[&BrokenAmount]) {
        let mut said = Vec::new();
        for amount in proved {
            let Some((value, check)) = self.proof_of(amount) else { continue };
            let total = check.subject.first().and_then(|id| self.amount(id));
            let message = format!(
                "\"{}\" ({}) is read as {}: so the parts of the total {} close",
                amount.mention.quote.split_whitespace().collect::<Vec<_>>().join(" "),
                place(&amount.mention),
                grouped(value.value.0),
                total.map(placed).unwrap_or_default(),
            );
            let note = Diagnostic::note(Code::ProvedReading, message).at(amount.mention.clone());
            said.push((value.id.clone(), check.id.clone(), *amount, note));
        }
        let Extraction { agreements, amounts, tables, diagnostics, .. } = &mut self.extraction;
        for (id, check, broken, note) in said {
            let lists = agreements.iter_mut().map(|agreement| &mut agreement.amounts);
            let known = lists.chain([&mut *amounts]).flatten().find(|amount| amount.id == id);
            if let Some(amount) = known {
                amount.proved_by = Some(check.clone());
            }
            for row in tables.iter_mut().flat_map(|table| &mut table.rows) {
                let own = row.mentions.iter().position(|it| it.as_ref() == Some(&broken.mention));
                if let Some(column) = own {
                    row.proved_by.resize(row.values.len(), None);
                    row.proved_by[column] = Some(check.clone());
                }
            }
            diagnostics.push(note);
        }
    }
}
