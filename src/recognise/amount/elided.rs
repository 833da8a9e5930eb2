//! Figures whose unit their sentence says once: "500 mnkr, varav 300 till regionerna och 200 till
//! kommunerna", "300 av de 500 miljonerna", "300 mnkr 2024 och 350 år 2025".
//!
//! Reads them only where words of sharing lead to the figure, and words of giving, a year or the end
//! of the clause follow: what has a noun behind it is a count. Figures before the unit that they
//! share are a `series`.
//! Phrasing: Svenska skrivregler on leaving out what two clauses share (ellips).

use std::ops::Range;
use std::sync::LazyLock;

use rust_decimal::Decimal;

use super::Amount;
use super::counted::is_money;
use super::own::{Before, before};
use super::read::{amount, cut_from_number, unit_ends};
use super::words::{bound, currency, unit, year_like};
use crate::clean::PART_END;
use crate::pattern::Pattern;
use crate::recognise::number::{self, Figure};
use crate::recognise::{Found, Match, Rule, Value, fragment};

pub(in crate::recognise) const RULES: &[Rule] = &[
    Rule {
        name: "amount-unit-said-before",
        about: "Figures that share the unit of the amount before them in their sentence.",
        pattern: r"(?i)\b(?P<figure>@ITEM@)@NOTE@? ?(?:(?P<scale>@SCALE@)(?:[ \n]?(?P<currency>@CURRENCY@))?|(?P<currency2>kronor|kr)\b)(?P<rest>[^.;\d]*[ (]\d)",
        read: behind,
        examples: &[
            (
                "500 mnkr, varav 300 till regionerna och 200 till kommunerna",
                "500000000 SEK; 300000000 SEK; 200000000 SEK",
            ),
            ("Regionerna får 300 mnkr och kommunerna 200.", "300000000 SEK; 200000000 SEK"),
            ("300 mnkr 2024 och 350 år 2025", "300000000 SEK; 350000000 SEK"),
            (
                "500 mnkr: 440 till primärvård och 60 till kompetens",
                "500000000 SEK; 440000000 SEK; 60000000 SEK",
            ),
        ],
        rejects: &[
            "500 mnkr till 20 projekt, varav 3 till vården",
            "500 mnkr, varav 300 till 21 regioner och 2 kommuner",
            "Regionerna får 300 mnkr och kommunerna 200 platser",
            "500 mnkr enligt avsnitt 3, till regionerna",
        ],
    },
    Rule {
        name: "amount-of-whole",
        about: "A figure out of an amount, whose unit it shares: 300 av de 500 miljonerna.",
        pattern: r"(?i)(?P<bound>@BOUND@)?\b(?P<figure>@ITEM@) av (?:(?:de|dessa|totalt|sammanlagt|[a-zåäö]+s|tillgängliga|avsatta) ){0,3}(?P<whole>@ITEM@) ?(?:(?P<scale>@SCALE@)(?:[ \n]?(?P<currency>@CURRENCY@))?|(?P<currency2>kronor|kr)\b)",
        read: of_whole,
        examples: &[("200 av de 300 miljoner kronor som avsatts", "200000000 SEK; 300000000 SEK")],
        rejects: &["tabell 2 av 300 miljoner kronor", "3 av de 21 miljoner invånarna"],
    },
];

/// Words and signs that lead to a part of the amount before them.
static TO_PART: LazyLock<Pattern> = LazyLock::new(|| {
    fragment::compile(
        r"(?i)(?:\b(?:varav|därav|av vilka|av vilket)\b(?: [a-zåäö]+){0,3}|:|\(|\b(?:går|gick|fördelas|fördelades|avsätts|avsattes|används|användes|satsas|betalas|lämnas|riktas)) (?:@BOUND@)?$|\($",
    )
});
/// Words that lead to what a party gets beside the amount before it.
static TO_PARTY: LazyLock<Pattern> = LazyLock::new(|| {
    fragment::compile(
        r"(?i)(?:[,;:(]| och| samt| medan| varav| därav) ?(?:till |åt |för )?@PARTY@(?: (?:får|fick|erhåller|tilldelas|tilldelades|bidrar med|svarar för|står för))? (?:@BOUND@)?$",
    )
});
/// Words that lead to the amount of another year.
static TO_YEAR: LazyLock<Pattern> = LazyLock::new(|| {
    fragment::compile(r"(?i)(?:,| och| samt| medan)(?: för| under| år)* @YEAR@:? (?:@BOUND@)?$")
});
/// On which side of a figure its value lies, right before it.
static BOUND: LazyLock<Pattern> = LazyLock::new(|| fragment::compile(r"(?i)(?P<bound>@BOUND@)$"));
/// What goes on after an amount or a figure of its kind.
static ON: LazyLock<Pattern> =
    LazyLock::new(|| fragment::compile(r"(?i)(?:,| och| samt| medan| respektive) (?:@BOUND@)?$"));
/// Words of giving behind a figure.
static GIVES: Pattern = Pattern::new(
    r"(?i)^ (?:till|för|åt|går|gick|avser|avsåg|avsätts|fördelas|fördelades|används|riktas|tillfaller|tillföll|disponeras|ska|skall)\b(?: ?[^\d ]| ?$)",
);
/// The end of a clause behind a figure.
static ENDS: Pattern = Pattern::new(r"(?i)^(?:[.,;)](?:[^\d]|$)|$| (?:och|samt|medan)\b)");
/// A year behind a figure.
static OF_YEAR: LazyLock<Pattern> =
    LazyLock::new(|| fragment::compile(r"(?i)^ (?:för |under |år )*\(?@YEAR@\b"));
/// A number, with what may stand before it.
static NUMBER: LazyLock<Pattern> = LazyLock::new(|| fragment::compile(r"(?P<figure>@ITEM@)"));

fn behind(m: &Match<'_>) -> Vec<Found> {
    let Some(base) = Base::of(m, "figure") else { return Vec::new() };
    let start = m.range_of("rest").start;
    let sentence = sentence_from(&m.text[start..]);
    let mut all: Vec<Found> = Vec::new();
    // Where the words that lead to the next figure begin.
    let mut from = 0;
    for groups in NUMBER.captures_iter(sentence) {
        let Some(found) = groups.name("figure") else { break };
        let (text, at) = (found.as_str(), found.range());
        let (lead, after) = (&sentence[from..at.start], &sentence[at.end..]);
        if year_like(text) {
            continue;
        }
        let part = GIVES.is_match(after) && TO_PART.is_match(lead);
        let beside = ENDS.is_match(after) && (TO_PARTY.is_match(lead) || TO_YEAR.is_match(lead));
        let of_year = OF_YEAR.is_match(after) && ON.is_match(lead) && has_year(lead, from > 0);
        let goes_on = !all.is_empty() && ON.is_match(lead) && GIVES.is_match(after);
        let Some(figure) = number::figure(text) else { break };
        let taken = part || beside || of_year || goes_on;
        if !taken || !base.shares(figure, part && all.is_empty()) {
            break;
        }
        let bound = BOUND.captures(lead).and_then(|found| found.name("bound"));
        let words = bound.map_or("", |bound| bound.as_str());
        let range = start + at.start - words.len()..start + at.end;
        all.push(base.found(m, figure, range, words));
        from = at.end;
    }
    all
}

/// The rest of the sentence.
fn sentence_from(text: &str) -> &str {
    static END: Pattern = Pattern::new(r"[.!?](?: |\n|$)(?:[^a-zåäö]|$)");
    let part = text.split(PART_END).next().unwrap_or_default();
    END.find(part).map_or(part, |end| &part[..=end.start()])
}

/// True where the years of a row of amounts stand behind each: "300 mnkr 2024 och 350 år 2025".
fn has_year(lead: &str, goes_on: bool) -> bool {
    static YEAR: LazyLock<Pattern> = LazyLock::new(|| fragment::compile(r"\b@YEAR@\b"));
    goes_on || YEAR.is_match(lead)
}

fn of_whole(m: &Match<'_>) -> Vec<Found> {
    let Some(base) = Base::of(m, "whole") else { return Vec::new() };
    let range = m.range_of("figure");
    let text = &m.text[range.clone()];
    let named = m.bound().is_none() && before(m.before()) != Before::Announced;
    match number::figure(text) {
        Some(figure)
            if !named && !year_like(text) && !cut_from_number(m) && base.shares(figure, true) =>
        {
            vec![base.found(m, figure, m.range().start..range.end, m.bound().unwrap_or(""))]
        }
        _ => Vec::new(),
    }
}

/// The amount that says the unit.
struct Base {
    value: Decimal,
    step: Decimal,
    currency: &'static str,
}

impl Base {
    fn of(m: &Match<'_>, figure: &str) -> Option<Base> {
        let value = number::figure(m.get(figure)?)?.value;
        let scale = m.get("scale");
        let is_one = scale.is_none_or(|scale| unit_ends(m, scale) && is_money(m, scale));
        let step = scale.map_or(Decimal::ONE, unit);
        let currency = currency(m.get("currency").or(m.get("currency2")));
        is_one.then_some(Base { value, step, currency })
    }

    /// Whether a figure can be of this amount's unit: a part is no larger than its whole, and none
    /// is so small beside it that it is rather a count. Kronor are never printed in fewer digits.
    fn shares(&self, figure: Figure, part: bool) -> bool {
        const LEAST: Decimal = Decimal::from_parts(2, 0, 0, false, 2);
        let small = part && figure.value < self.value * LEAST;
        let kronor = self.step == Decimal::ONE && figure.value < Decimal::from(1_000);
        !(small || kronor || part && figure.value > self.value)
    }

    fn found(&self, m: &Match<'_>, figure: Figure, range: Range<usize>, words: &str) -> Found {
        let plain = amount(m, figure, self.step);
        let (bound, currency) = (bound(words), self.currency);
        let value = Amount { bound, currency, per: None, per_word: None, ..plain };
        Found { range, value: Value::Amount(value), candidates: Vec::new() }
    }
}
