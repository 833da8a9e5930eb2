//! Of which kind what is due by a date is, by the words around it, above it, and those of the
//! sentence before.

use super::Around;
use super::due::{conjoined, nearest, nearest_after, nearest_before};
use super::words::{completed, one_more};
use crate::contract::DeadlineKind;
use crate::interpret::scene::{Scene, Sentence};
use crate::pattern::Pattern;

/// What else is known of a date.
pub(super) struct Hints {
    /// Its line begins with it.
    pub(super) listed: bool,
    /// Its clause begins with it.
    pub(super) opens: bool,
    /// What its row or the line above names.
    pub(super) label: Option<DeadlineKind>,
    /// What the date before it in its sentence is for.
    pub(super) last: Option<DeadlineKind>,
    /// What the date before it in its cell is for.
    pub(super) carried: Option<DeadlineKind>,
}

/// What is due by a date; none where its sentence does not say.
pub(super) fn kind_of(around: Around<'_>, hints: &Hints) -> Option<DeadlineKind> {
    let Around { before, whole_before, after, in_cell, .. } = around;
    let behind_first = hints.listed || one_more(before);
    let ahead = behind_first || hints.opens || opens_relative(before);
    let behind = |wanted: bool| if wanted && !in_cell { kind_behind(around) } else { None };
    let kind = if behind_first { nearest_after(after) } else { None };
    kind.or_else(|| behind(ahead))
        .or_else(|| nearest_before(before))
        .or_else(|| completed(before).then_some(DeadlineKind::Delivery))
        .or(hints.label)
        .or_else(|| behind(true))
        .or(hints.last)
        .or_else(|| nearest_before(whole_before))
        .or_else(|| hints.carried.filter(|_| in_cell))
        .or_else(|| if in_cell { nearest_after(after) } else { None })
}

/// What is due by a date that stands before its words: "ska senast den 31 mars lämna en ekonomisk
/// redovisning". Dates that are paired look behind the last of them; where another date follows,
/// only the clause up to it counts.
fn kind_behind(around: Around<'_>) -> Option<DeadlineKind> {
    static ONCE_ASKED: Pattern = Pattern::new(r"(?i)\befter (?:[a-zåäö]+ )?rekvisition\b");
    if let Some(clause) = around.up_to_next {
        return nearest_after(clause);
    }
    // Money that is paid once it is asked for is not asked for by then.
    let rest = ONCE_ASKED.cut(around.rest);
    nearest(rest.split([';', '.']).next().unwrap_or_default(), |start, length| length - start)
}

/// "till de regioner som senast den 31 maj har lämnat en plan": what is due stands in the clause
/// that the day opens.
fn opens_relative(before: &str) -> bool {
    static RELATIVE: Pattern =
        Pattern::new(r"(?i)\b(?:som|att(?: [a-zåäö]+){1,3}) senast(?: den)? ?$");
    RELATIVE.is_match(before)
}

/// What a question that heads a section asks about: "Hur ska vi redovisa?".
pub(super) fn asked_above(scene: &Scene<'_>, sentence: &Sentence) -> Option<DeadlineKind> {
    let heading = scene.heading(scene.section_of(sentence.part))?;
    heading.trim_end().ends_with('?').then(|| nearest_before(heading)).flatten()
}

/// What "De ska vara Regeringskansliet till handa senast" points at: what the sentence before says
/// is to be handed in, where this one names nothing that is due.
pub(super) fn pointed_at(scene: &Scene<'_>, index: usize) -> Vec<DeadlineKind> {
    static POINTS: Pattern = Pattern::new(
        r"^(?:Skicka|Lämna|Sänd|Ge)(?: in)? (?:den|det|dem|in den|in det|in dem)\b|^(?:De|Den|Det|Dessa|Denna|Båda|Dokumenten|Handlingarna|Underlaget|Underlagen) (?:ska|skall|bör|måste|lämnas|skickas|sänds|ges)\b|^(?:Sista dag(?:en)?|Motsvarande (?:dag|datum|tidpunkt|tid)|Slutdatum|[A-ZÅÄÖ][a-zåäö]*tiden|Tid|Denna tid|Detta datum|Tidsfristen|Fristen|Tidpunkten|Datumet)\b|^För [^.;]{2,60} (?:är|gäller) (?:sista dag|motsvarande|i stället|senast)",
    );
    let sentence = &scene.sentences[index];
    let words = scene.str(sentence.range.clone());
    let above = index.checked_sub(1).and_then(|above| scene.sentences.get(above));
    let Some(above) = above.filter(|above| above.part == sentence.part) else { return Vec::new() };
    if !POINTS.is_match(words) || nearest_before(words).is_some() {
        return Vec::new();
    }
    let mut named = scene.str(above.range.clone());
    // "Den ska skrivas under. Skicka in den": both point at the sentence before them.
    if nearest_before(named).is_none() && POINTS.is_match(named) {
        let first = index.checked_sub(2).and_then(|first| scene.sentences.get(first));
        let first = first.filter(|first| first.part == sentence.part);
        named = first.map_or("", |first| scene.str(first.range.clone()));
    }
    let Some(kind) = nearest_before(named) else { return Vec::new() };
    let mut kinds = vec![kind];
    kinds.extend(conjoined(named, "", kind));
    kinds
}
