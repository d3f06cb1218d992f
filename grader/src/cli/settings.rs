//! What the environment says. It is read here, once. Only where temporary files go (`TMPDIR`) is asked where they are made.

use std::ffi::OsString;
use std::io::IsTerminal;
use std::path::PathBuf;

use crate::model::Lang;
use crate::report::Delivery;
use crate::submission::Environment;

/// The environment, understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// The language of the user's locale.
    pub lang: Lang,
    /// What the environment says of colour, if it does (`NO_COLOR`, `CLICOLOR_FORCE`, `TERM=dumb`).
    pub colour: Option<bool>,
    /// Whether standard input is a terminal.
    pub stdin_is_terminal: bool,
    /// Whether standard output is a terminal.
    pub stdout_is_terminal: bool,
    /// Whether standard error is a terminal.
    pub stderr_is_terminal: bool,
    /// The width of the terminal, if there is one.
    pub width: Option<usize>,
    /// Whether the locale's characters are only those of ASCII, so that others would be unreadable.
    pub ascii: bool,
    /// The continuous integration that this is a part of.
    pub ci: Ci,
    /// What Classroom 50 says of the submission; else the variables that would, and are not set.
    pub delivery: Result<Delivery, Vec<&'static str>>,
    /// Where runs are remembered, if the user has a place for it.
    pub state: Option<PathBuf>,
    /// Where the host's tools are.
    pub environment: Environment,
}

/// The continuous integration that this is a part of.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Ci {
    /// None that is known.
    #[default]
    None,
    /// GitHub Actions, or what behaves like it.
    Github {
        /// The repository's folder.
        workspace: Option<PathBuf>,
        /// The file to which the step's summary is appended.
        summary: Option<PathBuf>,
    },
    /// GitLab CI.
    Gitlab {
        /// The repository's folder.
        project: Option<PathBuf>,
    },
}

impl Ci {
    /// The repository's folder: names of files in reports are seen from there.
    pub fn repository(&self) -> Option<&PathBuf> {
        match self {
            Self::None => None,
            Self::Github { workspace, .. } => workspace.as_ref(),
            Self::Gitlab { project } => project.as_ref(),
        }
    }
}

impl Settings {
    /// Reads the environment of the process.
    pub fn read() -> Self {
        let stdout_is_terminal = std::io::stdout().is_terminal();
        let stderr_is_terminal = std::io::stderr().is_terminal();
        let width = if stdout_is_terminal {
            width_of(std::io::stdout())
        } else if stderr_is_terminal {
            width_of(std::io::stderr())
        } else {
            None
        };
        Self {
            stdin_is_terminal: std::io::stdin().is_terminal(),
            stdout_is_terminal,
            stderr_is_terminal,
            width,
            environment: Environment::new(std::env::vars_os()),
            ..Self::from_variables(variable)
        }
    }

    /// What `variable` says, and no terminal.
    fn from_variables(variable: impl Fn(&str) -> Option<OsString>) -> Self {
        let text = |name: &str| {
            variable(name)
                .and_then(|value| value.into_string().ok())
                .filter(|value| !value.is_empty())
        };
        // What is shown in a browser there has colours, although there is no terminal.
        let ci = ci(&text);
        Self {
            lang: lang(&text),
            colour: colour(&text).or((ci != Ci::None).then_some(true)),
            ascii: ascii(&text),
            delivery: delivery(&text),
            ci,
            stdin_is_terminal: false,
            stdout_is_terminal: false,
            stderr_is_terminal: false,
            width: None,
            state: state(&variable),
            environment: Environment::default(),
        }
    }

    /// The columns that a page has: the terminal's, within what can be read, and 80 without one.
    pub fn columns(&self) -> usize {
        self.width.unwrap_or(80).clamp(40, 100)
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "the one place that reads the environment"
)]
fn variable(name: &str) -> Option<OsString> {
    std::env::var_os(name)
}

fn width_of(terminal: impl std::os::fd::AsFd) -> Option<usize> {
    let size = rustix::termios::tcgetwinsize(terminal).ok()?;
    (size.ws_col > 0).then_some(usize::from(size.ws_col))
}

fn ci(text: &impl Fn(&str) -> Option<String>) -> Ci {
    let path = |name| text(name).map(PathBuf::from);
    let is = |name| text(name).is_some_and(|value| value == "true");
    if is("GITHUB_ACTIONS") {
        Ci::Github {
            workspace: path("GITHUB_WORKSPACE"),
            summary: path("GITHUB_STEP_SUMMARY"),
        }
    } else if is("GITLAB_CI") {
        Ci::Gitlab {
            project: path("CI_PROJECT_DIR"),
        }
    } else {
        Ci::None
    }
}

fn delivery(text: &impl Fn(&str) -> Option<String>) -> Result<Delivery, Vec<&'static str>> {
    let names = [
        "CLASSROOM",
        "ASSIGNMENT",
        "SUBMISSION_TAG",
        "COMMIT_URL",
        "RELEASE_URL",
    ];
    let [
        Some(classroom),
        Some(assignment),
        Some(submission),
        Some(commit),
        Some(release),
    ] = names.map(text)
    else {
        return Err(names
            .into_iter()
            .filter(|name| text(name).is_none())
            .collect());
    };
    Ok(Delivery {
        classroom,
        assignment,
        submission,
        release,
        review: text("REVIEW_URL").unwrap_or_else(|| commit.clone()),
        commit,
    })
}

/// The locale that counts for characters. One that names no character set is left alone: it says nothing of the
/// terminal, and neither does none at all.
fn ascii(text: &impl Fn(&str) -> Option<String>) -> bool {
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find_map(text);
    locale.is_some_and(|locale| match locale.split_once('.') {
        None => ["C", "POSIX"].contains(&locale.as_str()),
        Some((_, set)) => {
            let set = set.split('@').next().unwrap_or(set);
            !["utf-8", "utf8"].contains(&set.to_ascii_lowercase().as_str())
        }
    })
}

/// As gettext reads it: `LANGUAGE` is a list of wishes, which counts unless the locale is C.
fn lang(text: &impl Fn(&str) -> Option<String>) -> Lang {
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .find_map(text)
        .unwrap_or_default();
    let wishes = text("LANGUAGE").unwrap_or_default();
    let known = |name: &str| match name.split(['_', '.', '@', '-']).next() {
        Some("fr") => Some(Lang::Fr),
        Some("en" | "C" | "POSIX") => Some(Lang::En),
        _ => None,
    };
    let plain = ["", "C", "POSIX"].contains(&locale.split('.').next().unwrap_or_default());
    let wished = wishes.split(':').find_map(known).filter(|_| !plain);
    wished.or_else(|| known(&locale)).unwrap_or(Lang::En)
}

/// `$XDG_STATE_HOME/grader`, or its default in the home; relative folders do not count, as XDG's base directories have it.
fn state(variable: &impl Fn(&str) -> Option<OsString>) -> Option<PathBuf> {
    let folder = |name: &str| {
        let folder = variable(name).map(PathBuf::from);
        folder.filter(|folder| folder.is_absolute())
    };
    let state = folder("XDG_STATE_HOME");
    let state = state.or_else(|| Some(folder("HOME")?.join(".local/state")));
    Some(state?.join("grader"))
}

fn colour(text: &impl Fn(&str) -> Option<String>) -> Option<bool> {
    if text("NO_COLOR").is_some() {
        Some(false)
    } else if text("CLICOLOR_FORCE").is_some_and(|value| value != "0") {
        Some(true)
    } else if text("TERM").is_some_and(|value| value == "dumb") {
        Some(false)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::{Ci, Lang, Settings};

    fn settings(variables: &[(&str, &str)]) -> Settings {
        Settings::from_variables(|name| {
            let value = variables.iter().find(|(key, _)| *key == name)?.1;
            Some(value.into())
        })
    }

    #[test]
    fn the_locale_chooses_the_language() {
        let lang = |variables: &[(&str, &str)]| settings(variables).lang;
        assert_eq!(lang(&[]), Lang::En);
        assert_eq!(lang(&[("LANG", "fr_FR.UTF-8")]), Lang::Fr);
        assert_eq!(
            lang(&[("LANG", "fr_CA"), ("LC_ALL", "de_DE.UTF-8")]),
            Lang::En
        );
        assert_eq!(lang(&[("LC_MESSAGES", "fr"), ("LANG", "en_GB")]), Lang::Fr);
        assert_eq!(lang(&[("LC_ALL", ""), ("LANG", "fr_BE@euro")]), Lang::Fr);
        assert_eq!(
            lang(&[("LANGUAGE", "de:fr:en"), ("LANG", "de_DE")]),
            Lang::Fr
        );
        assert_eq!(lang(&[("LANGUAGE", "fr"), ("LANG", "C.UTF-8")]), Lang::En);
    }

    #[test]
    fn no_colour_wins() {
        let colour = |variables: &[(&str, &str)]| settings(variables).colour;
        assert_eq!(colour(&[]), None);
        assert_eq!(colour(&[("NO_COLOR", "")]), None);
        assert_eq!(
            colour(&[("NO_COLOR", "1"), ("CLICOLOR_FORCE", "1")]),
            Some(false)
        );
        assert_eq!(
            colour(&[("CLICOLOR_FORCE", "1"), ("TERM", "dumb")]),
            Some(true)
        );
    }

    #[test]
    fn a_locale_without_utf_8_has_ascii_only() {
        let ascii = |variables: &[(&str, &str)]| settings(variables).ascii;
        assert!(!ascii(&[]) && !ascii(&[("LANG", "fr_FR")]));
        assert!(!ascii(&[("LANG", "C.UTF-8")]) && !ascii(&[("LANG", "fr_FR.utf8@euro")]));
        assert!(ascii(&[("LANG", "fr_FR.ISO-8859-1")]) && ascii(&[("LC_ALL", "C")]));
        assert!(ascii(&[("LC_ALL", "POSIX"), ("LANG", "fr_FR.UTF-8")]));
    }

    #[test]
    fn continuous_integration_is_noticed() {
        let github = settings(&[("GITHUB_ACTIONS", "true"), ("GITHUB_WORKSPACE", "/w")]);
        let workspace = Some("/w".into());
        let summary = None;
        assert_eq!(github.ci, Ci::Github { workspace, summary });
        assert_eq!(github.colour, Some(true));
        let gitlab = settings(&[("GITLAB_CI", "true"), ("NO_COLOR", "1")]);
        assert_eq!((gitlab.ci.repository(), gitlab.colour), (None, Some(false)));
        assert_eq!(settings(&[("CI", "true")]).ci, Ci::None);
        assert_eq!(github.delivery.unwrap_err().len(), 5);
    }

    #[test]
    fn the_variables_that_classroom_50_has_not_set_are_named() {
        let some = [
            ("CLASSROOM", "c"),
            ("ASSIGNMENT", "a"),
            ("SUBMISSION_TAG", "s"),
            ("COMMIT_URL", "here"),
        ];
        assert_eq!(settings(&some).delivery, Err(vec!["RELEASE_URL"]));
        let all = [&some[..], &[("RELEASE_URL", "r")]].concat();
        assert_eq!(settings(&all).delivery.unwrap().review, "here");
    }

    #[test]
    fn runs_are_remembered_in_the_state_folder() {
        let state = |variables: &[(&str, &str)]| settings(variables).state;
        let home = ("HOME", "/h");
        assert_eq!(state(&[]), None);
        assert_eq!(state(&[home]), Some("/h/.local/state/grader".into()));
        assert_eq!(
            state(&[home, ("XDG_STATE_HOME", "/s")]),
            Some("/s/grader".into())
        );
        assert_eq!(state(&[("XDG_STATE_HOME", "s")]), None);
    }

    #[test]
    fn the_width_stays_readable() {
        let columns = |width| {
            Settings {
                width,
                ..settings(&[])
            }
            .columns()
        };
        assert_eq!(
            (columns(None), columns(Some(20)), columns(Some(300))),
            (80, 40, 100)
        );
    }
}
