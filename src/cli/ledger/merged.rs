//! The ledger of all documents together: each agreement once, as one tree of what they say of it.
//!
//! An amount stands there once, with the documents that state it by number; a document that says
//! something else stands below it. Whether parts add up is what the documents show one by one, as
//! each may give other parts: the one that shows the most is believed, unless one contradicts.

use std::collections::{BTreeMap, BTreeSet};

use overens::contract::{
    Amount, CheckKind, CheckStatus, Claim, Dataset, DatasetAgreement, DatasetAmount, DatasetCheck,
    DatasetSource, Number,
};
use overens::reconcile::place;

use super::super::style::{Style, cut};
use super::tree::{Entry, Open, Other, Verdict, drawn};
use super::{in_years, is_named};

/// In how many documents the place of an amount is told.
const PLACES: usize = 3;

/// The ledgers of the named agreements, or of all with what belongs to none; empty where there is
/// none.
pub(super) fn page(dataset: &Dataset, names: &[String], style: Style) -> String {
    let mut amounts: BTreeMap<Option<&str>, Vec<&DatasetAmount>> = BTreeMap::new();
    for amount in &dataset.amounts {
        amounts.entry(amount.agreement.as_deref()).or_default().push(amount);
    }
    let wanted = |agreement: &&DatasetAgreement| {
        let others = agreement.aliases.iter().chain(agreement.claims.iter().map(|it| &it.value));
        let titles: Vec<&str> = others.chain([&agreement.title]).map(String::as_str).collect();
        is_named(names, &agreement.id, &titles)
    };
    let checks = Checks::of(dataset);
    let mut page = String::new();
    for agreement in dataset.agreements.iter().filter(wanted) {
        let own = amounts.get(&Some(agreement.id.as_str())).map_or(&[][..], Vec::as_slice);
        let title = style.plain(&agreement.title);
        let years = in_years(agreement.first_year, agreement.last_year);
        page.push_str(&format!("{}\n", style.paint("1", &format!("{title}{years}"))));
        page.push_str(&format!("  {}\n", style.paint("2", &agreement.id)));
        if !agreement.aliases.is_empty() {
            let aliases = cut(&style.plain(&agreement.aliases.join("; ")), 90);
            page.push_str(&format!("  also called {aliases}\n"));
        }
        if let Some(whole) = &agreement.supplements {
            page.push_str(&format!("  supplements {whole}\n"));
        }
        let documents = agreement.claims.iter().map(|claim| claim.document.as_str());
        let tables =
            dataset.tables.iter().filter(|it| it.agreement.as_ref() == Some(&agreement.id));
        let tables = tables.map(|table| table.id.as_str()).collect();
        page.push_str(&Ledger::new(dataset, &checks, documents, style).drawn(own, tables));
    }
    let of_none = amounts.get(&None).filter(|_| names.is_empty());
    if let Some(own) = of_none {
        page.push_str("(of no agreement)\n");
        page.push_str(&Ledger::new(dataset, &checks, [], style).drawn(own, BTreeSet::new()));
    }
    page
}

/// The checks of a dataset by the rows that they compare.
struct Checks<'d> {
    /// Those of parts, by their total.
    sums: BTreeMap<&'d str, Vec<&'d DatasetCheck>>,
    /// The others.
    others: BTreeMap<&'d str, Vec<&'d DatasetCheck>>,
}

impl<'d> Checks<'d> {
    fn of(dataset: &'d Dataset) -> Checks<'d> {
        let mut checks = Checks { sums: BTreeMap::new(), others: BTreeMap::new() };
        for check in &dataset.checks {
            if check.kind == CheckKind::PartsVsTotal {
                if let Some(total) = check.subject.first() {
                    checks.sums.entry(total).or_default().push(check);
                }
                continue;
            }
            for id in check.subject.iter().map(String::as_str).collect::<BTreeSet<_>>() {
                checks.others.entry(id).or_default().push(check);
            }
        }
        checks
    }

    fn sums(&self, id: &str) -> &[&'d DatasetCheck] {
        self.sums.get(id).map_or(&[], Vec::as_slice)
    }

    fn others(&self, id: &str) -> &[&'d DatasetCheck] {
        self.others.get(id).map_or(&[], Vec::as_slice)
    }
}

/// The ledger of one agreement, with its documents by number.
struct Ledger<'d> {
    checks: &'d Checks<'d>,
    sources: BTreeMap<&'d str, &'d DatasetSource>,
    numbers: BTreeMap<&'d str, usize>,
    style: Style,
}

impl<'d> Ledger<'d> {
    fn new(
        dataset: &'d Dataset,
        checks: &'d Checks<'d>,
        documents: impl IntoIterator<Item = &'d str>,
        style: Style,
    ) -> Ledger<'d> {
        let sources = dataset.sources.iter().map(|it| (it.id.as_str(), it)).collect();
        let mut ledger = Ledger { checks, sources, numbers: BTreeMap::new(), style };
        documents.into_iter().for_each(|document| ledger.count(document));
        ledger
    }

    fn count(&mut self, document: &'d str) {
        let next = self.numbers.len() + 1;
        self.numbers.entry(document).or_insert(next);
    }

    /// The documents, the tree, and what contradicts.
    fn drawn(mut self, rows: &[&'d DatasetAmount], tables: BTreeSet<&str>) -> String {
        for claim in rows.iter().flat_map(|row| &row.claims) {
            self.count(&claim.document);
        }
        let mut page = String::new();
        let mut documents: Vec<(&str, usize)> = self.numbers.clone().into_iter().collect();
        documents.sort_by_key(|(_, number)| *number);
        for (id, number) in documents {
            page.push_str(&format!("  [{number}] {}\n", self.about(id)));
        }
        page.push('\n');
        let amounts: Vec<Amount> = rows.iter().map(|row| amount(row)).collect();
        let entries: Vec<Entry<'_>> =
            amounts.iter().zip(rows).map(|(amount, row)| self.entry(amount, row)).collect();
        page.push_str(&drawn(&entries, self.style));
        let ids = rows.iter().map(|row| row.id.as_str()).chain(tables);
        page.push_str(&self.contradictions(ids));
        page.push('\n');
        page
    }

    /// A document in a line: `corpus/a.pdf  agreement  2022-01-10`.
    fn about(&self, id: &str) -> String {
        let Some(source) = self.sources.get(id) else { return id.to_owned() };
        let mut about = vec![self.style.plain(&source.source), source.kind.name().to_owned()];
        about.extend(source.published.as_deref().map(|day| self.style.plain(day)));
        let newer = source.superseded_by.as_deref().and_then(|id| self.sources.get(id));
        about.extend(newer.map(|it| format!("superseded by {}", self.style.plain(&it.source))));
        about.join("  ")
    }

    fn number(&self, document: &str) -> Option<usize> {
        self.numbers.get(document).copied()
    }

    /// Claims by the numbers of their documents, the first of them with their places.
    fn places<'c>(&self, claims: impl IntoIterator<Item = &'c Claim<Number>>) -> String {
        let mut told: Vec<String> = Vec::new();
        let mut seen = BTreeSet::new();
        for claim in claims {
            let number = self.number(&claim.document);
            let Some(number) = number.filter(|number| seen.insert(*number)) else { continue };
            let mention = claim.mentions.first().filter(|_| told.len() < PLACES);
            let place = mention.map_or(String::new(), |it| format!(" {}", place(it)));
            told.push(format!("[{number}]{place}"));
        }
        told.join("  ")
    }

    fn entry<'a>(&self, amount: &'a Amount, row: &DatasetAmount) -> Entry<'a> {
        let others = self.others(row);
        let agrees = |claim: &&Claim<Number>| !others.contains_key(&claim.value);
        let place = self.places(row.claims.iter().filter(agrees));
        let (sums, open) = self.sums(&row.id);
        let between = self.checks.others(&row.id).iter().map(|check| Verdict::of(check.status));
        let verdict = between.chain(sums).max().unwrap_or(Verdict::Unchecked);
        Entry { amount, verdict, place, others: others.into_values().collect(), open }
    }

    /// What documents say instead of a row's value, and what was before.
    fn others(&self, row: &DatasetAmount) -> BTreeMap<Number, Other> {
        let mut claims: BTreeMap<Number, Vec<&Claim<Number>>> = BTreeMap::new();
        let former = row.claims.iter().filter(|claim| row.former.contains(&claim.value));
        let contradicts = |check: &&&DatasetCheck| {
            check.kind == CheckKind::BetweenDocuments && check.status == CheckStatus::Contradicts
        };
        let checks = self.checks.others(&row.id).iter().filter(contradicts);
        for claim in former.chain(checks.flat_map(|check| &check.claims)) {
            if claim.value != row.value {
                claims.entry(claim.value).or_default().push(claim);
            }
        }
        let other = |(value, claims): (Number, Vec<&Claim<Number>>)| {
            let (verdict, role, what) = if row.former.contains(&value) {
                (Verdict::Unchecked, "former", "(what was before)")
            } else {
                (Verdict::Contradicts, "instead", "(what is said elsewhere)")
            };
            (value, Other { verdict, value: value.0, role, what, place: self.places(claims) })
        };
        claims.into_iter().map(other).collect()
    }

    /// Whether what documents give as parts of a total is all of it, and what it is off by.
    fn sums(&self, total: &str) -> (Option<Verdict>, Vec<Open>) {
        let checks = self.checks.sums(total);
        let wrong = |check: &&&DatasetCheck| check.status == CheckStatus::Contradicts;
        let wrong: Vec<&DatasetCheck> = checks.iter().filter(wrong).copied().collect();
        let shown = if wrong.is_empty() {
            let mut by_document: BTreeMap<usize, Vec<&DatasetCheck>> = BTreeMap::new();
            for (check, claim) in
                checks.iter().flat_map(|it| it.claims.iter().map(move |c| (it, c)))
            {
                if let Some(at) = self.number(&claim.document) {
                    by_document.entry(at).or_default().push(check);
                }
            }
            let off = |checks: &Vec<&DatasetCheck>| {
                let verdict = checks.iter().map(|check| Verdict::of(check.status)).max();
                let left: Vec<Number> = checks.iter().map(|check| check.difference).collect();
                (verdict, left.into_iter().map(|it| it.0.abs()).max())
            };
            by_document.into_values().min_by_key(off).unwrap_or_default()
        } else {
            wrong
        };
        let verdict = shown.iter().map(|check| Verdict::of(check.status)).max();
        let open = shown.into_iter().filter(|check| check.status != CheckStatus::Holds);
        let open = open.map(|check| Open {
            status: check.status,
            difference: check.difference.0,
            place: self.places(&check.claims),
        });
        (verdict, open.collect())
    }

    /// What contradicts among the checks of some rows, each in its sentence, and how many hold.
    fn contradictions<'r>(&self, rows: impl Iterator<Item = &'r str>) -> String {
        let mut checks: BTreeMap<&str, &DatasetCheck> = BTreeMap::new();
        for id in rows {
            let own = self.checks.sums(id).iter().chain(self.checks.others(id));
            checks.extend(own.map(|check| (check.id.as_str(), *check)));
        }
        let of_status = |status| checks.values().filter(move |check| check.status == status);
        let mut lines = String::new();
        let mark = Verdict::Contradicts.painted(self.style);
        for check in of_status(CheckStatus::Contradicts) {
            lines.push_str(&format!("  {mark}  {}\n", self.style.plain(&check.message)));
        }
        let holding = of_status(CheckStatus::Holds).count();
        if holding > 0 {
            let mark = Verdict::Holds.painted(self.style);
            let hold = if holding == 1 { "check holds" } else { "checks hold" };
            lines.push_str(&format!("  {mark}  {holding} {hold}\n"));
        }
        if lines.is_empty() { lines } else { format!("\n  (checks)\n{lines}") }
    }
}

/// A row as an amount; what stands in documents is told of its claims.
fn amount(row: &DatasetAmount) -> Amount {
    let row = row.clone();
    Amount {
        id: row.id,
        role: row.role,
        value: row.value,
        value_to: row.value_to,
        currency: row.currency,
        resolution: row.resolution,
        bound: row.bound,
        per: row.per,
        years: row.years,
        recipient: row.recipient,
        funder: row.funder,
        purpose: row.purpose,
        basis: row.basis,
        parent: row.parent,
        proved_by: row.proved_by,
        mentions: Vec::new(),
    }
}
