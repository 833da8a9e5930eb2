//! The words around a date that make it a deadline, or tie it to the one before it.

use super::due::nearest_before;
use crate::contract::DeadlineKind;
use crate::interpret::party;
use crate::pattern::Pattern;

/// "och senast den 1 november en redovisning": the thing that is due stands behind its day.
pub(super) fn one_more(before: &str) -> bool {
    let lead = before.trim_end();
    let lead = lead.strip_suffix(" den").unwrap_or(lead);
    [" och senast", " samt senast"].iter().any(|words| lead.ends_with(words))
}

/// "Projekten ska vara slutförda senast den": something is to be done by then, whatever report the
/// next clause asks for.
pub(super) fn completed(before: &str) -> bool {
    static DONE: Pattern = Pattern::new(
        r"(?i)\b(?:(?:slutförd|avslutad|genomförd|påbörjad|klar|färdig|upparbetad|förbrukad|använd)[at]?|stänger|beslut\w* (?:fattas|meddelas|lämnas|tas))(?: [a-zåäö]+){0,3}?(?:,? (?:dock )?senast)?(?: den)?\s*$",
    );
    DONE.is_match(before)
}

/// True for what is written and handed in, which goes to one place where nothing else is said.
pub(super) fn is_report(kind: DeadlineKind) -> bool {
    matches!(
        kind,
        DeadlineKind::Report | DeadlineKind::ActivityReport | DeadlineKind::FinancialReport
    )
}

/// True where a date goes on with the one before it: "respektive den 31 mars 2019", "26 maj,".
pub(super) fn pairs(before: &str) -> bool {
    let words = before.trim().trim_start_matches(',').trim().to_lowercase();
    let words = words.trim_end_matches(" den");
    static OTHER_PART: Pattern = Pattern::new(
        r"^(?:och|samt|respektive) (?:(?:den|det|de) (?:första|andra|tredje|sista|övriga|resterande)|resterande|återstående|återstoden|resten)(?: (?:del|delen|hälften|omgången|gången|delarna|medel|medlen|belopp|beloppet))?(?: (?:betalas|ut|utbetalas|sker|lämnas|i|under|senast))*$",
    );
    if words.ends_with("dels i") || words.ends_with("dels") || OTHER_PART.is_match(words) {
        return true;
    }
    matches!(
        words,
        "" | "och"
            | "samt"
            | "respektive"
            | "resp."
            | "den"
            | "respektive den"
            | "och den"
            | "samt den"
            | "och i"
            | "respektive i"
            | "och senast"
            | "respektive senast"
    ) || words.contains("respektive")
        // "för det första året och senast den": the same is due; "en plan och senast den" is not.
        || ((words.ends_with(" och senast") || words.ends_with(" samt senast"))
            && nearest_before(words).is_none())
        || (words.contains("senast")
            && (words.contains("års medel")
                || words.contains("beträffande")
                || words.starts_with("och")))
}

/// "och en slutredovisning den 1 mars": the next thing that is due, with its day.
pub(super) fn names_next(before: &str) -> bool {
    static NEXT: Pattern = Pattern::new(
        r"(?i)^\W*(?:och|samt|respektive|dels)\W+(?:(?:en|ett|den|dels|därefter|slutligen) )*(?P<what>[a-zåäö-]+(?: [a-zåäö-]+)?) ?(?:den|i|till den)?\s*$",
    );
    NEXT.captures(before).is_some_and(|found| nearest_before(&found["what"]).is_some())
}

/// "och kommunerna en månad senare, den 30 april", "och för SKR den 1 december": the same is due of
/// somebody else on the next day.
pub(super) fn names_another(before: &str) -> bool {
    static LEAD: Pattern =
        Pattern::new(r"(?i)^,? ?(?:och|samt|medan|respektive|för)\b[^.;]{3,60}$");
    LEAD.is_match(before) && nearest_before(before).is_none() && party::first(before).is_some()
}
