//! Parts that are printed larger than their whole: what their list, sentence or table says they are a
//! part of, where one typing error explains it. Which figure has it is left to the sums.

use super::known::{Known, Sought, before};
use super::years_meet;
use crate::clean::PartKind;
use crate::contract::{Bound, Role};
use crate::interpret::draft::{Draft, Origin};
use crate::interpret::role::Claim;
use crate::interpret::scene::Scene;
use crate::recognise::misprint::{Printed, explains};

/// Groups of more parts than this are not looked at.
const MOST: usize = 100;

/// True where `whole` is the only total row of the table that has `part` as a row above it, and is
/// the smaller one.
pub(crate) fn is_of_total_row(drafts: &[Draft], known: &Known, whole: usize, part: usize) -> bool {
    let (one, two) = (&drafts[whole], &drafts[part]);
    let (Origin::Row { table: own, .. }, Origin::Row { table, .. }) = (one.origin, two.origin)
    else {
        return false;
    };
    let candidate = own == table
        && one.claim == Claim::Total
        && two.claim == Claim::SetAside
        && two.opened_by.is_none()
        && one.amount.value < two.amount.value
        && one.amount.currency == two.amount.currency
        && one.years == two.years
        && part < whole;
    candidate
        && known.rows_of_table(own).iter().filter(|&&other| other != whole).all(|&other| {
            let row = &drafts[other];
            row.years != one.years || (row.claim != Claim::Total && other < whole)
        })
}

/// The total that the amounts beside a draft, or all of its section, close together with it but for
/// one typing error, where the draft is larger than that total.
pub(crate) fn whole(sought: &Sought<'_>) -> Option<usize> {
    let &Sought { scene, drafts, scope, known, index, .. } = sought;
    let draft = sought.draft();
    if draft.amount.bound != Bound::Exact || draft.opened_by.is_some() {
        return None;
    }
    let section = scene.section_of(draft.part);
    let total = before(&known.totals, index).iter().copied().rfind(|&total| {
        let whole = &drafts[total];
        whole.sentence.is_some()
            && whole.origin != Origin::Heading
            && scene.section_of(whole.part) == section
            && years_meet(&whole.years, &draft.years)
    })?;
    let whole = &drafts[total];
    let apart = whole.amount.value >= draft.amount.value
        || whole.amount.bound != Bound::Exact
        || whole.amount.currency != draft.amount.currency
        || whole.amount.per != draft.amount.per;
    if apart {
        return None;
    }
    let printed =
        |at: usize| Printed { value: drafts[at].amount.value, step: drafts[at].amount.resolution };
    let closes = |parts: Vec<usize>| {
        let parts: Vec<Printed> = parts.into_iter().map(printed).collect();
        parts.len() > 1 && explains(printed(total), &parts)
    };
    // What its section sets aside behind the total, where no list or sentence has all of it.
    let of_section = |named: bool| {
        let behind = scope.iter().copied().filter(|&other| other > total).take(MOST);
        behind
            .take_while(|&other| scene.section_of(drafts[other].part) == section)
            .filter(|&other| {
                let part = &drafts[other];
                part.role == Role::Earmark
                    && part.opened_by.is_none()
                    && part.restates.is_none()
                    && part.parent.is_none_or(|parent| parent == total)
                    && part.amount.bound == Bound::Exact
                    && matches!(part.origin, Origin::Prose)
                    && (named || part.claim != Claim::PartOfThese)
            })
            .collect()
    };
    (closes(beside(scene, drafts, scope, index))
        || draft.origin == Origin::Prose && (closes(of_section(true)) || closes(of_section(false))))
    .then_some(total)
}

/// The amounts that stand in one list, one table or one sentence with a draft, itself among them.
fn beside(scene: &Scene<'_>, drafts: &[Draft], scope: &[usize], index: usize) -> Vec<usize> {
    let draft = &drafts[index];
    let at = scope.partition_point(|&other| other < index);
    let near = &scope[at.saturating_sub(MOST)..scope.len().min(at + MOST)];
    let is_item = |part: usize| {
        scene.text.parts.get(part).is_some_and(|it| matches!(it.kind, PartKind::Item(_)))
    };
    let list = is_item(draft.part).then(|| scene.text.list_start(draft.part));
    let mut seen = None;
    let found = near.iter().copied().filter(|&other| {
        let other = &drafts[other];
        if other.opened_by.is_some() || other.amount.bound != Bound::Exact {
            return false;
        }
        match (draft.origin, other.origin) {
            (Origin::Row { table: one, .. }, Origin::Row { table: two, .. }) => {
                one == two && other.claim == Claim::SetAside && other.years == draft.years
            }
            (Origin::Row { .. }, _) | (_, Origin::Row { .. }) => false,
            // Of each item the first sum.
            _ if list.is_some() => {
                let own = is_item(other.part) && list == Some(scene.text.list_start(other.part));
                let first = seen != Some(other.part);
                if own {
                    seen = Some(other.part);
                }
                own && first
            }
            _ => {
                other.sentence == draft.sentence
                    && matches!(other.role, Role::Earmark | Role::Other)
            }
        }
    });
    found.collect()
}
