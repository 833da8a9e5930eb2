//! What was asked for, as documents that wait to be read: files copied, addresses fetched, links
//! followed.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use indicatif::ProgressBar;
use overens::config::{Config, Limits};
use overens::discover::sources::Entry;
use overens::discover::{MediaType, Source, discover, sha256, sniff};
use overens::error::{Error, Result};
use url::Url;

use super::corpus::{Corpus, Place, today};
use super::links::{PdfLink, pdf_links};
use super::web::{Answer, Client, Fetched, Known, address, misnamed};

/// Something that was asked for or linked to.
#[derive(Debug)]
pub(super) struct Item {
    /// As it was typed or linked.
    pub(super) name: String,
    /// What its entry in `SOURCES.toml` will say, without file and capture.
    pub(super) entry: Entry,
    pub(super) state: State,
}

/// How far it has come.
#[derive(Debug)]
pub(super) enum State {
    /// It waits at a path to be read and taken in.
    Waiting(PathBuf),
    /// It lies in the corpus under this name, unlisted, to be read and listed.
    Unlisted(String),
    /// It lies in the corpus, listed so.
    Known(Box<Entry>),
    /// The server says that it is still what lies in the corpus under this name.
    Unchanged(String),
    /// It cannot be taken in.
    Refused(String),
}

/// Gathers documents for a corpus.
#[derive(Debug)]
pub(super) struct Gatherer<'c> {
    corpus: &'c Corpus,
    client: Client<'c>,
    limits: Limits,
    follow: bool,
    bar: ProgressBar,
    items: Vec<Item>,
    /// How many files of folders are no documents by their names.
    skipped: usize,
    /// Addresses that were fetched.
    fetched: BTreeSet<Url>,
}

impl<'c> Gatherer<'c> {
    pub(super) fn new(
        corpus: &'c Corpus,
        settings: &'c Config,
        follow: bool,
        bar: ProgressBar,
    ) -> Self {
        let client = Client::new(&settings.ingest);
        let (items, fetched) = (Vec::new(), BTreeSet::new());
        let (limits, skipped) = (settings.limits, 0);
        Gatherer { corpus, client, limits, follow, bar, items, skipped, fetched }
    }

    /// Takes what was typed, in its order; gives also how many files of folders were passed over.
    pub(super) fn gather(mut self, asked: &[String]) -> (Vec<Item>, usize) {
        for asked in asked {
            match address(asked) {
                Some(address) => self.page(&address),
                None => self.paths(Path::new(asked)),
            }
        }
        self.bar.finish_and_clear();
        (self.items, self.skipped)
    }

    fn paths(&mut self, path: &Path) {
        let found = discover(&[path.to_owned()]);
        self.skipped += found.skipped;
        for source in found.sources {
            let source = match source {
                Ok(source) => source,
                Err(error) => {
                    // The sentence begins with the path.
                    let name = path.display().to_string();
                    let sentence = error.to_string();
                    let reason = sentence.strip_prefix(&format!("{name}: ")).unwrap_or(&sentence);
                    let reason = match (&error, like_an_address(&name)) {
                        (Error::NoSuchPath(_), true) => {
                            "is neither a file nor an address that begins with https:// or http://"
                        }
                        _ => reason,
                    };
                    self.refuse(name, reason.to_owned());
                    continue;
                }
            };
            let name =
                source.path.as_deref().map_or(source.name.clone(), |it| it.display().to_string());
            self.bar.set_message(name.clone());
            let bytes = match source.read(self.limits.input()) {
                Ok(bytes) => bytes,
                Err(error) => {
                    self.refuse(name, error.to_string());
                    continue;
                }
            };
            let media = match source.media_type(&bytes) {
                Ok((media, _)) => media,
                Err(error) => {
                    self.refuse(name, error.to_string());
                    continue;
                }
            };
            let entry = Entry { from: self.origin(&source), ..Entry::default() };
            self.document(name, &bytes, media, entry);
            if self.follow && media == MediaType::Html {
                self.links(&bytes, None, source.charset.as_deref());
            }
        }
    }

    /// An address that was typed, and with `--follow` the PDFs it links to.
    fn page(&mut self, address: &Url) {
        if let Some((end, bytes, charset)) = self.fetch(address, None)
            && self.follow
            && matches!(sniff(&bytes), Ok(MediaType::Html))
        {
            self.links(&bytes, Some(&end), charset.as_deref());
        }
    }

    fn links(&mut self, bytes: &[u8], page: Option<&Url>, charset: Option<&str>) {
        for link in pdf_links(bytes, page, charset) {
            self.fetch(&link.address.clone(), Some((page, link)));
        }
    }

    /// Fetches an address once; gives where it ended, its bytes, also where they are known, and
    /// their encoding.
    fn fetch(
        &mut self,
        address: &Url,
        link: Option<(Option<&Url>, PdfLink)>,
    ) -> Option<(Url, Vec<u8>, Option<String>)> {
        if !self.fetched.insert(address.clone()) {
            return None;
        }
        let name = address.to_string();
        self.bar.set_message(name.clone());
        let captures = self.corpus.sources.captures(&name);
        let newest = captures.last().filter(|entry| self.corpus.path(&entry.file).is_file());
        let known = newest.map_or(Known::default(), |entry| Known {
            etag: entry.etag.as_deref(),
            last_modified: entry.last_modified.as_deref(),
        });
        let (page, wanted) = match &link {
            Some((page, _)) => (*page, Some(MediaType::Pdf)),
            None => (None, None),
        };
        let fetched = match (self.client.fetch(address, &known, page), newest) {
            (Ok(Answer::Document(fetched)), _) => fetched,
            (Ok(Answer::Unchanged(end)), Some(entry)) => {
                let bytes = std::fs::read(self.corpus.path(&entry.file)).ok()?;
                let state = State::Unchanged(entry.file.clone());
                self.items.push(Item { name, entry: (*entry).clone(), state });
                return Some((end, bytes, entry.charset.clone()));
            }
            (Ok(Answer::Unchanged(_)), None) => {
                self.refuse(
                    name,
                    "the server says that nothing has changed, but was not asked that; try again"
                        .to_owned(),
                );
                return None;
            }
            (Err(reason), _) => {
                self.refuse(name, reason);
                return None;
            }
        };
        let media = match media_type(&fetched) {
            Ok(media) => media,
            Err(error) => {
                self.refuse(name, error.to_string());
                return None;
            }
        };
        if let Some(reason) = misnamed(fetched.content_type.as_deref(), media, wanted) {
            self.refuse(name, reason);
            return None;
        }
        let (section, text) = match link {
            Some((_, PdfLink { section, text, .. })) => (section, Some(text)),
            None => (None, None),
        };
        let open = media != MediaType::Pdf && std::str::from_utf8(&fetched.bytes).is_err();
        let charset = fetched.charset.filter(|_| open);
        let entry = Entry {
            from: Some(name.clone()),
            charset: charset.clone(),
            page: page.map(Url::to_string),
            section,
            link: text.filter(|text| !text.is_empty()),
            etag: fetched.etag,
            last_modified: fetched.last_modified,
            ..Entry::default()
        };
        self.document(name, &fetched.bytes, media, entry);
        Some((fetched.address, fetched.bytes, charset))
    }

    /// Lets a document wait, unless it lies in the corpus already.
    fn document(&mut self, name: String, bytes: &[u8], media: MediaType, entry: Entry) {
        let sha = sha256(bytes);
        let state = match self.corpus.place(bytes, &sha) {
            Some(Place::Listed(entry)) => State::Known(entry),
            Some(Place::Unlisted(file)) => State::Unlisted(file),
            None => match self.corpus.wait(bytes, self.items.len(), media) {
                Ok(path) => State::Waiting(path),
                Err(error) => State::Refused(error.to_string()),
            },
        };
        let entry = Entry { captured: Some(today()), ..entry }.of(sha, media);
        self.items.push(Item { name, entry, state });
    }

    fn refuse(&mut self, name: String, reason: String) {
        self.items.push(Item { name, entry: Entry::default(), state: State::Refused(reason) });
    }

    /// The whole path of a file, by which a changed one is known again; none for standard input
    /// and for what lies in the corpus itself.
    fn origin(&self, source: &Source) -> Option<String> {
        let path = source.path.as_deref()?.canonicalize().ok()?;
        let inside =
            self.corpus.path("").canonicalize().is_ok_and(|corpus| path.starts_with(corpus));
        (!inside).then(|| path.to_string_lossy().replace('\\', "/"))
    }
}

/// True for what was hardly meant as a path: `www.exempel.se/avtal.pdf`, `ftp://exempel.se`.
fn like_an_address(name: &str) -> bool {
    name.contains(':') || name.to_lowercase().starts_with("www.")
}

/// The type of a document that was fetched, by its content, with the server's word as its name.
fn media_type(fetched: &Fetched) -> Result<MediaType> {
    let name = match fetched.content_type.as_deref() {
        Some("application/pdf") => "document.pdf",
        Some("text/html" | "application/xhtml+xml") => "document.html",
        _ => "document",
    };
    Source::named(name).media_type(&fetched.bytes).map(|(media, _)| media)
}
