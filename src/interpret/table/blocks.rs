//! Which column of a table has the names of regions or municipalities, and which their figures; a
//! table may be set in several such blocks side by side.

use super::allocation::FEWEST_ROWS;
use super::column_kind::ColumnKind;
use super::grid::{self, Grid};
use crate::interpret::scene::Scene;
use crate::recognise::place;

/// The column of names and whether they are municipalities.
pub(crate) fn label_column(
    scene: &Scene<'_>,
    grid: &Grid,
    kinds: &[ColumnKind],
) -> Option<(usize, bool)> {
    let rows = grid.header_rows..grid.cells.len();
    let mut best: Option<(usize, usize, bool)> = None;
    for column in (0..kinds.len()).filter(|&column| kinds[column] == ColumnKind::Words) {
        let labels: Vec<&str> =
            rows.clone().map(|row| grid.text(scene.text, row, column)).collect();
        let named = labels.iter().filter(|label| !label.trim().is_empty()).count();
        let regions = labels.iter().filter(|label| place::region(label).is_some()).count();
        let municipalities =
            labels.iter().filter(|label| place::municipality(label).is_some()).count();
        let places = regions.max(municipalities);
        // Two are enough where there is nothing else but their sum.
        let all = places > 1
            && labels.iter().all(|label| {
                label.trim().is_empty() || grid::is_place(label) || grid::is_total(label)
            });
        if (places >= FEWEST_ROWS || all)
            && places * 2 >= named
            && best.is_none_or(|(most, ..)| places > most)
        {
            best = Some((places, column, municipalities > regions));
        }
    }
    best.map(|(_, column, municipal)| (column, municipal))
}

/// The columns of figures right of a column of names.
pub(crate) fn values_right_of(label_column: usize, kinds: &[ColumnKind]) -> Vec<usize> {
    (label_column + 1..kinds.len())
        .filter(|&column| !matches!(kinds[column], ColumnKind::Words | ColumnKind::Code))
        .collect()
}

/// The further blocks of a table that is set in several side by side: the column of names and those
/// of the figures of each. Empty where there is one.
pub(crate) fn side_by_side(
    scene: &Scene<'_>,
    grid: &Grid,
    kinds: &[ColumnKind],
    label_column: usize,
    municipal: bool,
) -> Vec<(usize, Vec<usize>)> {
    let mut names = vec![label_column];
    names.extend((label_column + 1..kinds.len()).filter(|&column| {
        let label = |row: &usize| {
            let label = grid.text(scene.text, *row, column);
            if municipal {
                place::municipality(label).is_some()
            } else {
                place::region(label).is_some()
            }
        };
        kinds[column] == ColumnKind::Words
            && (grid.header_rows..grid.cells.len()).filter(label).count() >= FEWEST_ROWS
    }));
    names.push(kinds.len());
    let blocks: Vec<(usize, Vec<usize>)> = names
        .windows(2)
        .map(|pair| (pair[0], values_right_of(pair[0], &kinds[..pair[1]])))
        .collect();
    let alike = |block: &(usize, Vec<usize>)| {
        let of = |values: &[usize]| values.iter().map(|&value| kinds[value]).collect::<Vec<_>>();
        of(&block.1) == of(&blocks[0].1) && !block.1.is_empty()
    };
    if blocks.iter().all(alike) { blocks[1..].to_vec() } else { Vec::new() }
}
