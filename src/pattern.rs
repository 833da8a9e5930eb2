//! Regular expressions for Swedish text. Each is compiled when it is first needed.
//!
//! A word boundary of Unicode keeps the fast engine of the regex crates away from any text with an
//! `å` in it. So a place is found without boundaries first, and only there the whole pattern is
//! tried. Wherever the pattern matches it matches without boundaries too, so nothing is lost.

use std::iter;
use std::ops::{Index, Range};
use std::sync::OnceLock;

use regex_automata::meta::{Config, Regex};
use regex_automata::nfa::thompson::WhichCaptures;
use regex_automata::util::captures;
use regex_automata::{Anchored, Input};
use regex_syntax::hir::{
    Capture, Class, ClassUnicode, ClassUnicodeRange, Hir, HirKind, Look, Repetition,
};

/// A regular expression in the syntax of the regex crate, with `\w` and `\d` for the letters and
/// digits of Swedish.
#[derive(Debug)]
pub(crate) struct Pattern {
    whole: Hir,
    finder: OnceLock<Regex>,
    matcher: OnceLock<Regex>,
}

/// A match, or a group of one.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Found<'t> {
    text: &'t str,
    start: usize,
    end: usize,
}

/// A match with its groups.
#[derive(Debug)]
pub(crate) struct Groups<'t> {
    text: &'t str,
    groups: captures::Captures,
}

impl Pattern {
    /// Reads a pattern of the program's own; one that is not well formed is a fault of the program.
    pub(crate) fn new(source: &str) -> Pattern {
        #[expect(clippy::expect_used, reason = "tests run every pattern of the program")]
        let whole = regex_syntax::parse(&narrowed(source)).expect("a pattern is well formed");
        Pattern { whole: swedish(&whole), finder: OnceLock::new(), matcher: OnceLock::new() }
    }

    /// Whether there is a match.
    pub(crate) fn is_match(&self, text: &str) -> bool {
        if self.begins_at_start() {
            self.matcher().is_match(Input::new(text).anchored(Anchored::Yes))
        } else if self.has_boundaries() {
            self.captures(text).is_some()
        } else {
            self.finder().is_match(text)
        }
    }

    /// The leftmost match.
    pub(crate) fn find<'t>(&self, text: &'t str) -> Option<Found<'t>> {
        self.captures(text).map(|groups| groups.whole())
    }

    /// The leftmost match with its groups.
    pub(crate) fn captures<'t>(&self, text: &'t str) -> Option<Groups<'t>> {
        self.captures_in(text, 0..text.len())
    }

    /// The leftmost match within `range`; boundaries see what stands around it.
    pub(crate) fn captures_in<'t>(&self, text: &'t str, range: Range<usize>) -> Option<Groups<'t>> {
        if self.begins_at_start() {
            return self.captures_at(text, range);
        }
        let mut at = range.start;
        while at <= range.end {
            let place = self.finder().search(&Input::new(text).range(at..range.end))?.start();
            if let Some(groups) = self.captures_at(text, place..range.end) {
                return Some(groups);
            }
            at = after(text, place);
        }
        None
    }

    /// The match that begins where `range` does.
    fn captures_at<'t>(&self, text: &'t str, range: Range<usize>) -> Option<Groups<'t>> {
        let mut groups = self.matcher().create_captures();
        let here = Input::new(text).range(range).anchored(Anchored::Yes);
        self.matcher().search_captures(&here, &mut groups);
        groups.is_match().then_some(Groups { text, groups })
    }

    /// All matches that do not overlap, from left to right. One of no length may stand right
    /// behind another.
    pub(crate) fn captures_iter<'t>(&self, text: &'t str) -> impl Iterator<Item = Groups<'t>> {
        let mut at = 0;
        iter::from_fn(move || {
            let groups = (at <= text.len()).then(|| self.captures_in(text, at..text.len()))??;
            let found = groups.whole();
            at = if found.start == found.end { after(text, found.end) } else { found.end };
            Some(groups)
        })
    }

    /// As [`Pattern::captures_iter`], without the groups.
    pub(crate) fn find_iter<'t>(&self, text: &'t str) -> impl Iterator<Item = Found<'t>> {
        self.captures_iter(text).map(|groups| groups.whole())
    }

    /// The text without the leftmost match.
    pub(crate) fn cut(&self, text: &str) -> String {
        match self.find(text) {
            Some(found) => [&text[..found.start], &text[found.end..]].concat(),
            None => text.to_owned(),
        }
    }

    /// Strings in small letters one of which every match has in it; none where there are too many
    /// to look for. Only ASCII: a letter beyond it ends a string.
    pub(crate) fn needs(&self) -> Option<Vec<String>> {
        needed(&self.whole)
    }

    /// Finds where a match may begin.
    fn finder(&self) -> &Regex {
        self.finder.get_or_init(|| {
            let config = config().which_captures(WhichCaptures::Implicit).backtrack(false);
            build(config, &without_boundaries(&self.whole))
        })
    }

    /// Tells whether a match begins at a place, and what its groups are.
    fn matcher(&self) -> &Regex {
        self.matcher.get_or_init(|| build(config().hybrid(false), &self.whole))
    }

    /// Whether a match can only stand at the start of the text.
    fn begins_at_start(&self) -> bool {
        self.whole.properties().look_set_prefix().contains(Look::Start)
    }

    fn has_boundaries(&self) -> bool {
        self.whole.properties().look_set().contains_word_unicode()
    }
}

impl<'t> Found<'t> {
    pub(crate) fn as_str(&self) -> &'t str {
        &self.text[self.range()]
    }

    pub(crate) fn start(&self) -> usize {
        self.start
    }

    pub(crate) fn end(&self) -> usize {
        self.end
    }

    pub(crate) fn range(&self) -> Range<usize> {
        self.start..self.end
    }
}

impl<'t> Groups<'t> {
    /// All that was matched.
    pub(crate) fn whole(&self) -> Found<'t> {
        self.get(0).unwrap_or(Found { text: self.text, start: 0, end: 0 })
    }

    /// The group of this number, if it is in the match.
    pub(crate) fn get(&self, group: usize) -> Option<Found<'t>> {
        self.groups.get_group(group).map(|span| self.found(span))
    }

    /// The group of this name, if it is in the match.
    pub(crate) fn name(&self, name: &str) -> Option<Found<'t>> {
        self.groups.get_group_by_name(name).map(|span| self.found(span))
    }

    fn found(&self, span: regex_automata::Span) -> Found<'t> {
        Found { text: self.text, start: span.start, end: span.end }
    }
}

impl Index<&str> for Groups<'_> {
    type Output = str;

    /// The words of a group, which are none where it is not in the match.
    fn index(&self, name: &str) -> &str {
        self.name(name).map_or("", |group| group.as_str())
    }
}

/// The byte behind the character at `at`.
fn after(text: &str, at: usize) -> usize {
    at + text[at..].chars().next().map_or(1, char::len_utf8)
}

/// To compile literals to look for first takes longer than a short text does.
fn config() -> Config {
    Config::new().auto_prefilter(false).onepass(false).dfa(false)
}

fn build(config: Config, pattern: &Hir) -> Regex {
    #[expect(clippy::expect_used, reason = "tests run every pattern of the program")]
    Regex::builder().configure(config).build_from_hir(pattern).expect("a pattern compiles")
}

/// Without the Kelvin sign and the long s, which are k and s to Unicode where case is ignored.
fn swedish(pattern: &Hir) -> Hir {
    let foreign = ['\u{17f}', '\u{212a}'].map(|c| ClassUnicodeRange::new(c, c));
    let foreign = ClassUnicode::new(foreign);
    map(pattern, &|piece| match piece.kind() {
        HirKind::Class(Class::Unicode(class)) => {
            let mut class = class.clone();
            class.difference(&foreign);
            Some(Hir::class(Class::Unicode(class)))
        }
        _ => None,
    })
}

fn without_boundaries(pattern: &Hir) -> Hir {
    map(pattern, &|piece| match piece.kind() {
        HirKind::Look(Look::WordUnicode | Look::WordUnicodeNegate) => Some(Hir::empty()),
        HirKind::Capture(capture) => Some(without_boundaries(&capture.sub)),
        _ => None,
    })
}

/// See [`Pattern::needs`].
fn needed(piece: &Hir) -> Option<Vec<String>> {
    const MOST: usize = 64;
    let strings = match piece.kind() {
        HirKind::Literal(_) | HirKind::Class(_) => best(&[piece]),
        HirKind::Concat(pieces) => best(&pieces.iter().collect::<Vec<_>>()),
        HirKind::Alternation(pieces) => {
            let all: Option<Vec<Vec<String>>> = pieces.iter().map(needed).collect();
            all.map(|all| all.concat())
        }
        HirKind::Capture(capture) => needed(&capture.sub),
        HirKind::Repetition(repetition) if repetition.min > 0 => needed(&repetition.sub),
        _ => None,
    }?;
    (strings.len() <= MOST).then_some(strings)
}

/// What a sequence of pieces needs: of all that one of them needs, the longest strings.
fn best(pieces: &[&Hir]) -> Option<Vec<String>> {
    let mut choices: Vec<Vec<String>> = Vec::new();
    let mut run = String::new();
    for piece in pieces {
        match piece.kind() {
            HirKind::Literal(literal) => {
                for byte in &literal.0 {
                    extend(&mut run, byte.is_ascii().then_some(*byte as char), &mut choices);
                }
            }
            HirKind::Class(Class::Unicode(class)) => {
                extend(&mut run, letter(class), &mut choices);
            }
            HirKind::Look(_) => {}
            _ => {
                extend(&mut run, None, &mut choices);
                choices.extend(needed(piece));
            }
        }
    }
    extend(&mut run, None, &mut choices);
    let shortest = |strings: &Vec<String>| strings.iter().map(String::len).min().unwrap_or(0);
    choices.into_iter().max_by_key(|strings| (shortest(strings), std::cmp::Reverse(strings.len())))
}

/// Goes on with a run of characters, or ends it.
fn extend(run: &mut String, next: Option<char>, choices: &mut Vec<Vec<String>>) {
    match next {
        Some(c) => run.push(c.to_ascii_lowercase()),
        None if run.is_empty() => {}
        None => choices.push(vec![std::mem::take(run)]),
    }
}

/// The letter that is all of a class, in either case.
fn letter(class: &ClassUnicode) -> Option<char> {
    let first = class.ranges().first()?.start().to_ascii_lowercase();
    let same = |range: &ClassUnicodeRange| {
        range.start() == range.end() && range.start().to_ascii_lowercase() == first
    };
    (first.is_ascii() && class.ranges().iter().all(same)).then_some(first)
}

/// The pattern with each piece replaced for which `change` has another.
fn map(pattern: &Hir, change: &impl Fn(&Hir) -> Option<Hir>) -> Hir {
    let all = |pieces: &[Hir]| pieces.iter().map(|piece| map(piece, change)).collect();
    if let Some(other) = change(pattern) {
        return other;
    }
    match pattern.kind() {
        HirKind::Repetition(repetition) => Hir::repetition(Repetition {
            sub: Box::new(map(&repetition.sub, change)),
            ..repetition.clone()
        }),
        HirKind::Capture(Capture { index, name, sub }) => Hir::capture(Capture {
            index: *index,
            name: name.clone(),
            sub: Box::new(map(sub, change)),
        }),
        HirKind::Concat(pieces) => Hir::concat(all(pieces)),
        HirKind::Alternation(pieces) => Hir::alternation(all(pieces)),
        _ => pattern.clone(),
    }
}

/// The same pattern with `\w` and `\d` for the letters and digits of Swedish.
///
/// Those of all of Unicode make a pattern with repetitions a hundred times as large, and take most
/// of the time that a short run needs.
fn narrowed(pattern: &str) -> String {
    const LETTERS: &str = "0-9A-Z_a-zÀ-ÖØ-öø-ÿ";
    let mut out = String::with_capacity(pattern.len() * 2);
    let (mut in_class, mut escaped) = (false, false);
    for c in pattern.chars() {
        if escaped {
            escaped = false;
            let set = match c {
                'w' => LETTERS,
                'd' => "0-9",
                _ => {
                    out.extend(['\\', c]);
                    continue;
                }
            };
            if in_class {
                out.push_str(set);
            } else {
                out.extend(["[", set, "]"]);
            }
            continue;
        }
        match c {
            '\\' => escaped = true,
            '[' | ']' => {
                in_class = c == '[';
                out.push(c);
            }
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_are_narrowed_inside_and_outside_of_brackets() {
        assert_eq!(narrowed(r"\d+[\d ]\."), r"[0-9]+[0-9 ]\.");
    }

    /// Whether a pattern finds what the regex crate finds by it, match by match.
    fn check(pattern: &str, text: &str) {
        let by_crate = regex::Regex::new(pattern).expect("a pattern");
        let expected: Vec<_> = by_crate.find_iter(text).map(|found| found.range()).collect();
        let pattern = Pattern::new(pattern);
        let found: Vec<_> = pattern.find_iter(text).map(|found| found.range()).collect();
        assert_eq!(found, expected, "{text}");
        assert_eq!(pattern.is_match(text), !expected.is_empty(), "{text}");
    }

    #[test]
    fn what_is_found_is_what_the_regex_crate_finds() {
        let text = "åkr 5 kr, 5 krå 15 kr. 5 Kronor är 7 kr";
        for pattern in [
            r"\b(?i:kr|kronor)\b",
            r"5 (?:kr|kronor)?\b",
            r"(?i)5 (?:kr|kronor)\b",
            r"\b",
            r"^\w+\b",
            r"\Br\b",
        ] {
            check(pattern, text);
            check(pattern, "");
        }
    }

    #[test]
    fn what_a_pattern_needs_is_in_every_match() {
        for (pattern, expected) in [
            (r"(?i)\d+ ?(?:kr|kronor)\b", "kr"),
            (r"(?i)den \d+ mars", " mars"),
            (r"(?i)anslår (?:totalt )?\d", "ansl"),
            (r"\d+ (?:EUR|SEK)", "eur|sek"),
            (r"(?i:år|dag)", "r|dag"),
            (r"(?i:å|dag)", ""),
            (r"\d+(?: kr)?", ""),
        ] {
            let needs = Pattern::new(pattern).needs().unwrap_or_default();
            assert_eq!(needs.join("|"), expected, "{pattern}");
        }
    }

    #[test]
    fn groups_are_reached_by_name() {
        let pattern = Pattern::new(r"\b(?P<figure>\d+) (?P<unit>kr)?\b");
        let groups = pattern.captures("år 15 kr").expect("a match");
        assert_eq!((&groups["figure"], &groups["unit"]), ("15", "kr"));
        assert_eq!(groups.whole().as_str(), "15 kr");
        assert_eq!(pattern.cut("år 15 kr."), "år .");
    }
}
