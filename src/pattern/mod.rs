//! Regular expressions for Swedish text. Each is compiled when a text first has what it needs.

mod engine;
mod needs;
mod source;

use std::borrow::Cow;
use std::iter;
use std::ops::{Index, Range};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use regex_automata::util::captures::Captures;

use engine::Engine;
pub(crate) use needs::Needs;
pub(crate) use source::in_small_letters;

/// A regular expression in the syntax of the regex crate, with `\w`, `\d` and `\s` for the letters,
/// digits and spaces of clean Swedish text.
#[derive(Debug)]
pub(crate) struct Pattern {
    source: Cow<'static, str>,
    /// Whether it is matched against the text in small letters.
    ignores_case: bool,
    needs: OnceLock<Needs>,
    /// Bytes in which a match was looked for.
    asked: AtomicUsize,
    engine: OnceLock<Engine>,
}

/// Bytes from which on the fast engine of a pattern is used: to compile it costs about as much as
/// to search them without.
const ENOUGH: usize = 16 * 1024;

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
    groups: Captures,
}

impl Pattern {
    /// A pattern of the program's own.
    pub(crate) const fn new(source: &'static str) -> Pattern {
        Pattern::of(Cow::Borrowed(source), source::ignores_case(source))
    }

    /// A pattern of the program's own that is put together of others.
    pub(crate) fn built(source: String) -> Pattern {
        let ignores_case = source::ignores_case(&source);
        Pattern::of(Cow::Owned(source), ignores_case)
    }

    const fn of(source: Cow<'static, str>, ignores_case: bool) -> Pattern {
        Pattern {
            source,
            ignores_case,
            needs: OnceLock::new(),
            asked: AtomicUsize::new(0),
            engine: OnceLock::new(),
        }
    }

    /// What a text must have for a match.
    pub(crate) fn needs(&self) -> &Needs {
        self.needs.get_or_init(|| Needs::of(&self.source))
    }

    /// Whether there is a match.
    pub(crate) fn is_match(&self, text: &str) -> bool {
        self.ready(text).is_some_and(|text| {
            let range = 0..text.len();
            self.engine().is_match(&text, range, self.count(text.len()))
        })
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
        self.groups(text, &self.ready(text)?, range)
    }

    /// As [`Pattern::captures_in`], for a text that has what the pattern needs; `small` is the text
    /// in small letters.
    pub(crate) fn captures_open<'t>(
        &self,
        text: &'t str,
        small: &[u8],
        range: Range<usize>,
    ) -> Option<Groups<'t>> {
        self.groups(text, if self.ignores_case { small } else { text.as_bytes() }, range)
    }

    /// All matches that do not overlap, from left to right. One of no length may stand right
    /// behind another.
    pub(crate) fn captures_iter<'t>(&self, text: &'t str) -> impl Iterator<Item = Groups<'t>> {
        let ready = self.ready(text);
        let mut at = 0;
        iter::from_fn(move || {
            let ready = ready.as_ref().filter(|ready| at <= ready.len())?;
            let groups = self.groups(text, ready, at..text.len())?;
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

    /// The text as the pattern is matched against it: in small letters, where it ignores case. None
    /// where it cannot match, which is known without compiling it.
    fn ready<'t>(&self, text: &'t str) -> Option<Cow<'t, [u8]>> {
        let plain = Cow::Borrowed(text.as_bytes());
        if !self.ignores_case && self.is_busy() {
            return Some(plain);
        }
        let small = in_small_letters(text);
        if !self.is_busy() && !self.needs().are_in(&small) {
            self.count(text.len());
            return None;
        }
        Some(if self.ignores_case { Cow::Owned(small) } else { plain })
    }

    /// Whether so much was searched that the fast engine is worth compiling, and to look for what
    /// the pattern needs takes longer than the pattern.
    fn is_busy(&self) -> bool {
        self.asked.load(Ordering::Relaxed) > ENOUGH
    }

    /// Counts bytes as searched, and says whether the pattern is busy by now. A busy one is not
    /// written to: all threads read it.
    fn count(&self, bytes: usize) -> bool {
        self.is_busy() || self.asked.fetch_add(bytes, Ordering::Relaxed) + bytes > ENOUGH
    }

    fn groups<'t>(&self, text: &'t str, ready: &[u8], range: Range<usize>) -> Option<Groups<'t>> {
        let busy = self.count(range.len());
        let groups = self.engine().captures(ready, range, busy)?;
        Some(Groups { text, groups })
    }

    fn engine(&self) -> &Engine {
        self.engine.get_or_init(|| Engine::new(&source::prepared(&self.source)))
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

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether a pattern finds what the regex crate finds by it, match by match.
    fn check(pattern: &'static str, text: &str) {
        let by_crate = regex::Regex::new(pattern).expect("a pattern");
        let expected: Vec<_> = by_crate.find_iter(text).map(|found| found.range()).collect();
        let pattern = Pattern::new(pattern);
        let found: Vec<_> = pattern.find_iter(text).map(|found| found.range()).collect();
        assert_eq!(found, expected, "{text}");
        assert_eq!(pattern.is_match(text), !expected.is_empty(), "{text}");
    }

    #[test]
    fn what_is_found_is_what_the_regex_crate_finds() {
        let text = "åkr 5 kr, 5 krå 15 kr.\n5 Kronor × – ”är” 7 kr÷€";
        for pattern in [
            r"\b(?i:kr|kronor)\b",
            r"5 (?:kr|kronor)?\b",
            r"(?i)5 (?:kr|kronor)\b",
            r"\b",
            r"^\w+\b",
            r"\Br\b",
            r"[^.,]{2,4}k",
            r"[^\w.]+|\W5",
            r"\S+ .{1,3}\b",
            r"[^]å][^å–]{1,2}",
        ] {
            check(pattern, text);
            check(pattern, "");
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
