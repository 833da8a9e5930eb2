//! Deadlines, tables, cells, checks and sources as rows of the dataset.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::At;
use super::agreements::Group;
use super::facts::{self, Fact};
use super::words::words;
use crate::contract::{
    CheckKind, Claim, DatasetCell, DatasetCheck, DatasetDeadline, DatasetSource, DatasetTable,
    Deadline, DocumentKind, Extraction, Number, Table, TableKind,
};
use crate::reconcile::figure::{hash, steps};

/// A table with its agreement and the step in which each column is printed.
#[derive(Debug)]
pub(super) struct Sheet<'e> {
    pub(super) document: usize,
    pub(super) table: &'e Table,
    pub(super) group: Option<usize>,
    pub(super) steps: Vec<Decimal>,
    pub(super) row: DatasetTable,
}

/// All tables of all documents.
pub(super) fn tables<'e>(
    documents: &'e [Extraction],
    groups: &[Group],
    of_agreement: &BTreeMap<At, usize>,
) -> Vec<Sheet<'e>> {
    let mut sheets = Vec::new();
    for (document, extraction) in documents.iter().enumerate() {
        let steps = steps(&extraction.tables);
        for (table, steps) in extraction.tables.iter().zip(steps) {
            let group = told(extraction, table)
                .and_then(|agreement| of_agreement.get(&(document, agreement)).copied());
            let id = format!("{}-{}", extraction.document.id, table.id);
            let row = DatasetTable {
                id,
                agreement: None,
                kind: table.kind,
                title: table.title.clone(),
                unit: table.unit,
                columns: table.columns.iter().map(|column| column.label.clone()).collect(),
                rows: table.rows.len(),
                claims: vec![Claim {
                    document: extraction.document.id.clone(),
                    id: Some(table.id.clone()),
                    value: table.title.clone().unwrap_or_default(),
                    mentions: table.mentions.clone(),
                }],
            };
            sheets.push(Sheet { document, table, group, steps, row });
        }
    }
    // A table whose document names no agreement is of the agreement of its twin.
    let mut known: BTreeMap<String, usize> = BTreeMap::new();
    for sheet in &sheets {
        if let (Some(group), Some(content)) = (sheet.group, content(sheet.table)) {
            known.entry(content).or_insert(group);
        }
    }
    for sheet in &mut sheets {
        if sheet.group.is_none() {
            sheet.group = content(sheet.table).and_then(|content| known.get(&content).copied());
        }
        sheet.row.agreement =
            sheet.group.and_then(|group| groups.get(group)).map(|group| group.id.clone());
    }
    sheets
}

/// The agreement of the document that a table belongs to: the only one, or that of the amount
/// which the table adds up to.
fn told(extraction: &Extraction, table: &Table) -> Option<usize> {
    if extraction.agreements.len() == 1 {
        return Some(0);
    }
    let checks = extraction.checks.iter().filter(|check| check.kind == CheckKind::TableVsText);
    let amounts =
        checks.filter(|check| check.subject.contains(&table.id)).flat_map(|it| &it.subject);
    amounts
        .filter_map(|id| {
            extraction
                .agreements
                .iter()
                .position(|agreement| agreement.amounts.iter().any(|amount| amount.id == *id))
        })
        .next()
}

/// What an allocation table says, to know it again elsewhere.
fn content(table: &Table) -> Option<String> {
    let rows: Vec<String> = table
        .rows
        .iter()
        .filter_map(|row| {
            let values =
                row.values.iter().map(|value| value.map_or(String::new(), |it| it.to_string()));
            Some(format!("{}:{}", row.region.as_ref()?.code, values.collect::<Vec<_>>().join(",")))
        })
        .collect();
    (table.kind == TableKind::Allocation && rows.len() > 1).then(|| rows.join(";"))
}

/// The id of a cell.
pub(super) fn cell_id(table: &str, row: usize, column: usize) -> String {
    format!("{table}-r{}-c{}", row + 1, column + 1)
}

/// All cells of all tables, table by table in the order of their ids.
pub(super) fn cells(documents: &[Extraction], sheets: &[Sheet<'_>]) -> Vec<DatasetCell> {
    let mut sheets: Vec<&Sheet<'_>> = sheets.iter().collect();
    sheets.sort_by(|a, b| a.row.id.cmp(&b.row.id));
    let mut cells = Vec::new();
    for sheet in sheets {
        let Some(document) = documents.get(sheet.document) else { continue };
        for (at, row) in sheet.table.rows.iter().enumerate() {
            for (column, value) in row.values.iter().enumerate() {
                let heading = sheet.table.columns.get(column);
                let mention = row.mentions.get(column).and_then(Option::as_ref);
                cells.push(DatasetCell {
                    id: cell_id(&sheet.row.id, at, column),
                    agreement: sheet.row.agreement.clone(),
                    table: sheet.row.id.clone(),
                    code: row.region.as_ref().map(|region| region.code.clone()),
                    region: row.label.clone(),
                    column: heading.map_or(String::new(), |it| it.label.clone()),
                    unit: heading.and_then(|it| it.unit).or(sheet.table.unit),
                    value: *value,
                    document: document.document.id.clone(),
                    page: mention.and_then(|it| it.page),
                    line: mention.map(|it| it.line),
                    quote: mention.map(|it| it.quote.clone()),
                });
            }
        }
    }
    cells
}

/// The checks within documents; one that copies of a document share stands once.
pub(super) fn checks(documents: &[Extraction], facts: &[Fact<'_>]) -> Vec<DatasetCheck> {
    let ids = facts::ids(facts);
    let mut checks: BTreeMap<String, DatasetCheck> = BTreeMap::new();
    for (at, extraction) in documents.iter().enumerate() {
        for check in &extraction.checks {
            let subject: Vec<String> = check
                .subject
                .iter()
                .map(|id| {
                    let fact = ids.get(&(at, id.as_str())).cloned();
                    fact.unwrap_or_else(|| format!("{}-{id}", extraction.document.id))
                })
                .collect();
            let figures = [check.expected, check.actual, check.tolerance].map(|it| it.to_string());
            // The checks of one table may compare columns that are alike.
            let table = (check.kind != CheckKind::PartsVsTotal
                && check.kind != CheckKind::RepeatedAmount)
                .then_some(check.id.as_str());
            let keys = subject.iter().map(String::as_str).chain(figures.iter().map(String::as_str));
            let id = format!("{}-{}", check.kind.name().replace('_', "-"), hash(keys.chain(table)));
            let claim = Claim {
                document: extraction.document.id.clone(),
                id: Some(check.id.clone()),
                value: check.actual,
                mentions: Vec::new(),
            };
            let row = checks.entry(id.clone()).or_insert_with(|| DatasetCheck {
                id,
                kind: check.kind,
                status: check.status,
                subject,
                expected: check.expected,
                actual: check.actual,
                difference: check.difference,
                tolerance: check.tolerance,
                message: format!("{}: {}", extraction.document.source, check.message),
                claims: Vec::new(),
            });
            row.claims.push(claim);
        }
    }
    checks.into_values().collect()
}

/// The deadlines, each once.
pub(super) fn deadlines(
    documents: &[Extraction],
    groups: &[Group],
    of_agreement: &BTreeMap<At, usize>,
) -> Vec<DatasetDeadline> {
    let mut rows: BTreeMap<String, DatasetDeadline> = BTreeMap::new();
    for (at, extraction) in documents.iter().enumerate() {
        let mut add = |owner: &str, agreement: Option<&String>, deadline: &Deadline| {
            let by = deadline.by.map_or("", |by| by.name());
            let id = [owner, deadline.kind.name(), &deadline.date, by].join("-").replace('_', "-");
            let id = id.trim_end_matches('-').to_owned();
            let row = rows.entry(id.clone()).or_insert_with(|| DatasetDeadline {
                id,
                agreement: agreement.cloned(),
                kind: deadline.kind,
                date: deadline.date.clone(),
                year_inferred: deadline.year_inferred,
                by: deadline.by,
                to: deadline.to.clone(),
                claims: Vec::new(),
            });
            row.year_inferred &= deadline.year_inferred;
            row.to = row.to.take().or_else(|| deadline.to.clone());
            row.claims.push(Claim {
                document: extraction.document.id.clone(),
                id: None,
                value: deadline.date.clone(),
                mentions: deadline.mentions.clone(),
            });
        };
        for (index, agreement) in extraction.agreements.iter().enumerate() {
            let group = of_agreement.get(&(at, index)).and_then(|group| groups.get(*group));
            let Some(id) = group.map(|group| &group.id) else { continue };
            agreement.deadlines.iter().for_each(|deadline| add(id, Some(id), deadline));
        }
        let own = &extraction.document.id;
        extraction.deadlines.iter().for_each(|deadline| add(own, None, deadline));
    }
    rows.into_values().collect()
}

/// The documents, and which captures of a page replace which.
pub(super) fn sources(
    documents: &[Extraction],
    of_agreement: &BTreeMap<At, usize>,
) -> Vec<DatasetSource> {
    let mut rows: Vec<DatasetSource> = documents
        .iter()
        .map(|extraction| {
            let document = &extraction.document;
            DatasetSource {
                id: document.id.clone(),
                source: document.source.clone(),
                captured: None,
                supersedes: None,
                superseded_by: None,
                sha256: document.sha256.clone(),
                kind: document.kind,
                title: document.title.clone(),
                published: document.published.clone(),
                status: document.status,
            }
        })
        .collect();
    for newer in 0..documents.len() {
        let older = (0..documents.len())
            .filter(|older| captures(documents, of_agreement, *older, newer))
            .max_by_key(|older| (&documents[*older].document.published, *older));
        if let Some(older) = older {
            rows[newer].supersedes = Some(rows[older].id.clone());
            rows[older].superseded_by = Some(rows[newer].id.clone());
        }
    }
    rows.sort_by(|a, b| (&a.id, &a.source).cmp(&(&b.id, &b.source)));
    rows
}

/// True where two documents are one page, published twice, of one agreement at least.
pub(super) fn captures(
    documents: &[Extraction],
    of_agreement: &BTreeMap<At, usize>,
    older: usize,
    newer: usize,
) -> bool {
    let (old, new) = (&documents[older].document, &documents[newer].document);
    let page = |kind: DocumentKind| matches!(kind, DocumentKind::Overview | DocumentKind::Topic);
    let agreements = |document: usize| -> Vec<usize> {
        of_agreement.iter().filter(|(at, _)| at.0 == document).map(|(_, group)| *group).collect()
    };
    page(old.kind)
        && old.kind == new.kind
        && old.media_type == new.media_type
        && old.title.is_some()
        && old.title.as_deref().map(words) == new.title.as_deref().map(words)
        && matches!((&old.published, &new.published), (Some(old), Some(new)) if old < new)
        && agreements(older).iter().any(|group| agreements(newer).contains(group))
}

/// A number of the contract from a decimal.
pub(super) fn number(value: Decimal) -> Number {
    Number::new(value)
}
