//! A table with a column per region or municipality, turned so that each has a row.

use std::cell::OnceCell;

use super::grid::{self, Grid};
use crate::clean::Text;

/// The fewest places in a row of headings that make columns of them.
const FEWEST: usize = 2;

impl Grid {
    /// The table with rows and columns exchanged, where its headings are places and its rows are
    /// not; none for any other.
    pub(crate) fn turned(&self, text: &Text<'_>) -> Option<Grid> {
        let columns = self.labels.len();
        let is_place = |row: usize, column: usize| grid::is_place(self.text(text, row, column));
        let head = (0..self.header_rows).find(|&row| {
            let places = (0..columns).filter(|&column| is_place(row, column)).count();
            let others = (0..columns).filter(|&column| {
                let cell = self.text(text, row, column).trim();
                column > 0 && !cell.is_empty() && !is_place(row, column) && !grid::is_total(cell)
            });
            places >= FEWEST && others.count() == 0
        })?;
        let first = (0..columns).find(|&column| is_place(head, column))?;
        let in_rows = (self.header_rows..self.cells.len()).any(|row| is_place(row, 0));
        if in_rows || first == 0 {
            return None;
        }
        let rows: Vec<usize> =
            std::iter::once(head).chain(self.header_rows..self.cells.len()).collect();
        let cells: Vec<Vec<Option<usize>>> = (0..columns)
            .map(|column| rows.iter().map(|&row| self.cells[row][column]).collect())
            .collect();
        let label = |row: &usize| {
            let mut words: Vec<&str> =
                (0..first).map(|column| self.text(text, *row, column).trim()).collect();
            words.dedup();
            words.join(" ").trim().to_owned()
        };
        let mut turned = Grid {
            cells,
            header_rows: first,
            labels: rows.iter().map(label).collect(),
            unit: self.unit,
            neighbours: None,
            people_in_thousands: self.people_in_thousands,
            kinds: OnceCell::new(),
        };
        turned.neighbours = turned.unit_of_headings();
        Some(turned)
    }
}
