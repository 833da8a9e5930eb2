//! Reads a PDF with both engines and compares the characters of each page.
//!
//! Only characters are compared, in the order in which they are drawn: spaces, hyphens in words and
//! ways to write one letter count as the same, and form fields and comments are left
//! out. It says where the engines differ, and never which of them is right.

use std::collections::HashSet;

use unicode_normalization::UnicodeNormalization;

use super::page::{Letters, PageContent};
use super::{RenderContent, each_page, name_of};
use crate::error::{Error, Result};
use crate::read::Engine;

/// What two engines read of one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comparison {
    /// The name of the other engine.
    pub engine: &'static str,
    /// The pages on which it reads other characters.
    pub differences: Vec<PageDifference>,
}

/// A page that the engines read differently.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageDifference {
    /// Counted from 1.
    pub page: u32,
    /// What the first engine reads on it.
    pub own: Characters,
    /// What the other engine reads on it.
    pub other: Characters,
}

/// The characters of a page, as [`plain`] writes them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Characters {
    /// Those that can be seen, each once.
    pub seen: String,
    /// Also those beside the page and on top of their like, where an engine puts letters whose
    /// widths it has wrong.
    pub all: String,
}

impl Characters {
    /// True where both engines may have read the same print.
    fn agree(&self, other: &Characters) -> bool {
        self.seen == other.seen || self.seen == other.all || self.all == other.seen
    }
}

/// Compares what `engine` reads of a PDF with what the other one reads.
///
/// # Errors
/// Where one of them cannot open the file, or can read none of its pages.
pub fn cross_check(bytes: &[u8], engine: Engine) -> Result<Comparison> {
    let first = pages(bytes, engine)?;
    let other = match engine {
        Engine::Hayro => Engine::PdfExtract,
        Engine::PdfExtract => Engine::Hayro,
    };
    let second = pages(bytes, other)?;
    let count = first.len().max(second.len());
    let page_of = |pages: &[Characters], at: usize| pages.get(at).cloned().unwrap_or_default();
    let differences = (0..count).filter_map(|index| {
        let (own, other) = (page_of(&first, index), page_of(&second, index));
        let page = u32::try_from(index + 1).unwrap_or(u32::MAX);
        (!own.agree(&other)).then_some(PageDifference { page, own, other })
    });
    Ok(Comparison { engine: name_of(other).0, differences: differences.collect() })
}

/// The characters of each page.
fn pages(bytes: &[u8], engine: Engine) -> Result<Vec<Characters>> {
    let (mut pages, mut failures) = (Vec::new(), Vec::new());
    each_page(bytes, engine, RenderContent::PAGE, &mut |content| {
        pages.push(characters(&content));
        failures.extend(content.failure);
    })?;
    match failures.pop() {
        Some(failure) if failures.len() + 1 == pages.len() => {
            Err(Error::Reader { engine: name_of(engine).0.to_owned(), what: failure.to_string() })
        }
        _ => Ok(pages),
    }
}

fn characters(content: &PageContent) -> Characters {
    let inside = |at: f32, size: f32| (0.0..=size).contains(&at);
    // Letters that are filled and outlined come twice from one engine, and once from the other.
    let mut drawn = HashSet::new();
    let (mut once, mut all) = (String::new(), String::new());
    for glyph in &content.glyphs {
        let place = [glyph.x, glyph.y].map(|at| (at * 10.0).round() as i64);
        let letters = match &glyph.letters {
            Letters::None => continue,
            Letters::One(c) => c.to_string(),
            Letters::Many(letters) => letters.to_string(),
        };
        let seen = inside(glyph.x, content.width) && inside(glyph.y, content.height);
        if seen && drawn.insert((letters.clone(), place)) {
            once.push_str(&letters);
        }
        all.push_str(&letters);
    }
    Characters { seen: plain(&once), all: plain(&all) }
}

/// A text as the comparison of two engines sees it: letters in their shortest form, no spaces, and
/// one kind of hyphen, which counts where a digit follows it: those in words are drawn or not.
pub fn plain(text: &str) -> String {
    let mut characters = text
        .nfkc()
        .filter_map(|c| match c {
            '\u{200b}' | '\u{2060}' | '\u{feff}' => None,
            '\u{ad}' | '\u{2010}'..='\u{2015}' | '\u{2212}' => Some('-'),
            '\u{2018}' | '\u{2019}' => Some('\''),
            '\u{201c}' | '\u{201d}' => Some('"'),
            c if c.is_whitespace() || c.is_control() => None,
            c => Some(c),
        })
        .peekable();
    let mut out = String::new();
    while let Some(c) = characters.next() {
        if c != '-' || characters.peek().is_some_and(|next| next.is_numeric()) {
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ways_to_write_the_same_are_the_same() {
        let check = |text: &str, expected: &str| assert_eq!(plain(text), expected);
        check("1\u{a0}000 kr", "1000kr");
        check("vård\u{ad}\ncentral", "vårdcentral");
        check("2017\u{ad}10\u{2011}31 \u{2212}5", "2017-10-31-5");
        check("\u{fb01}nns 10\u{2013}15 a\u{30a}", "finns10-15å");
    }
}
