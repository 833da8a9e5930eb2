//! `overens ledger`: what an agreement's money is made of, as an indented tree for a terminal.
//!
//! A path gives a tree for each agreement of each document; without one, each agreement of the folder
//! of documents is one tree of what all of them say. A terminal gets branches and colours; a pipe gets
//! blanks for the branches and no colour.

mod document;
mod merged;
mod tree;

use std::io::{self, Write};
use std::path::PathBuf;

use overens::config::Config;
use overens::reconcile::documents::dataset;
use overens::rule_set;

use super::flags::{self, CorpusFlags};
use super::style::Style;
use super::{Outcome, output};
pub(super) use document::document;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// Files and folders, each document for itself, or words of an agreement's name or id, of all
    /// documents together; - is standard input
    #[arg(value_name = "AGREEMENT|PATH")]
    what: Vec<String>,
    #[command(flatten)]
    corpus: CorpusFlags,
}

pub(super) fn run(arguments: &Arguments, mut settings: Config) -> io::Result<Outcome> {
    arguments.corpus.over(&mut settings);
    // What looks like a path is one, so that a misspelt path is not taken for a name.
    let is_path =
        |what: &&String| *what == "-" || what.contains(['/', '.']) || PathBuf::from(what).exists();
    let (paths, names): (Vec<&String>, Vec<&String>) = arguments.what.iter().partition(is_path);
    let names: Vec<String> = names.iter().map(|name| name.to_lowercase()).collect();
    let (named, outcome) = if paths.is_empty() {
        of_all(&names, &settings)?
    } else {
        let paths: Vec<PathBuf> = paths.into_iter().map(PathBuf::from).collect();
        of_each(&paths, &names, &settings)?
    };
    if !named && !names.is_empty() {
        output::complain(&format!("no agreement is called \"{}\"", names.join(" ")));
        return Ok(Outcome::Findings);
    }
    Ok(outcome)
}

/// Prints the ledger of each document; says whether any has one of the named agreements.
fn of_each(paths: &[PathBuf], names: &[String], settings: &Config) -> io::Result<(bool, Outcome)> {
    let style = Style::of_stdout();
    let mut out = output::data();
    let mut named = false;
    let outcome = output::extract_each(paths, &flags::run(settings), |extraction, _| {
        let mut text = document(&extraction, names, style);
        named |= !text.is_empty();
        if !text.is_empty() {
            text.push_str(&document::doubts(&extraction, style));
        }
        out.write_all(text.as_bytes())?;
        out.flush()
    })?;
    Ok((named, outcome))
}

/// Prints the ledger of each agreement of the folder of documents; says whether any is named so.
fn of_all(names: &[String], settings: &Config) -> io::Result<(bool, Outcome)> {
    let mut extractions = Vec::new();
    let corpus = [settings.folders.corpus.clone()];
    let outcome = output::extract_each(&corpus, &flags::run(settings), |extraction, _| {
        extractions.push(extraction);
        Ok(())
    })?;
    let text = merged::page(&dataset(extractions, rule_set()), names, Style::of_stdout());
    output::print(&text)?;
    Ok((!text.is_empty(), outcome))
}

/// True where an agreement's names and id have all of some words, which are in lower case.
fn is_named(names: &[String], id: &str, titles: &[&str]) -> bool {
    let own = format!("{id} {}", titles.join(" ")).to_lowercase();
    names.iter().all(|name| own.contains(name))
}

/// `2022` or `2018-2020`, in parentheses behind a title.
fn in_years(first: Option<i32>, last: Option<i32>) -> String {
    match first.zip(last) {
        Some((first, last)) if first == last => format!(" ({first})"),
        Some((first, last)) => format!(" ({first}-{last})"),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests;
