//! What the rows of a table prove of its columns: where each row adds up to its last figure, the
//! figures are in one unit.

use rust_decimal::Decimal;

use super::column_kind::{self, ColumnKind};
use super::grid::{self, Grid};
use super::unit;
use crate::clean::Text;
use crate::contract::Unit;
use crate::recognise::number;

/// The fewest rows that prove it.
const FEWEST_ROWS: usize = 3;

/// Gives the columns that a column of row totals adds up ("Del 1, befolkning", "Del 2", "Summa") its
/// unit, where their headings alone say less or something else is counted.
pub(crate) fn settle(text: &Text<'_>, grid: &Grid, values: &[usize], kinds: &mut [ColumnKind]) {
    let (mut first, mut whole) = (0, 0);
    while whole < values.len() {
        let parts = &values[first..whole];
        let money = values[first..=whole].iter().find_map(|&column| match kinds[column] {
            ColumnKind::Money(unit) => Some(ColumnKind::Money(unit)),
            _ => None,
        });
        // What is counted may stand before the parts.
        let added = (0..parts.len().saturating_sub(1)).map(|from| &parts[from..]).find(|parts| {
            is_total(grid, values[whole])
                && parts.iter().all(|&part| may_be_money(kinds[part]))
                && adds_up(text, grid, parts, values[whole])
        });
        if let Some(added) = added {
            let from = whole - added.len();
            if let Some(money) = money {
                for &column in &values[from..=whole] {
                    if !matches!(kinds[column], ColumnKind::Money(_)) {
                        kinds[column] = money;
                    }
                }
                for &column in &parts[..parts.len() - added.len()] {
                    if is_left_out(text, grid, column) {
                        kinds[column] = ColumnKind::Counted(Unit::Count);
                    }
                }
            }
            first = whole + 1;
        }
        whole += 1;
    }
}

/// Gives a column of changes the unit of the two columns whose difference it is, where its heading
/// says neither that nor percent.
pub(crate) fn settle_changes(text: &Text<'_>, grid: &Grid, kinds: &mut [ColumnKind]) {
    for change in 2..kinds.len() {
        let (ColumnKind::Money(one), ColumnKind::Money(two)) =
            (kinds[change - 2], kinds[change - 1])
        else {
            continue;
        };
        let label = grid.labels[change].to_lowercase();
        if kinds[change] != ColumnKind::Unknown || one != two || !column_kind::is_change(&label) {
            continue;
        }
        let mut rows = (grid.header_rows..grid.cells.len())
            .filter_map(|row| {
                let [a, b, c] = [change - 2, change - 1, change];
                let difference = value(text, grid, row, b)? - value(text, grid, row, a)?;
                Some(difference.abs() == value(text, grid, row, c)?.abs())
            })
            .peekable();
        if rows.peek().is_some() && rows.all(|holds| holds) {
            kinds[change] = ColumnKind::Money(one);
        }
    }
}

/// True for a column of whole numbers that the sum leaves out and whose heading says nothing of
/// money: "Uppdrag" before "Fast del", "Rörlig del" and "Bidrag totalt".
fn is_left_out(text: &Text<'_>, grid: &Grid, column: usize) -> bool {
    let label = grid.labels[column].as_str();
    let lower = label.to_lowercase();
    let silent = !lower.is_empty()
        && unit::named(label).is_none()
        && !column_kind::is_of_money(&lower)
        && !column_kind::is_split(label)
        && !column_kind::is_change(&lower);
    let cells = (grid.header_rows..grid.cells.len()).map(|row| grid.text(text, row, column).trim());
    silent && cells.filter(|cell| grid::is_figure(cell)).all(|cell| !cell.contains(','))
}

fn may_be_money(kind: ColumnKind) -> bool {
    match kind {
        ColumnKind::Money(_) | ColumnKind::Unknown => true,
        ColumnKind::Counted(unit) => matches!(unit, Unit::Inhabitants | Unit::Count),
        _ => false,
    }
}

fn is_total(grid: &Grid, column: usize) -> bool {
    let label = grid.labels.get(column).map_or("", String::as_str).to_lowercase();
    ["summa", "total", "s:a", "tillsammans"].iter().any(|word| label.contains(word))
}

/// True where every row that has the total has parts that come to it.
fn adds_up(text: &Text<'_>, grid: &Grid, parts: &[usize], whole: usize) -> bool {
    let value = |row, column| value(text, grid, row, column);
    let (mut rows, mut several) = (0, 0);
    for row in grid.header_rows..grid.cells.len() {
        let Some(total) = value(row, whole) else { continue };
        let found: Vec<Decimal> = parts.iter().filter_map(|&part| value(row, part)).collect();
        if found.iter().sum::<Decimal>() != total {
            return false;
        }
        rows += 1;
        several += usize::from(found.len() > 1);
    }
    rows >= FEWEST_ROWS && several * 2 > rows
}

/// The figure of a cell, in the unit of its column.
fn value(text: &Text<'_>, grid: &Grid, row: usize, column: usize) -> Option<Decimal> {
    let bare = grid::bare(grid.text(text, row, column).trim());
    let figure = number::figure(grid::unsigned(bare))?.value;
    Some(if grid::is_negative(bare) { -figure } else { figure })
}
