//! What each document says, written down by hand before it was extracted, against its extraction.
//!
//! A label file of `tests/facts/` has the name of its document and `.json`; for a PDF the `.pdf`
//! may be left out. An amount or a contradiction marked `optional` costs nothing where it is
//! missing; `role_any` and `value_any` are second defensible readings.

use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::path::PathBuf;

use overens::contract::{Amount, CheckStatus, Extraction, TableKind};
use overens::discover::Source;
use overens::extract_source;
use overens::read::Engine;
use rust_decimal::Decimal;
use serde_json::Value;

use crate::repository;

/// What must be reached over all documents, in per mille. A ratchet: raise them when more is
/// found, never lower them.
const FLOORS: &[(&str, u32, u32)] = &[
    // metric, precision, recall
    ("amounts", 950, 960),
    ("cells", 1000, 995),
    ("contradictions", 1000, 1000),
    ("kinds", 960, 960),
];

/// How often something was right, said too much, and missed.
#[derive(Debug, Clone, Copy, Default)]
struct Tally {
    right: usize,
    surplus: usize,
    missed: usize,
}

impl Tally {
    fn precision(self) -> u32 {
        per_mille(self.right, self.right + self.surplus)
    }

    fn recall(self) -> u32 {
        per_mille(self.right, self.right + self.missed)
    }
}

fn per_mille(part: usize, all: usize) -> u32 {
    u32::try_from((part * 1000).checked_div(all).unwrap_or(1000)).unwrap()
}

/// All tallies and what went wrong, document by document.
#[derive(Debug, Default)]
struct Score {
    tallies: BTreeMap<&'static str, Tally>,
    not_money: usize,
    notes: Vec<String>,
}

impl Score {
    /// Compares two multisets.
    fn compare<T: Ord + Clone + fmt::Debug>(
        &mut self,
        metric: &'static str,
        document: &str,
        want: &[T],
        got: &[T],
    ) {
        let mut balance = BTreeMap::<T, (usize, usize)>::new();
        want.iter().for_each(|item| balance.entry(item.clone()).or_default().0 += 1);
        got.iter().for_each(|item| balance.entry(item.clone()).or_default().1 += 1);
        let tally = self.tallies.entry(metric).or_default();
        for (item, (want, got)) in balance {
            tally.right += want.min(got);
            tally.missed += want.saturating_sub(got);
            tally.surplus += got.saturating_sub(want);
            if want > got {
                self.notes.push(format!("{document}: {metric}: missed {item:?}"));
            } else if got > want {
                self.notes.push(format!("{document}: {metric}: surplus {item:?}"));
            }
        }
    }
}

#[test]
fn documents_say_what_was_written_down() {
    let entries = fs::read_dir(repository("tests/facts")).unwrap();
    let mut labels: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    labels.retain(|path| path.extension().is_some_and(|it| it == "json"));
    labels.sort();
    assert!(labels.len() > 20, "{} files of facts", labels.len());
    let (mut score, mut orphans) = (Score::default(), Vec::new());
    for label in &labels {
        let stem = label.file_stem().unwrap().to_string_lossy();
        let names = [stem.to_string(), format!("{stem}.pdf")];
        let Some(name) = names.iter().find(|name| repository("corpus").join(name).is_file()) else {
            orphans.push(stem.to_string());
            continue;
        };
        let facts: Value = serde_json::from_str(&fs::read_to_string(label).unwrap()).unwrap();
        let path = Some(repository("corpus").join(name));
        let source = Source { path, ..Source::named(name) };
        let (extraction, _) = extract_source(Ok(source), Engine::default());
        score_document(&mut score, name, &facts, &extraction);
    }
    println!("{}", score.notes.join("\n"));
    let mut short = Vec::new();
    for (metric, precision, recall) in FLOORS {
        let tally = score.tallies.get(metric).copied().unwrap_or_default();
        println!("{metric}: precision {} recall {} {tally:?}", tally.precision(), tally.recall());
        if tally.precision() < *precision || tally.recall() < *recall {
            short.push(*metric);
        }
    }
    assert!(orphans.is_empty(), "facts without a document: {orphans:?}");
    assert!(short.is_empty(), "below the floor: {short:?}");
    assert_eq!(score.not_money, 0, "figures that are no money came out as money");
}

fn score_document(score: &mut Score, name: &str, facts: &Value, got: &Extraction) {
    let kinds: Vec<&str> = strings(&facts["document"], "kind").collect();
    if !kinds.is_empty() {
        let said = got.document.kind.name();
        let want = kinds.iter().find(|kind| **kind == said).unwrap_or(&kinds[0]);
        score.compare("kinds", name, &[*want], &[said]);
    }
    let money: Vec<&Amount> = amounts(got).collect();
    for value in list(facts, "not_money").map(decimal) {
        if money.iter().any(|amount| amount.value.0 == value) {
            score.not_money += 1;
            score.notes.push(format!("{name}: {value} is no money"));
        }
    }
    score_amounts(score, name, facts, &money);
    score.compare("cells", name, &wanted_cells(facts), &found_cells(got));
    score_contradictions(score, name, facts, got);
}

fn amounts(extraction: &Extraction) -> impl Iterator<Item = &Amount> {
    let of_agreements = extraction.agreements.iter().flat_map(|agreement| &agreement.amounts);
    of_agreements.chain(&extraction.amounts)
}

fn score_amounts(score: &mut Score, name: &str, facts: &Value, got: &[&Amount]) {
    let of_agreements = list(facts, "agreements").flat_map(|it| list(it, "amounts"));
    let mut wanted: Vec<&Value> = of_agreements.chain(list(facts, "amounts")).collect();
    // What must be there chooses first.
    wanted.sort_by_key(|want| optional(want));
    let known: Vec<Decimal> = wanted.iter().flat_map(|want| values(want)).collect();
    let totals: Vec<Decimal> = list(facts, "tables")
        .flat_map(|table| list(table, "total"))
        .filter(|value| !value.is_null())
        .map(decimal)
        .collect();
    let got: Vec<(String, Decimal)> = got
        .iter()
        .map(|amount| (amount.role.name().to_owned(), amount.value.0.normalize()))
        .filter(|(_, value)| known.contains(value) || !totals.contains(value))
        .collect();
    let mut left = got.clone();
    let mut take = |matches: &dyn Fn(&(String, Decimal)) -> bool| {
        let at = left.iter().position(matches)?;
        Some(left.swap_remove(at))
    };
    let mut settled = Vec::new();
    for want in wanted {
        let (roles, values) = (strings(want, "role").collect::<Vec<_>>(), values(want));
        let right = roles.iter().find_map(|role| {
            take(&|(has, value): &(String, Decimal)| has == role && values.contains(value))
        });
        let right = right.or_else(|| {
            optional(want)
                .then(|| take(&|(_, value): &(String, Decimal)| values.contains(value)))?
        });
        match right {
            Some(amount) => settled.push(amount),
            None if optional(want) => {}
            None => settled.push((roles[0].to_owned(), values[0])),
        }
    }
    score.compare("amounts", name, &settled, &got);
}

/// A cell: its row's code, its column counted from the right, its value.
type Cell = (String, usize, Decimal);

fn wanted_cells(facts: &Value) -> Vec<Cell> {
    let mut cells = Vec::new();
    for table in list(facts, "tables") {
        let rows = list(table, "rows").map(|row| (row["code"].as_str(), &row["values"]));
        for (code, values) in rows.chain([(Some("total"), &table["total"])]) {
            let (Some(code), Some(values)) = (code, values.as_array()) else { continue };
            let numbers = values.iter().map(|value| (!value.is_null()).then(|| decimal(value)));
            add_cells(&mut cells, code, numbers.collect());
        }
    }
    cells
}

fn found_cells(got: &Extraction) -> Vec<Cell> {
    let mut cells = Vec::new();
    for table in got.tables.iter().filter(|table| table.kind == TableKind::Allocation) {
        for row in &table.rows {
            let Some(region) = &row.region else { continue };
            let numbers = row.values.iter().map(|value| value.map(|value| value.0.normalize()));
            add_cells(&mut cells, &region.code, numbers.collect());
        }
        let total = table.total.iter().flatten().map(|value| value.map(|it| it.0.normalize()));
        add_cells(&mut cells, "total", total.collect());
    }
    cells
}

fn add_cells(cells: &mut Vec<Cell>, code: &str, values: Vec<Option<Decimal>>) {
    let from_right = values.into_iter().rev().enumerate();
    cells.extend(from_right.filter_map(|(at, value)| Some((code.to_owned(), at, value?))));
}

fn score_contradictions(score: &mut Score, name: &str, facts: &Value, got: &Extraction) {
    let contradicts = got.checks.iter().filter(|check| check.status == CheckStatus::Contradicts);
    let found: Vec<Decimal> =
        contradicts.map(|check| check.difference.0.abs().normalize()).collect();
    let wanted: Vec<Decimal> = list(facts, "contradictions")
        .map(|want| (want, decimal(&want["difference"]).abs()))
        .filter(|(want, difference)| !optional(want) || found.contains(difference))
        .map(|(_, difference)| difference)
        .collect();
    score.compare("contradictions", name, &wanted, &found);
}

fn list<'v>(value: &'v Value, key: &str) -> impl Iterator<Item = &'v Value> {
    value[key].as_array().into_iter().flatten()
}

/// The strings of `key` and of `key_any`, each once.
fn strings<'v>(value: &'v Value, key: &str) -> impl Iterator<Item = &'v str> {
    let first = value[key].as_str();
    let others = list(value, &format!("{key}_any")).filter_map(Value::as_str).collect::<Vec<_>>();
    first.into_iter().chain(others.into_iter().filter(move |other| Some(*other) != first))
}

fn values(want: &Value) -> Vec<Decimal> {
    std::iter::once(&want["value"]).chain(list(want, "value_any")).map(decimal).collect()
}

fn optional(want: &Value) -> bool {
    want["optional"].as_bool().unwrap_or(false)
}

fn decimal(value: &Value) -> Decimal {
    value.to_string().parse::<Decimal>().unwrap().normalize()
}
