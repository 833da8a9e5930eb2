//! What is due: the rules that know it by its words, and the words of a sentence that name it.
//!
//! Says nothing of dates, and nothing of who owes it.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::LazyLock;

use crate::contract::DeadlineKind;
use crate::pattern::Pattern;

/// One rule: what is due, by the words for it.
#[derive(Debug)]
pub struct DeadlineRule {
    /// What is due.
    pub kind: DeadlineKind,
    /// One sentence for the page of rules.
    pub about: &'static str,
    /// The words; where several rules' words stand in a sentence, those nearest the date count.
    words: &'static str,
    /// Texts whose last deadline is of this kind.
    pub examples: &'static [&'static str],
}

/// The rules; of words that hold each other the longer count.
pub(in crate::interpret) const RULES: &[DeadlineRule] = &[
    DeadlineRule {
        kind: DeadlineKind::FinancialReport,
        about: "An ekonomisk redovisning shows how the money was used.",
        words: r"ekonomisk\w* (?:slut|åter)?redovis\w*|redovis\w* (?:\S+ ){0,3}ekonomi\b|ekonomisk\w* (?:slut|del)?rapport\w*",
        examples: &[
            "En ekonomisk redovisning ska lämnas till Kammarkollegiet senast den 31 mars 2027.",
        ],
    },
    DeadlineRule {
        kind: DeadlineKind::ActivityReport,
        about: "A verksamhetsrapport tells what was done for the money.",
        words: r"verksamhets-?rapport\w*|verksamhetsredovisning\w*",
        examples: &[
            "SKR ska lämna en verksamhetsrapport till Regeringskansliet senast den 31 mars 2024.",
        ],
    },
    DeadlineRule {
        kind: DeadlineKind::ActionPlan,
        about: "A handlingsplan says beforehand what will be done.",
        words: r"(?:handlings|åtgärds|genomförande)plan\w*|planen\b|\bplan (?:för|om|över)\b",
        examples: &[
            "Landstingen ska ha inkommit med en handlingsplan till SKL senast den 16 april 2018.",
        ],
    },
    DeadlineRule {
        kind: DeadlineKind::Requisition,
        about: "A rekvisition asks for the money.",
        words: r"rekvi\w+",
        examples: &[
            "Rekvireringen av medel ska ske senast den 1 december 2017.",
            "1 oktober 2022: sista dag att rekvirera medel",
        ],
    },
    DeadlineRule {
        kind: DeadlineKind::Repayment,
        about: "An återbetalning gives back what was not used.",
        words: r"återbetal\w*|betala[st]?(?:ts)? tillbaka|återföra?s?\b",
        examples: &[
            "Medel som inte har utnyttjats ska återbetalas till Kammarkollegiet senast den 31 mars 2018.",
        ],
    },
    DeadlineRule {
        kind: DeadlineKind::Payout,
        about: "An utbetalning is when the money comes.",
        words: r"utbetal(?:as?|ats?|ades?|da?|t)\b|utbetalning(?:en|ar)?\b:?|betalas? ut|betalar ut|betala ut|betalades|sätts in på|betalas (?:[^.;,]{1,40} )ut\b|betalas (?:därefter |sedan |då )?(?:i|under)\b",
        examples: &["Dessa medel utbetalas i december 2023."],
    },
    DeadlineRule {
        kind: DeadlineKind::Report,
        about: "A redovisning, rapport or redogörelse tells of the results.",
        words: r"(?:del|slut|åter)?redovis\w*|(?:del|slut|läges|års)?rapport\w*|återrapport\w*|redogör\w*|sammanställning\w*|uppföljning(?:en|srapport\w*)?\b|utvärdering\w*",
        examples: &[
            "Regionerna redovisar till Socialstyrelsen senast den 31 mars 2023 hur medlen har använts.",
        ],
    },
];

pub(in crate::interpret) static COMPILED: LazyLock<Vec<(DeadlineKind, Pattern)>> =
    LazyLock::new(|| {
        let compile = |rule: &DeadlineRule| Pattern::built(format!(r"(?i)\b(?:{})", rule.words));
        RULES.iter().map(|rule| (rule.kind, compile(rule))).collect()
    });

/// The same words with those left blank that name what is not due: "utan rekvisition", what a
/// payment depends on.
fn owed(text: &str) -> Cow<'_, str> {
    static NOT_OWED: Pattern = Pattern::new(
        r"(?i)\b(?:utan|ingen|någon|inte|ej)(?: [a-zåäö]+){0,2} (?:rekvisition\w*|rekvirera\w{0,1}\b|redovisning\b)|\butan (?:rekvisition|ansökan|redovisning)\w*|\b(?:förutsättning(?:en|ar)?|villkor(?:et|en)?|krav(?:et|en)?) för (?:att )?(?:[a-zåäö]+ )?(?:utbetal|rekvi)\w*|\btillsammans med (?:en|ett|sin|den) [^,.;]{3,60},",
    );
    let mut blank = Cow::Borrowed(text);
    for found in NOT_OWED.find_iter(text) {
        blank.to_mut().replace_range(found.range(), &" ".repeat(found.range().len()));
    }
    blank
}

/// What is due "i samband med slutredovisningen den" is not that.
pub(in crate::interpret) fn nearest_before(text: &str) -> Option<DeadlineKind> {
    static WITH: Pattern = Pattern::new(r"(?i)\bi samband med [^.;,]{0,60}$");
    let own = WITH.find(text).map_or(text, |with| &text[..with.start()]);
    nearest(own, |start, _| start).or_else(|| nearest(text, |start, _| start))
}

pub(in crate::interpret) fn nearest_after(text: &str) -> Option<DeadlineKind> {
    let clause = text.split([';', '.', ',']).next().unwrap_or_default();
    let clause = clause.split(" och ").next().unwrap_or_default();
    nearest(clause, |start, length| length - start)
}

/// The kind whose word has the highest score; of words that hold each other the longer one.
pub(in crate::interpret) fn nearest(
    text: &str,
    score: impl Fn(usize, usize) -> usize,
) -> Option<DeadlineKind> {
    let mut best: Option<(usize, Range<usize>, DeadlineKind)> = None;
    let text = &*owed(text);
    for (kind, words) in COMPILED.iter() {
        for found in words.find_iter(text) {
            let range = found.range();
            // A requirement's name is no delivery: "redovisningskrav".
            let held = best
                .as_ref()
                .is_some_and(|(_, other, _)| other.start <= range.start && range.end <= other.end);
            let value = score(range.start, text.len());
            if !held
                && best.as_ref().is_none_or(|(most, other, _)| {
                    value > *most || (range.start <= other.start && other.end <= range.end)
                })
            {
                best = Some((value, range, *kind));
            }
        }
    }
    best.map(|(.., kind)| kind)
}

/// What else is due by a date: "Såväl den ekonomiska redovisningen som verksamhetsrapporten ska
/// lämnas senast den".
pub(in crate::interpret) fn conjoined(
    before: &str,
    after: &str,
    kind: DeadlineKind,
) -> Vec<DeadlineKind> {
    static AND: Pattern = Pattern::new(
        r"(?i)^[^.;]{0,90}?\b(?:och|samt|som)(?: (?:en|ett|den|det|dess|sin|sina|de|dels|slutlig|skriftlig))*\s*$|^ (?:med|jämte|inklusive)(?: (?:en|ett|sin|tillhörande))*\s*$",
    );
    static TOGETHER: Pattern = Pattern::new(r"(?i)^,? (?:tillsammans med|jämte) ");
    let clause = after.split(['.', ';']).next().unwrap_or_default();
    let mut kinds = Vec::new();
    for (words, backwards) in [(before, true), (clause, false)] {
        let mut named = all_named(words);
        if backwards {
            named.reverse();
        }
        let mut last: Option<Range<usize>> = None;
        for (range, other) in named {
            let joined = match &last {
                // What was chosen stands nearest to the date.
                None if other != kind => break,
                None => true,
                Some(known) => {
                    let (from, to) =
                        if backwards { (range.end, known.start) } else { (known.end, range.start) };
                    words.get(from..to).is_some_and(|between| AND.is_match(between))
                }
            };
            if !joined {
                break;
            }
            if other != kind && !kinds.contains(&other) {
                kinds.push(other);
            }
            last = Some(range);
        }
        if last.is_some() {
            break;
        }
    }
    let with = TOGETHER.find(clause).map(|with| &clause[with.end()..]);
    kinds.extend(with.and_then(nearest_after).filter(|other| *other != kind));
    kinds.dedup();
    kinds
}

/// All words for what is due, in order; of words that hold each other the longer.
pub(super) fn all_named(text: &str) -> Vec<(Range<usize>, DeadlineKind)> {
    let mut named: Vec<(Range<usize>, DeadlineKind)> = Vec::new();
    let text = &*owed(text);
    for (kind, words) in COMPILED.iter() {
        for found in words.find_iter(text) {
            let range = found.range();
            let apart = |other: &Range<usize>| other.end <= range.start || range.end <= other.start;
            if named.iter().all(|(other, _)| apart(other)) {
                named.push((range, *kind));
            }
        }
    }
    named.sort_by_key(|(range, _)| range.start);
    named
}
