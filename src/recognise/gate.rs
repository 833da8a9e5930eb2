//! Which rules may match in a part of a text at all: those of whose words one stands in it, with a
//! digit where they need one.
//!
//! The words are taken from the patterns. Most parts hold those of a few rules only, and a rule that
//! is never tried is never compiled.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use super::{PATTERNS, Rule};
use crate::pattern::Pattern;

/// Looks for the words of some rules in one pass.
struct Gate {
    words: AhoCorasick,
    /// The rule that needs each word, by the word's number.
    rules: Vec<usize>,
    /// The rules that need no word that is known.
    always: Vec<bool>,
}

impl Gate {
    /// With the rules that need a digit or without them.
    fn new(digit: bool) -> Gate {
        let (mut words, mut rules, mut always) = (Vec::new(), Vec::new(), Vec::new());
        for (rule, (_, pattern)) in PATTERNS.iter().enumerate() {
            let needs = pattern.needs();
            let open = digit || !needs.digit;
            let needed = needs.words().filter(|_| open);
            always.push(open && needed.is_none());
            for word in needed.into_iter().flatten() {
                words.push(word);
                rules.push(rule);
            }
        }
        #[expect(clippy::expect_used, reason = "the words of the rules are few and short")]
        let words = AhoCorasick::new(words).expect("the words of all rules fit in one automaton");
        Gate { words, rules, always }
    }
}

static WITH_DIGITS: LazyLock<Gate> = LazyLock::new(|| Gate::new(true));
static WITHOUT_DIGITS: LazyLock<Gate> = LazyLock::new(|| Gate::new(false));

/// The rules that may match in a part in small letters, in order.
pub(super) fn open(part: &[u8]) -> impl Iterator<Item = &'static (&'static Rule, Pattern)> {
    let gate = if part.iter().any(u8::is_ascii_digit) { &*WITH_DIGITS } else { &*WITHOUT_DIGITS };
    let mut open = gate.always.clone();
    for word in gate.words.find_overlapping_iter(part) {
        open[gate.rules[word.pattern().as_usize()]] = true;
    }
    PATTERNS.iter().zip(open).filter_map(|(rule, is_open)| is_open.then_some(rule))
}
