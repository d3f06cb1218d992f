//! The commands of a `grader.toml`: what builds, and what plays a role. No shell reads them.

use std::path::{Component, Path, PathBuf};

use super::{BuildError, Work, interpreter};
use crate::machine::ToolCommand;
use crate::model::{Executable, Program, Word};
use crate::submission::{Environment, Submission, executable, shortened};

/// The most that is kept of what a failed command printed.
const OUTPUT: usize = 32 << 10;

/// Runs one build command; nothing after one that failed.
pub fn build(
    words: &[String],
    submission: &Submission,
    environment: &Environment,
    work: &mut Work<'_>,
) -> Result<(), BuildError> {
    let Some((first, rest)) = words.split_first() else {
        return Ok(());
    };
    if !work.succeeded {
        return Ok(());
    }
    let Some(program) = file(first, submission, environment) else {
        work.succeeded = false;
        work.error(format!("`{first}` is not on this host"));
        return Ok(());
    };
    let command = ToolCommand {
        program,
        arguments: rest.iter().map(Into::into).collect(),
        directory: submission.folder.clone(),
        set: vec![],
        unset: vec![],
    };
    let output = work.run(&command, &mut |_| {})?;
    if let Some(why) = output.failed {
        let printed = [output.stdout, output.stderr].concat();
        let printed = String::from_utf8_lossy(&printed).into_owned();
        let printed = shortened(printed, OUTPUT);
        work.error(format!("$ {}\n{printed}\n{why}", shown(words)));
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
pub fn resolve(words: &[String], submission: &Submission, environment: &Environment) -> Resolved {
    let Some((first, rest)) = words.split_first() else {
        return Resolved::Absent(String::new());
    };
    let arguments = rest.iter().cloned().map(Word::Text).collect();
    if matches!(first.as_str(), "python" | "python3") {
        return Resolved::Python(arguments);
    }
    let Some(file) = file(first, submission, environment).and_then(|file| file.canonicalize().ok())
    else {
        return Resolved::Absent(first.clone());
    };
    let (executable, visible) = match file.strip_prefix(&submission.folder) {
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
        folder: Some(submission.folder.clone()),
        visible,
        label: shown(words),
    })
}

/// The file that the first word of a command stands for: with a slash, a path from the submission's folder; without,
/// a command of the host, or else a file of the folder.
fn file(word: &str, submission: &Submission, environment: &Environment) -> Option<PathBuf> {
    let path = Path::new(word);
    let own = submission.folder.join(path);
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
    use crate::submission::{Environment, Submission};

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
        let submission = Submission {
            folder,
            roles: Default::default(),
            packages: vec![],
            commands: vec![],
            refused: vec![],
        };
        let environment = Environment {
            path: vec!["/usr/bin".into(), "/bin".into()],
            ..Environment::default()
        };
        let shown = |word: &str| match resolve(&[word.into()], &submission, &environment) {
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
