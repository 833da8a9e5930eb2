//! Amounts as they are found, one draft for each place: the words around it, what they claim, the
//! years, the recipient, the purpose. `tree` and `merge` make facts of them.

use std::ops::Range;
use std::sync::LazyLock;

use rust_decimal::Decimal;

use crate::contract::{Basis, Bound, Party, PartyKind, Per, Role};
use crate::pattern::Pattern;
use crate::recognise::Value;
use crate::recognise::amount::Amount;

use super::phrase::Masked;
use super::role::{Claim, claim};
use super::scene::{Scene, Sentence};
use super::{basis, party, purpose, recipient, year};
use crate::clean::PartKind;

/// Where a draft comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Origin {
    /// A heading.
    Heading,
    /// Running text.
    Prose,
    /// A list item.
    Item,
    /// A row of a table.
    Row {
        /// Index of the table among the document's.
        table: usize,
        /// Index of the row.
        row: usize,
    },
}

/// An amount at one place.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    /// Where it stands; more than one place after merging.
    pub(super) ranges: Vec<Range<usize>>,
    /// Where a headline or the like states it rounded.
    pub(super) rounded: Vec<Range<usize>>,
    pub(super) amount: Amount,
    pub(super) origin: Origin,
    /// The part in which it stands first.
    pub(super) part: usize,
    /// The section in which it stands.
    pub(super) section: usize,
    /// Index of its sentence; none in a table.
    pub(super) sentence: Option<usize>,
    pub(super) claim: Claim,
    /// The rule that gave the claim; empty where none did.
    pub(super) rule: &'static str,
    /// The draft that "varav" refers to.
    pub(super) opened_by: Option<usize>,
    /// True where "och" goes on with the parts that an earlier word opened.
    pub(super) goes_on: bool,
    pub(super) years: Vec<i32>,
    /// True where the years stand with the amount itself.
    pub(super) years_said: bool,
    pub(super) recipient: Option<Party>,
    /// The other recipient of "till regionerna respektive kommunerna".
    pub(super) second_recipient: Option<Party>,
    pub(super) funder: Option<Party>,
    /// The rule that gave the recipient; empty where none did.
    pub(super) recipient_rule: &'static str,
    pub(super) purpose: Option<String>,
    /// The rule that gave the purpose; empty where none did.
    pub(super) purpose_rule: &'static str,
    /// True where its verb ("avser") is not said again with the amount that "och" goes on with.
    pub(super) verb_said: bool,
    /// The words behind it, up to the next amount.
    pub(super) behind: String,
    /// The sentence and heading around it, by which repetitions are known.
    pub(super) context: String,
    pub(super) basis: Option<Basis>,
    /// The party of whose money it is a part: "i landstingens del ingår".
    pub(super) of_party: Option<PartyKind>,
    /// True where "ytterligare" says that it is one more.
    pub(super) further: bool,
    /// True where it only refers to an amount named elsewhere: "de 500 miljoner kronorna".
    pub(super) again: bool,
    pub(super) role: Role,
    pub(super) parent: Option<usize>,
    /// The draft that it states again in another figure.
    pub(super) restates: Option<usize>,
    /// The agreement it belongs to, by index.
    pub(super) agreement: Option<usize>,
}

impl Draft {
    /// A draft of which only the amount and the place are known.
    pub(super) fn new(range: Range<usize>, amount: Amount, origin: Origin, part: usize) -> Draft {
        Draft {
            ranges: vec![range],
            rounded: Vec::new(),
            amount,
            origin,
            part,
            section: 0,
            sentence: None,
            claim: Claim::Unsaid,
            rule: "",
            opened_by: None,
            goes_on: false,
            years: Vec::new(),
            years_said: false,
            recipient: None,
            second_recipient: None,
            funder: None,
            recipient_rule: "",
            purpose: None,
            purpose_rule: "",
            verb_said: false,
            behind: String::new(),
            context: String::new(),
            basis: None,
            of_party: None,
            further: false,
            again: false,
            role: Role::Other,
            parent: None,
            restates: None,
            agreement: None,
        }
    }

    /// True where a rule leads to its purpose; the words of its clause or heading are no rule.
    pub(super) fn purpose_is_said(&self) -> bool {
        !self.purpose_rule.is_empty() && self.purpose_rule != purpose::CLAUSE
    }

    /// Where it stands first.
    pub(super) fn start(&self) -> usize {
        self.ranges.first().map_or(0, |range| range.start)
    }
}

/// The drafts of running text: all plain amounts outside tables and outside `taken`.
pub(super) fn in_prose(scene: &Scene<'_>, taken: &[Range<usize>]) -> Vec<Draft> {
    let mut drafts = Vec::new();
    for (index, sentence) in scene.sentences.iter().enumerate() {
        let origin = match scene.text.parts[sentence.part].kind {
            PartKind::Heading(_) => Origin::Heading,
            PartKind::Item(_) => Origin::Item,
            PartKind::Paragraph => Origin::Prose,
            PartKind::Caption(_) => Origin::Heading,
            PartKind::Cell { .. } => continue,
        };
        if !taken.iter().any(|range| range.contains(&sentence.range.start)) {
            in_sentence(scene, index, sentence, origin, &mut drafts);
        }
    }
    drafts
}

/// The drafts of one sentence.
pub(super) fn in_sentence(
    scene: &Scene<'_>,
    index: usize,
    sentence: &Sentence,
    origin: Origin,
    drafts: &mut Vec<Draft>,
) {
    let amounts: Vec<(Range<usize>, &Amount)> = scene.mentions[sentence.mentions.clone()]
        .iter()
        .filter(|mention| mention.candidates.is_empty())
        .filter_map(|mention| match &mention.value {
            Value::Amount(amount) => Some((mention.range.clone(), amount)),
            _ => None,
        })
        .collect();
    let first = drafts.len();
    for (i, (range, amount)) in amounts.iter().enumerate() {
        let from = if i == 0 { sentence.range.start } else { amounts[i - 1].0.end };
        let to = amounts.get(i + 1).map_or(sentence.range.end, |next| next.0.start);
        let (before, after) = (scene.str(from..range.start), scene.str(range.end..to));
        let mut draft = Draft::new(range.clone(), (*amount).clone(), origin, sentence.part);
        draft.sentence = Some(index);
        draft.section = scene.section_of(sentence.part);
        let (said, rule) = claim(before, after);
        draft.rule = rule;
        draft.claim = if is_rate(&draft.amount) { Claim::Rate } else { said };
        // Only a party contributes: "läkemedelsförmånerna svarar för 33 415 mkr" is a part.
        if draft.claim == Claim::Contribution && i == 0 && party::all_and_places(before).is_empty()
        {
            draft.claim = Claim::SetAside;
        }
        draft.behind = after.to_owned();
        if draft.amount.per.is_none() && says_per_year(after) {
            draft.amount.per = Some(Per::Year);
        }
        let words = (Masked::new(before), Masked::new(after));
        // "369 respektive 323": the words before the pair are before both.
        let second = i > 0 && matches!(before.trim(), "respektive" | "resp." | "resp");
        let words_from = match i {
            0 => from,
            1 if second => sentence.range.start,
            _ if second => amounts[i - 2].0.end,
            _ => from,
        };
        let said = year::of_amount(scene, sentence, words_from, range, to);
        (draft.years, draft.years_said) = (said.years, said.said);
        let one_year = draft.years_said && draft.years.len() == 1;
        if draft.amount.per.is_none() && (said.each || (each_year(before) && !one_year)) {
            draft.amount.per = Some(Per::Year);
        }
        if let Some((party, rule)) = recipient::of(&words.0, &words.1, i == 0) {
            (draft.recipient, draft.recipient_rule) = (Some(party), rule);
        }
        if after.trim().starts_with("resp")
            && let Some([one, two]) = recipient::pair(before)
        {
            (draft.recipient, draft.second_recipient) = (Some(one), Some(two));
        }
        let heading = scene.heading(scene.section_of(sentence.part)).unwrap_or_default();
        let around = scene.around(&sentence.range, range);
        draft.context = format!("{heading} {around}");
        let more = i + 1 < amounts.len();
        if let Some((words, rule)) = purpose::of_amount(&words.0, &words.1, more) {
            (draft.purpose, draft.purpose_rule) = (Some(words), rule);
        }
        if is_rate(&draft.amount) {
            let rate = || purpose::of_rate(before, scene.str(range.start..to));
            draft.purpose = draft.purpose.or_else(rate);
        }
        if draft.purpose.is_none() && origin == Origin::Item && i == 0 {
            draft.purpose = purpose::of_item(before);
        }
        // "Varav 385 mnkr avser krisberedskap och 80 mnkr civilt försvar": one verb for both.
        let goes_on = matches!(before.trim(), "och" | "samt" | ",");
        if draft.purpose.is_none()
            && goes_on
            && drafts.get(first..).and_then(<[_]>::last).is_some_and(|last| last.verb_said)
        {
            draft.purpose = purpose::shared(&words.1);
        }
        draft.verb_said = draft.purpose_rule == "meant-directly"
            || draft.purpose_rule == "for-behind" && after.trim_start().starts_with("avser ")
            || goes_on && draft.purpose.is_some() && !draft.purpose_is_said();
        if draft.purpose.as_deref().is_none_or(purpose::is_vague) {
            draft.purpose_rule = "";
            draft.purpose = purpose_behind(scene, index, sentence, amounts.len());
            if draft.purpose.is_none()
                && let Some(words) = purpose::of_clause(&words.0, &words.1, i == 0)
            {
                (draft.purpose, draft.purpose_rule) = (Some(words), purpose::CLAUSE);
            }
            let around = || purpose_around(scene, sentence, origin);
            draft.purpose = draft.purpose.take().or_else(around);
            if draft.purpose.is_none()
                && let Some(words) = purpose::of_predicate(&words.1)
            {
                (draft.purpose, draft.purpose_rule) = (Some(words), purpose::CLAUSE);
            }
        }
        draft.basis = basis::of(around, before, after, i == 0, amounts.len());
        if amounts.len() == 1 && draft.basis.is_none() && draft.claim != Claim::Rate {
            let next = scene.sentences.get(index + 1).filter(|next| next.part == sentence.part);
            draft.basis = next.and_then(|it| basis::of_next_sentence(scene.str(it.range.clone())));
        }
        draft.again = draft.claim == Claim::Again || refers_back(before, scene.str(range.clone()));
        let near = before.trim_end().to_lowercase();
        draft.further =
            near.ends_with("ytterligare") || (near.contains("ytterligare") && near.len() < 60);
        coordinate(drafts, first, &mut draft, before, after);
        if second
            && let Some([one, two]) = purpose::pair(&words.1)
            && let Some(last) = drafts.last_mut()
        {
            (last.purpose, last.purpose_rule) = (Some(one), "pair");
            (draft.purpose, draft.purpose_rule) = (Some(two), "pair");
        }
        // "Region Gotlands del av de 436 mnkr är 2,5 mnkr": the share stands before both.
        let again = i == 1 && drafts.last().is_some_and(|last| last.claim == Claim::Again);
        let own = if again { sentence.range.start } else { from };
        if let Some(place) = one_place(scene, sentence, own..range.start) {
            draft.recipient = Some(place);
            if draft.claim == Claim::Unsaid && draft.rule.is_empty() {
                draft.claim = Claim::SetAside;
            }
        }
        let owner = recipient::owner_of_parts(before).or_else(|| recipient::owner_of_parts(after));
        draft.of_party = owner.or(draft.of_party);
        // "Regionerna ska använda minst 150 miljoner kronor av sina medel".
        let from_own = ["av sina medel", "av sina egna medel"]
            .iter()
            .any(|words| after.trim_start().starts_with(words));
        if from_own {
            draft.of_party = draft.recipient.as_ref().map(|party| party.kind);
        }
        if draft.recipient.is_none()
            && let Some(place) = place_towards(scene, range.end, to)
        {
            draft.recipient = Some(place);
            if draft.claim == Claim::Unsaid && draft.rule.is_empty() {
                draft.claim = Claim::SetAside;
            }
        }
        if draft.claim == Claim::Contribution {
            draft.funder = party::payer(before).or_else(|| party::payer(after));
            draft.recipient = None;
        }
        if draft.of_party.is_some() && draft.claim == Claim::Unsaid {
            draft.claim = Claim::SetAside;
        }
        if is_price(&draft.amount, before, after) {
            draft.amount.per = Some(Per::Unit);
            draft.claim = Claim::Rate;
            if !draft.purpose_is_said() {
                let rate = purpose::of_rate(before, scene.str(range.start..to));
                draft.purpose = rate.or(draft.purpose);
            }
        }
        if draft.recipient.is_none() && draft.claim != Claim::Contribution {
            let kind = draft.of_party.filter(|kind| *kind != PartyKind::State);
            draft.recipient = kind.and_then(|kind| party::of_kind(kind, before, after));
        }
        if draft.recipient.is_none() && draft.claim == Claim::SetAside {
            draft.recipient = recipient::of_heading(heading);
        }
        drafts.push(draft);
    }
    share_years(&mut drafts[first..]);
    if let [draft] = &mut drafts[first..]
        && origin == Origin::Heading
    {
        of_heading(scene, sentence, draft);
    }
    if let [draft] = &mut drafts[first..] {
        labelled(scene, index, sentence, draft);
    }
}

/// "Kompetens i försäkringsmedicin, 143 mnkr": a heading that ends with its section's money.
fn of_heading(scene: &Scene<'_>, sentence: &Sentence, draft: &mut Draft) {
    let range = &draft.ranges[0];
    let label = scene.str(sentence.range.start..range.start).trim_end();
    let alone = scene.str(range.end..sentence.range.end).trim_matches([')', '.', ' ']).is_empty();
    let words = label.trim_end_matches([',', '(', '–', '—', '-', ':']).trim_end();
    let labelled = words.len() < label.len() && words.chars().any(char::is_alphabetic);
    if alone && labelled && draft.claim == Claim::Unsaid && draft.rule.is_empty() {
        draft.claim = Claim::SetAside;
        draft.purpose = purpose::of_label(words).or(draft.purpose.take());
    }
}

/// "Kommunerna" on one line and "405 miljoner kronor" on the next: the line is the amount's label.
fn labelled(scene: &Scene<'_>, index: usize, sentence: &Sentence, draft: &mut Draft) {
    let Some(label) = index.checked_sub(1).and_then(|above| scene.sentences.get(above)) else {
        return;
    };
    let words = scene.str(label.range.clone());
    let alone = draft.ranges[0] == sentence.range
        && label.part == sentence.part
        && label.mentions.is_empty();
    if alone && words.chars().count() <= 80 && !words.contains(['.', ':', ';']) {
        draft.origin = Origin::Item;
        draft.claim = Claim::SetAside;
        draft.recipient = party::first(words).filter(|party| party.kind != PartyKind::State);
        draft.purpose = purpose::of_label(words);
    }
}

/// "4 645 miljoner till regionerna och 1 550 miljoner till kommunerna avseende 2023": the year
/// behind the last is that of all.
fn share_years(drafts: &mut [Draft]) {
    for at in (1..drafts.len()).rev() {
        let (before, behind) = drafts.split_at_mut(at);
        let (Some(one), Some(next)) = (before.last_mut(), behind.first()) else { continue };
        if one.years.is_empty()
            && next.years_said
            && one.claim == next.claim
            && one.opened_by == next.opened_by
        {
            one.years.clone_from(&next.years);
            one.years_said = true;
        }
        // "De 141 miljoner för 2018, liksom de 120 för 2019, fördelas till regionerna".
        let alike = one.behind.contains("liksom")
            || (one.claim == next.claim && one.years_said && one.years != next.years);
        if alike
            && next.recipient.is_some()
            && one.recipient.is_none()
            && one.behind.contains("liksom")
        {
            one.recipient.clone_from(&next.recipient);
        }
        if alike && one.claim == next.claim && one.purpose.is_none() && one.years_said {
            one.purpose.clone_from(&next.purpose);
        }
        if alike && super::draft::compatible(&one.recipient, &next.recipient) {
            one.basis = one.basis.or(next.basis);
        }
    }
}

/// What the next sentence says that the only amount of this one is for.
fn purpose_behind(
    scene: &Scene<'_>,
    index: usize,
    sentence: &Sentence,
    amounts: usize,
) -> Option<String> {
    let next = scene.sentences.get(index + 1).filter(|next| next.part == sentence.part)?;
    (amounts == 1).then(|| purpose::of_next_sentence(scene.str(next.range.clone()))).flatten()
}

/// What an item or a section is about, where the sentence itself does not say what the money is
/// for: the item's first words, else the heading below the title.
fn purpose_around(scene: &Scene<'_>, sentence: &Sentence, origin: Origin) -> Option<String> {
    let part = scene.text.parts[sentence.part].range.clone();
    let opening = scene.sentences_of(sentence.part).first()?;
    if origin == Origin::Item && opening.range != sentence.range {
        return purpose::of_label(scene.str(opening.range.clone()));
    }
    let section = scene.sections.get(scene.section_of(sentence.part))?;
    let heading = section.heading.filter(|_| section.level > 1)?;
    let range = scene.text.parts[heading].range.clone();
    let words = scene.str(range.clone());
    if super::agreement::is_generic(words) || purpose::is_of_money(words) {
        return None;
    }
    (range != part).then(|| purpose::of_label(scene.str(range))).flatten()
}

/// Kronor per inhabitant or per place are a rate and no sum.
fn is_rate(amount: &Amount) -> bool {
    matches!(amount.per, Some(Per::Inhabitant | Per::Unit))
}

/// The one region or municipality whose share it is: "Region Hallands andel är", "Skåne får".
fn one_place(scene: &Scene<'_>, sentence: &Sentence, words: Range<usize>) -> Option<Party> {
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
    let behind = behind.strip_prefix(", som ").unwrap_or(&behind);
    let behind = behind.strip_prefix("sammanlagt ").unwrap_or(behind);
    // "Kommunerna i Kalmar län får": the place says which of them.
    if ["kommunerna i", "kommuner i", "kommunerna inom"].iter().any(|words| lead.ends_with(words)) {
        return None;
    }
    let gets = [
        "andel",
        "del ",
        "får",
        "fått",
        "fick",
        "erhåller",
        "tilldelas",
        "disponerar",
        "ges ",
        "väntas få",
        "beräknas få",
        "har rätt till",
        "räknar med att få",
        "kan få",
    ];
    let gets = gets.iter().any(|word| behind.starts_with(word));
    // "Störst belopp får Göteborg med 118 mnkr, därefter följer Uppsala, 96,3 mnkr".
    let ranked = ["störst", "minst", "mest", "högst", "följer", "följt av", "följd av"]
        .iter()
        .any(|word| scene.str(sentence.range.clone()).to_lowercase().contains(word))
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
    static GRANT: LazyLock<Pattern> = LazyLock::new(|| {
        super::pattern(
            r"^(?:(?:ett|en) (?:[a-zåäö]+ ){0,2}(?:tillskott|bidrag|stöd|belopp|summa) (?:på|om))?$",
        )
    });
    let verb_first = led(&["får", "fick", "erhåller", "tilldelas", "beviljas"])
        && GRANT.is_match(behind)
        || led(&["varav", "därav"]) && behind.is_empty();
    (gets || given || verb_first || ranked).then(|| party::named_place(place.name())).flatten()
}

/// The one region or municipality that the words right behind an amount give it to: "75 mnkr till
/// Dalarna".
fn place_towards(scene: &Scene<'_>, from: usize, to: usize) -> Option<Party> {
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

/// "För vartdera året 2019 och 2020 satsas": the amount behind it is for each year.
fn each_year(before: &str) -> bool {
    let lower = before.to_lowercase();
    ["vartdera året", "vardera året", "varje år", "vart och ett av åren"]
        .iter()
        .any(|words| lower.contains(words))
}

/// True for "de 500 miljoner kronorna" and "dessa 15 miljoner".
fn refers_back(before: &str, amount: &str) -> bool {
    let word = before.trim_end().rsplit(' ').next().unwrap_or_default().to_lowercase();
    matches!(word.as_str(), "de" | "dessa")
        || amount.ends_with("kronorna")
        || amount.ends_with("miljonerna")
}

/// "Varje registrerad riskbedömning ger 200 kronor", "per test utgår högst 700 kronor": a price.
fn is_price(amount: &Amount, before: &str, after: &str) -> bool {
    static FOR_ONE: LazyLock<Pattern> = LazyLock::new(|| {
        super::pattern(
            r"(?i)^ för (?:en|ett|varje|vart|var) (?:ny |nytt )?[a-zåäö-]+(?:d|t|ad|at|en) ",
        )
    });
    // "Betalt per utredning, med 34 000 kronor för en stor utredning".
    static PAID: LazyLock<Pattern> = LazyLock::new(|| {
        super::pattern(
            r"(?i)\b(?:betalt|ersätt\w*|pris\w*|taxa\w*) (?:lämnas |utgår )?(?:per|med|är)\b",
        )
    });
    static EACH: LazyLock<Pattern> = LazyLock::new(|| {
        super::pattern(
            r"(?i)\b(?:per|varje) [a-zåäö-]{4,}(?: [a-zåäö-]+){0,2}(?: (?:utgår|ger|betalas|ersätts|lämnas|är|med|högst|höjs|sänks|samtidigt|till|uppgår))+$|(?i)\b(?:per|varje) [A-Za-zåäö]+-?[a-zåäö]{3,}$|\b(?:per|för varje) [a-zåäö-]{3,}(?: [a-zåäö-]+){0,2}(?: som [a-zåäö -]{2,40})? (?:får|betalas|utgår|lämnas|ges)(?: [a-zåäö]+){0,3}$",
        )
    });
    // A sum for a party is never so small; a price never so large.
    amount.per.is_none()
        && amount.value < Decimal::from(1_000_000)
        && (EACH.is_match(before.trim_end())
            || FOR_ONE.is_match(after)
            || PAID.is_match(before)
                && (after.starts_with(" för en ") || after.starts_with(" för ett ")))
}

/// True where "per år" stands a few words behind the amount: "är avsatta per år för".
fn says_per_year(after: &str) -> bool {
    let clause = after.split([',', ';', '(']).next().unwrap_or_default().to_lowercase();
    let near: Vec<&str> = clause.split_whitespace().take(5).collect();
    let near = near.join(" ");
    ["per år", "årligen", "vardera året", "vartdera året", "varje år", "vart och ett av åren"]
        .iter()
        .any(|words| near.contains(words))
}

/// Ties an amount to the one before it in its sentence: what "varav" opens, and what "och" goes on
/// with.
fn coordinate(drafts: &[Draft], first: usize, draft: &mut Draft, before: &str, after: &str) {
    if drafts.len() <= first {
        // "Därav" at the head of a sentence opens the parts of the sentence before.
        if draft.claim == Claim::PartOfLast {
            draft.claim = Claim::PartOfThese;
        }
        return;
    }
    let last = drafts.len() - 1;
    let previous = &drafts[last];
    if draft.claim == Claim::PartOfLast {
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
    if previous.claim == Claim::Again
        && matches!(draft.claim, Claim::SetAside | Claim::Unsaid | Claim::Estimated)
    {
        draft.claim = Claim::PartOfLast;
        draft.opened_by = Some(last);
        return;
    }
    let words = before.trim().to_lowercase();
    // "Ökar från 12 till 30 miljoner kronor".
    if words == "till" && previous.rule == "raised-from" {
        draft.claim = Claim::SetAside;
        draft.purpose = draft.purpose.take().or_else(|| previous.purpose.clone());
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
    );
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
            draft.recipient = previous.second_recipient.clone();
        }
        if draft.amount.bound == Bound::Exact {
            draft.amount.bound = previous.amount.bound;
        }
    }
}

/// Words between two amounts of one thing for two years: "2025 och", "för 2016 respektive".
static LEFT_OUT: LazyLock<Pattern> = LazyLock::new(|| {
    super::pattern(
        r"^(?:(?:(?:för|under|avseende|år|i|liksom de|de) )*(?:19|20)\d\d,? ?)?(?:och|samt|respektive|resp\.?|,)(?: (?:(?:för|under|avseende|år) )*(?:19|20)\d\d)?(?: till)?(?: (?:cirka|högst|minst|drygt))?$",
    )
});

/// True where two recipients can be the same.
pub(super) fn compatible(a: &Option<Party>, b: &Option<Party>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => {
            a.kind == b.kind && a.code == b.code
                || (a.kind == PartyKind::Other || b.kind == PartyKind::Other)
        }
        _ => true,
    }
}
