//! E-mail addresses and telephone numbers.

use super::{Found, Match, Rule, Value};

pub(super) const RULES: &[Rule] = &[
    Rule {
        name: "email",
        about: "An e-mail address.",
        pattern: r"\b[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}\b",
        read: email,
        examples: &[("Eva.Estling@skl.se", "eva.estling@skl.se")],
        rejects: &["@skl", "eva at skl.se"],
    },
    Rule {
        name: "phone",
        about: "A telephone number: an area code and groups of digits, or an international number.",
        pattern: r"(?i)(?:\+46[ -]?(?:\(0\))? ?\d{1,3}|\b0\d{1,3})(?:[-–/]| ?- ?| - )\d{2,3}(?:[ -]?\d{2,3}){1,3}\b|\+46(?: ?\d{1,4}){3,5}\b|\b(?:tel|telefon|tfn|växel|mobil)[.:]*(?: ?\(växel\))?:? ?0\d[\d -]{5,12}\d\b",
        read: phone,
        examples: &[
            ("tel: 08-452 77 97", "08-452 77 97"),
            ("Telefon (växel) 08-405 10 00", "08-405 10 00"),
        ],
        rejects: &["0-5 år", "2008-10", "1 000 - 200 300"],
    },
];

fn email(m: &Match<'_>) -> Vec<Found> {
    m.one(Value::Email(m.groups.whole().as_str().to_lowercase()))
}

fn phone(m: &Match<'_>) -> Vec<Found> {
    let whole = m.groups.whole().as_str();
    let number = whole.trim_start_matches(|c: char| !c.is_ascii_digit() && c != '+');
    let start = m.range().end - number.len();
    // The tail of a number in groups: "1 000 - 200 300".
    let before = m.text[..start].strip_suffix(' ').unwrap_or_default();
    if before.ends_with(|c: char| c.is_ascii_digit()) {
        return Vec::new();
    }
    vec![Found {
        range: start..m.range().end,
        value: Value::Phone(number.to_owned()),
        candidates: Vec::new(),
    }]
}
