//! Runs of rows with a gutter: columns of text, or a table without drawn cells.
//!
//! What a gutter is, the sibling `gutter` tells. A list has only its marks left of its gutter, and is
//! neither; prose must not become a table.

use super::gutter::{Gutter, Run, TOLERANCES as GUTTERS, begins_with_loose_text, rows_in};
use super::heads;
use super::lines::{Element, TextLine};
use super::marker;
use super::page::Rule;
use super::table::{Grid, TableLine, is_numeric, rows_of, starts_lower};
use super::words::{Row, Word};
use crate::evidence::Rect;

/// Measures of tables by alignment, in em (font sizes).
struct Tolerances {
    /// Distance from the last row of a table at which its last cell may go on.
    leading: f32,
}

const TOLERANCES: Tolerances = Tolerances { leading: 1.45 };

/// A run of rows at the start of a region, and what it is.
#[derive(Debug)]
pub(super) struct Band {
    /// How many elements it takes.
    pub(super) length: usize,
    /// What it is.
    pub(super) kind: BandKind,
}

/// What a run of rows is.
#[derive(Debug)]
pub(super) enum BandKind {
    /// A table.
    Table(Grid),
    /// Columns of text; the number is the middle of the gutter between the first and the others.
    Columns(f32),
}

/// The band at the start of `elements`, if there is one.
pub(super) fn band(elements: &[Element], rules: &[Rule]) -> Option<Band> {
    if let Some(band) = heads::table_under_heading(elements, rules) {
        return Some(band);
    }
    let run = Run::start(elements)?;
    if begins_with_loose_text(elements) {
        return None;
    }
    if let Some(gutter) = run.text_gutter(elements, rules) {
        let length = run.with_short_rest(elements);
        return Some(Band { length, kind: BandKind::Columns(gutter.middle()) });
    }
    let grids =
        elements[..run.length].iter().position(|element| matches!(element, Element::Grid(_)));
    let run = match grids {
        Some(length) => Run::start(&elements[..length])?,
        None => run,
    };
    let rows: Vec<&Row> = rows_in(&elements[..run.length]).collect();
    let (length, grid) = table(&rows, &run.gutters(&rows), rules)?;
    let (length, grid) =
        heads::finer(&elements[..run.length], length, &grid, rules).unwrap_or((length, grid));
    Some(Band { length, kind: BandKind::Table(grid) })
}

/// The table that these rows make with these gutters, and how many of the rows it takes.
pub(super) fn table(rows: &[&Row], gutters: &[Gutter], rules: &[Rule]) -> Option<(usize, Grid)> {
    let gutters = without_header_gutters(rows, gutters);
    let last_gutter = gutters.last()?;
    let edges: Vec<f32> = gutters.iter().map(Gutter::middle).collect();
    let column_of =
        |word: &Word| edges.iter().filter(|edge| (word.at.x0 + word.at.x1) / 2.0 > **edge).count();
    let split = |row: &Row| {
        let mut parts: Vec<(usize, usize, TextLine)> = Vec::new();
        let mut right = f32::MIN;
        for word in &row.words {
            let column = column_of(word);
            // A word that follows without a gap belongs to the cell before it.
            let follows = word.at.x0 - right < GUTTERS.gutter * word.size;
            match parts.last_mut() {
                Some((first, _, line)) if column == *first => line.push(word.clone()),
                Some((first, span, line)) if follows => {
                    *span = (*span).max(column + 1 - *first);
                    line.push(word.clone());
                }
                _ => parts.push((column, 1, TextLine::of(vec![word.clone()]))),
            }
            right = word.at.x1;
        }
        parts
    };
    let mut lines: Vec<Vec<(usize, usize, TextLine)>> = rows.iter().map(|row| split(row)).collect();
    let is_mark = |parts: &Vec<(usize, usize, TextLine)>| {
        parts.first().is_none_or(|part| part.0 > 0 || marker::is_marker(&part.2.text()))
    };
    if gutters.len() == 1 && lines.iter().all(is_mark) {
        return None;
    }
    // Lines before the first row with two cells are text above the table, and so are lines below
    // the last one unless they go on in a cell of it.
    if lines[0].len() < 2 {
        return None;
    }
    let full = lines.iter().rposition(|parts| parts.len() >= 2)? + 1;
    let goes_on = |index: &usize| {
        let (row, above) = (rows[*index], rows[*index - 1]);
        let close = row.baseline() - above.baseline() <= TOLERANCES.leading * row.size();
        let parts = &lines[*index];
        close
            && parts.iter().all(|part| part.1 == 1 && (part.0 > 0 || starts_lower(&part.2.text())))
    };
    let length = full + (full..lines.len()).take_while(goes_on).count();
    lines.truncate(length);
    let rows = &rows[..length];
    if is_justified(rows, &lines) {
        return None;
    }
    if lines.iter().filter(|parts| parts.len() >= 2).count() < GUTTERS.rows {
        return None;
    }
    let at = rows.iter().map(|row| row.at()).reduce(Rect::union)?;
    let mut lefts = vec![at.x0];
    lefts.extend(gutters.iter().map(|gutter| gutter.x1));
    let mut rights: Vec<f32> = gutters.iter().map(|gutter| gutter.x0).collect();
    rights.push(at.x1.max(last_gutter.x1));
    let table_lines = lines.into_iter().enumerate().map(|(index, parts)| {
        let above = index.checked_sub(1).map(|above| rows[above].baseline());
        let row = rows[index];
        TableLine {
            distance: above.map_or(0.0, |above| (row.baseline() - above) / row.size().max(1.0)),
            ruled_off: above.is_some_and(|above| ruled_off(rules, at, above, row)),
            parts,
        }
    });
    let mut grid = Grid {
        rows: rows_of(table_lines.collect()),
        at,
        columns: lefts.into_iter().zip(rights).collect(),
        ruled: false,
        partial: false,
    };
    grid.find_headers();
    Some((length, grid))
}

/// The gutters without those that only part a heading from the amounts below it, which are set to
/// the other side of the column.
fn without_header_gutters(rows: &[&Row], gutters: &[Gutter]) -> Vec<Gutter> {
    let occupied = |from: f32, to: f32| -> Vec<usize> {
        let inside = |word: &Word| from <= word.at.x0 + 0.1 && word.at.x0 < to;
        let has_text = |index: &usize| rows[*index].words.iter().any(inside);
        (0..rows.len()).filter(has_text).collect()
    };
    let mut kept: Vec<Gutter> = gutters.to_vec();
    let mut index = 0;
    while index < kept.len() {
        let left = index.checked_sub(1).map_or(f32::MIN, |before| kept[before].x1);
        let right = kept.get(index + 1).map_or(f32::MAX, |after| after.x0);
        let (before, after) = (occupied(left, kept[index].x0), occupied(kept[index].x1, right));
        let apart = before.iter().all(|row| !after.contains(row));
        let few = before.len().min(after.len()) * 8 <= rows.len().max(8);
        if apart && few {
            kept.remove(index);
        } else {
            index += 1;
        }
    }
    kept
}

/// Whether these rows are justified prose with wide spaces: all end at one place, in words.
fn is_justified(rows: &[&Row], lines: &[Vec<(usize, usize, TextLine)>]) -> bool {
    let end = |row: &&Row| row.words.last().map_or(0.0, |word| word.at.x1);
    let right = rows.iter().map(end).fold(f32::MIN, f32::max);
    let flush = rows.iter().filter(|row| right - end(row) < GUTTERS.flush).count();
    let last_texts = || lines.iter().filter_map(|parts| parts.last());
    let words = last_texts().filter(|part| !is_numeric(&part.2.text())).count();
    flush * 5 >= rows.len() * 4 && words * 2 > lines.len()
}

/// Whether a rule over most of the table stands between a row and the baseline above it.
fn ruled_off(rules: &[Rule], table: Rect, above: f32, row: &Row) -> bool {
    let covered: f32 = rules
        .iter()
        .filter(|rule| {
            rule.level && rule.at.y0 > above && rule.at.y0 < row.baseline() - 0.3 * row.size()
        })
        .map(|rule| (rule.at.x1.min(table.x1) - rule.at.x0.max(table.x0)).max(0.0))
        .sum();
    covered >= 0.6 * table.width()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::pdf::lines::{Item, in_reading_order};
    use crate::read::pdf::table::GridCell;

    /// Rows of a page drawn in letters of a quarter em, 12 points apart, with words of 10 points.
    fn page(drawn: &str) -> Vec<Row> {
        const LETTER: f32 = 2.5;
        let row = |(number, line): (usize, &str)| {
            let baseline = 100.0 + 12.0 * number as f32;
            let mut words: Vec<Word> = Vec::new();
            let mut after_space = true;
            for (index, c) in line.chars().enumerate() {
                let x0 = 50.0 + LETTER * index as f32;
                let at = Rect { x0, y0: baseline - 7.8, x1: x0 + LETTER, y1: baseline + 2.2 };
                match words.last_mut() {
                    _ if c == ' ' => {}
                    Some(word) if !after_space => {
                        word.text.push(c);
                        word.at = word.at.union(at);
                    }
                    _ => words.push(Word {
                        text: c.to_string(),
                        at,
                        baseline,
                        size: 10.0,
                        weight: 0,
                    }),
                }
                after_space = c == ' ';
            }
            Row { words }
        };
        drawn.lines().enumerate().map(row).filter(|row| !row.words.is_empty()).collect()
    }

    /// What a page reads as: a line for each line, "a | b" for each table row.
    fn check(drawn: &str, expected: &[&str]) {
        let mut read = Vec::new();
        for item in in_reading_order(page(drawn), Vec::new(), &[]) {
            match item {
                Item::Line(line) => read.push(line.text()),
                Item::Table(grid) => read.extend(grid.rows.iter().map(|row| {
                    row.cells.iter().map(GridCell::text).collect::<Vec<_>>().join(" | ")
                })),
            }
        }
        assert_eq!(read, expected);
    }

    #[test]
    fn aligned_amounts_are_a_table() {
        check(
            "\
Fördelning av medel till regionerna efter antalet invånare.
Region                 Tabell 1    Tabell 2
Stockholm           148 780 771  68 143 865
Gotland               3 800 426   1 740 653
Summa               152 581 197  69 884 518
Beloppen är avrundade till hela kronor och summerar därför inte alltid.",
            &[
                "Fördelning av medel till regionerna efter antalet invånare.",
                "Region | Tabell 1 | Tabell 2",
                "Stockholm | 148 780 771 | 68 143 865",
                "Gotland | 3 800 426 | 1 740 653",
                "Summa | 152 581 197 | 69 884 518",
                "Beloppen är avrundade till hela kronor och summerar därför inte alltid.",
            ],
        );
    }

    #[test]
    fn a_heading_over_columns_belongs_to_the_table() {
        check(
            "\
                    Belopp i tkr
Region           2023        2024
Stockholm       1 234      10 000
Gotland           999       1 000",
            &[
                "Belopp i tkr",
                "Region | 2023 | 2024",
                "Stockholm | 1 234 | 10 000",
                "Gotland | 999 | 1 000",
            ],
        );
    }

    #[test]
    fn headings_beside_their_figures_name_the_columns_in_order() {
        check(
            "\
Region             2022, tkr        2023, tkr     Förändring, %
Uppsala                   46 610           48 120                3,2
Skåne                    184 725          190 260                3,0
Gotland                   21 315           21 795                2,3
Summa                    252 650          260 175                3,0",
            &[
                "Region | 2022, tkr | 2023, tkr | Förändring, %",
                "Uppsala | 46 610 | 48 120 | 3,2",
                "Skåne | 184 725 | 190 260 | 3,0",
                "Gotland | 21 315 | 21 795 | 2,3",
                "Summa | 252 650 | 260 175 | 3,0",
            ],
        );
        check(
            "
             Bidrag 2022,       Bidrag 2023,     Andel,
Region       tkr                tkr              %
Uppsala             46 610         48 120             3,2
Skåne              184 725        190 260             3,0
Gotland             21 315         21 795             2,3",
            &[
                "Bidrag 2022, | Bidrag 2023, | Andel,",
                "Region | tkr | tkr | %",
                "Uppsala | 46 610 | 48 120 | 3,2",
                "Skåne | 184 725 | 190 260 | 3,0",
                "Gotland | 21 315 | 21 795 | 2,3",
            ],
        );
    }

    #[test]
    fn cells_of_several_lines_are_one_row() {
        check(
            "\
Utveckling av vården       Regioner         1 250 000
med primärvården som nav
Ambulanssjukvård           Regioner            21 000
Stöd genom förbundet       Kommuner            40 000",
            &[
                "Utveckling av vården med primärvården som nav | Regioner | 1 250 000",
                "Ambulanssjukvård | Regioner | 21 000",
                "Stöd genom förbundet | Kommuner | 40 000",
            ],
        );
    }

    #[test]
    fn columns_of_text_are_read_one_after_the_other() {
        check(
            "\
Parterna är överens om att        Medlen betalas ut av
satsningen ska främja vården      myndigheten efter rekvisition
i hela landet och att alla        senast den första december
regioner ska kunna delta.         samma år som de avser.",
            &[
                "Parterna är överens om att",
                "satsningen ska främja vården",
                "i hela landet och att alla",
                "regioner ska kunna delta.",
                "Medlen betalas ut av",
                "myndigheten efter rekvisition",
                "senast den första december",
                "samma år som de avser.",
            ],
        );
    }

    #[test]
    fn marks_before_a_list_are_no_column() {
        check(
            "\
–     redovisa hur medlen har använts
–     lämna en handlingsplan
–     delta i uppföljningen",
            &[
                "– redovisa hur medlen har använts",
                "– lämna en handlingsplan",
                "– delta i uppföljningen",
            ],
        );
    }
}
