//! Folders of a machine that are put together from folders of the host and can be written to, while the host's stay as
//! they are: an overlay, or else a copy. What is written goes to memory, within bounds, or to a folder that was named.

use std::ffi::{CString, OsString};
use std::fs::{self, File, FileTimes};
use std::io;
use std::os::fd::{AsRawFd, OwnedFd};
use std::os::unix::fs::{lchown, symlink};
use std::path::{Path, PathBuf};

use rustix::fs::{Mode, OFlags, open};
use rustix::io::Errno;
use rustix::mount::{MountFlags, UnmountFlags, mount, unmount};

use super::error::{Failed, MachineError, Stage};
use super::isolated::STUDENT;
use super::protocol::Layered;
use super::root::{inside, tree};

/// Where what is written goes; nobody sees it once the folders are mounted.
const WRITTEN: &str = "written";
/// Bytes and entries that can be written to all these folders together, in memory.
pub(super) const ROOM: u64 = 2 << 30;
const INODES: u64 = 100_000;

const SAFE: MountFlags = MountFlags::NOSUID.union(MountFlags::NODEV);

/// The folders of the host for one of these, found before the new root covers them.
pub(super) struct Opened {
    target: PathBuf,
    lower: Vec<OwnedFd>,
    /// Of what is written; none: it goes to memory.
    upper: Option<OwnedFd>,
}

/// Finds the folders of the host.
pub(super) fn open_all(layers: &[Layered]) -> Result<Vec<Opened>, Failed> {
    let open = |path: &OsString| {
        let flags = OFlags::PATH | OFlags::DIRECTORY | OFlags::CLOEXEC;
        open(path, flags, Mode::empty()).stage("find a folder to write to")
    };
    let opened = |layer: &Layered| {
        Ok(Opened {
            target: PathBuf::from(&layer.target),
            lower: layer.lower.iter().map(open).collect::<Result<_, _>>()?,
            upper: layer.upper.as_ref().map(open).transpose()?,
        })
    };
    layers.iter().map(opened).collect()
}

/// Mounts them below the new root, which is the working directory.
pub(super) fn mount_all(layers: &[Opened]) -> Result<(), Failed> {
    if layers.is_empty() {
        return Ok(());
    }
    fs::create_dir(WRITTEN).stage("make a folder of the new root")?;
    let data = options(format!("mode=755,size={ROOM},nr_inodes={INODES}"))?;
    mount("machine", WRITTEN, "tmpfs", SAFE, data.as_c_str())
        .stage("mount a folder to write to")?;
    for (number, layer) in layers.iter().enumerate() {
        let place = match &layer.upper {
            Some(folder) => path_of(folder),
            None => Path::new(WRITTEN).join(number.to_string()),
        };
        let (upper, work) = (place.join("upper"), place.join("work"));
        for folder in [&upper, &work] {
            fs::create_dir_all(folder).stage("make a folder to write to")?;
        }
        let owner = rustix::process::getuid().is_root().then_some(STUDENT);
        lchown(&upper, owner, owner).stage("make a folder to write to")?;
        let target = inside(&layer.target);
        fs::create_dir_all(&target).stage("make a folder of the new root")?;
        if !overlaid(layer, &upper, &work, &target)? {
            // The kernel, or what the folders lie on, does not do it.
            for lower in layer.lower.iter().rev() {
                copy(&path_of(lower), &upper, owner).stage("copy a folder to write to")?;
            }
            let attributes = libc::MOUNT_ATTR_NOSUID | libc::MOUNT_ATTR_NODEV;
            tree(&upper, &layer.target, attributes)?.attach()?;
        }
    }
    unmount(WRITTEN, UnmountFlags::DETACH).stage("hide what is written")?;
    fs::remove_dir(WRITTEN).stage("hide what is written")
}

/// Puts folders together in a folder of the host, for a plain machine.
pub(super) fn lay(lower: &[PathBuf], target: &Path) -> Result<(), MachineError> {
    let done = fs::create_dir_all(target).and_then(|()| {
        lower
            .iter()
            .rev()
            .try_for_each(|from| copy(from, target, None))
    });
    done.map_err(MachineError::host("copy what was built beforehand"))
}

/// Whether the folder is mounted; false where it must be copied.
fn overlaid(layer: &Opened, upper: &Path, work: &Path, target: &Path) -> Result<bool, Failed> {
    if layer.lower.is_empty() {
        return Ok(false);
    }
    let lower: Vec<String> = layer
        .lower
        .iter()
        .map(|folder| path_of(folder).display().to_string())
        .collect();
    let data = options(format!(
        "userxattr,lowerdir={},upperdir={},workdir={}",
        lower.join(":"),
        upper.display(),
        work.display()
    ))?;
    Ok(mount("machine", target, "overlay", SAFE, data.as_c_str()).is_ok())
}

/// A path of an open folder, without a character that an option's notation would misread.
fn path_of(folder: &OwnedFd) -> PathBuf {
    format!("/proc/self/fd/{}", folder.as_raw_fd()).into()
}

fn options(text: String) -> Result<CString, Failed> {
    CString::new(text)
        .map_err(|_| Errno::INVAL)
        .stage("read the names of folders")
}

/// Copies what is in a folder into another one, with its times: cargo and make look at them. What is copied is given to
/// `owner`, where there is one.
fn copy(from: &Path, to: &Path, owner: Option<u32>) -> io::Result<()> {
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let (source, target) = (entry.path(), to.join(entry.file_name()));
        let found = fs::symlink_metadata(&source)?;
        if found.is_dir() {
            match fs::create_dir(&target) {
                Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(error),
                _ => copy(&source, &target, owner)?,
            }
        } else if found.is_symlink() {
            symlink(fs::read_link(&source)?, &target)?;
        } else if found.is_file() {
            let _ = fs::remove_file(&target);
            fs::copy(&source, &target)?;
        } else {
            continue;
        }
        if !found.is_symlink() {
            fs::set_permissions(&target, found.permissions())?;
            let times = FileTimes::new()
                .set_modified(found.modified()?)
                .set_accessed(found.accessed()?);
            File::open(&target)?.set_times(times)?;
        }
        lchown(&target, owner, owner)?;
    }
    Ok(())
}
