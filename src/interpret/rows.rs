//! Tables with a row per purpose: their sums become amounts like those of running text.

use super::basis;
use super::draft::{self, Draft, Origin};
use super::grid::{self, ColumnKind, Grid};
use super::nested;
use super::party;
use super::purpose;
use super::role::Claim;
use super::scene::Scene;
use super::unit;
use crate::clean;
use crate::contract::{
    Bound, Column, Number, Party, PartyKind, Per, Table, TableKind, TableRow, Unit,
};
use crate::recognise::amount::{Amount, CellUnit};
use crate::recognise::{Value, number, place};
use rust_decimal::Decimal;

/// What a column of a table of purposes is about.
struct ColumnFacts {
    years: Vec<i32>,
    /// The one region whose share the column holds, or the recipient's own share unnamed.
    share: Option<Option<Party>>,
    /// Who gets what stands in the column: "Regioner", "Till kommunerna".
    recipient: Option<Party>,
    /// True for the column of what the others of the row add up to: "Totalt".
    total: bool,
    money: Option<CellUnit>,
}

/// The drafts of a table with a row per purpose, and the table itself; none where it holds no money.
pub(super) fn of_table(
    scene: &Scene<'_>,
    index: usize,
    grid: &Grid,
    table: &clean::Table,
    own_region: Option<&Party>,
    drafts: &mut Vec<Draft>,
) -> Option<Table> {
    let text = scene.text;
    let columns: Vec<ColumnFacts> =
        (0..grid.labels.len()).map(|column| facts(scene, grid, column, own_region)).collect();
    let before = drafts.len();
    let mut rows = Vec::new();
    for row in grid.header_rows..grid.cells.len() {
        let label_column = (0..columns.len()).find(|&column| {
            let cell = grid.text(text, row, column).trim();
            // A heading that spans into the row is no label of its.
            let heading = grid.header_rows > 0
                && grid.cells[row][column] == grid.cells[grid.header_rows - 1][column];
            !cell.is_empty()
                && !heading
                && !grid::is_figure(cell)
                && columns[column].share.is_none()
        });
        // The label stands before the first amount, or there is none.
        let first_value = (0..columns.len())
            .find(|&column| has_amount(scene, grid, row, column, &columns[column]));
        let label_column =
            label_column.filter(|&label| first_value.is_none_or(|first| label < first));
        let label = label_column.map_or("", |column| grid.text(text, row, column).trim());
        let start = drafts.len();
        for (column, facts) in columns.iter().enumerate() {
            if Some(column) == label_column && !has_amount(scene, grid, row, column, facts) {
                continue;
            }
            let Some(part) = grid.cells[row][column] else { continue };
            // A cell that spans rows or columns speaks once.
            let above = row > grid.header_rows && grid.cells[row - 1][column] == Some(part);
            let left = column > 0 && grid.cells[row][column - 1] == Some(part);
            if !above && !left {
                cell(scene, Origin::Row { table: index, row }, part, facts, drafts);
            }
        }
        finish_row(scene, grid, row, label, start, drafts);
        split_by_recipient(scene, grid, &columns, start, drafts);
        of_row_year(grid, text, row, start, drafts);
        part_of_row_above(scene, index, label, start, drafts);
        rows.push((label.to_owned(), row));
    }
    if drafts.len() == before {
        return None;
    }
    nested::open(scene, drafts, before);
    Some(record(scene, grid, table, &columns, &rows))
}

/// What stands under "Regioner" and "Kommuner" is a part of what the row has under "Totalt"; where
/// each row is an agreement, that is its total.
fn split_by_recipient(
    scene: &Scene<'_>,
    grid: &Grid,
    columns: &[ColumnFacts],
    start: usize,
    drafts: &mut [Draft],
) {
    let facts = |draft: &Draft| match scene.text.parts.get(draft.part).map(|part| part.kind) {
        Some(clean::PartKind::Cell { column, .. }) => columns.get(column),
        _ => None,
    };
    let own = start..drafts.len();
    let mut totals = own.clone().filter(|&at| facts(&drafts[at]).is_some_and(|it| it.total));
    let (Some(total), None) = (totals.next(), totals.next()) else { return };
    let of_agreements = grid
        .labels
        .first()
        .is_some_and(|label| label.to_lowercase().trim().starts_with("överenskommelse"));
    let mut split = false;
    for at in own.filter(|&at| at != total) {
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

/// A row that begins with a year is about that year, where no heading names another.
fn of_row_year(
    grid: &Grid,
    text: &clean::Text<'_>,
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

fn facts(scene: &Scene<'_>, grid: &Grid, column: usize, own_region: Option<&Party>) -> ColumnFacts {
    let label = grid.labels[column].as_str();
    let lower = label.to_lowercase();
    let kind = grid.column_kind(scene.text, column);
    let money = match kind {
        ColumnKind::Money(unit) => {
            (grid.unit.is_some() || unit::unit_in(label).is_some() || lower.contains("belopp"))
                .then_some(unit)
        }
        _ => None,
    };
    let place =
        crate::recognise::recognise(label, Default::default()).into_iter().find_map(|mention| {
            match mention.value {
                Value::Place(place) => Some(place),
                _ => None,
            }
        });
    let named = place.and_then(|place| party::named_place(place.name()));
    let unnamed = [
        "vår andel",
        "regionens andel",
        "landstingets andel",
        "kommunens andel",
        "egen andel",
        "vår del",
        "till oss",
        "regionens del",
        "landstingets del",
        "kommunens del",
        "andel till regionen",
        "belopp regionen",
    ]
    .iter()
    .any(|words| lower.contains(words));
    let share = named.map(Some).or_else(|| unnamed.then(|| own_region.cloned()));
    let recipient = recipient_of_label(label);
    ColumnFacts {
        years: years_of_label(label),
        share,
        recipient,
        total: grid::is_total(without_unit(label)),
        money,
    }
}

/// A heading without the unit in its brackets: "Totalt (mnkr)".
fn without_unit(label: &str) -> &str {
    label.split_once(['(', ',']).map_or(label, |(name, _)| name).trim()
}

/// The one party that a heading names and nothing else: "Regioner", "Varav till kommunerna (mnkr)".
fn recipient_of_label(label: &str) -> Option<Party> {
    let name = without_unit(label);
    let named = party::all(name);
    let [one] = &named[..] else { return None };
    let rest = format!("{} {}", &name[..one.start], &name[one.end..]).to_lowercase();
    let only =
        rest.split_whitespace().all(|word| ["varav", "därav", "till", "för"].contains(&word));
    (only && one.party.kind != PartyKind::State).then(|| one.party.clone())
}

/// The years of a column heading: "2026", "Belopp 2017".
fn years_of_label(label: &str) -> Vec<i32> {
    let mentions = crate::recognise::recognise(label, Default::default());
    let mut years: Vec<i32> = mentions
        .iter()
        .flat_map(|mention| match &mention.value {
            Value::Year(year) => vec![*year],
            Value::Period(period) => period.all_years(),
            _ => Vec::new(),
        })
        .collect();
    years.dedup();
    years
}

fn has_amount(
    scene: &Scene<'_>,
    grid: &Grid,
    row: usize,
    column: usize,
    facts: &ColumnFacts,
) -> bool {
    let Some(part) = grid.cells[row][column] else { return false };
    let range = scene.text.parts[part].range.clone();
    let amounts = scene.mentions[scene.mentions_in(&range)]
        .iter()
        .any(|m| matches!(m.value, Value::Amount(_)));
    amounts || (facts.money.is_some() && grid::is_figure(scene.str(range)))
}

/// The drafts of one cell: amounts with their unit, else a bare figure in the column's unit.
fn cell(
    scene: &Scene<'_>,
    origin: Origin,
    part: usize,
    facts: &ColumnFacts,
    drafts: &mut Vec<Draft>,
) {
    let range = scene.text.parts[part].range.clone();
    let first = drafts.len();
    for (offset, sentence) in scene.sentences_of(part).iter().enumerate() {
        let index = scene.sentences.partition_point(|s| s.part < part) + offset;
        draft::in_sentence(scene, index, sentence, origin, drafts);
    }
    let text = scene.str(range.clone());
    if drafts.len() == first
        && let Some(unit) = facts.money
        && let Some(figure) = number::figure(grid::unsigned(grid::bare(text)))
    {
        let negative = grid::is_negative(grid::bare(text));
        let step = unit.kronor();
        let value = figure.value * step;
        let amount = Amount {
            value: if negative { -value } else { value },
            value_to: None,
            currency: "SEK",
            resolution: step / Decimal::from(10u64.pow(figure.decimals.min(9))),
            bound: Bound::Exact,
            per: (unit == CellUnit::SekPerInhabitant).then_some(Per::Inhabitant),
            per_word: None,
        };
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
    row: usize,
    label: &str,
    start: usize,
    drafts: &mut [Draft],
) {
    let words: Vec<&str> =
        (0..grid.labels.len()).map(|column| grid.text(scene.text, row, column)).collect();
    let basis = basis::named(&words.join(" "))
        .or_else(|| words.iter().skip(1).find_map(|cell| basis::of_cell(cell)));
    let counted = label.starts_with(|c: char| c.is_ascii_digit()) && !label.contains('.');
    let total = label.is_empty() || grid::is_total(label);
    let recipient = party::all(label).into_iter().next().map(|named| named.party);
    let opens = drafts[start..].iter().any(|draft| draft.claim == Claim::PartOfLast);
    // Where a row opens its own parts, what it opens with is a total.
    let mut national: Option<usize> = None;
    for (at, draft) in drafts.iter_mut().enumerate().skip(start) {
        let share = draft.role == crate::contract::Role::Share;
        if (draft.purpose.is_none() || !label.is_empty()) && !grid::is_total(label) {
            draft.purpose = purpose::of_label(label).or(draft.purpose.take());
        }
        draft.basis = draft.basis.or(basis);
        if share {
            draft.opened_by = national;
            draft.basis = None;
            continue;
        }
        if draft.recipient.is_none() {
            draft.recipient = recipient.clone().filter(|party| party.kind != PartyKind::State);
        }
        draft.claim = match draft.claim {
            Claim::PartOfLast => Claim::PartOfLast,
            Claim::Rate => Claim::Rate,
            _ if counted => Claim::Rate,
            _ if total || opens => Claim::Total,
            _ => Claim::SetAside,
        };
        national = Some(at);
    }
}

/// "varav specialistsjuksköterskor" in a row of its own: a part of the row above it that opens no
/// part, column by column.
fn part_of_row_above(
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
    let column = |part: usize| match scene.text.parts.get(part).map(|part| part.kind) {
        Some(clean::PartKind::Cell { column, .. }) => Some(column),
        _ => None,
    };
    let (above, own) = drafts.split_at_mut(start);
    for draft in own {
        let whole = above.iter().rposition(|other| {
            matches!(other.origin, Origin::Row { table: t, .. } if t == table)
                && column(other.part) == column(draft.part)
                && other.opened_by.is_none_or(|_| other.role == crate::contract::Role::Share)
                && other.claim != Claim::PartOfLast
        });
        if draft.role != crate::contract::Role::Share
            && let Some(whole) = whole
        {
            draft.claim = Claim::PartOfLast;
            draft.opened_by = Some(whole);
        }
    }
}

/// The table as it is printed.
fn record(
    scene: &Scene<'_>,
    grid: &Grid,
    table: &clean::Table,
    columns: &[ColumnFacts],
    rows: &[(String, usize)],
) -> Table {
    let text = scene.text;
    let values: Vec<usize> = (0..columns.len())
        .filter(|&column| {
            rows.iter().any(|(_, row)| has_amount(scene, grid, *row, column, &columns[column]))
        })
        .collect();
    let (mut out, mut total) = (Vec::new(), None);
    for (label, row) in rows {
        let (mut numbers, mut mentions) = (Vec::new(), Vec::new());
        for &column in &values {
            let part = grid.cells[*row][column];
            let range =
                part.map(|part| text.parts[part].range.clone()).filter(|range| !range.is_empty());
            let read =
                range.clone().and_then(|range| first_amount(scene, &range, &columns[column]));
            numbers.push(read.map(Number::new));
            mentions.push(range.map(|range| text.mention(range)));
        }
        if grid::is_total(label) && total.is_none() && !label.is_empty() {
            total = Some(numbers);
        } else if numbers.iter().any(Option::is_some) || !label.is_empty() {
            let region = place::region(label).map(|r| crate::contract::Region {
                code: r.code.to_owned(),
                name: r.name.to_owned(),
            });
            out.push(TableRow {
                label: label.clone(),
                region,
                values: numbers,
                mentions,
                proved_by: Vec::new(),
            });
        }
    }
    let labels = values
        .iter()
        .map(|&column| Column { label: grid.labels[column].clone(), unit: Some(Unit::Sek) });
    let first = table
        .parts
        .clone()
        .map(|part| text.parts[part].range.clone())
        .find(|range| !range.is_empty());
    Table {
        id: String::new(),
        kind: TableKind::Amounts,
        title: None,
        unit: Some(Unit::Sek),
        columns: labels.collect(),
        rows: out,
        total,
        mentions: first.map(|range| text.mention(range)).into_iter().collect(),
    }
}

fn first_amount(
    scene: &Scene<'_>,
    range: &std::ops::Range<usize>,
    facts: &ColumnFacts,
) -> Option<Decimal> {
    let plain =
        scene.mentions[scene.mentions_in(range)].iter().find_map(|mention| match &mention.value {
            Value::Amount(amount) if mention.candidates.is_empty() => Some(amount.value),
            _ => None,
        });
    plain.or_else(|| {
        let bare = grid::bare(scene.str(range.clone()));
        Some(number::figure(bare)?.value * facts.money?.kronor())
    })
}
