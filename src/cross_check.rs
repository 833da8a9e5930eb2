//! What the comparison of two PDF engines means to an extraction: which pages differ, and which of
//! their amounts the other engine does not read.
//!
//! It changes no value.

use serde::{Deserialize, Serialize};

use crate::contract::{CrossCheck, Extraction};
use crate::diagnostic::{Code, Diagnostic};
use crate::evidence::Mention;
use crate::read::pdf::{Comparison, PageDifference, plain};
use crate::read::{Engine, cross_check};

/// What is asked of the second engine.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Second {
    /// Nothing.
    #[default]
    Off,
    /// To read as well.
    On,
    /// Nothing any more: it broke the process, for the reason given.
    Broke(String),
}

/// How many quotes a diagnostic names.
const QUOTES: usize = 5;

/// Compares the engines as asked, and notes the result in an extraction of the same bytes.
pub(crate) fn add(extraction: &mut Extraction, bytes: &[u8], engine: Engine, second: &Second) {
    match second {
        Second::Off => {}
        Second::On => {
            let comparison = cross_check(bytes, engine);
            note(extraction, comparison.map_err(|error| error.to_string()));
        }
        Second::Broke(why) => note(extraction, Err(why.clone())),
    }
}

/// Takes what a comparison of the engines added out of an extraction, which is then as without.
pub fn forget_cross_check(extraction: &mut Extraction) {
    extraction.document.reader.cross_check = None;
    extraction
        .diagnostics
        .retain(|doubt| !matches!(doubt.code, Code::CrossCheckFailed | Code::EnginesDiffer));
}

/// Notes in an extraction that the engines were compared, or why they could not be.
fn note(extraction: &mut Extraction, comparison: Result<Comparison, String>) {
    let (verdict, found) = match comparison {
        Ok(comparison) => {
            let found: Vec<Diagnostic> = comparison
                .differences
                .iter()
                .map(|page| difference(extraction, comparison.engine, page))
                .collect();
            let verdict = if found.is_empty() { CrossCheck::Agrees } else { CrossCheck::Differs };
            (verdict, found)
        }
        Err(why) => {
            let message = format!(
                "the engines could not be compared ({}); the result is that of one engine",
                why.trim_end_matches('.')
            );
            (CrossCheck::Failed, vec![Diagnostic::note(Code::CrossCheckFailed, message)])
        }
    };
    extraction.document.reader.cross_check = Some(verdict);
    extraction.diagnostics.extend(found);
}

fn difference(extraction: &Extraction, engine: &str, page: &PageDifference) -> Diagnostic {
    let number = page.page;
    let missing: Vec<&str> = money(extraction)
        .filter(|mention| mention.page == Some(number))
        .filter(|mention| !reads(page, &mention.quote))
        .map(|mention| mention.quote.as_str())
        .collect();
    if missing.is_empty() && has_more_digits(&page.other.seen, &page.own.seen) {
        let message = format!(
            "page {number}: {engine} reads the same amounts and further digits; look for an amount that is missing here"
        );
        return Diagnostic::warning(Code::EnginesDiffer, message);
    }
    if missing.is_empty() {
        let message = format!(
            "page {number}: {engine} reads other characters, but the same amounts; compare the page with the original"
        );
        return Diagnostic::note(Code::EnginesDiffer, message);
    }
    let named: Vec<String> = missing
        .iter()
        .take(QUOTES)
        .map(|quote| format!("\"{}\"", quote.replace('\n', " ")))
        .collect();
    let more = match missing.len().saturating_sub(QUOTES) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    let message = format!(
        "page {number}: {engine} does not read {}{more}; compare these amounts with the original",
        named.join(", ")
    );
    Diagnostic::warning(Code::EnginesDiffer, message)
}

/// True where the other engine reads each line of a quote, as often as the first one and not as a
/// part of longer figures.
fn reads(page: &PageDifference, quote: &str) -> bool {
    let has_digit = |line: &&str| line.contains(|c: char| c.is_numeric());
    let stands = |line: &str, other: &str| {
        let mut found = surroundings(other, line);
        let wanted = surroundings(&page.own.seen, line);
        let mut take = |sides| {
            let at = found.iter().position(|other| *other == sides);
            at.map(|at| found.swap_remove(at)).is_some()
        };
        !wanted.is_empty() && wanted.into_iter().all(&mut take)
    };
    let mut lines = quote.lines().filter(has_digit).map(plain);
    lines.all(|line| stands(&line, &page.other.seen) || stands(&line, &page.other.all))
}

/// What belongs to a figure on the left and the right of a line, wherever it stands in a text.
fn surroundings(text: &str, line: &str) -> Vec<[Option<char>; 2]> {
    let of_figure = |c: &char| c.is_numeric() || matches!(c, ',' | '.' | '-');
    text.match_indices(line)
        .map(|(at, _)| {
            let (before, after) = (&text[..at], &text[at + line.len()..]);
            [before.chars().next_back(), after.chars().next()].map(|c| c.filter(of_figure))
        })
        .collect()
}

/// True where a text has more of any digit than another one.
fn has_more_digits(text: &str, than: &str) -> bool {
    let count = |text: &str, digit: char| text.matches(digit).count();
    ('0'..='9').any(|digit| count(text, digit) > count(than, digit))
}

/// The mentions of all amounts and of cells with a value.
fn money(extraction: &Extraction) -> impl Iterator<Item = &Mention> {
    let of_agreements = extraction.agreements.iter().flat_map(|agreement| &agreement.amounts);
    let amounts = of_agreements.chain(&extraction.amounts).flat_map(|amount| &amount.mentions);
    let rows = extraction.tables.iter().flat_map(|table| &table.rows);
    let cells = rows.flat_map(|row| row.values.iter().zip(&row.mentions));
    amounts.chain(cells.filter_map(|(value, mention)| value.as_ref().and(mention.as_ref())))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::pdf::Characters;

    #[test]
    fn an_amount_is_read_where_its_figures_end_alike() {
        let check = |own: &str, other: &str, quote: &str, read: bool| {
            let [own, other] =
                [own, other].map(|text| Characters { seen: plain(text), all: plain(text) });
            let page = PageDifference { page: 1, own, other };
            assert_eq!(reads(&page, quote), read, "{page:?}");
        };
        check("Totalt 52,5 mnkr", "t Totalt 52,5 mnkr", "52,5 mnkr", true);
        check("Totalt 52,5 mnkr", "Totalt 452,5 mnkr", "52,5 mnkr", false);
        check("12 52,5", "12 52,5 y", "52,5", true);
        check("52,5 mnkr, 52,5 mnkr", "52,5 mnkr, 2,5 mnkr", "52,5 mnkr", false);
        check("3,1 mnkr vård 4 mnkr", "vård 3,1 mnkr; 4 mnkr", "3,1 mnkr\n4 mnkr", true);
        check("3,1 mnkr vård", "3,1 mnkr", "3,1 mnkr\nvård", true);
    }

    #[test]
    fn cells_without_a_value_are_no_amounts() {
        let mention = |quote: &str| serde_json::json!({"page": 1, "line": 1, "quote": quote});
        let table = serde_json::json!({
            "id": "table-1", "kind": "amounts", "title": null, "unit": "SEK", "columns": [],
            "rows": [{
                "label": "Vård", "region": null, "values": [5, null, null],
                "mentions": [mention("5"), mention("enligt bilaga 2"), null],
            }],
            "total": null, "mentions": [],
        });
        let mut extraction = crate::extract(b"Bilaga om bidrag.", &crate::Options::default());
        extraction.tables = vec![serde_json::from_value(table).unwrap()];
        let quotes: Vec<&str> = money(&extraction).map(|it| it.quote.as_str()).collect();
        assert_eq!(quotes, ["5"]);
    }
}
