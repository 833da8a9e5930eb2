//! The line of column titles over a loose table, cut into its columns.

use std::ops::Range;

use super::Sheet;
use super::parts::{self, Values};

/// First words of the titles of columns with names.
const NAMES: &[&str] = &[
    "aktivitet",
    "ansvarig",
    "avser",
    "benämning",
    "bidrag",
    "delområde",
    "delprojekt",
    "huvudman",
    "insats",
    "insatser",
    "insatsområde",
    "mottagare",
    "område",
    "period",
    "post",
    "rubrik",
    "satsning",
    "statsbidrag",
    "stimulansmedel",
    "syfte",
    "typ",
    "utvecklingsområde",
    "verksamhet",
    "verksamhetsområde",
    "åtgärd",
    "ändamål",
    "överenskommelse",
    "projekt",
    "program",
    "del",
    "bidragsområde",
    "prestation",
    "år",
    "namn",
    "anslag",
];

/// First words of the titles of columns with amounts.
const AMOUNTS: &[&str] = &[
    "andel",
    "belopp",
    "bidragsbelopp",
    "budget",
    "ersättning",
    "hela",
    "intäkt",
    "kommunen",
    "kommunens",
    "kommunerna",
    "kommuner",
    "kr",
    "kronor",
    "landsting",
    "landstinget",
    "landstingen",
    "landstingets",
    "lt",
    "län",
    "länet",
    "länets",
    "medel",
    "mkr",
    "mnkr",
    "nationell",
    "nationella",
    "nationellt",
    "prognos",
    "region",
    "regionen",
    "regionens",
    "regionerna",
    "regioner",
    "riket",
    "staten",
    "statligt",
    "summa",
    "sverige",
    "tilldelat",
    "tilldelning",
    "tilldelade",
    "tkr",
    "totalt",
    "total",
    "totalbelopp",
    "utfall",
    "vår",
    "varav",
    "ram",
    "nivå",
    "preliminärt",
    "beräknat",
    "beräknad",
    "egen",
];

/// First words of the titles of columns with notes.
const NOTES: &[&str] = &[
    "anmärkning",
    "anmärkningar",
    "annat",
    "beskrivning",
    "datum",
    "deadline",
    "fördelning",
    "fördelningsgrund",
    "fördelningsnyckel",
    "förutsättningar",
    "information",
    "info",
    "kommentar",
    "kommentarer",
    "krav",
    "noteringar",
    "notering",
    "not",
    "redovisning",
    "redovisas",
    "rekvisition",
    "sista",
    "status",
    "tid",
    "tidpunkt",
    "tidplan",
    "tidsplan",
    "uppföljning",
    "utbetalning",
    "villkor",
    "återrapportering",
    "övrigt",
    "övrig",
    "att",
    "grund",
    "beräkningsgrund",
];

/// Words after which a name follows and no title: "Lt Norrland".
const PLACES: &[&str] =
    &["kommun", "landsting", "landstinget", "lt", "norra", "region", "södra", "västra", "östra"];

/// First words of titles that go on with a name: "Belopp Lt Norrland".
const TAKERS: &[&str] = &["andel", "belopp", "medel", "regionen", "summa", "tilldelning"];

/// First words of titles that stand over no names.
const SUMS: &[&str] =
    &["belopp", "hela", "nationellt", "nationella", "summa", "totalbelopp", "totalt", "riket"];

/// Words between words, after which a capital begins no title.
const CONNECTIVES: &[&str] =
    &["av", "för", "från", "i", "med", "och", "per", "på", "till", "inom", "om", "som"];

/// Units that a title gives to bare figures.
const UNITS: &[&str] =
    &["tkr", "mnkr", "mkr", "mdkr", "kkr", "kronor", "kr", "sek", "msek", "tusental", "miljoner"];

/// What stands in a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Name,
    Amount,
    Note,
}

/// The title of a column.
#[derive(Debug, Clone)]
pub(super) struct Title {
    pub(super) line: usize,
    pub(super) range: Range<usize>,
    pub(super) kind: Kind,
    /// True where its first word is known from such titles.
    known: bool,
}

/// The titles over a table.
#[derive(Debug)]
pub(super) struct Titles {
    pub(super) titles: Vec<Title>,
    /// The line after them.
    pub(super) end: usize,
    /// What is a value below them.
    pub(super) values: Values,
}

impl Titles {
    /// How many columns hold amounts.
    pub(super) fn amounts(&self) -> usize {
        self.titles.iter().filter(|title| title.kind == Kind::Amount).count()
    }

    /// Whether a title stands over the names of the rows.
    pub(super) fn names(&self) -> bool {
        self.titles.first().is_some_and(|title| title.kind != Kind::Amount)
    }
}

/// The column titles that begin at a line, if some do.
pub(super) fn at(sheet: &Sheet<'_>, line: usize) -> Option<Titles> {
    if !sheet.is_text(line) {
        return None;
    }
    let mut titles = of_line(sheet, line)?;
    let mut end = line + 1;
    // Titles may stand on several lines.
    while titles.len() < 8
        && let Some(next) = sheet.next_text(end, 2)
        && sheet.said(next).chars().count() < 60
        && let Some(more) = of_line(sheet, next)
        && more.iter().all(|title| title.known && title.kind != Kind::Name)
        && !more.iter().any(|title| is_sum(sheet, title))
    {
        titles.extend(more);
        end = next + 1;
    }
    let several_lines = end > line + 1;
    let connected = titles.iter().any(|title| {
        sheet.lines[title.line].text[title.range.clone()]
            .split_whitespace()
            .any(|word| CONNECTIVES.contains(&word))
    });
    let known = titles.iter().filter(|title| title.known).count();
    classify(&mut titles, sheet);
    let amounts = titles.iter().filter(|title| title.kind == Kind::Amount).count();
    let least = if connected || several_lines { 3 } else { 2 };
    if amounts == 0 || known < least || titles.len() < 2 {
        return None;
    }
    let said: String = (line..end)
        .filter(|line| sheet.is_text(*line))
        .map(|line| sheet.said(line).to_lowercase() + " ")
        .collect();
    let unit =
        |text: &str| text.split(|c: char| !c.is_alphabetic()).any(|word| UNITS.contains(&word));
    let values = Values {
        percent: said.contains("andel") || said.contains('%') || said.contains("procent"),
        bare: unit(&said),
    };
    Some(Titles { titles, end, values })
}

/// "Totalt" and "Summa" are rows too.
fn is_sum(sheet: &Sheet<'_>, title: &Title) -> bool {
    let said = sheet.lines[title.line].text[title.range.clone()].to_lowercase();
    said.starts_with("tota") || said.starts_with("summa")
}

/// Cuts a line at the words that begin titles.
fn of_line(sheet: &Sheet<'_>, line: usize) -> Option<Vec<Title>> {
    let it = &sheet.lines[line];
    let said = it.said();
    if it.length > 130
        || said.ends_with(['.', ':', ';', '?'])
        || !said.starts_with(char::is_uppercase)
        || said.split_whitespace().count() > 20
        || super::has_verb(said)
        || parts::of(it, Values::default()).iter().any(|part| part.value)
    {
        return None;
    }
    let mut starts: Vec<usize> = Vec::new();
    let mut before: Option<(usize, String)> = None;
    // How many words the last title has.
    let mut words = 0;
    for (at, word) in parts::words(said) {
        let lower = plain(word);
        let begins = word.starts_with(char::is_uppercase)
            && match &before {
                None => true,
                Some((end, _)) if at >= end + 2 => true,
                Some((_, before)) => {
                    let takes = PLACES.contains(&before.as_str())
                        || words == 1 && TAKERS.contains(&before.as_str());
                    let takes = takes && !NOTES.contains(&lower.as_str()) && lower != "belopp";
                    // A place goes on with an amount's title, another kind of amount does not.
                    let other = matches!(lower.as_str(), "andel" | "summa" | "totalt" | "varav");
                    !(CONNECTIVES.contains(&before.as_str()) || takes && !other)
                }
            };
        if begins {
            starts.push(at);
            words = 0;
        }
        words += 1;
        before = Some((at + word.len(), lower));
    }
    let ends = starts.iter().skip(1).copied().chain(std::iter::once(said.len()));
    let titles = starts.iter().zip(ends).map(|(&start, end)| {
        let text = said[start..end].trim_end();
        let first = plain(text.split_whitespace().next().unwrap_or(""));
        let first = first.as_str();
        let kind = match () {
            () if NOTES.contains(&first) => Some(Kind::Note),
            () if AMOUNTS.contains(&first) => Some(Kind::Amount),
            () if NAMES.contains(&first) => Some(Kind::Name),
            () => None,
        };
        let place = text
            .split_whitespace()
            .any(|word| matches!(plain(word).as_str(), "län" | "andel" | "del"));
        let range = it.range.start + start..it.range.start + start + text.len();
        let known = kind.is_some() || place;
        Title {
            line,
            range,
            kind: kind.unwrap_or(if place { Kind::Amount } else { Kind::Name }),
            known,
        }
    });
    Some(titles.collect())
}

fn plain(word: &str) -> String {
    word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()
}

/// The first title is that of the names, unless it is plainly one of amounts.
fn classify(titles: &mut [Title], sheet: &Sheet<'_>) {
    let others = titles.iter().skip(1).any(|title| title.kind == Kind::Amount);
    if let Some(first) = titles.first_mut().filter(|first| others || first.kind == Kind::Note) {
        let said = &sheet.lines[first.line].text[first.range.clone()];
        let sum = SUMS.contains(&plain(said.split_whitespace().next().unwrap_or("")).as_str());
        first.kind = if sum { Kind::Amount } else { Kind::Name };
    }
}
