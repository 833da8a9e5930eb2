//! The sections of a page that tell of an agreement each.

use std::ops::Range;

use super::headings::{TITLED, is_caption, says};
use super::{AGREEMENT, GENERIC, Scope, clean_title};
use crate::clean::PartKind;
use crate::interpret::scene::Scene;
use crate::pattern::Pattern;

/// The sections that tell of an agreement of their own, each with the deeper ones below it.
///
/// On a page whose title says that it lists agreements each section with prose is one; elsewhere
/// the section itself has to speak of an agreement.
pub(in crate::interpret) fn sections(scene: &Scene<'_>, title: &str) -> Vec<Scope> {
    let listed = LISTS.is_match(title);
    let telling: Vec<usize> =
        (0..scene.sections.len()).filter(|&section| tells(scene, section, listed)).collect();
    let titled = |section: &&usize| scene.heading(**section).is_some_and(|it| TITLED.is_match(it));
    // A page that one agreement gives its title tells of another only under that one's name.
    let of_one = TITLED.is_match(title) && !listed;
    let telling: Vec<usize> = telling.into_iter().filter(|it| !of_one || titled(&it)).collect();
    // Where headings name agreements, a caption or a headline among them opens none.
    let named = telling.iter().filter(titled).count() * 2 >= telling.len();
    let telling: Vec<usize> = telling
        .into_iter()
        .filter(|section| !(named && !titled(&section) && is_caption(scene, *section)))
        .collect();
    // The level at which most of them stand; the title's own level is above it.
    let level = most_common(telling.iter().map(|&section| scene.sections[section].level));
    let Some(level) = level else { return Vec::new() };
    let numbered = telling
        .iter()
        .filter(|&&section| {
            scene.heading(section).is_some_and(|heading| {
                heading.trim_start().starts_with(|c: char| c.is_ascii_digit())
            })
        })
        .count();
    // The first of several may be taken for the title of a page that has none.
    let first = telling.first().copied().filter(|&section| opens(scene, section, &telling, level));
    let mut scopes: Vec<Scope> = Vec::new();
    for (index, section) in scene.sections.iter().enumerate() {
        let own = telling.contains(&index) && section.level == level || first == Some(index);
        let Some(heading) = section.heading else { continue };
        if own && (numbered * 2 <= telling.len() || is_numbered(scene.part_text(heading))) {
            let range = scene.text.parts[heading].range.clone();
            scopes.push(Scope {
                title: clean_title(scene.part_text(heading)),
                title_range: range,
                parts: vec![section.parts.clone()],
            });
        } else if section.level > level
            && let Some(last) = scopes.last_mut()
            && last.parts.last().is_some_and(|parts| parts.end == section.parts.start)
        {
            last.parts.push(section.parts.clone());
        } else if section.level == level
            && !CLOSING.is_match(scene.part_text(heading))
            && let Some(last) = scopes.last_mut()
            && last.parts.last().is_some_and(|parts| parts.end == section.parts.start)
            && (!has_prose(scene, index) || named && is_caption(scene, index))
        {
            // A caption belongs to what stands above it, and so does a link or an address set as a
            // heading.
            last.parts.push(section.parts.clone());
        }
    }
    scopes
}

/// True for a section above the level of the others that names an agreement of a year as they all
/// do, with other words than theirs.
fn opens(scene: &Scene<'_>, section: usize, telling: &[usize], level: u8) -> bool {
    let named = |section: usize| {
        let heading = scene.sections[section].heading?;
        let dated = !scene.years_in(&scene.text.parts[heading].range).is_empty();
        let title = scene.part_text(heading);
        (dated && TITLED.is_match(title)).then(|| clean_title(title))
    };
    scene.sections[section].level < level
        && telling.len() > 1
        && telling.iter().all(|&it| named(it).is_some())
        && telling.iter().skip(1).all(|&it| named(it) != named(section))
}

/// True where a page has no title of its own: its first heading names the first of its agreements.
pub(in crate::interpret) fn title_is_first(scopes: &[Scope], title: Option<&Range<usize>>) -> bool {
    let titled = |scope: &Scope| TITLED.is_match(&scope.title);
    scopes.len() > 1
        && scopes.iter().all(titled)
        && title.is_some_and(|title| scopes[0].title_range == *title)
}

/// Titles of pages that list agreements.
static LISTS: Pattern = Pattern::new(
    r"(?i)\böverenskommelser(?:na)?\b|\bstatsbidrag (?:och|inom)\b|\briktade statsbidrag\b",
);

static CLOSING: Pattern = Pattern::new(
    r"(?i)^\W*(?:informationsansvarig|kontakt|kontakta|läs mer|läs vidare|relaterad|mer information|dela|sidfot|hjälpte)",
);

fn is_numbered(heading: &str) -> bool {
    heading.trim_start().starts_with(|c: char| c.is_ascii_digit())
}

fn most_common(levels: impl Iterator<Item = u8>) -> Option<u8> {
    let mut counts: Vec<(u8, usize)> = Vec::new();
    for level in levels {
        match counts.iter_mut().find(|(l, _)| *l == level) {
            Some((_, count)) => *count += 1,
            None => counts.push((level, 1)),
        }
    }
    counts.into_iter().max_by_key(|(level, count)| (*count, *level)).map(|(level, _)| level)
}

/// True for a section with a heading and prose that speaks of an agreement or its money.
fn tells(scene: &Scene<'_>, index: usize, listed: bool) -> bool {
    let section = &scene.sections[index];
    let Some(heading) = section.heading else { return false };
    let body: String = (section.parts.start + 1..section.parts.end)
        .map(|part| scene.part_text(part))
        .collect::<Vec<_>>()
        .join(" ");
    let title = scene.part_text(heading);
    // A clause of an agreement or a question about one is no agreement.
    if GENERIC.is_match(title) || title.trim_end().ends_with('?') || LISTS.is_match(title) {
        return false;
    }
    let named =
        AGREEMENT.is_match(title) || AGREEMENT.is_match(&body) || (listed && section.level > 1);
    let table = (section.parts.start..section.parts.end)
        .any(|part| matches!(scene.text.parts[part].kind, PartKind::Cell { .. }))
        && is_numbered(title);
    let sums = || listed && section.level > 1 && says_sum(scene, index);
    let told = has_prose(scene, index) || (TITLED.is_match(title) && says(scene, index)) || sums();
    (table || (named && told)) && !CLOSING.is_match(title)
}

/// True where a section that is no clause or table says a sum of money in a sentence, however short.
fn says_sum(scene: &Scene<'_>, index: usize) -> bool {
    let section = &scene.sections[index];
    (section.parts.start + 1..section.parts.end)
        .filter(|part| matches!(scene.text.parts[*part].kind, PartKind::Paragraph))
        .any(|part| {
            let range = &scene.text.parts[part].range;
            let mentions = &scene.mentions[scene.mentions_in(range)];
            mentions.iter().any(|mention| mention.value.kind() == "amount")
        })
}

/// True where a section has at least one whole sentence under its heading.
fn has_prose(scene: &Scene<'_>, index: usize) -> bool {
    let section = &scene.sections[index];
    (section.parts.start..section.parts.end).filter(|part| Some(*part) != section.heading).any(
        |part| {
            let text = scene.part_text(part);
            matches!(scene.text.parts[part].kind, PartKind::Paragraph)
                && text.len() > 60
                && text.contains(['.', ':'])
                && !text.contains('@')
                || text.len() > 160
        },
    )
}
