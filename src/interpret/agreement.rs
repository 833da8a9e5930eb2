//! Which agreements a document speaks of, under which titles, and which of its sections are about
//! which.

use std::ops::Range;
use std::sync::LazyLock;

use super::headings::{TITLED, is_caption, says};
use super::scene::Scene;
use super::year;
use crate::clean::PartKind;
use crate::contract::{DocumentKind, Period};
use crate::pattern::Pattern;
use crate::recognise::Value;

/// An agreement and the parts of the document that are about it.
#[derive(Debug, Clone)]
pub(super) struct Scope {
    pub(super) title: String,
    /// Where the title stands.
    pub(super) title_range: Range<usize>,
    /// The parts that are about it.
    pub(super) parts: Vec<Range<usize>>,
}

impl Scope {
    pub(super) fn holds(&self, part: usize) -> bool {
        self.parts.iter().any(|range| range.contains(&part))
    }
}

static AGREEMENT: LazyLock<Pattern> =
    LazyLock::new(|| super::pattern(r"(?i)överenskommelse|överenskommit"));

/// The sections that tell of an agreement of their own, each with the deeper ones below it.
///
/// On a page whose title says that it lists agreements each section with prose is one; elsewhere
/// the section itself has to speak of an agreement.
pub(super) fn sections(scene: &Scene<'_>, title: &str) -> Vec<Scope> {
    let listed = LISTS.is_match(title);
    let telling: Vec<usize> =
        (0..scene.sections.len()).filter(|&section| tells(scene, section, listed)).collect();
    let titled = |section: &&usize| scene.heading(**section).is_some_and(|it| TITLED.is_match(it));
    // Where headings name agreements, a caption or a headline among them opens none.
    let named = telling.iter().filter(titled).count() * 2 >= telling.len();
    let telling: Vec<usize> = telling
        .into_iter()
        .filter(|section| !(named && !titled(&section) && is_caption(scene, *section)))
        .collect();
    // The level at which most of them stand; the title's own level is above it.
    let level = most_common(telling.iter().map(|&section| scene.sections[section].level));
    let Some(level) = level else { return Vec::new() };
    let numbered = telling
        .iter()
        .filter(|&&section| {
            scene.heading(section).is_some_and(|heading| {
                heading.trim_start().starts_with(|c: char| c.is_ascii_digit())
            })
        })
        .count();
    let mut scopes: Vec<Scope> = Vec::new();
    for (index, section) in scene.sections.iter().enumerate() {
        let own = telling.contains(&index) && section.level == level;
        let Some(heading) = section.heading else { continue };
        if own && (numbered * 2 <= telling.len() || is_numbered(scene.part_text(heading))) {
            let range = scene.text.parts[heading].range.clone();
            scopes.push(Scope {
                title: clean_title(scene.part_text(heading)),
                title_range: range,
                parts: vec![section.parts.clone()],
            });
        } else if section.level > level
            && let Some(last) = scopes.last_mut()
            && last.parts.last().is_some_and(|parts| parts.end == section.parts.start)
        {
            last.parts.push(section.parts.clone());
        } else if section.level == level
            && !CLOSING.is_match(scene.part_text(heading))
            && let Some(last) = scopes.last_mut()
            && last.parts.last().is_some_and(|parts| parts.end == section.parts.start)
            && (!has_prose(scene, index) || named && is_caption(scene, index))
        {
            // A caption belongs to what stands above it, and so does a link or an address set as a
            // heading.
            last.parts.push(section.parts.clone());
        }
    }
    scopes
}

/// Titles of pages that list agreements.
static LISTS: LazyLock<Pattern> = LazyLock::new(|| {
    super::pattern(
        r"(?i)\böverenskommelser(?:na)?\b|\bstatsbidrag (?:och|inom)\b|\briktade statsbidrag\b",
    )
});

/// True for a heading that any agreement or decision may have.
pub(super) fn is_clause(heading: &str) -> bool {
    GENERIC.is_match(heading)
}

/// True for a heading that any agreement may have, or that names agreements.
pub(super) fn is_generic(heading: &str) -> bool {
    GENERIC.is_match(heading) || AGREEMENT.is_match(heading)
}

/// Headings of the clauses that agreements have.
static GENERIC: LazyLock<Pattern> = LazyLock::new(|| {
    super::pattern(
        r"(?i)^\W*(?:\d+(?:\.\d+)*\.?\s+)?(?:bakgrund|inledning|syfte|mål|målsättning|sammanfattning|parter|redovisning(?:ar)?|uppföljning|återrapportering|ekonomi(?:ska villkor)?|ekonomisk sammanställning|villkor|godkännande|giltighet|tidsperiod|tillägg till|ändringar|finansiering|fördelning av|utbetalning|bilag[ao]r?|om överenskommelsen|verksamhetsrapport|förutsättningar|medlen|pengarna|så fördelas|ärendet|beslut|regeringens|så mycket|hur mycket|vad händer|tidplan|om bidraget|skälen för|utvecklingsområde|prestationskrav|grundläggande krav|medel)\b",
    )
});

static CLOSING: LazyLock<Pattern> = LazyLock::new(|| {
    super::pattern(
        r"(?i)^\W*(?:informationsansvarig|kontakt|kontakta|läs mer|läs vidare|relaterad|mer information|dela|sidfot|hjälpte)",
    )
});

fn is_numbered(heading: &str) -> bool {
    heading.trim_start().starts_with(|c: char| c.is_ascii_digit())
}

fn most_common(levels: impl Iterator<Item = u8>) -> Option<u8> {
    let mut counts: Vec<(u8, usize)> = Vec::new();
    for level in levels {
        match counts.iter_mut().find(|(l, _)| *l == level) {
            Some((_, count)) => *count += 1,
            None => counts.push((level, 1)),
        }
    }
    counts.into_iter().max_by_key(|(level, count)| (*count, *level)).map(|(level, _)| level)
}

/// True for a section with a heading and prose that speaks of an agreement or its money.
fn tells(scene: &Scene<'_>, index: usize, listed: bool) -> bool {
    let section = &scene.sections[index];
    let Some(heading) = section.heading else { return false };
    let body: String = (section.parts.start + 1..section.parts.end)
        .map(|part| scene.part_text(part))
        .collect::<Vec<_>>()
        .join(" ");
    let title = scene.part_text(heading);
    // A clause of an agreement or a question about one is no agreement.
    if GENERIC.is_match(title) || title.trim_end().ends_with('?') || LISTS.is_match(title) {
        return false;
    }
    let named =
        AGREEMENT.is_match(title) || AGREEMENT.is_match(&body) || (listed && section.level > 1);
    let table = (section.parts.start..section.parts.end)
        .any(|part| matches!(scene.text.parts[part].kind, PartKind::Cell { .. }))
        && is_numbered(title);
    let told = has_prose(scene, index) || (TITLED.is_match(title) && says(scene, index));
    (table || (named && told)) && !CLOSING.is_match(title)
}

/// True where a section has at least one whole sentence under its heading.
fn has_prose(scene: &Scene<'_>, index: usize) -> bool {
    let section = &scene.sections[index];
    (section.parts.start..section.parts.end).filter(|part| Some(*part) != section.heading).any(
        |part| {
            let text = scene.part_text(part);
            matches!(scene.text.parts[part].kind, PartKind::Paragraph)
                && text.len() > 60
                && text.contains(['.', ':'])
                && !text.contains('@')
                || text.len() > 160
        },
    )
}

/// The agreements of a document of this kind.
pub(super) fn find(
    scene: &Scene<'_>,
    kind: DocumentKind,
    title: Option<&Range<usize>>,
    sections: Vec<Scope>,
) -> Vec<Scope> {
    match kind {
        DocumentKind::Overview | DocumentKind::Summary if !sections.is_empty() => sections,
        _ => one(scene, kind, title).into_iter().collect(),
    }
}

/// The one agreement that a document is about, if it names one.
fn one(scene: &Scene<'_>, kind: DocumentKind, title: Option<&Range<usize>>) -> Option<Scope> {
    // "Överenskommelse mellan staten och SKR" names every agreement: its subject stands beside it.
    let beside = title
        .filter(|range| is_bare(scene.str((*range).clone())))
        .and_then(|_| subject_beside(scene));
    let title = beside.as_ref().or(title);
    let whole = 0..scene.text.parts.len();
    let scope = |title: String, range: Range<usize>| Scope {
        title,
        title_range: range,
        parts: Vec::from([whole.clone()]),
    };
    if let Some(range) = title {
        let words = scene.str(range.clone());
        if let Some((name, at)) = in_title(words, kind) {
            return Some(scope(name, range.start + at.start..range.start + at.end));
        }
    }
    // The title page of an agreement gives its subject first.
    let named = |range: &&Range<usize>| {
        let words = scene.str((*range).clone());
        words.split_whitespace().count() >= 3
            && !is_bare(words)
            && !GENERIC.is_match(words)
            && !DECISION.is_match(words)
    };
    if kind == DocumentKind::Agreement
        && let Some(range) = title.filter(named)
    {
        return Some(scope(clean_title(scene.str(range.clone())), range.clone()));
    }
    for sentence in &scene.sentences {
        if let Some((name, at)) = in_sentence(scene.str(sentence.range.clone())) {
            // A page whose title names the same matter and its year is titled by it.
            if let Some(range) = title.filter(|range| titles(scene, range, &name)) {
                return Some(scope(clean_title(scene.str(range.clone())), range.clone()));
            }
            return Some(scope(
                name,
                sentence.range.start + at.start..sentence.range.start + at.end,
            ));
        }
    }
    let spoken =
        scene.sentences.iter().any(|sentence| SPOKEN.is_match(scene.str(sentence.range.clone())));
    let money = title.is_some_and(|range| {
        scene.mentions[scene.mentions_in(range)]
            .iter()
            .any(|mention| mention.value.kind() == "amount")
    });
    let titled = spoken
        && !money
        && matches!(kind, DocumentKind::Topic | DocumentKind::Other | DocumentKind::Overview);
    if let Some(range) = title.filter(|_| titled) {
        return Some(scope(clean_title(scene.str(range.clone())), range.clone()));
    }
    let own = matches!(kind, DocumentKind::Agreement | DocumentKind::Letter | DocumentKind::Topic);
    let about = own && AGREEMENT.is_match(&scene.text.string);
    let range = title.filter(|_| about)?;
    Some(scope(clean_title(scene.str(range.clone())), range.clone()))
}

/// Sentences of a page that is about one agreement, which its title names without the word.
static SPOKEN: LazyLock<Pattern> = LazyLock::new(|| {
    super::pattern(
        r"\b[Öö]verenskommelsen? (?:mellan|med) (?:staten|regeringen|SKL|SKR|Sveriges [Kk]ommuner)[^.;]{0,40}(?:SKL|SKR|Sveriges [Kk]ommuner|regeringen|staten)[^.;]* (?:omfattar|innebär|uppgår|innehåller)",
    )
});

/// Headings of decisions, under which an agreement may stand as an annex.
static DECISION: LazyLock<Pattern> =
    LazyLock::new(|| super::pattern(r"(?i)\b(?:regeringens beslut|regeringsbeslut|protokoll)\b"));

/// True for a title that says no more than that it is an agreement between the parties.
fn is_bare(title: &str) -> bool {
    static BARE: LazyLock<Pattern> = LazyLock::new(|| {
        super::pattern(
            r"(?is)^\W*(?:tilläggs)?överenskommelsen?(?: mellan (?:staten|regeringen) och (?:sveriges kommuner och (?:regioner|landsting)|skr|skl)(?: \(sk[lr]\))?)?\W*(?:\d{4})?\W*(?:(?:dnr|diarienummer)\b.*)?$",
        )
    });
    BARE.is_match(title.trim())
}

/// The subject of an agreement on its title page: the first short part there that is a heading or
/// stands by itself, and is neither bare nor a clause, a number or a party.
fn subject_beside(scene: &Scene<'_>) -> Option<Range<usize>> {
    let first = scene.text.parts.iter().take(8);
    first
        .filter(|part| matches!(part.kind, PartKind::Heading(_) | PartKind::Paragraph))
        .map(|part| part.range.clone())
        .find(|range| {
            let words = scene.str(range.clone()).trim();
            let numbers = scene.mentions[scene.mentions_in(range)].iter().any(|mention| {
                matches!(mention.value, Value::Registry(_) | Value::Date(_) | Value::Amount(_))
            });
            let titled = (8..200).contains(&words.len())
                && !words.ends_with('.')
                && words.split_whitespace().count() >= 2;
            titled
                && !numbers
                && !is_bare(words)
                && !GENERIC.is_match(words)
                && !super::party::is_only(words)
        })
}

/// True where a document's title is the agreement's, with a year that its name in the text lacks.
fn titles(scene: &Scene<'_>, title: &Range<usize>, name: &str) -> bool {
    let words = scene.str(title.clone());
    let mentions = &scene.mentions[scene.mentions_in(title)];
    let money = mentions.iter().any(|mention| mention.value.kind() == "amount");
    let dated = !scene.years_in(title).is_empty();
    let named_year = name.contains("20") && name.chars().filter(char::is_ascii_digit).count() >= 4;
    !money && dated && !named_year && words.len() < 140 && super::merge::common(words, name) > 0
}

static TITLE: LazyLock<Pattern> = LazyLock::new(|| {
    super::pattern(r"(?i)(?P<title>\b(?:tilläggs)?överenskommelse(?:n)?\b(?P<rest>.*))$")
});

/// The agreement that a document's title names.
fn in_title(title: &str, kind: DocumentKind) -> Option<(String, Range<usize>)> {
    let flat = title.replace('\n', " ");
    let found = TITLE.captures(&flat)?;
    let name = found.name("title")?;
    if with_another(name.as_str()) {
        return None;
    }
    let topic = matches!(
        kind,
        DocumentKind::Topic
            | DocumentKind::Letter
            | DocumentKind::Agreement
            | DocumentKind::Allocation
    );
    let before = flat[..name.start()].trim();
    // "Bidrag till ... – Överenskommelse mellan staten och SKR 2020" is one title.
    let dashed = topic
        && (before.ends_with('–')
            || before.ends_with('-')
            || before.split_whitespace().count() > 4
                && !before.to_lowercase().ends_with(" en")
                && kind != DocumentKind::Topic);
    if before.is_empty() || dashed {
        return Some((clean_title(&flat), 0..title.len()));
    }
    let rest = found.name("rest").map_or("", |rest| rest.as_str());
    if rest.trim().len() < 4 || rest.starts_with("r ") {
        return None;
    }
    Some((clean_title(name.as_str()), name.start()..title.len()))
}

/// "mellan regeringen och Sverigedemokraterna" is not SKR.
fn with_another(words: &str) -> bool {
    static BETWEEN: LazyLock<Pattern> = LazyLock::new(|| {
        super::pattern(
            r"(?i)\bmellan (?:regeringen|staten|regeringspartierna)(?:,| och) (?P<other>.{0,60})",
        )
    });
    BETWEEN.captures(words).is_some_and(|found| {
        let other = found.name("other").map_or("", |other| other.as_str());
        !["SKL", "SKR", "Sveriges Kommuner", "Sveriges kommuner"]
            .iter()
            .any(|name| other.contains(name))
    })
}

static IN_SENTENCE: LazyLock<Pattern> = LazyLock::new(|| {
    super::pattern(
        r"(?P<name>\b[Öö]verenskommelse(?:n)?|\b[Tt]illäggsöverenskommelse(?:n)?)(?P<between>(?: mellan (?:staten|regeringen) och (?:Sveriges [Kk]ommuner och (?:[Ll]andsting|[Rr]egioner)|SKL|SKR)(?:,? \(?SK[LR]\)?,?)?| som [^.,]{0,40}(?:Sveriges [Kk]ommuner och (?:[Ll]andsting|[Rr]egioner)|SKL|SKR)(?: \(SK[LR]\))?,?| med (?:staten|regeringen|SKL|SKR)| för (?:år )?\d{4}| \d{4}| nationella)*) (?P<what>(?:om|kring|avseende|rörande) [a-zåäöA-ZÅÄÖ][^.;:()]{6,200}|[A-ZÅÄÖ][a-zåäö][^.;:()]{8,140})",
    )
});

/// Where the name of an agreement ends in a sentence.
static NAME_END: LazyLock<Pattern> = LazyLock::new(|| {
    super::pattern(
        r"(?i),? (?:omfattar|innebär|uppgår|avsätts|satsas|tilldelas|fördelas|betalas|utbetalas|syftar|utgör|har|ska|som|vilken|där|är|gäller|träffat|träffats|mellan (?:staten|regeringen)|med i huvudsak|utifrån|med en prestationsbaserad|slöts|ingås|godkänns|se bilaga|i enlighet|och anger|regleras|avser|reglerar|för att få|att för|samt)\b|, (?:den|utbetala|se|att|och)\b|,? (?:bilaga)\b",
    )
});

/// The agreement that a sentence names.
fn in_sentence(sentence: &str) -> Option<(String, Range<usize>)> {
    let found = IN_SENTENCE.captures(sentence)?;
    let (name, what) = (found.name("name")?, found.name("what")?);
    if with_another(&sentence[name.start()..]) {
        return None;
    }
    let end = NAME_END.find(what.as_str()).map_or(what.as_str().len(), |end| end.start());
    let words = what.as_str()[..end].trim_end_matches([',', ' ']);
    if words.split_whitespace().count() < 2 {
        return None;
    }
    let range = name.start()..what.start() + words.len();
    let title = if words.starts_with(char::is_uppercase) {
        words.to_owned()
    } else {
        format!("{} {words}", name.as_str())
    };
    let title = clean_title(&title);
    (title.split_whitespace().count() >= 2).then_some((title, range))
}

/// A title without its number, its registry number and the marks at its ends, its first letter a
/// capital.
pub(super) fn clean_title(title: &str) -> String {
    static NUMBER: LazyLock<Pattern> =
        LazyLock::new(|| super::pattern(r"^\W*(?:\d{1,2}(?:\.\d{1,2})*[.)]?\s+)?"));
    static REGISTRY: LazyLock<Pattern> = LazyLock::new(|| {
        super::pattern(
            r"(?i)\s*(?:diarienummer|dnr|ärendenr)[.:]*\s.*$|\s*\((?:pdf|nytt fönster|extern)[^)]*\)\s*$",
        )
    });
    let flat = title.split_whitespace().collect::<Vec<_>>().join(" ");
    let flat = REGISTRY.cut(&flat);
    let flat = NUMBER.cut(&flat);
    let flat = flat.trim_matches(|c: char| c.is_whitespace() || ".,:;–-".contains(c));
    let mut letters = flat.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Other names that the text gives an agreement: "den så kallade professionsmiljarden".
pub(super) fn aliases(scene: &Scene<'_>, scope: &Scope) -> Vec<(String, Range<usize>)> {
    static ALIAS: LazyLock<Pattern> = LazyLock::new(|| {
        super::pattern(
            r"(?:[Dd]en|[Ss]atsningen|[Öö]verenskommelsen),? (?:så kallade|s\.k\.|även kallad|kallad|i dagligt tal) (?P<name>[a-zåäöA-ZÅÄÖ-]+(?:garantin|miljarden|satsningen|lyftet|potten|pengen))|\b(?P<word>[A-ZÅÄÖa-zåäö-]{3,}miljarden)\b",
        )
    });
    let mut found: Vec<(String, Range<usize>)> = Vec::new();
    for parts in &scope.parts {
        for part in parts.clone() {
            let start = scene.text.parts[part].range.start;
            for words in ALIAS.captures_iter(scene.part_text(part)) {
                let Some(name) = words.name("name").or(words.name("word")) else { continue };
                let alias = name.as_str().to_lowercase();
                if found.iter().all(|(known, _)| *known != alias) {
                    found.push((alias, start + name.start()..start + name.end()));
                }
            }
        }
    }
    found
}

/// The years for which an agreement holds: of its title, of the sentence that says so, else the
/// first period or the only year in its text.
pub(super) fn period(scene: &Scene<'_>, scope: &Scope) -> Option<Period> {
    let of = |years: &[i32]| {
        let (first, last) = (years.iter().min()?, years.iter().max()?);
        Some(Period { first_year: *first, last_year: *last })
    };
    let title = scene.years_in(&scope.title_range);
    if title.len() > 1 || (title.len() == 1 && scope.parts.len() == 1 && scope.parts[0].start == 0)
    {
        let said = said_period(scene, scope);
        return said
            .and_then(|years| of(&years))
            .filter(|_| title.len() == 1)
            .or_else(|| of(&title));
    }
    if let Some(years) = said_period(scene, scope) {
        return of(&years);
    }
    if !title.is_empty() {
        return of(&title);
    }
    let section = scene.section_of(scope.parts.first()?.start);
    let heading = year::heading_years(scene, section);
    let mut periods = scope.parts.iter().flat_map(|parts| period_mentions(scene, parts));
    if let Some(period) = periods.next() {
        return of(&period);
    }
    if !heading.is_empty() {
        return of(&heading);
    }
    let years: Vec<i32> = scope.parts.iter().flat_map(|parts| for_years(scene, parts)).collect();
    of(years.get(..1)?)
}

/// The years that undated money and deadlines of an agreement are for: of its own title, else of
/// the document's if that is about nothing else, else of its period.
pub(super) fn years(scene: &Scene<'_>, scope: &Scope, title_years: &[i32]) -> Vec<i32> {
    let own = scene.years_in(&scope.title_range);
    if !own.is_empty() {
        return own;
    }
    let whole = scope.parts.first().is_some_and(|parts| parts.start == 0);
    if whole && !title_years.is_empty() {
        return title_years.to_vec();
    }
    period(scene, scope)
        .map_or_else(Vec::new, |period| (period.first_year..=period.last_year).collect())
}

/// All periods of more than a year in `parts`.
fn period_mentions<'a>(
    scene: &'a Scene<'_>,
    parts: &Range<usize>,
) -> impl Iterator<Item = Vec<i32>> + 'a {
    let range =
        scene.text.parts[parts.start].range.start..scene.text.parts[parts.end - 1].range.end;
    scene.mentions[scene.mentions_in(&range)].iter().filter_map(|mention| match &mention.value {
        Value::Period(period) => Some(period.all_years()).filter(|years| years.len() > 1),
        _ => None,
    })
}

/// Years that "för", "under" or "avseende" leads to.
fn for_years(scene: &Scene<'_>, parts: &Range<usize>) -> Vec<i32> {
    let range =
        scene.text.parts[parts.start].range.start..scene.text.parts[parts.end - 1].range.end;
    let mentions = scene.mentions[scene.mentions_in(&range)].iter();
    mentions
        .filter_map(|mention| match mention.value {
            Value::Year(year) => {
                let before = scene.str(range.start..mention.range.start);
                let mut words = before.split_whitespace().rev().map(str::to_lowercase);
                let last = words.next().filter(|word| word != "år").or_else(|| words.next())?;
                ["för", "under", "avseende"].contains(&last.as_str()).then_some(year)
            }
            _ => None,
        })
        .collect()
}

/// "Överenskommelsen gäller för åren 2017 och 2018", "Period 2017-2018".
fn said_period(scene: &Scene<'_>, scope: &Scope) -> Option<Vec<i32>> {
    static SAYS: LazyLock<Pattern> = LazyLock::new(|| {
        super::pattern(
            r"(?i)\b(?:överenskommelsen|avtalet|tilläggsöverenskommelsen|denna överenskommelse) (?:gäller|löper|avser|sträcker sig)\b|\bgiltighetstid\b|^period\b|\bavtalsperiod",
        )
    });
    for parts in &scope.parts {
        let from = scene.sentences.partition_point(|sentence| sentence.part < parts.start);
        let own = scene.sentences[from..].iter().take_while(|sentence| sentence.part < parts.end);
        for sentence in own {
            if SAYS.is_match(scene.str(sentence.range.clone())) {
                let mut years = scene.years_in(&sentence.range);
                for mention in &scene.mentions[sentence.mentions.clone()] {
                    if let Value::Date(date) = mention.value {
                        years.extend(date.year);
                    }
                }
                years.sort_unstable();
                years.dedup();
                if !years.is_empty()
                    && years.len() <= 8
                    && !only_until(scene, sentence.mentions.clone())
                {
                    return Some(years);
                }
            }
        }
    }
    None
}

/// True where a sentence names only the end of a period.
fn only_until(scene: &Scene<'_>, mentions: Range<usize>) -> bool {
    let open = |mention: &crate::recognise::Mention| matches!(&mention.value, Value::Period(p) if p.from.is_none() || p.to.is_none());
    scene.mentions[mentions].iter().any(open)
}

/// A readable id: the title as a slug and the first year.
pub(super) fn id(title: &str, first_year: Option<i32>) -> String {
    // Long enough to tell agreements apart, short enough to read.
    let slug = slug(title, 60);
    match first_year {
        Some(year) if !slug.contains(&year.to_string()) => format!("{slug}-{year}"),
        _ if slug.is_empty() => "agreement".to_owned(),
        _ => slug,
    }
}

/// A text as lower-case ASCII words with hyphens between them, of at most `longest` bytes and cut
/// at a word where it has several.
pub fn slug(text: &str, longest: usize) -> String {
    let mut slug = String::new();
    for c in text.to_lowercase().chars() {
        match c {
            'å' | 'ä' | 'á' | 'à' => slug.push('a'),
            'ö' | 'ø' => slug.push('o'),
            'é' | 'è' => slug.push('e'),
            'ü' => slug.push('u'),
            c if c.is_ascii_alphanumeric() => slug.push(c),
            _ if slug.ends_with('-') || slug.is_empty() => {}
            _ => slug.push('-'),
        }
    }
    let mut slug = slug.trim_matches('-');
    if slug.len() > longest {
        slug = slug[..longest].rsplit_once('-').map_or(&slug[..longest], |(words, _)| words);
    }
    slug.to_owned()
}
