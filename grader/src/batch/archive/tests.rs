//! Archives in, files out.

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

#[test]
fn names_that_are_no_utf8_are_read_all_the_same() {
    let mut archive = zipped(&[("L!a.rs", b""), ("No?l.rs", b"")]);
    for byte in &mut archive {
        match byte {
            b'!' => *byte = 0x82,
            b'?' => *byte = 0x89,
            _ => {}
        }
    }
    let (files, left_out) = unpacked(&archive, Form::Zip).unwrap();
    assert_eq!(files, ["Léa.rs", "Noël.rs"]);
    assert!(left_out.is_empty());
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
