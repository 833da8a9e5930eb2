//! Which rules a dataset was made by: the version of the program and a fingerprint of its rules.

use crate::contract::RuleSet;
use crate::discover::sha256;
use crate::interpret::{
    author_rules, deadline_rules, party_patterns, phrase_fragments, purpose_rules, recipient_rules,
    role_rules,
};
use crate::recognise::{place, rules};

/// The rules by which documents are read: the version of the program, and a fingerprint.
///
/// The fingerprint is the SHA-256 over every rule that `overens rules` lists (names, patterns,
/// meanings, examples and near misses) and over what their patterns share: fragments, the names of
/// parties and agencies, and the lists of regions and municipalities. It does not cover the patterns
/// that stand in the code of a stage, nor how the stages combine what is read: these change with the
/// version. A hash of the source would cover them, but it would change with each comment, and a
/// dataset of the same facts would no longer have the same bytes.
pub fn rule_set() -> RuleSet {
    let version = env!("CARGO_PKG_VERSION").to_owned();
    RuleSet { version, fingerprint: fingerprint(&sources()) }
}

/// All that the fingerprint covers, a text for each rule or list.
fn sources() -> Vec<String> {
    let mut all = Vec::new();
    for rule in rules() {
        let parts = (rule.name, rule.about, rule.expanded(), rule.examples, rule.rejects);
        all.push(format!("{parts:?}"));
    }
    all.extend(role_rules().map(|rule| format!("{rule:?}")));
    all.extend(recipient_rules().map(|rule| format!("{rule:?}")));
    all.extend(author_rules().map(|rule| format!("{rule:?}")));
    all.extend(purpose_rules().map(|rule| format!("{rule:?}")));
    all.extend(deadline_rules().iter().map(|rule| format!("{rule:?}")));
    all.extend(phrase_fragments().map(str::to_owned));
    all.extend(party_patterns());
    all.extend(place::LISTS.map(str::to_owned));
    all
}

fn fingerprint(sources: &[String]) -> String {
    // Quoted, so that no text runs on into the next.
    sha256(format!("{sources:?}").as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fingerprint_changes_with_each_rule() {
        let whole = sources();
        let before = fingerprint(&whole);
        assert_eq!(before, rule_set().fingerprint);
        for at in 0..whole.len() {
            let mut changed = whole.clone();
            changed[at].push(' ');
            assert_ne!(fingerprint(&changed), before, "{}", whole[at]);
        }
    }

    #[test]
    fn every_rule_is_in_the_fingerprint() {
        let whole = sources();
        let check = |about: &str| {
            assert!(whole.iter().any(|source| source.contains(&format!("{about:?}"))), "{about}");
        };
        rules().for_each(|rule| check(rule.about));
        role_rules().for_each(|rule| check(rule.about));
        recipient_rules().for_each(|rule| check(rule.about));
        author_rules().for_each(|rule| check(rule.about));
        purpose_rules().for_each(|rule| check(rule.about));
        deadline_rules().iter().for_each(|rule| check(rule.about));
    }

    #[test]
    fn fragments_and_names_are_in_the_fingerprint() {
        let whole = sources().join("\n");
        for words in
            ["milj\\\\.", "trettio", "samtliga", "Kammarkollegiet", "Sörmland", "1492,Åmål"]
        {
            assert!(whole.contains(words), "{words}");
        }
        // An unexpanded name would hide a change of what it stands for.
        for name in ["@FIGURE@", "@SCALE@", "@MONTH@", "@YEAR@", "@AGENCIES@"] {
            assert!(!whole.contains(name), "{name}");
        }
    }
}
