//! Totals of the text that a table proves to be mistyped: their parts are held against the table.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::figure::{grouped, number, placed};
use super::sums::{Part, compare};
use crate::contract::{Amount, Check, CheckKind, CheckStatus, Extraction};

/// Where a table proves that a total of the text is mistyped, its parts are compared with what the
/// table adds up to: parts that are more than the misprint need not be more than the total.
pub(super) fn apply(checks: &mut [Check], extraction: &Extraction) {
    let lists = extraction.agreements.iter().map(|agreement| &agreement.amounts);
    let amounts: BTreeMap<&str, &Amount> = lists
        .chain([&extraction.amounts])
        .flatten()
        .map(|amount| (amount.id.as_str(), amount))
        .collect();
    let proved: BTreeMap<String, (Decimal, String)> = checks
        .iter()
        .filter(|check| {
            check.kind == CheckKind::TableVsText && check.status == CheckStatus::Contradicts
        })
        .filter_map(|check| match check.subject.as_slice() {
            [table, amount] => Some((amount.clone(), (check.actual.0, table.clone()))),
            _ => None,
        })
        .collect();
    for check in checks.iter_mut() {
        let Some((id, parts)) = check.subject.split_first() else { continue };
        let wrong =
            check.kind == CheckKind::PartsVsTotal && check.status == CheckStatus::Contradicts;
        let Some((whole, table)) = proved.get(id).filter(|_| wrong) else { continue };
        let Some(total) = amounts.get(id.as_str()) else { continue };
        let whole = Amount { value: number(*whole), ..(*total).clone() };
        let parts: Vec<Part<'_>> = parts
            .iter()
            .filter_map(|part| amounts.get(part.as_str()))
            .map(|amount| Part { amount, places: &[] })
            .collect();
        let Some(mut fresh) = compare(&whole, &parts) else { continue };
        if fresh.status != CheckStatus::Contradicts {
            let printed = grouped(total.value.0);
            fresh.message = fresh.message.replace(
                &placed(&whole),
                &format!("{} of {table}, for which the text has {printed}", grouped(whole.value.0)),
            );
            *check = fresh;
        }
    }
}
