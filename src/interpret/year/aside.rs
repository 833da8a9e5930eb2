//! What a sentence only compares with or adds in brackets: its year is no other amount's.

use std::ops::Range;

use crate::interpret::scene::Scene;
use crate::pattern::Pattern;
use crate::recognise::Value;

/// True where what stands at `at` in the sentence `range` is a comparison or in brackets that hold
/// an amount: "att jämföra med 28,1 mnkr för 2022", "(2022: 6 900 mnkr)".
pub(super) fn is(scene: &Scene<'_>, range: &Range<usize>, at: usize) -> bool {
    static COMPARES: Pattern = Pattern::new(
        r"(?i)\b(?:jämfört|jämföra|jämföras|jämförelse) med\b|\b(?:mer|mindre|högre|lägre|större|fler|bättre) än\b|\b(?:lika|så) (?:mycket|stor|stort|stora|hög|högt) som\b|\bställas mot\b",
    );
    static WAS: Pattern = Pattern::new(
        r"(?i)^motsvarande [^,;]{0,60}\b(?:var|uppgick|omfattade|avsattes|fördelades|fick)\b",
    );
    let lead = scene.str(range.start..at);
    if let Some(open) = lead.rfind('(')
        && !lead[open..].contains(')')
    {
        let open = range.start + open;
        let close = scene.str(at..range.end).find(')').map_or(range.end, |close| at + close);
        let held = &scene.mentions[scene.mentions_in(&(open..close))];
        if held.iter().any(|mention| matches!(mention.value, Value::Amount(_))) {
            return true;
        }
    }
    let clause = lead.rfind([',', ';']).filter(|comma| lead[comma + 1..].starts_with(' '));
    let clause = clause.map_or(lead, |comma| &lead[comma..]);
    COMPARES.is_match(clause)
        || (clause.len() == lead.len() && WAS.is_match(scene.str(range.clone())))
}
