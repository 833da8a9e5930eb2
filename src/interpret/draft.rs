//! An amount as it is found at one place: the words around it, what they claim, the years, the
//! recipient, the purpose. `tree` and `merge` make facts of drafts.

use std::ops::Range;

use super::purpose;
use super::role::Claim;
use super::year::Relative;
use crate::contract::{Basis, Party, PartyKind, Role};
use crate::recognise::amount::Amount;

/// Where a draft comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Origin {
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
pub(super) struct Draft {
    /// Where it stands; more than one place after merging.
    pub(super) ranges: Vec<Range<usize>>,
    /// Where a headline or the like states it rounded.
    pub(super) rounded: Vec<Range<usize>>,
    pub(super) amount: Amount,
    pub(super) origin: Origin,
    /// The part in which it stands first.
    pub(super) part: usize,
    /// The section in which it stands.
    pub(super) section: usize,
    /// Index of its sentence; none in a table.
    pub(super) sentence: Option<usize>,
    pub(super) claim: Claim,
    /// The rule that gave the claim; empty where none did.
    pub(super) rule: &'static str,
    /// The draft that "varav" refers to.
    pub(super) opened_by: Option<usize>,
    /// True where "och" goes on with the parts that an earlier word opened.
    pub(super) goes_on: bool,
    pub(super) years: Vec<i32>,
    /// True where the years stand with the amount itself.
    pub(super) years_said: bool,
    /// What words tell of the years where no year is named; `tree` settles it.
    pub(super) relative_year: Option<Relative>,
    /// True where the years are no other amount's: it is only compared with, or in brackets.
    pub(super) years_apart: bool,
    pub(super) recipient: Option<Party>,
    pub(super) funder: Option<Party>,
    /// The rule that gave the recipient; empty where none did.
    pub(super) recipient_rule: &'static str,
    pub(super) purpose: Option<String>,
    /// The rule that gave the purpose; empty where none did.
    pub(super) purpose_rule: &'static str,
    /// True where its verb ("avser") is not said again with the amount that "och" goes on with.
    pub(super) verb_said: bool,
    /// The words behind it, up to the next amount.
    pub(super) behind: String,
    /// The sentence and heading around it, by which repetitions are known.
    pub(super) context: String,
    pub(super) basis: Option<Basis>,
    /// The party of whose money it is a part: "i landstingens del ingår".
    pub(super) of_party: Option<PartyKind>,
    /// What leads to it as to others beside it: "för kompetens" of "för primärvård avsätts 150 mnkr
    /// och för kompetens 100 mnkr"; empty where nothing does.
    pub(super) lead: String,
    /// True for "därtill kommer": it is no part of what stands before unless the sums say so.
    pub(super) added: bool,
    /// True where "merparten" or "den första delen" says that it is not the whole.
    pub(super) portion: bool,
    /// True where "ytterligare" says that it is one more.
    pub(super) further: bool,
    /// True where it only refers to an amount named elsewhere: "de 500 miljoner kronorna".
    pub(super) again: bool,
    pub(super) role: Role,
    pub(super) parent: Option<usize>,
    /// The draft that it states again in another figure.
    pub(super) restates: Option<usize>,
    /// The agreement it belongs to, by index.
    pub(super) agreement: Option<usize>,
}

impl Draft {
    /// A draft of which only the amount and the place are known.
    pub(super) fn new(range: Range<usize>, amount: Amount, origin: Origin, part: usize) -> Draft {
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
    pub(super) fn purpose_is_said(&self) -> bool {
        !self.purpose_rule.is_empty() && self.purpose_rule != purpose::CLAUSE
    }

    /// Where it stands first.
    pub(super) fn start(&self) -> usize {
        self.ranges.first().map_or(0, |range| range.start)
    }
}

/// True where two recipients can be the same.
pub(super) fn compatible(a: &Option<Party>, b: &Option<Party>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => {
            a.kind == b.kind && a.code == b.code
                || (a.kind == PartyKind::Other || b.kind == PartyKind::Other)
        }
        _ => true,
    }
}
