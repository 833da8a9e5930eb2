//! The whole program in its steps; the only place that uses rayon.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;

use rayon::prelude::*;

use crate::clean::clean;
use crate::contract::{self, DocumentKind, EXTRACTION_SCHEMA, Extraction, Severity, Status};
use crate::diagnostic::Diagnostic;
use crate::discover::{self, MediaType, Source, discover, sha256, sniff};
use crate::error::{Error, Result};
use crate::interpret::interpret;
use crate::read::{Engine, read};
use crate::recognise::{Context, recognise};
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
}

/// Extracts all documents of files and folders, in the order of the paths.
///
/// `done` is called after each document, from any thread; with the extraction comes the error
/// where it has failed.
pub fn extract_all<F>(
    paths: &[PathBuf],
    engine: Engine,
    done: F,
) -> Vec<(Extraction, Option<Error>)>
where
    F: Fn() + Sync,
{
    let sources = discover(paths).sources;
    let extractions = sources.into_par_iter().map(|source| {
        let extraction = extract_source(source, engine);
        done();
        extraction
    });
    extractions.collect()
}

/// Extracts one found document; whatever fails is said in the extraction.
pub fn extract_source(source: Result<Source>, engine: Engine) -> (Extraction, Option<Error>) {
    let source = match source {
        Ok(source) => source,
        Err(error) => return (failed(&Options::default(), &[], None, &error), Some(error)),
    };
    let options = Options { source: source.name.clone(), engine, charset: None };
    let bytes = match source.read() {
        Ok(bytes) => bytes,
        Err(error) => return (failed(&options, &[], None, &error), Some(error)),
    };
    match source.media_type(&bytes) {
        Ok((media, note)) => extract_as(&bytes, media, note, &options),
        Err(error) => (failed(&options, &bytes, None, &error), Some(error)),
    }
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
    match sniff(bytes) {
        Ok(media) => extract_as(bytes, media, None, options).0,
        Err(error) => failed(options, bytes, None, &error),
    }
}

fn extract_as(
    bytes: &[u8],
    media: MediaType,
    note: Option<Diagnostic>,
    options: &Options,
) -> (Extraction, Option<Error>) {
    let document = match read(bytes, media, options.engine, options.charset.as_deref()) {
        Ok(document) => document,
        Err(error) => return (failed(options, bytes, Some(media), &error), Some(error)),
    };
    // The stages behind the reader cannot fail; should one panic all the same, it costs one document.
    let outcome = catch_unwind(AssertUnwindSafe(|| {
        let text = clean(&document);
        let mentions = recognise(&text.string, Context::default());
        reconcile(interpret(&text, &mentions, header(bytes, Some(media), options)))
    }));
    match outcome {
        Ok(mut extraction) => {
            extraction.diagnostics.splice(0..0, note);
            (extraction, None)
        }
        Err(_) => {
            let error = Error::Reader { engine: "interpreter", what: "a panic".to_owned() };
            (failed(options, bytes, Some(media), &error), Some(error))
        }
    }
}

/// What is known of a document before it is read.
fn header(bytes: &[u8], media: Option<MediaType>, options: &Options) -> contract::Document {
    let sha256 = sha256(bytes);
    contract::Document {
        id: sha256[..12].to_owned(),
        status: Status::Read,
        source: options.source.clone(),
        sha256,
        bytes: bytes.len() as u64,
        media_type: media.map(|media| discover::MediaType::name(media).to_owned()),
        kind: DocumentKind::Other,
        title: None,
        title_mentions: Vec::new(),
        publisher: None,
        published: None,
        published_mentions: Vec::new(),
        page_count: None,
        reader: contract::Reader {
            engine: None,
            version: None,
            cross_check: None,
            pages_without_text: Vec::new(),
        },
    }
}

/// The extraction of a document that could not be read.
fn failed(options: &Options, bytes: &[u8], media: Option<MediaType>, error: &Error) -> Extraction {
    let mut document = header(bytes, media, options);
    document.status = Status::Failed;
    if document.source.is_empty() {
        document.source = error.path().map_or_else(String::new, |path| path.display().to_string());
    }
    Extraction {
        schema: EXTRACTION_SCHEMA.to_owned(),
        document,
        agreements: Vec::new(),
        amounts: Vec::new(),
        deadlines: Vec::new(),
        registry_numbers: Vec::new(),
        appropriations: Vec::new(),
        tables: Vec::new(),
        checks: Vec::new(),
        diagnostics: vec![Diagnostic {
            severity: Severity::Error,
            code: error.code().to_owned(),
            message: error.to_string(),
            mention: None,
        }],
    }
}
