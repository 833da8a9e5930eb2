//! What one region or municipality gets by the text, against its cell in a table of the same money.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::column::Column;
use super::figure::{Places, grouped, half, hash, number, place, placed, spread};
use crate::contract::{
    Amount, Bound, Check, CheckKind, CheckStatus, Extraction, Party, Role, TableKind, Unit,
};
use crate::recognise::misprint::misprinted;

/// A share of the text.
struct Share<'e> {
    amount: &'e Amount,
    recipient: &'e Party,
    code: &'e str,
    /// Half the last printed place of what it is a share of.
    tolerance: Decimal,
    plain: bool,
}

/// The exact shares of the text by the amounts that they are shares of.
pub(super) struct Shares<'e> {
    of: BTreeMap<Decimal, Vec<Share<'e>>>,
    /// The widest tolerance among those amounts.
    widest: Decimal,
}

impl<'e> Shares<'e> {
    pub(super) fn new(extraction: &'e Extraction, places: &'e Places) -> Shares<'e> {
        let mut found = Shares { of: BTreeMap::new(), widest: Decimal::ZERO };
        let lists = extraction.agreements.iter().map(|agreement| &agreement.amounts);
        for amounts in lists.chain([&extraction.amounts]) {
            let by_id: BTreeMap<&str, &Amount> =
                amounts.iter().map(|amount| (amount.id.as_str(), amount)).collect();
            let shares = amounts.iter().filter(|amount| {
                amount.role == Role::Share && amount.bound == Bound::Exact && amount.per.is_none()
            });
            for amount in shares {
                let whole = amount.parent.as_deref().and_then(|id| by_id.get(id));
                let recipient = amount.recipient.as_ref();
                let code = recipient.and_then(|party| party.code.as_deref());
                let (Some(whole), Some(recipient), Some(code)) = (whole, recipient, code) else {
                    continue;
                };
                let tolerance = spread(whole).tolerance;
                let mut places = places.get(&amount.id).into_iter().flatten();
                // What it is for may be a part of what the column is for.
                let plain = amount.purpose.is_none() && places.any(|place| place.plain);
                found.widest = found.widest.max(tolerance);
                let shares = found.of.entry(whole.value.0).or_default();
                shares.push(Share { amount, recipient, code, tolerance, plain });
            }
        }
        found
    }

    /// The checks of the shares of what a column distributes.
    pub(super) fn check(&self, column: &Column<'_>) -> Vec<Check> {
        let sek = column.unit() == Some(Unit::Sek) && column.table.kind == TableKind::Allocation;
        let Some((whole, off)) = column.whole().filter(|_| sek) else { return Vec::new() };
        let reach = off.saturating_add(self.widest);
        let near = self.of.range(whole.saturating_sub(reach)..=whole.saturating_add(reach));
        let near: Vec<&Share<'_>> = near
            .flat_map(|(value, shares)| {
                let far = (whole - *value).abs();
                shares.iter().filter(move |share| far <= off.saturating_add(share.tolerance))
            })
            .collect();
        if near.is_empty() {
            return Vec::new();
        }
        let rows = column.table.rows.iter().enumerate();
        let rows: BTreeMap<&str, usize> =
            rows.filter_map(|(at, row)| Some((row.region.as_ref()?.code.as_str(), at))).collect();
        let found = near.into_iter().filter_map(|share| {
            let row = *rows.get(share.code)?;
            compare(column, row, column.value(row)?, share)
        });
        found.collect()
    }
}

/// The check of a share against its cell; none where they differ by more than a misprint and the text
/// does not plainly say the same.
fn compare(column: &Column<'_>, row: usize, cell: Decimal, share: &Share<'_>) -> Option<Check> {
    let said = share.amount.value.0;
    let difference = said - cell;
    let tolerance = half(column.step) + spread(share.amount).tolerance;
    let step = column.step.max(share.amount.resolution.0);
    let status = if difference.abs() <= tolerance {
        CheckStatus::Holds
    } else if share.plain || misprinted(said, cell, step) {
        CheckStatus::Contradicts
    } else {
        return None;
    };
    let verdict = match status {
        _ if difference.is_zero() => "the same".to_owned(),
        CheckStatus::Holds => "the same within rounding".to_owned(),
        _ => format!("the difference is {} kronor", grouped(difference.abs())),
    };
    let mention = column.table.rows[row].mentions.get(column.index).and_then(Option::as_ref);
    let at = mention.map_or(String::new(), |mention| format!(" ({})", place(mention)));
    let (name, table) = (&share.recipient.name, &column.table.id);
    let message = format!(
        "{name} gets {}{at} by {} and {} by the text: {verdict}.",
        grouped(cell),
        column.name(),
        placed(share.amount)
    );
    Some(Check {
        id: format!(
            "share-{table}-column-{}-{}",
            column.index + 1,
            hash([share.amount.id.as_str()])
        ),
        kind: CheckKind::TableVsText,
        status,
        subject: vec![table.clone(), share.amount.id.clone()],
        expected: number(cell),
        actual: share.amount.value,
        difference: number(difference),
        tolerance: number(tolerance),
        message,
    })
}
