//! `SOURCES.toml`: what each document of a corpus is and where it came from.
//!
//! Entries are added at the end and never rewritten, so that what people write between them stays.

use std::collections::BTreeMap;
use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::MediaType;
use crate::error::{Error, Result};

/// The name of the file in the folder of the corpus.
pub const FILE: &str = "SOURCES.toml";

/// What is known of the documents of a corpus, in the order of the file.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Sources {
    /// An entry per document.
    pub document: Vec<Entry>,
}

/// What is known of one document. Only `file` must be there.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// Its path in the corpus, with forward slashes.
    pub file: String,
    /// Where it came from: an address, or an absolute path. All captures of one source have the
    /// same.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// The day on which it was taken in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub captured: Option<Date>,
    /// Which capture of its source it is, counted from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub capture: Option<u32>,
    /// SHA-256 of its bytes, in lower-case hexadecimal.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sha256: Option<String>,
    /// What its content is: `application/pdf`, `text/html`, `text/plain`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub media_type: Option<String>,
    /// The character encoding that the server named, where the bytes alone leave it open.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub charset: Option<String>,
    /// The address of the page that links to it, where it was found by following links.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page: Option<String>,
    /// The heading of that page under which the link stands.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub section: Option<String>,
    /// The words of that link.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
    /// The server's name for this version (the header `ETag`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub etag: Option<String>,
    /// When the server says that it changed last (the header `Last-Modified`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_modified: Option<String>,
    /// What sort of document it is, as a person sees it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// What made it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub made_with: Option<String>,
    /// What a person wants to say of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub about: Option<String>,
    /// Whether its figures are real.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub figures: Option<String>,
}

impl Entry {
    /// The same entry with what the content of the document says of it.
    pub fn of(mut self, sha256: String, media: MediaType) -> Entry {
        self.sha256 = Some(sha256);
        self.media_type = Some(media.name().to_owned());
        self
    }
}

impl Sources {
    /// What the file of a corpus says; nothing where there is no file.
    ///
    /// # Errors
    /// [`Error::Unopenable`], and those of [`Sources::parse`].
    pub fn load(corpus: &Path) -> Result<Sources> {
        let path = corpus.join(FILE);
        match fs::read_to_string(&path) {
            Ok(text) => Sources::parse(&text, &path),
            Err(reason) if reason.kind() == ErrorKind::NotFound => Ok(Sources::default()),
            Err(reason) => Err(Error::Unopenable { path, reason }),
        }
    }

    /// What the text of a file says; `path` is for messages.
    ///
    /// # Errors
    /// [`Error::Malformed`] for what is no TOML, a key that is none, or a date that is none.
    pub fn parse(text: &str, path: &Path) -> Result<Sources> {
        toml::from_str(text).map_err(|error| Error::in_toml(path, text, &error))
    }

    /// The entry of a document by its path in the corpus.
    pub fn of_file(&self, file: &str) -> Option<&Entry> {
        self.document.iter().find(|entry| entry.file == file)
    }

    /// The entry of the document with these bytes.
    pub fn of_bytes(&self, sha256: &str) -> Option<&Entry> {
        self.document.iter().find(|entry| entry.sha256.as_deref() == Some(sha256))
    }

    /// The captures of a source, the oldest first.
    pub fn captures(&self, from: &str) -> Vec<&Entry> {
        let own = |entry: &&Entry| entry.from.as_deref() == Some(from);
        let mut captures: Vec<&Entry> = self.document.iter().filter(own).collect();
        captures.sort_by_key(|entry| entry.order());
        captures
    }

    /// For each document that is not the first capture of its source, the document before it:
    /// paths in the corpus.
    pub fn supersedes(&self) -> BTreeMap<&str, &str> {
        let sources = self.document.iter().filter_map(|entry| entry.from.as_deref());
        let mut older = BTreeMap::new();
        for from in sources {
            for pair in self.captures(from).windows(2) {
                older.insert(pair[1].file.as_str(), pair[0].file.as_str());
            }
        }
        older
    }
}

impl Entry {
    /// By what the captures of one source are ordered.
    fn order(&self) -> (Option<u32>, Option<Date>, &str) {
        (self.capture, self.captured, &self.file)
    }
}

/// The character encodings that the `SOURCES.toml` of a folder has, by the paths of the documents;
/// none where it has no such file, or one that cannot be read: who needs the rest of it says so.
pub(super) fn charsets(folder: &Path) -> BTreeMap<String, String> {
    let text = fs::read_to_string(folder.join(FILE)).unwrap_or_default();
    // To parse the file of a large corpus takes longer than to look whether it has any.
    if !text.contains("charset") {
        return BTreeMap::new();
    }
    let sources = Sources::parse(&text, folder).unwrap_or_default();
    let named = |entry: Entry| Some((entry.file, entry.charset?));
    sources.document.into_iter().filter_map(named).collect()
}

/// The text of a file with one more entry at its end.
pub fn with_entry(text: &str, entry: &Entry) -> String {
    #[expect(clippy::expect_used, reason = "an entry is text, a number and a date")]
    let added = toml::to_string(entry).expect("an entry can be written as TOML");
    let gap = if text.is_empty() || text.ends_with("\n\n") {
        ""
    } else if text.ends_with('\n') {
        "\n"
    } else {
        "\n\n"
    };
    format!("{text}{gap}[[document]]\n{added}")
}

#[cfg(test)]
mod tests {
    use super::*;

    const TWO: &str = "\
        # Ours.\n[[document]]\nfile = \"b.html\"\nfrom = \"https://a.se/b\"\ncapture = 2\n\
        captured = \"2024-03-01\"\nsha256 = \"bb\"\n\n\
        [[document]]\nfile = \"a.html\"\nfrom = \"https://a.se/b\"\ncapture = 1\nabout = \"Old.\"";

    fn parse(text: &str) -> Result<Sources> {
        Sources::parse(text, Path::new("corpus/SOURCES.toml"))
    }

    #[test]
    fn captures_follow_each_other() {
        let sources = parse(TWO).unwrap();
        let files: Vec<&str> =
            sources.captures("https://a.se/b").iter().map(|entry| entry.file.as_str()).collect();
        assert_eq!(files, ["a.html", "b.html"]);
        assert_eq!(sources.supersedes(), BTreeMap::from([("b.html", "a.html")]));
        assert_eq!(sources.of_bytes("bb"), sources.of_file("b.html"));
        assert_eq!(
            sources.of_file("b.html").unwrap().captured,
            Some(jiff::civil::date(2024, 3, 1))
        );
    }

    #[test]
    fn an_added_entry_leaves_the_rest_as_it_was() {
        for before in ["", TWO, "# Nothing yet.\n"] {
            let entry = Entry { file: "c \"d\".pdf".into(), ..Entry::default() };
            let entry = entry.of("cc".into(), MediaType::Pdf);
            let text = with_entry(before, &entry);
            assert!(text.starts_with(before) && text.ends_with('\n'));
            let sources = parse(&text).unwrap();
            assert_eq!(sources.document.last(), Some(&entry));
            assert_eq!(sources.document.len(), parse(before).unwrap().document.len() + 1);
        }
    }

    #[test]
    fn what_is_wrong_has_a_line_and_a_column() {
        for (text, expected) in [
            ("[[document]]\nfile = \"a\"\ncaptrued = \"x\"\n", "line 3, column 1: unknown field"),
            ("[[document]]\ncaptured = \"2024-13-01\"\n", "line 2, column 12: "),
            ("[[document]\n", "line 1, column 12: "),
        ] {
            let error = parse(text).unwrap_err().to_string();
            assert!(error.contains(expected), "{error}");
        }
    }

    #[test]
    fn the_corpus_of_this_repository_is_read() {
        let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
        let sources = Sources::load(&corpus).unwrap();
        assert!(sources.document.len() > 20);
        assert!(sources.document.iter().all(|entry| corpus.join(&entry.file).is_file()));
        assert_eq!(Sources::load(Path::new("nowhere")).unwrap(), Sources::default());
    }
}
