//! The settings of `overens.toml`: what they are called, what holds without them, and where each
//! came from.
//!
//! Reads and checks the file only; what a setting does is the business of who uses it. A flag of
//! the command line is laid over a field by its command, which says so with [`Config::set`].

mod page;
mod settings;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use toml::de::{DeTable, DeValue};

use crate::error::{Error, Result};

pub use page::{page, template};
pub use settings::{Folders, Ingest, Limits, Output, Reading, SETTINGS, Setting};

/// The name under which the file is looked for in the current folder.
pub const FILE: &str = "overens.toml";

/// The settings that hold.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// Where things lie.
    pub folders: Folders,
    /// How documents are read.
    pub read: Reading,
    /// What one document may take.
    pub limits: Limits,
    /// How the dataset is written.
    pub output: Output,
    /// How documents are fetched.
    pub ingest: Ingest,
    /// Where each setting came from that is not built in, by its name `section.key`.
    #[serde(skip)]
    origins: BTreeMap<String, Origin>,
}

/// Where a setting came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// It is what holds where nothing else is said.
    BuiltIn,
    /// A file, and the line in it, counted from 1.
    File(PathBuf, usize),
    /// A flag, with its dashes.
    Flag(&'static str),
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Origin::BuiltIn => f.write_str("built in"),
            Origin::File(path, line) => write!(f, "{}, line {line}", path.display()),
            Origin::Flag(flag) => f.write_str(flag),
        }
    }
}

impl Config {
    /// The settings of a named file; without a name those of [`FILE`] in the current folder, or
    /// the built-in ones where there is none.
    ///
    /// # Errors
    /// [`Error::NoSuchPath`] for a named file that is not there, [`Error::Unopenable`] where the
    /// system refuses, and those of [`Config::parse`].
    pub fn load(named: Option<&Path>) -> Result<Config> {
        let path = named.unwrap_or(Path::new(FILE));
        match fs::read_to_string(path) {
            Ok(text) => Config::parse(&text, path),
            Err(reason) if reason.kind() == ErrorKind::NotFound => match named {
                Some(path) => Err(Error::NoSuchPath(path.to_owned())),
                None => Ok(Config::default()),
            },
            Err(reason) => Err(Error::Unopenable { path: path.to_owned(), reason }),
        }
    }

    /// The settings that a file's text gives. Folders are relative to the folder of `path`.
    ///
    /// # Errors
    /// [`Error::Malformed`] for what is no TOML, a key that is none, or a value out of range.
    pub fn parse(text: &str, path: &Path) -> Result<Config> {
        let wrong = |error| Error::in_toml(path, text, &error);
        let mut config: Config = toml::from_str(text).map_err(wrong)?;
        for section in DeTable::parse(text).map_err(wrong)?.get_ref() {
            let DeValue::Table(keys) = section.1.get_ref() else { continue };
            for key in keys.keys() {
                let line = 1 + text[..key.span().start].matches('\n').count();
                let name = format!("{}.{}", section.0.get_ref(), key.get_ref());
                config.origins.insert(name, Origin::File(path.to_owned(), line));
            }
        }
        let base = path.parent().unwrap_or(Path::new(""));
        let folders = &mut config.folders;
        for folder in
            [&mut folders.corpus, &mut folders.golden, &mut folders.facts, &mut folders.dataset]
        {
            *folder = base.join(&folder);
        }
        Ok(config)
    }

    /// Where the setting `section.key` came from.
    pub fn origin(&self, name: &str) -> &Origin {
        self.origins.get(name).unwrap_or(&Origin::BuiltIn)
    }

    /// Says that a flag gave the setting `section.key`; its value is in the field already.
    pub fn set(&mut self, name: &str, flag: &'static str) {
        self.origins.insert(name.to_owned(), Origin::Flag(flag));
    }
}
