//! What the pairs differ in, put into words.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::fact::{Fact, Subject};
use super::pair::{Pairs, REFERENCES};
use super::words::{self, cut, full, name};
use super::{Change, Comparison, Kind, Lens};
use crate::contract::{Mention, Number};

/// The two readings and who is who in them.
struct Sides<'a> {
    old: &'a [Fact],
    new: &'a [Fact],
    pairs: &'a Pairs,
    lens: Lens,
}

/// All changes between two lists of facts.
pub(super) fn changes(old: &[Fact], new: &[Fact], pairs: &Pairs, lens: Lens) -> Comparison {
    let sides = Sides { old, new, pairs, lens };
    // Facts that are gone stand behind those of their subject that are there.
    let gone =
        (0..old.len()).filter(|&at| pairs.new[at].is_none()).map(|at| (old[at].subject, 1, at));
    let there = (0..new.len()).map(|at| (new[at].subject, 0, at));
    let mut order: Vec<(Subject, u8, usize)> = gone.chain(there).collect();
    order.sort_unstable();
    let mut found = Comparison::default();
    for (_, side, at) in order {
        match (side, pairs.old.get(at).copied().flatten()) {
            (0, Some(before)) => sides.changed(before, at, &mut found),
            (0, None) => found.changes.extend(sides.whole(at, Kind::Added)),
            _ => found.changes.extend(sides.whole(at, Kind::Lost)),
        }
    }
    found.reordered = lens.same_document && sides.reordered();
    found
}

impl Sides<'_> {
    /// A fact that is on one side only; none where what it belongs to says so already.
    fn whole(&self, at: usize, kind: Kind) -> Option<Change> {
        let (facts, partners) = match kind {
            Kind::Lost => (self.old, &self.pairs.new),
            _ => (self.new, &self.pairs.old),
        };
        let fact = &facts[at];
        let money = matches!(fact.subject, Subject::Amount | Subject::Deadline | Subject::Table);
        let told = fact.owner.is_some_and(|owner| partners[owner].is_none());
        let idle = match fact.subject {
            Subject::Check => fact.text("status") != "contradicts",
            Subject::Diagnostic => fact.text("severity") == "note",
            _ => false,
        };
        if (told && !money) || (idle && !self.lens.same_document) {
            return None;
        }
        let what = match kind {
            Kind::Lost => "is no longer there",
            _ => "is new",
        };
        let value = fact.field("value");
        let (before, after) = match kind {
            Kind::Lost => (value.clone(), Value::Null),
            _ => (Value::Null, value.clone()),
        };
        Some(Change {
            subject: fact.subject,
            change: kind,
            field: None,
            about: about(facts, at),
            before,
            after,
            difference: None,
            sentence: format!("{}{} {what}", full(fact), held(facts, at)),
            mention: fact.mentions.first().cloned(),
        })
    }

    /// What differs between a fact and its partner.
    fn changed(&self, before: usize, after: usize, found: &mut Comparison) {
        let (old, new) = (&self.old[before], &self.new[after]);
        let names: BTreeSet<&String> = old.fields.keys().chain(new.fields.keys()).collect();
        let mut own = Vec::new();
        for field in names {
            if self.passed_over(old.subject, field) {
                continue;
            }
            let (was, is) = (old.field(field), new.field(field));
            if !same(&self.pairs.told(field, was), is) {
                own.push((field.as_str(), was, is));
            }
        }
        // What each document says of a value that changed is no news.
        if own.len() > 1 {
            own.retain(|(field, ..)| *field != "claims");
        }
        if old.subject == Subject::Check {
            self.check(&own, old, new, after, found);
            return;
        }
        let moved_to_other = self.owner_changed(before, after);
        for (field, was, is) in &own {
            let (was, is) = (self.shown(self.old, field, was), self.shown(self.new, field, is));
            found.changes.push(self.change(after, field, was, is, old));
        }
        if let Some((was, is)) = &moved_to_other {
            let mut change = self.change(after, "agreement", was.clone(), is.clone(), old);
            change.sentence =
                format!("{} now belongs to {}, before to {}", name(new), text(is), text(was));
            found.changes.push(change);
        }
        if !own.is_empty() || moved_to_other.is_some() || !self.lens.same_document {
            return;
        }
        if old.subject == Subject::Agreement && old.id != new.id {
            let (was, is) = (Value::String(old.id.clone()), Value::String(new.id.clone()));
            found.changes.push(self.change(after, "id", was, is, old));
        } else if quotes(&old.mentions) != quotes(&new.mentions) {
            found.changes.push(self.requoted(old, new, after));
        } else if old.mentions != new.mentions {
            found.moved += 1;
        } else if old.id != new.id {
            found.renamed += 1;
        }
    }

    /// The change of one field.
    fn change(&self, at: usize, field: &str, before: Value, after: Value, old: &Fact) -> Change {
        let new = &self.new[at];
        let difference = match (words::number(&before), words::number(&after)) {
            (Some(was), Some(is)) if matches!(field, "value" | "value_to") => {
                Some(Number::new(is - was))
            }
            _ => None,
        };
        Change {
            subject: new.subject,
            change: match (nothing(&before), nothing(&after)) {
                (true, _) => Kind::Added,
                (_, true) => Kind::Lost,
                _ => Kind::Changed,
            },
            field: Some(field.to_owned()),
            about: about(self.new, at),
            sentence: self.sentence(at, field, &before, &after, old),
            before,
            after,
            difference,
            mention: new.mentions.first().cloned(),
        }
    }

    fn sentence(
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
                name
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
            (Subject::Deadline | Subject::Date, "date") => {
                format!("{} {was} -> {is}", new.text("kind").replace('_', " "))
            }
            (Subject::Document, "sha256") => "the document has other bytes than it had".to_owned(),
            _ if nothing(after) => format!("{} lost its {called} ({was})", name(old)),
            _ if nothing(before) => format!("{} got the {called} {is}", name(new)),
            _ => format!("{}: {called} {was} -> {is}", name(new)),
        }
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

    /// One change for all that differs in a check.
    fn check(
        &self,
        own: &[(&str, &Value, &Value)],
        old: &Fact,
        new: &Fact,
        at: usize,
        found: &mut Comparison,
    ) {
        let field = [
            "status",
            "difference",
            "expected",
            "actual",
            "subject",
            "tolerance",
            "kind",
            "message",
        ];
        let first = field.iter().find_map(|name| own.iter().find(|(field, ..)| field == name));
        let Some((field, was, is)) = first.or(own.first()) else {
            found.renamed += usize::from(self.lens.same_document && old.id != new.id);
            return;
        };
        let plain = |fact: &Fact| words::without_places(fact.text("message"));
        if *field == "message" && plain(old) == plain(new) {
            found.moved += 1;
            return;
        }
        let mut change = self.change(at, field, (*was).clone(), (*is).clone(), old);
        let message = new.text("message").trim_end_matches('.').to_owned();
        change.sentence = match *field {
            "status" => format!("check {}, before it {}: {message}", verdict(is).0, verdict(was).1),
            "difference" => format!(
                "check off by {}, before by {}: {message}",
                words::field(field, is),
                words::field(field, was)
            ),
            _ => format!("check has another {field}: {message}"),
        };
        found.changes.push(change);
    }

    /// A fact whose words in the document are others, or stand in more or fewer places.
    fn requoted(&self, old: &Fact, new: &Fact, at: usize) -> Change {
        let list = |fact: &Fact| -> Value {
            fact.mentions.iter().map(|mention| Value::String(mention.quote.clone())).collect()
        };
        let mut change = self.change(at, "quotes", list(old), list(new), old);
        change.sentence = match (&old.mentions[..], &new.mentions[..]) {
            ([was], [is]) => {
                format!(
                    "{} is read from \"{}\", before from \"{}\"",
                    name(new),
                    cut(&is.quote),
                    cut(&was.quote)
                )
            }
            (was, is) if was.len() != is.len() => {
                format!("{} is read from {} places, before from {}", name(new), is.len(), was.len())
            }
            _ => format!("{} is read from other places", name(new)),
        };
        change
    }

    /// True for fields that are told by other facts, or tell nothing about another document.
    fn passed_over(&self, subject: Subject, field: &str) -> bool {
        match subject {
            Subject::Cell => field != "value",
            // The cells and rows say it.
            Subject::Table => matches!(field, "labels" | "rows"),
            // The hash says so where they are others.
            Subject::Document if field == "bytes" => true,
            Subject::Document if !self.lens.same_document => !matches!(field, "kind" | "status"),
            Subject::Check if !self.lens.same_document => {
                !matches!(field, "status") && field != "difference"
            }
            Subject::Dataset => field == "build",
            Subject::Diagnostic if !self.lens.same_document => true,
            _ => false,
        }
    }

    /// The agreements of a fact that belongs to another one than before.
    fn owner_changed(&self, before: usize, after: usize) -> Option<(Value, Value)> {
        let (was, is) = (self.old[before].owner?, self.new[after].owner?);
        if self.pairs.new[was] == Some(is) {
            return None;
        }
        let called = |facts: &[Fact], at: usize| {
            let own = about(facts, at);
            Value::String(if own.is_empty() { "no agreement".to_owned() } else { own })
        };
        Some((called(self.old, before), called(self.new, after)))
    }

    /// A field as it is shown: facts that it names by what they are called.
    fn shown(&self, facts: &[Fact], field: &str, value: &Value) -> Value {
        match value {
            Value::String(id) if REFERENCES.contains(&field) => {
                let named = facts.iter().find(|fact| fact.id == *id);
                named.map_or(value.clone(), |fact| Value::String(name(fact)))
            }
            Value::Array(ids) if REFERENCES.contains(&field) => {
                ids.iter().map(|id| self.shown(facts, field, id)).collect()
            }
            _ => value.clone(),
        }
    }

    /// True where facts of one owner that are on both sides stand in another order.
    fn reordered(&self) -> bool {
        let mut last: BTreeMap<(Subject, Option<usize>), usize> = BTreeMap::new();
        for (at, fact) in self.new.iter().enumerate() {
            let Some(before) = self.pairs.old[at] else { continue };
            let last = last.entry((fact.subject, fact.owner)).or_default();
            if before < *last
                && self.old[before].owner.and_then(|owner| self.pairs.new[owner]) == fact.owner
            {
                return true;
            }
            *last = before;
        }
        false
    }
}

/// Whose a fact is: the region of a cell or row, else the agreement.
fn about(facts: &[Fact], at: usize) -> String {
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
fn held(facts: &[Fact], at: usize) -> String {
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
fn verdict(status: &Value) -> (&'static str, &'static str) {
    match status.as_str() {
        Some("holds") => ("now holds", "held"),
        Some("remainder") => ("now leaves a remainder", "left a remainder"),
        Some("contradicts") => ("now contradicts", "contradicted"),
        _ => ("now says nothing", "said nothing"),
    }
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

/// The quotes of some mentions, whichever their order.
fn quotes(mentions: &[Mention]) -> Vec<&str> {
    let mut quotes: Vec<&str> = mentions.iter().map(|mention| mention.quote.as_str()).collect();
    quotes.sort_unstable();
    quotes
}

fn nothing(value: &Value) -> bool {
    value.is_null() || value.as_array().is_some_and(Vec::is_empty)
}

fn same(old: &Value, new: &Value) -> bool {
    old == new || (nothing(old) && nothing(new))
}
