//! Whether a fact holds: whether something in the extraction is what it describes, has its value,
//! and stands on its page.

use crate::contract::{Agreement, Amount, Date, Deadline, Extraction, Mention, RegistryNumber};
use crate::reconcile::{grouped, place};

use super::line::{Fact, Said, What, Whose};

/// How many other values are told of.
const TOLD: usize = 3;

/// Something in the document that a fact may be about.
struct Candidate<'e> {
    said: Said,
    mentions: Vec<&'e Mention>,
}

/// Holds a fact against the extraction of its document.
///
/// # Errors
/// In one sentence, what the document says instead.
pub fn hold(fact: &Fact, extraction: &Extraction) -> Result<(), String> {
    let candidates = candidates(fact, extraction);
    let right = |candidate: &&Candidate<'_>| candidate.said == fact.value;
    let on_page = |candidate: &Candidate<'_>| match fact.page {
        Some(page) => candidate.mentions.iter().any(|mention| mention.page == Some(page)),
        None => true,
    };
    let what = described(fact);
    if fact.value == Said::Nothing {
        return match candidates.first() {
            None => Ok(()),
            Some(found) => {
                Err(format!("expected no {what}, but the document says {}", told(found)))
            }
        };
    }
    let same: Vec<&Candidate<'_>> = candidates.iter().filter(right).collect();
    if same.iter().any(|candidate| on_page(candidate)) {
        return Ok(());
    }
    let expected = words(&fact.value);
    if let (Some(found), Some(page)) = (same.first(), fact.page) {
        return Err(format!(
            "expected {what} {expected} on page {page}, but it stands {}",
            stands(&found.mentions)
        ));
    }
    match &candidates[..] {
        [] => Err(format!("expected {what} {expected}, but the document has no {what}")),
        others => {
            let mut list: Vec<String> = others.iter().take(TOLD).map(told).collect();
            if others.len() > TOLD {
                list.push(format!("{} more", others.len() - TOLD));
            }
            Err(format!("expected {what} {expected}, but the document says {}", list.join("; ")))
        }
    }
}

/// All that a fact may be about.
fn candidates<'e>(fact: &Fact, extraction: &'e Extraction) -> Vec<Candidate<'e>> {
    let agreements = || extraction.agreements.iter().filter(|it| is_of(fact, it));
    let all = fact.whose == Whose::All || matches!(fact.whose, Whose::Place(_));
    let loose = |wanted: bool| all && wanted;
    match fact.what {
        What::Amount(_) => {
            let own = agreements().flat_map(|it| &it.amounts);
            let loose = extraction.amounts.iter().filter(|_| loose(true));
            own.chain(loose).filter(|it| amount_fits(fact, it)).map(amount).collect()
        }
        What::Deadline(kind) => {
            let own = agreements().flat_map(|it| &it.deadlines);
            let loose = extraction.deadlines.iter().filter(|_| loose(true));
            let fits = |it: &&Deadline| {
                let by = it.by.map(|by| by.name().replace('_', " ")).unwrap_or_default();
                let texts = [by, it.to.clone().unwrap_or_default()];
                kind.is_none_or(|kind| kind == it.kind) && has_words(fact, &texts)
            };
            own.chain(loose).filter(fits).map(deadline).collect()
        }
        What::Date(kind) => {
            let own = agreements().flat_map(|it| &it.dates);
            let fits = |it: &&Date| {
                let place = it.place.clone().unwrap_or_default();
                kind.is_none_or(|kind| kind == it.kind) && has_words(fact, &[place])
            };
            own.filter(fits).map(date).collect()
        }
        What::RegistryNumber => {
            let own = agreements().flat_map(|it| &it.registry_numbers);
            let loose = extraction.registry_numbers.iter().filter(|_| loose(true));
            own.chain(loose).map(registry_number).collect()
        }
        What::Cell => cells(fact, extraction),
        What::CellOrShare => {
            let mut found = cells(fact, extraction);
            let own = agreements().flat_map(|it| &it.amounts).chain(&extraction.amounts);
            found.extend(own.filter(|it| amount_fits(fact, it)).map(amount));
            found
        }
    }
}

/// True for agreements that the fact is of, or may be of.
fn is_of(fact: &Fact, agreement: &Agreement) -> bool {
    let Whose::Named(words) = &fact.whose else { return true };
    let own = format!("{} {} {}", agreement.id, agreement.title, agreement.aliases.join(" "));
    let own = own.to_lowercase();
    words.iter().all(|word| own.contains(word))
}

fn amount_fits(fact: &Fact, amount: &Amount) -> bool {
    let role = match fact.what {
        What::Amount(Some(role)) => role == amount.role,
        _ => true,
    };
    let gets = match &fact.whose {
        Whose::Place(codes) => amount
            .recipient
            .as_ref()
            .and_then(|party| party.code.as_deref())
            .is_some_and(|code| codes.contains(&code)),
        _ => true,
    };
    let parties = [&amount.recipient, &amount.funder].map(|party| match party {
        Some(party) => format!("{} {}", party.name, party.kind.name()),
        None => String::new(),
    });
    let [recipient, funder] = parties;
    let texts = [recipient, funder, amount.purpose.clone().unwrap_or_default()];
    let years = fact.years.iter().all(|year| amount.years.contains(year));
    role && gets && years && has_words(fact, &texts)
}

/// The cells of the tables that a fact may be about; the total row is called `total`.
fn cells<'e>(fact: &Fact, extraction: &'e Extraction) -> Vec<Candidate<'e>> {
    let mut found = Vec::new();
    for table in &extraction.tables {
        let title = table.title.clone().unwrap_or_default();
        for row in &table.rows {
            let code = row.region.as_ref().map(|region| region.code.as_str());
            let own = match &fact.whose {
                Whose::All => true,
                Whose::Place(codes) => code.is_some_and(|code| codes.contains(&code)),
                Whose::Named(words) => {
                    let label = row.label.to_lowercase();
                    words.iter().all(|word| label.contains(word))
                }
            };
            for (at, value) in row.values.iter().enumerate().filter(|_| own) {
                let column = table.columns.get(at).map_or("", |column| column.label.as_str());
                let texts = [column.to_owned(), title.clone()];
                if let Some(value) = value
                    && has_words(fact, &texts)
                    && has_years(fact, &texts)
                {
                    let mentions = row.mentions.get(at).and_then(Option::as_ref);
                    let mentions = mentions.into_iter().collect();
                    found.push(Candidate { said: Said::Number(value.0), mentions });
                }
            }
        }
        let named_total = matches!(&fact.whose, Whose::Named(words) if words == &["total"]);
        for (at, value) in table.total.iter().flatten().enumerate().filter(|_| named_total) {
            let column = table.columns.get(at).map_or("", |column| column.label.as_str());
            let texts = [column.to_owned(), title.clone()];
            if let Some(value) = value
                && has_words(fact, &texts)
                && has_years(fact, &texts)
            {
                let mentions = table.mentions.iter().collect();
                found.push(Candidate { said: Said::Number(value.0), mentions });
            }
        }
    }
    found
}

/// True where each word of the fact is in one of the texts.
fn has_words(fact: &Fact, texts: &[String]) -> bool {
    let texts: Vec<String> = texts.iter().map(|text| text.to_lowercase()).collect();
    fact.words.iter().all(|word| texts.iter().any(|text| text.contains(word)))
}

fn has_years(fact: &Fact, texts: &[String]) -> bool {
    fact.years.iter().all(|year| texts.iter().any(|text| text.contains(&year.to_string())))
}

fn amount(amount: &Amount) -> Candidate<'_> {
    Candidate { said: Said::Number(amount.value.0), mentions: amount.mentions.iter().collect() }
}

fn deadline(deadline: &Deadline) -> Candidate<'_> {
    let mentions = deadline.mentions.iter().collect();
    Candidate { said: Said::Text(deadline.date.clone()), mentions }
}

fn date(date: &Date) -> Candidate<'_> {
    Candidate { said: Said::Text(date.date.clone()), mentions: date.mentions.iter().collect() }
}

fn registry_number(number: &RegistryNumber) -> Candidate<'_> {
    Candidate { said: Said::Text(number.value.clone()), mentions: number.mentions.iter().collect() }
}

/// What a fact is about, in words.
fn described(fact: &Fact) -> String {
    let kind = match fact.what {
        What::Amount(None) => "amount".to_owned(),
        What::Amount(Some(role)) => role.name().to_owned(),
        What::Deadline(kind) => {
            format!("deadline {}", kind.map_or("", |kind| kind.name()))
        }
        What::Date(kind) => format!("date {}", kind.map_or("", |kind| kind.name())),
        What::RegistryNumber => "registry number".to_owned(),
        What::Cell => "cell".to_owned(),
        What::CellOrShare => "cell or share".to_owned(),
    };
    let years = fact.years.iter().map(ToString::to_string);
    let qualified: Vec<String> = fact.words.iter().cloned().chain(years).collect();
    format!("{} {}", kind.trim(), qualified.join(" ")).trim().to_owned()
}

fn words(said: &Said) -> String {
    match said {
        Said::Number(value) => grouped(*value),
        Said::Text(text) => text.clone(),
        Said::Nothing => "nothing".to_owned(),
    }
}

/// `17 766 614 (page 2, line 41)`.
fn told(candidate: &Candidate<'_>) -> String {
    let value = words(&candidate.said);
    match candidate.mentions.first() {
        Some(mention) => format!("{value} ({})", place(mention)),
        None => value,
    }
}

/// `on page 3, line 48`.
fn stands(mentions: &[&Mention]) -> String {
    match mentions.first() {
        Some(mention) => format!("on {}", place(mention)),
        None => "nowhere".to_owned(),
    }
}
