//! Who owes what to whom by when.
//!
//! In running text a date is a deadline where "senast", "före" or the like leads to it; in a cell
//! of a table the word for what is due is enough. Phrasing: the closing sections of agreements
//! (redovisning, rekvisition, återbetalning) and the notes of regions' compilations.

mod addressee;
mod due;
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

/// "och senast den 1 november en redovisning": the thing that is due stands behind its day.
fn one_more(before: &str) -> bool {
    let lead = before.trim_end();
    let lead = lead.strip_suffix(" den").unwrap_or(lead);
    [" och senast", " samt senast"].iter().any(|words| lead.ends_with(words))
}

/// "Projekten ska vara slutförda senast den": something is to be done by then, whatever report the
/// next clause asks for.
fn completed(before: &str) -> bool {
    static DONE: LazyLock<Pattern> = LazyLock::new(|| {
        crate::interpret::pattern(
            r"(?i)\b(?:(?:slutförd|avslutad|genomförd|påbörjad|klar|färdig|upparbetad|förbrukad|använd)[at]?|stänger)(?: [a-zåäö]+){0,3}?(?:,? (?:dock )?senast)?(?: den)?\s*$",
        )
    });
    DONE.is_match(before)
}

/// "den 1 november respektive år": a day of each year of the agreement.
fn each_year(date: Date, before: &str, after: &str) -> bool {
    static BEHIND: LazyLock<Pattern> = LazyLock::new(|| {
        crate::interpret::pattern(
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
fn same_day(rest: &str) -> Option<DeadlineKind> {
    static SAME: LazyLock<Pattern> = LazyLock::new(|| {
        crate::interpret::pattern(r"(?i)\bsamma (?:dag|datum|tid|tidpunkt(?:er)?|dagar)\b")
    });
    let at = SAME.find(rest)?;
    nearest_before(&rest[..at.start()]).or_else(|| nearest_after(&rest[at.end()..]))
}

/// Who gets what is due on the same day: named before those words.
fn same_day_to(rest: &str) -> Option<String> {
    let clause = rest.split(" samma ").next().unwrap_or_default();
    addressee(clause, "")
}

/// True for what is written and handed in, which goes to one place where nothing else is said.
fn is_report(kind: DeadlineKind) -> bool {
    matches!(
        kind,
        DeadlineKind::Report | DeadlineKind::ActivityReport | DeadlineKind::FinancialReport
    )
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

/// True where a date goes on with the one before it: "respektive den 31 mars 2019", "26 maj,".
fn pairs(before: &str) -> bool {
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
fn names_next(before: &str) -> bool {
    static NEXT: LazyLock<Pattern> = LazyLock::new(|| {
        crate::interpret::pattern(
            r"(?i)^\W*(?:och|samt|respektive|dels)\W+(?:(?:en|ett|den|dels|därefter|slutligen) )*(?P<what>[a-zåäö-]+(?: [a-zåäö-]+)?) ?(?:den|i|till den)?\s*$",
        )
    });
    NEXT.captures(before).is_some_and(|found| nearest_before(&found["what"]).is_some())
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

/// "29 april: handlingsplanen ska vara hos Socialstyrelsen": a line that begins with its date.
fn opens_line(before: &str, after: &str) -> bool {
    let lead = before.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    (lead.is_empty() || lead == "den" || lead == "senast")
        && after.trim_start().starts_with([':', '–', '—'])
}

/// "Delredovisning till Socialstyrelsen: 15 september": a label that names what is due.
fn labelled(before: &str) -> bool {
    before
        .trim_end()
        .trim_end_matches(" den")
        .strip_suffix(':')
        .is_some_and(|label| label.len() < 80 && nearest_before(label).is_some())
}

/// "lämnar sin rapport våren 2022", "rekvireras under andra kvartalet 2021": a stretch of time in
/// which something has to be handed in.
fn handed_in(before: &str, words: &str, date: Date) -> bool {
    static SAYS: LazyLock<Pattern> = LazyLock::new(|| {
        crate::interpret::pattern(
            r"(?i)\b(?:lämna[rs]?|lämnas in|inlämnas|redovisa[rs]?|rekvirera[rs]?|rapportera[rs]?|överlämna[rs]?|inkomma|återbetala[rs]?|utbetalas|betalas ut)\b[^.;]{0,80}$",
        )
    });
    static DAY: LazyLock<Pattern> = LazyLock::new(|| {
        crate::interpret::pattern(
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
fn payout_in(before: &str, after: &str) -> bool {
    static SAYS: LazyLock<Pattern> = LazyLock::new(|| {
        crate::interpret::pattern(
            r"(?i)\b(?:utbetalas|betalas ut|utbetalning(?:en|ar|arna)?\b[^.;]{0,60}(?:sker|görs|kommer|sista gången))\b[^.;]{0,60}$",
        )
    });
    SAYS.is_match(before) && !after.starts_with(char::is_alphanumeric)
}

/// Days of population figures are no deadlines.
fn populations(before: &str) -> bool {
    let lower = before.to_lowercase();
    lower.contains("befolkningsunderlag")
        || lower.contains("folkmängd")
        || lower.contains("befolkning den")
        || lower.contains("invånare den")
}
