//! Which sums may be one: so near that rounding explains the difference, or misprints of each
//! other. Finds them by their values and digits, without comparing each with each.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use super::figure::spread;
use crate::contract::Amount;
use crate::recognise::misprint::digits;

/// The pairs of different sums among `amounts` that may be one, by their indices, in order; every
/// pair that rounding or one misprint explains is among them.
pub(super) fn pairs(amounts: &[&Amount]) -> BTreeSet<(usize, usize)> {
    let mut by_value: BTreeMap<Decimal, Vec<usize>> = BTreeMap::new();
    for (index, amount) in amounts.iter().enumerate() {
        by_value.entry(amount.value.0).or_default().push(index);
    }
    let mut found = BTreeSet::new();
    rounded(amounts, &by_value, &mut found);
    let values: BTreeSet<(Decimal, Decimal)> =
        amounts.iter().map(|amount| (amount.value.0, amount.resolution.0)).collect();
    let steps: BTreeSet<Decimal> = values.iter().map(|(_, step)| *step).collect();
    for (one, two) in misprints(&values, &steps) {
        for &a in &by_value[&one] {
            found.extend(by_value[&two].iter().map(|&b| (a.min(b), a.max(b))));
        }
    }
    found
}

/// Adds the pairs of which one may be the other rounded, or cut off in its last printed place.
fn rounded(
    amounts: &[&Amount],
    by_value: &BTreeMap<Decimal, Vec<usize>>,
    found: &mut BTreeSet<(usize, usize)>,
) {
    let tolerances: Vec<Decimal> = amounts.iter().map(|it| spread(it).tolerance).collect();
    for (a, amount) in amounts.iter().enumerate() {
        // The one with the wider tolerance finds the other.
        let (value, own) = (amount.value.0, tolerances[a]);
        let reach = own.saturating_add(own);
        let near = by_value.range(value.saturating_sub(reach)..=value.saturating_add(reach));
        for (other, indices) in near.filter(|(other, _)| **other != value) {
            let distance = value.saturating_sub(*other).abs();
            let fits = |b: &&usize| {
                tolerances[**b] <= own && distance <= reach.saturating_add(tolerances[**b])
            };
            found.extend(indices.iter().filter(fits).map(|&b| (a.min(b), a.max(b))));
        }
    }
}

/// The pairs of values whose digits, as printed in one of the steps or in full, differ in one place
/// or by a swap of two that stand beside each other.
fn misprints(
    values: &BTreeSet<(Decimal, Decimal)>,
    steps: &BTreeSet<Decimal>,
) -> BTreeSet<(Decimal, Decimal)> {
    let mut found = BTreeSet::new();
    for step in steps.iter().map(|step| Some(*step)).chain([None]) {
        let printed = values.iter().filter(|(_, own)| step.is_none_or(|step| *own <= step));
        let mut alike: BTreeMap<Vec<u8>, BTreeSet<Decimal>> = BTreeMap::new();
        for (value, _) in printed {
            let digits = match step {
                Some(step) => digits(*value, step),
                None => value.normalize().to_string().replace('.', "").into_bytes(),
            };
            for key in patterns(&digits) {
                alike.entry(key).or_default().insert(*value);
            }
        }
        for group in alike.into_values().filter(|group| group.len() > 1) {
            for one in &group {
                found.extend(group.range(..one).map(|two| (*one, *two)));
            }
        }
    }
    found
}

/// The patterns that digits share with what they may be a misprint of: each digit left open, each
/// pair of neighbours in either order.
fn patterns(digits: &[u8]) -> impl Iterator<Item = Vec<u8>> {
    let open = (0..digits.len()).map(|at| {
        let mut pattern = digits.to_vec();
        pattern[at] = b'?';
        pattern
    });
    let swapped = (1..digits.len()).filter(|&at| digits[at - 1] != digits[at]).map(|at| {
        let mut pattern = digits.to_vec();
        pattern[at - 1..=at].sort_unstable();
        pattern.insert(at, b'~');
        pattern
    });
    open.chain(swapped)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_what_one_misprint_explains() {
        let values = ["212000000", "221000000", "213000000", "99", "54499160"];
        let values = values.map(|value| (value.parse().unwrap_or_default(), Decimal::ONE));
        let found = misprints(&BTreeSet::from(values), &BTreeSet::from([Decimal::ONE]));
        let found: Vec<String> = found.iter().map(|(a, b)| format!("{a} {b}")).collect();
        assert_eq!(found, ["213000000 212000000", "221000000 212000000"]);
    }
}
