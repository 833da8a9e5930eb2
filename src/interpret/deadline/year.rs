//! The year of a day that stands without one.

use std::cmp::Ordering;
use std::ops::Range;

use crate::clean::PartKind;
use crate::interpret::scene::{Scene, Sentence};
use crate::interpret::{subject, year};
use crate::pattern::Pattern;
use crate::recognise::Value;
use crate::recognise::date::Date;

/// The days of several years that one day stands for: "den 1 november respektive år", "den 15
/// januari för vart och ett av åren 2018 och 2019", "den 31 mars 2024, 2025 och 2026".
///
/// None for a day of one year; empty where nothing tells the years.
pub(super) fn of_years(
    date: Date,
    before: &str,
    after: &str,
    years_of: &dyn Fn() -> Vec<i32>,
) -> Option<Vec<Date>> {
    static LISTED: Pattern = Pattern::new(
        r"(?i)^,? (?:(?:för )?(?:vart och ett av|vartdera av|vardera av|båda|samtliga|alla) åren|(?:under )?åren|respektive år[^.;]{0,40}(?:det vill säga|dvs\.?|d\.v\.s\.|alltså)) (?P<years>20\d\d(?:(?:, | och | samt | respektive |[–-])20\d\d)+)\b",
    );
    static MORE: Pattern =
        Pattern::new(r"^(?P<years>(?:, 20\d\d)+ (?:och|samt|respektive) 20\d\d)\b");
    static BEHIND: Pattern = Pattern::new(
        r"(?i)^ ?\(?(?:respektive|varje|vartdera|vardera|samtliga|båda|alla) (?:år|året|åren)\b|^ ?årligen\b",
    );
    static YEARLY: Pattern =
        Pattern::new(r"(?i)\b(?:årligen|varje år|årsvis),?(?: (?:dock|senast|före|till|den))*\s*$");
    let in_year = |year: i32| Date { year: Some(year), year_inferred: true, ..date };
    if let Some(years) = LISTED.captures(after).and_then(|found| found.name("years")) {
        return Some(years_named(years.as_str()).into_iter().map(in_year).collect());
    }
    if date.year.is_some() {
        let more = MORE.captures(after)?;
        let years = years_named(more.name("years")?.as_str());
        return Some(std::iter::once(date).chain(years.into_iter().map(in_year)).collect());
    }
    let next = i32::from(is_next_year(after));
    (BEHIND.is_match(after) || YEARLY.is_match(before))
        .then(|| years_of().into_iter().map(|year| in_year(year + next)).collect())
}

/// The years in a list or stretch of years: "2018 och 2019", "2024–2026".
fn years_named(words: &str) -> Vec<i32> {
    let years: Vec<i32> =
        words.split(|c: char| !c.is_ascii_digit()).filter_map(|year| year.parse().ok()).collect();
    match years[..] {
        [first, last] if words.contains(['–', '-']) && first < last => (first..=last).collect(),
        _ => years,
    }
}

/// True where the words behind a day put it into the year after: "året efter".
fn is_next_year(after: &str) -> bool {
    let after = after.trim_start_matches([' ', ',']).to_lowercase();
    let after = after.trim_start_matches("varje år ").trim_start_matches("respektive år ");
    [
        "året efter",
        "påföljande år",
        "nästa år",
        "efterföljande år",
        "året därpå",
        "efter bidragsåret",
        "efter utbetalningsåret",
        "följande år",
        "därpå följande år",
    ]
    .iter()
    .any(|words| after.starts_with(words))
}

/// The date with its year: its own, that of a date beside it in its part, of its row's or table's
/// headings, of its section's heading, of the document's title.
pub(super) fn with_year(
    scene: &Scene<'_>,
    sentence: &Sentence,
    range: &Range<usize>,
    date: Date,
    years_of: &dyn Fn(usize) -> Vec<i32>,
    in_cell: bool,
) -> Option<(Date, bool)> {
    let after = scene.str(range.end..sentence.range.end).trim_start().to_lowercase();
    let later = is_next_year(&after);
    if date.year.is_some() {
        return Some((date, date.year_inferred));
    }
    let part = &scene.text.parts[sentence.part];
    let beside = scene.mentions[scene.mentions_in(&part.range)]
        .iter()
        .rev()
        .filter(|mention| mention.range.end <= range.start)
        .find_map(|mention| match mention.value {
            Value::Date(Date { year: Some(year), .. }) | Value::Year(year) => Some(year),
            _ => None,
        });
    // "den 15 februari 2027 och den 3 maj samma år".
    if after.starts_with("samma år")
        && let Some(year) = beside
    {
        return Some((Date { year: Some(year), year_inferred: true, ..date }, true));
    }
    let column = if in_cell { header_year(scene, sentence.part) } else { None };
    let section = year::heading_years(scene, scene.section_of(sentence.part));
    let one = |years: &[i32]| if years.len() == 1 { Some(years[0]) } else { None };
    let year = beside
        .filter(|_| in_cell)
        .or(column)
        .or_else(|| after_last(scene, sentence, range, date))
        .or_else(|| one(&section))
        .or_else(|| one(&years_of(sentence.part)))
        .or_else(|| before_next(scene, sentence, range, date))
        .or_else(|| year::around(scene, Some(sentence), sentence.part, false).first().copied())
        .or_else(|| applied_for(scene.str(sentence.range.start..range.start)))
        .or_else(|| next_after_publishing(scene, date))?;
    let year = if later { year + 1 } else { year };
    let date = Date { year: Some(year), year_inferred: true, ..date };
    Some((date, true))
}

/// "En lägesrapport lämnas senast den 15 oktober och redovisningen senast den 31 mars 2026": the year
/// in which the day comes last before the next one of its sentence, whose year is said.
fn before_next(
    scene: &Scene<'_>,
    sentence: &Sentence,
    range: &Range<usize>,
    date: Date,
) -> Option<i32> {
    let mut later = scene.mentions[sentence.mentions.clone()].iter();
    let next = later.find_map(|mention| match mention.value {
        Value::Date(next) if mention.range.start >= range.end => Some(next),
        _ => None,
    })?;
    let year = next.year?;
    Some(if in_year_of(date, next).is_gt() { year - 1 } else { year })
}

/// How a day stands to another one, were it in the same year; a month is no later than its days.
fn in_year_of(date: Date, other: Date) -> Ordering {
    let here = Date { year: other.year, ..date }.to_string();
    let there = other.to_string();
    let shared = here.len().min(there.len());
    here[..shared].cmp(&there[..shared])
}

/// "I januari 2023 öppnas enkäten, som stänger den 28 februari": the year in which the day comes first
/// after the one before it in its clause, whose year is said.
fn after_last(
    scene: &Scene<'_>,
    sentence: &Sentence,
    range: &Range<usize>,
    date: Date,
) -> Option<i32> {
    static GOES_ON: Pattern = Pattern::new(
        r"(?i)^[^.;]{0,60}\b(?:och|som|till|samt)\b[^.;]{0,30}\b(?:stänger|stängs|avslutas|senast|till och med)(?: den)? $",
    );
    let mut earlier = scene.mentions[sentence.mentions.clone()].iter().rev();
    let (end, last) = earlier.find_map(|mention| match mention.value {
        Value::Date(last) if mention.range.end <= range.start => Some((mention.range.end, last)),
        _ => None,
    })?;
    let year = last.year.filter(|_| GOES_ON.is_match(scene.str(end..range.start)))?;
    Some(if in_year_of(date, last).is_lt() { year + 1 } else { year })
}

/// "Ansökan för 2018 ska ha kommit in senast den 30 augusti": one applies in the year itself.
fn applied_for(before: &str) -> Option<i32> {
    static APPLY: Pattern = Pattern::new(
        r"(?i)\bansök\w+ (?:för|avseende|till|om [^.;,]{2,40} för) (?P<year>20\d\d)\b",
    );
    APPLY.captures(before)?.name("year")?.as_str().parse().ok()
}

/// The year in which a day comes next after the page was published; none for pages without a date.
fn next_after_publishing(scene: &Scene<'_>, date: Date) -> Option<i32> {
    let (published, _) = subject::published(scene)?;
    let year: i32 = published.get(..4)?.parse().ok()?;
    let here = Date { year: Some(year), ..date }.to_string();
    Some(if here.as_str() < published.get(..here.len())? { year + 1 } else { year })
}

/// The year of a table's money column, which its notes are about: "Belopp 2017".
fn header_year(scene: &Scene<'_>, part: usize) -> Option<i32> {
    let PartKind::Cell { table, .. } = scene.text.parts.get(part)?.kind else { return None };
    let table = scene.text.tables.get(table)?;
    let years = table.rows.iter().take(2).flat_map(|row| &row.cells).flat_map(|cell| {
        let range = scene.text.parts[cell.part].range.clone();
        scene.mentions[scene.mentions_in(&range)].iter()
    });
    years
        .filter_map(|mention| match mention.value {
            Value::Year(year) => Some(year),
            _ => None,
        })
        .next()
}
