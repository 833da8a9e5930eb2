//! Stage 5: clean text and mentions to an [`Extraction`]: what the document says of which
//! agreement. Does not know what format the document had, and cannot fail: what it doubts becomes a
//! diagnostic.
//!
//! ```text
//! scene       the text as sections, sentences and what is mentioned in each
//! subject     what the document is; agreement: of which agreements it speaks, in which sections
//! author      the region or municipality whose own document it is
//! table       allocations, and the rows that become drafts
//! draft       each amount at one place, with what the words around it say:
//!             role, year, recipient, purpose, party (lists of rules, each in its folder)
//! tree        drafts to facts: totals, parts of which whole, the same fact said again
//! deadline    what is due when
//! facts       all of it put into the records of the contract
//! ```

mod agreement;
mod author;
mod deadline;
mod draft;
mod facts;
mod party;
mod phrase;
mod purpose;
mod recipient;
mod role;
mod scene;
mod subject;
mod table;
mod tree;
mod year;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::clean::{PartKind, Text};
use crate::contract::{self, Extraction, Table};
use crate::recognise::Mention;
use agreement::Scope;
pub use agreement::slug;
pub use deadline::DeadlineRule;
use draft::Draft;
use draft::broken;
pub(crate) use draft::broken::BrokenAmount;
pub use phrase::PhraseRule;
pub use role::RoleRule;
use scene::Scene;
use table::allocation::Allocations;
pub(crate) use table::allocation::DoubtfulCell;
pub(crate) use table::grid::is_total;
use table::unread::Unread;

/// What a document says, and the cells that sums have to decide.
#[derive(Debug)]
pub struct Interpretation {
    /// What the document says.
    pub extraction: Extraction,
    /// Cells of its tables that can be read in more than one way; null in the tables.
    pub(crate) doubtful: Vec<DoubtfulCell>,
    /// Amounts of running text and of rows per purpose that can be read in more than one way; in no
    /// list of amounts.
    pub(crate) broken: Vec<BrokenAmount>,
    /// Where each amount stands, by its id.
    pub(crate) places: BTreeMap<String, Vec<Standing>>,
    /// The amount that another one states again in another figure, by the id of that other.
    pub(crate) restated: BTreeMap<String, String>,
    /// Where each table begins, in the order of the extraction's tables.
    pub(crate) table_places: Vec<Standing>,
}

/// Where in the order of the text something stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Standing {
    /// Its first byte in the clean text.
    pub(crate) at: usize,
    /// The part that holds it.
    pub(crate) part: usize,
    /// The paragraph, whole list or whole table that holds it, by its first part.
    pub(crate) block: usize,
    /// Its column in a table.
    pub(crate) column: Option<usize>,
    /// True in a heading.
    pub(crate) heading: bool,
    /// True for a sum in plain words, so that another figure for the same contradicts it.
    pub(crate) plain: bool,
    /// True for what each of several gets or pays: "30 mnkr vardera".
    pub(crate) each: bool,
}

/// Interprets a document.
pub fn interpret(
    text: &Text<'_>,
    mentions: &[Mention],
    document: contract::Document,
) -> Interpretation {
    let scene = Scene::new(text, mentions);
    let mut allocations = Allocations::default();
    let purposes = table::read(&scene, &mut allocations);
    allocations.add_lines(&scene);

    let title = subject::title(&scene);
    let title_text = title.as_ref().map_or("", |range| scene.str(range.clone()));
    let sections = agreement::sections(&scene, title_text);
    let share = share_of(&scene, &allocations.taken);
    let lists = agreement::title_is_first(&sections, title.as_ref());
    let author = author::of(&scene, title.as_ref());
    let kind = subject::kind(&scene, title_text, author.as_ref(), share, sections.len(), lists);
    let scopes = agreement::find(&scene, kind, title.as_ref(), sections);

    let mut drafts = draft::sentence::in_prose(&scene, &allocations.taken);
    let mut tables = Vec::new();
    let mut unread = Unread::default();
    for (index, grid) in purposes {
        let table = &text.tables[index];
        tables.extend(
            table::rows::of_table(
                &scene,
                index,
                &grid,
                table,
                author.as_ref(),
                &mut drafts,
                &mut unread,
            )
            .map(|t| (index, t)),
        );
    }
    allocations.diagnostics.append(&mut unread.diagnostics);
    let mut drafts = in_order(drafts);
    agreement::assign(&scopes, &mut drafts);
    if let Some(author) = &author {
        recipient::of_author::settle(&scene, author, &mut drafts);
    }
    tree::foreign::set_apart(&scene, &mut drafts, &scopes);
    let budget = facts::is_budget_news(&scene, &scopes);
    let title_years = title.as_ref().map_or_else(Vec::new, |range| scene.years_in(range));
    let periods: Vec<Vec<i32>> =
        scopes.iter().map(|scope| agreement::years(&scene, scope, &title_years)).collect();
    let document = facts::document(&scene, document, kind, title.as_ref());
    let written = facts::year_of_writing(&document, &title_years, budget);
    tree::settle(&scene, &mut drafts, &periods, written, budget);
    let plain: BTreeSet<usize> = drafts
        .iter()
        .filter(|draft| draft::plain::is_plain(&scene, &drafts, draft))
        .map(Draft::start)
        .collect();
    let drafts = tree::merge::merge(drafts);

    let mut extraction = Extraction::empty(document);
    let standings: Vec<(Option<usize>, Vec<Standing>)> = drafts
        .iter()
        .map(|draft| {
            let places = draft.ranges.iter().map(|range| Standing {
                plain: plain.contains(&range.start),
                each: draft.is_each(),
                ..standing(text, range)
            });
            (draft.agreement, places.collect())
        })
        .collect();
    let restates: Vec<Option<usize>> = drafts.iter().map(|draft| draft.restates).collect();
    facts::fill(&scene, &scopes, drafts, &title_years, &mut extraction);
    let (places, ids) = by_id(&extraction, standings);
    let restated = restates
        .into_iter()
        .enumerate()
        .filter_map(|(at, of)| Some((ids.get(at)?.clone(), ids.get(of?)?.clone())))
        .collect();
    let allocated = allocations.taken.iter().map(|range| standing(text, range));
    let others = tables
        .iter()
        .map(|(index, _)| standing(text, &text.parts[text.tables[*index].parts.start].range));
    let table_places = allocated.chain(others).collect();
    extraction.tables = numbered(allocations.tables, tables);
    extraction.diagnostics.append(&mut allocations.diagnostics);
    let mut broken = broken::find(&scene, &allocations.taken);
    extraction.diagnostics.extend(broken.iter().map(broken::doubt));
    broken.append(&mut unread.broken);
    let doubtful = allocations.doubtful;
    Interpretation { extraction, doubtful, broken, places, restated, table_places }
}

/// Where a stretch of text stands.
fn standing(text: &Text<'_>, range: &Range<usize>) -> Standing {
    let part = text.part_at(range.start);
    let kind = text.parts.get(part).map(|part| part.kind);
    let (block, column) = match kind {
        Some(PartKind::Cell { table, column, .. }) => {
            (text.tables.get(table).map_or(part, |table| table.parts.start), Some(column))
        }
        _ => (text.list_start(part), None),
    };
    let heading = matches!(kind, Some(PartKind::Heading(_)));
    Standing { at: range.start, part, block, column, heading, plain: false, each: false }
}

/// The standings of the amounts, which are recorded in the order of their drafts, by their ids; and
/// the ids in that order.
fn by_id(
    extraction: &Extraction,
    standings: Vec<(Option<usize>, Vec<Standing>)>,
) -> (BTreeMap<String, Vec<Standing>>, Vec<String>) {
    let mut ids = Vec::with_capacity(standings.len());
    let mut next: BTreeMap<Option<usize>, usize> = BTreeMap::new();
    let mut places = BTreeMap::new();
    for (agreement, standing) in standings {
        let amounts =
            agreement.map_or(&extraction.amounts, |at| &extraction.agreements[at].amounts);
        let count = next.entry(agreement).or_default();
        ids.push(amounts.get(*count).map_or(String::new(), |amount| amount.id.clone()));
        if let Some(amount) = amounts.get(*count) {
            places.insert(amount.id.clone(), standing);
        }
        *count += 1;
    }
    (places, ids)
}

/// The share of the text that stands in `taken`.
fn share_of(scene: &Scene<'_>, taken: &[Range<usize>]) -> f64 {
    let bytes: usize = taken.iter().map(Range::len).sum();
    bytes as f64 / scene.text.string.len().max(1) as f64
}

/// The drafts in the order of the text, with what refers to others renumbered.
fn in_order(drafts: Vec<Draft>) -> Vec<Draft> {
    let mut order: Vec<usize> = (0..drafts.len()).collect();
    order.sort_by_key(|&index| drafts[index].start());
    let mut place = vec![0; drafts.len()];
    for (new, &old) in order.iter().enumerate() {
        place[old] = new;
    }
    let mut slots: Vec<Option<Draft>> = drafts.into_iter().map(Some).collect();
    let mut sorted = Vec::with_capacity(slots.len());
    for old in order {
        if let Some(mut draft) = slots[old].take() {
            draft.opened_by = draft.opened_by.map(|opened| place[opened]);
            sorted.push(draft);
        }
    }
    sorted
}

/// All tables with their ids, allocations first.
fn numbered(allocations: Vec<Table>, purposes: Vec<(usize, Table)>) -> Vec<Table> {
    let mut tables = allocations;
    tables.extend(purposes.into_iter().map(|(_, table)| table));
    for (index, table) in tables.iter_mut().enumerate() {
        table.id = format!("table-{}", index + 1);
    }
    tables
}

/// The rules by which an amount of running text is known for what it is, in the order tried.
pub fn role_rules() -> impl Iterator<Item = &'static RoleRule> {
    role::all()
}

/// The rules by which it is known what is due on a date.
pub fn deadline_rules() -> &'static [DeadlineRule] {
    deadline::RULES
}

/// The rules by which it is known who gets an amount, in the order tried.
pub fn recipient_rules() -> impl Iterator<Item = &'static PhraseRule> {
    recipient::rules()
}

/// The rules by which it is known what a region or municipality gets by its own document.
pub fn author_rules() -> impl Iterator<Item = &'static PhraseRule> {
    recipient::rules_of_author()
}

/// The rules by which it is known what an amount is for, in the order tried.
pub fn purpose_rules() -> impl Iterator<Item = &'static PhraseRule> {
    purpose::RULES.iter()
}

/// Whether these are the scopes of one document-wide agreement.
fn is_single(scopes: &[Scope]) -> bool {
    scopes.len() == 1 && scopes[0].parts.len() == 1 && scopes[0].parts[0].start == 0
}

#[cfg(test)]
mod tests;
