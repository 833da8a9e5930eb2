//! Changes in words.

use std::collections::BTreeMap;

use serde_json::Value;

use super::change::{Sides, nothing};
use super::fact::{Fact, Subject};
use super::words::{self, cut, name};

impl Sides<'_> {
    /// What happened to one field of a fact.
    pub(super) fn sentence(
        &self,
        at: usize,
        field: &str,
        before: &Value,
        after: &Value,
        old: &Fact,
    ) -> String {
        let new = &self.new[at];
        let (was, is) = (words::field(field, before), words::field(field, after));
        let called = field.replace('_', " ");
        match (new.subject, field) {
            (Subject::Amount, "value") => {
                let mut name = name(new);
                let figure = words::value(new.field("value"));
                name = name.replacen(&figure, &format!("{was} -> {is}"), 1);
                name + &self.told_apart(new)
            }
            (Subject::Cell, "value") => {
                let (was, is) = match (nothing(before), nothing(after)) {
                    (true, _) => ("empty".to_owned(), is),
                    (_, true) => (was, "empty".to_owned()),
                    _ => (was, is),
                };
                format!("cell {was} -> {is}{}{}", self.column(at), self.off(at))
            }
            (Subject::Amount, "parent") if nothing(after) => {
                format!("{} is no longer a part of {was}", name(new))
            }
            (Subject::Amount, "parent") if nothing(before) => {
                format!("{} is now a part of {is}", name(new))
            }
            (Subject::Amount, "parent") => {
                format!("{} is now a part of {is}, before of {was}", name(new))
            }
            (Subject::Amount, "per") if nothing(after) => {
                format!("{} is no longer per {was}", name(new))
            }
            (Subject::Amount, "per") if nothing(before) => {
                format!("{} was in all before", name(new))
            }
            (Subject::Agreement, "title") => format!("title {was} -> {is}"),
            (Subject::Deadline | Subject::Date, "date") => {
                let kind = new.text("kind").replace('_', " ");
                format!("{kind} {was} -> {is}{}", self.told_apart(new))
            }
            (Subject::Document, "sha256") => "the document has other bytes than it had".to_owned(),
            _ if nothing(after) => format!("{} lost its {called} ({was})", name(old)),
            _ if nothing(before) => format!("{} got the {called} {is}", name(new)),
            _ => format!("{}: {called} {was} -> {is}", name(new)),
        }
    }

    /// Between documents, what tells an amount or a deadline from others of its kind; in one
    /// document its quote stands beside it.
    fn told_apart(&self, fact: &Fact) -> String {
        if self.lens.same_document { String::new() } else { words::whose(fact) }
    }

    /// The column of a cell: ` in "Belopp" of table-1`.
    fn column(&self, at: usize) -> String {
        let column = cut(self.new[at].text("column"));
        let table = self.table(at).map_or("", |table| table.id.as_str());
        if column.is_empty() {
            format!(" in {table}")
        } else {
            format!(" in \"{column}\" of {table}")
        }
    }

    /// The table of a cell.
    fn table(&self, cell: usize) -> Option<&Fact> {
        let row = &self.new[self.new[cell].owner?];
        self.new.get(row.owner?)
    }

    /// What the sum of a cell's column says now and did not say before.
    fn off(&self, at: usize) -> String {
        let Some(table) = self.table(at) else { return String::new() };
        let position = self.new[at].text("position");
        let id = format!("sum-{}-column-{position}", table.id);
        let is_sum = |fact: &&Fact| {
            fact.subject == Subject::Check
                && fact
                    .id
                    .strip_prefix(&id)
                    .is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
        };
        let of = |facts: &[Fact]| -> BTreeMap<String, (String, Value)> {
            let sums = facts.iter().filter(is_sum);
            sums.map(|fact| {
                let status = fact.text("status").to_owned();
                (fact.id.clone(), (status, fact.field("difference").clone()))
            })
            .collect()
        };
        let old = of(self.old);
        for (id, (status, difference)) in of(self.new) {
            let before = old.get(&id);
            if before.is_some_and(|before| *before == (status.clone(), difference.clone())) {
                continue;
            }
            if status == "contradicts" {
                let off = words::number(&difference).map(|off| off.abs()).unwrap_or_default();
                return format!(", the column is now off by {}", crate::reconcile::grouped(off));
            }
            if status == "holds" && before.is_some_and(|(status, _)| status == "contradicts") {
                return ", the column now adds up".to_owned();
            }
        }
        String::new()
    }
}

/// Whose a fact is: the region of a cell or row, else the agreement.
pub(super) fn about(facts: &[Fact], at: usize) -> String {
    let mut at = at;
    loop {
        let fact = &facts[at];
        match (fact.subject, fact.owner) {
            (Subject::Cell, Some(owner)) => at = owner,
            (Subject::Row, _) => {
                return match fact.text("name") {
                    "" => cut(fact.text("label")),
                    name => name.to_owned(),
                };
            }
            (Subject::Agreement, _) => return fact.id.clone(),
            (_, Some(owner)) => at = owner,
            (_, None) => return String::new(),
        }
    }
}

/// What stands in a row or table that is told as a whole.
pub(super) fn held(facts: &[Fact], at: usize) -> String {
    let own = |subject: Subject| {
        facts.iter().filter(move |fact| fact.owner == Some(at) && fact.subject == subject)
    };
    match facts[at].subject {
        Subject::Row => {
            let cells = own(Subject::Cell).map(|cell| words::value(cell.field("value")));
            format!(" ({})", cells.collect::<Vec<_>>().join("; "))
        }
        Subject::Table => {
            let rows = own(Subject::Row).count();
            let columns = facts[at].field("columns").as_array().map_or(0, Vec::len);
            format!(" ({rows} rows, {columns} columns)")
        }
        _ => String::new(),
    }
}

/// What a check says now, and what it said before.
pub(super) fn verdict(status: &Value) -> (&'static str, &'static str) {
    match status.as_str() {
        Some("holds") => ("now holds", "held"),
        Some("remainder") => ("now leaves a remainder", "left a remainder"),
        Some("contradicts") => ("now contradicts", "contradicted"),
        _ => ("now says nothing", "said nothing"),
    }
}
