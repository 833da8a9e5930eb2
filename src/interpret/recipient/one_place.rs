//! The one region or municipality that an amount is the share of.

use std::ops::Range;

use crate::contract::Party;
use crate::interpret::party;
use crate::interpret::scene::{Scene, Sentence};
use crate::pattern::Pattern;
use crate::recognise::{Value, place};

/// True for a sentence that ranks places by what they get: "Störst belopp får Göteborg med 118 mnkr,
/// därefter följer Uppsala, 96,3 mnkr".
pub(crate) fn is_ranking(sentence: &str) -> bool {
    let words = sentence.to_lowercase();
    ["störst", "minst", "mest", "högst", "lägst", "överst", "följer", "följt av", "följd av"]
        .iter()
        .any(|word| words.contains(word))
}

/// The one region or municipality whose share it is: "Region Hallands andel är", "Skåne får". In a
/// sentence that `ranks` places the name alone will do.
pub(crate) fn one_place(
    scene: &Scene<'_>,
    sentence: &Sentence,
    ranks: bool,
    words: Range<usize>,
) -> Option<Party> {
    let before = scene.str(words.clone());
    let (from, to) = (words.start, words.end);
    let mention =
        scene.mentions[scene.mentions_in(&(from..to))].iter().rev().find_map(|mention| {
            match &mention.value {
                Value::Place(place) => Some((mention.range.clone(), place)),
                _ => None,
            }
        })?;
    let (range, place) = mention;
    let lead = before.get(..range.start - from)?.trim_end().to_lowercase();
    let behind = before.get(range.end - from..)?.trim().to_lowercase();
    if names_others(&lead) {
        return None;
    }
    let gets = GETS.is_match(&behind);
    let behind = behind.strip_prefix(", som ").unwrap_or(&behind);
    let behind = behind.strip_prefix("sammanlagt ").unwrap_or(behind);
    let ranked = ranks
        && ["", ",", "(", "–", "med", "med drygt", "med nästan", "med knappt", "med cirka"]
            .contains(&behind);
    // "Till Norrbotten kommer 23,5 mnkr", "får Norrbotten 39,1 mnkr".
    let led = |words: &[&str]| {
        words.iter().any(|word| lead.rsplit(' ').next().is_some_and(|last| last == *word))
    };
    let given = led(&["till"])
        && [
            "",
            "är",
            "blir",
            "uppgår till",
            "beräknas till",
            "kommer",
            "går",
            "fördelas",
            "betalas",
            "utbetalas",
            "avsätts",
            "ges",
            "lämnas",
        ]
        .contains(&behind);
    static GRANT: Pattern = Pattern::new(
        r"^(?:(?:ett|en) (?:[a-zåäö]+ ){0,2}(?:tillskott|bidrag|stöd|belopp|summa) (?:på|om))?$",
    );
    let verb_first = led(&["får", "fick", "erhåller", "tilldelas", "beviljas"])
        && GRANT.is_match(behind)
        || led(&["varav", "därav"]) && behind.is_empty();
    // "Norrbotten tilldelas 5,4 mnkr; Västerbotten 6,1 mnkr", "VGR: 49 mnkr".
    let alone = ["", ",", ";", "och", "samt", "medan", ", och", ", medan"].contains(&lead.trim())
        && ["", ":", "–", "—", "-"].contains(&behind);
    if !(gets || given || verb_first || ranked || alone) {
        return None;
    }
    of_municipalities(scene, sentence, scene.str(range))
        .or_else(|| party::named_place(place.name()))
}

/// The municipality of a name that is a county's too, where the paragraph is about municipalities
/// and no region.
fn of_municipalities(scene: &Scene<'_>, sentence: &Sentence, name: &str) -> Option<Party> {
    static REGIONS: Pattern = Pattern::new(r"(?i)\b(?:region|landsting|län)");
    static MUNICIPALITIES: Pattern =
        Pattern::new(r"(?i)\b(?:kommun|städer)|(?-i:[A-ZÅÄÖ])\w+s? stad\b");
    let around = scene.part_text(sentence.part);
    let about = MUNICIPALITIES.is_match(around) && !REGIONS.is_match(around);
    let municipality = place::municipality(name).filter(|_| about)?;
    party::named_place(municipality.full_name)
}

/// The municipality that a sentence on municipalities gives the amount behind to by its bare name:
/// "Störst blir bidraget till Göteborg, som får".
pub(crate) fn bare_municipality(
    scene: &Scene<'_>,
    sentence: &Sentence,
    words: Range<usize>,
) -> Option<Party> {
    static NAMED: Pattern = Pattern::new(
        r"(?:\b[Tt]ill |^\W*(?:och |samt |medan )?)(?P<name>[A-ZÅÄÖ][a-zåäöé]+(?: [A-ZÅÄÖ][a-zåäö]+)?)(?:,? som)?(?: (?:får|fick|erhåller|tilldelas|beviljas|med|går|är))?(?: (?:drygt|knappt|cirka|nästan))?$",
    );
    let words = scene.str(words);
    let name = NAMED.captures(words.trim_end())?.name("name")?.as_str();
    of_municipalities(scene, sentence, name)
}

/// Words behind a place by which it gets the amount that follows.
static GETS: Pattern = Pattern::new(
    r"^(?:, som [^.;]{3,120}?, ?|, som )?(?:(?:har|ska|kan|kommer att|väntas|beräknas|räknar med att|sammanlagt|därmed|också|även|(?:för|under|år) (?:19|20)\d\d) )*(?:andel|del |får|få|fått|fick|erhåller|erhållit|erhöll|tilldelas|tilldelats|tilldelades|beviljas|beviljats|beviljades|tillförs|disponerar|ges |rätt till)",
);

/// True where the words before a place make it a part of another name or one of several places:
/// "Kommunerna i Kalmar län", "Kommunförbundet Skåne", "Skåne och Halland".
fn names_others(lead: &str) -> bool {
    static OTHERS: Pattern = Pattern::new(
        r"(?:\b(?:kommunerna|kommuner|länsstyrelsen|universitetet|aktörer(?:na)?|organisationer(?:na)?) (?:i|inom)|(?:förbundet|förbund|stiftelsen|föreningen|bolaget|museet|kollegiet|länsstyrelsen|universitetet)(?: i)?|[a-zåäö] (?:och|samt))$",
    );
    OTHERS.is_match(lead)
}

/// The one region or municipality that the words right behind an amount give it to: "75 mnkr till
/// Dalarna".
pub(crate) fn place_towards(scene: &Scene<'_>, from: usize, to: usize) -> Option<Party> {
    let mentions = &scene.mentions[scene.mentions_in(&(from..to))];
    mentions.iter().find_map(|mention| {
        let Value::Place(place) = &mention.value else { return None };
        let lead = scene.str(from..mention.range.start);
        // "Störst belopp, drygt 7,9 mnkr, får Filipstads kommun".
        let given = [", får ", ", fick ", ", tilldelas ", ", går till ", ", gick till "];
        let near = lead.split_whitespace().count() <= 4 && !lead.contains(['.', ';', ',']);
        (near && lead.ends_with(" till ") || given.contains(&lead))
            .then(|| party::named_place(place.name()))?
    })
}
