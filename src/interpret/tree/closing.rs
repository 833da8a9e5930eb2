//! Parts that are known by the sum they close: halves, what is left of a whole, and amounts that add
//! up to one before them. Only a sum that closes to the krona makes a part here.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::known::{Groups, Money, Sought, before};
use super::parts::{has_parts, larger};
use super::totals::{apart, listed};
use super::years_meet;
use crate::contract::Role;
use crate::interpret::draft::{Draft, Origin};
use crate::interpret::role::Claim;
use crate::interpret::scene::Scene;

/// "Den ena hälften, 219 miljoner": a part of what it is half of.
pub(crate) fn halved(sought: &Sought<'_>) -> Option<usize> {
    let (drafts, draft) = (sought.drafts, sought.draft());
    let words = sought.words_before()?.to_lowercase();
    if !["hälften", "halvan", "halva "].iter().any(|half| words.contains(half)) {
        return None;
    }
    let double = draft.amount.value.saturating_mul(Decimal::TWO);
    let near = |value: Decimal| value.saturating_sub(double).abs() <= draft.amount.resolution;
    sought
        .earlier()
        .filter(|&other| has_parts(drafts[other].role))
        .find(|&other| near(drafts[other].amount.value))
}

/// "Resterande 21 miljoner": a part of the whole that it fills up together with the other parts.
pub(crate) fn rest(sought: &Sought<'_>) -> Option<usize> {
    let &Sought { scene, drafts, near, known, index, .. } = sought;
    let draft = sought.draft();
    if draft.claim != Claim::Rest {
        return None;
    }
    let left: Decimal = near
        .iter()
        .map(|&other| &drafts[other])
        .filter(|other| other.claim == Claim::Rest && other.sentence == draft.sentence)
        .fold(Decimal::ZERO, |sum, other| sum.saturating_add(other.amount.value));
    let section = scene.section_of(draft.part);
    let earlier = sought.earlier();
    let closes = |&whole: &usize| {
        let taken = known.taken(whole).before_rest;
        drafts[whole].sentence != draft.sentence
            && (has_parts(drafts[whole].role) || drafts[whole].role == Role::Share)
            && larger(drafts, whole, index)
            && !taken.is_zero()
            && taken.saturating_add(left) == drafts[whole].amount.value
    };
    let in_section =
        earlier.clone().take_while(|&other| scene.section_of(drafts[other].part) == section);
    in_section.into_iter().find(closes).or_else(|| earlier.clone().find(closes))
}

/// What is set aside later in a section than the first part of a whole, and fills that whole up to
/// the krona, is its other part.
pub(crate) fn fills(sought: &Sought<'_>) -> Option<usize> {
    let &Sought { scene, drafts, scope, known, index, .. } = sought;
    /// Sections are short; in a longer one its whole stands near.
    const REACH: usize = 200;
    let draft = sought.draft();
    if draft.claim != Claim::SetAside || draft.sentence.is_none() {
        return None;
    }
    let section = scene.section_of(draft.part);
    let earlier = before(scope, index).iter().rev().copied().take(REACH);
    earlier.take_while(|&whole| scene.section_of(drafts[whole].part) == section).find(|&whole| {
        let taken = known.taken(whole).all;
        drafts[whole].sentence.is_some()
            && has_parts(drafts[whole].role)
            && larger(drafts, whole, index)
            && !taken.is_zero()
            && taken.saturating_add(draft.amount.value) == drafts[whole].amount.value
    })
}

/// What a paragraph sets aside and what it leaves make up a sum that the agreement states before it:
/// parts of that, where no total stands before them.
pub(crate) fn divided(sought: &Sought<'_>) -> Option<usize> {
    let &Sought { drafts, near, known, index, .. } = sought;
    let draft = sought.draft();
    let is_part = |at: usize| {
        let other = &drafts[at];
        let set_aside = matches!(other.claim, Claim::SetAside | Claim::Rest);
        set_aside && other.sentence.is_some() && other.part == draft.part
    };
    if !is_part(index) || !before(&known.totals, index).is_empty() {
        return None;
    }
    let parts: Vec<usize> = near.iter().copied().filter(|&at| is_part(at)).collect();
    let [first, .., _] = parts[..] else { return None };
    let values = parts.iter().map(|&at| drafts[at].amount.value);
    let sum = values.fold(Decimal::ZERO, Decimal::saturating_add);
    let rest = parts.iter().any(|&at| drafts[at].claim == Claim::Rest);
    let fits = |&whole: &usize| {
        let whole = &drafts[whole];
        (has_parts(whole.role) || whole.role == Role::Share)
            && whole.amount.currency == draft.amount.currency
            && years_meet(&whole.years, &draft.years)
    };
    let equal = before(known.groups.of_value(sum), first);
    equal.iter().copied().filter(|_| rest).rfind(fits)
}

/// Amounts of one sentence, or of one paragraph, that add up to an amount before them are its parts.
pub(crate) fn closed(
    scene: &Scene<'_>,
    drafts: &[Draft],
    scope: &[usize],
    groups: &Groups,
    index: usize,
) -> Option<usize> {
    let draft = &drafts[index];
    // "Staten skjuter till 88,5 mnkr och regionerna 100": together what they finance.
    let money = Money::of(draft).filter(|_| draft.origin != Origin::Heading)?;
    let of_sentence = groups.sentences.get(&(draft.sentence?, money));
    let of_part = groups.parts.get(&(draft.part, money));
    [of_sentence, of_part].into_iter().find_map(|group| {
        let group = group.filter(|group| group.count > 1)?;
        let may_be = |whole: &Draft| {
            has_parts(whole.role)
                && !apart(whole, draft)
                && !listed(whole, draft)
                && (group.count > 2
                    // "Den första delen uppgår till 248 mnkr, den andra till 62 mnkr".
                    || draft.rule == "parts-together"
                    || scene.section_of(whole.part) == scene.section_of(draft.part)
                    || Some(whole.amount.value) == groups.largest())
        };
        let equal = before(groups.of_value(group.sum), group.first);
        let plain = equal.iter().copied().rfind(|&other| may_be(&drafts[other]));
        // "Av dessa avser 180 miljoner ...": the first of them may be named a part already.
        let mut named: BTreeMap<usize, Decimal> = BTreeMap::new();
        let earlier = before(scope, group.first).iter().rev().map(|&part| &drafts[part]);
        for part in earlier.take_while(|part| part.part == draft.part) {
            if let Some(whole) = part.parent {
                let sum = named.entry(whole).or_default();
                *sum = sum.saturating_add(part.amount.value);
            }
        }
        let with_named = named.into_iter().rfind(|&(other, named)| {
            let whole = &drafts[other];
            other < group.first
                && may_be(whole)
                && whole.amount.value == group.sum.saturating_add(named)
        });
        plain.max(with_named.map(|(other, _)| other))
    })
}
