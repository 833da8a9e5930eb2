//! The years for which an amount is.

mod aside;
mod clusters;
mod listed;
mod relative;
#[cfg(test)]
mod tests;

use std::ops::Range;

use super::scene::{Scene, Sentence};
use crate::contract::Per;
use crate::interpret::draft::price::says_per_year;
use crate::pattern::Pattern;
use crate::recognise::Value;
use crate::recognise::amount::Amount;
use clusters::{Cluster, clusters, is_stretch};
pub(super) use relative::{Relative, Years};

/// Words that may stand between an amount and its year.
static LINK: Pattern = Pattern::new(
    r"^(?:[ ,(\n]|för|under|avseende|avser|år|åren|perioden|per|mellan|i|på|årligen|som|avsätts|avsatts|avsattes|gäller|vart och ett av|vardera|hela|att|fördelas|användas|betalas|utbetalas|ut|beräknat|kronor|totalt|sammanlagt|i stimulansmedel|den|kalenderåret|budgetåret|respektive|från|från och med|fr\.o\.m\.)*$",
);

/// Words between an amount and a year that begins what is said of the next amount.
static OPENS: Pattern = Pattern::new(
    r"(?i)(?:[,;(]|\b(?:och|men|medan|samt))(?: |för|under|år|åren|i|därefter|sedan|att|med|på|avseende|perioden|mellan|än|jämfört|jämföra|från|fr\.o\.m\.)*$",
);

/// Words between a year and the next amount by which the year is not that amount's.
static ENDS: Pattern = Pattern::new(
    r"(?i)^[,;)]|\b(?:varav|därav)\b|;|(?:,|\b(?:och|samt|respektive|resp\.?))(?: (?:cirka|ca|drygt|totalt|ytterligare|hälften,))*$",
);

/// The years that stand with an amount.
#[derive(Debug, Default, Clone)]
pub(super) struct Said {
    /// In order, once each.
    pub(super) years: Vec<i32>,
    /// True where they stand with the amount itself.
    pub(super) said: bool,
    /// True where the amount is for each of them: "976 miljoner för 2017 respektive 2018".
    pub(super) each: bool,
    /// What words tell of the years where no year is named.
    pub(super) relative: Option<Relative>,
    /// True where the amount is only compared with, or in brackets: its years are its own.
    pub(super) apart: bool,
}

/// The years that stand with each of the amounts of a sentence.
///
/// Where words say that an amount is not of the year around it but not of which, it has `Unknown`.
pub(super) fn of_sentence(
    scene: &Scene<'_>,
    sentence: &Sentence,
    amounts: &[(Range<usize>, &Amount)],
) -> Vec<Said> {
    let mut said: Vec<Said> = Vec::new();
    if amounts.is_empty() {
        return said;
    }
    let clusters = clusters(scene, &sentence.range);
    let mut carried: Option<Cluster> = None;
    for run in listed::runs(scene, amounts) {
        let start = amounts[run.start].0.start;
        let from =
            run.start.checked_sub(1).map_or(sentence.range.start, |last| amounts[last].0.end);
        let end = amounts[run.end - 1].0.end;
        let next = amounts.get(run.end).map(|(next, _)| next.start);
        let (first, to) = (run.start == 0, sentence.range.end);
        let gap = Gap { scene, clusters: &clusters, from, start, end, first, next, to };
        let per_year = run.clone().any(|at| amounts[at].1.per == Some(Per::Year))
            || says_per_year(scene.str(end..next.unwrap_or(sentence.range.end)));
        let apart = aside::is(scene, &sentence.range, start);
        let then = scene.str(from..start).to_lowercase().contains("därefter");
        // "Och årets överenskommelse ger 45 mnkr mer": of another year than the one said before.
        let anew = scene.str(from..start).to_lowercase().contains("årets ");
        let last = said.iter().rev().find_map(|it: &Said| it.years.last().copied());
        let mut chosen = gap.choose(per_year, apart, then);
        if let (Some((cluster, _)), true, Some(last)) = (&mut chosen, then, last)
            && let Some(Relative::Until(to)) = cluster.relative
            && (last..last + 20).contains(&to)
        {
            (cluster.years, cluster.relative) = ((last + 1..=to).collect(), None);
        }
        let pairs = listed::pair_before(scene, amounts, &run, &said);
        let rises = listed::rises(scene, &sentence.range, amounts, &run, &clusters);
        for place in 0..run.len() {
            let mut one = Said { apart, ..Said::default() };
            if let Some(rise) = rises {
                one.years.extend(rise);
                (one.said, one.apart) = (true, true);
                one.relative = rise.is_none().then_some(Relative::Unknown);
            } else if let Some(pair) = pairs {
                one.years.push(pair[place]);
            } else if let Some((cluster, behind)) = &chosen {
                let paired = listed::nth(scene, amounts, &run, place, cluster);
                one.each = paired.is_none() && *behind && cluster.each;
                one.years = paired.unwrap_or_else(|| in_order(cluster.years.clone()));
                (one.relative, one.said) = (cluster.relative, true);
            } else if then
                && per_year
                && let Some(last) = last
            {
                // "120 mnkr 2024 och därefter 140 mnkr årligen".
                (one.years, one.said) = (vec![last + 1], true);
            } else if let Some(cluster) = carried.as_ref().filter(|_| !(apart || then || anew)) {
                let paired = listed::nth(scene, amounts, &run, place, cluster);
                one.years = paired.unwrap_or_else(|| in_order(cluster.years.clone()));
                one.relative = cluster.relative;
            }
            said.push(one);
        }
        if let Some((cluster, behind)) = chosen {
            let own = apart || cluster.aside || cluster.leads;
            carried = if own { carried } else { Some(cluster).filter(|_| !behind) };
        }
    }
    said
}

/// The words around amounts that stand together.
struct Gap<'a> {
    scene: &'a Scene<'a>,
    clusters: &'a [Cluster],
    /// Where the amount before them ends, or the sentence begins.
    from: usize,
    start: usize,
    end: usize,
    /// True for the first amounts of the sentence.
    first: bool,
    /// Where the next amount begins.
    next: Option<usize>,
    /// Where the sentence ends.
    to: usize,
}

impl Gap<'_> {
    /// The cluster of the amounts, and whether it stands behind them.
    fn choose(&self, per_year: bool, apart: bool, then: bool) -> Option<(Cluster, bool)> {
        let usable = |cluster: &&Cluster| {
            (apart || !cluster.aside)
                && (per_year || !matches!(cluster.relative, Some(Relative::Until(_))))
        };
        let within = |from, to| {
            self.clusters.iter().filter(move |it| it.start >= from && it.end <= to).filter(usable)
        };
        let to = self.next.unwrap_or(self.to);
        let behind = || {
            within(self.end, to)
                .filter(|it| !self.next.is_some_and(|next| self.opens(self.end, it, next)))
        };
        // Directly behind: "511 miljoner kronor 2017", "976 miljoner kronor för 2017 respektive 2018".
        let linked = |it: &&Cluster| LINK.is_match(self.scene.str(self.end..it.start));
        if let Some(cluster) = behind().next().filter(linked) {
            return Some((cluster.clone(), true));
        }
        // Before: "För 2018 avsätts 651 miljoner kronor". What stands with the amount before it is
        // this one's year too, unless it is another by its nature.
        let mut before = within(self.from, self.start);
        let own = |it: &&Cluster| {
            self.first
                || self.opens(self.from, it, self.start)
                || !(then || it.near_only || it.relative.is_some())
        };
        if let Some(cluster) = before.rfind(own) {
            return Some((cluster.clone(), false));
        }
        // Further behind: "500 miljoner kronor till kommunerna under 2018".
        let announced = behind().find(|cluster| {
            let lead = self.scene.str(self.end..cluster.start).trim_end().to_lowercase();
            let words = [
                "för",
                "under",
                "år",
                "åren",
                "avseende",
                "perioden",
                "fördelas",
                "kalenderåret",
                "mellan",
                "betalas ut",
                "utbetalas",
                "betalades ut",
            ];
            words.iter().any(|word| lead.ends_with(word)) && !cluster.near_only || cluster.spread
        });
        announced.map(|cluster| (cluster.clone(), true))
    }

    /// True where a year between two amounts, which end and begin at `end` and `next`, is the next
    /// one's: "100 mnkr, 2022: 110 mnkr".
    fn opens(&self, end: usize, year: &Cluster, next: usize) -> bool {
        let (before, behind) = (self.scene.str(end..year.start), self.scene.str(year.end..next));
        year.leads || OPENS.is_match(before) && !ENDS.is_match(behind.trim_end())
    }
}

/// The years that the text around an amount gives it: its section's heading, the sentences before
/// it in its section from the nearest on, the headings above.
pub(super) fn around(
    scene: &Scene<'_>,
    sentence: Option<&Sentence>,
    part: usize,
    per_year: bool,
) -> Vec<i32> {
    let section = scene.section_of(part);
    let heading = heading_years(scene, section);
    if heading.len() == 1 || (per_year && !heading.is_empty()) {
        return heading;
    }
    let from = scene.sections.get(section).map_or(part, |section| section.parts.start);
    let before =
        sentence.map_or(scene.text.parts[part].range.start, |sentence| sentence.range.start);
    let dated =
        &scene.dated[..scene.dated.partition_point(|&at| scene.sentences[at].range.end <= before)];
    let earlier = dated.iter().rev().map(|&at| &scene.sentences[at]);
    for sentence in earlier.take_while(|sentence| sentence.part >= from) {
        let mut clusters = clusters(scene, &sentence.range);
        clusters.retain(|it| !it.aside && !it.near_only && it.relative.is_none());
        // "60 mnkr 2023, 70 mnkr 2024": each year is its own amount's.
        if clusters.windows(2).any(|pair| pair[0].years != pair[1].years) && !per_year {
            return Vec::new();
        }
        if let Some(cluster) = clusters.pop() {
            let fits = cluster.years.len() == 1 || per_year;
            return if fits { in_order(cluster.years) } else { Vec::new() };
        }
    }
    Vec::new()
}

/// The years of a heading, or of the headings above it.
pub(super) fn heading_years(scene: &Scene<'_>, section: usize) -> Vec<i32> {
    let Some(mut level) =
        scene.sections.get(section).map(|section| section.level.saturating_add(1))
    else {
        return Vec::new();
    };
    for above in scene.sections[..=section].iter().rev() {
        if above.level >= level || above.level == 0 {
            continue;
        }
        level = above.level;
        if let Some(part) = above.heading {
            let years = named_in_heading(scene, &scene.text.parts[part].range);
            if !years.is_empty() {
                return years;
            }
        }
        if level <= 1 {
            break;
        }
    }
    Vec::new()
}

/// The years of a heading: "Medel för 2024", "Sommaren 2024", not "Vision e-hälsa 2025".
fn named_in_heading(scene: &Scene<'_>, range: &Range<usize>) -> Vec<i32> {
    let years: Vec<i32> =
        clusters(scene, range).into_iter().flat_map(|cluster| cluster.years).collect();
    if !years.is_empty() {
        return in_order(years);
    }
    let stretches =
        scene.mentions[scene.mentions_in(range)].iter().filter_map(|it| match it.value {
            Value::Date(date) if is_stretch(&date) && !date.year_inferred => date.year,
            _ => None,
        });
    in_order(stretches.collect())
}

/// The last period of several years that the section of a sentence names before it, or in it.
pub(super) fn span_before(scene: &Scene<'_>, sentence: &Sentence) -> Vec<i32> {
    let section = scene.section_of(sentence.part);
    let from = scene.sections.get(section).map_or(0, |section| section.parts.start);
    let until = sentence.range.end;
    let dated =
        &scene.dated[..scene.dated.partition_point(|&at| scene.sentences[at].range.end <= until)];
    let earlier = dated.iter().rev().map(|&at| &scene.sentences[at]);
    earlier
        .take_while(|sentence| sentence.part >= from)
        .flat_map(|sentence| clusters(scene, &sentence.range).into_iter().rev())
        .find(|cluster| cluster.years.len() > 1 && !cluster.aside)
        .map_or_else(Vec::new, |cluster| in_order(cluster.years))
}

fn in_order(mut years: Vec<i32>) -> Vec<i32> {
    years.sort_unstable();
    years.dedup();
    years
}
