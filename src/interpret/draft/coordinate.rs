//! What ties an amount to the one before it in its sentence: "varav", "och", "respektive".

use rust_decimal::Decimal;

use super::Draft;
use crate::contract::{Bound, Per};
use crate::interpret::role::Claim;
use crate::interpret::tree::apart;
use crate::pattern::Pattern;

/// Words that lead from a rounded figure to the figure itself.
static NEARER: Pattern = Pattern::new(
    r"(?i)(?:^|,) ?(?:eller )?(?:närmare bestämt|mer exakt|exakt|mer precist|i exakta tal)$",
);

/// Ties an amount to the one before it in its sentence: what "varav" opens, and what "och" goes on
/// with.
pub(crate) fn coordinate(
    drafts: &mut Vec<Draft>,
    first: usize,
    draft: &mut Draft,
    before: &str,
    after: &str,
) {
    if drafts.len() <= first {
        // "Därav" at the head of a sentence opens the parts of the sentence before.
        if draft.claim == Claim::PartOfLast {
            draft.claim = Claim::PartOfThese;
        }
        return;
    }
    let last = drafts.len() - 1;
    // "45 mnkr av 60 mnkr har betalats ut": the words behind are of the first.
    if OF_WHOLE.is_match(before.trim()) && drafts[last].amount.value <= draft.amount.value {
        if drafts[last].claim == Claim::Rest {
            rest_of(&mut drafts[first..], draft, last + 1);
        }
        let first = &mut drafts[last];
        if first.claim == Claim::Unsaid && first.rule.is_empty() {
            let paid = draft.claim == Claim::Payout || says_paid(after);
            first.claim = if paid { Claim::Payout } else { Claim::PartOfLast };
            first.opened_by = Some(last + 1);
        }
        // "300 av de 500 miljoner som avsatts för regionerna" says it of the whole.
        if !after.trim_start().starts_with("som ") {
            let (party, words) = (draft.recipient.take(), draft.purpose.take());
            if first.recipient.is_none() {
                (first.recipient, first.recipient_rule) = (party, draft.recipient_rule);
            }
            if first.purpose.is_none() {
                (first.purpose, first.purpose_rule) = (words, draft.purpose_rule);
            }
        }
        draft.claim = Claim::Again;
        return;
    }
    // "Ca 3,1 miljarder, närmare bestämt 3 098 mnkr": the same, told to the last place.
    if NEARER.is_match(before.trim())
        && draft.amount.resolution < drafts[last].amount.resolution
        && (draft.amount.value - drafts[last].amount.value).abs() <= drafts[last].amount.resolution
        && let Some(rounded) = drafts.pop()
    {
        draft.rounded = rounded.ranges;
        (draft.claim, draft.rule) = (rounded.claim, rounded.rule);
        (draft.opened_by, draft.goes_on) = (rounded.opened_by, rounded.goes_on);
        draft.recipient = draft.recipient.take().or(rounded.recipient);
        draft.purpose = draft.purpose.take().or(rounded.purpose);
        if draft.years.is_empty() {
            (draft.years, draft.years_said) = (rounded.years, rounded.years_said);
        }
        return;
    }
    let previous = &drafts[last];
    if draft.claim == Claim::PartOfLast {
        draft.opened_by = Some(last);
        return;
    }
    // "14 mnkr till SKR; 4 mnkr av dessa är avsedda för utbildning".
    if draft.claim == Claim::PartOfThese
        && draft.behind.trim_start_matches(',').starts_with(" av ")
        && previous.amount.value >= draft.amount.value
    {
        draft.claim = Claim::PartOfLast;
        draft.opened_by = Some(last);
        return;
    }
    // "190 miljoner, varav staten finansierar 90 miljoner".
    let lead = before.to_lowercase();
    if draft.claim == Claim::Contribution
        && ["varav ", "därav "].iter().any(|word| lead.contains(word))
    {
        draft.opened_by = Some(last);
        return;
    }
    // "Av regionernas 750 miljoner ska 300 miljoner användas".
    // "Kommunernas del, 90 mnkr, går till dem medan regionernas är 700 mnkr" goes on to another.
    let another = lead.starts_with("medan ") || lead.contains(" medan ");
    if previous.claim == Claim::Again
        && matches!(draft.claim, Claim::SetAside | Claim::Unsaid | Claim::Estimated)
        && !another
        && previous.amount.value >= draft.amount.value
        && !apart(previous, draft)
    {
        draft.claim = Claim::PartOfLast;
        draft.opened_by = Some(last);
        return;
    }
    let words = before.trim().to_lowercase();
    // "Ökar från 12 till 30 miljoner kronor".
    if words == "till" && previous.rule == "raised-from" {
        draft.claim = Claim::Sum;
        draft.basis = draft.basis.or(previous.basis);
        draft.purpose = draft.purpose.take().or_else(|| previous.purpose.clone());
        return;
    }
    // "Höjs ersättningen med 15 mnkr till 185 mnkr": what it is then.
    if words == "till" && previous.claim == Claim::Change {
        draft.claim = Claim::Sum;
        return;
    }
    // "Kompletteras med 15 mnkr och blir därmed 60 mnkr".
    if matches!(previous.claim, Claim::Change | Claim::Supplement) && BECOMES.is_match(&words) {
        draft.claim = Claim::Sum;
        return;
    }
    // "Från 180 till 255 mnkr, dvs. med 75 mnkr".
    let raised = drafts[first..].iter().any(|earlier| earlier.rule == "raised-from");
    if raised && RAISED_BY.is_match(&words) {
        draft.claim = Claim::Change;
        return;
    }
    // "3 miljarder kronor: en miljard i mars och två i april".
    if words.ends_with(':') {
        draft.claim = Claim::PartOfLast;
        draft.opened_by = Some(last);
        return;
    }
    // "en miljard kronor (1 000 000 000 kronor)": the same again.
    if words == "(" && previous.amount.value == draft.amount.value {
        draft.claim = previous.claim;
        draft.again = true;
        return;
    }
    // "250 mnkr, lika fördelat (125 mnkr vardera)".
    let shares = draft.amount.value > Decimal::ZERO
        && previous.amount.value > draft.amount.value
        && (previous.amount.value % draft.amount.value).is_zero();
    if words.ends_with('(') && after.trim_start().starts_with("vardera") && shares {
        draft.claim = Claim::PartOfLast;
        draft.opened_by = Some(last);
        return;
    }
    // "Minskas med 45 mnkr 2019, med 60 mnkr 2020 och med 75 mnkr 2021".
    let unruled = draft.claim == Claim::Unsaid && draft.rule.is_empty();
    let more = unruled || matches!(draft.claim, Claim::Estimated | Claim::Budget);
    if more && previous.claim == Claim::Change && words.ends_with("med") {
        draft.claim = Claim::Change;
        return;
    }
    let joined = words.ends_with("och")
        || words.ends_with("samt")
        || words.ends_with(',')
        || words.ends_with("respektive")
        || words.ends_with("medan")
        || words.contains("medan ")
        || words.contains(" och ")
        || words.contains("samt ")
        || words.starts_with("och ")
        || words.starts_with("dels")
        || words.contains(" dels")
        || words.starts_with(',');
    if !joined && draft.recipient_rule != "verb-left-out" {
        return;
    }
    if draft.claim == Claim::Unsaid
        && draft.rule.is_empty()
        && previous.claim == Claim::Total
        && !draft.years_said
    {
        draft.claim = Claim::SetAside;
    }
    let unsaid = draft.claim == Claim::Unsaid && draft.rule.is_empty();
    let follows = unsaid || draft.claim == Claim::SetAside;
    let leads = matches!(
        previous.claim,
        Claim::PartOfLast
            | Claim::PartOfThese
            | Claim::Rest
            | Claim::PartOfTotal
            | Claim::Contribution
            | Claim::Payout
            | Claim::Budget
            | Claim::SetAside
    ) || (words == "och" && unsaid && previous.claim == Claim::Estimated);
    if follows && leads {
        draft.claim = previous.claim;
        draft.opened_by = previous.opened_by;
        draft.of_party = draft.of_party.or(previous.of_party);
        draft.goes_on = true;
        if draft.amount.per.is_none()
            && previous.amount.per == Some(Per::Year)
            && !after.contains("engång")
        {
            draft.amount.per = Some(Per::Year);
        }
    }
    // "Till regionerna fördelas 320 miljoner 2025 och 362 miljoner 2026": the same for another year.
    let one_more_year = draft.years_said
        && previous.years_said
        && draft.years != previous.years
        && draft.recipient.is_none()
        && matches!(draft.claim, Claim::Unsaid | Claim::SetAside)
        && LEFT_OUT.is_match(&words);
    if one_more_year {
        draft.claim = previous.claim;
        draft.recipient.clone_from(&previous.recipient);
        draft.basis = draft.basis.or(previous.basis);
        draft.opened_by = previous.opened_by;
        if !draft.purpose_is_said() {
            draft.purpose.clone_from(&previous.purpose);
        }
    }
    // "369 respektive 323": one subject for both.
    if words == "respektive" || words == "resp." || words == "resp" {
        draft.claim = previous.claim;
        draft.opened_by = previous.opened_by;
        if draft.purpose.is_none() {
            draft.purpose = previous.purpose.clone();
        }
        if draft.recipient.is_none() {
            draft.recipient.clone_from(&previous.recipient);
            draft.recipient_rule = previous.recipient_rule;
        }
        if draft.amount.bound == Bound::Exact {
            draft.amount.bound = previous.amount.bound;
        }
    }
}

/// Words between a part and what it is a part of: "45 mnkr av 60 mnkr".
static OF_WHOLE: Pattern = Pattern::new(
    r"(?i)^av(?: (?:de|det|den|dessa))?(?: (?:totalt|totala|sammanlagt|sammanlagda|årets|(?:19|20)\d\d års))*$",
);

/// "43,5 mnkr går till grundbelopp, medan resterande 136,5 av årets 180 mnkr fördelas": what is left
/// is a part of the whole behind it, at `place`, and so is what stands before it if the sum closes.
fn rest_of(sentence: &mut [Draft], whole: &mut Draft, place: usize) {
    let sum = sentence.iter().fold(Decimal::ZERO, |sum, it| sum.saturating_add(it.amount.value));
    let open = |it: &Draft| it.opened_by.is_none() && it.claim == Claim::SetAside;
    let closes = sum == whole.amount.value;
    let Some((rest, others)) = sentence.split_last_mut() else { return };
    rest.opened_by = Some(place);
    rest.basis = rest.basis.or(whole.basis.take());
    if closes && others.iter().all(open) {
        for part in others {
            part.opened_by = Some(place);
        }
    }
}

/// True for words that say that money was paid out.
fn says_paid(words: &str) -> bool {
    static PAID: Pattern =
        Pattern::new(r"(?i)\b(?:betalats ut|utbetalats|betalades ut|delats ut|delades ut)\b");
    PAID.is_match(words)
}

/// Words that lead from two sums to how much one is above the other.
static RAISED_BY: Pattern = Pattern::new(
    r"^,? ?(?:och |dvs\.? |det vill säga |alltså |vilket (?:är|innebär|motsvarar) )*(?:med|en (?:ökning|höjning|minskning|sänkning) (?:med|på|om))(?: \w+)?$",
);

/// Words that lead from how much more there is to what there is then.
static BECOMES: Pattern = Pattern::new(
    r"^,? ?(?:(?:och|så att|varefter|vilket innebär att) )?(?:den |det |de |ramen |beloppet |summan )?(?:(?:blir|är|uppgår|omfattar|utgör) (?:därmed|då|därefter|nu|sammanlagt|totalt)|(?:därmed|då|därefter|sedan) (?:blir|är|uppgår|omfattar))(?: (?:till|sammanlagt|totalt))*$",
);

/// "5 miljarder till kollektivtrafiken, varav 3 miljarder under 2020": the part of a year is for what
/// the whole is for.
pub(crate) fn share_purposes(drafts: &mut [Draft], first: usize) {
    for at in first..drafts.len() {
        let Some(whole) = drafts[at].opened_by else { continue };
        let part = &drafts[at];
        if part.purpose.is_none()
            && part.recipient.is_none()
            && part.years_said
            && part.years != drafts[whole].years
        {
            drafts[at].purpose = drafts[whole].purpose.clone();
        }
    }
}

/// Words between two amounts of one thing for two years: "2025 och", "för 2016 respektive".
static LEFT_OUT: Pattern = Pattern::new(
    r"^(?:(?:(?:för|under|avseende|år|i|liksom de|de) )*(?:19|20)\d\d,? ?)?(?:och|samt|respektive|resp\.?|,)(?: (?:(?:för|under|avseende|år) )*(?:19|20)\d\d)?(?: till)?(?: (?:cirka|högst|minst|drygt))?$",
);

/// True for "de 500 miljoner kronorna" and "dessa 15 miljoner".
pub(crate) fn refers_back(before: &str, amount: &str) -> bool {
    let word = before.trim_end().rsplit(' ').next().unwrap_or_default().to_lowercase();
    matches!(word.as_str(), "de" | "dessa")
        || amount.ends_with("kronorna")
        || amount.ends_with("miljonerna")
}
