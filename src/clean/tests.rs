//! One `check`: lines in, clean text and the quotes of its words out.

use super::*;
use crate::read::layout::{Block, Format, Line};

/// A document of one paragraph whose lines are those of `text`; a line that begins with `|` is
/// broken by the document itself.
fn document(text: &str) -> Document {
    let (mut lines, mut spans) = (Vec::new(), Vec::new());
    for (line, text) in text.split('\n').enumerate() {
        let hard_break = text.starts_with('|');
        let text = text.trim_start_matches('|').to_owned();
        spans.push(Span { line, range: 0..text.len(), hard_break });
        lines.push(Line { page: None, text, words: Vec::new() });
    }
    Document {
        format: Format::Text,
        engine: "text",
        engine_version: "0",
        pages: Vec::new(),
        lines,
        blocks: vec![Block { kind: BlockKind::Paragraph, spans }],
        links: Vec::new(),
        title: None,
        diagnostics: Vec::new(),
    }
}

/// `word` is looked up in the clean text, and its quote and line are compared.
fn check(text: &str, clean_text: &str, word: &str, line: u32, quote: &str) {
    let document = document(text);
    let text = clean(&document);
    assert_eq!(text.string.trim_end_matches(PART_END), clean_text);
    let at = text.string.find(word).unwrap_or_else(|| panic!("{word} is not in {clean_text}"));
    let mention = text.mention(at..at + word.len());
    assert_eq!((mention.line, mention.quote.as_str()), (line, quote));
}

#[test]
fn joins_a_broken_word_and_quotes_it_with_its_hyphen() {
    check(
        "till bättre resursut-\nnyttjande i",
        "till bättre resursutnyttjande i",
        "resursutnyttjande",
        1,
        "resursut-\nnyttjande",
    );
    check(
        "3 430, 25 miljo\u{ad}\nner kronor",
        "3 430, 25 miljoner kronor",
        "miljoner kronor",
        1,
        "miljo\u{ad}\nner kronor",
    );
    check("miljo\u{2010}\nner", "miljoner", "miljoner", 1, "miljo\u{2010}\nner");
}

#[test]
fn keeps_the_hyphen_that_belongs() {
    check(
        "utvecklingen av e-\ntjänsterna",
        "utvecklingen av e-tjänsterna",
        "e-tjänsterna",
        1,
        "e-\ntjänsterna",
    );
    check("hälso- \noch sjukvård", "hälso- och sjukvård", "sjukvård", 2, "sjukvård");
}

#[test]
fn folds_spaces_hyphens_and_marks() {
    check(
        "655\u{a0}000\u{2009}000\u{202f}kronor",
        "655 000 000 kronor",
        "655 000 000",
        1,
        "655\u{a0}000\u{2009}000",
    );
    check("tel: 08\u{2010}452  77 97 ", "tel: 08-452 77 97", "77 97", 1, "77 97");
    check("\u{2212}3,5", "-3,5", "-3,5", 1, "\u{2212}3,5");
    check("a\u{30a}r och \u{e5}r", "år och år", "år och", 1, "a\u{30a}r och");
    check("\u{f0b7} of\u{fb01}ciell", "• officiell", "officiell", 1, "of\u{fb01}ciell");
    check(
        "av\u{ad}falls\u{ad}hantering nu",
        "avfallshantering nu",
        "avfallshantering",
        1,
        "av\u{ad}falls\u{ad}hantering",
    );
}

#[test]
fn keeps_the_breaks_of_the_document() {
    check("  Uppsala: 1\n|Skåne: 2 ", "Uppsala: 1\nSkåne: 2", "Skåne", 2, "Skåne");
    check(
        "655 000\n000 kronor",
        "655 000 000 kronor",
        "655 000 000 kronor",
        1,
        "655 000\n000 kronor",
    );
}
