//! Dates of an agreement's life: signed, decided, approved by a board, in force, population base.
//!
//! A place and a day by themselves are a signature only where the place is one. What is said of a
//! law or of another document is no date of the agreement.

use crate::contract::{Date, DateKind};
use crate::interpret::scene::Scene;
use crate::pattern::Pattern;
use crate::recognise::date::{self, DatePart};
use crate::recognise::{Value, place};

/// A date and the part in which it stands.
#[derive(Debug)]
pub(crate) struct Event {
    pub(crate) date: Date,
    pub(crate) part: usize,
}

static RULES: [(DateKind, Pattern); 6] = [
    (
        DateKind::PopulationBase,
        Pattern::new(
            r"(?i)\b(?:befolkningsunderlag\w*|befolkningsmängd\w*|befolkningsuppgifter\w*|befolkningsstatistik\w*|befolkningsdata|befolkningsandel\w*|folkbokför\w*|befolkning(?:en)?|folkmängd\w*|invånarantal\w*|antal(?:et)? invånare)\b[^.;]{0,60}$",
        ),
    ),
    (
        DateKind::ValidTo,
        Pattern::new(
            r"(?i)\b(?:gäller|gälla|löper|löpa|giltig\w*)\b[^.;]{0,120}\b(?:till och med|t\.\s?o\.\s?m\.|tom|till|längst till|fram till)(?: och med)?(?: den)? $|\bupphör(?: att gälla)?\b[^.;]{0,30}$",
        ),
    ),
    (
        DateKind::ValidFrom,
        Pattern::new(
            r"(?i)\b(?:gäller|gälla|löper|löpa) (?:från|fr\.\s?o\.\s?m\.|från och med|för perioden|under perioden|under tiden|mellan|tidigast|retroaktivt från)\b[^.;]{0,40}$|\b(?:träder|trädde) i kraft\b[^.;]{0,30}$|\b(?:gäller|löper)\b[^.;,]{0,30}\b(?:fr\.\s?o\.\s?m\.|från(?: och med)?)(?: den)? $",
        ),
    ),
    (
        DateKind::BoardDecision,
        Pattern::new(
            r"(?i)\b(?:styrelse\w*|förbundsstyrelse\w*|[a-zåäö]+styrelsen)\b[^.;]{0,120}$|\bSK[LR]\)? har (?:den )?$",
        ),
    ),
    (
        DateKind::Decided,
        Pattern::new(
            r"(?i)\bregering(?:en|ens)\b[^.;]{0,60}\b(?:beslut|beslutade|beslutat|fattade|godkände|godkändes)\b[^.;]{0,40}$|^(?:regerings)?beslut(?:ad|ades)?[: ][^.;]{0,30}$",
        ),
    ),
    (
        DateKind::Signed,
        Pattern::new(
            r"^\W*(?P<place>[A-ZÅÄÖ][a-zåäö]+)(?:,)?(?: den)?\s*$|(?i)\b(?:undertecknades|undertecknad|signerades|träffades) (?:den )?[^.;]{0,20}$",
        ),
    ),
];

/// All such dates, in the order of the text.
pub(crate) fn all(scene: &Scene<'_>) -> Vec<Event> {
    let mut events: Vec<Event> = Vec::new();
    for sentence in &scene.sentences {
        for mention in &scene.mentions[sentence.mentions.clone()] {
            let before = scene.str(sentence.range.start..mention.range.start);
            let after = scene.str(mention.range.end..sentence.range.end);
            for (kind, date, place) in of_mention(&mention.value, before, after) {
                let date = Date {
                    kind,
                    date: date.to_string(),
                    place,
                    mentions: vec![scene.text.mention(mention.range.clone())],
                };
                let known = events
                    .iter_mut()
                    .find(|event| event.date.kind == date.kind && event.date.date == date.date);
                match known {
                    Some(event) => event.date.mentions.extend(date.mentions),
                    None => events.push(Event { date, part: sentence.part }),
                }
            }
        }
    }
    events
}

/// What happens on the days of a mention; of a stretch of days on its first and its last.
fn of_mention(
    value: &Value,
    before: &str,
    after: &str,
) -> Vec<(DateKind, date::Date, Option<String>)> {
    match value {
        Value::Date(date) => {
            let told =
                date.year.is_some() && matches!(date.part, DatePart::Day(..) | DatePart::Month(_));
            kind(before, after)
                .filter(|(kind, _)| {
                    told && (*kind != DateKind::Signed || matches!(date.part, DatePart::Day(..)))
                })
                .map(|(kind, place)| (kind, *date, place))
                .into_iter()
                .collect()
        }
        Value::Period(period) => {
            let ends = [(DateKind::ValidFrom, period.from), (DateKind::ValidTo, period.to)];
            let day = |date: &date::Date| matches!(date.part, DatePart::Day(..));
            ends.into_iter()
                .filter_map(|(kind, date)| Some((kind, date.filter(day)?, None)))
                .filter(|_| IN_FORCE.is_match(before) && is_of_agreement(before))
                .collect()
        }
        _ => Vec::new(),
    }
}

static IN_FORCE: Pattern = Pattern::new(r"(?i)\b(?:gäller|gälla|löper|löpa)\b[^.;]{0,60}$");

/// True where it is the agreement that is in force, and no law, no time for asking and no earlier
/// agreement.
fn is_of_agreement(before: &str) -> bool {
    static NAMED: Pattern = Pattern::new(
        r"(?i)\b(?:tilläggs)?(?:överenskommelse\w*|avtal\w*|tillägg\w*)\b|^\W*(?:den|det|gäller|giltig\w*|löper)\b",
    );
    static OTHER: Pattern = Pattern::new(
        r"(?i)\b(?:ersätt\w*|tidigare|föregående|nuvarande|förra|lagen|förordningen|föreskrift\w*|ansökan|ansökningar)\b",
    );
    NAMED.is_match(before) && !OTHER.is_match(before)
}

/// What happens on a date between these words.
fn kind(before: &str, after: &str) -> Option<(DateKind, Option<String>)> {
    // The full stops of these end no clause.
    let spelled = before.replace("fr.o.m.", "från och med").replace("t.o.m.", "till och med");
    let (before, lower) = (spelled.as_str(), (spelled.to_lowercase(), after.to_lowercase()));
    if lower.0.contains("senast") {
        return None;
    }
    if lower.0.contains("sammanträde") && lower.1.contains("beslut") && lower.1.contains("styrelse")
    {
        return Some((DateKind::BoardDecision, None));
    }
    let decides =
        ["beslut", "godkän"].iter().any(|word| lower.0.contains(word) || lower.1.contains(word));
    if decides && BY_GOVERNMENT.is_match(before) {
        return Some((DateKind::Decided, None));
    }
    for (kind, words) in RULES.iter() {
        // Two signatures may stand side by side: "Stockholm den 5 mars 2024 Umeå den 6 mars 2024".
        let words_before =
            if *kind == DateKind::Signed { behind_signature(before) } else { before };
        let Some(found) = words.captures(words_before) else { continue };
        let place = found.name("place").map(|place| place.as_str().to_owned());
        match kind {
            DateKind::BoardDecision if !decides => continue,
            DateKind::ValidFrom | DateKind::ValidTo if !is_of_agreement(before) => continue,
            // A place and a date alone are a signature; "Publicerad 3 februari" names no place.
            DateKind::Signed
                if place.as_deref().is_some_and(|place| !is_place(place))
                    || place.is_some() && after.trim().chars().count() > 40 =>
            {
                continue;
            }
            _ => return Some((*kind, place)),
        }
    }
    None
}

/// The words behind a first place and day that stand by themselves.
fn behind_signature(before: &str) -> &str {
    static FIRST: Pattern =
        Pattern::new(r"^\W*[A-ZÅÄÖ][a-zåäö]+,? (?:den )?\d{1,2} [a-z]{3,9} (?:19|20)\d\d\s+");
    FIRST.find(before).map_or(before, |first| &before[first.end()..])
}

static BY_GOVERNMENT: Pattern = Pattern::new(r"(?i)\bav regeringen(?: den)? ?$");

/// True for the name of a town in which one may sign.
fn is_place(name: &str) -> bool {
    name == "Visby" || place::municipality(name).is_some()
}
