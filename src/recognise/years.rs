//! Years of dates that are printed without one.

use super::{Mention, Value};
use crate::recognise::date::Date;

/// How many bytes may stand between a date and the date or year that tells its year.
const REACH: usize = 90;

/// Gives dates without a year the year of the list or pair that they stand in, else `default`.
///
/// "2017: 17 feb, 26 maj" gives 2017 to both; "den 15 mars och den 15 september 2021" gives 2021 to
/// the first. Nothing is taken over the end of a sentence or part.
pub(super) fn infer(text: &str, mentions: &mut [Mention], default: Option<i32>) {
    for i in 0..mentions.len() {
        let Value::Date(Date { year: None, .. }) = mentions[i].value else { continue };
        let year =
            from_list(text, mentions, i).or_else(|| from_pair(text, mentions, i)).or(default);
        if let (Value::Date(date), Some(year)) = (&mut mentions[i].value, year) {
            // The 29th of February exists in some years only.
            let exists = match date.part {
                super::date::DatePart::Day(month, day) => {
                    Date::day(Some(year), month, day).is_some()
                }
                _ => true,
            };
            if exists {
                date.year = Some(year);
                date.year_inferred = true;
            }
        }
    }
}

/// The year that heads the list: "2017: 17 feb, 26 maj".
fn from_list(text: &str, mentions: &[Mention], at: usize) -> Option<i32> {
    let mut end = mentions[at].range.start;
    for before in mentions[..at].iter().rev() {
        let between = &text[before.range.end..end];
        match before.value {
            Value::Year(year) => return between.starts_with(':').then_some(year),
            Value::Date(Date { year, year_inferred, .. }) => {
                let listed = between.trim_matches([' ', '\n', ',']).is_empty();
                if !listed || (year.is_some() && !year_inferred) {
                    return None;
                }
                end = before.range.start;
            }
            _ => return None,
        }
    }
    None
}

/// The year of the date that this one is paired with: "den 1 mars respektive den 1 oktober 2020".
fn from_pair(text: &str, mentions: &[Mention], at: usize) -> Option<i32> {
    let mut end = mentions[at].range.end;
    for next in &mentions[at + 1..] {
        let between = text.get(end..next.range.start)?;
        let stop = text[..end].ends_with('.') && between.starts_with(|c: char| c.is_whitespace());
        let sentence = stop && text[end..].trim_start().starts_with(char::is_uppercase);
        let ends = sentence || between.contains(['.', ';', crate::clean::PART_END]);
        if between.len() > REACH || ends {
            return None;
        }
        match next.value {
            Value::Date(Date { year: Some(year), year_inferred: false, .. }) => return Some(year),
            Value::Date(_) => end = next.range.end,
            _ => {}
        }
    }
    None
}
