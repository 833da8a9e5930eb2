//! Tables: a row per region or municipality, which become allocations, and a row per purpose, whose
//! sums become amounts.

mod across;
pub(crate) mod allocation;
mod blocks;
mod cell;
mod column_facts;
mod column_kind;
pub(crate) mod grid;
mod joined;
mod lines;
mod nested;
mod of_author;
mod row_kind;
mod row_parts;
mod row_record;
pub(crate) mod rows;
mod turned;
pub(crate) mod unit;
pub(crate) mod unread;

use std::ops::Range;

use crate::clean::{self, PartKind};
use crate::interpret::scene::Scene;
use crate::recognise::amount::CellUnit;
use allocation::Allocations;
use column_kind::ColumnKind;
use grid::Grid;
pub(crate) use row_parts::column_of;

/// Takes the allocations out of the tables; the others are returned laid out.
pub(crate) fn read(scene: &Scene<'_>, allocations: &mut Allocations) -> Vec<(usize, Grid)> {
    let mut others = Vec::new();
    let unit_of_all = unit::unit_of_all(&scene.text.string);
    let mut headed: Option<Headed> = None;
    for (index, table) in scene.text.tables.iter().enumerate() {
        if table.rows.is_empty() || table.parts.is_empty() {
            continue;
        }
        let above = table.parts.start.checked_sub(1).map_or("", |part| scene.part_text(part));
        let mut grid = Grid::new(scene.text, table, if above.len() < 200 { above } else { "" });
        grid.unit = grid.unit.or_else(|| unit_of_note(scene, &table.parts)).or(unit_of_all);
        grid.neighbours = grid.unit_of_headings();
        grid.people_in_thousands =
            notes(scene, &table.parts).concat().into_iter().any(unit::counts_thousands);
        if let Some(headed) = headed.take().filter(|headed| headed.goes_on(scene, &grid, table)) {
            grid.go_on(headed.labels, headed.kinds);
        }
        headed = Some(Headed::new(scene, &grid, table));
        let turned = grid.turned(scene.text);
        let taken = turned.is_some_and(|turned| allocations.add_table(scene, &turned, table));
        if !taken && !allocations.add_table(scene, &grid, table) {
            if grid.column_kinds(scene.text).contains(&ColumnKind::Joined) {
                let range = scene.text.parts[table.parts.start].range.clone();
                allocations.diagnostics.push(joined::doubt(scene.text.mention(range)));
            }
            others.push((index, grid));
        }
    }
    others
}

/// The headings of a table, which hold for its rest on the next page too.
struct Headed {
    /// The part behind it.
    end: usize,
    labels: Vec<String>,
    kinds: Vec<ColumnKind>,
}

impl Headed {
    fn new(scene: &Scene<'_>, grid: &Grid, table: &clean::Table) -> Headed {
        let kinds = grid.column_kinds(scene.text).to_vec();
        Headed { end: table.parts.end, labels: grid.labels.clone(), kinds }
    }

    /// True where a table without headings of its own is the rest of this one: nothing but page
    /// numbers stands between, and the same columns hold words.
    fn goes_on(&self, scene: &Scene<'_>, rest: &Grid, table: &clean::Table) -> bool {
        let words = |kinds: &[ColumnKind]| {
            let names = |kind: &ColumnKind| matches!(kind, ColumnKind::Words | ColumnKind::Code);
            kinds.iter().map(names).collect::<Vec<_>>()
        };
        rest.header_rows == 0
            && rest.unit_of_headings().is_none()
            && self.labels.iter().any(|label| !label.is_empty())
            && (self.end..table.parts.start)
                .all(|part| !scene.part_text(part).contains(char::is_alphabetic))
            && words(&self.kinds) == words(rest.column_kinds(scene.text))
    }
}

/// The lines right under a table, and those shortly above it, the nearest first.
fn notes<'t>(scene: &Scene<'t>, table: &Range<usize>) -> [Vec<&'t str>; 2] {
    const WITHIN: usize = 3;
    let outside = |part: &usize| {
        let kind = scene.text.parts.get(*part).map(|part| part.kind);
        kind.is_some_and(|kind| !matches!(kind, PartKind::Cell { .. }))
    };
    let below = (table.end..table.end + WITHIN).take_while(outside);
    let above = (table.start.saturating_sub(WITHIN)..table.start).rev().take_while(outside);
    let line = |part: usize| scene.part_text(part).trim();
    [below.map(line).collect(), above.map(line).collect()]
}

/// The unit that a note right under a table, or a line shortly above it, gives to its figures.
fn unit_of_note(scene: &Scene<'_>, table: &Range<usize>) -> Option<CellUnit> {
    let [below, above] = notes(scene, table);
    let said = below
        .iter()
        .chain(&above)
        .find_map(|line| unit::unit_of_all(line).or_else(|| unit::unit_of_line(line)));
    // A line that is no sentence may be a heading of the table.
    let named: Vec<unit::Named> = above
        .into_iter()
        .filter(|line| line.len() < 120 && !line.ends_with(['.', ':', ';']))
        .filter_map(unit::named)
        .collect();
    said.or_else(|| match named.split_first()? {
        (unit::Named::Money(unit), others) if others.iter().all(|other| *other == named[0]) => {
            Some(*unit)
        }
        _ => None,
    })
}
