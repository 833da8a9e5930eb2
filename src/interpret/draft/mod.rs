//! An amount as it is found at one place: the words around it, what they claim, the years, the
//! recipient, the purpose. `tree` makes facts of drafts.

pub(crate) mod basis;
pub(crate) mod broken;
mod coordinate;
mod label;
pub(crate) mod plain;
pub(crate) mod price;
mod same_years;
pub(crate) mod sentence;

use std::ops::Range;

use super::purpose;
use super::role::Claim;
use super::year::Relative;
use crate::contract::{Basis, Party, PartyKind, Role};
use crate::recognise::amount::Amount;

/// Where a draft comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Origin {
    /// A heading.
    Heading,
    /// Running text.
    Prose,
    /// A list item.
    Item,
    /// A row of a table.
    Row {
        /// Index of the table among the document's.
        table: usize,
        /// Index of the row.
        row: usize,
    },
}

/// An amount at one place.
#[derive(Debug, Clone)]
pub(crate) struct Draft {
    /// Where it stands; more than one place after merging.
    pub(crate) ranges: Vec<Range<usize>>,
    /// Where a headline or the like states it rounded.
    pub(crate) rounded: Vec<Range<usize>>,
    pub(crate) amount: Amount,
    pub(crate) origin: Origin,
    /// The part in which it stands first.
    pub(crate) part: usize,
    /// The section in which it stands.
    pub(crate) section: usize,
    /// Index of its sentence; none in a table.
    pub(crate) sentence: Option<usize>,
    pub(crate) claim: Claim,
    /// The rule that gave the claim; empty where none did.
    pub(crate) rule: &'static str,
    /// The draft that "varav" refers to.
    pub(crate) opened_by: Option<usize>,
    /// True where "och" goes on with the parts that an earlier word opened.
    pub(crate) goes_on: bool,
    pub(crate) years: Vec<i32>,
    /// True where the years stand with the amount itself.
    pub(crate) years_said: bool,
    /// What words tell of the years where no year is named; `tree` settles it.
    pub(crate) relative_year: Option<Relative>,
    /// True where the years are no other amount's: it is only compared with, or in brackets.
    pub(crate) years_apart: bool,
    pub(crate) recipient: Option<Party>,
    pub(crate) funder: Option<Party>,
    /// The rule that gave the recipient; empty where none did.
    pub(crate) recipient_rule: &'static str,
    pub(crate) purpose: Option<String>,
    /// The rule that gave the purpose; empty where none did.
    pub(crate) purpose_rule: &'static str,
    /// True where its verb ("avser") is not said again with the amount that "och" goes on with.
    pub(crate) verb_said: bool,
    /// The words behind it, up to the next amount.
    pub(crate) behind: String,
    /// The sentence and heading around it, by which repetitions are known.
    pub(crate) context: String,
    pub(crate) basis: Option<Basis>,
    /// The party of whose money it is a part: "i landstingens del ingår".
    pub(crate) of_party: Option<PartyKind>,
    /// What leads to it as to others beside it: "för kompetens" of "för primärvård avsätts 150 mnkr
    /// och för kompetens 100 mnkr"; empty where nothing does.
    pub(crate) lead: String,
    /// True for "därtill kommer": it is no part of what stands before unless the sums say so.
    pub(crate) added: bool,
    /// True where "merparten" or "den första delen" says that it is not the whole.
    pub(crate) portion: bool,
    /// True where "ytterligare" says that it is one more.
    pub(crate) further: bool,
    /// True where it only refers to an amount named elsewhere: "de 500 miljoner kronorna".
    pub(crate) again: bool,
    pub(crate) role: Role,
    pub(crate) parent: Option<usize>,
    /// The draft that it states again in another figure.
    pub(crate) restates: Option<usize>,
    /// The agreement it belongs to, by index.
    pub(crate) agreement: Option<usize>,
}

impl Draft {
    /// True for what each of several gets or pays: "30 mnkr vardera".
    pub(crate) fn is_each(&self) -> bool {
        let behind = self.behind.trim_start();
        behind
            .strip_prefix("vardera")
            .is_some_and(|rest| !rest.starts_with([' ']) || !rest.trim_start().starts_with("år"))
    }

    /// A draft of which only the amount and the place are known.
    pub(crate) fn new(range: Range<usize>, amount: Amount, origin: Origin, part: usize) -> Draft {
        Draft {
            ranges: vec![range],
            rounded: Vec::new(),
            amount,
            origin,
            part,
            section: 0,
            sentence: None,
            claim: Claim::Unsaid,
            rule: "",
            opened_by: None,
            goes_on: false,
            years: Vec::new(),
            years_said: false,
            relative_year: None,
            years_apart: false,
            recipient: None,
            funder: None,
            recipient_rule: "",
            purpose: None,
            purpose_rule: "",
            verb_said: false,
            behind: String::new(),
            context: String::new(),
            basis: None,
            of_party: None,
            lead: String::new(),
            added: false,
            portion: false,
            further: false,
            again: false,
            role: Role::Other,
            parent: None,
            restates: None,
            agreement: None,
        }
    }

    /// True where a rule leads to its purpose; the words of its clause or heading are no rule.
    pub(crate) fn purpose_is_said(&self) -> bool {
        !self.purpose_rule.is_empty() && self.purpose_rule != purpose::CLAUSE
    }

    /// Where it stands first.
    pub(crate) fn start(&self) -> usize {
        self.ranges.first().map_or(0, |range| range.start)
    }
}

/// True where two recipients can be the same.
pub(crate) fn compatible(a: &Option<Party>, b: &Option<Party>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => {
            a.kind == b.kind && a.code == b.code
                || (a.kind == PartyKind::Other || b.kind == PartyKind::Other)
        }
        _ => true,
    }
}
