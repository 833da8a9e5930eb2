//! `overens mentions`: everything that is recognised in one document, before it is interpreted.

use std::io;
use std::path::PathBuf;

use overens::config::Config;
use overens::recognise::Context;
use overens::recognise::amount::CellUnit;

use super::flags::{self, EngineFlag};
use super::{Outcome, output};

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// A document; - is standard input
    #[arg(default_value = "-", value_name = "FILE")]
    path: PathBuf,
    /// The year of dates that stand without one
    #[arg(long, value_parser = clap::value_parser!(i32).range(1900..=2100))]
    year: Option<i32>,
    /// The unit of numbers that stand without one, such as kronor, tkr or mnkr
    #[arg(long, value_parser = unit)]
    unit: Option<CellUnit>,
    #[command(flatten)]
    engine: EngineFlag,
}

fn unit(name: &str) -> Result<CellUnit, &'static str> {
    CellUnit::parse(name).ok_or("no such unit; use kronor, tkr, mnkr, mdkr or kr/inv")
}

pub(super) fn run(arguments: &Arguments, mut settings: Config) -> io::Result<Outcome> {
    arguments.engine.over(&mut settings);
    let context = Context { year: arguments.year, unit: arguments.unit };
    output::print_one(&arguments.path, &flags::run(&settings), |run, source| {
        run.mentions(source, context)
    })
}
