//! `grader batch`: grades a folder of submissions and keeps what came of each. Begun again, it goes on where it was.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;
use std::sync::{Arc, mpsc};
use std::thread;

use rand::TryRng;
use rand::rngs::SysRng;

use super::arguments::{Batch as Words, Retry};
use super::class::ClassTrouble;
use super::decided::{decided, first, found_by_run, heads, of_another_version, scales, version};
use super::handed_in::{self, HandedIn};
use super::{Answer, ExitStatus, Problem, Say, Settings, Stages, Trouble};
use super::{folders, hidden, interrupt, line, show, trouble, whose};
use crate::batch::{
    self, Batch, Class, Ended, Found, From, Happened, Hash, NotGraded, Standing, Store, StoreError,
    Submission, Work,
};
use crate::event::Listener;
use crate::explain::quoted;
use crate::grade::{GradeError, Graded, Order};
use crate::i18n::{Catalog, args};
use crate::machine::Scratch;
use crate::model::{Asked, Exercise, IsolationKind, escape};
use crate::pace::Pace;
use crate::report::progress::Progress;
use crate::report::{Look, class};

/// Submissions that are graded at a time, and checks that are played at a time, on each processor: most of the time
/// they wait. Of builds there is one.
const SUBMISSIONS: usize = 4;
const CHECKS: usize = 8;

/// Grades what has no result yet, and says what came of each.
pub(super) fn run(
    words: &Words,
    catalog: &Catalog,
    settings: &Settings,
    stages: &Stages,
    say: &mut Say<'_>,
) -> Result<Answer, Problem> {
    folders::for_results(&words.out)?;
    let store = Store::new(&words.out);
    let exercises = whose::exercises(words.exercises.as_ref(), &store)?;
    let library = (stages.library)(exercises.as_deref())?;
    let exercise = show::exercise_first(
        &*library,
        &words.exercise,
        &words.class,
        |exercise, class| {
            let out = quoted(&words.out.display().to_string());
            format!("grader batch {exercise} {class} --out {out}")
        },
    )?;
    let HandedIn {
        mut class,
        left_out,
        around,
        roster,
        before,
        unpacked: _unpacked,
    } = handed_in::find(words, &exercise, &store)?;
    let (policy, changes) = decided(&store, exercise.scale, || {
        let mut scales = scales(&heads(&store)?);
        scales.insert(exercise.scale);
        Ok(scales)
    })?;
    let _hold = store.hold().map_err(ClassTrouble::from)?;
    let known = store.batch().map_err(ClassTrouble::from)?;
    let asked_before = known.as_ref().and_then(|known| known.version.clone());
    let seed = seed(words, &class, known.as_ref());
    if let Some(known) = &known
        && known.exercise != exercise.id
    {
        let (folder, exercise) = (words.out.clone(), known.exercise.clone());
        return Err(ClassTrouble::from(StoreError::OtherExercise { folder, exercise }).into());
    }
    let found_changes = match &known {
        Some(batch) => found_by_run(&store, batch, exercise.scale, catalog)?,
        None => BTreeMap::new(),
    };
    let own = exercise.clone();
    let exercise = hidden::added(exercise, &*library, &store, &policy)?;
    library.complete(&exercise, &[])?;
    let overlay = hidden::digest(&store, &policy)?;
    let machines = isolated(words, stages)?;
    let conditions = (stages.conditions)(&exercise, exercises.as_deref())?;
    let reference = library.reference_digest(&exercise.id)?;
    let [version, own_version] = [&exercise, &own].map(|one| version(one, &reference));
    let conditions = Hash::default()
        .with(conditions)
        .with(format!("{machines:?} {seed:016x}"))
        .finish();
    let roster = whose::keep_roster(words, roster, &store, known.as_ref())?;
    let mut batch = Batch {
        exercise: exercise.id.clone(),
        seed: format!("{seed:016x}"),
        secret: known.map_or_else(secret, |known| Ok(known.secret))?,
        without: std::mem::take(&mut class.without),
        names: words.names.clone().or_else(|| before.names.clone()),
        exercises: whose::kept(exercises.as_ref()),
        submissions: class.submissions.iter().map(Submission::from).collect(),
        version: Some(version.clone()),
        own_version: Some(own_version),
        changes: found_changes,
        roster,
        went_by: before.went_by.clone(),
        is_open: true,
    };
    store.keep_batch(&batch).map_err(ClassTrouble::from)?;
    // A share or a choice says nothing of the others.
    let gone = match (words.shard, &words.only_student[..]) {
        (None, []) => store.mark_gone(&class.submissions),
        (Some(_), _) | (None, _) => Ok(vec![]),
    };
    let gone = gone.map_err(ClassTrouble::from)?;
    handed_in::choose(words, &mut class);

    let mut whose = whose::lines(&before, &class, catalog);
    whose.extend(around.map(|around| handed_in::maybe_around(&around, catalog)));
    let asks_else = asked_before.is_some_and(|before| before != version);
    if asks_else && !words.only_changed {
        whose.push(catalog.plain("batch-asks-else"));
    }
    whose.extend(first(&store, &policy, catalog));
    say(&handed_in::told(
        &exercise, &class, &left_out, &whose, catalog,
    ))?;
    let order = Plan {
        words,
        exercises: exercises.as_deref(),
        exercise: &exercise,
        seed,
        version: &version,
        grade: &*stages.grade,
        catalog,
    };
    let mut counts = graded(
        &order,
        settings,
        &class.submissions,
        &store,
        [&conditions, &overlay],
        say,
    )?;
    batch.is_open = false;
    store.keep_batch(&batch).map_err(ClassTrouble::from)?;
    let mut more = class::gone(&gone, catalog);
    if words.only_changed || !words.only_student.is_empty() {
        more.extend(of_another_version(&batch, &heads(&store)?, catalog));
    }
    for (id, names) in [
        ("batch-beside", &mut counts.beside),
        ("batch-same-time", &mut counts.untimed),
    ] {
        if !names.is_empty() {
            names.sort();
            let told = args!["count" => names.len(), "names" => whose::first(names, catalog)];
            more.push(catalog.text(id, &told));
        }
    }
    if (policy.has_rules() || !changes.is_empty()) && counts.lines > 0 {
        more.push(catalog.plain("batch-rules"));
    }
    Ok(conclusion(&counts, more, &words.out, catalog))
}

/// Everybody is asked the same. Unless a seed is given, it comes from the names of all submissions, which are the same on
/// every computer that takes a share, and which nobody knows before.
fn seed(words: &Words, class: &Class, known: Option<&Batch>) -> u64 {
    let known = known.and_then(|batch| u64::from_str_radix(&batch.seed, 16).ok());
    words.seed.or(known).unwrap_or_else(|| {
        let names = class.submissions.iter().map(|found| &found.name);
        let digest = names.fold(Hash::default(), Hash::with).finish();
        u64::from_str_radix(&digest[..16], 16).unwrap_or_default()
    })
}

fn secret() -> Result<String, Problem> {
    let number = SysRng.try_next_u64();
    let number = number.map_err(|error| Trouble::from(GradeError::Host(error.to_string())))?;
    Ok(format!("{number:016x}"))
}

/// Strangers' programs are run on isolated machines, or nowhere, unless the user says so.
fn isolated(words: &Words, stages: &Stages) -> Result<IsolationKind, Problem> {
    let forced = words.isolation.map(Into::into);
    let found = (stages.probe)(forced)?;
    if found.kind == IsolationKind::Isolated || forced == Some(found.kind) {
        Ok(found.kind)
    } else {
        Err(ClassTrouble::NotIsolated { why: found.why }.into())
    }
}

/// What all gradings of a batch have in common.
struct Plan<'a> {
    words: &'a Words,
    /// The folder of exercises, if it is not the built-in ones.
    exercises: Option<&'a Path>,
    exercise: &'a Exercise,
    seed: u64,
    version: &'a str,
    grade: &'a super::stages::Grade,
    catalog: &'a Catalog,
}

/// How many submissions came out how.
#[derive(Default)]
struct Counts {
    all: usize,
    earlier: usize,
    inconclusive: usize,
    set_aside: usize,
    refused: usize,
    /// Those of which a line was said.
    lines: usize,
    /// Those whose files are new, and whose time is not.
    untimed: Vec<String>,
    /// The archives beside the work of some, which are not opened.
    beside: Vec<String>,
}

fn graded(
    plan: &Plan<'_>,
    settings: &Settings,
    submissions: &[Found],
    store: &Store,
    [conditions, overlay]: [&str; 2],
    say: &mut Say<'_>,
) -> Result<Counts, Problem> {
    let scratch = Arc::new(Scratch::new().map_err(|error| Trouble::from(GradeError::from(error)))?);
    let swept = scratch.clone();
    let _hook = interrupt::register(move || swept.remove());
    let processors = thread::available_parallelism().map_or(1, usize::from);
    let work = Work {
        submissions,
        store,
        conditions,
        version: plan.version,
        overlay,
        standing: match (plan.words.retry, plan.words.only_changed) {
            (Some(Retry::All), _) => Standing::Nothing,
            (Some(Retry::Inconclusive), _) => Standing::Told,
            (None, true) => Standing::SameFiles,
            (None, false) => Standing::Same,
        },
        at_a_time: plan
            .words
            .at_a_time
            .map_or(SUBMISSIONS * processors, usize::from),
        scratch: scratch.path(),
    };
    let pace = Arc::new(Pace::new(processors, CHECKS * processors));
    let grade = |folder: &Path| plan.grade(folder, &pace);

    let (lang, shown) = (plan.catalog.lang(), settings.stderr_is_terminal);
    let look = Look::new(settings.columns(), false, plan.words.ascii);
    let progress = Progress::new(lang, submissions.len(), shown, look);
    let cleared = progress.clone();
    let goes_on = look.spelt(&(plan.catalog.plain("batch-interrupted") + "\n"));
    let hook = interrupt::register(move || {
        cleared.finish();
        let _ = std::io::stderr().write_all(goes_on.as_bytes());
    });
    let mut counts = Counts::default();
    let mut said = Ok(());
    let (sender, happenings) = mpsc::channel();
    let (work, grade) = (&work, &grade);
    let ran = thread::scope(|scope| {
        let grading = scope.spawn(move || {
            // What nobody hears any more is still kept.
            batch::run(work, grade, &|happened| drop(sender.send(happened)))
        });
        // They end when the grading does.
        for happened in happenings {
            match happened {
                Happened::Began { name } => progress.began(&name),
                Happened::Ended(ended) => {
                    progress.ended(&ended.name, ended.from == From::Graded);
                    counts.add(&ended);
                    if let Some(line) = line::line(&ended, plan.catalog)
                        && said.is_ok()
                    {
                        counts.lines += 1;
                        said = progress.aside(|| say(&line));
                    }
                }
            }
        }
        grading.join()
    });
    progress.finish();
    drop(hook);
    said?;
    match ran {
        Ok(ran) => ran.map_err(ClassTrouble::from)?,
        Err(panic) => std::panic::resume_unwind(panic),
    }
    Ok(counts)
}

impl Plan<'_> {
    fn grade(&self, folder: &Path, pace: &Arc<Pace>) -> Result<crate::model::Report, NotGraded> {
        // The commands in a report are for its student, who is in the folder of the work.
        let asked = Asked {
            submission: ".".to_owned(),
            exercises: self.exercises.map(|dir| dir.display().to_string()),
            isolation: self.words.isolation.map(Into::into),
            repeat: None,
        };
        let graded = Graded::Folder(folder.to_owned());
        let order = Order {
            seed: Some(self.seed),
            pace: Some(pace.clone()),
            ..Order::new(self.exercise.clone(), graded, asked)
        };
        let silent: Listener = Arc::new(|_| {});
        (self.grade)(&order, &silent).map_err(|trouble| {
            if let Trouble::Grading(GradeError::Submission(error)) = &trouble
                && let Some(refusal) = error.refusal()
            {
                return NotGraded::Refused(refusal);
            }
            let text = trouble::text(&trouble, self.catalog);
            let error = self.catalog.plain("error");
            let said = text.trim_end().strip_prefix(&error).unwrap_or(&text);
            // Where it was unpacked is nobody's affair.
            NotGraded::Host(said.replace(&folder.display().to_string(), "."))
        })
    }
}

impl Counts {
    fn add(&mut self, ended: &Ended) {
        self.all += 1;
        self.untimed
            .extend(ended.is_untimed.then(|| ended.name.clone()));
        let within = |archive: &String| format!("{}/{}", ended.name, escape::harmless(archive));
        self.beside.extend(ended.beside.iter().map(within));
        self.earlier += usize::from(ended.from == From::Earlier);
        self.set_aside += usize::from(ended.set_aside.is_some());
        self.refused += usize::from(ended.refusal.is_some());
        self.inconclusive += usize::from(ended.inconclusive && ended.set_aside.is_none());
    }
}

/// All of it in some lines.
fn conclusion(counts: &Counts, more: Vec<String>, out: &Path, catalog: &Catalog) -> Answer {
    let mut lines = vec![catalog.text("batch-done", &args!["count" => counts.all])];
    for (count, id) in [
        (counts.earlier, "batch-earlier"),
        (counts.refused, "batch-refused"),
        (counts.inconclusive, "batch-inconclusive"),
        (counts.set_aside, "batch-set-aside"),
    ] {
        if count > 0 {
            lines.push(catalog.text(id, &args!["count" => count]));
        }
    }
    lines.extend(more);
    lines.push(catalog.plain("batch-next"));
    let folder = quoted(&out.display().to_string());
    lines.push(format!("  grader report {folder} --format html"));
    let doubt = counts.inconclusive + counts.set_aside > 0;
    // Between the lines of submissions and these; what had a result already has no line.
    let gap = if counts.lines > 0 { "\n" } else { "" };
    Answer {
        text: format!("{gap}{}\n", lines.join("\n")),
        status: if doubt {
            ExitStatus::Unknown
        } else {
            ExitStatus::Earned
        },
        warning: None,
    }
}
