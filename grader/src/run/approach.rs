//! Finds once for each role how its program takes its address.
//!
//! The form in which it uses the address that it is given is the one; a program that uses none has its address in its code,
//! and is best left alone with it. What the right form is, only the check says that asks for it.

use std::collections::{BTreeMap, BTreeSet};
use std::thread;

use super::stage::{Stage, members_of};
use super::start::Given;
use super::{Performer, Setting, Stop};
use crate::model::{Actor, AddressForm, Approach, By, Check, Conduct, Pieces, Program, Role};
use crate::pace::Permits;

/// What came of one form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tried {
    /// It uses the address that it is given.
    Heeds,
    /// It starts, on this port.
    Starts(u16),
    /// It does not start.
    Fails,
}

/// How `program` takes its address in `role`. To try a form is to play a check, as which it counts where several gradings share
/// `permits`.
///
/// # Errors
/// When the host fails.
pub fn find(
    setting: &Setting<'_>,
    role: &Role,
    program: &Program,
    permits: Option<&Permits>,
) -> Result<Approach, Stop> {
    let rehearsal = rehearsal(setting, role);
    let permit = || permits.map(Permits::take);
    let permitted = |form, claimed| attempt(setting, &rehearsal, role, program, form, claimed);
    let attempt = |form| {
        let _permit = permit();
        permitted(form, false)
    };
    let [first, others @ ..] = AddressForm::ALL;
    let heeds = |form| Approach {
        form,
        heeds: true,
        port: None,
    };
    if attempt(first)? == Tried::Heeds {
        return Ok(heeds(first));
    }
    let shared = setting.host.isolation().kind.shares_network();
    // Two programs with the same port in their code would be in each other's way on a shared network: one after the other,
    // and each with the usual ports to itself.
    let tried: Vec<(AddressForm, Tried)> = if shared {
        // Taken before the ports: a check that waits for those has one.
        let _permit = permit();
        let Ok(_claim) = setting.host.claim(&usual_ports(setting, role))? else {
            // Nobody can tell which port it has in its code while others use them.
            return Ok(Approach {
                form: first,
                heeds: false,
                port: None,
            });
        };
        others
            .into_iter()
            .map(|form| Ok((form, permitted(form, true)?)))
            .collect::<Result<_, Stop>>()?
    } else {
        thread::scope(|scope| {
            let threads = others.map(|form| (form, scope.spawn(move || attempt(form))));
            let joined = threads.map(|(form, thread)| {
                let tried = thread.join().expect("an attempt does not panic");
                tried.map(|tried| (form, tried))
            });
            joined.into_iter().collect::<Result<_, Stop>>()
        })?
    };
    if let Some((form, _)) = tried.iter().find(|(_, tried)| *tried == Tried::Heeds) {
        return Ok(heeds(*form));
    }
    let starts = tried.iter().filter_map(|(form, tried)| match tried {
        Tried::Starts(port) => Some((*form, *port)),
        Tried::Heeds | Tried::Fails => None,
    });
    // Best left alone with its own address, if it starts so.
    let best = starts.min_by_key(|(form, _)| *form != AddressForm::None);
    Ok(match best {
        Some((form, port)) => Approach {
            form,
            heeds: false,
            port: Some(port),
        },
        // It does not start at all, and its checks will say so.
        None => heeds(first),
    })
}

/// The ports that a program of this role may have in its code.
fn usual_ports(setting: &Setting<'_>, role: &Role) -> BTreeSet<u16> {
    let ports = match &role.conduct {
        Conduct::Listens { ports } => Some(ports),
        Conduct::Dials { role } => match setting.exercise.roles.get(role).map(|role| &role.conduct)
        {
            Some(Conduct::Listens { ports }) => Some(ports),
            Some(Conduct::Dials { .. }) | None => None,
        },
    };
    ports.into_iter().flatten().copied().collect()
}

/// A check without steps, with the values of the first check that has this role played by the submission.
fn rehearsal(setting: &Setting<'_>, role: &Role) -> Check {
    let plays = |actor: &Actor| {
        actor.role == role.name && matches!(actor.by, By::Submission | By::SubmissionOrReference)
    };
    let found = setting
        .exercise
        .checks
        .iter()
        .find_map(|check| Some((check, check.cast.values().find(|actor| plays(actor))?)));
    let first = setting
        .exercise
        .checks
        .first()
        .expect("an exercise has a check");
    let (check, arguments) = match found {
        Some((check, actor)) => (check, actor.arguments.clone()),
        None => (first, None),
    };
    let actor = |name: &str, role: &str, by, dials: Option<&str>| Actor {
        name: name.to_owned(),
        role: role.to_owned(),
        by,
        count: 1,
        dials: dials.map(str::to_owned),
        arguments: arguments.clone(),
        answers: None,
        pieces: Pieces::Whole,
        connections: None,
    };
    let cast = match &role.conduct {
        Conduct::Listens { .. } => vec![actor("it", &role.name, By::Submission, None)],
        Conduct::Dials { role: dialled } => vec![
            actor("it", &role.name, By::Submission, Some("server")),
            actor("server", dialled, By::Script, None),
        ],
    };
    Check {
        cast: cast
            .into_iter()
            .map(|actor| (actor.name.clone(), actor))
            .collect(),
        steps: vec![],
        needs: vec![],
        ..check.clone()
    }
}

fn attempt(
    setting: &Setting<'_>,
    rehearsal: &Check,
    role: &Role,
    program: &Program,
    form: AddressForm,
    claimed: bool,
) -> Result<Tried, Stop> {
    let approach = Approach {
        form,
        heeds: true,
        port: None,
    };
    let performer = Performer {
        by: By::Submission,
        program: program.clone(),
        approach,
    };
    let setting = Setting {
        submission: BTreeMap::from([(role.name.clone(), Ok(performer))]),
        reference: BTreeMap::new(),
        ..*setting
    };
    let mut stage = Stage::new(&setting, rehearsal, 0)?;
    stage.has_usual_ports |= claimed;
    match stage.rehearse(role) {
        Ok(tried) => Ok(tried),
        Err(Stop::Failure(_)) => Ok(Tried::Fails),
        Err(doubt) => Err(doubt),
    }
}

impl Stage<'_> {
    fn rehearse(&mut self, role: &Role) -> Result<Tried, Stop> {
        let member = members_of(self.actor("it")).remove(0);
        let within = self.limits().start;
        self.launch(&member, None, None, Given::OtherPort)?;
        let asked = self.running(&member)?.port;
        let used = match &role.conduct {
            Conduct::Listens { .. } => {
                self.wait_listening(
                    std::slice::from_ref(&member),
                    within,
                    false,
                    Given::OtherPort,
                )?;
                self.running(&member)?
                    .listening
                    .map(|address| address.port())
            }
            Conduct::Dials { .. } => {
                // Some read what they will send before they connect.
                let program = self.running_mut(&member)?;
                program.type_in(b"bonjour\n");
                program.end_input();
                let server = members_of(self.actor("server"));
                self.accept_from(&server, "it", within)?;
                self.scripts[&server[0]].ports.first().copied()
            }
        };
        Ok(match used {
            Some(port) if port == asked => Tried::Heeds,
            Some(port) => Tried::Starts(port),
            None => Tried::Fails,
        })
    }
}
