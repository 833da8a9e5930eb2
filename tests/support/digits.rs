//! Whether a figure has the digits of its print, told without the program's own reading of numbers.

use overens::contract::Extraction;
use rust_decimal::Decimal;

use super::amounts;

/// What is wrong with the digits of an extraction's amounts and cells, a sentence each.
pub(crate) fn wrong_digits(extraction: &Extraction) -> Vec<String> {
    let (mut wrong, mut figures) = (Vec::new(), Vec::new());
    // What a sum has proved may be what the print should have been.
    for amount in amounts(extraction).filter(|amount| amount.proved_by.is_none()) {
        let quotes = amount.mentions.iter().map(|mention| &mention.quote);
        figures.extend(quotes.map(|quote| (amount.value.0, quote)));
    }
    for row in extraction.tables.iter().flat_map(|table| &table.rows) {
        let cells = row.values.iter().zip(&row.mentions);
        figures.extend(
            cells.filter_map(|(value, place)| Some((value.as_ref()?.0, &place.as_ref()?.quote))),
        );
    }
    for (value, quote) in figures {
        wrong.extend(changed(value, quote));
    }
    wrong
}

/// Fractions in words.
const FRACTIONS: [&str; 5] = ["halv", "halvt", "kvart", "kvarts", "trekvarts"];

/// Says so where a value has other digits than its quote, zeros at its ends aside.
///
/// A figure in words ("tre miljoner") has no digits to compare.
pub(crate) fn changed(value: Decimal, quote: &str) -> Option<String> {
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let printed = digits(&quote.replace('½', "5").replace('¼', "25").replace('¾', "75"));
    let read = digits(&value.to_string());
    let read = read.trim_matches('0');
    // "2 och en halv miljoner" adds to its digits what it says in words.
    let quote = quote.to_lowercase();
    let mut words = quote.split(|c: char| !c.is_alphabetic());
    let halves = words.any(|word| FRACTIONS.contains(&word));
    let kept = if halves { read.starts_with(&printed) } else { printed.contains(read) };
    (!printed.is_empty() && !kept).then(|| format!("{value} has not the digits of {quote:?}"))
}
