//! Rows of words to lines and tables in reading order; columns of text are read one after another.
//!
//! What a run of rows with a gutter is (columns of text, a table, a list), `aligned` tells. Which
//! lines make a paragraph is told later.

use super::aligned::{self, Band, BandKind};
use super::page::Rule;
use super::table::Grid;
use super::words::{Row, Word};
use crate::evidence::Rect;

/// A line of text.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct TextLine {
    /// Its words, from left to right.
    pub(super) words: Vec<Word>,
    /// Its box in the page's frame.
    pub(super) at: Rect,
    /// Its baseline, in points from the frame's top.
    pub(super) baseline: f32,
    /// The font size of most of its characters.
    pub(super) size: f32,
    /// True or false where all of its words are known to be bold or not; none for a mixture.
    pub(super) bold: Option<bool>,
    /// The page it stands on, counted from 1.
    pub(super) page: u32,
    /// Left and right edge of the column of text it stands in.
    pub(super) column: (f32, f32),
}

impl TextLine {
    /// The line of these words, which stand from left to right.
    pub(super) fn of(words: Vec<Word>) -> TextLine {
        let Some(first) = words.first() else { return TextLine::default() };
        let boxes = words.iter().map(|word| word.at);
        let at = boxes.reduce(Rect::union).unwrap_or_default();
        let mut line = TextLine { at, baseline: first.baseline, ..TextLine::default() };
        line.words = words;
        line.size = line.main_size();
        line.bold = line.all_bold();
        line
    }

    /// True for a text that ends as sentences do.
    pub(super) fn ends_sentence(&self) -> bool {
        let closing = ['"', '”', '’', ')', ']', '»', ' '];
        self.text().trim_end_matches(closing).ends_with(['.', '?', '!', ':', ';'])
    }

    /// Adds a word at the right end.
    pub(super) fn push(&mut self, word: Word) {
        if self.words.is_empty() {
            (self.at, self.baseline) = (word.at, word.baseline);
        }
        self.at = self.at.union(word.at);
        self.words.push(word);
        self.size = self.main_size();
        self.bold = self.all_bold();
    }

    /// Its text, words parted by one space.
    pub(super) fn text(&self) -> String {
        self.words.iter().map(|word| word.text.as_str()).collect::<Vec<_>>().join(" ")
    }

    fn all_bold(&self) -> Option<bool> {
        let known = || self.words.iter().filter(|word| word.weight != 0);
        let bold = known().next()?.weight > 0;
        known().all(|word| (word.weight > 0) == bold).then_some(bold)
    }

    fn main_size(&self) -> f32 {
        let mut sizes: Vec<(f32, usize)> = Vec::new();
        for word in &self.words {
            let chars = word.text.chars().count();
            match sizes.iter_mut().find(|(size, _)| (size - word.size).abs() < 0.3) {
                Some((_, sum)) => *sum += chars,
                None => sizes.push((word.size, chars)),
            }
        }
        let most = sizes
            .iter()
            .copied()
            .fold((0.0, 0), |best, one| if one.1 > best.1 { one } else { best });
        most.0
    }

    /// A line of words of 10 points at a place, for tests.
    #[cfg(test)]
    pub(super) fn placed(text: &str, x: f32, baseline: f32) -> TextLine {
        let mut line = TextLine::plain(text);
        let (dx, dy) = (x - 50.0, baseline - 100.0);
        let moved = |at: &mut Rect| {
            *at = Rect { x0: at.x0 + dx, y0: at.y0 + dy, x1: at.x1 + dx, y1: at.y1 + dy };
        };
        line.words.iter_mut().for_each(|word| {
            moved(&mut word.at);
            word.baseline = baseline;
        });
        moved(&mut line.at);
        TextLine { baseline, page: 1, column: (50.0, 450.0), ..line }
    }

    /// A line of words of 10 points, for tests.
    #[cfg(test)]
    pub(super) fn plain(text: &str) -> TextLine {
        let mut x0 = 50.0;
        let words = text.split(' ').map(|text| {
            let x1 = x0 + 5.0 * text.chars().count() as f32;
            let at = Rect { x0, y0: 92.0, x1, y1: 102.0 };
            x0 = x1 + 3.0;
            Word { text: text.to_owned(), at, baseline: 100.0, size: 10.0, weight: -1 }
        });
        TextLine::of(words.collect())
    }
}

/// A piece of a page in reading order.
#[derive(Debug, Clone)]
pub(super) enum Item {
    /// A line of text.
    Line(TextLine),
    /// A table.
    Table(Grid),
}

/// A row or a ruled table, as the layout moves it about.
#[derive(Debug, Clone)]
pub(super) enum Element {
    /// Words on one baseline.
    Row(Row),
    /// A table found by its rules.
    Grid(Grid),
}

impl Element {
    /// Its box.
    pub(super) fn at(&self) -> Rect {
        match self {
            Element::Row(row) => row.at(),
            Element::Grid(grid) => grid.at,
        }
    }

    /// What orders it from top to bottom.
    fn top(&self) -> f32 {
        match self {
            Element::Row(row) => row.baseline(),
            Element::Grid(grid) => grid.at.y0,
        }
    }
}

impl Row {
    /// Its box.
    pub(super) fn at(&self) -> Rect {
        let boxes = self.words.iter().map(|word| word.at);
        boxes.reduce(Rect::union).unwrap_or_default()
    }

    /// The baseline of its first word.
    pub(super) fn baseline(&self) -> f32 {
        self.words.first().map_or(0.0, |word| word.baseline)
    }

    /// The largest font size in it.
    pub(super) fn size(&self) -> f32 {
        self.words.iter().map(|word| word.size).fold(0.0, f32::max)
    }
}

/// Puts rows and ruled tables into reading order.
pub(super) fn in_reading_order(rows: Vec<Row>, grids: Vec<Grid>, rules: &[Rule]) -> Vec<Item> {
    let rows = rows.into_iter().map(Element::Row);
    let elements = rows.chain(grids.into_iter().map(Element::Grid)).collect();
    let mut items = Vec::new();
    order(elements, rules, &mut items);
    items
}

fn order(mut elements: Vec<Element>, rules: &[Rule], items: &mut Vec<Item>) {
    elements.sort_by(|a, b| a.top().total_cmp(&b.top()));
    let column = column_of(&elements);
    let mut rest = elements.as_slice();
    while let Some((first, others)) = rest.split_first() {
        let Some(Band { length, kind }) = aligned::band(rest, rules) else {
            push(first.clone(), column, items);
            rest = others;
            continue;
        };
        let (band, after) = rest.split_at(length);
        match kind {
            BandKind::Table(grid) => items.push(Item::Table(grid)),
            BandKind::Columns(gutter) => {
                let (left, right) = parted(band, gutter);
                order(left, rules, items);
                order(right, rules, items);
            }
        }
        rest = after;
    }
}

fn push(element: Element, column: (f32, f32), items: &mut Vec<Item>) {
    match element {
        Element::Row(row) => items.extend(
            apart(row.words).map(|words| Item::Line(TextLine { column, ..TextLine::of(words) })),
        ),
        Element::Grid(grid) => items.push(Item::Table(grid)),
    }
}

/// The parts of a lone row that stand far from one another, such as two names; an amount stays
/// with its label.
fn apart(words: Vec<Word>) -> impl Iterator<Item = Vec<Word>> {
    /// The gap from which words of one row have nothing to do with one another, in em.
    const FAR: f32 = 5.0;
    let mut parts: Vec<Vec<Word>> = Vec::new();
    for word in words {
        let follows = |part: &Vec<Word>| {
            part.last().is_some_and(|last| {
                let far = word.at.x0 - last.at.x1 > FAR * word.size;
                let value =
                    word.text.starts_with(|c: char| c.is_ascii_digit()) || last.text.ends_with(':');
                !far || value
            })
        };
        match parts.last_mut() {
            Some(part) if follows(part) => part.push(word),
            _ => parts.push(vec![word]),
        }
    }
    parts.into_iter()
}

/// Left and right edge of all text of a column.
fn column_of(elements: &[Element]) -> (f32, f32) {
    let boxes = elements.iter().map(Element::at);
    boxes.reduce(Rect::union).map_or((0.0, 0.0), |all| (all.x0, all.x1))
}

/// What stands left and right of a gutter.
fn parted(band: &[Element], gutter: f32) -> (Vec<Element>, Vec<Element>) {
    let (mut left, mut right) = (Vec::new(), Vec::new());
    for element in band {
        match element {
            Element::Grid(grid) if grid.at.x0 < gutter => left.push(element.clone()),
            Element::Grid(_) => right.push(element.clone()),
            Element::Row(row) => {
                let (l, r): (Vec<Word>, Vec<Word>) =
                    row.words.iter().cloned().partition(|word| word.at.x0 < gutter);
                for (words, side) in [(l, &mut left), (r, &mut right)] {
                    if !words.is_empty() {
                        side.push(Element::Row(Row { words }));
                    }
                }
            }
        }
    }
    (left, right)
}
