//! Why nothing was graded, in the user's language: a sentence for every kind of error of the stages.
//!
//! Sentences are chosen by kind alone. What is wrong in an exercise file is shown to its author as `spec` draws it, in
//! English.

mod submissions;

use std::io;
use std::path::Path;

use super::problem::{no_such_exercise, told};
use super::{ExitStatus, Trouble, system};
use crate::build::BuildError;
use crate::catalogue::CatalogueError;
use crate::explain;
use crate::grade::GradeError;
use crate::i18n::{Arg, Catalog, args};
use crate::machine::{Failed, MachineError, QueryError};
use crate::model::IsolationKind;
use crate::report::quoted;
use crate::verify;

/// The status that it ends the process with.
pub(super) fn status(trouble: &Trouble) -> ExitStatus {
    match trouble {
        Trouble::Exercises(_)
        | Trouble::Submissions(_)
        | Trouble::Grading(GradeError::Reference(_) | GradeError::NoReference) => ExitStatus::Usage,
        Trouble::Grading(GradeError::Submission(error)) if !error.is_of_the_host() => {
            ExitStatus::Usage
        }
        Trouble::Grading(
            GradeError::Submission(_)
            | GradeError::Build(_)
            | GradeError::Machine(_)
            | GradeError::Host(_),
        )
        | Trouble::Panicked(_) => ExitStatus::Unknown,
    }
}

/// What is wrong, and what to do.
pub(super) fn text(trouble: &Trouble, catalog: &Catalog) -> String {
    let say = |id: &str, args| catalog.text(id, &args);
    let (error, more) = match trouble {
        // Shown to their author as `spec` draws them.
        Trouble::Exercises(wrong @ CatalogueError::Wrong(_)) => {
            return format!("{}\n", wrong.to_string().trim_end());
        }
        Trouble::Exercises(CatalogueError::NoSuchExercise { id, known, near: _ }) => {
            return no_such_exercise(id, known, catalog);
        }
        Trouble::Exercises(CatalogueError::Empty { folder }) => (
            say("no-exercises", args!["folder" => path(folder)]),
            vec![catalog.plain("no-exercises-remedy")],
        ),
        Trouble::Exercises(CatalogueError::Unreadable { path, source }) => {
            unreadable(path, source, catalog)
        }
        Trouble::Exercises(CatalogueError::NoReference { id, checks, places }) => {
            let [within, beside] = places.each_ref().map(|place| path(place));
            (
                say(
                    "reference-missing",
                    args!["exercise" => id, "count" => *checks],
                ),
                vec![say(
                    "reference-missing-remedy",
                    args!["within" => within, "beside" => beside],
                )],
            )
        }
        Trouble::Exercises(CatalogueError::Misnamed { file, id, says }) => (
            say(
                "misnamed",
                args!["file" => path(file), "id" => id, "says" => says],
            ),
            vec![catalog.plain("misnamed-remedy")],
        ),
        Trouble::Grading(GradeError::Submission(error)) => submissions::told(error, catalog),
        Trouble::Grading(GradeError::Build(error)) => build(error, catalog),
        Trouble::Grading(GradeError::Machine(error)) => machine(error, catalog),
        Trouble::Grading(GradeError::Reference(folder)) => (
            say("reference-unbuilt", args!["folder" => folder]),
            vec![catalog.plain("reference-unbuilt-remedy")],
        ),
        Trouble::Grading(GradeError::NoReference) => (
            catalog.plain("no-reference"),
            vec![catalog.plain("no-reference-remedy")],
        ),
        Trouble::Submissions(wrong) => {
            let told = wrong.iter().map(|one| case(one, catalog));
            return told.collect();
        }
        Trouble::Grading(GradeError::Host(why)) => (
            say("host-fails", args!["why" => why]),
            vec![catalog.plain("host-fails-remedy")],
        ),
        Trouble::Panicked(why) => (
            say("doubt-grader-failed", args!["why" => why]),
            vec![catalog.plain("grader-fails-remedy")],
        ),
    };
    told(&error, &more, catalog)
}

type Told = (String, Vec<String>);

/// A submission that does not say what is expected of it.
fn case(wrong: &verify::Wrong, catalog: &Catalog) -> String {
    let say = |id: &str, args| catalog.text(id, &args);
    let (error, more) = match wrong {
        verify::Wrong::Unreadable { path, source } => unreadable(path, source, catalog),
        verify::Wrong::Nothing { folder } => (
            say("no-submissions", args!["folder" => path(folder)]),
            vec![catalog.plain("expectation-remedy")],
        ),
        verify::Wrong::NoExpectation { folder } => (
            say("no-expectation", args!["folder" => path(folder)]),
            vec![catalog.plain("expectation-remedy")],
        ),
        verify::Wrong::NoToml { file, line, said } => (
            say(
                "expectation-no-toml",
                args!["file" => path(file), "line" => *line, "said" => said],
            ),
            vec![catalog.plain("expectation-remedy")],
        ),
        verify::Wrong::NoSuchCheck { file, check } => (
            say(
                "expectation-check",
                args!["file" => path(file), "check" => check],
            ),
            vec![],
        ),
    };
    told(&error, &more, catalog)
}

fn build(error: &BuildError, catalog: &Catalog) -> Told {
    let say = |id: &str, args| catalog.text(id, &args);
    match error {
        BuildError::NoCargo => no_cargo(catalog),
        BuildError::NoCache => (
            catalog.plain("no-cache"),
            vec![catalog.plain("no-cache-remedy")],
        ),
        BuildError::Unfetched { names } => (
            say("crates-unfetched", args!["names" => quoted(names)]),
            vec![catalog.plain("crates-unfetched-remedy")],
        ),
        BuildError::Write { path: at, source } => (
            say(
                "build-unwritten",
                args!["path" => path(at), "why" => system::said(source, catalog)],
            ),
            vec![catalog.plain("build-unwritten-remedy")],
        ),
        BuildError::Toolchain(source) => toolchain(source, catalog),
        BuildError::Tool { command, source } => {
            let (why, remedies) = machine(source, catalog);
            let error = say("tool-fails", args!["command" => command, "why" => why]);
            (error, remedies)
        }
        BuildError::Python(source) => (
            say("python-silent", args!["why" => query(source, catalog)]),
            vec![catalog.plain("python-silent-remedy")],
        ),
    }
}

fn machine(error: &MachineError, catalog: &Catalog) -> Told {
    let say = |id: &str, args| catalog.text(id, &args);
    let (error, remedy) = match error {
        MachineError::Scratch { path: at, source } => (
            say(
                "no-scratch",
                args!["folder" => path(at), "why" => system::said(source, catalog)],
            ),
            "no-scratch-remedy",
        ),
        MachineError::Taken { path: at } => (
            say("scratch-taken", args!["folder" => path(at)]),
            "scratch-taken-remedy",
        ),
        MachineError::Refused {
            kind,
            failed,
            remedy,
        } => {
            let id = match kind {
                IsolationKind::Isolated | IsolationKind::Plain => "isolation-refused",
                IsolationKind::Landlock => "isolation-refused-landlock",
            };
            let error = say(id, args!["why" => stage(failed, catalog)]);
            let remedy = match kind {
                IsolationKind::Isolated => explain::machines::remedy(*remedy, catalog),
                IsolationKind::Landlock | IsolationKind::Plain => {
                    catalog.plain("isolation-landlock-remedy")
                }
            };
            return (error, vec![remedy]);
        }
        MachineError::Stage(failed) => (
            say("machine-fails", args!["why" => stage(failed, catalog)]),
            "machine-fails-remedy",
        ),
        MachineError::Host { what, source } => {
            let why = format!("{what}: {}", system::said(source, catalog));
            (say("host-fails", args!["why" => why]), "host-fails-remedy")
        }
        MachineError::OutOfReach { label } => (
            catalog.text("out-of-reach", &args!["label" => label]),
            "out-of-reach-remedy",
        ),
        MachineError::Gone => (catalog.plain("supervisor-gone"), "supervisor-gone-remedy"),
        MachineError::Look { path: at, source } => (
            say(
                "cannot-look",
                args!["file" => path(at), "why" => system::said(source, catalog)],
            ),
            "cannot-look-remedy",
        ),
    };
    (error, vec![catalog.plain(remedy)])
}

fn query(error: &QueryError, catalog: &Catalog) -> String {
    match error {
        QueryError::Io { tool, source } => catalog.text(
            "query-io",
            &args!["tool" => tool, "why" => system::said(source, catalog)],
        ),
        QueryError::TimedOut { tool, limit } => catalog.text(
            "query-late",
            &args!["tool" => tool, "seconds" => limit.as_secs()],
        ),
    }
}

fn toolchain(source: &QueryError, catalog: &Catalog) -> Told {
    let why = query(source, catalog);
    (
        catalog.text("rust-silent", &args!["why" => why]),
        vec![catalog.plain("rust-silent-remedy")],
    )
}

fn no_cargo(catalog: &Catalog) -> Told {
    (
        catalog.plain("no-cargo"),
        vec![catalog.plain("no-cargo-remedy")],
    )
}

fn unreadable(at: &Path, source: &io::Error, catalog: &Catalog) -> Told {
    let why = system::said(source, catalog);
    (
        catalog.text("unreadable", &args!["path" => path(at), "why" => why]),
        vec![catalog.plain("unreadable-remedy")],
    )
}

/// A stage has a name that its author would look for; why it failed is for everybody.
fn stage(failed: &Failed, catalog: &Catalog) -> String {
    let source = io::Error::from_raw_os_error(failed.errno);
    format!("{}: {}", failed.stage, system::said(&source, catalog))
}

fn path(path: &Path) -> Arg {
    Arg::shown(path.display())
}

#[cfg(test)]
mod tests {
    use std::io;

    use super::{Trouble, text};
    use crate::build::BuildError;
    use crate::catalogue::CatalogueError;
    use crate::grade::GradeError;
    use crate::i18n::Catalog;
    use crate::machine::{Failed, MachineError, QueryError};
    use crate::model::{IsolationKind, Lang, Misdeclared, Misdeclaring as Wrong, Remedy};
    use crate::submission::{Nothing, Problems, SubmissionError};

    fn words(words: &[&str]) -> Vec<String> {
        words.iter().map(|word| (*word).to_owned()).collect()
    }

    fn told(trouble: impl Into<Trouble>, lang: Lang) -> String {
        let text = text(&trouble.into(), &Catalog::new(lang));
        text.replace(['\u{a0}', '\u{202f}'], " ")
    }

    #[test]
    fn a_folder_without_programs_says_what_to_do() {
        let nothing = || {
            GradeError::from(SubmissionError::Nothing(Box::new(Nothing {
                folder: "mine".into(),
                exercise: "echo".into(),
                roles: words(&["client", "server"]),
                names: words(&["client", "server", "serveur"]),
                found: words(&["notes\u{1b}[2J", "old/"]),
                left_out: vec![],
            })))
        };
        assert_eq!(
            told(nothing(), Lang::Fr),
            "erreur : rien dans `mine` ne peut jouer `client` ou `server`\n\
             cherché, jusqu’à 2 dossiers de profondeur : un `Cargo.toml` avec un programme, un fichier Python dont le nom contient `client`, `server` ou `serveur`, ou un `grader.toml`\n\
             trouvé : `notes\\u{1b}[2J`, `old/`\n\
             pour commencer avec quelque chose qui compile : grader start echo mon-echo\n"
        );
        assert_eq!(
            told(nothing(), Lang::En),
            "error: nothing in `mine` could play `client` or `server`\n\
             looked for, up to 2 folders deep: a `Cargo.toml` with a program, a Python file whose name contains `client`, `server` or `serveur`, or a `grader.toml`\n\
             found: `notes\\u{1b}[2J`, `old/`\n\
             to begin with something that builds: grader start echo my-echo\n"
        );
    }

    #[test]
    fn every_problem_of_a_declaration_has_its_place() {
        let all = vec![
            Wrong::NoToml("invalid".into()),
            Wrong::UnknownKey("biuld".into()),
            Wrong::UnknownRoleKey("args".into()),
            Wrong::UnknownRole {
                role: "sever".into(),
                known: words(&["client", "server"]),
            },
            Wrong::NamesNothing(words(&["client", "server"])),
            Wrong::RolesNoTable,
            Wrong::RoleNoTable,
            Wrong::NoCommand("server".into()),
            Wrong::NoArray,
            Wrong::NoProgram,
            Wrong::NoText,
            Wrong::Nul,
        ];
        let count = all.len();
        let place = |wrong| Misdeclared {
            line: 3,
            column: 7,
            wrong,
        };
        let problems = Problems {
            file: "grader.toml".into(),
            problems: all.into_iter().map(place).collect(),
        };
        for lang in [Lang::Fr, Lang::En] {
            let error = SubmissionError::Declaration(problems.clone());
            let text = told(GradeError::from(error), lang);
            let places = text
                .lines()
                .filter(|line| line.contains("grader.toml:3:7: "));
            assert_eq!(places.count(), count, "{text}");
            assert_eq!(text.lines().count(), count + 2, "{text}");
        }
    }

    /// Whatever can go wrong on a host: an error and what to do, without a word of the other language.
    #[test]
    fn troubles_of_the_host_are_told_in_the_language() {
        let denied = || io::Error::from(io::ErrorKind::PermissionDenied);
        let failed = || Failed {
            stage: "clone3".into(),
            errno: 1,
        };
        let late = || QueryError::TimedOut {
            tool: "cargo".into(),
            limit: std::time::Duration::from_secs(3),
        };
        let refused = |remedy| MachineError::Refused {
            kind: IsolationKind::Isolated,
            failed: failed(),
            remedy,
        };
        let tool = BuildError::Tool {
            command: "make".into(),
            source: MachineError::Gone,
        };
        let cases: Vec<fn() -> GradeError> = vec![
            || BuildError::NoCargo.into(),
            || MachineError::Gone.into(),
            || GradeError::Host("x".into()),
            || GradeError::Reference("there".into()),
        ];
        let mut errors: Vec<GradeError> = cases.iter().map(|case| case()).collect();
        errors.push(tool.into());
        errors.push(BuildError::Python(late()).into());
        for remedy in [
            Remedy::MoreNamespaces,
            Remedy::AppArmor,
            Remedy::Container,
            Remedy::Allow,
        ] {
            errors.push(refused(remedy).into());
        }
        errors.push(
            MachineError::Refused {
                kind: IsolationKind::Landlock,
                failed: failed(),
                remedy: Remedy::Allow,
            }
            .into(),
        );
        errors.push(MachineError::Stage(failed()).into());
        let path = || "somewhere".into();
        let (scratch, look) = (denied(), denied());
        errors.push(MachineError::Taken { path: path() }.into());
        errors.push(
            MachineError::Scratch {
                path: path(),
                source: scratch,
            }
            .into(),
        );
        errors.push(
            MachineError::Look {
                path: path(),
                source: look,
            }
            .into(),
        );
        errors.push(
            BuildError::Write {
                path: path(),
                source: denied(),
            }
            .into(),
        );
        errors.push(
            SubmissionError::Unreadable {
                path: path(),
                source: denied(),
            }
            .into(),
        );
        errors.push(SubmissionError::Toolchain { source: late() }.into());
        for error in errors {
            let trouble = Trouble::from(error);
            let [french, english] =
                [Lang::Fr, Lang::En].map(|lang| text(&trouble, &Catalog::new(lang)));
            assert!(french.starts_with("erreur"), "{french}");
            assert!(english.starts_with("error"), "{english}");
            assert!(french.lines().count() >= 2, "{french}");
            for word in [" the ", " cannot ", "denied", " failed", "try "] {
                assert!(!french.contains(word), "{french}");
            }
        }
    }

    #[test]
    fn exercises_that_cannot_be_had_are_told_in_the_language() {
        let unreadable = CatalogueError::Unreadable {
            path: "exercises/own/exercise.toml".into(),
            source: io::ErrorKind::IsADirectory.into(),
        };
        assert_eq!(
            told(unreadable, Lang::Fr),
            "erreur : `exercises/own/exercise.toml` ne peut pas être lu : c’est un dossier\n\
             vérifiez que c’est le bon nom, et que vous avez le droit de le lire\n"
        );
        let none = CatalogueError::NoReference {
            id: "own".into(),
            checks: 2,
            places: ["my/own/reference".into(), "my/../reference/own".into()],
        };
        assert_eq!(
            told(none, Lang::En),
            "error: the reference of `own` plays in 2 of its checks, and there is none\n\
             put it into `my/own/reference` or `my/../reference/own`; with a copy of the exercises that grader brings along, their `reference` has to be copied, too\n"
        );
        let misnamed = CatalogueError::Misnamed {
            file: "own/exercise.toml".into(),
            id: "own".into(),
            says: "mine".into(),
        };
        assert_eq!(
            told(misnamed, Lang::En),
            "error: `own/exercise.toml` says `id = \"mine\"`, and its folder is named `own`\n\
             give both the same name\n"
        );
    }
}
