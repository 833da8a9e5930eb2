//! Stage 4: clean text to [`Mention`]s: amounts, percentages, dates, periods, places, identifiers
//! and contacts.
//!
//! A rule is data: name, pattern, meaning, what it reads and what it must not read. All rules
//! stand in one list; where readings overlap the longest wins and ties go to the earlier rule.
//! Says nothing of what an amount is for: that is the next stage's.

pub mod amount;
mod contact;
pub mod date;
mod fragment;
mod gate;
mod identifier;
mod impossible;
pub(crate) mod misprint;
pub mod number;
mod overlap;
pub mod percentage;
mod period;
pub mod place;
mod years;

use std::fmt;
use std::ops::Range;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use crate::clean::PART_END;
use crate::pattern::{Groups, Pattern, in_small_letters};
pub use impossible::{Impossible, impossible};

use amount::{Amount, CellUnit};
use date::Date;
use percentage::Percentage;
pub use period::Period;
use place::Place;

/// All rules, in the order in which ties are settled.
const RULES: &[&[Rule]] = &[
    identifier::RULES,
    contact::RULES,
    amount::RULES,
    amount::ELIDED,
    percentage::RULES,
    date::RULES,
    period::RULES,
    place::RULES,
];

/// One rule of one recogniser.
#[derive(Debug)]
pub struct Rule {
    /// Unique among all rules.
    pub name: &'static str,
    /// One sentence for the page of rules: what it reads, and how the phrase is known.
    pub about: &'static str,
    /// A regular expression in which `@NAME@` stands for a fragment.
    pub pattern: &'static str,
    /// What a match means; empty where it means nothing after all.
    read: fn(&Match<'_>) -> Vec<Found>,
    /// Texts with the canonical forms that the whole stage reads from them.
    pub examples: &'static [(&'static str, &'static str)],
    /// Near misses: texts from which this rule must read nothing.
    pub rejects: &'static [&'static str],
}

impl Rule {
    /// Its pattern as it is matched: with the fragments in place of their names.
    pub fn expanded(&self) -> String {
        fragment::expanded(self.pattern)
    }
}

/// A match of a rule's pattern.
struct Match<'t> {
    /// The whole text.
    text: &'t str,
    groups: Groups<'t>,
    /// Where the bound before its figure stands.
    bound: Option<Range<usize>>,
    context: Context,
}

impl<'t> Match<'t> {
    fn get(&self, name: &str) -> Option<&'t str> {
        self.groups.name(name).map(|group| group.as_str())
    }

    /// The words that say on which side of the figure the value lies.
    fn bound(&self) -> Option<&'t str> {
        self.bound.clone().map(|range| &self.text[range])
    }

    fn range(&self) -> Range<usize> {
        let whole = self.groups.whole().range();
        self.bound.as_ref().map_or(whole.start, |bound| bound.start)..whole.end
    }

    fn range_of(&self, name: &str) -> Range<usize> {
        self.groups.name(name).map_or_else(|| self.range(), |group| group.range())
    }

    fn before(&self) -> &'t str {
        &self.text[..self.range().start]
    }

    fn after(&self) -> &'t str {
        &self.text[self.range().end..]
    }

    /// The whole match as one value.
    fn one(&self, value: Value) -> Vec<Found> {
        vec![Found { range: self.range(), value, candidates: Vec::new() }]
    }
}

/// A value that a rule has read.
struct Found {
    range: Range<usize>,
    value: Value,
    candidates: Vec<Value>,
}

/// What is known of the text from around it.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize)]
pub struct Context {
    /// The year of dates that have none.
    pub year: Option<i32>,
    /// The unit of bare numbers: that of a table's column.
    pub unit: Option<CellUnit>,
}

/// A value and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Mention {
    /// Its bytes in the clean text.
    pub range: Range<usize>,
    /// What it is.
    pub value: Value,
    /// The rule that read it.
    pub rule: &'static str,
    /// Empty for a plain reading. Where the reading repairs its print, all that it may mean,
    /// likeliest first; the value is then the first of them and no fact yet.
    pub candidates: Vec<Value>,
}

/// What a mention is.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Money.
    Amount(Amount),
    /// Percent or percentage points.
    Percentage(Percentage),
    /// A day, week, month, season, quarter or half of a year.
    Date(Date),
    /// From one date to another.
    Period(Period),
    /// A year by itself.
    Year(i32),
    /// A region, county or municipality.
    Place(Place),
    /// A registry number (diarienummer).
    Registry(String),
    /// An expenditure area (utgiftsområde).
    ExpenditureArea(u32),
    /// An appropriation (anslag): `1:6`.
    Appropriation(String),
    /// An appropriation item (anslagspost): `1`.
    AppropriationItem(String),
    /// An e-mail address, in lower case.
    Email(String),
    /// A telephone number, as printed.
    Phone(String),
    /// A number that is no value: of a law, an account, an organisation, a postal town.
    Reference,
}

impl Value {
    /// The name of its kind.
    pub fn kind(&self) -> &'static str {
        match self {
            Value::Amount(_) => "amount",
            Value::Percentage(_) => "percentage",
            Value::Date(_) => "date",
            Value::Period(_) => "period",
            Value::Year(_) => "year",
            Value::Place(_) => "place",
            Value::Registry(_) => "registry_number",
            Value::ExpenditureArea(_) => "expenditure_area",
            Value::Appropriation(_) => "appropriation",
            Value::AppropriationItem(_) => "appropriation_item",
            Value::Email(_) => "email",
            Value::Phone(_) => "phone",
            Value::Reference => "reference",
        }
    }
}

impl fmt::Display for Value {
    /// The canonical form: `976000000 SEK`, `2017-10-31`, `2015..2019`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Value::Amount(value) => value.fmt(f),
            Value::Percentage(value) => value.fmt(f),
            Value::Date(value) => value.fmt(f),
            Value::Period(value) => value.fmt(f),
            Value::Year(value) => value.fmt(f),
            Value::Place(value) => value.fmt(f),
            Value::ExpenditureArea(value) => value.fmt(f),
            Value::Registry(value)
            | Value::Appropriation(value)
            | Value::AppropriationItem(value) => f.write_str(value),
            Value::Email(value) | Value::Phone(value) => f.write_str(value),
            Value::Reference => f.write_str("-"),
        }
    }
}

/// Bytes of a match beyond which nothing is looked for inside it: no value is so long.
const LONGEST: usize = 1000;

/// A rule as it is run.
struct Compiled {
    rule: &'static Rule,
    pattern: Pattern,
    /// Whether a bound may stand before what the pattern finds.
    bounded: bool,
}

static COMPILED: LazyLock<Vec<Compiled>> = LazyLock::new(|| {
    let compiled = |rule: &'static Rule| {
        let (pattern, bounded) = fragment::compile_rule(rule.pattern);
        Compiled { rule, pattern, bounded }
    };
    rules().map(compiled).collect()
});

/// All rules, in order.
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    RULES.iter().copied().flatten()
}

/// Reads all mentions of a clean text, in the order in which they begin.
pub fn recognise(text: &str, context: Context) -> Vec<Mention> {
    let mut mentions = Vec::new();
    let small = in_small_letters(text);
    let mut start = 0;
    for part in text.split(PART_END) {
        let range = start..start + part.len();
        start = range.end + PART_END.len_utf8();
        for compiled in gate::open(&small[range.clone()]) {
            if compiled.rule.name == amount::OF_COLUMN && context.unit.is_none() {
                continue;
            }
            run(compiled, (text, &small), range.clone(), context, &mut mentions);
        }
    }
    let mut mentions = overlap::longest(mentions);
    years::infer(text, &mut mentions, context.year);
    mentions.retain(|mention| {
        mention.value != Value::Reference && !impossible::is_unreadable(text, &mention.range)
    });
    mentions
}

/// Reads what one rule finds in one part of a text, which is there in small letters too.
fn run(
    Compiled { rule, pattern, bounded }: &Compiled,
    (text, small): (&str, &[u8]),
    mut part: Range<usize>,
    context: Context,
    mentions: &mut Vec<Mention>,
) {
    while part.start <= part.end
        && let Some(groups) = pattern.captures_open(text, small, part.clone())
    {
        let before = part.start..groups.whole().start();
        let bound = bounded.then(|| fragment::bound_before(text, small, before)).flatten();
        let matched = Match { text, groups, bound, context };
        let whole = matched.range();
        let found = (rule.read)(&matched);
        // What means nothing may still hide a match that begins later in it.
        part.start = if found.is_empty() && whole.len() <= LONGEST {
            next_boundary(text, whole.start)
        } else {
            found
                .iter()
                .map(|found| found.range.end)
                .fold(whole.end.max(whole.start + 1), usize::max)
        };
        mentions.extend(found.into_iter().map(|Found { range, value, candidates }| Mention {
            range,
            value,
            rule: rule.name,
            candidates,
        }));
    }
}

/// The next place at which a word or number may begin.
fn next_boundary(text: &str, at: usize) -> usize {
    let rest = &text[at..];
    let mut inside = true;
    for (offset, c) in rest.char_indices().skip(1) {
        if !c.is_alphanumeric() {
            inside = false;
        } else if !inside {
            return at + offset;
        }
    }
    text.len() + 1
}

#[cfg(test)]
mod tests;
