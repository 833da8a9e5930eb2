//! Facts that people write down, a line each, for `overens check` to hold against the documents.
//!
//! ```text
//! # document                  | region or agreement | what                | value       | page
//! fordelning-2022.pdf         | Skåne               | Belopp              | 17 766 641  | 2
//! overenskommelse-2018.pdf    | patientmiljarden    | earmark landsting   | 980 mnkr    | 4
//! overenskommelse-2018.pdf    | patientmiljarden    | deadline report     | 2019-03-31  |
//! ```
//!
//! [`mod@line`] says what each field may hold, [`hold`] when a fact holds. What a document says
//! beyond its facts is never wrong by them.

pub mod hold;
pub mod line;

#[cfg(test)]
mod tests;

use std::fs;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use line::Fact;

/// What is wrong with a line that is no fact: where, what was expected and what was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wrong {
    /// Where.
    pub place: Place,
    /// What was expected, and what was found.
    pub what: String,
}

impl std::fmt::Display for Wrong {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.place, self.what)
    }
}

/// All facts of the `*.facts` files below a folder, in the order of the files, and what is wrong
/// with the lines that are none. A folder that does not exist has none.
pub fn load(folder: &Path) -> (Vec<Fact>, Vec<Wrong>) {
    let mut found = (Vec::new(), Vec::new());
    for entry in WalkDir::new(folder).sort_by_file_name().into_iter().filter_map(Result::ok) {
        let path = entry.path();
        if !entry.file_type().is_file() || path.extension().is_none_or(|it| it != "facts") {
            continue;
        }
        match fs::read_to_string(path) {
            Ok(text) => {
                let (facts, errors) = parse(path, &text);
                found.0.extend(facts);
                found.1.extend(errors);
            }
            Err(reason) => found.1.push(Wrong {
                place: Place { path: path.to_owned(), line: 1, column: 1 },
                what: format!("the file cannot be read ({reason}); save it as UTF-8 text"),
            }),
        }
    }
    found
}

/// The facts of one file, and what is wrong with the lines that are none.
pub fn parse(path: &Path, text: &str) -> (Vec<Fact>, Vec<Wrong>) {
    let (mut facts, mut errors) = (Vec::new(), Vec::new());
    for (index, text) in text.lines().enumerate() {
        let at = |column| Place { path: path.to_owned(), line: index + 1, column };
        match line::parse(text) {
            Ok(None) => {}
            Ok(Some(fact)) => {
                let place = at(fact.place.column);
                facts.push(Fact { place, ..fact });
            }
            Err(wrong) => {
                errors.push(Wrong { place: at(wrong.place.column), what: wrong.what });
            }
        }
    }
    (facts, errors)
}

/// Where a fact is written down.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Place {
    /// The file.
    pub path: PathBuf,
    /// The line, counted from 1.
    pub line: usize,
    /// The letter in the line at which the value begins, counted from 1.
    pub column: usize,
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}:{}", self.path.display(), self.line, self.column)
    }
}
