//! Who gets an amount: by the words around it, else by the sentences beside its own.
//!
//! The tables of rules are tried in the order in which [`rules`] has them. What several amounts of a
//! sentence share is found by `shared`, what the sentences beside it say by `beside`, and what its
//! author gets by `of_author`.

mod bare;
mod beside;
mod gets;
pub(crate) mod of_author;
pub(crate) mod one_place;
mod own;
mod shared;
mod towards;

use std::sync::LazyLock;

use super::phrase::{self, Compiled, Masked, PhraseRule};
use crate::contract::Party;
use crate::pattern::Pattern;
pub(super) use of_author::tells_of_own;
pub(super) use own::{of_heading, of_lead, owner_of_parts};
pub(super) use shared::settle;

/// The rules on what the author of a document gets, for the page of rules.
pub(super) fn rules_of_author() -> impl Iterator<Item = &'static PhraseRule> {
    of_author::OF_AUTHOR.iter()
}

/// The name of what is no rule: the share of the one place that is named.
pub(super) const ONE_PLACE: &str = "one-place";

/// The name of what is no rule: the author of a document with a table of its own grants.
pub(super) const AUTHORS_TABLE: &str = "authors-table";

/// A rule of last resort, for the first amount of a sentence: "Statens bidrag till kommunerna för
/// detta uppgår till". Further amounts of the sentence may be somebody else's.
const GRANT: PhraseRule = PhraseRule {
    name: "grant-to",
    about: "The first amount of a sentence goes to whom till led to before it.",
    before: r"\btill @ALL@@GRANTEE@[^.;]*$",
    after: "",
    examples: &[(
        "Statens bidrag till kommunerna för detta uppgår till 40 mnkr.",
        "municipalities",
    )],
    rejects: &["Uppdraget till Socialstyrelsen omfattar 40 mnkr."],
};

/// The tables of rules on the words around an amount, in the order in which they are tried.
fn around() -> impl Iterator<Item = &'static PhraseRule> {
    towards::TOWARDS.iter().chain(gets::GETS).chain(bare::BARE)
}

/// All rules, for the page of rules.
pub(super) fn rules() -> impl Iterator<Item = &'static PhraseRule> {
    around().chain(std::iter::once(&GRANT)).chain(beside::BEFORE).chain(beside::BEHIND)
}

static COMPILED: LazyLock<Vec<Compiled>> = LazyLock::new(|| phrase::compile(around()));
static LAST: LazyLock<Vec<Compiled>> = LazyLock::new(|| phrase::compile([&GRANT]));

/// Who gets the amount between these words, and the rule that says so.
///
/// `first` says that no other amount stands before it in its sentence, `more` that one follows.
/// What a share is taken of ("12 procent of") is nobody's.
pub(super) fn of(
    before: &Masked<'_>,
    after: &Masked<'_>,
    first: bool,
    more: bool,
) -> Option<(Party, &'static str)> {
    (!is_base(&before.words)).then(|| by_rule(before, after, first, more)).flatten()
}

/// True where the amount behind these words is what a share is taken of: "en tredjedel av".
fn is_base(before: &str) -> bool {
    static BASE: Pattern = Pattern::new(
        r"(?i)(?:procent|%|hälften|halva|(?:tredje|fjärde|femte|sjätte|tion)del(?:ar|en|s)?) av(?: (?:de|det|den|totalt|totala|sammanlagt|cirka|ca|beloppet|medlen|på|om))*$",
    );
    BASE.is_match(before.trim_end())
}

fn by_rule(
    before: &Masked<'_>,
    after: &Masked<'_>,
    first: bool,
    more: bool,
) -> Option<(Party, &'static str)> {
    let lead = beyond(before.words.trim_end());
    let behind = if more { own_words(&after.words) } else { &after.words };
    let paid = ["betala ut", "utbetala", "fördela"].iter().any(|verb| lead.ends_with(verb));
    let found = |rule: &Compiled| {
        let named = match (&rule.before, &rule.after) {
            (Some(words), Some(more)) => {
                let (lead, behind) = (words.captures(lead)?, more.captures(behind)?);
                after.who(&behind).or_else(|| before.who(&lead))?
            }
            (Some(words), None) => before.who(&words.captures(lead)?)?,
            (None, Some(words)) => {
                let found = words.captures(behind)?;
                // "för att stärka stödet till kommunerna" tells of a purpose.
                let lead = found.name("lead");
                let purpose = lead.is_some_and(|lead| tells_purpose(lead.as_str())) && !paid;
                after.who(&found).filter(|_| !purpose)?
            }
            (None, None) => return None,
        };
        Some((named.party.clone(), rule.rule.name))
    };
    COMPILED.iter().find_map(found).or_else(|| LAST.iter().filter(|_| first).find_map(found))
}

/// The words behind an amount without those that give the next one to somebody: "och till kommunerna
/// med".
fn own_words(after: &str) -> &str {
    static NEXT: LazyLock<Pattern> = LazyLock::new(|| {
        phrase::pattern(
            r"(?:^|,|\b(?:och|samt|medan|men)) (?:(?:därutöver|därtill|dessutom|vidare|resterande) )?(?:till|åt|för) @ALL@@NOMINATIVE@(?: (?:med|går|avsätts|fördelas|tillförs|betalas|utbetalas|lämnas|utgår|ges|cirka|ytterligare|resterande|totalt))*\s*$",
        )
    });
    NEXT.find(after).map_or(after, |next| &after[..next.start()])
}

/// The words behind "utöver bidraget till kommunerna", which name what the amount is not.
fn beyond(words: &str) -> &str {
    static BEYOND: LazyLock<Pattern> = LazyLock::new(|| {
        phrase::pattern(
            r"^\W*(?:utöver|förutom|vid sidan av) [^.;,]*?\b(?:till|åt) @ALL@[\u{E000}-\u{E1FF}]\u{1}*",
        )
    });
    BEYOND.find(words).map_or(words, |found| &words[found.end()..])
}

fn tells_purpose(words: &str) -> bool {
    // "för samverkan mellan huvudmännen" is what they do and not what they get.
    let together = [
        "samverkan ",
        "samarbete ",
        "samordning ",
        "samarbetet ",
        // So is who is written or spoken to.
        "ställd ",
        "ställs ",
        "riktad ",
        "riktade ",
        "riktas särskilt ",
        "redovisas ",
        "redovisning ",
        "rapport ",
        "rapporteras ",
    ];
    ["för att ", "i syfte att "].iter().any(|purpose| words.contains(purpose))
        || together.iter().any(|done| words.ends_with(done))
}
