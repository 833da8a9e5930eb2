//! One fact for each amount, however often it is stated.
//!
//! Two drafts are one fact where role and value are the same and nothing speaks against it; two
//! parts of one list, row or sentence stay two. A rounded figure ("1,3 miljarder") is the exact one
//! of the same role that it rounds.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::years_meet;
use crate::contract::{Bound, Party, PartyKind, Per, Role};
use crate::interpret::draft::{Draft, Origin, compatible};
use crate::interpret::role::Claim;
use crate::recognise::amount::Amount;

/// Merges drafts that state the same fact; parents point at the merged ones.
pub(crate) fn merge(drafts: Vec<Draft>) -> Vec<Draft> {
    let mut kept: Vec<Draft> = Vec::with_capacity(drafts.len());
    let mut place: Vec<usize> = Vec::with_capacity(drafts.len());
    let mut by_value = ByValue::new();
    for draft in &drafts {
        let equal = by_value.entry(draft.amount.value).or_default();
        match likeliest(&drafts, &kept, equal, draft) {
            Some(at) => {
                absorb(&mut kept[at], draft);
                place.push(at);
            }
            None => {
                place.push(kept.len());
                equal.push(kept.len());
                kept.push(draft.clone());
            }
        }
    }
    for (at, fact) in kept.iter_mut().enumerate() {
        fact.parent = fact.parent.map(|parent| place[parent]);
        fact.restates = fact.restates.map(|of| place[of]).filter(|&of| of != at);
    }
    dated_by_twin(&mut kept, &by_value);
    let removed = rounded(&mut kept, &by_value);
    renumber(kept, &removed)
}

/// The facts of each value, in order.
type ByValue = BTreeMap<Decimal, Vec<usize>>;

/// The fact that a draft states again: of several the one whose purpose is most like its own.
///
/// `equal` are the facts of the draft's value.
fn likeliest(drafts: &[Draft], kept: &[Draft], equal: &[usize], draft: &Draft) -> Option<usize> {
    let same = equal
        .iter()
        .copied()
        .filter(|&at| same(&kept[at], draft) && !of_another_whole(drafts, &kept[at], draft));
    let best = same.max_by_key(|&at| (likeness(&kept[at], draft), std::cmp::Reverse(at)))?;
    let across = matches!(kept[best].origin, Origin::Row { .. })
        != matches!(draft.origin, Origin::Row { .. });
    let rivals = equal.iter().filter(|&&at| years_meet(&kept[at].years, &draft.years)).count();
    // A cell is a sentence's amount only where their words meet, if there are others to choose from.
    let told_apart = kept[best].purpose.is_some()
        && draft.purpose.is_some()
        && kept[best].role != Role::Total
        && !alike(&kept[best].recipient, &draft.recipient);
    if across
        && !draft.again
        && likeness(&kept[best], draft) == 0
        && (told_apart
            || (rivals > 1
                && kept[best].role != Role::Total
                && !alike(&kept[best].recipient, &draft.recipient)))
    {
        None
    } else {
        Some(best)
    }
}

/// True for a sum in a heading and one of the text that are parts of sums of another value, and whose
/// words have nothing in common.
fn of_another_whole(drafts: &[Draft], fact: &Draft, draft: &Draft) -> bool {
    let heading = |draft: &Draft| draft.origin == Origin::Heading;
    let whole = |draft: &Draft| draft.parent.map(|parent| drafts[parent].amount.value);
    let (Some(one), Some(other)) = (whole(fact), whole(draft)) else { return false };
    heading(fact) != heading(draft) && one != other && likeness(fact, draft) == 0
}

/// True where both name the same recipient.
fn alike(a: &Option<Party>, b: &Option<Party>) -> bool {
    matches!((a, b), (Some(a), Some(b)) if a.kind == b.kind && a.code == b.code)
}

/// How many words of their purposes and surroundings two drafts share.
fn likeness(a: &Draft, b: &Draft) -> usize {
    let words = |draft: &Draft| {
        format!("{} {}", draft.purpose.as_deref().unwrap_or_default(), draft.context)
    };
    common(&words(a), &words(b))
}

/// Stems that stand in any text about grants and tell nothing apart.
const EVERYWHERE: &[&str] = &[
    "miljone", "miljard", "kronor", "regerin", "satsnin", "fortsat", "avsätta", "avsätts",
    "avsätte", "beräkna", "överens", "regione", "landsti", "kommune", "totalt", "sammanl",
    "ytterli", "syftet", "arbetet", "arbete", "medlen", "prestat", "satsnin", "årligen", "området",
    "stödja", "insatse",
];

/// How many longer words two texts share, by their stems.
pub(crate) fn common(a: &str, b: &str) -> usize {
    let stems = |text: &str| -> Vec<String> {
        let mut stems: Vec<String> = text
            .to_lowercase()
            .split(|c: char| !c.is_alphabetic())
            .filter(|word| word.chars().count() > 5)
            .map(|word| word.chars().take(7).collect())
            .filter(|stem: &String| !EVERYWHERE.contains(&stem.as_str()))
            .collect();
        stems.sort_unstable();
        stems.dedup();
        stems
    };
    let other = stems(b);
    stems(a).iter().filter(|stem| other.contains(stem)).count()
}

/// True where both state one fact.
fn same(fact: &Draft, draft: &Draft) -> bool {
    if draft.again && fact.amount.value == draft.amount.value {
        return true;
    }
    let repeats_cell =
        matches!(fact.origin, Origin::Row { .. }) != matches!(draft.origin, Origin::Row { .. });
    let roles = fact.role == draft.role
        || (repeats_cell && plain(fact.role) && plain(draft.role) && fact.years == draft.years)
        || (plain(fact.role) && plain(draft.role) && fact.claim == draft.claim)
        || (plain(fact.role) && plain(draft.role) && fact.origin == Origin::Heading)
        || (fact.role == Role::Earmark
            && draft.role == Role::Payout
            && fact.origin == Origin::Heading);
    roles
        && fact.agreement == draft.agreement
        && fact.amount.value == draft.amount.value
        && fact.amount.value_to == draft.amount.value_to
        && fact.amount.currency == draft.amount.currency
        && (fact.amount.per == draft.amount.per
            || matches!(
                (fact.amount.per, draft.amount.per),
                (None, Some(Per::Year)) | (Some(Per::Year), None)
            ))
        && (years_meet(&fact.years, &draft.years)
            || fact.amount.per == Some(Per::Year) && matches!(draft.origin, Origin::Row { .. }))
        && (fact.role == Role::Total || compatible(&fact.recipient, &draft.recipient))
        && compatible(&fact.funder, &draft.funder)
        && !draft.further
        && !beside(fact, draft)
        && !unlike(fact, draft)
}

/// True for two parts of running text whose purposes have no word in common.
fn unlike(fact: &Draft, draft: &Draft) -> bool {
    let parts = fact.role == draft.role && matches!(fact.role, Role::Earmark | Role::Budget);
    let prose = fact.origin == Origin::Prose && draft.origin == Origin::Prose;
    let (Some(one), Some(two)) = (&fact.purpose, &draft.purpose) else { return false };
    // The words of a clause are one way of many to speak of the same.
    if [fact.purpose_rule, draft.purpose_rule].contains(&crate::interpret::purpose::CLAUSE) {
        return false;
    }
    let one_party = fact.recipient.as_ref().is_some_and(|party| {
        !matches!(
            party.kind,
            PartyKind::Regions | PartyKind::Municipalities | PartyKind::RegionsAndMunicipalities
        )
    });
    let same_party = one_party && alike(&fact.recipient, &draft.recipient);
    // "SKR får 10 mnkr för utbildning. SKR får 10 mnkr för webbstöd."
    let listed = fact.part == draft.part && fact.sentence != draft.sentence;
    parts && prose && (!same_party || listed) && common(one, two) == 0
}

/// Roles that a table's cell can restate.
fn plain(role: Role) -> bool {
    matches!(role, Role::Total | Role::Earmark | Role::Budget | Role::Supplement | Role::Other)
}

/// True for two parts that stand beside each other, so that they are two.
fn beside(fact: &Draft, draft: &Draft) -> bool {
    if fact.role == Role::Total && draft.role == Role::Total && fact.years == draft.years {
        return false;
    }
    match (fact.origin, draft.origin) {
        (Origin::Row { table: a, row: r }, Origin::Row { table: b, row: s }) => {
            // Also in one row, and in one cell: "1 500 mnkr i mars, 1 500 mnkr i september".
            a == b && (r != s || fact.start() != draft.start())
        }
        (Origin::Item, Origin::Item) => fact.part != draft.part,
        _ => {
            let led = !fact.lead.is_empty() && !draft.lead.is_empty() && fact.lead != draft.lead;
            fact.sentence.is_some()
                && (fact.sentence == draft.sentence || fact.part == draft.part && led)
        }
    }
}

fn absorb(fact: &mut Draft, draft: &Draft) {
    fact.ranges.extend(draft.ranges.iter().cloned());
    // What is said with the amount itself stands above what was taken from around it.
    let yearly = fact.amount.per == Some(Per::Year) || draft.amount.per == Some(Per::Year);
    let cells =
        matches!(draft.origin, Origin::Row { .. }) || matches!(fact.origin, Origin::Row { .. });
    if yearly && cells {
        // The cells of several years are one sum per year.
        fact.years.extend(&draft.years);
        fact.years.sort_unstable();
        fact.years.dedup();
    } else if fact.years.is_empty() || (draft.years_said && !fact.years_said) {
        fact.years.clone_from(&draft.years);
        fact.years_said |= draft.years_said;
    }
    fact.amount.resolution = fact.amount.resolution.min(draft.amount.resolution);
    // A cell of one year states what the text states per year.
    if !matches!(fact.origin, Origin::Row { .. }) {
        fact.amount.per = fact.amount.per.or(draft.amount.per);
    }
    if fact.recipient.is_none() {
        fact.recipient.clone_from(&draft.recipient);
    }
    if fact.funder.is_none() {
        fact.funder.clone_from(&draft.funder);
    }
    if fact.purpose.is_none() {
        fact.purpose.clone_from(&draft.purpose);
    }
    fact.basis = fact.basis.or(draft.basis);
    if fact.parent.is_none() {
        fact.parent = draft.parent;
    }
    let named = fact.role == Role::Other && draft.role == Role::Total;
    // "Av de 843 miljonerna går" names an amount again and says nothing of its role.
    let again = draft.claim == Claim::Again;
    if fact.role != draft.role && !again && (named || matches!(fact.origin, Origin::Row { .. })) {
        fact.role = draft.role;
    }
    if fact.origin == Origin::Heading && draft.origin != Origin::Heading {
        if draft.role == Role::Payout {
            fact.role = Role::Payout;
        }
        fact.origin = draft.origin;
        fact.part = draft.part;
        fact.sentence = draft.sentence;
        fact.amount.bound = draft.amount.bound;
    }
}

/// For each fact that only rounds another of its role, the index of that other.
fn rounded(kept: &mut [Draft], by_value: &ByValue) -> Vec<Option<usize>> {
    let mut into: Vec<Option<usize>> = vec![None; kept.len()];
    for rough in 0..kept.len() {
        let Amount { value, resolution, .. } = kept[rough].amount;
        if !is_loose(&kept[rough]) {
            continue;
        }
        let near = value.saturating_sub(resolution)..=value.saturating_add(resolution);
        let near = by_value.range(near).flat_map(|(_, facts)| facts.iter().copied());
        let exact = near
            .filter(|&exact| {
                exact != rough && into[exact].is_none() && rounds(&kept[rough], &kept[exact])
            })
            .min();
        if let Some(exact) = exact {
            let ranges = kept[rough].ranges.clone();
            kept[exact].rounded.extend(ranges);
            if kept[exact].years.is_empty() {
                kept[exact].years = kept[rough].years.clone();
            }
            if kept[exact].recipient.is_none() {
                kept[exact].recipient = kept[rough].recipient.clone();
            }
            into[rough] = Some(exact);
        }
    }
    into
}

/// True for a headline and for a figure that says that it is approximate: only they may round.
fn is_loose(draft: &Draft) -> bool {
    draft.amount.bound != Bound::Exact || draft.origin == Origin::Heading
}

/// True where `rough`, which may round, is `exact` at a coarser step.
fn rounds(rough: &Draft, exact: &Draft) -> bool {
    let roles = rough.role == exact.role
        || (rough.origin == Origin::Heading
            && plain_or_payout(rough.role)
            && plain_or_payout(exact.role));
    let distance = (rough.amount.value - exact.amount.value).abs();
    let half = rough.amount.resolution / Decimal::TWO;
    let direction = match rough.amount.bound {
        Bound::AtLeast => {
            exact.amount.value >= rough.amount.value && distance <= rough.amount.resolution
        }
        Bound::AtMost => exact.amount.value <= rough.amount.value && distance <= half,
        _ => distance <= half,
    };
    roles
        && rough.agreement == exact.agreement
        && rough.amount.resolution > exact.amount.resolution
        && rough.amount.value != exact.amount.value
        && direction
        && rough.amount.per == exact.amount.per
        && years_meet(&rough.years, &exact.years)
        && rough.parent.is_none()
}

fn plain_or_payout(role: Role) -> bool {
    plain(role) || role == Role::Payout
}

/// Money whose years are not said takes those of the same sum in the same agreement: what is paid
/// out is what was set aside.
fn dated_by_twin(kept: &mut [Draft], by_value: &ByValue) {
    for at in 0..kept.len() {
        if !kept[at].years.is_empty() || kept[at].role == Role::Change {
            continue;
        }
        let equal = by_value.get(&kept[at].amount.value).map_or(&[][..], Vec::as_slice);
        let twin = equal.iter().map(|&other| &kept[other]).find(|other| {
            !other.years.is_empty()
                && other.agreement == kept[at].agreement
                && compatible(&other.recipient, &kept[at].recipient)
        });
        if let Some(years) = twin.map(|twin| twin.years.clone()) {
            kept[at].years = years;
        }
    }
}

/// Takes the merged ones out and lets parents point at what is left.
fn renumber(kept: Vec<Draft>, into: &[Option<usize>]) -> Vec<Draft> {
    let mut place = vec![0; kept.len()];
    let mut next = 0;
    for (index, merged) in into.iter().enumerate() {
        if merged.is_none() {
            place[index] = next;
            next += 1;
        }
    }
    let target = |index: usize| place[into[index].unwrap_or(index)];
    let mut facts: Vec<Draft> = Vec::with_capacity(next);
    for (index, mut fact) in kept.into_iter().enumerate() {
        if into[index].is_none() {
            fact.parent = fact.parent.map(target).filter(|&parent| parent != target(index));
            fact.restates = fact.restates.map(target).filter(|&of| of != target(index));
            fact.ranges.sort_by_key(|range| range.start);
            facts.push(fact);
        }
    }
    facts
}
