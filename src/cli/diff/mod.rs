//! `overens diff`: what changed between two documents, two agreements or two datasets, krona for
//! krona.

mod side;

use std::io;

use overens::compare::{Comparison, agreements, datasets, documents};
use overens::config::Config;
use overens::reconcile::grouped;
use rust_decimal::Decimal;
use serde::Serialize;

use super::differences::by_owner;
use super::flags::CorpusFlags;
use super::{Outcome, output};
use side::{Pair, pair};

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// A document, a folder of documents or of a dataset, or words of an agreement and its year
    old: String,
    /// Another of the same sort
    new: String,
    /// Print all that was found as one JSON object
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    corpus: CorpusFlags,
}

/// What `--json` prints.
#[derive(Debug, Serialize)]
struct Report<'a> {
    old: &'a str,
    new: &'a str,
    #[serde(flatten)]
    comparison: &'a Comparison,
    counts: std::collections::BTreeMap<String, usize>,
}

pub(super) fn run(arguments: &Arguments, mut settings: Config) -> io::Result<Outcome> {
    arguments.corpus.over(&mut settings);
    let found = match pair(&arguments.old, &arguments.new, &settings)? {
        Ok(found) => found,
        Err(sentence) => {
            output::complain(&sentence);
            return Ok(Outcome::Usage);
        }
    };
    let (old, new, comparison) = match found {
        Pair::Documents(both) => {
            let [old, new] = *both;
            let comparison = documents(&old, &new);
            (old.document.source, new.document.source, comparison)
        }
        Pair::Datasets(both) => {
            let comparison = datasets(&both[0], &both[1]);
            (arguments.old.clone(), arguments.new.clone(), comparison)
        }
        Pair::Agreements(dataset, old, new) => {
            let comparison = agreements(&dataset, &old, &new).unwrap_or_default();
            (old, new, comparison)
        }
    };
    let nothing = comparison.is_empty();
    if arguments.json {
        let counts = comparison.counts();
        let report = Report { old: &old, new: &new, comparison: &comparison, counts };
        output::print(&(serde_json::to_string(&report).map_err(io::Error::other)? + "\n"))?;
    } else {
        output::print(&page(&old, &new, &comparison))?;
    }
    Ok(if nothing { Outcome::Success } else { Outcome::Findings })
}

/// The comparison for a person: each change with its kronor, then what they come to.
fn page(old: &str, new: &str, comparison: &Comparison) -> String {
    let mut page = format!("{old} -> {new}\n");
    if comparison.is_empty() {
        return page + "  nothing changed\n";
    }
    if let Some(years) = comparison.years_later {
        let plural = if years.abs() == 1 { "" } else { "s" };
        page.push_str(&format!(
            "  years and dates are compared as {} year{plural} {}\n",
            years.abs(),
            if years > 0 { "later" } else { "earlier" }
        ));
    }
    page.push_str(&by_owner(comparison, |change| {
        let by = change.difference.map(|by| {
            let percent = change.percent.map_or(String::new(), |it| format!(", {}", percent(it.0)));
            format!(" ({}{percent})", signed(by.0))
        });
        format!("{}{}\n", change.sentence, by.unwrap_or_default())
    }));
    page.push('\n');
    for (label, count) in comparison.counts() {
        page.push_str(&format!("{count:>7}  {label}\n"));
    }
    if comparison.same > 0 {
        page.push_str(&format!(
            "{:>7}  amounts, cells and deadlines that are the same\n",
            comparison.same
        ));
    }
    if comparison.sums.is_empty() {
        return page;
    }
    page.push('\n');
    let rows: Vec<[String; 5]> = comparison
        .sums
        .iter()
        .map(|sum| {
            let of = |count: usize, value: Decimal| format!("{} in {count}", grouped(value));
            [
                format!("{}, kronor", sum.of),
                of(sum.count_before, sum.before.0),
                of(sum.count_after, sum.after.0),
                signed(sum.difference.0),
                sum.percent.map_or(String::new(), |it| percent(it.0)),
            ]
        })
        .collect();
    let width =
        |at: usize| rows.iter().map(|row| row[at].chars().count()).max().unwrap_or_default();
    let widths = [width(0), width(1), width(2), width(3), width(4)];
    for [of, before, after, by, percent] in &rows {
        let line = format!(
            "  {of:<w0$}  {before:>w1$} -> {after:>w2$}  {by:>w3$}  {percent:>w4$}",
            w0 = widths[0],
            w1 = widths[1],
            w2 = widths[2],
            w3 = widths[3],
            w4 = widths[4]
        );
        page.push_str(&format!("{}\n", line.trim_end()));
    }
    page
}

/// `+27`, `-10 000 000`.
fn signed(value: Decimal) -> String {
    if value.is_sign_negative() { grouped(value) } else { format!("+{}", grouped(value)) }
}

/// `+1,7 %`.
fn percent(value: Decimal) -> String {
    format!("{} %", signed(value))
}
