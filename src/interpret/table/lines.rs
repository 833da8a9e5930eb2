//! Allocations that stand as lines of running text: "Stockholm: 42 426 203 kronor", or a table whose
//! columns ran together.

use std::ops::Range;

use rust_decimal::Decimal;

use super::allocation::{Allocations, FEWEST_ROWS, RawRow, raw_row, title_before};
use super::cell;
use super::column_kind::{self, ColumnKind};
use super::grid;
use super::unit;
use crate::clean;
use crate::contract::Unit;
use crate::interpret::scene::Scene;
use crate::pattern::Pattern;
use crate::recognise::amount::CellUnit;
use crate::recognise::{number, place};

/// The longest line, in bytes.
const LONGEST_LINE: usize = 160;

/// How many parts above the lines may name their unit.
const UNIT_WITHIN: usize = 4;

/// How many lines above the first row may be the headings of its columns.
const HEADINGS_WITHIN: usize = 2;

/// The most lines between two rows that are none: the end of a page, headings repeated, a county.
const MOST_BETWEEN: usize = 4;

impl Allocations {
    /// The allocations that stand as lines of running text.
    pub(crate) fn add_lines(&mut self, scene: &Scene<'_>) {
        let mut run: Vec<(usize, Line<'_>)> = Vec::new();
        for index in 0..=scene.sentences.len() {
            match line_at(scene, index) {
                Some(line) => run.push((index, line)),
                None if is_between(scene, &run, index) => {}
                None => {
                    self.close_run(scene, &run);
                    run.clear();
                }
            }
        }
    }

    fn close_run(&mut self, scene: &Scene<'_>, run: &[(usize, Line<'_>)]) {
        let places = run.iter().filter(|(_, line)| line.is_place() && line.has_digits()).count();
        if places < FEWEST_ROWS {
            return;
        }
        let run = &with_marks(run)[..];
        let municipal =
            run.iter().filter(|(_, line)| place::municipality(line.label).is_some()).count()
                > run.iter().filter(|(_, line)| place::region(line.label).is_some()).count();
        let first = &scene.sentences[run[0].0];
        let (columns, cells) = split_lines(scene, run);
        for ((_, line), cells) in run.iter().zip(&cells) {
            if line.has_digits() && cells.iter().all(Option::is_none) {
                let figures = line.start..line.start + line.figures.len();
                self.diagnostics.push(cell::unread(&scene.text.mention(figures)));
            }
        }
        let raw: Vec<RawRow> = run
            .iter()
            .zip(cells)
            .map(|((_, line), cells)| raw_row(line.label.trim().to_owned(), cells, municipal))
            .collect();
        let last = &scene.sentences[run[run.len() - 1].0];
        let range = first.range.start..last.range.end;
        self.taken.push(range.clone());
        // Two lines above the rows in their own paragraph are a title and the names of the columns.
        let lead = scene.str(scene.text.parts[first.part].range.start..first.range.start);
        let lead: Vec<&str> = lead.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
        let title = match lead[..] {
            [title, _, ..] if title.len() < LONGEST_LINE => Some(title.to_owned()),
            _ => title_before(scene, first.part),
        };
        self.add(scene, title, columns, raw, range);
    }
}

/// The line that a sentence outside of tables is.
fn line_at<'t>(scene: &Scene<'t>, index: usize) -> Option<Line<'t>> {
    let sentence = scene.sentences.get(index)?;
    if matches!(scene.text.parts[sentence.part].kind, clean::PartKind::Cell { .. }) {
        return None;
    }
    parse_line(scene.str(sentence.range.clone()), sentence.range.start)
}

/// True for what may stand between two rows: the county of the municipalities below it, a page
/// number, headings that stood above the first row too. A row with a new place follows.
fn is_between(scene: &Scene<'_>, run: &[(usize, Line<'_>)], index: usize) -> bool {
    let Some(first) = run.first().map(|(first, _)| *first) else { return false };
    let said = |index: usize| scene.sentences.get(index).map(|s| scene.str(s.range.clone()).trim());
    let above: Vec<&str> = (first.saturating_sub(MOST_BETWEEN)..first).filter_map(said).collect();
    let passes = |index: usize| {
        said(index).is_some_and(|said| {
            place::region(said).is_some()
                || !said.contains(char::is_alphabetic)
                || above.contains(&said)
        })
    };
    let next = (index..index + MOST_BETWEEN).find(|&index| !passes(index));
    next.and_then(|next| line_at(scene, next)).is_some_and(|line| {
        let label = line.label.trim();
        grid::is_total(label)
            || line.is_place() && run.iter().all(|(_, row)| row.label.trim() != label)
    })
}

/// A line that is a name and figures.
#[derive(Clone)]
struct Line<'t> {
    label: &'t str,
    /// What stands from a dash behind the name on.
    dashed: Option<&'t str>,
    /// The figures: their bytes in the clean text, and the text.
    start: usize,
    figures: &'t str,
    unit: &'t str,
}

impl Line<'_> {
    /// True where the mark of a cell without a value stands among the figures: "1 200 – 300".
    fn has_marks(&self) -> bool {
        self.figures.split(' ').any(is_mark)
    }

    fn has_digits(&self) -> bool {
        self.figures.contains(|c: char| c.is_ascii_digit())
    }

    fn is_place(&self) -> bool {
        place::region(self.label).is_some() || place::municipality(self.label).is_some()
    }
}

/// The lines, in which a dash behind few of the names is the mark of a cell without a value, and no
/// separator.
fn with_marks<'t>(run: &[(usize, Line<'t>)]) -> Vec<(usize, Line<'t>)> {
    let dashes = run.iter().filter(|(_, line)| line.dashed.is_some()).count();
    let mut run = run.to_vec();
    if dashes * 2 < run.len() {
        for (_, line) in &mut run {
            if let Some(dashed) = line.dashed {
                let end = line.start + line.figures.len();
                (line.start, line.figures) = (end - dashed.len(), dashed);
            }
        }
    }
    run
}

fn is_mark(group: &str) -> bool {
    !group.is_empty() && grid::is_suppressed(group)
}

static LINE: Pattern = Pattern::new(
    r"^[\s•–*-]*(?:(?P<code>\d{4}|\d{2}) )?(?P<label>[^\d:;=]*?[^\d:;=\s–-])\s*(?:[:=]|(?P<dash>[–-])|\s)\s*(?P<figures>(?:-?\d[\d ]*(?:[.,]\d+)?(?: ?%)?|[–-]|\.\.)(?: (?:-?\d[\d ]*(?:[.,]\d+)?(?: ?%)?|[–-]|\.\.))*)\s*(?P<unit>kronor|kr|tkr|mnkr|mkr|miljoner kronor|miljoner|%)?[.,;]?$",
);

/// Reads a line as a name and figures: a region or municipality, or a total.
fn parse_line(line: &str, at: usize) -> Option<Line<'_>> {
    if line.len() > LONGEST_LINE {
        return None;
    }
    let found = LINE.captures(line)?;
    let label = found.name("label")?.as_str();
    let figures = found.name("figures")?;
    let place = place::region(label).map(|place| place.code);
    let codes = [place, place::municipality(label).map(|place| place.code)];
    let named = match found.name("code") {
        Some(code) => codes.contains(&Some(code.as_str())),
        None => codes.iter().any(Option::is_some) || grid::is_total(label),
    };
    named.then(|| Line {
        label,
        dashed: found.name("dash").map(|dash| &line[dash.start()..figures.end()]),
        start: at + figures.start(),
        figures: figures.as_str(),
        unit: found.name("unit").map_or("", |unit| unit.as_str()),
    })
}

type Cells = Vec<Vec<Option<Range<usize>>>>;

/// Parts the figures of lines into columns: where each line adds up to its last figure, as that
/// proves; else as many as the line with the most needs at the least.
fn split_lines(scene: &Scene<'_>, run: &[(usize, Line<'_>)]) -> (Vec<(String, ColumnKind)>, Cells) {
    let whole: Vec<&Line<'_>> =
        run.iter().map(|(_, line)| line).filter(|line| !line.has_marks()).collect();
    let fewest = || {
        (1..=5).find(|&count| {
            let fits = |line: &&&Line<'_>| !number::columns(line.figures.trim(), count).is_empty();
            whole.iter().filter(fits).count() * 10 >= whole.len() * 9
        })
    };
    let proved = (3..=5)
        .find(|&count| !whole.is_empty() && whole.iter().all(|line| is_one(&sums(line, count))));
    let count = proved.or_else(fewest).unwrap_or(1);
    let ways = |line: &Line<'_>| match proved {
        Some(_) => sums(line, count),
        None => ranges(line, count),
    };
    let splits: Vec<Vec<Vec<Range<usize>>>> = run.iter().map(|(_, line)| ways(line)).collect();
    let chosen = choose(scene, &splits, run);
    let cells: Cells = chosen
        .into_iter()
        .zip(run)
        .map(|(split, (_, line))| match split {
            Some(ranges) => ranges.into_iter().map(Some).collect(),
            None if line.has_marks() => beside_marks(line, count).unwrap_or(vec![None; count]),
            // A broken figure stays whole, to be doubted.
            None if count == 1 => vec![Some(line.start..line.start + line.figures.len())],
            None => vec![None; count],
        })
        .collect();
    let figures: Vec<&str> =
        cells.iter().flatten().flatten().map(|range| scene.str(range.clone())).collect();
    let own = run.iter().find_map(|(_, line)| CellUnit::parse(line.unit));
    let kind = match own {
        Some(unit) => ColumnKind::Money(unit),
        None if run.iter().all(|(_, line)| line.unit == "%") => ColumnKind::Counted(Unit::Percent),
        None => kind_by_headings(&above(scene, run[0].0), count, &figures),
    };
    ((0..count).map(|_| (String::new(), kind)).collect(), cells)
}

/// What the lines above the first row say that the figures of all columns are. Headings in one line
/// cannot be told apart, so where they name money and something else, nothing is known of each.
fn kind_by_headings(above: &[String], count: usize, figures: &[&str]) -> ColumnKind {
    let is_sentence = |line: &&String| {
        let abbreviated = ["inv.", "kr.", "milj.", "st.", "proc."];
        line.ends_with(['.', ':', ';']) && !abbreviated.iter().any(|end| line.ends_with(end))
    };
    let headings = above.iter().take_while(|line| !is_sentence(line)).take(HEADINGS_WITHIN);
    let headings: Vec<String> = headings.map(|line| line.to_lowercase()).collect();
    let unit = above.iter().find_map(|line| unit::unit_in(line));
    let counting = headings.iter().position(|line| column_kind::counted_beside(line).is_some());
    // A title above the line that names what is counted says nothing of it.
    let nearest = &headings[..counting.map_or(headings.len(), |at| at + 1)];
    let is_of_money =
        |line: &String| column_kind::is_of_money(line) || unit::unit_in(line).is_some();
    let money = nearest.iter().any(is_of_money);
    let several = nearest.iter().any(|line| unit::named(line) == Some(unit::Named::Several));
    let counts = counting.and_then(|at| column_kind::counted_beside(&headings[at]));
    match (counts, unit) {
        // "15 578 183,10" may then be a sum and what it is per inhabitant.
        _ if count == 1 && (several || counts.is_some() && money) => ColumnKind::Joined,
        (Some(counted), _) if count == 1 && !money => ColumnKind::Counted(counted),
        _ if several || counts.is_some() => ColumnKind::Unknown,
        (None, Some(unit)) => ColumnKind::Money(unit),
        (None, None) if column_kind::are_kronor(figures) => ColumnKind::Money(CellUnit::Sek),
        _ => ColumnKind::Unknown,
    }
}

/// The short lines above the first row, the nearest first: those of its own paragraph, then the
/// parts above; the cells of a table are one line.
fn above(scene: &Scene<'_>, first: usize) -> Vec<String> {
    let part = scene.sentences.get(first).map_or(0, |sentence| sentence.part);
    let own = scene.sentences[..first].iter().rev().take_while(|sentence| sentence.part == part);
    let own = own.map(|sentence| scene.str(sentence.range.clone()).trim().to_owned());
    let is_cell = |part: usize| matches!(scene.text.parts[part].kind, clean::PartKind::Cell { .. });
    let (mut parts, mut end) = (Vec::new(), part);
    while end > 0 && parts.len() < UNIT_WITHIN {
        let cells = (0..end).rev().take_while(|part| is_cell(*part)).count();
        let start = end - cells.max(1);
        parts.push((start..end).map(|part| scene.part_text(part)).collect::<Vec<_>>().join(" "));
        end = start;
    }
    own.take(UNIT_WITHIN).chain(parts).filter(|line| line.len() < LONGEST_LINE).collect()
}

fn is_one<T>(ways: &[T]) -> bool {
    ways.len() == 1
}

/// The ways of parting a line's figures in which the last is the sum of the others.
fn sums(line: &Line<'_>, count: usize) -> Vec<Vec<Range<usize>>> {
    let text =
        |range: &Range<usize>| &line.figures[range.start - line.start..range.end - line.start];
    let value = |range: &Range<usize>| {
        number::figure(text(range)).map_or(Decimal::ZERO, |figure| figure.value)
    };
    let mut ways = ranges(line, count);
    ways.retain(|way| {
        way.split_last()
            .is_some_and(|(whole, parts)| parts.iter().map(value).sum::<Decimal>() == value(whole))
    });
    ways
}

/// The cells of a line with marks of cells without a value, where what stands between them is one
/// figure each.
fn beside_marks(line: &Line<'_>, count: usize) -> Option<Vec<Option<Range<usize>>>> {
    let mut cells: Vec<Option<Range<usize>>> = Vec::new();
    let (mut at, mut goes_on) = (line.start, false);
    for group in line.figures.split(' ') {
        let end = at + group.len();
        match cells.last_mut() {
            _ if is_mark(group) => cells.push(None),
            _ if group.is_empty() => {}
            Some(Some(figure)) if goes_on => figure.end = end,
            _ => cells.push(Some(at..end)),
        }
        goes_on = !is_mark(group);
        at = end + 1;
    }
    let text =
        |range: &Range<usize>| &line.figures[range.start - line.start..range.end - line.start];
    let figures = cells.iter().flatten().all(|range| number::figure(text(range)).is_some());
    (figures && cells.len() == count).then_some(cells)
}

/// Every way of parting a line's figures into `count` columns, as ranges of the clean text.
fn ranges(line: &Line<'_>, count: usize) -> Vec<Vec<Range<usize>>> {
    let groups: Vec<&str> = line.figures.split(' ').filter(|group| !group.is_empty()).collect();
    number::columns(line.figures.trim(), count)
        .into_iter()
        .map(|figures| {
            let (mut at, mut used) = (line.start, 0);
            let mut out = Vec::with_capacity(count);
            for figure in figures {
                let taken = (1..=groups.len() - used)
                    .find(|&n| number::figure(&groups[used..used + n].join(" ")) == Some(figure))
                    .unwrap_or(1);
                let length = groups[used..used + taken].join(" ").len();
                out.push(at..at + length);
                at += length + 1;
                used += taken;
            }
            out
        })
        .collect()
}

/// Of several ways of parting a line, the one whose columns stand in the proportion of the lines
/// that can be parted in one way only.
fn choose(
    scene: &Scene<'_>,
    splits: &[Vec<Vec<Range<usize>>>],
    run: &[(usize, Line<'_>)],
) -> Vec<Option<Vec<Range<usize>>>> {
    let value = |range: &Range<usize>| {
        number::figure(scene.str(range.clone())).map_or(Decimal::ZERO, |figure| figure.value)
    };
    let sure = splits.iter().zip(run).find(|(ways, (_, line))| ways.len() == 1 && line.is_place());
    let share = |split: &[Range<usize>]| {
        let sum: Decimal = split.iter().map(value).sum();
        if sum.is_zero() {
            Vec::new()
        } else {
            split.iter().map(|range| value(range) / sum).collect::<Vec<_>>()
        }
    };
    let model = sure.map(|(ways, _)| share(&ways[0]));
    let distance = |split: &[Range<usize>]| -> Decimal {
        let Some(model) = &model else { return Decimal::ZERO };
        share(split).iter().zip(model).map(|(a, b)| (a - b).abs()).sum()
    };
    splits.iter().map(|ways| ways.iter().min_by_key(|split| distance(split)).cloned()).collect()
}
