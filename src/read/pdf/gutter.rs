//! Gutters: strips that no word of a run of rows crosses, and the evidence that they part anything.
//!
//! Columns of text have long lines on both sides of a gutter; a table has words on both sides on the
//! same rows. What is made of them, the sibling `aligned` tells.

use super::lines::Element;
use super::page::Rule;
use super::table::is_numeric;
use super::words::{Row, Word};

/// Measures of gutters, in em (font sizes) unless said otherwise.
pub(super) struct Tolerances {
    /// The least width of a gutter. Spaces of a justified line reach this, but not at the same
    /// place on three rows.
    pub(super) gutter: f32,
    /// From this width a gutter needs no other evidence.
    wide_gutter: f32,
    /// The mean gap at a narrower gutter that is one nevertheless.
    mean_gap: f32,
    /// How many times as wide as the spaces of its rows a narrower gutter is at least.
    over_space: f32,
    /// How far edges that stand at one place may differ, in points.
    pub(super) flush: f32,
    /// Rows with words on both sides that a gutter needs, and a narrow one.
    pub(super) rows: usize,
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
}

/// The measures.
pub(super) const TOLERANCES: Tolerances = Tolerances {
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
};

/// A strip without words, from left to right.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Gutter {
    /// Its left edge, in points.
    pub(super) x0: f32,
    /// Its right edge, in points.
    pub(super) x1: f32,
    /// Rows with words on both sides.
    rows: usize,
    /// The sum of those rows' gaps.
    gaps: f32,
}

impl Gutter {
    fn width(&self) -> f32 {
        self.x1 - self.x0
    }

    /// Its middle, in points from the left.
    pub(super) fn middle(&self) -> f32 {
        (self.x0 + self.x1) / 2.0
    }
}

/// Rows after which a run ends: no page of text has as many, a page of map labels may.
const LONGEST: usize = 250;

/// The rows among the elements.
pub(super) fn rows_in(elements: &[Element]) -> impl Iterator<Item = &Row> {
    elements.iter().filter_map(|element| match element {
        Element::Row(row) => Some(row),
        Element::Grid(_) => None,
    })
}

/// The boxes in a row that no gap of a gutter's width parts.
pub(super) fn segments(element: &Element) -> Vec<(f32, f32)> {
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
pub(super) struct Run {
    /// How many elements it takes.
    pub(super) length: usize,
    em: f32,
    gutters: Vec<Gutter>,
}

impl Run {
    /// The run at the start of these elements.
    pub(super) fn start(elements: &[Element]) -> Option<Run> {
        let Element::Row(first) = elements.first()? else { return None };
        let em = first.size();
        let mut free = vec![(f32::MIN, f32::MAX)];
        let mut run = Run { length: 0, em, gutters: Vec::new() };
        let mut bottom = first.at().y1;
        let mut rows = Vec::new();
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
            rows.push(segments);
            run.gutters = measured(&gutters, &rows);
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
    pub(super) fn gutters(&self, rows: &[&Row]) -> Vec<Gutter> {
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
    pub(super) fn text_gutter(&self, elements: &[Element], rules: &[Rule]) -> Option<Gutter> {
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
    pub(super) fn with_short_rest(&self, elements: &[Element]) -> usize {
        let left = self.gutters.first().map_or(f32::MAX, |gutter| gutter.x1);
        let fits = |element: &&Element| element.at().x1 <= left;
        self.length + elements[self.length..].iter().take_while(fits).count()
    }
}

/// Whether a line of prose with wide spaces stands above a table: its gaps are no gutters.
pub(super) fn begins_with_loose_text(elements: &[Element]) -> bool {
    let Some(first) = elements.first() else { return false };
    let (em, segments) = (first.at().height(), segments(first));
    let widest = segments.windows(2).map(|pair| pair[1].0 - pair[0].1).fold(0.0, f32::max);
    let is_table = |run: Run| run.gutters.iter().any(|gutter| run.is_settled(gutter));
    let below = |skip: usize| elements.get(skip..).and_then(Run::start).is_some_and(is_table);
    segments.len() >= 3 && widest < TOLERANCES.wide_gutter * em && (below(1) || below(2))
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

fn measured(strips: &[(f32, f32)], rows: &[Vec<(f32, f32)>]) -> Vec<Gutter> {
    let measure = |&(x0, x1): &(f32, f32)| {
        let mut gutter = Gutter { x0, x1, rows: 0, gaps: 0.0 };
        for row in rows {
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
