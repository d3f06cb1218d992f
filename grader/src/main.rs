//! The program: a supervisor of machines or a reference program if it is called that, else the command line.

use std::process::ExitCode;

fn main() -> ExitCode {
    // Before anything else: a supervisor has one thread, and a reference program is nothing but itself.
    let name = std::env::args_os().next().unwrap_or_default();
    if name == grader::machine::SUPERVISOR {
        return grader::machine::supervise();
    }
    name.to_str()
        .and_then(grader::catalogue::play)
        .unwrap_or_else(grader::cli::main)
}
