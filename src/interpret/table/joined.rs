//! Figures of several columns in one cell: "46 610 48 120" is two numbers and never one.

use crate::contract::Diagnostic;
use crate::diagnostic::Code;
use crate::evidence::Mention;
use crate::recognise::number;

/// The most columns that are looked for in one cell.
const MOST: usize = 4;

/// The fewest such cells that make a column of them; a lone one may be a misprint.
const FEWEST: usize = 2;

/// True where a text is no number of its own but several numbers beside each other, all in groups
/// of three digits.
pub(crate) fn several(figures: &str) -> bool {
    let grouped = figures
        .split([' ', ','])
        .all(|group| group.len() <= 3 && group.bytes().all(|byte| byte.is_ascii_digit()));
    grouped
        && number::figure(figures).is_none()
        && (2..=MOST).any(|count| !number::columns(figures, count).is_empty())
}

/// True where most figures of a column are several: two columns that the print, or its reader, ran
/// together.
pub(crate) fn run_together(cells: &[&str]) -> bool {
    let digits = cells.iter().filter(|cell| cell.contains(|c: char| c.is_ascii_digit())).count();
    let joined = cells.iter().filter(|cell| several(super::grid::bare(cell))).count();
    joined >= FEWEST && joined * 2 >= digits
}

/// Says that figures of a table have no value because they cannot be told apart.
pub(crate) fn doubt(table: Mention) -> Diagnostic {
    Diagnostic::warning(
        Code::ColumnsRunTogether,
        "figures of this table cannot be told apart: several stand in one cell, or one in several lines; they have no \
         value: compare them with the original",
    )
    .at(table)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_numbers_are_not_one() {
        for (cells, expected) in [
            (&["46 610 48 120", "184 725 190 260", "21 315 21 795"][..], true),
            (&["46 610 3,2", "184 725 3,0"], true),
            (&["544 99 160", "42 426 203", "3 800 426"], false),
            (&["42 045981", "42 04598"], false),
            (&["46 610", "184 725"], false),
            (&["–", "x"], false),
        ] {
            assert_eq!(run_together(cells), expected, "{cells:?}");
        }
    }
}
