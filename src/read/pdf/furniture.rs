//! Running headers, footers and page numbers, taken out of the rows of the pages.
//!
//! Only the outermost rows of a page can be furniture, and only while every row further out is:
//! a line of the body that repeats by chance stays. On a document of one page only a page number
//! is furniture.

use std::collections::BTreeMap;

use super::page::Rule;
use super::words::Row;

/// Measures of furniture.
struct Tolerances {
    /// How far it may reach into the page, as a part of the page's height.
    margin: f32,
    /// How far a row may stand from itself on another page, in points.
    same_height: f32,
    /// How much larger than body text a line with a changing number may be.
    size: f32,
}

const TOLERANCES: Tolerances = Tolerances { margin: 0.15, same_height: 3.0, size: 1.15 };

/// The rows of one page.
#[derive(Debug, Default)]
pub(super) struct PageRows {
    /// The rows, from top to bottom.
    pub(super) rows: Vec<Row>,
    /// The ruled lines, in the frame.
    pub(super) rules: Vec<Rule>,
    /// Height of the frame in points.
    pub(super) height: f32,
}

/// Where a text stands on how many pages.
type Places = BTreeMap<String, Vec<(usize, f32)>>;

/// Takes the furniture out of the pages; `body_size` is the font size of most text.
pub(super) fn remove(pages: &mut [PageRows], body_size: f32) {
    let (mut exact, mut pattern) = (Places::new(), Places::new());
    for (number, page) in pages.iter().enumerate() {
        for index in outer_rows(page, true).into_iter().chain(outer_rows(page, false)) {
            let row = &page.rows[index];
            let text = text_of(row);
            pattern.entry(without_numbers(&text)).or_default().push((number, row.baseline()));
            exact.entry(text).or_default().push((number, row.baseline()));
        }
    }
    let count = pages.len();
    for page in pages {
        let is_furniture = |row: &Row| {
            let text = text_of(row);
            let repeated = count > 1 && pages_with(&exact, &text, row) >= 2;
            let numbered = pages_with(&pattern, &without_numbers(&text), row);
            let changes =
                row.size() <= TOLERANCES.size * body_size && numbered >= 2 && numbered * 2 >= count;
            repeated || changes || is_page_number(&text, count)
        };
        let mut taken: Vec<usize> = Vec::new();
        for top in [true, false] {
            let outer = outer_rows(page, top);
            taken.extend(outer.into_iter().take_while(|&index| is_furniture(&page.rows[index])));
        }
        let mut index = 0;
        page.rows.retain(|_| {
            index += 1;
            !taken.contains(&(index - 1))
        });
    }
}

/// The rows in the upper or lower margin, from the edge inwards; rows of ruled tables are none.
fn outer_rows(page: &PageRows, top: bool) -> Vec<usize> {
    let reach = TOLERANCES.margin * page.height;
    let outer = |row: &Row| {
        let baseline = row.baseline();
        let in_margin = if top { baseline <= reach } else { baseline >= page.height - reach };
        in_margin && !in_ruled_table(page, row)
    };
    let indices = 0..page.rows.len();
    match top {
        true => indices.take_while(|&index| outer(&page.rows[index])).collect(),
        false => indices.rev().take_while(|&index| outer(&page.rows[index])).collect(),
    }
}

fn in_ruled_table(page: &PageRows, row: &Row) -> bool {
    let middle = row.baseline() - 0.3 * row.size();
    let beside = |rule: &&Rule| !rule.level && rule.at.y0 <= middle && middle <= rule.at.y1;
    page.rules.iter().filter(beside).take(2).count() == 2
}

fn text_of(row: &Row) -> String {
    row.words.iter().map(|word| word.text.as_str()).collect::<Vec<_>>().join(" ")
}

fn without_numbers(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c.is_ascii_digit() {
            true if out.ends_with('#') => {}
            true => out.push('#'),
            false => out.push(c),
        }
    }
    out
}

/// On how many pages the text stands at the row's height.
fn pages_with(places: &Places, text: &str, row: &Row) -> usize {
    let near = |place: &&(usize, f32)| (place.1 - row.baseline()).abs() <= TOLERANCES.same_height;
    let mut pages: Vec<usize> =
        places.get(text).into_iter().flatten().filter(near).map(|place| place.0).collect();
    pages.dedup();
    pages.len()
}

/// True for "Sida 3 (12)", "3/12", "3(12)", "– 3 –" and, in a document of several pages, "3".
fn is_page_number(text: &str, pages: usize) -> bool {
    let lower = text.to_lowercase();
    let mut rest = lower.as_str();
    let named = ["sidan", "sida", "sid.", "sid", "page", "s."]
        .iter()
        .find_map(|name| rest.strip_prefix(name));
    rest = named.unwrap_or(rest);
    let numbers: Vec<&str> =
        rest.split(|c: char| !c.is_ascii_digit()).filter(|n| !n.is_empty()).collect();
    let other: String = rest.chars().filter(|c| !c.is_ascii_digit() && *c != ' ').collect();
    let between = matches!(
        other.as_str(),
        "" | "()" | "/" | "av" | "of" | "(" | "–" | "-" | "––" | "--" | "|"
    );
    let small = numbers.iter().all(|number| number.len() <= 4);
    match numbers.len() {
        1 if named.is_some() || pages > 1 => between && small && numbers[0].len() <= 3,
        1 => text == "1",
        2 => between && !other.is_empty() && small && !matches!(other.as_str(), "-" | "–"),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::pdf::lines::TextLine;

    fn page(rows: &[(&str, f32)]) -> PageRows {
        let row = |&(text, baseline): &(&str, f32)| {
            let mut words = TextLine::plain(text).words;
            words.iter_mut().for_each(|word| word.baseline = baseline);
            Row { words }
        };
        PageRows { rows: rows.iter().map(row).collect(), rules: Vec::new(), height: 800.0 }
    }

    fn check(pages: &[&[(&str, f32)]], expected: &[&[&str]]) {
        let mut pages: Vec<PageRows> = pages.iter().map(|rows| page(rows)).collect();
        remove(&mut pages, 10.0);
        let kept: Vec<Vec<String>> =
            pages.iter().map(|page| page.rows.iter().map(text_of).collect()).collect();
        assert_eq!(kept, expected);
    }

    #[test]
    fn headers_and_numbers_are_furniture() {
        check(
            &[
                &[
                    ("Landstinget", 40.0),
                    ("Inledning", 90.0),
                    ("Text", 400.0),
                    ("Sida 1 av 2", 780.0),
                ],
                &[("Landstinget", 40.0), ("Mer text", 90.0), ("Sida 2 av 2", 780.0)],
            ],
            &[&["Inledning", "Text"], &["Mer text"]],
        );
    }

    #[test]
    fn repeated_body_lines_stay() {
        check(
            &[&[("Ett", 50.0), ("Belopp", 300.0)], &[("Två", 50.0), ("Belopp", 300.0)]],
            &[&["Ett", "Belopp"], &["Två", "Belopp"]],
        );
        check(&[&[("Sammanfattning", 40.0), ("3", 780.0)]], &[&["Sammanfattning", "3"]]);
        check(&[&[("Text", 400.0), ("1", 780.0)]], &[&["Text"]]);
        check(&[&[("Text", 400.0), ("Sida 1 (1)", 780.0)]], &[&["Text"]]);
    }

    #[test]
    fn page_numbers_and_near_misses() {
        for number in ["Sida 3 (12)", "3/12", "3 (12)", "– 3 –", "3", "Sid 4"] {
            assert!(is_page_number(number, 2), "{number}");
        }
        for other in ["2017", "2017-2018", "12 500 000", "Bilaga 3", "3 kap.", "15 mars 2024"] {
            assert!(!is_page_number(other, 2), "{other}");
        }
    }
}
