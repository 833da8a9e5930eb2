//! What the pairs differ in, put into words.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::fact::{Fact, Subject};
use super::later::of_all_years;
use super::likeness::same_party;
use super::pair::{Pairs, REFERENCES};
use super::sentence::{about, held, verdict};
use super::words::{self, cut, full, name};
use super::{Change, Comparison, Kind, Lens};
use crate::contract::{Mention, Number};
use crate::reconcile::documents::words as words_of;

/// The two readings and who is who in them.
pub(super) struct Sides<'a> {
    pub(super) old: &'a [Fact],
    /// The old facts with their years as those of the new reading.
    told: &'a [Fact],
    pub(super) new: &'a [Fact],
    pairs: &'a Pairs,
    pub(super) lens: Lens,
}

/// All changes between two lists of facts.
pub(super) fn changes(
    (old, told): (&[Fact], &[Fact]),
    new: &[Fact],
    pairs: &Pairs,
    lens: Lens,
) -> Comparison {
    let sides = Sides { old, told, new, pairs, lens };
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
        if self.lens.later && of_its_text(fact.subject) {
            return None;
        }
        let idle = match fact.subject {
            Subject::Check => fact.text("status") != "contradicts",
            Subject::Diagnostic => fact.text("severity") == "note",
            _ => false,
        };
        if (told && !money) || (idle && !self.lens.same_document) {
            return None;
        }
        // What a later agreement no longer says is told as its own.
        let own = fact.owner.filter(|owner| facts[*owner].subject == Subject::Agreement);
        let heir = own.and_then(|owner| partners[owner]).filter(|_| kind == Kind::Lost);
        let about = heir.map_or_else(|| about(facts, at), |heir| about(self.new, heir));
        let what = if kind == Kind::Lost { "lost" } else { "new" };
        let value = fact.field("value");
        let (before, after) = match kind {
            Kind::Lost => (value.clone(), Value::Null),
            _ => (Value::Null, value.clone()),
        };
        Some(Change {
            subject: fact.subject,
            change: kind,
            field: None,
            about,
            before,
            after,
            difference: None,
            percent: None,
            sentence: format!("{what} {}{}", full(fact), held(facts, at)),
            mention: fact.mentions.first().cloned(),
            sides: if kind == Kind::Lost { (Some(at), None) } else { (None, Some(at)) },
        })
    }

    /// What differs between a fact and its partner.
    fn changed(&self, before: usize, after: usize, found: &mut Comparison) {
        let (old, new) = (&self.old[before], &self.new[after]);
        if self.lens.later && of_its_text(new.subject) {
            return;
        }
        let names: BTreeSet<&String> = old.fields.keys().chain(new.fields.keys()).collect();
        let mut own = Vec::new();
        for field in names {
            if self.passed_over(new, field) || self.years_follow(field, before, after) {
                continue;
            }
            let told = self.pairs.told(field, self.told[before].field(field));
            if !self.same(field, &told, new.field(field)) {
                own.push((field.as_str(), old.field(field), new.field(field)));
            }
        }
        // How much it is comes before what it is for.
        own.sort_by_key(|(field, ..)| *field != "value");
        // What each document says of a value that changed is no news.
        if own.len() > 1 {
            own.retain(|(field, ..)| *field != "claims");
        }
        if old.subject == Subject::Check {
            self.check(&own, before, after, found);
            return;
        }
        let moved_to_other = self.owner_changed(before, after);
        let counts = matches!(new.subject, Subject::Amount | Subject::Cell | Subject::Deadline);
        found.same += usize::from(counts && own.is_empty() && moved_to_other.is_none());
        for (field, was, is) in &own {
            let (was, is) = (self.shown(self.old, field, was), self.shown(self.new, field, is));
            found.changes.push(self.change(after, field, was, is, before));
        }
        if let Some((was, is)) = &moved_to_other {
            let mut change = self.change(after, "agreement", was.clone(), is.clone(), before);
            change.sentence =
                format!("{} now belongs to {}, before to {}", name(new), text(is), text(was));
            found.changes.push(change);
        }
        if !own.is_empty() || moved_to_other.is_some() || !self.lens.same_document {
            return;
        }
        if old.subject == Subject::Agreement && old.id != new.id {
            let (was, is) = (Value::String(old.id.clone()), Value::String(new.id.clone()));
            found.changes.push(self.change(after, "id", was, is, before));
        } else if quotes(&old.mentions) != quotes(&new.mentions) {
            found.changes.push(self.requoted(before, after));
        } else if old.mentions != new.mentions {
            found.moved += 1;
        } else if old.id != new.id {
            found.renamed += 1;
        }
    }

    /// True for the years of a fact that are those of its agreement on both sides, or that did not
    /// move with it.
    fn years_follow(&self, field: &str, before: usize, after: usize) -> bool {
        let unmoved = || self.old[before].field(field) == self.new[after].field(field);
        let whole = || of_all_years(self.old, before) && of_all_years(self.new, after);
        self.lens.later && field == "years" && (unmoved() || whole())
    }

    /// The change of one field.
    fn change(
        &self,
        at: usize,
        field: &str,
        before: Value,
        after: Value,
        partner: usize,
    ) -> Change {
        let (old, new) = (&self.old[partner], &self.new[at]);
        let (difference, percent) = match (words::number(&before), words::number(&after)) {
            (Some(was), Some(is)) if matches!(field, "value" | "value_to") => {
                (Some(Number::new(is - was)), super::percent(was, is - was))
            }
            _ => (None, None),
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
            percent,
            mention: new.mentions.first().cloned(),
            sides: (Some(partner), Some(at)),
        }
    }

    /// One change for all that differs in a check.
    fn check(
        &self,
        own: &[(&str, &Value, &Value)],
        before: usize,
        at: usize,
        found: &mut Comparison,
    ) {
        let (old, new) = (&self.old[before], &self.new[at]);
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
        let mut change = self.change(at, field, (*was).clone(), (*is).clone(), before);
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
    fn requoted(&self, before: usize, at: usize) -> Change {
        let (old, new) = (&self.old[before], &self.new[at]);
        let list = |fact: &Fact| -> Value {
            fact.mentions.iter().map(|mention| Value::String(mention.quote.clone())).collect()
        };
        let mut change = self.change(at, "quotes", list(old), list(new), before);
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

    /// True where two values of a field are one; of two documents also where they say the same in
    /// other words.
    fn same(&self, field: &str, old: &Value, new: &Value) -> bool {
        let loosely = || match (field, old, new) {
            ("purpose", Value::String(old), Value::String(new)) => {
                let (old, new) = (words_of(old), words_of(new));
                let both = old.intersection(&new).count();
                both > 0 && 2 * both >= old.len().min(new.len())
            }
            ("recipient" | "funder", ..) => same_party(old, new),
            _ => false,
        };
        // A text that does not say what an amount is for does not say that it is for something else.
        let unsaid = self.lens.later && field == "purpose" && (nothing(old) || nothing(new));
        old == new
            || unsaid
            || (nothing(old) && nothing(new))
            || (!self.lens.same_document && loosely())
    }

    /// True for fields that are told by other facts, or tell nothing about another document.
    fn passed_over(&self, fact: &Fact, field: &str) -> bool {
        match fact.subject {
            Subject::Cell => field != "value",
            // The cells and rows say it.
            Subject::Table => matches!(field, "labels" | "rows"),
            // The hash says so where they are others.
            Subject::Document if field == "bytes" => true,
            Subject::Document if !self.lens.same_document => !matches!(field, "kind" | "status"),
            Subject::Check if self.lens.later => field != "status",
            Subject::Agreement if self.lens.later => field == "aliases",
            Subject::Check if !self.lens.same_document => {
                !matches!(field, "status") && field != "difference"
            }
            Subject::Amount if !self.lens.same_document => {
                matches!(field, "resolution" | "proved_by")
                    || (field == "purpose" && fact.text("role") == "total")
            }
            // A region is its code, and SKR is SKL, whatever the two documents call them.
            Subject::Row if !self.lens.same_document => {
                matches!(field, "label" | "name") && !fact.field("code").is_null()
            }
            Subject::Party if !self.lens.same_document => {
                field == "name" && fact.text("kind") == "skr"
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

/// True for what belongs to one text and is another in the next year's.
fn of_its_text(subject: Subject) -> bool {
    use Subject::{Contact, Date, Diagnostic, Link, Party, RegistryNumber, Signatory};
    matches!(subject, RegistryNumber | Contact | Signatory | Link | Date | Diagnostic | Party)
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

pub(super) fn nothing(value: &Value) -> bool {
    value.is_null() || value.as_array().is_some_and(Vec::is_empty)
}
