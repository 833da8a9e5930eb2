//! What is usual in a document: its body text, line distances and columns, and how a line compares.

use std::collections::BTreeMap;

use super::lines::{Item, TextLine};
use super::marker;

/// Measures of lines, in em (font sizes) unless said otherwise.
struct Tolerances {
    /// Sizes that differ by this factor are different.
    same_size: f32,
    /// The line distance that is assumed where too few lines show it.
    leading: f32,
    /// Text from this factor over the body's size is a heading's.
    heading_size: f32,
    /// A line that fills less than this part of its column is short.
    short: f32,
}

const TOLERANCES: Tolerances =
    Tolerances { same_size: 1.06, leading: 1.4, heading_size: 1.09, short: 0.75 };

/// What is usual in the document.
#[derive(Debug)]
pub(super) struct Style {
    /// The font size of body text, in points.
    body: f32,
    /// Whether body text is bold.
    body_bold: bool,
    /// The usual line distance by font size (in tenths of a point), in points.
    leadings: BTreeMap<i32, f32>,
    /// The usual right edge of columns by their left edge, both in points.
    right_edges: BTreeMap<i32, f32>,
}

/// Whether a line is set in a smaller size than another.
pub(super) fn is_smaller(a: &TextLine, b: &TextLine) -> bool {
    is_smaller_than(a, b.size)
}

/// Whether two lines are set in one size.
pub(super) fn same_size(a: &TextLine, b: &TextLine) -> bool {
    !is_smaller(a, b) && !is_smaller(b, a)
}

fn size_key(line: &TextLine) -> i32 {
    (line.size * 10.0).round() as i32
}

/// The middle of a line, in points from the left.
pub(super) fn middle(line: &TextLine) -> f32 {
    (line.at.x0 + line.at.x1) / 2.0
}

/// Where the text of a list item begins, after its mark.
pub(super) fn text_left(line: &TextLine) -> f32 {
    line.words.get(1).map_or(line.at.x0, |word| word.at.x0)
}

/// True for a line of a table of contents: dots and a page number at its end.
pub(super) fn is_leader(line: &TextLine) -> bool {
    let text = line.text();
    let digits = text.trim_end_matches(|c: char| c.is_ascii_digit());
    digits.len() < text.len() && (digits.trim_end().ends_with("...") || digits.ends_with(". . "))
}

/// The median right edge of the lines whose columns begin near each left edge.
fn right_edges(lines: &[&TextLine]) -> BTreeMap<i32, f32> {
    const SAME_LEFT: i32 = 12;
    let mut by_left: BTreeMap<i32, Vec<f32>> = BTreeMap::new();
    for line in lines {
        by_left.entry(line.column.0.round() as i32).or_default().push(line.column.1);
    }
    let usual = |left: i32| {
        let near = by_left.range(left - SAME_LEFT..=left + SAME_LEFT);
        let mut rights: Vec<f32> = near.flat_map(|(_, rights)| rights.iter().copied()).collect();
        rights.sort_by(f32::total_cmp);
        rights[rights.len() / 2]
    };
    by_left.keys().map(|&left| (left, usual(left))).collect()
}

/// The font size of most characters.
pub(super) fn body_size<'l>(lines: impl Iterator<Item = &'l TextLine>) -> f32 {
    let mut sizes: BTreeMap<i32, usize> = BTreeMap::new();
    for line in lines {
        let chars: usize = line.words.iter().map(|word| word.text.len()).sum();
        *sizes.entry((line.size * 10.0).round() as i32).or_default() += chars;
    }
    let most =
        sizes.into_iter().fold((100, 0), |best, one| if one.1 > best.1 { one } else { best });
    most.0 as f32 / 10.0
}

/// Whether a line is set in a smaller size than this.
pub(super) fn is_smaller_than(line: &TextLine, size: f32) -> bool {
    line.size * TOLERANCES.same_size < size
}

impl Style {
    /// Measures a document.
    pub(super) fn of(items: &[Item]) -> Style {
        let lines = || {
            items.iter().filter_map(|item| match item {
                Item::Line(line) => Some(line),
                Item::Table(_) => None,
            })
        };
        let all: Vec<&TextLine> = lines().collect();
        let mut distances: BTreeMap<i32, BTreeMap<i32, usize>> = BTreeMap::new();
        for pair in all.windows(2) {
            let distance = pair[1].baseline - pair[0].baseline;
            let alike = pair[0].page == pair[1].page && same_size(pair[0], pair[1]);
            if alike && distance > 0.5 * pair[0].size && distance < 3.0 * pair[0].size {
                let of_size = distances.entry(size_key(pair[0])).or_default();
                *of_size.entry((distance * 2.0).round() as i32).or_default() += 1;
            }
        }
        let usual = |counts: BTreeMap<i32, usize>| {
            let total: usize = counts.values().sum();
            let most = counts
                .into_iter()
                .fold((0, 0), |best, one| if one.1 > best.1 { one } else { best });
            (total >= 3).then_some(most.0 as f32 / 2.0)
        };
        let leadings =
            distances.into_iter().filter_map(|(size, counts)| Some((size, usual(counts)?)));
        let body = body_size(lines());
        let of_body = || lines().filter(|line| (line.size - body).abs() < 0.3);
        let bold = of_body().filter(|line| line.bold == Some(true)).count();
        Style {
            body,
            body_bold: bold * 2 > of_body().count(),
            leadings: leadings.collect(),
            right_edges: right_edges(&all),
        }
    }

    /// The usual line distance of text of a line's size, in points.
    pub(super) fn leading(&self, line: &TextLine) -> f32 {
        let fallback = TOLERANCES.leading * line.size;
        let usual = self.leadings.get(&size_key(line)).copied().unwrap_or(fallback);
        // Where most paragraphs are one line long, their distance is the most frequent one.
        usual.min(2.2 * line.size)
    }

    /// The right edge of the column a line stands in: on a page of short lines, that of the
    /// columns with the same left edge on other pages.
    pub(super) fn right_edge(&self, line: &TextLine) -> f32 {
        let usual = self.right_edges.get(&(line.column.0.round() as i32));
        usual.copied().unwrap_or(line.column.1).max(line.column.1)
    }

    /// Whether the first word of `next` had room at the end of `line`.
    pub(super) fn ends_early(&self, line: &TextLine, next: &TextLine) -> bool {
        let word = next.words.first().map_or(0.0, |word| word.at.width());
        line.at.x1 + word + 0.8 * line.size < self.right_edge(line)
    }

    /// Whether a line leaves much of its column empty.
    pub(super) fn is_short(&self, line: &TextLine) -> bool {
        let right = self.right_edge(line);
        line.at.x1 - line.column.0 < TOLERANCES.short * (right - line.column.0)
    }

    /// Whether a line is set larger than body text.
    pub(super) fn is_larger(&self, line: &TextLine) -> bool {
        line.size >= TOLERANCES.heading_size * self.body
    }

    /// Whether a line is set as headings are: larger or bolder than body text.
    pub(super) fn is_heading_style(&self, line: &TextLine) -> bool {
        let larger = self.is_larger(line);
        let bold = line.bold == Some(true) && !self.body_bold && line.size >= 0.95 * self.body;
        larger || bold
    }

    /// True for a numbered heading in the style of body text: "7.1 Title", "§ 4 Title".
    pub(super) fn starts_section(&self, line: &TextLine) -> bool {
        let text = line.text();
        let mut words = text.split(' ').skip(usize::from(text.starts_with("§ ")));
        let depth = words.next().and_then(marker::number_depth);
        let title = words.next().is_some_and(|word| word.starts_with(char::is_uppercase));
        depth.is_some() && title
    }
}
