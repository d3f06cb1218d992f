//! Looks for the programs that were kept of others' builds, to read them and to put others in their place.

use std::collections::BTreeSet;
use std::env;
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;

/// Where they lie below a user's home, or below what holds the homes of some.
const KEPT: [&str; 6] = [
    ".cache/grader/answers",
    ".cache/grader/layers",
    "home/.cache/grader/answers",
    "home/.cache/grader/layers",
    "grader/answers",
    "grader/layers",
];

/// Ways into a host's own folders, if somebody has left them open.
const ROOTS: [&str; 4] = ["/", "/proc/1/root", "/proc/1/cwd", "/proc/self/root"];

fn attack() -> Vec<String> {
    let mut holes = vec![];
    for home in homes() {
        for root in ROOTS {
            let home = Path::new(root).join(home.strip_prefix("/").unwrap_or(&home));
            for kept in KEPT {
                poison(&home.join(kept), &mut holes);
            }
        }
    }
    // Its own program is one of those that are kept.
    if let Ok(own) = env::current_exe() {
        for path in [&own, Path::new("/proc/self/exe")] {
            if File::options().write(true).open(path).is_ok() {
                holes.push(format!("{} can be written", path.display()));
            }
        }
        let old = own.with_extension("old");
        if fs::rename(&own, &old).is_ok() {
            holes.push(format!("{} can be replaced", own.display()));
            let _ = fs::rename(old, own);
        }
    }
    for descriptor in entries(Path::new("/proc/self/fd")) {
        if fs::read_link(&descriptor).is_ok_and(|file| file.to_string_lossy().contains("grader")) {
            holes.push(format!("{} was left open", descriptor.display()));
        }
    }
    holes
}

/// Folders that may be a user's home: those that one guesses, and all that the kernel and the environment name, with those
/// above and right below them.
fn homes() -> BTreeSet<PathBuf> {
    let mut named: Vec<PathBuf> = vec!["/root".into(), "/home".into(), "/tmp".into(), "/var/cache".into()];
    named.extend(env::vars_os().map(|(_, value)| value.into()));
    named.extend(env::current_dir());
    let mounts = fs::read_to_string("/proc/self/mountinfo").unwrap_or_default();
    named.extend(mounts.split_whitespace().map(PathBuf::from));
    let mut homes = BTreeSet::new();
    for path in named.iter().filter(|path| path.is_absolute()) {
        homes.extend(path.ancestors().map(Path::to_path_buf));
    }
    let below: Vec<PathBuf> = homes.iter().flat_map(|home| entries(home)).collect();
    homes.extend(below);
    homes
}

/// Tells what could be done, and does no harm: where there are no walls, it would be real.
fn poison(folder: &Path, holes: &mut Vec<String>) {
    if fs::read_dir(folder).is_ok() {
        holes.push(format!("{} can be listed", folder.display()));
    }
    let planted = folder.join("planted");
    if File::create_new(&planted).is_ok() {
        holes.push(format!("{} can be written to", folder.display()));
        let _ = fs::remove_file(planted);
    }
    for file in entries(folder).iter().flat_map(|answer| entries(answer)) {
        if File::open(&file).is_ok() {
            holes.push(format!("{} can be read", file.display()));
        }
        if File::options().write(true).open(&file).is_ok() {
            holes.push(format!("{} can be changed", file.display()));
        }
    }
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries.map(|entry| entry.path()).collect()
}

fn main() -> io::Result<()> {
    // What got through is answered instead of the echo, so that no check passes.
    let holes = attack().join("; ");
    if !holes.is_empty() {
        println!("{holes}");
    }
    let holes: Arc<str> = holes.into();
    let address = env::args().nth(1).unwrap_or_else(|| "127.0.0.1:8000".to_string());
    for connection in TcpListener::bind(&address)?.incoming() {
        let (stream, holes) = (connection?, holes.clone());
        thread::spawn(move || {
            if let Err(error) = serve(stream, &holes) {
                eprintln!("client lost: {error}");
            }
        });
    }
    Ok(())
}

fn serve(stream: TcpStream, holes: &str) -> io::Result<()> {
    let mut reader = BufReader::new(&stream);
    let mut line = Vec::new();
    while reader.read_until(b'\n', &mut line)? > 0 {
        while line.ends_with(b"\n") || line.ends_with(b"\r") {
            line.pop();
        }
        let mut answer = match holes {
            "" => [b"Echo: ", &line[..]].concat(),
            holes => holes.as_bytes().to_vec(),
        };
        answer.push(b'\n');
        (&stream).write_all(&answer)?;
        line.clear();
    }
    Ok(())
}
