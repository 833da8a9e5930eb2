//! `overens explain`: what one region or municipality got, from which agreement, and where that
//! stands.

use std::collections::BTreeMap;
use std::io;

use overens::config::Config;
use overens::contract::{CheckKind, CheckStatus, Dataset, DatasetCell, Mention, Number, Unit};
use overens::recognise::place::{municipality, region};
use overens::recognise::{Context, Value, recognise};
use overens::reconcile::documents::dataset;
use overens::reconcile::{grouped, place};
use overens::rule_set;

use super::flags::{self, CorpusFlags};
use super::style::{Style, years};
use super::{Outcome, output};

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// Any name of a region or municipality, or its code
    place: String,
    /// Only what concerns this year
    #[arg(value_parser = clap::value_parser!(i32).range(1900..=2100))]
    year: Option<i32>,
    #[command(flatten)]
    corpus: CorpusFlags,
}

pub(super) fn run(arguments: &Arguments, mut settings: Config) -> io::Result<Outcome> {
    arguments.corpus.over(&mut settings);
    let named = places(&arguments.place);
    if named.is_empty() {
        let sentence = format!("no region or municipality is called \"{}\"", arguments.place);
        output::complain(&sentence);
        return Ok(Outcome::Findings);
    }
    let mut extractions = Vec::new();
    let run = flags::run(&settings);
    let corpus = [settings.folders.corpus];
    let outcome = output::extract_each(&corpus, &run, |extraction, _| {
        extractions.push(extraction);
        Ok(())
    })?;
    let dataset = dataset(extractions, rule_set());
    let style = Style::of_stdout();
    let mut page = String::new();
    for (code, name) in named {
        let got = got(&dataset, &code, arguments.year);
        if !got.is_empty() {
            page.push_str(&style.plain(&format!("{name} ({code})")));
            page.push('\n');
            page.push_str(&listed(&got, style));
        }
    }
    if page.is_empty() {
        output::complain(&format!("no document says what {} got", arguments.place));
        return Ok(Outcome::Findings);
    }
    output::print(&page)?;
    Ok(outcome)
}

/// The regions and municipalities of a name or code: a region's and a municipality's may be one.
fn places(name: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    if let Some(region) = region(name) {
        found.push((region.code.to_owned(), region.name.to_owned()));
    }
    if let Some(municipality) = municipality(name) {
        found.push((municipality.code.to_owned(), municipality.full_name.to_owned()));
    }
    if found.is_empty() && name.chars().all(|c| c.is_ascii_digit()) {
        use overens::recognise::place::{MUNICIPALITIES, REGIONS};
        let regions = REGIONS.iter().map(|it| (it.code, it.name));
        let all = regions.chain(MUNICIPALITIES.iter().map(|it| (it.code, it.full_name)));
        let own = all.filter(|(code, _)| *code == name);
        found.extend(own.map(|(code, name)| (code.to_owned(), name.to_owned())));
    }
    found
}

/// Something that a place got.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Got {
    agreement: String,
    years: String,
    value: Number,
    unit: &'static str,
    what: String,
    /// Documents with the place in each.
    sources: Vec<String>,
    /// What contradicts it, in sentences.
    contradictions: Vec<String>,
}

fn got(dataset: &Dataset, code: &str, year: Option<i32>) -> Vec<Got> {
    let documents: BTreeMap<&str, &str> =
        dataset.sources.iter().map(|row| (row.id.as_str(), row.source.as_str())).collect();
    let source = |document: &str, mention: Option<&Mention>| {
        let name = documents.get(document).copied().unwrap_or(document);
        mention.map_or(name.to_owned(), |mention| format!("{name}, {}", place(mention)))
    };
    let agreement = |id: &Option<String>| {
        let row = dataset.agreements.iter().find(|row| Some(&row.id) == id.as_ref());
        let held = row.and_then(|row| Some((row.first_year?, row.last_year?)));
        (row.map_or("(of no agreement)".to_owned(), |row| row.title.clone()), held)
    };
    let contradictions = |id: &String| {
        let own = dataset.checks.iter().filter(|check| {
            check.kind == CheckKind::BetweenDocuments
                && check.status == CheckStatus::Contradicts
                && check.subject.contains(id)
        });
        own.map(|check| check.message.clone()).collect::<Vec<String>>()
    };
    let mut all = Vec::new();
    for amount in &dataset.amounts {
        let own = amount.recipient.as_ref().is_some_and(|it| it.code.as_deref() == Some(code));
        let (title, held) = agreement(&amount.agreement);
        if !own || !concerns(&amount.years, held, year) {
            continue;
        }
        all.push(Got {
            agreement: title,
            years: years(&amount.years),
            value: amount.value,
            unit: "",
            what: amount.purpose.clone().unwrap_or_default(),
            sources: amount
                .claims
                .iter()
                .map(|claim| source(&claim.document, claim.mentions.first()))
                .collect(),
            contradictions: contradictions(&amount.id),
        });
    }
    let titles: BTreeMap<&str, &str> = dataset
        .tables
        .iter()
        .map(|table| (table.id.as_str(), table.title.as_deref().unwrap_or_default()))
        .collect();
    // Copies of a table are one; the same figure twice in one table is two.
    type Key<'d> = (Option<&'d str>, Option<Unit>, Number, usize);
    let mut cells: BTreeMap<Key<'_>, Vec<&DatasetCell>> = BTreeMap::new();
    for cell in dataset.cells.iter().filter(|cell| cell.code.as_deref() == Some(code)) {
        let Some(value) = cell.value else { continue };
        let key = |nth| (cell.agreement.as_deref(), cell.unit, value, nth);
        let other = |nth: &usize| {
            let copies = cells.get(&key(*nth)).map_or(&[][..], Vec::as_slice);
            copies.iter().any(|copy| copy.document == cell.document)
        };
        let nth = (0..).find(|nth| !other(nth)).unwrap_or_default();
        cells.entry(key(nth)).or_default().push(cell);
    }
    for ((_, unit, value, _), copies) in cells {
        let Some(first) = copies.first() else { continue };
        let title = titles.get(first.table.as_str()).copied().unwrap_or_default();
        let printed =
            printed_years(&first.column).or_else(|| printed_years(title)).unwrap_or_default();
        let (agreement, held) = agreement(&first.agreement);
        if !concerns(&printed, held, year) {
            continue;
        }
        let name = copies.iter().map(|cell| cell.column.as_str()).find(|name| !name.is_empty());
        let what = [name.unwrap_or_default(), title].join(" ").trim().to_owned();
        let mention = |cell: &DatasetCell| {
            let line = cell.line?;
            Some(Mention { page: cell.page, line, quote: String::new(), bbox: None })
        };
        all.push(Got {
            agreement,
            years: years(&printed),
            value,
            unit: match unit {
                Some(Unit::Sek) => "",
                Some(Unit::SekPerInhabitant) => "/inh.",
                Some(Unit::Percent) => " %",
                Some(Unit::Inhabitants) => " inhabitants",
                Some(Unit::Count) | None => " (no unit)",
            },
            what: format!("table: {what}"),
            sources: copies
                .iter()
                .map(|cell| source(&cell.document, mention(cell).as_ref()))
                .collect(),
            contradictions: copies.iter().flat_map(|cell| contradictions(&cell.id)).collect(),
        });
    }
    all.sort();
    all
}

/// The years that a heading names.
fn printed_years(text: &str) -> Option<Vec<i32>> {
    let years: Vec<i32> = recognise(text, Context::default())
        .into_iter()
        .filter_map(|mention| match mention.value {
            Value::Year(year) => Some(year),
            _ => None,
        })
        .collect();
    (!years.is_empty()).then_some(years)
}

/// True unless the years, or else those of the agreement, are others.
fn concerns(own: &[i32], held: Option<(i32, i32)>, year: Option<i32>) -> bool {
    let Some(year) = year else { return true };
    match (own, held) {
        ([], Some((first, last))) => (first..=last).contains(&year),
        ([], None) => true,
        (own, _) => own.contains(&year),
    }
}

/// What a place got, agreement by agreement, with the columns under each other.
fn listed(all: &[Got], style: Style) -> String {
    let figure = |got: &Got| format!("{}{}", grouped(got.value.0), got.unit);
    let width = all.iter().map(|got| figure(got).chars().count()).max().unwrap_or_default();
    let span = all.iter().map(|got| got.years.chars().count()).max().unwrap_or_default();
    let mut page = String::new();
    let mut last = "";
    for got in all {
        if got.agreement != last {
            page.push_str(&format!("\n  {}\n", style.plain(&got.agreement)));
            last = &got.agreement;
        }
        let row =
            format!("  {:>width$}  {:<span$}  {}", figure(got), got.years, style.plain(&got.what));
        page.push_str(row.trim_end());
        page.push('\n');
        for source in &got.sources {
            page.push_str(&format!("  {:>width$}  {:<span$}    {}\n", "", "", style.plain(source)));
        }
        for sentence in &got.contradictions {
            let mark = style.paint("1;31", "CONTRADICTS");
            page.push_str(&format!("  {:>width$}  {mark}  {}\n", "", style.plain(sentence)));
        }
    }
    page.push('\n');
    page
}
