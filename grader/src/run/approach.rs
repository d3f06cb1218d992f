//! Finds once for each role how its program takes its address.
//!
//! The form in which it uses the address that it is given is the one; a program that uses none has its address in its code,
//! and is best left alone with it. What the right form is, only the check says that asks for it.

use std::collections::BTreeMap;
use std::net::TcpListener;
use std::thread;

use super::stage::{Stage, members_of};
use super::{Performer, Setting, Stop};
use crate::model::{
    Actor, AddressForm, Approach, By, Check, Conduct, IsolationKind, Pieces, Program, Role,
};

/// What came of one form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tried {
    /// It uses the address that it is given.
    Heeds,
    /// It starts, elsewhere.
    Starts,
    /// It does not start.
    Fails,
}

/// How `program` takes its address in `role`.
///
/// # Errors
/// When the host fails.
pub fn find(setting: &Setting<'_>, role: &Role, program: &Program) -> Result<Approach, Stop> {
    let rehearsal = rehearsal(setting, role);
    let attempt = |form| attempt(setting, &rehearsal, role, program, form);
    let [first, others @ ..] = AddressForm::ALL;
    if attempt(first)? == Tried::Heeds {
        return Ok(Approach {
            form: first,
            heeds: true,
        });
    }
    let plain = setting.host.isolation().kind == IsolationKind::Plain;
    // Plainly, two programs with the same port in their code would be in each other's way.
    let tried: Vec<(AddressForm, Tried)> = if plain {
        others
            .into_iter()
            .map(|form| Ok((form, attempt(form)?)))
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
    let with = |wanted| {
        tried
            .iter()
            .find(|(_, tried)| *tried == wanted)
            .map(|(form, _)| *form)
    };
    if let Some(form) = with(Tried::Heeds) {
        return Ok(Approach { form, heeds: true });
    }
    if tried.contains(&(AddressForm::None, Tried::Starts)) {
        return Ok(Approach {
            form: AddressForm::None,
            heeds: false,
        });
    }
    Ok(match with(Tried::Starts) {
        Some(form) => Approach { form, heeds: false },
        // It does not start at all, and its checks will say so; unless the host may be why.
        None => Approach {
            form: first,
            heeds: !(plain && host_may_be_why(role)),
        },
    })
}

/// Plainly, a client with its port in its code finds nobody, and a server's usual port may be taken.
fn host_may_be_why(role: &Role) -> bool {
    match &role.conduct {
        Conduct::Dials { .. } => true,
        Conduct::Listens { ports } => ports
            .iter()
            .any(|port| TcpListener::bind(("127.0.0.1", *port)).is_err()),
    }
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
) -> Result<Tried, Stop> {
    let approach = Approach { form, heeds: true };
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
        self.launch(&member, None, None, true)?;
        let asked = self.running(&member)?.port;
        let used = match &role.conduct {
            Conduct::Listens { .. } => {
                self.wait_listening(std::slice::from_ref(&member), within, false, false)?;
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
        Ok(if used == Some(asked) {
            Tried::Heeds
        } else {
            Tried::Starts
        })
    }
}
