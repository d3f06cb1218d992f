//! Where the host's interpreters really are. A `python3` on the `PATH` may be a shim that reads files of its user's
//! home; programs on a machine get the interpreter behind it, and see no more of the host than it needs.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use crate::machine::{self, QueryError};
use crate::submission::Environment;

/// How long it may take to say where it is.
const LIMIT: Duration = Duration::from_secs(20);

/// Three lines: the interpreter outside any virtual environment, its prefix, the folder of its library.
const QUESTION: &str = "import sys, os
print(getattr(sys, '_base_executable', None) or sys.executable)
print(sys.base_prefix)
print(os.path.dirname(os.__file__))";

/// An interpreter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Interpreter {
    /// What is executed (absolute, without links).
    pub executable: PathBuf,
    /// The folders that it needs besides those that every program sees.
    pub visible: Vec<PathBuf>,
}

/// The host's Python: the first `python3` on the `PATH` that works, asked in an empty folder, where no file of anybody
/// can change its mind.
pub fn python(environment: &Environment) -> Result<Option<Interpreter>, QueryError> {
    let io = |source| QueryError::Io {
        tool: "python3".into(),
        source,
    };
    let empty = tempfile::tempdir().map_err(io)?;
    for python in environment.commands("python3") {
        let mut command = Command::new(&python);
        command
            .args(["-I", "-S", "-c", QUESTION])
            .current_dir(empty.path());
        let answer = match machine::query(&mut command, LIMIT) {
            Ok(answer) if answer.success => answer,
            // A shim without a version behind it; a file for another machine.
            Ok(_) | Err(QueryError::Io { .. }) => continue,
            Err(error @ QueryError::TimedOut { .. }) => return Err(error),
        };
        let mut lines = answer
            .stdout
            .lines()
            .map(|line| Path::new(line).canonicalize().ok());
        let (Some(Some(executable)), Some(Some(prefix)), Some(Some(library))) =
            (lines.next(), lines.next(), lines.next())
        else {
            continue;
        };
        let home = environment.home.as_deref();
        let visible = visible(&executable, Some((&prefix, &library)), home);
        return Ok(Some(Interpreter {
            executable,
            visible,
        }));
    }
    Ok(None)
}

/// What a program must see so that `executable` runs: its installation (for one that says it: its prefix and the
/// folder of its library), but never a home and what else lies there.
pub fn visible(
    executable: &Path,
    installation: Option<(&Path, &Path)>,
    home: Option<&Path>,
) -> Vec<PathBuf> {
    let folder = executable.parent().unwrap_or(Path::new("/"));
    let around = folder.parent().filter(|around| {
        folder.ends_with("bin") && (around.join("lib").is_dir() || around.join("lib64").is_dir())
    });
    let mut visible = match (installation, around) {
        (Some((prefix, library)), _) if private(prefix, home) => vec![library, folder],
        (Some((prefix, _)), _) => vec![prefix, folder],
        (None, Some(prefix)) if !private(prefix, home) => vec![prefix],
        (None, _) => vec![folder],
    };
    visible.retain(|folder| !folder.starts_with("/usr"));
    // What lies in a folder that is visible already needs no mention.
    let all = visible.clone();
    visible.retain(|folder| {
        !all.iter()
            .any(|other| other != folder && folder.starts_with(other))
    });
    visible.dedup();
    visible.into_iter().map(Into::into).collect()
}

/// Whether a folder holds more than an installation: a home, what contains it, or the part of it that programs share.
fn private(folder: &Path, home: Option<&Path>) -> bool {
    let shared = |home: &Path| home.starts_with(folder) || folder == home.join(".local");
    folder == Path::new("/") || folder == Path::new("/root") || home.is_some_and(shared)
}

#[cfg(test)]
mod tests {
    use std::path::{Path, PathBuf};

    use super::{python, visible};
    use crate::submission::Environment;

    #[track_caller]
    fn check(executable: &str, installation: Option<(&str, &str)>, expected: &[&str]) {
        let installation = installation.map(|(prefix, lib)| (Path::new(prefix), Path::new(lib)));
        let home = Some(Path::new("/home/a"));
        let seen = visible(Path::new(executable), installation, home);
        assert_eq!(seen, expected.iter().map(PathBuf::from).collect::<Vec<_>>());
    }

    #[test]
    fn an_installation_is_seen_and_nothing_around_it() {
        let pyenv = "/home/a/.pyenv/versions/3";
        check(
            &format!("{pyenv}/bin/python3"),
            Some((pyenv, "/home/a/.pyenv/versions/3/lib/python3")),
            &[pyenv],
        );
        check("/usr/bin/python3", Some(("/usr", "/usr/lib/python3")), &[]);
        check(
            "/usr/bin/python3",
            Some(("/opt/py", "/opt/py/lib")),
            &["/opt/py"],
        );
    }

    #[test]
    fn a_home_is_never_seen() {
        for prefix in ["/home/a/.local", "/home/a", "/home"] {
            let library = format!("{prefix}/lib/python3");
            let bin = format!("{prefix}/bin");
            check(
                &format!("{bin}/python3"),
                Some((prefix, &library)),
                &[&library, &bin],
            );
        }
        check("/home/a/bin/tool", None, &["/home/a/bin"]);
    }

    #[test]
    fn the_hosts_python_says_where_it_is() {
        #[expect(clippy::disallowed_methods, reason = "the test's own environment")]
        let path = std::env::var_os("PATH").unwrap_or_default();
        let environment = Environment::new([("PATH".into(), path)]);
        if let Some(interpreter) = python(&environment).unwrap() {
            assert!(interpreter.executable.is_absolute());
            assert_eq!(
                interpreter.executable.canonicalize().unwrap(),
                interpreter.executable
            );
        }
    }
}
