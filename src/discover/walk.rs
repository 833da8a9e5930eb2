//! From typed paths to [`Source`]s: files as typed, folders in the order of their names.
//!
//! A file that is typed is always tried. In a folder only files count whose extension a document
//! has, and files of no known extension that begin as a PDF or web page; the rest is counted.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fs::{self, File};
use std::io::{self, ErrorKind, Read};
use std::path::{Component, Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use super::Source;
use super::kind::{MediaType, sniff};
use super::sources::charsets;
use crate::error::{Error, Result};

/// Extensions of files that are read.
const DOCUMENTS: &[&str] = &["pdf", "html", "htm", "xhtml", "txt", "text"];

/// Extensions of files that are passed over in a folder without a look inside.
const NOT_DOCUMENTS: &[&str] = &[
    "7z", "avi", "bak", "bat", "bin", "bmp", "bz2", "c", "cfg", "conf", "csl", "css", "csv", "db",
    "dll", "doc", "docx", "eml", "eot", "exe", "gif", "gz", "ico", "ini", "ipynb", "jpeg", "jpg",
    "js", "json", "jsonl", "lock", "log", "md", "mht", "mhtml", "mov", "mp3", "mp4", "msg", "odp",
    "ods", "odt", "otf", "parquet", "png", "ppt", "pptx", "ps", "py", "rar", "rs", "rtf", "sh",
    "snap", "sqlite", "svg", "tar", "tif", "tiff", "toml", "tsv", "ttf", "wav", "webp", "woff",
    "woff2", "xls", "xlsx", "xml", "xz", "yaml", "yml", "zip",
];

/// How much of a file of unknown extension is looked at.
const HEAD: u64 = 4096;

/// What some paths hold.
#[derive(Debug, Default)]
pub struct Discovery {
    /// The documents, in the order of the paths and inside a folder by name; an error for each
    /// path or folder that cannot be read.
    pub sources: Vec<Result<Source>>,
    /// How many files of folders were passed over because they are no documents.
    pub skipped: usize,
}

/// Finds the documents in files, folders and, for `-`, standard input.
///
/// Two paths to the same file give it once where they are spelled alike.
pub fn discover(paths: &[PathBuf]) -> Discovery {
    let mut found = Discovery::default();
    let mut seen = HashSet::new();
    let mut encodings: HashMap<PathBuf, BTreeMap<String, String>> = HashMap::new();
    for path in paths {
        if path.as_os_str() == "-" {
            if seen.insert(path.clone()) {
                found.sources.push(Ok(Source::named("-")));
            }
            continue;
        }
        match fs::metadata(path) {
            Err(reason) => found.sources.push(Err(unopenable(path, reason))),
            Ok(data) if data.is_dir() => folder(path, &mut found, &mut seen),
            Ok(data) if data.is_file() => {
                if seen.insert(plain(path)) {
                    let folder = path.parent().unwrap_or(Path::new("")).to_owned();
                    let known = encodings.entry(folder).or_insert_with_key(|it| charsets(it));
                    let name = path.file_name().unwrap_or_default().to_string_lossy();
                    let charset = known.get(name.as_ref()).cloned();
                    found.sources.push(Ok(Source { charset, ..source(path, path) }));
                }
            }
            Ok(_) => found.sources.push(Err(Error::NotAFile(path.clone()))),
        }
    }
    found
}

/// Adds the documents below one folder.
fn folder(root: &Path, found: &mut Discovery, seen: &mut HashSet<PathBuf>) {
    let mut documents = 0;
    let encodings = charsets(root);
    let visible = |entry: &DirEntry| entry.depth() == 0 || !hidden(entry);
    for entry in WalkDir::new(root).sort_by_file_name().into_iter().filter_entry(visible) {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                documents += 1;
                let path = error.path().unwrap_or(root).to_owned();
                let reason = error
                    .into_io_error()
                    .unwrap_or_else(|| io::Error::other("the folder leads back into itself"));
                found.sources.push(Err(unopenable(&path, reason)));
                continue;
            }
        };
        if entry.file_type().is_dir() {
            continue;
        }
        if !entry.file_type().is_file() || !is_document(entry.path()) {
            found.skipped += 1;
            continue;
        }
        documents += 1;
        if seen.insert(plain(entry.path())) {
            let relative = entry.path().strip_prefix(root).unwrap_or(entry.path());
            let mut source = source(relative, entry.path());
            source.charset = encodings.get(&source.name).cloned();
            found.sources.push(Ok(source));
        }
    }
    if documents == 0 {
        found.sources.push(Err(Error::NoDocuments(root.to_owned())));
    }
}

fn hidden(entry: &DirEntry) -> bool {
    entry.file_name().to_string_lossy().starts_with('.')
}

fn is_document(path: &Path) -> bool {
    let extension = path.extension().map(|it| it.to_string_lossy().to_ascii_lowercase());
    match extension.as_deref() {
        Some(known) if DOCUMENTS.contains(&known) => true,
        Some(known) if NOT_DOCUMENTS.contains(&known) => false,
        _ => begins_as_document(path),
    }
}

/// True for a file whose first bytes are those of a PDF or web page. One that cannot be opened is
/// none: it may be anything.
fn begins_as_document(path: &Path) -> bool {
    let mut head = Vec::new();
    let read = File::open(path).and_then(|file| file.take(HEAD).read_to_end(&mut head));
    read.is_ok() && matches!(sniff(&head), Ok(MediaType::Pdf | MediaType::Html))
}

fn source(name: &Path, path: &Path) -> Source {
    let name = plain(name).to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/");
    Source { path: Some(path.to_owned()), ..Source::named(name) }
}

/// The path without the `.` components that it may hold.
fn plain(path: &Path) -> PathBuf {
    path.components().filter(|component| *component != Component::CurDir).collect()
}

fn unopenable(path: &Path, reason: io::Error) -> Error {
    match reason.kind() {
        ErrorKind::NotFound | ErrorKind::NotADirectory => Error::NoSuchPath(path.to_owned()),
        _ => Error::Unopenable { path: path.to_owned(), reason },
    }
}
