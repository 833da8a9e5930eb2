//! The years and periods of a sentence, those that belong together as one.

use std::ops::Range;

use super::aside;
use super::relative::{self, Relative};
use crate::interpret::scene::Scene;
use crate::pattern::Pattern;
use crate::recognise::date::{Date, DatePart};

use crate::recognise::{Mention, Period, Value};

/// Words before a year that is not the amount's: "jämfört med 2022".
static OTHER_YEAR: Pattern = Pattern::new(
    r"(?i)(?:jämfört med|än|sedan|sedan år|jämfört med år|mot|mot år|från år|budgetpropositionen för|budgetproposition för|vision e-hälsa|agenda|fram till|i fjol \(|beslutade|senast|i december|i januari)(?: \w+ månad)? $",
);

/// Years that belong together: "2017 och 2018", "2018-2020".
#[derive(Debug, Clone)]
pub(super) struct Cluster {
    pub(super) start: usize,
    pub(super) end: usize,
    /// In the order of the text; empty where `relative` tells them.
    pub(super) years: Vec<i32>,
    /// The year that words name by its place: "nästa år".
    pub(super) relative: Option<Relative>,
    /// True for a period.
    pub(super) spread: bool,
    /// True where each of the years is named.
    pub(super) listed: bool,
    /// True where "respektive" parts them.
    pub(super) each: bool,
    /// True where it dates only what stands with it: a part of a year, "fr.o.m. 2025".
    pub(super) near_only: bool,
    /// True where it stands with what the text only compares with.
    pub(super) aside: bool,
    /// True where words behind it lead to its amount: "jämfört med 2021, då bidraget uppgick till".
    pub(super) leads: bool,
}

/// The clusters of years in `range` that can be an amount's, in order.
pub(super) fn clusters(scene: &Scene<'_>, range: &Range<usize>) -> Vec<Cluster> {
    let mentions = &scene.mentions[scene.mentions_in(range)];
    let mut clusters: Vec<Cluster> = Vec::new();
    for (at, mention) in mentions.iter().enumerate() {
        let Some(mut cluster) = of_mention(scene, range, &mentions[at..]) else { continue };
        if let Some(last) = clusters.last_mut()
            && join(last, &cluster, scene.str(last.end..mention.range.start).trim())
        {
            continue;
        }
        cluster.aside = !cluster.leads && aside::is(scene, range, mention.range.start);
        clusters.push(cluster);
    }
    for (words, relative) in relative::find(scene.str(range.clone())) {
        let words = range.start + words.start..range.start + words.end;
        let lead = scene.str(range.start..words.start);
        let next = scene.str(words.end..range.end).trim_start().trim_start_matches('(');
        let genitive = scene.str(words.clone()).ends_with('s');
        let then = next.trim_start_matches([',', ' ']).starts_with("då ");
        let leads = then || genitive && leads_amount(scene, words.end, mentions);
        // "I fjol (2022)": the year itself is said.
        let said = next.starts_with("20") || next.starts_with("19");
        let of_money = genitive && is_of_money(lead, next);
        if !leads && (genitive && !of_money || said || OTHER_YEAR.is_match(lead)) {
            continue;
        }
        let aside = aside::is(scene, range, words.start);
        let place = clusters.partition_point(|cluster| cluster.start < words.start);
        clusters.insert(
            place,
            Cluster {
                relative: Some(relative),
                aside: aside && !then,
                leads: then,
                near_only: then,
                ..Cluster::new(words, Vec::new())
            },
        );
    }
    clusters
}

impl Cluster {
    fn new(range: Range<usize>, years: Vec<i32>) -> Cluster {
        Cluster {
            start: range.start,
            end: range.end,
            years,
            relative: None,
            spread: false,
            listed: true,
            each: false,
            near_only: false,
            aside: false,
            leads: false,
        }
    }
}

/// The cluster of the first of `mentions`, if it can be an amount's year.
fn of_mention(scene: &Scene<'_>, range: &Range<usize>, mentions: &[Mention]) -> Option<Cluster> {
    let (mention, rest) = mentions.split_first()?;
    let lead = scene.str(range.start..mention.range.start);
    let behind = scene.str(mention.range.end..range.end);
    let new = |years| Cluster::new(mention.range.clone(), years);
    if let Value::Date(date) = &mention.value {
        let year = date.year.filter(|_| !date.year_inferred && is_stretch(date))?;
        let led = ["för", "under", "avseende"]
            .iter()
            .any(|word| lead.trim_end().to_lowercase().ends_with(word));
        return led.then(|| Cluster { near_only: true, ..new(vec![year]) });
    }
    if !matches!(mention.value, Value::Year(_) | Value::Period(_)) {
        return None;
    }
    // "Sedan 2019 har 6 miljarder betalats ut": of no year that is known.
    let lone = ["", "sedan", "sedan år"].contains(&lead.trim().to_lowercase().as_str());
    let until = matches!(mention.value, Value::Period(Period { from: None, .. }));
    let has = behind.starts_with(" har ") || behind.starts_with(" hade ");
    if has && lone && (until || !lead.is_empty()) {
        let relative = Some(Relative::Unknown);
        return Some(Cluster { relative, near_only: true, ..new(Vec::new()) });
    }
    let genitive = scene.str(mention.range.clone()).ends_with("års");
    let directly = genitive && leads_amount(scene, mention.range.end, rest);
    // "2025 års satsning" is another than the one that the amount is for.
    let named = genitive
        && ["satsning", "prisnivå", "pris", "penningvärde"]
            .iter()
            .any(|word| behind.trim_start().starts_with(word));
    // "jämfört med 2021, då bidraget uppgick till": the year of what follows after all.
    let then = ["då ", "som blev ", "som var ", "som uppgick "]
        .iter()
        .any(|words| behind.trim_start_matches([',', ' ']).starts_with(words));
    let other = OTHER_YEAR.is_match(lead) || aside::is(scene, range, mention.range.start);
    let leads = then && other;
    if !directly && (named || (OTHER_YEAR.is_match(lead) && !then)) {
        return None;
    }
    let new = |years| Cluster { leads, near_only: leads, ..new(years) };
    match &mention.value {
        Value::Year(year) => Some(match relative::counted(lead) {
            Some(count) => of_count(*year, count, new(Vec::new())),
            None => new(vec![*year]),
        }),
        Value::Period(period) => of_period(period, relative::counted(lead), new(Vec::new())),
        _ => None,
    }
}

/// True for a part of a year that is not a month or less.
pub(super) fn is_stretch(date: &Date) -> bool {
    matches!(date.part, DatePart::Half(_) | DatePart::Quarter(_) | DatePart::Season(_))
}

/// "Under tre år med början 2024".
fn of_count(first: i32, count: i32, cluster: Cluster) -> Cluster {
    Cluster { years: (first..first + count).collect(), spread: true, listed: false, ..cluster }
}

fn of_period(period: &Period, count: Option<i32>, cluster: Cluster) -> Option<Cluster> {
    let years = period.all_years();
    let year = |date: Option<Date>| date.and_then(|date| date.year);
    match (year(period.from), year(period.to)) {
        _ if !years.is_empty() => {
            Some(Cluster { listed: years.len() == 1, years, spread: true, ..cluster })
        }
        (Some(from), None) if period.to.is_none() => Some(match count {
            Some(count) => of_count(from, count, cluster),
            None => Cluster { years: vec![from], near_only: true, ..cluster },
        }),
        (None, Some(to)) if period.from.is_none() => {
            Some(Cluster { relative: Some(Relative::Until(to)), near_only: true, ..cluster })
        }
        _ => None,
    }
}

/// Makes `next` a part of `last` where the words `between` them say so.
fn join(last: &mut Cluster, next: &Cluster, between: &str) -> bool {
    // "Fr.o.m. 2021 t.o.m. 2023".
    if let (true, &[from], Some(Relative::Until(to))) =
        (last.near_only, &last.years[..], next.relative)
    {
        if !between.is_empty() || !(from..from + 20).contains(&to) {
            return false;
        }
        *last = Cluster {
            end: next.end,
            aside: last.aside,
            ..of_count(from, to - from + 1, Cluster::new(last.start..next.end, Vec::new()))
        };
        return true;
    }
    let joined = ["och", "respektive", "samt", ",", "resp.", "och för", "och år", "respektive för"]
        .contains(&between);
    if !joined || last.near_only || next.near_only {
        return false;
    }
    last.end = next.end;
    last.years.extend(&next.years);
    last.listed &= next.listed;
    last.each |= between.starts_with("resp");
    true
}

/// "Av det första årets medel": the year of the money that a part is taken of.
fn is_of_money(lead: &str, behind: &str) -> bool {
    let taken = lead.trim_end().rsplit(' ').next().unwrap_or_default().to_lowercase();
    let money = ["medel", "pengar", "belopp", "bidrag", "anslag", "ersättning", "summa"];
    matches!(taken.as_str(), "av" | "ur" | "i") && money.iter().any(|it| behind.starts_with(it))
}

/// True where an amount follows `at` with at most the noun between: "2023 års anslag på 5 mnkr".
fn leads_amount(scene: &Scene<'_>, at: usize, mentions: &[Mention]) -> bool {
    static NOUN: Pattern = Pattern::new(
        r"(?i)^ ?(?:(?:totala |sammanlagda )?[a-zåäö]+ (?:på|om|av) |nivå, |belopp, )?(?:cirka |ca |drygt |totalt )?$",
    );
    let next = mentions.iter().find(|next| next.range.start >= at);
    let amount = next.filter(|next| matches!(next.value, Value::Amount(_)));
    amount.is_some_and(|next| NOUN.is_match(scene.str(at..next.range.start)))
}
