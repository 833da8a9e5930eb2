//! What a worker may do wrong, played by a shell.

use std::num::NonZeroU64;
use std::path::PathBuf;

use super::pool::Workers;
use crate::config::Limits;
use crate::diagnostic::Code;

/// The greeting of a worker that gave everything up: an empty frame.
const GREETING: &str = "printf '\\0\\0\\0\\0\\0\\0\\0\\0'";

const ANSWER: &str = "printf '\\1\\0\\0\\0\\0\\0\\0\\0a\\2\\0\\0\\0\\0\\0\\0\\0bc'";

const JOB: &[u8] = b"job";
const DOCUMENT: &[u8] = b"document";

fn limits() -> Limits {
    Limits { output_mib: NonZeroU64::MIN, ..Limits::default() }
}

/// What comes of two documents, asked one after the other.
fn check(script: &str, expected: [&str; 2]) {
    check_within(limits(), script, expected);
}

fn check_within(limits: Limits, script: &str, expected: [&str; 2]) {
    let shell = Workers::new(PathBuf::from("/bin/sh"), &["-c", script], limits);
    let ask = || match shell.ask(JOB, DOCUMENT) {
        Ok((head, body)) => {
            format!("{} {}", String::from_utf8_lossy(&head), String::from_utf8_lossy(&body))
        }
        Err(error) => format!("{}: {error}", error.code()),
    };
    assert_eq!([ask(), ask()], expected, "{script}");
}

/// Both documents have one fate, which the sentence tells.
fn breaks(script: &str, sentence: &str) {
    check(script, [sentence, sentence]);
}

#[test]
fn answers_come_back() {
    check(&format!("{GREETING}; {ANSWER}; {ANSWER}; exec cat >&2"), ["a bc", "a bc"]);
}

#[test]
fn a_worker_that_breaks_after_another_document_is_not_believed() {
    let limits = serde_json::to_vec(&limits()).unwrap_or_default();
    let told = 8 + limits.len() + 8 + JOB.len() + 8 + DOCUMENT.len();
    let script = format!("{GREETING}; head -c {told} >/dev/null; {ANSWER}; exit 1");
    check(&script, ["a bc", "a bc"]);
}

#[test]
fn what_runs_on_is_ended() {
    let late = "limit: the document breaks the limit of 1 s of time; split the document, or raise \
                limits.seconds in overens.toml";
    let limits = Limits { seconds: NonZeroU64::MIN, ..limits() };
    for script in [
        format!("{GREETING}; exec sleep 1000"),
        "exec sleep 1000".to_owned(),
        format!("{GREETING}; {ANSWER} | head -c 5; exec sleep 1000"),
    ] {
        check_within(limits, &script, [late, late]);
    }
}

#[test]
fn an_answer_has_a_largest_size() {
    breaks(
        &format!(
            "{GREETING}; printf '\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\21\\0\\0\\0\\0\\0'; exec cat"
        ),
        "limit: the document breaks the limit of 1 MiB of JSON; split the document, or raise limits.output_mib in overens.toml",
    );
}

#[test]
fn last_words_tell_which_limit_was_broken() {
    let dies = |words: &str| format!("{GREETING}; echo '{words}' >&2; kill -ABRT $$");
    breaks(
        &dies("memory allocation of 4000000000 bytes failed"),
        "limit: the document breaks the limit of 1024 MiB of memory; split the document, or raise limits.memory_mib in overens.toml",
    );
    breaks(
        &dies("thread 'x' has overflowed its stack"),
        "limit: the document breaks the limit of 16 MiB of stack; its parts are nested too \
         deeply; print it to a new PDF",
    );
}

#[test]
fn any_other_end_is_told() {
    let told = |how: &str| {
        format!(
            "worker-ended: the process that read the document ended without an answer ({how}); \
             report the file, and try the other engine"
        )
    };
    breaks(&format!("{GREETING}; exit 3"), &told("exit status: 3"));
    breaks("exit 3", &told("exit status: 3"));
    breaks(&format!("{GREETING}; kill -SEGV $$"), &told("signal: 11 (SIGSEGV)"));
}

#[test]
fn a_program_that_is_not_there_is_said() {
    let workers = Workers::new(PathBuf::from("no/such/program"), &[], Limits::default());
    assert_eq!(workers.ask(b"", b"").map_err(|error| error.code()).err(), Some(Code::NoWorker));
}

#[test]
fn what_the_system_could_not_take_is_known() {
    let script = format!("printf '\\3\\0\\0\\0\\0\\0\\0\\0abc'; {ANSWER}; exec cat >&2");
    let shell = Workers::new(PathBuf::from("/bin/sh"), &["-c", &script], Limits::default());
    assert_eq!(shell.unconfined(), None);
    assert!(shell.ask(JOB, DOCUMENT).is_ok());
    assert_eq!(shell.unconfined(), Some("abc"));
}
