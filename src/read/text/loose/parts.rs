//! Amounts within a line: where each begins and ends, and the words around them.

use std::ops::Range;

use crate::read::text::lines::TextLine;

/// Words that make an amount of the number before them.
const UNITS: &[&str] = &[
    "kronor",
    "kr",
    "sek",
    "tkr",
    "kkr",
    "tsek",
    "mkr",
    "mnkr",
    "mdkr",
    "msek",
    "mdr",
    "miljoner",
    "miljarder",
    "milj",
    "miljon",
    "miljard",
    "tusen",
];

/// Units that may stand between a number and kronor.
const STEPS: &[&str] = &["miljoner", "miljarder", "milj", "miljon", "miljard", "tusen"];

/// Words that belong to the amount behind them.
const BOUNDS: &[&str] = &[
    "ca", "cirka", "c:a", "högst", "max", "maximalt", "minst", "drygt", "knappt", "omkring",
    "ungefär",
];

/// The most groups of digits of a number; so many make a billion billions.
const MOST_GROUPS: usize = 6;

/// What else than an amount with its unit is a value.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Values {
    /// Shares in per cent.
    pub(super) percent: bool,
    /// Figures without a unit, which the column titles name.
    pub(super) bare: bool,
}

/// A part of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Part {
    /// Its bytes in the line's text.
    pub(super) range: Range<usize>,
    /// True for a value, or the dash that stands for one.
    pub(super) value: bool,
}

/// A word of a line: its bytes in the line's text.
type Word<'t> = (usize, &'t str);

/// Cuts a line into values and the words between them.
pub(super) fn of(line: &TextLine, values: Values) -> Vec<Part> {
    let start = line.range.start;
    let words: Vec<Word<'_>> =
        words(line.said()).into_iter().map(|(at, word)| (start + at, word)).collect();
    let mut parts: Vec<Part> = Vec::new();
    let mut rest = 0;
    let mut at = 0;
    let push = |parts: &mut Vec<Part>, from: usize, to: usize, value: bool| {
        if let (Some(first), Some(last)) = (words.get(from), words[..to].last())
            && from < to
        {
            parts.push(Part { range: first.0..last.0 + last.1.len(), value });
        }
    };
    while at < words.len() {
        let end = amount(&words[at..], values).or_else(|| {
            // A dash beside values stands for one.
            let beside = parts.last().is_some_and(|part| part.value) && rest == at;
            let dash = matches!(words[at].1, "-" | "–" | "—") && beside;
            dash.then_some(1)
        });
        let Some(length) = end else {
            at += 1;
            continue;
        };
        let bound = at > rest && BOUNDS.contains(&words[at - 1].1.to_lowercase().as_str());
        let start = at - usize::from(bound);
        push(&mut parts, rest, start, false);
        push(&mut parts, start, at + length, true);
        at += length;
        rest = at;
    }
    push(&mut parts, rest, words.len(), false);
    parts
}

/// The words of a text and where they begin.
pub(super) fn words(said: &str) -> Vec<(usize, &str)> {
    let mut words = Vec::new();
    let mut begun = None;
    for (at, c) in said.char_indices().chain(std::iter::once((said.len(), ' '))) {
        match begun {
            Some(from) if c.is_whitespace() => {
                words.push((from, &said[from..at]));
                begun = None;
            }
            None if !c.is_whitespace() => begun = Some(at),
            _ => {}
        }
    }
    words
}

/// A word as the number it begins with and what follows.
fn split(word: &str) -> (&str, &str) {
    let end = word.find(|c: char| !c.is_ascii_digit() && !",.".contains(c)).unwrap_or(word.len());
    let number = word[..end].trim_end_matches('.');
    word.split_at(if end == word.len() { end } else { number.len() })
}

fn is_unit(word: &str) -> bool {
    let word = word.trim_end_matches([',', ';', ')', '.', '*']).to_lowercase();
    let word = word.split('/').next().unwrap_or("");
    UNITS.contains(&word)
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

/// How many of the words from the first on are one value.
fn amount(words: &[Word<'_>], values: Values) -> Option<usize> {
    let word = |at: usize| words.get(at).map_or("", |word| word.1);
    let (mut number, mut suffix) = split(word(0));
    if !number.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let mut count = 1;
    let grouped = number.len() <= 3 && is_digits(number);
    if grouped && suffix.is_empty() {
        while suffix.is_empty() && count < MOST_GROUPS {
            let (digits, after) = split(word(count));
            let group = digits.len() >= 3
                && is_digits(&digits[..3])
                && (digits.len() == 3 || digits[3..].starts_with(','));
            if !group {
                break;
            }
            (number, suffix) = (digits, after);
            count += 1;
        }
    }
    if suffix.is_empty() && number.ends_with(',') && number.len() <= 4 {
        // "16, 5 mnkr"
        let (decimals, after) = split(word(count));
        if decimals.len() <= 2 && is_digits(decimals) {
            (number, suffix) = (decimals, after);
            count += 1;
        }
    }
    let unit = if suffix.is_empty() { word(count) } else { suffix };
    let attached = !suffix.is_empty();
    let after = count + usize::from(!attached);
    let percent = unit.starts_with('%') || unit == "procent";
    if percent {
        return values.percent.then_some(after);
    }
    if is_unit(unit) {
        let step = unit.trim_end_matches('.').to_lowercase();
        let more = STEPS.contains(&step.as_str())
            && matches!(
                word(after).trim_end_matches([',', '.', ';']).to_lowercase().as_str(),
                "kronor" | "kr" | "sek"
            );
        return Some(after + usize::from(more));
    }
    let year = number.len() == 4 && is_digits(number);
    let bare = values.bare
        && !attached
        && !year
        && number.ends_with(|c: char| c.is_ascii_digit())
        && !unit.starts_with(char::is_lowercase);
    bare.then_some(count)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::text::lines;

    fn show(text: &str, values: Values) -> String {
        let lines = lines::split(text);
        let parts = of(&lines[0], values);
        let shown = parts.iter().map(|part| {
            let said = &lines[0].text[part.range.clone()];
            if part.value { format!("<{said}>") } else { said.to_owned() }
        });
        shown.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn finds_amounts_with_their_units() {
        for (text, expected) in [
            ("Stöd till skolor 655 mnkr 10,4 mnkr", "Stöd till skolor <655 mnkr> <10,4 mnkr>"),
            ("1 440mnkr", "<1 440mnkr>"),
            ("Stöd 16, 5 mkr 0,7mkr Efter antal", "Stöd <16, 5 mkr> <0,7mkr> Efter antal"),
            ("Stöd enl. 5 21 000 000 kronor", "Stöd enl. 5 <21 000 000 kronor>"),
            ("År 2021 300 tkr ca 12 miljoner kronor", "År 2021 <300 tkr> <ca 12 miljoner kronor>"),
            ("senast 31 mars 2018", "senast 31 mars 2018"),
            ("Stöd 5 mnkr - Särskild ansökan", "Stöd <5 mnkr> <-> Särskild ansökan"),
            ("Stöd 2\u{a0}500\u{a0}kr/elev 3 elever", "Stöd <2\u{a0}500\u{a0}kr/elev> 3 elever"),
            ("Andel 12 %", "Andel 12 %"),
        ] {
            assert_eq!(show(text, Values::default()), expected);
        }
    }

    #[test]
    fn finds_what_the_titles_announce() {
        let values = Values { percent: true, bare: true };
        for (text, expected) in [
            ("Stöd 655 10,4 Redovisas 3 maj", "Stöd <655> <10,4> Redovisas 3 maj"),
            ("Stöd 1 200,5 2,73 %", "Stöd <1 200,5> <2,73 %>"),
            ("Redovisas 2018", "Redovisas 2018"),
        ] {
            assert_eq!(show(text, values), expected);
        }
    }
}
