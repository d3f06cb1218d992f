//! The program: a supervisor of machines if it is called that, else the command line.

use std::process::ExitCode;

fn main() -> ExitCode {
    // Before anything else: a supervisor has one thread.
    if std::env::args_os()
        .next()
        .is_some_and(|name| name == grader::machine::SUPERVISOR)
    {
        return grader::machine::supervise();
    }
    grader::cli::main()
}
