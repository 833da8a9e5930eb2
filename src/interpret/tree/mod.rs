//! The earmark tree: which amount is a total, which is a part of which.
//!
//! Decides from the claims of the drafts, in the order of the text, one agreement at a time. Never
//! makes an amount a part of a smaller one.

mod closing;
pub(crate) mod foreign;
mod headed;
mod known;
mod lists;
pub(crate) mod merge;
mod misprints;
mod named;
mod parts;
mod raised;
mod restated;
mod runs;
mod shares;
mod totals;

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::draft::{Draft, Origin};
use super::recipient;
use super::role::Claim;
use super::scene::Scene;
use super::year;
use super::year::Years;
use crate::contract::{PartyKind, Per, Role};
use crate::interpret::draft::basis;
pub(crate) use totals::apart;
use totals::totals;

/// Settles roles, parents and years of all drafts.
///
/// `periods` are the years of each agreement, by its index; `written` is the year in which a
/// document that is no agreement was written.
pub(crate) fn settle(
    scene: &Scene<'_>,
    drafts: &mut [Draft],
    periods: &[Vec<i32>],
    written: Option<i32>,
    budget: bool,
) {
    let mut scopes: BTreeMap<Option<usize>, Vec<usize>> = BTreeMap::new();
    for (index, draft) in drafts.iter().enumerate() {
        scopes.entry(draft.agreement).or_default().push(index);
    }
    for (agreement, scope) in scopes {
        let period = agreement.and_then(|at| periods.get(at)).map_or(&[][..], Vec::as_slice);
        fill_years(scene, drafts, &scope, Years { period, written });
        if agreement.is_some() && periods.len() > 1 {
            of_section(drafts, &scope);
        }
        // What stands outside the sections of a page of agreements is a part of none of them.
        let outside = agreement.is_none() && !periods.is_empty();
        raised::find(drafts, &scope);
        paid_by_state(drafts, &scope);
        let whole_of = runs::find(scene, drafts, &scope);
        said_by_sums(drafts, &whole_of);
        totals(scene, drafts, &scope, agreement.is_some(), outside, budget);
        distributions(scene, drafts, &scope);
        restated::link(drafts, &scope);
        let years = match period {
            [] => written.into_iter().collect(),
            period => period.to_vec(),
        };
        parts::find(scene, drafts, &scope, &whole_of, years);
        if outside {
            shares::of_nothing(drafts, &scope);
        }
        parts::wholes(scene, drafts, &scope);
        years_of_parts(drafts, &scope);
        inherit(drafts, &scope, period);
        sums_of_author(drafts, &scope);
    }
}

/// "Staten skjuter till 600 mnkr" is the sum of an agreement where nobody else pays and no larger sum
/// is stated.
fn paid_by_state(drafts: &mut [Draft], scope: &[usize]) {
    let payer = |draft: &Draft| draft.funder.as_ref().map(|party| party.kind);
    let others = scope.iter().any(|&index| {
        let draft = &drafts[index];
        draft.claim == Claim::Contribution && payer(draft) != Some(PartyKind::State)
    });
    let sums = scope.iter().map(|&index| &drafts[index]);
    let sums = sums.filter(|draft| matches!(draft.claim, Claim::Total | Claim::Sum));
    let largest = sums.map(|draft| draft.amount.value).max().unwrap_or_default();
    for &index in scope.iter().filter(|_| !others) {
        let draft = &mut drafts[index];
        let of_state = draft.claim == Claim::Contribution && payer(draft) == Some(PartyKind::State);
        if of_state && draft.opened_by.is_none() && draft.amount.value > largest {
            draft.claim = Claim::Sum;
        }
    }
}

/// What a region or municipality got of all grants in a table of its own is a share as each is.
fn sums_of_author(drafts: &mut [Draft], scope: &[usize]) {
    for &index in scope {
        let draft = &mut drafts[index];
        if draft.role == Role::Total && draft.recipient_rule == recipient::AUTHORS_TABLE {
            draft.role = Role::Share;
        }
    }
}

/// What no words say of amounts that close one before them: they are set aside, and that is their
/// sum.
fn said_by_sums(drafts: &mut [Draft], whole_of: &BTreeMap<usize, usize>) {
    for (&part, &whole) in whole_of {
        for (index, claim) in [(part, Claim::SetAside), (whole, Claim::Sum)] {
            let added_up =
                claim == Claim::SetAside && part < whole && is_stated_sum(&drafts[index]);
            if drafts[index].claim == Claim::Unsaid || added_up {
                drafts[index].claim = claim;
            }
        }
    }
}

/// True for what its own words call a whole.
fn is_stated_sum(draft: &Draft) -> bool {
    matches!(draft.claim, Claim::Sum | Claim::Total | Claim::Earlier | Claim::Portion)
}

/// On a page of several agreements the few sums of a section are its agreement's, whatever the verb.
fn of_section(drafts: &mut [Draft], scope: &[usize]) {
    for &index in scope {
        let draft = &mut drafts[index];
        let price = draft.amount.value < Decimal::from(1_000_000)
            || matches!(draft.amount.per, Some(Per::Inhabitant | Per::Unit));
        let unsaid = draft.claim == Claim::Unsaid && draft.rule.is_empty();
        if unsaid && !price && draft.sentence.is_some() && draft.role != Role::Share {
            draft.claim = Claim::SetAside;
        }
    }
}

/// Years that stand not with the amount but around it.
fn fill_years(scene: &Scene<'_>, drafts: &mut [Draft], scope: &[usize], years: Years<'_>) {
    for &index in scope {
        let draft = &drafts[index];
        if let Some(relative) = draft.relative_year {
            let sentence = draft.sentence.and_then(|at| scene.sentences.get(at));
            let span = || sentence.map_or_else(Vec::new, |it| year::span_before(scene, it));
            if let Some(years) = years.resolve(relative, span) {
                drafts[index].years = years;
                continue;
            }
            drafts[index].relative_year = None;
        }
        let draft = &drafts[index];
        if !draft.years.is_empty()
            || matches!(
                draft.claim,
                Claim::PartOfLast | Claim::PartOfThese | Claim::PartOfTotal | Claim::Change
            )
        {
            continue;
        }
        let sentence = draft.sentence.map(|at| &scene.sentences[at]);
        let per_year = draft.amount.per == Some(Per::Year);
        let years = year::around(scene, sentence, draft.part, per_year);
        // A part per year is for the years of its whole.
        if !(per_year && draft.claim == Claim::SetAside) {
            drafts[index].years = years;
        }
    }
}

/// The basis that a sentence without amounts gives the money of regions and municipalities.
fn distributions(scene: &Scene<'_>, drafts: &mut [Draft], scope: &[usize]) {
    let Some(&first) = scope.first() else { return };
    let agreement = drafts[first].agreement;
    let parts: Vec<usize> = scope.iter().map(|&index| drafts[index].part).collect();
    let (from, to) =
        (parts.iter().min().copied().unwrap_or(0), parts.iter().max().copied().unwrap_or(0));
    // In a page of several agreements only what stands among the agreement's own amounts counts.
    let reach = if agreement.is_none() || drafts.iter().all(|draft| draft.agreement == agreement) {
        usize::MAX
    } else {
        to + 3
    };
    let first = scene.sentences.partition_point(|sentence| sentence.part < from);
    let within = scene.sentences[first..].iter().take_while(|sentence| sentence.part <= reach);
    let says = within.into_iter().find_map(|sentence| {
        let money =
            scene.mentions[sentence.mentions.clone()].iter().any(|m| m.value.kind() == "amount");
        if money { None } else { basis::of_distribution(scene.str(sentence.range.clone())) }
    });
    let Some(basis) = says else { return };
    for &index in scope {
        let draft = &mut drafts[index];
        let shared = draft.recipient.as_ref().is_some_and(|party| {
            matches!(
                party.kind,
                PartyKind::Regions
                    | PartyKind::Municipalities
                    | PartyKind::RegionsAndMunicipalities
            )
        });
        let money = matches!(draft.role, Role::Earmark | Role::Payout)
            && matches!(draft.origin, Origin::Prose | Origin::Heading | Origin::Item);
        let table = matches!(draft.origin, Origin::Row { .. }) && draft.role == Role::Earmark;
        if shared && (money || table) && draft.basis.is_none() {
            draft.basis = Some(basis);
        }
    }
}

/// True where two lists of years can speak of the same money.
pub(crate) fn years_meet(a: &[i32], b: &[i32]) -> bool {
    a.is_empty() || b.is_empty() || a.iter().any(|year| b.contains(year))
}

/// "215 mnkr, varav 115 mnkr avser 2021 och 100 mnkr avser 2022": a whole is for the years of the
/// parts that make it up.
fn years_of_parts(drafts: &mut [Draft], scope: &[usize]) {
    for &whole in scope {
        if !drafts[whole].years.is_empty() || drafts[whole].role != Role::Total {
            continue;
        }
        let parts = || {
            let drafts = &drafts[..];
            scope.iter().map(move |&part| &drafts[part]).filter(move |part| {
                part.opened_by == Some(whole) && part.years_said && part.years.len() == 1
            })
        };
        let sum = parts().fold(Decimal::ZERO, |sum, part| sum.saturating_add(part.amount.value));
        if sum == drafts[whole].amount.value {
            let mut years: Vec<i32> = parts().flat_map(|part| part.years.clone()).collect();
            years.sort_unstable();
            years.dedup();
            drafts[whole].years = years;
        }
    }
}

/// Years that a part takes from its whole.
fn inherit(drafts: &mut [Draft], scope: &[usize], period: &[i32]) {
    // What is for each year is for all years of its agreement, whatever year its whole is for.
    for &index in scope {
        let draft = &mut drafts[index];
        if draft.amount.per == Some(Per::Year)
            && draft.years.is_empty()
            && draft.relative_year.is_none()
            && draft.claim == Claim::SetAside
            && period.len() > 1
        {
            draft.years = period.to_vec();
        }
    }
    for _ in 0..4 {
        for &index in scope {
            let Some(parent) = drafts[index].parent.or(drafts[index].opened_by) else { continue };
            if drafts[index].years.is_empty() && drafts[index].relative_year.is_none() {
                drafts[index].years = drafts[parent].years.clone();
                drafts[index].relative_year = drafts[parent].relative_year;
            }
            // What is a part of the regions' money is the regions' too.
            let opened = matches!(drafts[index].claim, Claim::PartOfLast | Claim::PartOfThese)
                || drafts[index].portion;
            let earmark =
                drafts[parent].role == Role::Earmark && drafts[index].role == Role::Earmark;
            // So it is with the whole where that was given to them: "regionerna får 600 mnkr, varav".
            let given = drafts[index].claim == Claim::PartOfLast
                && matches!(drafts[parent].role, Role::Total | Role::Payout)
                && matches!(drafts[parent].recipient_rule, "gets" | "verb-first" | "given")
                && drafts[index].role == Role::Earmark;
            // "SKR får 14 mnkr, 6 mnkr det första året och 8 mnkr det andra": a part only by its year.
            let of_year = drafts[index].years_said
                && drafts[index].years != drafts[parent].years
                && drafts[index].sentence.is_some()
                && drafts[index].sentence == drafts[parent].sentence
                && !drafts[index].purpose_is_said()
                && drafts[index].role == Role::Earmark;
            if (opened && earmark || given || of_year) && drafts[index].recipient.is_none() {
                drafts[index].recipient = drafts[parent].recipient.clone();
            }
        }
    }
    // What no words near it date is for the years that the agreement is for, if it is for one year,
    // and what is per year for each of them.
    for &index in scope {
        let draft = &mut drafts[index];
        let dated = matches!(draft.role, Role::Change | Role::Other);
        if draft.years.is_empty()
            && draft.relative_year.is_none()
            && !dated
            && (period.len() == 1 || draft.amount.per == Some(Per::Year))
        {
            draft.years = period.to_vec();
        }
    }
    // A contribution's payer is no recipient.
    for &index in scope {
        let draft = &mut drafts[index];
        let state = draft.recipient.as_ref().is_some_and(|party| party.kind == PartyKind::State);
        if draft.role == Role::Contribution || state {
            draft.recipient = None;
        }
    }
}
