//! `overens config`: the settings that hold, and where each came from.

use std::io;

use overens::config::{Config, page};

use super::flags::CorpusFlags;
use super::{Outcome, output};

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    corpus: CorpusFlags,
}

pub(super) fn run(arguments: &Arguments, mut settings: Config) -> io::Result<Outcome> {
    arguments.corpus.over(&mut settings);
    output::print(&page(&settings))
}
