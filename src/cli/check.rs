//! `overens check`: every document against its golden and the facts that people wrote down.

use std::collections::BTreeMap;
use std::io;

use overens::config::Config;
use overens::contract::Extraction;
use overens::facts::{self, hold::hold, line::Fact};
use overens::golden::Goldens;
use serde::Serialize;

use super::differences::{Difference, difference, lines};
use super::flags::{self, CheckedFlags};
use super::{Outcome, output};

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The folder of facts [default: facts]
    #[arg(long, value_name = "DIR")]
    facts: Option<std::path::PathBuf>,
    /// Make what is read today the golden: of the documents named, else of all
    #[arg(long, value_name = "DOCUMENT", num_args = 0..)]
    accept: Option<Vec<String>>,
    /// Print all that was found as one JSON object
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    checked: CheckedFlags,
}

/// What a check found.
#[derive(Debug, Default, Serialize)]
struct Report {
    /// How many documents were looked at.
    checked: usize,
    /// Those that are not as their goldens say.
    documents: Vec<Entry>,
    /// Goldens whose document is not there.
    orphans: Vec<String>,
    /// How many facts hold.
    facts_that_hold: usize,
    /// Facts that do not, and lines that are no facts.
    facts_that_do_not: Vec<Failure>,
    /// How many changes there are of each kind.
    counts: BTreeMap<String, usize>,
}

#[derive(Debug, Serialize)]
struct Entry {
    document: String,
    #[serde(flatten)]
    difference: Difference,
    accepted: bool,
}

#[derive(Debug, Serialize)]
struct Failure {
    /// `file:line:column`.
    place: String,
    sentence: String,
}

pub(super) fn run(arguments: &Arguments, mut settings: Config) -> io::Result<Outcome> {
    arguments.checked.over(&mut settings);
    if let Some(folder) = &arguments.facts {
        settings.folders.facts.clone_from(folder);
        settings.set("folders.facts", "--facts");
    }
    let goldens = Goldens::new(&settings.folders.golden);
    let mut wanted = arguments.accept.as_ref().map(|names| Wanted::new(names, &settings));
    let (facts, wrong) = facts::load(&settings.folders.facts);
    let mut report = Report::default();
    report.facts_that_do_not.extend(
        wrong
            .into_iter()
            .map(|wrong| Failure { place: wrong.place.to_string(), sentence: wrong.what }),
    );
    let mut of_document: BTreeMap<&str, Vec<&Fact>> = BTreeMap::new();
    for fact in &facts {
        of_document.entry(&fact.document).or_default().push(fact);
    }
    let mut seen = Vec::new();
    let corpus = [settings.folders.corpus.clone()];
    let outcome = output::extract_each(&corpus, &flags::run(&settings), |extraction, _| {
        let document = extraction.document.source.clone();
        for fact in of_document.remove(document.as_str()).unwrap_or_default() {
            report.hold(fact, &extraction);
        }
        let difference = difference(&goldens, &extraction);
        if difference != Difference::None {
            let accepted = wanted.as_mut().is_some_and(|wanted| wanted.takes(&document))
                && accept(&goldens, &document, &extraction);
            report.add(document.clone(), difference, accepted);
        }
        seen.push(document);
        Ok(())
    })?;
    report.checked = seen.len();
    for fact in of_document.into_values().flatten() {
        report.facts_that_do_not.push(Failure {
            place: fact.place.to_string(),
            sentence: format!("the corpus has no document {}", fact.document),
        });
    }
    // Where no document could be looked for, none is known to be gone.
    if !seen.is_empty() {
        let gone = goldens.documents().into_iter().filter(|document| !seen.contains(document));
        report.orphans = gone.map(|document| path(&goldens, &document)).collect();
    }
    let unknown = wanted.map(|wanted| wanted.left(&seen)).unwrap_or_default();
    for name in &unknown {
        output::complain(&format!(
            "{name}: the corpus has no such document; nothing is accepted for it"
        ));
    }
    if arguments.json {
        output::print(&(serde_json::to_string(&report).map_err(io::Error::other)? + "\n"))?;
    } else {
        output::print(&report.page())?;
    }
    let holds = report.holds() && unknown.is_empty();
    Ok(if holds { outcome } else { Outcome::Findings })
}

/// Makes an extraction the golden of its document; says why where it cannot.
pub(super) fn accept(goldens: &Goldens, document: &str, extraction: &Extraction) -> bool {
    let accepted = goldens.propose(document, extraction).and_then(|_| goldens.accept(document));
    if let Err(error) = &accepted {
        output::complain(&error.to_string());
    }
    accepted.is_ok()
}

/// The path of a golden as it is told.
fn path(goldens: &Goldens, document: &str) -> String {
    goldens.path(document).display().to_string()
}

/// The documents whose readings are to be accepted.
struct Wanted {
    /// As they were named, with the name of the document; none for all documents.
    names: Vec<(String, String)>,
    all: bool,
}

impl Wanted {
    /// A document may be named as in the corpus, by its path, or by that of its golden.
    fn new(names: &[String], settings: &Config) -> Wanted {
        let folders = [&settings.folders.corpus, &settings.folders.golden];
        let document = |name: &String| {
            let path = std::path::Path::new(name);
            let inside = folders.iter().find_map(|folder| path.strip_prefix(folder).ok());
            let inside = inside.unwrap_or(path).to_string_lossy().replace('\\', "/");
            let bare = inside.strip_suffix(".new").unwrap_or(&inside);
            bare.strip_suffix(".snap").unwrap_or(bare).to_owned()
        };
        let all = names.is_empty();
        Wanted { names: names.iter().map(|name| (name.clone(), document(name))).collect(), all }
    }

    fn takes(&self, document: &str) -> bool {
        self.all || self.names.iter().any(|(_, wanted)| wanted == document)
    }

    /// The names that are of no document.
    fn left(self, seen: &[String]) -> Vec<String> {
        let unknown = self.names.into_iter().filter(|(_, document)| !seen.contains(document));
        unknown.map(|(name, _)| name).collect()
    }
}

impl Report {
    fn hold(&mut self, fact: &Fact, extraction: &Extraction) {
        match hold(fact, extraction) {
            Ok(()) => self.facts_that_hold += 1,
            Err(sentence) => {
                self.facts_that_do_not.push(Failure { place: fact.place.to_string(), sentence });
            }
        }
    }

    fn add(&mut self, document: String, difference: Difference, accepted: bool) {
        if let Difference::Changed(comparison) = &difference {
            for (label, count) in comparison.counts() {
                *self.counts.entry(label).or_default() += count;
            }
        }
        self.documents.push(Entry { document, difference, accepted });
    }

    fn holds(&self) -> bool {
        self.documents.iter().all(|entry| entry.accepted)
            && self.orphans.is_empty()
            && self.facts_that_do_not.is_empty()
    }

    /// The report for a person: each document, then the counts.
    fn page(&self) -> String {
        let mut page = String::new();
        for Entry { document, difference, accepted } in &self.documents {
            let accepted = if *accepted { " (accepted)" } else { "" };
            page.push_str(&format!("{document}{accepted}\n{}\n", lines(difference)));
        }
        for orphan in &self.orphans {
            page.push_str(&format!(
                "{orphan} has no document; delete it, or put the document back\n"
            ));
        }
        for Failure { place, sentence } in &self.facts_that_do_not {
            page.push_str(&format!("{place}: {sentence}\n"));
        }
        let differing = self.documents.len();
        if differing > 0 {
            let missing = self.documents.iter().filter(|it| it.difference == Difference::NoGolden);
            let missing = missing.count();
            page.push_str(&format!("{differing} of {} documents differ", self.checked));
            if missing > 0 {
                page.push_str(&format!(
                    ", {missing} of them without a golden; read what is new with overens review, \
                     or take it with overens check --accept"
                ));
            }
            page.push('\n');
            for (label, count) in &self.counts {
                page.push_str(&format!("{count:>7}  {label}\n"));
            }
        } else {
            page.push_str(&format!(
                "{0} of {0} documents are as their goldens say\n",
                self.checked
            ));
        }
        let facts = self.facts_that_hold + self.facts_that_do_not.len();
        if facts > 0 {
            page.push_str(&format!("{} of {facts} facts hold\n", self.facts_that_hold));
        }
        page
    }
}
