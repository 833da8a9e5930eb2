//! The parent's side: as many workers as are asked at a time, each reused until it breaks.

use std::io::{self, BufWriter, ErrorKind, Read, Write};
use std::path::PathBuf;
use std::process::{ChildStderr, ChildStdin, ChildStdout, Command, ExitStatus, Stdio};
use std::sync::{Arc, Mutex, OnceLock};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use super::frame;
use super::limits;
use super::watchdog::{Leash, Watchdog, lock};
use crate::config::Limits;
use crate::error::{Error, Result};
use crate::parallel::STACK;

/// How much of what a worker says on standard error is kept, in bytes.
const LAST_WORDS: usize = 4096;

/// The largest head of an answer, in bytes.
const HEAD: u64 = 1024 * 1024;

/// Worker processes of one program under one set of limits.
///
/// Dropping it ends them all.
#[derive(Debug)]
pub(crate) struct Workers {
    program: PathBuf,
    arguments: Vec<String>,
    limits: Limits,
    idle: Mutex<Vec<Worker>>,
    watchdog: Watchdog,
    unconfined: OnceLock<String>,
}

/// Why a worker gave no answer.
enum Broken {
    /// It ended, or said what no worker says.
    Ended,
    /// Its answer was too large.
    Output,
    /// It could not be started or watched.
    System(io::Error),
}

impl Workers {
    /// Workers that are started, as they are needed, as `program` with `arguments`.
    pub(crate) fn new(program: PathBuf, arguments: &[&str], limits: Limits) -> Workers {
        Workers {
            program,
            arguments: arguments.iter().map(|&it| it.to_owned()).collect(),
            limits,
            idle: Mutex::default(),
            watchdog: Watchdog::default(),
            unconfined: OnceLock::new(),
        }
    }

    /// What the system could not take from the workers that have run, in clauses.
    pub(crate) fn unconfined(&self) -> Option<&str> {
        self.unconfined.get().map(String::as_str).filter(|clauses| !clauses.is_empty())
    }

    /// The head and body of the answer to one job.
    ///
    /// A worker that breaks on a document after it has read others is not believed: a fresh one
    /// tries again, so that no document's result depends on those before it.
    ///
    /// # Errors
    /// Which limit the document broke, or how the worker ended.
    pub(crate) fn ask(&self, job: &[u8], document: &[u8]) -> Result<(Vec<u8>, Vec<u8>)> {
        loop {
            let idle = lock(&self.idle).pop();
            let (mut worker, used) = match idle {
                Some(worker) => (worker, true),
                None => (self.start()?, false),
            };
            match self.exchange(&mut worker, job, document) {
                Ok(answer) => {
                    // One that was ended as it answered is of no further use.
                    if !worker.leash.was_late() {
                        lock(&self.idle).push(worker);
                    }
                    return Ok(answer);
                }
                Err(Broken::Ended) if used && !worker.leash.was_late() => drop(worker),
                Err(broken) => return Err(worker.cause(broken, &self.limits)),
            }
        }
    }

    fn start(&self) -> Result<Worker> {
        let mut command = Command::new(&self.program);
        // Nothing of the user's settings reaches the readers, so that nothing depends on them.
        command.args(&self.arguments).env_clear();
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut worker = command.spawn().and_then(Worker::new).map_err(Error::Worker)?;
        match self.greet(&mut worker) {
            Ok(unconfined) => {
                // Every worker says the same; the first is kept.
                let _ = self.unconfined.set(unconfined);
                Ok(worker)
            }
            Err(broken) => Err(worker.cause(broken, &self.limits)),
        }
    }

    /// Tells a new worker its limits and hears what the system could not take from it.
    fn greet(&self, worker: &mut Worker) -> Result<String, Broken> {
        let limits =
            serde_json::to_vec(&self.limits).map_err(|error| Broken::System(error.into()))?;
        let _watch = self.watch(worker)?;
        worker.say(&[&limits]).map_err(|_| Broken::Ended)?;
        let unconfined = worker.hear(HEAD)?;
        String::from_utf8(unconfined).map_err(|_| Broken::Ended)
    }

    fn exchange(
        &self,
        worker: &mut Worker,
        job: &[u8],
        document: &[u8],
    ) -> Result<(Vec<u8>, Vec<u8>), Broken> {
        let _watch = self.watch(worker)?;
        worker.say(&[job, document]).map_err(|_| Broken::Ended)?;
        let head = worker.hear(HEAD)?;
        let body = worker.hear(self.limits.output())?;
        Ok((head, body))
    }

    fn watch(&self, worker: &Worker) -> Result<super::watchdog::Watch<'_>, Broken> {
        let time = Duration::from_secs(self.limits.seconds.get());
        let deadline = Instant::now().checked_add(time).unwrap_or_else(far_away);
        self.watchdog.watch(&worker.leash, deadline).map_err(Broken::System)
    }
}

/// A hundred years from now, for limits that no clock reaches.
fn far_away() -> Instant {
    Instant::now() + Duration::from_secs(100 * 365 * 24 * 3600)
}

/// One process.
#[derive(Debug)]
struct Worker {
    leash: Arc<Leash>,
    input: BufWriter<ChildStdin>,
    output: ChildStdout,
    last_words: Option<JoinHandle<String>>,
}

impl Worker {
    fn new(mut child: std::process::Child) -> io::Result<Worker> {
        let closed = || io::Error::other("a pipe is missing");
        let input = BufWriter::new(child.stdin.take().ok_or_else(closed)?);
        let output = child.stdout.take().ok_or_else(closed)?;
        let errors = child.stderr.take().ok_or_else(closed)?;
        let last_words = thread::Builder::new().spawn(move || tail(errors));
        let leash = Arc::new(Leash::new(child));
        let worker = |last_words| Worker { leash, input, output, last_words };
        match last_words {
            Ok(thread) => Ok(worker(Some(thread))),
            Err(error) => {
                drop(worker(None));
                Err(error)
            }
        }
    }

    fn say(&mut self, frames: &[&[u8]]) -> io::Result<()> {
        for bytes in frames {
            frame::write(&mut self.input, bytes)?;
        }
        self.input.flush()
    }

    fn hear(&mut self, limit: u64) -> Result<Vec<u8>, Broken> {
        match frame::read(&mut self.output, limit) {
            Ok(Some(bytes)) => Ok(bytes),
            Err(error) if error.kind() == ErrorKind::FileTooLarge => Err(Broken::Output),
            Ok(None) | Err(_) => Err(Broken::Ended),
        }
    }

    /// Ends the process and tells what went wrong from how it ended.
    fn cause(mut self, broken: Broken, limits: &Limits) -> Error {
        let late = self.leash.was_late();
        let status = self.leash.end();
        let last_words = self.last_words.take().and_then(|thread| thread.join().ok());
        match broken {
            Broken::System(error) => Error::Worker(error),
            Broken::Output => limits::output_broken(limits),
            Broken::Ended if late => limits::time_broken(limits),
            Broken::Ended => ended(status, &last_words.unwrap_or_default(), limits),
        }
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        // A process that has been waited for already gives an error, which tells nothing new.
        let _ = self.leash.end();
        if let Some(thread) = self.last_words.take() {
            let _ = thread.join();
        }
    }
}

/// What the end of a process says about the document it was reading.
fn ended(status: io::Result<ExitStatus>, last_words: &str, limits: &Limits) -> Error {
    // The runtime's own words before it aborts.
    if last_words.contains("memory allocation of") {
        return limits::memory_broken(limits);
    }
    if last_words.contains("has overflowed its stack") {
        return limits::stack_broken(STACK);
    }
    match status {
        Ok(status) if out_of_time(status) => limits::time_broken(limits),
        Ok(status) => Error::WorkerEnded(status.to_string()),
        Err(error) => Error::Worker(error),
    }
}

#[cfg(unix)]
fn out_of_time(status: ExitStatus) -> bool {
    use std::os::unix::process::ExitStatusExt;
    status.signal() == Some(rustix::process::Signal::XCPU.as_raw())
}

#[cfg(not(unix))]
fn out_of_time(_: ExitStatus) -> bool {
    false
}

/// The last of what a worker says on standard error, all of which is read so that it never waits.
fn tail(mut errors: ChildStderr) -> String {
    let (mut kept, mut chunk) = (Vec::new(), [0; LAST_WORDS]);
    while let Ok(count @ 1..) = errors.read(&mut chunk) {
        kept.extend_from_slice(&chunk[..count]);
        kept.drain(..kept.len().saturating_sub(LAST_WORDS));
    }
    String::from_utf8_lossy(&kept).into_owned()
}
