//! What a column of a table of purposes is about: years, who gets it, in what unit its figures are.

use super::across;
use super::column_kind::{self, ColumnKind};
use super::grid::{self, Grid};
use super::of_author::{self, Own};
use super::row_kind::{self, RowKind};
use super::row_parts;
use super::unit;
use crate::contract::{Party, PartyKind};
use crate::interpret::author::Author;
use crate::interpret::draft::Draft;
use crate::interpret::party;
use crate::interpret::scene::Scene;
use crate::recognise::Value;
use crate::recognise::amount::CellUnit;

/// What a column of a table of purposes is about.
pub(crate) struct ColumnFacts {
    pub(crate) kind: ColumnKind,
    pub(crate) years: Vec<i32>,
    /// The one region whose share the column holds, or the recipient's own share unnamed.
    pub(crate) share: Option<Option<Party>>,
    /// Who gets what stands in the column: "Regioner", "Till kommunerna".
    pub(crate) recipient: Option<Party>,
    /// True for a column whose cells say who gets what stands in the row.
    pub(crate) names_recipients: bool,
    /// True for the column of what the others of the row add up to: "Totalt".
    pub(crate) total: bool,
    /// True for a part of the column before it: "Varav till kommuner".
    pub(crate) opened: bool,
    /// True for the difference to another year.
    pub(crate) change: bool,
    /// True for money for one of something.
    pub(crate) price: bool,
    /// What the column holds of the money of the document's author, where the rows are its grants.
    pub(crate) own: Option<Own>,
    /// That author, where it gets what the column holds.
    pub(crate) author: Option<Party>,
    /// The unit of bare figures; none where they are no money or nothing says in what unit.
    pub(crate) money: Option<CellUnit>,
}

/// What each column is about.
pub(crate) fn all(scene: &Scene<'_>, grid: &Grid, author: Option<&Author>) -> Vec<ColumnFacts> {
    let mut kinds = grid.column_kinds(scene.text).to_vec();
    across::settle_changes(scene.text, grid, &mut kinds);
    let facts = |(at, kind)| facts(scene, grid, at, kind, author);
    let mut columns: Vec<ColumnFacts> = kinds.into_iter().enumerate().map(facts).collect();
    years_of_totals(&mut columns);
    of_author::mark(grid, &mut columns, author);
    columns
}

/// "2024 | 2025 | 2026 | Summa": the sum of columns of a year each is for all of them.
fn years_of_totals(columns: &mut [ColumnFacts]) {
    for at in 0..columns.len() {
        let (before, rest) = columns.split_at_mut(at);
        let total = &mut rest[0];
        if !total.total || !total.years.is_empty() {
            continue;
        }
        let money = before.iter().rev().take_while(|column| column.money.is_some());
        let mut years: Vec<i32> = Vec::new();
        for column in money.take_while(|column| !column.total && !column.change) {
            match column.years[..] {
                [year] if !years.contains(&year) => years.push(year),
                _ => break,
            }
        }
        years.sort_unstable();
        if years.len() > 1 {
            total.years = years;
        }
    }
}

/// What the column of a draft is about.
pub(crate) fn of_draft<'f>(
    scene: &Scene<'_>,
    columns: &'f [ColumnFacts],
    draft: &Draft,
) -> Option<&'f ColumnFacts> {
    columns.get(row_parts::column_of(scene, draft.part)?)
}

impl ColumnFacts {
    /// True for a column of figures that are money or may be.
    pub(crate) fn holds_figures(&self) -> bool {
        matches!(self.kind, ColumnKind::Money(_) | ColumnKind::Price(_) | ColumnKind::Unknown)
    }

    /// The unit of a bare figure of a row in this column; none where it is no money.
    pub(crate) fn unit_in(&self, row: RowKind) -> Option<CellUnit> {
        match row {
            RowKind::AsColumns => self.money,
            RowKind::NoSum => None,
            RowKind::Money(unit) => self.holds_figures().then_some(unit),
        }
    }
}

fn facts(
    scene: &Scene<'_>,
    grid: &Grid,
    column: usize,
    kind: ColumnKind,
    author: Option<&Author>,
) -> ColumnFacts {
    let label = grid.labels[column].as_str();
    let lower = label.to_lowercase();
    let said = grid.unit.is_some()
        || grid.neighbours.is_some()
        || unit::unit_in(label).is_some()
        || column_kind::is_of_money(&lower);
    let money = match kind {
        ColumnKind::Money(unit) => said.then_some(unit),
        ColumnKind::Price(unit) => Some(unit),
        _ => None,
    };
    let per_place = row_kind::is_price_per_place(&lower);
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
    .any(|words| lower.contains(words))
        || of_author::is_share(&lower, author);
    let own = || author.map(|author| author.party.clone());
    let share = named.map(Some).or_else(|| unnamed.then(own)).filter(|_| {
        let mut cells =
            (grid.header_rows..grid.cells.len()).map(|row| grid.text(scene.text, row, column));
        cells.any(|cell| cell.contains(|c: char| c.is_ascii_digit()))
    });
    let change = column_kind::is_change(&lower);
    ColumnFacts {
        kind,
        // "Förändring mot 2021" is not for that year.
        years: if change { Vec::new() } else { years_of_label(label) },
        recipient: recipient_of_label(label).filter(|_| share.is_none()),
        share,
        own: None,
        author: None,
        names_recipients: kind == ColumnKind::Words && names_recipients(scene, grid, column),
        total: grid::is_total(without_unit(label)),
        opened: ["varav ", "därav "].iter().any(|word| lower.starts_with(word)),
        change,
        price: per_place || matches!(kind, ColumnKind::Price(_)),
        money,
    }
}

/// A heading without the unit in its brackets: "Totalt (mnkr)".
pub(crate) fn without_unit(label: &str) -> &str {
    label.split_once(['(', ',']).map_or(label, |(name, _)| name).trim()
}

/// The one party that a heading names and nothing else: "Regioner", "Varav till kommunerna (mnkr)".
pub(crate) fn recipient_of_label(label: &str) -> Option<Party> {
    let name = without_unit(label);
    let named = party::all(name);
    let [one] = &named[..] else { return None };
    let rest = format!("{} {}", &name[..one.start], &name[one.end..]).to_lowercase();
    let only =
        rest.split_whitespace().all(|word| ["varav", "därav", "till", "för"].contains(&word));
    (only && one.party.kind != PartyKind::State).then(|| one.party.clone())
}

/// True for a column each of whose cells names a party and nothing else, or whose heading says that
/// they name who gets the money.
fn names_recipients(scene: &Scene<'_>, grid: &Grid, column: usize) -> bool {
    let mut cells = (grid.header_rows..grid.cells.len())
        .map(|row| grid.text(scene.text, row, column).trim())
        .filter(|cell| !cell.is_empty() && !grid::is_total(cell))
        .peekable();
    // "Källa", "Ansvarig myndighet", "Utbetalande myndighet" name others than those who get it.
    let heading = grid.labels[column].to_lowercase();
    let others = [
        "källa",
        "ansvar",
        "utbetal",
        "handlägg",
        "beslut",
        "administr",
        "kontakt",
        "finansi",
        "givare",
        "rapport",
        "redovis",
        "uppfölj",
    ];
    let told = others.iter().any(|word| heading.contains(word));
    let headed = ["mottagare", "går till", "tillfaller"].iter().any(|word| heading.contains(word));
    column > 0
        && !told
        && cells.peek().is_some()
        && (headed || cells.all(|cell| recipient_of_label(cell).is_some()))
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
    // Before a unit, a year looks like the figure of an amount: "Budget 2022 mnkr".
    if years.is_empty() && unit::unit_in(label).is_some() {
        years.extend(label.split_whitespace().filter_map(grid::year).take(1));
    }
    years.dedup();
    years
}
