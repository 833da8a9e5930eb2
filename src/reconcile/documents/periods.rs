//! What one document states for each year against what another states for all of the years.

use std::collections::{BTreeMap, BTreeSet};

use super::between::{Figure, compare, figure};
use super::facts::{Fact, recipient};
use super::reduced::Head;
use crate::contract::{Bound, CheckStatus, DatasetCheck, Per, Role};

/// Compares the totals per year over several years with those for the same years together. What does
/// not agree contradicts only where an agreement has one of each. A capture that a newer one has
/// replaced is not asked.
pub(super) fn check(
    documents: &[Head],
    facts: &[Fact<'_>],
    replaced: &BTreeSet<usize>,
) -> Vec<DatasetCheck> {
    let totals = facts.iter().filter(|fact| {
        fact.row.role == Role::Total && fact.row.bound == Bound::Exact && fact.row.years.len() > 1
    });
    let mut periods: BTreeMap<_, (Vec<&Fact<'_>>, Vec<&Fact<'_>>)> = BTreeMap::new();
    for fact in totals {
        let of = periods.entry((&fact.row.years, &fact.row.currency)).or_default();
        match fact.row.per {
            Some(Per::Year) => of.0.push(fact),
            None => of.1.push(fact),
            _ => {}
        }
    }
    let mut checks = Vec::new();
    for ((years, _), (yearly, wholes)) in periods {
        let alone = yearly.len() == 1 && wholes.len() == 1;
        for whole in wholes {
            let found = yearly.iter().filter_map(|each| {
                let one = nearest(documents, whole, replaced)?;
                let two = nearest(documents, each, replaced)?.times(years.len());
                apart(whole, each)
                    .then(|| compare(&whole.row, Some(each.row.id.clone()), &[one], &[two]))
            });
            checks.extend(found.filter(|it| alone || it.status == CheckStatus::Holds));
        }
    }
    checks
}

/// What the nearest document of those that are not replaced states of a fact.
fn nearest<'d>(
    documents: &'d [Head],
    fact: &'d Fact<'d>,
    replaced: &BTreeSet<usize>,
) -> Option<Figure<'d>> {
    let mut members = fact.members.iter();
    figure(documents, members.find(|it| !replaced.contains(&it.document))?)
}

/// True where no document states both, and both go to the same.
fn apart(one: &Fact<'_>, two: &Fact<'_>) -> bool {
    let documents = |fact: &Fact<'_>| -> BTreeSet<usize> {
        fact.members.iter().map(|member| member.document).collect()
    };
    let [a, b] =
        [one, two].map(|fact| fact.members.iter().find_map(|member| recipient(member.amount)));
    documents(one).is_disjoint(&documents(two)) && (a.is_none() || b.is_none() || a == b)
}
