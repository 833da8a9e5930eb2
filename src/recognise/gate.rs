//! Which rules may match in a part of a text at all: those of whose words one stands in it, with
//! whatever else they need.
//!
//! The words are taken from the patterns. Most parts hold those of a few rules only, and a rule that
//! is never tried is never compiled.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind};

use super::{COMPILED, Compiled};

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
    for (rule, compiled) in COMPILED.iter().enumerate() {
        let needed = compiled.pattern.needs().words();
        always.push(needed.is_none());
        for word in needed.into_iter().flatten() {
            words.push(word);
            rules.push(rule);
        }
    }
    // A faster kind takes longer to build than most documents to search.
    let kind = Some(AhoCorasickKind::NoncontiguousNFA);
    #[expect(clippy::expect_used, reason = "the words of the rules are few and short")]
    let words = AhoCorasick::builder()
        .kind(kind)
        .build(words)
        .expect("the words of all rules fit in one automaton");
    Gate { words, rules, always }
});

/// The rules that may match in a part in small letters, in order.
pub(super) fn open(part: &[u8]) -> impl Iterator<Item = &'static Compiled> {
    let mut open = GATE.always.clone();
    for word in GATE.words.find_overlapping_iter(part) {
        open[GATE.rules[word.pattern().as_usize()]] = true;
    }
    let open = COMPILED.iter().zip(open).filter_map(|(rule, is_open)| is_open.then_some(rule));
    open.filter(|compiled| compiled.pattern.needs().are_in(part))
}
