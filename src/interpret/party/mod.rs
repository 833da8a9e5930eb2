//! Who gets, pays, owes or is owed: regions, municipalities, SKR, the state, agencies.

pub(crate) mod agency;

use std::sync::LazyLock;

use crate::contract::{Party, PartyKind};
use crate::pattern::Pattern;
use crate::recognise::place;

/// A kind of party and how it is named; `@AGENCIES@` stands for the names of agencies. The order
/// matters: SKR's long name holds both municipalities and regions.
struct Name {
    kind: PartyKind,
    pattern: &'static str,
}

const NAMES: &[Name] = &[
    Name {
        kind: PartyKind::Skr,
        pattern: r"\b(?:SKL|SKR)(?:[:’']?s)?\b|(?i:\bSveriges kommuner och (?:landsting|regioner)s?\b)",
    },
    Name {
        kind: PartyKind::RegionsAndMunicipalities,
        pattern: r"(?i)\b(?:kommun(?:er|erna|ernas)?,?(?: och | samt | respektive | eller | ?/ ?)(?:de |landets )?(?:landsting|region(?:er|erna|ernas))(?:en|ens)?|(?:landsting(?:en|ens)?|region(?:er|erna|ernas))(?: ?/ ?region(?:er|erna))?,?(?: och | samt | respektive | eller | ?/ ?)(?:de |landets )?kommun(?:er|erna|ernas)?)\b|\bhuvudm[aä]n(?:nen|nens)?\b|\blän(?:en|ens)?s? gemensam",
    },
    Name {
        kind: PartyKind::Regions,
        pattern: r"(?i)\blandsting(?:en|ens|et|ets|s)?\b|\bregion(?:er|erna|ernas|ers)\b(?: (?-i:[A-ZÅÄÖ][\wåäö]+(?:, [A-ZÅÄÖ][\wåäö]+)* och [A-ZÅÄÖ][\wåäö]+))?|\b(?:respektive|varje|vardera) region(?:en|ens)?\b|\bsjukvårdshuvudm[aä]n(?:nen)?\b",
    },
    Name {
        kind: PartyKind::Municipalities,
        pattern: r"(?i)\b[a-zåäö]*kommun(?:er|erna|ernas|ers)\b|\b(?:respektive|varje|vardera) kommun(?:en|ens|s)?\b",
    },
    Name { kind: PartyKind::Agency, pattern: "@AGENCIES@" },
    Name {
        kind: PartyKind::State,
        pattern: r"(?i)\b(?:staten|statens|regeringen|regeringens|regeringskansliet|[a-zåäö]+departementet)\b",
    },
];

/// The patterns of the names of parties, each with its kind.
pub(crate) fn patterns() -> impl Iterator<Item = (PartyKind, String)> {
    let agencies = agency::pattern();
    NAMES.iter().map(move |name| (name.kind, name.pattern.replace("@AGENCIES@", &agencies)))
}

static COMPILED: LazyLock<Vec<(PartyKind, Pattern)>> =
    LazyLock::new(|| patterns().map(|(kind, source)| (kind, Pattern::built(source))).collect());

/// A party where it is named.
#[derive(Debug, Clone)]
pub(crate) struct Named {
    pub(crate) party: Party,
    pub(crate) start: usize,
    pub(crate) end: usize,
}

/// All parties named in `text`, in order; a longer name hides the shorter ones in it.
pub(crate) fn all(text: &str) -> Vec<Named> {
    let mut found: Vec<Named> = Vec::new();
    for (kind, pattern) in COMPILED.iter() {
        for name in pattern.find_iter(text) {
            let free =
                found.iter().all(|other| name.end() <= other.start || other.end <= name.start());
            // "styrelsen" and "Förbundsstyrelsen" are boards and no agencies.
            let board = *kind == PartyKind::Agency && agency::is_board(name.as_str());
            if free && !board {
                let party = Party { kind: *kind, code: None, name: name.as_str().to_owned() };
                found.push(Named { party, start: name.start(), end: name.end() });
            }
        }
    }
    found.sort_by_key(|named| named.start);
    found
}

/// The parties of `text` with those that "och" joins as one: "Region Skåne och Region Halland" are
/// regions, and no one of them.
///
/// What a preposition leads to and what a verb or the end follows may be of two clauses: "till
/// regionerna och kommunerna får".
pub(crate) fn joined(text: &str, found: Vec<Named>) -> Vec<Named> {
    static LED: Pattern =
        Pattern::new(r"(?i)\b(?:till|mellan|åt|för|på|hos|av)(?: (?:de|samtliga|alla|\d+))* $");
    static NEXT: Pattern =
        Pattern::new(r"^ (?:får|fick|erhåller|tilldelas|beviljas|tillförs|ska|kan|bidrar|står)\b");
    let two_clauses = |start: usize, end: usize| {
        LED.is_match(&text[..start])
            && (NEXT.is_match(&text[end..])
                || text[end..].trim().is_empty() && text[..start].trim().contains(' '))
    };
    let mut all: Vec<Named> = Vec::with_capacity(found.len());
    let mut at = 0;
    while at < found.len() {
        // The longest list that begins here and ends with "och".
        let mut kind = Some(found[at].party.kind);
        let mut end = None;
        for next in at + 1..found.len() {
            let between = text[found[next - 1].end..found[next].start].trim();
            let and = ["och", "samt", "respektive", "och till", "/"].contains(&between);
            kind = kind.and_then(|kind| together(kind, found[next].party.kind));
            if kind.is_none() || !(and || between == ",") {
                break;
            }
            if and {
                end = kind.map(|kind| (next, kind));
            }
        }
        let halves = || halves(text, &found[at]).filter(|_| NEXT.is_match(&text[found[at].end..]));
        match end.filter(|&(last, _)| !two_clauses(found[at].start, found[last].end)) {
            Some((last, kind)) => {
                let (start, end) = (found[at].start, found[last].end);
                let party = Party { kind, code: None, name: text[start..end].to_owned() };
                all.push(Named { party, start, end });
                at = last + 1;
            }
            None => {
                match halves().filter(|_| two_clauses(found[at].start, found[at].end)) {
                    Some(halves) => all.extend(halves),
                    None => all.push(found[at].clone()),
                }
                at += 1;
            }
        }
    }
    all
}

/// The two of "kommunerna och regionerna".
pub(crate) fn halves(text: &str, both: &Named) -> Option<[Named; 2]> {
    static AND: Pattern = Pattern::new(r"(?i) (?:och|samt|respektive) ");
    if both.party.kind != PartyKind::RegionsAndMunicipalities {
        return None;
    }
    let words = &text[both.start..both.end];
    let and = AND.find(words)?;
    let middle = (both.start + and.start(), both.start + and.end());
    Some([
        Named { party: first(&words[..and.start()])?, start: both.start, end: middle.0 },
        Named { party: first(&words[and.end()..])?, start: middle.1, end: both.end },
    ])
}

/// The kind of two parties together, where it has a name.
fn together(one: PartyKind, two: PartyKind) -> Option<PartyKind> {
    use PartyKind::{
        Agency, Municipalities, Municipality, Other, Region, Regions, RegionsAndMunicipalities, Skr,
    };
    match (one, two) {
        (Region | Regions, Region | Regions) => Some(Regions),
        (Municipality | Municipalities, Municipality | Municipalities) => Some(Municipalities),
        (
            Region | Regions | Municipality | Municipalities | RegionsAndMunicipalities,
            Region | Regions | Municipality | Municipalities | RegionsAndMunicipalities,
        ) => Some(RegionsAndMunicipalities),
        (Agency, Agency) => Some(Agency),
        (Agency | Skr | Other, Agency | Skr | Other) => Some(Other),
        _ => None,
    }
}

/// The first party named in `text`.
pub(crate) fn first(text: &str) -> Option<Party> {
    all(text).into_iter().next().map(|named| named.party)
}

/// Who pays: the party right behind a verb of paying, else the first party or place named.
pub(crate) fn payer(text: &str) -> Option<Party> {
    static PAYS: Pattern =
        Pattern::new(r"(?i)\b(?:bidrar|bidrog|betalar|finansierar|svarar|står|stod|satsar) $");
    let named = all_and_places(text);
    let subject = named.iter().find(|it| PAYS.is_match(&text[..it.start]));
    subject.or(named.first()).map(|named| named.party.clone())
}

/// The party of this kind that one of the texts names.
pub(crate) fn of_kind(kind: PartyKind, before: &str, after: &str) -> Option<Party> {
    all(before)
        .into_iter()
        .chain(all(after))
        .map(|named| named.party)
        .find(|party| party.kind == kind)
}

/// All parties named in `text`, regions and municipalities by their full names too.
pub(crate) fn all_and_places(text: &str) -> Vec<Named> {
    let mut found: Vec<Named> = PLACE
        .find_iter(text)
        .filter_map(|name| {
            let nominative = || named_place(name.as_str().strip_suffix('s')?);
            let party = named_place(name.as_str()).or_else(nominative)?;
            Some(Named { party, start: name.start(), end: name.end() })
        })
        .collect();
    for named in all(text) {
        if found.iter().all(|place| named.end <= place.start || place.end <= named.start) {
            found.push(named);
        }
    }
    found.sort_by_key(|named| named.start);
    found
}

static PLACE: Pattern = Pattern::new(
    r"\b(?:Region|Landstinget(?: i)?) [A-ZÅÄÖ][\wåäöÅÄÖ]+(?:[ -][A-ZÅÄÖ][\wåäöÅÄÖ]+)?(?: län)?|\bVästra Götalandsregionens?|\b[A-ZÅÄÖ][\wåäöÅÄÖ-]+(?: [A-ZÅÄÖ][\wåäöÅÄÖ]+)? (?:kommun|[Ss]tad|läns landsting)s?\b",
);

/// The region or municipality of this name as a party.
pub(crate) fn named_place(name: &str) -> Option<Party> {
    if let Some(region) = place::region(name) {
        return Some(Party {
            kind: PartyKind::Region,
            code: Some(region.code.to_owned()),
            name: region.name.to_owned(),
        });
    }
    let municipality = place::municipality(name)?;
    Some(Party {
        kind: PartyKind::Municipality,
        code: Some(municipality.code.to_owned()),
        name: municipality.full_name.to_owned(),
    })
}

/// True for words that name a party or two and nothing else.
pub(crate) fn is_only(words: &str) -> bool {
    let named: usize = all(words).iter().map(|named| named.end - named.start).sum();
    named > 0 && named + 8 >= words.trim().len()
}

/// The parties of an agreement, as a document names them.
pub(crate) fn parties(text: &str) -> Vec<Party> {
    let named = all(text);
    let first = |kind| named.iter().map(|named| &named.party).find(|party| party.kind == kind);
    [PartyKind::State, PartyKind::Skr].into_iter().filter_map(first).cloned().collect()
}
