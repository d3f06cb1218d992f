//! Where in its source a blocked thread is: its stack, walked by the tables that compilers write, and the lines that its
//! build left in the program. What cannot be had is left out; nothing is guessed.

use std::collections::HashMap;
use std::fs::File;
use std::io::Read;
use std::ops::Range;
use std::sync::Arc;

use addr2line::gimli;
use framehop::{
    CacheNative, ExplicitModuleSectionInfo, FrameAddress, Module, UnwindRegsNative, Unwinder,
    UnwinderNative,
};
use object::elf::PF_X;
use object::{Object, ObjectSection, ObjectSegment, SegmentFlags};
use rustix::fs::{FileType, Mode, OFlags, ResolveFlags, fstat, open, openat2};

use super::registers::{Snapshot, snapshots};
use crate::model::function_names;

/// Bytes of a program or library that is looked into.
const MOST_BYTES: u64 = 512 << 20;
/// Libraries that are.
const MOST_MODULES: usize = 32;
/// Frames of a stack that are.
const MOST_FRAMES: usize = 128;
/// Bytes of the names that are taken from a program.
const MOST_NAME: usize = 256;

/// A place in the program's own source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Site {
    /// The file, as its build named it, from where that ran.
    pub file: String,
    /// The line, from 1.
    pub line: u32,
    /// The function of the language's own library that was called there, as the debug information names it.
    pub calls: Option<String>,
}

/// Where these threads of a process are, for each that it can be told of.
pub(super) fn sites(process: u32, threads: &[u32]) -> HashMap<u32, Site> {
    let Some(program) = Program::of(process) else {
        return HashMap::new();
    };
    let snapshots = snapshots(process, threads);
    program.sites(&snapshots).unwrap_or_default()
}

type Bytes = Arc<[u8]>;
type Slice<'a> = gimli::EndianSlice<'a, gimli::NativeEndian>;
type Lines<'a> = addr2line::Context<Slice<'a>>;

/// A program's code and that of its libraries, as they lie in its memory.
struct Program {
    unwinder: UnwinderNative<Vec<u8>, framehop::MayAllocateDuringUnwind>,
    /// Where the program's own code is, and by how much that differs from what its file says.
    own: Range<u64>,
    shift: u64,
    /// The program's file.
    file: Bytes,
    /// Where code is whose stack can be walked.
    known: Vec<Range<u64>>,
}

impl Program {
    /// `None` when its build left no lines in it.
    fn of(process: u32) -> Option<Self> {
        let file = bytes(File::open(format!("/proc/{process}/exe")).ok()?)?;
        object::File::parse(&*file)
            .ok()?
            .section_by_name(".debug_line")?;
        let own = std::fs::read_link(format!("/proc/{process}/exe")).ok()?;
        let own = own.to_string_lossy().into_owned();
        let mut program = Self {
            unwinder: UnwinderNative::new(),
            own: 0..0,
            shift: 0,
            file: file.clone(),
            known: Vec::new(),
        };
        for mapping in mappings(process).into_iter().take(MOST_MODULES) {
            let is_own = mapping.path == own;
            let read = if is_own {
                Some(file.clone())
            } else {
                opened(process, &mapping.path).and_then(bytes)
            };
            let Some((module, shift)) = read.and_then(|bytes| module(&mapping, &bytes)) else {
                continue;
            };
            if is_own {
                (program.own, program.shift) = (mapping.range.clone(), shift);
            }
            program.known.push(mapping.range);
            program.unwinder.add_module(module);
        }
        (!program.own.is_empty()).then_some(program)
    }

    /// The addresses of a stack's code, the innermost first, as far as it is known.
    fn frames(&self, snapshot: &Snapshot) -> Vec<u64> {
        let mut cache = CacheNative::<framehop::MayAllocateDuringUnwind>::new_in();
        let mut word = |at| snapshot.word(at).ok_or(());
        let registers = registers(snapshot);
        let mut frames =
            self.unwinder
                .iter_frames(snapshot.instruction, registers, &mut cache, &mut word);
        let mut found = Vec::new();
        while let Ok(Some(frame)) = frames.next()
            && found.len() < MOST_FRAMES
        {
            let at = match frame {
                FrameAddress::InstructionPointer(at) => at,
                // Behind the call, which may be the end of its line.
                FrameAddress::ReturnAddress(at) => at.get() - 1,
            };
            // From code that no table describes, callers would be guessed.
            if !self.known.iter().any(|range| range.contains(&at)) {
                break;
            }
            found.push(at);
        }
        found
    }

    /// For each thread, the innermost place of its stack that is in the program's own source.
    fn sites(&self, snapshots: &[Snapshot]) -> Option<HashMap<u32, Site>> {
        let object = object::File::parse(&*self.file).ok()?;
        let section = |id: gimli::SectionId| -> Result<Slice<'_>, gimli::Error> {
            let section = object.section_by_name(id.name());
            let data = section.and_then(|section| section.data().ok());
            Ok(Slice::new(data.unwrap_or_default(), gimli::NativeEndian))
        };
        let dwarf = gimli::Dwarf::load(section).ok()?;
        let lines = addr2line::Context::from_dwarf(dwarf).ok()?;
        let sites = snapshots
            .iter()
            .filter_map(|snapshot| Some((snapshot.thread, self.site(snapshot, &lines)?)));
        Some(sites.collect())
    }

    fn site(&self, snapshot: &Snapshot, lines: &Lines<'_>) -> Option<Site> {
        let mut called = vec![];
        for at in self.frames(snapshot) {
            if !self.own.contains(&at) {
                continue;
            }
            let at = at - self.shift;
            let unit = lines.find_dwarf_and_unit(at).skip_all_loads();
            let built_in = unit.and_then(|unit| unit.comp_dir);
            let built_in = built_in.map(|folder| folder.to_string_lossy());
            let mut frames = lines.find_frames(at).skip_all_loads().ok()?;
            while let Ok(Some(frame)) = frames.next() {
                let location = frame
                    .location
                    .and_then(|location| location.file.zip(location.line));
                if let Some((file, line)) = location
                    && let Some(file) = own(file, built_in.as_deref())
                {
                    let calls = telling(called);
                    return Some(Site { file, line, calls });
                }
                let name = frame.function.and_then(|function| {
                    let name = function.demangle().ok()?.into_owned();
                    Some(name).filter(|name| name.len() <= MOST_NAME)
                });
                called.extend(name);
            }
        }
        None
    }
}

/// Of the library's functions on a stack, the innermost first, the one that the program has called; where that is a step of
/// an iterator (`for line in reader.lines()`), the one that this step calls, which tells what for.
fn telling(mut called: Vec<String>) -> Option<String> {
    let outer = called.pop()?;
    match function_names(&outer).last() {
        Some(name) if name == "next" => called.pop().or(Some(outer)),
        _ => Some(outer),
    }
}

/// The file as seen from where the build ran, unless it belongs to the language or to a package from elsewhere.
fn own(file: &str, built_in: Option<&str>) -> Option<String> {
    const FOREIGN: [&str; 5] = [
        "/rustc/",
        "/rust/deps/",
        "/rustlib/src/",
        "/registry/src/",
        "/git/checkouts/",
    ];
    if FOREIGN.iter().any(|folder| file.contains(folder)) {
        return None;
    }
    let inside = built_in.and_then(|folder| file.strip_prefix(folder)?.strip_prefix('/'));
    let file = inside.unwrap_or(file);
    (!file.is_empty() && !file.starts_with('/') && file.len() <= MOST_NAME).then(|| file.to_owned())
}

/// Code of a file in a process's memory.
struct Mapping {
    range: Range<u64>,
    /// Where in the file it begins.
    offset: u64,
    path: String,
}

fn mappings(process: u32) -> Vec<Mapping> {
    let mut text = String::new();
    let maps = File::open(format!("/proc/{process}/maps"));
    let read = maps.and_then(|maps| maps.take(4 << 20).read_to_string(&mut text));
    if read.is_err() {
        return vec![];
    }
    text.lines().filter_map(mapping).collect()
}

/// A line such as `55d5-55d9 r-xp 0000c000 00:1c 17 /program/server`, of code in a file.
fn mapping(line: &str) -> Option<Mapping> {
    let mut words = line.splitn(6, ' ');
    let (start, end) = words.next()?.split_once('-')?;
    let is_code = words.next()?.as_bytes().get(2) == Some(&b'x');
    let hexadecimal = |word| u64::from_str_radix(word, 16).ok();
    let range = hexadecimal(start)?..hexadecimal(end)?;
    let offset = hexadecimal(words.next()?)?;
    let path = words.nth(2)?.trim_start();
    (is_code && path.starts_with('/')).then(|| Mapping {
        range,
        offset,
        path: path.to_owned(),
    })
}

/// A file as a process names it: whatever links it has put there lead nowhere else.
fn opened(process: u32, path: &str) -> Option<File> {
    let flags = OFlags::PATH | OFlags::CLOEXEC | OFlags::DIRECTORY;
    let root = open(format!("/proc/{process}/root"), flags, Mode::empty()).ok()?;
    let flags = OFlags::RDONLY | OFlags::CLOEXEC | OFlags::NONBLOCK | OFlags::NOCTTY;
    let file = openat2(root, path, flags, Mode::empty(), ResolveFlags::IN_ROOT).ok()?;
    Some(File::from(file))
}

fn bytes(file: File) -> Option<Bytes> {
    let stat = fstat(&file).ok()?;
    let size = u64::try_from(stat.st_size).ok()?;
    if FileType::from_raw_mode(stat.st_mode) != FileType::RegularFile || size > MOST_BYTES {
        return None;
    }
    let mut bytes = Vec::new();
    file.take(size).read_to_end(&mut bytes).ok()?;
    Some(bytes.into())
}

/// What a stack's walk needs of a file, and by how much its addresses in memory differ from those that it states.
fn module(mapping: &Mapping, bytes: &[u8]) -> Option<(Module<Vec<u8>>, u64)> {
    let object = object::File::parse(bytes).ok()?;
    let is_code =
        |flags| matches!(flags, SegmentFlags::Elf { p_flags, .. } if p_flags.0 & PF_X.0 != 0);
    let mut code = object.segments().filter(|one| is_code(one.flags()));
    let shift = code.find_map(|segment| {
        let (offset, size) = segment.file_range();
        let inside = mapping.offset.checked_sub(offset & !0xfff)?;
        (inside < size.next_multiple_of(0x1000)).then(|| {
            let stated = (segment.address() & !0xfff) + inside;
            mapping.range.start.checked_sub(stated)
        })?
    })?;
    let section = |name: &str| {
        let section = object.section_by_name(name)?;
        let start = section.address();
        let data = section.data().ok()?.to_owned();
        Some((start..start.checked_add(section.size())?, data))
    };
    let split = |section: Option<(Range<u64>, Vec<u8>)>| section.unzip();
    let (eh_frame_svma, eh_frame) = split(section(".eh_frame"));
    let (eh_frame_hdr_svma, eh_frame_hdr) = split(section(".eh_frame_hdr"));
    let (text_svma, text) = split(section(".text"));
    eh_frame.as_ref()?;
    let sections = ExplicitModuleSectionInfo {
        base_svma: 0,
        text_svma,
        text,
        eh_frame_svma,
        eh_frame,
        eh_frame_hdr_svma,
        eh_frame_hdr,
        got_svma: split(section(".got")).0,
        ..ExplicitModuleSectionInfo::default()
    };
    let path = mapping.path.clone();
    Some((
        Module::new(path, mapping.range.clone(), shift, sections),
        shift,
    ))
}

#[cfg(target_arch = "x86_64")]
fn registers(snapshot: &Snapshot) -> UnwindRegsNative {
    UnwindRegsNative::new(snapshot.instruction, snapshot.stack, snapshot.frame)
}

#[cfg(target_arch = "aarch64")]
fn registers(snapshot: &Snapshot) -> UnwindRegsNative {
    UnwindRegsNative::new(snapshot.link, snapshot.stack, snapshot.frame)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_programs_own_source_is_told_from_others() {
        let folder = Some("/home/lea/echo");
        let own = |file| own(file, folder);
        assert_eq!(
            own("/home/lea/echo/src/main.rs").as_deref(),
            Some("src/main.rs")
        );
        assert_eq!(own("src/main.rs").as_deref(), Some("src/main.rs"));
        assert_eq!(own("/rustc/59807616/library/std/src/net/tcp.rs"), None);
        let registry = "/home/lea/.cargo/registry/src/index/tokio-1.0.0/src/lib.rs";
        assert_eq!(own(registry), None);
        assert_eq!(own("/home/lea/echoes/main.rs"), None);
        assert_eq!(own("/usr/include/stdio.h"), None);
    }

    #[test]
    fn a_step_of_an_iterator_is_named_by_what_it_calls() {
        let told = |called: &[&str]| telling(called.iter().map(|&name| name.to_owned()).collect());
        let lines = ["read_until<Stream>", "read_line<Stream>", "next<BufReader>"];
        assert_eq!(told(&lines).as_deref(), Some("read_line<Stream>"));
        let accept = ["TcpListener::accept", "<Incoming as Iterator>::next"];
        assert_eq!(told(&accept).as_deref(), Some("TcpListener::accept"));
        assert_eq!(told(&lines[..2]).as_deref(), Some("read_line<Stream>"));
        assert_eq!(told(&lines[2..]).as_deref(), Some("next<BufReader>"));
        assert_eq!(told(&[]), None);
    }

    #[test]
    fn code_of_files_is_found_in_the_maps() {
        let code = "5581a-5591b r-xp 0000c000 00:1c 17    /program/a server";
        let mapping = mapping(code).unwrap();
        assert_eq!(mapping.range, 0x5581a..0x5591b);
        assert_eq!(
            (mapping.offset, mapping.path.as_str()),
            (0xc000, "/program/a server")
        );
        for other in [
            "5581a-5591b rw-p 0000c000 00:1c 17 /program/server",
            "7ffd0-7ffd2 r-xp 00000000 00:00 0 [vdso]",
            "7ffd0-7ffd2 r-xp 00000000 00:00 0 ",
        ] {
            assert!(super::mapping(other).is_none(), "{other}");
        }
    }
}
