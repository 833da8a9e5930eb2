//! The command line: arguments, help text and messages; nothing else prints.
//!
//! Data goes to standard output, messages to standard error. [`Outcome`] says what the exit code
//! means.

mod build;
mod check;
mod completions;
mod config;
mod diff;
mod differences;
mod explain;
mod extract;
mod flags;
mod ingest;
mod init;
mod ledger;
mod mentions;
mod output;
mod review;
mod rules;
mod style;
mod text;

use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{CommandFactory, Parser, Subcommand};
use overens::config::Config;
use overens::emit;
use overens::panics::contain;

/// The name of the command as which the program starts itself to read documents.
const WORKER: &str = "worker";

/// Reads Swedish public-money documents and says where each figure stands.
#[derive(Debug, Parser)]
#[command(version, arg_required_else_help = true, disable_help_subcommand = true)]
struct Arguments {
    /// The file of settings [default: overens.toml in the current folder, if there is one]
    #[arg(long, global = true, value_name = "FILE")]
    config: Option<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Make a folder of your own: corpus, golden, facts and a file of settings
    Init(init::Arguments),
    /// Take documents into the corpus, from files or the web, and print what they say
    Ingest(ingest::Arguments),
    /// Print what documents say as JSON, one line per document
    Extract(extract::Arguments),
    /// Reduce all documents of a folder to one dataset (JSON and CSV)
    Build(build::Arguments),
    /// Compare what is read today with the goldens and the facts, and say which facts changed
    ///
    /// Ends with 1 if anything differs, has no golden or does not hold.
    Check(check::Arguments),
    /// Go through the documents that differ from their goldens, and accept or reject each
    Review(review::Arguments),
    /// Say what changed between two documents, two agreements or two datasets, krona for krona
    ///
    /// Ends with 0 if nothing changed, 1 if something did, and 2 if they cannot be compared.
    Diff(diff::Arguments),
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
    /// Print the settings that hold, and where each came from
    Config(config::Arguments),
    /// Print a script that lets a shell complete commands and flags
    Completions(completions::Arguments),
    /// Print the manual page of the program or of one command (roff)
    Man(completions::ManArguments),
    /// Print the JSON Schema of an extraction
    Schema {
        /// That of a dataset instead, whose lists are a file each
        #[arg(long)]
        dataset: bool,
    },
    /// Print what is recognised, rule by rule, with examples and near misses (Markdown)
    Rules,
    /// Read documents for the process that started this one
    #[command(name = WORKER, hide = true)]
    Worker,
}

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    /// Everything was read, and there is nothing to act upon.
    Success,
    /// Something could not be read or written, differs, changed, is left to do or was not found.
    Findings,
    /// The command line or the settings are wrong, or what was named cannot be compared.
    Usage,
}

impl Outcome {
    /// The exit code: 0, 1 or 2.
    fn code(self) -> ExitCode {
        ExitCode::from(match self {
            Outcome::Success => 0,
            Outcome::Findings => 1,
            Outcome::Usage => 2,
        })
    }
}

/// Parses the arguments, runs the command, and says how it went.
pub(crate) fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let outcome = contain(|| run(arguments.command, arguments.config.as_deref()));
    let outcome = match outcome {
        Ok(Ok(outcome)) => outcome,
        // Who reads the output has seen enough.
        Ok(Err(error)) if error.kind() == ErrorKind::BrokenPipe => Outcome::Success,
        Ok(Err(error)) => {
            output::complain(&format!("the output cannot be written: {error}"));
            Outcome::Findings
        }
        Err(panic) => {
            output::complain(&format!(
                "the program failed inside ({panic}); report this sentence, the command and the file"
            ));
            Outcome::Findings
        }
    };
    outcome.code()
}

fn run(command: Command, named: Option<&Path>) -> io::Result<Outcome> {
    match command {
        Command::Init(arguments) => init::run(&arguments),
        Command::Ingest(arguments) => settled(named, |it| ingest::run(&arguments, it)),
        Command::Extract(arguments) => settled(named, |it| extract::run(&arguments, it)),
        Command::Build(arguments) => settled(named, |it| build::run(&arguments, it)),
        Command::Check(arguments) => settled(named, |it| check::run(&arguments, it)),
        Command::Review(arguments) => settled(named, |it| review::run(&arguments, it)),
        Command::Diff(arguments) => settled(named, |it| diff::run(&arguments, it)),
        Command::Explain(arguments) => settled(named, |it| explain::run(&arguments, it)),
        Command::Ledger(arguments) => settled(named, |it| ledger::run(&arguments, it)),
        Command::Text(arguments) => settled(named, |it| text::run(&arguments, it)),
        Command::Mentions(arguments) => settled(named, |it| mentions::run(&arguments, it)),
        Command::Config(arguments) => settled(named, |it| config::run(&arguments, it)),
        Command::Completions(arguments) => completions::run(&arguments, Arguments::command()),
        Command::Man(arguments) => completions::man(&arguments, Arguments::command()),
        Command::Schema { dataset: false } => output::print(&(emit::schema() + "\n")),
        Command::Schema { dataset: true } => output::print(&(emit::dataset_schema() + "\n")),
        Command::Rules => output::print(&rules::page()),
        Command::Worker => overens::serve().map(|()| Outcome::Success),
    }
}

/// Runs a command with the settings that hold, or says what is wrong with them.
fn settled(
    named: Option<&Path>,
    command: impl FnOnce(Config) -> io::Result<Outcome>,
) -> io::Result<Outcome> {
    match Config::load(named) {
        Ok(settings) => command(settings),
        Err(error) => {
            output::complain(&error.to_string());
            Ok(Outcome::Usage)
        }
    }
}
