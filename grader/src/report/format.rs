//! The forms that a report can take: one file each in `formats/`, all of them pure.

use super::formats::{
    artemis, autolab, classroom, classroom50, github, gradescope, html, junit, markdown,
    prairielearn, tap, vpl,
};
use super::{Look, json, terminal};
use crate::i18n::Catalog;
use crate::model::Report;

/// A form that a report can take.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Format {
    /// The page for a terminal.
    Text,
    /// The contract with other programs.
    Json,
    /// JUnit XML, as GitLab, Jenkins and others read it.
    Junit,
    /// Workflow commands of GitHub Actions.
    Github,
    /// The `result.json` of Classroom 50.
    Classroom50,
    /// The base64 JSON of GitHub Classroom's reporter.
    Classroom,
    /// Gradescope's `results.json`.
    Gradescope,
    /// Autolab's last lines.
    Autolab,
    /// PrairieLearn's `results.json`.
    PrairieLearn,
    /// A folder of Artemis's custom feedback.
    Artemis,
    /// The lines of Moodle's Virtual Programming Lab.
    Vpl,
    /// The Test Anything Protocol, version 14.
    Tap,
    /// GitHub-flavoured Markdown.
    Markdown,
    /// A page for a browser.
    Html,
}

/// A report in some form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Rendered {
    /// One text.
    Text(String),
    /// Files of a folder, by their names.
    Files(Vec<(String, String)>),
}

/// What a form needs to know beside the report.
pub struct Occasion<'a> {
    /// How a page of text looks.
    pub look: Look,
    /// Where a file that a compiler or a program names is, seen from the repository's top; `None` for a file that is
    /// not the student's.
    pub locate: &'a dyn Fn(&str) -> Option<String>,
    /// A word that no program can guess.
    pub token: &'a str,
    /// What Classroom 50 says of the submission; without it there is no `result.json`.
    pub delivery: Option<&'a Delivery>,
    /// Whether a page for a terminal or a log says the mark alone, and what to type next.
    pub brief: bool,
}

/// What Classroom 50 says of a submission, in the environment of its autograder.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Delivery {
    /// The classroom.
    pub classroom: String,
    /// The assignment.
    pub assignment: String,
    /// The submission's tag, `submit/<time>-<commit>`.
    pub submission: String,
    /// The address of the commit.
    pub commit: String,
    /// The address of the release.
    pub release: String,
    /// The address where it is reviewed.
    pub review: String,
}

impl Format {
    /// All of them.
    pub const ALL: [Self; 14] = [
        Self::Text,
        Self::Json,
        Self::Junit,
        Self::Github,
        Self::Classroom50,
        Self::Classroom,
        Self::Gradescope,
        Self::Autolab,
        Self::PrairieLearn,
        Self::Artemis,
        Self::Vpl,
        Self::Tap,
        Self::Markdown,
        Self::Html,
    ];

    /// Its name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Json => "json",
            Self::Junit => "junit",
            Self::Github => "github",
            Self::Classroom50 => "classroom50",
            Self::Classroom => "classroom",
            Self::Gradescope => "gradescope",
            Self::Autolab => "autolab",
            Self::PrairieLearn => "prairielearn",
            Self::Artemis => "artemis",
            Self::Vpl => "vpl",
            Self::Tap => "tap",
            Self::Markdown => "markdown",
            Self::Html => "html",
        }
    }

    /// The form of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.name() == name)
    }

    /// Whether whoever reads it takes a mark from it.
    pub fn is_a_mark(self) -> bool {
        match self {
            Self::Classroom50
            | Self::Classroom
            | Self::Gradescope
            | Self::Autolab
            | Self::PrairieLearn
            | Self::Artemis
            | Self::Vpl => true,
            Self::Text
            | Self::Json
            | Self::Junit
            | Self::Github
            | Self::Tap
            | Self::Markdown
            | Self::Html => false,
        }
    }

    /// Whether it is a folder of files, which standard output cannot take.
    pub fn is_folder(self) -> bool {
        self == Self::Artemis
    }
}

/// The report as a page for a terminal or a log.
pub(super) fn page(report: &Report, catalog: &Catalog, occasion: &Occasion<'_>) -> String {
    match occasion.brief {
        true => terminal::brief(report, catalog, occasion.look),
        false => terminal::render(report, catalog, occasion.look),
    }
}

/// The report in one of its forms.
pub fn render(
    report: &Report,
    catalog: &Catalog,
    format: Format,
    occasion: &Occasion<'_>,
) -> Rendered {
    Rendered::Text(match format {
        Format::Text => page(report, catalog, occasion),
        Format::Json => json::render(report, catalog),
        Format::Junit => junit::render(report, catalog, occasion.locate),
        Format::Github => github::render(report, catalog, occasion),
        Format::Classroom50 => classroom50::render(report, catalog, occasion.delivery),
        Format::Classroom => classroom::render(report, catalog),
        Format::Gradescope => gradescope::render(report, catalog),
        Format::Autolab => autolab::render(report, catalog),
        Format::PrairieLearn => prairielearn::render(report, catalog),
        Format::Artemis => return Rendered::Files(artemis::files(report, catalog)),
        Format::Vpl => vpl::render(report, catalog),
        Format::Tap => tap::render(report, catalog),
        Format::Markdown => markdown::render(report, catalog),
        Format::Html => html::render(report, catalog),
    })
}
