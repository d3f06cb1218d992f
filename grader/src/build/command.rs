//! The commands of a `grader.toml`: what builds, and what plays a role. No shell reads them.

use std::path::{Component, Path, PathBuf};

use super::{BuildError, Work, interpreter};
use crate::model::{CommandFailure, Diagnostic, Executable, Program, Word};
use crate::submission::{Environment, executable, shortened};

/// The most that is kept of what a failed command printed.
const OUTPUT: usize = 32 << 10;

/// Runs one build command; nothing after one that failed.
pub fn build(words: &[String], work: &mut Work<'_>) -> Result<(), BuildError> {
    let Some((first, rest)) = words.split_first() else {
        return Ok(());
    };
    if !work.succeeded {
        return Ok(());
    }
    let tools = work.tools;
    let mut command = tools.command(PathBuf::new());
    command.arguments = rest.iter().map(Into::into).collect();
    let rust = tools.rust().map_err(BuildError::Toolchain)?;
    if let Some(rust) = rust {
        tools.equip(&mut command, rust);
    }
    let source = tools.source(&work.folder);
    let python = || interpreter::python(tools.environment).map_err(BuildError::Python);
    let own_tool = rust.and_then(|rust| tools.tool_of(rust, first));
    if let Some(tool) = own_tool {
        command.program = tool;
    } else if matches!(first.as_str(), "python" | "python3")
        && let Some(found) = python()?
    {
        command.program = found.executable;
        command.see(found.visible);
    } else if let Some(file) = file(first, &work.folder, tools.environment) {
        match file.strip_prefix(&work.folder) {
            Ok(inside) => command.program = source.join(inside),
            Err(_) => {
                let real = file.canonicalize().unwrap_or_else(|_| file.clone());
                let home = tools.environment.home.as_deref();
                command.see(interpreter::visible(&real, None, home));
                command.program = file;
            }
        }
    } else {
        let first = first.clone();
        let how = match first.contains('/') {
            true => CommandFailure::NoFile { path: first },
            false => CommandFailure::Absent { program: first },
        };
        work.fails(shown(words), how);
        return Ok(());
    }
    command.directory = source.clone();
    tools.lend(&mut command, &work.folder);
    command.keeps = Some(source);
    let output = work.run(&command, &mut |_| {})?;
    match (output.failed, output.kept) {
        (None, Some(built)) => work.go_on_with(&built)?,
        (None, None) => {}
        (Some(how), _) => {
            let printed = [output.stdout, output.stderr].concat();
            let printed = String::from_utf8_lossy(&printed).into_owned();
            let printed = shortened(printed, OUTPUT);
            let command = shown(words);
            if !printed.trim().is_empty() {
                work.diagnostics.push(Diagnostic {
                    place: None,
                    rendered: format!("$ {command}\n{printed}"),
                    error: true,
                    code: None,
                });
            }
            work.fails(command, how);
        }
    }
    Ok(())
}

/// A command as one would type it.
pub fn shown(words: &[String]) -> String {
    let plain = |c: char| c.is_alphanumeric() || "-_./=+:,@%".contains(c);
    let quote = |word: &String| match !word.is_empty() && word.chars().all(plain) {
        true => word.clone(),
        false => format!("'{}'", word.replace('\'', r"'\''")),
    };
    words.iter().map(quote).collect::<Vec<_>>().join(" ")
}

/// What a role's command stands for.
pub enum Resolved {
    /// A program.
    Program(Program),
    /// The Python interpreter, with these arguments.
    Python(Vec<Word>),
    /// Nothing: this is not there.
    Absent(String),
}

/// Finds the program of a role's command, once everything is built.
pub fn resolve(words: &[String], folder: &Path, environment: &Environment) -> Resolved {
    let Some((first, rest)) = words.split_first() else {
        return Resolved::Absent(String::new());
    };
    let arguments = rest.iter().cloned().map(Word::Text).collect();
    if matches!(first.as_str(), "python" | "python3") {
        return Resolved::Python(arguments);
    }
    let Some(file) = file(first, folder, environment).and_then(|file| file.canonicalize().ok())
    else {
        return Resolved::Absent(first.clone());
    };
    let (executable, visible) = match file.strip_prefix(folder) {
        Ok(inside) => (Executable::InFolder(inside.into()), vec![]),
        Err(_) => {
            let home = environment.home.as_deref();
            let visible = interpreter::visible(&file, None, home);
            (Executable::Host(file), visible)
        }
    };
    Resolved::Program(Program {
        executable,
        arguments,
        folder: Some(folder.to_owned()),
        visible,
        label: shown(words),
    })
}

/// The file that the first word of a command stands for: with a slash, a path from the submission's folder; without,
/// a command of the host, or else a file of the folder.
fn file(word: &str, folder: &Path, environment: &Environment) -> Option<PathBuf> {
    let path = Path::new(word);
    let own = folder.join(path);
    let own = Some(own).filter(|file| executable(file) && (path.is_absolute() || stays(path)));
    if word.contains('/') {
        own
    } else {
        environment.command(word).or(own)
    }
}

/// Whether a relative path does not lead out of where it starts.
fn stays(path: &Path) -> bool {
    path.components()
        .all(|part| matches!(part, Component::CurDir | Component::Normal(_)))
}

#[cfg(test)]
mod tests {
    use super::{Resolved, resolve, shown};
    use crate::submission::Environment;

    #[test]
    fn a_command_is_shown_as_one_would_type_it() {
        let words = ["cc", "-o", "my server", "it's.c", ""].map(String::from);
        assert_eq!(shown(&words), r"cc -o 'my server' 'it'\''s.c' ''");
    }

    #[test]
    fn programs_are_of_the_folder_or_of_the_host() {
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path().canonicalize().unwrap();
        std::fs::copy("/bin/sh", folder.join("mine")).unwrap();
        let environment = Environment {
            path: vec!["/usr/bin".into(), "/bin".into()],
            ..Environment::default()
        };
        let shown = |word: &str| match resolve(&[word.into()], &folder, &environment) {
            Resolved::Program(program) => format!("{:?} {:?}", program.executable, program.visible),
            Resolved::Python(arguments) => format!("python {arguments:?}"),
            Resolved::Absent(needs) => format!("no {needs}"),
        };
        assert_eq!(shown("./mine"), r#"InFolder("mine") []"#);
        assert_eq!(shown("mine"), r#"InFolder("mine") []"#);
        assert!(shown("sh").starts_with(r#"Host("/"#), "{}", shown("sh"));
        assert_eq!(shown("python"), "python []");
        assert_eq!(shown("./sh"), "no ./sh");
        assert_eq!(shown("../../bin/sh"), "no ../../bin/sh");
    }
}
