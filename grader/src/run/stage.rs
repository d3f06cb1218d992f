//! The stage of one check: its programs, scripts and conversations, and the one loop that moves them.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use rand_chacha::ChaCha8Rng;

use super::program::Running;
use super::script::Script;
use super::values::Values;
use super::{Performer, Setting, Stop};
use crate::model::{
    Actor, ActorRef, By, Check, Conduct, Fact, Failure, Limits, Line, Member, Role,
};
use crate::network::{Conversation, End, Incident, Poller, Side};
use crate::trace::Recorder;

/// What a wait finds when it looks.
#[derive(Debug)]
pub enum Wait {
    /// It is over.
    Done,
    /// It goes on; what will be said when its time is over.
    Pending(Failure),
}

/// From where on a link holds.
#[derive(Debug, Clone)]
pub enum Hold {
    /// From now on.
    Now,
    /// From the first line that the pattern matches.
    From(Line),
}

/// What links are told to do before they exist.
#[derive(Debug, Clone, Default)]
pub struct Rule {
    /// From which line on to hold, if at all.
    pub hold: Option<Hold>,
    /// How to cut.
    pub pieces: Option<crate::model::Pieces>,
    /// By how much to delay.
    pub delay: Duration,
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
    /// What links are told.
    pub rules: BTreeMap<(Member, Member), Rule>,
    /// What was seen.
    pub recorder: Recorder,
    /// The poll loop.
    pub poller: Poller,
    live: Vec<usize>,
    looking: bool,
    looks: u32,
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
            rules: BTreeMap::new(),
            recorder: Recorder::new(),
            poller: Poller::new()?,
            live: Vec::new(),
            looking: false,
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

    /// Notes a fact.
    pub fn note(&mut self, fact: Fact) {
        self.recorder.note(fact);
    }

    /// Says that the wait under way looks for something that no descriptor tells of, so that it looks again soon.
    pub fn look_again(&mut self) {
        self.looking = true;
    }

    /// Waits until `ready` says that it is over, at most for `within`.
    ///
    /// # Errors
    /// The failure that `ready` foresaw, once the time is over; or what it found to be impossible.
    pub fn wait(
        &mut self,
        within: Duration,
        mut ready: impl FnMut(&mut Self) -> Result<Wait, Stop>,
    ) -> Result<(), Stop> {
        let begun = Instant::now();
        let deadline = (begun + within).min(self.deadline);
        self.looks = 0;
        loop {
            let now = Instant::now();
            match ready(self)? {
                Wait::Done => return Ok(()),
                Wait::Pending(failure) if now >= deadline => return Err(Stop::Failure(failure)),
                Wait::Pending(_) => self.pump(deadline - now)?,
            }
        }
    }

    /// Waits until each of `members` is done with `each`, which is asked of a member until it says so.
    ///
    /// # Errors
    /// As [`Stage::wait`].
    pub fn wait_each(
        &mut self,
        members: &[Member],
        within: Duration,
        mut each: impl FnMut(&mut Self, &Member) -> Result<Wait, Stop>,
    ) -> Result<(), Stop> {
        let mut left = members.to_vec();
        self.wait(within, |stage| {
            let mut pending = None;
            let mut kept = Vec::new();
            for member in left.drain(..) {
                if let Wait::Pending(failure) = each(stage, &member)? {
                    pending.get_or_insert(failure);
                    kept.push(member);
                }
            }
            left = kept;
            Ok(pending.map_or(Wait::Done, Wait::Pending))
        })
    }

    /// Lets things happen for a moment without waiting for any of them, so that the trace shows how a failure went on.
    pub fn linger(&mut self, moment: Duration) {
        let until = Instant::now() + moment;
        while let Some(left) = until.checked_duration_since(Instant::now())
            && !left.is_zero()
        {
            if self.pump(left).is_err() {
                return;
            }
        }
    }

    /// Moves everything that can be moved, and waits for more for at most `limit`.
    fn pump(&mut self, limit: Duration) -> Result<(), Stop> {
        let mut limit = limit.min(Duration::from_secs(1));
        if std::mem::take(&mut self.looking) {
            // Quick at first, since most things come at once; then ever more rarely.
            self.looks += 1;
            limit = limit.min(
                Duration::from_micros(500 * u64::from(self.looks.div_ceil(8)))
                    .min(Duration::from_millis(10)),
            );
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
        for (number, ready) in self.poller.wait(limit)? {
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
        self.accept()?;
        loop {
            let moved = self.serve_conversations()?;
            let answered = self.answer()?;
            if !moved && !answered {
                return Ok(());
            }
        }
    }

    /// Begins a conversation.
    pub fn begin(&mut self, conversation: Conversation) -> usize {
        let index = self.conversations.len();
        let [from, to] = conversation.members.clone();
        self.conversations.push(conversation);
        for (side, pair) in [
            (0, (from.clone(), to.clone())),
            (1, (to.clone(), from.clone())),
        ] {
            if let Some(rule) = self.rules.get(&pair).cloned() {
                self.apply(index, side, &rule);
            }
        }
        self.live.push(index);
        self.note(Fact::Connected { from, to });
        index
    }

    /// Tells a lane what a rule says.
    pub fn apply(&mut self, index: usize, side: usize, rule: &Rule) {
        let lane = &mut self.conversations[index].lanes[side];
        if let Some(pieces) = rule.pieces {
            lane.pieces = pieces;
        }
        lane.delay = rule.delay;
        match &rule.hold {
            Some(Hold::From(line)) => lane.hold(Some(line.clone())),
            Some(Hold::Now) => lane.hold(None),
            None => {}
        }
    }

    fn serve_conversations(&mut self) -> Result<bool, Stop> {
        let now = Instant::now();
        let traffic = self.limits().traffic;
        let mut moved = false;
        for index in self.live.clone() {
            let conversation = &mut self.conversations[index];
            let incidents = conversation.pump(now, traffic);
            let members = conversation.members.clone();
            let over = conversation.over.take();
            for incident in incidents {
                moved = true;
                let pair = |side: usize| (members[side].clone(), members[1 - side].clone());
                let fact = match incident {
                    Incident::Sent(side, bytes) => {
                        let (from, to) = pair(side);
                        Fact::Sent { from, to, bytes }
                    }
                    Incident::Ended(side, end) => {
                        let (from, to) = pair(side);
                        match end {
                            End::Closed => Fact::Ended { from, to },
                            End::Reset => Fact::Reset { from, to },
                        }
                    }
                };
                self.note(fact);
            }
            if let Some(side) = over {
                return Err(self.limit_reached(&members[side], crate::model::LimitKind::Traffic));
            }
            self.let_pieces_go(index)?;
        }
        let conversations = &self.conversations;
        self.live.retain(|index| !conversations[*index].is_over());
        Ok(moved)
    }

    /// Lets the next piece go where the program has read the last.
    fn let_pieces_go(&mut self, index: usize) -> Result<(), Stop> {
        for side in [0, 1] {
            if !self.conversations[index].lanes[side].awaits_reading() {
                continue;
            }
            if self.has_read_all(index, 1 - side)? {
                self.conversations[index].lanes[side].was_read();
                self.looks = 0;
                self.conversations[index].pump(Instant::now(), u64::MAX);
            }
            self.looking = true;
        }
        Ok(())
    }

    /// Whether the program on that side has read all that was sent to it.
    pub fn has_read_all(&self, index: usize, side: usize) -> Result<bool, Stop> {
        Ok(self.unread(index, side)?.is_none_or(|unread| unread == 0))
    }

    /// How many bytes the program on that side has not read, on its way or with it; `None` when it is gone.
    pub fn unread(&self, index: usize, side: usize) -> Result<Option<u64>, Stop> {
        let conversation = &self.conversations[index];
        let Side::Program(wire) = &conversation.sides[side] else {
            return Ok(None);
        };
        let Some(program) = self.programs.get(&conversation.members[side]) else {
            return Ok(None);
        };
        let (theirs, ours) = wire.addresses();
        let (Some(here), Some(there)) = (
            program.machine.endpoint(ours, theirs)?,
            program.machine.endpoint(theirs, ours)?,
        ) else {
            return Ok(None);
        };
        Ok(Some(u64::from(here.unacked) + u64::from(there.unread)))
    }

    /// Whether the program on that side waits to read from the conversation.
    pub fn waits_to_read(&self, index: usize, side: usize) -> Result<bool, Stop> {
        let conversation = &self.conversations[index];
        let Side::Program(wire) = &conversation.sides[side] else {
            return Ok(false);
        };
        let Some(program) = self.programs.get(&conversation.members[side]) else {
            return Ok(false);
        };
        let (theirs, ours) = wire.addresses();
        match program.machine.endpoint(theirs, ours)? {
            Some(there) if there.accepted && there.unread == 0 => {
                Ok(program.machine.waits_to_read(there.inode)?)
            }
            Some(_) | None => Ok(false),
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
