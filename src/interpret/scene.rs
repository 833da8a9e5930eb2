//! The text as the interpreter looks at it: sections under their headings, sentences, and the
//! mentions in each.

use std::ops::Range;

use crate::clean::{Part, PartKind, Text};
use crate::pattern::Pattern;
use crate::recognise::{Mention, Value};

/// Bytes around an amount in which its sentence is read; sentences of people are shorter.
const NEAR: usize = 2000;

/// A document laid out for interpretation.
pub(super) struct Scene<'t> {
    pub(super) text: &'t Text<'t>,
    pub(super) mentions: &'t [Mention],
    /// The sentences of headings, paragraphs, items and cells, in order.
    pub(super) sentences: Vec<Sentence>,
    /// The sentences that name a year or period, by index.
    pub(super) dated: Vec<usize>,
    /// The sections in order; the first has no heading where text stands before the first heading.
    pub(super) sections: Vec<Section>,
}

/// A sentence of a part.
#[derive(Debug, Clone)]
pub(super) struct Sentence {
    /// Index of its part.
    pub(super) part: usize,
    /// Its bytes in the clean text.
    pub(super) range: Range<usize>,
    /// Its mentions.
    pub(super) mentions: Range<usize>,
}

/// A heading and what stands under it, up to the next heading of any level.
#[derive(Debug, Clone)]
pub(super) struct Section {
    /// The part that is its heading.
    pub(super) heading: Option<usize>,
    /// The heading's level; 0 without a heading.
    pub(super) level: u8,
    /// All its parts, heading included.
    pub(super) parts: Range<usize>,
}

impl<'t> Scene<'t> {
    pub(super) fn new(text: &'t Text<'t>, mentions: &'t [Mention]) -> Scene<'t> {
        let mut scene = Scene {
            text,
            mentions,
            sentences: Vec::new(),
            dated: Vec::new(),
            sections: Vec::new(),
        };
        for (index, part) in text.parts.iter().enumerate() {
            scene.add_section(index, part);
            for range in sentences(text.part(part)) {
                let range = part.range.start + range.start..part.range.start + range.end;
                let mentions = scene.mentions_in(&range);
                let is_year = |it: &Mention| matches!(it.value, Value::Year(_) | Value::Period(_));
                if scene.mentions[mentions.clone()].iter().any(is_year) {
                    scene.dated.push(scene.sentences.len());
                }
                scene.sentences.push(Sentence { part: index, range, mentions });
            }
        }
        scene
    }

    fn add_section(&mut self, index: usize, part: &Part) {
        match part.kind {
            PartKind::Heading(level) => {
                self.sections.push(Section {
                    heading: Some(index),
                    level,
                    parts: index..index + 1,
                });
            }
            _ => match self.sections.last_mut() {
                Some(section) => section.parts.end = index + 1,
                None => {
                    self.sections.push(Section { heading: None, level: 0, parts: index..index + 1 })
                }
            },
        }
    }

    /// The mentions that begin in `range`.
    pub(super) fn mentions_in(&self, range: &Range<usize>) -> Range<usize> {
        let first = self.mentions.partition_point(|mention| mention.range.start < range.start);
        let last = self.mentions.partition_point(|mention| mention.range.start < range.end);
        first..last.max(first)
    }

    pub(super) fn str(&self, range: Range<usize>) -> &'t str {
        self.text.string.get(range).unwrap_or_default()
    }

    /// The words of a sentence, of a very long one those near `range`.
    pub(super) fn around(&self, sentence: &Range<usize>, range: &Range<usize>) -> &'t str {
        let text = &self.text.string;
        let from = text.floor_char_boundary(range.start.saturating_sub(NEAR));
        let to = text.floor_char_boundary(range.end.saturating_add(NEAR));
        self.str(from.max(sentence.start)..to.min(sentence.end))
    }

    pub(super) fn part_text(&self, part: usize) -> &'t str {
        self.text.parts.get(part).map_or("", |part| self.str(part.range.clone()))
    }

    /// The index of the section that holds a part.
    pub(super) fn section_of(&self, part: usize) -> usize {
        self.sections
            .partition_point(|section| section.parts.end <= part)
            .min(self.sections.len().saturating_sub(1))
    }

    /// The text of a section's heading.
    pub(super) fn heading(&self, section: usize) -> Option<&'t str> {
        self.sections.get(section)?.heading.map(|part| self.part_text(part))
    }

    /// The sentences of a part.
    pub(super) fn sentences_of(&self, part: usize) -> &[Sentence] {
        let first = self.sentences.partition_point(|sentence| sentence.part < part);
        let last = self.sentences.partition_point(|sentence| sentence.part <= part);
        &self.sentences[first..last]
    }

    /// The years named in `range`, periods spread out, in order and once each.
    pub(super) fn years_in(&self, range: &Range<usize>) -> Vec<i32> {
        let mut years = Vec::new();
        for mention in &self.mentions[self.mentions_in(range)] {
            match &mention.value {
                Value::Year(year) => years.push(*year),
                Value::Period(period) => {
                    years.extend(period.all_years());
                }
                _ => {}
            }
        }
        years.sort_unstable();
        years.dedup();
        years
    }
}

/// Abbreviations whose full stop ends no sentence.
static ABBREVIATION: Pattern = Pattern::new(
    r"(?i)(?:^|[\s(])(?:t\.ex|t\. ex|bl\.a|bl\. a|m\.m|m\. m|m\.fl|m\. fl|d\.v\.s|dvs|s\.k|s\. k|f\.d|o\.d|osv|etc|ca|c:a|enl|kap|resp|inkl|exkl|nr|dnr|st|kl|jfr|fr\.o\.m|t\.o\.m|tom|from|f\.n|p\.g\.a|pga|ev|max|min|milj|mdr|tel|tfn|sid|s|art|avd|bil|prop|utg|omr|utg\.omr|bet|rskr|dir|jan|febr|feb|mar|apr|jun|jul|aug|sept|sep|okt|nov|dec|tf|vik|bitr|\d{1,2}|[A-ZÅÄÖ])\.$",
);

/// The ranges of the sentences of a part.
///
/// A sentence ends with a full stop, question or exclamation mark before a space and a capital,
/// digit or dash, and at each line that the document breaks itself.
fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    let bytes = text.as_bytes();
    for (at, _) in text.match_indices(['.', '!', '?', '\n', '…']) {
        let stop = at + text[at..].chars().next().map_or(1, char::len_utf8);
        // The mark of a footnote stands behind the stop: "förmånerna.¹ Det beloppet".
        let marks =
            text[stop..].trim_start_matches(['¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹', '⁰']);
        let after = text.len() - marks.len();
        let ends = if bytes[at] == b'\n' {
            true
        } else {
            let rest = &text[after..];
            let closed = rest.trim_start_matches(['"', '”', ')', '»']);
            let next = closed.trim_start().chars().next();
            closed.starts_with([' ', '\n'])
                && next.is_some_and(|c| {
                    c.is_uppercase() || c.is_ascii_digit() || "–-−•\"”(".contains(c)
                })
                && !(bytes[at] == b'.'
                    && ABBREVIATION.is_match(&text[start..after])
                    && !next_is_sentence(&text[start..after], closed))
        };
        if ends {
            push(&mut found, text, start..after);
            start = after;
        }
    }
    push(&mut found, text, start..text.len());
    found
}

/// True where an abbreviation also ends its sentence: "m.m. Regeringen".
fn next_is_sentence(sentence: &str, rest: &str) -> bool {
    let closing = ["m.m.", "m. m.", "m.fl.", "m. fl.", "osv.", "etc.", "o.d."]
        .iter()
        .any(|end| sentence.ends_with(end));
    closing && rest.trim_start().starts_with(char::is_uppercase)
}

fn push(found: &mut Vec<Range<usize>>, text: &str, range: Range<usize>) {
    let slice = &text[range.clone()];
    let start = range.start + (slice.len() - slice.trim_start().len());
    let end = start + slice.trim().len();
    if start < end {
        found.push(start..end);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn splits_sentences_but_not_at_abbreviations() {
        for (text, expected) in [
            (
                "Den omfattar 2 mnkr. Av dessa går 1 mnkr till SKR.",
                vec!["Den omfattar 2 mnkr.", "Av dessa går 1 mnkr till SKR."],
            ),
            (
                "Medel enl. 5 kap. 3 § m.m. Regeringen beslutar.",
                vec!["Medel enl. 5 kap. 3 § m.m.", "Regeringen beslutar."],
            ),
            (
                "Enligt prop. 2023/24:1 utg.omr. 9 avsätts 2 mnkr.",
                vec!["Enligt prop. 2023/24:1 utg.omr. 9 avsätts 2 mnkr."],
            ),
            ("Av det går 2 mnkr.¹ Det är 1 mnkr.", vec!["Av det går 2 mnkr.¹", "Det är 1 mnkr."]),
            ("t.ex. Skåne får 15 milj. kr", vec!["t.ex. Skåne får 15 milj. kr"]),
            ("Uppsala: 1 kr\nSkåne: 2 kr", vec!["Uppsala: 1 kr", "Skåne: 2 kr"]),
        ] {
            let read: Vec<&str> = sentences(text).into_iter().map(|range| &text[range]).collect();
            assert_eq!(read, expected);
        }
    }
}
