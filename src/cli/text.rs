//! `overens text`: the text that the mentions' line numbers refer to.

use std::io;
use std::path::PathBuf;

use overens::config::Config;
use overens::emit;

use super::flags::EngineFlag;
use super::{Outcome, output};

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// A document; - is standard input
    path: PathBuf,
    #[command(flatten)]
    engine: EngineFlag,
}

pub(super) fn run(arguments: &Arguments, mut settings: Config) -> io::Result<Outcome> {
    arguments.engine.over(&mut settings);
    match output::read_one(&arguments.path, settings.read.engine) {
        Some(document) => output::print(&emit::text(&document)),
        None => Ok(Outcome::SomeNotRead),
    }
}
