//! Rows of a table that are parts of the row above them, known by the sums they close.
//!
//! Only where the table's own total is reached by the rows on the outer level and not by all rows,
//! or where its first row is the sum of all the others: two equal figures under one twice as large
//! are no proof by themselves.

use rust_decimal::Decimal;

use crate::clean::PartKind;
use crate::contract::Role;
use crate::interpret::draft::{Draft, Origin};
use crate::interpret::role::Claim;
use crate::interpret::scene::Scene;

/// The fewest rows that make the first row their whole where no total is printed.
const FEWEST: usize = 3;

/// Opens the rows under their whole, column by column; `first` is the table's first draft.
pub(crate) fn open(scene: &Scene<'_>, drafts: &mut [Draft], first: usize) {
    let column = |draft: &Draft| match scene.text.parts.get(draft.part).map(|part| part.kind) {
        Some(PartKind::Cell { column, .. }) => Some(column),
        _ => None,
    };
    let mut columns: Vec<usize> = drafts[first..].iter().filter_map(column).collect();
    columns.sort_unstable();
    columns.dedup();
    for wanted in columns {
        let rows: Vec<usize> = (first..drafts.len())
            .filter(|&at| column(&drafts[at]) == Some(wanted))
            .filter(|&at| drafts[at].role != Role::Share)
            .collect();
        let row = |at: usize| match drafts[at].origin {
            Origin::Row { row, .. } => Some(row),
            _ => None,
        };
        let plain = rows.iter().all(|&at| {
            drafts[at].opened_by.is_none()
                && drafts[at].amount.per.is_none()
                && matches!(drafts[at].claim, Claim::SetAside | Claim::Total)
        });
        if !plain || rows.windows(2).any(|pair| row(pair[0]) == row(pair[1])) {
            continue;
        }
        let (totals, parts): (Vec<usize>, Vec<usize>) =
            rows.into_iter().partition(|&at| drafts[at].claim == Claim::Total);
        let values: Vec<Decimal> = parts.iter().map(|&at| drafts[at].amount.value).collect();
        let total = match totals[..] {
            [] => None,
            [total] => Some(drafts[total].amount.value),
            _ => continue,
        };
        let Some(wholes) = wholes(&values, total) else { continue };
        for (at, whole) in parts.iter().zip(&wholes) {
            match whole {
                Some(whole) => {
                    drafts[*at].opened_by = Some(parts[*whole]);
                    drafts[*at].claim = Claim::PartOfLast;
                }
                None if total.is_none() => drafts[*at].claim = Claim::Total,
                None => {}
            }
        }
    }
}

/// For each row the row that it is a part of; none where the table has one level only.
fn wholes(values: &[Decimal], total: Option<Decimal>) -> Option<Vec<Option<usize>>> {
    let sum: Decimal = values.iter().sum();
    let Some(total) = total else {
        let (whole, parts) = values.split_first()?;
        let closes = parts.len() >= FEWEST
            && parts.iter().sum::<Decimal>() == *whole
            && parts.iter().all(|part| part < whole);
        return closes.then(|| (0..values.len()).map(|at| (at > 0).then_some(0)).collect());
    };
    if sum == total {
        return None;
    }
    let mut wholes = vec![None; values.len()];
    let mut at = 0;
    while at < values.len() {
        let parts = parts_behind(&values[at..]);
        wholes[at + 1..=at + parts].fill(Some(at));
        at += parts + 1;
    }
    let outer: Decimal =
        values.iter().zip(&wholes).filter(|(_, whole)| whole.is_none()).map(|(v, _)| *v).sum();
    (outer == total).then_some(wholes)
}

/// How many rows behind the first add up to it; none where fewer than two do.
fn parts_behind(values: &[Decimal]) -> usize {
    let Some((whole, rest)) = values.split_first() else { return 0 };
    let mut sum = Decimal::ZERO;
    for (count, value) in (1..).zip(rest) {
        sum += *value;
        if sum == *whole && count > 1 {
            return count;
        }
        if sum > *whole {
            break;
        }
    }
    0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels() {
        let check = |values: &[i64], total: Option<i64>, expected: Option<&[Option<usize>]>| {
            let values: Vec<Decimal> = values.iter().copied().map(Decimal::from).collect();
            assert_eq!(wholes(&values, total.map(Decimal::from)).as_deref(), expected);
        };
        let (top, a, b) = (None, Some(0), Some(3));
        check(&[289, 189, 100, 298, 248, 50, 55], Some(642), Some(&[top, a, a, top, b, b, top]));
        // All rows add up to the total, so the two fives are no parts of the ten.
        check(&[10, 5, 5, 30], Some(50), None);
        // The outer rows do not add up either: nothing is proved.
        check(&[10, 5, 5, 30], Some(60), None);
        check(&[1160, 385, 385, 130, 260], None, Some(&[top, a, a, a, a]));
        check(&[10, 5, 5], None, None);
        check(&[], None, None);
    }
}
