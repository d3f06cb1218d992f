//! Overlays: checks that a teacher adds to an exercise for a class, in a file that students do not have.

use super::check::{ACTOR, CHECK};
use super::grammar::{EXERCISE, Kind, Table, optional, required};
use super::node::Fields;
use super::problem::{Problems, Source, SpecProblems};
use super::{fields, lower};
use crate::model::Exercise;

/// The file of an overlay.
#[derive(Debug, Clone, Copy)]
pub struct Overlay<'a> {
    /// How it is named where its problems are shown.
    pub file: &'a str,
    /// Its text.
    pub source: &'a str,
}

/// An overlay's file.
pub(super) static OVERLAY: Table = Table {
    title: "an overlay",
    doc: "Checks that a teacher adds to an exercise for a class, in a file that students do not have: `overlay` in the \
          class's `batch.toml` names it. They go behind the exercise's own, may need those, and may be done by its actors \
          and with its sequences.",
    keys: &[
        optional(
            "cast",
            Kind::Named(&Kind::Table(&ACTOR)),
            "Actors that its checks share, by name, beside the exercise's.",
        ),
        optional(
            "sequence",
            Kind::Named(&Kind::List(&Kind::Step)),
            "Steps that its checks share, by name, beside the exercise's.",
        ),
        required(
            "check",
            Kind::List(&Kind::Table(&CHECK)),
            "The checks: `[[check]]` for each.",
        ),
    ],
};

/// Reads an exercise file, as [`super::parse`] does, with the checks that an overlay adds to it.
///
/// # Errors
/// With all that is wrong with either, file by file.
pub fn overlaid(
    file: &str,
    source: &str,
    overlay: Overlay<'_>,
) -> Result<Exercise, Vec<SpecProblems>> {
    // One text: what stands behind the exercise's is the overlay's, which tells in which file a place is.
    let text = format!("{source}\n{}", overlay.source);
    let begins = source.len() + 1;
    let mut problems = Problems::default();
    let own = fields(&EXERCISE, source, 0, &mut problems);
    let more = fields(&OVERLAY, &text, begins, &mut problems);
    let exercise = own.zip(more).and_then(|(mut own, more)| {
        clashes(&own, &more, &mut problems);
        own.join(more);
        let source = Source {
            text: &text,
            overlay: begins,
        };
        lower::exercise(&own, source, &mut problems)
    });
    let (own, mut more): (Vec<_>, Vec<_>) =
        { problems.into_sorted().into_iter() }.partition(|problem| problem.span.start < begins);
    for problem in &mut more {
        problem.span = problem.span.start - begins..problem.span.end - begins;
    }
    let files = [(file, source, own), (overlay.file, overlay.source, more)];
    let wrong = files.into_iter().filter(|(.., found)| !found.is_empty());
    let wrong: Vec<SpecProblems> = wrong
        .map(|(file, source, problems)| SpecProblems {
            file: file.to_owned(),
            source: source.to_owned(),
            problems,
        })
        .collect();
    match exercise {
        Some(exercise) if wrong.is_empty() => Ok(exercise),
        _ => {
            assert!(
                !wrong.is_empty(),
                "an exercise that cannot be read has a problem"
            );
            Err(wrong)
        }
    }
}

/// What the exercise has named stays what it is: its own checks ask for it. Checks of one name are told with all others.
fn clashes(own: &Fields, more: &Fields, problems: &mut Problems) {
    for (key, what) in [("cast", "an actor"), ("sequence", "a sequence")] {
        for (name, _) in lower::entries(more, key) {
            let mut taken = lower::entries(own, key).iter();
            if taken.any(|(other, _)| other.text == name.text) {
                let message = format!("the exercise has {what} named `{}`", name.text);
                problems.add_with(&name.span, message, "give it another name");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Overlay, overlaid};
    use crate::model::{Action, Exercise, Group};

    const EXERCISE: &str = r#"format = 1
id = "ex"
title = { fr = "Écho", en = "Echo" }
stars = 1
roles.server = { names = [], ports = [8000] }
roles.client = { names = [], dials = "server" }

[cast]
server = { role = "server", by = "submission" }
one = { role = "client", by = "script" }

[sequence]
begin = [{ start = "server" }, { connect = "one", to = "server" }]
greet = [{ send = "{word}", from = "one" }]

[[check]]
id = "listens"
points = 1
title = { fr = "Il écoute", en = "It listens" }
draw = { word = "word" }
steps = [{ do = "begin" }, { do = "greet" }]
"#;

    const OVERLAY: &str = r#"
cast.two = { role = "client", by = "script" }

[[check]]
id = "more"
points = 3
group = "robustness"
needs = ["listens"]
title = { fr = "Davantage", en = "More" }
steps = [
  { do = "begin" },
  { connect = "two", to = "server" },
]
"#;

    fn read(exercise: &str, source: &str) -> Result<Exercise, Vec<String>> {
        let file = "hidden.toml";
        let read = overlaid("exercise.toml", exercise, Overlay { file, source });
        read.map_err(|files| {
            let told = files.iter().flat_map(|file| {
                file.problems.iter().map(|problem| {
                    let (line, column) = file.place(problem);
                    format!("{}:{line}:{column} {}", file.file, problem.message)
                })
            });
            told.collect()
        })
    }

    #[test]
    fn its_checks_go_behind_the_exercises_own() {
        let exercise = read(EXERCISE, OVERLAY).unwrap();
        let checks = exercise.checks.iter();
        let checks: Vec<_> = checks
            .map(|check| (check.id.as_str(), check.points, check.group, check.hidden))
            .collect();
        assert_eq!(
            checks,
            [
                ("listens", 1, Group::Basic, false),
                ("more", 3, Group::Robustness, true)
            ]
        );
        assert_eq!(exercise.points(), 4);
        let own = crate::spec::parse("exercise.toml", EXERCISE).unwrap();
        assert_eq!(exercise.checks[0], own.checks[0]);
        // Every step has its line in its own file.
        let steps = exercise.checks[1].steps.iter();
        let lines: Vec<usize> = steps.map(|step| step.line).collect();
        assert_eq!(lines, [13, 13, 12]);
        assert!(
            matches!(&exercise.checks[1].steps[2].action, Action::Connect { .. }),
            "{exercise:?}"
        );
    }

    #[test]
    fn whatever_is_wrong_is_told_in_its_file() {
        let changed = |from: &str, to: &str| {
            assert!(OVERLAY.contains(from), "{from}");
            read(EXERCISE, &OVERLAY.replace(from, to)).unwrap_err()
        };
        assert_eq!(
            changed("\"more\"", "\"listens\""),
            [
                "hidden.toml:5:6 two checks are named `listens`",
                "hidden.toml:8:10 `listens` cannot need itself"
            ]
        );
        assert_eq!(
            changed("cast.two", "cast.one")[0],
            "hidden.toml:2:6 the exercise has an actor named `one`"
        );
        assert_eq!(
            changed("\nid", "\nscale = 3\nid"),
            ["hidden.toml:5:1 `[[check]]` has no key `scale`"]
        );
        assert_eq!(
            changed("cast.two", "stars.two")[0],
            "hidden.toml:2:1 an overlay has no key `stars`"
        );
        let open = changed(" }\n\n", "\n\n");
        assert!(open.iter().all(|one| one.starts_with("hidden.toml:")));
        assert_eq!(
            read(EXERCISE, "").unwrap_err(),
            ["hidden.toml:1:1 an overlay must have the key `check`"]
        );
    }

    #[test]
    fn both_files_are_told_at_once() {
        let exercise = EXERCISE.replace("stars = 1", "stars = 9");
        let overlay = OVERLAY.replace("points = 3", "points = 0");
        let told = read(&exercise, &overlay).unwrap_err();
        let places: Vec<_> = told.iter().map(|one| one.split(' ').next()).collect();
        assert_eq!(
            places,
            [Some("exercise.toml:4:9"), Some("hidden.toml:6:10")]
        );
        // What a sequence lacks in a check of the overlay is told where the sequence stands.
        let overlay = OVERLAY.replace(
            "{ do = \"begin\" },",
            "{ do = \"begin\" }, { do = \"greet\" },",
        );
        assert_eq!(
            read(EXERCISE, &overlay).unwrap_err(),
            ["exercise.toml:14:19 no variable is named `word`"]
        );
        let open = EXERCISE.replace("[sequence]", "[sequence");
        let told = read(&open, "check = [").unwrap_err();
        let mut files: Vec<_> = told.iter().map(|one| one.split(':').next()).collect();
        files.dedup();
        assert_eq!(files, [Some("exercise.toml"), Some("hidden.toml")]);
    }
}
