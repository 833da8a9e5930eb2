//! The name of an agreement, in a title and in a sentence.

use std::ops::Range;

use super::GENERIC;
use crate::clean::PartKind;
use crate::contract::DocumentKind;
use crate::interpret::party;
use crate::interpret::scene::Scene;
use crate::interpret::tree::merge;
use crate::pattern::Pattern;
use crate::recognise::Value;

/// Sentences of a page that is about one agreement, which its title names without the word.
pub(super) static SPOKEN: Pattern = Pattern::new(
    r"\b[Öö]verenskommelsen? (?:mellan|med) (?:staten|regeringen|SKL|SKR|Sveriges [Kk]ommuner)[^.;]{0,40}(?:SKL|SKR|Sveriges [Kk]ommuner|regeringen|staten)[^.;]* (?:omfattar|innebär|uppgår|innehåller)",
);

/// True for a title that says no more than that it is an agreement between the parties.
pub(super) fn is_bare(title: &str) -> bool {
    static BARE: Pattern = Pattern::new(
        r"(?i)^\W*(?:tilläggs)?överenskommelsen?(?: mellan (?:staten|regeringen) och (?:sveriges kommuner och (?:regioner|landsting)|skr|skl)(?: \(sk[lr]\))?)?\W*(?:\d{4})?\W*(?:(?:dnr|diarienummer)\b(?:.|\n)*)?$",
    );
    BARE.is_match(title.trim())
}

/// True for a document that is headed as a supplement to an agreement (tilläggsöverenskommelse).
pub(in crate::interpret) fn heads_supplement(scene: &Scene<'_>) -> bool {
    static HEADED: Pattern = Pattern::new(r"(?i)^\W*tilläggsöverenskommelse\b");
    const TITLE_PAGE: usize = 8;
    scene.text.parts.iter().take(TITLE_PAGE).any(|part| HEADED.is_match(scene.text.part(part)))
}

/// True for a title that only says what sort of document it is: "Missiv", "Pressmeddelande".
pub(super) fn names_document(title: &str) -> bool {
    static SORT: Pattern = Pattern::new(
        r"(?i)^\W*(?:missiv(?:brev)?|följebrev|brev|pm|promemoria|protokoll(?:sutdrag)?|pressmeddelande|nyhet(?:er)?|cirkulär|information|meddelande|bilaga|tjänsteutlåtande|tjänsteskrivelse|skrivelse|regeringsbeslut|beslut|uppdrag|remiss|frågor och svar)(?: (?:nr )?[\dIVX:./-]+)?\W*$",
    );
    SORT.is_match(title)
}

/// The agreement that a sentence gives a name: "Överenskommelsen heter Vård nära dig 2024".
pub(super) fn called(sentence: &str) -> Option<(String, Range<usize>)> {
    static CALLED: Pattern = Pattern::new(
        r#"\b[Öö]verenskommelsen,? (?:som )?(?:heter|benämns|har (?:titeln|rubriken|namnet)) ["”»]?(?P<what>[A-ZÅÄÖ][^.;:()"”»]{6,160})"#,
    );
    let what = CALLED.captures(sentence)?.name("what")?;
    let end = NAME_END.find(what.as_str()).map_or(what.as_str().len(), |end| end.start());
    let words = what.as_str()[..end].trim_end_matches([',', ' ']);
    let words = words.strip_suffix(" och").unwrap_or(words);
    let title = clean_title(words);
    (title.split_whitespace().count() >= 2)
        .then(|| (title, what.start()..what.start() + words.len()))
}

/// The subject of an agreement on its title page: the first short part there that is a heading or
/// stands by itself, and is neither bare nor a clause, a number or a party.
pub(in crate::interpret) fn subject_beside(scene: &Scene<'_>) -> Option<Range<usize>> {
    static ADDRESS: Pattern = Pattern::new(r"\bBox \d|\b\d{3} ?\d{2} [A-ZÅÄÖ]");
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
                && !names_document(words)
                && !ADDRESS.is_match(words)
                && !numbers
                && !is_bare(words)
                && !GENERIC.is_match(words)
                && !party::is_only(words)
        })
}

/// True where a document's title is the agreement's, with a year that its name in the text lacks.
pub(super) fn titles(scene: &Scene<'_>, title: &Range<usize>, name: &str) -> bool {
    let words = scene.str(title.clone());
    let mentions = &scene.mentions[scene.mentions_in(title)];
    let money = mentions.iter().any(|mention| mention.value.kind() == "amount");
    let dated = !scene.years_in(title).is_empty();
    let named_year = name.contains("20") && name.chars().filter(char::is_ascii_digit).count() >= 4;
    !money && dated && !named_year && words.len() < 140 && merge::common(words, name) > 0
}

static TITLE: Pattern =
    Pattern::new(r"(?i)(?P<title>\b(?:tilläggs)?överenskommelse(?:n)?\b(?P<rest>.*))$");

/// The agreement that a document's title names.
pub(super) fn in_title(title: &str, kind: DocumentKind) -> Option<(String, Range<usize>)> {
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
    static BETWEEN: Pattern = Pattern::new(
        r"(?i)\bmellan (?:regeringen|staten|regeringspartierna)(?:,| och) (?P<other>.{0,60})",
    );
    BETWEEN.captures(words).is_some_and(|found| {
        let other = found.name("other").map_or("", |other| other.as_str());
        !["SKL", "SKR", "Sveriges Kommuner", "Sveriges kommuner"]
            .iter()
            .any(|name| other.contains(name))
    })
}

static IN_SENTENCE: Pattern = Pattern::new(
    r"(?P<name>\b[Öö]verenskommelse(?:n)?|\b[Tt]illäggsöverenskommelse(?:n)?)(?P<between>(?: mellan (?:staten|regeringen) och (?:Sveriges [Kk]ommuner och (?:[Ll]andsting|[Rr]egioner)|SKL|SKR)(?:,? \(?SK[LR]\)?,?)?| som [^.,]{0,40}(?:Sveriges [Kk]ommuner och (?:[Ll]andsting|[Rr]egioner)|SKL|SKR)(?: \(SK[LR]\))?,?| med (?:staten|regeringen|Sveriges [Kk]ommuner och (?:[Ll]andsting|[Rr]egioner)(?:,? \(?SK[LR]\)?,?)?|SKL|SKR)| för (?:år )?\d{4}| \d{4}| nationella)*) (?P<what>(?:om|kring|avseende|rörande) [a-zåäöA-ZÅÄÖ][^.;:()]{6,200}|[A-ZÅÄÖ][a-zåäö][^.;:()]{8,140})",
);

/// Where the name of an agreement ends in a sentence.
static NAME_END: Pattern = Pattern::new(
    r"(?i),? (?:omfattar|innebär|uppgår|avsätts|satsas|tilldelas|fördelas|betalas|utbetalas|syftar|utgör|har|ska|som|vilken|där|är|gäller|träffat|träffats|mellan (?:staten|regeringen)|med i huvudsak|utifrån|med en prestationsbaserad|slöts|ingås|godkänns|se bilaga|i enlighet|och anger|regleras|avser|reglerar|för att få|att för|samt)\b|, (?:den|utbetala|se|att|och)\b|,? (?:bilaga)\b",
);

/// The agreement that a sentence names.
pub(super) fn in_sentence(sentence: &str) -> Option<(String, Range<usize>)> {
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
/// capital; with the word of which the line above it is all, "ÖVERENSKOMMELSE", where it begins with
/// the parties.
pub(in crate::interpret) fn clean_title(title: &str) -> String {
    static NUMBER: Pattern = Pattern::new(r"^\W*(?:\d{1,2}(?:\.\d{1,2})*[.)]?\s+)?");
    static REGISTRY: Pattern = Pattern::new(
        r"(?i)\s*(?:diarienummer|dnr|ärendenr)[.:]*\s.*$|\s*\((?:pdf|nytt fönster|extern)[^)]*\)\s*$",
    );
    let flat = title.split_whitespace().collect::<Vec<_>>().join(" ");
    let flat = REGISTRY.cut(&flat);
    let flat = NUMBER.cut(&flat);
    let flat = flat.trim_matches(|c: char| c.is_whitespace() || ".,:;–-".contains(c));
    if flat.starts_with("mellan staten och ") || flat.starts_with("mellan regeringen och ") {
        return format!("Överenskommelse {flat}");
    }
    let mut letters = flat.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
