//! Facts and their fields in words.

use rust_decimal::Decimal;
use serde_json::Value;

use super::change::nothing;
use super::fact::{Fact, Subject};
use crate::reconcile::grouped;

/// Fields whose numbers are money or counts and are printed in groups of digits.
const FIGURES: &[&str] =
    &["value", "value_to", "resolution", "expected", "actual", "difference", "tolerance", "bytes"];

/// Fields whose texts are names of the contract.
const NAMES: &[&str] = &["by", "kind", "role", "bound", "basis", "status", "per"];

/// How many letters of a text are printed.
const LONG: usize = 70;

/// The number of a JSON value, from its own digits.
pub(super) fn number(value: &Value) -> Option<Decimal> {
    match value {
        Value::Number(number) => number.to_string().parse().ok(),
        _ => None,
    }
}

/// A field in words.
pub(super) fn field(name: &str, value: &Value) -> String {
    match value {
        Value::Number(_) if FIGURES.contains(&name) => {
            number(value).map_or(value.to_string(), grouped)
        }
        Value::Array(list) if list.is_empty() => "nothing".to_owned(),
        Value::Array(list) => {
            cut(&list.iter().map(|it| field(name, it)).collect::<Vec<_>>().join(", "))
        }
        Value::Object(fields) => object(fields),
        Value::Null => "nothing".to_owned(),
        Value::Bool(yes) => if *yes { "yes" } else { "no" }.to_owned(),
        Value::String(text) if NAMES.contains(&name) => text.replace('_', " "),
        Value::String(text) => cut(text),
        Value::Number(number) => number.to_string(),
    }
}

/// A value that is money where it is a number.
pub(super) fn value(value: &Value) -> String {
    field("value", value)
}

/// A party by its name, a period by its years.
fn object(fields: &serde_json::Map<String, Value>) -> String {
    match (fields.get("name"), fields.get("first_year"), fields.get("last_year")) {
        (Some(Value::String(name)), ..) => {
            let kind = fields.get("kind").and_then(Value::as_str).unwrap_or_default();
            let told = kind.replace('_', " ");
            if told.is_empty() || name.to_lowercase().contains(&told) {
                name.clone()
            } else {
                format!("{name} ({told})")
            }
        }
        (_, Some(first), Some(last)) if first == last => first.to_string(),
        (_, Some(first), Some(last)) => format!("{first}-{last}"),
        _ => Value::Object(fields.clone()).to_string(),
    }
}

/// A fact by what tells it from others: `earmark 980 000 000`, `report due 2018-03-31`.
pub(super) fn name(fact: &Fact) -> String {
    let text = |name: &str| cut(fact.text(name));
    let word = |name: &str| fact.text(name).replace('_', " ");
    let subject = fact.subject.word();
    match fact.subject {
        Subject::Amount => {
            let to = match fact.field("value_to") {
                Value::Null => String::new(),
                to => format!(" to {}", value(to)),
            };
            let per = match fact.text("per") {
                "" => String::new(),
                per => format!(" per {per}"),
            };
            let currency = match fact.text("currency") {
                "" | "SEK" => String::new(),
                other => format!(" {other}"),
            };
            format!("{} {}{to}{currency}{per}", word("role"), value(fact.field("value")))
        }
        Subject::Deadline => format!("{} due {}", word("kind"), text("date")),
        Subject::Date => format!("{} {}", word("kind"), text("date")),
        Subject::Agreement => format!("agreement \"{}\"", text("title")),
        Subject::Table => match text("title").as_str() {
            "" => fact.id.clone(),
            title => format!("{} \"{title}\"", fact.id),
        },
        Subject::Row => format!("row \"{}\"", text("label")),
        Subject::Cell => "cell".to_owned(),
        Subject::Party | Subject::Contact | Subject::Signatory => {
            let named = ["name", "email", "phone"].map(text);
            let named = named.iter().find(|text| !text.is_empty());
            format!("{subject} {}", named.map_or("", String::as_str))
        }
        Subject::RegistryNumber => format!("{subject} {}", text("value")),
        Subject::Appropriation => {
            let parts = ["expenditure_area", "appropriation", "item"].map(|it| fact.field(it));
            let parts = parts.iter().filter(|part| !part.is_null()).map(|part| value(part));
            format!("{subject} {}", parts.collect::<Vec<_>>().join(" "))
        }
        Subject::Link => format!("{subject} \"{}\"", text("text")),
        Subject::Check => "check".to_owned(),
        Subject::Diagnostic => format!("{} {}", text("severity"), text("code")),
        Subject::Source => format!("{subject} {}", text("source")),
        Subject::Document | Subject::Dataset => subject.to_owned(),
    }
}

/// A fact with what a reader needs to know of one that was not there before, or is no more.
pub(super) fn full(fact: &Fact) -> String {
    let mut words = name(fact);
    match fact.subject {
        Subject::Amount => {
            let years = fact.field("years");
            let years = if nothing(years) {
                String::new()
            } else {
                format!(" for {}", field("years", years))
            };
            let (to, what_for) = parties_and_purpose(fact);
            words.push_str(&format!("{to}{years}{what_for}"));
        }
        Subject::Deadline => words.push_str(&whose(fact)),
        Subject::Check | Subject::Diagnostic => {
            let message = fact.text("message");
            words.push_str(&format!(": {}", message.trim_end_matches('.')));
        }
        _ => {}
    }
    words
}

/// Who gets an amount and what it is for; who owes a deadline to whom.
pub(super) fn whose(fact: &Fact) -> String {
    match fact.subject {
        Subject::Amount => {
            let (to, what_for) = parties_and_purpose(fact);
            to + &what_for
        }
        Subject::Deadline => {
            let mut words = String::new();
            adder(fact, &mut words)(" by ", "by");
            adder(fact, &mut words)(" to ", "to");
            words
        }
        _ => String::new(),
    }
}

/// ` to SKR from staten` and `, samordning`.
fn parties_and_purpose(fact: &Fact) -> (String, String) {
    let called = |party: &str| fact.field(party)["name"].as_str().unwrap_or_default();
    let (recipient, funder) = (called("recipient"), called("funder"));
    let mut parties = String::new();
    if !recipient.is_empty() {
        parties.push_str(&format!(" to {recipient}"));
    }
    if !funder.is_empty() {
        parties.push_str(&format!(" from {funder}"));
    }
    let mut purpose = String::new();
    // The purpose of a total is its agreement.
    if fact.text("role") != "total" && ![recipient, funder].contains(&fact.text("purpose")) {
        adder(fact, &mut purpose)(", ", "purpose");
    }
    (parties, purpose)
}

/// What appends a field of a fact with a word before it, unless the fact says nothing there.
fn adder<'a>(fact: &'a Fact, words: &'a mut String) -> impl FnOnce(&str, &str) + 'a {
    move |before, name| {
        let value = fact.field(name);
        if !nothing(value) {
            words.push_str(&format!("{before}{}", field(name, value)));
        }
    }
}

/// A text on one line and of bounded length.
pub(super) fn cut(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.chars().count() <= LONG {
        return text;
    }
    let kept: String = text.chars().take(LONG - 3).collect();
    format!("{}...", kept.trim_end())
}

/// A message without the places in it: `(line 12)`, `(page 3, line 48)`.
pub(super) fn without_places(message: &str) -> String {
    let mut out = String::with_capacity(message.len());
    let mut rest = message;
    while let Some(from) = rest.find('(') {
        let Some(length) = rest[from..].find(')') else { break };
        let inside = &rest[from + 1..from + length];
        let placed = inside.split(' ').all(|word| {
            matches!(word, "line" | "page") || word.trim_matches(',').parse::<u32>().is_ok()
        });
        out.push_str(&rest[..from]);
        if !placed {
            out.push_str(&rest[from..=from + length]);
        }
        rest = &rest[from + length + 1..];
    }
    out + rest
}
