//! The years that an agreement is for.

use std::ops::Range;

use super::Scope;
use crate::contract::Period;
use crate::interpret::scene::Scene;
use crate::interpret::year;
use crate::pattern::Pattern;
use crate::recognise::Value;

/// The years for which an agreement holds: of its title, of the sentence that says so, else the
/// first period or the only year in its text.
pub(in crate::interpret) fn period(scene: &Scene<'_>, scope: &Scope) -> Option<Period> {
    let of = |years: &[i32]| {
        let (first, last) = (years.iter().min()?, years.iter().max()?);
        Some(Period { first_year: *first, last_year: *last })
    };
    let title = scene.years_in(&scope.title_range);
    if title.len() > 1 || (title.len() == 1 && scope.parts.len() == 1 && scope.parts[0].start == 0)
    {
        let said = said_period(scene, scope);
        return said
            .and_then(|years| of(&years))
            .filter(|_| title.len() == 1)
            .or_else(|| of(&title));
    }
    if let Some(years) = said_period(scene, scope) {
        return of(&years);
    }
    if !title.is_empty() {
        return of(&title);
    }
    let section = scene.section_of(scope.parts.first()?.start);
    let heading = year::heading_years(scene, section);
    let mut periods = scope.parts.iter().flat_map(|parts| period_mentions(scene, parts));
    if let Some(period) = periods.next() {
        return of(&period);
    }
    if !heading.is_empty() {
        return of(&heading);
    }
    let years: Vec<i32> = scope.parts.iter().flat_map(|parts| for_years(scene, parts)).collect();
    of(years.get(..1)?)
}

/// The years that undated money and deadlines of an agreement are for: of its own title, else of
/// the document's if that is about nothing else, else of its period.
pub(in crate::interpret) fn years(
    scene: &Scene<'_>,
    scope: &Scope,
    title_years: &[i32],
) -> Vec<i32> {
    let own = scene.years_in(&scope.title_range);
    if !own.is_empty() {
        return own;
    }
    let whole = scope.parts.first().is_some_and(|parts| parts.start == 0);
    if whole && !title_years.is_empty() {
        return title_years.to_vec();
    }
    period(scene, scope)
        .map_or_else(Vec::new, |period| (period.first_year..=period.last_year).collect())
}

/// All periods of more than a year in `parts`.
fn period_mentions<'a>(
    scene: &'a Scene<'_>,
    parts: &Range<usize>,
) -> impl Iterator<Item = Vec<i32>> + 'a {
    let range =
        scene.text.parts[parts.start].range.start..scene.text.parts[parts.end - 1].range.end;
    scene.mentions[scene.mentions_in(&range)].iter().filter_map(|mention| match &mention.value {
        Value::Period(period) => Some(period.all_years()).filter(|years| years.len() > 1),
        _ => None,
    })
}

/// Years that "för", "under" or "avseende" leads to.
fn for_years(scene: &Scene<'_>, parts: &Range<usize>) -> Vec<i32> {
    let range =
        scene.text.parts[parts.start].range.start..scene.text.parts[parts.end - 1].range.end;
    let mentions = scene.mentions[scene.mentions_in(&range)].iter();
    mentions
        .filter_map(|mention| match mention.value {
            Value::Year(year) => {
                let before = scene.str(range.start..mention.range.start);
                let mut words = before.split_whitespace().rev().map(str::to_lowercase);
                let last = words.next().filter(|word| word != "år").or_else(|| words.next())?;
                ["för", "under", "avseende"].contains(&last.as_str()).then_some(year)
            }
            _ => None,
        })
        .collect()
}

/// "Överenskommelsen gäller för åren 2017 och 2018", "Period 2017-2018".
fn said_period(scene: &Scene<'_>, scope: &Scope) -> Option<Vec<i32>> {
    static SAYS: Pattern = Pattern::new(
        r"(?i)\b(?:överenskommelsen|avtalet|tilläggsöverenskommelsen|denna överenskommelse) (?:gäller|löper|avser|sträcker sig)\b|\bgiltighetstid\b|^period\b|\bavtalsperiod",
    );
    for parts in &scope.parts {
        let from = scene.sentences.partition_point(|sentence| sentence.part < parts.start);
        let own = scene.sentences[from..].iter().take_while(|sentence| sentence.part < parts.end);
        for sentence in own {
            if SAYS.is_match(scene.str(sentence.range.clone())) {
                let mut years = scene.years_in(&sentence.range);
                for mention in &scene.mentions[sentence.mentions.clone()] {
                    if let Value::Date(date) = mention.value {
                        years.extend(date.year);
                    }
                }
                years.sort_unstable();
                years.dedup();
                if !years.is_empty()
                    && years.len() <= 8
                    && !only_until(scene, sentence.mentions.clone())
                {
                    return Some(years);
                }
            }
        }
    }
    None
}

/// True where a sentence names only the end of a period.
fn only_until(scene: &Scene<'_>, mentions: Range<usize>) -> bool {
    let open = |mention: &crate::recognise::Mention| matches!(&mention.value, Value::Period(p) if p.from.is_none() || p.to.is_none());
    scene.mentions[mentions].iter().any(open)
}
