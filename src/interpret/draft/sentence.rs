//! The drafts of running text, sentence by sentence: what the words around each amount say of it.

use std::ops::Range;

use rust_decimal::Decimal;

use super::basis;
use super::coordinate::{coordinate, refers_back, share_purposes};
use super::label::{labelled, of_heading, purpose_around, purpose_behind};
use super::price::{each_year, is_price, is_rate, per_inhabitant, says_per_year};
use super::{Draft, Origin, compatible, same_years};
use crate::clean::PartKind;
use crate::contract::{PartyKind, Per};
use crate::interpret::party;
use crate::interpret::phrase::Masked;
use crate::interpret::purpose;
use crate::interpret::recipient;
use crate::interpret::recipient::one_place::{
    bare_municipality, is_ranking, one_place, place_towards,
};
use crate::interpret::role::{Claim, claim};
use crate::interpret::scene::{Scene, Sentence};
use crate::interpret::table::unit;
use crate::interpret::year;
use crate::pattern::Pattern;
use crate::recognise::Value;
use crate::recognise::amount::Amount;

/// The drafts of running text: all plain amounts outside tables and outside `taken`.
pub(crate) fn in_prose(scene: &Scene<'_>, taken: &[Range<usize>]) -> Vec<Draft> {
    let mut drafts = Vec::new();
    for (index, sentence) in scene.sentences.iter().enumerate() {
        let origin = match scene.text.parts[sentence.part].kind {
            PartKind::Heading(_) => Origin::Heading,
            PartKind::Item(_) => Origin::Item,
            PartKind::Paragraph => Origin::Prose,
            PartKind::Caption(_) => Origin::Heading,
            PartKind::Cell { .. } => continue,
        };
        let is_taken = taken.iter().any(|range| range.contains(&sentence.range.start));
        if !is_taken && !is_unit_of_table(scene, sentence, taken) {
            in_sentence(scene, index, sentence, origin, &mut drafts);
        }
    }
    drafts
}

/// True for a line over a table that names its unit as "1 000 kr" and is no sum.
fn is_unit_of_table(scene: &Scene<'_>, sentence: &Sentence, taken: &[Range<usize>]) -> bool {
    const WITHIN: usize = 4;
    unit::names_thousand(scene.str(sentence.range.clone()))
        && (sentence.part..).take(WITHIN).filter_map(|part| scene.text.parts.get(part)).any(
            |part| {
                let lines = |taken: &Range<usize>| {
                    taken.start >= sentence.range.end && taken.start < part.range.end
                };
                matches!(part.kind, PartKind::Cell { .. }) || taken.iter().any(lines)
            },
        )
}

/// The drafts of one sentence.
pub(crate) fn in_sentence(
    scene: &Scene<'_>,
    index: usize,
    sentence: &Sentence,
    origin: Origin,
    drafts: &mut Vec<Draft>,
) {
    let amounts: Vec<(Range<usize>, &Amount)> = scene.mentions[sentence.mentions.clone()]
        .iter()
        .filter(|mention| mention.candidates.is_empty())
        .filter_map(|mention| match &mention.value {
            Value::Amount(amount) => Some((mention.range.clone(), amount)),
            _ => None,
        })
        .filter(|(range, _)| !is_precision(scene.str(sentence.range.start..range.start)))
        .collect();
    let dated = year::of_sentence(scene, sentence, &amounts);
    let ranks = !amounts.is_empty() && is_ranking(scene.str(sentence.range.clone()));
    let first = drafts.len();
    for (i, (range, amount)) in amounts.iter().enumerate() {
        let from = if i == 0 { sentence.range.start } else { amounts[i - 1].0.end };
        let to = amounts.get(i + 1).map_or(sentence.range.end, |next| next.0.start);
        let (before, after) = (scene.str(from..range.start), scene.str(range.end..to));
        let mut draft = Draft::new(range.clone(), (*amount).clone(), origin, sentence.part);
        draft.sentence = Some(index);
        draft.section = scene.section_of(sentence.part);
        let (said, rule) = claim(before, after);
        draft.rule = rule;
        draft.portion = said == Claim::Portion;
        draft.claim = match said {
            _ if is_rate(&draft.amount) => Claim::Rate,
            Claim::Portion => Claim::SetAside,
            said => said,
        };
        // Only a party contributes: "läkemedelsförmånerna svarar för 33 415 mkr" is a part.
        let payer_behind = rule == "contribution-behind";
        if draft.claim == Claim::Contribution
            && i == 0
            && !payer_behind
            && party::all_and_places(before).is_empty()
        {
            draft.claim = Claim::SetAside;
        }
        draft.behind = after.to_owned();
        (draft.lead, draft.added) = (lead(before, i == 0), adds(before));
        if draft.amount.per.is_none() && says_per_year(after) {
            draft.amount.per = Some(Per::Year);
        }
        let words = (Masked::new(before), Masked::new(after));
        let second = i > 0 && matches!(before.trim(), "respektive" | "resp." | "resp");
        let said = dated.get(i).cloned().unwrap_or_default();
        (draft.years, draft.years_said) = (said.years, said.said);
        (draft.relative_year, draft.years_apart) = (said.relative, said.apart);
        let one_year = draft.years_said && draft.years.len() == 1;
        if draft.amount.per.is_none() && (said.each || (each_year(before) && !one_year)) {
            draft.amount.per = Some(Per::Year);
        }
        let more = i + 1 < amounts.len();
        // "Av medlen, 529 mnkr, tilldelas Region Stockholm 96 mnkr": who gets a part stands behind.
        let nothing = Masked::new("");
        let divided = draft.claim == Claim::Again && more;
        let behind = if divided { &nothing } else { &words.1 };
        if let Some((party, rule)) = recipient::of(&words.0, behind, i == 0, more) {
            (draft.recipient, draft.recipient_rule) = (Some(party), rule);
        }
        let heading = scene.heading(scene.section_of(sentence.part)).unwrap_or_default();
        let around = scene.around(&sentence.range, range);
        draft.context = format!("{heading} {around}");
        if let Some((words, rule)) = purpose::of_amount(&words.0, &words.1, more) {
            (draft.purpose, draft.purpose_rule) = (Some(words), rule);
        }
        if is_rate(&draft.amount) {
            let rate = || purpose::of_rate(before, scene.str(range.start..to));
            draft.purpose = draft.purpose.or_else(rate);
        }
        if draft.purpose.is_none() && origin == Origin::Item && i == 0 {
            draft.purpose = purpose::of_item(before);
        }
        // "Varav 385 mnkr avser krisberedskap och 80 mnkr civilt försvar": one verb for both.
        let goes_on = ["och", "samt", ","].iter().any(|word| before.trim().ends_with(word));
        if draft.purpose.is_none()
            && goes_on
            && drafts.get(first..).and_then(<[_]>::last).is_some_and(|last| last.verb_said)
        {
            draft.purpose = purpose::shared(&words.1);
        }
        draft.verb_said = draft.purpose_rule == "meant-directly"
            || draft.purpose_rule == "for-behind" && after.trim_start().starts_with("avser ")
            || goes_on && draft.purpose.is_some() && !draft.purpose_is_said();
        if draft.purpose.as_deref().is_none_or(purpose::is_vague) {
            draft.purpose_rule = "";
            draft.purpose = purpose_behind(scene, index, sentence, amounts.len());
            if draft.purpose.is_none()
                && let Some(words) = purpose::of_clause(&words.0, &words.1, i == 0)
            {
                (draft.purpose, draft.purpose_rule) = (Some(words), purpose::CLAUSE);
            }
            let around = || purpose_around(scene, sentence, origin);
            draft.purpose = draft.purpose.take().or_else(around);
            if draft.purpose.is_none()
                && let Some(words) = purpose::of_predicate(&words.1)
            {
                (draft.purpose, draft.purpose_rule) = (Some(words), purpose::CLAUSE);
            }
        }
        draft.basis = basis::of(around, before, after, i == 0, amounts.len());
        if amounts.len() == 1 && draft.basis.is_none() && draft.claim != Claim::Rate {
            let next = scene.sentences.get(index + 1).filter(|next| next.part == sentence.part);
            draft.basis = next.and_then(|it| basis::of_next_sentence(scene.str(it.range.clone())));
        }
        draft.again = draft.claim == Claim::Again || refers_back(before, scene.str(range.clone()));
        let near = before.trim_end().to_lowercase();
        draft.further =
            near.ends_with("ytterligare") || (near.contains("ytterligare") && near.len() < 60);
        coordinate(drafts, first, &mut draft, before, after);
        let last = drafts.get(first..).and_then(<[_]>::last);
        draft.added |= draft.goes_on && last.is_some_and(|last| last.added);
        if second
            && let Some([one, two]) = purpose::pair(&words.1)
            && let Some(last) = drafts.last_mut()
        {
            (last.purpose, last.purpose_rule) = (Some(one), "pair");
            (draft.purpose, draft.purpose_rule) = (Some(two), "pair");
        }
        // "Region Gotlands del av de 436 mnkr är 2,5 mnkr": the share stands before both.
        let again = i == 1 && drafts.last().is_some_and(|last| last.claim == Claim::Again);
        let own = if again { sentence.range.start } else { from };
        let municipality = || bare_municipality(scene, sentence, from..range.start);
        if let Some(place) =
            one_place(scene, sentence, ranks, own..range.start).or_else(municipality)
        {
            (draft.recipient, draft.recipient_rule) = (Some(place), recipient::ONE_PLACE);
            if draft.claim == Claim::Unsaid && draft.rule.is_empty() {
                draft.claim = Claim::SetAside;
            }
        }
        let owner = recipient::owner_of_parts(before).or_else(|| recipient::owner_of_parts(after));
        draft.of_party = owner.or(draft.of_party);
        // "Regionerna ska använda minst 150 miljoner kronor av sina medel".
        let from_own = ["av sina medel", "av sina egna medel"]
            .iter()
            .any(|words| after.trim_start().starts_with(words));
        if from_own {
            draft.of_party = draft.recipient.as_ref().map(|party| party.kind);
        }
        if draft.recipient.is_none()
            && draft.claim != Claim::Again
            && let Some(place) = place_towards(scene, range.end, to)
        {
            draft.recipient = Some(place);
            if draft.claim == Claim::Unsaid && draft.rule.is_empty() {
                draft.claim = Claim::SetAside;
            }
        }
        if draft.claim == Claim::Contribution {
            let first = if payer_behind { None } else { party::payer(before) };
            draft.funder = first.or_else(|| party::payer(after));
            draft.recipient = None;
        }
        // Whom money goes back to gets none.
        if draft.rule.starts_with("given-back") {
            (draft.recipient, draft.recipient_rule) = (None, "");
        }
        if draft.of_party.is_some() && draft.claim == Claim::Unsaid {
            draft.claim = Claim::SetAside;
        }
        if per_inhabitant(&draft.amount, before) {
            draft.amount.per = Some(Per::Inhabitant);
            draft.claim = Claim::Rate;
        }
        if is_price(&draft.amount, before, after) {
            draft.amount.per = Some(Per::Unit);
            draft.claim = Claim::Rate;
            if !draft.purpose_is_said() {
                let rate = purpose::of_rate(before, scene.str(range.start..to));
                draft.purpose = rate.or(draft.purpose);
            }
        }
        if draft.recipient.is_none() && draft.claim != Claim::Contribution {
            let kind = draft.of_party.filter(|kind| *kind != PartyKind::State);
            draft.recipient = kind.and_then(|kind| party::of_kind(kind, before, after));
        }
        if draft.recipient.is_none() && draft.claim == Claim::SetAside {
            draft.recipient = recipient::of_heading(heading);
        }
        drafts.push(draft);
    }
    share_years(&mut drafts[first..]);
    same_years::of_pair_before(scene, sentence, first, drafts);
    years_of_earlier(&mut drafts[first..]);
    share_purposes(drafts, first);
    recipient::settle(scene, index, &mut drafts[first..]);
    if let [draft] = &mut drafts[first..]
        && origin == Origin::Heading
    {
        of_heading(scene, sentence, draft);
    }
    if let [draft] = &mut drafts[first..] {
        labelled(scene, index, sentence, draft);
    }
}

/// True for words behind which a figure is the step in which others are printed: "avrundade till
/// närmaste hundra tusen kronor".
fn is_precision(before: &str) -> bool {
    static STEP: Pattern = Pattern::new(
        r"(?i)\b(?:avrunda\w*|avrundning)\b[^.;]{0,40}\b(?:närmaste|jämna|hela)$|\bi (?:jämna|hela)$",
    );
    let words = before.trim_end();
    let tail = words.char_indices().nth_back(8).map_or(words, |(at, _)| &words[at..]);
    // All that stands before each amount of a long sentence is not searched for nothing.
    let tail = tail.to_lowercase();
    ["närmaste", "jämna", "hela"].iter().any(|word| tail.ends_with(word)) && STEP.is_match(words)
}

/// The words that lead to an amount as they do to others beside it: "för kompetens", "krav 2 ger".
///
/// Behind another amount words belong to that one unless a comma or "och" parts them.
fn lead(before: &str, first: bool) -> String {
    static LEAD: Pattern = Pattern::new(
        r"(?i)^\W*(?:och |samt |medan |dels )?(?P<words>(?:för|till|inom|på|krav|mål|område|del|etapp|steg) [^.;,]+)$",
    );
    let words = before.trim();
    let parted = [",", ";", "och ", "samt ", "medan "].iter().any(|part| words.starts_with(part));
    let found = LEAD.captures(words).filter(|_| first || parted);
    found
        .and_then(|found| found.name("words").map(|words| words.as_str().to_lowercase()))
        .unwrap_or_default()
}

/// True for words that add an amount to what stands before: "därtill kommer".
fn adds(before: &str) -> bool {
    static ADDS: Pattern = Pattern::new(
        r"(?i)\b(?:därtill|härtill|därutöver|dessutom|utöver detta|till detta|till det) (?:kommer|tillkommer|kom|läggs)\b[^.;,]*$|\b(?:medfinansier|egenfinansier|samfinansier)\w*\b[^.;,]*$",
    );
    ADDS.is_match(before.trim_end())
}

/// "4 645 miljoner till regionerna och 1 550 miljoner till kommunerna avseende 2023": the year
/// behind the last is that of all.
fn share_years(drafts: &mut [Draft]) {
    for at in (1..drafts.len()).rev() {
        let (before, behind) = drafts.split_at_mut(at);
        let (Some(one), Some(next)) = (before.last_mut(), behind.first()) else { continue };
        if one.years.is_empty()
            && one.relative_year.is_none()
            && !next.years.is_empty()
            && next.years_said
            && !next.years_apart
            && one.claim == next.claim
            && one.opened_by == next.opened_by
        {
            one.years.clone_from(&next.years);
            one.years_said = true;
        }
        // "De 141 miljoner för 2018, liksom de 120 för 2019, fördelas till regionerna".
        let alike = one.behind.contains("liksom")
            || (one.claim == next.claim && one.years_said && one.years != next.years);
        if alike
            && next.recipient.is_some()
            && one.recipient.is_none()
            && one.behind.contains("liksom")
        {
            one.recipient.clone_from(&next.recipient);
        }
        if alike && one.claim == next.claim && one.purpose.is_none() && one.years_said {
            one.purpose.clone_from(&next.purpose);
        }
        if alike && compatible(&one.recipient, &next.recipient) {
            one.basis = one.basis.or(next.basis);
        }
    }
}

/// What an earlier agreement comprised is for the years that are said of it, or "det vill säga 200
/// mnkr för vart och ett av åren 2020–2022" of each of its years; else for none that is known.
fn years_of_earlier(drafts: &mut [Draft]) {
    for at in 0..drafts.len() {
        let (before, behind) = drafts.split_at_mut(at + 1);
        let Some(one) = before.last_mut().filter(|one| {
            one.claim == Claim::Earlier && one.years.is_empty() && one.relative_year.is_none()
        }) else {
            continue;
        };
        let each = behind.first().filter(|each| {
            let times = Decimal::from(each.years.len());
            each.amount.per == Some(Per::Year)
                && each.amount.value.saturating_mul(times) == one.amount.value
        });
        match each {
            Some(each) => one.years.clone_from(&each.years),
            None => one.relative_year = Some(year::Relative::Unknown),
        }
    }
}
