//! Keeping what was seen, within bounds.

use std::time::Instant;

use crate::model::{Fact, Observation, Trace};

/// Observations kept from the beginning, and as many from the end.
const KEPT: usize = 1_500;
/// Bytes kept of one observation.
const BYTES: usize = 80 << 10;
/// Bytes kept of all observations, after which each keeps but few.
const TOTAL: usize = 2 << 20;
/// Those few.
const FEW: usize = 256;

/// Writes a trace while a check runs.
#[derive(Debug)]
pub struct Recorder {
    started: Instant,
    first: Vec<Observation>,
    last: std::collections::VecDeque<Observation>,
    left_out: u64,
    bytes: usize,
    noted: u64,
    failed: bool,
}

impl Recorder {
    /// A recorder whose clock starts now.
    pub fn new() -> Self {
        Self {
            started: Instant::now(),
            first: Vec::new(),
            last: std::collections::VecDeque::new(),
            left_out: 0,
            bytes: 0,
            noted: 0,
            failed: false,
        }
    }

    /// How many facts were noted so far.
    pub fn noted(&self) -> u64 {
        self.noted
    }

    /// Notes a fact. What a program sends or prints piece by piece becomes one observation, as long as nothing else
    /// is seen in between.
    pub fn note(&mut self, mut fact: Fact) {
        self.noted += 1;
        let at = u64::try_from(self.started.elapsed().as_micros()).unwrap_or(u64::MAX);
        let room = if self.bytes > TOTAL { FEW } else { BYTES };
        if let Fact::Sent { bytes, .. } | Fact::Printed { bytes, .. } | Fact::Typed { bytes, .. } =
            &mut fact
        {
            bytes.truncate(room);
            self.bytes += bytes.len();
        }
        let previous = self.last.back_mut().or(self.first.last_mut());
        if let Some(previous) = previous
            && joins(&mut previous.what, &fact, room)
        {
            return;
        }
        let seen = Observation { at, what: fact };
        let had_failed = self.failed;
        self.failed |= matches!(seen.what, Fact::Failed { .. });
        if self.first.len() < KEPT {
            self.first.push(seen);
            return;
        }
        if self.last.len() < KEPT {
            self.last.push_back(seen);
            return;
        }
        self.left_out += 1;
        // What goes on after a failure does not push out what led to it, and nothing pushes out what decides.
        if !had_failed || decides(&seen.what) {
            let spare = self.last.iter().position(|seen| !decides(&seen.what));
            self.last.remove(spare.unwrap_or(0));
            self.last.push_back(seen);
        }
    }

    /// What was noted.
    pub fn finish(self) -> Trace {
        let mut observations = self.first;
        observations.extend(self.last);
        Trace {
            observations,
            left_out: self.left_out,
        }
    }
}

impl Default for Recorder {
    fn default() -> Self {
        Self::new()
    }
}

/// Whether the verdict may hang on this fact alone. There are few of them: the script's own steps make them.
fn decides(fact: &Fact) -> bool {
    match fact {
        Fact::Failed { .. }
        | Fact::LimitReached { .. }
        | Fact::Exited { .. }
        | Fact::Signalled { .. }
        | Fact::Waited { .. }
        | Fact::Stuck { .. } => true,
        Fact::Step { .. }
        | Fact::Launched { .. }
        | Fact::Listening { .. }
        | Fact::Connected { .. }
        | Fact::Refused { .. }
        | Fact::Sent { .. }
        | Fact::Ended { .. }
        | Fact::Reset { .. }
        | Fact::Holding { .. }
        | Fact::Held { .. }
        | Fact::Released { .. }
        | Fact::Cut { .. }
        | Fact::Typed { .. }
        | Fact::InputEnded { .. }
        | Fact::Printed { .. }
        | Fact::Used { .. } => false,
    }
}

/// Adds `next` to `previous` where both are parts of one stream of a program's output.
fn joins(previous: &mut Fact, next: &Fact, room: usize) -> bool {
    match (previous, next) {
        (
            Fact::Printed {
                actor,
                error,
                bytes,
            },
            Fact::Printed {
                actor: by,
                error: to_error,
                bytes: more,
            },
        ) if actor == by && error == to_error => {
            bytes.extend(more.iter().take(room.saturating_sub(bytes.len())));
            true
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Member;

    #[test]
    fn a_trace_keeps_its_beginning_and_its_end() {
        let mut recorder = Recorder::new();
        for line in 0..4 * KEPT {
            recorder.note(Fact::Step { line });
        }
        let trace = recorder.finish();
        assert_eq!(trace.observations.len(), 2 * KEPT);
        assert_eq!(trace.left_out, 2 * KEPT as u64);
        assert_eq!(
            trace.observations.last().map(|o| &o.what),
            Some(&Fact::Step { line: 4 * KEPT - 1 })
        );
    }

    #[test]
    fn a_failure_outlasts_what_comes_after_it() {
        let actor = Member {
            actor: "server".into(),
            index: 0,
            alone: true,
        };
        let failed = Fact::Failed {
            failure: crate::model::Failure::Burns {
                actor: actor.clone(),
            },
        };
        let exited = Fact::Exited {
            actor,
            exit: crate::model::Exit::Code(1),
        };
        let mut recorder = Recorder::new();
        let flood = |recorder: &mut Recorder, from: usize| {
            (from..from + 4 * KEPT).for_each(|line| recorder.note(Fact::Step { line }));
        };
        flood(&mut recorder, 0);
        recorder.note(exited.clone());
        flood(&mut recorder, 4 * KEPT);
        let last = Fact::Step { line: 8 * KEPT - 1 };
        recorder.note(failed.clone());
        flood(&mut recorder, 8 * KEPT);
        let trace = recorder.finish();
        assert_eq!(trace.observations.len(), 2 * KEPT);
        assert_eq!(trace.left_out, 10 * KEPT as u64 + 2);
        let facts: Vec<&Fact> = trace.observations.iter().map(|seen| &seen.what).collect();
        assert!(facts.contains(&&exited));
        assert_eq!(facts[2 * KEPT - 2..], [&last, &failed]);
    }

    #[test]
    fn output_in_pieces_is_one_observation() {
        let mut recorder = Recorder::new();
        let actor = Member {
            actor: "client".into(),
            index: 0,
            alone: true,
        };
        for _ in 0..3 {
            recorder.note(Fact::Printed {
                actor: actor.clone(),
                error: false,
                bytes: b"ab".to_vec(),
            });
        }
        let trace = recorder.finish();
        assert_eq!(trace.observations.len(), 1);
    }
}
