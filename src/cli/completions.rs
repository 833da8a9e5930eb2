//! `overens completions` and `overens man`: made from the same definitions as the command line.

use std::io::{self, Write};

use clap::Command;
use clap_complete::Shell;
use clap_mangen::Man;

use super::{Outcome, output};

/// The name of the program.
const NAME: &str = "overens";

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The shell that is to complete commands and flags
    #[arg(value_enum)]
    shell: Shell,
}

#[derive(Debug, clap::Args)]
pub(super) struct ManArguments {
    /// The command whose page is printed [default: the page of overens itself]
    command: Option<String>,
}

pub(super) fn run(arguments: &Arguments, mut program: Command) -> io::Result<Outcome> {
    let mut out = output::data();
    clap_complete::generate(arguments.shell, &mut program, NAME, &mut out);
    out.flush()?;
    Ok(Outcome::Success)
}

pub(super) fn man(arguments: &ManArguments, mut program: Command) -> io::Result<Outcome> {
    program.build();
    let wanted = match &arguments.command {
        None => program,
        Some(name) => match program.find_subcommand(name) {
            Some(command) => command.clone(),
            None => {
                output::complain(&format!(
                    "{name}: there is no such command; overens --help lists them"
                ));
                return Ok(Outcome::Usage);
            }
        },
    };
    let mut out = output::data();
    Man::new(wanted).render(&mut out)?;
    out.flush()?;
    Ok(Outcome::Success)
}
