//! Dates of an agreement's life: signed, decided, approved by a board, in force, population base.

use std::sync::LazyLock;

use super::scene::Scene;
use crate::contract::{Date, DateKind};
use crate::pattern::Pattern;
use crate::recognise::Value;
use crate::recognise::date::DatePart;

/// A date and the part in which it stands.
#[derive(Debug)]
pub(super) struct Event {
    pub(super) date: Date,
    pub(super) part: usize,
}

static RULES: LazyLock<[(DateKind, Pattern); 6]> = LazyLock::new(|| {
    let pattern = |source| super::pattern(source);
    [
        (
            DateKind::PopulationBase,
            pattern(
                r"(?i)\b(?:befolkningsunderlag\w*|befolkningsmängd\w*|befolkningsuppgifter\w*|befolkningsstatistik\w*|befolkningsdata|befolkning(?:en)?|folkmängd\w*|invånarantal\w*|antal(?:et)? invånare)\b[^.;]{0,60}$",
            ),
        ),
        (
            DateKind::BoardDecision,
            pattern(
                r"(?i)\b(?:styrelse\w*|förbundsstyrelse\w*|[a-zåäö]+styrelsen)\b[^.;]{0,120}$|\bSK[LR]\)? har (?:den )?$",
            ),
        ),
        (
            DateKind::ValidTo,
            pattern(r"(?i)\bgäller\b[^.;]{0,80}\b(?:till och med|t\.o\.m\.|till)(?: den)? $"),
        ),
        (
            DateKind::ValidFrom,
            pattern(
                r"(?i)\bgäller (?:från|fr\.o\.m\.|från och med|för perioden|under perioden|mellan)\b[^.;]{0,40}$|\bträder i kraft\b[^.;]{0,30}$",
            ),
        ),
        (
            DateKind::Decided,
            pattern(
                r"(?i)\bregering(?:en|ens)\b[^.;]{0,60}\b(?:beslut|beslutade|beslutat|fattade)\b[^.;]{0,40}$|^(?:regerings)?beslut(?:ad|ades)?[: ][^.;]{0,30}$",
            ),
        ),
        (
            DateKind::Signed,
            pattern(
                r"^\W*(?P<place>[A-ZÅÄÖ][a-zåäö]+)(?:,)?(?: den)?\s*$|(?i)\b(?:undertecknades|undertecknad|signerades|träffades) (?:den )?[^.;]{0,20}$",
            ),
        ),
    ]
});

/// All such dates, in the order of the text.
pub(super) fn all(scene: &Scene<'_>) -> Vec<Event> {
    let mut events: Vec<Event> = Vec::new();
    for sentence in &scene.sentences {
        for mention in &scene.mentions[sentence.mentions.clone()] {
            let Value::Date(date) = mention.value else { continue };
            if date.year.is_none() || !matches!(date.part, DatePart::Day(..) | DatePart::Month(_)) {
                continue;
            }
            let before = scene.str(sentence.range.start..mention.range.start);
            let after = scene.str(mention.range.end..sentence.range.end);
            let Some((kind, place)) = kind(before, after) else { continue };
            if kind == DateKind::Signed && !matches!(date.part, DatePart::Day(..)) {
                continue;
            }
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
    events
}

/// What happens on a date between these words.
fn kind(before: &str, after: &str) -> Option<(DateKind, Option<String>)> {
    if before.to_lowercase().contains("senast") {
        return None;
    }
    let lower = (before.to_lowercase(), after.to_lowercase());
    if lower.0.contains("sammanträde") && lower.1.contains("beslut") && lower.1.contains("styrelse")
    {
        return Some((DateKind::BoardDecision, None));
    }
    for (kind, words) in RULES.iter() {
        let Some(found) = words.captures(before) else { continue };
        let place = found.name("place").map(|place| place.as_str().to_owned());
        let decides = ["beslut", "godkän"].iter().any(|word| {
            after.to_lowercase().contains(word) || before.to_lowercase().contains(word)
        });
        match kind {
            DateKind::BoardDecision if !decides => continue,
            // "Den 20 januari" opens a sentence; a place and a date alone are a signature.
            DateKind::Signed
                if place.is_some()
                    && (place.as_deref() == Some("Den") || after.trim().chars().count() > 40) =>
            {
                continue;
            }
            _ => return Some((*kind, place)),
        }
    }
    None
}
