//! What the items of a list are parts of: the amount that the sentence above the list states, or that
//! it points back at.

use std::ops::Range;

use rust_decimal::Decimal;

use super::known::Sought;
use super::parts::{has_parts, larger};
use crate::clean::PartKind;
use crate::interpret::draft::{Draft, Origin};
use crate::interpret::scene::Scene;
use crate::pattern::Pattern;

/// The sentence that a list goes on from: the one before its first item, if it ends with a colon.
pub(crate) fn list_lead(scene: &Scene<'_>, draft: &Draft) -> Option<Range<usize>> {
    if draft.origin != Origin::Item {
        return None;
    }
    let lead = scene.text.list_start(draft.part).checked_sub(1)?;
    let lead = scene.sentences_of(lead).last()?.range.clone();
    let text = scene.str(lead.clone()).trim_end();
    // "Kollegiet ska betala ut" goes on in the items without a colon.
    let item =
        scene.text.parts.get(draft.part).is_some_and(|it| matches!(it.kind, PartKind::Item(_)));
    let goes_on = item && text.ends_with(|c: char| c.is_lowercase()) && text.contains(' ');
    let opens = text.ends_with([':', ',']) || text.ends_with("därav") || text.ends_with("varav");
    (opens || goes_on).then_some(lead)
}

/// Items of a list are parts of the amount that the sentence above the list ends with; of the one
/// before it in the paragraph where that sentence only says "Beloppet fördelas enligt följande:".
pub(crate) fn of_list(sought: &Sought<'_>) -> Option<usize> {
    let &Sought { scene, drafts, near, index, .. } = sought;
    static OF_BEFORE: Pattern = Pattern::new(
        r"(?i)^\W*(?:beloppet|summan|medlen|pengarna|bidraget|anslaget|ramen|dessa medel|dessa|de) (?:ska |skall |kommer att )?(?:fördelas|delas|används|användas|betalas|utbetalas)\b",
    );
    static OF_IT: Pattern = Pattern::new(
        r"(?i)^\W*(?:av|ur) (?:dessa|(?:det |de )?(?:[a-zåäö]*(?:medlen|bidraget|beloppet|anslaget)|tillskottet|tillägget|förstärkningen|ersättningen|stödet|ramen|summan|pengarna))\b[^.;\d]*$",
    );
    let lead = list_lead(scene, &drafts[index])?;
    let within = |range: &Range<usize>| {
        sought
            .earlier()
            .skip_while(|&other| drafts[other].start() >= range.end)
            .take_while(|&other| drafts[other].start() >= range.start)
            .find(|&other| has_parts(drafts[other].role) && larger(drafts, other, index))
    };
    // "Av tillskottet avser": what stands before and is what the items add up to, else the last.
    let of_it = || {
        let items = sum_of_items(scene, drafts, near, index)?;
        let open = |at: usize| {
            drafts[at].start() < lead.start
                && has_parts(drafts[at].role)
                && larger(drafts, at, index)
        };
        let section = scene.section_of(drafts[index].part);
        let equal = || sought.earlier().find(|&at| open(at) && drafts[at].amount.value == items);
        let last = || {
            let beside = |at: usize| scene.section_of(drafts[at].part) == section;
            sought.earlier().find(|&at| open(at) && beside(at) && drafts[at].amount.value > items)
        };
        equal().or_else(last)
    };
    if OF_IT.is_match(scene.str(lead.clone())) {
        return within(&lead).or_else(of_it);
    }
    within(&lead).or_else(|| {
        let sentence = scene.sentences.partition_point(|it| it.range.start < lead.start);
        let part = scene.sentences.get(sentence)?.part;
        let before = scene.text.parts[part].range.start..lead.start;
        let items = sum_of_items(scene, drafts, near, index);
        let closed = |&whole: &usize| {
            drafts[whole].part == part
                && has_parts(drafts[whole].role)
                && items == Some(drafts[whole].amount.value)
        };
        let closed = || sought.earlier().find(closed);
        closed().or_else(|| within(&before).filter(|_| OF_BEFORE.is_match(scene.str(lead.clone()))))
    })
}

/// What the first amounts of the items beside an item add up to, its own included; none of a list
/// too long to be one sentence's.
fn sum_of_items(
    scene: &Scene<'_>,
    drafts: &[Draft],
    scope: &[usize],
    index: usize,
) -> Option<Decimal> {
    const LONGEST: usize = 100;
    let is_item = |part: usize| {
        scene.text.parts.get(part).is_some_and(|it| matches!(it.kind, PartKind::Item(_)))
    };
    let own = drafts[index].part;
    let first = scene.text.list_start(own);
    let behind = (own..=first + LONGEST).find(|&part| !is_item(part))?;
    let mut seen = None;
    let mut sum = Decimal::ZERO;
    let from = scope.partition_point(|&at| drafts[at].part < first);
    for draft in scope[from..].iter().map(|&at| &drafts[at]).take_while(|it| it.part < behind) {
        if seen != Some(draft.part) {
            seen = Some(draft.part);
            sum = sum.saturating_add(draft.amount.value);
        }
    }
    Some(sum)
}
