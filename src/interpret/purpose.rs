//! What an amount is for, in the document's words.

use std::sync::LazyLock;

use crate::pattern::Pattern;

/// The longest purpose that is quoted, in characters; a longer one is cut at a word.
const LONGEST: usize = 160;

static BEHIND: LazyLock<Pattern> = LazyLock::new(|| {
    super::pattern(
        r"(?i)^[^.;]{0,140}?\b(?:(?P<purpose>(?:stimulansmedel|grundanslag|statsbidrag för)\b[^.;,]*).*|(?:i syfte att|för att|för|avseende|inom|som stöd i att|som ett stöd i att|på|till att|ska stärka|ska stödja|via) (?P<what>.+))$",
    )
});

static BEFORE: LazyLock<Pattern> = LazyLock::new(|| {
    super::pattern(
        r"(?i)(?:^|[.,;] ?|\b)(?:för att|för|till|inom|avseende) (?P<what>[^.;,]{4,140}?),? (?:avsätts|avsätter|avsatts|satsas|satsar|fördelas|tilldelas|omfattar|beräknas|reserveras|disponerar|finns|går|anslås|uppgår|erhåller|får)\b[^.;]*$|^\W*(?P<label>[^.;:]{4,140}?)\s*(?:\(|:|–|omfattar|utgör|uppgår till)\W*(?:[a-zåäö]+ ){0,2}$",
    )
});

/// "går till utvecklingsledare och analys i länen".
static TOWARDS: LazyLock<Pattern> = LazyLock::new(|| {
    super::pattern(r"(?i)^(?: (?:går|avsätts|fördelas|används|ska gå|satsas))? till (?P<what>.+)$")
});

/// The venture that an amount is the whole of: "Totalt omfattar cancersatsningen".
static SUBJECT: LazyLock<Pattern> = LazyLock::new(|| {
    super::pattern(
        r"(?i)\b(?:omfattar|uppgår) (?P<subject>[a-zåäö]{4,}(?:satsningen|bidraget|stödet|garantin|lyftet))\b[^.;]*$",
    )
});

/// Purposes that only point at what stands before them.
pub(super) fn is_vague(purpose: &str) -> bool {
    let lower = purpose.to_lowercase();
    [
        "detta",
        "samma ändamål",
        "ändamålet",
        "det här",
        "utvecklingsområdet",
        "området",
        "denna",
        "dessa",
        "det ändamålet",
        "insatsen",
    ]
    .iter()
    .any(|vague| lower.starts_with(vague))
}

/// Where a purpose ends: at the next clause.
static END: LazyLock<Pattern> = LazyLock::new(|| {
    super::pattern(
        r"(?i)(?:,? (?:varav|därav|samt|och (?:\d|cirka|drygt|sammanlagt|SK[LR]\b|till\b|landstingen|regionerna|kommunerna|staten|parterna)|men|där|när|under (?:19|20)\d\d|enligt|utifrån|respektive \d)\b|[.;:(]|, (?:som|vilket|i enlighet)|,? och$|, och\b|, $|,$| –)",
    )
});

/// The purpose of the amount between `before` and `after`.
pub(super) fn of_amount(before: &str, after: &str) -> Option<String> {
    let behind =
        BEHIND.captures(after).and_then(|words| words.name("what").or(words.name("purpose")));
    if let Some(purpose) = behind.and_then(|words| cut(words.as_str())) {
        return Some(purpose);
    }
    // "493 miljoner kronor till länsgemensamma insatser".
    if let Some(what) =
        TOWARDS.captures(after).and_then(|words| words.name("what")).map(|what| what.as_str())
        && super::party::all(what)
            .first()
            .is_none_or(|named| what[..named.start].split_whitespace().count() > 3)
        && let Some(purpose) = cut(what)
    {
        return Some(purpose);
    }
    if let Some(subject) = SUBJECT.captures(before).and_then(|words| words.name("subject")) {
        return Some(subject.as_str().to_owned());
    }
    let words = BEFORE.captures(before.trim_end())?;
    cut(words.name("what").or(words.name("label"))?.as_str())
}

/// The words up to the longest length that is quoted.
fn shortened(words: &str) -> &str {
    match words.char_indices().nth(LONGEST) {
        Some((limit, _)) => {
            words[..limit].rsplit_once(' ').map_or(&words[..limit], |(words, _)| words)
        }
        None => words,
    }
}

/// A purpose without what goes on behind it; none where nothing is left but a party or a year.
fn cut(words: &str) -> Option<String> {
    let words = words.trim();
    let end = END.find(words).map_or(words.len(), |end| end.start());
    let purpose = words[..end].trim_matches(|c: char| c.is_whitespace() || ",.:;–-•".contains(c));
    let opened = ["varav ", "därav ", "samt ", "och ", "dels "]
        .iter()
        .find_map(|word| purpose.strip_prefix(word));
    let purpose = shortened(opened.unwrap_or(purpose));
    let announces = [
        "totalt",
        "sammanlagt",
        "därmed",
        "dels",
        "varav",
        "därav",
        "av dessa",
        "överenskommelsen",
        "medel",
        "den",
        "det",
    ];
    let says_something = !announces.contains(&purpose.to_lowercase().as_str())
        && purpose.chars().filter(|c| c.is_alphabetic()).count() >= 4;
    says_something.then(|| purpose.to_owned())
}

/// The purpose that a label names: a row of a table, an item of a list, a heading.
pub(super) fn of_label(label: &str) -> Option<String> {
    let label = label.trim().trim_start_matches(|c: char| !c.is_alphabetic());
    let line = label.split('\n').next().unwrap_or(label).trim_end_matches(['.', ':', ',']);
    (!line.is_empty()).then(|| shortened(line).to_owned())
}
