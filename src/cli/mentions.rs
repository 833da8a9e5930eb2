//! `overens mentions`: everything that is recognised in one document, before it is interpreted.

use std::io::{self, Write};
use std::path::PathBuf;

use overens::clean::clean;
use overens::config::Config;
use overens::emit;
use overens::recognise::amount::CellUnit;
use overens::recognise::{Context, recognise};

use super::flags::EngineFlag;
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
    let Some(document) = output::read_one(&arguments.path, settings.read.engine) else {
        return Ok(Outcome::SomeNotRead);
    };
    let text = clean(&document);
    let mut out = output::data();
    for mention in recognise(&text.string, Context { year: arguments.year, unit: arguments.unit }) {
        writeln!(out, "{}", emit::mention(&text, &mention))?;
    }
    out.flush()?;
    Ok(Outcome::AllRead)
}
