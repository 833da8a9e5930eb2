//! Text that looks like money or a day and can be neither: it gives no value, and says so.

use std::ops::Range;
use std::sync::LazyLock;

use jiff::civil::Date;

use super::{Mention, Value};
use crate::pattern::Pattern;

/// A figure in front of a unit with more digits than there is money: 10^18 and above.
static AMOUNT: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(r"\d(?:[ .]?\d){18,} ?(?:kronor|kr|tkr|tusen|mnkr|mkr|miljon|mdkr|miljard)")
});

/// A day of a month, in words or in figures.
static DAY: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(
        r"\b(?<day>\d{1,2})(?::e)? (?<month>januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december) (?<year>(?:19|20)\d\d)\b|\b(?<y>(?:19|20)\d\d)-(?<m>\d\d)-(?<d>\d\d)\b",
    )
});

const MONTHS: [&str; 12] = [
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
];

/// What cannot be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Impossible {
    /// Its bytes in the clean text.
    pub range: Range<usize>,
    /// The short name of the doubt: `impossible-amount` or `impossible-date`.
    pub code: &'static str,
    /// What is wrong with it, as a clause: "has more digits than there is money".
    pub why: &'static str,
}

/// The impossible amounts and days of a clean text, where `mentions` read nothing.
pub fn impossible(text: &str, mentions: &[Mention]) -> Vec<Impossible> {
    let free = |range: &Range<usize>| {
        let from = mentions.partition_point(|mention| mention.range.end <= range.start);
        let mut over =
            mentions[from..].iter().take_while(|mention| mention.range.start < range.end);
        over.all(|mention| matches!(mention.value, Value::Year(_)))
    };
    let amounts = AMOUNT.find_iter(text).map(|found| Impossible {
        range: found.range(),
        code: "impossible-amount",
        why: "has more digits than there is money",
    });
    let days = DAY.captures_iter(text).filter_map(|groups| {
        let number = |name| groups.name(name).and_then(|it| it.as_str().parse::<i8>().ok());
        let year = groups.name("year").or(groups.name("y"))?.as_str().parse().ok()?;
        let month = match groups.name("month") {
            Some(name) => MONTHS.iter().position(|month| *month == name.as_str()).map(|at| at + 1),
            None => number("m").map(|month| month.unsigned_abs().into()),
        };
        let (month, day) = (i8::try_from(month?).ok()?, number("day").or(number("d"))?);
        Date::new(year, month, day).is_err().then(|| Impossible {
            range: groups.whole().range(),
            code: "impossible-date",
            why: "is no day of the calendar",
        })
    });
    amounts.chain(days).filter(|found| free(&found.range)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::recognise::{Context, recognise};

    fn check(text: &str, expected: &[&str]) {
        let mentions = recognise(text, Context::default());
        let found = impossible(text, &mentions);
        assert_eq!(found.iter().map(|it| &text[it.range.clone()]).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn money_that_cannot_be() {
        check(
            "totalt 10000000000000000000000000000000000000000 kronor",
            &["10000000000000000000000000000000000000000 kronor"],
        );
        check(
            "1 000 000 000 000 000 000 000 000 mnkr",
            &["1 000 000 000 000 000 000 000 000 mnkr"],
        );
        check("totalt 447,5 mnkr och 1 437 000 000 kronor", &[]);
        check("telefon 08-123 456 78, kundnummer 12345678901234567890", &[]);
    }

    #[test]
    fn days_that_are_not() {
        check("den 31 februari 2024", &["31 februari 2024"]);
        check("senast 2024-13-45", &["2024-13-45"]);
        check("den 29 februari 2024 och 2023-02-28", &[]);
        check("den 29 februari 2023", &["29 februari 2023"]);
    }
}
