//! Who owes what is due, and to whom.

use std::sync::LazyLock;

use super::due::COMPILED;
use crate::contract::{DeadlineKind, PartyKind};
use crate::interpret::party::agency;
use crate::interpret::scene::Scene;
use crate::interpret::{agreement, party};
use crate::pattern::{Found, Groups, Pattern};

/// Whom a deadline can name: the government and its departments, agencies, SKR, boards.
static WHOM: LazyLock<String> = LazyLock::new(|| {
    format!(
        r"(?:Regeringskansliet(?: \([A-ZÅÄÖ][^)]{{3,60}}\))?|[A-ZÅÄÖ][a-zåäö]+(?:departementet|kansliet)|SK[LR]\b|Sveriges Kommuner och (?:Landsting|Regioner)|regeringen|regionen|länsstyrelsen|kommunstyrelsen|regionstyrelsen|RCC[ A-Za-zåäö]{{0,20}}|{})",
        agency::pattern()
    )
});

static TO: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::built(format!(
        r"\b(?:[Tt]ill|hos|från|av med|[Mm]eddela|[Uu]nderrätta) (?P<to>{})|\b(?:på|i|via) (?P<whose>{}) (?:[a-zåäö]+ )?(?:[a-zåäö]*enkät|e-tjänst|formulär|webbformulär|insamling)",
        *WHOM,
        agency::pattern()
    ))
});

fn named_in<'t>(found: &Groups<'t>) -> Option<Found<'t>> {
    found.name("whose").or_else(|| found.name("to"))
}

static HANDED: LazyLock<Pattern> =
    LazyLock::new(|| Pattern::built(format!(r"\b(?P<to>{}) till ?handa\b", *WHOM)));

/// Who gets what is due: named with "till" before the date or right behind it.
pub(super) fn addressee(before: &str, after: &str) -> Option<String> {
    let named = |text: &str| {
        let found = TO.captures_iter(text).last()?;
        let to = named_in(&found)?;
        Some(in_full(nominative(to.as_str()), &text[..to.start()]))
    };
    let clause = after.split(['.', ';']).next().unwrap_or_default();
    let handed = |text: &str| Some(HANDED.captures(text)?.name("to")?.as_str().to_owned());
    named(before)
        .or_else(|| handed(before))
        .or_else(|| handed(clause))
        .or_else(|| named_behind(clause))
}

/// The first one that "till" and the like name in a text.
pub(super) fn named_behind(text: &str) -> Option<String> {
    TO.captures(text).and_then(|found| Some(nominative(named_in(&found)?.as_str()).to_owned()))
}

/// The two that "till Kammarkollegiet respektive Regeringskansliet" names, in that order.
pub(super) fn respectively(text: &str) -> Option<[String; 2]> {
    static BOTH: LazyLock<Pattern> = LazyLock::new(|| {
        Pattern::built(format!(
            r"\btill (?P<first>{0}) respektive (?:till )?(?P<second>{0})",
            *WHOM
        ))
    });
    let found = BOTH.captures(text)?;
    Some([found.name("first")?, found.name("second")?].map(|it| it.as_str().to_owned()))
}

/// Whom a cell names that says nothing else.
pub(super) fn whom(cell: &str) -> Option<String> {
    static ALONE: LazyLock<Pattern> =
        LazyLock::new(|| Pattern::built(format!(r"^\W*(?P<to>{})", *WHOM)));
    Some(ALONE.captures(cell)?.name("to")?.as_str().to_owned())
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
        "myndigheten" => {
            earlier().map_or_else(|| name.to_owned(), |party| nominative(&party.name).to_owned())
        }
        _ => name.to_owned(),
    }
}

/// The name of an agency without the ending of a genitive: "Socialstyrelsens".
fn nominative(name: &str) -> &str {
    match name.strip_suffix('s') {
        Some(bare) if bare.ends_with(['n', 't', 'a', 'd']) => bare,
        _ => name,
    }
}

/// The addressee that an earlier sentence of the section names for the same thing: "efter
/// rekvisition ställd till Kammarkollegiet. Rekvireringen ska ske senast ...", and the agency that
/// "Kammarkollegiet betalar ut medlen efter rekvisition" or "lämnar redovisningen dit" speaks of.
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
            named_behind(&text[at..])
                .or_else(|| right_before(&text[..at]))
                .or_else(|| (kind == DeadlineKind::Requisition).then(|| payer(text)).flatten())
        })
        .or_else(|| {
            let there = THERE.is_match(scene.str(sentence.range.clone()));
            let above = scene.sentences.get(index.checked_sub(1)?)?;
            let near = there && scene.section_of(above.part) == section;
            near.then(|| last_agency(scene.str(above.range.clone()))).flatten()
        })
}

static THERE: Pattern = Pattern::new(r"\bdit\b");

/// "till Socialstyrelsen redovisa", "till SKR lämna en": whom the words right before a thing name.
fn right_before(text: &str) -> Option<String> {
    static BEFORE: LazyLock<Pattern> = LazyLock::new(|| {
        Pattern::built(format!(
            r"\b[Tt]ill (?P<to>{})(?: \([^)]*\))?(?: [a-zåäö]+){{0,2}} $",
            *WHOM
        ))
    });
    Some(BEFORE.captures(text)?.name("to")?.as_str().to_owned())
}

/// "Kammarkollegiet betalar ut medlen efter rekvisition": who pays is asked for the money.
fn payer(text: &str) -> Option<String> {
    static PAYS: LazyLock<Pattern> = LazyLock::new(|| {
        Pattern::built(format!(
            r"\b(?P<to>{0}) (?:betalar ut|utbetalar)\b|\bbetalas ut av (?P<by>{0})",
            agency::pattern()
        ))
    });
    let found = PAYS.captures(text)?;
    Some(found.name("to").or_else(|| found.name("by"))?.as_str().to_owned())
}

fn last_agency(text: &str) -> Option<String> {
    let named = party::all(text).into_iter().rev().map(|named| named.party);
    named.into_iter().find(|party| party.kind == PartyKind::Agency).map(|party| party.name)
}

/// Who owes it: the first party of the sentence that is not the addressee.
pub(super) fn owner(before: &str, after: &str, kind: DeadlineKind) -> Option<PartyKind> {
    let subject = |text: &str| {
        party::all(text)
            .into_iter()
            .find(|named| {
                let lead = text[..named.start].to_lowercase();
                let lead = lead.trim_end();
                let behind = text[named.end..].trim_start();
                let told = behind.starts_with("till handa") || behind.starts_with("tillhanda");
                // "enligt Socialstyrelsens anvisningar" names nobody who owes anything.
                let whose = named.party.kind == PartyKind::Agency
                    && nominative(&named.party.name) != named.party.name;
                !told
                    && !whose
                    && !lead.ends_with("till")
                    && !lead.ends_with("hos")
                    && !lead.ends_with("av")
                    && !lead.ends_with(" med")
                    && !lead.ends_with('(')
                    && !lead.ends_with("från")
            })
            .map(|named| named.party.kind)
    };
    let by =
        subject(before).or_else(|| if before.trim().len() < 30 { subject(after) } else { None });
    // The government pays and decides and owes no report here; regions are paid.
    let payout = kind == DeadlineKind::Payout;
    let gets_it =
        [PartyKind::Regions, PartyKind::Municipalities, PartyKind::RegionsAndMunicipalities];
    by.filter(|by| if payout { !gets_it.contains(by) } else { *by != PartyKind::State })
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
