//! Archives that students hand in, unpacked within bounds: only files and folders, only below the folder they are for.
//!
//! What an archive declares is never believed: bytes are counted as they come. An entry that is no plain file or folder,
//! or that names a place outside, is left out and told; an archive that wants more than its bounds is refused.

mod named;

use std::cell::Cell;
use std::collections::BTreeSet;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Component, Path, PathBuf};

use flate2::read::MultiGzDecoder;

use super::bounds::{Bounds, CLASS, ONE};
use super::form::{Form, is_litter};
use crate::model::{Discarded, DiscardedWhy as Why, Unfit};

/// The most bytes of a header that says more of the entry after it, such as a long name: they are held in memory.
const HEADER: u64 = 64 << 10;
/// The most folders in each other.
const DEPTH: usize = 24;
/// The most bytes of one name, as of the file systems in use.
const NAME: usize = 255;
/// The most things left out that are told one by one.
const TOLD: usize = 20;

/// Why nothing came of unpacking.
#[derive(Debug)]
pub enum Trouble {
    /// The archive is refused.
    Refused(Unfit),
    /// The host failed.
    Host(io::Error),
}

/// Unpacks `archive` into `folder`, which is new and empty, and says what was left out. The names of what tools leave behind,
/// which is not unpacked, go to `made`.
///
/// # Errors
/// When the archive is refused, or the host fails.
pub fn unpack(
    archive: &Path,
    form: Form,
    folder: &Path,
    made: &mut BTreeSet<String>,
) -> Result<Vec<Discarded>, Trouble> {
    let unpacked = unpack_within(archive, form, folder, ONE)?;
    made.extend(unpacked.made);
    Ok(unpacked.left_out)
}

/// Unpacks an archive of all submissions of a class, as [`unpack`] does one.
///
/// # Errors
/// When the archive is refused, or the host fails.
pub fn unpack_class(archive: &Path, form: Form, folder: &Path) -> Result<Vec<Discarded>, Trouble> {
    Ok(unpack_within(archive, form, folder, CLASS)?.left_out)
}

/// Copies files into `folder`, which is new and empty, each by the name that it is given with, within the bounds of an
/// archive, and says what was left out.
///
/// # Errors
/// When there is too much, or the host fails.
pub fn gather(files: &[(String, PathBuf)], folder: &Path) -> Result<Vec<Discarded>, Trouble> {
    let mut unpacking = Unpacking::new(folder, ONE);
    for (name, path) in files {
        if let Some(place) = unpacking.place(name, Kind::File)? {
            unpacking.make_file(&place, name, false, &mut opened(path)?)?;
        }
    }
    Ok(unpacking.left_out)
}

/// A file that is a plain one, and no link to another.
fn opened(path: &Path) -> Result<File, Trouble> {
    let file = OpenOptions::new()
        .read(true)
        .custom_flags(libc::O_NOFOLLOW | libc::O_NONBLOCK)
        .open(path)
        .map_err(Trouble::Host)?;
    if !file.metadata().map_err(Trouble::Host)?.is_file() {
        return Err(Trouble::Refused(Unfit::Damaged));
    }
    Ok(file)
}

fn unpack_within<'a>(
    archive: &Path,
    form: Form,
    folder: &'a Path,
    bounds: Bounds,
) -> Result<Unpacking<'a>, Trouble> {
    let mut file = opened(archive)?;
    if file.metadata().map_err(Trouble::Host)?.len() > bounds.packed {
        return Err(Trouble::Refused(Unfit::TooLarge));
    }
    let mut unpacking = Unpacking::new(folder, bounds);
    match form {
        Form::Zip => unpacking.zip(file, bounds)?,
        Form::Tar => {
            bounded(&file, bounds.seen)?;
            file.seek(SeekFrom::Start(0)).map_err(Trouble::Host)?;
            unpacking.tar(&file)?;
        }
        Form::TarGz => {
            bounded(MultiGzDecoder::new(&file).take(bounds.passed), bounds.seen)?;
            file.seek(SeekFrom::Start(0)).map_err(Trouble::Host)?;
            unpacking.tar(MultiGzDecoder::new(&file).take(bounds.passed))?;
        }
    }
    Ok(unpacking)
}

/// Sees that reading the entries one by one takes no more than it should.
fn bounded(bytes: impl Read, most: usize) -> Result<(), Trouble> {
    let damaged = |_| Trouble::Refused(Unfit::Damaged);
    let mut archive = tar::Archive::new(bytes);
    let entries = archive.entries().map_err(damaged)?.raw(true);
    for (index, entry) in entries.enumerate() {
        let entry = entry.map_err(damaged)?;
        let kind = entry.header().entry_type();
        let more = kind.is_gnu_longname()
            || kind.is_gnu_longlink()
            || kind.is_pax_local_extensions()
            || kind.is_pax_global_extensions();
        if more && entry.size() > HEADER {
            return Err(Trouble::Refused(Unfit::Damaged));
        }
        if index >= most {
            return Err(Trouble::Refused(Unfit::TooManyFiles));
        }
    }
    Ok(())
}

/// A file of which only so many bytes can be read.
struct Metered<'a> {
    file: File,
    left: &'a Cell<u64>,
}

impl Read for Metered<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.file.read(buffer)?;
        let left = self.left.get().checked_sub(count as u64);
        self.left.set(left.ok_or(io::ErrorKind::FileTooLarge)?);
        Ok(count)
    }
}

impl Seek for Metered<'_> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.file.seek(to)
    }
}

struct Unpacking<'a> {
    folder: &'a Path,
    /// How many more files and folders, and bytes, may come.
    entries: usize,
    bytes: u64,
    left_out: Vec<Discarded>,
    /// What tools leave behind: some names.
    made: BTreeSet<String>,
}

impl<'a> Unpacking<'a> {
    fn new(folder: &'a Path, bounds: Bounds) -> Self {
        Self {
            folder,
            entries: bounds.entries,
            bytes: bounds.bytes,
            left_out: vec![],
            made: BTreeSet::new(),
        }
    }

    fn zip(&mut self, file: File, bounds: Bounds) -> Result<(), Trouble> {
        // What an archive says of its entries is read at once, whatever it declares to hold.
        let left = &Cell::new(bounds.listed);
        let mut archive = zip::ZipArchive::new(Metered { file, left }).map_err(zip_trouble)?;
        left.set(u64::MAX);
        if archive.len() > bounds.seen {
            return Err(Trouble::Refused(Unfit::TooManyFiles));
        }
        for index in 0..archive.len() {
            // Names first: what is left out is not decompressed, nor has to be of a method that is known.
            let entry = archive.by_index_raw(index).map_err(zip_trouble)?;
            let mode = entry.unix_mode().unwrap_or(0);
            // Some tools of Windows write its separator.
            let name = named::in_zip(entry.name_raw()).replace('\\', "/");
            let (is_folder, encrypted) = (entry.is_dir(), entry.encrypted());
            drop(entry);
            let kind = match mode & libc::S_IFMT {
                libc::S_IFLNK => Kind::Link,
                _ if is_folder => Kind::Folder,
                0 | libc::S_IFREG => Kind::File,
                libc::S_IFDIR => Kind::Folder,
                _ => Kind::Special,
            };
            let Some(place) = self.place(&name, kind)? else {
                continue;
            };
            if kind == Kind::Folder {
                self.make_folder(&place, &name)?;
            } else if encrypted {
                return Err(Trouble::Refused(Unfit::Encrypted));
            } else {
                let mut entry = archive.by_index(index).map_err(zip_trouble)?;
                self.make_file(&place, &name, mode & 0o100 != 0, &mut entry)?;
            }
        }
        Ok(())
    }

    fn tar(&mut self, bytes: impl Read) -> Result<(), Trouble> {
        let damaged = |_| Trouble::Refused(Unfit::Damaged);
        let mut archive = tar::Archive::new(bytes);
        for entry in archive.entries().map_err(damaged)? {
            let mut entry = entry.map_err(damaged)?;
            let kind = match entry.header().entry_type() {
                tar::EntryType::Directory => Kind::Folder,
                tar::EntryType::Regular | tar::EntryType::Continuous => Kind::File,
                tar::EntryType::Symlink | tar::EntryType::Link => Kind::Link,
                // What these say of other entries, such as their long names, has been read already.
                tar::EntryType::XGlobalHeader => continue,
                _ => Kind::Special,
            };
            let name = named::in_tar(&entry.path_bytes());
            let executable = entry.header().mode().unwrap_or(0) & 0o100 != 0;
            let Some(place) = self.place(&name, kind)? else {
                continue;
            };
            if kind == Kind::Folder {
                self.make_folder(&place, &name)?;
            } else {
                self.make_file(&place, &name, executable, &mut entry)?;
            }
        }
        Ok(())
    }

    /// Where an entry goes, if it goes anywhere.
    fn place(&mut self, name: &str, kind: Kind) -> Result<Option<PathBuf>, Trouble> {
        let mut place = PathBuf::new();
        for component in Path::new(name).components() {
            match component {
                Component::CurDir => {}
                Component::Normal(part) => {
                    let part = part.to_string_lossy();
                    if is_litter(&part) {
                        if self.made.len() < TOLD {
                            self.made.insert(part.into_owned());
                        }
                        return Ok(None);
                    }
                    if part.len() > NAME || part.contains('\0') {
                        self.leave(name, Why::OddName);
                        return Ok(None);
                    }
                    place.push(&*part);
                }
                Component::ParentDir | Component::RootDir | Component::Prefix(_) => {
                    self.leave(name, Why::Outside);
                    return Ok(None);
                }
            }
        }
        match kind {
            Kind::Link => self.leave(name, Why::Link),
            Kind::Special => self.leave(name, Why::Special),
            Kind::File | Kind::Folder if place.components().count() > DEPTH => {
                self.leave(name, Why::OddName);
            }
            Kind::File if place.as_os_str().is_empty() => self.leave(name, Why::OddName),
            Kind::File | Kind::Folder => {
                let left = self.entries.checked_sub(1);
                self.entries = left.ok_or(Trouble::Refused(Unfit::TooManyFiles))?;
                return Ok(Some(self.folder.join(place)));
            }
        }
        Ok(None)
    }

    fn make_folder(&mut self, place: &Path, name: &str) -> Result<(), Trouble> {
        match fs::create_dir_all(place) {
            Ok(()) => Ok(()),
            Err(error) if in_the_way(&error) => {
                self.leave(name, Why::Twice);
                Ok(())
            }
            Err(error) => Err(Trouble::Host(error)),
        }
    }

    fn make_file(
        &mut self,
        place: &Path,
        name: &str,
        executable: bool,
        bytes: &mut dyn Read,
    ) -> Result<(), Trouble> {
        if let Some(parent) = place.parent() {
            let above = self.left_out.len();
            self.make_folder(parent, name)?;
            if self.left_out.len() > above {
                return Ok(());
            }
        }
        let made = OpenOptions::new()
            .write(true)
            .create_new(true)
            .mode(if executable { 0o755 } else { 0o644 })
            .open(place);
        let mut file = match made {
            Ok(file) => file,
            Err(error) if in_the_way(&error) => {
                self.leave(name, Why::Twice);
                return Ok(());
            }
            Err(error) => return Err(Trouble::Host(error)),
        };
        let mut buffer = [0; 64 << 10];
        loop {
            let count = match bytes.read(&mut buffer) {
                Ok(0) => return Ok(()),
                Ok(count) => count,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(_) => return Err(Trouble::Refused(Unfit::Damaged)),
            };
            let left = self.bytes.checked_sub(count as u64);
            self.bytes = left.ok_or(Trouble::Refused(Unfit::TooLarge))?;
            io::Write::write_all(&mut file, &buffer[..count]).map_err(Trouble::Host)?;
        }
    }

    fn leave(&mut self, name: &str, why: Why) {
        if self.left_out.len() < TOLD {
            let name = name.chars().take(NAME).collect();
            self.left_out.push(Discarded { name, why });
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    File,
    Folder,
    Link,
    Special,
}

/// Whether a file or folder could not be made because of another entry.
fn in_the_way(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::AlreadyExists | io::ErrorKind::NotADirectory | io::ErrorKind::IsADirectory
    )
}

fn zip_trouble(error: zip::result::ZipError) -> Trouble {
    Trouble::Refused(match error {
        zip::result::ZipError::InvalidPassword => Unfit::Encrypted,
        zip::result::ZipError::Io(error) if error.kind() == io::ErrorKind::FileTooLarge => {
            Unfit::TooManyFiles
        }
        _ => Unfit::Damaged,
    })
}

#[cfg(test)]
mod tests;
