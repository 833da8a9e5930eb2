//! Who owes what is due, and to whom.

use std::sync::LazyLock;

use super::due::COMPILED;
use crate::contract::{DeadlineKind, PartyKind};
use crate::interpret::scene::Scene;
use crate::interpret::{agency, agreement, party, pattern};
use crate::pattern::Pattern;

/// Whom a deadline can name: the government and its departments, agencies, SKR, boards.
static WHOM: LazyLock<String> = LazyLock::new(|| {
    format!(
        r"(?:Regeringskansliet(?: \([A-ZÅÄÖ][^)]{{3,60}}\))?|[A-ZÅÄÖ][a-zåäö]+(?:departementet|kansliet)|SK[LR]\b|Sveriges Kommuner och (?:Landsting|Regioner)|regeringen|regionen|länsstyrelsen|kommunstyrelsen|regionstyrelsen|RCC[ A-Za-zåäö]{{0,20}}|{})",
        agency::pattern()
    )
});

static TO: LazyLock<Pattern> =
    LazyLock::new(|| pattern(format!(r"\b(?:till|hos|från) (?P<to>{})", *WHOM)));

static HANDED: LazyLock<Pattern> =
    LazyLock::new(|| pattern(format!(r"\b(?P<to>{}) till ?handa\b", *WHOM)));

/// Who gets what is due: named with "till" before the date or right behind it.
pub(super) fn addressee(before: &str, after: &str) -> Option<String> {
    let named = |text: &str| {
        let found = TO.captures_iter(text).last()?;
        let to = found.name("to")?;
        Some(in_full(to.as_str(), &text[..to.start()]))
    };
    let clause = after.split(['.', ';']).next().unwrap_or_default();
    let handed = |text: &str| Some(HANDED.captures(text)?.name("to")?.as_str().to_owned());
    named(before).or_else(|| handed(before)).or_else(|| handed(clause)).or_else(|| {
        TO.captures(clause).and_then(|found| Some(found.name("to")?.as_str().to_owned()))
    })
}

/// The name that "myndigheten" stands for: the last agency named before it.
fn in_full(name: &str, before: &str) -> String {
    let earlier = || {
        party::all(before)
            .into_iter()
            .rev()
            .map(|named| named.party)
            .find(|party| party.kind == PartyKind::Agency && party.name != "myndigheten")
    };
    match name {
        "myndigheten" => earlier().map_or_else(|| name.to_owned(), |party| party.name),
        _ => name.to_owned(),
    }
}

/// The addressee that an earlier sentence of the section names for the same thing: "efter
/// rekvisition ställd till Kammarkollegiet. Rekvireringen ska ske senast ...".
pub(super) fn earlier_addressee(
    scene: &Scene<'_>,
    index: usize,
    kind: DeadlineKind,
) -> Option<String> {
    let sentence = &scene.sentences[index];
    let section = scene.section_of(sentence.part);
    let words = &COMPILED.iter().find(|(k, _)| *k == kind)?.1;
    scene.sentences[..index]
        .iter()
        .rev()
        .take(3)
        .filter(|earlier| scene.section_of(earlier.part) == section)
        .find_map(|earlier| {
            let text = scene.str(earlier.range.clone());
            let at = words.find(text)?.start();
            TO.captures(&text[at..]).and_then(|found| Some(found.name("to")?.as_str().to_owned()))
        })
}

/// Who owes it: the first party of the sentence that is not the addressee.
pub(super) fn owner(before: &str, after: &str, kind: DeadlineKind) -> Option<PartyKind> {
    let subject = |text: &str| {
        party::all(text)
            .into_iter()
            .find(|named| {
                let lead = text[..named.start].to_lowercase();
                let lead = lead.trim_end();
                !lead.ends_with("till")
                    && !lead.ends_with("hos")
                    && !lead.ends_with("av")
                    && !lead.ends_with('(')
                    && !lead.ends_with("från")
            })
            .map(|named| named.party.kind)
    };
    let by =
        subject(before).or_else(|| if before.trim().len() < 30 { subject(after) } else { None });
    // The government pays and decides; it owes no report here.
    by.filter(|by| *by != PartyKind::State || kind == DeadlineKind::Payout)
}

/// Who owes what stands under "10.1 Medel till landstingen".
pub(super) fn heading_owner(scene: &Scene<'_>, part: usize) -> Option<PartyKind> {
    let heading = scene.heading(scene.section_of(part))?;
    if agreement::is_generic(heading) && !heading.to_lowercase().contains("medel till") {
        return None;
    }
    party::all(heading)
        .into_iter()
        .map(|named| named.party.kind)
        .find(|kind| *kind != PartyKind::State)
}
