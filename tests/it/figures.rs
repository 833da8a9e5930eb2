//! The printed figures of a page that take part in sums that close, and where their digits stand in
//! the bytes of the page.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};

use overens::contract::{Bound, Check, CheckKind, CheckStatus, Extraction, Mention, Table};
use overens::discover::{discover, sniff};
use overens::read::{Engine, read};
use overens::{Options, emit, extract};
use regex::bytes::Regex;
use rust_decimal::Decimal;

use crate::support::amounts;

/// How many lines below its last row a table's total may stand.
const TOTAL: u32 = 3;

/// A page with all that its figures need.
pub(crate) struct Page {
    pub(crate) name: String,
    pub(crate) bytes: Vec<u8>,
    lines: Vec<String>,
    pub(crate) extraction: Extraction,
}

/// A printed figure that takes part in checks that hold.
pub(crate) struct Figure {
    pub(crate) lines: RangeInclusive<u32>,
    /// Its print, from its first digit to its last.
    pub(crate) print: String,
    /// Kronor, or what its column counts, for one unit of the print.
    pub(crate) unit: Decimal,
    pub(crate) checks: Vec<Check>,
}

/// The pages of a folder of samples that are no PDF.
pub(crate) fn pages(folder: &Path) -> Vec<Page> {
    let folders: Vec<PathBuf> = ["real", "seeds"].map(|name| folder.join(name)).into();
    let sources = discover(&folders).sources.into_iter().flatten();
    let pages = sources.filter(|source| !source.name.ends_with(".pdf")).map(|source| {
        let bytes = source.read(u64::MAX).unwrap();
        let lines = lines(&bytes);
        let extraction = extract(&bytes, &Options::default());
        Page { name: source.name, bytes, lines, extraction }
    });
    pages.collect()
}

fn lines(bytes: &[u8]) -> Vec<String> {
    let document = read(bytes, sniff(bytes).unwrap(), Engine::default(), None).unwrap();
    emit::text(&document).lines().map(str::to_owned).collect()
}

/// The print of a quote and its unit.
fn print(quote: &str, value: Decimal) -> Option<(String, Decimal)> {
    let digit = |c: char| c.is_ascii_digit();
    let from = quote.find(digit)?;
    let rest = &quote[from..];
    let to = rest.find(|c: char| !(digit(c) || c.is_whitespace() || ",.\u{ad}".contains(c)));
    let print = rest[..to.unwrap_or(rest.len())].trim_end_matches(|c| !digit(c)).to_owned();
    let number = number(&print)?;
    let unit = value.checked_div(number)?.normalize();
    unit.mantissa().to_string().trim_end_matches('0').eq("1").then_some((print, unit))
}

/// The number that a print of digits, spaces and a decimal comma is.
pub(crate) fn number(print: &str) -> Option<Decimal> {
    let plain: String =
        print.chars().filter(|c| c.is_ascii_digit() || *c == ',').collect::<String>();
    plain.replace(',', ".").parse().ok()
}

/// All figures of a page that take part in checks that hold, each with those checks.
pub(crate) fn figures(page: &Page) -> Vec<Figure> {
    let mut found: BTreeMap<(u32, String), Figure> = BTreeMap::new();
    let mut add = |lines: RangeInclusive<u32>, quote: &str, value: Decimal, check: &Check| {
        let Some((print, unit)) = print(quote, value) else { return };
        let key = (*lines.start(), print.clone());
        let figure = found.entry(key).or_insert(Figure { lines, print, unit, checks: Vec::new() });
        figure.checks.push(check.clone());
    };
    let extraction = &page.extraction;
    let holding = extraction.checks.iter().filter(|check| check.status == CheckStatus::Holds);
    for check in holding.filter(|check| exact(extraction, check)) {
        for id in &check.subject {
            if let Some(amount) = amounts(extraction).find(|amount| amount.id == *id) {
                for mention in &amount.mentions {
                    add(mention.line..=mention.line, &mention.quote, amount.value.0, check);
                }
            }
            if let Some(table) = extraction.tables.iter().find(|table| table.id == *id) {
                let Some(column) = column(table, check) else { continue };
                let total = table.total.as_ref().and_then(|total| total[column]);
                // Where a total is printed the text is compared with that.
                if total.is_none() || check.kind == CheckKind::ColumnSum {
                    for (mention, value) in cells(table, column) {
                        add(mention.line..=mention.line, &mention.quote, value, check);
                    }
                }
                let last = table.rows.iter().flat_map(|row| &row.mentions).flatten().last();
                if let (Some(total), Some(last)) = (total, last) {
                    add(
                        last.line + 1..=last.line + TOTAL,
                        &total.0.normalize().to_string(),
                        total.0,
                        check,
                    );
                }
            }
        }
    }
    found.into_values().collect()
}

/// True unless a sum that is not exact ("drygt 182 miljoner") takes part: it contradicts nothing.
fn exact(extraction: &Extraction, check: &Check) -> bool {
    let loose = amounts(extraction).filter(|amount| amount.bound != Bound::Exact);
    !loose.into_iter().any(|amount| check.subject.contains(&amount.id))
}

/// The column that a check adds up, by its id.
fn column(table: &Table, check: &Check) -> Option<usize> {
    if !matches!(check.kind, CheckKind::ColumnSum | CheckKind::TableVsText) {
        return None;
    }
    let behind = check.id.split_once(&format!("{}-column-", table.id))?.1;
    behind.split('-').next()?.parse::<usize>().ok()?.checked_sub(1)
}

fn cells(table: &Table, column: usize) -> impl Iterator<Item = (&Mention, Decimal)> {
    table.rows.iter().filter_map(move |row| {
        Some((row.mentions.get(column)?.as_ref()?, row.values.get(column)?.as_ref()?.0))
    })
}

/// Where the digits of a figure stand in the bytes of its page.
pub(crate) fn places(page: &Page, figure: &Figure) -> Option<Vec<usize>> {
    let between =
        r"(?-u:(?:\s|\xc2\xa0|\xe2\x80[\xa8-\xaf]|\xc2\xad|\xa0|&nbsp;|&#160;|&thinsp;)*)";
    let digits: Vec<String> = figure
        .print
        .chars()
        .filter(|c| c.is_ascii_digit() || *c == ',')
        .map(String::from)
        .collect();
    let pattern = Regex::new(&digits.join(between)).unwrap();
    let mut at = 0;
    while let Some(found) = pattern.find_at(&page.bytes, at) {
        at = found.start() + 1;
        let edge = |at: Option<usize>| {
            at.and_then(|at| page.bytes.get(at)).is_some_and(u8::is_ascii_digit)
        };
        if edge(found.start().checked_sub(1)) || edge(Some(found.end())) {
            continue;
        }
        let places: Vec<usize> =
            found.range().filter(|&at| page.bytes[at].is_ascii_digit()).collect();
        let mut bytes = page.bytes.clone();
        let last = *places.last()?;
        bytes[last] = if bytes[last] == b'9' { b'8' } else { bytes[last] + 1 };
        let lines = lines(&bytes);
        let changed: Vec<usize> =
            (0..lines.len()).filter(|&at| page.lines.get(at) != lines.get(at)).collect();
        if lines.len() == page.lines.len()
            && changed.len() == 1
            && figure.lines.contains(&(changed[0] as u32 + 1))
        {
            return Some(places);
        }
    }
    None
}
