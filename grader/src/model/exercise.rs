//! What is asked: an exercise, its roles, its checks.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::{Failure, Line, Outcome, Step, Sum, Template, Text};

/// An exercise's name, the folder's and the command line's.
pub type ExerciseId = String;
/// A role's name, such as `server`.
pub type RoleName = String;
/// A check's name, unique in its exercise.
pub type CheckId = String;
/// An actor's name in a check's cast.
pub type ActorName = String;

/// An exercise, valid as a whole: behind the door of `spec` every name in it exists.
#[derive(Debug, Clone, PartialEq)]
pub struct Exercise {
    /// Its name.
    pub id: ExerciseId,
    /// Its title.
    pub title: Text,
    /// Its difficulty in stars, 1 to 5.
    pub stars: u8,
    /// The full mark, such as 20.
    pub scale: u32,
    /// What programs may use, and how long waits last.
    pub limits: Limits,
    /// The crates that submissions may be built with; without it, any of Rust's own registry.
    pub allowed: Option<Allowed>,
    /// The parts in the protocol.
    pub roles: BTreeMap<RoleName, Role>,
    /// The questions, in the order of the file.
    pub checks: Vec<Check>,
}

/// The crates that submissions may be built with, and all that these need.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Allowed {
    /// In the order of the file.
    pub crates: Vec<AllowedCrate>,
}

/// A crate of Rust's own registry that submissions may be built with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AllowedCrate {
    /// Its name.
    pub name: String,
    /// The versions, as cargo writes it.
    pub version: String,
    /// The features that are at hand where there is no network, besides the default ones.
    pub features: Vec<String>,
}

impl Allowed {
    /// Whether a crate is among them; cargo takes `-` and `_` for one another.
    pub fn contains(&self, name: &str) -> bool {
        let same = |one: &AllowedCrate| one.name.replace('_', "-") == name.replace('_', "-");
        self.crates.iter().any(same)
    }

    /// Their names.
    pub fn names(&self) -> Vec<String> {
        self.crates.iter().map(|one| one.name.clone()).collect()
    }
}

/// A part in the protocol.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Role {
    /// Its name.
    pub name: RoleName,
    /// The words by which a submission's program is known to play it; its own name is among them.
    pub names: Vec<String>,
    /// What it does on the network.
    pub conduct: Conduct,
    /// What its programs are given after the address, such as `{a}`, `{b}`.
    pub arguments: Vec<Template>,
}

/// What a role does on the network.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Conduct {
    /// It listens. The first port is handed out; a program that dials it may have any of them in its code.
    Listens {
        /// The usual ports, the one handed out first.
        ports: Vec<u16>,
    },
    /// It dials the programs of another role.
    Dials {
        /// The role that it dials.
        role: RoleName,
    },
}

/// What programs may use, and how long waits last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// From launch to listening or dialling.
    pub start: Duration,
    /// One wait of a step that names no time of its own, from what a program last sent.
    pub step: Duration,
    /// The whole of one check.
    pub check: Duration,
    /// From the request to end, to the end.
    pub stop: Duration,
    /// The whole build.
    pub build: Duration,
    /// Bytes of memory that a program and all that it starts may use together.
    pub memory: u64,
    /// Bytes that a program may write to its outputs, together, in a check.
    pub output: u64,
    /// Bytes that a program may send in a check, on all of its connections.
    pub traffic: u64,
    /// Connections that a program may make in a check.
    pub connections: u64,
    /// Processes and threads on a machine.
    pub processes: u64,
    /// Bytes of a file that a program writes.
    pub file: u64,
    /// Open descriptors of a process.
    pub descriptors: u64,
    /// Processor time of a program and all that it starts, together.
    pub cpu: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            start: Duration::from_secs(10),
            step: Duration::from_secs(10),
            check: Duration::from_secs(600),
            stop: Duration::from_secs(5),
            build: Duration::from_secs(300),
            memory: 256 << 20,
            output: 64 << 20,
            traffic: 64 << 20,
            connections: 4096,
            processes: 512,
            file: 16 << 20,
            descriptors: 2048,
            cpu: Duration::from_secs(60),
        }
    }
}

/// One question worth points.
#[derive(Debug, Clone, PartialEq)]
pub struct Check {
    /// Its name.
    pub id: CheckId,
    /// What it asks, in a sentence.
    pub title: Text,
    /// What to think of when it fails.
    pub hint: Option<Text>,
    /// Wrong answers that tell what is wrong, the more telling first.
    pub wrong: Vec<WrongAnswer>,
    /// What it is worth.
    pub points: u32,
    /// Where it stands in the exercise.
    pub group: Group,
    /// The checks without which it cannot be asked.
    pub needs: Vec<CheckId>,
    /// Whether it can only be asked on an isolated machine.
    pub isolated_only: bool,
    /// How often it is asked; one failure is a failure.
    pub rounds: u32,
    /// The variables to draw, in an order in which each depends on earlier ones only.
    pub draws: Vec<(String, Draw)>,
    /// Who takes part.
    pub cast: BTreeMap<ActorName, Actor>,
    /// What happens.
    pub steps: Vec<Step>,
    /// Whether a teacher has added it, and students do not have it.
    pub hidden: bool,
}

impl Check {
    /// What is earned when this comes out.
    pub fn earned(&self, outcome: &Outcome) -> u32 {
        if *outcome == Outcome::Passed {
            self.points
        } else {
            0
        }
    }

    /// What to think of when this comes out: what its author knows of the very answer that came, or else of all that fail.
    pub fn hint(&self, outcome: &Outcome) -> Option<&Text> {
        let got = match outcome {
            Outcome::Failed(Failure::WrongAnswer { got, .. }) => String::from_utf8_lossy(got),
            Outcome::Passed
            | Outcome::Failed(_)
            | Outcome::Skipped { .. }
            | Outcome::Inconclusive(_) => Cow::Borrowed(""),
        };
        let line = got.lines().next().filter(|line| !line.is_empty());
        let known = line.and_then(|line| self.wrong.iter().find(|wrong| wrong.got.matches(line)));
        known.map(|wrong| &wrong.hint).or(self.hint.as_ref())
    }
}

/// A wrong answer that tells what is wrong.
#[derive(Debug, Clone, PartialEq)]
pub struct WrongAnswer {
    /// The line that came instead of the one that was expected; without variables.
    pub got: Line,
    /// What to think of when it does.
    pub hint: Text,
}

/// Where a check stands in the exercise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Group {
    /// What the exercise asks of everybody.
    Basic,
    /// What shows a robust program; graded within the scale.
    Robustness,
    /// Lifts the mark, never above the scale.
    Bonus,
}

impl Group {
    /// Its name, as exercise files have it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Basic => "basic",
            Self::Robustness => "robustness",
            Self::Bonus => "bonus",
        }
    }
}

/// How a variable's value is found, from the run's seed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Draw {
    /// A made-up word of ASCII letters; each member of a group has its own.
    Word,
    /// A made-up word with accents and an emoji; each member of a group has its own.
    Accents,
    /// A made-up line of that many bytes of ASCII; each member of a group has its own.
    Line(u64),
    /// A whole number, both ends included, the same for the whole check.
    Number(Sum, Sum),
}

/// Who takes part in a check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    /// Its name in the check.
    pub name: ActorName,
    /// The role that it plays.
    pub role: RoleName,
    /// Who plays it.
    pub by: By,
    /// How many there are; a step on the name acts on each.
    pub count: u32,
    /// For a role that dials: the actor that it dials.
    pub dials: Option<ActorName>,
    /// What its program is given after the address, where that differs from the role's.
    pub arguments: Option<Vec<Template>>,
    /// For a scripted server that answers by itself: the answer to each message, with `{line}` for the message
    /// and `{nonce}` for a word drawn anew for every answer, which ends in an accent where the message is not all ASCII.
    pub answers: Option<Template>,
    /// How such answers are cut.
    pub pieces: super::Pieces,
    /// On how many connections it takes messages of a program, where there is such a limit.
    pub connections: Option<u64>,
}

/// Who plays an actor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// The student's program.
    Submission,
    /// The student's program if there is one, else the reference's.
    SubmissionOrReference,
    /// The reference's program.
    Reference,
    /// The check's steps.
    Script,
}

impl Exercise {
    /// The check named `id`.
    pub fn check(&self, id: &str) -> Option<&Check> {
        self.checks.iter().find(|check| check.id == id)
    }

    /// The points of all checks that are not bonus.
    pub fn points(&self) -> u32 {
        self.checks
            .iter()
            .filter(|check| check.group != Group::Bonus)
            .map(|check| check.points)
            .sum()
    }
}
