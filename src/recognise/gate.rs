//! Which rules may match in a part of a text at all: those of whose words one stands in it.
//!
//! The words are taken from the patterns. Most parts hold those of a few rules only, and a rule that
//! is never tried is never compiled.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use super::PATTERNS;

/// Looks for the words of all rules in one pass.
struct Gate {
    words: AhoCorasick,
    /// The rule that needs each word, by the word's number.
    rules: Vec<usize>,
    /// The rules that need no word that is known.
    always: Vec<bool>,
}

static GATE: LazyLock<Gate> = LazyLock::new(|| {
    let (mut words, mut rules, mut always) = (Vec::new(), Vec::new(), Vec::new());
    for (rule, (_, pattern)) in PATTERNS.iter().enumerate() {
        let needs = pattern.needs();
        always.push(needs.is_none());
        for word in needs.unwrap_or_default() {
            words.push(word);
            rules.push(rule);
        }
    }
    #[expect(clippy::expect_used, reason = "the words of the rules are few and short")]
    let words = AhoCorasick::builder()
        .ascii_case_insensitive(true)
        .build(words)
        .expect("the words of all rules fit into one automaton");
    Gate { words, rules, always }
});

/// For each rule in order whether it may match in `part`.
pub(super) fn open(part: &str) -> Vec<bool> {
    let mut open = GATE.always.clone();
    for word in GATE.words.find_overlapping_iter(part) {
        open[GATE.rules[word.pattern().as_usize()]] = true;
    }
    open
}
