//! From one year or day to another: `2015–2019`, `2017/18`, `till och med 2019`, `åren 2017 och
//! 2018`, `1 januari–30 juni 2018`. Also years by themselves.

use std::fmt;

use super::date::{Date, DatePart};
use super::{Found, Match, Rule, Value};
use crate::swedish::month_number;

/// A stretch of time; open where the text leaves an end open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    /// Its first year or day.
    pub from: Option<Date>,
    /// Its last year or day.
    pub to: Option<Date>,
}

impl Period {
    fn years(from: Option<i32>, to: Option<i32>) -> Period {
        let year = |year| Date::new(Some(year), DatePart::Year);
        Period { from: from.map(year), to: to.map(year) }
    }

    /// All years of the period; none where an end is open or the ends are far apart.
    pub fn all_years(&self) -> Vec<i32> {
        match (self.from.and_then(|date| date.year), self.to.and_then(|date| date.year)) {
            (Some(from), Some(to)) if (0..=20).contains(&(to - from)) => (from..=to).collect(),
            _ => Vec::new(),
        }
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let (Some(from), Some(to)) = (self.from, self.to)
            && from == to
        {
            return from.fmt(f);
        }
        if let Some(from) = self.from {
            from.fmt(f)?;
        }
        f.write_str("..")?;
        self.to.map_or(Ok(()), |to| to.fmt(f))
    }
}

pub(super) const RULES: &[Rule] = &[
    Rule {
        name: "period-years",
        about: "Two years with a dash, a slash or till between them.",
        pattern: r"\b(?P<from>@YEAR@)(?: ?[–-] ?| till | t\.o\.m\. | till och med )(?P<to>@YEAR@|\d{2}\b)",
        read: years,
        examples: &[
            ("2015–2019", "2015..2019"),
            ("Period 2017- 2018", "2017..2018"),
            ("under 2018-2022", "2018..2022"),
        ],
        rejects: &["2019-2015", "2017-10-31", "08-2017-2018", "2018-5"],
    },
    Rule {
        name: "period-broken-year",
        about: "A year that begins in one calendar year and ends in the next: 2017/18.",
        pattern: r"\b(?P<from>@YEAR@)/(?P<to>\d{2}|@YEAR@)\b",
        read: broken_year,
        examples: &[("2017/18", "2017..2018"), ("budgetåret 1995/1996", "1995..1996")],
        rejects: &["2017/05", "S2017/00546/FS", "2017/2018/19"],
    },
    Rule {
        name: "period-list",
        about: "Years in a row after åren: each is a period of its own.",
        pattern: r"(?i)\b(?:åren|perioden|mellan åren|mellan) (?P<from>@YEAR@) och (?P<to>@YEAR@)\b",
        read: list,
        examples: &[
            ("åren 2017 och 2018", "2017; 2018"),
            ("mellan åren 2015 och 2018", "2015..2018"),
        ],
        rejects: &["åren 2017 och 20 180 kronor", "2017 och 2018"],
    },
    Rule {
        name: "period-until",
        about: "A period with an open beginning or end: till och med 2019, från och med 2024.",
        pattern: r"(?i)\b(?:(?P<until>(?:till och med|t\.o\.m\.|tom|längst till))|(?P<since>(?:från och med|fr\.o\.m\.|from))) (?:år )?(?P<year>@YEAR@)\b",
        read: open,
        examples: &[("gäller till och med 2019", "..2019"), ("från och med 2024", "2024..")],
        rejects: &["till och med 2019-12-31", "till och med 20 kronor"],
    },
    Rule {
        name: "period-days",
        about: "Two days with a dash between them.",
        pattern: r"(?i)\b(?P<day>\d{1,2}) (?P<month>@MONTH@)(?: (?P<year>@YEAR@))? ?[–-] ?(?P<day2>\d{1,2}) (?P<month2>@MONTH@) (?P<year2>@YEAR@)\b",
        read: days,
        examples: &[("1 januari–30 juni 2018", "2018-01-01..2018-06-30")],
        rejects: &["1 januari–31 juni 2018", "1 januari 2018"],
    },
    Rule {
        name: "year",
        about: "A year by itself.",
        pattern: r"\b(?P<year>@YEAR@)(?: ?års\b)?",
        read: one_year,
        examples: &[
            ("för 2018", "2018"),
            ("2018 års medel", "2018"),
            ("suicidprevention 2026Diarienummer", "2026"),
        ],
        rejects: &["SFS 2004:881", "2 018", "2018 kronor", "2018,5", "1 2018"],
    },
];

fn parsed(m: &Match<'_>, name: &str) -> Option<i32> {
    m.get(name)?.parse().ok()
}

fn joined(m: &Match<'_>) -> bool {
    let before = m.before().ends_with(['-', '/', ':', '.', ',']);
    let after = m.after();
    let goes_on = after.strip_prefix(['-', '/', ':', ',', '.']).unwrap_or_default();
    before || goes_on.starts_with(|c: char| c.is_ascii_digit())
}

fn years(m: &Match<'_>) -> Vec<Found> {
    let (Some(from), Some(to)) = (parsed(m, "from"), parsed(m, "to")) else { return Vec::new() };
    let to = if to < 100 { from / 100 * 100 + to } else { to };
    // "2017-10" is a month.
    let month = m.get("to").is_some_and(|to| to.len() == 2) && to - from > 15;
    if to <= from || to - from > 40 || month || joined(m) {
        return Vec::new();
    }
    m.one(Value::Period(Period::years(Some(from), Some(to))))
}

fn broken_year(m: &Match<'_>) -> Vec<Found> {
    let (Some(from), Some(to)) = (parsed(m, "from"), parsed(m, "to")) else { return Vec::new() };
    let follows = to == from + 1 || to == (from + 1) % 100;
    if !follows || joined(m) {
        Vec::new()
    } else {
        m.one(Value::Period(Period::years(Some(from), Some(from + 1))))
    }
}

fn list(m: &Match<'_>) -> Vec<Found> {
    let (Some(from), Some(to)) = (parsed(m, "from"), parsed(m, "to")) else { return Vec::new() };
    if joined(m) {
        return Vec::new();
    }
    let whole = m.groups.whole().as_str().to_lowercase();
    if whole.starts_with("mellan") {
        return if from < to {
            m.one(Value::Period(Period::years(Some(from), Some(to))))
        } else {
            Vec::new()
        };
    }
    let year = |year| Value::Period(Period::years(Some(year), Some(year)));
    vec![
        Found {
            range: m.range().start..m.range_of("from").end,
            value: year(from),
            candidates: Vec::new(),
        },
        Found { range: m.range_of("to"), value: year(to), candidates: Vec::new() },
    ]
}

fn open(m: &Match<'_>) -> Vec<Found> {
    let Some(year) = parsed(m, "year") else { return Vec::new() };
    if joined(m) || m.after().starts_with('-') {
        return Vec::new();
    }
    let period = match m.get("until") {
        Some(_) => Period::years(None, Some(year)),
        None => Period::years(Some(year), None),
    };
    m.one(Value::Period(period))
}

fn days(m: &Match<'_>) -> Vec<Found> {
    let day = |day: &str, month: &str, year| {
        Date::day(year, m.get(month).and_then(month_number)?, m.get(day)?.parse().ok()?)
    };
    let last_year = parsed(m, "year2");
    let from = day("day", "month", parsed(m, "year").or(last_year));
    match (from, day("day2", "month2", last_year)) {
        (Some(from), Some(to)) if from < to => {
            m.one(Value::Period(Period { from: Some(from), to: Some(to) }))
        }
        _ => Vec::new(),
    }
}

fn one_year(m: &Match<'_>) -> Vec<Found> {
    let after = m.after();
    let unit = after.trim_start_matches(' ');
    let counted = ["kronor", "kr ", "kr.", "mnkr", "tkr", "personer", "procent", "%"]
        .iter()
        .any(|u| unit.starts_with(u));
    // A number before or behind it in groups: "1 2018" is none, "2 018" has no word boundary.
    let before = m.before().trim_end_matches(' ');
    let grouped = m.before().ends_with(' ') && before.ends_with(|c: char| c.is_ascii_digit()) && {
        let token = before.rsplit([' ', '\n']).next().unwrap_or_default();
        token.len() <= 3 && token.bytes().all(|b| b.is_ascii_digit())
    };
    // A word may have grown to the year when a page was put together: "2026Diarienummer".
    let mut next = after.chars();
    let grown = match (next.next(), next.next()) {
        (Some(first), second) if first.is_alphanumeric() => {
            !(first.is_uppercase() && second.is_some_and(char::is_lowercase))
        }
        _ => false,
    };
    match parsed(m, "year") {
        Some(_) if grown => Vec::new(),
        Some(year) if !counted && !grouped && !joined(m) => m.one(Value::Year(year)),
        _ => Vec::new(),
    }
}
