//! Contacts and signatories.

use std::ops::Range;

use super::identifiers::of_link;
use crate::clean::PartKind;
use crate::contract::{Contact, Signatory};
use crate::interpret::scene::Scene;
use crate::pattern::Pattern;
use crate::recognise::Value;
use crate::recognise::date::DatePart;

static NAME: Pattern = Pattern::new(
    r"\b(?P<name>[A-ZÅÄÖÉ][a-zåäöéü]+(?:-[A-ZÅÄÖ][a-zåäö]+)?(?: (?:af|von|de) )?(?: [A-ZÅÄÖÉ][a-zåäöéü]+(?:-[A-ZÅÄÖ][a-zåäö]+)?){1,3})\b",
);

static TITLE: Pattern = Pattern::new(
    r"(?i)^\W*(?:tf\.? |vik\.? |t\.f\. |biträdande |vice |1:e vice |2:e vice )?(?:ordförande|statssekreterare|(?:verkställande |vd|general)?direktör|verkställande direktör|vd|förbundsdirektör|[a-zåäö]*minister|statsråd|departementsråd|regiondirektör|generaldirektör|avdelningschef|sektionschef|expeditionschef|rättschef|kansliråd|departementssekreterare)\b",
);

/// An e-mail address, and the name, title and telephone number that stand with it.
pub(crate) fn contacts(scene: &Scene<'_>, parts: &[Range<usize>]) -> Vec<Contact> {
    let mut contacts: Vec<Contact> = Vec::new();
    for (index, mention) in scene.mentions.iter().enumerate() {
        let Value::Email(email) = &mention.value else { continue };
        let part = scene.text.part_at(mention.range.start);
        if !parts.iter().any(|range| range.contains(&part)) {
            continue;
        }
        let here = scene.text.mention(mention.range.clone());
        if let Some(known) = contacts.iter_mut().find(|known| known.email.as_ref() == Some(email)) {
            known.mentions.push(here);
            continue;
        }
        let range = scene.text.parts[part].range.clone();
        let phone =
            [index.checked_sub(1), Some(index + 1)].into_iter().flatten().find_map(|near| {
                let near = scene.mentions.get(near)?;
                match &near.value {
                    Value::Phone(phone) if range.contains(&near.range.start) => Some(phone.clone()),
                    _ => None,
                }
            });
        let before = scene.str(range.start..mention.range.start);
        let clause = &before[before.rfind(['\n', ';']).map_or(0, |at| at + 1)..];
        let after = scene.str(mention.range.end..range.end);
        let title = after.split('\n').next().and_then(|line| line.trim().strip_prefix(','));
        let title = title
            .map(|title| title.trim().trim_end_matches('.'))
            .filter(|title| !title.is_empty() && title.len() < 120);
        contacts.push(Contact {
            name: NAME.captures_iter(clause).last().map(|name| name["name"].to_owned()),
            title: title.map(str::to_owned),
            email: Some(email.clone()),
            phone,
            mentions: vec![here],
        });
    }
    by_link(scene, parts, &mut contacts);
    contacts
}

/// The names whose link opens a letter to them: `<a href="mailto:anna.ek@…">Anna Ek</a>`.
fn by_link(scene: &Scene<'_>, parts: &[Range<usize>], contacts: &mut Vec<Contact>) {
    for link in &scene.text.document.links {
        let Some(address) = link.href.strip_prefix("mailto:") else { continue };
        let email = address.split('?').next().unwrap_or_default().trim();
        let known = |contact: &Contact| contact.email.as_deref() == Some(email);
        let Some((part, mention)) = of_link(scene, link) else { continue };
        let here = parts.iter().any(|range| range.contains(&part));
        let words = mention.quote.as_str();
        let named = !words.is_empty() && !words.contains('@') && email.contains('@');
        if !here || !named || contacts.iter().any(known) {
            continue;
        }
        contacts.push(Contact {
            name: NAME.captures(words).map(|name| name["name"].to_owned()),
            title: None,
            email: Some(email.to_owned()),
            phone: None,
            mentions: vec![mention],
        });
    }
}

/// Who signed: names that stand by themselves with a title below them, or below a place and a day.
pub(crate) fn signatories(scene: &Scene<'_>) -> Vec<Signatory> {
    let lines = lines(scene);
    let mut found: Vec<Signatory> = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let text = scene.str(line.range.clone());
        if let Some((name, title)) = named_for_party(text) {
            push(&mut found, scene, name, title, signed_above(scene, &lines, at), line);
            continue;
        }
        let Some(name) = whole_name(text) else { continue };
        // Below it, in its column or on the next line, stands the title.
        let title = lines[at + 1..]
            .iter()
            .take(6)
            .filter(|below| {
                below.column == line.column || below.column.is_none() != line.column.is_none()
            })
            .find(|below| !scene.str(below.range.clone()).trim().is_empty())
            .map(|below| scene.str(below.range.clone()).trim())
            .filter(|title| TITLE.is_match(title));
        let signed = signed_above(scene, &lines, at);
        let Some(title) = title else {
            if signed.is_none() || found.len() > 8 {
                continue;
            }
            push(&mut found, scene, name, None, signed, line);
            continue;
        };
        match two_of(name, title) {
            Some(both) => {
                for (name, title) in both {
                    let signed = signed_above(scene, &lines, at);
                    push(&mut found, scene, &name, Some(title), signed, line);
                }
            }
            None => push(&mut found, scene, name, Some(title.to_owned()), signed, line),
        }
    }
    found
}

/// Two names and their two titles that stand beside each other in lines: "Bo Ek  Eva Lind" over
/// "Ordförande  Verkställande direktör".
fn two_of(names: &str, titles: &str) -> Option<[(String, String); 2]> {
    let (first, second) = titles.split_at(TITLE.find(titles)?.end());
    let second = second.trim();
    let words: Vec<&str> = names.split_whitespace().collect();
    let [a, b, c, d] = words[..] else { return None };
    TITLE.is_match(second).then(|| {
        let first = first.trim().to_owned();
        [(format!("{a} {b}"), first), (format!("{c} {d}"), second.to_owned())]
    })
}

/// A place and a day of signing.
struct Signed {
    place: Option<String>,
    date: Option<String>,
}

fn push(
    found: &mut Vec<Signatory>,
    scene: &Scene<'_>,
    name: &str,
    title: Option<String>,
    signed: Option<Signed>,
    line: &Line,
) {
    if found.iter().any(|known| known.name == name) {
        return;
    }
    let (place, date) = signed.map_or((None, None), |signed| (signed.place, signed.date));
    found.push(Signatory {
        name: name.to_owned(),
        title,
        party: None,
        place,
        date,
        mentions: vec![scene.text.mention(line.range.clone())],
    });
}

/// A line of the text: a line of a paragraph, a heading, or a cell of a table.
struct Line {
    range: Range<usize>,
    column: Option<(usize, usize)>,
}

fn lines(scene: &Scene<'_>) -> Vec<Line> {
    let mut lines = Vec::new();
    for part in &scene.text.parts {
        let column = match part.kind {
            PartKind::Cell { table, column, .. } => Some((table, column)),
            _ => None,
        };
        lines.extend(
            scene.text.lines_of(&part.range).into_iter().map(|range| Line { range, column }),
        );
    }
    lines
}

/// The line as a name, if it is one and nothing else.
fn whole_name(line: &str) -> Option<&str> {
    let line = line.trim();
    let name = NAME.captures(line)?.name("name")?;
    let party = crate::interpret::party::first(line).is_some()
        || crate::recognise::place::region(line).is_some();
    let other = party || WORDS.is_match(line) || TITLE.is_match(line);
    (name.as_str() == line && !other).then_some(line)
}

/// "För staten: Anna Ek, statssekreterare": the name and the title.
fn named_for_party(line: &str) -> Option<(&str, Option<String>)> {
    static FOR: Pattern = Pattern::new(
        r"^\W*För (?:staten|regeringen|SK[LR]|Sveriges [Kk]ommuner och (?:[Ll]andsting|[Rr]egioner))[^:,.]{0,40}: ?(?P<name>[^,;]{4,60})(?:, (?P<title>[^,;.]{3,60}))?$",
    );
    let said = FOR.captures(line.trim())?;
    let name = whole_name(said.name("name")?.as_str())?;
    let title = said.name("title").map(|title| title.as_str().trim().to_owned());
    Some((name, title.filter(|title| TITLE.is_match(title))))
}

/// Words that begin with a capital and are no names.
static WORDS: Pattern = Pattern::new(
    r"\b(?:Bilaga|Tabell|Totalt|Summa|Sveriges|Kommuner|Landsting|Regioner|Region|Överenskommelse|Avtal|Sida|Datum|Underskrift|Stockholm|Göteborg|Socialdepartementet|Regeringen|Period|Belopp|Namnförtydligande|Med|Vänlig|Hälsning|Mvh|För)\b",
);

/// The place and day above a name: "Stockholm den 20 januari 2017".
fn signed_above(scene: &Scene<'_>, lines: &[Line], at: usize) -> Option<Signed> {
    static PLACE: Pattern = Pattern::new(r"^\W*(?P<place>[A-ZÅÄÖ][a-zåäö]+)(?:,)?(?: den)?\s*$");
    for line in lines[..at].iter().rev().take(14) {
        if line.column != lines[at].column && lines[at].column.is_some() && line.column.is_some() {
            continue;
        }
        for mention in &scene.mentions[scene.mentions_in(&line.range)] {
            let Value::Date(date) = mention.value else { continue };
            let DatePart::Day(..) = date.part else { continue };
            let before = scene.str(line.range.start..mention.range.start);
            if let Some(place) = PLACE.captures(before) {
                return Some(Signed {
                    place: Some(place["place"].to_owned()),
                    date: Some(date.to_string()),
                });
            }
        }
    }
    None
}
