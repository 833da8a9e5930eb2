//! Parts that are known by the sum they close: halves, what is left of a whole, and amounts that add
//! up to one before them. Only a sum that closes to the krona makes a part here.

use rust_decimal::Decimal;

use super::draft::{Draft, Origin};
use super::parts::{has_parts, larger};
use super::role::Claim;
use super::scene::Scene;

/// "Den ena hälften, 219 miljoner": a part of what it is half of.
pub(super) fn halved(
    scene: &Scene<'_>,
    drafts: &[Draft],
    scope: &[usize],
    index: usize,
) -> Option<usize> {
    let draft = &drafts[index];
    let sentence = scene.sentences.get(draft.sentence?)?;
    let before = scene.str(sentence.range.start..draft.start()).to_lowercase();
    if !before.contains("hälften") && !before.contains("halvan") {
        return None;
    }
    let double = draft.amount.value * Decimal::TWO;
    let earlier = scope.iter().copied().filter(|&other| other < index).rev();
    earlier
        .filter(|&other| has_parts(drafts[other].role))
        .find(|&other| (drafts[other].amount.value - double).abs() <= draft.amount.resolution)
}

/// "Resterande 21 miljoner": a part of the whole that it fills up together with the other parts.
pub(super) fn rest(
    scene: &Scene<'_>,
    drafts: &[Draft],
    scope: &[usize],
    index: usize,
) -> Option<usize> {
    let draft = &drafts[index];
    if draft.claim != Claim::Rest {
        return None;
    }
    let left: Decimal = scope
        .iter()
        .map(|&other| &drafts[other])
        .filter(|other| other.claim == Claim::Rest && other.sentence == draft.sentence)
        .map(|other| other.amount.value)
        .sum();
    let section = scene.section_of(draft.part);
    let before = scope
        .iter()
        .copied()
        .filter(|&other| other < index && drafts[other].sentence != draft.sentence)
        .rev();
    before
        .filter(|&other| {
            scene.section_of(drafts[other].part) == section && has_parts(drafts[other].role)
        })
        .find(|&whole| {
            let taken: Decimal = scope
                .iter()
                .filter(|&&other| {
                    other < index
                        && drafts[other].parent == Some(whole)
                        && drafts[other].claim != Claim::Rest
                })
                .map(|&other| drafts[other].amount.value)
                .sum();
            larger(drafts, whole, index)
                && !taken.is_zero()
                && taken + left == drafts[whole].amount.value
        })
}

/// What is set aside later in a section than the first part of a whole, and fills that whole up to
/// the krona, is its other part.
pub(super) fn fills(
    scene: &Scene<'_>,
    drafts: &[Draft],
    scope: &[usize],
    index: usize,
) -> Option<usize> {
    let draft = &drafts[index];
    if draft.claim != Claim::SetAside || draft.sentence.is_none() {
        return None;
    }
    let section = scene.section_of(draft.part);
    scope.iter().copied().filter(|&other| other < index).rfind(|&whole| {
        let taken: Decimal = scope
            .iter()
            .filter(|&&part| part < index && drafts[part].parent == Some(whole))
            .filter(|&&part| scene.section_of(drafts[part].part) == section)
            .map(|&part| drafts[part].amount.value)
            .sum();
        scene.section_of(drafts[whole].part) == section
            && drafts[whole].sentence.is_some()
            && has_parts(drafts[whole].role)
            && larger(drafts, whole, index)
            && !taken.is_zero()
            && taken + draft.amount.value == drafts[whole].amount.value
    })
}

/// Amounts of one sentence, or of one paragraph, that add up to an amount before them are its parts.
pub(super) fn closed(
    scene: &Scene<'_>,
    drafts: &[Draft],
    scope: &[usize],
    index: usize,
) -> Option<usize> {
    let draft = &drafts[index];
    // "Staten skjuter till 88,5 mnkr och regionerna 100": together what they finance.
    let contributed = draft.claim == Claim::Contribution;
    if !matches!(draft.claim, Claim::SetAside | Claim::Unsaid | Claim::Sum | Claim::Contribution)
        || draft.origin == Origin::Heading
    {
        return None;
    }
    let sentence = draft.sentence?;
    let part_of = |other: usize| {
        let alike = match drafts[other].claim {
            Claim::Contribution => contributed,
            Claim::SetAside | Claim::Unsaid | Claim::Sum => !contributed,
            _ => false,
        };
        alike && drafts[other].opened_by.is_none()
    };
    let in_sentence: Vec<usize> = scope
        .iter()
        .copied()
        .filter(|&other| drafts[other].sentence == Some(sentence) && part_of(other))
        .collect();
    let in_part: Vec<usize> = scope
        .iter()
        .copied()
        .filter(|&other| {
            drafts[other].part == draft.part && drafts[other].sentence.is_some() && part_of(other)
        })
        .collect();
    [in_sentence, in_part].iter().find_map(|group| {
        let first = *group.first().filter(|_| group.len() > 1)?;
        let sum: Decimal = group.iter().map(|&other| drafts[other].amount.value).sum();
        let largest = scope.iter().map(|&other| drafts[other].amount.value).max();
        let near = |whole: &Draft| {
            group.len() > 2
                // "Den första delen uppgår till 248 mnkr, den andra till 62 mnkr".
                || draft.rule == "parts-together"
                || scene.section_of(whole.part) == scene.section_of(draft.part)
                || Some(whole.amount.value) == largest
        };
        scope.iter().copied().rfind(|&other| {
            let whole = &drafts[other];
            // "Av dessa avser 180 miljoner ...": the first of them may be named a part already.
            let named: Decimal = scope
                .iter()
                .filter(|&&part| part < first && drafts[part].parent == Some(other))
                .filter(|&&part| drafts[part].part == draft.part)
                .map(|&part| drafts[part].amount.value)
                .sum();
            other < first
                && near(whole)
                && has_parts(whole.role)
                && (whole.amount.value == sum || whole.amount.value == sum + named)
        })
    })
}
