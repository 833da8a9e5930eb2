//! Text that looks like money or a day and can be neither: it gives no value, and says so.

use std::ops::Range;
use std::sync::LazyLock;

use jiff::civil::Date;

use super::{Mention, Value, fragment};
use crate::diagnostic::Code;
use crate::pattern::Pattern;
use crate::swedish::month_number;

/// A figure in front of a unit with more digits than there is money: 10^18 and above.
static AMOUNT: Pattern =
    Pattern::new(r"\d(?:[ .]?\d){18,} ?(?:kronor|kr|tkr|tusen|mnkr|mkr|miljon|mdkr|miljard)");

/// A power in front of a unit: "10^6 kronor", "10⁶ kronor".
static POWER: Pattern = Pattern::new(
    r"\d+ ?(?:\^ ?\d+|[⁰¹²³⁴-⁹]+) ?(?:kronor|kr|tkr|tusen|mnkr|mkr|miljon|mdkr|miljard)",
);

/// A figure of which a character could not be read: "4\u{fffd}2,5", "1 \u{fffd}00 000".
static UNREADABLE: Pattern = Pattern::new(
    r"(?:\d[\d.,  ]{0,30})?\u{FFFD}(?:[\u{FFFD}.,  ]{0,30}\d[\d.,\u{FFFD}]{0,30})|\d[\d.,  ]{0,30}\u{FFFD}",
);

/// A day of a month, in words or in figures.
static DAY: LazyLock<Pattern> = LazyLock::new(|| {
    fragment::compile(
        r"\b(?<day>\d{1,2})(?::e)? (?<month>@MONTH@) (?<year>(?:19|20)\d\d)\b|\b(?<y>(?:19|20)\d\d)-(?<m>\d\d)-(?<d>\d\d)\b",
    )
});

/// What cannot be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Impossible {
    /// Its bytes in the clean text.
    pub range: Range<usize>,
    /// Which doubt it is: an impossible amount or date, or an unreadable figure.
    pub code: Code,
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
        code: Code::ImpossibleAmount,
        why: "has more digits than there is money",
    });
    let powers = POWER.find_iter(text).map(|found| Impossible {
        range: found.range(),
        code: Code::ImpossibleAmount,
        why: "is a power of a number, which gives no value",
    });
    let days = DAY.captures_iter(text).filter_map(|groups| {
        let number = |name| groups.name(name).and_then(|it| it.as_str().parse::<i8>().ok());
        let year = groups.name("year").or(groups.name("y"))?.as_str().parse().ok()?;
        let month = match groups.name("month") {
            Some(name) => month_number(name.as_str()),
            None => number("m").map(i8::unsigned_abs),
        };
        let (month, day) = (i8::try_from(month?).ok()?, number("day").or(number("d"))?);
        Date::new(year, month, day).is_err().then(|| Impossible {
            range: groups.whole().range(),
            code: Code::ImpossibleDate,
            why: "is no day of the calendar",
        })
    });
    let unreadable = UNREADABLE.find_iter(text).map(|found| Impossible {
        range: found.range(),
        code: Code::UnreadableFigure,
        why: "has a character that could not be read, so it gives no value",
    });
    amounts.chain(powers).chain(days).chain(unreadable).filter(|found| free(&found.range)).collect()
}

/// True for a value beside a character that could not be read, which may be a digit of it.
pub(super) fn is_unreadable(text: &str, range: &Range<usize>) -> bool {
    let sign = |c: &char| matches!(c, ' ' | '.' | ',' | '-');
    let before = text[..range.start].chars().rev().find(|c| !sign(c));
    let starts = text[range.clone()].starts_with(|c: char| c.is_ascii_digit());
    let behind = text[range.end..].chars().find(|c| !sign(c));
    let ends = text[range.clone()].ends_with(|c: char| c.is_ascii_digit());
    let lost = Some(char::REPLACEMENT_CHARACTER);
    (starts && before == lost)
        || (ends && behind == lost)
        || text[range.clone()].contains(char::REPLACEMENT_CHARACTER)
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
        check("stöd om 10^40 kronor och 10⁶ kronor", &["10^40 kronor", "10⁶ kronor"]);
        check("totalt 447,5 mnkr och 1 437 000 000 kronor, 5² mnkr", &[]);
        check("telefon 08-123 456 78, kundnummer 12345678901234567890", &[]);
    }

    #[test]
    fn figures_with_characters_that_could_not_be_read() {
        check("totalt 4\u{fffd}2,5 mnkr", &["4\u{fffd}2,5"]);
        check("totalt \u{fffd}7 mnkr och 5\u{fffd} miljoner", &["\u{fffd}7", "5\u{fffd}"]);
        check("1 \u{fffd}00 000 kronor", &["1 \u{fffd}00"]);
        check("r\u{fffd}d 452,5 mnkr, v\u{fffd}rd", &[]);
        for text in ["4\u{fffd}2,5 mnkr", "\u{fffd} 500 mnkr", "den 3\u{fffd} mars 2024 \u{fffd}"] {
            let read = recognise(text, Context::default());
            assert!(read.iter().all(|it| matches!(it.value, Value::Date(_))), "{read:?}");
        }
    }

    #[test]
    fn days_that_are_not() {
        check("den 31 februari 2024", &["31 februari 2024"]);
        check("senast 2024-13-45", &["2024-13-45"]);
        check("den 29 februari 2024 och 2023-02-28", &[]);
        check("den 29 februari 2023", &["29 februari 2023"]);
    }
}
