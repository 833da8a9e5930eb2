//! `overens init`: a folder of one's own, with a file of settings; nothing is overwritten.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use overens::config::{self, Config, Folders};
use overens::files;

use super::{Outcome, output};

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The folder, which is made if it is not there
    #[arg(value_name = "DIR")]
    folder: PathBuf,
}

pub(super) fn run(arguments: &Arguments) -> io::Result<Outcome> {
    let root = &arguments.folder;
    let Folders { corpus, golden, facts, .. } = Config::default().folders;
    let mut page = String::new();
    for (folder, about) in [
        (corpus, "documents; put none there by hand, ingest them"),
        (golden, "what was read from each document, once you have reviewed it"),
        (facts, "facts that you write down, for check to hold against the documents"),
    ] {
        let path = root.join(&folder);
        let there = path.is_dir();
        if let Err(error) = fs::create_dir_all(&path) {
            return refused(&path, &error);
        }
        page.push_str(&line(there, &format!("{}/", folder.display()), about));
    }
    let settings = root.join(config::FILE);
    let there = settings.exists();
    if !there && let Err(error) = files::write(&settings, config::template().as_bytes()) {
        output::complain(&error.to_string());
        return Ok(Outcome::Findings);
    }
    page.push_str(&line(there, config::FILE, "settings, each with what holds without it"));
    let name = root.display().to_string();
    let change = match name.as_str() {
        "." => String::new(),
        name if name.contains(' ') => format!("cd '{name}' && "),
        name => format!("cd {name} && "),
    };
    page.push_str(&format!("\nNext: {change}overens ingest PATH|URL...\n"));
    output::print(&page)
}

fn line(there: bool, name: &str, about: &str) -> String {
    format!("{}  {name:<13} {about}\n", if there { "kept" } else { "made" })
}

fn refused(path: &Path, error: &io::Error) -> io::Result<Outcome> {
    output::complain(&format!("{}: cannot be made ({error}); give another folder", path.display()));
    Ok(Outcome::Findings)
}
