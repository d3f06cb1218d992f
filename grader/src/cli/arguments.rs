//! The words of the command line. Their explanations are in the catalogues: `language` puts them in.

use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

use crate::batch::Shard;
use crate::model::{CheckId, ExerciseId, IsolationKind, Lang};
use crate::report::Format;

/// The whole command line.
#[derive(Debug, Parser)]
#[command(name = "grader", version, disable_help_subcommand = true)]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub(super) command: Command,
    /// Also looked for before parsing, so that problems are told in it.
    #[arg(long, global = true, value_enum)]
    pub(super) lang: Option<LangWord>,
}

/// What to do; the help has what a student needs first, in the order in which it is needed.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    List(List),
    Show(Show),
    Start(Start),
    Check(Check),
    Hint(Hint),
    Explain(Explain),
    Watch(Watch),
    Batch(Batch),
    Report(Report),
    Rejudge(Rejudge),
    Verify(Verify),
    Prefetch(Prefetch),
    Doctor(Doctor),
    Completions(Completions),
    Man(Man),
}

/// Grade a submission.
#[derive(Debug, Args)]
pub(super) struct Check {
    #[arg(display_order = 1)]
    pub(super) exercise: ExerciseId,
    #[arg(display_order = 2, default_value = ".")]
    pub(super) dir: PathBuf,
    #[arg(long, value_parser = printed_format())]
    pub(super) format: Option<Format>,
    #[arg(long, value_parser = report)]
    pub(super) report: Vec<ReportWord>,
    #[arg(long, value_parser = seed)]
    pub(super) seed: Option<u64>,
    #[arg(long, value_delimiter = ',')]
    pub(super) only: Vec<CheckId>,
    #[arg(long, value_enum)]
    pub(super) isolation: Option<IsolationWord>,
    #[arg(long)]
    pub(super) exercises: Option<PathBuf>,
    #[arg(long, value_parser = clap::value_parser!(u16).range(1..=256))]
    pub(super) jobs: Option<u16>,
    #[arg(long, value_parser = clap::value_parser!(u16).range(2..=1000))]
    pub(super) repeat: Option<u16>,
    #[arg(long)]
    pub(super) no_rest: bool,
    #[arg(long)]
    pub(super) rebuild: bool,
    #[arg(long, value_parser = hundredths)]
    pub(super) min_mark: Option<u32>,
    #[arg(long, value_enum, default_value = "auto")]
    pub(super) color: Colour,
    #[arg(long)]
    pub(super) ascii: bool,
    #[arg(long, short)]
    pub(super) quiet: bool,
    #[arg(long)]
    pub(super) first_failure: bool,
}

/// Show all that was seen of a check in the last run.
#[derive(Debug, Args)]
pub(super) struct Explain {
    #[arg(display_order = 1)]
    pub(super) check: CheckId,
    #[arg(display_order = 2)]
    pub(super) exercise: Option<ExerciseId>,
    #[arg(display_order = 3, default_value = ".")]
    pub(super) dir: PathBuf,
    #[arg(long)]
    pub(super) unfold: bool,
    #[arg(long, value_enum, default_value = "auto")]
    pub(super) color: Colour,
    #[arg(long)]
    pub(super) ascii: bool,
}

/// Give one more hint on a check of the last run.
#[derive(Debug, Args)]
pub(super) struct Hint {
    #[arg(display_order = 1)]
    pub(super) check: CheckId,
    #[arg(display_order = 2)]
    pub(super) exercise: Option<ExerciseId>,
    #[arg(display_order = 3, default_value = ".")]
    pub(super) dir: PathBuf,
}

/// Name the exercises.
#[derive(Debug, Args)]
pub(super) struct List {
    #[arg(long)]
    pub(super) exercises: Option<PathBuf>,
}

/// Fetch and build crates beforehand.
#[derive(Debug, Args)]
pub(super) struct Prefetch {
    #[arg(display_order = 1)]
    pub(super) exercise: Vec<ExerciseId>,
    #[arg(long)]
    pub(super) exercises: Option<PathBuf>,
    #[arg(long, value_enum)]
    pub(super) isolation: Option<IsolationWord>,
}

/// Show an exercise.
#[derive(Debug, Args)]
pub(super) struct Show {
    #[arg(display_order = 1)]
    pub(super) exercise: ExerciseId,
    #[arg(long)]
    pub(super) exercises: Option<PathBuf>,
}

/// Begin an exercise.
#[derive(Debug, Args)]
pub(super) struct Start {
    #[arg(display_order = 1)]
    pub(super) exercise: ExerciseId,
    #[arg(display_order = 2)]
    pub(super) new: PathBuf,
    #[arg(long, value_enum)]
    pub(super) ci: Option<Ci>,
    #[arg(long)]
    pub(super) exercises: Option<PathBuf>,
}

/// Grade again whenever a file is saved.
#[derive(Debug, Args)]
pub(super) struct Watch {
    #[arg(display_order = 1)]
    pub(super) exercise: ExerciseId,
    #[arg(display_order = 2, default_value = ".")]
    pub(super) dir: PathBuf,
    #[arg(long)]
    pub(super) first_failure: bool,
    #[arg(long, value_enum)]
    pub(super) isolation: Option<IsolationWord>,
    #[arg(long)]
    pub(super) exercises: Option<PathBuf>,
    #[arg(long, value_enum, default_value = "auto")]
    pub(super) color: Colour,
    #[arg(long)]
    pub(super) ascii: bool,
}

/// Write what a shell needs to complete words.
#[derive(Debug, Args)]
pub(super) struct Completions {
    #[arg(value_enum)]
    pub(super) shell: Shell,
}

/// Write the pages of the manual.
#[derive(Debug, Args)]
pub(super) struct Man {
    #[arg(display_order = 2)]
    pub(super) pages: PathBuf,
}

/// See whether an exercise proves itself.
#[derive(Debug, Args)]
pub(super) struct Verify {
    #[arg(display_order = 1)]
    pub(super) exercise: ExerciseId,
    #[arg(long)]
    pub(super) exercises: Option<PathBuf>,
    #[arg(long)]
    pub(super) submissions: Option<PathBuf>,
    #[arg(long, value_enum)]
    pub(super) isolation: Option<IsolationWord>,
    #[arg(long, value_parser = clap::value_parser!(u16).range(1..=256))]
    pub(super) jobs: Option<u16>,
}

/// Grade many submissions.
#[derive(Debug, Args)]
pub(super) struct Batch {
    #[arg(display_order = 1)]
    pub(super) exercise: ExerciseId,
    #[arg(display_order = 2)]
    pub(super) class: PathBuf,
    #[arg(long)]
    pub(super) out: PathBuf,
    #[arg(long)]
    pub(super) roster: Option<PathBuf>,
    #[arg(long)]
    pub(super) names: Option<String>,
    #[arg(long = "only")]
    pub(super) only_student: Vec<String>,
    #[arg(long)]
    pub(super) only_changed: bool,
    #[arg(long, value_enum)]
    pub(super) retry: Option<Retry>,
    #[arg(long, value_parser = shard)]
    pub(super) shard: Option<Shard>,
    #[arg(long, value_parser = seed)]
    pub(super) seed: Option<u64>,
    #[arg(long, value_enum)]
    pub(super) isolation: Option<IsolationWord>,
    #[arg(long)]
    pub(super) exercises: Option<PathBuf>,
    #[arg(long, value_parser = clap::value_parser!(u16).range(1..=256))]
    pub(super) at_a_time: Option<u16>,
    #[arg(long)]
    pub(super) ascii: bool,
}

/// What is graded again although it has a result.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Retry {
    Inconclusive,
    All,
}

/// Show the results of a batch.
#[derive(Debug, Args)]
pub(super) struct Report {
    #[arg(display_order = 1)]
    pub(super) batch: PathBuf,
    #[arg(long = "format", value_enum, default_value = "text")]
    pub(super) class_format: ClassFormat,
    #[arg(long = "out")]
    pub(super) to: Option<PathBuf>,
    #[arg(long)]
    pub(super) fill: Option<PathBuf>,
    #[arg(long)]
    pub(super) column: Option<String>,
    #[arg(long)]
    pub(super) anonymous: bool,
    #[arg(long)]
    pub(super) gone: bool,
    #[arg(long)]
    pub(super) against: Option<PathBuf>,
}

/// Judge the results of a batch again.
#[derive(Debug, Args)]
pub(super) struct Rejudge {
    #[arg(display_order = 1)]
    pub(super) batch: PathBuf,
    #[arg(long = "out")]
    pub(super) again: PathBuf,
    #[arg(long)]
    pub(super) exercises: Option<PathBuf>,
    #[arg(long = "format", value_enum, default_value = "text")]
    pub(super) findings: AnswerFormat,
}

/// The form of a class's results.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ClassFormat {
    Text,
    Json,
    Html,
    Csv,
    Moodle,
    MoodleGradebook,
    Canvas,
    Feedback,
}

/// A report that goes into a file, or a folder: `junit=report.xml`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ReportWord {
    pub(super) format: Format,
    pub(super) path: PathBuf,
}

/// A continuous integration that a workflow is handed out for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Ci {
    Github,
    Gitlab,
}

/// See what this computer gives.
#[derive(Debug, Args)]
pub(super) struct Doctor {
    #[arg(long = "format", value_enum, default_value = "text")]
    pub(super) findings: AnswerFormat,
    #[arg(long)]
    pub(super) print_apparmor: bool,
}

/// The form of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum AnswerFormat {
    Text,
    Json,
}

/// When to use colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Colour {
    Auto,
    Always,
    Never,
}

/// A kind of machine, as a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum IsolationWord {
    Isolated,
    Landlock,
    Plain,
}

impl From<IsolationWord> for IsolationKind {
    fn from(word: IsolationWord) -> Self {
        match word {
            IsolationWord::Isolated => Self::Isolated,
            IsolationWord::Landlock => Self::Landlock,
            IsolationWord::Plain => Self::Plain,
        }
    }
}

/// A language, as a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum LangWord {
    Fr,
    En,
}

impl From<LangWord> for Lang {
    fn from(word: LangWord) -> Self {
        match word {
            LangWord::Fr => Self::Fr,
            LangWord::En => Self::En,
        }
    }
}

fn shard(word: &str) -> Result<Shard, String> {
    word.parse().map_err(|()| String::new())
}

/// The forms that standard output can take.
fn printed_format() -> impl TypedValueParser<Value = Format> {
    let names = Format::ALL.into_iter().filter(|format| !format.is_folder());
    PossibleValuesParser::new(names.map(Format::name))
        .map(|name| Format::named(&name).expect("a possible value is a format's name"))
}

fn report(word: &str) -> Result<ReportWord, String> {
    let (name, path) = word.split_once('=').ok_or_else(String::new)?;
    match (Format::named(name), path) {
        (None, _) | (_, "") => Err(String::new()),
        (Some(format), path) => Ok(ReportWord {
            format,
            path: path.into(),
        }),
    }
}

fn seed(word: &str) -> Result<u64, String> {
    u64::from_str_radix(word, 16).map_err(|_| String::new())
}

/// A mark such as `12`, `12.5` or `12,25`, in hundredths.
fn hundredths(word: &str) -> Result<u32, String> {
    let (whole, part) = word.split_once(['.', ',']).unwrap_or((word, "0"));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(whole) || !digits(part) || whole.len() > 4 || part.len() > 2 {
        return Err(String::new());
    }
    let number = |text: &str| text.parse::<u32>().map_err(|_| String::new());
    Ok(number(whole)? * 100 + number(&format!("{part:0<2}"))?)
}

#[cfg(test)]
mod tests {
    #[test]
    fn marks_have_hundredths_in_both_notations() {
        for (word, value) in [("12", 1200), ("12.5", 1250), ("0,25", 25), ("20", 2000)] {
            assert_eq!(super::hundredths(word), Ok(value));
        }
        for word in ["", "-1", "12.", ".5", "1e3", "12.345", "99999"] {
            assert!(super::hundredths(word).is_err(), "{word}");
        }
    }
}
