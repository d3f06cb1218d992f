//! Who is there, what is left to do, and who does it.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::net::{Shutdown, TcpStream};
use std::ops::Range;
use std::time::{Duration, Instant};

use last_protocol::{send, Message, MAX_TASK};

const PATIENCE: Duration = Duration::from_secs(2);

struct Member {
    stream: TcpStream,
    task: Option<(usize, Instant)>,
}

pub struct State {
    range: Range<u64>,
    members: HashMap<u64, Member>,
    unassigned: BTreeSet<usize>,
    unanswered: HashSet<usize>,
    total: u64,
    last: Option<u64>,
}

impl State {
    pub fn new(range: Range<u64>) -> State {
        let count = range.end.saturating_sub(range.start).div_ceil(MAX_TASK) as usize;
        State {
            range,
            members: HashMap::new(),
            unassigned: (0..count).collect(),
            unanswered: (0..count).collect(),
            total: 0,
            last: None,
        }
    }

    pub fn finished(&self) -> bool {
        self.unanswered.is_empty()
    }

    pub fn total(&self) -> u64 {
        self.total
    }

    pub fn join(&mut self, number: u64, stream: TcpStream) {
        self.members.insert(number, Member { stream, task: None });
        self.dispatch();
    }

    pub fn leave(&mut self, number: u64) {
        let member = self.members.remove(&number);
        self.release(member.and_then(|member| member.task));
        self.dispatch();
    }

    /// Takes an answer in; says `false` if it is not one that was asked for.
    #[must_use]
    pub fn answer(&mut self, number: u64, id: usize, count: u64) -> bool {
        let Some(member) = self.members.get_mut(&number) else { return false };
        if member.task.is_none_or(|(task, _)| task != id) || count > MAX_TASK {
            return false;
        }
        member.task = None;
        if self.unanswered.remove(&id) {
            self.unassigned.remove(&id);
            self.total += count;
            self.last = Some(number);
        }
        self.dispatch();
        true
    }

    /// Takes back, without taking it away, what has been in the same hands for too long.
    pub fn lose_patience(&mut self) {
        let overdue: Vec<_> = self.members.values_mut().filter_map(|m| m.task.as_mut()).collect();
        let mut late = Vec::new();
        for (id, since) in overdue {
            if since.elapsed() >= PATIENCE {
                *since = Instant::now();
                late.push((*id, *since));
            }
        }
        late.into_iter().for_each(|task| self.release(Some(task)));
        self.dispatch();
    }

    pub fn say_goodbye(&mut self) {
        if let Some(mut member) = self.last.take().and_then(|last| self.members.remove(&last)) {
            let _ = send(&mut member.stream, &Message::Done);
            let _ = member.stream.shutdown(Shutdown::Write);
        }
    }

    fn release(&mut self, task: Option<(usize, Instant)>) {
        if let Some((id, _)) = task {
            if self.unanswered.contains(&id) {
                self.unassigned.insert(id);
            }
        }
    }

    fn dispatch(&mut self) {
        for member in self.members.values_mut().filter(|member| member.task.is_none()) {
            let Some(id) = self.unassigned.pop_first() else { return };
            let start = self.range.start + id as u64 * MAX_TASK;
            let range = start..self.range.end.min(start + MAX_TASK);
            // If it is gone, its reader is about to say so.
            let _ = send(&mut member.stream, &Message::Task { id, range });
            member.task = Some((id, Instant::now()));
        }
    }
}
