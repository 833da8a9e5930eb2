//! Years that words name by their place: "förra året", "det andra året", "hela perioden".

use std::ops::Range;

use crate::pattern::Pattern;

/// A year told by its place among others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::interpret) enum Relative {
    /// So many years after the agreement's: -1 for "i fjol".
    Offset(i32),
    /// The first (0), second or a later year of the agreement's or of the period named last.
    Nth(usize),
    /// The last year of it.
    Last,
    /// All years of it.
    Whole,
    /// All years of the agreement, if it is for several.
    Period,
    /// From the first year of the agreement to this one.
    Until(i32),
    /// Of no year that the text tells.
    Unknown,
}

/// The words and what they tell.
static WORDS: Pattern = Pattern::new(
    r"(?i)\b(?:(?P<past>i fjol|fjolårets|förra årets?|föregående års?|året (?:innan|före|dessförinnan|därförinnan))|(?P<now>i år|innevarande års?)|(?P<next>nästa års?|nästkommande års?)|(?:det )?(?:(?P<first>första)|(?P<second>andra)|(?P<third>tredje)|(?P<fourth>fjärde)|(?P<last>sista)) (?:avtals|överenskommelse|projekt)?årets?|år (?P<number>[1-5])|det (?:(?P<then2>andra)|(?P<then3>tredje)|(?P<then4>fjärde))|(?P<whole>(?:under |för )?hela (?:avtals|överenskommelse)?perioden|hela satsningen)|(?P<period>(?:under|för|över) (?:avtals|överenskommelse)?perioden))\b",
);

/// What "året före" stands before: a noun, as its ending or article shows.
static NOUN: Pattern =
    Pattern::new(r"(?i)^ (?:[a-zåäö]{3,}(?:et|en|na|året)|årets|den|det|dessa|detta|denna)\b");

/// The relative years of a sentence.
pub(super) fn find(sentence: &str) -> Vec<(Range<usize>, Relative)> {
    let found = WORDS.captures_iter(sentence).filter_map(|found| {
        let named = |group: &str| found.name(group).is_some();
        let whole = found.whole();
        let (before, behind) = (&sentence[..whole.start()], &sentence[whole.end()..]);
        // "Det andra 300" goes on with "det första året 200".
        let goes_on = before.to_lowercase().contains("första året");
        let row = behind.starts_with(" i rad") || behind.starts_with(" i följd");
        let relative = match () {
            // "Folkmängden året före det år som medlen avser" is told of any year.
            () if row || behind.starts_with(" det ") => return None,
            // "Året före valet" names no year by its place.
            () if whole.as_str().to_lowercase().starts_with("året ") && NOUN.is_match(behind) => {
                return None;
            }
            () if named("past") => Relative::Offset(-1),
            () if named("now") => Relative::Offset(0),
            () if named("next") => Relative::Offset(1),
            () if named("first") => Relative::Nth(0),
            () if named("second") => Relative::Nth(1),
            () if named("third") => Relative::Nth(2),
            () if named("fourth") => Relative::Nth(3),
            () if named("last") => Relative::Last,
            () if named("whole") => Relative::Whole,
            () if named("period") => Relative::Period,
            () if named("then2") => goes_on.then_some(Relative::Nth(1))?,
            () if named("then3") => goes_on.then_some(Relative::Nth(2))?,
            () if named("then4") => goes_on.then_some(Relative::Nth(3))?,
            () => {
                let number: usize = found.name("number")?.as_str().parse().ok()?;
                Relative::Nth(number.checked_sub(1)?)
            }
        };
        Some((whole.start()..whole.end(), relative))
    });
    found.collect()
}

/// The years by which words that name no year are understood.
#[derive(Debug, Clone, Copy)]
pub(in crate::interpret) struct Years<'a> {
    /// The years of the agreement.
    pub(in crate::interpret) period: &'a [i32],
    /// The year in which the document was written, where that is known.
    pub(in crate::interpret) written: Option<i32>,
}

impl Years<'_> {
    /// The years that `relative` tells, where `span` is the last period of several years that the
    /// text names before it. Empty where it is not known; none where the words leave it to the text
    /// around them.
    pub(in crate::interpret) fn resolve(
        self,
        relative: Relative,
        span: impl FnOnce() -> Vec<i32>,
    ) -> Option<Vec<i32>> {
        let long = || if self.period.len() > 1 { self.period.to_vec() } else { span() };
        let one = || match self.period {
            [year] => Some(*year),
            _ => None,
        };
        let years = match relative {
            Relative::Offset(years) => {
                self.written.or_else(one).map(|year| year + years).into_iter().collect()
            }
            Relative::Nth(place) => long().get(place).copied().into_iter().collect(),
            Relative::Last => long().last().copied().into_iter().collect(),
            Relative::Whole => long(),
            Relative::Period if self.period.len() > 1 => self.period.to_vec(),
            Relative::Period => Vec::new(),
            Relative::Until(to) => match self.period.first() {
                Some(&from) if (from..from + 20).contains(&to) => (from..=to).collect(),
                _ => Vec::new(),
            },
            Relative::Unknown => Vec::new(),
        };
        let left = matches!(relative, Relative::Offset(0) | Relative::Last | Relative::Period);
        (!years.is_empty() || !left).then_some(years)
    }
}

/// "Under tre år, med början": over how many years the year behind is the first.
pub(super) fn counted(lead: &str) -> Option<i32> {
    static COUNTED: Pattern = Pattern::new(
        r"(?i)\b(?:under|över|i|på) (?:(?P<two>två|2)|(?P<three>tre|3)|(?P<four>fyra|4)|(?P<five>fem|5)) år,?(?: med (?:början|start)| som (?:börjar|inleds)| räknat)?(?: i| år| från| under)* ?$",
    );
    let found = COUNTED.captures(lead)?;
    let counts = [("two", 2), ("three", 3), ("four", 4), ("five", 5)];
    counts.into_iter().find(|(name, _)| found.name(name).is_some()).map(|(_, count)| count)
}
