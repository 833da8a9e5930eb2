//! `overens text`: the text that the mentions' line numbers refer to.

use std::io;
use std::path::PathBuf;

use overens::emit;

use super::{EngineName, Outcome, output};

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// A document; - is standard input
    path: PathBuf,
    /// Which engine reads PDF
    #[arg(long, value_enum, default_value_t)]
    engine: EngineName,
}

pub(super) fn run(arguments: &Arguments) -> io::Result<Outcome> {
    match output::read_one(&arguments.path, arguments.engine.into()) {
        Some(document) => output::print(&emit::text(&document)),
        None => Ok(Outcome::SomeNotRead),
    }
}
