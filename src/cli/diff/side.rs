//! What the two arguments of a diff name, and how it is read.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use overens::config::Config;
use overens::contract::{Dataset, DatasetAgreement, Extraction};
use overens::reconcile::documents::dataset;
use overens::rule_set;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::super::{flags, output};

/// The lists of a dataset, each in a file of its own.
const LISTS: [&str; 7] =
    ["agreements", "amounts", "deadlines", "tables", "cells", "checks", "sources"];

/// How many agreements are told of where a name means several.
const TOLD: usize = 8;

/// Two things that can be compared.
pub(super) enum Pair {
    Documents(Box<[Extraction; 2]>),
    Datasets(Box<[Dataset; 2]>),
    /// A dataset and the ids of two of its agreements.
    Agreements(Box<Dataset>, String, String),
}

/// Reads what two arguments name, or says in a sentence why they cannot be compared.
pub(super) fn pair(old: &str, new: &str, settings: &Config) -> io::Result<Result<Pair, String>> {
    let files = [old, new].map(|name| file(name, settings));
    let folders = [old, new].map(|name| Path::new(name).is_dir());
    Ok(match (files, folders) {
        ([Some(old), Some(new)], _) => match (document(&old, settings)?, document(&new, settings)?)
        {
            (Some(old), Some(new)) => Ok(Pair::Documents(Box::new([old, new]))),
            _ => Err("a document that cannot be read cannot be compared".to_owned()),
        },
        (_, [true, true]) => match (folder(old, settings)?, folder(new, settings)?) {
            (Ok(old), Ok(new)) => Ok(Pair::Datasets(Box::new([old, new]))),
            (Err(sentence), _) | (_, Err(sentence)) => Err(sentence),
        },
        ([None, None], [false, false]) => {
            let whole = of_documents(&settings.folders.corpus, settings)?;
            match (agreement(&whole, old), agreement(&whole, new)) {
                (Ok(old), Ok(new)) => Ok(Pair::Agreements(Box::new(whole), old, new)),
                (Err(sentence), _) | (_, Err(sentence)) => Err(sentence),
            }
        }
        _ => Err(format!(
            "{old} and {new} are not of one sort; give two documents, two folders or two agreements"
        )),
    })
}

/// The file that a name means: a path, or a path in the corpus.
fn file(name: &str, settings: &Config) -> Option<PathBuf> {
    let paths = [PathBuf::from(name), settings.folders.corpus.join(name)];
    paths.into_iter().find(|path| path.is_file())
}

/// A document's extraction, if it can be read.
fn document(path: &Path, settings: &Config) -> io::Result<Option<Extraction>> {
    let mut found = None;
    output::extract_each(&[path.to_owned()], &flags::run(settings), |extraction, error| {
        found = error.is_none().then_some(extraction);
        Ok(())
    })?;
    Ok(found)
}

/// A folder's dataset: the one that lies in it, else that of its documents.
fn folder(name: &str, settings: &Config) -> io::Result<Result<Dataset, String>> {
    let path = Path::new(name);
    if path.join("datapackage.json").is_file() {
        Ok(built(path).map_err(|reason| format!("{name}: the dataset cannot be read ({reason})")))
    } else {
        of_documents(path, settings).map(Ok)
    }
}

/// The dataset of a folder's documents.
fn of_documents(folder: &Path, settings: &Config) -> io::Result<Dataset> {
    let mut extractions = Vec::new();
    output::extract_each(&[folder.to_owned()], &flags::run(settings), |extraction, _| {
        extractions.push(extraction);
        Ok(())
    })?;
    Ok(dataset(extractions, rule_set()))
}

/// A dataset from the files of its folder.
fn built(folder: &Path) -> Result<Dataset, String> {
    let mut whole = serde_json::Map::new();
    for list in LISTS {
        let name = format!("{list}.json");
        let text = fs::read_to_string(folder.join(&name)).map_err(|it| format!("{name}: {it}"))?;
        let mut file: serde_json::Map<String, Value> = parse(&name, &text)?;
        for key in ["schema", "build", "rules"] {
            let value = file.remove(key).unwrap_or_default();
            if whole.get(key).is_some_and(|known| *known != value) {
                return Err(format!("{name} is of another build than the files beside it"));
            }
            whole.insert(key.to_owned(), value);
        }
        whole.insert(list.to_owned(), file.remove(list).unwrap_or_default());
    }
    serde_json::from_value(Value::Object(whole)).map_err(|error| error.to_string())
}

fn parse<T: DeserializeOwned>(name: &str, text: &str) -> Result<T, String> {
    serde_json::from_str(text).map_err(|error| format!("{name}: {error}"))
}

/// The id of the one agreement that a name means: its id, or words of its names and its years.
fn agreement(dataset: &Dataset, name: &str) -> Result<String, String> {
    let words: Vec<String> = name.split_whitespace().map(str::to_lowercase).collect();
    let own = |row: &&DatasetAgreement| {
        let text = format!("{} {} {}", row.id, row.title, row.aliases.join(" ")).to_lowercase();
        words.iter().all(|word| match (word.parse::<i32>(), row.first_year, row.last_year) {
            (Ok(year), Some(first), Some(last)) => (first..=last).contains(&year),
            _ => text.contains(word),
        })
    };
    let exact = dataset.agreements.iter().find(|row| row.id == name);
    let found: Vec<&DatasetAgreement> = match exact {
        Some(row) => vec![row],
        None => dataset.agreements.iter().filter(own).collect(),
    };
    match &found[..] {
        [one] => Ok(one.id.clone()),
        [] => Err(format!("no document and no agreement is called \"{name}\"")),
        many => {
            let mut ids: Vec<&str> = many.iter().take(TOLD).map(|row| row.id.as_str()).collect();
            if many.len() > TOLD {
                ids.push("...");
            }
            Err(format!("\"{name}\" means {} agreements; name one: {}", many.len(), ids.join(", ")))
        }
    }
}
