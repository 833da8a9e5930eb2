//! The years of one agreement told as those of a later one, so that what only follows the
//! calendar is no change.

use std::borrow::Cow;

use serde_json::{Value, json};

use super::fact::Fact;
use super::pair::REFERENCES;

/// Fields that count in years.
const YEARS: &[&str] = &["years", "period", "first_year", "last_year"];

/// Fields whose numbers are no years: the code of a municipality may look like one.
const CODES: &[&str] = &["code", "recipient", "funder"];

/// The facts, with every year in each of them so much later.
pub(super) fn facts<'f>(facts: &'f [Fact], years: &[i32]) -> Cow<'f, [Fact]> {
    if years.iter().all(|years| *years == 0) {
        return Cow::Borrowed(facts);
    }
    let mut facts = facts.to_vec();
    for (fact, &years) in facts.iter_mut().zip(years).filter(|(_, years)| **years != 0) {
        for (name, value) in &mut fact.fields {
            if [REFERENCES, CODES].concat().contains(&name.as_str()) {
                continue;
            }
            *value = later(value, years, YEARS.contains(&name.as_str()));
        }
    }
    Cow::Owned(facts)
}

fn later(value: &Value, years: i32, counts_years: bool) -> Value {
    match value {
        Value::String(text) => json!(text_later(text, years)),
        Value::Object(fields) if counts_years => {
            let later =
                |(name, value): (&String, &Value)| (name.clone(), later(value, years, true));
            Value::Object(fields.iter().map(later).collect())
        }
        Value::Array(list) => list.iter().map(|it| later(it, years, counts_years)).collect(),
        Value::Number(number) if counts_years => match number.as_i64() {
            Some(year) => json!(year + i64::from(years)),
            None => value.clone(),
        },
        _ => value.clone(),
    }
}

/// A text in which every number of four digits that can be a year is so much greater.
pub(super) fn text_later(text: &str, years: i32) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(from) = rest.find(|c: char| c.is_ascii_digit()) {
        let digits = &rest[from..];
        let length = digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits.len());
        let number = &digits[..length];
        out.push_str(&rest[..from]);
        match number.parse::<i32>() {
            Ok(year) if length == 4 && (1900..=2100).contains(&year) => {
                out.push_str(&(year + years).to_string());
            }
            _ => out.push_str(number),
        }
        rest = &digits[length..];
    }
    out.push_str(rest);
    out
}
