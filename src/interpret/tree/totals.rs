//! Which amounts are totals, and what the claims of the others make them.

use std::cell::LazyCell;
use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use super::restated;
use super::years_meet;
use crate::contract::{PartyKind, Role};
use crate::interpret::agreement::heads_supplement;
use crate::interpret::draft::{Draft, Origin};
use crate::interpret::role::Claim;
use crate::interpret::scene::Scene;
use crate::pattern::Pattern;

/// Roles that the claims give by themselves, and which sums are totals.
pub(crate) fn totals(
    scene: &Scene<'_>,
    drafts: &mut [Draft],
    scope: &[usize],
    agreement: bool,
    outside: bool,
    budget: bool,
) {
    let paid_out = LazyCell::new(|| pays_out(scene));
    let supplementary = LazyCell::new(|| heads_supplement(scene));
    for &index in scope {
        let draft = &mut drafts[index];
        if draft.role == Role::Share {
            continue;
        }
        draft.role = match draft.claim {
            Claim::Total | Claim::Sum | Claim::Earlier => Role::Total,
            Claim::PartOfLast
            | Claim::PartOfThese
            | Claim::PartOfTotal
            | Claim::Rest
            | Claim::SetAside
            | Claim::Portion => Role::Earmark,
            // What is estimated for another year and for nothing in particular is its total.
            Claim::Estimated
                if agreement && draft.recipient.is_none() && !draft.purpose_is_said() =>
            {
                Role::Total
            }
            Claim::Estimated if agreement => Role::Earmark,
            Claim::Contribution => Role::Contribution,
            Claim::Supplement => Role::Supplement,
            Claim::Change => Role::Change,
            Claim::Payout => Role::Payout,
            Claim::Budget | Claim::Estimated => Role::Budget,
            Claim::Distributed if *paid_out => Role::Payout,
            Claim::Again | Claim::Distributed => Role::Earmark,
            Claim::Rate | Claim::Unsaid => Role::Other,
        };
        if extra(scene, draft) || *supplementary && is_brought(scene, draft) {
            draft.role = Role::Supplement;
        }
        let one_place = draft.recipient.as_ref().is_some_and(|party| party.code.is_some());
        if one_place && draft.role == Role::Earmark {
            draft.role = Role::Share;
        }
        if budget
            && matches!(draft.role, Role::Total | Role::Earmark)
            && (draft.claim != Claim::Total || matches!(draft.origin, Origin::Row { .. }))
        {
            draft.role = Role::Budget;
        }
    }
    if agreement {
        shares_of_places(drafts, scope);
    }
    // A headline that states a total again is that total.
    let totals = years_by_value(drafts, scope, |draft| draft.role == Role::Total);
    for &index in scope {
        let draft = &mut drafts[index];
        let mut again = totals.get(&draft.amount.value).into_iter().flatten();
        if draft.origin == Origin::Heading
            && draft.role == Role::Earmark
            && again.any(|years| years_meet(years, &draft.years))
        {
            draft.role = Role::Total;
        }
    }
    // A sum below a stated total is a part of it.
    let is_stated = |draft: &Draft| {
        draft.claim == Claim::Total && draft.role == Role::Total && !restated::restates_total(draft)
    };
    let stated = years_by_value(drafts, scope, is_stated);
    let again = |draft: &Draft| draft.role == Role::Total && restated::restates_total(draft);
    let again = years_by_value(drafts, scope, again);
    let wholes: Vec<Draft> = scope
        .iter()
        .map(|&index| &drafts[index])
        .filter(|draft| draft.claim == Claim::Total && draft.role == Role::Total)
        .take(restated::MOST_TOTALS)
        .cloned()
        .collect();
    for &index in scope {
        let draft = &mut drafts[index];
        let value = draft.amount.value;
        if draft.claim == Claim::Sum
            && draft.role == Role::Total
            && !stated.contains_key(&value)
            && !again.contains_key(&value)
            && stated
                .range(value..)
                .flat_map(|(_, years)| years)
                .any(|years| years_meet(years, &draft.years))
            && !restated::is_misprint_of(draft, wholes.iter())
        {
            let one_place = draft.recipient.as_ref().is_some_and(|party| party.code.is_some());
            draft.role = if one_place { Role::Share } else { Role::Earmark };
        }
    }
    restated::leads(drafts, scope);
    restated::mistyped_whole(drafts, scope);
    below_sum(scene, drafts, scope);
    let has_total =
        scope.iter().any(|&index| is_whole(&drafts[index]) && !rounds(drafts, scope, index));
    if agreement && !has_total {
        promote(drafts, scope, false);
    } else if agreement {
        // A total of another year is no total of these.
        let of_other_years = |index: &&usize| {
            let years = &drafts[**index].years;
            years.is_empty()
                || !scope.iter().any(|&other| {
                    is_whole(&drafts[other]) && years_meet(&drafts[other].years, years)
                })
        };
        let apart: Vec<usize> = scope.iter().filter(of_other_years).copied().collect();
        promote(drafts, &apart, true);
    }
    if outside {
        // Money of no agreement: what is merely set aside is a part of nothing.
        for &index in scope {
            let draft = &mut drafts[index];
            if draft.role == Role::Earmark
                && draft.opened_by.is_none()
                && draft.sentence.is_some()
                && draft.claim == Claim::SetAside
                && draft.origin == Origin::Prose
                && !has_total
            {
                draft.role = Role::Other;
            }
        }
    }
}

/// True for a total that is not only an earlier agreement's.
fn is_whole(draft: &Draft) -> bool {
    draft.role == Role::Total && draft.claim != Claim::Earlier
}

/// What one region gets beside others is not what an agreement with all of them comprises: "Bidraget
/// till Jönköpings län är 8 mnkr. Värmland får 6 mnkr".
fn shares_of_places(drafts: &mut [Draft], scope: &[usize]) {
    let code = |draft: &Draft| draft.recipient.as_ref().and_then(|party| party.code.clone());
    let prose = scope.iter().filter(|&&index| drafts[index].sentence.is_some());
    let codes: BTreeSet<String> = prose.filter_map(|&index| code(&drafts[index])).collect();
    for &index in scope {
        let draft = &mut drafts[index];
        if draft.role == Role::Total && code(draft).is_some() && codes.len() > 1 {
            draft.role = Role::Share;
        }
    }
}

/// The years of all drafts of a kind, by their values.
fn years_by_value(
    drafts: &[Draft],
    scope: &[usize],
    is_kind: impl Fn(&Draft) -> bool,
) -> BTreeMap<Decimal, Vec<Vec<i32>>> {
    let mut found: BTreeMap<Decimal, Vec<Vec<i32>>> = BTreeMap::new();
    for draft in scope.iter().map(|&index| &drafts[index]).filter(|draft| is_kind(draft)) {
        found.entry(draft.amount.value).or_default().push(draft.years.clone());
    }
    found
}

/// "Totalt finns 1,42 miljarder. Ramen för kommuner uppgår till 1,1 miljarder": what uppgår till a
/// figure below the sum that its paragraph states before it, or below what the agreement itself
/// comprises, is a part of that.
fn below_sum(scene: &Scene<'_>, drafts: &mut [Draft], scope: &[usize]) {
    let mut sums: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    let mut stated: BTreeMap<Vec<i32>, Decimal> = BTreeMap::new();
    for draft in scope.iter().map(|&index| &drafts[index]) {
        if draft.rule == "total-of-agreement" && draft.role == Role::Total {
            let most = stated.entry(draft.years.clone()).or_default();
            *most = (*most).max(draft.amount.value);
        }
    }
    for &index in scope {
        let draft = &drafts[index];
        let above = sums.get(&draft.part).into_iter().flatten();
        let below = || {
            above.map(|&other| &drafts[other]).any(|sum| {
                sum.amount.value > draft.amount.value && years_meet(&sum.years, &draft.years)
            })
        };
        let of_agreement =
            || scene.part_text(draft.part).to_lowercase().contains("överenskommelse");
        if draft.role != Role::Total {
            continue;
        }
        // What the agreement itself is said to comprise for the same year.
        let within = || {
            draft.rule == "total"
                && stated.get(&draft.years).is_some_and(|most| *most > draft.amount.value)
        };
        if draft.rule == "total" && (below() || within()) && !of_agreement() {
            drafts[index].role = Role::Earmark;
            drafts[index].claim = Claim::SetAside;
        } else if draft.claim == Claim::Sum {
            sums.entry(draft.part).or_default().push(index);
        }
    }
}

/// True for a document that tells of money being paid out.
fn pays_out(scene: &Scene<'_>) -> bool {
    static PAYS: Pattern = Pattern::new(r"(?i)\b(?:utbetal\w+|betala(?:s|r|des)? ut)\b");
    PAYS.is_match(&scene.text.string)
}

/// "En extra miljard" is a supplement whatever the verb.
fn extra(scene: &Scene<'_>, draft: &Draft) -> bool {
    let words = scene.str(draft.ranges[0].clone()).to_lowercase();
    words.contains(" extra ") || words.starts_with("extra ")
}

/// "För 2019 tillförs 305 miljoner kronor", to nobody and for nothing in particular.
fn is_brought(scene: &Scene<'_>, draft: &Draft) -> bool {
    static BROUGHT: Pattern = Pattern::new(r"(?i)\b(?:tillförs|tillskjuts|tillkommer)(?: \w+)?$");
    let sentence = draft.sentence.and_then(|at| scene.sentences.get(at));
    let before = sentence.map(|it| scene.str(it.range.start..draft.start()).trim_end());
    draft.claim == Claim::SetAside
        && draft.recipient.is_none()
        && !draft.purpose_is_said()
        && before.is_some_and(|words| BROUGHT.is_match(words))
}

/// True for a headline that rounds what the text sets aside: beside that it is no total.
fn rounds(drafts: &[Draft], scope: &[usize], index: usize) -> bool {
    let head = &drafts[index];
    head.origin == Origin::Heading
        && scope.iter().map(|&index| &drafts[index]).any(|draft| {
            let off = (draft.amount.value - head.amount.value).abs();
            draft.origin == Origin::Prose
                && draft.claim == Claim::SetAside
                && !off.is_zero()
                && off <= head.amount.resolution
        })
}

/// Where no total is stated, the largest amount that the others are not parts beyond is one.
///
/// Beside totals of other years it must say its year, stand first and have parts.
fn promote(drafts: &mut [Draft], scope: &[usize], other_years: bool) {
    let scope: Vec<usize> =
        scope.iter().copied().filter(|&index| !rounds(drafts, scope, index)).collect();
    let free: Vec<usize> = scope
        .iter()
        .copied()
        .filter(|&index| {
            let draft = &drafts[index];
            draft.role == Role::Earmark
                && draft.opened_by.is_none()
                && draft.of_party.is_none()
                && !draft.portion
                && draft.claim == Claim::SetAside
                && !(other_years && draft.years.is_empty())
        })
        .filter(|&index| !matches!(drafts[index].origin, Origin::Row { .. } | Origin::Item))
        .collect();
    let Some(&largest) =
        free.iter().max_by_key(|&&index| (drafts[index].amount.value, std::cmp::Reverse(index)))
    else {
        return;
    };
    if parallel(drafts, &free, largest) {
        return;
    }
    let value = drafts[largest].amount.value;
    let others: Decimal = scope
        .iter()
        .map(|&index| &drafts[index])
        .filter(|draft| {
            draft.role == Role::Earmark && draft.amount.value != value && draft.opened_by.is_none()
        })
        .map(|draft| draft.amount.value)
        .sum();
    let distinct = scope
        .iter()
        .filter(|&&index| {
            drafts[index].role == Role::Earmark && drafts[index].amount.value != value
        })
        .count();
    let payouts = || scope.iter().map(|&at| &drafts[at]).filter(|it| it.role == Role::Payout);
    let payout = payouts().next().is_some();
    // "Kollegiet får använda högst 250 000 kronor för administration" of the millions that it pays out.
    if payouts().any(|paid| paid.amount.value > value) && distinct > 0 {
        return;
    }
    // What is named first and is the largest is what the rest is about.
    let first = scope.iter().copied().find(|&index| {
        matches!(drafts[index].role, Role::Earmark | Role::Total)
            && drafts[index].origin != Origin::Heading
    });
    let leads = first.is_some_and(|first| drafts[first].amount.value == value)
        && scope.iter().all(|&index| {
            drafts[index].role != Role::Earmark
                || drafts[index].opened_by.is_some()
                || drafts[index].amount.value <= value
        });
    let whole = (distinct == 0 && !payout) || (distinct > 0 && (others <= value || leads));
    if whole && !(other_years && (distinct < 2 || !leads)) {
        let (sentence, years) = (drafts[largest].sentence, drafts[largest].years.clone());
        for &index in &free {
            // "För 2021 och 2022 avsätts 1 405 respektive 1 365 mnkr": a total for each year.
            let draft = &drafts[index];
            let of_pair = draft.sentence.is_some()
                && draft.sentence == sentence
                && draft.rule == drafts[largest].rule
                && draft.years.len() == 1
                && years.len() == 1
                && draft.years != years
                && draft.recipient.is_none();
            if draft.amount.value == value || of_pair {
                drafts[index].role = Role::Total;
            }
        }
    }
}

/// True for an amount beside others that are not its parts: "150 mnkr för primärvård, 100 mnkr för
/// kompetens och 50 mnkr för uppföljning", "regionerna får 900 mnkr och kommunerna 700 mnkr".
fn parallel(drafts: &[Draft], free: &[usize], largest: usize) -> bool {
    let one = &drafts[largest];
    let others = free.iter().filter(|&&other| other != largest).map(|&other| &drafts[other]);
    let mut others = others.filter(|other| other.years == one.years);
    others.any(|other| listed(one, other) || apart(one, other))
}

/// True for two amounts of one paragraph to which the same kind of words lead: "för primärvård
/// avsätts 150 mnkr och för kompetens 100 mnkr".
pub(crate) fn listed(one: &Draft, other: &Draft) -> bool {
    let led = !one.lead.is_empty() && !other.lead.is_empty() && one.lead != other.lead;
    let first = |draft: &Draft| draft.lead.split(' ').next().map(str::to_owned);
    led && one.sentence.is_some()
        && (one.sentence == other.sentence || one.part == other.part && first(one) == first(other))
}

/// True where two parties get the two, neither of which is among the other.
pub(crate) fn apart(one: &Draft, other: &Draft) -> bool {
    use PartyKind::{Agency, Municipalities, Municipality, Region, Regions, Skr};
    let plain = [Regions, Municipalities, Skr, Agency, Region, Municipality];
    let of = |draft: &Draft| draft.recipient.clone().filter(|party| plain.contains(&party.kind));
    let (Some(one), Some(other)) = (of(one), of(other)) else { return false };
    match (one.kind, other.kind) {
        // One of them may be among all of them.
        (Regions, Region) | (Municipalities, Municipality) => false,
        // "Hallands län" is its municipalities too.
        (Region, Municipalities | Municipality) => false,
        (Region, Region) | (Municipality, Municipality) => one.code != other.code,
        (Agency, Agency) => one != other,
        (a, b) => a != b,
    }
}
