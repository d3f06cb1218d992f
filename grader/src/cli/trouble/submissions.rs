//! Why a folder is no submission, and what to do.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::{Told, machine, no_cargo, path, toolchain, unreadable};
use crate::explain;
use crate::i18n::{Arg, Catalog, args};
use crate::model::escape;
use crate::report::{self, either, quoted};
use crate::submission::{self, DEPTH, Problems, SubmissionError};

/// How many of several submissions are named.
const NAMED: usize = 8;

/// What is wrong, and what to do.
pub(super) fn told(error: &SubmissionError, catalog: &Catalog) -> Told {
    let say = |id: &str, args| catalog.text(id, &args);
    match error {
        SubmissionError::NoSuchFolder { folder } => (
            say("no-such-folder", args!["path" => path(folder)]),
            vec![catalog.plain("no-such-folder-remedy")],
        ),
        SubmissionError::NotAFolder { folder } => (
            say("not-a-folder", args!["path" => path(folder)]),
            vec![catalog.plain("not-a-folder-remedy")],
        ),
        SubmissionError::Unreadable { path, source } => unreadable(path, source, catalog),
        SubmissionError::Nothing(nothing) => (
            say(
                "nothing-plays",
                args!["folder" => path(&nothing.folder), "roles" => either(&nothing.roles, catalog)],
            ),
            [
                Some(say(
                    "nothing-plays-looked",
                    args!["depth" => DEPTH, "names" => either(&nothing.names, catalog)],
                )),
                Some(match nothing.found[..] {
                    [] => catalog.plain("nothing-plays-empty"),
                    _ => say(
                        "nothing-plays-found",
                        args!["found" => quoted(&nothing.found)],
                    ),
                }),
                (!nothing.left_out.is_empty()).then(|| {
                    let left_out = report::left_out(&nothing.left_out, catalog);
                    say("nothing-plays-left-out", args!["left-out" => left_out])
                }),
                Some(match submission::project_above(&nothing.folder) {
                    Some(above) => say(
                        "nothing-plays-above",
                        args!["command" => format!(
                            "grader check {} {}",
                            explain::quoted(&nothing.exercise),
                            explain::quoted(&above.display().to_string())
                        )],
                    ),
                    None => say(
                        "nothing-plays-remedy",
                        args!["exercise" => &nothing.exercise],
                    ),
                }),
            ]
            .into_iter()
            .flatten()
            .collect(),
        ),
        SubmissionError::Several {
            folder,
            exercise,
            found,
        } => several(folder, exercise, found, catalog),
        SubmissionError::Declaration(problems) => declaration(problems, catalog),
        SubmissionError::NoCargo { manifest: _ } => no_cargo(catalog),
        SubmissionError::Cargo { manifest, source } => {
            let (why, remedies) = machine(source, catalog);
            let error = say(
                "cargo-silent",
                args!["manifest" => path(manifest), "why" => why],
            );
            (error, remedies)
        }
        SubmissionError::Toolchain { source } => toolchain(source, catalog),
        SubmissionError::Metadata { manifest, source } => (
            say(
                "cargo-unclear",
                args!["manifest" => path(manifest), "why" => Arg::shown(source)],
            ),
            vec![catalog.plain("cargo-remedy")],
        ),
    }
}

/// Which submissions there are, and what grades one, or all of them if they are beside each other.
fn several(folder: &Path, exercise: &str, found: &[String], catalog: &Catalog) -> Told {
    let inside = |path: &Path| {
        // By its parts, a folder does not end with a slash.
        let path: PathBuf = folder.join(path).components().collect();
        let plain = path.strip_prefix(".").unwrap_or(&path);
        match plain.as_os_str().is_empty() {
            true => ".".to_owned(),
            false => explain::quoted(&plain.display().to_string()),
        }
    };
    let exercise = explain::quoted(exercise);
    let mut more = vec![];
    if let Some(first) = found.first() {
        let command = format!("grader check {exercise} {}", inside(Path::new(first)));
        more.push(catalog.text("several-one", &args!["command" => command]));
    }
    let class: BTreeSet<&Path> = found
        .iter()
        .filter_map(|one| Path::new(one).parent())
        .collect();
    if let (Some(class), 1) = (class.first(), class.len()) {
        // Results inside would be taken for one more submission.
        let results = catalog.plain("cli-example-out");
        let class = inside(class);
        let out = if class == "." {
            format!("../{results}")
        } else {
            results
        };
        let command = format!("grader batch {exercise} {class} --out {out}");
        more.push(catalog.text("several-all", &args!["command" => command]));
    }
    let mut names = quoted(&found[..found.len().min(NAMED)]);
    if found.len() > NAMED {
        names += ", …";
    }
    let error = args!["folder" => path(folder), "found" => names];
    (catalog.text("several", &error), more)
}

/// Each problem of a `grader.toml` in a line that begins with its place, as compilers do.
fn declaration(Problems { file, problems }: &Problems, catalog: &Catalog) -> Told {
    let shown = escape::harmless(&file.display().to_string());
    let mut more: Vec<String> = problems
        .iter()
        .map(|one| {
            let said = report::misdeclared(&one.wrong, catalog);
            format!("  {shown}:{}:{}: {said}", one.line, one.column)
        })
        .collect();
    more.push(catalog.plain("declaration-remedy"));
    let error = catalog.text(
        "declaration",
        &args!["file" => path(file), "count" => problems.len()],
    );
    (error, more)
}
