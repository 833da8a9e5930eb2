//! Who owes what to whom by when.
//!
//! In running text a date is a deadline where "senast", "före" or the like leads to it; in a cell
//! of a table the word for what is due is enough. Phrasing: the closing sections of agreements
//! (redovisning, rekvisition, återbetalning) and the notes of regions' compilations.

mod addressee;
mod due;
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
use addressee::{addressee, earlier_addressee, heading_owner, owner};
pub use due::DeadlineRule;
pub(super) use due::RULES;
use due::{column_kind, conjoined, nearest, nearest_after, nearest_before, row_kind};
use words::{
    completed, each_year, handed_in, is_report, labelled, names_next, one_more, opens_line, pairs,
    payout_in, populations, same_day,
};
use year::with_year;

/// A deadline and where it stands.
#[derive(Debug)]
pub(super) struct Due {
    pub(super) deadline: Deadline,
    pub(super) part: usize,
    /// Index of its sentence.
    sentence: usize,
}

static STRICTLY_LATEST: LazyLock<Pattern> = LazyLock::new(|| {
    crate::interpret::pattern(
        r"(?i)\b(?:senast|före|innan|sista (?:[a-zåäö]+s)?dag(?:en)?|första gången|dock senast|inlämnas|vara klart?|fram till|till den|har till|stänger(?: \w+){0,2}|behöver (?:underlag|svar|uppgifter|material)[^.;]{0,40} redan)\b[^.;]{0,80}$",
    )
});
static PAST: LazyLock<Pattern> = LazyLock::new(|| {
    crate::interpret::pattern(
        r"(?i)\b(?:betalades|redovisades|lämnade|beslutade|beslutat|slöt|utbetalades|gav|fattade|har redovisat|inkom|hade)\b",
    )
});

/// All deadlines, in the order of the text.
///
/// `years_of` gives the years of the agreement that a part is about.
pub(super) fn all(scene: &Scene<'_>, years_of: &dyn Fn(usize) -> Vec<i32>) -> Vec<Due> {
    let mut found = Vec::new();
    let mut carried: Option<(usize, DeadlineKind)> = None;
    for (index, sentence) in scene.sentences.iter().enumerate() {
        let in_cell = matches!(scene.text.parts[sentence.part].kind, PartKind::Cell { .. });
        let dates: Vec<(Range<usize>, Date)> = scene.mentions[sentence.mentions.clone()]
            .iter()
            .filter_map(|mention| match mention.value {
                Value::Date(date) if date.part != DatePart::Year => {
                    Some((mention.range.clone(), date))
                }
                _ => None,
            })
            .collect();
        let mut last: Option<(DeadlineKind, Option<PartyKind>, Option<String>)> = None;
        let mut also = Vec::new();
        if dates.is_empty() {
            let before = found.len();
            same_days(scene, index, &mut found);
            if found.len() > before {
                continue;
            }
        }
        for (i, (range, date)) in dates.iter().enumerate() {
            let from = if i == 0 { sentence.range.start } else { dates[i - 1].0.end };
            let to = dates.get(i + 1).map_or(sentence.range.end, |(next, _)| next.start);
            let (before, after) = (scene.str(from..range.start), scene.str(range.end..to));
            let whole_before = scene.str(sentence.range.start..range.start);
            let paired = i > 0 && last.is_some() && (pairs(before) || names_next(before));
            let lower = whole_before.to_lowercase();
            let edited = [
                "senast ändrad",
                "senast uppdaterad",
                "senast granskad",
                "senast reviderad",
                "senast publicerad",
            ];
            if (PAST.is_match(whole_before) && !lower.contains("senast"))
                || edited.iter().any(|words| lower.contains(words))
            {
                continue;
            }
            let listed = opens_line(before, after);
            let due = in_cell
                || listed
                || labelled(before)
                || handed_in(before, scene.str(range.clone()), *date)
                || paired
                || STRICTLY_LATEST.is_match(before)
                || payout_in(before, after);
            if !due || populations(whole_before) {
                continue;
            }
            let carried_kind =
                carried.filter(|(part, _)| in_cell && *part == sentence.part).map(|(_, kind)| kind);
            let kind = if listed || one_more(before) { nearest_after(after) } else { None };
            let kind = kind
                .or_else(|| nearest_before(before))
                .or_else(|| completed(before).then_some(DeadlineKind::Delivery))
                .or_else(|| if in_cell { row_kind(scene, sentence.part) } else { None })
                .or_else(|| if in_cell { column_kind(scene, sentence.part) } else { None })
                .or_else(|| if in_cell { None } else { kind_behind(scene, sentence, &dates, i) })
                .or_else(|| last.as_ref().map(|(kind, ..)| *kind))
                .or_else(|| nearest_before(whole_before))
                .or(carried_kind)
                .or_else(|| if in_cell { nearest_after(after) } else { None });
            if in_cell && kind.is_none() && !STRICTLY_LATEST.is_match(before) {
                continue;
            }
            let pointed = if in_cell { Vec::new() } else { pointed_at(scene, index) };
            // A date in a cell that only tells of a year of money is none.
            let kind = kind.or_else(|| pointed.first().copied()).unwrap_or(DeadlineKind::Delivery);
            let yearly = each_year(*date, before, after).then(|| years_of(sentence.part));
            // A day of every year, of an agreement whose years nothing says, is no date.
            if yearly.as_ref().is_some_and(Vec::is_empty) {
                continue;
            }
            let with = |year: &i32| Date { year: Some(*year), year_inferred: true, ..*date };
            let mut dates_of_years =
                yearly.unwrap_or_default().iter().map(with).collect::<Vec<_>>();
            let first = if dates_of_years.is_empty() {
                with_year(scene, sentence, range, *date, years_of, in_cell)
            } else {
                Some((dates_of_years.remove(0), true))
            };
            let Some((date, inferred)) = first else { continue };
            let to_whom = addressee(before, after)
                .or_else(|| {
                    last.as_ref()
                        .filter(|(k, ..)| {
                            paired && (*k == kind || is_report(*k) && is_report(kind))
                        })
                        .and_then(|(.., to)| to.clone())
                })
                .or_else(|| earlier_addressee(scene, index, kind));
            let by = owner(whole_before, after, kind)
                .or_else(|| last.as_ref().filter(|_| paired).and_then(|(_, by, _)| *by))
                .or_else(|| heading_owner(scene, sentence.part));
            last = Some((kind, by, to_whom.clone()));
            carried = Some((sentence.part, kind));
            let quote = quoted(scene, sentence, from, range);
            let rest = scene.str(range.end..sentence.range.end);
            if i + 1 == dates.len()
                && let Some(kind) = same_day(rest)
            {
                also.push((
                    kind,
                    date.to_string(),
                    inferred,
                    by,
                    same_day_to(rest),
                    scene.text.mention(range.clone()),
                ));
            }
            let mention = scene.text.mention(quote);
            for year in &dates_of_years {
                also.push((kind, year.to_string(), true, by, to_whom.clone(), mention.clone()));
            }
            if !in_cell && !paired {
                let pointed = pointed.iter().skip(1).copied().filter(|other| *other != kind);
                for other in conjoined(before, after, kind).into_iter().chain(pointed) {
                    also.push((
                        other,
                        date.to_string(),
                        inferred,
                        by,
                        to_whom.clone(),
                        mention.clone(),
                    ));
                }
            }
            found.push(Due {
                deadline: Deadline {
                    kind,
                    date: date.to_string(),
                    year_inferred: inferred,
                    by,
                    to: to_whom,
                    mentions: vec![mention],
                },
                part: sentence.part,
                sentence: index,
            });
        }
        found.extend(also.into_iter().map(|(kind, date, year_inferred, by, to, mention)| Due {
            deadline: Deadline { kind, date, year_inferred, by, to, mentions: vec![mention] },
            part: sentence.part,
            sentence: index,
        }));
    }
    found
}

/// What "De ska vara Regeringskansliet till handa senast" points at: what the sentence before says
/// is to be handed in, where this one names nothing that is due.
fn pointed_at(scene: &Scene<'_>, index: usize) -> Vec<DeadlineKind> {
    static POINTS: LazyLock<Pattern> = LazyLock::new(|| {
        crate::interpret::pattern(
            r"^(?:De|Den|Det|Dessa|Denna|Båda|Dokumenten|Handlingarna|Underlaget|Underlagen) (?:ska|skall|bör|måste|lämnas|skickas|sänds|ges)\b",
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

/// Who gets what is due on the same day: named before those words.
fn same_day_to(rest: &str) -> Option<String> {
    let clause = rest.split(" samma ").next().unwrap_or_default();
    addressee(clause, "")
}

/// A sentence without a date of its own that is due on the days of the sentence before.
fn same_days(scene: &Scene<'_>, index: usize, found: &mut Vec<Due>) {
    let sentence = &scene.sentences[index];
    let text = scene.str(sentence.range.clone());
    let Some(kind) = same_day(text) else { return };
    let here = scene.text.mention(sentence.range.clone());
    let days: Vec<(String, bool, Option<PartyKind>)> = found
        .iter()
        .filter(|due| due.part == sentence.part && due.sentence + 1 == index)
        .map(|due| (due.deadline.date.clone(), due.deadline.year_inferred, due.deadline.by))
        .collect();
    let by = owner(text, "", kind);
    found.extend(days.into_iter().map(|(date, year_inferred, earlier)| Due {
        deadline: Deadline {
            kind,
            date,
            year_inferred,
            by: by.or(earlier),
            to: addressee(text, ""),
            mentions: vec![here.clone()],
        },
        part: sentence.part,
        sentence: index,
    }));
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
    dates: &[(Range<usize>, Date)],
    at: usize,
) -> Option<DeadlineKind> {
    let mut last = at;
    while let Some((next, _)) = dates.get(last + 1)
        && pairs(scene.str(dates[last].0.end..next.start))
    {
        last += 1;
    }
    let end = dates[last].0.end;
    match dates.get(last + 1) {
        Some((next, _)) => nearest_after(scene.str(end..next.start)),
        None => {
            let rest = scene.str(end..sentence.range.end);
            nearest(rest.split([';', '.']).next().unwrap_or_default(), |start, length| {
                length - start
            })
        }
    }
}
