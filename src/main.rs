//! The `overens` program: arguments in, one command run, exit code 0, 1 or 2 out.

mod cli;

use std::process::ExitCode;

fn main() -> ExitCode {
    overens::panics::record();
    cli::main()
}
