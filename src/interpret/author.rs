//! Whose document it is: the region or municipality that tells of its own money.
//!
//! Known from the head of the document, else from the region that it names most. Says nothing of
//! which amounts are the author's: `recipient` and `table` do.

use std::borrow::Cow;
use std::ops::Range;

use super::party;
use super::scene::Scene;
use crate::contract::{Party, PartyKind};
use crate::pattern::Pattern;
use crate::recognise::{Value, place};

/// The lines at the beginning of a document among which its letterhead stands.
const HEAD: usize = 16;

/// The region or municipality whose document it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Author {
    pub(super) party: Party,
    /// True where the head of the document names it: the letterhead, the title, the page's name.
    pub(super) in_head: bool,
}

impl Author {
    /// Words in which the author's own short name is "regionen" or "kommunen", as it calls itself:
    /// "Lidköpings del", "Lidköping: 1,7 mkr". As they are where only its full name stands.
    pub(super) fn by_noun<'w>(&self, words: &'w str) -> Cow<'w, str> {
        let noun = match self.party.kind {
            PartyKind::Region => "regionen",
            PartyKind::Municipality => "kommunen",
            _ => return Cow::Borrowed(words),
        };
        let Some(name) = self.short_name().filter(|_| self.in_head) else {
            return Cow::Borrowed(words);
        };
        let mut told = Cow::Borrowed(words);
        for (at, _) in words.to_lowercase().rmatch_indices(&name.to_lowercase()) {
            let (Some(before), Some(behind)) = (words.get(..at), words.get(at + name.len()..))
            else {
                continue;
            };
            let (genitive, rest) = match behind.strip_prefix('s') {
                Some(rest) if !name.ends_with('s') => ("s", rest),
                _ => ("", behind),
            };
            let of_word = before.ends_with(char::is_alphabetic)
                || rest.starts_with(|c: char| c.is_alphabetic() || c == '-');
            let full = ["region ", "landstinget ", "landstinget i "]
                .iter()
                .any(|lead| before.to_lowercase().ends_with(lead))
                || [" kommun", " stad", " län"].iter().any(|kind| rest.starts_with(kind));
            if !of_word && !full {
                let end = words.len() - rest.len();
                told.to_mut().replace_range(at..end, &format!("{noun}{genitive}"));
            }
        }
        told
    }

    fn short_name(&self) -> Option<&'static str> {
        match self.party.kind {
            PartyKind::Municipality => Some(place::municipality(&self.party.name)?.name),
            _ => Some(place::region(&self.party.name)?.name.strip_prefix("Region ")?),
        }
    }
}

/// The author of a document with this title, if it is a region or municipality.
pub(super) fn of(scene: &Scene<'_>, title: Option<&Range<usize>>) -> Option<Author> {
    let by_head = || Some(Author { party: in_head(scene, title)?, in_head: true });
    let by_names = || Some(Author { party: most_named(scene)?, in_head: false });
    by_head().or_else(by_names)
}

/// The one place that the lines of the head, the title and the page's name give as sender.
fn in_head(scene: &Scene<'_>, title: Option<&Range<usize>>) -> Option<Party> {
    let document = scene.text.document;
    let end = title.and_then(|title| usize::try_from(scene.text.mention(title.clone()).line).ok());
    // A head that is printed on every page stands in no part of the text.
    let lines = document.lines.iter().take(end.unwrap_or(HEAD).min(HEAD));
    let page = document.title.as_deref().unwrap_or_default();
    let titled = [page, title.map_or("", |range| scene.str(range.clone()))].map(of_title);
    let mut named = lines.map(|line| of_letterhead(&line.text)).chain(titled).flatten();
    let one = named.next()?;
    named.all(|other| other.code == one.code).then_some(one)
}

/// The place whose name a line opens with and has beside it nothing or what a letterhead has.
fn of_letterhead(line: &str) -> Option<Party> {
    // Words of a name, "Upplands Väsby kommun" the longest.
    const LONGEST: usize = 4;
    let line = line.trim_start();
    let ends = line.char_indices().filter(|(_, c)| c.is_whitespace()).map(|(at, _)| at);
    let mut ends: Vec<usize> = ends.chain([line.len()]).take(LONGEST).collect();
    ends.reverse();
    ends.into_iter().find_map(|end| {
        let (name, rest) = line.split_at(end);
        let beside = rest.trim_start().chars().next().is_none_or(|c| !c.is_lowercase());
        full_name(name.trim_end_matches([',', '·', '|', '–', '-'])).filter(|_| beside)
    })
}

/// The place that the title of a page or compilation ends with, or is for: "Statsbidrag 2024 –
/// Mjölby kommun", "Sammanställning för Region Halland".
fn of_title(title: &str) -> Option<Party> {
    static ENDS: Pattern = Pattern::new(
        r"(?:\s[-–—|:·]|\b(?:för|till|i))\s+(?P<name>(?:Region|Landstinget(?: i)?) [A-ZÅÄÖ][^\s]+(?: [A-ZÅÄÖ][a-zåäö]+)?(?: län)?|[A-ZÅÄÖ][^\s]+(?: [A-ZÅÄÖ][^\s]+)? (?:kommun|stad)|Västra Götalandsregionen)(?: (?:19|20)\d\d(?:[–-]\d+)?)?\W*$",
    );
    full_name(ENDS.captures(title.trim_end())?.name("name")?.as_str())
}

/// The place that calls itself a region, landsting or municipality by this name.
fn full_name(name: &str) -> Option<Party> {
    static FULL: Pattern = Pattern::new(
        r"(?i)^(?:region|regionen|landstinget) |(?:kommun|stad|läns landsting|regionen)$",
    );
    party::named_place(name).filter(|_| FULL.is_match(name))
}

/// The region that most of the places of the text are.
fn most_named(scene: &Scene<'_>) -> Option<Party> {
    let mut counts: Vec<(&'static str, &'static str, usize)> = Vec::new();
    for mention in scene.mentions {
        if let Value::Place(place) = &mention.value
            && place.code().len() == 2
        {
            match counts.iter_mut().find(|(code, ..)| *code == place.code()) {
                Some((.., count)) => *count += 1,
                None => counts.push((place.code(), place.name(), 1)),
            }
        }
    }
    let all: usize = counts.iter().map(|(.., count)| count).sum();
    let (code, name, count) =
        counts.into_iter().max_by_key(|(code, _, count)| (*count, std::cmp::Reverse(*code)))?;
    (count * 2 > all).then(|| Party {
        kind: PartyKind::Region,
        code: Some(code.to_owned()),
        name: name.to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letterheads() {
        let check = |line: &str, expected: Option<&str>| {
            let code = of_letterhead(line).and_then(|party| party.code);
            assert_eq!(code.as_deref(), expected, "{line}");
        };
        check("REGION VÄSTERNORRLAND   PROMEMORIA", Some("22"));
        check("Region Kalmar län", Some("08"));
        check("Region Halland · Regionstyrelsen · 2021-09-15", Some("13"));
        check("Upplands Väsby kommun Ekonomikontoret", Some("0114"));
        check("Landstinget i Kalmar län", Some("08"));
        // A sentence, a county and an addressee are no letterhead.
        check("Region Halland får 12 mnkr", None);
        check("Halland", None);
        check("Till Region Halland", None);
    }

    #[test]
    fn short_names() {
        let check = |name: &str, words: &str, expected: &str| {
            let author = Author { party: full_name(name).expect("a place"), in_head: true };
            assert_eq!(author.by_noun(words), expected);
        };
        let town = "Lidköpings kommun";
        check(town, "Lidköpings del är", "kommunens del är");
        check(town, "Lidköping: ", "kommunen: ");
        check(town, "Lidköpings kommun får", "Lidköpings kommun får");
        check(town, "Lidköpingsbygden får", "Lidköpingsbygden får");
        check("Region Värmland", "för Värmlands vidkommande", "för regionens vidkommande");
        check("Region Värmland", "till Region Värmland", "till Region Värmland");
        check("Region Värmland", "i Värmlands län", "i Värmlands län");
        check("Region Värmland", "i Skåne", "i Skåne");
    }

    #[test]
    fn titles() {
        let check = |title: &str, expected: Option<&str>| {
            let code = of_title(title).and_then(|party| party.code);
            assert_eq!(code.as_deref(), expected, "{title}");
        };
        check("Riktade statsbidrag 2023 - Mjölby kommun", Some("0586"));
        check("Sammanställning av överenskommelser för Region Halland 2024", Some("13"));
        check("Statsbidrag till Region Kalmar län 2023", Some("08"));
        check("Region Halland får mest", None);
        check("Överenskommelse om god vård", None);
    }
}
