//! `grader start`: the files that a student begins an exercise with. Nothing that exists is ever written over.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::arguments::{Ci, Start};
use super::{Answer, ExitStatus, Problem, Stages, show};
use crate::explain::quoted;
use crate::i18n::{Catalog, args};
use crate::model::Lang;

/// What no repository of a student should hold.
const IGNORED: &str = "/target\n__pycache__/\n";
const GITHUB: &str = include_str!("../../../docs/ci/github.yml");
const GITLAB: &str = include_str!("../../../docs/ci/gitlab.yml");

/// Writes the starter and the statement to an empty or new folder, and says what to type next.
pub(super) fn run(start: &Start, catalog: &Catalog, stages: &Stages) -> Result<Answer, Problem> {
    let library = (stages.library)(start.exercises.as_deref())?;
    let exercise = show::exercise_first(
        &*library,
        &start.exercise,
        &start.new,
        |exercise, folder| format!("grader start {exercise} {folder}"),
    )?;
    let mut files = library.starter(&exercise.id, catalog.lang())?;
    let statement = library.statement(&exercise.id, catalog.lang())?;
    let statement_file = catalog.plain("statement-file");
    let about = args![
        "id" => &exercise.id,
        "title" => exercise.title.get(catalog.lang()),
        "statement" => &statement_file,
    ];
    let mut more = vec![
        (".gitignore", IGNORED.to_owned()),
        ("README.md", catalog.text("start-readme", &about) + "\n"),
        (statement_file.as_str(), statement),
    ];
    more.extend(
        start
            .ci
            .map(|ci| workflow(ci, &exercise.id, catalog.lang())),
    );
    for (path, text) in more {
        // What the exercise hands out itself is left as it is.
        if files.iter().all(|(file, _)| file != Path::new(path)) {
            files.push((path.into(), text.into_bytes()));
        }
    }

    if !is_free(&start.new)? {
        return Err(Problem::NotEmpty {
            path: start.new.clone(),
            command: elsewhere(&start.new, &exercise.id, catalog),
        });
    }
    write_all(&start.new, &files)?;
    let dir = start.new.display().to_string();
    let mut text = catalog.text("start-done", &args!["dir" => &dir]);
    text.push('\n');
    for (path, _) in &files {
        text += &format!("  {}\n", start.new.join(path).display());
    }
    let mut command = format!("grader check {}", quoted(&exercise.id));
    if let Some(folder) = &start.exercises {
        let folder = fs::canonicalize(folder).unwrap_or_else(|_| folder.clone());
        command += &format!(" --exercises {}", quoted(&folder.display().to_string()));
    }
    if let Some(ci) = start.ci {
        let needs = match ci {
            Ci::Github => "start-ci-github",
            Ci::Gitlab => "start-ci-gitlab",
        };
        text += &format!("\n{}\n", catalog.plain(needs));
    }
    text += &format!("\n{}\n", catalog.plain("start-next"));
    text += &format!("  cd {}\n  {command}\n", quoted(&dir));
    Ok(Answer {
        text,
        status: ExitStatus::Earned,
        warning: None,
    })
}

/// The workflow that grades each push.
fn workflow(ci: Ci, exercise: &str, lang: Lang) -> (&'static str, String) {
    let (path, text) = match ci {
        Ci::Github => (".github/workflows/grader.yml", GITHUB),
        Ci::Gitlab => (".gitlab-ci.yml", GITLAB),
    };
    let lang = match lang {
        Lang::Fr => "fr",
        Lang::En => "en",
    };
    (
        path,
        text.replace("EXERCISE", exercise).replace("LANG", lang),
    )
}

/// The command that begins beside a folder that is taken.
fn elsewhere(taken: &Path, exercise: &str, catalog: &Catalog) -> String {
    let name = catalog.text("cli-example-new", &args!["exercise" => exercise]);
    let place = taken.parent().unwrap_or(Path::new(""));
    let names = (1..).map(|number| match number {
        1 => name.clone(),
        _ => format!("{name}-{number}"),
    });
    let mut places = names.map(|name| place.join(name));
    let free = places.find(|place| !place.exists());
    let free = free.map_or(name.clone(), |free| free.display().to_string());
    format!("grader start {} {}", quoted(exercise), quoted(&free))
}

/// Whether there is nothing in a folder yet, but for what git keeps of a clone; one that is not there will be made.
fn is_free(dir: &Path) -> Result<bool, Problem> {
    match fs::read_dir(dir) {
        Ok(entries) => {
            let mut entries = entries.flatten();
            Ok(entries.all(|entry| entry.file_name() == ".git"))
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(true),
        Err(error) if error.kind() == io::ErrorKind::NotADirectory => {
            Err(Problem::NotAFolder(dir.to_owned()))
        }
        Err(source) => Err(Problem::CannotWrite {
            path: dir.to_owned(),
            source,
        }),
    }
}

/// Writes files by their paths in `dir`.
pub(super) fn write_all(dir: &Path, files: &[(PathBuf, Vec<u8>)]) -> Result<(), Problem> {
    for (path, bytes) in files {
        let path = dir.join(path);
        write(&path, bytes).map_err(|source| Problem::CannotWrite { path, source })?;
    }
    Ok(())
}

fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    io::Write::write_all(&mut fs::File::create_new(path)?, bytes)
}
