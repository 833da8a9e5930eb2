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

/// Amounts of one sentence, or of one paragraph, that add up to an amount before them are its parts.
pub(super) fn closed(
    scene: &Scene<'_>,
    drafts: &[Draft],
    scope: &[usize],
    index: usize,
) -> Option<usize> {
    let draft = &drafts[index];
    if !matches!(draft.claim, Claim::SetAside | Claim::Unsaid) || draft.origin == Origin::Heading {
        return None;
    }
    let sentence = draft.sentence?;
    let part_of = |other: usize| {
        matches!(drafts[other].claim, Claim::SetAside | Claim::Unsaid)
            && drafts[other].opened_by.is_none()
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
        let near = |whole: &Draft| {
            group.len() > 2 || scene.section_of(whole.part) == scene.section_of(draft.part)
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
