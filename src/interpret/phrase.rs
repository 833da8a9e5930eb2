//! Rules on the words around an amount: those before it, back to the amount before it or the start
//! of its sentence, and those behind it, up to the next amount or the sentence's end.
//!
//! Says how such a rule is written and matched, and nothing of what a match means.

use super::party::{self, Named};
use crate::contract::PartyKind;
use crate::pattern::{Groups, Pattern};

/// One rule.
///
/// In its patterns `@WHO@` stands for the named party that it finds, `@WHOSE@` for one in the
/// genitive, `@GRANTEE@` for one that is no agency, and `@ALL@` for the words that may stand before
/// it ("samtliga", "de 21"); `@WHOM@` is one in no genitive, `@GETS@` a verb of which who gets money
/// is the subject. The state is no such party. What is quoted is the group `what`.
#[derive(Debug)]
pub struct PhraseRule {
    /// Unique among the rules of its kind.
    pub name: &'static str,
    /// One sentence for the page of rules.
    pub about: &'static str,
    /// Must match the words before the amount; empty for any.
    pub(super) before: &'static str,
    /// Must match the words behind the amount; empty for any.
    pub(super) after: &'static str,
    /// Texts with what this rule reads for their last amount.
    pub examples: &'static [(&'static str, &'static str)],
    /// Near misses: texts for whose last amount this rule does not decide.
    pub rejects: &'static [&'static str],
}

/// A rule with its patterns; none where any words will do.
pub(super) struct Compiled {
    pub(super) rule: &'static PhraseRule,
    pub(super) before: Option<Pattern>,
    pub(super) after: Option<Pattern>,
}

/// Compiles rules.
pub(super) fn compile(rules: impl IntoIterator<Item = &'static PhraseRule>) -> Vec<Compiled> {
    let side = |source: &str| (!source.is_empty()).then(|| pattern(source));
    rules
        .into_iter()
        .map(|rule| Compiled { rule, before: side(rule.before), after: side(rule.after) })
        .collect()
}

/// Words that may stand between "till" and who gets it.
pub(super) const ALL: &str = r"(?:(?:de|den|det|dessa|landets|länets|samtliga|alla|berörda|aktuella|angivna|övriga|svenska|vissa|deltagande|medverkande|sökande|mindre|små|både|såväl|bl.a.|bland annat|\d{1,3}|två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv|tretton|fjorton|femton|sexton|sjutton|arton|nitton|tjugo|tjugoen) )*";

/// Verbs of which who gets money is the subject.
pub(super) const GETS: &str = "(?:får|få|fått|fick|erhåller|erhålla|erhållit|erhöll|tilldelas|tilldelats|tilldelades|tillförs|tillförts|tillfördes|beviljas|beviljats|beviljades|ges|anvisas|anvisats|anvisades|garanteras|garanterats|kompenseras|kompenserats|kompenserades|ersätts|ersattes|disponerar|disponera|rekvirerar|rekvirera|rekvirerade|rekvirerat|behåller|behålla|erbjuds|tar emot|ta emot|tog emot|ta del av)";

/// The letters for parties: any, those in the genitive, in none, those that are no agency.
const LETTERS: [(&str, &str); 4] = [
    ("@WHO@", "\u{E000}-\u{E1FF}"),
    ("@WHOSE@", "\u{E080}-\u{E0FF}\u{E180}-\u{E1FF}"),
    ("@WHOM@", "\u{E000}-\u{E07F}\u{E100}-\u{E17F}"),
    ("@GRANTEE@", "\u{E000}-\u{E0FF}"),
];

/// Parties that a pattern does not find: one in no genitive or at the end, and an agency.
const UNFOUND: [(&str, &str); 2] = [
    (
        "@NOMINATIVE@",
        "(?:[\u{E000}-\u{E07F}\u{E100}-\u{E17F}]\u{1}*|[\u{E080}-\u{E0FF}\u{E180}-\u{E1FF}]\u{1}*$)",
    ),
    ("@AGENCY@", "[\u{E100}-\u{E1FF}]\u{1}*"),
];

/// The groups of a pattern that may hold the party: one for each of its alternatives.
const WHO: [&str; 4] = ["who", "who2", "who3", "who4"];

/// Compiles a pattern in which names in `@` stand for parties.
pub(super) fn pattern(source: &str) -> Pattern {
    let mut whole = source.replace("@ALL@", ALL).replace("@GETS@", GETS);
    for (name, letters) in UNFOUND {
        whole = whole.replace(name, letters);
    }
    for group in WHO {
        let next = LETTERS.iter().filter_map(|(name, letters)| {
            whole.find(name).map(|at| (at, at + name.len(), letters))
        });
        let Some((from, to, letters)) = next.min() else { break };
        whole.replace_range(from..to, &format!("(?P<{group}>[{letters}])\u{1}*"));
    }
    Pattern::built(format!("(?i){whole}"))
}

/// Words in which each named party is one letter of its own, followed by as many fillers as keep
/// every other word at its byte.
#[derive(Debug)]
pub(super) struct Masked<'t> {
    pub(super) plain: &'t str,
    pub(super) words: String,
    parties: Vec<Named>,
}

/// The first letter for a party; 0x80 further on for a genitive, 0x100 for an agency.
const FIRST: u32 = 0xE000;

impl<'t> Masked<'t> {
    pub(super) fn new(plain: &'t str) -> Masked<'t> {
        let mut words = String::with_capacity(plain.len());
        let mut at = 0;
        let parties: Vec<Named> = party::joined(plain, party::all_and_places(plain))
            .into_iter()
            .filter(|named| named.party.kind != PartyKind::State)
            .take(0x80)
            .collect();
        for (index, named) in (0u32..).zip(&parties) {
            let genitive = if plain[named.start..named.end].ends_with('s') { 0x80 } else { 0 };
            let agency = if named.party.kind == PartyKind::Agency { 0x100 } else { 0 };
            words.push_str(&plain[at..named.start]);
            words.extend(char::from_u32(FIRST + index + genitive + agency));
            // Each name is at least as long as the letter for it.
            words.extend(std::iter::repeat_n('\u{1}', (named.end - named.start).saturating_sub(3)));
            at = named.end;
        }
        words.push_str(&plain[at..]);
        // The full stops of these end no clause; no pattern looks for what stands in their place.
        for abbreviation in ["s.k.", "bl.a.", "t.ex.", "m.m.", "m.fl.", "d.v.s."] {
            if words.contains(abbreviation) {
                words = words.replace(abbreviation, &abbreviation.replace('.', "\u{2}"));
            }
        }
        Masked { plain, words, parties }
    }

    /// True where no party is named.
    pub(super) fn is_of_nobody(&self) -> bool {
        self.parties.is_empty()
    }

    /// The party that the group `who` of a match stands for.
    pub(super) fn who(&self, found: &Groups<'_>) -> Option<&Named> {
        let group = WHO.iter().find_map(|group| found.name(group))?;
        let letter = group.as_str().chars().next()?;
        let index = (u32::from(letter) - FIRST) % 0x80;
        self.parties.get(usize::try_from(index).ok()?)
    }
}
