//! The lines of a text and what each one looks like by itself.

use std::ops::Range;

use super::pages;
use crate::read::furniture;

/// Characters that open a list item; the private-use ones are bullets of symbol fonts.
const BULLETS: &[char] = &[
    '•', '–', '−', '-', '—', '*', '·', '▪', '■', '□', '◦', '○', '●', '‣', '➢', '➤', '►', '✓', '⮚',
    '\u{f0b7}', '\u{f0a7}', '\u{f0d8}', '\u{f0fc}', '\u{f02d}', '\u{f076}', '\u{f0e0}', '\u{f0}',
];

/// Words after a number that make an amount or share of it.
const UNITS: &[&str] = &[
    "kronor",
    "kr",
    "tkr",
    "mkr",
    "mnkr",
    "mdkr",
    "msek",
    "sek",
    "miljoner",
    "miljarder",
    "procent",
];

/// What a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Blank,
    /// A line of the page or website and not of the document.
    Furniture,
    Text,
}

/// One line.
#[derive(Debug)]
pub(super) struct TextLine {
    /// The line as it stands in the file, without its end.
    pub(super) text: String,
    /// The bytes of it that say something.
    pub(super) range: Range<usize>,
    pub(super) kind: Kind,
    /// True where the file begins a page with this line.
    pub(super) new_page: bool,
    /// Columns of white space before the text.
    pub(super) indent: usize,
    /// Length of the text in characters.
    pub(super) length: usize,
}

impl TextLine {
    /// The text without the white space and furniture around it.
    pub(super) fn said(&self) -> &str {
        &self.text[self.range.clone()]
    }

    pub(super) fn is_text(&self) -> bool {
        self.kind == Kind::Text
    }

    /// The text after the bullet of a list item.
    pub(super) fn after_bullet(&self) -> Option<&str> {
        let said = self.said();
        let mut chars = said.chars();
        let bullet = chars.next()?;
        let rest = chars.as_str();
        let private = ('\u{e000}'..='\u{f8ff}').contains(&bullet);
        let marked = (BULLETS.contains(&bullet) || private)
            && rest.starts_with(|c: char| c.is_whitespace() || private && c.is_alphabetic());
        let letter = bullet == 'o' && rest.starts_with("  ");
        let text = rest.trim_start();
        ((marked || letter) && !text.is_empty()).then_some(text)
    }
}

/// Splits a text into lines and finds the ones that belong to no document.
pub(super) fn split(text: &str) -> Vec<TextLine> {
    let text = text.strip_suffix('\n').unwrap_or(text);
    let mut lines: Vec<TextLine> = Vec::new();
    for line in text.split('\n') {
        let line = line.strip_suffix('\r').unwrap_or(line);
        // Old files end their lines with a carriage return alone.
        for line in line.split('\r') {
            lines.push(look(line));
        }
    }
    pages::mark(&mut lines);
    let late = lines.len() / 2;
    if let Some(footer) = lines.iter().rposition(|line| furniture::opens_footer(&line.text))
        && footer >= late
    {
        for line in lines[footer..].iter_mut().filter(|line| line.is_text()) {
            line.kind = Kind::Furniture;
        }
    }
    lines
}

fn look(line: &str) -> TextLine {
    let new_page = line.contains('\x0c');
    let text: String = line.chars().filter(|c| *c != '\x0c').collect();
    let said = text[..furniture::length_without_furniture(&text)].trim();
    let start = if said.is_empty() { 0 } else { text.len() - text.trim_start().len() };
    let range = start..start + said.len();
    let kind = match () {
        () if said.is_empty() => Kind::Blank,
        () if furniture::is_furniture(said) || is_rule(said) => Kind::Furniture,
        () => Kind::Text,
    };
    let before = text[..start].chars();
    let indent = before.map(|c| if c == '\t' { 4 } else { 1 }).sum();
    let length = said.chars().count();
    TextLine { range, kind, new_page, indent, length, text }
}

/// True for a line that is drawn and not written: `-----`, `_____`.
fn is_rule(said: &str) -> bool {
    said.chars().count() > 3 && said.chars().all(|c| "-–—_=*~. ".contains(c))
}

/// True for text that ends a sentence.
pub(super) fn ends_sentence(said: &str) -> bool {
    said.trim_end_matches(['"', '”', '’', ')', '»']).ends_with(['.', '!', '?', ':', ';'])
}

/// True for text whose last word goes on in the next line.
pub(super) fn ends_with_hyphen(said: &str) -> bool {
    let mut chars = said.chars().rev();
    matches!(chars.next(), Some('-' | '\u{2010}' | '\u{2011}' | '\u{ad}'))
        && chars.next().is_some_and(char::is_alphabetic)
}

/// True for text that begins with a small letter.
pub(super) fn begins_small(said: &str) -> bool {
    said.trim_start_matches(['(', '"', '”', '»']).starts_with(char::is_lowercase)
}

/// True for text that ends with a number, an amount or a share, as table rows and price lists do.
pub(super) fn ends_with_number(said: &str) -> bool {
    let mut words = said
        .split_whitespace()
        .rev()
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric() && c != '%').to_lowercase());
    let mut last = words.next().unwrap_or_default();
    while UNITS.contains(&last.as_str()) {
        last = words.next().unwrap_or_default();
    }
    let number = UNITS.iter().find_map(|unit| last.strip_suffix(unit)).unwrap_or(&last);
    let number = number.trim_end_matches('%');
    !number.is_empty() && number.chars().all(|c| c.is_ascii_digit() || ",.".contains(c))
}

/// True for a line that begins with what a figure counts.
pub(super) fn begins_with_unit(said: &str) -> bool {
    let first = said.split_whitespace().next().unwrap_or_default().to_lowercase();
    UNITS.contains(&first.trim_end_matches(|c: char| !c.is_alphanumeric()))
}

/// True for text that states money or a large number: with a unit, or with three digits and more
/// in groups.
pub(super) fn states_amount(said: &str) -> bool {
    let lower = said.to_lowercase();
    let words: Vec<&str> = lower.split_whitespace().collect();
    let digit = |word: &str| word.starts_with(|c: char| c.is_ascii_digit());
    words.windows(2).any(|pair| {
        let unit = pair[1].trim_end_matches(|c: char| !c.is_alphanumeric());
        let group = pair[1].len() == 3 && pair[1].bytes().all(|b| b.is_ascii_digit());
        digit(pair[0]) && (UNITS.contains(&unit) || group)
    }) || words.iter().any(|word| {
        let word = word.trim_end_matches(|c: char| !c.is_alphanumeric() && c != '%');
        digit(word) && (word.ends_with('%') || UNITS.iter().any(|unit| word.ends_with(unit)))
    })
}

/// True for text of several words in capital letters.
pub(super) fn is_capitals(said: &str) -> bool {
    said.split_whitespace().count() > 1
        && said.chars().filter(|c| c.is_alphabetic()).count() > 6
        && !said.contains(char::is_lowercase)
}

/// True for a line in which a wide space parts columns: a new cell begins after it.
pub(super) fn is_columnar(said: &str) -> bool {
    said.match_indices("  ").any(|(at, _)| {
        let (before, after) = (&said[..at], said[at..].trim_start());
        !before.ends_with(['.', '!', '?', ':', ';', ',', ' '])
            && after.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
    })
}
