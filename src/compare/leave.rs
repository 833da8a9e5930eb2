//! A reading in which some of its changes against an older one are left as they were, so that a
//! reviewer can accept the others.

use serde_json::{Map, Value};

use super::fact::{Fact, Subject, of_extraction};
use super::later::Later;
use super::pair::{Pairs, REFERENCES, pair};
use super::{Change, Kind, Lens, readings};
use crate::contract::Extraction;

/// The new reading of a document without some of its changes against the old one, which are given
/// as [`readings`] of the two gives them.
///
/// None where they cannot be left by themselves, because other changes hang together with them:
/// what comes out differs from the new reading in these changes and in nothing else.
pub fn leaving(old: &Extraction, new: &Extraction, left: &[Change]) -> Option<Extraction> {
    let (of_old, of_new) = (of_extraction(old), of_extraction(new));
    let lens = Lens::of_one_document();
    let pairs = pair(&of_old, &of_new, &Later::none(&of_old).agreements, lens);
    let before = serde_json::to_value(old).ok()?;
    let mut record = serde_json::to_value(new).ok()?;
    let sides = Sides { old: &of_old, new: &of_new, pairs: &pairs, before: &before };
    let (mut added, mut lost) = (Vec::new(), Vec::new());
    for change in left {
        match (change.change, &change.field, change.sides) {
            (Kind::Added, None, (_, Some(at))) => added.push(at),
            (Kind::Lost, None, (Some(at), _)) => lost.push(at),
            (_, Some(field), (Some(was), Some(is))) => {
                sides.put_back(field, was, is, &mut record)?;
            }
            _ => return None,
        }
    }
    // The last first, so that no path changes before it is used.
    for at in added.into_iter().rev() {
        remove(&mut record, &of_new[at].path)?;
    }
    for at in lost {
        sides.insert(at, &mut record)?;
    }
    let reading: Extraction = serde_json::from_value(record).ok()?;
    let said = |changes: &[Change]| {
        let mut said: Vec<String> = changes.iter().map(Change::to_string).collect();
        said.sort_unstable();
        said
    };
    (said(&readings(&reading, new).changes) == said(left)).then_some(reading)
}

/// The two readings and who is who in them.
struct Sides<'a> {
    old: &'a [Fact],
    new: &'a [Fact],
    pairs: &'a Pairs,
    /// The JSON of the old one.
    before: &'a Value,
}

impl Sides<'_> {
    /// Gives a field of a fact its old value.
    fn put_back(&self, field: &str, was: usize, is: usize, record: &mut Value) -> Option<()> {
        let (old, new) = (&self.old[was], &self.new[is]);
        let place = record.pointer_mut(&new.path)?;
        if new.subject == Subject::Cell {
            *place = old.field("value").clone();
            return Some(());
        }
        let own = self.before.pointer(&old.path)?.as_object()?;
        let place = place.as_object_mut()?;
        match (new.subject, field) {
            (Subject::Check, _) => *place = self.told(own),
            (_, "agreement") | (Subject::Table | Subject::Row, _) => return None,
            (_, "quotes") => {
                drop(place.insert("mentions".to_owned(), own.get("mentions")?.clone()))
            }
            (Subject::Document, _) if !own.contains_key(field) => {
                let value = own.get("reader")?.get(field)?.clone();
                place.get_mut("reader")?.as_object_mut()?.insert(field.to_owned(), value);
            }
            _ => {
                let value = self.pairs.told(field, own.get(field)?);
                place.insert(field.to_owned(), value);
            }
        }
        Some(())
    }

    /// Puts a fact that is gone behind those of its owner.
    fn insert(&self, lost: usize, record: &mut Value) -> Option<()> {
        let fact = &self.old[lost];
        let owner = &self.new[self.pairs.new[fact.owner?]?];
        let own = self.told(self.before.pointer(&fact.path)?.as_object()?);
        let (list, last) = fact.path.rsplit_once('/')?;
        // What belongs to no agreement stands at the top and not in the document.
        let path = if owner.subject == Subject::Document { "" } else { &owner.path };
        if last.parse::<usize>().is_err() {
            let place = record.pointer_mut(path)?.as_object_mut()?;
            place.insert(last.to_owned(), Value::Object(own));
            return Some(());
        }
        let list = list.rsplit_once('/')?.1;
        record.pointer_mut(&format!("{path}/{list}"))?.as_array_mut()?.push(Value::Object(own));
        Some(())
    }

    /// A record of the old reading with the ids of the new one.
    fn told(&self, record: &Map<String, Value>) -> Map<String, Value> {
        let told = |(name, value): (&String, &Value)| {
            let known = REFERENCES.contains(&name.as_str());
            (name.clone(), if known { self.pairs.told(name, value) } else { value.clone() })
        };
        record.iter().map(told).collect()
    }
}

/// Takes a record away: out of its list, or where it stands alone.
fn remove(record: &mut Value, path: &str) -> Option<()> {
    let (list, last) = path.rsplit_once('/')?;
    match record.pointer_mut(list)? {
        Value::Array(list) => {
            let at = last.parse::<usize>().ok().filter(|at| *at < list.len())?;
            list.remove(at);
        }
        Value::Object(fields) => *fields.get_mut(last)? = Value::Null,
        _ => return None,
    }
    Some(())
}
