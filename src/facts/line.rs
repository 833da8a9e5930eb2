//! One line of a facts file.
//!
//! Five fields between `|`; a line that is empty or begins with `#` says nothing.
//!
//! 1. *document*: its path in the corpus.
//! 2. *region or agreement*: any name or code of a region or municipality; else words of the
//!    agreement's name or id. Empty or `-` for all of the document.
//! 3. *what*: `amount` or a role (`total`, `earmark`, `share`, ...), `deadline` and perhaps its
//!    kind, `date` and perhaps its kind, `registry number`, or `cell`; then words of its
//!    recipient, purpose or column, and years. For a region or municipality the words alone mean
//!    its cells and shares.
//! 4. *value*: `17 766 641`, `980 mnkr`, `25,62 %`, `2019-03-31`, `31 mars 2019`,
//!    `S2017/00546/FS`; `none` where the document must say nothing of it.
//! 5. *page*: its number, or empty. The last field may be left out.

use rust_decimal::Decimal;
use serde::de::DeserializeOwned;
use serde_json::json;

use super::{Place, Wrong};
use crate::contract::{DateKind, DeadlineKind, Role};
use crate::recognise::place::{MUNICIPALITIES, REGIONS, municipality, region};
use crate::recognise::{Context, Value, number, recognise};

/// A fact as it was written down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// Where it is written down.
    pub place: Place,
    /// The document's path in the corpus.
    pub document: String,
    /// Whose fact it is.
    pub whose: Whose,
    /// What sort of fact.
    pub what: What,
    /// Words that its recipient, purpose or column must hold, in lower case.
    pub words: Vec<String>,
    /// Years that it must be for.
    pub years: Vec<i32>,
    /// What it says.
    pub value: Said,
    /// The page on which it must stand.
    pub page: Option<u32>,
}

/// Whose a fact is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Whose {
    /// Anybody's.
    All,
    /// A region's or municipality's, by the codes that the name may mean.
    Place(Vec<&'static str>),
    /// That of agreements, or of rows, whose name holds these words in lower case.
    Named(Vec<String>),
}

/// What sort of fact it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// An amount, of one role or of any.
    Amount(Option<Role>),
    /// A deadline, of one kind or of any.
    Deadline(Option<DeadlineKind>),
    /// A date, of one kind or of any.
    Date(Option<DateKind>),
    /// A registry number (diarienummer).
    RegistryNumber,
    /// A cell of a table.
    Cell,
    /// A cell, or an amount that the place gets.
    CellOrShare,
}

/// What a fact says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Said {
    /// A number, multiplied out.
    Number(Decimal),
    /// A date as the contract prints it, or a registry number.
    Text(String),
    /// That the document says nothing of it.
    Nothing,
}

/// A field and the letter at which it begins.
#[derive(Debug, Clone, Copy)]
struct Field<'l> {
    text: &'l str,
    column: usize,
}

impl Field<'_> {
    fn wrong(self, expected: &str) -> Wrong {
        let found = if self.text.is_empty() { "nothing" } else { self.text };
        wrong(self.column, format!("expected {expected}, found \"{found}\""))
    }
}

/// Reads one line; none where it says nothing. The place of the fact has its column only.
///
/// # Errors
/// What was expected where.
pub fn parse(line: &str) -> Result<Option<Fact>, Wrong> {
    if line.trim().is_empty() || line.trim_start().starts_with('#') {
        return Ok(None);
    }
    let fields = fields(line);
    let [document, whose, what, value, rest @ ..] = &fields[..] else {
        let column = line.trim_end().chars().count() + 1;
        let what =
            "expected document | region or agreement | what | value | page; a \"|\" is missing";
        return Err(wrong(column, what.to_owned()));
    };
    if document.text.is_empty() {
        return Err(document.wrong("the document's path in the corpus"));
    }
    let page = match rest {
        [] => None,
        [page] => read_page(*page)?,
        [_, more, ..] => return Err(more.wrong("the end of the line behind the page")),
    };
    let owner = read_whose(*whose);
    let (kind, words, years) = read_what(*what, &owner)?;
    let said = read_value(*value, kind)?;
    Ok(Some(Fact {
        place: Place { column: value.column, ..Place::default() },
        document: document.text.to_owned(),
        whose: owner,
        what: kind,
        words,
        years,
        value: said,
        page,
    }))
}

fn wrong(column: usize, what: String) -> Wrong {
    Wrong { place: Place { column, ..Place::default() }, what }
}

fn fields(line: &str) -> Vec<Field<'_>> {
    let mut from = 0;
    let parts = line.split('|').map(|part| {
        let blank = part.len() - part.trim_start().len();
        let column = line[..from + blank].chars().count() + 1;
        from += part.len() + 1;
        Field { text: part.trim(), column }
    });
    parts.collect()
}

fn read_whose(field: Field<'_>) -> Whose {
    let name = field.text;
    if matches!(name, "" | "-") {
        return Whose::All;
    }
    let codes: Vec<&'static str> = if name.chars().all(|c| c.is_ascii_digit()) {
        let all = REGIONS.iter().map(|it| it.code).chain(MUNICIPALITIES.iter().map(|it| it.code));
        all.filter(|code| *code == name).collect()
    } else {
        let codes = [region(name).map(|it| it.code), municipality(name).map(|it| it.code)];
        codes.into_iter().flatten().collect()
    };
    if codes.is_empty() { Whose::Named(lower_words(name)) } else { Whose::Place(codes) }
}

type Parts = (What, Vec<String>, Vec<i32>);

fn read_what(field: Field<'_>, whose: &Whose) -> Result<Parts, Wrong> {
    let mut words = lower_words(field.text);
    let first = words.first().cloned().unwrap_or_default();
    let second = words.get(1).cloned().unwrap_or_default();
    let (what, used) = match first.as_str() {
        "amount" => (What::Amount(None), 1),
        "cell" => (What::Cell, 1),
        "deadline" => {
            let kind = named(&second);
            (What::Deadline(kind), 1 + usize::from(kind.is_some()))
        }
        "date" => {
            let kind = named(&second);
            (What::Date(kind), 1 + usize::from(kind.is_some()))
        }
        "registry" if second == "number" => (What::RegistryNumber, 2),
        role => match (named(role), whose) {
            (Some(role), _) => (What::Amount(Some(role)), 1),
            (None, Whose::Place(_)) => (What::CellOrShare, 0),
            (None, _) => {
                return Err(field.wrong(
                    "amount, a role (total, earmark, share, contribution, supplement, change, \
                     payout, budget, other), deadline, date, registry number or cell",
                ));
            }
        },
    };
    words.drain(..used);
    let year = |word: &String| word.parse::<i32>().ok().filter(|year| (1900..=2100).contains(year));
    let years = words.iter().filter_map(year).collect();
    words.retain(|word| year(word).is_none());
    Ok((what, words, years))
}

/// The value of an enum of the contract by its printed name.
fn named<T: DeserializeOwned>(name: &str) -> Option<T> {
    serde_json::from_value(json!(name)).ok()
}

fn read_value(field: Field<'_>, what: What) -> Result<Said, Wrong> {
    let text = field.text;
    if text == "none" {
        return Ok(Said::Nothing);
    }
    match what {
        What::Amount(_) | What::Cell | What::CellOrShare => figure(text)
            .map(Said::Number)
            .ok_or_else(|| field.wrong("an amount (17 766 641 or 980 mnkr), a percentage or none")),
        What::Deadline(_) | What::Date(_) => date(text).map(Said::Text).ok_or_else(|| {
            field.wrong("a date (2019-03-31, 31 mars 2019, 2019-03 or 2019) or none")
        }),
        What::RegistryNumber if text.is_empty() => Err(field.wrong("a registry number or none")),
        What::RegistryNumber => Ok(Said::Text(text.to_owned())),
    }
}

/// A bare number, or all of the text read as an amount or percentage without a doubt.
fn figure(text: &str) -> Option<Decimal> {
    let bare = text.strip_suffix('%').unwrap_or(text).trim();
    if let Some(figure) = number::figure(bare) {
        return Some(figure.value);
    }
    match &recognise(text, Context::default())[..] {
        [read] if read.candidates.is_empty() && read.range == (0..text.len()) => {
            match &read.value {
                Value::Amount(amount) if amount.value_to.is_none() => Some(amount.value),
                _ => None,
            }
        }
        _ => None,
    }
}

fn date(text: &str) -> Option<String> {
    match &recognise(text, Context::default())[..] {
        [read] if read.range == (0..text.len()) => match &read.value {
            Value::Date(date) => Some(date.to_string()).filter(|date| !date.starts_with('-')),
            Value::Year(year) => Some(year.to_string()),
            _ => None,
        },
        _ => None,
    }
}

fn read_page(field: Field<'_>) -> Result<Option<u32>, Wrong> {
    match field.text {
        "" | "-" => Ok(None),
        text => match text.parse() {
            Ok(page) if page > 0 => Ok(Some(page)),
            _ => Err(field.wrong("the number of a page, or nothing")),
        },
    }
}

/// The words of a text in lower case.
pub(super) fn lower_words(text: &str) -> Vec<String> {
    text.split_whitespace().map(str::to_lowercase).collect()
}
