//! What the row and the column of a table, or the line above it, say of a date that stands by
//! itself: what is due, who owes it, who gets it.

use std::ops::Range;

use super::addressee::{named_behind, whom};
use super::due::{all_named, nearest_before};
use crate::clean::{PartKind, Table};
use crate::contract::{DeadlineKind, PartyKind};
use crate::interpret::party;
use crate::interpret::scene::Scene;
use crate::pattern::Pattern;
use crate::recognise::Value;

/// What a table says of a date.
#[derive(Debug, Default)]
pub(super) struct Entry {
    /// What is due; several things may be due on one day.
    pub(super) kinds: Vec<DeadlineKind>,
    pub(super) by: Option<PartyKind>,
    pub(super) to: Option<String>,
}

static WHEN: Pattern = Pattern::new(
    r"(?i)^\W*(?:när|datum|tid|tidpunkt|senast(?: den)?|sista (?:dag|datum)|dag|klart?)\b",
);
static WHOM: Pattern = Pattern::new(
    r"(?i)^\W*(?:till(?: vem)?|vart|hos|mottagare|lämnas till|skickas till|ställs till)\W*$",
);
static WHO: Pattern = Pattern::new(
    r"(?i)^\W*(?:vem|vilka|av|från|ansvarig\w*|aktör\w*|part\w*|utförs av|lämnas av)\b",
);

/// What the table says of the date in one of its cells; nothing where the table has no dates of
/// things to do.
pub(super) fn of_cell(scene: &Scene<'_>, part: usize) -> Option<Entry> {
    let PartKind::Cell { table, row, column } = scene.text.parts.get(part)?.kind else {
        return None;
    };
    let table = scene.text.tables.get(table)?;
    let cells = &table.rows.get(row)?.cells;
    let heading = |of: usize| heading(scene, table, of);
    if row > 0 && heading(column).is_some_and(|words| WHEN.is_match(words)) {
        let of_heading = |words: &Pattern| {
            let is = |cell: &&crate::clean::Cell| {
                heading(cell.column).is_some_and(|it| words.is_match(it))
            };
            cells.iter().find(is).map(|cell| scene.part_text(cell.part))
        };
        // The label stands to the left of its date, else right behind it.
        let what = |cell: &&crate::clean::Cell| {
            cell.column != column
                && !heading(cell.column).is_some_and(|it| WHOM.is_match(it) || WHO.is_match(it))
        };
        let labels = || cells.iter().filter(what).map(|cell| scene.part_text(cell.part));
        let kinds = labels().map(kinds).find(|kinds| !kinds.is_empty()).unwrap_or_default();
        let owed = kinds.is_empty() && labels().any(|label| OWED.is_match(label));
        return Some(Entry {
            kinds: if owed { vec![DeadlineKind::Delivery] } else { kinds },
            by: of_heading(&WHO).and_then(party::first).map(|party| party.kind),
            to: of_heading(&WHOM).and_then(whom),
        });
    }
    let labelled = cells
        .iter()
        .rfind(|cell| cell.column < column)
        .map(|cell| scene.part_text(cell.part))
        .filter(|_| is_date(scene, &scene.text.parts[part].range));
    if let Some(entry) = labelled.and_then(of_label) {
        return Some(entry);
    }
    let named = heading(column).and_then(nearest_before)?;
    (row > 0).then(|| Entry { kinds: vec![named], ..Entry::default() })
}

/// What the line above a date says of it, where the date has a line by itself: the term of a list
/// of terms.
pub(super) fn above(scene: &Scene<'_>, index: usize) -> Option<Entry> {
    let sentence = scene.sentences.get(index)?;
    let label = scene.sentences.get(index.checked_sub(1)?)?;
    let words = scene.str(label.range.clone());
    let near = label.part == sentence.part && !words.ends_with(['.', '!', '?']);
    (near && is_date(scene, &sentence.range)).then(|| of_label(words)).flatten()
}

/// What a label names as due.
fn of_label(label: &str) -> Option<Entry> {
    let short = label.len() < 90 && !OPENS.is_match(label);
    let mut kinds = if short { kinds(label) } else { Vec::new() };
    if short && COMES.is_match(label) {
        kinds.push(DeadlineKind::Payout);
    }
    if kinds.is_empty() && short && LAST_DAY.is_match(label) {
        kinds.push(DeadlineKind::Delivery);
    }
    (!kinds.is_empty()).then(|| Entry { kinds, by: None, to: named_behind(label) })
}

/// Labels of days on which something is owed that has no kind of its own.
static OWED: Pattern = Pattern::new(
    r"(?i)\b(?:sista (?:[a-zåäö]+)?dag|senast|stänger|deadline|slutdatum|ska (?:ha|vara|lämna\w*|skicka\w*|inkomma)|anmäl\w*|lämna[s]?|inkom\w*)\b",
);
/// Labels of the day on which the money comes: "När kommer pengarna?".
static COMES: Pattern = Pattern::new(
    r"(?i)^\W*när (?:kommer|får [a-zåäö]+) (?:pengarna|medlen|bidraget|ersättningen)\b",
);
static LAST_DAY: Pattern = Pattern::new(
    r"(?i)\b(?:sista (?:[a-zåäö]+)?dag(?:en)?|senast|stänger|deadline|slutdatum|ansökningsperiod|ansökningstid)\b|\bansökan ska\b",
);
/// Labels of days on which nothing has to be done yet, and of decisions on money.
static OPENS: Pattern = Pattern::new(
    r"(?i)\b(?:öppnar|öppnas|öppen|startar|start|börjar|tidigast|från)\b|beslut\w*|\bbesked\b|\buppdaterad\b|\bpublicera\w+|(?:redovisnings|rapporterings|mät|avtals|bidrags|projekt)period",
);

/// What a label names as due; each thing of a short list counts once.
fn kinds(label: &str) -> Vec<DeadlineKind> {
    static NEXT: Pattern =
        Pattern::new(r"(?i)(?:,|;|/|\boch|\bsamt)(?: (?:en|ett|den|slutlig))*\s*$");
    let named = all_named(label);
    let mut kinds: Vec<DeadlineKind> = Vec::new();
    for (at, (range, kind)) in named.iter().enumerate() {
        let listed = at == 0 || NEXT.is_match(&label[..range.start]);
        if listed && !kinds.contains(kind) {
            kinds.push(*kind);
        }
    }
    kinds
}

/// The words that head a column: its first cell, or the second where that names what the first
/// leaves open.
fn heading<'t>(scene: &Scene<'t>, table: &Table, column: usize) -> Option<&'t str> {
    let cell = table.rows.first()?.cells.iter().find(|cell| cell.column == column)?;
    let dated = scene.mentions[scene.mentions_in(&scene.text.parts[cell.part].range)]
        .iter()
        .any(|mention| matches!(mention.value, Value::Date(date) if date.year.is_some()));
    (!dated).then(|| scene.part_text(cell.part))
}

/// True for a cell or line that holds a date and nothing else but "senast", "den" or a time of day.
fn is_date(scene: &Scene<'_>, range: &Range<usize>) -> bool {
    static BESIDE: Pattern = Pattern::new(
        r"(?i)^\W*(?:senast|den|i|under|kl|klockan|\d{1,2}[.:]\d\d|\d{1,2}|(?:mån|tis|ons|tors|fre|lör|sön)dag(?:en)?|till|och|med|\W)*\W*$",
    );
    let mut rest = String::new();
    let mut at = range.start;
    let mut dates = 0;
    for mention in &scene.mentions[scene.mentions_in(range)] {
        if let Value::Date(_) | Value::Period(_) = mention.value {
            rest.push_str(scene.str(at..mention.range.start));
            rest.push(' ');
            at = mention.range.end;
            dates += 1;
        }
    }
    rest.push_str(scene.str(at..range.end));
    dates > 0 && BESIDE.is_match(&rest)
}
