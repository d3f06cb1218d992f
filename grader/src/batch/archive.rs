//! Archives that students hand in, unpacked within bounds: only files and folders, only below the folder they are for.
//!
//! What an archive declares is never believed: bytes are counted as they come. An entry that is no plain file or folder,
//! or that names a place outside, is left out and told; an archive that wants more than its bounds is refused.

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
mod tests {
    use std::io::{Cursor, Write};

    use super::*;
    use crate::batch::ENTRIES;

    type Entry<'a> = (&'a str, &'a [u8]);

    fn zipped(entries: &[Entry<'_>]) -> Vec<u8> {
        let mut writer = zip::ZipWriter::new(Cursor::new(vec![]));
        for (name, bytes) in entries {
            let options = zip::write::SimpleFileOptions::default();
            match name.strip_suffix('@') {
                Some(link) => {
                    let target = String::from_utf8_lossy(bytes);
                    writer.add_symlink(link, target, options).unwrap();
                }
                None => {
                    writer.start_file(*name, options).unwrap();
                    writer.write_all(bytes).unwrap();
                }
            }
        }
        writer.finish().unwrap().into_inner()
    }

    /// With names that tools refuse to write.
    fn tarred(entries: &[Entry<'_>]) -> Vec<u8> {
        let mut builder = tar::Builder::new(vec![]);
        for (name, bytes) in entries {
            let mut header = tar::Header::new_gnu();
            let (name, kind) = match name.strip_suffix('@') {
                Some(name) => (name, tar::EntryType::Symlink),
                None if name.ends_with('|') => (*name, tar::EntryType::Fifo),
                None => (*name, tar::EntryType::Regular),
            };
            header.as_old_mut().name[..name.len()].copy_from_slice(name.as_bytes());
            header.set_entry_type(kind);
            header.set_mode(0o644);
            let content = if kind == tar::EntryType::Symlink {
                header
                    .set_link_name(String::from_utf8_lossy(bytes).as_ref())
                    .unwrap();
                &[]
            } else {
                *bytes
            };
            header.set_size(content.len() as u64);
            header.set_cksum();
            builder.append(&header, content).unwrap();
        }
        builder.into_inner().unwrap()
    }

    fn gzipped(bytes: &[u8]) -> Vec<u8> {
        let mut writer = flate2::write::GzEncoder::new(vec![], flate2::Compression::fast());
        writer.write_all(bytes).unwrap();
        writer.finish().unwrap()
    }

    /// The files that come out, and what was left out; nothing may appear beside them.
    fn unpacked(archive: &[u8], form: Form) -> Result<(Vec<String>, Vec<Why>), Unfit> {
        let bounds = Bounds {
            bytes: 100_000,
            ..ONE
        };
        unpacked_within(archive, form, bounds)
    }

    fn unpacked_within(
        archive: &[u8],
        form: Form,
        bounds: Bounds,
    ) -> Result<(Vec<String>, Vec<Why>), Unfit> {
        let place = tempfile::tempdir().unwrap();
        let (file, folder) = (place.path().join("archive"), place.path().join("in/folder"));
        fs::write(&file, archive).unwrap();
        fs::create_dir_all(&folder).unwrap();
        let left_out = match unpack_within(&file, form, &folder, bounds) {
            Ok(unpacked) => { unpacked.left_out.into_iter() }
                .map(|one| one.why)
                .collect(),
            Err(Trouble::Refused(refusal)) => return Err(refusal),
            Err(Trouble::Host(error)) => panic!("{error}"),
        };
        let beside: Vec<_> = fs::read_dir(place.path().join("in")).unwrap().collect();
        assert_eq!(beside.len(), 1);
        let mut files = vec![];
        list(&folder, &folder, &mut files);
        files.sort();
        Ok((files, left_out))
    }

    fn list(root: &Path, folder: &Path, files: &mut Vec<String>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            assert!(!path.is_symlink());
            if path.is_dir() {
                list(root, &path, files);
            } else {
                files.push(path.strip_prefix(root).unwrap().display().to_string());
            }
        }
    }

    #[test]
    fn files_come_out_and_nothing_else() {
        let entries: [Entry<'_>; 11] = [
            ("tp/Cargo.toml", b"[package]"),
            ("tp/src/main.rs", b"fn main() {}"),
            ("tp/target/debug/server", b"ELF"),
            ("__MACOSX/tp/._Cargo.toml", b"x"),
            ("../evil", b"x"),
            ("tp/../../evil", b"x"),
            ("/evil", b"x"),
            ("tp/link@", b"/etc/passwd"),
            ("tp/link/inside", b"x"),
            ("tp/Cargo.toml", b"again"),
            ("tp/Cargo.toml/below", b"x"),
        ];
        let files = ["tp/Cargo.toml", "tp/link/inside", "tp/src/main.rs"].map(String::from);
        use Why::{Link, Outside, Twice};
        let left_out = vec![Outside, Outside, Outside, Link, Twice, Twice];
        // A writer of zip archives refuses two entries of a name.
        let (mut zip_entries, mut zip_left_out) = (entries.to_vec(), left_out.clone());
        zip_entries.remove(9);
        zip_left_out.pop();
        let (found, why) = unpacked(&zipped(&zip_entries), Form::Zip).unwrap();
        assert_eq!((found.as_slice(), why), (&files[..], zip_left_out));
        let tar = tarred(&entries);
        let (found, why) = unpacked(&tar, Form::Tar).unwrap();
        assert_eq!((found.as_slice(), &why), (&files[..], &left_out));
        let (found, why) = unpacked(&gzipped(&tar), Form::TarGz).unwrap();
        assert_eq!((found.as_slice(), &why), (&files[..], &left_out));
        let special = unpacked(&tarred(&[("pipe|", b"")]), Form::Tar).unwrap();
        assert_eq!(special, (vec![], vec![Why::Special]));
    }

    #[test]
    fn names_of_other_systems_are_understood() {
        let entries: [Entry<'_>; 2] = [("tp\\src\\main.rs", b"x"), ("tp\\..\\..\\evil", b"x")];
        let (files, why) = unpacked(&zipped(&entries), Form::Zip).unwrap();
        assert_eq!(
            (files, why),
            (vec!["tp/src/main.rs".into()], vec![Why::Outside])
        );
        let long = "x".repeat(300);
        let (files, why) = unpacked(&zipped(&[(&long, b"x")]), Form::Zip).unwrap();
        assert_eq!((files, why), (vec![], vec![Why::OddName]));
    }

    #[test]
    fn bombs_are_refused() {
        let zeros = vec![0; 60_000];
        let entries = [("one", &zeros[..]), ("two", &zeros[..])];
        assert!(unpacked(&zipped(&entries[..1]), Form::Zip).is_ok());
        let bomb = zipped(&entries);
        assert!(bomb.len() < 1000);
        assert_eq!(unpacked(&bomb, Form::Zip), Err(Unfit::TooLarge));
        let bomb = gzipped(&tarred(&entries));
        assert_eq!(unpacked(&bomb, Form::TarGz), Err(Unfit::TooLarge));

        let names: Vec<String> = (0..=ENTRIES).map(|number| number.to_string()).collect();
        let many: Vec<Entry<'_>> = names.iter().map(|name| (name.as_str(), &b""[..])).collect();
        assert_eq!(
            unpacked(&zipped(&many), Form::Zip),
            Err(Unfit::TooManyFiles)
        );
        assert_eq!(
            unpacked(&tarred(&many), Form::Tar),
            Err(Unfit::TooManyFiles)
        );
    }

    #[test]
    fn what_is_left_out_is_counted_too() {
        let names: Vec<String> = (0..=10).map(|number| format!("target/{number}")).collect();
        let litter: Vec<Entry<'_>> = names.iter().map(|name| (&**name, &b""[..])).collect();
        let ten = Bounds { seen: 10, ..ONE };
        let nothing = Ok((vec![], vec![]));
        for (count, expected) in [(10, nothing), (11, Err(Unfit::TooManyFiles))] {
            let (zip, tar) = (zipped(&litter[..count]), tarred(&litter[..count]));
            assert_eq!(unpacked_within(&zip, Form::Zip, ten), expected);
            assert_eq!(unpacked_within(&tar, Form::Tar, ten), expected);
        }
    }

    #[test]
    fn headers_cannot_fill_the_memory() {
        let names = [60_000, 60_001, 60_002].map(|length| "x".repeat(length));
        let long = names.each_ref().map(|name| (name.as_str(), &b""[..]));
        let listed = Bounds {
            listed: 150_000,
            ..ONE
        };
        let two = unpacked_within(&zipped(&long[..2]), Form::Zip, listed);
        assert_eq!(two, Ok((vec![], vec![Why::OddName; 2])));
        let three = unpacked_within(&zipped(&long), Form::Zip, listed);
        assert_eq!(three, Err(Unfit::TooManyFiles));

        let mut header = tar::Header::new_gnu();
        header.as_old_mut().name[..1].copy_from_slice(b"x");
        header.set_entry_type(tar::EntryType::GNULongName);
        let name = vec![b'x'; (HEADER + 1) as usize];
        header.set_size(name.len() as u64);
        header.set_cksum();
        let mut builder = tar::Builder::new(vec![]);
        builder.append(&header, name.as_slice()).unwrap();
        let archive = builder.into_inner().unwrap();
        assert_eq!(unpacked(&archive, Form::Tar), Err(Unfit::Damaged));
    }

    #[test]
    fn what_is_damaged_is_refused() {
        let whole = zipped(&[("a", b"some text that is there")]);
        for end in 0..whole.len() {
            let _ = unpacked(&whole[..end], Form::Zip);
        }
        for form in [Form::Zip, Form::TarGz] {
            assert_eq!(unpacked(b"no archive", form), Err(Unfit::Damaged));
        }
        let whole = gzipped(&tarred(&[("a", &[b'x'; 2000])]));
        assert_eq!(
            unpacked(&whole[..whole.len() - 40], Form::TarGz),
            Err(Unfit::Damaged)
        );
    }
}
