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
mod between;
mod broken_figures;
mod build;
mod check;
mod cli;
mod cross_check;
mod datapackage;
mod dataset;
mod facts;
mod figures;
mod fuzz;
#[path = "../fuzz/mod.rs"]
mod fuzz_inputs;
mod https;
mod ingest;
mod init;
mod isolation;
mod ledger;
mod mutations;
#[path = "../property/mod.rs"]
mod property;
mod proved;
mod readme;
mod samples;
#[path = "../support/server.rs"]
mod server;
mod settings;
mod stable_ids;
#[path = "../support/mod.rs"]
mod support;
#[path = "../fuzz/targets.rs"]
mod targets;
#[path = "../support/tls.rs"]
mod tls;
mod torture;
#[path = "../torture/mod.rs"]
mod torture_files;

use std::path::{Path, PathBuf};

/// A path of the repository.
fn repository(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}
