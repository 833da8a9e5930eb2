//! The years for which an amount is.

use std::ops::Range;
use std::sync::LazyLock;

use super::scene::{Scene, Sentence};
use crate::pattern::Pattern;
use crate::recognise::Value;

/// Words that may stand between an amount and its year.
static LINK: LazyLock<Pattern> = LazyLock::new(|| {
    super::pattern(
        r"^(?:[ ,(\n]|för|under|avseende|avser|år|åren|perioden|per|mellan|i|årligen|som|avsätts|avsatts|avsattes|gäller|vart och ett av|vardera|hela|att|fördelas|användas|beräknat|kronor|totalt|sammanlagt|i stimulansmedel|den|kalenderåret|budgetåret|respektive)*$",
    )
});

/// Words before a year that is not the amount's: "jämfört med 2022".
static OTHER_YEAR: LazyLock<Pattern> = LazyLock::new(|| {
    super::pattern(
        r"(?i)(?:jämfört med|än|sedan|sedan år|jämfört med år|mot|mot år|från år|budgetpropositionen för|budgetproposition för|vision e-hälsa|agenda|fram till|i fjol \(|beslutade|senast|i december|i januari)(?: \w+ månad)? $",
    )
});

/// The years that stand with an amount.
#[derive(Debug, Default)]
pub(super) struct Said {
    pub(super) years: Vec<i32>,
    /// True where they stand with the amount itself.
    pub(super) said: bool,
    /// True where the amount is for each of them: "976 miljoner för 2017 respektive 2018".
    pub(super) each: bool,
}

/// The years that stand with an amount at `range` whose own words run from `from` to `to`.
pub(super) fn of_amount(
    scene: &Scene<'_>,
    sentence: &Sentence,
    from: usize,
    range: &Range<usize>,
    to: usize,
) -> Said {
    let said = |years, each| Said { years, said: true, each };
    // Directly behind: "511 miljoner kronor 2017", "976 miljoner kronor för 2017 respektive 2018".
    let behind = clusters(scene, &(range.end..to));
    if let Some(cluster) = behind.first()
        && LINK.is_match(scene.str(range.end..cluster.start))
    {
        return said(paired(scene, sentence, range, cluster), cluster.each);
    }
    // Before: "För 2018 avsätts 651 miljoner kronor".
    let before = clusters(scene, &(from..range.start));
    if let Some(cluster) = before.last() {
        return said(paired(scene, sentence, range, cluster), false);
    }
    // Further behind: "500 miljoner kronor till kommunerna under 2018".
    let announced = behind.iter().find(|cluster| {
        let lead = scene.str(range.end..cluster.start).trim_end().to_lowercase();
        ["för", "under", "år", "åren", "avseende", "perioden", "fördelas", "kalenderåret", "mellan"]
            .iter()
            .any(|word| lead.ends_with(word))
            || cluster.spread
    });
    if let Some(cluster) = announced {
        return said(cluster.years.clone(), cluster.each);
    }
    Said::default()
}

/// "Under 2027 och 2028 beräknas 369 respektive 323 miljoner": the n-th amount has the n-th year.
///
/// "respektive" may stand between the years or between the amounts.
fn paired(
    scene: &Scene<'_>,
    sentence: &Sentence,
    range: &Range<usize>,
    cluster: &Cluster,
) -> Vec<i32> {
    let years = &cluster.years;
    let mentions = &scene.mentions[sentence.mentions.clone()];
    let is_amount = |value: &Value| matches!(value, Value::Amount(_));
    let Some(at) = mentions.iter().position(|mention| mention.range == *range) else {
        return years.to_vec();
    };
    let follows = mentions[at + 1..].iter().find(|mention| is_amount(&mention.value));
    let precedes = mentions[..at].iter().rev().find(|mention| is_amount(&mention.value));
    let respektive = |a: usize, b: usize| {
        let words = scene.str(a..b).trim();
        words == "respektive"
            || words == "resp."
            || words == "resp"
            || (cluster.each && cluster.end <= range.start && words == "och")
    };
    if years.len() == 2 {
        if follows.is_some_and(|next| respektive(range.end, next.range.start)) {
            return vec![years[0]];
        }
        if precedes.is_some_and(|last| respektive(last.range.end, range.start)) {
            return vec![years[1]];
        }
    }
    years.to_vec()
}

/// Years that belong together: "2017 och 2018", "2018-2020".
#[derive(Debug)]
struct Cluster {
    start: usize,
    end: usize,
    years: Vec<i32>,
    /// True for a period.
    spread: bool,
    /// True where "respektive" parts them.
    each: bool,
}

/// The clusters of years in `range` that can be an amount's.
fn clusters(scene: &Scene<'_>, range: &Range<usize>) -> Vec<Cluster> {
    let mut clusters: Vec<Cluster> = Vec::new();
    for mention in &scene.mentions[scene.mentions_in(range)] {
        let (years, spread) = match &mention.value {
            Value::Year(year) => (vec![*year], false),
            Value::Period(period) => (period.all_years(), true),
            _ => continue,
        };
        let lead = scene.str(range.start..mention.range.start);
        // "2025 års satsning" is another than the one that the amount is for.
        let genitive = scene.str(mention.range.clone()).ends_with("års")
            && ["satsning", "prisnivå", "pris", "penningvärde"]
                .iter()
                .any(|word| scene.str(mention.range.end..range.end).trim_start().starts_with(word));
        // "jämfört med 2021, då bidraget uppgick till": the year of what follows after all.
        let then = scene
            .str(mention.range.end..range.end)
            .trim_start_matches([',', ' '])
            .starts_with("då ");
        if years.is_empty() || genitive || (OTHER_YEAR.is_match(lead) && !then) {
            continue;
        }
        if let Some(last) = clusters.last_mut() {
            let between = scene.str(last.end..mention.range.start).trim();
            if ["och", "respektive", "samt", ",", "resp.", "och för", "och år", "respektive för"]
                .contains(&between)
            {
                last.end = mention.range.end;
                last.years.extend(years);
                last.years.sort_unstable();
                last.years.dedup();
                last.each |= between.starts_with("resp");
                continue;
            }
        }
        clusters.push(Cluster {
            start: mention.range.start,
            end: mention.range.end,
            years,
            spread,
            each: false,
        });
    }
    clusters
}

/// The year of an agreement over several that words name by its place: "under det första året".
pub(super) fn of_period(words: &str, period: &[i32]) -> Option<i32> {
    static PLACE: LazyLock<Pattern> = LazyLock::new(|| {
        super::pattern(
            r"(?i)\b(?:(?P<first>första)|(?P<second>andra)|(?P<third>tredje)|(?P<last>sista)) (?:avtals|överenskommelse|projekt)?året\b",
        )
    });
    let found = PLACE.captures_iter(words).last().filter(|_| period.len() > 1)?;
    let named = |group: &str| found.name(group).is_some();
    let place = match () {
        () if named("first") => 0,
        () if named("second") => 1,
        () if named("third") => 2,
        () => period.len() - 1,
    };
    period.get(place).copied()
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
        if let Some(cluster) = clusters(scene, &sentence.range).pop() {
            let fits = cluster.years.len() == 1 || per_year;
            if fits {
                return cluster.years;
            }
            return Vec::new();
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
            let years = scene.years_in(&scene.text.parts[part].range);
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
