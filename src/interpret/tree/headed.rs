//! Wholes that a heading names: what its section sets aside is a part of the sum in the heading, or of
//! the row of a table that has the heading's name.

use rust_decimal::Decimal;

use super::known::Sought;
use super::parts::{has_parts, larger};
use super::totals::apart;
use super::years_meet;
use crate::contract::Role;
use crate::interpret::draft::Origin;
use crate::interpret::role::Claim;
use crate::pattern::Pattern;

/// "1. Primärvården (3 320 mnkr)" and what is set aside in the section below that heading, as long as
/// it reaches for all of it; so it is where the heading is the name of a row of a table above.
pub(crate) fn under_heading(sought: &Sought<'_>) -> Option<usize> {
    let &Sought { scene, drafts, near, .. } = sought;
    let section_of = |at: usize| scene.section_of(drafts[at].part);
    let section = section_of(sought.index);
    let below = |at: usize| {
        let draft = &drafts[at];
        section_of(at) == section
            && (draft.claim == Claim::SetAside || draft.role == Role::Payout)
            && draft.opened_by.is_none()
            && draft.of_party.is_none()
            && draft.restates.is_none()
            && matches!(draft.origin, Origin::Prose | Origin::Item)
    };
    // The headline of all rounds what the text then states.
    let headline = scene.sections.get(section).is_none_or(|it| it.level <= 1);
    if headline || !below(sought.index) {
        return None;
    }
    let of_heading = |at: usize| drafts[at].origin == Origin::Heading && section_of(at) == section;
    let headed = || sought.earlier().find(|&at| of_heading(at) && has_parts(drafts[at].role));
    let whole = headed().or_else(|| row_of_heading(sought))?;
    let parts = near.iter().copied().filter(|&at| below(at)).map(|at| drafts[at].amount.value);
    let sum = parts.fold(Decimal::ZERO, Decimal::saturating_add);
    let (one, two) = (&drafts[whole], sought.draft());
    let fits = years_meet(&one.years, &two.years) && !apart(one, two);
    (fits && one.amount.currency == two.amount.currency && sum <= one.amount.value).then_some(whole)
}

/// The row of a table above that has the name of the amount's heading.
pub(crate) fn row_of_heading(sought: &Sought<'_>) -> Option<usize> {
    let &Sought { scene, drafts, .. } = sought;
    let name = row_name(scene.heading(scene.section_of(sought.draft().part))?);
    let named = |at: usize| drafts[at].purpose.as_deref().map(row_name).as_ref() == Some(&name);
    sought.earlier().find(|&at| {
        matches!(drafts[at].origin, Origin::Row { .. })
            && !name.is_empty()
            && named(at)
            && has_parts(drafts[at].role)
            && larger(drafts, at, sought.index)
    })
}

/// The name of a row or heading without its number, what stands in brackets behind it, and case:
/// "ap.7 Psykisk hälsa (ram)".
fn row_name(words: &str) -> String {
    static NUMBER: Pattern =
        Pattern::new(r"(?i)^\W*(?:(?:ap|post|anslagspost)\.? ?\d+|\d+(?:[.:]\d+)*)[.:]?\s+");
    static BRACKETS: Pattern = Pattern::new(r"\s*\([^()]*\)\s*$");
    BRACKETS.cut(NUMBER.cut(words).as_ref()).trim().to_lowercase()
}
