//! An ordinary user, who grades where the tests run as root.
//!
//! The grader, the Rust toolchain and cargo's registry may lie in root's home, where such a user cannot go: they are shown
//! to the run in a mount namespace of its own, read-only, and nothing of the host is changed.

use std::ffi::CString;
use std::fs::{self, Permissions};
use std::io;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{PermissionsExt, lchown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use grader::submission::Environment;
use rustix::fs::{Gid, Uid};
use rustix::mount::{MountFlags, MountPropagationFlags};
use rustix::mount::{mount_bind_recursive, mount_change, mount_remount};
use rustix::thread::{UnshareFlags, unshare_unsafe};
use tempfile::TempDir;

/// The first of the users who have nothing on this host.
const NOBODY_ELSE: u32 = 54321;

/// An ordinary user, and what they are shown.
pub struct Ordinary {
    id: u32,
    folder: TempDir,
    /// What lies where only root can go, and where it is shown.
    shown: [(PathBuf, PathBuf); 3],
}

impl Ordinary {
    /// One of them, by number: no two share what the kernel counts for each user. None where nobody but root could show them
    /// anything, or there is no toolchain.
    pub fn new(number: u32) -> Option<Self> {
        if !rustix::process::geteuid().is_root() {
            return None;
        }
        let asked = assert_cmd::Command::new("rustc")
            .args(["--print", "sysroot"])
            .output();
        let sysroot = String::from_utf8(asked.ok()?.stdout).ok()?;
        let cargo = Environment::new(std::env::vars_os()).cargo_home;
        let folder = TempDir::new().unwrap();
        let inside = |name: &str| folder.path().join(name);
        for name in ["toolchain", "cargo/registry", "home"] {
            fs::create_dir_all(inside(name)).unwrap();
        }
        fs::set_permissions(folder.path(), Permissions::from_mode(0o755)).unwrap();
        fs::write(inside("grader"), "").unwrap();
        let shown = [
            (env!("CARGO_BIN_EXE_grader").into(), inside("grader")),
            (sysroot.trim().into(), inside("toolchain")),
            (cargo?.join("registry"), inside("cargo/registry")),
        ];
        let (id, home) = (NOBODY_ELSE + number, inside("home"));
        let user = Self { id, folder, shown };
        user.own(&home);
        Some(user)
    }

    /// Makes a file theirs, or a folder and all that is in it.
    pub fn own(&self, path: &Path) {
        lchown(path, Some(self.id), Some(self.id)).unwrap();
        if path.is_dir() && !path.is_symlink() {
            for entry in fs::read_dir(path).unwrap() {
                self.own(&entry.unwrap().path());
            }
        }
    }

    /// The grader, started as this user.
    pub fn grader(&self) -> Command {
        let inside = |name: &str| self.folder.path().join(name);
        let mut command = Command::new(inside("grader"));
        let path = format!(
            "{}:/usr/local/bin:/usr/bin:/bin",
            inside("toolchain/bin").display()
        );
        command
            .env_clear()
            .env("PATH", path)
            .env("HOME", inside("home"))
            .env("CARGO_HOME", inside("cargo"));
        let text = |path: &Path| CString::new(path.as_os_str().as_bytes()).unwrap();
        let shown = self.shown.each_ref();
        let shown = shown.map(|(from, to)| (text(from), text(to)));
        let id = self.id;
        #[expect(unsafe_code, reason = "what the run sees must be set before it begins")]
        // SAFETY: between fork and exec it makes system calls only; all memory was taken before.
        unsafe {
            command.pre_exec(move || {
                unshare_unsafe(UnshareFlags::NEWNS)?;
                let apart = MountPropagationFlags::PRIVATE | MountPropagationFlags::REC;
                mount_change(c"/", apart)?;
                for (from, to) in &shown {
                    mount_bind_recursive(from.as_c_str(), to.as_c_str())?;
                    mount_remount(to.as_c_str(), MountFlags::BIND | MountFlags::RDONLY, c"")?;
                }
                become_ordinary(id)
            });
        }
        command
    }
}

fn become_ordinary(id: u32) -> io::Result<()> {
    rustix::thread::set_thread_groups(&[])?;
    let (uid, gid) = (Uid::from_raw(id), Gid::from_raw(id));
    rustix::thread::set_thread_res_gid(gid, gid, gid)?;
    rustix::thread::set_thread_res_uid(uid, uid, uid)?;
    Ok(())
}
