//! Tables as the layout finds them: a grid of cells whose text is still words with boxes.
//!
//! Here is what tables found by rules and by alignment have in common: which lines make one row,
//! which rows are headings, and when a table goes on over a page break. Where tables are, the
//! siblings `ruled` and `aligned` tell.

use super::lines::TextLine;
use crate::evidence::Rect;

/// Measures that decide what is one row and one table.
struct Tolerances {
    /// Lines of a table whose distances differ by this factor are of two kinds: within a cell and
    /// from row to row.
    row_leap: f32,
    /// Columns of the two parts of a table over a page break stand this close, in points.
    same_column: f32,
}

const TOLERANCES: Tolerances = Tolerances { row_leap: 1.25, same_column: 12.0 };

/// A table on one page.
#[derive(Debug, Clone, Default)]
pub(super) struct Grid {
    /// Its rows.
    pub(super) rows: Vec<GridRow>,
    /// Where it stands, in the page's frame.
    pub(super) at: Rect,
    /// Left and right edge of each column, in points.
    pub(super) columns: Vec<(f32, f32)>,
    /// True where drawn lines show the cells.
    pub(super) ruled: bool,
    /// True where only one column has text: a table only as the rest of one on the page before.
    pub(super) partial: bool,
}

/// One row of a grid.
#[derive(Debug, Clone, Default)]
pub(super) struct GridRow {
    /// The cells that begin here and have text, by column.
    pub(super) cells: Vec<GridCell>,
    /// True for a row of column headings.
    pub(super) header: bool,
}

/// One cell of a grid.
#[derive(Debug, Clone, Default)]
pub(super) struct GridCell {
    /// Its first column.
    pub(super) column: usize,
    /// How many columns it takes.
    pub(super) colspan: usize,
    /// How many rows it takes.
    pub(super) rowspan: usize,
    /// Its printed lines.
    pub(super) lines: Vec<TextLine>,
}

impl GridCell {
    /// The text of the cell, its lines parted by spaces.
    pub(super) fn text(&self) -> String {
        self.lines.iter().map(TextLine::text).collect::<Vec<_>>().join(" ")
    }

    fn is_bold(&self) -> bool {
        self.lines.iter().all(|line| line.bold == Some(true))
    }
}

impl GridRow {
    /// The texts of the cells by column, to compare rows.
    fn texts(&self) -> Vec<(usize, String)> {
        self.cells.iter().map(|cell| (cell.column, cell.text())).collect()
    }
}

impl Grid {
    /// Marks the rows of column headings at the top.
    pub(super) fn find_headers(&mut self) {
        let bold = |row: &GridRow| !row.cells.is_empty() && row.cells.iter().all(GridCell::is_bold);
        let bold_rows = self.rows.iter().take_while(|row| bold(row)).count();
        let is_amount = |cell: &GridCell| is_numeric(&cell.text()) && !is_year(&cell.text());
        let columns = self.columns.len();
        let mut amounts = vec![0; columns];
        for cell in self.rows.iter().flat_map(|row| &row.cells) {
            if is_amount(cell) && cell.column < columns {
                amounts[cell.column] += 1;
            }
        }
        // Words over a column of amounts are its heading.
        let heads_amounts = |row: &GridRow| {
            let over = |cell: &&GridCell| amounts.get(cell.column).is_some_and(|&n| n >= 2);
            !row.cells.iter().any(is_amount) && row.cells.iter().any(|cell| over(&cell))
        };
        let amount_rows = self.rows.iter().take_while(|row| heads_amounts(row)).count();
        let headers =
            if bold_rows > 0 && bold_rows < self.rows.len() { bold_rows } else { amount_rows };
        if headers < self.rows.len() {
            self.rows.iter_mut().take(headers).for_each(|row| row.header = true);
        }
    }

    /// Adds the rows of `next`, the part of this table on the following page, if it is that.
    pub(super) fn continue_with(&mut self, next: Grid) -> Result<(), Box<Grid>> {
        let near = |a: f32, b: f32| (a - b).abs() <= TOLERANCES.same_column;
        let same_columns = self.columns.len() == next.columns.len()
            && self
                .columns
                .iter()
                .zip(&next.columns)
                .all(|(a, b)| near(a.0, b.0) || near(a.1, b.1));
        let headers = self.rows.iter().take_while(|row| row.header).count();
        let repeated = self.rows[..headers]
            .iter()
            .zip(&next.rows)
            .take_while(|(ours, theirs)| ours.texts() == theirs.texts())
            .count();
        let starts_anew = next.rows.first().is_some_and(|row| row.header) && repeated == 0;
        if self.ruled != next.ruled || !same_columns || starts_anew {
            return Err(Box::new(next));
        }
        let rows = next.rows.into_iter().skip(repeated);
        self.rows.extend(rows.map(|row| GridRow { header: false, ..row }));
        Ok(())
    }
}

/// One printed line of a table: a text in each column that has one.
#[derive(Debug, Clone, Default)]
pub(super) struct TableLine {
    /// Distance from the line above, in font sizes; 0 for the first.
    pub(super) distance: f32,
    /// True where a rule parts it from the line above.
    pub(super) ruled_off: bool,
    /// First column, number of columns and text.
    pub(super) parts: Vec<(usize, usize, TextLine)>,
}

impl TableLine {
    fn text_in(&self, column: usize) -> Option<String> {
        self.parts.iter().find(|part| part.0 == column).map(|part| part.2.text())
    }

    fn has_amount(&self) -> bool {
        self.parts.iter().any(|part| part.0 > 0 && is_numeric(&part.2.text()))
    }

    fn is_in_lower_case(&self) -> bool {
        self.parts.iter().all(|part| starts_lower(&part.2.text()))
    }
}

/// Puts the printed lines of a table together to rows.
pub(super) fn rows_of(lines: Vec<TableLine>) -> Vec<GridRow> {
    let rules = lines.iter().filter(|line| line.ruled_off).count();
    // With a rule between most rows, what stands between two rules is one row.
    let every_row_ruled = rules >= 2 && rules * 3 >= lines.len().saturating_sub(1);
    let distances = || lines.iter().map(|line| line.distance).filter(|&d| d > 0.0);
    let least = distances().fold(f32::MAX, f32::min);
    let leaps = distances().filter(|&d| d > TOLERANCES.row_leap * least).count();
    let parted_by_space = leaps >= 2 && least < 1.6;

    let mut rows: Vec<Vec<TableLine>> = Vec::new();
    for line in lines {
        let labelled_amount = line.text_in(0).is_some() && line.has_amount();
        let new = match rows.last() {
            None => true,
            Some(_) if line.ruled_off => true,
            Some(_) if every_row_ruled => labelled_amount,
            Some(_) if parted_by_space && line.distance > TOLERANCES.row_leap * least => true,
            Some(_) if parted_by_space => labelled_amount && !line.is_in_lower_case(),
            Some(row) => starts_row(&line, row),
        };
        match rows.last_mut() {
            Some(row) if !new => row.push(line),
            _ => rows.push(vec![line]),
        }
    }
    rows.into_iter().map(row_of).collect()
}

/// Whether a line begins a row, by its content alone.
fn starts_row(line: &TableLine, row: &[TableLine]) -> bool {
    if line.is_in_lower_case() {
        return false;
    }
    match (line.text_in(0), line.has_amount()) {
        (Some(_), _) => true,
        // An amount without a label belongs to the row whose place for it is empty.
        (None, true) => line.parts.iter().any(|part| {
            row.iter().any(|above| above.text_in(part.0).is_some_and(|text| is_numeric(&text)))
        }),
        (None, false) => false,
    }
}

fn row_of(lines: Vec<TableLine>) -> GridRow {
    let mut row = GridRow::default();
    for (column, colspan, text) in lines.into_iter().flat_map(|line| line.parts) {
        match row.cells.iter_mut().find(|cell| cell.column == column) {
            Some(cell) => {
                cell.colspan = cell.colspan.max(colspan);
                cell.lines.push(text);
            }
            None => row.cells.push(GridCell { column, colspan, rowspan: 1, lines: vec![text] }),
        }
    }
    row.cells.sort_by_key(|cell| cell.column);
    row
}

const UNITS: [&str; 9] = ["kronor", "miljoner", "mnkr", "mdkr", "tkr", "mkr", "kr", "sek", "%"];

/// True for a number with or without its unit: "1 234,5", "−1,50 %", "447mnkr", "(12)".
pub(super) fn is_numeric(text: &str) -> bool {
    let lower = text.to_lowercase();
    let mut rest = lower.trim();
    while let Some(shorter) = UNITS.iter().find_map(|unit| rest.strip_suffix(unit)) {
        rest = shorter.trim_end();
    }
    let is_part =
        |c: char| c.is_ascii_digit() || " ,.:+-−–()".contains(c) || super::page::is_space(c);
    rest.chars().all(is_part)
        && (rest.contains(|c: char| c.is_ascii_digit()) || rest == "-" || rest == "–")
}

/// True for a year or several, with or without a unit: column headings such as "2024 tkr".
pub(super) fn is_year(text: &str) -> bool {
    let lower = text.to_lowercase();
    let parts = lower.split(['-', '–', '/', ' ', ',', '(', ')']);
    let mut parts = parts.filter(|part| !part.is_empty() && !UNITS.contains(part)).peekable();
    let is_year =
        |year: &str| year.len() == 4 && (year.starts_with("19") || year.starts_with("20"));
    parts.peek().is_some() && parts.all(is_year)
}

/// True where the first letter is a small one.
pub(super) fn starts_lower(text: &str) -> bool {
    text.chars().next().is_some_and(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_with_and_without_units() {
        for number in
            ["1 234 567,50", "−1,50 %", "447mnkr", "0", "(12)", "16, 5 mnkr", "976 000 000 kronor"]
        {
            assert!(is_numeric(number), "{number}");
        }
        for words in ["Belopp 2017", "varav 407 mnkr", "", "kr", "1 juni", "Tabell 1"] {
            assert!(!is_numeric(words), "{words}");
        }
    }

    /// Lines as "distance|column 0|column 1", an empty column for none.
    fn check(lines: &[&str], expected: &[&[&str]]) {
        let lines = lines.iter().map(|line| {
            let mut parts = line.split('|');
            let distance = parts.next().and_then(|d| d.parse().ok()).unwrap_or(0.0);
            let parts = parts
                .enumerate()
                .filter(|(_, text)| !text.is_empty())
                .map(|(column, text)| (column, 1, TextLine::plain(text)));
            TableLine { distance, ruled_off: false, parts: parts.collect() }
        });
        let rows = rows_of(lines.collect());
        let texts: Vec<Vec<String>> =
            rows.iter().map(|row| row.cells.iter().map(GridCell::text).collect()).collect();
        assert_eq!(texts, expected);
    }

    #[test]
    fn wrapped_cells_are_one_row() {
        check(
            &[
                "0|Medel för att erbjuda|300 000",
                "1.2|möjlighet till utbildning|",
                "1.2|Medel till SKL|21 000",
            ],
            &[
                &["Medel för att erbjuda möjlighet till utbildning", "300 000"],
                &["Medel till SKL", "21 000"],
            ],
        );
        check(
            &[
                "0|Stockholm|Plan i mars",
                "1.2||Redovisning i maj",
                "2.0|Uppsala|Plan i juni",
                "2.0|Gotland|Ingen",
            ],
            &[
                &["Stockholm", "Plan i mars Redovisning i maj"],
                &["Uppsala", "Plan i juni"],
                &["Gotland", "Ingen"],
            ],
        );
    }
}
