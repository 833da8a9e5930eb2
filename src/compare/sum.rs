//! What amounts and cells come to on both sides of a comparison.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use serde::Serialize;

use super::fact::{Fact, Subject};
use super::words::number;
use crate::contract::Number;

/// The sum of all amounts of a role, or of all cells in kronor, before and after.
///
/// A sum over roles would count money twice: a part is in its total.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Sum {
    /// The role, or `cells`.
    pub of: String,
    /// How many there were.
    pub count_before: usize,
    /// How many there are.
    pub count_after: usize,
    /// What they were together, in kronor.
    pub before: Number,
    /// What they are together, in kronor.
    pub after: Number,
    /// `after - before`.
    pub difference: Number,
    /// The difference in percent of `before`, to one decimal.
    pub percent: Option<Number>,
}

/// The sums that differ.
pub(super) fn sums(old: &[Fact], new: &[Fact]) -> Vec<Sum> {
    let (old, new) = (added_up(old), added_up(new));
    let kinds: std::collections::BTreeSet<&String> = old.keys().chain(new.keys()).collect();
    let of = |sums: &BTreeMap<String, (usize, Decimal)>, kind: &String| {
        sums.get(kind).copied().unwrap_or_default()
    };
    let sums = kinds.into_iter().map(|kind| {
        let ((count_before, before), (count_after, after)) = (of(&old, kind), of(&new, kind));
        let difference = after.saturating_sub(before);
        Sum {
            of: kind.clone(),
            count_before,
            count_after,
            before: Number::new(before),
            after: Number::new(after),
            difference: Number::new(difference),
            percent: super::percent(before, difference),
        }
    });
    sums.filter(|sum| sum.before != sum.after || sum.count_before != sum.count_after).collect()
}

fn added_up(facts: &[Fact]) -> BTreeMap<String, (usize, Decimal)> {
    let mut sums: BTreeMap<String, (usize, Decimal)> = BTreeMap::new();
    for fact in facts {
        let kind = match fact.subject {
            Subject::Amount if fact.field("per").is_null() && fact.text("currency") == "SEK" => {
                fact.text("role")
            }
            Subject::Cell if fact.text("unit") == "SEK" && !of_total_row(fact, facts) => "cells",
            _ => continue,
        };
        if let Some(value) = number(fact.field("value")) {
            let (count, sum) = sums.entry(kind.to_owned()).or_default();
            *count += 1;
            *sum = sum.saturating_add(value);
        }
    }
    sums
}

/// True for a cell of a row that is no region's: totals and subtotals would count twice.
fn of_total_row(cell: &Fact, facts: &[Fact]) -> bool {
    let row = cell.owner.and_then(|owner| facts.get(owner));
    row.is_some_and(|row| row.field("code").is_null())
}
