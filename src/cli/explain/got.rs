//! What a region or municipality got by a dataset: amounts that name it and its cells of tables.

use std::collections::BTreeMap;

use overens::contract::{
    CheckKind, CheckStatus, Dataset, DatasetAgreement, DatasetCell, DatasetSource, Mention, Number,
    Unit,
};
use overens::recognise::{Context, Value, recognise};
use overens::reconcile::place;

use super::super::style::years;

/// Something that a place got.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Got {
    pub(super) agreement: String,
    dated: Dated,
    pub(super) value: Number,
    pub(super) unit: &'static str,
    pub(super) what: String,
    /// Documents with the place in each.
    pub(super) sources: Vec<String>,
    /// What contradicts it, in sentences.
    pub(super) contradictions: Vec<String>,
}

/// The years of a figure.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Dated {
    years: Vec<i32>,
    /// True where they stand with the figure or above its column, false where they are those of its
    /// agreement or of the document's title.
    own: bool,
}

impl Got {
    /// True unless the figure is known to be of other years.
    pub(super) fn concerns(&self, year: Option<i32>) -> bool {
        let years = &self.dated.years;
        year.is_none_or(|year| years.is_empty() || years.contains(&year))
    }

    /// The years, none where nothing says them.
    pub(super) fn all_years(&self) -> Vec<i32> {
        self.dated.years.clone()
    }

    /// True where only the agreement or document says the years.
    pub(super) fn is_dated_by_others(&self) -> bool {
        !self.dated.own && !self.dated.years.is_empty()
    }

    /// The years as they are printed.
    pub(super) fn span(&self) -> String {
        match years(&self.dated.years) {
            none if none.is_empty() => "no year".to_owned(),
            span if self.dated.own => span,
            span => format!("({span})"),
        }
    }
}

/// What the region or municipality of a code got.
pub(super) fn got(dataset: &Dataset, code: &str) -> Vec<Got> {
    let documents: BTreeMap<&str, &DatasetSource> =
        dataset.sources.iter().map(|row| (row.id.as_str(), row)).collect();
    let agreements: BTreeMap<&str, &DatasetAgreement> =
        dataset.agreements.iter().map(|row| (row.id.as_str(), row)).collect();
    let source = |document: &str, mention: Option<&Mention>| {
        let name = documents.get(document).map_or(document, |row| row.source.as_str());
        mention.map_or(name.to_owned(), |mention| format!("{name}, {}", place(mention)))
    };
    let agreement = |id: Option<&str>| id.and_then(|id| agreements.get(id)).copied();
    let title = |row: Option<&DatasetAgreement>| {
        row.map_or("(of no agreement)".to_owned(), |row| row.title.clone())
    };
    let dated = |own: &[i32], row: Option<&DatasetAgreement>, document: Option<&str>| {
        let title = document.and_then(|id| documents.get(id)?.title.as_deref());
        let held = || row.and_then(|row| Some((row.first_year?..=row.last_year?).collect()));
        let years = match own {
            [] => held().or_else(|| title.and_then(printed_years)).unwrap_or_default(),
            own => own.to_vec(),
        };
        Dated { years, own: !own.is_empty() }
    };
    let contradictions = |id: &String| {
        let own = dataset.checks.iter().filter(|check| {
            check.kind == CheckKind::BetweenDocuments
                && check.status == CheckStatus::Contradicts
                && check.subject.contains(id)
        });
        own.map(|check| check.message.clone()).collect::<Vec<String>>()
    };
    let mut all = Vec::new();
    for amount in &dataset.amounts {
        let own = amount.recipient.as_ref().is_some_and(|it| it.code.as_deref() == Some(code));
        if !own {
            continue;
        }
        let row = agreement(amount.agreement.as_deref());
        let document = amount.claims.first().map(|claim| claim.document.as_str());
        let role = amount.role.name();
        all.push(Got {
            agreement: title(row),
            dated: dated(&amount.years, row, document),
            value: amount.value,
            unit: "",
            what: match &amount.purpose {
                Some(purpose) => format!("{role}: {purpose}"),
                None => role.to_owned(),
            },
            sources: amount
                .claims
                .iter()
                .map(|claim| source(&claim.document, claim.mentions.first()))
                .collect(),
            contradictions: contradictions(&amount.id),
        });
    }
    let titles: BTreeMap<&str, &str> = dataset
        .tables
        .iter()
        .map(|table| (table.id.as_str(), table.title.as_deref().unwrap_or_default()))
        .collect();
    // Copies of a table are one; the same figure twice in one table is two.
    type Key<'d> = (Option<&'d str>, Option<Unit>, Number, usize);
    let mut cells: BTreeMap<Key<'_>, Vec<&DatasetCell>> = BTreeMap::new();
    for cell in dataset.cells.iter().filter(|cell| cell.code.as_deref() == Some(code)) {
        let Some(value) = cell.value else { continue };
        let key = |nth| (cell.agreement.as_deref(), cell.unit, value, nth);
        let other = |nth: &usize| {
            let copies = cells.get(&key(*nth)).map_or(&[][..], Vec::as_slice);
            copies.iter().any(|copy| copy.document == cell.document)
        };
        let nth = (0..).find(|nth| !other(nth)).unwrap_or_default();
        cells.entry(key(nth)).or_default().push(cell);
    }
    for ((_, unit, value, _), copies) in cells {
        let Some(first) = copies.first() else { continue };
        let caption = titles.get(first.table.as_str()).copied().unwrap_or_default();
        let printed =
            printed_years(&first.column).or_else(|| printed_years(caption)).unwrap_or_default();
        let row = agreement(first.agreement.as_deref());
        let name = copies.iter().map(|cell| cell.column.as_str()).find(|name| !name.is_empty());
        let what = [name.unwrap_or_default(), caption].join(" ").trim().to_owned();
        let mention = |cell: &DatasetCell| {
            let line = cell.line?;
            Some(Mention { page: cell.page, line, quote: String::new(), bbox: None })
        };
        all.push(Got {
            agreement: title(row),
            dated: dated(&printed, row, Some(&first.document)),
            value,
            unit: match unit {
                Some(Unit::Sek) => "",
                Some(Unit::SekPerInhabitant) => "/inh.",
                Some(Unit::Percent) => " %",
                Some(Unit::Inhabitants) => " inhabitants",
                Some(Unit::Count) | None => " (no unit)",
            },
            what: format!("table: {what}"),
            sources: copies
                .iter()
                .map(|cell| source(&cell.document, mention(cell).as_ref()))
                .collect(),
            contradictions: copies.iter().flat_map(|cell| contradictions(&cell.id)).collect(),
        });
    }
    all.sort();
    all
}

/// The years that a heading names.
fn printed_years(text: &str) -> Option<Vec<i32>> {
    let years: Vec<i32> = recognise(text, Context::default())
        .into_iter()
        .filter_map(|mention| match mention.value {
            Value::Year(year) => Some(year),
            _ => None,
        })
        .collect();
    (!years.is_empty()).then_some(years)
}
