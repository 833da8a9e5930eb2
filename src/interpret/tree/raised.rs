//! What is added to the sum of an earlier year: "Jämfört med 2023, då 175 mnkr avsattes, tillförs 25
//! mnkr. För 2024 avsätts därför 200 mnkr." Only sums that close to the krona say so.

use crate::interpret::draft::Draft;
use crate::interpret::role::Claim;

/// Amounts of a paragraph farther apart than this are not compared.
const REACH: usize = 4;

/// Makes a change of each amount that, with one of an earlier year before it, is a third amount of
/// its own year in the same paragraph.
pub(crate) fn find(drafts: &mut [Draft], scope: &[usize]) {
    for (at, &index) in scope.iter().enumerate() {
        let draft = &drafts[index];
        let open = matches!(draft.claim, Claim::SetAside | Claim::Unsaid | Claim::Supplement);
        let Some(own) = draft.years.first().filter(|_| open && draft.sentence.is_some()) else {
            continue;
        };
        let near = &scope[at.saturating_sub(REACH)..scope.len().min(at + REACH + 1)];
        let beside = |other: &&Draft| {
            other.part == draft.part
                && other.sentence.is_some()
                && other.amount.currency == draft.amount.currency
                && other.amount.per == draft.amount.per
        };
        let others = || near.iter().map(|&other| &drafts[other]).filter(beside);
        let before = |other: &&Draft| {
            other.start() < draft.start() && other.years.last().is_some_and(|year| year < own)
        };
        let raised = others().filter(before).any(|earlier| {
            let sum = earlier.amount.value.saturating_add(draft.amount.value);
            others().any(|whole| whole.amount.value == sum && whole.years == draft.years)
        });
        if raised {
            drafts[index].claim = Claim::Change;
        }
    }
}
