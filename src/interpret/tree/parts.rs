//! What each part is a part of: by the words that open it, by the party whose money it is, by its
//! list, by the sum that it closes.
//!
//! The ways are tried in the order in which `find` names them. None makes an amount a part of a
//! smaller one or of money in another currency.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use super::closing::{closed, divided, fills, halved, rest};
use super::headed::under_heading;
use super::known::{Known, Sought, before};
use super::lists::{list_lead, of_list};
use super::misprints;
use super::named::{list_owner, of_supplement, of_these, owned};
use super::shares::{beside_divided, of_all, of_own_share};
use super::totals::apart;
use super::years_meet;
use crate::contract::{Party, PartyKind, Per, Role};
use crate::interpret::draft::{Draft, Origin};
use crate::interpret::recipient;
use crate::interpret::role::Claim;
use crate::interpret::scene::Scene;
use crate::interpret::table::column_of;
use crate::pattern::Pattern;

/// How many amounts, and how many totals, before and behind one are looked at for what it is a part
/// of; a document of people has fewer.
const REACH: usize = 500;

/// Finds what each part is a part of.
///
/// `whole_of` are the parts that close what stands before them.
pub(crate) fn find(
    scene: &Scene<'_>,
    drafts: &mut [Draft],
    scope: &[usize],
    whole_of: &BTreeMap<usize, usize>,
    period: Vec<i32>,
) {
    let mut known = Known::new(drafts, scope, period);
    for &index in scope {
        let draft = &drafts[index];
        if let Some(of) = draft.restates.filter(|&of| drafts[of].role == draft.role) {
            // What is said once more is a part of the same whole, and counts there once.
            drafts[index].parent = drafts[of].parent;
            continue;
        }
        let at = before(scope, index).len();
        let near = &scope[at.saturating_sub(REACH)..scope.len().min(at + REACH)];
        let can_be_part = matches!(draft.role, Role::Earmark | Role::Share | Role::Contribution)
            || (draft.role == Role::Other && draft.origin == Origin::Item)
            // "16 mdkr, varav 6 mdkr för skolan" in a budget.
            || (draft.role == Role::Budget && draft.opened_by.is_some())
            || (draft.role == Role::Other
                && draft.claim == Claim::Unsaid
                && draft.rule.is_empty()
                && closed(scene, drafts, scope, &known.groups, index).is_some());
        let sought = &Sought { scene, drafts, scope, near, known: &known, index };
        let parent = if draft.role == Role::Payout {
            closed(scene, drafts, scope, &known.groups, index)
                .or_else(|| halved(sought))
                .or_else(|| paid_from(sought))
                .or_else(|| under_heading(sought))
        } else if !can_be_part {
            None
        } else if draft.added && matches!(draft.claim, Claim::SetAside | Claim::Contribution) {
            whole_of.get(&index).copied()
        } else {
            level(sought)
                .or_else(|| of_own_share(sought))
                .or_else(|| owned(sought))
                .or_else(|| halved(sought))
                .or_else(|| of_supplement(sought))
                .or_else(|| of_these(sought))
                .or_else(|| rest(sought))
                .or_else(|| whole_of.get(&index).copied())
                .or_else(|| closed(scene, drafts, scope, &known.groups, index))
                .or_else(|| under_heading(sought))
                .or_else(|| fills(sought))
                .or_else(|| of_list(sought))
                .or_else(|| beside_divided(sought))
                .or_else(|| of_all(sought))
                .or_else(|| divided(sought))
                .or_else(|| total_of(sought))
                .or_else(|| beside_parts(sought))
        };
        // What is more than a mistyped total is a part of it, though it fits the one stated later.
        let restated = |parent: usize| drafts[parent].restates.filter(|&of| of < index);
        let parent = parent.map(|parent| restated(parent).unwrap_or(parent));
        let parent = parent
            .and_then(|parent| of_other_party(sought, parent))
            .filter(|&parent| {
                larger(drafts, parent, index)
                    || drafts[index].sentence.is_some()
                        && known.totals.iter().any(|&at| drafts[at].restates == Some(parent))
                    || misprinted_part(drafts, parent, index)
                    || misprints::is_of_total_row(drafts, &known, parent, index)
            })
            .or_else(|| {
                let mistyped = can_be_part && draft.role != Role::Payout;
                mistyped.then(|| misprints::whole(sought))?
            });
        if parent.is_some()
            && drafts[index].role == Role::Other
            && drafts[index].claim == Claim::Unsaid
        {
            drafts[index].role = Role::Earmark;
        }
        drafts[index].parent = parent;
        let whole = parent.and_then(|parent| drafts[parent].recipient.clone());
        if drafts[index].recipient.is_none()
            && let Some(party) = whole
            && list_owner(scene, &drafts[index]) == Some(party.kind)
        {
            drafts[index].of_party = Some(party.kind);
            drafts[index].recipient = Some(party);
        }
        if drafts[index].recipient.is_none() && drafts[index].role == Role::Earmark {
            let lead = list_lead(scene, &drafts[index]);
            drafts[index].recipient = lead.and_then(|lead| recipient::of_lead(scene.str(lead)));
        }
        if let Some(parent) = parent {
            known.take(parent, &drafts[index]);
        }
    }
}

/// The whole of an amount, or what that is a part of where another party has it: "kommunernas del är
/// 300 mnkr och regionernas 500 mnkr". What its own words make a part of it stays one, as does what an
/// agency hands on.
fn of_other_party(sought: &Sought<'_>, whole: usize) -> Option<usize> {
    const DEEPEST: usize = 4;
    static BESIDES: Pattern =
        Pattern::new(r"(?i)\b(?:därutöver|därtill|härutöver|dessutom|utöver)\b");
    let (drafts, draft) = (sought.drafts, sought.draft());
    let opened = draft.opened_by == Some(whole)
        || matches!(draft.claim, Claim::PartOfLast | Claim::PartOfThese | Claim::Rest);
    if draft.origin != Origin::Prose || (opened && !draft.goes_on) {
        return Some(whole);
    }
    let besides = || sought.words_before().is_some_and(|words| BESIDES.is_match(words));
    // What one region or municipality got it may hand on to anybody.
    if drafts[whole].role == Role::Share {
        return Some(whole);
    }
    let other = |at: usize| {
        let agency = |party: &Party| party.kind == PartyKind::Agency;
        apart(&drafts[at], draft)
            && !drafts[at].recipient.as_ref().is_some_and(agency)
            && (drafts[at].role != Role::Total || besides())
    };
    let above = std::iter::successors(Some(whole), |&at| drafts[at].parent);
    above.take(DEEPEST).find(|&at| !other(at))
}

/// What "varav" opened, or for what "och" goes on with the level of the tree that it fills up:
/// "900 mnkr, varav 700 mnkr till regionerna, därav 40 mnkr för screening, och 200 mnkr till
/// kommunerna".
fn level(sought: &Sought<'_>) -> Option<usize> {
    let &Sought { drafts, known, index, .. } = sought;
    let opened = drafts[index].opened_by?;
    if !drafts[index].goes_on {
        return Some(opened);
    }
    let mut whole = Some(opened);
    while let Some(at) = whole {
        let parts = known.taken(at).all;
        if parts.saturating_add(drafts[index].amount.value) == drafts[at].amount.value {
            return Some(at);
        }
        whole = drafts[at].parent.filter(|&above| above < at);
    }
    Some(opened)
}

/// Money set aside that has parts and is part of nothing is a total, where no other is stated.
pub(crate) fn wholes(scene: &Scene<'_>, drafts: &mut [Draft], scope: &[usize]) {
    // Money of no agreement has a total for each section.
    let of_agreement = scope.iter().any(|&index| drafts[index].agreement.is_some());
    let totals: BTreeSet<usize> = scope
        .iter()
        .filter(|&&index| drafts[index].role == Role::Total)
        .map(|&index| scene.section_of(drafts[index].part))
        .collect();
    let parents: BTreeSet<usize> = scope.iter().filter_map(|&index| drafts[index].parent).collect();
    let parts: BTreeSet<Decimal> = scope
        .iter()
        .map(|&index| &drafts[index])
        .filter(|draft| draft.parent.is_some())
        .map(|draft| draft.amount.value)
        .collect();
    for &index in scope {
        let section = scene.section_of(drafts[index].part);
        if totals.contains(&section) || of_agreement && !totals.is_empty() {
            continue;
        }
        let draft = &drafts[index];
        let prose = !matches!(draft.origin, Origin::Row { .. });
        let whole =
            matches!(draft.role, Role::Earmark | Role::Other) && draft.parent.is_none() && prose;
        // What is stated elsewhere as a part of something is that here too.
        let part_elsewhere = parts.contains(&draft.amount.value);
        if whole && parents.contains(&index) && !part_elsewhere {
            drafts[index].role = Role::Total;
        }
    }
}

/// What is paid out of a total that the same paragraph states before it, and of the money that "av
/// medlen" points back at.
fn paid_from(sought: &Sought<'_>) -> Option<usize> {
    let &Sought { scene, drafts, index, .. } = sought;
    static OF_THEM: Pattern =
        Pattern::new(r"(?i)^\W*av (?:medlen|dessa|detta|beloppet|bidraget|pengarna|summan)\b");
    // "Mellanskillnaden, 767 mnkr, betalas ut i juni" is money besides the total.
    static BETWEEN: Pattern =
        Pattern::new(r"(?i)^\W*(?:mellanskillnaden|skillnaden|differensen)\b");
    let draft = sought.draft();
    let words = draft.sentence.and_then(|at| scene.sentences.get(at)).map(|it| it.range.clone());
    if words.clone().is_some_and(|words| BETWEEN.is_match(scene.str(words))) {
        return None;
    }
    if words.is_some_and(|words| OF_THEM.is_match(scene.str(words))) {
        let section = scene.section_of(draft.part);
        return sought.earlier().find(|&other| {
            has_parts(drafts[other].role)
                && larger(drafts, other, index)
                && drafts[other].sentence != draft.sentence
                && scene.section_of(drafts[other].part) == section
        });
    }
    sought.earlier().take_while(|&other| drafts[other].part == draft.part).find(|&other| {
        let whole = &drafts[other];
        whole.sentence.is_some()
            && whole.role == Role::Total
            && years_meet(&whole.years, &draft.years)
    })
}

/// True where one amount can be a part of the other.
pub(crate) fn larger(drafts: &[Draft], whole: usize, part: usize) -> bool {
    drafts[whole].amount.value >= drafts[part].amount.value
        && drafts[whole].amount.currency == drafts[part].amount.currency
        && whole != part
}

/// True for a part that its own words tie to its whole, although it is printed larger: one of the
/// two is a misprint, which the sum is to show.
pub(crate) fn misprinted_part(drafts: &[Draft], whole: usize, part: usize) -> bool {
    let (one, two) = (&drafts[whole], &drafts[part]);
    let opened = two.opened_by == Some(whole);
    let row = |draft: &Draft| matches!(draft.origin, Origin::Row { .. });
    if opened && row(one) && row(two) && one.role == Role::Total && two.claim == Claim::SetAside {
        return true;
    }
    let of_total = matches!(
        two.claim,
        Claim::Contribution | Claim::PartOfThese | Claim::Rest | Claim::PartOfLast
    );
    (opened || (of_total && one.role == Role::Total))
        && whole < part
        && one.part == two.part
        && one.sentence.is_some()
        && one.amount.currency == two.amount.currency
        && one.amount.per == two.amount.per
        && has_parts(one.role)
}

/// Roles that can have parts.
pub(crate) fn has_parts(role: Role) -> bool {
    matches!(role, Role::Total | Role::Earmark | Role::Supplement | Role::Payout | Role::Budget)
}

/// What is set aside in the paragraph of a named part, where no total is stated, is the next part of
/// the same whole as long as that reaches.
fn beside_parts(sought: &Sought<'_>) -> Option<usize> {
    let &Sought { drafts, known, .. } = sought;
    let draft = sought.draft();
    if !matches!(draft.claim, Claim::SetAside | Claim::Rest) || draft.sentence.is_none() {
        return None;
    }
    let beside = sought.earlier().map(|other| &drafts[other]);
    let part = beside
        .take_while(|other| other.part == draft.part)
        .find(|other| other.claim == Claim::PartOfThese && other.parent.is_some())?;
    let whole = part.parent?;
    let taken = known.taken(whole).all.saturating_add(draft.amount.value);
    (taken <= drafts[whole].amount.value).then_some(whole)
}

/// False for the total of another column than the amount's, where that column has a figure in the
/// amount's row too: "Hela landet | Kommunen" with a total of the second alone.
fn in_column(
    scene: &Scene<'_>,
    drafts: &[Draft],
    known: &Known,
    total: usize,
    index: usize,
) -> bool {
    let column = |at: usize| column_of(scene, drafts[at].part);
    let (Origin::Row { table, row }, Some(own)) = (drafts[index].origin, column(total)) else {
        return true;
    };
    if column(index) == Some(own) {
        return true;
    }
    let rows = known.rows_of_table(table);
    let before = |&other: &usize| matches!(drafts[other].origin, Origin::Row { row: earlier, .. } if earlier < row);
    let beside = rows[rows.partition_point(before)..].iter().copied();
    let mut beside = beside.take_while(|&at| drafts[at].origin == Origin::Row { table, row });
    !beside.any(|other| column(other) == Some(own))
}

/// The total that an amount is a part of: the last one before it, else the first behind it.
fn total_of(sought: &Sought<'_>) -> Option<usize> {
    let &Sought { scene, drafts, known, index, .. } = sought;
    let draft = sought.draft();
    let fits = |other: usize| {
        let total = &drafts[other];
        total.role == Role::Total
            && (total.claim != Claim::Earlier
                || !total.years.is_empty() && total.years == draft.years)
            && (total.amount.value > draft.amount.value || misprinted_part(drafts, other, index))
            && total.amount.currency == draft.amount.currency
            && years_meet(&total.years, &draft.years)
            // What is estimated for a coming year is the whole of what names that year.
            && !(total.claim == Claim::Estimated && draft.years.is_empty())
            // Where the named parts close the sum, what comes later is not one of them.
            && !(draft.claim == Claim::SetAside
                && draft.origin == Origin::Prose
                && known.taken(other).named == total.amount.value
                && !before(known.groups.of_value(draft.amount.value), index)
                    .iter()
                    .any(|&twin| drafts[twin].parent == Some(other)))
    };
    let row_table = match draft.origin {
        Origin::Row { table, .. } => Some(table),
        _ => None,
    };
    if let Some(table) = row_table {
        let own = known.totals_of_table(table).iter().copied().find(|&other| {
            in_column(scene, drafts, known, other, index)
                && (fits(other) || misprints::is_of_total_row(drafts, known, other, index))
                && (drafts[other].years == draft.years
                    || drafts[other].years.is_empty()
                    || draft.years.is_empty())
        });
        if own.is_some() {
            return own;
        }
        let sum = known.sum_of_table(table, &draft.years);
        let equal = sum.map_or(&[][..], |sum| known.groups.of_value(sum));
        let stated = equal.iter().copied().find(|&other| {
            let whole = &drafts[other];
            whole.sentence.is_some()
                && has_parts(whole.role)
                && whole.amount.currency == draft.amount.currency
                && larger(drafts, other, index)
                && whole.amount.value > draft.amount.value
        });
        if stated.is_some() {
            return stated;
        }
    }
    let (earlier, later) = known.totals.split_at(before(&known.totals, index).len());
    let earlier = &earlier[earlier.len().saturating_sub(REACH)..];
    // A part per year is of a total per year, if there is one.
    let alike = |other: usize| drafts[other].amount.per == draft.amount.per;
    let last = |fits: &dyn Fn(usize) -> bool| earlier.iter().copied().rfind(|&other| fits(other));
    let yearly = draft.amount.per == Some(Per::Year);
    let same_time = yearly.then(|| last(&|other: usize| fits(other) && alike(other))).flatten();
    // What names no year is no part of what is told of another year than the agreement's.
    let current = |other: usize| {
        fits(other) && draft.years.is_empty() && years_meet(&drafts[other].years, &known.period)
    };
    // Where the total of these years is closed, one of other years is not the whole instead.
    let of_period =
        |&at: &usize| !drafts[at].years.is_empty() && years_meet(&drafts[at].years, &known.period);
    let dated = draft.years.is_empty()
        && !known.period.is_empty()
        && earlier.iter().any(|at| of_period(at) && larger(drafts, *at, index));
    let any = |at: usize| fits(at) && (!dated || years_meet(&drafts[at].years, &known.period));
    same_time
        .or_else(|| last(&current))
        .or_else(|| last(&any))
        .or_else(|| later.iter().take(REACH).copied().find(|&at| at > index && any(at)))
}
