//! The whole program in its steps: find, read, clean, recognise, interpret, reconcile, emit.
//!
//! Extraction of one document is a pure function of its bytes and the options. What fails is said
//! in the extraction, so that one bad document never costs another one.

use crate::clean::clean;
use crate::config::Limits;
use crate::contract::{self, Extraction, Status};
use crate::cross_check::{self, Second};
use crate::diagnostic::Diagnostic;
use crate::discover::{MediaType, Source, sha256, sniff};
use crate::error::{Error, Result};
use crate::interpret::interpret;
use crate::panics::contain;
use crate::read::layout::Document;
use crate::read::{Engine, read};
use crate::recognise::{Context, Mention, impossible, recognise};
use crate::reconcile::reconcile;

/// How a document is extracted.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The name under which the document stands in `document.source`.
    pub source: String,
    /// Which engine reads a PDF.
    pub engine: Engine,
    /// The character encoding that a server named for a page or text.
    pub charset: Option<String>,
    /// Whether the other engine reads a PDF as well, to compare; it changes no value.
    pub cross_check: bool,
}

/// Extracts one found document in this process; whatever fails is said in the extraction.
///
/// Panics are contained. What nothing in a process can contain is an overflow of its stack, memory
/// that runs out, and content that never ends: [`Run`](crate::Run) with workers can.
pub fn extract_source(source: Result<Source>, engine: Engine) -> (Extraction, Option<Error>) {
    let source = match source {
        Ok(source) => source,
        Err(error) => return not_found(error),
    };
    match source.read(Limits::default().input()) {
        Ok(bytes) => extract_found(&source, &bytes, engine, &Second::Off),
        Err(error) => not_read(&source, &[], error),
    }
}

/// Extracts a found document whose bytes were read.
pub(crate) fn extract_found(
    source: &Source,
    bytes: &[u8],
    engine: Engine,
    second: &Second,
) -> (Extraction, Option<Error>) {
    let (name, charset) = (source.name.clone(), source.charset.clone());
    let options = Options { source: name, engine, charset, ..Options::default() };
    extract_as(bytes, source.media_type(bytes), &options, second)
}

/// The extraction of a document of which there are no bytes.
pub(crate) fn not_found(error: Error) -> (Extraction, Option<Error>) {
    failed(header(&[], &Options::default()), error)
}

/// The extraction of a found document that something outside of it kept from being read.
pub(crate) fn not_read(source: &Source, bytes: &[u8], error: Error) -> (Extraction, Option<Error>) {
    let options = Options { source: source.name.clone(), ..Options::default() };
    let mut header = header(bytes, &options);
    header.media_type = source.media_type(bytes).ok().map(|(media, _)| media.name().to_owned());
    failed(header, error)
}

/// Reads one found document and goes no further: its lines, blocks and tables.
///
/// # Errors
/// Why the document cannot be read.
pub fn read_source(source: &Source, engine: Engine) -> Result<Document> {
    read_found(source, &source.read(Limits::default().input())?, engine)
}

/// Reads a found document whose bytes are there, and goes no further.
pub(crate) fn read_found(source: &Source, bytes: &[u8], engine: Engine) -> Result<Document> {
    let (media, note) = source.media_type(bytes)?;
    let mut document = read(bytes, media, engine, source.charset.as_deref())?;
    document.diagnostics.splice(0..0, note);
    Ok(document)
}

/// Extracts one document from its bytes: a pure function of them and the options.
///
/// ```
/// let page = "<h1>Överenskommelse om en god vård 2024</h1>
///     <p>Överenskommelsen omfattar totalt 447,5 mnkr, varav 391 miljoner går till regionerna.</p>";
/// let extraction = overens::extract(page.as_bytes(), &overens::Options::default());
/// let amounts = &extraction.agreements[0].amounts;
/// assert_eq!(amounts[0].value.to_string(), "447500000");
/// assert_eq!(amounts[1].parent.as_ref(), Some(&amounts[0].id));
/// assert_eq!(amounts[1].mentions[0].quote, "391 miljoner");
/// ```
pub fn extract(bytes: &[u8], options: &Options) -> Extraction {
    let second = if options.cross_check { Second::On } else { Second::Off };
    extract_as(bytes, sniff(bytes).map(|media| (media, None)), options, &second).0
}

fn extract_as(
    bytes: &[u8],
    media: Result<(MediaType, Option<Diagnostic>)>,
    options: &Options,
    second: &Second,
) -> (Extraction, Option<Error>) {
    let mut header = header(bytes, options);
    let (media, note) = match media {
        Ok(known) => known,
        Err(error) => return failed(header, error),
    };
    header.media_type = Some(media.name().to_owned());
    let document = match read(bytes, media, options.engine, options.charset.as_deref()) {
        Ok(document) => document,
        Err(error) => return failed(header, error),
    };
    describe(&mut header, &document);
    // The stages behind the reader cannot fail; should one panic all the same, it costs one document.
    let outcome = contain(|| {
        let text = clean(&document);
        let mentions = recognise(&text.string, Context::default());
        let interpret = |mentions: &[Mention]| interpret(&text, mentions, header.clone());
        let mut extraction = reconcile(interpret(&mentions), &mentions, interpret);
        let doubts = impossible(&text.string, &mentions).into_iter().map(|it| {
            let place = text.mention(it.range);
            let message = format!("\"{}\" {}; compare it with the original", place.quote, it.why);
            Diagnostic::warning(it.code, message).at(place)
        });
        extraction.diagnostics.extend(doubts);
        extraction
    });
    match outcome {
        Ok(mut extraction) => {
            let doubts = note.into_iter().chain(document.diagnostics);
            extraction.diagnostics.splice(0..0, doubts);
            if media == MediaType::Pdf {
                cross_check::add(&mut extraction, bytes, options.engine, second);
            }
            (extraction, None)
        }
        Err(panic) => failed(header, Error::Internal(panic.to_string())),
    }
}

/// What is known of a document before it is read.
fn header(bytes: &[u8], options: &Options) -> contract::Document {
    contract::Document::unread(options.source.clone(), sha256(bytes), bytes.len() as u64)
}

/// Adds what the reader knows: itself, the pages, and whether all of them could be read.
fn describe(header: &mut contract::Document, document: &Document) {
    let pages = &document.pages;
    header.page_count = u32::try_from(pages.len()).ok().filter(|count| *count > 0);
    header.reader.engine = Some(document.engine.to_owned());
    header.reader.version = Some(document.engine_version.to_owned());
    let empty = pages.iter().filter(|page| !page.has_text).map(|page| page.number);
    header.reader.pages_without_text = empty.collect();
    if document.diagnostics.iter().any(|doubt| doubt.code.makes_partial()) {
        header.status = Status::Partial;
    }
}

/// The extraction of a document that could not be read, and why.
fn failed(mut header: contract::Document, error: Error) -> (Extraction, Option<Error>) {
    header.status = Status::Failed;
    if header.source.is_empty()
        && let Some(path) = error.path()
    {
        header.source = path.display().to_string();
    }
    // Files of which nothing was read are told apart by their names.
    if header.bytes == 0 && !matches!(error, Error::Empty) {
        header.id = sha256(header.source.as_bytes()).chars().take(12).collect();
    }
    let mut extraction = Extraction::empty(header);
    extraction.diagnostics.push(Diagnostic::error(error.code(), error.to_string()));
    (extraction, Some(error))
}
