//! What the figures of one row of a table of purposes are to each other and to the rows above: parts
//! under "varav", under a total, before a subtotal.

use rust_decimal::Decimal;

use super::column_facts::{self, ColumnFacts};
use super::grid::{self, Grid};
use super::rows::Row;
use crate::clean::{PartKind, Text};
use crate::contract::Role;
use crate::interpret::draft::{Draft, Origin};
use crate::interpret::role::Claim;
use crate::interpret::scene::Scene;
use crate::pattern::Pattern;

/// What stands under "Regioner" and "Kommuner" is a part of what the row has under "Totalt"; where
/// each row is an agreement, that is its total.
pub(crate) fn split_by_recipient(
    scene: &Scene<'_>,
    grid: &Grid,
    columns: &[ColumnFacts],
    start: usize,
    drafts: &mut [Draft],
) {
    let facts = |draft: &Draft| column_facts::of_draft(scene, columns, draft);
    let own = start..drafts.len();
    let of_agreements = is_of_agreements(grid);
    // "Överenskommelse | Hela landet | Regionen": what there is for the whole country of each.
    if of_agreements && own.clone().any(|at| drafts[at].role == Role::Share) {
        let free = |draft: &&mut Draft| draft.role != Role::Share && draft.opened_by.is_none();
        for draft in drafts[own.clone()].iter_mut().filter(free) {
            if draft.claim == Claim::SetAside {
                draft.claim = Claim::Total;
            }
        }
    }
    // "Varav till kommuner" is a part of what stands nearest before it.
    let mut opening = None;
    for at in own.clone() {
        match facts(&drafts[at]) {
            Some(it) if it.opened && drafts[at].role != Role::Share => {
                let Some(whole) = opening else { continue };
                drafts[at].opened_by = Some(whole);
                drafts[at].claim = Claim::PartOfLast;
            }
            Some(it) if !it.change => opening = Some(at),
            _ => {}
        }
    }
    let mut totals = own.clone().filter(|&at| facts(&drafts[at]).is_some_and(|it| it.total));
    let (Some(total), None) = (totals.next(), totals.next()) else { return };
    let mut split = false;
    for at in own.filter(|&at| at != total) {
        if facts(&drafts[at]).is_some_and(|it| it.opened || it.change) {
            continue;
        }
        let Some(recipient) = facts(&drafts[at]).and_then(|it| it.recipient.clone()) else {
            continue;
        };
        let draft = &mut drafts[at];
        draft.recipient = Some(recipient);
        draft.opened_by = Some(total);
        draft.claim = Claim::PartOfLast;
        split = true;
    }
    if split && of_agreements {
        drafts[total].claim = Claim::Total;
    }
}

/// True for a table with a row for each agreement.
fn is_of_agreements(grid: &Grid) -> bool {
    let first = grid.labels.first().map(|label| label.trim().to_lowercase());
    first.is_some_and(|label| label.starts_with("överenskommelse"))
}

/// A row that begins with a year is about that year, where no heading names another.
pub(crate) fn of_row_year(
    grid: &Grid,
    text: &Text<'_>,
    row: usize,
    start: usize,
    drafts: &mut [Draft],
) {
    let Some(year) = grid::year(grid.text(text, row, 0)) else { return };
    for draft in &mut drafts[start..] {
        if draft.years.is_empty() {
            draft.years = vec![year];
            draft.years_said = true;
        }
    }
}

/// "varav specialistsjuksköterskor" in a row of its own: a part of the row above it that opens no
/// part, column by column.
pub(crate) fn part_of_row_above(
    scene: &Scene<'_>,
    table: usize,
    label: &str,
    start: usize,
    drafts: &mut [Draft],
) {
    let opens = |label: &str| {
        let label = label.trim_start_matches(|c: char| !c.is_alphabetic()).to_lowercase();
        label.starts_with("varav ") || label.starts_with("därav ")
    };
    if !opens(label) {
        return;
    }
    let column = |part: usize| column_of(scene, part);
    let (above, own) = drafts.split_at_mut(start);
    for draft in own {
        let whole = above.iter().rposition(|other| {
            matches!(other.origin, Origin::Row { table: t, .. } if t == table)
                && column(other.part) == column(draft.part)
                && other.opened_by.is_none_or(|_| other.role == Role::Share)
                && other.claim != Claim::PartOfLast
        });
        if draft.role != Role::Share
            && let Some(whole) = whole
        {
            draft.claim = Claim::PartOfLast;
            draft.opened_by = Some(whole);
        }
    }
}

/// The column of a cell.
pub(crate) fn column_of(scene: &Scene<'_>, part: usize) -> Option<usize> {
    match scene.text.parts.get(part)?.kind {
        PartKind::Cell { column, .. } => Some(column),
        _ => None,
    }
}

/// Who gets it stands in a column of its own: "Mottagare".
pub(crate) fn of_recipient_column(
    scene: &Scene<'_>,
    grid: &Grid,
    columns: &[ColumnFacts],
    row: usize,
    drafts: &mut [Draft],
) {
    let named = (0..columns.len()).filter(|&column| columns[column].names_recipients);
    let Some(recipient) = named
        .filter_map(|column| column_facts::recipient_of_label(grid.text(scene.text, row, column)))
        .next()
    else {
        return;
    };
    for draft in drafts.iter_mut().filter(|draft| draft.recipient.is_none()) {
        draft.recipient = Some(recipient.clone());
    }
}

/// The name of a sum of the rows above it: "Delsumma regioner".
fn is_subtotal(label: &str) -> bool {
    static SUBTOTAL: Pattern =
        Pattern::new(r"(?i)^\W*(?:delsumma|delsummering|subtotal|summa|s:a|totalt|summering)\b");
    SUBTOTAL.is_match(label)
}

/// A row that calls itself a sum is the whole of the rows above it that come to it, back to the
/// sum before; the last such row is the table's total.
pub(crate) fn subtotals(scene: &Scene<'_>, rows: &[Row], drafts: &mut [Draft], first: usize) {
    let last = rows.iter().rev().find(|row| grid::is_total(&row.label));
    let row_of = |draft: &Draft| match draft.origin {
        Origin::Row { row, .. } => Some(row),
        _ => None,
    };
    for row in rows.iter().filter(|row| is_subtotal(&row.label)) {
        if last.is_none_or(|last| last.at <= row.at) {
            continue;
        }
        for whole in first..drafts.len() {
            if row_of(&drafts[whole]) != Some(row.at) || drafts[whole].role == Role::Share {
                continue;
            }
            if matches!(drafts[whole].claim, Claim::Total | Claim::SetAside) {
                drafts[whole].claim = Claim::SetAside;
                drafts[whole].purpose =
                    drafts[whole].purpose.take().filter(|purpose| !is_subtotal(purpose));
            }
            let column = column_of(scene, drafts[whole].part);
            let (mut sum, mut parts) = (Decimal::ZERO, Vec::new());
            for part in (first..drafts.len()).rev() {
                let before = row_of(&drafts[part]).is_some_and(|at| at < row.at)
                    && column_of(scene, drafts[part].part) == column;
                if !before {
                    continue;
                }
                if drafts[part].claim != Claim::SetAside || drafts[part].opened_by.is_some() {
                    break;
                }
                sum = sum.saturating_add(drafts[part].amount.value);
                parts.push(part);
                if sum == drafts[whole].amount.value {
                    break;
                }
            }
            if sum == drafts[whole].amount.value && parts.len() > 1 {
                for part in parts {
                    drafts[part].claim = Claim::PartOfLast;
                    drafts[part].opened_by = Some(whole);
                }
            }
        }
    }
}

/// The total of rows that are years is for all of them.
pub(crate) fn years_of_total(scene: &Scene<'_>, grid: &Grid, rows: &[Row], drafts: &mut [Draft]) {
    let mut years: Vec<i32> =
        rows.iter().filter_map(|row| grid::year(grid.text(scene.text, row.at, 0))).collect();
    years.sort_unstable();
    years.dedup();
    if years.len() < 2 {
        return;
    }
    for draft in drafts {
        let Origin::Row { row, .. } = draft.origin else { continue };
        let total = rows.iter().any(|it| it.at == row && grid::is_total(&it.label));
        if total && draft.years.is_empty() {
            draft.years.clone_from(&years);
            draft.years_said = true;
        }
    }
}

/// Where several columns have a total, what stands in a column is a part of that column's total and
/// not of another's, be they for the same year ("Budget 2023", "Utfall 2023") or not.
pub(crate) fn of_own_total(scene: &Scene<'_>, drafts: &mut [Draft], first: usize) {
    let column = |draft: &Draft| column_of(scene, draft.part);
    let totals: Vec<usize> =
        (first..drafts.len()).filter(|&at| drafts[at].claim == Claim::Total).collect();
    let mut columns: Vec<Option<usize>> = totals.iter().map(|&at| column(&drafts[at])).collect();
    columns.sort_unstable();
    columns.dedup();
    if columns.len() < 2 || columns.len() != totals.len() {
        return;
    }
    for at in first..drafts.len() {
        let own = totals.iter().find(|&&total| column(&drafts[total]) == column(&drafts[at]));
        let free = drafts[at].claim == Claim::SetAside
            && drafts[at].opened_by.is_none()
            && drafts[at].role != Role::Share;
        if let Some(&total) = own.filter(|_| free) {
            drafts[at].opened_by = Some(total);
        }
    }
}
