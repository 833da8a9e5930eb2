//! Which digits before a unit are the amount's own: "enligt bilaga 2 100 miljoner kronor" says 100
//! millions, and "dos 1, 275 kronor" no 1.275 kronor.
//!
//! Decides by the word before the digits and by how they are printed. Says nothing of units.

use rust_decimal::Decimal;

use super::words::year_like;
use crate::clean::PART_END;
use crate::recognise::Match;
use crate::recognise::number::{self, Figure};

/// The figure of an amount.
pub(super) enum Own {
    /// All digits of the match are its own.
    Figure(Figure),
    /// Its print has several readings, likeliest first, which begins at this byte of the text.
    Doubtful(usize, Vec<Figure>),
}

/// Words that have a number of their own behind them; compounds end in them too.
const REFERENCE: &[&str] = &[
    "bilaga",
    "bilagan",
    "bilagor",
    "bilagorna",
    "bil.",
    "bil",
    "punkt",
    "punkten",
    "punkter",
    "punkterna",
    "p.",
    "tabell",
    "tabellen",
    "tabeller",
    "tabellerna",
    "avsnitt",
    "avsnittet",
    "avsnitten",
    "§",
    "§§",
    "kap.",
    "kap",
    "kapitel",
    "kapitlet",
    "steg",
    "stegen",
    "etapp",
    "etappen",
    "etapperna",
    "fas",
    "fasen",
    "faserna",
    "figur",
    "diagram",
    "artikel",
    "artikeln",
    "artiklarna",
    "art.",
    "paragraf",
    "paragraferna",
    "stycke",
    "not",
    "fotnot",
    "nr",
    "nr.",
    "nummer",
    "sid.",
    "sid",
    "sida",
    "sidan",
    "sidorna",
    "s.",
    "delmål",
    "delmålen",
    "anslagspost",
    "anslagsposten",
    "anslagsposterna",
    "delpost",
    "ap.",
    "version",
    "vecka",
    "v.",
    "kl.",
    "kvartal",
    "dos",
    "doserna",
    "dag",
    "omgång",
    "utlysning",
    "rad",
    "raden",
    "kolumn",
    "kolumnen",
    "moment",
    "mom.",
    "alternativ",
    "delområde",
    "insatsområde",
    "målområde",
    "fokusområde",
];

/// Words that may have a number of their own behind them.
const PERHAPS: &[&str] = &[
    "mål",
    "målet",
    "målen",
    "område",
    "området",
    "områdena",
    "post",
    "åtgärd",
    "åtgärden",
    "åtgärderna",
    "del",
    "projekt",
    "delprojekt",
    "insats",
    "insatsen",
    "insatserna",
    "aktivitet",
    "uppdrag",
    "kategori",
    "kategorierna",
    "nivå",
    "nivåerna",
    "grupp",
    "krav",
    "kraven",
    "kriterium",
    "program",
    "spår",
    "enligt",
    "enl.",
    "enl",
    "block",
    "modul",
    "paket",
    "prioritet",
    "klass",
    "typ",
    "zon",
    "besök",
    "villkor",
    "år",
];

/// Words before which nothing is a reference: "per dag 1 500 kronor".
const EACH: &[&str] =
    &["per", "varje", "var", "vart", "en", "ett", "nästa", "förra", "detta", "samma", "vissa"];

/// Words that announce an amount, or go on to one: nothing that has a number of its own.
const ANNOUNCING: &[&str] = &[
    "om",
    "på",
    "med",
    "är",
    "till",
    "av",
    "var",
    "blir",
    "blev",
    "får",
    "fick",
    "ger",
    "ges",
    "gav",
    "går",
    "gick",
    "för",
    "som",
    "och",
    "samt",
    "eller",
    "varav",
    "därav",
    "totalt",
    "sammanlagt",
    "cirka",
    "ca",
    "ytterligare",
    "extra",
    "summa",
    "summan",
    "belopp",
    "beloppet",
    "medel",
    "stöd",
    "stödet",
    "bidrag",
    "bidraget",
    "anslag",
    "ersättning",
    "kostnad",
    "kostnaden",
    "budget",
    "högst",
    "minst",
    "motsvarande",
    "motsvarar",
    "uppgår",
    "uppgick",
    "omfattar",
    "avsätts",
    "avsätter",
    "avsatt",
    "avsattes",
    "avsätta",
    "tilldelas",
    "tillförs",
    "fördelas",
    "betalas",
    "utbetalas",
    "beräknas",
    "erhåller",
    "erhöll",
    "bidrar",
    "satsas",
    "satsar",
    "anslås",
    "anslår",
    "öka",
    "ökar",
    "minskar",
    "disponerar",
    "disponeras",
    "utgör",
    "de",
    "dessa",
    "resterande",
    "återstående",
    "inklusive",
    "exklusive",
    "kr",
    "sek",
];

/// What the word before a figure says of its first digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Before {
    /// They are the number of what it names.
    Reference,
    /// They may be.
    Perhaps,
    /// They are the amount's, or nothing stands before them.
    Announced,
    /// A word like any other.
    Word,
}

/// What stands before a figure.
pub(super) fn before(text: &str) -> Before {
    let clause = text.rsplit([PART_END, '\n']).next().unwrap_or_default().to_lowercase();
    let mut words = clause.split_whitespace().rev().map(|word| word.trim_start_matches('('));
    let Some(word) = words.next() else { return Before::Announced };
    let each =
        |ahead: &str| EACH.contains(&ahead) || (ahead == "i" && ["år", "dag"].contains(&word));
    if words.next().is_some_and(each) {
        return Before::Announced;
    }
    if REFERENCE.contains(&word) {
        Before::Reference
    } else if PERHAPS.contains(&word) {
        Before::Perhaps
    } else if ANNOUNCING.contains(&word) || word.ends_with(|c: char| !c.is_alphanumeric()) {
        Before::Announced
    } else {
        Before::Word
    }
}

/// The figure of a match; none where its first digits are not its own, so that it is read anew
/// from the next ones.
///
/// `whole` is for figures of whole kronor, whose decimals are öre.
pub(super) fn own(m: &Match<'_>, whole: bool) -> Option<Own> {
    let text = m.get("figure")?;
    let figure = number::figure(text)?;
    let start = m.range_of("figure").start;
    let ahead = &m.text[..start];
    let bounded = m.bound().is_some();
    if m.bound().is_none()
        && let Some(times) = times(ahead)
        && let Some(product) = figure.value.checked_mul(times)
    {
        let product = Figure { value: product, decimals: figure.decimals };
        return Some(Own::Doubtful(start, vec![figure, product]));
    }
    let word = if bounded { Before::Announced } else { before(ahead) };
    if let Some((first, last)) = text.split_once(", ") {
        // "5, 6 mnkr och 7 mnkr" goes on.
        let word =
            if word == Before::Announced && goes_on(m.after()) { Before::Word } else { word };
        return apart(figure, first, last, word, whole, ahead);
    }
    if let Some((first, rest)) = text.split_once(' ')
        && let Some(last) = number::figure(rest)
        && !text.contains(['½', '¼', '¾'])
    {
        let tail = start + text.len() - rest.len();
        let joined = ahead.strip_suffix(['-', '–']).and_then(|ahead| ahead.chars().next_back());
        match (word, joined) {
            (_, Some(c)) if c.is_alphabetic() && first.len() < 3 => return None,
            (Before::Reference, _) => return None,
            (Before::Perhaps, _) => return Some(Own::Doubtful(tail, vec![last, figure])),
            (_, Some(c)) if c.is_ascii_digit() => {
                return Some(Own::Doubtful(tail, vec![last, figure]));
            }
            _ => {}
        }
    }
    // Three decimals of a krona are none: "12,500 kr".
    if whole
        && figure.decimals == 3
        && !text.starts_with("0,")
        && let Ok(grouped) = text.replace([',', ' '], "").parse()
    {
        let readings = vec![Figure { value: grouped, decimals: 0 }, figure];
        return Some(Own::Doubtful(start, readings));
    }
    Some(Own::Figure(figure))
}

/// Two numbers with a comma and a space between: a decimal comma, or two numbers.
fn apart(
    figure: Figure,
    first: &str,
    last: &str,
    word: Before,
    whole: bool,
    ahead: &str,
) -> Option<Own> {
    let listed = ahead.trim_end().ends_with(',')
        && ahead.trim_end_matches([' ', ',']).ends_with(|c: char| c.is_ascii_digit());
    if listed || year_like(first) || word == Before::Reference {
        return None;
    }
    let decimal = match whole {
        true => last.len() == 2,
        false => last.len() <= 2 && !last.ends_with('0'),
    };
    match (word, decimal) {
        (Before::Announced, true) => Some(Own::Figure(figure)),
        (Before::Perhaps | Before::Word, false) => None,
        (_, decimal) => {
            let number = number::figure(last)?;
            let start = ahead.len() + first.len() + ", ".len();
            Some(Own::Doubtful(start, if decimal { vec![number, figure] } else { vec![number] }))
        }
    }
}

/// True where another figure follows, as in an enumeration.
fn goes_on(after: &str) -> bool {
    [" och ", " samt ", " respektive ", " resp. ", ", "].iter().any(|link| {
        after.strip_prefix(link).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
    })
}

/// How many times the figure behind it: "2 x ", "3 gånger ".
fn times(ahead: &str) -> Option<Decimal> {
    let ahead = ahead.trim_end();
    let number = [" x", "×", "*", " gånger"].iter().find_map(|sign| ahead.strip_suffix(sign))?;
    let number = number.trim_end();
    let digits = number.len() - number.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    number[number.len() - digits..].parse().ok()
}

/// True where a run of groups is a reference or a year and then a well-formed number.
pub(super) fn explained(ahead: &str, text: &str) -> bool {
    let Some((first, rest)) = text.split_once(' ') else { return false };
    if number::figure(rest).is_none() {
        // Columns that ran together, each with groups of its own.
        return number::columns(text, 2)
            .iter()
            .any(|split| split.iter().all(|figure| figure.value >= Decimal::from(100_000)));
    }
    let named = matches!(before(ahead), Before::Reference | Before::Perhaps);
    year_like(first) || (first.len() <= 2 && named)
}
