//! What the document is: its kind, title, day of publication and publisher.

use std::ops::Range;

use super::agreement;
use super::author::Author;
use super::recipient;
use super::scene::Scene;
use crate::clean::PartKind;
use crate::contract::DocumentKind;
use crate::pattern::Pattern;
use crate::recognise::Value;

/// Where the title stands: the first heading of the highest level, else the first short part.
pub(super) fn title(scene: &Scene<'_>) -> Option<Range<usize>> {
    let parts = &scene.text.parts;
    let heading = |level: u8| {
        parts.iter().find(|part| {
            matches!(part.kind, PartKind::Heading(l) if l == level) && part.range.len() > 3
        })
    };
    let mentions_agreement = |range: &Range<usize>| AGREEMENT.is_match(scene.str(range.clone()));
    // A letter or decision may begin with its addressee; its title is what names the matter.
    let named = parts.iter().take(8).find(|part| {
        let titled = match part.kind {
            // "1 Varför en överenskommelse" is a clause.
            PartKind::Heading(_) => {
                let words = scene.text.part(part).trim_start();
                let numbered = words.starts_with(|c: char| c.is_ascii_digit());
                mentions_agreement(&part.range) && !(numbered && agreement::is_clause(words))
            }
            PartKind::Paragraph => {
                OPENS.is_match(scene.text.part(part)) && !scene.text.part(part).contains('.')
            }
            _ => false,
        };
        titled && (21..400).contains(&part.range.len())
    });
    let first = heading(1).or_else(|| heading(2)).or_else(|| heading(3)).or_else(|| heading(4));
    // "1. Inledning" is no title where a subject stands before it.
    if named.is_none()
        && let Some(clause) = first.filter(|it| agreement::is_clause(scene.text.part(it)))
        && let Some(subject) = agreement::subject_beside(scene)
        && subject.start < clause.range.start
    {
        return Some(subject);
    }
    let short = parts
        .iter()
        .find(|part| (4..200).contains(&part.range.len()) && !is_path(scene.text.part(part)));
    match (first, named) {
        (Some(first), Some(named))
            if !mentions_agreement(&first.range) && named.range.start < first.range.start + 600 =>
        {
            if scene.text.part(first).split_whitespace().count() <= 4 {
                Some(named.range.clone())
            } else {
                Some(first.range.clone())
            }
        }
        (Some(first), _) => Some(first.range.clone()),
        (None, Some(named)) => Some(named.range.clone()),
        (None, None) => short.map(|part| part.range.clone()),
    }
}

/// True for the path that leads to a page, as its head shows it: "Start > Vård > Äldre".
fn is_path(line: &str) -> bool {
    let steps = |mark: &str| line.matches(mark).count();
    let first = line.split([' ', '/', '>', '›']).find(|word| !word.is_empty()).unwrap_or_default();
    let marks = steps(" > ") + steps(" › ") + steps(" / ") + steps(" » ");
    marks >= 2 || (marks == 1 && ["Start", "Startsida", "Hem"].contains(&first))
}

/// The day of publication: "Publicerad 5 februari 2024", near the top or the end of a page.
pub(super) fn published(scene: &Scene<'_>) -> Option<(String, Range<usize>)> {
    static SAID: Pattern =
        Pattern::new(r"(?i)\b(?:publicera[dt]|publiceringsdatum|publicerades)\b[^.]{0,25}$");
    let dates = scene.mentions.iter().filter(|mention| matches!(mention.value, Value::Date(_)));
    for mention in dates {
        let Value::Date(date) = mention.value else { continue };
        let before = scene.str(
            scene.text.parts[scene.text.part_at(mention.range.start)].range.start
                ..mention.range.start,
        );
        if date.year.is_some() && !date.year_inferred && SAID.is_match(before) {
            let start = mention.range.start;
            return Some((date.to_string(), start..mention.range.end));
        }
    }
    None
}

/// Who published a document, where its address or words say so.
pub(super) fn publisher(scene: &Scene<'_>) -> Option<String> {
    let title = scene.text.document.title.as_deref()?;
    let name = title.rsplit(['-', '–', '|']).next()?.trim();
    let known = [
        "SKR",
        "SKL",
        "Regeringen.se",
        "Regeringen",
        "Regeringskansliet",
        "Socialstyrelsen",
        "Kammarkollegiet",
    ];
    let region = crate::recognise::place::region(name).map(|region| region.name);
    known
        .iter()
        .find(|known| name.eq_ignore_ascii_case(known))
        .copied()
        .or(region)
        .map(str::to_owned)
}

/// A paragraph that is set as a title: "Överenskommelse mellan staten och ... om".
static OPENS: Pattern =
    Pattern::new(r"^\W*(?:T(?i:illäggsöverenskommelse)|Ö(?i:verenskommelse))\s(?:mellan|om)\b");

static AGREEMENT: Pattern = Pattern::new(r"(?i)överenskommelse");

/// What sort of document it is, by its title, its headings and the words of its kind.
///
/// `allocation` is the share of the text that stands in allocation tables, `sections` the number of
/// sections that tell of an agreement of their own; with `lists` the title is that of the first.
pub(super) fn kind(
    scene: &Scene<'_>,
    title: &str,
    author: Option<&Author>,
    allocation: f64,
    sections: usize,
    lists: bool,
) -> DocumentKind {
    let whole = scene.text.string.as_str();
    let lower = title.to_lowercase();
    let has = |pattern: &Pattern| pattern.is_match(whole);
    let opening: String = whole.chars().take(1_500).collect();
    if SUMMARY.is_match(title) || (SUMMARY.is_match(&opening) && sections >= 2) {
        return DocumentKind::Summary;
    }
    if sections >= 2 && COMPILED.is_match(&opening) && author.is_some() {
        return DocumentKind::Summary;
    }
    let own_money = |author: &&Author| recipient::tells_of_own(scene, author.party.kind);
    let page = scene.text.document.title.as_deref().unwrap_or_default();
    let of_several = OF_SEVERAL.is_match(title) || OF_SEVERAL.is_match(page);
    if of_several && author.filter(|it| it.in_head).is_some_and(|it| own_money(&it)) {
        return DocumentKind::Summary;
    }
    if LETTER_OPENING.is_match(&opening) || LETTER_CLOSING.is_match(whole) && !has(&PARTIES_AGREE) {
        return DocumentKind::Letter;
    }
    let agreed = has(&PARTIES_AGREE) || BETWEEN_PARTIES.is_match(&opening);
    if agreed && numbered_headings(scene) >= 3 {
        return DocumentKind::Agreement;
    }
    if sections <= 1 && has(&FOR_THE_STATE) && has(&FOR_SKR) {
        return DocumentKind::Agreement;
    }
    // A page on several agreements tells of signing too, and of who gets how much.
    if sections >= 2 && lower.contains("överenskommelser") {
        return DocumentKind::Overview;
    }
    if allocation > 0.45 {
        return DocumentKind::Allocation;
    }
    if has(&PARTIES_AGREE) && has(&SIGNED) {
        return DocumentKind::Agreement;
    }
    if sections >= 3 || lists {
        return DocumentKind::Overview;
    }
    if DECISION_TITLE.is_match(title)
        || (DECISION.is_match(&opening) && !lower.contains("överenskommelse om"))
    {
        return DocumentKind::Decision;
    }
    if TOPIC_TITLE.is_match(title)
        || (sections <= 1
            && TOPIC_OPENING.is_match(&opening)
            && AGREEMENT_COMPRISES.is_match(&opening))
        || (sections == 1 && lower.contains("överenskommelse"))
    {
        return DocumentKind::Topic;
    }
    if allocation > 0.3 {
        return DocumentKind::Allocation;
    }
    DocumentKind::Other
}

/// How SKR's own pages about one agreement begin; the government names itself first.
static TOPIC_OPENING: Pattern = Pattern::new(
    r"\b(?:SK[LR]|Sveriges Kommuner och (?:Landsting|Regioner)) och (?:staten|regeringen) (?:har|är|kom|enades|tecknade|slöt)\b",
);
static AGREEMENT_COMPRISES: Pattern = Pattern::new(
    r"\b[Öö]verenskommelsen (?:för \d{4} )?(?:omfattar|uppgår|gäller|innebär|löper)\b",
);
static SUMMARY: Pattern = Pattern::new(
    r"(?i)sammanställning (?:av|över)[^.\n]{0,60}(?:statsbidrag|stimulansmedel|överenskommelser|bidrag)|riktade statsbidrag \d{4}",
);
/// How a region says that it gathers what agreements and grants mean to it.
static COMPILED: Pattern = Pattern::new(
    r"(?i)\bsammanställning(?:en)?\b[^.\n]{0,80}\b(?:visar|till (?:region|landstings)styrelsen)|\bvad de(?:t)? (?:betyder|innebär) för (?:region|landsting)",
);
/// Titles of what is told of several grants or agreements.
static OF_SEVERAL: Pattern = Pattern::new(
    r"(?i)\b(?:statsbidrag(?:en)?|överenskommelser(?:na)?|(?:riktade|statliga|specialdestinerade) (?:bidrag|medel|satsningar)|stimulansmedel)\b",
);
static LETTER_OPENING: Pattern = Pattern::new(
    r"(?i)\bmissiv\b|(?:lands ?tings|region|kommun)styrels(?:erna|en|er)(?:na)?\s*(?:/|\x1d|\n|och)|till samtliga [^.\x1d]{0,60}styrelser|förbundsstyrelsens beslut|\bhej[!,]",
);
static LETTER_CLOSING: Pattern =
    Pattern::new(r"(?i)\b(?:mvh|med vänlig(?:a)? hälsning(?:ar)?|vänliga hälsningar|hälsningar)\b");
static PARTIES_AGREE: Pattern = Pattern::new(
    r"(?i)\bparterna (?:är|har|vill|enas|konstaterar|ska|betonar)\b|\bgodkännande av överenskommelsen\b|\bmellan parterna\b|\bdenna överenskommelse\b",
);
/// The line of a title page that names the parties and nothing else.
static BETWEEN_PARTIES: Pattern = Pattern::new(
    r"(?i)(?:^|\n|\x1d)\W*överenskommelse mellan\s+(?:svenska\s+)?(?:staten|regeringen)\s+och\s+(?:sveriges\s+kommuner\s+och\s+(?:landsting|regioner)|sk[lr])(?:\s+\(sk[lr]\))?(?:\s*(?:\n|\x1d)|\s+(?:om|avseende)\s)|(?:^|\n|\x1d)\W*parter:?\s[^\n\x1d]{0,160}\bSK[LR]\b",
);
static SIGNED: Pattern =
    Pattern::new(r"(?i)\bför (?:staten|regeringen|sveriges kommuner)\b|\bundertecknas\b");
/// The two lines over the names of those who sign.
static FOR_THE_STATE: Pattern =
    Pattern::new(r"(?:^|\n|\x1d)\W*För (?:staten|regeringen)(?: genom)?\s*(?:,|:|\n|\x1d|För\b)");
static FOR_SKR: Pattern = Pattern::new(
    r"(?:\n|\x1d|\s)För (?:SK[LR]|Sveriges [Kk]ommuner(?: och (?:[Ll]andsting|[Rr]egioner))?)(?: genom)?\s*(?:,|:|\n|\x1d|$)",
);
static DECISION_TITLE: Pattern = Pattern::new(
    r"(?i)^\W*(?:uppdrag\b|utbetalning(?:ar)? av|regeringsbeslut|beslut (?:om|att)|ändring av regeringsbeslut|regleringsbrev|ändringsbeslut|regeringens beslut|fördelning och utbetalning)",
);
static DECISION: Pattern = Pattern::new(
    r"(?i)\bregeringen (?:uppdrar åt|beslutar att|ger [A-ZÅÄÖ][a-zåäö]+ i uppdrag)|\bregeringsbeslut\b|regeringens beslut\b",
);
static TOPIC_TITLE: Pattern = Pattern::new(
    r"(?i)^\W*(?:godkännande av (?:en )?)?(?:tilläggs)?överenskommelse\b|– (?:tilläggs)?överenskommelse",
);

/// How many headings begin with a number.
fn numbered_headings(scene: &Scene<'_>) -> usize {
    scene
        .sections
        .iter()
        .filter_map(|section| section.heading)
        .filter(|&part| scene.part_text(part).starts_with(|c: char| c.is_ascii_digit()))
        .count()
}
