//! Deadlines that were changed: the former day is not valid any more, the new one is.
//!
//! Reads what stands around a day, up to the days beside it. Which duty it is, is read elsewhere.

use std::sync::LazyLock;

use crate::pattern::Pattern;

/// Verbs of a day that gives place to another one.
const MOVED: &str = r"(?:ändras|ändrats|ändrades|förlängs|förlängts|förlängdes|flyttas|flyttats|flyttades|senareläggs|senarelagts|tidigareläggs|tidigarelagts|framflyttas|justeras|justerats|skjuts (?:upp|fram)|skjutits (?:upp|fram)|byts ut|ersätts|ersatts)";

/// True for a day that another one takes the place of, or that is withdrawn: "flyttas från den 1
/// mars till den 15 mars", "den 15 mars i stället för den 1 mars", "den 1 mars utgår".
///
/// `before` reaches back to the day before it, `after` on to the next one.
pub(super) fn withdrawn(before: &str, after: &str, another_follows: bool) -> bool {
    static INSTEAD_OF: Pattern = Pattern::new(
        r"(?i)\b(?:i ?stället för|och inte|inte längre|snarare än|(?:som )?tidigare(?: (?:angiv\w+|datum|datumet|beslutad\w*|sagts|var|gällde|meddelats))*:?|ursprunglig\w*(?: (?:datum\w*|tidpunkt\w*|tid\w*|sista dag\w*|var))*|förut|ersätter)(?: (?:som tidigare|vad som (?:tidigare )?angetts|som tidigare angetts),?)?(?: senast)?(?: den)? ?$",
    );
    static NOT_BUT: Pattern = Pattern::new(r"(?i)\binte\b[^.;,]{0,40}$");
    static BUT: Pattern = Pattern::new(r"(?i)^,? utan\b");
    static FROM: LazyLock<Pattern> = LazyLock::new(|| {
        Pattern::built(format!(r"(?i)\b{MOVED}\b[^.;]{{0,60}}\bfrån(?: och med)?(?: den)? ?$"))
    });
    static TO_ANOTHER: LazyLock<Pattern> = LazyLock::new(|| {
        Pattern::built(format!(
            r"(?i)^[^.;]{{0,90}}?(?:\b{MOVED}\b[^.;]{{0,40}}\b(?:till|av|mot)\b|\bi ?stället\b|\bförlängning till\b)[^.;]{{0,60}}$"
        ))
    });
    static ENDS: Pattern = Pattern::new(
        r"(?i)^[^.;,]{0,60}?\b(?:utgår|slopas|upphör|tas bort|gäller inte(?: längre)?|är inte längre aktuell\w*|gällde (?:tidigare|förut))\b",
    );
    static FOR_ANOTHER: Pattern = Pattern::new(r"(?i)^[^.;]{0,60}\bi ?stället för\b[^.;]{0,40}$");
    let to_another = another_follows && TO_ANOTHER.is_match(after) && !FOR_ANOTHER.is_match(after);
    INSTEAD_OF.is_match(before)
        || FROM.is_match(before)
        || to_another
        || ENDS.is_match(after)
        || (NOT_BUT.is_match(before) && BUT.is_match(after))
}

/// True for the day that a deadline is moved to: "Tiden för rekvisition förlängs till den".
pub(super) fn moved_to(before: &str) -> bool {
    static TO: LazyLock<Pattern> = LazyLock::new(|| {
        Pattern::built(format!(
            r"(?i)\b{MOVED}\b[^.;]{{0,60}}\b(?:till|av)(?: och med)?(?: senast)?(?: den)? ?$|\bi ?stället (?:för\b[^.;]{{0,40}}\b)?(?:gälla|gäller|vara|är|ske|lämnas|göras)(?: senast)?(?: den)? ?$|^,? utan(?: senast)?(?: den)? ?$"
        ))
    });
    TO.is_match(before)
}

/// True for a sentence that moves what the one before says is due: "Tiden förlängs till den".
pub(super) fn moves_what_is_said(before: &str) -> bool {
    static SAYS: LazyLock<Pattern> = LazyLock::new(|| {
        Pattern::built(format!(
            r"(?i)^\W*(?:(?:denna|den här) )?(?:[a-zåäö]*tiden|tid|tidsfristen|fristen|tidpunkten|datumet|dagen|den|det|detta|sista dagen)\b[^.;]{{0,60}}\b{MOVED}\b"
        ))
    });
    SAYS.is_match(before)
}

/// True for a day that the words behind it keep: "den 31 mars 2024, ändras inte".
pub(super) fn kept(after: &str) -> bool {
    static KEPT: Pattern = Pattern::new(
        r"(?i)^,? (?:ändras inte|ändras ej|är oförändrad\w*|kvarstår|ligger fast|står fast|gäller (?:fortfarande|alltjämt|oförändrat))\b",
    );
    KEPT.is_match(after)
}
