//! Runs of rows with a gutter: columns of text, or a table without drawn cells.
//!
//! A gutter is a strip that no word of a run of rows crosses. A table needs words on both sides of
//! it on the same rows; columns of text have long lines on both sides; a list has only its marks
//! on the left, and is neither.

use super::lines::{Element, TextLine};
use super::marker;
use super::page::Rule;
use super::table::{Grid, GridCell, GridRow, TableLine, is_numeric, rows_of, starts_lower};
use super::words::{Row, Word};
use crate::evidence::Rect;

/// Measures of gutters, in em (font sizes) unless said otherwise.
struct Tolerances {
    /// The least width of a gutter. Spaces of a justified line reach this, but not at the same
    /// place on three rows.
    gutter: f32,
    /// From this width a gutter needs no other evidence.
    wide_gutter: f32,
    /// The mean gap at a narrower gutter that is one nevertheless.
    mean_gap: f32,
    /// How many times as wide as the spaces of its rows a narrower gutter is at least.
    over_space: f32,
    /// How far edges that stand at one place may differ, in points.
    flush: f32,
    /// Rows with words on both sides that a gutter needs, and a narrow one.
    rows: usize,
    /// The gap that two rows alone need.
    lonely_gap: f32,
    /// A distance between rows at which every run ends.
    leap: f32,
    /// Characters a line that columns of text have at least, and lines a column.
    text_line: usize,
    /// Lines of a column of text.
    text_lines: usize,
    /// How full the lines of columns of text are, as a part of the column's width.
    fill: f32,
    /// How far right of a table's edge a heading over several columns begins at least.
    heading_indent: f32,
    /// How far over the next row it stands at most.
    heading_distance: f32,
    /// Distance from the last row of a table at which its last cell may go on.
    leading: f32,
}

const TOLERANCES: Tolerances = Tolerances {
    gutter: 0.4,
    wide_gutter: 1.0,
    mean_gap: 1.2,
    over_space: 1.3,
    flush: 1.5,
    rows: 2,
    lonely_gap: 2.0,
    leap: 9.0,
    text_line: 18,
    text_lines: 4,
    fill: 0.6,
    heading_indent: 2.0,
    heading_distance: 2.0,
    leading: 1.45,
};

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

/// A strip without words, from left to right.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Gutter {
    x0: f32,
    x1: f32,
    /// Rows with words on both sides.
    rows: usize,
    /// The sum of those rows' gaps.
    gaps: f32,
}

impl Gutter {
    fn width(&self) -> f32 {
        self.x1 - self.x0
    }

    fn middle(&self) -> f32 {
        (self.x0 + self.x1) / 2.0
    }
}

/// Rows after which a run ends: no page of text has as many, a page of map labels may.
const LONGEST: usize = 250;

/// The band at the start of `elements`, if there is one.
pub(super) fn band(elements: &[Element], rules: &[Rule]) -> Option<Band> {
    if let Some(band) = table_under_heading(elements, rules) {
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
    Some(Band { length, kind: BandKind::Table(grid) })
}

/// A table whose first row is one heading over several of its columns.
fn table_under_heading(elements: &[Element], rules: &[Rule]) -> Option<Band> {
    let (Element::Row(heading), Element::Row(below)) = (elements.first()?, elements.get(1)?) else {
        return None;
    };
    let (at, em) = (heading.at(), heading.size());
    let is_indented = at.x0 > below.at().x0 + TOLERANCES.heading_indent * em;
    let is_close = below.baseline() - heading.baseline() <= TOLERANCES.heading_distance * em;
    if !is_indented || !is_close || segments(&elements[0]).len() != 1 {
        return None;
    }
    let Band { length, kind: BandKind::Table(mut grid) } = band(&elements[1..], rules)? else {
        return None;
    };
    let under = |column: &(f32, f32)| column.0 < at.x1 && at.x0 < column.1;
    let first = grid.columns.iter().position(under)?;
    let colspan = grid.columns.iter().filter(|column| under(column)).count();
    if first == 0 || grid.columns.len() < 3 {
        return None;
    }
    let lines = vec![TextLine::of(heading.words.clone())];
    let cell = GridCell { column: first, colspan, rowspan: 1, lines };
    grid.rows.insert(0, GridRow { cells: vec![cell], header: true });
    grid.at = grid.at.union(at);
    Some(Band { length: length + 1, kind: BandKind::Table(grid) })
}

/// Whether a line of prose with wide spaces stands above a table: its gaps are no gutters.
fn begins_with_loose_text(elements: &[Element]) -> bool {
    let Some(first) = elements.first() else { return false };
    let (em, segments) = (first.at().height(), segments(first));
    let widest = segments.windows(2).map(|pair| pair[1].0 - pair[0].1).fold(0.0, f32::max);
    let is_table = |run: Run| run.gutters.iter().any(|gutter| run.is_settled(gutter));
    let below = |skip: usize| elements.get(skip..).and_then(Run::start).is_some_and(is_table);
    segments.len() >= 3 && widest < TOLERANCES.wide_gutter * em && (below(1) || below(2))
}

fn rows_in(elements: &[Element]) -> impl Iterator<Item = &Row> {
    elements.iter().filter_map(|element| match element {
        Element::Row(row) => Some(row),
        Element::Grid(_) => None,
    })
}

/// The boxes in a row that no gap of a gutter's width parts.
fn segments(element: &Element) -> Vec<(f32, f32)> {
    let Element::Row(row) = element else { return vec![(element.at().x0, element.at().x1)] };
    let mut segments: Vec<(f32, f32)> = Vec::new();
    for word in &row.words {
        match segments.last_mut() {
            Some(last) if word.at.x0 - last.1 < TOLERANCES.gutter * word.size => {
                last.1 = last.1.max(word.at.x1);
            }
            _ => segments.push((word.at.x0, word.at.x1)),
        }
    }
    segments
}

/// Rows from a start on that share a gutter.
#[derive(Debug)]
struct Run {
    length: usize,
    em: f32,
    gutters: Vec<Gutter>,
}

impl Run {
    fn start(elements: &[Element]) -> Option<Run> {
        let Element::Row(first) = elements.first()? else { return None };
        let em = first.size();
        let mut free = vec![(f32::MIN, f32::MAX)];
        let mut run = Run { length: 0, em, gutters: Vec::new() };
        let mut bottom = first.at().y1;
        for (index, element) in elements.iter().enumerate().take(LONGEST) {
            let (at, segments) = (element.at(), segments(element));
            if at.y0 - bottom > TOLERANCES.leap * em {
                break;
            }
            let spans = run.spans_gutters(&segments);
            if run.breaks_at(&segments) {
                break;
            }
            let narrowed = if spans { free.clone() } else { without(&free, &segments) };
            let gutters: Vec<(f32, f32)> = narrowed
                .iter()
                .copied()
                .filter(|g| g.0 > f32::MIN && g.1 < f32::MAX && g.1 - g.0 >= TOLERANCES.gutter * em)
                .collect();
            if gutters.is_empty() && (index >= 2 || !run.gutters.is_empty()) {
                break;
            }
            free = narrowed;
            bottom = bottom.max(at.y1);
            run.length = index + 1;
            run.gutters = measured(&gutters, &elements[..run.length]);
        }
        (!run.gutters.is_empty() && run.length >= TOLERANCES.rows).then_some(run)
    }

    fn is_settled(&self, gutter: &Gutter) -> bool {
        gutter.rows >= TOLERANCES.rows && gutter.width() >= TOLERANCES.wide_gutter * self.em
    }

    fn crossed(&self, segments: &[(f32, f32)]) -> usize {
        let crosses = |gutter: &&Gutter| {
            let left = TOLERANCES.gutter * self.em;
            without(&[(gutter.x0, gutter.x1)], segments).iter().all(|rest| rest.1 - rest.0 < left)
        };
        self.gutters.iter().filter(|gutter| self.is_settled(gutter)).filter(crosses).count()
    }

    /// A row that fills one gutter and keeps to another: a cell over several columns.
    fn spans_gutters(&self, segments: &[(f32, f32)]) -> bool {
        let settled = self.gutters.iter().filter(|gutter| self.is_settled(gutter)).count();
        let crossed = self.crossed(segments);
        crossed > 0 && crossed < settled && segments.len() > 1
    }

    /// A row that fills the gutters of a table is text below it.
    fn breaks_at(&self, segments: &[(f32, f32)]) -> bool {
        self.crossed(segments) > 0 && !self.spans_gutters(segments) || self.is_loose_text(segments)
    }

    /// A line of prose with wide spaces: one of them lies in each gutter, none is as wide.
    fn is_loose_text(&self, segments: &[(f32, f32)]) -> bool {
        let settled = self.gutters.iter().filter(|gutter| self.is_settled(gutter)).count();
        let widest = segments.windows(2).map(|pair| pair[1].0 - pair[0].1).fold(0.0, f32::max);
        let straddles = |gutter: &&Gutter| {
            segments.first().is_some_and(|first| first.0 < gutter.x0)
                && segments.last().is_some_and(|last| last.1 > gutter.x1)
        };
        settled > 0
            && self.gutters.iter().filter(|gutter| self.is_settled(gutter)).all(|g| straddles(&g))
            && segments.len() > 2.max(settled)
            && widest < TOLERANCES.wide_gutter * self.em
    }

    /// The gutters with enough evidence.
    fn gutters(&self, rows: &[&Row]) -> Vec<Gutter> {
        let space = word_space(rows);
        let has_evidence = |gutter: &&Gutter| {
            let mean = gutter.gaps / gutter.rows.max(1) as f32;
            let narrow = gutter.width() < TOLERANCES.wide_gutter * self.em;
            let stands_out = || {
                gutter.width() >= TOLERANCES.over_space * space
                    && (mean >= TOLERANCES.mean_gap * self.em || is_flush(gutter, rows))
            };
            gutter.rows >= TOLERANCES.rows + usize::from(narrow)
                && (!narrow || stands_out())
                && (gutter.rows > TOLERANCES.rows || mean >= TOLERANCES.lonely_gap * self.em)
        };
        self.gutters.iter().filter(has_evidence).copied().collect()
    }

    /// The gutter between columns of text, if these are columns of text.
    fn text_gutter(&self, elements: &[Element], rules: &[Rule]) -> Option<Gutter> {
        let elements = &elements[..self.length];
        let wide = |gutter: &&Gutter| gutter.width() >= TOLERANCES.wide_gutter * self.em;
        let is_text = |gutter: &&Gutter| {
            column_is_text(elements, f32::MIN, gutter.x0)
                && column_is_text(elements, gutter.x1, f32::MAX)
        };
        let gutter = self.gutters.iter().filter(wide).find(is_text).copied()?;
        let top = elements.first().map_or(0.0, |element| element.at().y1);
        let bottom = elements.last().map_or(0.0, |element| element.at().y0);
        // A rule across the gutter parts the rows of a table.
        let across = |rule: &Rule| {
            let inside = top < rule.at.y0 && rule.at.y0 < bottom;
            rule.level && inside && rule.at.x0 < gutter.x0 && rule.at.x1 > gutter.x1
        };
        let is_table = rules.iter().any(across) || rows_start_together(elements, &gutter, self.em);
        (!is_table).then_some(gutter)
    }

    /// The length with the lines of the left column that go on below the right one's end.
    fn with_short_rest(&self, elements: &[Element]) -> usize {
        let left = self.gutters.first().map_or(f32::MAX, |gutter| gutter.x1);
        let fits = |element: &&Element| element.at().x1 <= left;
        self.length + elements[self.length..].iter().take_while(fits).count()
    }
}

/// The free strips that these boxes leave.
fn without(free: &[(f32, f32)], taken: &[(f32, f32)]) -> Vec<(f32, f32)> {
    let mut rest = free.to_vec();
    for &(x0, x1) in taken {
        rest = rest
            .into_iter()
            .flat_map(|(a, b)| match x1 <= a || x0 >= b {
                true => [Some((a, b)), None],
                false => [(a < x0).then_some((a, x0)), (x1 < b).then_some((x1, b))],
            })
            .flatten()
            .collect();
    }
    rest
}

fn measured(strips: &[(f32, f32)], elements: &[Element]) -> Vec<Gutter> {
    let rows: Vec<Vec<(f32, f32)>> = elements.iter().map(segments).collect();
    let measure = |&(x0, x1): &(f32, f32)| {
        let mut gutter = Gutter { x0, x1, rows: 0, gaps: 0.0 };
        for row in &rows {
            let left = row.iter().rev().find(|segment| segment.1 <= x0 + 0.1);
            let right = row.iter().find(|segment| segment.0 >= x1 - 0.1);
            if let (Some(left), Some(right)) = (left, right) {
                gutter.rows += 1;
                gutter.gaps += right.0 - left.1;
            }
        }
        gutter
    };
    strips.iter().map(measure).collect()
}

/// Whether the cells right of a narrow gutter show a column of their own: they begin at one place,
/// or are amounts that end at one place.
fn is_flush(gutter: &Gutter, rows: &[&Row]) -> bool {
    let (mut starts, mut ends) = (Vec::new(), Vec::new());
    for row in rows {
        let right = row.words.iter().skip_while(|word| word.at.x0 < gutter.x1 - 0.1);
        let mut cell: Vec<&Word> = Vec::new();
        for word in right {
            if cell
                .last()
                .is_some_and(|last| word.at.x0 - last.at.x1 > TOLERANCES.gutter * word.size)
            {
                break;
            }
            cell.push(word);
        }
        let (Some(first), Some(last)) = (cell.first(), cell.last()) else { continue };
        starts.push(first.at.x0);
        let text = cell.iter().map(|word| word.text.as_str()).collect::<Vec<_>>().join(" ");
        if is_numeric(&text) {
            ends.push(last.at.x1);
        }
    }
    let cells = starts.len();
    let at_one_place = |mut edges: Vec<f32>| {
        edges.sort_by(f32::total_cmp);
        let middle = edges.get(edges.len() / 2).copied().unwrap_or_default();
        edges.iter().filter(|edge| (**edge - middle).abs() < TOLERANCES.flush).count()
    };
    cells >= 3 && at_one_place(ends) * 10 >= cells * 7
        || cells >= 4 && at_one_place(starts) * 10 >= cells * 9
}

/// The usual gap between words of these rows, in points.
fn word_space(rows: &[&Row]) -> f32 {
    let pairs = rows.iter().flat_map(|row| row.words.windows(2));
    let narrow = |pair: &[Word]| {
        let gap = pair[1].at.x0 - pair[0].at.x1;
        (gap < TOLERANCES.wide_gutter * pair[1].size).then_some(gap)
    };
    let mut gaps: Vec<f32> = pairs.filter_map(narrow).collect();
    gaps.sort_by(f32::total_cmp);
    gaps.get(gaps.len() / 2).copied().unwrap_or_default()
}

/// Whether what stands between two edges is running text by its long, full lines.
fn column_is_text(elements: &[Element], from: f32, to: f32) -> bool {
    let within = |word: &&Word| word.at.x0 >= from - 0.1 && word.at.x1 <= to + 0.1;
    let mut widths = Vec::new();
    let mut characters = Vec::new();
    let (mut letters, mut all) = (0, 0);
    for row in rows_in(elements) {
        let words: Vec<&Word> = row.words.iter().filter(within).collect();
        if let (Some(first), Some(last)) = (words.first(), words.last()) {
            widths.push(last.at.x1 - first.at.x0);
            let chars = || words.iter().flat_map(|word| word.text.chars());
            characters.push(chars().count() + words.len());
            letters += chars().filter(|c| c.is_alphabetic()).count();
            all += chars().count();
        }
    }
    let widest = widths.iter().copied().fold(0.0, f32::max);
    let fill = widths.iter().sum::<f32>() / (widest * widths.len().max(1) as f32);
    characters.sort_unstable();
    let typical = characters.get(characters.len() / 2).copied().unwrap_or_default();
    widths.len() >= TOLERANCES.text_lines
        && fill >= TOLERANCES.fill
        && typical >= TOLERANCES.text_line
        && letters * 4 >= all * 3
}

/// Whether the run falls into groups of lines that begin on the same row on both sides: the rows
/// of a table with long texts.
fn rows_start_together(elements: &[Element], gutter: &Gutter, em: f32) -> bool {
    let mut bottom = f32::MIN;
    let (mut groups, mut together) = (0, 0);
    for element in elements {
        let at = element.at();
        if at.y0 - bottom > 0.55 * em {
            groups += 1;
            let both = at.x0 < gutter.x0 && at.x1 > gutter.x1;
            together += usize::from(both);
        }
        bottom = bottom.max(at.y1);
    }
    groups >= 3 && together * 4 >= groups * 3
}

/// The table that these rows make with these gutters, and how many of the rows it takes.
fn table(rows: &[&Row], gutters: &[Gutter], rules: &[Rule]) -> Option<(usize, Grid)> {
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
            let follows = word.at.x0 - right < TOLERANCES.gutter * word.size;
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
    if lines.iter().filter(|parts| parts.len() >= 2).count() < TOLERANCES.rows {
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
    let flush = rows.iter().filter(|row| right - end(row) < TOLERANCES.flush).count();
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
    use super::super::lines::{Item, in_reading_order};
    use super::super::table::GridCell;
    use super::*;

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
