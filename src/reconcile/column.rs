//! A column of a table with its rows told apart: those that are added up, those that are sums of
//! others, and those that are neither.

use rust_decimal::Decimal;

use super::figure::{half, place, sum};
use super::outline::{self, Entry};
use crate::contract::{Table, TableKind, Unit};
use crate::pattern::Pattern;

/// What a row is to its table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Row {
    /// One that is added up.
    Member,
    /// The sum of these rows.
    Subtotal(Vec<usize>),
    /// Neither: a heading or an average.
    Aside,
}

/// A column of a table.
#[derive(Debug, Clone, Copy)]
pub(super) struct Column<'t> {
    pub(super) table: &'t Table,
    pub(super) rows: &'t [Row],
    pub(super) index: usize,
    /// The step in which it is printed.
    pub(super) step: Decimal,
}

impl Column<'_> {
    pub(super) fn unit(&self) -> Option<Unit> {
        self.table.columns.get(self.index)?.unit
    }

    /// True for columns of which a sum means something.
    pub(super) fn adds_up(&self) -> bool {
        !matches!(self.unit(), Some(Unit::SekPerInhabitant) | None)
    }

    pub(super) fn value(&self, row: usize) -> Option<Decimal> {
        Some(self.table.rows.get(row)?.values.get(self.index)?.as_ref()?.0)
    }

    /// The printed total.
    pub(super) fn total(&self) -> Option<Decimal> {
        Some(self.table.total.as_ref()?.get(self.index)?.as_ref()?.0)
    }

    /// The rows that are added up.
    pub(super) fn members(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.rows.len()).filter(|&row| self.rows[row] == Row::Member)
    }

    /// True where no row that is added up lacks its value; a printed dash says that it has none.
    pub(super) fn is_whole(&self) -> bool {
        self.members().all(|row| self.value(row).is_some() || self.is_dash(row))
    }

    fn is_dash(&self, row: usize) -> bool {
        let mentions = self.table.rows.get(row).map(|row| &row.mentions);
        let mention = mentions.and_then(|mentions| mentions.get(self.index)?.as_ref());
        mention.is_some_and(|it| matches!(it.quote.trim(), "-" | "–" | "—" | "−"))
    }

    pub(super) fn sum_of(&self, rows: &[usize]) -> Decimal {
        sum(rows.iter().filter_map(|&row| self.value(row)))
    }

    pub(super) fn sum(&self) -> Decimal {
        sum(self.members().filter_map(|row| self.value(row)))
    }

    /// How far `figures` figures of this column may be off together.
    pub(super) fn tolerance(&self, figures: usize) -> Decimal {
        half(self.step).saturating_mul(Decimal::from(figures))
    }

    /// How far the sum of the rows may be from the total.
    pub(super) fn sum_tolerance(&self) -> Decimal {
        self.tolerance(self.members().filter(|&row| self.value(row).is_some()).count() + 1)
    }

    /// What the rows come to as a whole, and how far that may be off: the printed total, else the
    /// sum where no row lacks its value.
    pub(super) fn whole(&self) -> Option<(Decimal, Decimal)> {
        match self.total() {
            Some(total) => Some((total, half(self.step))),
            None if self.is_whole() => Some((self.sum(), self.tolerance(self.members().count()))),
            None => None,
        }
    }

    /// The column in words: `the column "Belopp" of table-1`.
    pub(super) fn name(&self) -> String {
        let table = &self.table.id;
        let label = self.table.columns.get(self.index).map_or("", |column| column.label.as_str());
        let label = label.split_whitespace().collect::<Vec<_>>().join(" ");
        if !label.is_empty() {
            format!("the column \"{label}\" of {table}")
        } else if self.table.columns.len() == 1 {
            format!("the column of {table}")
        } else {
            format!("column {} of {table}", self.index + 1)
        }
    }

    /// The column in words, with the place of its table.
    pub(super) fn placed_name(&self) -> String {
        match self.table.mentions.first() {
            Some(mention) => format!("{} ({})", self.name(), place(mention)),
            None => self.name(),
        }
    }
}

static AVERAGE: Pattern =
    Pattern::new(r"(?i)\b(?:genomsnitt\w*|medel(?:värde|tal)\w*|snitt|median\w*)\b");
static SUM: Pattern = Pattern::new(
    r"(?i)^\W*(?:del)?(?:summa|summering|tot(?:al\w*|\.)?|s:a|hela|riket|samtliga|alla)\b",
);

/// Tells the rows of a table apart.
pub(super) fn rows(table: &Table, steps: &[Decimal]) -> Vec<Row> {
    match table.kind {
        TableKind::Allocation => allocation_rows(table, steps),
        TableKind::Amounts | TableKind::Other => vec![Row::Member; table.rows.len()],
    }
}

fn allocation_rows(table: &Table, steps: &[Decimal]) -> Vec<Row> {
    let mut rows = vec![Row::Member; table.rows.len()];
    for (at, row) in table.rows.iter().enumerate() {
        if row.region.is_none()
            && (row.values.iter().all(Option::is_none) || AVERAGE.is_match(&row.label))
        {
            rows[at] = Row::Aside;
        }
    }
    for at in 0..rows.len() {
        if table.rows[at].region.is_some() || rows[at] != Row::Member {
            continue;
        }
        let regions = |from: usize, to: usize| -> Vec<usize> {
            (from..to).filter(|&row| table.rows[row].region.is_some()).collect()
        };
        let parted = |row: &usize| table.rows[*row].region.is_none();
        let before = (0..at).rev().find(parted).map_or(0, |row| row + 1);
        let behind = (at + 1..rows.len()).find(parted).unwrap_or(rows.len());
        let groups = [regions(before, at), regions(0, at), regions(at + 1, behind)];
        let named = SUM.is_match(&table.rows[at].label);
        let sums = groups.iter().find(|group| group.len() > 1 && is_sum(table, steps, at, group));
        // A row that calls itself a sum is one even where it does not add up.
        let group = sums.or_else(|| groups.iter().find(|group| named && group.len() > 1));
        if let Some(group) = group {
            rows[at] = Row::Subtotal(group.clone());
        } else if named {
            rows[at] = Row::Aside;
        }
    }
    rows
}

/// True where row `at` is the sum of a group in some column, and in every one whose sum it could
/// be.
fn is_sum(table: &Table, steps: &[Decimal], at: usize, group: &[usize]) -> bool {
    let rows = vec![Row::Member; table.rows.len()];
    let columns = (0..table.columns.len()).zip(steps);
    let mut sums = columns
        .map(|(index, &step)| Column { table, rows: &rows, index, step })
        .filter(|column| column.adds_up())
        .filter_map(|column| {
            let total = column.value(at)?;
            let near = (column.sum_of(group) - total).abs() <= column.tolerance(group.len() + 1);
            Some(near)
        })
        .peekable();
    sums.peek().is_some() && sums.all(|sums| sums)
}

/// The values of a table of purposes that are no parts of others.
pub(super) fn top_level(column: &Column<'_>) -> Vec<usize> {
    let rows: Vec<usize> = column.members().filter(|&row| column.value(row).is_some()).collect();
    let entries: Vec<Entry> = rows
        .iter()
        .map(|&row| Entry {
            value: column.value(row).unwrap_or_default(),
            tolerance: half(column.step),
            opened: outline::opens(&column.table.rows[row].label),
        })
        .collect();
    outline::top_level(&entries).into_iter().map(|at| rows[at]).collect()
}
