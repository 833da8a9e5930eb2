//! Headings that name an agreement, and those among them that only stand over a table or sum it up.

use crate::clean::PartKind;
use crate::interpret::scene::Scene;
use crate::pattern::Pattern;

/// Headings that name an agreement and what it is about.
pub(crate) static TITLED: Pattern = Pattern::new(
    r"(?i)^\W*(?:\d+(?:\.\d+)*\.?\s+)?(?:tilläggs)?överenskommelsen?\b.*\s(?:om|mellan|för)\s",
);

/// True for a heading right above a table, and for a headline with a sum of money.
pub(crate) fn is_caption(scene: &Scene<'_>, index: usize) -> bool {
    let section = &scene.sections[index];
    let Some(heading) = section.heading else { return false };
    let above_table = scene
        .text
        .parts
        .get(heading + 1)
        .is_some_and(|part| matches!(part.kind, PartKind::Cell { .. }));
    let range = &scene.text.parts[heading].range;
    let money = || {
        let mentions = &scene.mentions[scene.mentions_in(range)];
        mentions.iter().any(|mention| mention.value.kind() == "amount")
    };
    above_table || money()
}

/// True where anything is said under a heading, or under the headline that follows it.
pub(crate) fn says(scene: &Scene<'_>, index: usize) -> bool {
    let section = &scene.sections[index];
    let sentence = |part: usize| {
        let text = scene.part_text(part).trim_end();
        text.ends_with(['.', ':']) && text.split_whitespace().count() > 3
    };
    let body = (section.parts.start + 1..section.parts.end).any(sentence);
    let headline = section.parts.len() == 1
        && scene.sections.get(index + 1).is_some_and(|_| is_caption(scene, index + 1));
    body || headline
}
