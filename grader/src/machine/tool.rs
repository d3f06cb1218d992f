//! The host's own tools (cargo, make): they work on a machine of their own, so that nothing that they start outlives them
//! or us, with an environment that is all ours. What they run may be a stranger's: on an isolated machine they see what
//! they need, read-only, and what they write stays there; everywhere their time, their memory and their output are bounded.

use std::ffi::OsString;
use std::fs;
use std::os::fd::OwnedFd;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::{Errno, read};

use super::control::Control;
use super::error::MachineError;
use super::host::Host;
use super::isolated::{NOBODY, STUDENT, has_another_user};
use super::layer;
use super::limits::Bounds;
use super::look;
use super::process::{Ended, Process};
use super::protocol::{Bind, Layered, Order, Walls};
use crate::model::{Exit, IsolationKind};

/// Bytes of each output that are kept; a tool that says more is ended.
const OUTPUT: usize = 64 << 20;
/// Bytes of memory that a tool and all that it starts may hold together.
pub(super) const MEMORY: u64 = 3 << 30;
/// Processes and threads of a tool and all that it starts, together.
pub(super) const PROCESSES: u64 = 512;
/// How long they may hold more before they are seen.
const LOOK: Duration = Duration::from_millis(50);

/// A tool to run.
#[derive(Debug, Clone, Default)]
pub struct ToolCommand {
    /// Its path on its machine; a bare name is looked up by the caller.
    pub program: PathBuf,
    /// Its arguments, without its name.
    pub arguments: Vec<OsString>,
    /// Its working directory, on its machine.
    pub directory: PathBuf,
    /// Its whole environment.
    pub environment: Vec<(OsString, OsString)>,
    /// Files and folders of the host that it sees, read-only, and where: on an isolated machine, which has nothing else.
    pub visible: Vec<(PathBuf, PathBuf)>,
    /// Folders that it may write to, on an isolated machine.
    pub layers: Vec<Layer>,
    /// The folder that is kept when it has ended, as its machine calls it.
    pub keeps: Option<PathBuf>,
}

/// A folder of an isolated machine that is put together from folders of the host, which stay as they are: what is written
/// to it goes elsewhere.
#[derive(Debug, Clone, Default)]
pub struct Layer {
    /// Where the tool sees it.
    pub target: PathBuf,
    /// The folders of the host, the first on top of the others.
    pub lower: Vec<PathBuf>,
    /// The folder of the host whose `upper` takes what is written: for tools that run nothing of a stranger's. Without one,
    /// the machine's memory takes it, within bounds.
    pub upper: Option<PathBuf>,
}

/// What a tool has done.
#[derive(Debug)]
pub struct ToolOutput {
    /// What became of it.
    pub ended: ToolEnd,
    /// What it wrote.
    pub stdout: Vec<u8>,
    /// What it wrote about it.
    pub stderr: Vec<u8>,
    /// The bound on its processes, if it came there.
    pub crowded: Option<u64>,
    /// The folder to keep, of a tool that has ended by itself.
    pub kept: Option<OwnedFd>,
}

/// What became of a tool.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ToolEnd {
    /// It ended.
    Exited(Exit),
    /// It could not even be executed; what the system said.
    CannotExecute(String),
    /// It was ended, because it had too much of this.
    Exceeded(Excess),
}

/// What a tool had too much of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Excess {
    /// Time: it had this much.
    Time(Duration),
    /// Memory: it had this many bytes.
    Memory(u64),
    /// Output: it had this many bytes on one stream.
    Output(u64),
}

impl ToolCommand {
    /// Lets it see folders of the host under their own names.
    pub fn see(&mut self, folders: Vec<PathBuf>) {
        let named = folders.into_iter().map(|folder| (folder.clone(), folder));
        self.visible.extend(named);
    }
}

impl Host {
    /// Runs a tool to its end, without input, and hands on each line of its output as it comes.
    pub fn tool(
        &self,
        command: &ToolCommand,
        on_stdout_line: &mut dyn FnMut(&str),
        limit: Duration,
    ) -> Result<ToolOutput, MachineError> {
        let deadline = Instant::now() + limit;
        let isolated = self.isolation().kind == IsolationKind::Isolated;
        let owner = (isolated && has_another_user()).then_some(NOBODY);
        if !isolated {
            // There it is only put together: what is written goes there, too.
            for layer in &command.layers {
                layer::lay(&layer.lower, &layer.target)?;
            }
        }
        let bounds = Bounds::tool(limit, isolated);
        let (control, _) = self.control(&bounds)?;
        let order = order(command, bounds, isolated);
        let mut process = Process::launch(&control, order, owner)?;
        process.stdin = None;
        let mut running = Running {
            control,
            process,
            stdout: Vec::new(),
            stderr: Vec::new(),
            crowded: false,
        };
        let mut lines = Lines {
            told: 0,
            on_line: on_stdout_line,
        };
        let ended = running.wait(deadline, limit, isolated, &mut lines)?;
        lines.finish(&running.stdout);
        let kept = if matches!(ended, ToolEnd::Exceeded(_)) {
            None
        } else if isolated {
            running.process.kept.take()
        } else {
            command.keeps.as_deref().map(open_folder).transpose()?
        };
        Ok(ToolOutput {
            ended,
            stdout: running.stdout,
            stderr: running.stderr,
            crowded: running.crowded.then_some(PROCESSES),
            kept,
        })
    }

    /// Hands a folder of the host, and all in it, over to the user as whom programs run on this host's machines.
    pub fn hand_over(&self, folder: &Path) -> Result<(), MachineError> {
        if self.isolation().kind == IsolationKind::Isolated && has_another_user() {
            give(folder).map_err(MachineError::host("hand a folder over"))?;
        }
        Ok(())
    }
}

fn give(path: &Path) -> std::io::Result<()> {
    std::os::unix::fs::lchown(path, Some(NOBODY), Some(NOBODY))?;
    if fs::symlink_metadata(path)?.is_dir() {
        for entry in fs::read_dir(path)? {
            give(&entry?.path())?;
        }
    }
    Ok(())
}

fn open_folder(folder: &Path) -> Result<OwnedFd, MachineError> {
    use rustix::fs::{Mode, OFlags, open};
    let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::NOFOLLOW | OFlags::CLOEXEC;
    open(folder, flags, Mode::empty()).map_err(MachineError::host("open what a tool has made"))
}

fn order(command: &ToolCommand, bounds: Bounds, isolated: bool) -> Order {
    let seen = |(source, target): &(PathBuf, PathBuf)| Bind {
        source: source.into(),
        target: target.into(),
    };
    let layered = |layer: &Layer| Layered {
        target: layer.target.clone().into(),
        lower: layer.lower.iter().map(Into::into).collect(),
        upper: layer.upper.clone().map(Into::into),
    };
    let program = OsString::from(command.program.clone());
    let own = command.arguments.iter().cloned();
    Order {
        arguments: [program.clone()].into_iter().chain(own).collect(),
        executable: program,
        environment: command.environment.clone(),
        directory: command.directory.clone().into(),
        binds: command.visible.iter().map(seen).collect(),
        layers: command.layers.iter().map(layered).collect(),
        keeps: command.keeps.clone().filter(|_| isolated).map(Into::into),
        user: isolated.then_some(STUDENT),
        bounds,
        walls: if isolated { Walls::Filter } else { Walls::None },
    }
}

/// A tool at work. Its process goes before its machine.
struct Running {
    process: Process,
    control: Control,
    stdout: Vec<u8>,
    stderr: Vec<u8>,
    crowded: bool,
}

impl Running {
    fn wait(
        &mut self,
        deadline: Instant,
        limit: Duration,
        isolated: bool,
        lines: &mut Lines<'_>,
    ) -> Result<ToolEnd, MachineError> {
        let (mut stdout_open, mut stderr_open) = (true, true);
        let mut looked = Instant::now();
        loop {
            if !stdout_open
                && !stderr_open
                && let Some(ended) = self.process.exit()?
            {
                return Ok(match ended {
                    Ended::Exited(exit) => ToolEnd::Exited(exit),
                    Ended::CannotExecute(why) => ToolEnd::CannotExecute(why),
                    // Its machine looks at no limit of a tool: the kernel has seen before us that it has too much memory.
                    Ended::OverLimit(_) => ToolEnd::Exceeded(Excess::Memory(MEMORY)),
                });
            }
            let left = deadline.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return Ok(ToolEnd::Exceeded(Excess::Time(limit)));
            }
            if self.stdout.len() > OUTPUT || self.stderr.len() > OUTPUT {
                return Ok(ToolEnd::Exceeded(Excess::Output(OUTPUT as u64)));
            }
            self.event(stdout_open, stderr_open, left.min(LOOK))?;
            stdout_open = stdout_open && drain(&self.process.stdout, &mut self.stdout)?;
            stderr_open = stderr_open && drain(&self.process.stderr, &mut self.stderr)?;
            lines.tell(&self.stdout);
            if looked.elapsed() >= LOOK {
                looked = Instant::now();
                let programs = look::programs(self.control.pid());
                if look::memory(&programs)? > MEMORY {
                    return Ok(ToolEnd::Exceeded(Excess::Memory(MEMORY)));
                }
                // Each has at least one thread; a crowd of processes is what comes near the bound.
                self.crowded |= isolated && look::count(&programs)? + 8 >= PROCESSES;
            }
        }
    }

    /// Waits until there is something to read, or it has ended.
    fn event(&self, stdout: bool, stderr: bool, left: Duration) -> Result<(), MachineError> {
        let mut ends = Vec::with_capacity(2);
        ends.extend(stdout.then(|| PollFd::new(&self.process.stdout, PollFlags::IN)));
        ends.extend(stderr.then(|| PollFd::new(&self.process.stderr, PollFlags::IN)));
        if ends.is_empty() {
            // A tool that has closed its outputs itself may still be at work.
            ends.push(PollFd::new(&self.process.status, PollFlags::IN));
        }
        let left = Timespec::try_from(left).unwrap_or(Timespec {
            tv_sec: i64::from(i32::MAX),
            tv_nsec: 0,
        });
        match poll(&mut ends, Some(&left)) {
            Ok(_) | Err(Errno::INTR) => Ok(()),
            Err(errno) => Err(MachineError::host("wait for a tool")(errno)),
        }
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
