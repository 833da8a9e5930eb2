//! Who gets an amount by the sentence before or behind its own, where its own names nobody.
//!
//! Such a rule has two halves like any other, but they are matched against sentences: see [`BEFORE`]
//! and [`BEHIND`]. It never looks outside the paragraph.

use std::sync::LazyLock;

use crate::contract::{Party, PartyKind};
use crate::interpret::party;
use crate::interpret::phrase::{self, Compiled, Masked, PhraseRule};
use crate::interpret::scene::{Scene, Sentence};
use crate::pattern::Pattern;
use crate::recognise::Value;

/// The name of what is no rule: "regionen" is the region named before.
pub(super) const NOUN: &str = "the-one-named-before";

/// How many sentences back a party may be named.
const REACH: usize = 3;

/// Rules whose first half matches the last sentence that names a party before the amount's own, and
/// whose second half matches the words before the amount.
pub(super) const BEFORE: &[PhraseRule] = &[
    PhraseRule {
        name: "topic",
        about: "Medlen till regionerna opens a paragraph on how these are paid.",
        before: r"^\W*(?:av )?(?:de )?(?:medlen|medel|bidraget|ersättningen|stödet|pengarna|statsbidraget) (?:till|för) @ALL@@WHOM@ (?:fördelas|betalas|utbetalas|delas|består|lämnas|utgår|avser|går)\b",
        after: r"^\W*(?:(?:i|under|den \d+) (?:januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december)\b|den (?:första|andra|tredje|ena|fasta|rörliga)\b|återstod|resterande|resten\b|(?:den )?(?:ena )?hälften\b|första|andra)[^.;]*$",
        examples: &[
            ("Medlen till landstingen betalas ut två gånger. I juni betalas 75 mnkr.", "regions"),
            (
                "Medlen till kommunerna fördelas i två delar. Den första delen är 33 mnkr.",
                "municipalities",
            ),
        ],
        rejects: &["Medlen till regionerna betalas ut två gånger. Därutöver avsätts 5 mnkr."],
    },
    PhraseRule {
        name: "grant-before",
        about: "Bidraget is the one to whom the sentence before names.",
        before: r"\b(?:bidrag(?:et)?|stats ?bidrag(?:et)?|stöd(?:et)?|ersättning(?:en)?|medel) till @ALL@@WHOM@(?: för [^.;]*| [^.;,]{0,30})?\W*$|@GETS@ @ALL@@WHOM@ (?:stöd|bidrag|medel|ersättning|statsbidrag)\b|@WHOM@ (?:ska |kan )?@GETS@ (?:ett |en )?(?:stöd|bidrag|medel|ersättning|statsbidrag)\b",
        after: r"^\W*(?:det |den )?(?:totala |sammanlagda |statliga )?(?:bidraget|stats ?bidraget|stödet|ersättningen|beloppet)\b[^.;]* (?:uppgår|uppgick|är|var|blir|omfattar|beräknas|motsvarar)\b[^.;]*$",
        examples: &[
            ("Statens bidrag till regionerna. Bidraget för 2021 uppgår till 33 mnkr.", "regions"),
            ("Nu får SKL stöd från staten. Stödet uppgår till 17 mnkr.", "skr"),
        ],
        rejects: &["Statens bidrag till regionerna följs upp. Kostnaden uppgår till 33 mnkr."],
    },
    PhraseRule {
        name: "work-before",
        about: "What is set aside for this goes to who is to do it in the sentence before.",
        before: r"^\W*@ALL@@WHOM@(?: \([^)]*\))? (?:ska|skall|har|ansvarar|leder|stödjer|stöder|samordnar|driver|svarar|åtar|bistår|kommer|genomför|tar|får i (?:särskilt )?uppdrag)\b",
        after: r"^\W*(?:för|till) (?:detta|det|arbetet|uppdraget|insatsen|insatserna|ändamålet|uppgiften|stödet)(?: arbete| uppdrag| ändamål| stöd)? (?:avsätts|avsatts|finns|utgår|utbetalas|betalas|lämnas|går|disponeras|reserveras|anslås|är)\b[^.;]*$|^\W*(?:myndigheten|organisationen|förbundet) (?:\S+ ){0,2}?@GETS@(?: [^.;]{0,40})?$",
        examples: &[
            ("SKR ska stödja arbetet. För detta avsätts 15 mnkr.", "skr"),
            (
                "Socialstyrelsen ska granska det. Myndigheten ersätts för detta med 3 mnkr.",
                "agency",
            ),
        ],
        rejects: &["SKR ska stödja arbetet. Till forskning avsätts 15 mnkr."],
    },
    PhraseRule {
        name: "they-of-before",
        about: "Tolv av dem are of those whom the sentence before is about.",
        before: r"^\W*(?:[a-zåäö]+ )?@ALL@@WHOM@ ",
        after: r"^\W*(?:[a-zåäö]+ av )?(?:dem|de|dessa) (?:[a-zåäö]+ ){0,2}?@GETS@(?: [^.;\s]+){0,3}$",
        examples: &[("Fjorton kommuner har sökt. Tolv av dem beviljas 5 mnkr.", "municipalities")],
        rejects: &["Fjorton kommuner har sökt. Tolv projekt beviljas 5 mnkr."],
    },
];

/// Rules whose second half matches the sentence behind the amount's own.
pub(super) const BEHIND: &[PhraseRule] = &[PhraseRule {
    name: "said-behind",
    about: "Medlen fördelas mellan regionerna: the next sentence says who gets it.",
    before: "",
    after: r"^\W*(?:medlen|pengarna|beloppet|bidraget|stödet|ersättningen|summan|anslaget|medel|dessa medel|de medlen|dessa|de|det|den)(?: (?:ska|skall|kan|kommer|att|sedan|därefter|i sin helhet))* (?:går|gå|fördelas|fördelades|betalas|betalades|utbetalas|lämnas|utgår|utgå|delas|tillfaller|överförs|riktas|är avsedda)(?: [^\s.;,]+){0,4}? (?:till|mellan|åt|på|för) @ALL@@WHOM@|^\W*(?:medlen|pengarna|beloppet|bidraget|stödet|dessa medel) (?:kan|får|ska) @ALL@@WHOM@ (?:söka|ansöka|rekvirera|använda|disponera)\b|^\W*(?:medlen|pengarna|beloppet|bidraget|stödet|dessa medel) (?:kan|får|ska) (?:sökas|rekvireras|användas|disponeras) av @ALL@@WHOM@|^\W*@ALL@@WHOM@ (?:kan|får) (?:söka|ansöka om|rekvirera|använda|disponera) (?:medlen|pengarna|beloppet|bidraget|dem)\b",
    examples: &[
        ("För 2021 avsätts 12 mnkr. Pengarna går till SKR.", "skr"),
        ("Ytterligare 20 mnkr avsätts. Dessa medel kan regionerna söka.", "regions"),
    ],
    rejects: &["För 2021 avsätts 12 mnkr. Medlen redovisas till Kammarkollegiet."],
}];

static RULES_BEFORE: LazyLock<Vec<Compiled>> = LazyLock::new(|| phrase::compile(BEFORE));
static RULES_BEHIND: LazyLock<Vec<Compiled>> = LazyLock::new(|| phrase::compile(BEHIND));

/// Who gets the first amount of a sentence, of whose words up to the amount are `lead`, by the
/// sentences before it.
pub(super) fn of_sentences_before(
    scene: &Scene<'_>,
    index: usize,
    lead: &str,
) -> Option<(Party, &'static str)> {
    let own = Masked::new(lead);
    if !own.is_of_nobody() {
        return None;
    }
    let words = own.words.trim_end();
    let said = earlier(scene, index)
        .map(|it| Masked::new(scene.str(it.range.clone())))
        .find(|said| !said.is_of_nobody())?;
    RULES_BEFORE.iter().find_map(|rule| {
        let found = rule.before.as_ref()?.captures(&said.words)?;
        let fits = rule.after.as_ref().is_none_or(|own| own.is_match(words));
        let party = said.who(&found).filter(|_| fits)?.party.clone();
        Some((party, rule.rule.name))
    })
}

/// The sentences of the same paragraph before one, from the nearest.
fn earlier<'s>(scene: &'s Scene<'_>, index: usize) -> impl Iterator<Item = &'s Sentence> {
    let part = scene.sentences[index].part;
    let near = scene.sentences[index.saturating_sub(REACH)..index].iter().rev();
    near.take_while(move |it| it.part == part)
}

/// The region or municipality that "regionen" or "kommunen" before an amount at `at` gets it for:
/// the one that was named last, if no other was named with it.
pub(super) fn of_noun(
    scene: &Scene<'_>,
    index: usize,
    lead: &str,
    at: usize,
) -> Option<(Party, &'static str)> {
    let kind = noun(Masked::new(lead).words.trim_end())?;
    let own = scene.sentences[index].range.start..at;
    let texts = std::iter::once(own).chain(earlier(scene, index).map(|it| it.range.clone()));
    texts.into_iter().find_map(|range| one_of(scene.str(range), kind)).flatten()
}

/// Who gets the amounts of the sentence before the one at `index`, by that one.
pub(super) fn of_sentence_behind(scene: &Scene<'_>, index: usize) -> Option<(Party, &'static str)> {
    let next = scene.sentences.get(index)?;
    let part = scene.sentences[index.checked_sub(1)?].part;
    let money = |it: &crate::recognise::Mention| matches!(it.value, Value::Amount(_));
    if next.part != part || scene.mentions[next.mentions.clone()].iter().any(money) {
        return None;
    }
    let said = Masked::new(scene.str(next.range.clone()));
    RULES_BEHIND.iter().find_map(|rule| {
        let found = rule.after.as_ref()?.captures(&said.words)?;
        Some((said.who(&found)?.party.clone(), rule.rule.name))
    })
}

/// The kind of the one party that "regionen" or "kommunen" gets the amount behind for.
fn noun(words: &str) -> Option<PartyKind> {
    static GETS: LazyLock<Pattern> = LazyLock::new(|| {
        phrase::pattern(
            r"\b(?:(?P<region>regionen|landstinget)|kommunen|staden) (?:[^\s.;]+ ){0,3}?@GETS@(?: [^\s.;]+){0,3}$|\b@GETS@ (?:(?P<too>regionen|landstinget)|kommunen|staden)(?: [^\s.;]+){0,2}$|^\W*(?:varav|därav|och|samt)? ?(?:(?P<also>regionen|landstinget)|kommunen)$",
        )
    });
    let found = GETS.captures(words)?;
    let region = ["region", "too", "also"].iter().any(|group| found.name(group).is_some());
    Some(if region { PartyKind::Region } else { PartyKind::Municipality })
}

/// The one party of a kind that a text names; none inside where it names several, none at all
/// where it names none.
fn one_of(text: &str, kind: PartyKind) -> Option<Option<(Party, &'static str)>> {
    let mut named = party::all_and_places(text)
        .into_iter()
        .map(|named| named.party)
        .filter(|party| party.kind == kind);
    let one = named.next()?;
    let alone = named.all(|other| other.code == one.code);
    Some(alone.then_some((one, NOUN)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nouns() {
        let check = |words: &str, expected: Option<PartyKind>| {
            assert_eq!(noun(words), expected, "{words}");
        };
        check("Regionen beviljas", Some(PartyKind::Region));
        check("Därmed får kommunen", Some(PartyKind::Municipality));
        check(", varav regionen", Some(PartyKind::Region));
        check("Regionen planerar att bygga för", None);
    }
}
