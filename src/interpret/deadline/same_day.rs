//! What is due on a day that was named for something else: "senast samma dag en ekonomisk
//! redovisning", "Inom samma tid ska".

use super::Due;
use super::addressee::{addressee, named_behind, owner};
use super::due::{all_named, nearest_before};
use crate::contract::{Deadline, DeadlineKind, PartyKind};
use crate::interpret::scene::Scene;
use crate::pattern::Pattern;

/// How many sentences of a part may stand between a day and "samma dag".
const REACH: usize = 2;

static SAME: Pattern = Pattern::new(
    r"(?i)\bsamma (?:dag(?:ar)?|datum|tid(?:er)?|tidpunkt(?:er)?|tillfälle)\b|\boch samtidigt (?:ha )?(?:betala|lämna|redovisa|återbetala|inkom)\w*|\b(?:lämnas|inges|ske|sker|göras|görs|redovisas|inkomma) samtidigt\b",
);

/// What else is due on the day of a text that goes on with "samma dag", and who gets it.
pub(super) fn same_day(rest: &str) -> Vec<(DeadlineKind, Option<String>)> {
    let Some(same) = SAME.find(rest) else { return Vec::new() };
    let words = &rest[..same.start()];
    let clause = words.rfind(" och ").or_else(|| words.rfind(", ")).map_or(0, |at| at + 1);
    let own = same.as_str().starts_with("och");
    if let Some(kind) = nearest_before(&words[clause..]).filter(|_| !own) {
        return vec![(kind, addressee(&words[clause..], &rest[same.end()..]))];
    }
    let from = same.start();
    let behind = rest[from..].split(['.', ';']).next().unwrap_or_default();
    let named = all_named(behind);
    let shared = named.first().and_then(|(range, _)| addressee(&behind[..range.start], ""));
    let mut kinds: Vec<(DeadlineKind, Option<String>)> = Vec::new();
    for (at, (range, kind)) in named.iter().enumerate() {
        let next = named.get(at + 1).map_or(behind.len(), |(next, _)| next.start);
        if at > 0 && !joined(&behind[named[at - 1].0.end..range.start]) {
            break;
        }
        if kinds.iter().all(|(known, _)| known != kind) {
            kinds.push((*kind, named_behind(&behind[range.end..next]).or_else(|| shared.clone())));
        }
    }
    // "en redovisning och en rapport till Regeringskansliet": both go there.
    let last = kinds.last().and_then(|(_, to)| to.clone());
    for (_, to) in &mut kinds {
        *to = to.take().or_else(|| last.clone());
    }
    match kinds.is_empty() {
        true => {
            nearest_before(words).map(|kind| (kind, addressee(words, ""))).into_iter().collect()
        }
        false => kinds,
    }
}

/// True for the words between two things that are due together: "till Kammarkollegiet och en".
fn joined(between: &str) -> bool {
    static AND: Pattern = Pattern::new(
        r"(?i)^[^.;]{0,90}?\b(?:och|samt)(?: (?:en|ett|den|det|dess|sin|sina|de|dels|slutlig|skriftlig))*\s*$",
    );
    AND.is_match(between)
}

/// A sentence without a date of its own that is due on the days of a sentence shortly before it.
pub(super) fn same_days(scene: &Scene<'_>, index: usize, found: &mut Vec<Due>) {
    let sentence = &scene.sentences[index];
    let text = scene.str(sentence.range.clone());
    let kinds = same_day(text);
    let last = found.last().filter(|due| due.part == sentence.part).map(|due| due.sentence);
    let Some(last) = last.filter(|last| *last + REACH >= index && !kinds.is_empty()) else {
        return;
    };
    let here = scene.text.mention(sentence.range.clone());
    let mut days: Vec<(String, bool, Option<PartyKind>)> = Vec::new();
    for due in
        found.iter().rev().take_while(|due| due.part == sentence.part && due.sentence == last)
    {
        if days.iter().all(|(date, ..)| *date != due.deadline.date) {
            let deadline = &due.deadline;
            days.push((deadline.date.clone(), deadline.year_inferred, deadline.by));
        }
    }
    days.reverse();
    for (kind, to) in kinds {
        let by = owner(text, "", kind);
        found.extend(days.iter().map(|(date, year_inferred, earlier)| Due {
            deadline: Deadline {
                kind,
                date: date.clone(),
                year_inferred: *year_inferred,
                by: by.or(*earlier),
                to: to.clone(),
                mentions: vec![here.clone()],
            },
            part: sentence.part,
            sentence: index,
        }));
    }
}
