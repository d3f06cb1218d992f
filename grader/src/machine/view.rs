//! How a program of the model looks from its machine: what is executed there, from where, with what, seeing what.

use std::collections::BTreeSet;
use std::ffi::{OsStr, OsString};
use std::fs;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::isolated::STUDENT;
use super::landlock;
use super::limits::Bounds;
use super::protocol::{Bind, Order, Walls};
use super::root::{HOME, ITSELF, PROGRAM, SUBMISSION, SYSTEM};
use crate::model::{Executable, Program, Word, reference_name};

/// The TCP ports of the host that a program may use where it shares them; on a network of its own, any.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reach {
    /// Those on which it may listen; all where it is not known which it will.
    pub listen: Option<Vec<u16>>,
    /// Those which it may dial.
    pub dial: Vec<u16>,
}

/// The order for an isolated machine.
pub(super) fn isolated(program: &Program, more: &[String], bounds: Bounds) -> Order {
    let mut sight = Sight::of(program);
    let (executable, name) = match &program.executable {
        Executable::Host(path) => (sight.find(path), None),
        Executable::InFolder(path) => (Path::new(SUBMISSION).join(path), None),
        Executable::Reference { exercise, role } => (
            sight.show(Path::new(ITSELF), OsStr::new(role)),
            Some(OsString::from(reference_name(exercise, role))),
        ),
    };
    Order {
        arguments: arguments(
            program,
            more,
            name.unwrap_or_else(|| executable.clone().into()),
            Path::new(SUBMISSION),
        ),
        executable: executable.into(),
        environment: environment(Path::new(HOME), Path::new("/tmp")),
        directory: if program.folder.is_some() {
            SUBMISSION.into()
        } else {
            HOME.into()
        },
        binds: sight.binds,
        layers: Vec::new(),
        keeps: None,
        user: Some(STUDENT),
        bounds,
        walls: Walls::Filter,
    }
}

/// The order for a plain machine, whose own folder is `home`, as another user where one is named.
pub(super) fn plain(
    program: &Program,
    more: &[String],
    bounds: Bounds,
    home: &Path,
    user: Option<u32>,
) -> Order {
    let folder = program.folder.as_deref().unwrap_or(home);
    let (executable, name) = match &program.executable {
        Executable::Host(path) => (path.clone(), None),
        Executable::InFolder(path) => (folder.join(path), None),
        Executable::Reference { exercise, role } => {
            let name = reference_name(exercise, role);
            (ITSELF.into(), Some(OsString::from(name)))
        }
    };
    let name = name.unwrap_or_else(|| executable.clone().into());
    Order {
        arguments: arguments(program, more, name, folder),
        executable: executable.into(),
        environment: environment(home, home),
        directory: folder.into(),
        binds: Vec::new(),
        layers: Vec::new(),
        keeps: None,
        user,
        bounds,
        walls: Walls::None,
    }
}

/// The order for a machine of the host's with walls around it, as [`plain`].
pub(super) fn landlock(
    program: &Program,
    more: &[String],
    bounds: Bounds,
    home: &Path,
    user: Option<u32>,
    reach: Reach,
) -> Order {
    let walls = landlock::Walls::around(program, home, reach);
    Order {
        walls: Walls::Landlock(walls),
        ..plain(program, more, bounds, home, user)
    }
}

/// The order to run this executable on an isolated machine, under the name that comes first.
pub(super) fn itself(arguments: &[&str], bounds: Bounds) -> Order {
    let executable = Path::new(PROGRAM).join("grader");
    Order {
        binds: vec![Bind {
            source: ITSELF.into(),
            target: executable.clone().into(),
        }],
        layers: Vec::new(),
        keeps: None,
        executable: executable.into(),
        arguments: arguments.iter().map(OsString::from).collect(),
        environment: environment(Path::new(HOME), Path::new("/tmp")),
        directory: HOME.into(),
        user: Some(STUDENT),
        bounds,
        walls: Walls::Filter,
    }
}

/// As [`itself`], on a machine of the host's with walls around it, whose folder is `home`.
pub(super) fn itself_walled(arguments: &[&str], bounds: Bounds, home: &Path) -> Order {
    let program = Program {
        executable: Executable::Host(ITSELF.into()),
        arguments: Vec::new(),
        folder: None,
        visible: Vec::new(),
        label: String::new(),
    };
    let reach = Reach {
        listen: Some(Vec::new()),
        dial: Vec::new(),
    };
    Order {
        arguments: arguments.iter().map(OsString::from).collect(),
        ..landlock(&program, &[], bounds, home, None, reach)
    }
}

fn arguments(program: &Program, more: &[String], name: OsString, folder: &Path) -> Vec<OsString> {
    let own = program.arguments.iter().map(|word| match word {
        Word::Text(text) => text.into(),
        Word::InFolder(path) => folder.join(path).into(),
    });
    [name]
        .into_iter()
        .chain(own)
        .chain(more.iter().map(OsString::from))
        .collect()
}

/// The whole environment of a program: nothing of the host's.
fn environment(home: &Path, temporary: &Path) -> Vec<(OsString, OsString)> {
    [
        ("PATH", OsStr::new("/usr/local/bin:/usr/bin:/bin")),
        ("HOME", home.as_os_str()),
        ("USER", OsStr::new("student")),
        ("LANG", OsStr::new("C.UTF-8")),
        ("TMPDIR", temporary.as_os_str()),
        ("PYTHONUNBUFFERED", OsStr::new("1")),
        ("PYTHONDONTWRITEBYTECODE", OsStr::new("1")),
        ("TERM", OsStr::new("dumb")),
    ]
    .map(|(name, value)| (name.into(), value.to_owned()))
    .into()
}

/// What a program on an isolated machine sees of the host.
struct Sight {
    folder: Option<PathBuf>,
    /// Folders seen under their own names.
    visible: Vec<PathBuf>,
    binds: Vec<Bind>,
}

impl Sight {
    fn of(program: &Program) -> Self {
        let mut sight = Self {
            folder: program.folder.clone(),
            visible: SYSTEM.map(PathBuf::from).into(),
            binds: Vec::new(),
        };
        if let Some(folder) = &program.folder {
            sight.bind(folder, Path::new(SUBMISSION));
        }
        // Sorted, so that a folder comes before those in it, which it shows already.
        for folder in program.visible.iter().collect::<BTreeSet<_>>() {
            if folder.parent().is_some() && !sight.sees(folder) {
                sight.bind(folder, folder);
                sight.visible.push(folder.clone());
            }
        }
        sight
    }

    /// The path of a host's executable on the machine, where it is shown if it is not seen yet.
    fn find(&mut self, path: &Path) -> PathBuf {
        // A link in a folder that is seen may lead out of all that is seen.
        if self.sees(path) && fs::canonicalize(path).is_ok_and(|real| self.sees(&real)) {
            return path.to_owned();
        }
        if let Some(inside) = self
            .folder
            .as_ref()
            .and_then(|folder| path.strip_prefix(folder).ok())
        {
            return Path::new(SUBMISSION).join(inside);
        }
        let name = path.file_name().unwrap_or(OsStr::new("program")).to_owned();
        if path.is_file() {
            self.show(path, &name)
        } else {
            path.to_owned()
        }
    }

    fn show(&mut self, path: &Path, name: &OsStr) -> PathBuf {
        let target = Path::new(PROGRAM).join(name);
        self.bind(path, &target);
        target
    }

    fn sees(&self, path: &Path) -> bool {
        self.visible.iter().any(|folder| path.starts_with(folder))
    }

    fn bind(&mut self, source: &Path, target: &Path) {
        self.binds.push(Bind {
            source: source.into(),
            target: target.into(),
        });
    }
}
