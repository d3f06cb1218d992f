//! The whole of a grading, from a folder to a report. This is where to start reading.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;

use rand::TryRng;
use rand::rngs::SysRng;

use crate::build::{self, BuildError};
use crate::event::{Event, Listener};
use crate::machine::{Host, MachineError, Scratch};
use crate::model::{
    AddressForm, Approach, Asked, Build, By, Check, CheckId, CheckReport, Doubt, Executable,
    Exercise, Found, Program, Programs, Report, Role, RoleName, RoleReport, reference_name,
};
use crate::pace::{Halt, Pace, Permits};
use crate::run::{self, Extent, Performer, Round, Seed, Setting, Stop};
use crate::score;
use crate::submission::{self, Environment, Submission, SubmissionError, Tools};

/// Checks that are played at a time on each processor: most of the time they wait.
const CHECKS_PER_PROCESSOR: usize = 4;

/// A grading that is asked for.
pub struct Order {
    /// The exercise.
    pub exercise: Exercise,
    /// What is graded.
    pub graded: Graded,
    /// The seed; drawn when not given.
    pub seed: Option<u64>,
    /// The checks to ask; all when empty.
    pub only: Vec<CheckId>,
    /// Those that are asked before the others.
    pub first: Vec<CheckId>,
    /// Whether they are asked one after the other, up to the first that is not passed.
    pub first_failure: bool,
    /// How many checks are played at a time; chosen when not given.
    pub jobs: Option<u16>,
    /// What is shared with gradings at the same time.
    pub pace: Option<Arc<Pace>>,
    /// What ends it before its time.
    pub halt: Halt,
    /// Whether a wait ends once nothing can happen any more, and not only with its time.
    pub rest: bool,
    /// Whether what was built before from the same files is built again.
    pub rebuild: bool,
    /// What repeats the run, the kind of machine among it.
    pub asked: Asked,
}

impl Order {
    /// All checks of an exercise, as they are usually played.
    pub fn new(exercise: Exercise, graded: Graded, asked: Asked) -> Self {
        Self {
            exercise,
            graded,
            seed: None,
            only: vec![],
            first: vec![],
            first_failure: false,
            jobs: None,
            pace: None,
            halt: Halt::default(),
            rest: true,
            rebuild: false,
            asked,
        }
    }
}

/// A grading that is asked for, and all that it takes.
pub struct Request<'a> {
    /// What is asked.
    pub order: &'a Order,
    /// Where the exercise's model solution comes from.
    pub reference: Reference<'a>,
    /// A digest of it.
    pub reference_digest: &'a str,
    /// The host's tools.
    pub environment: &'a Environment,
    /// Where scratch files go.
    pub scratch: &'a Scratch,
}

/// What is graded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Graded {
    /// A submission's folder.
    Folder(PathBuf),
    /// The model solution, as if it were a submission.
    Reference,
}

/// Where an exercise's model solution comes from.
#[derive(Debug, Clone, Copy)]
pub enum Reference<'a> {
    /// The grader plays it itself.
    Played,
    /// A folder, built like a submission.
    Folder(&'a Path),
    /// There is none.
    Missing,
}

/// Why a grading did not take place.
#[derive(Debug, thiserror::Error)]
pub enum GradeError {
    /// The folder holds no submission.
    #[error(transparent)]
    Submission(#[from] SubmissionError),
    /// The host cannot build.
    #[error(transparent)]
    Build(#[from] BuildError),
    /// The host gives no machine.
    #[error(transparent)]
    Machine(#[from] MachineError),
    /// The reference does not build.
    #[error("the exercise's own reference does not build: see `{0}`")]
    Reference(String),
    /// The reference is to be graded, and there is none.
    #[error("the exercise has no reference")]
    NoReference,
    /// The host failed.
    #[error("the host failed: {0}")]
    Host(String),
}

/// Grades a submission.
///
/// # Errors
/// When the user or the host is to blame; what a student got wrong is in the report.
pub fn grade(request: &Request<'_>, listener: &Listener) -> Result<Report, GradeError> {
    let order = request.order;
    let exercise = &order.exercise;
    let host = Host::probe(order.asked.isolation, request.scratch)?;
    listener(Event::Isolation(host.isolation().clone()));
    let mut tools = Tools::new(&host, request.scratch, request.environment);
    tools.recalls = !order.rebuild;

    let submission = submission(request, &tools)?;
    let (programs, build) = match &submission {
        Some(submission) => build_one(request, submission, &tools, &|event| listener(event))?,
        None => nothing_to_build(exercise),
    };
    let seed = Seed(order.seed.map_or_else(random_seed, Ok)?);
    let reference = reference(request, &tools)?;
    let mut setting = Setting {
        host: &host,
        exercise,
        submission: BTreeMap::new(),
        reference,
        reference_digest: request.reference_digest,
        seed,
        repeat: order.asked.repeat.unwrap_or(1),
        rest: order.rest,
        halt: &order.halt,
    };
    let permits = order.pace.as_ref().map(|pace| &pace.checks);
    let approaches = approaches(&setting, &programs, permits)?;
    let roles = role_reports(&programs, &approaches);
    roles
        .iter()
        .for_each(|role| listener(Event::RoleFound(role.clone())));
    setting.submission = performers(programs, approaches);

    let is_asked = |check: &&Check| order.only.is_empty() || order.only.contains(&check.id);
    let checks: Vec<&Check> = exercise.checks.iter().filter(is_asked).collect();
    listener(Event::ChecksStarted {
        count: checks.len(),
    });
    let extent = if order.first_failure {
        Extent::ToFirstFailure
    } else {
        Extent::All
    };
    let jobs = order.jobs.map(usize::from).unwrap_or_else(|| {
        // On a shared network, checks could be in each other's way.
        match host.isolation().kind.shares_network() {
            true => 1,
            false => CHECKS_PER_PROCESSOR * thread::available_parallelism().map_or(1, usize::from),
        }
    });
    let round = Round {
        checks: &checks,
        first: &order.first,
        extent,
        jobs,
        permits,
    };
    let mut played = run::schedule(&setting, &round, listener);
    let checks = checks.iter();
    let checks: Vec<CheckReport> = checks
        .filter_map(|check| played.remove(&check.id))
        .collect();

    Ok(Report {
        exercise: exercise.id.clone(),
        title: exercise.title.clone(),
        asked: order.asked.clone(),
        isolation: host.isolation().clone(),
        seed: format!("{:016x}", seed.0),
        left_out: submission.map_or_else(Vec::new, |submission| submission.left_out),
        build,
        roles,
        mark: score::mark(exercise, &checks),
        checks,
    })
}

/// What has to be built, if anything has.
fn submission(request: &Request<'_>, tools: &Tools<'_>) -> Result<Option<Submission>, GradeError> {
    let folder = match (&request.order.graded, request.reference) {
        (Graded::Folder(folder), _) => folder,
        (Graded::Reference, Reference::Folder(folder)) => folder,
        (Graded::Reference, Reference::Played) => return Ok(None),
        (Graded::Reference, Reference::Missing) => return Err(GradeError::NoReference),
    };
    find(folder, "submission", request, tools).map(Some)
}

/// What a folder provides, once it is taken in under this name.
fn find(
    folder: &Path,
    name: &str,
    request: &Request<'_>,
    tools: &Tools<'_>,
) -> Result<Submission, GradeError> {
    let copy = request.scratch.path().join(name);
    let snapshot = submission::take_in(folder, &copy)?;
    Ok(submission::find(&snapshot, &request.order.exercise, tools)?)
}

fn nothing_to_build(exercise: &Exercise) -> (Programs, Build) {
    let roles = exercise.roles.keys();
    let roles = roles.map(|role| {
        let program = played(exercise, role);
        (role.clone(), Ok(Found { program }))
    });
    let programs = Programs {
        roles: roles.collect(),
    };
    let build = Build {
        succeeded: true,
        ..Build::default()
    };
    (programs, build)
}

fn random_seed() -> Result<u64, GradeError> {
    SysRng
        .try_next_u64()
        .map_err(|error| GradeError::Host(error.to_string()))
}

fn build_one(
    request: &Request<'_>,
    submission: &Submission,
    tools: &Tools<'_>,
    on_event: &dyn Fn(Event),
) -> Result<(Programs, Build), BuildError> {
    let Order { exercise, pace, .. } = request.order;
    let (allowed, limit) = (exercise.allowed.as_ref(), exercise.limits.build);
    let _permit = pace.as_ref().map(|pace| Permits::take(&pace.builds));
    build::build(submission, tools, allowed, limit, on_event)
}

/// The programs of the model solution.
fn reference(
    request: &Request<'_>,
    tools: &Tools<'_>,
) -> Result<BTreeMap<RoleName, Performer>, GradeError> {
    let approach = Approach {
        form: AddressForm::HostPort,
        heeds: true,
        port: None,
    };
    let performer = |program| Performer {
        by: By::Reference,
        program,
        approach: approach.clone(),
    };
    let exercise = &request.order.exercise;
    match request.reference {
        Reference::Missing => Ok(BTreeMap::new()),
        Reference::Played => Ok(exercise
            .roles
            .keys()
            .map(|role| (role.clone(), performer(played(exercise, role))))
            .collect()),
        Reference::Folder(folder) => {
            let submission = find(folder, "reference", request, tools)?;
            let (programs, build) = build_one(request, &submission, tools, &|_| {})?;
            if !build.succeeded {
                return Err(GradeError::Reference(folder.display().to_string()));
            }
            let found = programs
                .roles
                .into_iter()
                .filter_map(|(role, found)| Some((role, found.ok()?)));
            Ok(found
                .map(|(role, found)| (role, performer(found.program)))
                .collect())
        }
    }
}

/// A program of the model solution that the grader plays itself.
fn played(exercise: &Exercise, role: &RoleName) -> Program {
    Program {
        executable: Executable::Reference {
            exercise: exercise.id.clone(),
            role: role.clone(),
        },
        arguments: vec![],
        folder: None,
        visible: vec![],
        label: reference_name(&exercise.id, role),
    }
}

/// How each role's program takes its address.
fn approaches(
    setting: &Setting<'_>,
    programs: &Programs,
    permits: Option<&Permits>,
) -> Result<BTreeMap<RoleName, Approach>, GradeError> {
    let found: Vec<(&Role, &Program)> = setting
        .exercise
        .roles
        .iter()
        .filter_map(|(name, role)| Some((role, &programs.roles.get(name)?.as_ref().ok()?.program)))
        .collect();
    thread::scope(|scope| {
        let threads: Vec<_> = found
            .into_iter()
            .map(|(role, program)| {
                (
                    role,
                    scope.spawn(move || run::find_approach(setting, role, program, permits)),
                )
            })
            .collect();
        threads
            .into_iter()
            .map(|(role, thread)| {
                let approach = thread
                    .join()
                    .map_err(|_| GradeError::Host("a thread ended".into()))?;
                match approach {
                    Ok(approach) => Ok((role.name.clone(), approach)),
                    Err(Stop::Doubt(Doubt::HostFailed { why })) => Err(GradeError::Host(why)),
                    Err(Stop::Doubt(Doubt::OutOfReach { label })) => {
                        Err(MachineError::OutOfReach { label }.into())
                    }
                    Err(stop) => Err(GradeError::Host(format!("{stop:?}"))),
                }
            })
            .collect()
    })
}

fn role_reports(programs: &Programs, approaches: &BTreeMap<RoleName, Approach>) -> Vec<RoleReport> {
    programs
        .roles
        .iter()
        .map(|(role, found)| RoleReport {
            role: role.clone(),
            program: found.as_ref().ok().map(|found| found.program.label.clone()),
            missing: found.as_ref().err().cloned(),
            approach: approaches.get(role).cloned(),
        })
        .collect()
}

fn performers(
    programs: Programs,
    mut approaches: BTreeMap<RoleName, Approach>,
) -> BTreeMap<RoleName, Result<Performer, crate::model::Missing>> {
    let mut performer = |role: &RoleName, program| {
        let approach = approaches.remove(role);
        let approach = approach.unwrap_or(Approach {
            form: AddressForm::HostPort,
            heeds: true,
            port: None,
        });
        Performer {
            by: By::Submission,
            program,
            approach,
        }
    };
    let with_player = |(role, found): (RoleName, Result<Found, _>)| {
        let played = found.map(|found| performer(&role, found.program));
        (role, played)
    };
    programs.roles.into_iter().map(with_player).collect()
}
