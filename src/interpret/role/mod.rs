//! What an amount in running text is to its agreement, by the words around it.
//!
//! A rule is data: the words before the amount (back to the amount before it or the sentence's
//! start), the words after it, what it then is, and sentences that show it. The first rule whose
//! words are there decides. What an amount is a part of is decided later, by `tree`.

mod rules;

use std::sync::LazyLock;

use crate::pattern::Pattern;
pub(super) use rules::all;

/// What the words around an amount claim it to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Claim {
    /// What an agreement comprises.
    Total,
    /// What an earlier agreement comprised: a total, of which nothing else is a part.
    Earlier,
    /// A sum of something: the agreement's total, unless a larger one is stated.
    Sum,
    /// A part of the amount just before it ("varav").
    PartOfLast,
    /// A part of the amount that the sentence before is about ("av dessa").
    PartOfThese,
    /// What is left of a whole when its other parts are taken ("resterande 21 miljoner").
    Rest,
    /// A part of the total before it ("omfattar också").
    PartOfTotal,
    /// Money set aside: a part where there is a total, else a total.
    SetAside,
    /// A portion of what the text before tells of ("merparten"): set aside, and never a whole.
    Portion,
    /// Paid in by a funder.
    Contribution,
    /// Added to an agreement.
    Supplement,
    /// A difference to another year.
    Change,
    /// Paid out by decision.
    Payout,
    /// In a budget.
    Budget,
    /// Estimated for a coming year.
    Estimated,
    /// A price or threshold, not a part of anything.
    Rate,
    /// Divided by the table or list below it.
    Distributed,
    /// Named again, to say what it is divided into ("av regionernas 750 miljoner").
    Again,
    /// What it is is not said.
    Unsaid,
}

/// One rule.
#[derive(Debug)]
pub struct RoleRule {
    /// Unique among the rules.
    pub name: &'static str,
    /// One sentence for the page of rules.
    pub about: &'static str,
    /// Must match the words before the amount; empty for any.
    before: &'static str,
    /// Must match the words after the amount; empty for any.
    after: &'static str,
    pub(super) claim: Claim,
    /// Texts whose last amount this rule decides.
    pub examples: &'static [&'static str],
    /// Near misses: texts whose last amount this rule does not decide.
    pub rejects: &'static [&'static str],
}

/// A rule with its patterns; none where any words will do.
struct Compiled {
    rule: &'static RoleRule,
    before: Option<Pattern>,
    after: Option<Pattern>,
}

static COMPILED: LazyLock<Vec<Compiled>> = LazyLock::new(|| {
    let compile =
        |source: &'static str| (!source.is_empty()).then(|| Pattern::built(ignoring_case(source)));
    rules::all()
        .map(|rule| Compiled { rule, before: compile(rule.before), after: compile(rule.after) })
        .collect()
});

fn ignoring_case(source: &str) -> String {
    format!("(?i){source}")
}

/// What the words `before` and `after` an amount claim it to be, and by which rule.
pub(super) fn claim(before: &str, after: &str) -> (Claim, &'static str) {
    let before = before.trim_end();
    // What "varav" opens says nothing of the amount before it.
    let opened = [" varav ", " därav ", " av vilka ", " av vilket "];
    let own = opened.iter().filter_map(|word| after.find(word)).min();
    let after = &after[..own.unwrap_or(after.len())];
    for Compiled { rule, before: words_before, after: words_after } in COMPILED.iter() {
        let holds = words_before.as_ref().is_none_or(|pattern| pattern.is_match(before))
            && words_after.as_ref().is_none_or(|pattern| pattern.is_match(after));
        if holds {
            return (rule.claim, rule.name);
        }
    }
    (Claim::Unsaid, "")
}
