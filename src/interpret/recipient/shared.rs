//! What the amounts of one sentence share: parties in the order of the amounts ("får 4 respektive 6"),
//! a share and what it is a share of, one recipient said once for several amounts, and what the
//! sentences beside it say of all.

use super::{beside, by_rule, is_base};
use crate::contract::{Party, PartyKind};
use crate::interpret::draft::Draft;
use crate::interpret::party::{self, Named};
use crate::interpret::phrase::Masked;
use crate::interpret::role::Claim;
use crate::interpret::scene::Scene;
use crate::pattern::Pattern;

/// The name of what is no rule: each amount of a list is the party's that stands at its place.
const RESPECTIVE: &str = "respective";

/// The name of what is no rule: an amount goes on with the one before it.
const GOES_ON: &str = "goes-on";

/// The most amounts of a sentence to which the next sentence gives a recipient.
const MOST_BEHIND: usize = 3;

/// Gives the amounts of the sentence at `index` the recipients that no rule on the words around
/// each of them finds.
pub(in crate::interpret) fn settle(scene: &Scene<'_>, index: usize, drafts: &mut [Draft]) {
    let sentence = &scene.sentences[index].range;
    let said: Vec<&str> = (0..=drafts.len())
        .map(|at| {
            let from = match at {
                0 => sentence.start,
                _ => drafts[at - 1].ranges[0].end,
            };
            let to = drafts.get(at).map_or(sentence.end, Draft::start);
            scene.str(from..to.max(from))
        })
        .collect();
    respective(&said, drafts);
    // Whose share is taken of an amount that is nobody's itself.
    let mut shared: Option<(Party, &'static str)> = None;
    for at in 0..drafts.len() {
        if is_base(said[at]) {
            let rule = drafts[at].recipient_rule;
            let own = drafts[at].recipient.take().map(|party| (party, rule));
            let words = || by_rule(&Masked::new(said[at]), &Masked::new(""), at == 0, false);
            shared = own.or_else(words);
            continue;
        }
        if drafts[at].claim == Claim::Contribution {
            continue;
        }
        let start = drafts[at].start();
        let found = beside::of_noun(scene, index, said[at], start).or_else(|| {
            if drafts[at].recipient.is_some() {
                return None;
            }
            match at {
                0 => beside::of_sentences_before(scene, index, said[0]),
                _ => shared
                    .take()
                    .filter(|_| is_worked_out(said[at]))
                    .or_else(|| goes_on(&drafts[at - 1], said[at], said[at + 1])),
            }
        });
        if let Some((party, rule)) = found {
            (drafts[at].recipient, drafts[at].recipient_rule) = (Some(party), rule);
        }
    }
    let open = |draft: &Draft| {
        draft.recipient.is_none()
            && draft.amount.per.is_none()
            && !matches!(draft.claim, Claim::Contribution | Claim::Change | Claim::Rate)
            && (draft.claim != Claim::Unsaid || draft.rule.is_empty())
    };
    if (1..=MOST_BEHIND).contains(&drafts.len())
        && drafts.iter().all(open)
        && let Some((party, rule)) = beside::of_sentence_behind(scene, index + 1)
    {
        for draft in drafts {
            (draft.recipient, draft.recipient_rule) = (Some(party.clone()), rule);
        }
    }
}

/// Gives the amounts of a list with "respektive" to the parties of a list as long.
///
/// `said` are the words before each amount and those behind the last.
fn respective(said: &[&str], drafts: &mut [Draft]) {
    static JOINT: Pattern = Pattern::new(r"(?i)^(?:,|,? ?(?:och|samt|respektive|resp\.?))$");
    let mut from = 0;
    while from < drafts.len() {
        let mut to = from + 1;
        while to < drafts.len() && JOINT.is_match(said[to].trim()) {
            to += 1;
        }
        let joints = &said[from + 1..to];
        let paired = joints.iter().any(|joint| joint.trim().to_lowercase().starts_with("resp"));
        let years = drafts[from..to].windows(2).any(|two| two[0].years != two[1].years);
        if paired && !years && to - from > 1 {
            let parties = last_list(said[from], to - from)
                .or_else(|| first_list(said[to], to - from))
                .unwrap_or_default();
            for (draft, party) in drafts[from..to].iter_mut().zip(parties) {
                if party.kind != PartyKind::State && draft.claim != Claim::Contribution {
                    (draft.recipient, draft.recipient_rule) = (Some(party), RESPECTIVE);
                }
            }
        }
        from = to;
    }
}

/// The last list of as many parties as this in `words`, if no longer one stands there.
fn last_list(words: &str, count: usize) -> Option<Vec<Party>> {
    lists(words).pop().filter(|list| list.len() == count).or_else(|| places(words, count))
}

fn first_list(words: &str, count: usize) -> Option<Vec<Party>> {
    lists(words).into_iter().next().filter(|list| list.len() == count)
}

/// The parties of a text in lists: those between which nothing but "och" and the like stands.
fn lists(words: &str) -> Vec<Vec<Party>> {
    static JOINT: Pattern = Pattern::new(
        r"(?i)^(?:,|och|samt|respektive|resp\.?)(?: (?:till|för|åt|mellan|de|landets))*$",
    );
    let mut lists: Vec<Vec<Party>> = Vec::new();
    let mut end = None;
    for named in each(words) {
        let joined = end.is_some_and(|end: usize| JOINT.is_match(words[end..named.start].trim()));
        match lists.last_mut().filter(|_| joined) {
            Some(list) => list.push(named.party),
            None => lists.push(vec![named.party]),
        }
        end = Some(named.end);
    }
    lists
}

/// The parties of a text, each of "kommunerna och regionerna" for itself.
fn each(words: &str) -> Vec<Named> {
    let all = party::all_and_places(words).into_iter();
    all.flat_map(|named| match party::halves(words, &named) {
        Some(halves) => Vec::from(halves),
        None => vec![named],
    })
    .collect()
}

/// A list of places by their bare names: "Luleå, Boden och Piteå får".
fn places(words: &str, count: usize) -> Option<Vec<Party>> {
    static NAMES: Pattern = Pattern::new(
        r"(?P<names>[A-ZÅÄÖ][\wåäöé]+(?:, [A-ZÅÄÖ][\wåäöé]+)* (?:och|samt|respektive) [A-ZÅÄÖ][\wåäöé]+)[^A-ZÅÄÖ]*$",
    );
    static BETWEEN: Pattern = Pattern::new(r", | (?:och|samt|respektive) ");
    let names = NAMES.captures(words)?.name("names")?.as_str();
    let mut at = 0;
    let mut found = Vec::new();
    for joint in BETWEEN.find_iter(names) {
        found.push(party::named_place(&names[at..joint.start()])?);
        at = joint.end();
    }
    found.push(party::named_place(&names[at..])?);
    (found.len() == count).then_some(found)
}

/// True where an amount is what a share comes to: "en tredjedel av 900 mnkr, dvs. 300 mnkr".
fn is_worked_out(between: &str) -> bool {
    static WORKED_OUT: Pattern = Pattern::new(
        r"(?i)^\W*(?:dvs\.?|d\.v\.s\.?|det vill säga|alltså|eller|vilket|motsvarande|är|=)(?:\s[^.;]{0,30})?$",
    );
    WORKED_OUT.is_match(between.trim_end())
}

/// Rules by which the recipient of a sentence's first amount is said ahead of all.
const AHEAD: &[&str] = &[
    "to-before",
    "for-before",
    "gets-for",
    "gets",
    "gets-relative",
    "verb-first",
    "gives",
    "may-use",
    "whose",
    "topic",
    super::ONE_PLACE,
    beside::NOUN,
    GOES_ON,
];

/// Who gets an amount that "och" adds to the one before, whose recipient was said ahead of both:
/// "Till regionerna går 130 mnkr för vaccin, och 85 mnkr för hembesök".
fn goes_on(previous: &Draft, before: &str, after: &str) -> Option<(Party, &'static str)> {
    static ADDS: Pattern = Pattern::new(
        r"(?i)(?:,|\b(?:och|samt))(?: (?:därutöver|dessutom|ytterligare|cirka|drygt|högst|alltså|därtill))*(?: (?:en|ett) (?:[a-zåäö]+ ){1,2}(?:på|om))?$|,(?: alltså)? (?:sammanlagt|totalt|tillsammans)(?: cirka| drygt)?$",
    );
    static OTHERS: Pattern = Pattern::new(
        r"(?i)^,? (?:till|åt|på|ska|får|kan|går|avsätts|fördelas|används|betalas|är|har|till|som ska|tillförs|tilldelas|avser)\b",
    );
    let ahead = AHEAD.contains(&previous.recipient_rule);
    let nobody = Masked::new(before).is_of_nobody();
    let goes_on = ahead && nobody && ADDS.is_match(before.trim_end()) && !OTHERS.is_match(after);
    goes_on.then(|| Some((previous.recipient.clone()?, GOES_ON))).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_of_parties() {
        let check = |words: &str, count: usize, expected: &[PartyKind]| {
            let found = last_list(words, count).unwrap_or_default();
            let kinds: Vec<PartyKind> = found.iter().map(|party| party.kind).collect();
            assert_eq!(kinds, expected, "{words}");
        };
        use PartyKind::{Municipalities, Municipality, Region, Regions, Skr};
        check("Regionerna och kommunerna tilldelas", 2, &[Regions, Municipalities]);
        check("Regionerna, kommunerna och SKR tilldelas", 3, &[Regions, Municipalities, Skr]);
        check("Uppsala kommun och Region Uppsala får", 2, &[Municipality, Region]);
        check("Luleå, Boden och Piteå får", 3, &[Municipality; 3]);
        check("Regionerna och SKR delar på", 3, &[]);
    }
}
