//! Sums that are stated in plain words: the same thing stated so with another figure contradicts it.

use super::{Draft, Origin};
use crate::contract::{Bound, Role};
use crate::interpret::role::Claim;
use crate::interpret::scene::Scene;
use crate::pattern::Pattern;

/// What stands before all that an agreement comprises.
static ALL: Pattern = Pattern::new(
    r"(?i)^\W*(?:(?:totalt|sammanlagt|sammantaget) omfattar (?:överenskommelsen|avtalet)|(?:överenskommelsen|avtalet)(?: för \d{4})? (?:omfattar|innefattar|uppgår till))(?:,? (?:för |under |år )?\d{4},?)?(?: totalt| sammanlagt| sammantaget)?$",
);

/// Words by which one sum is told from another one of the same thing, or is only a part of it.
static TELLING: Pattern = Pattern::new(
    r"(?i)\b(?:tidigare|föregående|ursprunglig\w*|ny(?:a|tt)?|rev(?:iderad\w*|iderat)|ändra\w*|ändring\w*|justera\w*|tillägg\w*|tilläggsöverenskommelse\w*|ytterligare|därutöver|utöver|dessutom|även|också|utöka\w*|öka\w*|ökning\w*|höj\w*|minska\w*|minskning\w*|sänk\w*|förstärk\w*|tillför\w*|tillskott\w*|förläng\w*|först\w*|andra|tredje|resterande|återst\w*|halva|hälften|del|delen|delar|fast|fasta|rörlig\w*|grundbelopp\w*|förskott\w*|preliminär\w*|betala\w*|utbetal\w*|rekvirera\w*|inom|dessa|detta|dess|vardera|varje|per|cirka|ca|upp till|högst|minst|drygt|jämför\w*|jämfört|än|budget\w*|prognos\w*|utfall\w*|beräkna\w*|föreslå\w*|förslag\w*|planera\w*|annan|annat|i fjol|förra|bakgrund|särskil\w*|enskil\w*|störst\w*|minst\w*|exempel\w*|t\.ex)\b",
);

/// True where a sentence plainly says that this is all of the agreement, or what is set aside for
/// something or someone, and no word of it or of its heading tells the sum from another one.
pub(in crate::interpret) fn is_plain(scene: &Scene<'_>, drafts: &[Draft], draft: &Draft) -> bool {
    let Some(sentence) = draft.sentence.and_then(|at| scene.sentences.get(at)) else {
        return false;
    };
    let amount = &draft.amount;
    let apart = draft.opened_by.is_some_and(|whole| drafts[whole].role != Role::Total)
        || draft.added
        || draft.portion
        || draft.further
        || draft.again
        || draft.restates.is_some();
    let said = match draft.role {
        Role::Total => {
            draft.recipient.is_none()
                && ALL.is_match(scene.str(sentence.range.start..draft.start()).trim_end())
        }
        Role::Earmark => {
            matches!(draft.claim, Claim::SetAside | Claim::PartOfLast)
                && (draft.purpose_is_said() || !draft.recipient_rule.is_empty())
        }
        Role::Share => draft.recipient.is_some(),
        _ => false,
    };
    let heading = scene.heading(draft.section).unwrap_or_default();
    matches!(draft.origin, Origin::Prose | Origin::Item)
        && amount.bound == Bound::Exact
        && amount.per.is_none()
        && !apart
        && said
        && !TELLING.is_match(scene.str(sentence.range.clone()))
        && !TELLING.is_match(heading)
}
