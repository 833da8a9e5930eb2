//! The command line: arguments, help text and messages; nothing else prints.
//!
//! Data goes to standard output, messages to standard error. The exit code is 0 when everything
//! was read, 1 when something was not, and 2 for wrong usage.

mod build;
mod explain;
mod extract;
mod ledger;
mod mentions;
mod output;
mod rules;
mod text;

use std::io::{self, ErrorKind};
use std::panic::catch_unwind;
use std::process::ExitCode;

use clap::{Parser, Subcommand, ValueEnum};
use overens::emit;
use overens::read::Engine;

/// Reads Swedish public-money documents and says where each figure stands.
#[derive(Debug, Parser)]
#[command(version, arg_required_else_help = true, disable_help_subcommand = true)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Print what documents say as JSON, one line per document
    Extract(extract::Arguments),
    /// Reduce all documents of a folder to one dataset (JSON and CSV)
    Build(build::Arguments),
    /// Print what one region or municipality got, from which agreement, and where it stands
    Explain(explain::Arguments),
    /// Print what each agreement's money is made of: totals, parts, remainders and contradictions
    Ledger(ledger::Arguments),
    /// Print the text of a document as read, in the lines that mentions count
    ///
    /// A form feed stands at the start of the first line of each new page of a PDF.
    Text(text::Arguments),
    /// Print every amount, percentage, date, place and number that is recognised, one JSON object a line
    Mentions(mentions::Arguments),
    /// Print the JSON Schema of an extraction
    Schema,
    /// Print what is recognised, rule by rule, with examples and near misses (Markdown)
    Rules,
}

/// The engines as they are named on the command line.
#[derive(Debug, Clone, Copy, Default, ValueEnum)]
enum EngineName {
    /// The first engine
    #[default]
    Hayro,
    /// The second engine, to compare with or to fall back on
    PdfExtract,
}

impl From<EngineName> for Engine {
    fn from(name: EngineName) -> Engine {
        match name {
            EngineName::Hayro => Engine::Hayro,
            EngineName::PdfExtract => Engine::PdfExtract,
        }
    }
}

/// Whether all that was asked for could be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    AllRead,
    SomeNotRead,
}

/// Parses the arguments, runs the command, and says how it went.
pub(crate) fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let outcome = catch_unwind(|| run(arguments.command));
    match outcome {
        Ok(Ok(Outcome::AllRead)) => ExitCode::SUCCESS,
        Ok(Ok(Outcome::SomeNotRead)) => ExitCode::from(1),
        // Who reads the output has seen enough.
        Ok(Err(error)) if error.kind() == ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Ok(Err(error)) => {
            output::complain(&format!("the output cannot be written: {error}"));
            ExitCode::from(1)
        }
        Err(_) => {
            output::complain("the program failed inside; please report the command and the file");
            ExitCode::from(1)
        }
    }
}

fn run(command: Command) -> io::Result<Outcome> {
    match command {
        Command::Extract(arguments) => extract::run(arguments),
        Command::Build(arguments) => build::run(&arguments),
        Command::Explain(arguments) => explain::run(&arguments),
        Command::Ledger(arguments) => ledger::run(&arguments),
        Command::Text(arguments) => text::run(&arguments),
        Command::Mentions(arguments) => mentions::run(&arguments),
        Command::Schema => output::print(&(emit::schema() + "\n")),
        Command::Rules => output::print(&rules::page()),
    }
}
