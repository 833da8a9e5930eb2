//! What the dataset needs of one extraction, in parts that can be kept on a disk: a head by which
//! documents are compared and ordered, and the rest part by part, so that the memory for many
//! documents is that of their heads.
//!
//! Contacts, signatories, links, dates and diagnostics stand in the extraction only.

use serde::{Deserialize, Serialize};

use super::tables::{content, told};
use crate::contract::{
    Agreement, Amount, Bound, Check, Deadline, Document, Extraction, Number, Period, Role, Table,
};
use crate::diagnostic::Code;
use crate::diagnostic::Severity;
use crate::discover::sha256;

/// One extraction, reduced.
#[derive(Debug, Clone, PartialEq)]
pub struct Reduced {
    /// What is kept in memory.
    pub head: Head,
    /// The rest, each part a line of JSON: the agreements one by one, what belongs to none, the
    /// tables, the checks.
    pub parts: Vec<String>,
}

/// A document and what its agreements are recognised by.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Head {
    /// The document, without mentions.
    pub document: Document,
    /// Why it could not be read: the stable name of the cause, and the sentence.
    pub failure: Option<(Code, String)>,
    /// The day on which it was captured; null where nothing says so.
    pub captured: Option<String>,
    /// Its place in the list of what was taken in, the first one first; null where it is not listed.
    #[serde(default)]
    pub listed: Option<usize>,
    /// Its place among the documents, those that were taken in first before others.
    #[serde(skip)]
    pub(super) age: usize,
    /// Where it was captured: an address or a path.
    pub origin: Option<String>,
    /// The source of the capture before it, where something says so.
    pub supersedes: Option<String>,
    /// SHA-256 of all that was reduced.
    pub digest: String,
    pub(super) agreements: Vec<AgreementHead>,
    pub(super) tables: Vec<TableHead>,
    /// True where something belongs to no agreement.
    pub(super) loose: bool,
}

/// What an agreement is recognised by.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct AgreementHead {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) aliases: Vec<String>,
    pub(super) supplement: bool,
    pub(super) period: Option<Period>,
    pub(super) registry_numbers: Vec<String>,
    pub(super) totals: Vec<Total>,
}

/// An exact total of an agreement.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Total {
    pub(super) value: Number,
    pub(super) resolution: Number,
    pub(super) currency: String,
    pub(super) years: Vec<i32>,
}

/// What a table is recognised by.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct TableHead {
    pub(super) id: String,
    /// The index of the agreement that it belongs to.
    pub(super) told: Option<usize>,
    /// A hash of what it allocates.
    pub(super) content: Option<String>,
}

/// What belongs to no agreement of its document.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Loose {
    pub(super) amounts: Vec<Amount>,
    pub(super) deadlines: Vec<Deadline>,
}

/// The parts of a document behind those of its agreements.
#[derive(Debug, Clone, Copy)]
pub(super) enum Part {
    Agreement(usize),
    Loose,
    Tables,
    Checks,
}

impl Head {
    /// The index of a part.
    pub(super) fn part(&self, part: Part) -> usize {
        let agreements = self.agreements.len();
        match part {
            Part::Agreement(index) => index,
            Part::Loose => agreements,
            Part::Tables => agreements + 1,
            Part::Checks => agreements + 2,
        }
    }
}

impl Reduced {
    /// Reduces an extraction.
    pub fn of(extraction: Extraction) -> Reduced {
        let failure = extraction.diagnostics.iter().find(|it| it.severity == Severity::Error);
        let tables = extraction.tables.iter().map(|table| TableHead {
            id: table.id.clone(),
            told: told(&extraction, table),
            content: content(table),
        });
        let mut head = Head {
            failure: failure.map(|it| (it.code, it.message.clone())),
            captured: None,
            listed: None,
            age: 0,
            origin: None,
            supersedes: None,
            digest: String::new(),
            agreements: extraction.agreements.iter().map(AgreementHead::of).collect(),
            tables: tables.collect(),
            loose: !extraction.amounts.is_empty() || !extraction.deadlines.is_empty(),
            document: extraction.document,
        };
        head.document.title_mentions.clear();
        head.document.published_mentions.clear();
        head.document.reader.pages_without_text.clear();
        let loose = Loose { amounts: extraction.amounts, deadlines: extraction.deadlines };
        let mut parts: Vec<String> =
            extraction.agreements.into_iter().map(|it| line(&without_unused(it))).collect();
        parts.extend([line(&loose), line(&extraction.tables), line(&extraction.checks)]);
        // Where the document stands plays no part.
        let source = std::mem::take(&mut head.document.source);
        let mut reduced = Reduced { head, parts };
        reduced.head.digest = sha256(reduced.text().as_bytes());
        reduced.named(&source)
    }

    /// The same for a document of the same bytes that stands elsewhere.
    pub fn named(mut self, source: &str) -> Reduced {
        source.clone_into(&mut self.head.document.source);
        self
    }

    /// All of it as lines of text.
    pub fn text(&self) -> String {
        let mut text = line(&self.head);
        for part in &self.parts {
            text.push('\n');
            text.push_str(part);
        }
        text
    }

    /// What [`Reduced::text`] gave; none where it is anything else.
    pub fn parse(text: &str) -> Option<Reduced> {
        let mut lines = text.split('\n');
        let head: Head = serde_json::from_str(lines.next()?).ok()?;
        let parts: Vec<String> = lines.map(str::to_owned).collect();
        (parts.len() == head.agreements.len() + 3).then_some(Reduced { head, parts })
    }
}

impl AgreementHead {
    fn of(agreement: &Agreement) -> AgreementHead {
        let exact = |it: &&Amount| it.role == Role::Total && it.bound == Bound::Exact;
        let total = |it: &Amount| Total {
            value: it.value,
            resolution: it.resolution,
            currency: it.currency.clone(),
            years: it.years.clone(),
        };
        AgreementHead {
            id: agreement.id.clone(),
            title: agreement.title.clone(),
            aliases: agreement.aliases.clone(),
            supplement: agreement.supplement,
            period: agreement.period,
            registry_numbers: agreement
                .registry_numbers
                .iter()
                .map(|it| it.value.clone())
                .collect(),
            totals: agreement.amounts.iter().filter(exact).map(total).collect(),
        }
    }
}

fn without_unused(agreement: Agreement) -> Agreement {
    Agreement {
        alias_mentions: Vec::new(),
        parties: Vec::new(),
        dates: Vec::new(),
        appropriation: None,
        contacts: Vec::new(),
        signatories: Vec::new(),
        links: Vec::new(),
        ..agreement
    }
}

fn line(value: &impl Serialize) -> String {
    #[expect(clippy::expect_used, reason = "the records have string keys and finite numbers only")]
    serde_json::to_string(value).expect("a record can be written as JSON")
}

/// The tables of a document.
pub(super) type Tables = Vec<Table>;

/// The checks of a document.
pub(super) type Checks = Vec<Check>;
