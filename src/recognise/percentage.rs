//! Shares in percent and differences in percentage points: `70 procent`, `1,5 %`, `10
//! procentenheter`. Does not read per mille.

use std::fmt;

use rust_decimal::Decimal;

use super::amount::{bound, bounded};
use super::{Found, Match, Rule, Value, number};
use crate::contract::Bound;

/// A percentage as printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Percentage {
    /// The number of percent; the lower end of a range.
    pub value: Decimal,
    /// The upper end of a range.
    pub value_to: Option<Decimal>,
    /// True for percentage points (procentenheter).
    pub points: bool,
    /// On which side of the figure it lies.
    pub bound: Bound,
}

impl fmt::Display for Percentage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        bounded(f, self.bound, self.value, self.value_to)?;
        f.write_str(if self.points { " pp" } else { " %" })
    }
}

pub(super) const RULES: &[Rule] = &[Rule {
    name: "percentage",
    about: "A figure with procent, %, procentenheter or a range of such figures.",
    pattern: r"(?i)(?P<bound>@BOUND@)?(?P<sign>minus |-)?(?P<figure>\d+(?:[,.]\d+)?|(?:@WORDS@) )(?: ?[–-] ?(?P<to>\d+(?:[,.]\d+)?))? ?(?P<unit>%-enhet\w*|%|(?:procentenhet\w*|procent\b))",
    read,
    examples: &[
        ("70 procent", "70 %"),
        ("ca 18 procent av tiden", "~18 %"),
        ("0,75%", "0.75 %"),
        ("10 procentenheter", "10 pp"),
        ("ca 80-85 procent", "80..85 %"),
        ("tre procent", "3 %"),
        ("-1,50 %", "-1.5 %"),
    ],
    rejects: &["12 ‰", "procentuellt", "5 produkter"],
}];

fn read(m: &Match<'_>) -> Vec<Found> {
    let text = m.get("figure").unwrap_or_default();
    let before = &m.text[..m.range_of("figure").start];
    if m.get("sign").is_none() && before.ends_with(|c: char| c.is_alphanumeric() || c == ',') {
        return Vec::new();
    }
    let figure = text.replace('.', ",");
    let Some(figure) = number::figure(&figure).or_else(|| number::words(text)) else {
        return Vec::new();
    };
    let to = m.get("to").and_then(|to| number::figure(&to.replace('.', ",")));
    let start = m.range().start;
    let negative = m.get("sign").is_some() && !m.text[..start].ends_with(char::is_alphanumeric);
    let bound = if to.is_some() { Bound::Range } else { bound(m.bound().unwrap_or_default()) };
    let unit = m.get("unit").unwrap_or_default().to_lowercase();
    let value = Percentage {
        value: if negative { -figure.value } else { figure.value },
        value_to: to.map(|to| to.value),
        points: unit.contains("enhet"),
        bound,
    };
    m.one(Value::Percentage(value))
}
