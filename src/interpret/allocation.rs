//! Allocation tables: a row per region or municipality, whether the document has them as a table
//! or as lines ("Stockholm: 42 426 203 kronor").
//!
//! Cells whose print is broken are left null and listed as doubtful with what they may mean: sums
//! decide later.

use std::ops::Range;
use std::sync::LazyLock;

use rust_decimal::Decimal;

use super::grid::{self, ColumnKind, Grid};
use super::scene::Scene;
use crate::clean;
use crate::contract::{Column, Diagnostic, Number, Region, Table, TableKind, TableRow, Unit};
use crate::pattern::Pattern;
use crate::recognise::amount::CellUnit;
use crate::recognise::{number, place};

/// The fewest rows with a place that make an allocation.
const FEWEST_ROWS: usize = 3;

/// A cell that can be read in more than one way.
#[derive(Debug, Clone)]
pub(crate) struct DoubtfulCell {
    /// Index of its table among the extraction's.
    pub(crate) table: usize,
    /// Index of its row; none for the total row.
    pub(crate) row: Option<usize>,
    pub(crate) column: usize,
    /// What it may mean, likeliest first, in the unit of its column.
    pub(crate) candidates: Vec<Decimal>,
    /// Where it stands.
    pub(crate) mention: crate::evidence::Mention,
}

/// What allocation tables a document has.
#[derive(Debug, Default)]
pub(super) struct Allocations {
    pub(super) tables: Vec<Table>,
    pub(super) doubtful: Vec<DoubtfulCell>,
    /// The stretches of text that they take up.
    pub(super) taken: Vec<Range<usize>>,
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// A row before it is known what its columns are.
struct RawRow {
    label: String,
    region: Option<Region>,
    total: bool,
    /// The bytes and text of each value cell.
    cells: Vec<Option<Range<usize>>>,
}

impl Allocations {
    /// The allocation that a table is, if it is one. True where it was.
    pub(super) fn add_table(
        &mut self,
        scene: &Scene<'_>,
        grid: &Grid,
        table: &clean::Table,
    ) -> bool {
        let text = scene.text;
        let rows = grid.header_rows..grid.cells.len();
        let kinds: Vec<ColumnKind> =
            (0..grid.labels.len()).map(|column| grid.column_kind(text, column)).collect();
        let Some((label_column, municipal)) = label_column(scene, grid, &kinds) else {
            return false;
        };
        let values: Vec<usize> = (0..kinds.len())
            .filter(|&column| column > label_column)
            .filter(|&column| {
                matches!(
                    kinds[column],
                    ColumnKind::Money(_) | ColumnKind::Counted(_) | ColumnKind::Unknown
                )
            })
            .collect();
        if values.is_empty() {
            return false;
        }
        let mut raw = Vec::new();
        for row in rows {
            let label = grid.text(text, row, label_column).trim().to_owned();
            // A total may have its label in any column before the values.
            let first_words = (0..values[0]).map(|column| grid.text(text, row, column).trim());
            let label = if label.is_empty() {
                first_words.collect::<Vec<_>>().join(" ").trim().to_owned()
            } else {
                label
            };
            let cells: Vec<Option<Range<usize>>> = values
                .iter()
                .map(|&column| {
                    grid.cells[row][column]
                        .map(|part| text.parts[part].range.clone())
                        .filter(|r| !r.is_empty())
                })
                .collect();
            if label.is_empty() && cells.iter().all(Option::is_none) {
                continue;
            }
            raw.push(raw_row(label, cells, municipal));
        }
        let columns =
            values.iter().map(|&column| (grid.labels[column].clone(), kinds[column])).collect();
        let title = title_before(scene, table.parts.start);
        let range =
            text.parts[table.parts.start].range.start..text.parts[table.parts.end - 1].range.end;
        self.taken.push(range.clone());
        self.add(scene, title, columns, raw, range);
        true
    }

    fn add(
        &mut self,
        scene: &Scene<'_>,
        title: Option<String>,
        columns: Vec<(String, ColumnKind)>,
        raw: Vec<RawRow>,
        range: Range<usize>,
    ) {
        let goes_on = self.tables.last().is_some_and(|last| continues(last, &columns, &raw));
        let index = self.tables.len() - usize::from(goes_on);
        let before = if goes_on { self.tables[index].rows.len() } else { 0 };
        if columns.iter().any(|(_, kind)| *kind == ColumnKind::Unknown) {
            self.diagnostics.push(
                Diagnostic::warning(
                    "unit-unknown",
                    "no heading says in what unit the figures of this table are; they stand as printed, without a unit: \
                     compare them with the original",
                )
                .at(scene.text.mention(first_line(scene, range.clone()))),
            );
        }
        let (mut rows, mut total) = (Vec::new(), None);
        let last_total = raw.iter().rposition(|row| row.total);
        for (i, row) in raw.into_iter().enumerate() {
            let is_total = last_total == Some(i);
            let row_index = (!is_total).then_some(before + rows.len());
            let (mut values, mut mentions) = (Vec::new(), Vec::new());
            for (column, (cell, (_, kind))) in row.cells.iter().zip(&columns).enumerate() {
                let Some(cell) = cell else {
                    values.push(None);
                    mentions.push(None);
                    continue;
                };
                let mention = scene.text.mention(cell.clone());
                match read_cell(scene.str(cell.clone()), *kind) {
                    CellValue::Number(value) => values.push(Some(Number::new(value))),
                    CellValue::None => values.push(None),
                    CellValue::Doubtful(candidates) => {
                        values.push(None);
                        self.doubtful.push(DoubtfulCell {
                            table: index,
                            row: row_index,
                            column,
                            candidates,
                            mention: mention.clone(),
                        });
                    }
                }
                mentions.push(Some(mention));
            }
            if is_total {
                total = Some(values);
            } else {
                rows.push(TableRow { label: row.label, region: row.region, values, mentions });
            }
        }
        if goes_on && let Some(table) = self.tables.last_mut() {
            table.rows.extend(rows);
            table.total = total;
            return;
        }
        let columns: Vec<Column> = columns
            .into_iter()
            .map(|(label, kind)| Column { label, unit: unit_of(kind) })
            .collect();
        let unit = columns
            .first()
            .and_then(|first| first.unit)
            .filter(|unit| columns.iter().all(|c| c.unit == Some(*unit)));
        self.tables.push(Table {
            id: String::new(),
            kind: TableKind::Allocation,
            title,
            unit,
            columns,
            rows,
            total,
            mentions: vec![scene.text.mention(first_line(scene, range))],
        });
    }

    /// The allocations that stand as lines of running text.
    pub(super) fn add_lines(&mut self, scene: &Scene<'_>) {
        let mut run: Vec<(usize, Line<'_>)> = Vec::new();
        for index in 0..=scene.sentences.len() {
            let sentence = scene.sentences.get(index);
            let free = sentence
                .filter(|s| !matches!(scene.text.parts[s.part].kind, clean::PartKind::Cell { .. }));
            let line = free.and_then(|s| parse_line(scene.str(s.range.clone()), s.range.start));
            match line {
                Some(line) => run.push((index, line)),
                None => {
                    self.close_run(scene, &run);
                    run.clear();
                }
            }
        }
    }

    fn close_run(&mut self, scene: &Scene<'_>, run: &[(usize, Line<'_>)]) {
        let places = run.iter().filter(|(_, line)| line.is_place()).count();
        if places < FEWEST_ROWS {
            return;
        }
        let municipal =
            run.iter().filter(|(_, line)| place::municipality(line.label).is_some()).count()
                > run.iter().filter(|(_, line)| place::region(line.label).is_some()).count();
        let first = &scene.sentences[run[0].0];
        let (columns, cells) = split_lines(scene, run);
        let raw: Vec<RawRow> = run
            .iter()
            .zip(cells)
            .map(|((_, line), cells)| raw_row(line.label.trim().to_owned(), cells, municipal))
            .collect();
        let last = &scene.sentences[run[run.len() - 1].0];
        let range = first.range.start..last.range.end;
        self.taken.push(range.clone());
        let title = title_before(scene, first.part);
        self.add(scene, title, columns, raw, range);
    }
}

/// True where rows go on with a table that a page break cut: the same columns, no total so far, no
/// place twice.
fn continues(last: &Table, columns: &[(String, ColumnKind)], rows: &[RawRow]) -> bool {
    let units = last
        .columns
        .iter()
        .map(|column| column.unit)
        .eq(columns.iter().map(|(_, kind)| unit_of(*kind)));
    let headings =
        last.columns.iter().zip(columns).all(|(one, (two, _))| one.label == *two || two.is_empty());
    let places: Vec<&str> =
        last.rows.iter().filter_map(|row| Some(row.region.as_ref()?.code.as_str())).collect();
    let fresh = rows
        .iter()
        .filter_map(|row| row.region.as_ref())
        .all(|region| !places.contains(&region.code.as_str()));
    let one_kind = |length: usize| places.iter().all(|code| code.len() == length);
    let length = rows.iter().find_map(|row| Some(row.region.as_ref()?.code.len()));
    units && headings && last.total.is_none() && fresh && length.is_some_and(one_kind)
}

/// The first line of a table's text: what is quoted for the table as a whole.
fn first_line(scene: &Scene<'_>, range: Range<usize>) -> Range<usize> {
    let text = scene.str(range.clone());
    let end = text.find([clean::PART_END, '\n']).unwrap_or(text.len());
    if end == 0 {
        range.start..(range.start + text.len().min(40))
    } else {
        range.start..range.start + end
    }
}

fn raw_row(label: String, cells: Vec<Option<Range<usize>>>, municipal: bool) -> RawRow {
    let region = if municipal {
        place::municipality(&label)
            .map(|m| Region { code: m.code.to_owned(), name: m.full_name.to_owned() })
    } else {
        place::region(&label).map(|r| Region { code: r.code.to_owned(), name: r.name.to_owned() })
    };
    let total = region.is_none() && grid::is_total(&label);
    RawRow { label, region, total, cells }
}

/// The column of names and whether they are municipalities.
fn label_column(scene: &Scene<'_>, grid: &Grid, kinds: &[ColumnKind]) -> Option<(usize, bool)> {
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
        if places >= FEWEST_ROWS
            && places * 2 >= named
            && best.is_none_or(|(most, ..)| places > most)
        {
            best = Some((places, column, municipalities > regions));
        }
    }
    best.map(|(_, column, municipal)| (column, municipal))
}

fn unit_of(kind: ColumnKind) -> Option<Unit> {
    match kind {
        ColumnKind::Money(CellUnit::SekPerInhabitant) => Some(Unit::SekPerInhabitant),
        ColumnKind::Money(_) => Some(Unit::Sek),
        ColumnKind::Counted(unit) => Some(unit),
        ColumnKind::Words | ColumnKind::Code | ColumnKind::Unknown => None,
    }
}

/// What a cell says.
enum CellValue {
    Number(Decimal),
    None,
    Doubtful(Vec<Decimal>),
}

fn read_cell(cell: &str, kind: ColumnKind) -> CellValue {
    if grid::is_suppressed(cell) {
        return CellValue::None;
    }
    let mut step = match kind {
        ColumnKind::Money(unit) => unit.kronor(),
        _ => Decimal::ONE,
    };
    let bare = grid::bare(cell);
    // A unit in the cell itself stands above the column's: "4,5 miljoner kronor".
    let own = cell.trim().strip_prefix(bare).map(str::trim).filter(|unit| !unit.is_empty());
    if let (ColumnKind::Money(_), Some(unit)) = (kind, own.and_then(CellUnit::parse)) {
        step = unit.kronor();
    }
    let (sign, digits) = match bare.strip_prefix('-') {
        Some(digits) => (-Decimal::ONE, digits.trim()),
        None => (Decimal::ONE, bare),
    };
    if let Some(figure) = number::figure(digits) {
        return CellValue::Number(figure.value * step * sign);
    }
    let candidates: Vec<Decimal> =
        number::repairs(digits).into_iter().map(|value| value * step * sign).collect();
    if candidates.is_empty() { CellValue::None } else { CellValue::Doubtful(candidates) }
}

/// The heading or short line right above a table.
fn title_before(scene: &Scene<'_>, part: usize) -> Option<String> {
    let caption =
        scene.text.parts.get(part).filter(|p| matches!(p.kind, clean::PartKind::Caption(_)));
    if let Some(caption) = caption {
        return Some(scene.text.part(caption).to_owned());
    }
    let above = (0..part)
        .rev()
        .take(3)
        .map(|part| scene.part_text(part).trim())
        .find(|text| !text.is_empty())?;
    (above.chars().count() <= 200).then(|| above.to_owned())
}

/// A line that is a name and figures.
struct Line<'t> {
    label: &'t str,
    /// The figures: their bytes in the clean text, and the text.
    start: usize,
    figures: &'t str,
    unit: &'t str,
}

impl Line<'_> {
    fn is_place(&self) -> bool {
        place::region(self.label).is_some() || place::municipality(self.label).is_some()
    }
}

static LINE: LazyLock<Pattern> = LazyLock::new(|| {
    super::pattern(
        r"^[\s•–*-]*(?P<label>[^\d:;=]*?[^\d:;=\s–-])\s*(?:[:=–-]|\s)\s*(?P<figures>-?\d[\d ]*(?:[.,]\d+)?(?: ?%)?(?: -?\d[\d ]*(?:[.,]\d+)?(?: ?%)?)*)\s*(?P<unit>kronor|kr|tkr|mnkr|mkr|miljoner kronor|miljoner|%)?[.,;]?$",
    )
});

/// Reads a line as a name and figures: a region or municipality, or a total.
fn parse_line(line: &str, at: usize) -> Option<Line<'_>> {
    if line.len() > 160 {
        return None;
    }
    let found = LINE.captures(line)?;
    let label = found.name("label")?.as_str();
    let figures = found.name("figures")?;
    let named = place::region(label).is_some()
        || place::municipality(label).is_some()
        || grid::is_total(label);
    named.then(|| Line {
        label,
        start: at + figures.start(),
        figures: figures.as_str(),
        unit: found.name("unit").map_or("", |unit| unit.as_str()),
    })
}

type Cells = Vec<Vec<Option<Range<usize>>>>;

/// Parts the figures of lines into columns: as many as the line with the most needs at the least.
fn split_lines(scene: &Scene<'_>, run: &[(usize, Line<'_>)]) -> (Vec<(String, ColumnKind)>, Cells) {
    let count = (1..=5)
        .find(|&count| {
            run.iter()
                .filter(|(_, line)| !number::columns(line.figures.trim(), count).is_empty())
                .count()
                * 10
                >= run.len() * 9
        })
        .unwrap_or(1);
    let splits: Vec<Vec<Vec<Range<usize>>>> =
        run.iter().map(|(_, line)| ranges(line, count)).collect();
    let chosen = choose(scene, &splits, run);
    let cells = chosen
        .into_iter()
        .zip(run)
        .map(|(split, (_, line))| match split {
            Some(ranges) => ranges.into_iter().map(Some).collect(),
            // A broken figure stays whole, to be doubted.
            None if count == 1 => vec![Some(line.start..line.start + line.figures.len())],
            None => vec![None; count],
        })
        .collect();
    let above = scene.sentences.get(run[0].0).map_or(0, |sentence| sentence.part);
    let mut near = (above.saturating_sub(2)..above).rev();
    let unit = run
        .iter()
        .find_map(|(_, line)| CellUnit::parse(line.unit))
        .or_else(|| near.find_map(|part| grid::unit_in(scene.part_text(part))));
    let figures: Vec<&str> = run.iter().map(|(_, line)| line.figures.trim()).collect();
    let kind = match unit {
        Some(unit) => ColumnKind::Money(unit),
        None if run.iter().all(|(_, line)| line.unit == "%") => ColumnKind::Counted(Unit::Percent),
        None if grid::are_kronor(&figures) => ColumnKind::Money(CellUnit::Sek),
        None => ColumnKind::Unknown,
    };
    ((0..count).map(|_| (String::new(), kind)).collect(), cells)
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
