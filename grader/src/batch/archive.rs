//! Archives that students hand in, unpacked within bounds: only files and folders, only below the folder they are for.
//!
//! What an archive declares is never believed: bytes are counted as they come. An entry that is no plain file or folder,
//! or that names a place outside, is left out and told; an archive that wants more than its bounds is refused.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Component, Path, PathBuf};

use flate2::read::MultiGzDecoder;

/// The most files and folders that are unpacked.
pub const ENTRIES: usize = 4096;
/// The most bytes that are unpacked.
pub const BYTES: u64 = 64 << 20;
/// The most bytes that an archive has itself.
const PACKED: u64 = 64 << 20;
/// The most entries that are looked at, and bytes that are decompressed to look at them: students pack what their
/// tools have built, which is not unpacked.
const LOOKED_AT: usize = 200_000;
const PASSED: u64 = 2 << 30;
/// The most folders in each other.
const DEPTH: usize = 24;
/// The most bytes of one name, as of the file systems in use.
const NAME: usize = 255;
/// The most things left out that are told one by one.
const TOLD: usize = 20;

/// A form of archive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// `.zip`
    Zip,
    /// `.tar`
    Tar,
    /// `.tar.gz` or `.tgz`
    TarGz,
}

/// Why an archive is not unpacked. That is its student's to know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// It has more files than [`ENTRIES`].
    TooMany,
    /// It has more bytes than [`BYTES`].
    TooLarge,
    /// It asks for a password.
    Encrypted,
    /// It is no such archive, or damaged.
    Damaged,
}

/// Why nothing came of unpacking.
#[derive(Debug)]
pub enum Trouble {
    /// The archive is refused.
    Refused(Refusal),
    /// The host failed.
    Host(io::Error),
}

/// Something that was left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    /// Its name in the archive.
    pub name: String,
    /// Why.
    pub why: Why,
}

/// Why something was left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// It names a place outside the folder.
    Outside,
    /// It is a link.
    Link,
    /// It is neither a file nor a folder.
    Special,
    /// Its name cannot be a file's here.
    OddName,
    /// Something has its name already.
    Twice,
}

/// The form that a file's name tells.
pub fn form(name: &str) -> Option<Form> {
    split(name).map(|(_, form)| form)
}

/// `name` without the extension of an archive.
pub fn stem(name: &str) -> &str {
    split(name).map_or(name, |(stem, _)| stem)
}

fn split(name: &str) -> Option<(&str, Form)> {
    let known = [
        (".zip", Form::Zip),
        (".tar.gz", Form::TarGz),
        (".tgz", Form::TarGz),
        (".tar", Form::Tar),
    ];
    known.into_iter().find_map(|(extension, form)| {
        let at = name.len().checked_sub(extension.len())?;
        let found = name.get(at..)?.eq_ignore_ascii_case(extension);
        (found && at > 0).then(|| (&name[..at], form))
    })
}

/// Whether a file or folder of this name is left out without a word: what tools leave in folders by themselves.
pub fn is_litter(name: &str) -> bool {
    matches!(
        name,
        "target" | ".git" | "__MACOSX" | "__pycache__" | ".DS_Store" | "Thumbs.db" | "desktop.ini"
    ) || name.starts_with("._")
}

/// Unpacks `archive` into `folder`, which is new and empty, and says what was left out.
///
/// # Errors
/// When the archive is refused, or the host fails.
pub fn unpack(archive: &Path, form: Form, folder: &Path) -> Result<Vec<LeftOut>, Trouble> {
    let mut file = OpenOptions::new()
        .read(true)
        .custom_flags(libc::O_NOFOLLOW | libc::O_NONBLOCK)
        .open(archive)
        .map_err(Trouble::Host)?;
    let found = file.metadata().map_err(Trouble::Host)?;
    if !found.is_file() {
        return Err(Trouble::Refused(Refusal::Damaged));
    }
    if found.len() > PACKED {
        return Err(Trouble::Refused(Refusal::TooLarge));
    }
    let mut unpacking = Unpacking {
        folder,
        entries: 0,
        bytes: 0,
        left_out: vec![],
    };
    match form {
        Form::Zip => unpacking.zip(file)?,
        Form::Tar => unpacking.tar(file)?,
        Form::TarGz => {
            file.seek(SeekFrom::Start(0)).map_err(Trouble::Host)?;
            unpacking.tar(MultiGzDecoder::new(file).take(PASSED))?;
        }
    }
    Ok(unpacking.left_out)
}

struct Unpacking<'a> {
    folder: &'a Path,
    entries: usize,
    bytes: u64,
    left_out: Vec<LeftOut>,
}

impl Unpacking<'_> {
    fn zip(&mut self, file: File) -> Result<(), Trouble> {
        let mut archive = zip::ZipArchive::new(file).map_err(zip_trouble)?;
        for index in 0..archive.len() {
            // Names first: what is left out is not decompressed, nor has to be of a method that is known.
            let entry = archive.by_index_raw(index).map_err(zip_trouble)?;
            let (raw, mode) = (entry.name_raw().to_vec(), entry.unix_mode().unwrap_or(0));
            let (is_folder, encrypted) = (entry.is_dir(), entry.encrypted());
            drop(entry);
            let kind = match mode & libc::S_IFMT {
                libc::S_IFLNK => Kind::Link,
                _ if is_folder => Kind::Folder,
                0 | libc::S_IFREG => Kind::File,
                libc::S_IFDIR => Kind::Folder,
                _ => Kind::Special,
            };
            // Some tools of Windows write its separator.
            let name = String::from_utf8_lossy(&raw).replace('\\', "/");
            let Some(place) = self.place(&name, kind)? else {
                continue;
            };
            if kind == Kind::Folder {
                self.make_folder(&place, &name)?;
            } else if encrypted {
                return Err(Trouble::Refused(Refusal::Encrypted));
            } else {
                let mut entry = archive.by_index(index).map_err(zip_trouble)?;
                self.make_file(&place, &name, mode & 0o100 != 0, &mut entry)?;
            }
        }
        Ok(())
    }

    fn tar(&mut self, bytes: impl Read) -> Result<(), Trouble> {
        let damaged = |_| Trouble::Refused(Refusal::Damaged);
        let mut archive = tar::Archive::new(bytes);
        for (index, entry) in archive.entries().map_err(damaged)?.enumerate() {
            let mut entry = entry.map_err(damaged)?;
            if index >= LOOKED_AT {
                return Err(Trouble::Refused(Refusal::TooMany));
            }
            let kind = match entry.header().entry_type() {
                tar::EntryType::Directory => Kind::Folder,
                tar::EntryType::Regular | tar::EntryType::Continuous => Kind::File,
                tar::EntryType::Symlink | tar::EntryType::Link => Kind::Link,
                // What these say of other entries, such as their long names, has been read already.
                tar::EntryType::XGlobalHeader => continue,
                _ => Kind::Special,
            };
            let name = String::from_utf8_lossy(&entry.path_bytes()).into_owned();
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
                self.entries += 1;
                if self.entries > ENTRIES {
                    return Err(Trouble::Refused(Refusal::TooMany));
                }
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
                Err(_) => return Err(Trouble::Refused(Refusal::Damaged)),
            };
            self.bytes += count as u64;
            if self.bytes > BYTES {
                return Err(Trouble::Refused(Refusal::TooLarge));
            }
            io::Write::write_all(&mut file, &buffer[..count]).map_err(Trouble::Host)?;
        }
    }

    fn leave(&mut self, name: &str, why: Why) {
        if self.left_out.len() < TOLD {
            let name = name.chars().take(NAME).collect();
            self.left_out.push(LeftOut { name, why });
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
        zip::result::ZipError::InvalidPassword => Refusal::Encrypted,
        _ => Refusal::Damaged,
    })
}
