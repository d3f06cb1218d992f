//! What the tests of machines share: a host of each kind, programs, and waits that end.

use std::collections::BTreeSet;
use std::fs::{self, Permissions};
use std::io::{BufRead, BufReader};
use std::net::{SocketAddr, TcpStream};
use std::os::fd::OwnedFd;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use grader::machine::{
    Ended, Host, Launch, Machine, Process, Reach, Scratch, ToolCommand, ToolOutput,
};
use grader::model::{Executable, IsolationKind, Limits, Program, Word};
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;

pub struct World {
    pub host: Host,
    pub scratch: Scratch,
}

const PATIENCE: Duration = Duration::from_secs(30);

/// A host of isolated machines, if this one gives them.
pub fn isolated() -> Option<World> {
    world(IsolationKind::Isolated)
}

/// A host of machines with Landlock's walls, if this one gives them.
pub fn walled() -> Option<World> {
    world(IsolationKind::Landlock)
}

fn world(kind: IsolationKind) -> Option<World> {
    let scratch = scratch();
    match Host::probe(Some(kind), &scratch) {
        Ok(host) => Some(World { host, scratch }),
        Err(error) => {
            #[expect(clippy::print_stderr, reason = "what was left out is a test's to say")]
            {
                eprintln!("left out: {error}");
            }
            None
        }
    }
}

/// Each kind of host that there is.
pub fn all() -> Vec<World> {
    [isolated(), walled()]
        .into_iter()
        .flatten()
        .chain([World::plain()])
        .collect()
}

fn scratch() -> Scratch {
    Scratch::supervised_by(Path::new(env!("CARGO_BIN_EXE_grader"))).unwrap()
}

/// A program of the host.
pub fn program(path: &str, arguments: &[&str]) -> Launch {
    let program = Program {
        executable: Executable::Host(path.into()),
        arguments: arguments
            .iter()
            .map(|word| Word::Text((*word).into()))
            .collect(),
        folder: None,
        visible: Vec::new(),
        label: "program".into(),
    };
    Launch {
        program,
        arguments: Vec::new(),
        reach: Reach::default(),
    }
}

pub fn shell(code: &str) -> Launch {
    program("/bin/sh", &["-c", code])
}

pub fn python(code: &str) -> Launch {
    program("/usr/bin/python3", &["-c", code])
}

impl World {
    pub fn plain() -> Self {
        let scratch = scratch();
        let host = Host::probe(Some(IsolationKind::Plain), &scratch).unwrap();
        Self { host, scratch }
    }

    pub fn kind(&self) -> IsolationKind {
        self.host.isolation().kind
    }

    pub fn machine(&self) -> Machine {
        self.host.machine(&Limits::default()).unwrap()
    }

    /// Both outputs of a program that ends.
    pub fn output(&self, launch: &Launch) -> String {
        self.output_with(&Limits::default(), launch)
    }

    pub fn output_with(&self, limits: &Limits, launch: &Launch) -> String {
        let mut machine = self.host.machine(limits).unwrap();
        let mut program = machine.launch(launch).unwrap();
        let mut text = Vec::new();
        self.read_to_end(&program.stdout, &mut text);
        self.read_to_end(&program.stderr, &mut text);
        self.wait(&mut program);
        String::from_utf8(text).unwrap()
    }

    pub fn end(&self, launch: &Launch) -> Ended {
        let mut machine = self.machine();
        self.wait(&mut machine.launch(launch).unwrap())
    }

    pub fn wait(&self, program: &mut Process) -> Ended {
        while program.exit().unwrap().is_none() {
            readable(&program.status);
        }
        program.exit().unwrap().unwrap()
    }

    pub fn read_to_end(&self, from: &OwnedFd, into: &mut Vec<u8>) {
        while self.read(from, into, 4096) {}
    }

    pub fn line(&self, from: &OwnedFd) -> String {
        let mut text = Vec::new();
        while text.last() != Some(&b'\n') {
            assert!(self.read(from, &mut text, 1), "ended early");
        }
        String::from_utf8(text).unwrap()
    }

    fn read(&self, from: &OwnedFd, into: &mut Vec<u8>, most: usize) -> bool {
        let mut buffer = vec![0; most];
        loop {
            match rustix::io::read(from, &mut buffer) {
                Ok(length) => {
                    into.extend(&buffer[..length]);
                    return length > 0;
                }
                Err(Errno::AGAIN) => readable(from),
                Err(errno) => panic!("{errno}"),
            }
        }
    }

    pub fn until(&self, is_so: impl FnMut() -> bool) {
        self.until_or("", is_so);
    }

    pub fn until_or(&self, what: &str, mut is_so: impl FnMut() -> bool) {
        let start = Instant::now();
        while !is_so() {
            assert!(start.elapsed() < PATIENCE, "never came true: {what}");
            let _ = rustix::thread::nanosleep(&Timespec {
                tv_sec: 0,
                tv_nsec: 1_000_000,
            });
        }
    }

    pub fn connect(&self, machine: &Machine, port: u16) -> TcpStream {
        let socket = machine.socket(false).unwrap();
        match rustix::net::connect(&socket, &SocketAddr::from(([127, 0, 0, 1], port))) {
            Ok(()) | Err(Errno::INPROGRESS) => {}
            Err(errno) => panic!("{errno}"),
        }
        let stream = TcpStream::from(socket);
        stream.set_nonblocking(false).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream
    }

    pub fn folder(&self, name: &str, text: &str) -> PathBuf {
        let folder = self.scratch.path().join("submission");
        fs::create_dir(&folder).unwrap();
        fs::write(folder.join(name), text).unwrap();
        folder
    }

    /// A folder that only its owner may enter, with a script and an executable.
    pub fn closed_folder(&self) -> PathBuf {
        let folder = self.folder(
            "main.py",
            "import os\nprint(open('data').read(), os.getuid())",
        );
        let own = |path: &Path| fs::set_permissions(path, Permissions::from_mode(0o700)).unwrap();
        fs::write(folder.join("data"), "read").unwrap();
        fs::create_dir(folder.join("private")).unwrap();
        fs::copy("/bin/sh", folder.join("private/sh")).unwrap();
        for path in ["data", "main.py", "private/sh", "private", "."] {
            own(&folder.join(path));
        }
        folder
    }

    pub fn tool(&self, code: &str, limit: Duration) -> (Vec<String>, ToolOutput) {
        let mut lines = Vec::new();
        let output = self.tool_with(code, &mut |line| lines.push(line.to_owned()), limit);
        (lines, output)
    }

    pub fn tool_with(
        &self,
        code: &str,
        on_line: &mut dyn FnMut(&str),
        limit: Duration,
    ) -> ToolOutput {
        self.host.tool(&shell_tool(code), on_line, limit).unwrap()
    }
}

/// A tool that works at the root.
pub fn shell_tool(code: &str) -> ToolCommand {
    ToolCommand {
        program: "/bin/sh".into(),
        arguments: vec!["-c".into(), code.into()],
        directory: "/".into(),
        environment: vec![("PATH".into(), "/usr/bin:/bin".into())],
        ..ToolCommand::default()
    }
}

fn readable(end: &OwnedFd) {
    let limit = Timespec {
        tv_sec: 30,
        tv_nsec: 0,
    };
    assert_ne!(
        poll(&mut [PollFd::new(end, PollFlags::IN)], Some(&limit)).unwrap(),
        0,
        "nothing came"
    );
}

/// The interpreter of pyenv's that the user has, if there is one.
pub fn pyenv_version() -> Option<PathBuf> {
    let home = std::env::home_dir()?;
    let version = fs::read_to_string(home.join(".pyenv/version")).ok()?;
    Some(
        home.join(".pyenv/versions")
            .join(version.lines().next()?.trim()),
    )
}

pub fn descendants_of(ancestor: u32) -> BTreeSet<u32> {
    let mut found = BTreeSet::new();
    let mut open = vec![ancestor];
    while let Some(pid) = open.pop() {
        for task in fs::read_dir(format!("/proc/{pid}/task"))
            .into_iter()
            .flatten()
            .flatten()
        {
            let children = fs::read_to_string(task.path().join("children")).unwrap_or_default();
            for child in children
                .split_whitespace()
                .map(|child| child.parse::<u32>().unwrap())
            {
                found.insert(child);
                open.push(child);
            }
        }
    }
    found
}

pub fn holds_text(pid: u32, text: &str) -> bool {
    fs::read(format!("/proc/{pid}/cmdline"))
        .is_ok_and(|line| String::from_utf8_lossy(&line).contains(text))
}

pub fn alive(pid: u32) -> bool {
    Path::new(&format!("/proc/{pid}")).exists()
}

const VICTIM: &str = "GRADER_TEST_VICTIM";

pub fn is_victim() -> bool {
    std::env::vars_os().any(|(name, _)| name == VICTIM)
}

/// This test again, in a process that can be killed; returns when it is in full swing.
pub fn start_victim() -> Child {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command
        .args(["--exact", "victim", "--nocapture"])
        .env(VICTIM, "1")
        .stdout(Stdio::piped());
    #[expect(
        clippy::disallowed_methods,
        reason = "it stands for the grader itself, which no machine holds"
    )]
    let mut child = command.spawn().unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    assert!(lines.any(|line| line.unwrap() == "ready"));
    child
}

/// Whether all that a process has started is in other sessions than it is.
///
/// Read from `/proc`: the kernel says "session 0" of a process that is just ending, which no call of a library expects.
pub fn children_are_deaf_to_the_terminal(pid: u32) -> bool {
    // After the name in parentheses: state, parent, group, session (proc(5)).
    let session = |pid: u32| -> Option<u32> {
        let stat = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
        let (_, fields) = stat.rsplit_once(')')?;
        fields.split_whitespace().nth(3)?.parse().ok()
    };
    let own = session(pid).expect("the process is there");
    descendants_of(pid)
        .into_iter()
        .all(|child| session(child) != Some(own))
}
