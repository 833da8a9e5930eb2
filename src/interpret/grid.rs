//! A table as a grid: which rows are headings, which columns hold values, of what unit.

use std::sync::LazyLock;

use rust_decimal::Decimal;

use crate::clean::{self, Text};
use crate::contract::Unit;
use crate::pattern::Pattern;
use crate::recognise::amount::CellUnit;
use crate::recognise::number;

/// A table laid out on its grid, spans filled in.
#[derive(Debug)]
pub(super) struct Grid {
    /// The part of each cell, by row and column.
    pub(super) cells: Vec<Vec<Option<usize>>>,
    /// How many of the first rows are headings.
    pub(super) header_rows: usize,
    /// The heading of each column: its header cells joined.
    pub(super) labels: Vec<String>,
    /// The unit of money that the caption or a heading gives to the whole table.
    pub(super) unit: Option<CellUnit>,
}

/// What a column holds, and by what its figures are multiplied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ColumnKind {
    /// Names or notes.
    Words,
    /// Codes and ordinal numbers.
    Code,
    /// Money in a unit.
    Money(CellUnit),
    /// Something else that is counted.
    Counted(Unit),
    /// Figures of which nothing says what they count.
    Unknown,
}

impl Grid {
    /// Lays `table` out; `around` is the text before it, which may name the unit.
    pub(super) fn new(text: &Text<'_>, table: &clean::Table, around: &str) -> Grid {
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
        let mut grid = Grid { cells, header_rows: 0, labels: Vec::new(), unit: None };
        grid.header_rows = grid.count_header_rows(text, table);
        grid.labels = (0..table.columns).map(|column| grid.label(text, column)).collect();
        grid.unit = grid.table_unit(text, table, around);
        grid
    }

    /// The text of a cell; empty for none.
    pub(super) fn text<'t>(&self, text: &'t Text<'_>, row: usize, column: usize) -> &'t str {
        let part = self.cells.get(row).and_then(|row| row.get(column)).copied().flatten();
        part.and_then(|part| text.parts.get(part)).map_or("", |part| text.part(part))
    }

    /// Rows before the first that has a figure; a row of years is a heading.
    fn count_header_rows(&self, text: &Text<'_>, table: &clean::Table) -> usize {
        let columns = self.cells.first().map_or(0, Vec::len);
        let first = (0..self.cells.len()).find(|&row| {
            !table.rows[row].header
                && (0..columns).any(|column| {
                    let cell = self.text(text, row, column);
                    has_figure(cell) && !is_year(cell)
                })
        });
        // A table without a figure has at most one row of headings.
        first.unwrap_or(usize::from(table.rows.first().is_some_and(|row| row.header)))
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

    /// The unit that a caption, a heading over all columns or the line above gives.
    fn table_unit(&self, text: &Text<'_>, table: &clean::Table, around: &str) -> Option<CellUnit> {
        let caption = table.parts.clone().filter_map(|part| {
            let part = text.parts.get(part)?;
            matches!(part.kind, clean::PartKind::Caption(_)).then(|| text.part(part))
        });
        let headings = self.labels.iter().map(String::as_str);
        let mut named = caption.chain(headings).chain(std::iter::once(around));
        named.find_map(unit_in)
    }

    /// What column `column` holds.
    pub(super) fn column_kind(&self, text: &Text<'_>, column: usize) -> ColumnKind {
        let label = self.labels.get(column).map_or("", String::as_str);
        let cells: Vec<&str> = (self.header_rows..self.cells.len())
            .map(|row| self.text(text, row, column).trim())
            .filter(|cell| !cell.is_empty())
            .collect();
        let figures = cells.iter().filter(|cell| is_figure(cell)).count();
        let suppressed = cells.iter().filter(|cell| is_suppressed(cell)).count();
        if figures == 0 || (figures + suppressed) * 2 < cells.len() {
            return ColumnKind::Words;
        }
        let lower = label.to_lowercase();
        if CODE.is_match(&lower) || (lower.is_empty() && column == 0 && self.are_codes(&cells)) {
            return ColumnKind::Code;
        }
        if let Some(unit) = unit_in(label) {
            return ColumnKind::Money(unit);
        }
        if cells.iter().all(|cell| is_year(cell)) && !MONEY.is_match(&lower) {
            return ColumnKind::Words;
        }
        if cells.iter().any(|cell| cell.contains('%')) || PERCENT.is_match(&lower) {
            return ColumnKind::Counted(Unit::Percent);
        }
        // "Efter invånare" heads the money that was distributed by them.
        let money = MONEY.is_match(&lower) || BY_KEY.is_match(&lower);
        if !money && PEOPLE.is_match(&lower) {
            return ColumnKind::Counted(Unit::Inhabitants);
        }
        if !money && COUNT.is_match(&lower) {
            return ColumnKind::Counted(Unit::Count);
        }
        // What counts something else stands beside what is headed "Beviljat (mnkr)".
        let counts = self.labels.iter().any(|label| unit_in(label).is_some())
            && !money
            && COUNTED.is_match(&lower);
        if counts {
            return ColumnKind::Counted(Unit::Count);
        }
        match self.unit {
            Some(unit) => ColumnKind::Money(unit),
            None if are_kronor(&cells) => ColumnKind::Money(CellUnit::Sek),
            None => ColumnKind::Unknown,
        }
    }

    /// True for ordinals and SCB codes: whole numbers below 2600 that only rise.
    fn are_codes(&self, cells: &[&str]) -> bool {
        let numbers: Vec<u32> = cells.iter().filter_map(|cell| cell.parse().ok()).collect();
        numbers.len() + 1 >= cells.len()
            && numbers.windows(2).all(|pair| pair[0] < pair[1])
            && numbers.iter().all(|n| *n < 2600)
    }
}

static CODE: LazyLock<Pattern> =
    LazyLock::new(|| super::pattern(r"^(?:läns|kommun|region)?-?(?:kod|nr|nummer)\.?$|^#$"));
static PERCENT: LazyLock<Pattern> =
    LazyLock::new(|| super::pattern(r"%|\bprocent\b|\bandel(?:en)?\b|\bproc\b"));
static MONEY: LazyLock<Pattern> = LazyLock::new(|| {
    super::pattern(
        r"\b(?:belopp|kronor|kr|medel|bidrag\w*|summa|ersättning\w*|tilldelning|utbetal\w*|stöd)\b",
    )
});
static PEOPLE: LazyLock<Pattern> = LazyLock::new(|| {
    super::pattern(r"\b(?:befolkning\w*|invånare|folkmängd|invånarantal|personer)\b")
});
static BY_KEY: LazyLock<Pattern> = LazyLock::new(|| {
    super::pattern(r"^\W*(?:(?:fördel\w+|beräkn\w+) )?(?:efter|enligt|utifrån|baserat på)\b")
});
static COUNT: LazyLock<Pattern> = LazyLock::new(|| {
    super::pattern(r"\b(?:antal|platser|tjänster|besök|vårdplatser|elever|enheter)\b")
});

/// One word in the plural, which names what is counted: "Ansökningar", "Beviljade projekt".
static COUNTED: LazyLock<Pattern> = LazyLock::new(|| {
    super::pattern(
        r"^(?:[a-zåäö]+ade? )?[a-zåäö-]*(?:ansökningar|anmälningar|ärenden|projekt|deltagare|beslut|årsarbetskrafter)$",
    )
});

static UNIT: LazyLock<Pattern> = LazyLock::new(|| {
    super::pattern(
        r"(?i)\b(?P<unit>kr(?:onor)? ?(?:/|per) ?inv(?:ånare)?|tusental kronor|tusentals kronor|tusen kronor|tusen kr|miljoner kronor|miljoner kr|milj\. ?kr|miljarder kronor|tkr|kkr|mnkr|mkr|mdkr|msek|tsek)\b|(?:\(|, |i |^|belopp |summa |totalt )(?P<kr>kronor|kr|sek)\b",
    )
});

/// The unit of money that a heading, caption or line names for bare figures.
pub(super) fn unit_in(label: &str) -> Option<CellUnit> {
    let found = UNIT.captures(label)?;
    let unit = found.name("unit").or(found.name("kr"))?;
    // "12 mnkr" is an amount and names no unit for others.
    if label[..unit.start()].trim_end().ends_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let name = unit.as_str().to_lowercase();
    if name.contains("inv") { Some(CellUnit::SekPerInhabitant) } else { CellUnit::parse(&name) }
}

static OF_ALL: LazyLock<Pattern> = LazyLock::new(|| {
    super::pattern(
        r"(?i)\b(?:belopp(?:en)?|summor(?:na)?|siffror(?:na)?) (?:(?:nedan|i tabell\w*|är|anges|angivna|redovisas|visas|uttrycks|står) ){1,3}i (?P<unit>(?:hela |tusental |tusentals |tusen |miljoner )?kronor|tkr|kkr|mnkr|mkr|mdkr|msek|tsek)\b",
    )
});

/// The unit in which a document says that its bare figures are: "Alla belopp anges i tkr". None
/// where it says two.
pub(super) fn unit_of_all(text: &str) -> Option<CellUnit> {
    let mut units = OF_ALL.captures_iter(text).filter_map(|found| {
        let name = found.name("unit")?.as_str().to_lowercase();
        CellUnit::parse(name.trim_start_matches("hela "))
    });
    let first = units.next()?;
    units.all(|unit| unit == first).then_some(first)
}

/// True for figures that can be whole kronor though no heading says so: sums of regions and
/// municipalities have five digits and more, thousands and millions of kronor do not.
pub(super) fn are_kronor(cells: &[&str]) -> bool {
    const LEAST: u32 = 10_000;
    let written = cells.iter().any(|cell| cell.to_lowercase().contains("kr"));
    let figures =
        cells.iter().filter_map(|cell| number::figure(bare(cell).trim_start_matches('-')));
    written
        || figures.map(|figure| figure.value).max().is_some_and(|most| most >= Decimal::from(LEAST))
}

/// True where a cell is a figure, with or without its unit.
pub(super) fn is_figure(cell: &str) -> bool {
    let bare = bare(cell);
    !bare.is_empty()
        && (number::figure(bare.trim_start_matches('-')).is_some()
            || !number::repairs(bare).is_empty())
}

/// The digits of a cell without its unit and marks: "25,62%", "3 miljoner kronor", "*1 234".
pub(super) fn bare(cell: &str) -> &str {
    let cell = cell.trim().trim_matches('*').trim();
    let cell = cell.trim_end_matches(":-").trim_end();
    let end = cell.trim_end_matches(|c: char| c.is_alphabetic() || "%. /".contains(c));
    let tail = cell[end.len()..].trim();
    let counted = ["%", "procent", "st", "st.", "inv", "inv.", "invånare", "personer"];
    let unit = CellUnit::parse(tail).is_some() || counted.contains(&tail);
    // Letters that are no unit may stand for digits; words make a label of it.
    if unit { end.trim_end() } else { cell }
}

fn has_figure(cell: &str) -> bool {
    cell.contains(|c: char| c.is_ascii_digit())
        && (is_figure(cell)
            || crate::recognise::recognise(cell, Default::default())
                .iter()
                .any(|m| m.value.kind() == "amount"))
}

/// The year that a cell holds, if it holds no more.
pub(super) fn year(cell: &str) -> Option<i32> {
    let cell = cell.trim();
    cell.parse().ok().filter(|year| cell.len() == 4 && (1980..2060).contains(year))
}

/// True for a cell that holds a year and no more.
pub(super) fn is_year(cell: &str) -> bool {
    year(cell).is_some()
}

/// True for a cell that says that there is no value: "–", "..", "x".
pub(super) fn is_suppressed(cell: &str) -> bool {
    matches!(
        cell.trim(),
        "" | "-" | "–" | "—" | ".." | "..." | "…" | "." | "x" | "X" | "n/a" | "saknas" | "*"
    )
}

/// The names of a row that sums up the others.
pub(super) fn is_total(label: &str) -> bool {
    static TOTAL: LazyLock<Pattern> = LazyLock::new(|| {
        super::pattern(
            r"(?i)^\W*(?:(?:tot(?:alt|al|\.)?|summa|s:a|totalsumma|slutsumma|riket|hela landet|hela riket|hela länet|sverige|samtliga|alla)(?: (?:riket|totalt|summa|överenskommelsen|regioner|landsting|kommuner|samtliga|hela|länet|landet|belopp|kronor|medel|\(.*\)|för|alla|länet|landet|regionen|kommunerna|regionerna|tilldelat|att|fördela|utbetala|sverige|tre|län|länen|de|21|20|290))*|(?:summa|totalt) [a-zåäöA-ZÅÄÖ-]+|länet|landet|(?:länet|landet|riket|regionen|regionerna|landstingen|kommunerna|samtliga|alla|hela länet) (?:totalt|summa|tillsammans))\W*$",
        )
    });
    TOTAL.is_match(label.trim())
}
