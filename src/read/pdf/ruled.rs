//! Tables from drawn lines: rules, their crossings, the cells between them, the words in the cells.
//!
//! A box with one column is a frame around text and no table; a grid with text in one column only
//! may be the rest of a table on the page before. Tables with level rules only have
//! no crossings and are left to alignment.

use super::lines::TextLine;
use super::page::Rule;
use super::table::{Grid, GridCell, GridRow, TableLine, is_numeric, rows_of};
use super::words::{Row, Word};
use crate::evidence::Rect;

/// Measures of drawn lines, in points.
struct Tolerances {
    /// Lines this close are one line: double borders and cell boxes with a gap between them.
    same_line: f32,
    /// Lines whose ends are this far apart still touch.
    touching: f32,
    /// Shorter lines are ornaments.
    shortest: f32,
    /// With more lines than this a page is a drawing.
    most_lines: usize,
    /// With more fields than this a grid is a chart or a map.
    most_fields: usize,
}

const TOLERANCES: Tolerances = Tolerances {
    same_line: 3.0,
    touching: 3.5,
    shortest: 4.0,
    most_lines: 4000,
    most_fields: 20_000,
};

/// A drawn line: where it stands across its direction, and from where to where it runs.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Line {
    at: f32,
    from: f32,
    to: f32,
}

impl Line {
    fn covers(&self, position: f32) -> bool {
        self.from - TOLERANCES.touching <= position && position <= self.to + TOLERANCES.touching
    }
}

/// Takes the tables that `rules` draw out of `rows`.
pub(super) fn take_tables(rows: &mut Vec<Row>, rules: &[Rule]) -> Vec<Grid> {
    let of = |level: bool| {
        let lines = rules.iter().filter(|rule| rule.level == level).map(|rule| match level {
            true => Line { at: rule.at.y0, from: rule.at.x0, to: rule.at.x1 },
            false => Line { at: rule.at.x0, from: rule.at.y0, to: rule.at.y1 },
        });
        joined(lines.collect())
    };
    let (levels, uprights) = (of(true), of(false));
    if levels.len() + uprights.len() > TOLERANCES.most_lines {
        return Vec::new();
    }
    components(&levels, &uprights)
        .into_iter()
        .filter_map(|(levels, uprights)| table_of(rows, &levels, &uprights))
        .collect()
}

/// Lines on one another and end to end, made one.
fn joined(mut lines: Vec<Line>) -> Vec<Line> {
    lines.sort_by(|a, b| a.at.total_cmp(&b.at));
    let mut groups: Vec<Vec<Line>> = Vec::new();
    for line in lines {
        match groups.last_mut() {
            Some(group) if line.at - group[0].at <= TOLERANCES.same_line => group.push(line),
            _ => groups.push(vec![line]),
        }
    }
    let mut joined = Vec::new();
    for mut group in groups {
        let at = group.iter().map(|line| line.at).sum::<f32>() / group.len() as f32;
        group.sort_by(|a, b| a.from.total_cmp(&b.from));
        let mut current = Line { at, ..group[0] };
        for line in &group[1..] {
            if line.from <= current.to + TOLERANCES.touching {
                current.to = current.to.max(line.to);
            } else {
                joined.push(current);
                current = Line { at, ..*line };
            }
        }
        joined.push(current);
    }
    joined.retain(|line| line.to - line.from >= TOLERANCES.shortest);
    joined
}

/// Sets of lines that cross or touch one another, from top to bottom.
fn components(levels: &[Line], uprights: &[Line]) -> Vec<(Vec<Line>, Vec<Line>)> {
    let mut parent: Vec<usize> = (0..levels.len() + uprights.len()).collect();
    for (l, level) in levels.iter().enumerate() {
        for (u, upright) in uprights.iter().enumerate() {
            if level.covers(upright.at) && upright.covers(level.at) {
                let (a, b) = (root(&mut parent, l), root(&mut parent, levels.len() + u));
                parent[a.max(b)] = a.min(b);
            }
        }
    }
    let mut sets: Vec<(usize, Vec<Line>, Vec<Line>)> = Vec::new();
    for index in 0..parent.len() {
        let id = root(&mut parent, index);
        let place = match sets.iter().position(|set| set.0 == id) {
            Some(place) => place,
            None => {
                sets.push((id, Vec::new(), Vec::new()));
                sets.len() - 1
            }
        };
        match index.checked_sub(levels.len()) {
            None => sets[place].1.push(levels[index]),
            Some(upright) => sets[place].2.push(uprights[upright]),
        }
    }
    sets.into_iter()
        .filter(|(_, levels, uprights)| levels.len() >= 2 && !uprights.is_empty())
        .map(|(_, levels, uprights)| (levels, uprights))
        .collect()
}

fn root(parent: &mut [usize], mut index: usize) -> usize {
    while parent[index] != index {
        parent[index] = parent[parent[index]];
        index = parent[index];
    }
    index
}

/// Distinct positions in rising order.
fn positions(values: impl Iterator<Item = f32>) -> Vec<f32> {
    let mut sorted: Vec<f32> = values.collect();
    sorted.sort_by(f32::total_cmp);
    let mut distinct: Vec<f32> = Vec::new();
    for value in sorted {
        if distinct.last().is_none_or(|last| value - last > TOLERANCES.same_line) {
            distinct.push(value);
        }
    }
    distinct
}

fn table_of(rows: &mut Vec<Row>, levels: &[Line], uprights: &[Line]) -> Option<Grid> {
    // A table without its outer lines ends where the lines across them end.
    let ends = |lines: &[Line]| {
        let from = lines.iter().map(|line| line.from).fold(f32::MAX, f32::min);
        let to = lines.iter().map(|line| line.to).fold(f32::MIN, f32::max);
        [from, to]
    };
    let xs = positions(uprights.iter().map(|line| line.at).chain(ends(levels)));
    let ys = positions(levels.iter().map(|line| line.at).chain(ends(uprights)));
    let (columns, lines) = (xs.len().checked_sub(1)?, ys.len().checked_sub(1)?);
    if columns < 2 || lines < 1 || columns * lines > TOLERANCES.most_fields {
        return None;
    }
    let (areas, area_of_field) = areas(&xs, &ys, levels, uprights);
    let mut texts: Vec<Vec<TextLine>> = vec![Vec::new(); areas.len()];
    let bounds = Rect { x0: xs[0], y0: ys[0], x1: xs[columns], y1: ys[lines] };
    let middle = |word: &Word| ((word.at.x0 + word.at.x1) / 2.0, word.baseline - 0.3 * word.size);
    let index_in =
        |edges: &[f32], value: f32| edges.windows(2).position(|e| e[0] <= value && value <= e[1]);
    let area_of = |word: &Word| {
        let (x, y) = middle(word);
        let (column, line) = (index_in(&xs, x)?, index_in(&ys, y)?);
        area_of_field.get(line * columns + column).copied()
    };
    let inside: Vec<Vec<Option<usize>>> =
        rows.iter().map(|row| row.words.iter().map(area_of).collect()).collect();
    let mut columns_with_text: Vec<usize> =
        inside.iter().flatten().flatten().map(|&area| areas[area].column).collect();
    columns_with_text.sort_unstable();
    columns_with_text.dedup();
    const NARROWEST: f32 = 20.0;
    let partial = columns_with_text.len() < 2;
    if columns_with_text.is_empty() || partial && xs.windows(2).any(|e| e[1] - e[0] < NARROWEST) {
        return None;
    }
    for (row, inside) in rows.iter_mut().zip(inside) {
        let mut outside = Vec::new();
        for (word, area) in std::mem::take(&mut row.words).into_iter().zip(inside) {
            match area {
                None => outside.push(word),
                Some(area) => match texts[area].last_mut() {
                    Some(line) if (line.baseline - word.baseline).abs() < 0.2 * word.size => {
                        line.push(word)
                    }
                    _ => texts[area].push(TextLine::of(vec![word])),
                },
            }
        }
        row.words = outside;
    }
    rows.retain(|row| !row.words.is_empty());
    let mut grid = Grid {
        rows: grid_rows(&areas, texts, lines),
        at: bounds,
        columns: xs.windows(2).map(|edges| (edges[0], edges[1])).collect(),
        ruled: true,
        partial,
    };
    grid.find_headers();
    Some(grid)
}

/// A cell as the rules draw it.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Area {
    column: usize,
    line: usize,
    colspan: usize,
    rowspan: usize,
}

/// The cells between the rules, and which of them each field of the grid belongs to: fields
/// without a rule between them are one cell.
fn areas(xs: &[f32], ys: &[f32], levels: &[Line], uprights: &[Line]) -> (Vec<Area>, Vec<usize>) {
    let (columns, lines) = (xs.len() - 1, ys.len() - 1);
    let near = |a: f32, b: f32| (a - b).abs() <= TOLERANCES.same_line;
    let parted = |between: &[Line], at: f32, middle: f32| {
        between.iter().any(|line| near(line.at, at) && line.from <= middle && middle <= line.to)
    };
    let mut parent: Vec<usize> = (0..columns * lines).collect();
    let mut unite = |a: usize, b: usize| {
        let (a, b) = (root(&mut parent, a), root(&mut parent, b));
        parent[a.max(b)] = a.min(b);
    };
    for line in 0..lines {
        let middle = (ys[line] + ys[line + 1]) / 2.0;
        for column in 0..columns {
            if column + 1 < columns && !parted(uprights, xs[column + 1], middle) {
                unite(line * columns + column, line * columns + column + 1);
            }
            let across = (xs[column] + xs[column + 1]) / 2.0;
            if line + 1 < lines && !parted(levels, ys[line + 1], across) {
                unite(line * columns + column, (line + 1) * columns + column);
            }
        }
    }
    let mut areas: Vec<Area> = Vec::new();
    let mut area_of_root: Vec<Option<usize>> = vec![None; columns * lines];
    let mut area_of_field = Vec::with_capacity(columns * lines);
    for field in 0..columns * lines {
        let (line, column, id) = (field / columns, field % columns, root(&mut parent, field));
        let index = *area_of_root[id].get_or_insert_with(|| {
            areas.push(Area { column, line, colspan: 1, rowspan: 1 });
            areas.len() - 1
        });
        area_of_field.push(index);
        let area = &mut areas[index];
        let right = (area.column + area.colspan).max(column + 1);
        area.column = area.column.min(column);
        area.colspan = right - area.column;
        area.rowspan = area.rowspan.max(line + 1 - area.line);
    }
    (areas, area_of_field)
}

fn grid_rows(areas: &[Area], mut texts: Vec<Vec<TextLine>>, lines: usize) -> Vec<GridRow> {
    let mut rows = Vec::new();
    for line in 0..lines {
        let mut cells = Vec::new();
        for (area, text) in areas.iter().zip(&mut texts).filter(|(area, _)| area.line == line) {
            if !text.is_empty() {
                cells.push(GridCell {
                    column: area.column,
                    colspan: area.colspan,
                    rowspan: area.rowspan,
                    lines: std::mem::take(text),
                });
            }
        }
        cells.sort_by_key(|cell| cell.column);
        match stacked_rows(&cells) {
            Some(split) => rows.extend(split),
            None if cells.is_empty() => {}
            None => rows.push(GridRow { cells, header: false }),
        }
    }
    rows
}

/// The rows of a field that holds several without rules between them: there nearly every line has
/// text in two columns, and one column has an amount on each.
fn stacked_rows(cells: &[GridCell]) -> Option<Vec<GridRow>> {
    const FEWEST: usize = 3;
    let longest = cells.iter().map(|cell| cell.lines.len()).max()?;
    let has_amounts = cells.iter().any(|cell| {
        cell.lines.len() >= FEWEST && cell.lines.iter().all(|line| is_numeric(&line.text()))
    });
    let even = cells.iter().filter(|cell| cell.lines.len() * 5 >= longest * 4).count();
    if longest < FEWEST || !has_amounts || even < 2 {
        return None;
    }
    let mut parts: Vec<(f32, usize, usize, TextLine)> = cells
        .iter()
        .flat_map(|cell| {
            cell.lines.iter().map(|line| (line.baseline, cell.column, cell.colspan, line.clone()))
        })
        .collect();
    parts.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    let mut lines: Vec<(f32, TableLine)> = Vec::new();
    for (baseline, column, colspan, text) in parts {
        match lines.last_mut() {
            Some((at, line)) if baseline - *at < 0.4 * text.size => {
                line.parts.push((column, colspan, text))
            }
            last => {
                let distance = last.map_or(0.0, |(at, _)| (baseline - *at) / text.size);
                let parts = vec![(column, colspan, text)];
                lines.push((baseline, TableLine { distance, ruled_off: false, parts }));
            }
        }
    }
    Some(rows_of(lines.into_iter().map(|(_, line)| line).collect()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(at: f32, from: f32, to: f32) -> Line {
        Line { at, from, to }
    }

    #[test]
    fn pieces_of_a_line_are_one_line() {
        let pieces = vec![line(10.0, 0.0, 50.0), line(10.5, 51.0, 90.0), line(10.2, 150.0, 200.0)];
        let spans: Vec<(f32, f32)> =
            joined(pieces).iter().map(|line| (line.from, line.to)).collect();
        assert_eq!(spans, [(0.0, 90.0), (150.0, 200.0)]);
    }

    #[test]
    fn fields_without_a_rule_between_them_are_one_cell() {
        let levels = [line(0.0, 0.0, 100.0), line(20.0, 0.0, 100.0), line(40.0, 0.0, 100.0)];
        let uprights = [line(0.0, 0.0, 40.0), line(50.0, 20.0, 40.0), line(100.0, 0.0, 40.0)];
        let (areas, of_field) = areas(&[0.0, 50.0, 100.0], &[0.0, 20.0, 40.0], &levels, &uprights);
        let area = |column, line, colspan| Area { column, line, colspan, rowspan: 1 };
        assert_eq!(of_field, [0, 0, 1, 2]);
        assert_eq!(areas, [area(0, 0, 2), area(0, 1, 1), area(1, 1, 1)]);
    }
}
