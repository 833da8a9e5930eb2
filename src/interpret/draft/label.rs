//! What stands beside an amount and names what it is for: its heading, the line above it, the label
//! that opens its item or paragraph, the next sentence.

use super::{Draft, Origin};
use crate::contract::PartyKind;
use crate::interpret::party;
use crate::interpret::purpose;
use crate::interpret::role::Claim;
use crate::interpret::scene::{Scene, Sentence};
use crate::pattern::Pattern;

/// "Kompetens i försäkringsmedicin, 143 mnkr": a heading that ends with its section's money.
pub(super) fn of_heading(scene: &Scene<'_>, sentence: &Sentence, draft: &mut Draft) {
    let range = &draft.ranges[0];
    let label = scene.str(sentence.range.start..range.start).trim_end();
    let alone = scene.str(range.end..sentence.range.end).trim_matches([')', '.', ' ']).is_empty();
    let words = label.trim_end_matches([',', '(', '–', '—', '-', ':']).trim_end();
    let labelled = words.len() < label.len() && words.chars().any(char::is_alphabetic);
    if alone && labelled && draft.claim == Claim::Unsaid && draft.rule.is_empty() {
        draft.claim = Claim::SetAside;
        draft.purpose = purpose::of_label(words).or(draft.purpose.take());
    }
}

/// "Kommunerna" on one line and "405 miljoner kronor" on the next: the line is the amount's label.
pub(super) fn labelled(scene: &Scene<'_>, index: usize, sentence: &Sentence, draft: &mut Draft) {
    let Some(label) = index.checked_sub(1).and_then(|above| scene.sentences.get(above)) else {
        return;
    };
    let words = scene.str(label.range.clone());
    let alone = draft.ranges[0] == sentence.range
        && label.part == sentence.part
        && label.mentions.is_empty();
    if alone && words.chars().count() <= 80 && !words.contains(['.', ':', ';']) {
        draft.origin = Origin::Item;
        draft.claim = Claim::SetAside;
        draft.recipient = party::first(words).filter(|party| party.kind != PartyKind::State);
        draft.purpose = purpose::of_label(words);
    }
}

/// What the next sentence says that the only amount of this one is for.
pub(super) fn purpose_behind(
    scene: &Scene<'_>,
    index: usize,
    sentence: &Sentence,
    amounts: usize,
) -> Option<String> {
    let next = scene.sentences.get(index + 1).filter(|next| next.part == sentence.part)?;
    (amounts == 1).then(|| purpose::of_next_sentence(scene.str(next.range.clone()))).flatten()
}

/// "Första besök och operation. Här finns 1 500 mnkr": a paragraph may open with its own heading,
/// which is short and has no verb: no word that ends as one behind what may be its subject.
fn opens_as_label(scene: &Scene<'_>, opening: &Sentence) -> bool {
    static VERB: Pattern = Pattern::new(
        r"(?i)\b(?:är|har|hade|får|fick|ska|skall|kan|bör|måste|vill|finns|fanns|går|gick|består|tar|tog|gör|sker|[a-zåäö]{3,}(?:ade|ades|as|des|ts|s|t|te))\b|[a-zåäö] [a-zåäö]+[aeiouyåäö]?r\b",
    );
    static NOUNS: Pattern =
        Pattern::new(r"(?i)\b(?:till|för|i|av|och|samt|på|med|mot|om|inom) [a-zåäö-]+");
    const MOST_WORDS: usize = 8;
    let words = scene.str(opening.range.clone());
    let mut rest = words.to_owned();
    while let Some(found) = NOUNS.find(&rest) {
        rest.replace_range(found.range(), "");
    }
    opening.mentions.is_empty()
        && words.ends_with(['.', ':'])
        && words.split_whitespace().count() <= MOST_WORDS
        && !VERB.is_match(&rest)
}

/// What an item or a section is about, where the sentence itself does not say what the money is
/// for: the item's first words, else the heading below the title.
pub(super) fn purpose_around(
    scene: &Scene<'_>,
    sentence: &Sentence,
    origin: Origin,
) -> Option<String> {
    let part = scene.text.parts[sentence.part].range.clone();
    let opening = scene.sentences_of(sentence.part).first()?;
    if origin == Origin::Item && opening.range != sentence.range {
        return purpose::of_label(scene.str(opening.range.clone()));
    }
    if opening.range != sentence.range && opens_as_label(scene, opening) {
        return purpose::of_label(scene.str(opening.range.clone()));
    }
    let section = scene.sections.get(scene.section_of(sentence.part))?;
    let heading = section.heading.filter(|_| section.level > 1)?;
    let mut range = scene.text.parts[heading].range.clone();
    // "Primärvården som nav, 3 320 mnkr" is about what stands before its money.
    let money =
        scene.mentions[scene.mentions_in(&range)].iter().find(|it| it.value.kind() == "amount");
    if let Some(money) = money
        && range != part
    {
        let before = scene.str(range.start..money.range.start);
        let before = before.trim_end_matches([' ', ',', '(', ':', '–', '-']).len();
        // "6,6 miljarder kronor för att korta köerna": about what follows it.
        range = match before {
            0 => money.range.end..range.end,
            _ => range.start..range.start + before,
        };
    }
    let words = scene.str(range.clone());
    if crate::interpret::agreement::is_generic(words) || purpose::is_of_money(words) {
        return None;
    }
    (range != part).then(|| purpose::of_label(scene.str(range))).flatten()
}
