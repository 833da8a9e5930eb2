//! Dates at the precision of the print: `den 15 december 2017`, `2017-10-31`, `dec 2017`,
//! `första halvåret 2023`, `kvartal 2 2021`, `våren 2019`, `vecka 14`.
//!
//! Reads no date that does not exist. A date without a year is read without one; `years` looks for
//! it around the date.

use std::fmt;

use super::{Found, Match, Rule, Value};
use crate::swedish::month_number;

/// A date at the precision of its print.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    /// The year, where it is known.
    pub year: Option<i32>,
    /// What of the year.
    pub part: DatePart,
    /// True where the year was taken from around the date.
    pub year_inferred: bool,
}

/// A part of a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum DatePart {
    /// All of it.
    Year,
    /// A half, 1 or 2.
    Half(u8),
    /// A quarter, 1 to 4.
    Quarter(u8),
    /// A season: `SPRING`, `SUMMER`, `AUTUMN`, `WINTER`.
    Season(&'static str),
    /// A month, 1 to 12.
    Month(u8),
    /// A week of ISO 8601, 1 to 53.
    Week(u8),
    /// A month and a day.
    Day(u8, u8),
}

impl Date {
    /// A day, if there is such a day.
    pub fn day(year: Option<i32>, month: u8, day: u8) -> Option<Date> {
        // 2000 is a leap year: without a year the 29th of February may exist.
        let year_or_leap = i16::try_from(year.unwrap_or(2000)).ok()?;
        jiff::civil::Date::new(year_or_leap, i8::try_from(month).ok()?, i8::try_from(day).ok()?)
            .ok()?;
        Some(Date::new(year, DatePart::Day(month, day)))
    }

    /// A date whose year stands with it.
    pub fn new(year: Option<i32>, part: DatePart) -> Date {
        Date { year, part, year_inferred: false }
    }
}

impl fmt::Display for Date {
    /// ISO 8601, with `-` for an unknown year: `2017-10-31`, `2017-10`, `2023-H1`, `--04-16`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.year {
            Some(year) => write!(f, "{year:04}")?,
            None => f.write_str("-")?,
        }
        match self.part {
            DatePart::Year => Ok(()),
            DatePart::Half(half) => write!(f, "-H{half}"),
            DatePart::Quarter(quarter) => write!(f, "-Q{quarter}"),
            DatePart::Season(season) => write!(f, "-{season}"),
            DatePart::Month(month) => write!(f, "-{month:02}"),
            DatePart::Week(week) => write!(f, "-W{week:02}"),
            DatePart::Day(month, day) => write!(f, "-{month:02}-{day:02}"),
        }
    }
}

pub(super) const RULES: &[Rule] = &[
    Rule {
        name: "date-day-month",
        about: "A day and a month in words, with or without its year.",
        pattern: r"(?i)\b(?:(?:den) )?(?P<day>\d{1,2})(?::?[ae]\b)? (?P<month>@MONTH@)\b\.?(?:,? ?(?P<year>@YEAR@))?",
        read: day_month,
        examples: &[
            ("den 15 december 2017", "2017-12-15"),
            ("senast den 1:a oktober 2017", "2017-10-01"),
            ("den 31:e mars 2018", "2018-03-31"),
            ("15 dec. 2017", "2017-12-15"),
            ("1 juni 2017och", "2017-06-01"),
            ("den 16 april", "--04-16"),
            ("1 oktober 2022: sista dag", "2022-10-01"),
            ("31 mars 2018, respektive den 31 mars 2019", "2018-03-31; 2019-03-31"),
        ],
        rejects: &["31 februari 2018", "den 15 decemberdagen", "115 december"],
    },
    Rule {
        name: "date-day-in-words",
        about: "A day in words and a month: den första november.",
        pattern: r"(?i)\b(?:den) (?P<word>första|sista|andra|tredje|femtonde|trettionde|trettioförsta) (?P<month>@MONTH@)\b(?: (?P<year>@YEAR@))?",
        read: day_in_words,
        examples: &[
            ("till den första november i år", "--11-01"),
            ("den sista mars 2020", "2020-03-31"),
        ],
        rejects: &["den första mars-resan", "den första novemberdagen"],
    },
    Rule {
        name: "date-same-day-next-year",
        about: "One day in two years: den 31 mars 2018 respektive 2019.",
        pattern: r"(?i)\b(?:(?:den) )?(?P<day>\d{1,2}) (?P<month>@MONTH@) (?P<year>@YEAR@),? (?:(?:respektive|resp\.?|och)) (?P<next>@YEAR@)\b",
        read: two_years,
        examples: &[("den 31 mars 2018 respektive 2019", "2018-03-31; 2019-03-31")],
        rejects: &["den 31 mars 2018 och 2 900 kronor", "31 mars 2018 till 2019"],
    },
    Rule {
        name: "date-iso",
        about: "Year, month and day in digits.",
        pattern: r"\b(?P<year>@YEAR@)(?:-(?P<month>\d{2})-(?P<day>\d{2})|(?P<month2>0\d|1[0-2])(?P<day2>[0-3]\d))\b",
        read: iso,
        examples: &[
            ("2017-10-31", "2017-10-31"),
            ("20180331", "2018-03-31"),
            ("redovisning 2017-10-31.", "2017-10-31"),
        ],
        rejects: &["2017-13-01", "20181331", "S2017-10-31A"],
    },
    Rule {
        name: "date-slashed",
        about: "Day and month in digits before a year: 31/3 2018, 31.12.2017.",
        pattern: r"\b(?P<day>\d{1,2})(?:/(?P<month>\d{1,2})[ -](?P<year>@YEAR@)|\.(?P<month2>\d{1,2})\.(?P<year2>@YEAR@))\b",
        read: slashed,
        examples: &[("31/3 2018", "2018-03-31"), ("31.12.2017", "2017-12-31")],
        rejects: &["31/13 2018", "17/05976", "1/2"],
    },
    Rule {
        name: "date-month",
        about: "A month in words with its year, or two months with one year.",
        pattern: r"(?i)(?:(?P<lead>\b(?:i|under|senast|från|i slutet av|före|efter|till|och|utgången av|slutet av|början av|utbetalning:?|redovisning) )|\b)(?P<month>@MONTH@)\b\.?(?: (?:och|samt|respektive|–|-) (?P<second>@MONTH@)\b)?(?: (?P<year>@YEAR@))?",
        read: month,
        examples: &[
            ("dec 2017", "2017-12"),
            ("i mars 2016", "2016-03"),
            ("april och november 2017", "2017-04; 2017-11"),
            ("redovisning i oktober", "--10"),
        ],
        rejects: &["maj", "aprilväder 2017", "mars månad"],
    },
    Rule {
        name: "date-half-year",
        about: "Halves of a year: första halvåret 2023.",
        pattern: r"(?i)\b(?P<first>(?:första|andra))(?: och (?P<second>andra))? (?:halvåret|halvår)\b(?: (?:av )?(?P<year>@YEAR@))?",
        read: half,
        examples: &[
            ("första halvåret 2023", "2023-H1"),
            ("första och andra halvåret 2023", "2023-H1; 2023-H2"),
        ],
        rejects: &["första halvan 2023", "första halvårskiftet"],
    },
    Rule {
        name: "date-quarter",
        about: "Quarters: kvartal 2 2021, andra kvartalet 2021, Q2 2021.",
        pattern: r"(?:\b(?i:kvartal) (?P<number>[1-4])|\bQ(?P<q>[1-4])|\b(?P<word>(?i:första|andra|tredje|fjärde)) kvartalet)\b(?:,? (?:av )?(?P<year>@YEAR@))?",
        read: quarter,
        examples: &[("kvartal 2 2021", "2021-Q2"), ("fjärde kvartalet 2022", "2022-Q4")],
        rejects: &["kvartal 5 2021", "kvartalsvis"],
    },
    Rule {
        name: "date-season",
        about: "Seasons with their year: våren 2019.",
        pattern: r"(?i)\b(?P<season>(?:våren|sommaren|hösten|vintern))(?: (?P<year>@YEAR@))?\b",
        read: season,
        examples: &[("våren 2019", "2019-SPRING"), ("sommaren 2015", "2015-SUMMER")],
        rejects: &["vårens 2019", "under våren"],
    },
    Rule {
        name: "date-week",
        about: "Weeks by number: vecka 14, v. 14 2018.",
        pattern: r"(?i)\b(?:(?:vecka|veckan)|v\.) ?(?P<week>\d{1,2})\b(?:,? (?P<year>@YEAR@))?",
        read: week,
        examples: &[("vecka 14", "--W14"), ("vecka 14 2018", "2018-W14")],
        rejects: &["vecka 54", "per vecka"],
    },
];

fn year(m: &Match<'_>, name: &str) -> Option<i32> {
    let year = m.groups.name(name)?;
    // "2018 500" after a date is the date's year; "20180" is no year.
    let longer = m.text[year.end()..].starts_with(|c: char| c.is_ascii_digit());
    if longer { None } else { year.as_str().parse().ok() }
}

fn digits(m: &Match<'_>, name: &str) -> Option<u8> {
    m.get(name)?.parse().ok()
}

fn day_month(m: &Match<'_>) -> Vec<Found> {
    // A day that a longer number or a decimal ends with.
    let before = &m.text[..m.range_of("day").start];
    let after = m.after();
    let glued = before.ends_with(|c: char| c.is_alphanumeric() || matches!(c, ',' | '/' | ':'));
    if glued || (m.get("year").is_none() && after.starts_with(|c: char| c.is_alphanumeric())) {
        return Vec::new();
    }
    // "15 dec 2018: 5 apr": the year heads the next list.
    let list = after.strip_prefix(':').map(str::trim_start).unwrap_or_default();
    let heads = list.starts_with(|c: char| c.is_ascii_digit()) && m.groups.name("year").is_some();
    let own_year = year(m, "year").filter(|_| !heads);
    let date = digits(m, "day")
        .zip(m.get("month").and_then(month_number))
        .and_then(|(day, month)| Date::day(own_year, month, day));
    let end = if heads { m.range_of("month").end } else { m.range().end };
    let found = |date| Found {
        range: m.range().start..end,
        value: Value::Date(date),
        candidates: Vec::new(),
    };
    date.map(found).into_iter().collect()
}

fn day_in_words(m: &Match<'_>) -> Vec<Found> {
    if m.after().starts_with('-') {
        return Vec::new();
    }
    let Some(month) = m.get("month").and_then(month_number) else { return Vec::new() };
    let year = year(m, "year");
    let day = match m.get("word").unwrap_or_default().to_lowercase().as_str() {
        "första" => 1,
        "andra" => 2,
        "tredje" => 3,
        "femtonde" => 15,
        "trettionde" => 30,
        "trettioförsta" => 31,
        // The last day of February needs its year.
        _ => match (month, year) {
            (2, None) => return Vec::new(),
            _ => (28..=31).rev().find(|&day| Date::day(year, month, day).is_some()).unwrap_or(28),
        },
    };
    Date::day(year, month, day).map_or_else(Vec::new, |date| m.one(Value::Date(date)))
}

fn two_years(m: &Match<'_>) -> Vec<Found> {
    let (Some(day), Some(month)) = (digits(m, "day"), m.get("month").and_then(month_number)) else {
        return Vec::new();
    };
    let next = m.range_of("next");
    let first = Date::day(year(m, "year"), month, day);
    let second = Date::day(year(m, "next"), month, day);
    let (Some(first), Some(second)) = (first, second) else { return Vec::new() };
    let end = m.range_of("year").end;
    vec![
        Found { range: m.range().start..end, value: Value::Date(first), candidates: Vec::new() },
        Found { range: next, value: Value::Date(second), candidates: Vec::new() },
    ]
}

fn iso(m: &Match<'_>) -> Vec<Found> {
    if m.before().ends_with(['-', '/', ':']) || m.after().starts_with(['-', '/']) {
        return Vec::new();
    }
    let month = digits(m, "month").or(digits(m, "month2"));
    let day = digits(m, "day").or(digits(m, "day2"));
    let year = m.get("year").and_then(|year| year.parse().ok());
    let date = month.zip(day).and_then(|(month, day)| Date::day(year, month, day));
    date.map_or_else(Vec::new, |date| m.one(Value::Date(date)))
}

fn slashed(m: &Match<'_>) -> Vec<Found> {
    let month = digits(m, "month").or(digits(m, "month2"));
    let year = year(m, "year").or(year(m, "year2"));
    let date =
        digits(m, "day").zip(month).and_then(|(day, month)| Date::day(Some(year?), month, day));
    date.map_or_else(Vec::new, |date| m.one(Value::Date(date)))
}

fn month(m: &Match<'_>) -> Vec<Found> {
    let Some(first) = m.get("month").and_then(month_number) else { return Vec::new() };
    let year = year(m, "year");
    let behind = m.before().chars().next_back();
    let compound = m.after().starts_with(|c: char| c.is_alphanumeric() || c == '-');
    // Without a year a month needs a preposition; "mars" alone may be anything.
    let lead = m.get("lead").is_some() || m.get("second").is_some();
    // "15 dec 2018": the day's month, not a month of its own.
    let number_before =
        m.text[..m.range_of("month").start].trim_end().ends_with(|c: char| c.is_ascii_digit());
    if compound
        || number_before
        || (year.is_none() && !lead)
        || behind.is_some_and(char::is_alphanumeric)
    {
        return Vec::new();
    }
    let value = |month| Value::Date(Date::new(year, DatePart::Month(month)));
    let start = m.range_of("month").start;
    let Some(second) = m.get("second").and_then(month_number) else {
        return vec![Found {
            range: start..m.range().end,
            value: value(first),
            candidates: Vec::new(),
        }];
    };
    let second_start = m.range_of("second").start;
    vec![
        Found { range: m.range_of("month"), value: value(first), candidates: Vec::new() },
        Found { range: second_start..m.range().end, value: value(second), candidates: Vec::new() },
    ]
}

fn half(m: &Match<'_>) -> Vec<Found> {
    if m.after().starts_with(|c: char| c.is_alphanumeric()) {
        return Vec::new();
    }
    let year = year(m, "year");
    let value = |half| Value::Date(Date::new(year, DatePart::Half(half)));
    let first =
        if m.get("first").is_some_and(|word| word.eq_ignore_ascii_case("första")) { 1 } else { 2 };
    if m.get("second").is_none() {
        return m.one(value(first));
    }
    let second = m.range_of("second").start;
    vec![
        Found { range: m.range_of("first"), value: value(1), candidates: Vec::new() },
        Found { range: second..m.range().end, value: value(2), candidates: Vec::new() },
    ]
}

fn quarter(m: &Match<'_>) -> Vec<Found> {
    let word = m.get("word").map(str::to_lowercase);
    let number = digits(m, "number").or(digits(m, "q")).or(match word.as_deref() {
        Some("första") => Some(1),
        Some("andra") => Some(2),
        Some("tredje") => Some(3),
        Some("fjärde") => Some(4),
        _ => None,
    });
    number.map_or_else(Vec::new, |quarter| {
        m.one(Value::Date(Date::new(year(m, "year"), DatePart::Quarter(quarter))))
    })
}

fn season(m: &Match<'_>) -> Vec<Found> {
    // A season without a year is no date that anybody can keep.
    let Some(year) = year(m, "year") else { return Vec::new() };
    let season = match m.get("season").unwrap_or_default().to_lowercase().as_str() {
        "våren" => "SPRING",
        "sommaren" => "SUMMER",
        "hösten" => "AUTUMN",
        _ => "WINTER",
    };
    m.one(Value::Date(Date::new(Some(year), DatePart::Season(season))))
}

fn week(m: &Match<'_>) -> Vec<Found> {
    match digits(m, "week") {
        Some(week @ 1..=53) => m.one(Value::Date(Date::new(year(m, "year"), DatePart::Week(week)))),
        _ => Vec::new(),
    }
}
