//! Sums that a text tells of another agreement than its own: "överenskommelsen om psykisk hälsa, som
//! omfattar 1 650 mnkr" in a text on god och nära vård.

use crate::interpret::agreement::Scope;
use crate::interpret::draft::Draft;
use crate::interpret::role::Claim;
use crate::interpret::scene::Scene;
use crate::pattern::Pattern;

/// The rule of a total that is another agreement's.
const RULE: &str = "another-agreement";

/// Takes the totals of other agreements for what they are, where the agreement's own is stated too.
pub(crate) fn set_apart(scene: &Scene<'_>, drafts: &mut [Draft], scopes: &[Scope]) {
    for (at, scope) in scopes.iter().enumerate() {
        let totals = || {
            let all = drafts.iter().enumerate();
            all.filter(move |(_, it)| it.agreement == Some(at) && it.claim == Claim::Total)
        };
        let others: Vec<usize> = totals()
            .filter(|(_, it)| is_of_another(scene, it, &scope.title))
            .map(|it| it.0)
            .collect();
        if totals().count() > others.len() {
            for other in others {
                (drafts[other].claim, drafts[other].rule) = (Claim::Unsaid, RULE);
            }
        }
    }
}

/// True where the words before a total name an agreement that shares no word with the title.
fn is_of_another(scene: &Scene<'_>, draft: &Draft, title: &str) -> bool {
    static NAMED: Pattern = Pattern::new(
        r"(?i)\b(?:överenskommelsen?|avtalet) (?:om|för|kring|inom) (?P<what>[^.;,]{4,80}?),? som (?:omfattar|omfattade|uppgår till|uppgick till)\b[^.;,]*$",
    );
    let Some(sentence) = draft.sentence.and_then(|at| scene.sentences.get(at)) else {
        return false;
    };
    let words = scene.str(sentence.range.start..draft.start()).trim_end();
    let Some(what) = NAMED.captures(words).and_then(|found| found.name("what")) else {
        return false;
    };
    let title = title.to_lowercase();
    let shared = |word: &str| title.split(|c: char| !c.is_alphanumeric()).any(|it| it == word);
    let what = what.as_str().to_lowercase();
    let mut told = what.split(|c: char| !c.is_alphabetic()).filter(|word| word.chars().count() > 3);
    let named = told.clone().next().is_some();
    named && !told.any(shared)
}
