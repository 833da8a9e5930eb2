//! Who owes what to whom by when.
//!
//! In running text a date is a deadline where "senast", "före" or the like leads to it; in a cell
//! of a table the word for what is due is enough. Phrasing: the closing sections of agreements
//! (redovisning, rekvisition, återbetalning) and the notes of regions' compilations.

mod addressee;
mod changed;
mod due;
mod kind;
mod label;
mod latest;
mod same_day;
mod words;
mod year;

use std::ops::Range;

use super::scene::{Scene, Sentence};
use crate::clean::PartKind;
use crate::contract::{Deadline, DeadlineKind, PartyKind};
use crate::recognise::Value;
use crate::recognise::date::{Date, DatePart};
use addressee::{addressee, earlier_addressee, heading_owner, owner, respectively};
pub use due::DeadlineRule;
pub(super) use due::RULES;
use due::{conjoined, nearest_before};
use kind::{Hints, asked_above, kind_of, pointed_at};
use same_day::{same_day, same_days};
use words::{is_report, names_another, names_next, pairs};
use year::{of_years, with_year};

/// A deadline and where it stands.
#[derive(Debug)]
pub(super) struct Due {
    pub(super) deadline: Deadline,
    pub(super) part: usize,
    /// Index of its sentence.
    sentence: usize,
}

/// All deadlines, in the order of the text.
///
/// `years_of` gives the years of the agreement that a part is about.
pub(super) fn all(scene: &Scene<'_>, years_of: &dyn Fn(usize) -> Vec<i32>) -> Vec<Due> {
    let mut found = Vec::new();
    let mut carried: Option<(usize, DeadlineKind)> = None;
    for index in 0..scene.sentences.len() {
        let dates = dates_of(scene, index);
        if dates.is_empty() {
            same_days(scene, index, &mut found);
        } else {
            of_sentence(scene, index, &dates, years_of, &mut carried, &mut found);
        }
    }
    found
}

/// A date in a sentence; of a stretch of days its last.
struct Day {
    range: Range<usize>,
    date: Date,
    stretch: bool,
    /// Where the dates end that this one is paired with: "den 1 mars respektive den 1 maj".
    pairs_end: usize,
}

/// The dates of a sentence that tell more than a year.
fn dates_of(scene: &Scene<'_>, index: usize) -> Vec<Day> {
    let mentions = scene.mentions[scene.sentences[index].mentions.clone()].iter();
    let day = |mention: &crate::recognise::Mention| {
        let (date, stretch) = match mention.value {
            Value::Date(date) => (date, false),
            Value::Period(period) => (period.to?, true),
            _ => return None,
        };
        let range = mention.range.clone();
        let pairs_end = range.end;
        (date.part != DatePart::Year).then_some(Day { range, date, stretch, pairs_end })
    };
    let mut days: Vec<Day> = mentions.filter_map(day).collect();
    for at in (1..days.len()).rev() {
        if pairs(scene.str(days[at - 1].range.end..days[at].range.start)) {
            days[at - 1].pairs_end = days[at].pairs_end;
        }
    }
    days
}

/// The words around a date.
#[derive(Clone, Copy)]
struct Around<'t> {
    /// From the date before it, or where the sentence begins.
    before: &'t str,
    /// From where the sentence begins, or not far before the date.
    whole_before: &'t str,
    /// Up to the next date.
    after: &'t str,
    /// Behind the last date that it is paired with, to the end of the sentence.
    rest: &'t str,
    /// The same up to the next date, where one follows.
    up_to_next: Option<&'t str>,
    in_cell: bool,
}

/// Bytes around a date in which the words of its sentence are read; sentences of people are shorter.
const NEAR: usize = 2000;

impl<'t> Around<'t> {
    fn new(scene: &Scene<'t>, sentence: &Sentence, dates: &[Day], at: usize) -> Around<'t> {
        let Day { range, pairs_end, .. } = &dates[at];
        let Range { start, end } = sentence.range;
        let text = &scene.text.string;
        let from = at.checked_sub(1).map_or(start, |last| dates[last].range.end);
        let to = dates.get(at + 1).map_or(end, |next| next.range.start);
        let near = text.floor_char_boundary(range.start.saturating_sub(NEAR));
        let far = text.floor_char_boundary(pairs_end.saturating_add(NEAR)).min(end);
        let next = dates.partition_point(|day| day.range.start < *pairs_end);
        Around {
            before: scene.str(from.max(near)..range.start),
            whole_before: scene.str(start.max(near)..range.start),
            after: scene.str(range.end..to),
            rest: scene.str(*pairs_end..far),
            up_to_next: dates.get(next).map(|next| scene.str(*pairs_end..next.range.start)),
            in_cell: matches!(scene.text.parts[sentence.part].kind, PartKind::Cell { .. }),
        }
    }
}

/// What the one date hands on to the next: what is due, who owes it, who gets it.
type Last = (DeadlineKind, Option<PartyKind>, Option<String>);

/// The deadlines of a sentence that has dates.
fn of_sentence(
    scene: &Scene<'_>,
    index: usize,
    dates: &[Day],
    years_of: &dyn Fn(usize) -> Vec<i32>,
    carried: &mut Option<(usize, DeadlineKind)>,
    found: &mut Vec<Due>,
) {
    let sentence = &scene.sentences[index];
    let mut last: Option<Last> = None;
    let mut stretch: Option<usize> = None;
    let mut also = Vec::new();
    for (i, Day { range, date, stretch: is_stretch, pairs_end }) in dates.iter().enumerate() {
        let around = Around::new(scene, sentence, dates, i);
        let Around { before, whole_before, after, rest, in_cell, .. } = around;
        let more = i + 1 < dates.len();
        let begins = latest::begins(before, after, more);
        if begins && more && !changed::withdrawn(before, after, true) {
            stretch = Some(i);
            continue;
        }
        let ends = stretch.take().is_some_and(|first| {
            first + 1 == i
                && latest::ends_stretch(
                    scene.str(sentence.range.start..dates[first].range.start),
                    before,
                )
        });
        if latest::no_deadline(before, whole_before, after)
            || begins
            || changed::withdrawn(before, after, more)
        {
            continue;
        }
        let listed = latest::opens_line(before, after);
        let paired = i > 0
            && last.is_some()
            && (pairs(before) || names_next(before) || names_another(before));
        let moved = changed::moved_to(before) || changed::moved_to(whole_before);
        let opens = latest::opens_clause(before, after);
        let asked = ends
            || latest::ends_days(before)
            || *is_stretch && (latest::asks(before) || latest::labelled(before));
        let row = match in_cell {
            true => label::of_cell(scene, sentence.part),
            false => label::above(scene, index),
        };
        let kept = changed::kept(after) && nearest_before(before).is_some();
        let due = in_cell
            || row.is_some()
            || listed
            || paired
            || moved
            || opens
            || asked
            || kept
            || latest::labelled(before)
            || latest::handed_in(before, scene.str(range.clone()), *date)
            || latest::latest(before)
            || latest::payout_in(before, after);
        if !due || *is_stretch && !asked {
            continue;
        }
        let hints = Hints {
            listed,
            opens,
            label: row.as_ref().and_then(|row| row.kinds.first().copied()),
            last: last.as_ref().map(|(kind, ..)| *kind),
            carried: carried.filter(|(part, _)| *part == sentence.part).map(|(_, kind)| kind),
        };
        let kind = kind_of(around, &hints);
        // A date in a cell that only tells of a year of money is none.
        if in_cell && kind.is_none() && !latest::latest(before) {
            continue;
        }
        let pointed = if in_cell { Vec::new() } else { pointed_at(scene, index) };
        let kind = kind
            .or_else(|| pointed.first().copied())
            .or_else(|| asked_above(scene, sentence))
            .unwrap_or(DeadlineKind::Delivery);
        if moved && i == 0 && changed::moves_what_is_said(before) {
            let mut at = found.partition_point(|due| due.sentence + 1 < index);
            while let Some(due) = found.get(at) {
                match due.part == sentence.part && due.deadline.kind == kind {
                    true => drop(found.remove(at)),
                    false => at += 1,
                }
            }
        }
        let of_part = || years_of(sentence.part);
        let mut days = match of_years(*date, before, after, &of_part) {
            Some(days) => days,
            None => with_year(scene, sentence, range, *date, years_of, in_cell)
                .map(|(date, inferred)| Date { year_inferred: inferred, ..date })
                .into_iter()
                .collect(),
        };
        // A day of every year, of an agreement whose years nothing says, is no date.
        if days.is_empty() {
            continue;
        }
        let date = days.remove(0);
        let inferred = date.year_inferred;
        let to_whom = row
            .as_ref()
            .and_then(|row| row.to.clone())
            .or_else(|| addressee(before, after))
            .or_else(|| {
                last.as_ref()
                    .filter(|(k, ..)| paired && (*k == kind || is_report(*k) && is_report(kind)))
                    .and_then(|(.., to)| to.clone())
            })
            .or_else(|| if *pairs_end > range.end { addressee("", rest) } else { None })
            .or_else(|| earlier_addressee(scene, index, kind));
        let another = paired && names_another(before);
        let by = row
            .as_ref()
            .and_then(|row| row.by)
            .or_else(|| if another { owner(before, "", kind) } else { None })
            .or_else(|| owner(whole_before, after, kind))
            .or_else(|| last.as_ref().filter(|_| paired).and_then(|(_, by, _)| *by))
            .or_else(|| heading_owner(scene, sentence.part));
        last = Some((kind, by, to_whom.clone()));
        *carried = Some((sentence.part, kind));
        let mention = scene.text.mention(quoted(before, range));
        let deadline =
            |kind: DeadlineKind, date: String, year_inferred: bool, to: Option<String>| Deadline {
                kind,
                date,
                year_inferred,
                by,
                to,
                mentions: vec![mention.clone()],
            };
        if i + 1 == dates.len() {
            for (kind, to) in same_day(scene.str(range.end..sentence.range.end)) {
                let there = Deadline {
                    mentions: vec![scene.text.mention(range.clone())],
                    ..deadline(kind, date.to_string(), inferred, to)
                };
                also.push(there);
            }
        }
        for day in &days {
            also.push(deadline(kind, day.to_string(), true, to_whom.clone()));
        }
        let mut to_first = to_whom.clone();
        if let Some(row) = &row {
            for other in row.kinds.iter().skip(1).filter(|other| **other != kind) {
                also.push(deadline(*other, date.to_string(), inferred, to_whom.clone()));
            }
        } else if !paired {
            let pointed = pointed.iter().skip(1).copied().filter(|other| *other != kind);
            let others: Vec<DeadlineKind> =
                conjoined(before, after, kind).into_iter().chain(pointed).collect();
            let each = if others.len() == 1 { respectively(rest) } else { None };
            // Of two things before their day the nearer one is the second.
            let each = each.map(|[first, second]| match nearest_before(before) == Some(kind) {
                true => (second, first),
                false => (first, second),
            });
            for other in others {
                let to = each.as_ref().map_or_else(|| to_whom.clone(), |(_, to)| Some(to.clone()));
                also.push(deadline(other, date.to_string(), inferred, to));
            }
            to_first = each.map_or(to_first, |(to, _)| Some(to));
        }
        found.push(Due {
            deadline: deadline(kind, date.to_string(), inferred, to_first),
            part: sentence.part,
            sentence: index,
        });
    }
    let due = |deadline| Due { deadline, part: sentence.part, sentence: index };
    found.extend(also.into_iter().map(due));
}

/// The date with the word that makes it a deadline, where both stand close together.
fn quoted(before: &str, range: &Range<usize>) -> Range<usize> {
    let at = before
        .to_lowercase()
        .rfind("senast")
        .filter(|at| before.len() - at < 24 && before.is_char_boundary(*at));
    at.map_or(range.start, |at| range.start - before.len() + at)..range.end
}
