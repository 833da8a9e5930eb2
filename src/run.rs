//! Many documents: in parallel and in order, each in a worker process or in this one.
//!
//! Both ways give the same bytes. What a worker is asked and answers is told here; how it is kept
//! alive and ended, in `worker`.

use std::io;
use std::num::NonZeroUsize;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use crate::clean::clean;
use crate::config::Limits;
use crate::contract::Extraction;
use crate::cross_check::Second;
use crate::discover::Source;
use crate::emit;
use crate::error::{Error, Result};
use crate::parallel::map_in_order;
use crate::pipeline::{extract_found, not_found, not_read, read_found};
use crate::read::Engine;
use crate::recognise::{Context, recognise};
use crate::worker::{self, Workers};

/// How documents are extracted.
///
/// Without [`Run::isolated`] they are read in this process, where a panic costs one document, but
/// an overflow of the stack, memory that runs out or content that never ends costs the process.
#[derive(Debug, Default)]
pub struct Run {
    /// Which engine reads PDF.
    pub engine: Engine,
    /// How many documents are read at a time; none: `RAYON_NUM_THREADS`, else one per core.
    pub threads: Option<NonZeroUsize>,
    /// Whether the other engine reads each PDF as well, to compare; it changes no value.
    pub cross_check: bool,
    /// What one document may take.
    pub limits: Limits,
    /// The processes that read; none: this one does.
    workers: Option<Workers>,
}

/// One extraction as it is printed.
#[derive(Debug)]
pub struct Printed {
    /// The name under which the document stands in `document.source`.
    pub source: String,
    /// The extraction as JSON.
    pub json: String,
    /// Why the document could not be read, where it could not.
    pub error: Option<Error>,
}

/// What a worker is asked.
#[derive(Debug, Serialize, Deserialize)]
struct Job {
    task: Task,
    source: String,
    charset: Option<String>,
    engine: Engine,
    second: Second,
}

/// What is wanted of a document.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
enum Task {
    Extract { pretty: bool },
    Text,
    Mentions(Context),
}

/// The extraction of a document that could not be read, and why.
type Unread = (Extraction, Option<Error>);

impl Run {
    /// The same run, its documents read in processes of `program`, which is one that calls
    /// [`serve`] when it is started with `arguments`.
    pub fn isolated(mut self, program: PathBuf, arguments: &[&str]) -> Run {
        self.workers = Some(Workers::new(program, arguments, self.limits));
        self
    }

    /// What the system could not keep from the processes that have run so far, in clauses.
    pub fn unconfined(&self) -> Option<&str> {
        self.workers.as_ref().and_then(Workers::unconfined)
    }

    /// Extracts many documents in parallel and hands the extractions to `take` in their order.
    ///
    /// With an extraction comes the error where it has failed. Only a few documents per thread are
    /// in memory at a time.
    ///
    /// # Errors
    /// The error of `take`, which ends the run, or that of the system where it gives no threads.
    pub fn extract_all<F>(
        &self,
        sources: impl IntoIterator<Item = Result<Source>>,
        mut take: F,
    ) -> io::Result<()>
    where
        F: FnMut(Extraction, Option<Error>) -> io::Result<()>,
    {
        let extract = |source| self.extract(source);
        map_in_order(sources, self.threads, extract, |(extraction, error)| take(extraction, error))
    }

    /// Extracts many documents in parallel and hands their JSON to `take` in their order, with the
    /// errors as in [`Run::extract_all`].
    ///
    /// # Errors
    /// As those of [`Run::extract_all`].
    pub fn print_all(
        &self,
        sources: impl IntoIterator<Item = Result<Source>>,
        pretty: bool,
        take: impl FnMut(Printed) -> io::Result<()>,
    ) -> io::Result<()> {
        map_in_order(sources, self.threads, |source| self.print(source, pretty), take)
    }

    /// Extracts one found document; whatever fails is said in the extraction.
    pub fn extract(&self, source: Result<Source>) -> (Extraction, Option<Error>) {
        let (source, bytes) = match self.open(source) {
            Ok(found) => found,
            Err(unread) => return *unread,
        };
        let Some(workers) = &self.workers else {
            return extract_found(&source, &bytes, self.engine, &self.second());
        };
        let job = self.job(Task::Extract { pretty: false }, &source);
        let answer = ask(workers, job, &bytes).and_then(|(error, json)| {
            let extraction = serde_json::from_slice(&json);
            Ok((extraction.map_err(|error| misunderstood(&error))?, error))
        });
        answer.unwrap_or_else(|error| not_read(&source, &bytes, error))
    }

    /// The text of one found document, as [`emit::text`] gives it.
    ///
    /// # Errors
    /// Why the document cannot be read.
    pub fn text(&self, source: Result<Source>) -> Result<String> {
        self.lines(Task::Text, source)
    }

    /// All that is recognised in one found document, a line of JSON each.
    ///
    /// # Errors
    /// Why the document cannot be read.
    pub fn mentions(&self, source: Result<Source>, context: Context) -> Result<String> {
        self.lines(Task::Mentions(context), source)
    }

    fn lines(&self, task: Task, source: Result<Source>) -> Result<String> {
        let source = source?;
        let bytes = source.read(self.limits.input())?;
        let job = self.job(task, &source);
        let (error, body) = match &self.workers {
            Some(workers) => ask(workers, job, &bytes)?,
            None => perform(&job, &bytes),
        };
        error.map_or_else(|| text(body), Err)
    }

    fn print(&self, source: Result<Source>, pretty: bool) -> Printed {
        let printed = |(extraction, error): (Extraction, Option<Error>)| Printed {
            json: emit::json(&extraction, pretty),
            source: extraction.document.source,
            error,
        };
        let (source, bytes) = match self.open(source) {
            Ok(found) => found,
            Err(unread) => return printed(*unread),
        };
        let Some(workers) = &self.workers else {
            return printed(extract_found(&source, &bytes, self.engine, &self.second()));
        };
        let job = self.job(Task::Extract { pretty }, &source);
        let answer = ask(workers, job, &bytes).and_then(|(error, json)| Ok((text(json)?, error)));
        match answer {
            Ok((json, error)) => Printed { source: source.name, json, error },
            Err(error) => printed(not_read(&source, &bytes, error)),
        }
    }

    /// The source with its bytes, or the extraction of one without.
    fn open(&self, source: Result<Source>) -> Result<(Source, Vec<u8>), Box<Unread>> {
        let source = source.map_err(|error| Box::new(not_found(error)))?;
        match source.read(self.limits.input()) {
            Ok(bytes) => Ok((source, bytes)),
            Err(error) => Err(Box::new(not_read(&source, &[], error))),
        }
    }

    fn job(&self, task: Task, source: &Source) -> Job {
        let (name, charset) = (source.name.clone(), source.charset.clone());
        Job { task, source: name, charset, engine: self.engine, second: self.second() }
    }

    fn second(&self) -> Second {
        if self.cross_check { Second::On } else { Second::Off }
    }
}

/// Reads documents for the process that started this one, until it has no more.
///
/// A program that is to read in processes of its own calls this when it is started with the
/// arguments that it gave to [`Run::isolated`], and does nothing else. On Linux the process cannot
/// open files or reach the network from then on.
///
/// # Errors
/// Where the pipes to the other process break.
pub fn serve() -> io::Result<()> {
    worker::serve(|job, bytes| {
        let (error, body) = match serde_json::from_slice(job) {
            Ok(job) => perform(&job, bytes),
            Err(error) => (Some(misunderstood(&error)), Vec::new()),
        };
        (head(error.as_ref()), body)
    })
}

/// The head of an answer: the error, as itself or, where it holds one of the system's, as its words.
fn head(error: Option<&Error>) -> Vec<u8> {
    serde_json::to_vec(&error).unwrap_or_else(|_| {
        let told =
            error.map(|error| Error::Reported { code: error.code(), message: error.to_string() });
        // A code and a string can always be written.
        serde_json::to_vec(&told).unwrap_or_default()
    })
}

/// Does one job: an error where the document could not be read, and what is to be printed.
fn perform(job: &Job, bytes: &[u8]) -> (Option<Error>, Vec<u8>) {
    let source = Source { charset: job.charset.clone(), ..Source::named(&job.source) };
    let read = || read_found(&source, bytes, job.engine);
    let result = match job.task {
        Task::Extract { pretty } => {
            let (extraction, error) = extract_found(&source, bytes, job.engine, &job.second);
            return (error, emit::json(&extraction, pretty).into_bytes());
        }
        Task::Text => read().map(|document| emit::text(&document)),
        Task::Mentions(context) => read().map(|document| {
            let text = clean(&document);
            let mentions = recognise(&text.string, context);
            mentions.iter().map(|mention| emit::mention(&text, mention) + "\n").collect()
        }),
    };
    match result {
        Ok(lines) => (None, lines.into_bytes()),
        Err(error) => (Some(error), Vec::new()),
    }
}

/// What a worker makes of a job. Where the second engine breaks it, the first is asked alone: to
/// compare costs no document.
fn ask(workers: &Workers, mut job: Job, bytes: &[u8]) -> Result<(Option<Error>, Vec<u8>)> {
    match ask_once(workers, &job, bytes) {
        Err(error @ (Error::Limit { .. } | Error::WorkerEnded(_))) if job.second == Second::On => {
            job.second = Second::Broke(error.to_string());
            ask_once(workers, &job, bytes)
        }
        other => other,
    }
}

fn ask_once(workers: &Workers, job: &Job, bytes: &[u8]) -> Result<(Option<Error>, Vec<u8>)> {
    let job = serde_json::to_vec(job).map_err(|error| misunderstood(&error))?;
    let (head, body) = workers.ask(&job, bytes)?;
    let told = serde_json::from_slice(&head).map_err(|error| misunderstood(&error))?;
    Ok((told, body))
}

fn text(body: Vec<u8>) -> Result<String> {
    String::from_utf8(body).map_err(|error| misunderstood(&error))
}

fn misunderstood(error: &dyn std::fmt::Display) -> Error {
    Error::WorkerEnded(format!("its answer makes no sense: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What the other process hears of an error.
    fn heard(error: Error) -> Option<Error> {
        let head = head(Some(&error));
        serde_json::from_slice(&head).expect("a head is an error or none")
    }

    #[test]
    fn errors_stay_what_they_are_between_processes() {
        assert!(matches!(heard(Error::Encrypted), Some(Error::Encrypted)));
        let error = Error::Limit { limit: "5 pages".to_owned(), advice: "split it".to_owned() };
        let said = error.to_string();
        assert!(
            matches!(heard(error), Some(error @ Error::Limit { .. }) if error.to_string() == said)
        );
        let error = Error::Worker(io::Error::other("no memory"));
        let said = error.to_string();
        let Some(error @ Error::Reported { .. }) = heard(error) else { panic!("not told") };
        assert_eq!((error.to_string(), error.code()), (said, crate::diagnostic::Code::NoWorker));
        assert_eq!(head(None), b"null");
    }
}
