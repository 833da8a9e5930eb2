//! Whether documents that state one fact agree on it.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use super::facts::{Fact, Stated};
use super::reduced::Head;
use super::tables::cell_id;
use crate::contract::{
    Amount, Bound, CheckKind, CheckStatus, Claim, DatasetAmount, DatasetCheck, Mention, Number,
    Role, Table, TableKind, TableRow, Unit,
};
use crate::reconcile::figure::{grouped, half, hash, number, place, spread, sum};

/// A table of an agreement, with the step in which each column is printed.
#[derive(Debug)]
pub(super) struct Sheet {
    pub(super) document: usize,
    pub(super) id: String,
    pub(super) table: Table,
    pub(super) steps: Vec<Decimal>,
}

/// A figure in a document, as it is compared.
pub(super) struct Figure<'e> {
    document: &'e Head,
    id: String,
    value: Decimal,
    tolerance: Decimal,
    /// In how many years the figure counts; 1 for what is compared as it is printed.
    times: usize,
    mentions: Vec<Mention>,
}

impl Figure<'_> {
    /// The same, counted in so many years.
    pub(super) fn times(self, times: usize) -> Self {
        Figure { times, ..self }
    }

    /// What it comes to, and how far its print lets that be off.
    fn whole(&self) -> (Decimal, Decimal) {
        let times = Decimal::from(self.times);
        (self.value.saturating_mul(times), self.tolerance.saturating_mul(times))
    }

    fn claim(&self) -> Claim<Number> {
        Claim {
            document: self.document.document.id.clone(),
            id: Some(self.id.clone()),
            value: number(self.value),
            mentions: self.mentions.clone(),
        }
    }

    /// `a.pdf (page 3, line 12) says 300 000 000 kronor`.
    fn said(&self) -> String {
        let source = &self.document.document.source;
        let place = self.mentions.first().map_or(String::new(), |it| format!(" ({})", place(it)));
        let times = if self.times > 1 { format!("{} times ", self.times) } else { String::new() };
        format!("{source}{place} says {times}{} kronor", grouped(self.value))
    }
}

/// Compares what documents state of each fact with what the first of them states. A capture that
/// a newer one has replaced is not asked.
pub(super) fn facts(
    documents: &[Head],
    facts: &[Fact<'_>],
    replaced: &BTreeSet<usize>,
) -> Vec<DatasetCheck> {
    let mut checks = Vec::new();
    for fact in facts.iter().filter(|fact| fact.members.len() > 1) {
        let mut prints: BTreeMap<(Decimal, Decimal), Vec<Figure<'_>>> = BTreeMap::new();
        let mut order = Vec::new();
        for member in &fact.members {
            let Some(figure) = figure(documents, member) else { continue };
            if replaced.contains(&member.document) {
                continue;
            }
            if let Some(former) = member.former {
                checks.extend(changed(documents, fact, figure, former));
                continue;
            }
            let key = (figure.value, figure.tolerance);
            if !order.contains(&key) {
                order.push(key);
            }
            prints.entry(key).or_default().push(figure);
        }
        let [first, others @ ..] = order.as_slice() else { continue };
        let reference = &prints[first];
        if others.is_empty() && reference.len() > 1 {
            checks.push(compare(&fact.row, None, &reference[..1], &reference[1..]));
        }
        for other in others {
            checks.push(compare(&fact.row, None, reference, &prints[other]));
        }
    }
    checks
}

/// The check that a newer document names the sum of an older one as what was before.
fn changed(
    documents: &[Head],
    fact: &Fact<'_>,
    older: Figure<'_>,
    former: &Amount,
) -> Option<DatasetCheck> {
    let newer = fact.members.iter().find(|it| it.former.is_none())?;
    let named = Stated { amount: former, ..newer.clone() };
    let named = figure(documents, &named)?;
    let (said, since) = (older.said(), grouped(newer.amount.value.0));
    let (source, day) = (&named.document.document.source, &named.document.document.published);
    let place = named.mentions.first().map_or(String::new(), |it| format!(" ({})", place(it)));
    let day = day.as_deref().unwrap_or_default();
    let message = format!(
        "{}: {said}, which {source}{place}, published later ({day}), says was before: it is {since} \
         kronor since.",
        called(&fact.row)
    );
    Some(DatasetCheck { message, ..compare(&fact.row, None, &[older], &[named]) })
}

pub(super) fn figure<'e>(documents: &'e [Head], stated: &Stated<'e>) -> Option<Figure<'e>> {
    let amount = stated.amount;
    Some(Figure {
        document: documents.get(stated.document)?,
        id: amount.id.clone(),
        value: amount.value.0,
        tolerance: spread(amount).tolerance,
        times: 1,
        mentions: amount.mentions.clone(),
    })
}

/// True for what one region or municipality gets of another fact.
pub(super) fn is_share(fact: &Fact<'_>) -> bool {
    let row = &fact.row;
    let placed = row.recipient.as_ref().is_some_and(|party| party.code.is_some());
    let exact = row.bound == Bound::Exact && row.currency == "SEK";
    row.role == Role::Share && row.parent.is_some() && placed && exact
}

/// Compares what one region gets by the text of a document with its cell in a table of the same
/// agreement in another document, where the column is what the share is a part of.
pub(super) fn shares(
    documents: &[Head],
    facts: &[Fact<'_>],
    sheets: &[Sheet],
) -> Vec<DatasetCheck> {
    let by_id: BTreeMap<&str, &Fact<'_>> =
        facts.iter().map(|fact| (fact.row.id.as_str(), fact)).collect();
    let mut checks = Vec::new();
    for share in facts.iter().filter(|fact| is_share(fact)) {
        let parent = share.row.parent.as_deref().and_then(|id| by_id.get(id));
        let code = share.row.recipient.as_ref().and_then(|party| party.code.as_deref());
        let (Some(whole), Some(code)) = (parent, code) else { continue };
        let fitting = sheets.iter().filter(|sheet| {
            sheet.table.kind == TableKind::Allocation
                && !share.members.iter().any(|member| member.document == sheet.document)
        });
        // Copies of a table say one thing together.
        let mut said: BTreeMap<(Decimal, Decimal), Vec<Figure<'_>>> = BTreeMap::new();
        for sheet in fitting {
            for column in columns(sheet, whole) {
                if let Some(figure) = cell(documents, sheet, column, code) {
                    said.entry((figure.value, figure.tolerance)).or_default().push(figure);
                }
            }
        }
        let mut prints: BTreeMap<(Decimal, Decimal), Vec<Figure<'_>>> = BTreeMap::new();
        for figure in share.members.iter().filter_map(|member| figure(documents, member)) {
            prints.entry((figure.value, figure.tolerance)).or_default().push(figure);
        }
        for cells in said.values() {
            for prints in prints.values() {
                let cell = cells.first().map(|cell| cell.id.clone());
                checks.push(compare(&share.row, cell, cells, prints));
            }
        }
    }
    checks
}

/// The columns in kronor whose total is a value of the fact.
fn columns(sheet: &Sheet, whole: &Fact<'_>) -> Vec<usize> {
    let table = &sheet.table;
    let fits = |column: &usize| {
        let unit = table.columns.get(*column).and_then(|it| it.unit).or(table.unit);
        let cells: Vec<Decimal> = table
            .rows
            .iter()
            .filter_map(|row| Some(row.values.get(*column).copied().flatten()?.0))
            .collect();
        let printed = table.total.as_ref().and_then(|total| total.get(*column).copied().flatten());
        let step = sheet.steps.get(*column).copied().unwrap_or(Decimal::ONE);
        let (total, tolerance) = match printed {
            Some(total) => (total.0, half(step)),
            None => (sum(cells.iter().copied()), half(step) * Decimal::from(cells.len())),
        };
        unit == Some(Unit::Sek)
            && whole.members.iter().any(|member| {
                let off = (member.amount.value.0 - total).abs();
                off <= tolerance + spread(member.amount).tolerance
            })
    };
    (0..table.columns.len()).filter(fits).collect()
}

fn cell<'e>(documents: &'e [Head], sheet: &Sheet, column: usize, code: &str) -> Option<Figure<'e>> {
    let is_own = |row: &TableRow| row.region.as_ref().is_some_and(|region| region.code == code);
    let row = sheet.table.rows.iter().position(is_own)?;
    let record = &sheet.table.rows[row];
    Some(Figure {
        document: documents.get(sheet.document)?,
        id: cell_id(&sheet.id, row, column),
        value: record.values.get(column).copied().flatten()?.0,
        tolerance: half(sheet.steps.get(column).copied().unwrap_or(Decimal::ONE)),
        times: 1,
        mentions: record.mentions.get(column).cloned().flatten().into_iter().collect(),
    })
}

/// What a fact is, in a few words: `total of god-tandvard-2024`.
fn called(row: &DatasetAmount) -> String {
    let what = row.purpose.as_deref().unwrap_or(row.role.name());
    match &row.agreement {
        Some(agreement) => format!("{what} of {agreement}"),
        None => what.to_owned(),
    }
}

/// Which of two documents is newer, in words; nothing where one has no day of publication.
fn newer(one: &[Figure<'_>], two: &[Figure<'_>]) -> String {
    let dated = |figures: &[Figure<'_>]| {
        let document = &figures.first()?.document.document;
        Some((document.published.clone()?, document.source.clone()))
    };
    let (Some(one), Some(two)) = (dated(one), dated(two)) else { return String::new() };
    if one.0 == two.0 {
        return String::new();
    }
    let (older, newer) = if one.0 < two.0 { (one, two) } else { (two, one) };
    format!("; {} is newer (published {}, the other {})", newer.1, newer.0, older.0)
}

/// The check of what some documents say of a fact against what others say, in the text or of
/// another row of the dataset; neither list is empty.
pub(super) fn compare(
    row: &DatasetAmount,
    other: Option<String>,
    expected: &[Figure<'_>],
    actual: &[Figure<'_>],
) -> DatasetCheck {
    let subject: Vec<String> = std::iter::once(row.id.clone()).chain(other).collect();
    let first = |figures: &[Figure<'_>]| {
        figures.first().map_or((Decimal::ZERO, Decimal::ZERO), Figure::whole)
    };
    let ((should, one), (is, two)) = (first(expected), first(actual));
    let (difference, tolerance) = (is - should, one + two);
    let holds = difference.abs() <= tolerance;
    let status = if holds { CheckStatus::Holds } else { CheckStatus::Contradicts };
    let said = |figures: &[Figure<'_>]| {
        let others = figures.len().saturating_sub(1);
        let said = figures.first().map(Figure::said).unwrap_or_default();
        match others {
            0 => said,
            1 => format!("{said} (so does one other document)"),
            _ => format!("{said} (so do {others} other documents)"),
        }
    };
    let verdict = match status {
        _ if difference.is_zero() => "they agree".to_owned(),
        CheckStatus::Holds => {
            format!("they agree within the {} kronor of their rounding", grouped(tolerance))
        }
        _ => {
            let off = grouped(difference.abs());
            format!("the difference is {off} kronor{}", newer(expected, actual))
        }
    };
    let figures = [should, one, is, two].map(|it| it.normalize().to_string());
    let keys = subject.iter().take(1).chain(&figures).map(String::as_str);
    DatasetCheck {
        id: format!("between-documents-{}", hash(keys)),
        kind: CheckKind::BetweenDocuments,
        status,
        subject,
        expected: number(should),
        actual: number(is),
        difference: number(difference),
        tolerance: number(tolerance),
        message: format!("{}: {}, and {}: {verdict}.", called(row), said(expected), said(actual)),
        claims: expected.iter().chain(actual).map(Figure::claim).collect(),
    }
}
