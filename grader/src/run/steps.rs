//! Plays a check's steps, one after the other.

use std::time::Duration;

use super::Stop;
use super::carry::Hold;
use super::stage::{Progress, Stage, Wait};
use super::start::{Given, listens};
use crate::judge::matching;
use crate::machine::Signal;
use crate::model::{
    Action, ActorRef, Cut, Exit, ExitStatus, Fact, Failure, Line, Member, Step, Stream, Template,
};

impl Stage<'_> {
    /// Plays steps until one cannot be done.
    ///
    /// # Errors
    /// The failure or the doubt that ended them.
    pub fn play(&mut self, steps: &[Step]) -> Result<(), Stop> {
        for step in steps {
            if !matches!(step.action, Action::Repeat { .. }) {
                self.note(Fact::Step { line: step.line });
            }
            self.step(step)?;
        }
        Ok(())
    }

    fn step(&mut self, step: &Step) -> Result<(), Stop> {
        let within = step.within.unwrap_or(self.limits().step);
        match &step.action {
            Action::Start {
                actor,
                arguments,
                form,
                may_exit,
                at_address,
            } => {
                let members = self.members(actor);
                let given = match at_address {
                    true => Given::Other,
                    false => Given::Usual,
                };
                for member in &members {
                    self.launch(member, arguments.as_deref(), *form, given)?;
                }
                if !listens(self, self.actor(&actor.name)) {
                    return self.serve();
                }
                let within = step.within.unwrap_or(self.limits().start);
                self.wait_listening(&members, within, *may_exit, given)
            }
            Action::Stop(whom) => self.signal(whom, Signal::Terminate, "SIGTERM"),
            Action::Kill(whom) => {
                self.mark_printed();
                self.signal(whom, Signal::Kill, "SIGKILL")?;
                let members = self.members(whom);
                let within = self.limits().stop;
                self.wait_each(&members, within, |stage, member| {
                    match stage.running(member)?.exit {
                        Some(_) => Ok(Wait::Done),
                        None => Ok(Wait::Pending(Failure::NotExited {
                            actor: member.clone(),
                        })),
                    }
                })
            }
            Action::Pause(whom) => self.signal(whom, Signal::Stop, "SIGSTOP"),
            Action::Resume(whom) => self.signal(whom, Signal::Continue, "SIGCONT"),
            Action::Type { to, lines } => self.type_lines(to, lines),
            Action::EndInput(whom) => {
                for member in self.members(whom) {
                    self.running_mut(&member)?.end_input();
                    self.note(Fact::InputEnded { actor: member });
                }
                self.serve()
            }
            Action::Prints { by, texts, stream } => self.prints(by, texts, *stream, within),
            Action::PrintsMatch {
                by,
                pattern,
                stream,
            } => self.prints_match(by, pattern, *stream, within),
            Action::PrintsAnswers { by, of } => self.prints_answers(by, of, within),
            Action::Exits {
                actor,
                status,
                says,
            } => self.exits(actor, *status, *says, within),
            Action::Connect { actor, to } => {
                let members = self.members(actor);
                self.connect(&members, &to.name, within)
            }
            Action::Accept { actor, from } => {
                let members = self.members(actor);
                self.accept_from(&members, &from.name, within)
            }
            Action::Send {
                from,
                payload,
                pieces,
                times,
                queued,
            } => {
                let members = self.members(from);
                self.send(&members, payload, *pieces, *times, *queued, within)
            }
            Action::Expect { at, what } => {
                let members = self.members(at);
                self.expect(&members, what, within)
            }
            Action::ExpectEnd(at) => {
                let members = self.members(at);
                self.expect_end(&members, within)
            }
            Action::Received { by, pattern } => {
                let members = self.members(by);
                self.received(&members, pattern, within)
            }
            Action::HalfClose { whom, last } => {
                let members = self.members(whom);
                self.half_close(&members, last.as_ref())
            }
            Action::Close { whom, last } => {
                let members = self.members(whom);
                self.leave(&members, Cut::Close, last.as_ref())
            }
            Action::Reset(whom) => {
                let members = self.members(whom);
                self.leave(&members, Cut::Reset, None)
            }
            Action::StopReading(whom) => {
                let members = self.members(whom);
                self.pause_reading(&members, true)
            }
            Action::ResumeReading(whom) => {
                let members = self.members(whom);
                self.pause_reading(&members, false)
            }
            Action::StopListening(whom) => {
                let members = self.members(whom);
                self.stop_listening(&members)
            }
            Action::Hold { from, to, line } => {
                for pair in self.pairs(from, to) {
                    let values = self.values.of(&pair.0);
                    let hold = line
                        .as_ref()
                        .map_or(Hold::Now, |line| Hold::From(line.fill(&values)));
                    self.rule(&[pair], |rule| rule.hold = Some(hold.clone()));
                }
                Ok(())
            }
            Action::Held { from, to } => self.held(&self.pairs(from, to), within),
            Action::Release { from, to, but_last } => {
                self.release(&self.pairs(from, to), *but_last)
            }
            Action::Carries { from, to, pattern } => {
                self.carries(&self.pairs(from, to), pattern, within)
            }
            Action::Each {
                from,
                to,
                pattern,
                satisfies,
            } => self.each(&self.pairs(from, to), pattern, satisfies),
            Action::Covers {
                from,
                to,
                pattern,
                begin,
                end,
                once,
            } => self.covers(&self.pairs(from, to), pattern, [begin, end], once),
            Action::Cut { from, to, how } => self.cut(&self.pairs(from, to), *how),
            Action::Delay { from, to, by } => {
                self.rule(&self.pairs(from, to), |rule| rule.delay = *by);
                Ok(())
            }
            Action::Fragment { from, to, pieces } => {
                self.rule(&self.pairs(from, to), |rule| rule.pieces = Some(*pieces));
                Ok(())
            }
            Action::Insert { from, to, payload } => self.insert(&self.pairs(from, to), payload),
            Action::Measure { actor, name } => {
                let members = self.members(actor);
                self.measure(&members, name)
            }
            Action::Settles {
                actor,
                since,
                threads,
                descriptors,
            } => {
                let members = self.members(actor);
                self.settles(&members, since, [*threads, *descriptors], within)
            }
            Action::Rests(whom) => {
                let members = self.members(whom);
                self.rests(&members, within)
            }
            Action::Still => self.still(within),
            // What happens meanwhile is found by the steps that follow.
            Action::Idle => self.wait_until(within, |_| Ok(Progress::Waiting)).map(drop),
            Action::Repeat { times, steps } => {
                for _ in 0..*times {
                    self.play(steps)?;
                }
                Ok(())
            }
        }
    }

    fn signal(&mut self, whom: &ActorRef, signal: Signal, name: &str) -> Result<(), Stop> {
        for member in self.members(whom) {
            self.running(&member)?.signal(signal)?;
            self.note(Fact::Signalled {
                actor: member,
                signal: name.to_owned(),
            });
        }
        self.serve()
    }

    fn type_lines(&mut self, to: &ActorRef, lines: &[Template]) -> Result<(), Stop> {
        for member in self.members(to) {
            let values = self.values.of(&member);
            let bytes: Vec<u8> = lines
                .iter()
                .flat_map(|line| format!("{}\n", line.fill(&values)).into_bytes())
                .collect();
            let program = self.running_mut(&member)?;
            // Nobody reads it any more, which the steps that follow find.
            if program.exit.is_some() {
                continue;
            }
            program.type_in(&bytes);
            self.note(Fact::Typed {
                actor: member,
                bytes,
            });
        }
        self.serve()
    }

    fn prints(
        &mut self,
        by: &ActorRef,
        texts: &[Template],
        stream: Stream,
        within: Duration,
    ) -> Result<(), Stop> {
        let members = self.members(by);
        self.wait_each(&members, within, |stage, member| {
            let values = stage.values.of(member);
            let expected: Vec<String> = texts.iter().map(|text| text.fill(&values)).collect();
            let got = stage.running(member)?.output(stream);
            match expected.iter().any(|text| matching::contains(&got, text)) {
                true => Ok(Wait::Done),
                false => stage.not_printed(member, expected, got),
            }
        })
    }

    fn prints_match(
        &mut self,
        by: &ActorRef,
        pattern: &Line,
        stream: Stream,
        within: Duration,
    ) -> Result<(), Stop> {
        let members = self.members(by);
        self.wait_each(&members, within, |stage, member| {
            let pattern = pattern.fill(&stage.values.of(member));
            let program = stage.running(member)?;
            let (got, has_ended) = (program.output(stream), program.exit.is_some());
            let text = String::from_utf8_lossy(&got).into_owned();
            let found = text.split_inclusive('\n').find_map(|line| {
                let captured = pattern.captures(line.lines().next()?)?;
                Some((captured, line.ends_with('\n')))
            });
            match found {
                Some((captured, is_whole)) => {
                    stage.values.capture(member, captured);
                    // A line that goes on may come to say something else.
                    match is_whole || has_ended {
                        true => Ok(Wait::Done),
                        false => Ok(Wait::Enough),
                    }
                }
                None => {
                    let expected = vec![format!("/{pattern}/")];
                    stage.not_printed(member, expected, got)
                }
            }
        })
    }

    fn prints_answers(
        &mut self,
        by: &ActorRef,
        of: &ActorRef,
        within: Duration,
    ) -> Result<(), Stop> {
        let (members, servers) = (self.members(by), self.members(of));
        self.wait_each(&members, within, |stage, member| {
            let nonces: Vec<String> = servers
                .iter()
                .flat_map(|server| stage.scripts[server].nonces.clone())
                .collect();
            let got = stage.running(member)?.output(Stream::Any);
            let missing = nonces.iter().find(|nonce| !matching::contains(&got, nonce));
            match (nonces.is_empty(), missing) {
                (false, None) => Ok(Wait::Done),
                (_, missing) => {
                    let expected = missing.into_iter().cloned().collect();
                    stage.not_printed(member, expected, got)
                }
            }
        })
    }

    fn not_printed(
        &self,
        member: &Member,
        expected: Vec<String>,
        got: Vec<u8>,
    ) -> Result<Wait, Stop> {
        let failure = Failure::NotPrinted {
            by: member.clone(),
            expected,
            got,
        };
        match self.running(member)?.exit {
            Some(_) => Err(failure.into()),
            None => Ok(Wait::Pending(failure)),
        }
    }

    fn exits(
        &mut self,
        whom: &ActorRef,
        wanted: ExitStatus,
        says: bool,
        within: Duration,
    ) -> Result<(), Stop> {
        let members = self.members(whom);
        self.wait_each(&members, within, |stage, member| {
            let actor = member.clone();
            let program = stage.running(member)?;
            let Some(exit) = program.exit else {
                let failure = Failure::NotExited { actor };
                return Ok(match wanted {
                    ExitStatus::Success | ExitStatus::Failure => Wait::Pending(failure),
                    // A signal may still do it: a timer that nothing shows.
                    ExitStatus::Any => Wait::Measuring(failure),
                });
            };
            let right = match wanted {
                ExitStatus::Success => exit == Exit::Code(0),
                ExitStatus::Failure => matches!(exit, Exit::Code(code) if code != 0),
                ExitStatus::Any => true,
            };
            let said =
                !program.printed[1].is_empty() || program.written[0] > program.written_before[0];
            match (right, says && !said) {
                (false, _) => Err(Failure::WrongStatus {
                    actor,
                    exit,
                    wanted,
                }
                .into()),
                (true, true) => Err(Failure::SaidNothing { actor }.into()),
                (true, false) => Ok(Wait::Done),
            }
        })
    }
}
