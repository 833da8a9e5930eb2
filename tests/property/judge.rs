//! What was read against what was said: the tree, what is due, every typing error, and no other.

use std::collections::BTreeSet;

use overens::contract::{Agreement, Amount, CheckStatus, Extraction};
use rust_decimal::Decimal;

use super::agreement::{Fact, Said, Sum};

/// A typing error: the figure and by how many kronor it is off.
#[derive(Debug, Clone, Copy)]
pub(super) struct Slip {
    pub(super) figure: usize,
    pub(super) off: i64,
}

/// Half a unit of the last printed place of all these figures together.
fn tolerance(said: &Said, figures: &[usize]) -> i64 {
    figures.iter().map(|figure| said.figures[*figure].resolution()).sum::<i64>() / 2
}

/// All that must agree: sums that close, and figures that state the same.
fn bonds(said: &Said) -> impl Iterator<Item = Vec<usize>> {
    let closing = said.sums.iter().filter(|sum| closes(said, sum));
    let sums = closing.map(|sum| [&[sum.whole], sum.parts.as_slice()].concat());
    sums.chain(said.same.iter().map(|same| same.to_vec()))
}

/// True where the parts are the whole.
pub(super) fn closes(said: &Said, sum: &Sum) -> bool {
    missing(said, sum.whole, &sum.parts) == 0
}

/// By how much the parts fall short of the whole.
fn missing(said: &Said, whole: usize, parts: &[usize]) -> i64 {
    said.figures[whole].kronor()
        - parts.iter().map(|part| said.figures[*part].kronor()).sum::<i64>()
}

/// Every typing error that something in the document betrays: figure and what it becomes.
pub(super) fn slips(said: &Said) -> Vec<(usize, super::figure::Figure)> {
    let bonds: Vec<Vec<usize>> = bonds(said).collect();
    let known: BTreeSet<i64> = said.figures.iter().map(super::figure::Figure::kronor).collect();
    let mut all = Vec::new();
    for (at, figure) in said.figures.iter().enumerate() {
        let own: Vec<&Vec<usize>> = bonds.iter().filter(|bond| bond.contains(&at)).collect();
        let Some(hidden) = own.iter().map(|bond| tolerance(said, bond)).max() else { continue };
        for mistyped in figure.mistyped() {
            let off = (mistyped.kronor() - figure.kronor()).abs();
            let hides = said.sums.iter().any(|sum| closes_in_part(said, sum, at, &mistyped));
            if off > hidden && !hides && !known.contains(&mistyped.kronor()) {
                all.push((at, mistyped));
            }
        }
    }
    all
}

/// True where the error makes a whole of some neighbouring parts: the others could be parts of parts
/// then, and no reader can tell.
fn closes_in_part(said: &Said, sum: &Sum, at: usize, mistyped: &super::figure::Figure) -> bool {
    let kronor = |figure: usize| {
        if figure == at { mistyped.kronor() } else { said.figures[figure].kronor() }
    };
    // No run of a table of all regions comes to its whole by chance.
    if sum.parts.len() > 6 {
        return false;
    }
    let own = sum.whole == at || sum.parts.contains(&at);
    let wholes = said.same.iter().filter(|same| same.contains(&sum.whole)).flatten();
    let mut wholes = wholes.chain([&sum.whole]).map(|whole| kronor(*whole));
    let count = sum.parts.len();
    (own || wholes.clone().count() > 1)
        && wholes.any(|whole| {
            (0..count).any(|from| {
                (from + 2..=count).filter(|to| to - from < count).any(|to| {
                    sum.parts[from..to].iter().map(|part| kronor(*part)).sum::<i64>() == whole
                })
            })
        })
}

/// All that is wrong with a reading, a sentence each. `clean` is what was said without the slips.
pub(super) fn wrong(
    clean: &Said,
    said: &Said,
    slips: &[Slip],
    extraction: &Extraction,
) -> Vec<String> {
    let mut wrong = Vec::new();
    let topics: Vec<&str> = extraction.agreements.iter().map(|it| it.title.as_str()).collect();
    if topics.len() != said.topics.len() {
        wrong.push(format!("the agreements are {topics:?}"));
    }
    let found: Vec<Option<&Agreement>> = said
        .topics
        .iter()
        .map(|topic| extraction.agreements.iter().find(|it| it.title.contains(topic)))
        .collect();
    for fact in &said.facts {
        match found[fact.agreement] {
            Some(agreement) => wrong.extend(fact_wrong(said, fact, agreement)),
            None => wrong.push(format!("no agreement on {}", said.topics[fact.agreement])),
        }
    }
    let known: BTreeSet<i64> = said.figures.iter().map(super::figure::Figure::kronor).collect();
    let amounts = extraction.agreements.iter().flat_map(|agreement| &agreement.amounts);
    for amount in amounts.chain(&extraction.amounts) {
        if !known.iter().any(|kronor| Decimal::from(*kronor) == amount.value.0) {
            wrong.push(format!("nobody said {}", described(amount)));
        }
    }
    wrong.extend(due_wrong(said, &found));
    wrong.extend(checks_wrong(clean, said, slips, extraction));
    wrong
}

fn described(amount: &Amount) -> String {
    let recipient = amount.recipient.as_ref().map(|party| party.name.as_str());
    let (role, years) = (amount.role.name(), &amount.years);
    let parent = amount.parent.as_deref().unwrap_or("nothing");
    format!("{} as {role} of {parent}, {years:?}, to {recipient:?}", amount.value)
}

/// The figures that state the same as this one, itself among them.
fn twins(said: &Said, figure: usize) -> Vec<i64> {
    let same = said.same.iter().filter(|same| same.contains(&figure)).flatten();
    let first = same.copied().chain([figure]).collect::<BTreeSet<usize>>();
    let same = said.same.iter().filter(|same| same.iter().any(|it| first.contains(it))).flatten();
    same.copied().chain([figure]).map(|figure| said.figures[figure].kronor()).collect()
}

fn fact_wrong(said: &Said, fact: &Fact, agreement: &Agreement) -> Option<String> {
    let kronor = Decimal::from(said.figures[fact.figure].kronor());
    let amounts = &agreement.amounts;
    let parents: Option<Vec<i64>> = fact.parent.map(|parent| twins(said, parent));
    let fits = |amount: &&Amount| {
        let parent = amount.parent.as_ref().and_then(|id| amounts.iter().find(|it| it.id == *id));
        let kind = amount.recipient.as_ref().map(|party| party.kind.name());
        amount.value.0 == kronor
            && amount.role.name() == fact.role
            && fact.year.is_none_or(|year| amount.years == [year])
            && fact.recipient.as_deref().is_none_or(|recipient| kind == Some(recipient))
            && match (&parents, parent) {
                (None, parent) => parent.is_none(),
                (Some(parents), Some(parent)) => {
                    parents.iter().any(|kronor| parent.value.0 == Decimal::from(*kronor))
                }
                (Some(_), None) => false,
            }
    };
    if amounts.iter().any(|amount| fits(&amount)) {
        return None;
    }
    let parent = parents.map_or("nothing".to_owned(), |parents| parents[0].to_string());
    let (role, year, to) = (&fact.role, fact.year, &fact.recipient);
    let instead: Vec<String> =
        amounts.iter().filter(|amount| amount.value.0 == kronor).map(described).collect();
    Some(format!("{kronor} is {role} of {parent}, {year:?}, to {to:?}; read: {instead:?}"))
}

fn due_wrong(said: &Said, found: &[Option<&Agreement>]) -> Vec<String> {
    let mut wrong = Vec::new();
    for (at, agreement) in found.iter().enumerate() {
        let Some(agreement) = agreement else { continue };
        let expected = said.due.iter().filter(|due| due.0 == at);
        let expected: BTreeSet<(&str, &str)> =
            expected.map(|(_, kind, date)| (kind.as_str(), date.as_str())).collect();
        let read: BTreeSet<(&str, &str)> =
            agreement.deadlines.iter().map(|it| (it.kind.name(), it.date.as_str())).collect();
        if expected != read {
            wrong.push(format!("{expected:?} is due, not {read:?}"));
        }
    }
    wrong
}

/// Every slip is the difference of a check; every check that does not hold has a slip's difference
/// or that of a sum which was never said to close.
fn checks_wrong(clean: &Said, said: &Said, slips: &[Slip], extraction: &Extraction) -> Vec<String> {
    let mut wrong = Vec::new();
    // What several slips make together is their sum or their difference.
    let mut offs: BTreeSet<i64> = BTreeSet::from([0]);
    for slip in slips {
        offs = offs.iter().flat_map(|off| [*off, off + slip.off, off - slip.off]).collect();
    }
    let short: BTreeSet<i64> = clean
        .sums
        .iter()
        .flat_map(|sum| {
            [missing(clean, sum.whole, &sum.parts), missing(said, sum.whole, &sum.parts)]
        })
        .filter(|missing| *missing != 0)
        .collect();
    let failing: Vec<_> =
        extraction.checks.iter().filter(|check| check.status != CheckStatus::Holds).collect();
    let is = |check: &&overens::contract::Check, off: i64| {
        check.difference.0.abs() == Decimal::from(off.abs())
    };
    for check in &failing {
        let slip = offs.iter().any(|off| *off != 0 && is(check, *off));
        let remainder = check.status == CheckStatus::Remainder
            && offs.iter().any(|off| short.iter().any(|short| is(check, short + off)));
        if !slip && !remainder {
            wrong.push(format!("{}: {}", check.status.name(), check.message));
        }
    }
    for slip in slips {
        let with = |off: &&i64| **off != 0 && (slips.len() > 1 || off.abs() == slip.off.abs());
        if !failing.iter().any(|check| offs.iter().filter(with).any(|off| is(check, *off))) {
            wrong.push(format!(
                "nothing is off by {}, though {} was mistyped",
                slip.off,
                clean.figures[slip.figure].print(" ")
            ));
        }
    }
    wrong
}
