//! One cell of a row per region or municipality: its figure in the unit of its column, or why it has
//! none.

use rust_decimal::Decimal;

use super::column_kind::ColumnKind;
use super::grid;
use crate::contract::Diagnostic;
use crate::diagnostic::Code;
use crate::evidence::Mention;
use crate::recognise::amount::CellUnit;
use crate::recognise::number;

/// What a cell says.
pub(crate) enum CellValue {
    /// A number in the unit of its column.
    Number(Decimal),
    /// Nothing.
    None,
    /// It has digits that are no figure of its column.
    Unread,
    /// It is no well-formed figure; these it may mean.
    Doubtful(Vec<Decimal>),
}

/// True where a point can only be a decimal point in some cell of a column: "0.567", "12.5".
pub(crate) fn has_decimal_points<'c>(mut cells: impl Iterator<Item = &'c str>) -> bool {
    cells.any(|cell| {
        let (whole, fraction) = grid::bare(cell).split_once('.').unwrap_or_default();
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        let whole = grid::unsigned(whole);
        digits(whole) && digits(fraction) && (fraction.len() != 3 || whole == "0")
    })
}

/// Reads a cell of a column that has decimal points; "1.234" is there one and a bit or a thousand.
pub(crate) fn read_beside_points(cell: &str, kind: ColumnKind) -> CellValue {
    let parted = grid::bare(cell).split_once('.');
    let doubtful = parted.is_some_and(|(whole, fraction)| {
        fraction.len() == 3 && !fraction.contains('.') && grid::unsigned(whole) != "0"
    });
    match read(cell, kind) {
        CellValue::Number(value) if doubtful => {
            CellValue::Doubtful(vec![value / Decimal::ONE_THOUSAND, value])
        }
        other => other,
    }
}

/// Reads a cell of a column of this kind.
pub(crate) fn read(cell: &str, kind: ColumnKind) -> CellValue {
    if grid::is_suppressed(cell) {
        return CellValue::None;
    }
    if kind == ColumnKind::Joined {
        return CellValue::Unread;
    }
    let mut step = match kind {
        ColumnKind::Money(unit) | ColumnKind::Price(unit) => unit.kronor(),
        _ => Decimal::ONE,
    };
    let bare = grid::bare(cell);
    // A unit in the cell itself stands above the column's: "4,5 miljoner kronor".
    let own = cell.find(bare).map(|at| cell[at + bare.len()..].trim()).unwrap_or_default();
    let own_unit = CellUnit::parse(own);
    match (kind, own_unit) {
        (ColumnKind::Money(_), Some(unit)) => step = unit.kronor(),
        (ColumnKind::Money(_), None) if own.starts_with(['%', 'p', 's', 'i']) => {
            return CellValue::Unread;
        }
        (ColumnKind::Counted(_), Some(_)) => return CellValue::Unread,
        _ => {}
    }
    let sign = if grid::is_negative(bare) { -Decimal::ONE } else { Decimal::ONE };
    let digits = grid::unsigned(bare);
    if let Some(figure) = number::figure(digits) {
        return CellValue::Number(figure.value * step * sign);
    }
    let candidates: Vec<Decimal> =
        number::repairs(digits).into_iter().map(|value| value * step * sign).collect();
    match candidates.is_empty() {
        true if cell.contains(|c: char| c.is_ascii_digit()) => CellValue::Unread,
        true => CellValue::None,
        false => CellValue::Doubtful(candidates),
    }
}

/// More kronor than any one region or municipality gets in a year: two figures read as one.
const MOST_KRONOR: u64 = 100_000_000_000;

/// True for a sum that no one place gets.
pub(crate) fn is_absurd(value: Decimal, kind: ColumnKind) -> bool {
    matches!(kind, ColumnKind::Money(_)) && value.abs() > Decimal::from(MOST_KRONOR)
}

/// More kronor than the state spends in a year: figures in another unit than their heading's.
const MOST_OF_ALL: u64 = 2_000_000_000_000;

/// True for a sum that nobody gets.
pub(crate) fn is_absurd_sum(value: Decimal) -> bool {
    value.abs() > Decimal::from(MOST_OF_ALL)
}

/// Says that a cell has no value though it has digits.
pub(crate) fn unread(mention: &Mention) -> Diagnostic {
    Diagnostic::warning(
        Code::UnreadCell,
        format!(
            "\"{}\" in a table is no one figure of its column and has no value: compare it with the original",
            mention.quote.split_whitespace().collect::<Vec<_>>().join(" ")
        ),
    )
    .at(mention.clone())
}
