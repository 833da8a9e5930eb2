//! The words around a date that make it a deadline, or tie it to the one before it.

use std::sync::LazyLock;

use super::due::{nearest_after, nearest_before};
use crate::contract::DeadlineKind;
use crate::interpret::pattern;
use crate::pattern::Pattern;
use crate::recognise::date::{Date, DatePart};

/// "och senast den 1 november en redovisning": the thing that is due stands behind its day.
pub(super) fn one_more(before: &str) -> bool {
    let lead = before.trim_end();
    let lead = lead.strip_suffix(" den").unwrap_or(lead);
    [" och senast", " samt senast"].iter().any(|words| lead.ends_with(words))
}

/// "Projekten ska vara slutförda senast den": something is to be done by then, whatever report the
/// next clause asks for.
pub(super) fn completed(before: &str) -> bool {
    static DONE: LazyLock<Pattern> = LazyLock::new(|| {
        pattern(
            r"(?i)\b(?:(?:slutförd|avslutad|genomförd|påbörjad|klar|färdig|upparbetad|förbrukad|använd)[at]?|stänger)(?: [a-zåäö]+){0,3}?(?:,? (?:dock )?senast)?(?: den)?\s*$",
        )
    });
    DONE.is_match(before)
}

/// "den 1 november respektive år": a day of each year of the agreement.
pub(super) fn each_year(date: Date, before: &str, after: &str) -> bool {
    static BEHIND: LazyLock<Pattern> = LazyLock::new(|| {
        pattern(
            r"(?i)^ ?\(?(?:respektive|varje|vartdera|vardera|samtliga|båda|alla) (?:år|året|åren)\b|^ ?årligen\b",
        )
    });
    let lower = before.to_lowercase();
    date.year.is_none()
        && (BEHIND.is_match(after)
            || lower.ends_with("varje år senast den ")
            || lower.ends_with("årligen senast den "))
}

/// What is due on the same day as what stands before: "och en ekonomisk redovisning ska lämnas
/// samma dag".
pub(super) fn same_day(rest: &str) -> Option<DeadlineKind> {
    static SAME: LazyLock<Pattern> =
        LazyLock::new(|| pattern(r"(?i)\bsamma (?:dag|datum|tid|tidpunkt(?:er)?|dagar)\b"));
    let at = SAME.find(rest)?;
    nearest_before(&rest[..at.start()]).or_else(|| nearest_after(&rest[at.end()..]))
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
    if words.ends_with("dels i") || words.ends_with("dels") {
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
    static NEXT: LazyLock<Pattern> = LazyLock::new(|| {
        pattern(
            r"(?i)^\W*(?:och|samt|respektive|dels)\W+(?:(?:en|ett|den|dels|därefter|slutligen) )*(?P<what>[a-zåäö-]+(?: [a-zåäö-]+)?) ?(?:den|i|till den)?\s*$",
        )
    });
    NEXT.captures(before).is_some_and(|found| nearest_before(&found["what"]).is_some())
}

/// "29 april: handlingsplanen ska vara hos Socialstyrelsen": a line that begins with its date.
pub(super) fn opens_line(before: &str, after: &str) -> bool {
    let lead = before.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    (lead.is_empty() || lead == "den" || lead == "senast")
        && after.trim_start().starts_with([':', '–', '—'])
}

/// "Delredovisning till Socialstyrelsen: 15 september": a label that names what is due.
pub(super) fn labelled(before: &str) -> bool {
    before
        .trim_end()
        .trim_end_matches(" den")
        .strip_suffix(':')
        .is_some_and(|label| label.len() < 80 && nearest_before(label).is_some())
}

/// "lämnar sin rapport våren 2022", "rekvireras under andra kvartalet 2021": a stretch of time in
/// which something has to be handed in.
pub(super) fn handed_in(before: &str, words: &str, date: Date) -> bool {
    static SAYS: LazyLock<Pattern> = LazyLock::new(|| {
        pattern(
            r"(?i)\b(?:lämna[rs]?|lämnas in|inlämnas|redovisa[rs]?|rekvirera[rs]?|rapportera[rs]?|överlämna[rs]?|inkomma|återbetala[rs]?|utbetalas|betalas ut)\b[^.;]{0,80}$",
        )
    });
    static DAY: LazyLock<Pattern> = LazyLock::new(|| {
        pattern(
            r"(?i)\b(?:lämnas|inlämnas|redovisas|rekvireras|rapporteras|återbetalas|utbetalas|lämnar|redovisar|rapporterar|överlämnar|ska (?:lämna|lämnas|redovisa|rekvirera|ha inkommit|ha kommit in|skickas|sändas|vara inne)|till ?handa)\b[^.;]{0,80}$|\b(?:rekvi\w+|redovis\w+|rapport\w*|ansökan|ansöka|återbetal\w+)\b[^.;]{0,80}\b(?:till och med|t\.o\.m\.)\s*(?:den)?\s*$",
        )
    });
    let met = ["möte", "seminari", "konferens", "utbildning"]
        .iter()
        .any(|word| before.to_lowercase().contains(word));
    match date.part {
        DatePart::Year => false,
        DatePart::Day(..) => {
            let on = words.starts_with("den ") || before.trim_end().ends_with(" den");
            !met && on && DAY.is_match(before)
        }
        _ => !met && SAYS.is_match(before),
    }
}

/// "betalas ut i december 2023": a payout's month is its deadline though nothing says "senast".
pub(super) fn payout_in(before: &str, after: &str) -> bool {
    static SAYS: LazyLock<Pattern> = LazyLock::new(|| {
        pattern(
            r"(?i)\b(?:utbetalas|betalas ut|utbetalning(?:en|ar|arna)?\b[^.;]{0,60}(?:sker|görs|kommer|sista gången))\b[^.;]{0,60}$",
        )
    });
    SAYS.is_match(before) && !after.starts_with(char::is_alphanumeric)
}

/// Days of population figures are no deadlines.
pub(super) fn populations(before: &str) -> bool {
    let lower = before.to_lowercase();
    lower.contains("befolkningsunderlag")
        || lower.contains("folkmängd")
        || lower.contains("befolkning den")
        || lower.contains("invånare den")
}
