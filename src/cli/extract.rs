//! `overens extract`: documents to JSON, in parallel and in order.

use std::io::{self, Write};
use std::path::PathBuf;

use overens::config::Config;
use overens::discover::discover;

use super::flags::{self, ReadingFlags};
use super::{Outcome, output};

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// Files and folders; - is standard input
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Indent the JSON of each document
    #[arg(long)]
    pretty: bool,
    #[command(flatten)]
    reading: ReadingFlags,
}

pub(super) fn run(arguments: &Arguments, mut settings: Config) -> io::Result<Outcome> {
    arguments.reading.over(&mut settings);
    let found = discover(&arguments.paths);
    let (sources, mut outcome) = output::documents(found.sources);
    let bar = output::progress(sources.len());
    let mut out = output::data();
    let run = flags::run(&settings);
    let ended = run.print_all(sources, arguments.pretty, |printed| {
        if let Some(error) = printed.error {
            let sentence = output::sentence(&printed.source, &error);
            bar.suspend(|| output::complain(&sentence));
            outcome = Outcome::Findings;
        }
        bar.suspend(|| {
            out.write_all(output::for_stdout(printed.json).as_bytes())?;
            out.write_all(b"\n")?;
            out.flush()
        })?;
        bar.inc(1);
        Ok(())
    });
    bar.finish_and_clear();
    ended?;
    output::say_unconfined(&run);
    if found.skipped > 0 {
        let (files, are) = if found.skipped == 1 { ("file", "is") } else { ("files", "are") };
        let skipped = found.skipped;
        output::complain(&format!("passed over {skipped} {files} that {are} no PDF, HTML or text"));
    }
    Ok(outcome)
}
