//! `grader verify`: whether an exercise proves itself. The reference earns everything, what students begin with earns
//! nothing, each submission of its corpus loses what it should, and every check is failed by one of them.

use std::fs;
use std::path::PathBuf;

use unicode_width::UnicodeWidthStr;

use super::arguments::Verify;
use super::start::write_all;
use super::{Answer, ExitStatus, Problem, Say, Settings, Stages, interrupt, show};
use crate::explain;
use crate::grade::{Graded, Order};
use crate::i18n::{Catalog, args};
use crate::model::{Asked, Exercise, Report};
use crate::report::{live, words};
use crate::verify::{self, Aim, Case, Difference, Expected, Standing};

/// Grades all that should be known, and says where it comes out otherwise.
pub(super) fn run(
    verify: &Verify,
    catalog: &Catalog,
    settings: &Settings,
    stages: &Stages,
    say: &mut Say<'_>,
) -> Result<Answer, Problem> {
    let library = (stages.library)(verify.exercises.as_deref())?;
    let exercise = show::exercise(&*library, &verify.exercise)?;
    let submissions = match &verify.submissions {
        Some(folder) => Some(folder.clone()),
        None => library.submissions(&exercise.id)?,
    };
    let cases = match submissions {
        Some(folder) => verify::cases(&folder, &exercise)?,
        None => vec![],
    };
    let starter = library.starter(&exercise.id, catalog.lang())?;

    let work = Work {
        verify,
        exercise: &exercise,
        catalog,
        settings,
        stages,
    };
    let header = args!["exercise" => &exercise.id, "title" => exercise.title.get(catalog.lang())];
    say(&format!("{}\n\n", catalog.text("header", &header)))?;
    // It takes minutes: what is found is said at once.
    let mut standings = vec![];
    let mut found = |finding: Finding| {
        standings.push(finding.standing);
        say(&finding.lines(catalog))
    };
    let reference = catalog.plain("verify-reference");
    found(work.finding(&reference, Graded::Reference, Aim::Everything)?)?;
    if !starter.is_empty() {
        // Built where nobody has to clean up after it.
        let folder = Temporary::new(&starter)?;
        let graded = Graded::Folder(folder.path());
        found(work.finding(&catalog.plain("verify-starter"), graded, Aim::Nothing)?)?;
    }
    for case in &cases {
        let graded = Graded::Folder(case.folder.clone());
        found(work.finding(&case.name, graded, Aim::Exactly(&case.losses))?)?;
    }
    found(covered(&exercise, &cases, catalog))?;
    Ok(conclusion(&standings, catalog))
}

/// One thing that should hold, and whether it does.
struct Finding {
    standing: Standing,
    text: String,
    /// What else there is to say.
    more: Vec<String>,
}

struct Work<'a> {
    verify: &'a Verify,
    exercise: &'a Exercise,
    catalog: &'a Catalog,
    settings: &'a Settings,
    stages: &'a Stages,
}

impl Work<'_> {
    fn finding(&self, name: &str, graded: Graded, aim: Aim<'_>) -> Result<Finding, Problem> {
        let stays = match (&graded, aim) {
            (Graded::Folder(_), Aim::Everything | Aim::Exactly(_)) => true,
            (Graded::Reference, _) | (Graded::Folder(_), Aim::Nothing) => false,
        };
        let report = self.report(name, graded)?;
        let differences = verify::differences(&report, aim);
        let mut more: Vec<String> = vec![];
        for one in &differences {
            more.extend(self.difference(&report, one));
        }
        if let Some(first) = differences.first().filter(|_| stays) {
            let again = explain::check_again(&report, &first.check.id);
            more.push(self.catalog.plain("verify-again"));
            more.push(format!("  {again}"));
        }
        let mark = words::mark(&report.mark, self.catalog.lang());
        Ok(Finding {
            standing: verify::standing(&differences),
            text: format!("{name}, {mark}"),
            more,
        })
    }

    /// What should have come out, and what did.
    fn difference(
        &self,
        report: &Report,
        Difference { check, expected }: &Difference<'_>,
    ) -> [String; 2] {
        let named = |id| {
            self.catalog
                .text(id, &args!["check" => format!("`{}`", check.id)])
        };
        let should = match expected {
            Expected::Passed => named("verify-should-pass"),
            Expected::Failed => named("verify-should-fail"),
            Expected::Limit(_) => named("verify-should-reach"),
            Expected::FailedBy(name) => self.catalog.text(
                "verify-should-fail-by",
                &args!["check" => &check.id, "name" => *name],
            ),
            Expected::Skipped => named("verify-should-skip"),
            Expected::NoPoints => named("verify-should-lose"),
        };
        let explained = explain::explain(report, check, self.catalog);
        let was = explained.map(|explained| explained.cause);
        let was = was.unwrap_or_else(|| self.catalog.plain("verify-passed"));
        let name = check.named().map(|name| format!("{name}: "));
        [should, format!("  {}{was}", name.unwrap_or_default())]
    }

    fn report(&self, name: &str, graded: Graded) -> Result<Report, Problem> {
        let live = live::Live::new(self.catalog.lang(), self.settings.stderr_is_terminal, false);
        live.about(&format!("{name}: "));
        let cleared = live.clone();
        let hook = interrupt::register(move || cleared.finish());
        let exercises = self.verify.exercises.as_ref();
        let asked = Asked {
            submission: match &graded {
                Graded::Folder(folder) => folder.display().to_string(),
                Graded::Reference => name.to_owned(),
            },
            exercises: exercises.map(|dir| dir.display().to_string()),
            isolation: self.verify.isolation.map(Into::into),
            repeat: None,
        };
        let order = Order {
            jobs: self.verify.jobs,
            ..Order::new(self.exercise.clone(), graded, asked)
        };
        let report = (self.stages.grade)(&order, &live.listener());
        live.finish();
        drop(hook);
        Ok(report?)
    }
}

fn covered(exercise: &Exercise, cases: &[Case], catalog: &Catalog) -> Finding {
    let never = verify::never_failed(exercise, cases);
    if never.is_empty() {
        return Finding {
            standing: Standing::Holds,
            text: catalog.plain("verify-covered"),
            more: vec![],
        };
    }
    let names: Vec<String> = never.iter().map(|id| format!("`{id}`")).collect();
    let more = match cases {
        [] => vec![catalog.plain("verify-no-submissions")],
        _ => vec![],
    };
    Finding {
        standing: Standing::Differs,
        text: catalog.text("verify-never-failed", &args!["checks" => names.join(", ")]),
        more,
    }
}

impl Finding {
    fn lines(&self, catalog: &Catalog) -> String {
        let words = [Standing::Holds, Standing::Unclear, Standing::Differs];
        let column = words.map(|one| word(one, catalog).width());
        let column = column.into_iter().max().unwrap_or(0);
        let word = word(self.standing, catalog);
        let gap = " ".repeat(column - word.width());
        let mut text = format!("{word}{gap}  {}\n", self.text);
        for line in &self.more {
            text += &format!("{}    {line}\n", " ".repeat(column));
        }
        text
    }
}

/// All of it in a sentence.
fn conclusion(standings: &[Standing], catalog: &Catalog) -> Answer {
    let count = |standing| {
        let alike = standings.iter().filter(|one| **one == standing);
        args!["count" => alike.count(), "all" => standings.len()]
    };
    let (said, status) = match standings.iter().max() {
        None | Some(Standing::Holds) => (catalog.plain("verify-all"), ExitStatus::Earned),
        Some(Standing::Unclear) => {
            let said = catalog.text("verify-doubt", &count(Standing::Unclear));
            (said, ExitStatus::Unknown)
        }
        Some(Standing::Differs) => {
            let said = catalog.text("verify-some", &count(Standing::Differs));
            (said, ExitStatus::Lost)
        }
    };
    Answer {
        text: format!("\n{said}\n"),
        status,
        warning: None,
    }
}

fn word(standing: Standing, catalog: &Catalog) -> String {
    catalog.plain(match standing {
        Standing::Holds => "verify-holds",
        Standing::Unclear => "verify-unclear",
        Standing::Differs => "verify-differs",
    })
}

/// A folder that is gone when this is dropped, or when the program is interrupted.
struct Temporary {
    folder: tempfile::TempDir,
    _hook: interrupt::Interrupt,
}

impl Temporary {
    fn new(files: &[(PathBuf, Vec<u8>)]) -> Result<Self, Problem> {
        let folder = tempfile::Builder::new().prefix("grader-starter-").tempdir();
        let folder = folder.map_err(|source| Problem::CannotWrite {
            path: std::env::temp_dir(),
            source,
        })?;
        let path = folder.path().to_owned();
        let hook = interrupt::register(move || drop(fs::remove_dir_all(path)));
        write_all(folder.path(), files)?;
        Ok(Self {
            folder,
            _hook: hook,
        })
    }

    fn path(&self) -> PathBuf {
        self.folder.path().to_owned()
    }
}
