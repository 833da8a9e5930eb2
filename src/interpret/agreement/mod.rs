//! Which agreements a document speaks of, under which titles, and which of its sections are about
//! which.

pub(crate) mod event;
pub(crate) mod headings;
pub(crate) mod identifiers;
pub(crate) mod people;
mod sections;
mod title;
mod years;

use std::ops::Range;

use super::draft::{Draft, Origin};
use super::scene::Scene;
use crate::clean::PartKind;
use crate::contract::DocumentKind;
use crate::pattern::Pattern;

pub(super) use sections::{sections, title_is_first};
use title::{SPOKEN, called, in_sentence, in_title, is_bare, names_document, titles};
pub(super) use title::{clean_title, heads_supplement, subject_beside};
pub(super) use years::{period, years};

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

/// Gives each draft the agreement that its section is about; one of an overview outside all sections
/// that which its row or item is named after.
pub(super) fn assign(scopes: &[Scope], drafts: &mut [Draft]) {
    for at in 0..drafts.len() {
        let draft = &drafts[at];
        let section = scopes.iter().position(|scope| scope.holds(draft.part));
        let row = matches!(draft.origin, Origin::Row { .. });
        // A part of a row is about what the row is about, and what else an item names about the same.
        let opened = || drafts.get(draft.opened_by.filter(|_| row)?)?.agreement;
        let beside = || {
            let last = at.checked_sub(1).and_then(|at| drafts.get(at))?;
            let same = draft.origin == Origin::Item && last.part == draft.part;
            last.agreement.filter(|_| same)
        };
        let agreement = section.or_else(|| named_by(scopes, draft)).or_else(opened).or_else(beside);
        drafts[at].agreement = agreement;
    }
}

/// The agreement that a row or item is named after.
fn named_by(scopes: &[Scope], draft: &Draft) -> Option<usize> {
    let name = subject(draft.purpose.as_deref()?);
    let own = matches!(draft.origin, Origin::Row { .. } | Origin::Item) && !name.is_empty();
    let named = |scope: &Scope| own && subject(&scope.title) == name;
    let mut found = scopes.iter().enumerate().filter(|(_, scope)| named(scope));
    let (one, _) = found.next()?;
    found.next().is_none().then_some(one)
}

/// What an agreement of this title is about, without case, years and the word for an agreement.
fn subject(title: &str) -> String {
    let lower = title.to_lowercase();
    let words = lower.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    let told = words.skip_while(|word| word.contains("överenskommelse") || *word == "om");
    told.collect::<Vec<_>>().join(" ")
}

static AGREEMENT: Pattern = Pattern::new(r"(?i)överenskommelse|överenskommit");

/// True for a heading that any agreement or decision may have.
pub(super) fn is_clause(heading: &str) -> bool {
    GENERIC.is_match(heading)
}

/// True for a heading that any agreement may have, or that names agreements.
pub(super) fn is_generic(heading: &str) -> bool {
    GENERIC.is_match(heading) || AGREEMENT.is_match(heading)
}

/// Headings of the clauses that agreements have.
static GENERIC: Pattern = Pattern::new(
    r"(?i)^\W*(?:\d+(?:\.\d+)*\.?\s+)?(?:bakgrund|inledning|syfte|mål|målsättning|sammanfattning|parter|redovisning(?:ar)?|uppföljning|återrapportering|ekonomi(?:ska villkor)?|ekonomisk sammanställning|villkor|godkännande|giltighet|tidsperiod|tillägg till|ändringar|finansiering|fördelning av|utbetalning|bilag[ao]r?|om överenskommelsen|verksamhetsrapport|förutsättningar|medlen|pengarna|så (?:fördelas|används|använder|arbetar)|ärendet|beslut|regeringens|så mycket|hur mycket|vad händer|tidplan|om bidraget|skälen för|utvecklingsområde|prestationskrav|grundläggande krav|medel|samlad bild|sammantaget|översikt|inför (?:19|20)\d\d|budgetjämförelse|jämförelse med|prestationsbaserade medel|avslutade bidrag|kommentarer?|ansvar|varför|förslag till beslut|ärendebeskrivning|beskrivning av ärendet|ekonomiska konsekvenser|konsekvens(?:er|analys)|barn(?:perspektiv|konsekvens)[a-zåäö]*|jämställdhetsperspektiv[a-zåäö]*|underlag|beslutsunderlag|bedömning|överväganden|förvaltningens)\b|^\W*(?:[a-zåäö]+-(?:,| och) )*[a-zåäö]+(?:nämnden|nämnderna|förvaltningen|kontoret)\W*$|^\W*(?:kommun|region|landstings|stads)styrelsen\W*$|^\W*(?:\d+|[IVX]+) ?§|^\W*§+ ?\d",
);

/// The agreements of a document of this kind.
pub(super) fn find(
    scene: &Scene<'_>,
    kind: DocumentKind,
    title: Option<&Range<usize>>,
    sections: Vec<Scope>,
) -> Vec<Scope> {
    match kind {
        DocumentKind::Overview | DocumentKind::Summary if !sections.is_empty() => sections,
        // What a region or municipality compiles is of no one agreement that it names, but of one
        // that heads a part of it.
        DocumentKind::Summary => {
            let heads = |scope: &Scope| {
                let part = scene.text.parts.get(scene.text.part_at(scope.title_range.start));
                let heading = part.is_some_and(|part| matches!(part.kind, PartKind::Heading(_)));
                heading && title.is_none_or(|title| *title != scope.title_range)
            };
            one(scene, kind, title).into_iter().filter(heads).collect()
        }
        _ => one(scene, kind, title).into_iter().collect(),
    }
}

/// The one agreement that a document is about, if it names one.
fn one(scene: &Scene<'_>, kind: DocumentKind, title: Option<&Range<usize>>) -> Option<Scope> {
    // "Missiv" says what the document is and not what it is about.
    let title = title.filter(|range| !names_document(scene.str((*range).clone())));
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
        if let Some((name, at)) = called(scene.str(sentence.range.clone())) {
            return Some(scope(
                name,
                sentence.range.start + at.start..sentence.range.start + at.end,
            ));
        }
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

/// Headings of decisions, under which an agreement may stand as an annex.
static DECISION: Pattern =
    Pattern::new(r"(?i)\b(?:regeringens beslut|regeringsbeslut|protokoll)\b");

/// Other names that the text gives an agreement: "den så kallade professionsmiljarden".
pub(super) fn aliases(scene: &Scene<'_>, scope: &Scope) -> Vec<(String, Range<usize>)> {
    static ALIAS: Pattern = Pattern::new(
        r"(?:[Dd]en|[Ss]atsningen|[Öö]verenskommelsen),? (?:så kallade|s\.k\.|även kallad|kallad|i dagligt tal) (?P<name>[a-zåäöA-ZÅÄÖ-]+(?:garantin|miljarden|satsningen|lyftet|potten|pengen))|\b(?P<word>[A-ZÅÄÖa-zåäö-]{3,}miljarden)\b",
    );
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
