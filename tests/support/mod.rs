//! Whether evidence holds: every quote stands on its page and line of the text as read, and gives
//! its value when it is read again by itself.

pub(crate) mod digits;

use overens::clean::clean;
use overens::contract::{Amount, Extraction};
use overens::emit;
use overens::evidence::Mention;
use overens::read::layout::{Block, BlockKind, Document, Format, Line, Span};
use overens::recognise::amount::CellUnit;
use overens::recognise::{Context, Value, number, recognise};
use rust_decimal::Decimal;

use digits::changed;

/// How many lines a value may run over; a title of short lines may have more.
const LINES: usize = 12;

/// What is wrong with the mentions of an extraction, a sentence each.
pub(crate) fn wrong_quotes(extraction: &Extraction, document: &Document) -> Vec<String> {
    let pages = pages(&emit::text(document));
    let (mut wrong, mut mentions) = (Vec::new(), Vec::new());
    let record = serde_json::to_value(extraction);
    every_mention(&record.unwrap_or_default(), &mut mentions);
    if extraction.agreements.iter().any(|agreement| agreement.mentions.is_empty()) {
        wrong.push("an agreement has no mention".to_owned());
    }
    for mention in mentions.iter().filter(|mention| !stands(mention, &pages)) {
        wrong.push(misplaced(mention));
    }
    for amount in amounts(extraction) {
        if amount.mentions.is_empty() {
            wrong.push(format!("{}: no mention", amount.id));
        }
        let value = (amount.value.0, amount.value_to.map(|to| to.0));
        for mention in &amount.mentions {
            if !gives(&mention.quote, value, amount.proved_by.is_some()) {
                wrong.push(format!("{} is not what {:?} says", amount.value, mention.quote));
            }
        }
    }
    wrong
}

/// What is wrong with the places of all that is recognised in a document, a sentence each.
pub(crate) fn wrong_mentions(document: &Document) -> Vec<String> {
    let (pages, text) = (pages(&emit::text(document)), clean(document));
    let mut wrong = Vec::new();
    for read in recognise(&text.string, Context::default()) {
        let mention = text.mention(read.range.clone());
        if !stands(&mention, &pages) {
            wrong.push(misplaced(&mention));
        }
        if let (Value::Amount(amount), []) = (&read.value, read.candidates.as_slice()) {
            wrong.extend(changed(amount.value, &mention.quote));
        }
        if let Value::Amount(amount) = &read.value
            && !gives(&mention.quote, (amount.value, amount.value_to), !read.candidates.is_empty())
        {
            wrong.push(format!("{} is not what {:?} says", read.value, mention.quote));
        }
    }
    wrong
}

fn misplaced(mention: &Mention) -> String {
    format!("not on page {:?} line {}: {:?}", mention.page, mention.line, mention.quote)
}

/// Every line of the text with its page.
fn pages(text: &str) -> Vec<(u32, String)> {
    let mut page = 1;
    let lines = text.split('\n').map(|line| {
        page += line.chars().map(|c| u32::from(c == '\x0c')).sum::<u32>();
        (page, bare(line))
    });
    lines.collect()
}

/// A text without its spaces and soft hyphens.
fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && *c != '\u{ad}').collect()
}

/// Collects all objects that are mentions, wherever they stand.
fn every_mention(value: &serde_json::Value, found: &mut Vec<Mention>) {
    match value {
        serde_json::Value::Object(fields) => match serde_json::from_value(value.clone()) {
            Ok(mention) => found.push(mention),
            Err(_) => fields.values().for_each(|value| every_mention(value, found)),
        },
        serde_json::Value::Array(values) => {
            values.iter().for_each(|value| every_mention(value, found));
        }
        _ => {}
    }
}

/// True where the quote begins on its line and goes on, line by line, on the ones below.
fn stands(mention: &Mention, pages: &[(u32, String)]) -> bool {
    let first = mention.line as usize;
    let reach = LINES.max(mention.quote.lines().count());
    let below = pages.iter().skip(first.saturating_sub(1)).enumerate();
    let below = below.filter(|(index, (_, line))| *index == 0 || !line.is_empty()).take(reach);
    let mut parts = mention.quote.lines().map(bare).filter(|part| !part.is_empty()).peekable();
    if parts.peek().is_none() || first == 0 {
        return false;
    }
    for (index, (page, line)) in below {
        let here = parts.peek().is_some_and(|part| line.contains(part));
        if index == 0 && (!here || mention.page.is_some_and(|stated| stated != *page)) {
            return false;
        }
        if here {
            parts.next();
        }
    }
    parts.peek().is_none()
}

/// All amounts, of agreements and of none.
pub(crate) fn amounts(extraction: &Extraction) -> impl Iterator<Item = &Amount> {
    let of_agreements = extraction.agreements.iter().flat_map(|agreement| &agreement.amounts);
    of_agreements.chain(&extraction.amounts)
}

/// True where the whole recogniser reads the value, or the range to the second one, from the quote
/// alone; bare figures may be of any unit that a column's heading may give.
///
/// A reading that repairs its print counts only where `proved` says that something proves it.
fn gives(quote: &str, (value, to): (Decimal, Option<Decimal>), proved: bool) -> bool {
    use CellUnit::{Milliard, Million, Sek, SekPerInhabitant, Thousand};
    let is_it = |read: &Value| match read {
        Value::Amount(read) => read.value == value && (to.is_none() || read.value_to == to),
        _ => false,
    };
    if in_words(quote, value) {
        return true;
    }
    // A mark before the figure of a cell is none of it.
    let document = paragraph(quote.trim_start_matches('*'));
    let text = clean(&document);
    let units =
        [None, Some(Sek), Some(Thousand), Some(Million), Some(Milliard), Some(SekPerInhabitant)];
    units.into_iter().any(|unit| {
        let mentions = recognise(&text.string, Context { year: None, unit });
        mentions.iter().any(|read| match read.candidates.is_empty() {
            true => is_it(&read.value),
            false => proved && read.candidates.iter().any(is_it),
        })
    })
}

/// True for a number word whose unit stands once for several, "två" of "två till tre miljoner".
fn in_words(quote: &str, value: Decimal) -> bool {
    let letters = quote.chars().all(|c| c.is_alphabetic() || c.is_whitespace());
    let Some(figure) = number::words(quote).filter(|_| letters) else { return false };
    let units = [1_000, 1_000_000, 1_000_000_000].map(Decimal::from);
    units.iter().any(|unit| figure.value * unit == value)
}

/// A document of one paragraph.
fn paragraph(text: &str) -> Document {
    let lines: Vec<Line> = text
        .lines()
        .map(|line| Line { page: None, text: line.to_owned(), words: Vec::new() })
        .collect();
    let spans = lines.iter().enumerate().map(|(line, read)| Span {
        line,
        range: 0..read.text.len(),
        hard_break: false,
    });
    Document {
        format: Format::Text,
        engine: "text",
        engine_version: "0",
        pages: Vec::new(),
        blocks: vec![Block { kind: BlockKind::Paragraph, spans: spans.collect() }],
        lines,
        links: Vec::new(),
        title: None,
        diagnostics: Vec::new(),
    }
}
