//! `grader.toml`: a student names the programs, in any language.
//!
//! ```toml
//! build = ["make"]                 # or several: [["make", "server"], ["make", "client"]]; optional
//!
//! [roles.server]
//! command = ["./server"]           # words; the address and the rest follow
//! ```
//!
//! What it does not name is missing: it is never mixed with what else could be found. No shell reads a command.
//! Every problem of the file is found in one go.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{DECLARATION, Snapshot, Source, Submission, SubmissionError, walk};
use crate::model::{Exercise, Misdeclared as Problem, Misdeclaring as Wrong, Missing};

/// The largest file that is read.
const SIZE: u64 = 64 << 10;

/// What is wrong with a `grader.toml`, in the order of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problems {
    /// The file.
    pub file: PathBuf,
    /// There is at least one.
    pub problems: Vec<Problem>,
}

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let count = self.problems.len();
        write!(f, "`{}` is wrong: {count} times", self.file.display())
    }
}

impl std::error::Error for Problems {}

/// What a folder's `grader.toml` provides, if it has one.
pub fn find(
    snapshot: &Snapshot,
    exercise: &Exercise,
) -> Result<Option<Submission>, SubmissionError> {
    // It is read in the copy, and named where its student has it.
    let file = snapshot.named.join(DECLARATION);
    let text = match read(&snapshot.folder.join(DECLARATION)) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(source) => return Err(SubmissionError::Unreadable { path: file, source }),
    };
    let declared = parse(&text, exercise)
        .map_err(|problems| SubmissionError::Declaration(Problems { file, problems }))?;
    let roles = exercise.roles.keys().map(|role| {
        let words = declared.roles.iter().find(|(name, _)| name == role);
        let source = words
            .map(|(_, words)| Source::Command(words.clone()))
            .ok_or(Missing::NotDeclared);
        (role.clone(), source)
    });
    Ok(Some(Submission {
        folder: snapshot.folder.clone(),
        digest: snapshot.digest.clone(),
        left_out: snapshot.left_out.clone(),
        roles: roles.collect(),
        packages: vec![],
        commands: declared.build,
        refused: vec![],
        refusals: vec![],
    }))
}

fn read(file: &Path) -> io::Result<String> {
    let bytes = walk::beginning(file, SIZE + 1)?;
    if bytes.len() as u64 > SIZE {
        return Err(io::ErrorKind::FileTooLarge.into());
    }
    String::from_utf8(bytes).map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))
}

#[derive(Debug, Default, PartialEq, Eq)]
struct Declared {
    build: Vec<Vec<String>>,
    roles: Vec<(String, Vec<String>)>,
}

fn parse(text: &str, exercise: &Exercise) -> Result<Declared, Vec<Problem>> {
    let mut reading = Reading {
        text,
        problems: vec![],
    };
    let (table, errors) = DeTable::parse_recoverable(text);
    for error in errors {
        let at = error.span().map_or(0, |span| span.start);
        reading.problem(at, Wrong::NoToml(error.message().into()));
    }
    let declared = match reading.problems[..] {
        [] => reading.declaration(table.get_ref(), exercise),
        // What could be recovered from a file that is no TOML would only give problems that follow from the first.
        _ => Declared::default(),
    };
    reading
        .problems
        .sort_by_key(|problem| (problem.line, problem.column));
    match reading.problems[..] {
        [] => Ok(declared),
        _ => Err(reading.problems),
    }
}

struct Reading<'a> {
    text: &'a str,
    problems: Vec<Problem>,
}

impl Reading<'_> {
    fn problem(&mut self, at: usize, wrong: Wrong) {
        let before = self.text.get(..at).unwrap_or(self.text);
        let start = before.rfind('\n').map_or(0, |newline| newline + 1);
        self.problems.push(Problem {
            line: before.matches('\n').count() + 1,
            column: before[start..].chars().count() + 1,
            wrong,
        });
    }

    fn declaration(&mut self, table: &DeTable<'_>, exercise: &Exercise) -> Declared {
        let mut declared = Declared::default();
        let mut has_roles = false;
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "build" => declared.build = self.commands(value),
                "roles" => {
                    has_roles = true;
                    declared.roles = self.roles(value, exercise);
                }
                other => self.problem(key.span().start, Wrong::UnknownKey(other.into())),
            }
        }
        if !has_roles {
            self.problem(self.text.len(), Wrong::NamesNothing(names(exercise)));
        }
        declared
    }

    fn roles(
        &mut self,
        value: &Spanned<DeValue<'_>>,
        exercise: &Exercise,
    ) -> Vec<(String, Vec<String>)> {
        let Some(table) = value.get_ref().as_table() else {
            self.problem(value.span().start, Wrong::RolesNoTable);
            return vec![];
        };
        let mut roles = Vec::new();
        for (key, value) in table {
            let role = key.get_ref().to_string();
            if !exercise.roles.contains_key(&role) {
                let known = names(exercise);
                self.problem(key.span().start, Wrong::UnknownRole { role, known });
                continue;
            }
            let words = self.role(key, value);
            roles.push((role, words));
        }
        roles
    }

    fn role(
        &mut self,
        role: &Spanned<std::borrow::Cow<'_, str>>,
        value: &Spanned<DeValue<'_>>,
    ) -> Vec<String> {
        let Some(table) = value.get_ref().as_table() else {
            self.problem(value.span().start, Wrong::RoleNoTable);
            return vec![];
        };
        let mut words = None;
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "command" => words = Some(self.words(value)),
                other => self.problem(key.span().start, Wrong::UnknownRoleKey(other.into())),
            }
        }
        words.unwrap_or_else(|| {
            let wrong = Wrong::NoCommand(role.get_ref().to_string());
            self.problem(role.span().start, wrong);
            vec![]
        })
    }

    /// One command, or several.
    fn commands(&mut self, value: &Spanned<DeValue<'_>>) -> Vec<Vec<String>> {
        let several = value.get_ref().as_array().filter(|array| {
            !array.is_empty() && array.iter().all(|value| value.get_ref().is_array())
        });
        match several {
            Some(commands) => commands.iter().map(|command| self.words(command)).collect(),
            None => vec![self.words(value)],
        }
    }

    fn words(&mut self, value: &Spanned<DeValue<'_>>) -> Vec<String> {
        let Some(array) = value.get_ref().as_array() else {
            self.problem(value.span().start, Wrong::NoArray);
            return vec![];
        };
        let mut words = Vec::new();
        for word in array.iter() {
            match word.get_ref().as_str() {
                Some(text) if text.contains('\0') => {
                    self.problem(word.span().start, Wrong::Nul);
                }
                Some(text) => words.push(text.to_string()),
                None => self.problem(word.span().start, Wrong::NoText),
            }
        }
        if array.is_empty() || words.first().is_some_and(String::is_empty) {
            self.problem(value.span().start, Wrong::NoProgram);
        }
        words
    }
}

fn names(exercise: &Exercise) -> Vec<String> {
    exercise.roles.keys().cloned().collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::{Declared, Problem, Wrong, parse};
    use crate::model::{Conduct, Exercise, Limits, Role, Text};

    fn exercise() -> Exercise {
        let text = Text {
            fr: String::new(),
            en: String::new(),
        };
        let role = |name: &str| Role {
            name: name.into(),
            names: vec![name.into()],
            conduct: Conduct::Listens { ports: vec![8000] },
            arguments: vec![],
        };
        Exercise {
            id: "ex".into(),
            title: text,
            stars: 1,
            scale: 20,
            limits: Limits::default(),
            allowed: None,
            roles: BTreeMap::from(["client", "server"].map(|name| (name.into(), role(name)))),
            checks: vec![],
        }
    }

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let shown = match parse(text, &exercise()) {
            Ok(Declared { build, roles }) => format!("{build:?} {roles:?}"),
            Err(problems) => {
                let line = |p: &Problem| format!("{}:{}: {:?}", p.line, p.column, p.wrong);
                problems.iter().map(line).collect::<Vec<_>>().join("\n")
            }
        };
        assert_eq!(shown, expected);
    }

    #[test]
    fn commands_are_words() {
        check(
            "build = ['make']\n[roles.server]\ncommand = ['./s', '-v']",
            r#"[["make"]] [("server", ["./s", "-v"])]"#,
        );
        check(
            "build = [['make', 's'], ['make', 'c']]\nroles.client.command = ['c']",
            r#"[["make", "s"], ["make", "c"]] [("client", ["c"])]"#,
        );
    }

    #[test]
    fn every_problem_has_its_place() {
        check(
            "biuld = ['make']\nbuild = 'make'\n[roles.sever]\ncommand = ['s']\n[roles.client]\ncommand = ['c', 1]\nargs = []\n[roles.server]\n",
            r#"1:1: UnknownKey("biuld")
2:9: NoArray
3:8: UnknownRole { role: "sever", known: ["client", "server"] }
6:17: NoText
7:1: UnknownRoleKey("args")
8:8: NoCommand("server")"#,
        );
        check("", r#"1:1: NamesNothing(["client", "server"])"#);
    }

    #[test]
    fn what_is_no_toml_has_its_place_too() {
        let problems = parse("build = [\n[roles.server\n", &exercise()).unwrap_err();
        assert!(
            problems
                .iter()
                .all(|problem| matches!(problem.wrong, Wrong::NoToml(_)))
        );
    }
}
