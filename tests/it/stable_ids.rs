//! Documents that are added one by one change no id that was given before.

use std::collections::{BTreeMap, BTreeSet};

use overens::contract::{Dataset, Extraction};
use overens::reconcile::documents::{Head, Reduced, Reduction};
use overens::{Options, extract, rule_set};

use crate::build::Random;
use crate::dataset::corpus;

/// The ids of a dataset: of what each document calls its agreements and amounts, and of the rest.
#[derive(Debug, Default)]
struct Ids {
    of_claims: BTreeMap<(String, String), String>,
    others: BTreeSet<String>,
}

/// The dataset of documents that were taken in in this order.
fn taken_in(extractions: &[Extraction]) -> Dataset {
    let (mut heads, parts): (Vec<Head>, Vec<Vec<String>>) = extractions
        .iter()
        .cloned()
        .map(Reduced::of)
        .map(|reduced| (reduced.head, reduced.parts))
        .unzip();
    for (at, head) in heads.iter_mut().enumerate() {
        head.listed = Some(at);
    }
    let mut dataset = overens::reconcile::documents::dataset(Vec::new(), rule_set());
    let load = |document: usize, part: usize| Ok(parts[document][part].clone());
    let add = |row: overens::reconcile::documents::Row<'_>| {
        row.add_to(&mut dataset);
        Ok(())
    };
    Reduction::new(heads, rule_set()).rows(load, add).unwrap();
    dataset
}

fn ids(dataset: &Dataset) -> Ids {
    let mut ids = Ids::default();
    for row in &dataset.agreements {
        for claim in &row.claims {
            let own = (claim.document.clone(), claim.id.clone().unwrap());
            ids.of_claims.insert(own, row.id.clone());
        }
    }
    for row in &dataset.amounts {
        for claim in &row.claims {
            let own = (claim.document.clone(), claim.id.clone().unwrap());
            ids.of_claims.entry(own).or_insert_with(|| row.id.clone());
        }
    }
    ids.others.extend(dataset.deadlines.iter().map(|row| row.id.clone()));
    ids.others.extend(dataset.tables.iter().map(|row| row.id.clone()));
    ids.others.extend(dataset.cells.iter().map(|row| row.id.clone()));
    ids.others.extend(dataset.sources.iter().map(|row| row.id.clone()));
    ids
}

/// What has another id than before the last document came, a sentence each. Where that document shows
/// that two are one, the older id is that of both, and what is due follows its agreement.
fn changed(extractions: &[Extraction]) -> Vec<String> {
    let mut changed = Vec::new();
    let mut before = Ids::default();
    for count in 1..=extractions.len() {
        let now = ids(&taken_in(&extractions[..count]));
        let source = &extractions[count - 1].document.source;
        let known: BTreeSet<&String> = before.of_claims.values().collect();
        let mut joined = Vec::new();
        for (own, id) in &before.of_claims {
            let new = &now.of_claims[own];
            if new != id {
                joined.push(id.as_str());
            }
            if !known.contains(new) {
                changed.push(format!("{source}: {id} is now {new}"));
            }
        }
        let gone = before.others.difference(&now.others);
        let gone = gone.filter(|id| !joined.iter().any(|joined| id.starts_with(joined)));
        changed.extend(gone.map(|id| format!("{source}: {id} is gone")));
        before = now;
    }
    changed
}

/// Pages in the order in which they are taken in.
fn pages(pages: &[&str]) -> Vec<Extraction> {
    let page = |(at, page): (usize, &&str)| {
        let options = Options { source: format!("{at}.html"), ..Options::default() };
        extract(page.as_bytes(), &options)
    };
    pages.iter().enumerate().map(page).collect()
}

const OVERVIEW: &str = "<h1>Överenskommelser mellan staten och SKR 2024</h1>
    <h2>Patientmiljarden</h2><p>Överenskommelsen om ökad tillgänglighet, patientmiljarden,
    omfattar totalt 487,5 miljoner kronor för 2024. Av dessa går 400 miljoner till regionerna.</p>
    <h2>Ungas hälsa</h2><p>Överenskommelsen om ungas hälsa omfattar totalt 70 miljoner kronor
    för 2024 och gäller alla regioner.</p>";

const OWN_TEXT: &str = "<h1>Överenskommelse om ökad tillgänglighet i hälso- och sjukvården 2024,
    patientmiljarden</h1><p>Staten och SKR har enats om denna överenskommelse.</p>
    <p>Överenskommelsen omfattar totalt 487 500 000 kronor för 2024, varav 400 000 000 kronor går
    till regionerna för kortare väntetider.</p>";

#[test]
fn an_agreements_own_text_under_another_title_takes_the_id_that_is_there() {
    let found = pages(&[OVERVIEW, OWN_TEXT]);
    let dataset = taken_in(&found);
    assert_eq!(dataset.agreements.len(), 2, "{:?}", dataset.agreements);
    assert_eq!(changed(&found), Vec::<String>::new());
    // Taken in the other way round, the own text names it.
    let found = pages(&[OWN_TEXT, OVERVIEW]);
    assert_eq!(changed(&found), Vec::<String>::new());
    let id = |dataset: &Dataset| {
        let both = dataset.agreements.iter().find(|row| row.claims.len() == 2).unwrap();
        (both.id.clone(), both.title.clone())
    };
    let (first, title) = id(&dataset);
    let (second, same) = id(&taken_in(&found));
    assert_ne!(first, second);
    // The title is that of the text in either case.
    assert_eq!(title, same);
}

#[test]
fn a_title_without_a_number_stays_where_it_was_put() {
    let page = |number: &str, sum: &str| {
        format!(
            "<h1>Överenskommelse{number} om god tandvård 2024</h1><p>Överenskommelsen omfattar totalt \
             {sum} mnkr för 2024.</p>"
        )
    };
    let said = [page("", "300"), page(" 2", "310"), page(" 1", "320")];
    for order in [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
        let found = pages(&order.map(|at| said[at].as_str()));
        assert_eq!(changed(&found), Vec::<String>::new(), "{order:?}");
        assert_eq!(taken_in(&found).agreements.len(), 2, "{order:?}");
    }
}

#[test]
fn documents_of_the_corpus_one_by_one() {
    let mut extractions = corpus();
    let mut random = Random(2017);
    for _ in 0..3 {
        assert_eq!(changed(&extractions), Vec::<String>::new());
        random.shuffle(&mut extractions);
    }
}
