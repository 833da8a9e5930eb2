//! The tests from outside, in one program: the command line, the facts of the documents, the
//! architecture, and the sample documents where there are any.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a test may panic, and says what it skipped"
)]

mod architecture;
mod build;
mod cli;
mod cross_check;
mod dataset;
mod facts;
<<<<<<< HEAD
mod ingest;
mod init;
=======
mod fuzz;
#[path = "../fuzz/mod.rs"]
mod fuzz_inputs;
>>>>>>> 0060295 (read: compare the two PDF engines page by page; recognise: say what can be no amount and no day; tests: mutated inputs; security: what is promised and how it is tested)
mod isolation;
mod readme;
mod samples;
#[path = "../support/server.rs"]
mod server;
mod settings;
#[path = "../support/mod.rs"]
mod support;
mod torture;
#[path = "../torture/mod.rs"]
mod torture_files;

use std::path::{Path, PathBuf};

/// A path of the repository.
fn repository(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}
