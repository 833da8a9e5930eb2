//! `overens text`: the text that the mentions' line numbers refer to.

use std::io;
use std::path::PathBuf;

use overens::Run;
use overens::config::Config;

use super::flags::{self, EngineFlag};
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
    output::print_one(&arguments.path, &flags::run(&settings), Run::text)
}
