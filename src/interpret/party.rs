//! Who gets, pays, owes or is owed: regions, municipalities, SKR, the state, agencies.

use std::sync::LazyLock;

use crate::contract::{Party, PartyKind};
use crate::pattern::Pattern;
use crate::recognise::place;

/// A kind of party and how it is named. The order matters: SKR's long name holds both
/// municipalities and regions.
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
        pattern: r"(?i)\blandsting(?:en|ens|et|ets|s)?\b|\bregion(?:er|erna|ernas|ers)\b|\bsjukvårdshuvudm[aä]n(?:nen)?\b",
    },
    Name { kind: PartyKind::Municipalities, pattern: r"(?i)\bkommun(?:er|erna|ernas|ers)\b" },
    Name {
        kind: PartyKind::Agency,
        pattern: r"\b(?:Socialstyrelsens?|Kammarkollegiets?|Försäkringskassans?|Folkhälsomyndighetens?|E-hälsomyndighetens?|Arbetsförmedlingens?|Skolverkets?|Specialpedagogiska skolmyndighetens?|Boverkets?|Trafikverkets?|Läkemedelsverkets?|Vetenskapsrådets?|Vinnova|Statskontorets?|Länsstyrelsens?|länsstyrelserna|Migrationsverkets?|MSB|Myndigheten för [a-zåäö ]{3,40}|Inspektionen för vård och omsorg|IVO|Tandvårds- och läkemedelsförmånsverket|TLV|Riksrevisionen|Ekonomistyrningsverket|ESV|Universitetskanslersämbetets?|Statens beredning för medicinsk[a-zåäö ]*|[A-ZÅÄÖ][a-zåäö]+(?:verket|myndigheten|inspektionen|styrelsen|kollegiet|kassan|ämbetet|nämnden)s?)\b",
    },
    Name {
        kind: PartyKind::State,
        pattern: r"(?i)\b(?:staten|statens|regeringen|regeringens|regeringskansliet|[a-zåäö]+departementet)\b",
    },
];

static COMPILED: LazyLock<Vec<(PartyKind, Pattern)>> =
    LazyLock::new(|| NAMES.iter().map(|name| (name.kind, super::pattern(name.pattern))).collect());

/// A party where it is named.
#[derive(Debug, Clone)]
pub(super) struct Named {
    pub(super) party: Party,
    pub(super) start: usize,
    pub(super) end: usize,
}

/// All parties named in `text`, in order; a longer name hides the shorter ones in it.
pub(super) fn all(text: &str) -> Vec<Named> {
    let mut found: Vec<Named> = Vec::new();
    for (kind, pattern) in COMPILED.iter() {
        for name in pattern.find_iter(text) {
            let free =
                found.iter().all(|other| name.end() <= other.start || other.end <= name.start());
            // "styrelsen" and "Förbundsstyrelsen" are boards and no agencies.
            let board = *kind == PartyKind::Agency && is_board(name.as_str());
            if free && !board {
                let party = Party { kind: *kind, code: None, name: name.as_str().to_owned() };
                found.push(Named { party, start: name.start(), end: name.end() });
            }
        }
    }
    found.sort_by_key(|named| named.start);
    found
}

fn is_board(name: &str) -> bool {
    let stem = name.trim_end_matches('s');
    stem.ends_with("nämnden") && !stem.contains("överklag")
        || (stem.ends_with("styrelsen")
            && !["Socialstyrelsen", "Länsstyrelsen", "Transportstyrelsen"].contains(&stem))
}

/// The first party named in `text`.
pub(super) fn first(text: &str) -> Option<Party> {
    all(text).into_iter().next().map(|named| named.party)
}

/// "för landstingens utvecklingsarbete", "avsedda för regionerna." give to them; "för kommunernas
/// socialtjänst" far behind the amount does not.
fn meant_for(lead: &str, party: &Party, rest: &str) -> bool {
    let near = lead.split_whitespace().count() <= 2;
    let ends = rest.trim_start();
    let closed = ends.is_empty()
        || ends.starts_with([',', '.', ')', ';'])
        || ends.starts_with("och ")
        || ends.starts_with("samt ");
    near && (party.name.ends_with('s') || closed)
}

/// The party of this kind that one of the texts names.
pub(super) fn of_kind(kind: PartyKind, before: &str, after: &str) -> Option<Party> {
    all(before)
        .into_iter()
        .chain(all(after))
        .map(|named| named.party)
        .find(|party| party.kind == kind)
}

/// Words that lead to a recipient: "till regionerna", "mellan landstingen".
static TOWARDS: LazyLock<Pattern> = LazyLock::new(|| {
    super::pattern(
        r"(?i)\b(?:till|mellan|åt|av|för)\s+(?:(?:de|den|det|landets|samtliga|alla|berörda|angivna|övriga|svenska|vissa|\d{1,3}|bl\.a\.|bland annat|både|såväl|respektive|var och en av) )*$",
    )
});

/// Who gets what `after` goes on with, or what `before` leads to.
///
/// "980 miljoner kronor avsedda som stimulansmedel till landstingen": looks behind the amount for
/// "till", "mellan" or "åt" and a party; then before it for a party that "tilldelas" or "får".
///
/// `first` says that no other amount stands before it in its sentence: else "till regionerna" in
/// `before` is about that one.
pub(super) fn recipient(before: &str, after: &str, first: bool) -> Option<Party> {
    // "Till regionerna går 2 330 mnkr, till kommunerna 650 mnkr": who gets it stands before it.
    if let Some(named) = all(before).into_iter().next_back()
        && named.party.kind != PartyKind::State
        && LEADS.is_match(&before[..named.start])
        && PASSES.is_match(&before[named.end..])
    {
        return Some(named.party);
    }
    let behind = all(after).into_iter().find(|named| {
        let lead = &after[..named.start];
        TOWARDS.is_match(lead)
            && named.party.kind != PartyKind::State
            && !lead.contains(['.', ';'])
            // "för landstingens utvecklingsarbete" gives to the regions; "för SKR" does not.
            && (!ends_with_word(lead, "för") || meant_for(lead, &named.party, &after[named.end..]))
            && (!ends_with_word(lead, "av") || lead.contains("användas av"))
    });
    if let Some(named) = behind {
        return Some(named.party);
    }
    let given = all(after).into_iter().find(|named| GIVEN.is_match(&after[..named.start]));
    if let Some(named) = given.filter(|named| named.party.kind != PartyKind::State) {
        return Some(named.party);
    }
    if let Some(place) = place_behind(after) {
        return Some(place);
    }
    let gets = all(before).into_iter().rev().find(|named| {
        let rest = before[named.end..].trim();
        let lead = before[..named.start].trim_end();
        GETS.is_match(rest) || (GETS_BEFORE.is_match(lead) && rest.is_empty())
    });
    if let Some(named) = gets.filter(|named| named.party.kind != PartyKind::State) {
        return Some(named.party);
    }
    // "Landstingen får 41 mkr och SKL 14 mkr": the verb is said once.
    // "de regionala cancercentrumen (63 mnkr) och SKR (8 mnkr)".
    let bracketed = before.trim_end().strip_suffix('(').map(str::trim_end);
    let in_brackets = bracketed.and_then(|before| {
        all(before).into_iter().next_back().filter(|named| named.end == before.len())
    });
    if let Some(named) = in_brackets.filter(|named| named.party.kind != PartyKind::State) {
        return Some(named.party);
    }
    let ellipsis = all(before).into_iter().next_back().filter(|named| {
        let lead = before[..named.start].trim().to_lowercase();
        before[named.end..].trim().is_empty()
            && matches!(lead.as_str(), "och" | "samt" | ", och" | ",")
    });
    if let Some(named) = ellipsis.filter(|named| named.party.kind != PartyKind::State) {
        return Some(named.party);
    }
    let towards = all(before).into_iter().rev().filter(|_| first).find(|named| {
        let lead = &before[..named.start];
        lead.to_lowercase().trim_end().ends_with("till")
            || TOWARDS.is_match(lead) && lead.to_lowercase().contains("till")
    });
    towards
        .filter(|named| !matches!(named.party.kind, PartyKind::State | PartyKind::Agency))
        .map(|named| named.party)
}

/// The party of whose money something is a part: "i landstingens del ingår", "av regionernas medel".
pub(super) fn owner_of_parts(words: &str) -> Option<PartyKind> {
    static OF: LazyLock<Pattern> =
        LazyLock::new(|| super::pattern(r"(?i)^\W*(?:i|av|ur) (?:de )?$"));
    static MONEY: LazyLock<Pattern> =
        LazyLock::new(|| super::pattern(r"(?i)^:?s? (?:del|medel|andel|pengar|pott)\b"));
    let named = all(words).into_iter().next()?;
    let leads = OF.is_match(&words[..named.start]) || words[..named.start].trim().is_empty();
    (leads && MONEY.is_match(&words[named.end..])).then_some(named.party.kind)
}

/// Two parties that "respektive" pairs: "till regionerna respektive kommunerna".
pub(super) fn pair(words: &str) -> Option<[Party; 2]> {
    static PAIRED: LazyLock<Pattern> =
        LazyLock::new(|| super::pattern(r"(?i)^\w+ respektive (?:till )?\w+"));
    let both = all(words);
    if let [one, two] = &both[..] {
        let between = words[one.end..two.start].trim().to_lowercase();
        return (between == "respektive" || between == "respektive till")
            .then(|| [one.party.clone(), two.party.clone()]);
    }
    // The recogniser takes the two for one name.
    let one = both.first().filter(|named| PAIRED.is_match(&words[named.start..named.end]))?;
    let (first, second) = words[one.start..one.end].split_once(" respektive ")?;
    Some([self::first(first)?, self::first(second)?])
}

/// "till" or "för" right before a party.
static LEADS: LazyLock<Pattern> = LazyLock::new(|| {
    super::pattern(r"(?i)(?:^|[\s,(–-])till (?:de |landets |samtliga |övriga )?$")
});

/// What may stand between a party and its amount: "går", "fördelas totalt cirka".
static PASSES: LazyLock<Pattern> = LazyLock::new(|| {
    super::pattern(
        r"(?i)^(?: ?[:–-])? ?(?:(?:går|fördelas|avsätts|utbetalas|betalas|ges|lämnas|utgår|tilldelas|får|disponeras|ska gå|avses|totalt|sammanlagt|cirka|ca|ut|nationellt|därmed|också|även) ?)*$",
    )
});

/// "60 mnkr tilldelas SKR".
static GIVEN: LazyLock<Pattern> = LazyLock::new(|| {
    super::pattern(
        r"(?i)^(?: \S+){0,3}? (?:tilldelas|tillfaller|ges|disponeras av|erhålls av|får|erhåller|disponerar) (?:de |landets |samtliga )?$",
    )
});
static GETS: LazyLock<Pattern> = LazyLock::new(|| {
    super::pattern(
        r"(?i)^(?:kommer (?:\S+ ){0,6}att )?(?:tilldelas|får|erhåller|disponerar|ges|kommer att få|ska få|tillförs)\b(?: \S+){0,3}$|^(?:\S+ ){0,8}(?:tilldelas|erhåller|att få)(?: \S+){0,2}$",
    )
});
static GETS_BEFORE: LazyLock<Pattern> =
    LazyLock::new(|| super::pattern(r"(?i)(?:erhåller|tilldelas|får|disponerar|ger)$"));

fn ends_with_word(text: &str, word: &str) -> bool {
    text.trim_end().to_lowercase().ends_with(&format!(" {word}"))
        || text.trim().eq_ignore_ascii_case(word)
}

/// One region or municipality behind "till": "till Region Skåne".
fn place_behind(after: &str) -> Option<Party> {
    static PLACE: LazyLock<Pattern> = LazyLock::new(|| {
        super::pattern(
            r"^(?:[^.;,]{0,60}?)\btill ((?:Region|Landstinget|Västra) ?[A-ZÅÄÖ][\wåäöÅÄÖ]*(?: [A-ZÅÄÖ][\wåäöÅÄÖ]*)?(?: län)?|Västra Götalandsregionen|[A-ZÅÄÖ][\wåäöÅÄÖ-]*(?: [A-ZÅÄÖ][\wåäöÅÄÖ]*)? (?:kommun|stad))",
        )
    });
    let name = PLACE.captures(after)?.get(1)?.as_str();
    named_place(name)
}

/// The region or municipality of this name as a party.
pub(super) fn named_place(name: &str) -> Option<Party> {
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
pub(super) fn is_only(words: &str) -> bool {
    let named: usize = all(words).iter().map(|named| named.end - named.start).sum();
    named > 0 && named + 8 >= words.trim().len()
}

/// The parties of an agreement, as a document names them.
pub(super) fn parties(text: &str) -> Vec<Party> {
    let mut parties: Vec<Party> = Vec::new();
    for wanted in [PartyKind::State, PartyKind::Skr] {
        let named = all(text).into_iter().find(|named| named.party.kind == wanted);
        parties.extend(named.map(|named| named.party));
    }
    parties
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_who_gets_it() {
        for (before, after, expected) in [
            (
                "varav",
                " fördelas till landstingen utifrån befolkningsmängd",
                Some(PartyKind::Regions),
            ),
            ("Av dessa går", " direkt till landstingen", Some(PartyKind::Regions)),
            ("omfattar också", " till SKL för arbetet", Some(PartyKind::Skr)),
            ("SKR tilldelas", " för att stödja regionernas arbete", Some(PartyKind::Skr)),
            ("i kommuner och landsting erhåller landstingen", ".", Some(PartyKind::Regions)),
            (
                "",
                " fördelas till kommuner och landsting för att",
                Some(PartyKind::RegionsAndMunicipalities),
            ),
            ("", " får användas av landstingen för att", Some(PartyKind::Regions)),
            ("och cirka", " för landstingens utvecklingsarbete", Some(PartyKind::Regions)),
            (
                "därav",
                " till de regionala stöd- och samverkansstrukturerna för kommunernas socialtjänst",
                None,
            ),
            ("Resterande", " tilldelas SKR.", Some(PartyKind::Skr)),
            ("Till regionerna går", ", till kommunerna", Some(PartyKind::Regions)),
            (", till kommunerna", " och till SKR", Some(PartyKind::Municipalities)),
            ("betala ut", " till Sveriges Kommuner och Regioner", Some(PartyKind::Skr)),
            ("omfattar totalt", ".", None),
        ] {
            let kind = recipient(before, after, true).map(|party| party.kind);
            assert_eq!(kind, expected, "{before} | {after}");
        }
    }
}
