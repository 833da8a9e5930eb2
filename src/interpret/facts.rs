//! Puts what was found into the records of the contract.

use std::collections::BTreeSet;
use std::ops::Range;

use sha2::{Digest, Sha256};

use super::agreement::event;
use super::agreement::identifiers::{appropriations, links, registry_numbers};
use super::agreement::people;
use super::agreement::{self, Scope};
use super::deadline;
use super::draft::Draft;
use super::party;
use super::phrase;
use super::recipient;
use super::scene::Scene;
use super::subject;
use crate::contract::{
    Agreement, Amount, Bound, DateKind, Diagnostic, Document, DocumentKind, Extraction, Number,
    Party, Role,
};
use crate::diagnostic::Code;
use crate::pattern::Pattern;

/// The document's own record.
pub(super) fn document(
    scene: &Scene<'_>,
    mut document: Document,
    kind: DocumentKind,
    title: Option<&Range<usize>>,
) -> Document {
    document.kind = kind;
    document.title = title
        .map(|range| scene.str(range.clone()).replace('\n', " "))
        .or_else(|| scene.text.document.title.clone());
    document.title_mentions =
        title.map(|range| scene.text.mention(range.clone())).into_iter().collect();
    if let Some((day, range)) = subject::published(scene) {
        document.published = Some(day);
        document.published_mentions = vec![scene.text.mention(range)];
    }
    document.publisher = subject::publisher(scene);
    document
}

/// The year in which a document that is no agreement was written: that of its publication, else
/// the only one in its title. News of a budget names the coming year there.
pub(super) fn year_of_writing(
    document: &Document,
    title_years: &[i32],
    budget: bool,
) -> Option<i32> {
    if document.kind == DocumentKind::Agreement {
        return None;
    }
    let published = document.published.as_deref().and_then(|day| day.get(..4)?.parse().ok());
    published.or(match title_years {
        [year] if !budget => Some(*year),
        _ => None,
    })
}

/// True for news of a budget: estimates for coming years and no agreement with SKR.
pub(super) fn is_budget_news(scene: &Scene<'_>, scopes: &[Scope]) -> bool {
    static BUDGET: Pattern = Pattern::new(
        r"(?i)\bberäkna(?:r|s)\b[^.]{0,120}\b(?:avsätta|avsättas|tillföra|tillföras|satsa)\b|\bregeringens förslag\b|\bbudgetproposition\w* för \d{4}\b[^.]{0,80}\bföreslå|\bi (?:höst|vår)ändringsbudgeten\b[^.]{0,80}\b(?:föreslå|tillför|avsätt|satsa)|\b(?:föreslå|tillför|avsätt|satsa)[a-zåäö]*\b[^.]{0,80}\bi (?:höst|vår)ändringsbudgeten\b|\b(?:överlämna|presentera|lägger fram|lade fram)[^.]{0,60}\bbudgetproposition",
    );
    // A decision holds "i enlighet med regeringens förslag": that proviso is no news.
    let text = &scene.text.string;
    let news = |words: Range<usize>| !text[..words.start].trim_end().ends_with("enlighet med");
    scopes.is_empty() && BUDGET.find_iter(text).any(|found| news(found.range()))
}

/// Fills agreements, amounts, deadlines, dates and identifiers in.
pub(super) fn fill(
    scene: &Scene<'_>,
    scopes: &[Scope],
    drafts: Vec<Draft>,
    title_years: &[i32],
    extraction: &mut Extraction,
) {
    let supplement = scopes.len() == 1 && agreement::heads_supplement(scene);
    let mut agreements: Vec<Agreement> =
        scopes.iter().map(|scope| agreement(scene, scope, supplement)).collect();
    unique_ids(&mut agreements, &extraction.document.id);
    amounts(scene, drafts, &mut agreements, extraction);

    let years_of = |part: usize| {
        let scope = scopes.iter().find(|scope| scope.holds(part));
        scope.map_or_else(
            || title_years.to_vec(),
            |scope| agreement::years(scene, scope, title_years),
        )
    };
    for due in deadline::all(scene, &years_of) {
        let target = holder(scopes, &mut agreements, due.part)
            .map_or(&mut extraction.deadlines, |a| &mut a.deadlines);
        let same = target.iter_mut().find(|known| {
            (known.kind, &known.date, known.by, &known.to)
                == (due.deadline.kind, &due.deadline.date, due.deadline.by, &due.deadline.to)
        });
        match same {
            Some(known) => known.mentions.extend(due.deadline.mentions),
            None => target.push(due.deadline),
        }
    }
    for event in event::all(scene) {
        if let Some(agreement) = holder(scopes, &mut agreements, event.part) {
            agreement.dates.push(event.date);
        }
    }
    registry_numbers(scene, scopes, &mut agreements, &mut extraction.registry_numbers);
    appropriations(scene, scopes, &mut agreements, &mut extraction.appropriations);
    links(scene, scopes, &mut agreements);
    if super::is_single(scopes)
        && matches!(
            extraction.document.kind,
            DocumentKind::Agreement | DocumentKind::Letter | DocumentKind::Decision
        )
    {
        let signatories = people::signatories(scene);
        let signed = agreements[0].dates.iter().any(|date| date.kind == DateKind::Signed);
        agreements[0].signatories =
            signatories.into_iter().filter(|s| s.title.is_some() || signed).collect();
    }
    extraction.agreements = agreements;
}

/// The agreement that a part is about.
pub(super) fn holder<'a>(
    scopes: &[Scope],
    agreements: &'a mut [Agreement],
    part: usize,
) -> Option<&'a mut Agreement> {
    let at = scopes.iter().position(|scope| scope.holds(part))?;
    agreements.get_mut(at)
}

/// An agreement without its facts; `supplement` where the title page says that it is one.
fn agreement(scene: &Scene<'_>, scope: &Scope, supplement: bool) -> Agreement {
    let period = agreement::period(scene, scope);
    let aliases = agreement::aliases(scene, scope);
    let opening = scope.parts.first().map_or(String::new(), |parts| {
        parts.clone().map(|part| scene.part_text(part)).collect::<Vec<_>>().join(" ")
    });
    Agreement {
        id: agreement::id(&scope.title, period.map(|period| period.first_year)),
        title: scope.title.clone(),
        alias_mentions: aliases
            .iter()
            .map(|(_, range)| scene.text.mention(range.clone()))
            .collect(),
        aliases: aliases.into_iter().map(|(name, _)| name).collect(),
        supplement: supplement || scope.title.to_lowercase().starts_with("tilläggsöverenskommelse"),
        parties: party::parties(&opening),
        period,
        amounts: Vec::new(),
        deadlines: Vec::new(),
        dates: Vec::new(),
        registry_numbers: Vec::new(),
        appropriation: None,
        contacts: people::contacts(scene, &scope.parts),
        signatories: Vec::new(),
        links: Vec::new(),
        mentions: vec![scene.text.mention(scope.title_range.clone())],
    }
}

/// Ids are told apart by the document's own id, never by a count.
fn unique_ids(agreements: &mut [Agreement], document: &str) {
    let mut seen = BTreeSet::new();
    for agreement in agreements {
        if !seen.insert(agreement.id.clone()) {
            let quote = agreement.mentions.first().map_or(0, |mention| mention.line);
            agreement.id =
                format!("{}-{}", agreement.id, &hash(&[document, &quote.to_string()])[..6]);
            seen.insert(agreement.id.clone());
        }
    }
}

fn amounts(
    scene: &Scene<'_>,
    drafts: Vec<Draft>,
    agreements: &mut [Agreement],
    extraction: &mut Extraction,
) {
    let mut seen = BTreeSet::new();
    let ids: Vec<String> = drafts
        .iter()
        .map(|draft| {
            let owner = draft
                .agreement
                .map_or(extraction.document.id.as_str(), |at| agreements[at].id.as_str());
            let mut id = amount_id(owner, draft, "");
            let mut twins = 0;
            while !seen.insert(id.clone()) {
                // Facts alike in all: told apart by where they stand, on one line by their order.
                let place = scene.text.mention(draft.ranges[0].clone());
                let nth = if twins == 0 { String::new() } else { format!(":{twins}") };
                id = amount_id(owner, draft, &format!("{}:{}{nth}", place.line, place.quote));
                twins += 1;
            }
            id
        })
        .collect();
    let matter = about(scene, &extraction.document);
    for (index, draft) in drafts.into_iter().enumerate() {
        for range in &draft.rounded {
            let place = scene.text.mention(range.clone());
            let words = place.quote.replace('\n', " ");
            let message = format!(
                "\"{words}\" is taken for the {} kronor that the document states exactly, and is no amount of its own",
                draft.amount.value.normalize()
            );
            extraction.diagnostics.push(Diagnostic::note(Code::RoundedFigure, message).at(place));
        }
        let record = Amount {
            id: ids[index].clone(),
            role: draft.role,
            value: Number::new(draft.amount.value),
            value_to: draft.amount.value_to.map(Number::new),
            currency: draft.amount.currency.to_owned(),
            resolution: Number::new(draft.amount.resolution),
            bound: if draft.amount.value_to.is_some() { Bound::Range } else { draft.amount.bound },
            per: draft.amount.per,
            years: draft.years,
            recipient: draft
                .recipient
                .or_else(|| title_recipient(agreements, draft.agreement, draft.role)),
            funder: draft.funder,
            purpose: draft
                .purpose
                // A share is for its agreement, which the row of a table may say.
                .filter(|purpose| {
                    draft.role == Role::Share
                        || !names_agreement(agreements, draft.agreement, purpose)
                })
                .or_else(|| default_purpose(agreements, draft.agreement, draft.role))
                .or_else(|| matter.clone().filter(|_| is_whole(draft.role))),
            basis: draft.basis,
            parent: draft.parent.map(|parent| ids[parent].clone()),
            proved_by: None,
            mentions: draft.ranges.into_iter().map(|range| scene.text.mention(range)).collect(),
        };
        match draft.agreement {
            Some(at) => agreements[at].amounts.push(record),
            None => extraction.amounts.push(record),
        }
    }
}

/// Who gets the whole of an agreement whose title says so: "Statens bidrag till regionerna".
fn title_recipient(
    agreements: &[Agreement],
    agreement: Option<usize>,
    role: Role,
) -> Option<Party> {
    static GRANT: Pattern = Pattern::new(
        r"(?i)\b(?:stats)?(?:bidrag|stöd|ersättning)\w* till (?:landets |samtliga )?\S+",
    );
    let title = &agreements.get(agreement?)?.title;
    let words = GRANT.find(title)?.as_str();
    (role == Role::Total)
        .then(|| {
            let after = format!(" {}", &words[words.find("till")?..]);
            let (before, after) = (phrase::Masked::new(""), phrase::Masked::new(&after));
            recipient::of(&before, &after, true, false).map(|(party, _)| party)
        })
        .flatten()
}

/// True where a purpose says no more than the agreement's title.
fn names_agreement(agreements: &[Agreement], agreement: Option<usize>, purpose: &str) -> bool {
    agreement
        .and_then(|at| agreements.get(at))
        .is_some_and(|agreement| agreement::clean_title(purpose) == agreement.title)
}

/// What the whole of an agreement is for: its title.
fn default_purpose(
    agreements: &[Agreement],
    agreement: Option<usize>,
    role: Role,
) -> Option<String> {
    let title = &agreements.get(agreement?)?.title;
    matches!(role, Role::Total | Role::Payout | Role::Supplement).then(|| title.clone())
}

fn is_whole(role: Role) -> bool {
    matches!(role, Role::Total | Role::Payout | Role::Budget)
}

/// What the whole money of a document without an agreement is for, where nothing nearer says it:
/// its title, if that names no money itself.
fn about(scene: &Scene<'_>, document: &Document) -> Option<String> {
    let of_many = matches!(document.kind, DocumentKind::Overview | DocumentKind::Summary);
    let title = document.title.as_ref().filter(|_| !of_many)?;
    let range = subject::title(scene)?;
    let money =
        scene.mentions[scene.mentions_in(&range)].iter().any(|m| m.value.kind() == "amount");
    (!money && !agreement::is_clause(title)).then(|| title.clone())
}

fn amount_id(owner: &str, draft: &Draft, more: &str) -> String {
    let recipient = draft.recipient.as_ref().map_or(String::new(), |party| {
        format!("{}{}", party.kind.name(), party.code.as_deref().unwrap_or_default())
    });
    let hash = hash(&[
        draft.purpose.as_deref().unwrap_or_default(),
        &recipient,
        &draft.amount.value.normalize().to_string(),
        more,
    ]);
    let year = draft.years.first().map_or(String::new(), |year| format!("-{year}"));
    format!("{owner}-{}{year}-{}", draft.role.name(), &hash[..8])
}

fn hash(words: &[&str]) -> String {
    let mut hasher = Sha256::new();
    for word in words {
        hasher.update(word.as_bytes());
        hasher.update([0]);
    }
    hasher.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}
