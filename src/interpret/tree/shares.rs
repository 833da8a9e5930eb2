//! What the share of one region or municipality is a part of, and what its own parts are.

use super::known::Sought;
use super::parts::larger;
use super::years_meet;
use crate::contract::{PartyKind, Role};
use crate::interpret::draft::Draft;
use crate::interpret::role::Claim;
use crate::pattern::Pattern;

/// "Region Hallands andel är 8 804 900 kronor": a part of what the regions get, if that is stated.
pub(crate) fn of_all(sought: &Sought<'_>) -> Option<usize> {
    let &Sought { drafts, index, .. } = sought;
    let draft = sought.draft();
    if draft.role != Role::Share || draft.sentence.is_none() {
        return None;
    }
    let all = match draft.recipient.as_ref()?.kind {
        PartyKind::Region => PartyKind::Regions,
        PartyKind::Municipality => PartyKind::Municipalities,
        _ => return None,
    };
    sought.earlier().find(|&other| {
        let whole = &drafts[other];
        whole.role == Role::Earmark
            && whole.recipient.as_ref().is_some_and(|party| party.kind == all)
            && years_meet(&whole.years, &draft.years)
            && larger(drafts, other, index)
    })
}

/// "Av regionens del används 12,5 mnkr till eftervård": a part of the share of one region or
/// municipality that its section states last.
pub(crate) fn of_own_share(sought: &Sought<'_>) -> Option<usize> {
    let &Sought { scene, drafts, near, index, .. } = sought;
    static OWN: Pattern = Pattern::new(
        r"(?i)^\W*(?:av|ur|inom|i) (?:regionens|landstingets|kommunens|stadens|vår) (?:del|andel|medel|bidrag|tilldelning)\b[^.;]*$",
    );
    let draft = sought.draft();
    let sentence = scene.sentences.get(draft.sentence?)?;
    let first = near.iter().copied().find(|&other| drafts[other].sentence == draft.sentence)?;
    if !OWN.is_match(scene.str(sentence.range.start..drafts[first].start()).trim_end()) {
        return None;
    }
    // "Av regionens medel för utveckling, 15 mnkr, har 4 mnkr avsatts": that share.
    if first != index && drafts[first].claim == Claim::Again {
        return larger(drafts, first, index).then_some(first);
    }
    let section = scene.section_of(draft.part);
    sought.earlier().find(|&other| {
        drafts[other].role == Role::Share
            && drafts[other].recipient.as_ref().is_some_and(|party| party.code.is_some())
            && drafts[other].sentence != draft.sentence
            && scene.section_of(drafts[other].part) == section
            && larger(drafts, other, index)
    })
}

/// "Av regionens 35 mnkr har 21 mnkr avsatts för bemanning. 6 mnkr går till mödravården": what goes on
/// behind the first part of a share that is divided is the next part of it as long as that reaches.
pub(crate) fn beside_divided(sought: &Sought<'_>) -> Option<usize> {
    let &Sought { drafts, known, .. } = sought;
    let draft = sought.draft();
    if !matches!(draft.claim, Claim::SetAside | Claim::Rest) || draft.role != Role::Earmark {
        return None;
    }
    let beside = || {
        let earlier = sought.earlier().map(|other| &drafts[other]);
        earlier.take_while(|other| other.part == draft.part && other.sentence.is_some())
    };
    let divided = beside().find(|it| it.claim == Claim::Again && it.role == Role::Share)?;
    let part = beside().take_while(|it| it.start() > divided.start()).find_map(|it| it.parent)?;
    let taken = known.taken(part).all.saturating_add(draft.amount.value);
    let fits = drafts[part].amount.value == divided.amount.value && taken <= divided.amount.value;
    fits.then_some(part)
}

/// What the author of a page of agreements gets of several of them is a part of no one sum that stands
/// elsewhere outside their sections.
pub(crate) fn of_nothing(drafts: &mut [Draft], scope: &[usize]) {
    for &index in scope {
        let draft = &drafts[index];
        let elsewhere = |parent: usize| drafts[parent].part != draft.part;
        if draft.role == Role::Share
            && draft.sentence.is_some()
            && draft.opened_by.is_none()
            && draft.parent.is_some_and(elsewhere)
        {
            drafts[index].parent = None;
        }
    }
}
