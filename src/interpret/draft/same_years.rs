//! "Kommunernas del är 96 mnkr 2023 och 104 mnkr 2024. Regionernas del är för samma år 40 respektive
//! 44 mnkr": the years of amounts that are paired in the order of those before them.

use super::Draft;
use crate::interpret::scene::{Scene, Sentence};

/// Gives the amounts of a sentence, from `first` on, that "respektive" pairs and that name no year,
/// the years of as many amounts right before them in its paragraph, each of which says another one.
pub(super) fn of_pair_before(
    scene: &Scene<'_>,
    sentence: &Sentence,
    first: usize,
    drafts: &mut [Draft],
) {
    let (earlier, own) = drafts.split_at_mut(first);
    let paired = own.windows(2).all(|two| {
        let between = two[0].ranges[0].end..two[1].start();
        [",", "respektive", "resp."].contains(&scene.str(between).trim())
    });
    let before = earlier.len().checked_sub(own.len()).map(|from| &earlier[from..]);
    let Some(before) = before.filter(|_| own.len() > 1 && paired) else { return };
    let unsaid = own.iter().all(|draft| draft.years.is_empty() && draft.relative_year.is_none());
    let beside = before
        .iter()
        .all(|draft| draft.part == sentence.part && draft.years_said && draft.years.len() == 1);
    let apart = before.windows(2).all(|two| two[0].years != two[1].years);
    if unsaid && beside && apart {
        for (draft, pair) in own.iter_mut().zip(before) {
            draft.years.clone_from(&pair.years);
            draft.years_said = true;
        }
    }
}
