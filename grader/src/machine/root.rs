//! The files that a program sees on an isolated machine: the host's programs and libraries, read-only; its own folder,
//! read-only; two bounded folders to write to; and nothing else. Of the host's `/etc` only what programs need to start.

use std::ffi::OsString;
use std::fs;
use std::io;
use std::os::fd::{AsFd, OwnedFd};
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};

use rustix::fs::{CWD, FileType, Mode, OFlags, fstat, open};
use rustix::io::Errno;
use rustix::mount::{
    MountFlags, MoveMountFlags, OpenTreeFlags, UnmountFlags, mount, move_mount, open_tree, unmount,
};
use rustix::process::{chdir, pivot_root};

use super::error::{Failed, Stage};
use super::isolated::STUDENT;
use super::layer;
use super::protocol::{Bind, Layered, Order};
use super::system::set_mount;

/// The folders of a host that hold its programs and libraries; links on most hosts.
pub(super) const SYSTEM: [&str; 7] = [
    "/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32",
];
/// Where a program finds its own folder.
pub use crate::model::SEEN_FOLDER as SUBMISSION;
/// Where it finds an executable that is in no folder that it sees.
pub(super) const PROGRAM: &str = "/program";
/// Its home, and its working directory where it has no folder.
pub(super) const HOME: &str = "/home/student";

/// The path of the grader's own executable, for whoever looks: the grader, its supervisor, the first process.
pub(super) const ITSELF: &str = "/proc/self/exe";

/// What of the host's `/etc` programs need to start: the linker's, Debian's choices, certificates, the time zone.
pub(super) const SETTINGS: [&str; 4] = [
    "/etc/ld.so.cache",
    "/etc/alternatives",
    "/etc/ssl",
    "/etc/localtime",
];
pub(super) const DEVICES: [&str; 5] = [
    "/dev/null",
    "/dev/zero",
    "/dev/full",
    "/dev/random",
    "/dev/urandom",
];
/// Other links of `/dev`; shared memory lives in the bounded `/tmp`.
const LINKS: [(&str, &str); 5] = [
    ("/proc/self/fd", "dev/fd"),
    ("/proc/self/fd/0", "dev/stdin"),
    ("/proc/self/fd/1", "dev/stdout"),
    ("/proc/self/fd/2", "dev/stderr"),
    ("/tmp", "dev/shm"),
];
/// What a resolver needs to answer `localhost` and the machine's own name, and to give up at once on all others.
const FILES: [(&str, &str); 5] = [
    (
        "etc/hosts",
        "127.0.0.1 localhost machine\n::1 localhost ip6-localhost ip6-loopback\n",
    ),
    (
        "etc/passwd",
        "root:x:0:0:root:/:/bin/sh\nstudent:x:1000:1000:student:/home/student:/bin/sh\n",
    ),
    ("etc/group", "root:x:0:\nstudent:x:1000:\n"),
    (
        "etc/nsswitch.conf",
        "passwd: files\ngroup: files\nhosts: files\nservices: files\nprotocols: files\n",
    ),
    ("etc/resolv.conf", "options attempts:1 timeout:1\n"),
];
/// Files and folders that a program may make in each folder that it may write to.
const INODES: u32 = 4096;

const READ_ONLY: u64 = libc::MOUNT_ATTR_RDONLY | libc::MOUNT_ATTR_NOSUID | libc::MOUNT_ATTR_NODEV;
/// What is written to a device is written all the same; its node's times and rights are the host's.
const DEVICE: u64 = libc::MOUNT_ATTR_RDONLY | libc::MOUNT_ATTR_NOSUID | libc::MOUNT_ATTR_NOEXEC;

/// The plan of a program's root.
pub(super) struct NewRoot {
    /// Over this folder it is put together.
    mountpoint: PathBuf,
    binds: Vec<Bind>,
    layers: Vec<Layered>,
    /// Bytes that fit into each folder that the program may write to.
    room: u64,
}

impl NewRoot {
    pub(super) fn new(mountpoint: &Path, order: &Order) -> Self {
        let mut binds = order.binds.clone();
        for bind in binds.iter_mut().filter(|bind| bind.source == ITSELF) {
            // The link itself leads into the host's mount namespace, from where nothing can be bound.
            if let Ok(path) = fs::read_link(ITSELF) {
                bind.source = path.into();
            }
        }
        Self {
            mountpoint: mountpoint.to_owned(),
            binds,
            layers: order.layers.clone(),
            room: order.bounds.room,
        }
    }

    /// Puts the root together and moves this process into it. The process must be alone in a mount namespace.
    pub(super) fn enter(&self) -> Result<(), Failed> {
        // Opened while the host's names still mean the host's files.
        let mut trees = Vec::new();
        let mut links = Vec::new();
        for path in SYSTEM {
            match fs::read_link(path) {
                Ok(target) => links.push((target, inside(path))),
                Err(_) => trees.extend(tree_if_there(path, READ_ONLY)?),
            }
        }
        for path in SETTINGS {
            trees.extend(tree_if_there(path, READ_ONLY)?);
        }
        for path in DEVICES {
            trees.extend(tree_if_there(path, DEVICE)?);
        }
        let layers = layer::open_all(&self.layers)?;
        let mut own = Vec::new();
        for bind in &self.binds {
            own.push(tree(
                Path::new(&bind.source),
                Path::new(&bind.target),
                READ_ONLY,
            )?);
        }

        let safe = MountFlags::NOSUID | MountFlags::NODEV;
        mount(
            "machine",
            &self.mountpoint,
            "tmpfs",
            safe,
            c"mode=755,size=1m",
        )
        .stage("mount the new root")?;
        chdir(&self.mountpoint).stage("enter the new root")?;
        for folder in ["etc", "dev", "proc", "tmp", "home/student"] {
            fs::create_dir_all(folder).stage("make a folder of the new root")?;
        }
        for (name, text) in FILES {
            fs::write(name, text).stage("write a file of the new root")?;
        }
        for (target, name) in LINKS {
            symlink(target, name).stage("make a link of the new root")?;
        }
        for (target, name) in links {
            symlink(target, name).stage("make a link of the new root")?;
        }
        for folder in ["tmp", "home/student"] {
            let data = format!(
                "mode=700,uid={STUDENT},gid={STUDENT},size={},nr_inodes={INODES}\0",
                self.room
            );
            let data =
                std::ffi::CStr::from_bytes_with_nul(data.as_bytes()).map_err(|_| Errno::INVAL);
            // A file that can be executed and not read would hide its process from the grader; here none can be made.
            mount(
                "machine",
                folder,
                "tmpfs",
                safe | MountFlags::NOEXEC,
                data.stage("mount a folder to write to")?,
            )
            .stage("mount a folder to write to")?;
        }
        mount("proc", "proc", "proc", safe | MountFlags::NOEXEC, None).stage("mount proc")?;
        // Last, because an interpreter may well lie below /home or /tmp.
        for tree in trees.into_iter().chain(own) {
            tree.attach()?;
        }
        layer::mount_all(&layers)?;

        pivot_root(".", ".").stage("change the root")?;
        unmount(".", UnmountFlags::DETACH).stage("leave the host's files")?;
        chdir("/").stage("enter the new root")?;
        let root =
            open("/", OFlags::PATH | OFlags::CLOEXEC, Mode::empty()).stage("open the new root")?;
        set_mount(root.as_fd(), READ_ONLY, false).stage("make the new root read-only")
    }
}

/// A copy of a file's or folder's mount, not yet anywhere.
pub(super) struct Tree {
    mount: OwnedFd,
    folder: bool,
    target: PathBuf,
}

fn tree_if_there(path: &str, attributes: u64) -> Result<Option<Tree>, Failed> {
    match fs::metadata(path) {
        Ok(_) => tree(Path::new(path), Path::new(path), attributes).map(Some),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error).stage(&format!("find `{path}`")),
    }
}

pub(super) fn tree(source: &Path, target: &Path, attributes: u64) -> Result<Tree, Failed> {
    let stage = |what: &str| format!("{what} `{}`", target.display());
    let flags = OpenTreeFlags::OPEN_TREE_CLONE
        | OpenTreeFlags::OPEN_TREE_CLOEXEC
        | OpenTreeFlags::AT_RECURSIVE;
    let mount = open_tree(CWD, source, flags).stage(&stage("open"))?;
    set_mount(mount.as_fd(), attributes, true).stage(&stage("protect"))?;
    let kind = fstat(&mount).stage(&stage("open"))?.st_mode;
    let folder = FileType::from_raw_mode(kind) == FileType::Directory;
    Ok(Tree {
        mount,
        folder,
        target: inside(target),
    })
}

impl Tree {
    pub(super) fn attach(self) -> Result<(), Failed> {
        let stage = || format!("mount `/{}`", self.target.display());
        if self.folder {
            fs::create_dir_all(&self.target).stage(&stage())?;
        } else {
            self.target
                .parent()
                .map_or(Ok(()), fs::create_dir_all)
                .stage(&stage())?;
            fs::File::create(&self.target).stage(&stage())?;
        }
        move_mount(
            &self.mount,
            "",
            CWD,
            &self.target,
            MoveMountFlags::MOVE_MOUNT_F_EMPTY_PATH,
        )
        .stage(&stage())
    }
}

/// An absolute path, seen from the new root as the working directory.
pub(super) fn inside(path: impl Into<OsString>) -> PathBuf {
    let path = PathBuf::from(path.into());
    path.strip_prefix("/").map(Path::to_owned).unwrap_or(path)
}
