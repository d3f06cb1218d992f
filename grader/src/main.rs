//! The program: it plays what it was started to play.

use std::env;
use std::process::ExitCode;

fn main() -> ExitCode {
    // A model solution runs as a process of its own, which is this program under another name.
    let name = env::args().next();
    if let Some(status) = name.as_deref().and_then(grader::catalogue::play) {
        return status;
    }
    ExitCode::SUCCESS
}
