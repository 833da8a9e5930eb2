//! Who owes what to whom by when.
//!
//! In running text a date is a deadline where "senast", "före" or the like leads to it; in a cell
//! of a table the word for what is due is enough. Phrasing: the closing sections of agreements
//! (redovisning, rekvisition, återbetalning) and the notes of regions' compilations.

mod addressee;
mod changed;
mod due;
mod label;
mod latest;
mod same_day;
mod words;
mod year;

use std::ops::Range;
use std::sync::LazyLock;

use super::scene::{Scene, Sentence};
use crate::clean::PartKind;
use crate::contract::{Deadline, DeadlineKind, PartyKind};
use crate::pattern::Pattern;
use crate::recognise::Value;
use crate::recognise::date::{Date, DatePart};
use addressee::{addressee, earlier_addressee, heading_owner, owner, respectively};
pub use due::DeadlineRule;
pub(super) use due::RULES;
use due::{conjoined, nearest, nearest_after, nearest_before};
use same_day::{same_day, same_days};
use words::{completed, is_report, names_another, names_next, one_more, pairs};
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
        let told = date.part != DatePart::Year;
        told.then(|| Day { range: mention.range.clone(), date, stretch })
    };
    mentions.filter_map(day).collect()
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
    let in_cell = matches!(scene.text.parts[sentence.part].kind, PartKind::Cell { .. });
    let mut last: Option<Last> = None;
    let mut stretch: Option<usize> = None;
    let mut also = Vec::new();
    for (i, Day { range, date, stretch: is_stretch }) in dates.iter().enumerate() {
        let from = if i == 0 { sentence.range.start } else { dates[i - 1].range.end };
        let to = dates.get(i + 1).map_or(sentence.range.end, |next| next.range.start);
        let (before, after) = (scene.str(from..range.start), scene.str(range.end..to));
        let whole_before = scene.str(sentence.range.start..range.start);
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
        let carried_kind =
            carried.filter(|(part, _)| in_cell && *part == sentence.part).map(|(_, kind)| kind);
        let behind = || kind_behind(scene, sentence, dates, i);
        let ahead = listed || one_more(before) || opens || opens_relative(before);
        let kind = if listed || one_more(before) { nearest_after(after) } else { None };
        let kind = kind
            .or_else(|| if ahead && !in_cell { behind() } else { None })
            .or_else(|| nearest_before(before))
            .or_else(|| completed(before).then_some(DeadlineKind::Delivery))
            .or_else(|| row.as_ref().and_then(|row| row.kinds.first().copied()))
            .or_else(|| if in_cell { None } else { behind() })
            .or_else(|| last.as_ref().map(|(kind, ..)| *kind))
            .or_else(|| nearest_before(whole_before))
            .or(carried_kind)
            .or_else(|| if in_cell { nearest_after(after) } else { None });
        if in_cell && kind.is_none() && !latest::latest(before) {
            continue;
        }
        let pointed = if in_cell { Vec::new() } else { pointed_at(scene, index) };
        // A date in a cell that only tells of a year of money is none.
        let kind = kind
            .or_else(|| pointed.first().copied())
            .or_else(|| asked_above(scene, sentence))
            .unwrap_or(DeadlineKind::Delivery);
        if moved && i == 0 && changed::moves_what_is_said(before) {
            found.retain(|due: &Due| {
                due.part != sentence.part || due.sentence + 1 != index || due.deadline.kind != kind
            });
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
        let end = behind_pairs(scene, dates, i);
        let rest = scene.str(end..sentence.range.end);
        let to_whom = row
            .as_ref()
            .and_then(|row| row.to.clone())
            .or_else(|| addressee(before, after))
            .or_else(|| {
                last.as_ref()
                    .filter(|(k, ..)| paired && (*k == kind || is_report(*k) && is_report(kind)))
                    .and_then(|(.., to)| to.clone())
            })
            .or_else(|| if end > range.end { addressee("", rest) } else { None })
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
        let mention = scene.text.mention(quoted(scene, sentence, from, range));
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

/// Where the words behind the last of the dates begin that are paired with the one at `at`.
fn behind_pairs(scene: &Scene<'_>, dates: &[Day], at: usize) -> usize {
    let mut last = at;
    while let Some(next) = dates.get(last + 1)
        && pairs(scene.str(dates[last].range.end..next.range.start))
    {
        last += 1;
    }
    dates[last].range.end
}

/// "till de regioner som senast den 31 maj har lämnat en plan": what is due stands in the clause
/// that the day opens.
fn opens_relative(before: &str) -> bool {
    static RELATIVE: LazyLock<Pattern> = LazyLock::new(|| {
        crate::interpret::pattern(r"(?i)\b(?:som|att(?: [a-zåäö]+){1,3}) senast(?: den)? ?$")
    });
    RELATIVE.is_match(before)
}

/// What a question that heads a section asks about: "Hur ska vi redovisa?".
fn asked_above(scene: &Scene<'_>, sentence: &Sentence) -> Option<DeadlineKind> {
    let heading = scene.heading(scene.section_of(sentence.part))?;
    heading.trim_end().ends_with('?').then(|| nearest_before(heading)).flatten()
}

/// What "De ska vara Regeringskansliet till handa senast" points at: what the sentence before says
/// is to be handed in, where this one names nothing that is due.
fn pointed_at(scene: &Scene<'_>, index: usize) -> Vec<DeadlineKind> {
    static POINTS: LazyLock<Pattern> = LazyLock::new(|| {
        crate::interpret::pattern(
            r"^(?:De|Den|Det|Dessa|Denna|Båda|Dokumenten|Handlingarna|Underlaget|Underlagen) (?:ska|skall|bör|måste|lämnas|skickas|sänds|ges)\b|^(?:Sista dag(?:en)?|Motsvarande (?:dag|datum|tidpunkt|tid)|Slutdatum|[A-ZÅÄÖ][a-zåäö]*tiden|Tid|Denna tid|Detta datum|Tidsfristen|Fristen|Tidpunkten|Datumet)\b|^För [^.;]{2,60} (?:är|gäller) (?:sista dag|motsvarande|i stället|senast)",
        )
    });
    let sentence = &scene.sentences[index];
    let words = scene.str(sentence.range.clone());
    let above = index.checked_sub(1).and_then(|above| scene.sentences.get(above));
    let Some(above) = above.filter(|above| above.part == sentence.part) else { return Vec::new() };
    if !POINTS.is_match(words) || nearest_before(words).is_some() {
        return Vec::new();
    }
    let named = scene.str(above.range.clone());
    let Some(kind) = nearest_before(named) else { return Vec::new() };
    let mut kinds = vec![kind];
    kinds.extend(conjoined(named, "", kind));
    kinds
}

/// The date with the word that makes it a deadline, where both stand close together.
fn quoted(
    scene: &Scene<'_>,
    sentence: &Sentence,
    from: usize,
    range: &Range<usize>,
) -> Range<usize> {
    let before = scene.str(from.max(sentence.range.start)..range.start);
    let at = before
        .to_lowercase()
        .rfind("senast")
        .filter(|at| before.len() - at < 24 && before.is_char_boundary(*at));
    at.map_or(range.start, |at| from.max(sentence.range.start) + at)..range.end
}

/// What is due by a date that stands before its words: "ska senast den 31 mars lämna en ekonomisk
/// redovisning". Dates that are paired look behind the last of them; where another date follows,
/// only the clause up to it counts.
fn kind_behind(
    scene: &Scene<'_>,
    sentence: &Sentence,
    dates: &[Day],
    at: usize,
) -> Option<DeadlineKind> {
    let end = behind_pairs(scene, dates, at);
    let following = dates.iter().find(|next| next.range.start >= end);
    match following {
        Some(next) => nearest_after(scene.str(end..next.range.start)),
        None => {
            static ONCE_ASKED: LazyLock<Pattern> = LazyLock::new(|| {
                crate::interpret::pattern(r"(?i)\befter (?:[a-zåäö]+ )?rekvisition\b")
            });
            // Money that is paid once it is asked for is not asked for by then.
            let rest = ONCE_ASKED.cut(scene.str(end..sentence.range.end));
            nearest(rest.split([';', '.']).next().unwrap_or_default(), |start, length| {
                length - start
            })
        }
    }
}
