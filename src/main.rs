//! The `overens` program: arguments in, one command run, exit code 0, 1 or 2 out.

mod cli;

use std::process::ExitCode;

fn main() -> ExitCode {
    // A reader's panic is caught and becomes a document's diagnostic; nothing else is to be printed.
    std::panic::set_hook(Box::new(|_| {}));
    cli::main()
}
