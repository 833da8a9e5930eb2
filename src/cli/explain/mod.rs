//! `overens explain`: what one region or municipality got, from which agreement, and where that
//! stands.

mod got;
mod places;

use std::collections::BTreeSet;
use std::io;

use overens::config::Config;
use overens::reconcile::documents::dataset;
use overens::reconcile::grouped;
use overens::rule_set;

use super::flags::{self, CorpusFlags};
use super::style::{Style, cut};
use super::{Outcome, output};
use got::{Got, got};
use places::{Named, called, near};

/// How many letters of what a figure is for are printed.
const WHAT: usize = 100;

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
    let named = called(&arguments.place);
    if named.is_empty() {
        output::complain(&unknown(&arguments.place));
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
    let mut others = BTreeSet::new();
    for Named { code, name } in &named {
        let (own, other): (Vec<Got>, Vec<Got>) =
            got(&dataset, code).into_iter().partition(|it| it.concerns(arguments.year));
        others.extend(other.into_iter().flat_map(|it| it.all_years()));
        if !own.is_empty() {
            page.push_str(&style.plain(&format!("{name} ({code})")));
            page.push('\n');
            page.push_str(&listed(&own, style));
        }
    }
    if page.is_empty() {
        output::complain(&nothing(&named, arguments.year, &others));
        return Ok(Outcome::Findings);
    }
    output::print(&page)?;
    Ok(outcome)
}

/// The sentence for a name that nothing has.
fn unknown(name: &str) -> String {
    let sentence = format!("no region or municipality is called \"{name}\"");
    match near(name).as_slice() {
        [] => format!("{sentence}; give a name as \"Region Skåne\" or \"Falun\", or a code"),
        offered => format!("{sentence}; there is {}", offered.join(", ")),
    }
}

/// The sentence for a place that got nothing, with the years of what it got else.
fn nothing(named: &[Named], year: Option<i32>, others: &BTreeSet<i32>) -> String {
    let named: Vec<String> = named.iter().map(|it| format!("{} ({})", it.name, it.code)).collect();
    let mut sentence = format!("no document says what {} got", named.join(" or "));
    if let Some(year) = year {
        sentence.push_str(&format!(" in {year}"));
    }
    if !others.is_empty() {
        let years: Vec<String> = others.iter().map(ToString::to_string).collect();
        sentence.push_str(&format!("; there are figures for {}", years.join(", ")));
    }
    sentence
}

/// What a place got, agreement by agreement, with the columns under each other.
fn listed(all: &[Got], style: Style) -> String {
    let figure = |got: &Got| format!("{}{}", grouped(got.value.0), got.unit);
    let width = all.iter().map(|got| figure(got).chars().count()).max().unwrap_or_default();
    let span = all.iter().map(|got| got.span().chars().count()).max().unwrap_or_default();
    let mut page = String::new();
    let mut last = "";
    for got in all {
        if got.agreement != last {
            page.push_str(&format!("\n  {}\n", style.plain(&got.agreement)));
            last = &got.agreement;
        }
        let what = cut(&style.plain(&got.what), WHAT);
        let row = format!("  {:>width$}  {:<span$}  {what}", figure(got), got.span());
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
    if all.iter().any(Got::is_dated_by_others) {
        page.push_str(
            "\n  (2024): no year stands with the figure; that is its agreement's or document's\n",
        );
    }
    page.push('\n');
    page
}
