//! The worker's side: gives up what it does not need, then answers one document after another
//! until its input ends.

use std::io::{self, BufReader, BufWriter, Write};
use std::thread;

use super::{frame, sandbox};
use crate::config::Limits;
use crate::parallel::STACK;

/// Answers jobs from standard input on standard output, each being a job and a document's bytes,
/// and each answer a head and a body.
///
/// The first frame holds the limits, and is answered with what the system could not take away.
/// Returns when the input ends.
///
/// # Errors
/// Where the input breaks off, the output is closed, or the system gives no thread.
pub(crate) fn serve(work: impl Fn(&[u8], &[u8]) -> (Vec<u8>, Vec<u8>) + Send) -> io::Result<()> {
    let mut input = BufReader::new(io::stdin());
    let mut output = BufWriter::new(io::stdout());
    let Some(limits) = frame::read(&mut input, u64::MAX)? else { return Ok(()) };
    let limits: Limits = serde_json::from_slice(&limits).map_err(io::Error::other)?;
    let left = sandbox::enter(&limits);
    frame::write(&mut output, left.join("; ").as_bytes())?;
    output.flush()?;
    let answer = move || -> io::Result<()> {
        while let Some(job) = frame::read(&mut input, u64::MAX)? {
            let document = frame::read(&mut input, u64::MAX)?.unwrap_or_default();
            sandbox::allow_time(&limits);
            let (head, body) = work(&job, &document);
            frame::write(&mut output, &head)?;
            frame::write(&mut output, &body)?;
            output.flush()?;
        }
        Ok(())
    };
    thread::scope(|scope| {
        let thread = thread::Builder::new().stack_size(STACK).spawn_scoped(scope, answer)?;
        thread.join().unwrap_or_else(|_| Err(io::Error::other("the worker failed inside")))
    })
}
