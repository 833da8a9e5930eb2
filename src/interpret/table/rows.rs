//! Tables with a row per purpose: their sums become amounts like those of running text.

use std::ops::Range;

use rust_decimal::Decimal;

use super::cell::{self, CellValue};
use super::column_facts::{self, ColumnFacts};
use super::column_kind::ColumnKind;
use super::grid::{self, Grid};
use super::nested;
use super::of_author::Own;
use super::row_kind::{self, RowKind};
use super::row_parts;
use super::row_record;
use super::unread::Unread;
use crate::clean;
use crate::contract::{Bound, PartyKind, Per, Table};
use crate::interpret::author::Author;
use crate::interpret::draft::basis;
use crate::interpret::draft::sentence::in_sentence;
use crate::interpret::draft::{Draft, Origin};
use crate::interpret::party;
use crate::interpret::purpose;
use crate::interpret::recipient;
use crate::interpret::role::Claim;
use crate::interpret::scene::Scene;
use crate::recognise::amount::{Amount, CellUnit};
use crate::recognise::{Value, number};

/// A row of a table of purposes.
pub(crate) struct Row {
    /// Its index on the grid.
    pub(crate) at: usize,
    /// Its name; empty where it has none.
    pub(crate) label: String,
    /// The column that its name stands in.
    pub(crate) label_column: Option<usize>,
    pub(crate) kind: RowKind,
}

/// The drafts of a table with a row per purpose, and the table itself; none where it holds no money.
/// What has digits and no value goes to `unread`.
pub(crate) fn of_table(
    scene: &Scene<'_>,
    index: usize,
    grid: &Grid,
    table: &clean::Table,
    author: Option<&Author>,
    drafts: &mut Vec<Draft>,
    unread: &mut Unread,
) -> Option<Table> {
    let columns = column_facts::all(scene, grid, author);
    let before = drafts.len();
    let mut rows: Vec<Row> = Vec::new();
    let mut openers: Vec<usize> = Vec::new();
    let mut plain = 0;
    for at in grid.header_rows..grid.cells.len() {
        let row = row_at(scene, grid, &columns, at);
        let start = drafts.len();
        for (column, facts) in columns.iter().enumerate() {
            if Some(column) == row.label_column && amounts_in(scene, grid, at, column).is_none() {
                continue;
            }
            let Some(part) = grid.cells[at][column] else { continue };
            // A cell that spans rows or columns speaks once.
            let above = at > grid.header_rows && grid.cells[at - 1][column] == Some(part);
            let left = column > 0 && grid.cells[at][column - 1] == Some(part);
            if !above && !left {
                let origin = Origin::Row { table: index, row: at };
                cell(scene, origin, part, facts, row.kind, drafts);
            }
        }
        row_parts::of_recipient_column(scene, grid, &columns, at, &mut drafts[start..]);
        let opens = drafts[start..].iter().any(|draft| draft.claim == Claim::PartOfLast);
        finish_row(scene, grid, &columns, &row, start, drafts);
        match drafts.get(start) {
            Some(_) if opens => openers.push(start),
            Some(_) if !row.label.is_empty() && !grid::is_total(&row.label) => plain += 1,
            _ => {}
        }
        row_parts::split_by_recipient(scene, grid, &columns, start, drafts);
        row_parts::of_row_year(grid, scene.text, at, start, drafts);
        row_parts::part_of_row_above(scene, index, &row.label, start, drafts);
        rows.push(row);
    }
    // What opens its parts is a total only where each row is an agreement.
    for at in openers.into_iter().filter(|_| plain > 0) {
        if drafts[at].claim == Claim::Total {
            drafts[at].claim = Claim::SetAside;
        }
    }
    unread.of_purposes(scene, grid, &columns, &rows, drafts.len() > before);
    if drafts.len() == before {
        return None;
    }
    row_parts::subtotals(scene, &rows, drafts, before);
    row_parts::years_of_total(scene, grid, &rows, &mut drafts[before..]);
    nested::open(scene, drafts, before);
    row_parts::of_own_total(scene, drafts, before);
    Some(row_record::record(scene, grid, table, &columns, &rows))
}

/// The row with its name: the first words before its first figure.
fn row_at(scene: &Scene<'_>, grid: &Grid, columns: &[ColumnFacts], at: usize) -> Row {
    let text = scene.text;
    let first_value = (0..columns.len()).find(|&column| {
        amounts_in(scene, grid, at, column).is_some()
            || (columns[column].holds_figures() && grid::is_figure(grid.text(text, at, column)))
    });
    let candidates: Vec<usize> = (0..columns.len())
        .filter(|&column| {
            let cell = grid.text(text, at, column).trim();
            // A heading that spans into the row is no label of its.
            let heading = grid.header_rows > 0
                && grid.cells[at][column] == grid.cells[grid.header_rows - 1][column];
            !cell.is_empty()
                && !heading
                && !grid::is_figure(cell)
                && columns[column].share.is_none()
                // The label stands before the first amount, or there is none.
                && first_value.is_none_or(|first| column < first)
        })
        .collect();
    let has_words = |column: &usize| {
        grid.text(text, at, *column).chars().filter(|c| c.is_alphabetic()).count() > 2
    };
    let label_column = candidates.iter().copied().find(has_words).or(candidates.first().copied());
    let label = label_column.map_or("", |column| grid.text(text, at, column).trim()).to_owned();
    let kind = row_kind::of_label(&label);
    Row { at, label, label_column, kind }
}

/// The first amount with a unit of its own in a cell.
pub(crate) fn amounts_in(
    scene: &Scene<'_>,
    grid: &Grid,
    row: usize,
    column: usize,
) -> Option<Decimal> {
    let range = scene.text.parts[grid.cells[row][column]?].range.clone();
    scene.mentions[scene.mentions_in(&range)].iter().find_map(|mention| match &mention.value {
        Value::Amount(amount) if mention.candidates.is_empty() => Some(amount.value),
        _ => None,
    })
}

/// The sum that a bare figure is in a unit.
pub(crate) fn bare_amount(text: &str, unit: CellUnit) -> Option<Amount> {
    let CellValue::Number(value) = cell::read(text, ColumnKind::Money(unit)) else { return None };
    let figure = number::figure(grid::unsigned(grid::bare(text)))?;
    let step = value.abs().checked_div(figure.value).unwrap_or_else(|| unit.kronor());
    let resolution = step / Decimal::from(10u64.pow(figure.decimals.min(9)));
    (!cell::is_absurd_sum(value)).then(|| in_unit(value, resolution, unit))
}

/// What a bare figure that is not well-formed may be in a unit; nothing for any other.
pub(super) fn broken_amount(text: &str, unit: CellUnit) -> Vec<Amount> {
    let CellValue::Doubtful(values) = cell::read(text, ColumnKind::Money(unit)) else {
        return Vec::new();
    };
    let known = values.into_iter().filter(|value| !cell::is_absurd_sum(*value));
    let step = |value: Decimal| {
        let figure = value.checked_div(unit.kronor()).unwrap_or_default().normalize();
        unit.kronor() / Decimal::from(10u64.pow(figure.scale().min(9)))
    };
    known.map(|value| in_unit(value, step(value), unit)).collect()
}

fn in_unit(value: Decimal, resolution: Decimal, unit: CellUnit) -> Amount {
    Amount {
        value,
        value_to: None,
        currency: "SEK",
        resolution,
        bound: Bound::Exact,
        per: (unit == CellUnit::SekPerInhabitant).then_some(Per::Inhabitant),
        per_word: None,
    }
}

/// The drafts of one cell: amounts with their unit, else a bare figure in the unit of its row or
/// column.
fn cell(
    scene: &Scene<'_>,
    origin: Origin,
    part: usize,
    facts: &ColumnFacts,
    kind: RowKind,
    drafts: &mut Vec<Draft>,
) {
    let range: Range<usize> = scene.text.parts[part].range.clone();
    let first = drafts.len();
    for (offset, sentence) in scene.sentences_of(part).iter().enumerate() {
        let index = scene.sentences.partition_point(|s| s.part < part) + offset;
        in_sentence(scene, index, sentence, origin, drafts);
    }
    if drafts.len() == first
        && let Some(unit) = facts.unit_in(kind)
        && let Some(amount) = bare_amount(scene.str(range.clone()), unit)
    {
        drafts.push(Draft::new(range, amount, origin, part));
    }
    for draft in &mut drafts[first..] {
        if draft.years.is_empty() && !facts.years.is_empty() {
            draft.years.clone_from(&facts.years);
            draft.years_said = true;
        }
        if let Some(share) = &facts.share {
            draft.recipient = share.clone();
            draft.role = crate::contract::Role::Share;
        }
    }
}

/// Gives the drafts of a row what the row says as a whole: purpose, basis, what is a part of what.
fn finish_row(
    scene: &Scene<'_>,
    grid: &Grid,
    columns: &[ColumnFacts],
    row: &Row,
    start: usize,
    drafts: &mut [Draft],
) {
    let label = row.label.as_str();
    let words: Vec<&str> =
        (0..grid.labels.len()).map(|column| grid.text(scene.text, row.at, column)).collect();
    let basis = basis::named(&words.join(" "))
        .or_else(|| words.iter().skip(1).find_map(|cell| basis::of_cell(cell)));
    let counted = row_kind::is_number_of(label);
    let priced = row_kind::is_price(label);
    let total = label.is_empty() || grid::is_total(label);
    // "varav Halland"
    let opened = ["varav ", "därav "].iter().find_map(|word| label.strip_prefix(word));
    let name = opened.unwrap_or(label).trim();
    let recipient = party::named_place(name).or_else(|| party::first(label));
    let opens = drafts[start..].iter().any(|draft| draft.claim == Claim::PartOfLast);
    // Where a row opens its own parts, what it opens with is a total.
    let mut national: Option<usize> = None;
    for (at, draft) in drafts.iter_mut().enumerate().skip(start) {
        let share = draft.role == crate::contract::Role::Share;
        if (draft.purpose.is_none() || !label.is_empty()) && !grid::is_total(label) {
            let name = match row.kind {
                RowKind::Money(_) => column_facts::without_unit(label),
                _ => label,
            };
            draft.purpose = match counted {
                true => Some(name.to_owned()),
                false => purpose::of_label(name).or(draft.purpose.take()),
            };
        }
        draft.basis = draft.basis.or(basis);
        if draft.amount.bound == Bound::Exact && row_kind::is_most(label) {
            draft.amount.bound = Bound::AtMost;
        }
        if share {
            draft.opened_by = national;
            draft.basis = None;
            continue;
        }
        let facts = column_facts::of_draft(scene, columns, draft);
        if draft.recipient.is_none() {
            draft.recipient = recipient.clone().filter(|party| party.kind != PartyKind::State);
        }
        let of_column = facts.and_then(|facts| facts.recipient.clone());
        let parted = draft.recipient.is_none() && of_column.is_some();
        draft.recipient = draft.recipient.take().or(of_column);
        let own = facts.and_then(|facts| facts.own);
        if let Some(author) = facts.and_then(|facts| facts.author.clone()) {
            (draft.recipient, draft.recipient_rule) = (Some(author), recipient::AUTHORS_TABLE);
        }
        draft.claim = match draft.claim {
            Claim::PartOfLast => Claim::PartOfLast,
            Claim::Rate => Claim::Rate,
            _ if priced || facts.is_some_and(|facts| facts.price) => {
                draft.amount.per = draft.amount.per.or(Some(Per::Unit));
                Claim::Rate
            }
            _ if draft.amount.per == Some(Per::Inhabitant) => Claim::Rate,
            // What a number of something brings; under "Totalt" it is what all of them get.
            _ if counted && facts.is_none_or(|facts| !facts.total) => Claim::Rate,
            _ if facts.is_some_and(|facts| facts.change) => Claim::Change,
            _ if own == Some(Own::Repaid) => Claim::Unsaid,
            _ if own == Some(Own::Budget) => Claim::Budget,
            _ if label.is_empty() && parted => Claim::SetAside,
            _ if total || opens => Claim::Total,
            _ => Claim::SetAside,
        };
        national = Some(at);
    }
}
