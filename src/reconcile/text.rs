//! What a table distributes against the sums of the text around it.
//!
//! A sum of the text that is the column's whole is tied to the table. One that is nearly so
//! contradicts it only where it is announced as what the table distributes and where one wrong or
//! swapped figure explains the difference: two sums that are merely close are two facts.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use super::column::Column;
use super::figure::{Places, grouped, half, hash, number, placed, spread};
use crate::contract::{
    Amount, Bound, Check, CheckKind, CheckStatus, Extraction, Party, PartyKind, Per, Role, Table,
    TableKind, Unit,
};
use crate::interpret::Standing;
use crate::recognise::misprint::{detailed, misprinted, one_figure};
use crate::recognise::{Context, Value, recognise};

/// How many parts above a table may announce it.
const ABOVE: usize = 3;

/// The sums of the text that a table's column could be.
pub(super) struct Prose<'e> {
    amounts: Vec<(&'e Amount, &'e [Standing])>,
    /// Their numbers in `amounts` by value.
    by_value: BTreeMap<Decimal, Vec<usize>>,
    /// How far any of them may be from the whole that it is.
    widest: Decimal,
    /// The sum that the document opens with.
    opening: Option<Decimal>,
}

/// A column as the amounts of the text are held against it.
pub(super) struct Sought<'c, 't> {
    column: &'c Column<'t>,
    /// Where its table begins.
    pub(super) table: Option<Standing>,
    /// What it distributes.
    pub(super) whole: Decimal,
    /// How far the print lets that be off.
    pub(super) tolerance: Decimal,
    /// Who its rows are, where all are of one kind.
    pub(super) rows: Option<PartyKind>,
    /// The years of its label and of its table's title.
    years: OnceCell<[Vec<i32>; 2]>,
}

impl<'e> Prose<'e> {
    pub(super) fn new(extraction: &'e Extraction, places: &'e Places) -> Prose<'e> {
        let lists = extraction.agreements.iter().map(|agreement| &agreement.amounts);
        let amounts: Vec<(&Amount, &[Standing])> = lists
            .chain([&extraction.amounts])
            .flatten()
            .filter(|amount| {
                amount.currency == "SEK"
                    && !matches!(amount.per, Some(Per::Inhabitant | Per::Unit))
                    && !matches!(amount.role, Role::Share | Role::Change)
            })
            .map(|amount| (amount, places.get(&amount.id).map_or(&[][..], Vec::as_slice)))
            .collect();
        let first =
            amounts.iter().min_by_key(|(_, places)| places.first().map_or(usize::MAX, |p| p.at));
        let opening = first.map(|(amount, _)| amount.value.0);
        let mut by_value: BTreeMap<Decimal, Vec<usize>> = BTreeMap::new();
        let mut widest = Decimal::ZERO;
        for (at, (amount, _)) in amounts.iter().enumerate() {
            by_value.entry(amount.value.0).or_default().push(at);
            widest = widest.max(spread(amount).tolerance).max(amount.resolution.0);
        }
        Prose { amounts, by_value, widest, opening }
    }

    /// The amounts of the text outside the table that begins at `table`.
    pub(super) fn outside(
        &self,
        table: Option<Standing>,
    ) -> impl Iterator<Item = (&'e Amount, &'e [Standing])> {
        self.amounts.iter().copied().filter(move |(_, places)| stands_outside(places, table))
    }

    /// Those of them that are the whole of a column of such rows, in the order of the text.
    fn equal(
        &self,
        table: Option<Standing>,
        (whole, tolerance): (Decimal, Decimal),
        rows: Option<PartyKind>,
    ) -> Vec<&'e Amount> {
        let reach = self.widest.saturating_add(tolerance);
        let near = self.by_value.range(whole.saturating_sub(reach)..=whole.saturating_add(reach));
        let mut near: Vec<usize> = near.flat_map(|(_, at)| at).copied().collect();
        near.sort_unstable();
        let found = near.into_iter().map(|at| self.amounts[at]).filter(|(amount, places)| {
            stands_outside(places, table) && is_whole(amount, whole, tolerance, rows)
        });
        found.map(|(amount, _)| amount).collect()
    }

    /// The exact sums that `value` is, within `tolerance` and their own rounding.
    pub(super) fn equal_to(&self, value: Decimal, tolerance: Decimal) -> Option<&'e Amount> {
        let mut found = self.amounts.iter().map(|(amount, _)| *amount).filter(|amount| {
            amount.bound == Bound::Exact
                && (amount.value.0 - value).abs() <= tolerance + half(amount.resolution.0)
        });
        found.next()
    }

    /// The checks of one column; `of_another` says whether a value is, within a tolerance, the
    /// whole of another column of the document.
    pub(super) fn check(
        &self,
        column: &Column<'_>,
        table: Option<Standing>,
        of_another: &dyn Fn(Decimal, Decimal) -> bool,
    ) -> Vec<Check> {
        let Some(sought) = Sought::of(column, table) else { return Vec::new() };
        let Sought { whole, tolerance, rows, .. } = sought;
        let equal = self.equal(table, (whole, tolerance), rows).into_iter();
        let mut same: Vec<Check> = equal
            .map(|amount| record(column, whole, tolerance, amount, CheckStatus::Holds))
            .collect();
        // Where the rows do not add up to the total row, that is the contradiction.
        let sum = column.sum();
        let divided = column.total().is_some() && (sum - whole).abs() > column.sum_tolerance();
        // Once the text has the sum as exactly as it is printed, no other figure is a misprint of it.
        let exact = same.iter().any(|check| check.difference.0.abs() <= tolerance);
        let by_sum = || !self.equal(table, (sum, column.sum_tolerance()), rows).is_empty();
        if exact || (divided && by_sum()) {
            return same;
        }
        let rounded = !same.is_empty();
        let mut near = self.outside(table).filter(|(amount, places)| {
            amount.bound == Bound::Exact
                // Beside rows that do not add up only a total is compared with the total row.
                && (!divided || amount.role == Role::Total)
                && (!rounded || half(amount.resolution.0) <= tolerance)
                && self.announces(amount, places, &sought)
                && !of_another(amount.value.0, tolerance)
        });
        let Some((amount, _)) = near.next() else { return same };
        // Two sums that are near leave open which of them is announced.
        if !near.any(|(other, _)| other.value != amount.value) {
            same.push(record(column, whole, tolerance, amount, CheckStatus::Contradicts));
        }
        same
    }

    /// True where an amount is announced as what the column distributes and differs from it by
    /// what looks like an error.
    fn announces(&self, amount: &Amount, places: &[Standing], sought: &Sought<'_, '_>) -> bool {
        let whole = sought.whole;
        let difference = (whole - amount.value.0).abs();
        let near = difference.saturating_mul(Decimal::from(50)) <= whole;
        let figure = one_figure(difference);
        let misprint = misprinted(amount.value.0, whole, amount.resolution.0);
        // Nearly all amounts end here, which is asked of each of them for each column.
        if !(near || figure || misprint) || difference <= amount.resolution.0 {
            return false;
        }
        if !sought.has_years_of(amount) {
            return false;
        }
        // What is kept back before the rest is distributed explains the difference.
        if amount.value.0 > whole && self.by_value.contains_key(&difference) {
            return false;
        }
        let above = sought.table.is_some_and(|table| {
            let announcing = |place: &Standing| {
                place.block == table.block
                    || (place.part < table.part && place.part + ABOVE >= table.part)
            };
            places.iter().any(announcing)
        });
        let quoted = |words: &str| {
            amount.mentions.iter().any(|mention| words.contains(mention.quote.as_str()))
        };
        if sought.column.table.title.as_deref().is_some_and(quoted) {
            return near || figure;
        }
        let given = matches!(amount.role, Role::Total | Role::Earmark | Role::Payout);
        let fitting = is_who(amount.recipient.as_ref(), sought.rows);
        let misprint = misprint || (figure && detailed(amount.value.0, 5) && detailed(whole, 5));
        let opening = self.opening == Some(amount.value.0);
        let alone = amount.recipient.is_none() && (above || amount.role == Role::Total);
        given && ((fitting && near && (above || opening)) || ((fitting || alone) && misprint))
    }
}

impl<'c, 't> Sought<'c, 't> {
    /// A column that allocates money, of a table that begins at `table`; none where it does not, or
    /// where nothing says how much.
    pub(super) fn of(column: &'c Column<'t>, table: Option<Standing>) -> Option<Sought<'c, 't>> {
        let money = column.unit() == Some(Unit::Sek) && column.table.kind == TableKind::Allocation;
        let (whole, tolerance) = column.whole().filter(|_| money)?;
        let rows = kind_of_rows(column.table);
        Some(Sought { column, table, whole, tolerance, rows, years: OnceCell::new() })
    }

    /// The contradiction between what it distributes and a sum of the text.
    pub(super) fn contradiction(&self, amount: &Amount) -> Check {
        record(self.column, self.whole, self.tolerance, amount, CheckStatus::Contradicts)
    }

    /// True unless the column or table is of other years than the amount.
    pub(super) fn has_years_of(&self, amount: &Amount) -> bool {
        let years = self.years.get_or_init(|| {
            let Column { table, index, .. } = self.column;
            let label = table.columns.get(*index).map_or("", |column| column.label.as_str());
            [label, table.title.as_deref().unwrap_or_default()].map(years_of)
        });
        years.iter().all(|years| {
            years.is_empty()
                || amount.years.is_empty()
                || years.iter().any(|year| amount.years.contains(year))
        })
    }
}

/// Whether an amount that stands at these places does so outside the table that begins at `table`.
fn stands_outside(places: &[Standing], table: Option<Standing>) -> bool {
    table.is_none_or(|table| places.iter().any(|place| place.block != table.block))
}

/// The years that stand by themselves in some words.
fn years_of(words: &str) -> Vec<i32> {
    let mentions = recognise(words, Context::default()).into_iter();
    let years = mentions.filter_map(|mention| match mention.value {
        Value::Year(year) => Some(year),
        _ => None,
    });
    years.collect()
}

/// True where the amount is the whole of a column of such rows.
fn is_whole(amount: &Amount, whole: Decimal, tolerance: Decimal, rows: Option<PartyKind>) -> bool {
    let (value, step) = (amount.value.0, amount.resolution.0);
    let off = whole - value;
    let near = off.abs() <= spread(amount).tolerance + tolerance;
    let close = match amount.bound {
        Bound::Exact => near,
        Bound::Approximate | Bound::Range => near,
        Bound::AtLeast => off >= -tolerance && off <= step + tolerance,
        Bound::AtMost => near || (off <= tolerance && -off <= step + tolerance),
    };
    // A round figure is the whole only where it is near and goes to the same recipients.
    let fine = half(step).saturating_mul(Decimal::ONE_HUNDRED) <= value;
    let rough =
        off.abs().saturating_mul(Decimal::TEN) <= value && is_who(amount.recipient.as_ref(), rows);
    close && (fine || rough)
}

/// Who the rows of a table are, where all are of one kind.
fn kind_of_rows(table: &Table) -> Option<PartyKind> {
    let codes: BTreeSet<usize> =
        table.rows.iter().filter_map(|row| Some(row.region.as_ref()?.code.len())).collect();
    match codes.first() {
        Some(2) if codes.len() == 1 => Some(PartyKind::Regions),
        Some(4) if codes.len() == 1 => Some(PartyKind::Municipalities),
        _ => None,
    }
}

/// True where the recipient is who the rows are.
pub(super) fn is_who(recipient: Option<&Party>, rows: Option<PartyKind>) -> bool {
    recipient.is_some_and(|party| Some(party.kind) == rows)
}

fn record(
    column: &Column<'_>,
    whole: Decimal,
    tolerance: Decimal,
    amount: &Amount,
    status: CheckStatus,
) -> Check {
    let difference = whole - amount.value.0;
    let tolerance = tolerance + spread(amount).tolerance;
    let tolerance =
        if status == CheckStatus::Holds { tolerance.max(difference.abs()) } else { tolerance };
    let has = if column.total().is_some() { "has the total" } else { "adds up to" };
    let name = column.placed_name();
    let name = name.strip_prefix("the ").map_or(name.clone(), |rest| format!("The {rest}"));
    let name = name.strip_prefix("column ").map_or(name.clone(), |rest| format!("Column {rest}"));
    let (table, text) = (format!("{name} {has} {}", grouped(whole)), placed(amount));
    let message = match status {
        CheckStatus::Holds if difference.is_zero() => {
            format!("{table}, and so says the text: {text}.")
        }
        CheckStatus::Holds => format!("{table}, which the text rounds to {text}."),
        _ => format!(
            "{table}, but the text says {text}: the difference is {} kronor.",
            grouped(difference.abs())
        ),
    };
    Check {
        id: format!(
            "text-{}-column-{}-{}",
            column.table.id,
            column.index + 1,
            hash([amount.id.as_str()])
        ),
        kind: CheckKind::TableVsText,
        status,
        subject: vec![column.table.id.clone(), amount.id.clone()],
        expected: amount.value,
        actual: number(whole),
        difference: number(difference),
        tolerance: number(tolerance),
        message,
    }
}
