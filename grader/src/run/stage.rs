//! The stage of one check: its programs, scripts and conversations, and the one loop that moves them.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use rand_chacha::ChaCha8Rng;

use super::carry::Rule;
use super::doors::Used;
use super::patience::Patience;
use super::program::Running;
use super::rest::Watch;
use super::script::Script;
use super::values::Values;
use super::{Performer, Setting, Stop};
use crate::model::{
    Actor, ActorRef, By, Check, Conduct, Doubt, Fact, Failure, Limits, Member, Role, Until,
};
use crate::network::{Conversation, Poller};
use crate::trace::Recorder;

/// After so long at the most it is looked whether anybody still waits for the check.
const GLANCE: Duration = Duration::from_millis(250);

/// What a wait finds when it looks.
#[derive(Debug)]
pub enum Wait {
    /// It is over.
    Done,
    /// It goes on; what will be said when nothing can happen any more, or its time is over.
    Pending(Failure),
    /// It is over unless more comes: once nothing can happen any more, or its time is over, it is done.
    Enough,
    /// It goes on by the clock, also while all programs rest; what will be said when its time is over.
    Measuring(Failure),
}

/// How far a wait is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// It is over.
    Done,
    /// Something must happen first.
    Waiting,
    /// Time must pass first.
    Measuring,
}

/// When a wait looks for what no descriptor tells of.
#[derive(Debug, Clone, Copy)]
enum Looking {
    Often,
    In(Duration),
}

/// The stage of one check.
pub struct Stage<'a> {
    /// What all checks of a run share.
    pub setting: &'a Setting<'a>,
    /// The check.
    pub check: &'a Check,
    /// The values of its variables.
    pub values: Values,
    /// What is drawn while it runs.
    pub source: ChaCha8Rng,
    /// The programs that were launched.
    pub programs: BTreeMap<Member, Running>,
    /// The scripted actors.
    pub scripts: BTreeMap<Member, Script>,
    /// All conversations, in the order in which they began.
    pub conversations: Vec<Conversation>,
    /// What programs have used of the network.
    pub used: Used,
    /// What links are told.
    pub rules: BTreeMap<(Member, Member), Rule>,
    /// What was seen.
    pub recorder: Recorder,
    /// The poll loop.
    pub poller: Poller,
    /// The conversations on which something can still happen.
    pub live: Vec<usize>,
    /// How often in a row the wait under way has looked.
    pub looks: u32,
    looking: Option<Looking>,
    /// Whether the usual ports of every role are there for this check alone.
    pub has_usual_ports: bool,
    /// Whether a wait has ended because nothing could happen any more.
    pub rested: bool,
    /// What is known of the host's part in waiting.
    pub patience: Patience,
    deadline: Instant,
}

impl<'a> Stage<'a> {
    /// An empty stage.
    ///
    /// # Errors
    /// When the host gives no descriptor for its loop.
    pub fn new(setting: &'a Setting<'a>, check: &'a Check, round: u32) -> Result<Self, Stop> {
        let scripts = check
            .cast
            .values()
            .filter(|actor| actor.by == By::Script)
            .flat_map(members_of)
            .map(|member| (member, Script::default()))
            .collect();
        Ok(Self {
            setting,
            check,
            values: Values::draw(check, setting.seed, round),
            source: setting
                .seed
                .source(&[&check.id, "nonces", &round.to_string()]),
            programs: BTreeMap::new(),
            scripts,
            conversations: Vec::new(),
            used: Used::default(),
            rules: BTreeMap::new(),
            recorder: Recorder::new(),
            poller: Poller::new()?,
            live: Vec::new(),
            looking: None,
            has_usual_ports: !setting.host.isolation().kind.shares_network(),
            rested: false,
            patience: Patience::new(Instant::now()),
            looks: 0,
            deadline: Instant::now() + setting.exercise.limits.check,
        })
    }

    /// The exercise's limits.
    pub fn limits(&self) -> &'a Limits {
        &self.setting.exercise.limits
    }

    /// The actor of that name.
    pub fn actor(&self, name: &str) -> &'a Actor {
        self.check
            .cast
            .get(name)
            .expect("a step names only actors of its check's cast")
    }

    /// The role that an actor plays.
    pub fn role(&self, actor: &Actor) -> &'a Role {
        self.setting
            .exercise
            .roles
            .get(&actor.role)
            .expect("an actor plays a role of the exercise")
    }

    /// The usual ports of the role that an actor dials, or listens on.
    pub fn ports(&self, actor: &Actor) -> &'a [u16] {
        let role = match &self.role(actor).conduct {
            Conduct::Listens { .. } => self.role(actor),
            Conduct::Dials { role } => self
                .setting
                .exercise
                .roles
                .get(role)
                .expect("a dialled role is one of the exercise"),
        };
        match &role.conduct {
            Conduct::Listens { ports } => ports,
            Conduct::Dials { .. } => &[],
        }
    }

    /// Who plays a program actor.
    pub fn performer(&self, actor: &Actor) -> Result<&'a Performer, Stop> {
        self.setting.performer(actor)
    }

    /// The members that a step names.
    pub fn members(&self, whom: &ActorRef) -> Vec<Member> {
        let all = members_of(self.actor(&whom.name));
        match whom.member {
            Some(index) => all
                .into_iter()
                .filter(|member| member.index == index)
                .collect(),
            None => all,
        }
    }

    /// The programs that have not ended.
    pub fn living(&self) -> impl Iterator<Item = &Running> {
        self.programs.values().filter(|one| one.exit.is_none())
    }

    /// Notes a fact.
    pub fn note(&mut self, fact: Fact) {
        self.recorder.note(fact);
    }

    /// Says that the wait under way looks for something that no descriptor tells of, so that it looks again soon.
    pub fn look_again(&mut self) {
        self.looking = Some(Looking::Often);
    }

    /// Says that the wait under way looks again after `pause`, or when something happens.
    pub fn look_in(&mut self, pause: Duration) {
        self.looking = Some(Looking::In(pause));
    }

    /// Waits until `ready` says that it is over, at most for `within`, and not longer than something can still happen.
    ///
    /// # Errors
    /// The failure that `ready` foresaw, once nothing can happen or the time is over; or what it found to be impossible.
    pub fn wait(
        &mut self,
        within: Duration,
        mut ready: impl FnMut(&mut Self) -> Result<Wait, Stop>,
    ) -> Result<(), Stop> {
        let mut foreseen = None;
        let begun = Instant::now();
        let ended = self.wait_until(within, |stage| {
            let progress;
            (foreseen, progress) = match ready(stage)? {
                Wait::Done => return Ok(Progress::Done),
                Wait::Enough => (None, Progress::Waiting),
                Wait::Pending(failure) => (Some(failure), Progress::Waiting),
                Wait::Measuring(failure) => (Some(failure), Progress::Measuring),
            };
            Ok(progress)
        })?;
        match (ended, foreseen) {
            (Some(until), Some(failure)) => {
                self.rested = until == Until::Rest;
                let milliseconds = begun.elapsed().as_millis();
                self.note(Fact::Waited {
                    until,
                    milliseconds: u64::try_from(milliseconds).unwrap_or(u64::MAX),
                });
                Err(Stop::Failure(failure))
            }
            _ => Ok(()),
        }
    }

    /// Waits until `ready` says that it is done, at most for `within`; what ended it, if it is not.
    ///
    /// # Errors
    /// What `ready` found to be impossible.
    pub fn wait_until(
        &mut self,
        within: Duration,
        mut ready: impl FnMut(&mut Self) -> Result<Progress, Stop>,
    ) -> Result<Option<Until>, Stop> {
        self.looks = 0;
        let begun = Instant::now();
        let mut deadline = begun + within;
        let mut last = begun;
        self.patience.begin(begun);
        let mut watch = Watch::new(begun);
        loop {
            if self.setting.halt.is_called() {
                let why = "nobody waits for it any more".into();
                return Err(Stop::Doubt(Doubt::HostFailed { why }));
            }
            let now = Instant::now();
            let progress = ready(self)?;
            if matches!(progress, Progress::Done) {
                return Ok(None);
            }
            // Asked of what is measured by the clock, too: for what the host owes to the programs.
            let rests = self.rests_for_good(&mut watch, now);
            if rests && matches!(progress, Progress::Waiting) {
                return Ok(Some(Until::Rest));
            }
            if now >= deadline && now < self.deadline && self.goes_on() {
                (last, deadline) = (now, now + within);
            }
            if now >= deadline.min(self.deadline) {
                // What the host took from the programs meanwhile, they get back.
                let given = self.give_back(last, within)?;
                if given.is_zero() {
                    return Ok(Some(Until::Deadline));
                }
                last = now;
                deadline = now + given;
                self.deadline = self.deadline.max(deadline);
            }
            let next = deadline.min(self.deadline).min(watch.next());
            self.pump(next.saturating_duration_since(now))?;
        }
    }

    /// Waits until each of `all` (members, or pairs of them) is done with `each`, which is asked of it until it says so.
    ///
    /// # Errors
    /// As [`Stage::wait`].
    pub fn wait_each<T: Clone>(
        &mut self,
        all: &[T],
        within: Duration,
        mut each: impl FnMut(&mut Self, &T) -> Result<Wait, Stop>,
    ) -> Result<(), Stop> {
        let mut left = all.to_vec();
        self.wait(within, |stage| {
            let (mut pending, mut by_clock) = (None, false);
            let mut kept = Vec::new();
            for one in left.drain(..) {
                match each(stage, &one)? {
                    Wait::Done => continue,
                    Wait::Enough => {}
                    Wait::Pending(failure) => {
                        pending.get_or_insert(failure);
                    }
                    Wait::Measuring(failure) => {
                        by_clock = true;
                        pending.get_or_insert(failure);
                    }
                }
                kept.push(one);
            }
            left = kept;
            Ok(match pending {
                None if left.is_empty() => Wait::Done,
                None => Wait::Enough,
                Some(failure) if by_clock => Wait::Measuring(failure),
                Some(failure) => Wait::Pending(failure),
            })
        })
    }

    /// Moves everything that can be moved, and waits for more for at most `limit`.
    pub fn pump(&mut self, limit: Duration) -> Result<(), Stop> {
        let mut limit = limit.min(GLANCE);
        match self.looking.take() {
            Some(Looking::Often) => {
                // Quick at first, since most things come at once; then ever more rarely.
                self.looks += 1;
                limit = limit.min(
                    Duration::from_micros(500 * u64::from(self.looks.div_ceil(8)))
                        .min(Duration::from_millis(10)),
                );
            }
            Some(Looking::In(pause)) => limit = limit.min(pause),
            None => {}
        }
        if let Some(due) = self
            .live
            .iter()
            .flat_map(|index| &self.conversations[*index].lanes)
            .filter_map(crate::network::Lane::due)
            .min()
        {
            limit = limit.min(due.saturating_duration_since(Instant::now()));
        }
        // A poll of less than a millisecond would be a poll of none.
        let limit = limit.max(Duration::from_micros(1));
        let asked = Instant::now();
        let woken = self.poller.wait(limit)?;
        self.patience.slept(limit, asked.elapsed());
        for (number, ready) in woken {
            for index in &self.live {
                if self.conversations[*index].wake(number, ready) {
                    break;
                }
            }
            for program in self.programs.values_mut() {
                program.wake(number, ready);
            }
        }
        self.serve()
    }

    /// Does what is to be done after something happened.
    pub fn serve(&mut self) -> Result<(), Stop> {
        self.serve_programs()?;
        loop {
            let came = self.accept()?;
            let moved = self.serve_conversations()?;
            let answered = self.answer()?;
            if !came && !moved && !answered {
                return Ok(());
            }
        }
    }
}

/// The members of an actor.
pub fn members_of(actor: &Actor) -> Vec<Member> {
    let alone = actor.count == 1;
    (0..actor.count)
        .map(|index| Member {
            actor: actor.name.clone(),
            index,
            alone,
        })
        .collect()
}
