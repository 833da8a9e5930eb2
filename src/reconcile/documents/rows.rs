//! The rows of a dataset, one after the other: agreement by agreement in the order of their ids,
//! then what belongs to none, then document by document.

use std::collections::{BTreeMap, BTreeSet};
use std::io;

use serde::de::DeserializeOwned;

use super::between::{self, Sheet};
use super::checks::{self, FactIds, Within};
use super::facts::{self, Fact, Lists};
use super::reduced::{Checks, Loose, Part, Tables};
use super::sources::{self, Captures};
use super::tables::{self, Owners};
use super::words::words;
use super::{Group, Reduction, agreements, deadlines, periods};
use crate::contract::{
    Agreement, Dataset, DatasetAgreement, DatasetAmount, DatasetCell, DatasetCheck,
    DatasetDeadline, DatasetSource, DatasetTable, Deadline,
};
use crate::reconcile::figure::steps;

/// A row of one of the lists of a dataset.
#[derive(Debug, Clone, Copy)]
#[expect(missing_docs, reason = "a list each, as in the contract")]
pub enum Row<'r> {
    Agreement(&'r DatasetAgreement),
    Amount(&'r DatasetAmount),
    Deadline(&'r DatasetDeadline),
    Table(&'r DatasetTable),
    Cell(&'r DatasetCell),
    Check(&'r DatasetCheck),
    Source(&'r DatasetSource),
}

impl Row<'_> {
    /// Puts a copy of the row at the end of its list.
    pub fn add_to(self, dataset: &mut Dataset) {
        match self {
            Row::Agreement(row) => dataset.agreements.push(row.clone()),
            Row::Amount(row) => dataset.amounts.push(row.clone()),
            Row::Deadline(row) => dataset.deadlines.push(row.clone()),
            Row::Table(row) => dataset.tables.push(row.clone()),
            Row::Cell(row) => dataset.cells.push(row.clone()),
            Row::Check(row) => dataset.checks.push(row.clone()),
            Row::Source(row) => dataset.sources.push(row.clone()),
        }
    }
}

impl Reduction {
    /// Hands all rows to `take`, those of each list in their order. `load` gives a part of a
    /// document, by the document's place in the list of heads and the part's in its own list.
    ///
    /// # Errors
    /// Those of `load` and `take`, and a part that is not what was reduced.
    pub fn rows(
        &self,
        load: impl FnMut(usize, usize) -> io::Result<String>,
        take: impl FnMut(Row<'_>) -> io::Result<()>,
    ) -> io::Result<()> {
        let captures = Captures::of(&self.documents, &self.of_agreement);
        let mut rows = Rows {
            of: self,
            replaced: captures.replaced(),
            owners: tables::owners(&self.documents, &self.of_agreement),
            taken: BTreeSet::new(),
            fact_ids: FactIds::default(),
            load,
            take,
        };
        rows.agreements()?;
        rows.loose()?;
        // No more facts come, and there are many.
        rows.taken = BTreeSet::new();
        rows.by_document()?;
        rows.sources(&captures)
    }
}

/// The rows in the making.
struct Rows<'r, L, T> {
    of: &'r Reduction,
    /// Documents that a newer capture has replaced.
    replaced: BTreeSet<usize>,
    owners: Owners,
    /// The ids of facts.
    taken: BTreeSet<String>,
    fact_ids: FactIds,
    load: L,
    take: T,
}

impl<L, T> Rows<'_, L, T>
where
    L: FnMut(usize, usize) -> io::Result<String>,
    T: FnMut(Row<'_>) -> io::Result<()>,
{
    fn part<P: DeserializeOwned>(&mut self, document: usize, part: Part) -> io::Result<P> {
        let index = self.of.documents[document].part(part);
        let line = (self.load)(self.of.given[document], index)?;
        Ok(serde_json::from_str(&line)?)
    }

    fn agreements(&mut self) -> io::Result<()> {
        let of = self.of;
        let rows = agreements::rows(&of.documents, &of.groups);
        let mut rows: Vec<Option<DatasetAgreement>> = rows.into_iter().map(Some).collect();
        let mut order: Vec<usize> = (0..of.groups.len()).collect();
        order.sort_by_key(|group| &of.groups[*group].id);
        let sheets = self.sheets();
        for group in order {
            if let Some(row) = rows[group].take() {
                self.agreement(&of.groups[group], row, &sheets[group])?;
            }
        }
        Ok(())
    }

    /// Documents and tables of each group.
    fn sheets(&self) -> Vec<Vec<(usize, usize)>> {
        let mut sheets = vec![Vec::new(); self.of.groups.len()];
        for (document, owners) in self.owners.iter().enumerate() {
            for (table, group) in owners.iter().enumerate() {
                if let Some(group) = group {
                    sheets[*group].push((document, table));
                }
            }
        }
        sheets
    }

    /// One agreement with its amounts, deadlines and checks.
    fn agreement(
        &mut self,
        group: &Group,
        mut row: DatasetAgreement,
        sheets: &[(usize, usize)],
    ) -> io::Result<()> {
        let documents = &self.of.documents;
        let mut members: Vec<(usize, Agreement)> = Vec::new();
        for (document, index) in &group.members {
            let agreement: Agreement = self.part(*document, Part::Agreement(*index))?;
            let mentions = agreement.mentions.clone();
            row.claims.extend(agreements::claim(&documents[*document], *index, mentions));
            members.push((*document, agreement));
        }
        (self.take)(Row::Agreement(&row))?;
        drop(row);
        let lists: Vec<(usize, &[_])> =
            members.iter().map(|(document, it)| (*document, it.amounts.as_slice())).collect();
        let undated = members.iter().filter(|(_, it)| it.period.is_none());
        let undated: BTreeSet<usize> = undated.map(|(document, _)| *document).collect();
        let facts = self.amounts(Some(&group.id), &lists, &undated)?;
        let mut checks = between::facts(documents, &facts, &self.replaced);
        checks.extend(periods::check(documents, &facts, &self.replaced));
        if facts.iter().any(between::is_share) {
            let sheets = self.loaded(sheets)?;
            checks.extend(between::shares(documents, &facts, &sheets));
        }
        checks.sort_by(|a, b| a.id.cmp(&b.id));
        checks.dedup_by(|a, b| a.id == b.id);
        checks.iter().try_for_each(|row| (self.take)(Row::Check(row)))?;
        let all =
            members.iter().flat_map(|(at, it)| it.deadlines.iter().map(move |due| (*at, due)));
        self.deadlines(Some(&group.id), all)
    }

    fn amounts<'e>(
        &mut self,
        agreement: Option<&str>,
        lists: &Lists<'e>,
        undated: &BTreeSet<usize>,
    ) -> io::Result<Vec<Fact<'e>>> {
        let documents = &self.of.documents;
        let mut facts = facts::gather(documents, agreement, lists, undated, &mut self.taken);
        for ((document, amount), fact) in facts::ids(&facts) {
            if amount != fact {
                self.fact_ids.insert(document, amount, fact);
            }
        }
        for fact in &mut facts {
            let Some(own) = fact.row.proved_by.take() else { continue };
            let Some(document) = fact.members.first().map(|it| it.document) else { continue };
            let checks: Checks = self.part(document, Part::Checks)?;
            fact.row.proved_by = self.proof(document, &checks, &own);
        }
        facts.sort_by(|a, b| a.row.id.cmp(&b.row.id));
        facts.iter().try_for_each(|fact| (self.take)(Row::Amount(&fact.row)))?;
        Ok(facts)
    }

    /// The id in the dataset of the check that a document calls so.
    fn proof(&self, at: usize, checks: &Checks, own: &str) -> Option<String> {
        let check = checks.iter().find(|check| check.id == own)?;
        Some(checks::row_id(at, &self.of.documents[at], check, &self.fact_ids).to_string())
    }

    fn deadlines<'e>(
        &mut self,
        agreement: Option<&str>,
        all: impl Iterator<Item = (usize, &'e Deadline)>,
    ) -> io::Result<()> {
        let rows = deadlines::rows(&self.of.documents, agreement, all);
        rows.iter().try_for_each(|row| (self.take)(Row::Deadline(row)))
    }

    fn loaded(&mut self, sheets: &[(usize, usize)]) -> io::Result<Vec<Sheet>> {
        let mut loaded = Vec::new();
        for (document, table) in sheets {
            let tables: Tables = self.part(*document, Part::Tables)?;
            let steps = steps(&tables);
            if let Some((table, steps)) = tables.into_iter().zip(steps).nth(*table) {
                let id = tables::table_id(&self.of.documents[*document], &table.id);
                loaded.push(Sheet { document: *document, id, table, steps });
            }
        }
        Ok(loaded)
    }

    /// What belongs to no agreement of its document; copies of a document together.
    fn loose(&mut self) -> io::Result<()> {
        let of = self.of;
        let mut pools: BTreeMap<_, Vec<usize>> = BTreeMap::new();
        for (at, head) in of.documents.iter().enumerate().filter(|(_, head)| head.loose) {
            let title = head.document.title.as_deref().unwrap_or_default();
            let words = words(title);
            let alone = words.is_empty().then_some(at);
            pools.entry((head.document.kind, words, figures(title), alone)).or_default().push(at);
        }
        let mut pools: Vec<Vec<usize>> = pools.into_values().collect();
        pools.sort_by_key(|pool| pool.first().map(|at| &of.documents[*at].document.id));
        for pool in pools {
            let mut parts: Vec<(usize, Loose)> = Vec::new();
            for at in pool {
                parts.push((at, self.part(at, Part::Loose)?));
            }
            let lists: Vec<(usize, &[_])> =
                parts.iter().map(|(at, it)| (*at, it.amounts.as_slice())).collect();
            let facts = self.amounts(None, &lists, &BTreeSet::new())?;
            let checks = between::facts(&of.documents, &facts, &self.replaced);
            checks.iter().try_for_each(|row| (self.take)(Row::Check(row)))?;
            let all =
                parts.iter().flat_map(|(at, it)| it.deadlines.iter().map(move |due| (*at, due)));
            self.deadlines(None, all)?;
        }
        Ok(())
    }

    /// Tables, cells and the checks within documents.
    fn by_document(&mut self) -> io::Result<()> {
        let of = self.of;
        let mut order: Vec<usize> = (0..of.documents.len()).collect();
        order.sort_by_key(|at| &of.documents[*at].document.id);
        let mut within = Within::default();
        for at in &order {
            let checks: Checks = self.part(*at, Part::Checks)?;
            within.add(*at, &of.documents[*at], &checks, &self.fact_ids);
        }
        for at in order {
            let head = &of.documents[at];
            let checks: Checks = self.part(at, Part::Checks)?;
            if !head.tables.is_empty() {
                let tables: Tables = self.part(at, Part::Tables)?;
                for (nth, table) in tables.iter().enumerate() {
                    let owner = self.owners[at].get(nth).copied().flatten();
                    let owner = owner.and_then(|group| of.groups.get(group));
                    (self.take)(Row::Table(&tables::row(head, table, owner)))?;
                    for mut cell in tables::cells(head, table, owner) {
                        let own = cell.proved_by.take();
                        cell.proved_by = own.and_then(|own| self.proof(at, &checks, &own));
                        (self.take)(Row::Cell(&cell))?;
                    }
                }
            }
            for row in within.rows(at, &of.documents, checks, &self.fact_ids) {
                (self.take)(Row::Check(&row))?;
            }
        }
        Ok(())
    }

    fn sources(&mut self, captures: &Captures) -> io::Result<()> {
        let documents = &self.of.documents;
        let key = |at: &usize| (&documents[*at].document.id, &documents[*at].document.source);
        let mut order: Vec<usize> = (0..documents.len()).collect();
        order.sort_by_key(key);
        for at in order {
            (self.take)(Row::Source(&sources::row(documents, captures, at)))?;
        }
        Ok(())
    }
}

/// The figures in a title, in their order: those of two minutes differ, those of copies do not.
fn figures(title: &str) -> Vec<&str> {
    title.split(|c: char| !c.is_ascii_digit()).filter(|figure| !figure.is_empty()).collect()
}
