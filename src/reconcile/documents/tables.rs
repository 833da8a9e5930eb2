//! Tables and their cells as rows of the dataset, and which agreement a table belongs to.

use std::collections::BTreeMap;

use super::At;
use super::agreements::Group;
use super::reduced::Head;
use crate::contract::{CheckKind, Claim, DatasetCell, DatasetTable, Extraction, Table, TableKind};
use crate::discover::sha256;

/// The group that each table of each document belongs to: documents, then tables.
pub(super) type Owners = Vec<Vec<Option<usize>>>;

/// Finds whose each table is. One whose document names no agreement is of the agreement of its
/// twin.
pub(super) fn owners(documents: &[Head], of_agreement: &BTreeMap<At, usize>) -> Owners {
    let mut known: BTreeMap<&str, usize> = BTreeMap::new();
    let mut owners = Owners::new();
    for (document, head) in documents.iter().enumerate() {
        let mut own = Vec::new();
        for table in &head.tables {
            let group = table.told.and_then(|at| of_agreement.get(&(document, at)).copied());
            if let (Some(group), Some(content)) = (group, &table.content) {
                known.entry(content).or_insert(group);
            }
            own.push(group);
        }
        owners.push(own);
    }
    for (head, own) in documents.iter().zip(&mut owners) {
        for (table, group) in head.tables.iter().zip(own) {
            let twin = || known.get(table.content.as_deref()?).copied();
            *group = group.or_else(twin);
        }
    }
    owners
}

/// The agreement of the document that a table belongs to: the only one, or that of the amount
/// which the table adds up to.
pub(super) fn told(extraction: &Extraction, table: &Table) -> Option<usize> {
    if extraction.agreements.len() == 1 {
        return Some(0);
    }
    let checks = extraction.checks.iter().filter(|check| check.kind == CheckKind::TableVsText);
    let mut amounts =
        checks.filter(|check| check.subject.contains(&table.id)).flat_map(|it| &it.subject);
    amounts.find_map(|id| {
        let states = |it: &crate::contract::Agreement| it.amounts.iter().any(|it| it.id == *id);
        extraction.agreements.iter().position(states)
    })
}

/// A hash of what an allocation table says, to know it again elsewhere.
pub(super) fn content(table: &Table) -> Option<String> {
    let rows: Vec<String> = table
        .rows
        .iter()
        .filter_map(|row| {
            let values =
                row.values.iter().map(|value| value.map_or(String::new(), |it| it.to_string()));
            Some(format!("{}:{}", row.region.as_ref()?.code, values.collect::<Vec<_>>().join(",")))
        })
        .collect();
    (table.kind == TableKind::Allocation && rows.len() > 1)
        .then(|| sha256(rows.join(";").as_bytes()))
}

/// The id of a table in the dataset.
pub(super) fn table_id(head: &Head, table: &str) -> String {
    format!("{}-{table}", head.document.id)
}

/// The id of a cell.
pub(super) fn cell_id(table: &str, row: usize, column: usize) -> String {
    format!("{table}-r{}-c{}", row + 1, column + 1)
}

/// A table as a row.
pub(super) fn row(head: &Head, table: &Table, owner: Option<&Group>) -> DatasetTable {
    DatasetTable {
        id: table_id(head, &table.id),
        agreement: owner.map(|group| group.id.clone()),
        kind: table.kind,
        title: table.title.clone(),
        unit: table.unit,
        columns: table.columns.iter().map(|column| column.label.clone()).collect(),
        rows: table.rows.len(),
        claims: vec![Claim {
            document: head.document.id.clone(),
            id: Some(table.id.clone()),
            value: table.title.clone().unwrap_or_default(),
            mentions: table.mentions.clone(),
        }],
    }
}

/// The cells of a table, row by row; what proves them is called as their document calls it.
pub(super) fn cells<'t>(
    head: &'t Head,
    table: &'t Table,
    owner: Option<&'t Group>,
) -> impl Iterator<Item = DatasetCell> + 't {
    let id = table_id(head, &table.id);
    table.rows.iter().enumerate().flat_map(move |(at, row)| {
        let id = id.clone();
        row.values.iter().enumerate().map(move |(column, value)| {
            let heading = table.columns.get(column);
            let mention = row.mentions.get(column).and_then(Option::as_ref);
            DatasetCell {
                id: cell_id(&id, at, column),
                agreement: owner.map(|group| group.id.clone()),
                table: id.clone(),
                code: row.region.as_ref().map(|region| region.code.clone()),
                region: row.label.clone(),
                column: heading.map_or(String::new(), |it| it.label.clone()),
                unit: heading.and_then(|it| it.unit).or(table.unit),
                value: *value,
                proved_by: row.proved_by.get(column).cloned().flatten(),
                document: head.document.id.clone(),
                page: mention.and_then(|it| it.page),
                line: mention.map(|it| it.line),
                quote: mention.map(|it| it.quote.clone()),
            }
        })
    })
}
