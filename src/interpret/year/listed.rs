//! Amounts in a row, and the years that they are for in the same order.

use std::ops::Range;

use rust_decimal::Decimal;

use super::Said;
use super::clusters::Cluster;
use crate::contract::PartyKind;
use crate::interpret::party;
use crate::interpret::scene::Scene;
use crate::pattern::Pattern;
use crate::recognise::amount::Amount;

/// Words between the amounts of a row: "40, 60 respektive 80 miljoner kronor".
static JOINS: Pattern = Pattern::new(
    r"(?i)^ ?(?:,|och|samt|respektive|resp\.?)(?: (?:cirka|ca|drygt|högst|minst))? ?$",
);

/// The amounts with nothing but "och" or the like between them, by index. A sum is in no row with
/// the amounts behind it that add up to it: "14 mnkr, 6 mnkr 2022 och 8 mnkr 2023".
pub(super) fn runs(scene: &Scene<'_>, amounts: &[(Range<usize>, &Amount)]) -> Vec<Range<usize>> {
    // More parts than this no sentence adds up.
    const MOST: usize = 12;
    let mut runs: Vec<Range<usize>> = Vec::new();
    for at in 0..amounts.len() {
        let rest = amounts[at..].iter().map(|(_, amount)| amount.value);
        let split = at > 0
            && (2..=MOST).contains(&rest.len())
            && rest.fold(Decimal::ZERO, Decimal::saturating_add) == amounts[at - 1].1.value;
        let joined = at > 0 && !split && JOINS.is_match(between(scene, amounts, at));
        match runs.last_mut() {
            Some(run) if joined => run.end = at + 1,
            _ => runs.push(at..at + 1),
        }
    }
    runs
}

/// The words before an amount that is not the first.
fn between<'a>(scene: &Scene<'a>, amounts: &[(Range<usize>, &Amount)], at: usize) -> &'a str {
    scene.str(amounts[at - 1].0.end..amounts[at].0.start)
}

/// The year of the amount at `place` in a run that has a year for each: "under 2027 och 2028
/// beräknas 369 respektive 323 miljoner".
pub(super) fn nth(
    scene: &Scene<'_>,
    amounts: &[(Range<usize>, &Amount)],
    run: &Range<usize>,
    place: usize,
    cluster: &Cluster,
) -> Option<Vec<i32>> {
    if run.len() < 2 || run.len() != cluster.years.len() {
        return None;
    }
    let parted = (run.start + 1..run.end)
        .any(|at| between(scene, amounts, at).to_lowercase().contains("resp"));
    // "2024 och 2025 får regionerna och kommunerna 50 och 60 mnkr": each party has its own.
    let close = scene.str(cluster.end.min(amounts[run.start].0.start)..amounts[run.start].0.start);
    let parties = party::all_and_places(close).into_iter().map(|it| match it.party.kind {
        PartyKind::RegionsAndMunicipalities => 2,
        _ => 1,
    });
    let parties = !cluster.each && parties.sum::<usize>() == run.len();
    let paired = !parties
        && (parted
            || (cluster.listed && (cluster.each || run.len() > 2 || cluster.years.len() == 2)));
    paired.then(|| vec![cluster.years[place]])
}

/// The years of the two amounts before a pair that goes on with them: "SKR får 18 mnkr (2024)
/// respektive 20 mnkr (2025) och regionerna 7 respektive 5 mnkr".
pub(super) fn pair_before(
    scene: &Scene<'_>,
    amounts: &[(Range<usize>, &Amount)],
    run: &Range<usize>,
    said: &[Said],
) -> Option<[i32; 2]> {
    let parted = |at: usize| {
        let words = between(scene, amounts, at).to_lowercase();
        ["resp", " och"].iter().any(|word| words.contains(word))
    };
    let [.., one, two] = said else { return None };
    let (&[first], &[second]) = (&one.years[..], &two.years[..]) else { return None };
    let own = one.said && two.said && first != second && parted(run.start.checked_sub(1)?);
    (own && run.len() == 2 && parted(run.start + 1)).then_some([first, second])
}

/// "Från 2022 till 2024 ökar medlen från 700 till 900 mnkr": the first and the last year, for the
/// amounts of `run` that are the two ends of a change. None within where the text does not tell.
pub(super) fn rises(
    scene: &Scene<'_>,
    sentence: &Range<usize>,
    amounts: &[(Range<usize>, &Amount)],
    run: &Range<usize>,
    clusters: &[Cluster],
) -> Option<Option<i32>> {
    static FROM: Pattern =
        Pattern::new(r"(?i)\bfrån(?: (?:cirka|ca|drygt|nuvarande|dagens|tidigare))?$");
    static TO: Pattern =
        Pattern::new(r"(?i)^ ?[^.;,]{0,40}\btill(?: (?:cirka|ca|drygt|totalt))? ?$");
    let lead = |at: usize| {
        let from = if at == 0 { sentence.start } else { amounts[at - 1].0.end };
        scene.str(from..amounts[at].0.start)
    };
    let falls = |at: usize| FROM.is_match(lead(at).trim_end());
    let reaches = |at: usize| at > 0 && falls(at - 1) && TO.is_match(lead(at));
    let (first, last) = (falls(run.start), reaches(run.start));
    if run.len() != 1 || !(first || last) {
        return None;
    }
    let ends = clusters.iter().find(|cluster| {
        let words = scene.str(sentence.start..cluster.end).to_lowercase();
        let own = scene.str(cluster.start..cluster.end).to_lowercase();
        let before = words[..words.len() - own.len()].trim_end();
        cluster.spread
            && (own.starts_with("mellan") || before.ends_with("från") || before.ends_with("mellan"))
    });
    // "Höjer 2021 års ram från 180 till 255 mnkr": both are of that year.
    let from = run.start.checked_sub(1).map_or(sentence.start, |last| amounts[last].0.end);
    let same = clusters.iter().any(|cluster| {
        let own = scene.str(cluster.start..cluster.end);
        cluster.start >= from && cluster.end <= amounts[run.start].0.start && own.ends_with("års")
    });
    let dated = |cluster: &Cluster| {
        let next = amounts.get(run.start + 1).map_or(sentence.end, |next| next.0.start);
        cluster.start >= amounts[run.start].0.end && cluster.end <= next
    };
    match ends {
        Some(ends) if first => Some(ends.years.first().copied()),
        Some(ends) => Some(ends.years.last().copied()),
        // "Från 3 400 till 4 000 mnkr år 2023": only the latter is of that year.
        None if first && !same && !clusters.iter().any(dated) => Some(None),
        None => None,
    }
}
