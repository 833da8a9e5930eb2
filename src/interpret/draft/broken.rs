//! Amounts whose print has more than one reading. They have no value here: a sum may prove one later.

use std::ops::Range;

use crate::contract::{Diagnostic, Mention as Place};
use crate::diagnostic::Code;
use crate::interpret::scene::Scene;
use crate::interpret::{Standing, standing};
use crate::recognise::Value;
use crate::recognise::amount::Amount;

/// An amount whose print has more than one reading, or one that repairs it.
#[derive(Debug, Clone)]
pub(crate) struct BrokenAmount {
    /// Its bytes in the clean text.
    pub(crate) range: Range<usize>,
    /// What it may mean, likeliest first.
    pub(crate) readings: Vec<Amount>,
    /// Where in the order of the text it stands.
    pub(crate) standing: Standing,
    pub(crate) mention: Place,
}

impl BrokenAmount {
    pub(in crate::interpret) fn new(
        scene: &Scene<'_>,
        range: Range<usize>,
        readings: Vec<Amount>,
    ) -> Self {
        let (standing, mention) = (standing(scene.text, &range), scene.text.mention(range.clone()));
        BrokenAmount { range, readings, standing, mention }
    }
}

/// The broken amounts outside the allocations, which are `taken`.
pub(in crate::interpret) fn find(scene: &Scene<'_>, taken: &[Range<usize>]) -> Vec<BrokenAmount> {
    let mut found = Vec::new();
    for mention in scene.mentions.iter().filter(|mention| !mention.candidates.is_empty()) {
        let Value::Amount(_) = &mention.value else { continue };
        if taken.iter().any(|range| range.contains(&mention.range.start)) {
            continue;
        }
        let readings = mention.candidates.iter().filter_map(|it| match it {
            Value::Amount(amount) => Some(amount.clone()),
            _ => None,
        });
        found.push(BrokenAmount::new(scene, mention.range.clone(), readings.collect()));
    }
    found
}

/// Says that an amount has no value, and what it may mean.
pub(in crate::interpret) fn doubt(broken: &BrokenAmount) -> Diagnostic {
    let readings: Vec<String> = broken.readings.iter().map(ToString::to_string).collect();
    let message = format!(
        "\"{}\" is no well-formed amount and is not taken as a value; it may mean {}: compare it with the original",
        broken.mention.quote.replace('\n', " "),
        readings.join(" or ")
    );
    Diagnostic::warning(Code::DoubtfulAmount, message).at(broken.mention.clone())
}
