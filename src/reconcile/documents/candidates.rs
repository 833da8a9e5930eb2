//! Agreements as they are compared, and which of them are worth comparing, so that ten thousand
//! documents do not mean fifty million comparisons.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Index;

use rust_decimal::Decimal;

use super::At;
use super::numbering::numbers;
use super::reduced::{AgreementHead, Head, Total};
use super::words::{stem, words};
use crate::reconcile::figure::half;

/// An agreement as far as it is compared.
pub(super) struct Candidate<'e> {
    pub(super) at: At,
    pub(super) document: &'e str,
    /// How many documents were taken in before its own.
    age: usize,
    pub(super) agreement: &'e AgreementHead,
    pub(super) title: BTreeSet<String>,
    /// The numbers in the title, see [`numbers`].
    pub(super) numbers: BTreeSet<u32>,
    /// The words of the title and of all other names.
    pub(super) names: BTreeSet<String>,
    /// Its years, said or those of its totals.
    pub(super) period: Option<(i32, i32)>,
}

/// Totals that are printed in one step, for one year in one currency: value and candidate.
type Steps<'e> = BTreeMap<(&'e str, i32, Decimal), BTreeSet<(Decimal, usize)>>;

/// All agreements, and where to look for those that may be the same.
pub(super) struct Candidates<'e> {
    all: Vec<Candidate<'e>>,
    /// By the stem of each word of the title, and each number in it.
    titles: BTreeMap<String, BTreeMap<Option<u32>, Vec<usize>>>,
    registry: BTreeMap<&'e str, Vec<usize>>,
    totals: Steps<'e>,
}

impl<'e> Candidates<'e> {
    pub(super) fn new(documents: &'e [Head]) -> Candidates<'e> {
        let mut found = Candidates {
            all: Vec::new(),
            titles: BTreeMap::new(),
            registry: BTreeMap::new(),
            totals: BTreeMap::new(),
        };
        for (document, head) in documents.iter().enumerate() {
            for (index, agreement) in head.agreements.iter().enumerate() {
                found.add((document, index), head, agreement);
            }
        }
        found
    }

    fn add(&mut self, at: At, head: &'e Head, agreement: &'e AgreementHead) {
        let own = self.all.len();
        let title = words(&agreement.title);
        let aliases = agreement.aliases.iter().flat_map(|alias| words(alias));
        let names = title.iter().cloned().chain(aliases).collect();
        let stems: BTreeSet<String> = title.iter().map(|word| stem(word)).collect();
        let numbers = numbers(&agreement.title);
        for stem in stems {
            let titles = self.titles.entry(stem).or_default();
            for key in keys(&numbers) {
                titles.entry(key).or_default().push(own);
            }
        }
        for number in &agreement.registry_numbers {
            self.registry.entry(number).or_default().push(own);
        }
        for total in &agreement.totals {
            for year in &total.years {
                let step = (total.currency.as_str(), *year, total.resolution.0);
                self.totals.entry(step).or_default().insert((total.value.0, own));
            }
        }
        let period = agreement.period.map(|period| (period.first_year, period.last_year));
        let period = period.or_else(|| year_of_totals(agreement));
        let (document, age) = (head.document.id.as_str(), head.age);
        self.all.push(Candidate { at, document, age, agreement, title, numbers, names, period });
    }

    pub(super) fn len(&self) -> usize {
        self.all.len()
    }

    /// Candidates in the order in which their documents were taken in.
    pub(super) fn by_age(&self, candidates: impl IntoIterator<Item = usize>) -> Vec<usize> {
        let mut ordered: Vec<usize> = candidates.into_iter().collect();
        ordered.sort_by_key(|own| (self[*own].age, *own));
        ordered
    }

    /// Those whose titles have the rarest word of its title, in some form, and no other number.
    pub(super) fn of_title(&self, own: usize) -> BTreeSet<usize> {
        let numbers = &self[own].numbers;
        let lists = |word: &String| -> Option<Vec<&Vec<usize>>> {
            let titles = self.titles.get(&stem(word))?;
            if numbers.is_empty() {
                return Some(titles.values().collect());
            }
            let keys = keys(numbers).into_iter().chain([None]);
            Some(keys.filter_map(|key| titles.get(&key)).collect())
        };
        let all = self[own].title.iter().filter_map(lists);
        let rarest = all.min_by_key(|lists| lists.iter().map(|list| list.len()).sum::<usize>());
        let found = rarest.into_iter().flatten().flatten().copied();
        found.filter(|other| *other != own).collect()
    }

    /// Those with a registry number or a total of its own.
    pub(super) fn of_figures(&self, own: usize) -> BTreeSet<usize> {
        let agreement = self[own].agreement;
        let numbers = agreement.registry_numbers.iter();
        let registered = numbers.filter_map(|number| self.registry.get(number.as_str())).flatten();
        let mut found: BTreeSet<usize> = registered.copied().collect();
        found.extend(agreement.totals.iter().flat_map(|total| self.of_total(total)));
        found.remove(&own);
        found
    }

    fn of_total<'c>(&'c self, total: &'c Total) -> impl Iterator<Item = usize> + 'c {
        total.years.iter().flat_map(move |year| {
            let currency = total.currency.as_str();
            let steps = (currency, *year, Decimal::MIN)..=(currency, *year, Decimal::MAX);
            self.totals.range(steps).flat_map(move |((_, _, step), figures)| {
                let off = half(*step) + half(total.resolution.0);
                let least = (total.value.0 - off, 0);
                figures.range(least..=(total.value.0 + off, usize::MAX)).map(|(_, it)| *it)
            })
        })
    }
}

/// What a title with these numbers is looked up by.
fn keys(numbers: &BTreeSet<u32>) -> Vec<Option<u32>> {
    match numbers.is_empty() {
        true => vec![None],
        false => numbers.iter().copied().map(Some).collect(),
    }
}

impl<'e> Index<usize> for Candidates<'e> {
    type Output = Candidate<'e>;

    fn index(&self, at: usize) -> &Candidate<'e> {
        &self.all[at]
    }
}

/// The one year of all its totals, for an agreement that says no years.
fn year_of_totals(agreement: &AgreementHead) -> Option<(i32, i32)> {
    let years: BTreeSet<&Vec<i32>> = agreement.totals.iter().map(|total| &total.years).collect();
    match years.iter().map(|years| years.as_slice()).collect::<Vec<_>>().as_slice() {
        [[year]] => Some((*year, *year)),
        _ => None,
    }
}
