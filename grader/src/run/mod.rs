//! Plays checks: their casts on machines, their steps one after the other, and keeps what was seen.
//!
//! A check is played in one thread, with one poll loop, on machines of its own. Whether it passed is `judge`'s to say.

mod answering;
mod approach;
mod carry;
mod doors;
mod hear;
mod link;
mod patience;
mod program;
mod queue;
mod ranges;
mod rest;
mod schedule;
mod script;
mod stage;
mod start;
mod steps;
mod stuck;
mod usage;
mod values;

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

pub use approach::find as find_approach;
pub use schedule::{Extent, Round, schedule};
pub use values::Seed;

use crate::judge;
use crate::machine::{Host, MachineError};
use crate::model::{
    Actor, ActorName, Approach, By, Check, Doubt, Exercise, Fact, Failure, Member, Missing,
    Mistake, Outcome, Part, Player, Program, RoleName, Trace,
};
use crate::network::Side;
use crate::pace::Halt;
use stage::Stage;

/// How long a failed check's programs are looked at before they are ended, for the evidence.
const AFTERWARDS: Duration = Duration::from_millis(60);

/// A program that can play a role.
#[derive(Debug, Clone)]
pub struct Performer {
    /// Whose it is.
    pub by: By,
    /// The program.
    pub program: Program,
    /// How it takes its address.
    pub approach: Approach,
}

/// What all checks of a run share.
pub struct Setting<'a> {
    /// Where programs run.
    pub host: &'a Host,
    /// The exercise.
    pub exercise: &'a Exercise,
    /// The submission's programs, or why there is none.
    pub submission: BTreeMap<RoleName, Result<Performer, Missing>>,
    /// The reference's programs.
    pub reference: BTreeMap<RoleName, Performer>,
    /// A digest of them.
    pub reference_digest: &'a str,
    /// The seed.
    pub seed: Seed,
    /// How often each check is played.
    pub repeat: u16,
    /// Whether a wait ends once nothing can happen any more.
    pub rest: bool,
    /// Ends all waits, once nobody waits for what comes of them.
    pub halt: &'a Halt,
}

impl Setting<'_> {
    /// Who plays an actor that a program plays.
    fn performer(&self, actor: &Actor) -> Result<&Performer, Stop> {
        let role = &actor.role;
        let reference = || {
            let why = || format!("the exercise has no reference for the role `{role}`");
            self.reference
                .get(role)
                .ok_or_else(|| Stop::Doubt(Doubt::HostFailed { why: why() }))
        };
        match (actor.by, self.submission.get(role)) {
            (By::Reference | By::Script, _) => reference(),
            (_, Some(Ok(performer))) => Ok(performer),
            (By::SubmissionOrReference, _) => reference(),
            // What this host lacks is not the student's fault.
            (By::Submission, Some(Err(Missing::NoInterpreter { label, needs }))) => {
                Err(Stop::Doubt(Doubt::ProgramLacks {
                    label: label.clone(),
                    needs: needs.clone(),
                }))
            }
            (By::Submission, Some(Err(missing))) => Err(Failure::NoProgram {
                role: role.clone(),
                missing: missing.clone(),
            }
            .into()),
            (By::Submission, None) => reference(),
        }
    }

    /// The ports of a shared network that programs of the check have in their code.
    ///
    /// # Errors
    /// A doubt, where two would need the same, or it is not known which one does.
    fn ports_in_code(&self, check: &Check) -> Result<BTreeSet<u16>, Doubt> {
        let mut ports = BTreeSet::new();
        if !self.host.isolation().kind.shares_network() {
            return Ok(ports);
        }
        for actor in check.cast.values().filter(|actor| actor.by != By::Script) {
            let Ok(Performer { approach, .. }) = self.performer(actor) else {
                continue;
            };
            let alone = match approach.port {
                _ if approach.heeds => true,
                Some(port) => ports.insert(port) && actor.count == 1,
                None => false,
            };
            if !alone {
                return Err(Doubt::NeedsIsolation {
                    role: Some(actor.role.clone()),
                });
            }
        }
        Ok(ports)
    }

    /// Who takes part in a check.
    pub fn parts(&self, check: &Check) -> BTreeMap<ActorName, Part> {
        let part = |actor: &Actor| Part {
            role: actor.role.clone(),
            by: match self.plays(check, &actor.name) {
                By::Script => Player::Script,
                By::Reference => Player::Reference,
                By::Submission | By::SubmissionOrReference => Player::Submission,
            },
        };
        check
            .cast
            .iter()
            .map(|(name, actor)| (name.clone(), part(actor)))
            .collect()
    }

    /// The usual mistake behind what came out of a check, if one plainly is.
    pub fn mistake(&self, check: &Check, outcome: &Outcome, trace: &Trace) -> Option<Mistake> {
        let Outcome::Failed(failure) = outcome else {
            return None;
        };
        let yours = |name: &str| self.plays(check, name) == By::Submission;
        judge::mistake(failure, &yours, trace)
    }

    /// Who in the end plays the actor of that name.
    fn plays(&self, check: &Check, name: &str) -> By {
        match check.cast.get(name) {
            Some(actor) if actor.by == By::Script => By::Script,
            Some(actor) => self
                .performer(actor)
                .map_or(By::Submission, |performer| performer.by),
            None => By::Script,
        }
    }
}

/// Why steps ended before their end.
#[derive(Debug)]
pub enum Stop {
    /// The submission, most likely, did not do its part.
    Failure(Failure),
    /// It cannot be told.
    Doubt(Doubt),
}

impl From<Failure> for Stop {
    fn from(failure: Failure) -> Self {
        Self::Failure(failure)
    }
}

impl From<MachineError> for Stop {
    fn from(error: MachineError) -> Self {
        Self::Doubt(match error {
            MachineError::OutOfReach { label } => Doubt::OutOfReach { label },
            error => Doubt::HostFailed {
                why: error.to_string(),
            },
        })
    }
}

impl From<std::io::Error> for Stop {
    fn from(error: std::io::Error) -> Self {
        Self::Doubt(Doubt::HostFailed {
            why: error.to_string(),
        })
    }
}

/// Plays a check, as often as it asks, and says what came out; the trace is the last round's. Each repetition draws anew.
pub fn play(setting: &Setting<'_>, check: &Check, repetition: u16) -> (Outcome, Trace) {
    let mut last = (Outcome::Passed, Trace::default());
    let rounds = check.rounds.max(1);
    let first = u32::from(repetition) * rounds;
    for round in first..first + rounds {
        last = play_once(setting, check, round);
        if last.0 != Outcome::Passed {
            break;
        }
    }
    last
}

fn play_once(setting: &Setting<'_>, check: &Check, round: u32) -> (Outcome, Trace) {
    // A program that is not there is found before others are launched in vain.
    for actor in check.cast.values().filter(|actor| actor.by != By::Script) {
        match setting.performer(actor) {
            Ok(_) => {}
            Err(Stop::Failure(failure)) => return (Outcome::Failed(failure), Trace::default()),
            Err(Stop::Doubt(doubt)) => return (Outcome::Inconclusive(doubt), Trace::default()),
        }
    }
    let ports = match setting.ports_in_code(check) {
        Ok(ports) => ports,
        Err(doubt) => return (Outcome::Inconclusive(doubt), Trace::default()),
    };
    // Held until all programs have gone.
    let _claim = match setting.host.claim(&ports) {
        Ok(Ok(claim)) => claim,
        Ok(Err(port)) => {
            let doubt = Doubt::PortTaken { port };
            return (Outcome::Inconclusive(doubt), Trace::default());
        }
        Err(error) => {
            let why = error.to_string();
            return (
                Outcome::Inconclusive(Doubt::HostFailed { why }),
                Trace::default(),
            );
        }
    };
    let mut stage = match Stage::new(setting, check, round) {
        Ok(stage) => stage,
        Err(Stop::Failure(failure)) => return (Outcome::Failed(failure), Trace::default()),
        Err(Stop::Doubt(doubt)) => return (Outcome::Inconclusive(doubt), Trace::default()),
    };
    match stage.play(&check.steps) {
        Ok(()) => {}
        Err(Stop::Failure(failure)) => {
            let mut leaving = None;
            if let Failure::NotCarried { from, .. } = &failure {
                leaving = Some(from.clone());
            }
            stage.note(Fact::Failed { failure });
            let standing = stage.standing();
            if !stage.rested {
                stage.linger(AFTERWARDS, leaving.as_ref());
            }
            stage.note_stuck(standing);
        }
        Err(Stop::Doubt(doubt)) => return (Outcome::Inconclusive(doubt), stage.finish()),
    }
    let trace = stage.finish();
    (
        judge::outcome(check, &|name| setting.plays(check, name), &trace),
        trace,
    )
}

impl Stage<'_> {
    /// Ends all programs, and gives what was seen.
    fn finish(self) -> Trace {
        if self.setting.host.isolation().kind.shares_network() {
            // Closed in order, a conversation would keep its port from the next check's programs for a minute.
            for side in self.conversations.into_iter().flat_map(|one| one.sides) {
                if let Side::Program(wire) | Side::Resetting(wire) = side {
                    wire.reset();
                }
            }
        } else {
            drop(self.conversations);
        }
        drop(self.programs);
        self.recorder.finish()
    }

    /// A program that was launched.
    fn running(&self, member: &Member) -> Result<&program::Running, Stop> {
        self.programs.get(member).ok_or_else(|| not_started(member))
    }

    fn running_mut(&mut self, member: &Member) -> Result<&mut program::Running, Stop> {
        self.programs
            .get_mut(member)
            .ok_or_else(|| not_started(member))
    }
}

fn not_started(member: &Member) -> Stop {
    Stop::Doubt(Doubt::HostFailed {
        why: format!("a step needs `{member}` before it was started"),
    })
}
