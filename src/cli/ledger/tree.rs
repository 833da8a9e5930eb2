//! Amounts as lines under each other, parts under what they are parts of.

use std::collections::{BTreeMap, BTreeSet};

use overens::contract::{Amount, Bound, CheckStatus, Party, Per};
use overens::reconcile::grouped;
use rust_decimal::Decimal;

use super::super::style::{Style, cut, years};

/// How many letters of a purpose are printed.
const PURPOSE: usize = 56;

/// An amount of a tree.
pub(super) struct Entry<'a> {
    pub(super) amount: &'a Amount,
    pub(super) verdict: Verdict,
    /// Where it stands.
    pub(super) place: String,
    /// What else is said of it, printed below it.
    pub(super) others: Vec<Other>,
    /// By how much its parts are not all of it, printed below them.
    pub(super) open: Vec<Open>,
}

/// Another figure for an amount.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Other {
    pub(super) verdict: Verdict,
    pub(super) value: Decimal,
    pub(super) role: &'static str,
    pub(super) what: &'static str,
    pub(super) place: String,
}

/// How far parts are off their total.
pub(super) struct Open {
    pub(super) status: CheckStatus,
    /// What the parts come to, less the total.
    pub(super) difference: Decimal,
    pub(super) place: String,
}

/// What the checks say of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Verdict {
    Unchecked,
    Holds,
    Remainder,
    Contradicts,
}

impl Verdict {
    pub(super) fn of(status: CheckStatus) -> Verdict {
        match status {
            CheckStatus::Holds => Verdict::Holds,
            CheckStatus::Remainder => Verdict::Remainder,
            CheckStatus::Contradicts => Verdict::Contradicts,
        }
    }

    fn mark(self) -> &'static str {
        match self {
            Verdict::Unchecked => "",
            Verdict::Holds => "ok",
            Verdict::Remainder => "remainder",
            Verdict::Contradicts => "CONTRADICTS",
        }
    }

    fn colour(self) -> &'static str {
        match self {
            Verdict::Unchecked => "0",
            Verdict::Holds => "32",
            Verdict::Remainder => "33",
            Verdict::Contradicts => "1;31",
        }
    }

    /// The mark as it stands before a line, as wide as any other.
    pub(super) fn painted(self, style: Style) -> String {
        style.paint(self.colour(), &format!("{:<11}", self.mark()))
    }
}

/// One line of the tree before its columns are aligned.
struct Line {
    verdict: Verdict,
    amount: String,
    years: String,
    role: &'static str,
    recipient: String,
    what: String,
    place: String,
}

/// The entries as lines, parts under what they are parts of.
pub(super) fn drawn(entries: &[Entry<'_>], style: Style) -> String {
    let known: BTreeSet<&str> = entries.iter().map(|entry| entry.amount.id.as_str()).collect();
    let mut parts: BTreeMap<Option<&str>, Vec<&Entry<'_>>> = BTreeMap::new();
    for entry in entries {
        let whole = entry.amount.parent.as_deref().filter(|id| known.contains(id));
        parts.entry(whole).or_default().push(entry);
    }
    let mut drawing = Drawing { parts, lines: Vec::new(), style };
    // First the roots; what is left are parts of each other, as two documents may have it.
    while let Some((_, roots)) = drawing.parts.pop_first() {
        for root in roots {
            drawing.branch(root, 0, true);
        }
    }
    aligned(&drawing.lines, style)
}

/// A tree that is being drawn.
struct Drawing<'e, 'a> {
    /// The entries by the id of what they are parts of.
    parts: BTreeMap<Option<&'e str>, Vec<&'e Entry<'a>>>,
    lines: Vec<Line>,
    style: Style,
}

impl<'e> Drawing<'e, '_> {
    fn branch(&mut self, entry: &'e Entry<'_>, depth: usize, last: bool) {
        let (amount, style) = (entry.amount, self.style);
        let purpose = cut(&style.plain(amount.purpose.as_deref().unwrap_or("-")), PURPOSE);
        self.lines.push(Line {
            verdict: entry.verdict,
            amount: money(amount),
            years: years(&amount.years),
            role: amount.role.name(),
            recipient: style.plain(&amount.recipient.as_ref().map_or(String::new(), party)),
            what: format!("{}{purpose}", style.branch(depth, last)),
            place: entry.place.clone(),
        });
        let parts = self.parts.remove(&Some(amount.id.as_str())).unwrap_or_default();
        let below = entry.others.len() + parts.len() + entry.open.len();
        let mut drawn = 0;
        let mut is_last = || {
            drawn += 1;
            drawn == below
        };
        for other in &entry.others {
            let branch = style.branch(depth + 1, is_last());
            let place = other.place.clone();
            self.below(other.verdict, other.value, other.role, (branch, other.what), place);
        }
        for part in parts {
            let last = is_last();
            self.branch(part, depth + 1, last);
        }
        for open in &entry.open {
            let branch = style.branch(depth + 1, is_last());
            let (role, what, value) = match open.status {
                CheckStatus::Contradicts => {
                    ("difference", "(by which the parts differ from the total)", open.difference)
                }
                _ => ("remainder", "(not given to any part)", -open.difference),
            };
            let verdict = Verdict::of(open.status);
            self.below(verdict, value, role, (branch, what), open.place.clone());
        }
    }

    fn below(
        &mut self,
        verdict: Verdict,
        value: Decimal,
        role: &'static str,
        (branch, what): (String, &str),
        place: String,
    ) {
        self.lines.push(Line {
            verdict,
            amount: grouped(value),
            years: String::new(),
            role,
            recipient: String::new(),
            what: format!("{branch}{what}"),
            place,
        });
    }
}

/// The lines with their columns under each other.
fn aligned(lines: &[Line], style: Style) -> String {
    let width = |of: fn(&Line) -> &str| {
        lines.iter().map(|line| of(line).chars().count()).max().unwrap_or_default()
    };
    let amount = width(|line| &line.amount);
    let years = width(|line| &line.years);
    let role = width(|line| line.role);
    let recipient = width(|line| &line.recipient);
    let what = width(|line| &line.what);
    let mut page = String::new();
    for line in lines {
        let mark = line.verdict.painted(style);
        let row = format!(
            "  {mark}  {:>amount$}  {:<years$}  {:<role$}  {:<recipient$}  {:<what$}  {}",
            line.amount, line.years, line.role, line.recipient, line.what, line.place
        );
        page.push_str(row.trim_end());
        page.push('\n');
    }
    page
}

/// The figure, with what bounds and counts it.
fn money(amount: &Amount) -> String {
    let sign = match amount.bound {
        Bound::Exact | Bound::Range => "",
        Bound::Approximate => "~",
        Bound::AtLeast => ">",
        Bound::AtMost => "<",
    };
    let mut figure = format!("{sign}{}", grouped(amount.value.0));
    if let Some(to) = amount.value_to {
        figure = format!("{figure} - {}", grouped(to.0));
    }
    if amount.currency != "SEK" {
        figure = format!("{} {figure}", amount.currency);
    }
    match amount.per {
        Some(Per::Year) => format!("{figure}/year"),
        Some(Per::Inhabitant) => format!("{figure}/inh."),
        Some(Per::Unit) => format!("{figure}/unit"),
        None => figure,
    }
}

/// One party by its name, several by their kind.
fn party(party: &Party) -> String {
    if party.code.is_some() { party.name.clone() } else { party.kind.name().replace('_', " ") }
}
