//! The host's own tools (cargo, python3): on a plain machine of their own, with the environment that the grader was given,
//! so that nothing that they start outlives them or us. They are trusted with the host's files; what they run may not be,
//! which is why their time and their output are bounded.

use std::ffi::OsString;
use std::os::fd::OwnedFd;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::{Errno, read};

use super::Scratch;
use super::control::Control;
use super::error::MachineError;
use super::process::{Ended, Process};
use super::protocol::{Order, Walls, World};

/// Bytes of each output that are kept; a tool that says more is ended.
const OUTPUT: usize = 64 << 20;

/// A tool to run.
#[derive(Debug, Clone)]
pub struct ToolCommand {
    /// Its path; a bare name is looked up by the caller.
    pub program: PathBuf,
    /// Its arguments, without its name.
    pub arguments: Vec<OsString>,
    /// Its working directory.
    pub directory: PathBuf,
    /// Variables that it gets besides the grader's own.
    pub set: Vec<(OsString, OsString)>,
    /// Variables of the grader's own that are kept from it.
    pub unset: Vec<OsString>,
}

/// What a tool has done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToolOutput {
    /// What became of it; none if it was ended by us.
    pub ended: Option<Ended>,
    /// What it wrote.
    pub stdout: Vec<u8>,
    /// What it wrote about it.
    pub stderr: Vec<u8>,
    /// Whether it took too long.
    pub timed_out: bool,
    /// Whether it wrote too much.
    pub flooded: bool,
}

/// Runs a tool of the host to its end, without input, and hands on each line of its output as it comes.
pub fn tool(
    scratch: &Scratch,
    command: &ToolCommand,
    on_stdout_line: &mut dyn FnMut(&str),
    limit: Duration,
) -> Result<ToolOutput, MachineError> {
    let deadline = Instant::now() + limit;
    let (control, _) = Control::start(scratch.supervisor(), World::Plain, true)?;
    let order = Order {
        executable: command.program.clone().into(),
        arguments: [command.program.clone().into()]
            .into_iter()
            .chain(command.arguments.iter().cloned())
            .collect(),
        environment: command.set.clone(),
        inherits: Some(command.unset.clone()),
        directory: command.directory.clone().into(),
        binds: Vec::new(),
        user: None,
        bounds: None,
        walls: Walls::None,
    };
    let mut process = Process::launch(&control, order, None)?;
    process.stdin = None;
    let mut output = ToolOutput {
        ended: None,
        stdout: Vec::new(),
        stderr: Vec::new(),
        timed_out: false,
        flooded: false,
    };
    let mut lines = Lines {
        told: 0,
        on_line: on_stdout_line,
    };
    let (mut stdout_open, mut stderr_open) = (true, true);
    // Its outputs close at the latest when its family is dead, which is when it has ended.
    while stdout_open || stderr_open {
        let left = deadline.saturating_duration_since(Instant::now());
        if left.is_zero() {
            output.timed_out = true;
            break;
        }
        if output.stdout.len() > OUTPUT || output.stderr.len() > OUTPUT {
            output.flooded = true;
            break;
        }
        wait_for(&process, stdout_open, stderr_open, left)?;
        stdout_open = stdout_open && drain(&process.stdout, &mut output.stdout)?;
        stderr_open = stderr_open && drain(&process.stderr, &mut output.stderr)?;
        lines.tell(&output.stdout);
    }
    lines.finish(&output.stdout);
    if !output.timed_out && !output.flooded {
        // A tool that has closed its outputs itself may still be at work.
        while process.exit()?.is_none() && !output.timed_out {
            let left = deadline.saturating_duration_since(Instant::now());
            output.timed_out = left.is_zero();
            wait(&mut [PollFd::new(&process.status, PollFlags::IN)], left)?;
        }
        output.ended = process.exit()?;
    }
    Ok(output)
}

fn wait_for(
    process: &Process,
    stdout: bool,
    stderr: bool,
    left: Duration,
) -> Result<(), MachineError> {
    let mut ends = Vec::with_capacity(2);
    ends.extend(stdout.then(|| PollFd::new(&process.stdout, PollFlags::IN)));
    ends.extend(stderr.then(|| PollFd::new(&process.stderr, PollFlags::IN)));
    wait(&mut ends, left)
}

fn wait(ends: &mut [PollFd<'_>], left: Duration) -> Result<(), MachineError> {
    let left = Timespec::try_from(left).unwrap_or(Timespec {
        tv_sec: i64::from(i32::MAX),
        tv_nsec: 0,
    });
    match poll(ends, Some(&left)) {
        Ok(_) | Err(Errno::INTR) => Ok(()),
        Err(errno) => Err(MachineError::host("wait for a tool")(errno)),
    }
}

/// Takes what there is; false at the end.
fn drain(from: &OwnedFd, into: &mut Vec<u8>) -> Result<bool, MachineError> {
    let mut buffer = [0; 16 << 10];
    while into.len() <= OUTPUT {
        match read(from, &mut buffer) {
            Ok(0) => return Ok(false),
            Ok(length) => into.extend_from_slice(&buffer[..length]),
            Err(Errno::AGAIN) => return Ok(true),
            Err(Errno::INTR) => {}
            Err(errno) => return Err(MachineError::host("read what a tool says")(errno)),
        }
    }
    Ok(true)
}

/// Tells whole lines, each once.
struct Lines<'a> {
    told: usize,
    on_line: &'a mut dyn FnMut(&str),
}

impl Lines<'_> {
    fn tell(&mut self, text: &[u8]) {
        while let Some(length) = text[self.told..].iter().position(|byte| *byte == b'\n') {
            let line = &text[self.told..self.told + length];
            (self.on_line)(&String::from_utf8_lossy(line));
            self.told += length + 1;
        }
    }

    /// The last line may lack its end.
    fn finish(&mut self, text: &[u8]) {
        if self.told < text.len() {
            (self.on_line)(&String::from_utf8_lossy(&text[self.told..]));
            self.told = text.len();
        }
    }
}
