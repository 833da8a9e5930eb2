//! A table as a grid: which rows are headings, which columns hold values, of what unit.

use std::cell::OnceCell;

use rust_decimal::Decimal;

use super::column_kind::ColumnKind;
use super::joined;
use super::unit;
use crate::clean::{self, Text};
use crate::pattern::Pattern;
use crate::recognise::amount::CellUnit;
use crate::recognise::{number, place};

/// A table laid out on its grid, spans filled in.
#[derive(Debug)]
pub(crate) struct Grid {
    /// The part of each cell, by row and column.
    pub(crate) cells: Vec<Vec<Option<usize>>>,
    /// How many of the first rows are headings.
    pub(crate) header_rows: usize,
    /// The heading of each column: its header cells joined.
    pub(crate) labels: Vec<String>,
    /// The unit of money that the caption or a heading gives to the whole table.
    pub(crate) unit: Option<CellUnit>,
    /// The one unit that headings of columns name, where nothing gives one to the whole table.
    pub(crate) neighbours: Option<CellUnit>,
    /// True where a note says that inhabitants are counted in thousands.
    pub(crate) people_in_thousands: bool,
    /// What each column holds, once it was asked.
    pub(super) kinds: OnceCell<Vec<ColumnKind>>,
}

impl Grid {
    /// Lays `table` out; `around` is the text before it, which may name the unit.
    pub(crate) fn new(text: &Text<'_>, table: &clean::Table, around: &str) -> Grid {
        let mut cells = vec![vec![None; table.columns]; table.rows.len()];
        for (r, row) in table.rows.iter().enumerate() {
            for cell in &row.cells {
                for line in cells.iter_mut().skip(r).take(cell.rowspan.min(table.rows.len())) {
                    for slot in line.iter_mut().skip(cell.column).take(cell.colspan) {
                        slot.get_or_insert(cell.part);
                    }
                }
            }
        }
        let mut grid = Grid {
            cells,
            header_rows: 0,
            labels: Vec::new(),
            unit: None,
            neighbours: None,
            people_in_thousands: false,
            kinds: OnceCell::new(),
        };
        grid.header_rows = grid.count_header_rows(text, table);
        grid.labels = (0..table.columns).map(|column| grid.label(text, column)).collect();
        grid.unit = Grid::table_unit(text, table, around).or_else(|| grid.corner_unit(text));
        grid
    }

    /// The unit over the names of the rows: "Mnkr", "Insats (tkr)"; it is that of all columns.
    fn corner_unit(&self, text: &Text<'_>) -> Option<CellUnit> {
        let names = (self.header_rows..self.cells.len()).map(|row| self.text(text, row, 0));
        let of_words = self.labels.len() > 1 && !names.into_iter().any(is_figure);
        of_words.then(|| unit::unit_in(self.labels.first()?))?
    }

    /// The text of a cell; empty for none.
    pub(crate) fn text<'t>(&self, text: &'t Text<'_>, row: usize, column: usize) -> &'t str {
        let part = self.cells.get(row).and_then(|row| row.get(column)).copied().flatten();
        part.and_then(|part| text.parts.get(part)).map_or("", |part| text.part(part))
    }

    /// Rows before the first that has a figure, names a place or heads a group of rows; a row of
    /// years is a heading.
    fn count_header_rows(&self, text: &Text<'_>, table: &clean::Table) -> usize {
        let columns = self.cells.first().map_or(0, Vec::len);
        let first = (0..self.cells.len()).find(|&row| {
            !table.rows[row].header
                && (self.heads_group(text, row)
                    || (row > 0 && is_place(self.text(text, row, 0)))
                    || (0..columns).any(|column| {
                        let cell = self.text(text, row, column);
                        has_figure(cell)
                            && !is_year(cell)
                            && (!unit::is_heading(cell) || is_place(self.text(text, row, 0)))
                    }))
        });
        // A table without a figure has at most one row of headings.
        first.unwrap_or(usize::from(table.rows.first().is_some_and(|row| row.header)))
    }

    /// True for a row of one cell across all columns, below one with several headings: "Regionerna"
    /// over the rows that are theirs.
    fn heads_group(&self, text: &Text<'_>, row: usize) -> bool {
        let parts = |row: usize| {
            let mut parts: Vec<Option<usize>> = self.cells[row].clone();
            parts.dedup();
            parts
                .into_iter()
                .flatten()
                .filter(|&part| !text.part(&text.parts[part]).trim().is_empty())
                .count()
        };
        let across = self.cells[row].first().is_some_and(|first| {
            first.is_some() && self.cells[row].iter().all(|part| part == first)
        });
        across && self.cells[row].len() > 1 && (0..row).any(|above| parts(above) > 1)
    }

    fn label(&self, text: &Text<'_>, column: usize) -> String {
        let mut words: Vec<&str> = Vec::new();
        for row in 0..self.header_rows {
            let cell = self.text(text, row, column).trim();
            if !cell.is_empty() && words.last() != Some(&cell) {
                words.push(cell);
            }
        }
        words.join(" ")
    }

    /// The unit that a caption or the line above gives.
    fn table_unit(text: &Text<'_>, table: &clean::Table, around: &str) -> Option<CellUnit> {
        let caption = table.parts.clone().filter_map(|part| {
            let part = text.parts.get(part)?;
            matches!(part.kind, clean::PartKind::Caption(_)).then(|| text.part(part))
        });
        caption.chain(std::iter::once(around)).find_map(unit::unit_in)
    }

    /// The one unit that the headings name of money that is not per inhabitant, where nothing else
    /// names one.
    pub(crate) fn unit_of_headings(&self) -> Option<CellUnit> {
        let mut units = self
            .labels
            .iter()
            .filter_map(|label| unit::unit_in(label))
            .filter(|unit| *unit != CellUnit::SekPerInhabitant);
        let first = units.next()?;
        units.all(|unit| unit == first).then_some(first)
    }

    /// Takes the headings of the table that this one is the rest of.
    pub(crate) fn go_on(&mut self, labels: Vec<String>, kinds: Vec<ColumnKind>) {
        (self.labels, self.kinds) = (labels, OnceCell::from(kinds));
    }

    /// The headings over a column, the nearest to its figures first.
    pub(crate) fn headings<'t>(&self, text: &'t Text<'_>, column: usize) -> Vec<&'t str> {
        let cells = (0..self.header_rows).rev().map(|row| self.text(text, row, column).trim());
        let mut headings: Vec<&str> = cells.filter(|cell| !cell.is_empty()).collect();
        headings.dedup();
        headings
    }
}

/// True for the name of a region or municipality and no more.
pub(crate) fn is_place(cell: &str) -> bool {
    place::region(cell).is_some() || place::municipality(cell).is_some()
}

/// True where a cell is a figure, with or without its unit.
pub(crate) fn is_figure(cell: &str) -> bool {
    let bare = bare(within_brackets(cell));
    !bare.is_empty()
        && (number::figure(unsigned(bare)).is_some()
            || !number::repairs(bare).is_empty()
            || joined::several(bare))
}

/// What stands in the brackets around a whole cell, which leave open what it means: "(1 200)".
fn within_brackets(cell: &str) -> &str {
    let cell = cell.trim();
    cell.strip_prefix('(').and_then(|cell| cell.strip_suffix(')')).unwrap_or(cell)
}

/// The digits of a figure without the sign before it: "-1,5", "–2", "+3", "±0", "./. 4".
pub(crate) fn unsigned(bare: &str) -> &str {
    let rest = bare.strip_prefix("./.");
    rest.or_else(|| bare.strip_prefix(['-', '–', '−', '+', '±'])).map_or(bare, str::trim_start)
}

/// True for a figure below zero; "./." is the commercial minus.
pub(crate) fn is_negative(bare: &str) -> bool {
    bare.starts_with(['-', '–', '−']) || bare.starts_with("./.")
}

/// True for a cell whose figure, if it has one, has at most two digits before its comma.
pub(crate) fn is_small(cell: &str) -> bool {
    number::figure(unsigned(bare(cell))).is_none_or(|figure| figure.value < Decimal::ONE_HUNDRED)
}

/// The digits of a cell without its unit and marks: "25,62%", "3 miljoner kronor", "*1 234".
pub(crate) fn bare(cell: &str) -> &str {
    let raised = |c: char| "⁰¹²³⁴⁵⁶⁷⁸⁹*†‡".contains(c);
    let cell = cell.trim().trim_start_matches('*').trim_end_matches(raised).trim();
    let marked = cell.ends_with([')', ']']).then(|| FOOTNOTE.captures(cell)).flatten();
    let cell = marked.and_then(|found| found.name("figure")).map_or(cell, |m| m.as_str());
    let cell = cell.trim_end_matches(":-").trim_end();
    let end = cell.trim_end_matches(|c: char| c.is_alphabetic() || "%. /".contains(c));
    let tail = cell[end.len()..].trim();
    let counted = ["%", "procent", "st", "st.", "inv", "inv.", "invånare", "personer"];
    let unit = CellUnit::parse(tail).is_some() || counted.contains(&tail);
    // Letters that are no unit may stand for digits; words make a label of it.
    if unit { end.trim_end() } else { cell }
}

/// A figure with the mark of a note behind it: "1 234 1)", "56,7 *)".
static FOOTNOTE: Pattern =
    Pattern::new(r"^(?P<figure>.*[\d%])(?:(?: \d| ?\*| ?\(?[a-e])\)| ?\[\d\]| ?[⁰¹²³⁴-⁹]+\))$");

fn has_figure(cell: &str) -> bool {
    cell.contains(|c: char| c.is_ascii_digit())
        && (is_figure(cell)
            || crate::recognise::recognise(cell, Default::default())
                .iter()
                .any(|m| m.value.kind() == "amount"))
}

/// The year that a cell holds, if it holds no more.
pub(crate) fn year(cell: &str) -> Option<i32> {
    let cell = cell.trim();
    cell.parse().ok().filter(|year| cell.len() == 4 && (1980..2060).contains(year))
}

/// True for a cell that holds a year and no more.
pub(crate) fn is_year(cell: &str) -> bool {
    year(cell).is_some()
}

/// True for a cell that says that there is no value: "–", "..", "x".
pub(crate) fn is_suppressed(cell: &str) -> bool {
    matches!(
        cell.trim(),
        "" | "-" | "–" | "—" | ".." | "..." | "…" | "." | "x" | "X" | "n/a" | "saknas" | "*"
    )
}

/// The names of a row that sums up the others.
pub(crate) fn is_total(label: &str) -> bool {
    static TOTAL: Pattern = Pattern::new(
        r"(?i)^\W*(?:(?:tot(?:alt|al|\.)?|summa|s:a|totalsumma|slutsumma|riket|hela landet|hela riket|hela länet|sverige|samtliga|alla)(?: (?:riket|totalt|summa|överenskommelsen|regioner|landsting|kommuner|samtliga|hela|länet|landet|belopp|kronor|medel|\(.*\)|för|alla|länet|landet|regionen|kommunerna|regionerna|tilldelat|att|fördela|utbetala|sverige|tre|län|länen|de|21|20|290))*|(?:summa|totalt) [a-zåäöA-ZÅÄÖ-]+|(?:summa|totalt|s:a) \(?\d[\d+, –-]*\)?|(?:överenskommelsen|[^,]{4,60},) totalt|(?:hela )?överenskommelsen(?: i sin helhet)?|hela (?:satsningen|ramen|beloppet)|tot(?:alt|al) (?:för )?(?:19|20)\d\d|(?:högst|ram|ramen|totalram)(?: (?:per år|totalt|för))*(?: (?:19|20)\d\d)?|länet|landet|(?:länet|landet|riket|regionen|regionerna|landstingen|kommunerna|samtliga|alla|hela länet) (?:totalt|summa|tillsammans))\W*$",
    );
    TOTAL.is_match(label.trim())
}
