//! Wholes that the words of a part name: "av dessa", "av medlen till regionerna", "av 2021 års
//! medel", "av tillägget".

use super::headed::row_of_heading;
use super::known::{Sought, before};
use super::lists::list_lead;
use super::parts::{has_parts, larger, misprinted_part};
use super::years_meet;
use crate::contract::{PartyKind, Role};
use crate::interpret::draft::Draft;
use crate::interpret::role::Claim;
use crate::interpret::scene::Scene;
use crate::pattern::Pattern;

/// The party whose money a list divides: "Av medlen till regionerna fördelas".
pub(crate) fn list_owner(scene: &Scene<'_>, draft: &Draft) -> Option<PartyKind> {
    crate::interpret::recipient::owner_of_parts(scene.str(list_lead(scene, draft)?))
}

/// "I landstingens del ingår 6 mnkr": a part of what that party gets.
pub(crate) fn owned(sought: &Sought<'_>) -> Option<usize> {
    let &Sought { scene, drafts, index, .. } = sought;
    let owner = drafts[index].of_party.or_else(|| list_owner(scene, &drafts[index]))?;
    sought
        .earlier()
        .filter(|&other| {
            // What is a part of that party's money itself stands beside it.
            matches!(drafts[other].role, Role::Earmark | Role::Payout)
                && larger(drafts, other, index)
                && drafts[other].of_party != Some(owner)
        })
        .find(|&other| drafts[other].recipient.as_ref().is_some_and(|party| party.kind == owner))
}

/// "Av dessa": a part of the nearest larger amount before it in its section.
pub(crate) fn of_these(sought: &Sought<'_>) -> Option<usize> {
    let &Sought { scene, drafts, index, .. } = sought;
    let draft = sought.draft();
    if draft.claim != Claim::PartOfThese {
        return None;
    }
    let section = scene.section_of(draft.part);
    let named = figure(sought).or_else(|| named_whole(sought)).or_else(|| whole_of_year(sought));
    if named.is_some() {
        return named;
    }
    // "Av anslagsposten": the one under whose heading it stands.
    if sought.words_before().is_some_and(|words| words.to_lowercase().contains("anslagspost"))
        && let Some(post) = row_of_heading(sought)
    {
        return Some(post);
    }
    // "Det beloppet omfattar också" goes on from the last amount, be that a part itself.
    if draft.rule == "part-of-that-amount" {
        return sought.earlier().find(|&other| {
            drafts[other].part == draft.part
                && drafts[other].sentence != draft.sentence
                && has_parts(drafts[other].role)
                && larger(drafts, other, index)
        });
    }
    let earlier: Vec<usize> = sought
        .earlier()
        .filter(|&other| scene.section_of(drafts[other].part) == section)
        .filter(|&other| drafts[other].sentence != draft.sentence)
        // A sibling that the same words opened is not the whole.
        .filter(|&other| drafts[other].claim != Claim::PartOfThese)
        .filter(|&other| years_meet(&drafts[other].years, &draft.years))
        .collect();
    let find = |fits: &dyn Fn(usize) -> bool| earlier.iter().copied().find(|&other| fits(other));
    // "Regionens andel är 177 mnkr. 110 mnkr av dessa": of the share beside it.
    let share = |other: usize| {
        drafts[other].role == Role::Share && drafts[other].part == draft.part
            || has_parts(drafts[other].role)
    };
    // What was in the budget is a whole only where no other stands in the paragraph.
    let beside = |other: usize| {
        drafts[other].part == draft.part
            && drafts[other].role == Role::Total
            && draft.role != Role::Budget
    };
    let nearest = find(&|other| share(other) && larger(drafts, other, index));
    nearest
        .filter(|&other| drafts[other].role == Role::Budget)
        .and_then(|_| find(&|other| beside(other) && larger(drafts, other, index)))
        .or(nearest)
        .or_else(|| find(&|other| misprinted_part(drafts, other, index)))
}

/// "141 miljoner kronor av de 482": the amount before it that is written with that figure.
fn figure(sought: &Sought<'_>) -> Option<usize> {
    let &Sought { scene, drafts, index, .. } = sought;
    static FIGURE: Pattern =
        Pattern::new(r"^,? av (?:de|dessa) (?P<figure>\d+(?:,\d+)?)(?:[.;,]|$)");
    let draft = sought.draft();
    let sentence = scene.sentences.get(draft.sentence?)?;
    let own = draft.ranges.first()?;
    let behind = FIGURE.captures(scene.str(own.end..sentence.range.end.max(own.end)))?;
    let figure = format!("{} ", behind.name("figure")?.as_str());
    sought.earlier().find(|&other| {
        let written = drafts[other].ranges.first().map(|range| scene.str(range.clone()));
        larger(drafts, other, index) && written.is_some_and(|it| it.starts_with(&figure))
    })
}

/// "Av medlen för 2021 går", "av 2021 års medel": the amount for that year alone.
fn whole_of_year(sought: &Sought<'_>) -> Option<usize> {
    let &Sought { drafts, index, .. } = sought;
    static OF_YEAR: Pattern = Pattern::new(
        r"(?i)\b(?:av|ur) (?:medlen|pengarna|beloppet|bidraget|anslaget|ersättningen|stödet) (?:för|avseende|under) (?:år )?(?P<year>(?:19|20)\d\d)\b|\b(?:av|ur|i) (?P<of>(?:19|20)\d\d) års (?:medel|pengar|belopp|bidrag|anslag|ersättning|summa|ram)\b",
    );
    static OF_NTH: Pattern = Pattern::new(
        r"(?i)\b(?:av|ur|i) det (?:första|andra|tredje|fjärde|sista) årets (?:medel|pengar|belopp|bidrag|anslag|ersättning|summa|ram)\b",
    );
    let (draft, words) = (sought.draft(), sought.words_before()?);
    let year: i32 = match OF_YEAR.captures(words) {
        Some(said) => said.name("year").or_else(|| said.name("of"))?.as_str().parse().ok()?,
        None if OF_NTH.is_match(words) && draft.years.len() == 1 => draft.years[0],
        None => return None,
    };
    sought.earlier().find(|&other| {
        drafts[other].years == [year]
            && drafts[other].sentence != draft.sentence
            && has_parts(drafts[other].role)
            && larger(drafts, other, index)
    })
}

/// "Av medlen till de regionala cancercentrumen går": the amount whose words name the same.
fn named_whole(sought: &Sought<'_>) -> Option<usize> {
    let &Sought { scene, drafts, near, index, .. } = sought;
    static OF: Pattern = Pattern::new(
        r"(?i)\b(?:av|ur) (?P<money>[a-zåäö]*(?:medlen|bidraget|beloppet|ramen)|de medel som [a-zåäö]+) (?:till|för) (?P<what>[^.;,]{4,80}?)(?: (?:ska|skall|får|går|är|avser|avsätts|används|fördelas|öronmärks)\b[^.;]*)?$",
    );
    let draft = sought.draft();
    let sentence = scene.sentences.get(draft.sentence?)?;
    // "Av medlen till centrumen går 9,75 respektive 4,25 mnkr": the words stand before the first.
    let first = near.iter().copied().find(|&other| drafts[other].sentence == draft.sentence)?;
    let before = scene.str(sentence.range.start..drafts[first].start());
    let words = OF.captures(before.trim_end())?;
    let (money, what) = (words.name("money")?.as_str(), words.name("what")?.as_str());
    let fits = |other: &usize| {
        larger(drafts, *other, index)
            && drafts[*other].role == Role::Earmark
            && drafts[*other].sentence != draft.sentence
    };
    let party = crate::interpret::party::first(what).map(|party| party.kind);
    let words = format!("{money} {what}");
    let says = |&other: &usize| {
        let purpose = drafts[other].purpose.as_deref().unwrap_or_default();
        let behind = drafts[other].behind.as_str();
        behind.contains(&format!("till {what}"))
            || super::merge::common(&words, &format!("{behind} {purpose}")) > 0
    };
    let belongs = |&other: &usize| {
        party.is_some() && drafts[other].recipient.as_ref().map(|party| party.kind) == party
    };
    let find = |names: &dyn Fn(&usize) -> bool| {
        let mut earlier = near.iter().copied().filter(|other| *other < index).filter(fits);
        let mut later = near.iter().copied().filter(|other| *other > index).filter(fits);
        earlier.rfind(names).or_else(|| later.find(names))
    };
    find(&says).or_else(|| find(&belongs))
}

/// "Av tillägget avsätts 212 miljoner": a part of the supplement that its section states, and so is
/// what is set aside after it as long as the supplement reaches.
pub(crate) fn of_supplement(sought: &Sought<'_>) -> Option<usize> {
    let &Sought { scene, drafts, known, index, .. } = sought;
    static NAMED: Pattern = Pattern::new(
        r"(?i)\b(?:av|ur) (?:tillägget|tillskottet|förstärkningen|höjningen|ökningen|(?:de (?:ytterligare|tillkommande|tillförda|tillskjutna|extra|nya) |tilläggs)(?:medlen|medel))\b",
    );
    let draft = sought.draft();
    let section = scene.section_of(draft.part);
    let named = NAMED.is_match(sought.words_before()?);
    let supplement = before(&known.supplements, index).last().copied();
    let supplement = supplement.filter(|&other| scene.section_of(drafts[other].part) == section);
    // "Anslaget höjs med 200 mnkr. Av höjningen går 150 mnkr till regionerna."
    let raised = || {
        let beside = before(&known.changes, index).last().copied().filter(|_| named);
        beside.filter(|&other| drafts[other].part == draft.part)
    };
    let supplement = supplement.or_else(raised)?;
    let taken = known.taken(supplement).all;
    let goes_on = draft.claim == Claim::SetAside && !taken.is_zero();
    let fits = taken.saturating_add(draft.amount.value) <= drafts[supplement].amount.value;
    ((named || goes_on) && fits).then_some(supplement)
}
