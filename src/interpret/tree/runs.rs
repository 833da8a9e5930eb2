//! Amounts that follow one another and add up to the krona to one before them, whatever the words:
//! "Ramen är 340 mnkr. Merparten, 296 mnkr, tillfaller regionerna. Därtill kommer 30 mnkr som
//! regionerna får söka. SKR disponerar 14 mnkr."

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::totals::{apart, listed};
use super::{is_stated_sum, years_meet};
use crate::contract::Bound;
use crate::interpret::draft::{Draft, Origin};
use crate::interpret::role::Claim;
use crate::interpret::scene::Scene;

/// Amounts farther than this from the first are not looked at for a section's sum.
const REACH: usize = 200;

/// More amounts than this behind one another are no split that a reader would add up.
const MOST: usize = 12;

/// Wholes whose parts follow them, by the part: found from the last to the first, so that the parts
/// of a part are not taken for parts of its whole.
///
/// Two parts prove a whole only where they end its paragraph; more of them prove it anywhere in its
/// section.
pub(crate) fn find(scene: &Scene<'_>, drafts: &[Draft], scope: &[usize]) -> BTreeMap<usize, usize> {
    let mut whole_of = BTreeMap::new();
    for (at, &whole) in scope.iter().enumerate().rev() {
        if !may_be_whole(&drafts[whole]) {
            continue;
        }
        let run = run(scene, drafts, &scope[at..], &whole_of);
        if is_one_of_three(drafts, &scope[..at], whole, &run) {
            continue;
        }
        let whole = first_said(drafts, scope, whole);
        whole_of.extend(run.into_iter().map(|part| (part, whole)));
    }
    of_sections(scene, drafts, scope, &mut whole_of);
    of_headings(scene, drafts, scope, &mut whole_of);
    of_rows(drafts, scope, &mut whole_of);
    for (at, &whole) in scope.iter().enumerate() {
        let sums = matches!(drafts[whole].claim, Claim::Sum | Claim::Total);
        if sums && may_be_whole(&drafts[whole]) {
            let run = run_before(scene, drafts, &scope[..=at], &whole_of);
            whole_of.extend(run.into_iter().map(|part| (part, whole)));
        }
    }
    whole_of
}

/// True where an amount and its two parts, none of which words call so, are three parts of one before
/// them: "300 mnkr. 1. Primärvård 150 mnkr. 2. Kompetens 100 mnkr. 3. Uppföljning 50 mnkr".
fn is_one_of_three(drafts: &[Draft], earlier: &[usize], index: usize, parts: &[usize]) -> bool {
    let one = &drafts[index];
    let plain = |draft: &Draft| matches!(draft.claim, Claim::Unsaid | Claim::SetAside);
    let all = one.amount.value.saturating_add(sum_of(drafts, parts));
    parts.len() == 2
        && plain(one)
        && parts.iter().all(|&part| plain(&drafts[part]))
        && earlier.iter().rev().take(MOST).map(|&other| &drafts[other]).any(|other| {
            other.part == one.part
                && other.amount.value == all
                && may_be_whole(other)
                && fits(other, one)
        })
}

/// "Kvar är 550 mnkr. De 550 miljonerna används så": where an amount that is named again stands first.
fn first_said(drafts: &[Draft], scope: &[usize], index: usize) -> usize {
    let named = &drafts[index];
    let same = |&&other: &&usize| {
        let first = &drafts[other];
        other < index
            && first.amount.value == named.amount.value
            && first.amount.currency == named.amount.currency
            && may_be_whole(first)
    };
    let again = named.again || named.claim == Claim::Again;
    again.then(|| scope.iter().take(REACH).find(same)).flatten().copied().unwrap_or(index)
}

/// The amounts of one section that add up to one before it: "Regionerna får 2 985 mnkr." and under
/// the next heading, for what.
fn of_sections(
    scene: &Scene<'_>,
    drafts: &[Draft],
    scope: &[usize],
    whole_of: &mut BTreeMap<usize, usize>,
) {
    const FEWEST: usize = 3;
    let section_of = |index: usize| scene.section_of(drafts[index].part);
    for section in scope.chunk_by(|&one, &next| section_of(one) == section_of(next)) {
        let top = |&&index: &&usize| {
            let draft = &drafts[index];
            let told = matches!(draft.claim, Claim::PartOfThese | Claim::PartOfTotal);
            // "De återstående 200 miljoner kronorna" names none before it.
            let again = draft.again && draft.claim != Claim::Rest;
            let open = draft.opened_by.is_none() && !again && !told;
            open && may_be_part(draft) && !matches!(draft.origin, Origin::Row { .. })
        };
        let parts: Vec<usize> = section.iter().filter(top).copied().collect();
        let known = parts.iter().any(|part| whole_of.contains_key(part));
        let exact = parts.iter().all(|&part| drafts[part].amount.bound == Bound::Exact);
        let (Some(&first), true) = (parts.first(), parts.len() >= FEWEST && exact && !known) else {
            continue;
        };
        let earlier = || scope.iter().copied().take_while(|&index| index < first).take(REACH);
        let stated = |sum: Decimal| earlier().any(|index| drafts[index].amount.value == sum);
        // "Ett fast belopp, 126 mnkr, samt en del på 434 mnkr": a sentence may close a part.
        let sentences = parts.chunk_by(|&one, &next| drafts[one].sentence == drafts[next].sentence);
        let nested = |group: &[usize]| group.len() > 1 && stated(sum_of(drafts, group));
        let sum = sum_of(drafts, &parts);
        let whole = earlier().filter(|&index| drafts[index].amount.value == sum).find(|&index| {
            let whole = &drafts[index];
            section_of(index) != section_of(first)
                && (may_be_whole(whole) || is_ceiling(whole))
                && parts.iter().all(|&part| fits(whole, &drafts[part]))
        });
        let Some(whole) = whole.filter(|_| !sentences.into_iter().any(nested)) else { continue };
        whole_of.extend(parts.iter().map(|&part| (part, whole)));
    }
}

/// The sums in headings of one level that add up to an amount before them: "Prestationsersättningen är
/// 976 mnkr." and sections headed "Preventivt arbetssätt (150 mnkr)".
fn of_headings(
    scene: &Scene<'_>,
    drafts: &[Draft],
    scope: &[usize],
    whole_of: &mut BTreeMap<usize, usize>,
) {
    const FEWEST: usize = 3;
    let heads: Vec<usize> =
        scope.iter().copied().filter(|&at| drafts[at].origin == Origin::Heading).collect();
    let level = |at: usize| scene.text.parts.get(drafts[at].part).map(|part| part.kind);
    for parts in heads.chunk_by(|&one, &next| level(one) == level(next)) {
        let (Some(&first), true) = (parts.first(), parts.len() >= FEWEST) else { continue };
        let sum = sum_of(drafts, parts);
        let earlier = scope.iter().copied().take_while(|&at| at < first).take(REACH);
        let mut equal = earlier.filter(|&at| drafts[at].amount.value == sum);
        let whole = equal.find(|&at| {
            let whole = &drafts[at];
            (may_be_whole(whole) || whole.claim == Claim::Portion)
                && parts.iter().all(|&part| fits(whole, &drafts[part]))
        });
        if let Some(whole) = whole {
            whole_of.extend(parts.iter().map(|&part| (part, whole)));
        }
    }
}

/// The rows of a table that add up to its first, which may stand there twice: "Anslag 170, disponeras
/// av Kammarkollegiet 170, ap.7 160, ap.9 10".
fn of_rows(drafts: &[Draft], scope: &[usize], whole_of: &mut BTreeMap<usize, usize>) {
    const FEWEST: usize = 2;
    let table = |index: usize| match drafts[index].origin {
        Origin::Row { table, .. } => Some(table),
        _ => None,
    };
    for rows in scope.chunk_by(|&one, &next| table(one).is_some() && table(one) == table(next)) {
        let Some((&first, rest)) = rows.split_first() else { continue };
        let row = |index: usize| match drafts[index].origin {
            Origin::Row { row, .. } => Some(row),
            _ => None,
        };
        // One figure a row: of several columns each has its own sum.
        let single = rows.windows(2).all(|pair| row(pair[0]) < row(pair[1]));
        let again = |&&index: &&usize| drafts[index].amount.value == drafts[first].amount.value;
        let parts: Vec<usize> = rest.iter().skip_while(again).copied().collect();
        let plain = |&part: &usize| {
            drafts[part].opened_by.is_none()
                && drafts[part].claim == Claim::SetAside
                && fits(&drafts[first], &drafts[part])
        };
        let closes = sum_of(drafts, &parts) == drafts[first].amount.value;
        if single && parts.len() >= FEWEST && parts.iter().all(plain) && closes {
            whole_of.extend(parts.iter().map(|&part| (part, first)));
        }
    }
}

fn sum_of(drafts: &[Draft], parts: &[usize]) -> Decimal {
    parts.iter().fold(Decimal::ZERO, |sum, &part| sum.saturating_add(drafts[part].amount.value))
}

/// The parts of the last amount of `scope`, a sum, among those before it: "kommunerna 500 mnkr och
/// regionerna 1 500 mnkr, totalt 2 000 mnkr"; none where they do not close it.
fn run_before(
    scene: &Scene<'_>,
    drafts: &[Draft],
    scope: &[usize],
    whole_of: &BTreeMap<usize, usize>,
) -> Vec<usize> {
    let Some((&last, earlier)) = scope.split_last() else { return Vec::new() };
    let whole = &drafts[last];
    let section = scene.section_of(whole.part);
    let mut sum = Decimal::ZERO;
    let mut parts = Vec::new();
    let near = earlier.iter().copied().rev().take_while(|&index| {
        let draft = &drafts[index];
        scene.section_of(draft.part) == section && !matches!(draft.origin, Origin::Row { .. })
    });
    for index in near.take(4 * MOST) {
        let part = &drafts[index];
        if whole_of.contains_key(&index) || part.opened_by.is_some() || part.again {
            continue;
        }
        // What only names the purpose has no verb of its own: "SKR: 10 mnkr".
        let unsaid = part.claim == Claim::Unsaid && part.rule.is_empty();
        // "För kommunerna uppgår stödet till 700 mnkr": a sum too, where its paragraph adds it up.
        let sum_of_part = part.part == whole.part && is_stated_sum(part);
        let plain = unsaid || part.claim == Claim::SetAside;
        let beside = part.part == whole.part || whole.claim == Claim::Sum;
        if !(plain && beside || sum_of_part) || !fits(whole, part) {
            return Vec::new();
        }
        sum = sum.saturating_add(part.amount.value);
        parts.push(index);
        if sum >= whole.amount.value || parts.len() > MOST {
            break;
        }
    }
    if sum == whole.amount.value && parts.len() > 1 { parts } else { Vec::new() }
}

/// The parts of the first amount of `scope` among those behind it; none where they do not close it.
fn run(
    scene: &Scene<'_>,
    drafts: &[Draft],
    scope: &[usize],
    whole_of: &BTreeMap<usize, usize>,
) -> Vec<usize> {
    let (whole, rest) = (&drafts[scope[0]], &scope[1..]);
    let section = scene.section_of(whole.part);
    let mut sum = Decimal::ZERO;
    let mut parts = Vec::new();
    let open = |&index: &usize| {
        let draft = &drafts[index];
        draft.opened_by.is_none() && !draft.again && !whole_of.contains_key(&index)
    };
    let near = rest.iter().copied().take_while(|&index| {
        let draft = &drafts[index];
        scene.section_of(draft.part) == section && !matches!(draft.origin, Origin::Row { .. })
    });
    let mut parted = false;
    let mut near =
        near.filter(open).filter(|&index| drafts[index].amount.value != whole.amount.value);
    for index in near.by_ref() {
        let part = &drafts[index];
        // "468 mnkr, av vilka drygt 90 mnkr": what is no exact sum proves none.
        if !may_be_part(part) || part.amount.bound != Bound::Exact {
            parted = true;
            continue;
        }
        sum = sum.saturating_add(part.amount.value);
        parts.push(index);
        if sum > whole.amount.value || parts.len() > MOST || !fits(whole, part) {
            return Vec::new();
        }
        if sum == whole.amount.value {
            break;
        }
    }
    let ends = near.next().is_none_or(|next| drafts[next].part != whole.part);
    let proved = sum == whole.amount.value
        && (parts.len() > 2
            || parts.len() == 2
                && (parts.iter().all(|&part| drafts[part].part == whole.part) && ends
                    || !parted && parts.iter().all(|&part| apart_below(whole, &drafts[part]))));
    if proved { parts } else { Vec::new() }
}

/// True for a part that a paragraph of its own below the one of its whole is about.
fn apart_below(whole: &Draft, part: &Draft) -> bool {
    whole.origin == Origin::Prose && part.part != whole.part
}

/// True for money that may be split: not what something was before or costs.
fn may_be_whole(draft: &Draft) -> bool {
    let plain = match draft.claim {
        Claim::Unsaid => draft.rule.is_empty(),
        Claim::Total
        | Claim::Sum
        | Claim::SetAside
        | Claim::Rest
        | Claim::PartOfThese
        | Claim::PartOfTotal
        | Claim::Payout
        | Claim::Again
        | Claim::Supplement => true,
        _ => false,
    };
    plain && draft.sentence.is_some() && draft.amount.bound == Bound::Exact
}

/// "Upp till 2 985 mnkr" set aside: what is set aside for its parts may reach it.
fn is_ceiling(draft: &Draft) -> bool {
    draft.amount.bound == Bound::AtMost && draft.claim == Claim::SetAside
}

fn may_be_part(draft: &Draft) -> bool {
    match draft.claim {
        Claim::Unsaid => draft.rule.is_empty(),
        Claim::Sum | Claim::SetAside | Claim::Rest | Claim::PartOfThese | Claim::PartOfTotal => {
            true
        }
        _ => false,
    }
}

/// True where one can be a part of the other by its currency, time and recipient.
fn fits(whole: &Draft, part: &Draft) -> bool {
    !listed(whole, part)
        && !apart(whole, part)
        && whole.amount.currency == part.amount.currency
        && whole.amount.per == part.amount.per
        && part.amount.bound == Bound::Exact
        && years_meet(&whole.years, &part.years)
}
