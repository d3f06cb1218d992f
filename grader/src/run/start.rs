//! Launching programs, and waiting until servers listen.

use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, SocketAddrV4};
use std::time::Duration;

use rand::RngExt;

use super::Stop;
use super::program::Running;
use super::stage::{Stage, Wait};
use crate::machine::{Launch, ListenerState, Reach};
use crate::model::{Actor, AddressForm, Conduct, Exit, Fact, Failure, Listener, Member, Template};

/// The address that a program is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Given {
    /// On 127.0.0.1, with a port that it may have in its code.
    Usual,
    /// On 127.0.0.1, with a port that it cannot know.
    OtherPort,
    /// Neither host nor port are what it may have in its code.
    Other,
}

impl Given {
    /// Its host: each is the loopback's.
    fn host(self) -> Ipv4Addr {
        match self {
            Self::Usual | Self::OtherPort => Ipv4Addr::LOCALHOST,
            Self::Other => Ipv4Addr::new(127, 0, 0, 2),
        }
    }
}

impl Stage<'_> {
    /// Launches a program, with the doors open that it may dial.
    pub fn launch(
        &mut self,
        member: &Member,
        arguments: Option<&[Template]>,
        form: Option<AddressForm>,
        given: Given,
    ) -> Result<(), Stop> {
        let actor = self.actor(&member.actor);
        let performer = self.performer(actor)?;
        let form = form.unwrap_or(performer.approach.form);
        let shared = self.setting.host.isolation().kind.shares_network();
        let approach = &performer.approach;
        let mut machine = self.setting.host.machine(self.limits())?;
        let usual = self.ports(actor);
        let port = match usual.first() {
            // What it has in its code was claimed for this check.
            Some(_) if shared && !approach.heeds && actor.dials.is_some() => {
                approach.port.unwrap_or_else(|| machine.free_port())
            }
            _ if shared => machine.free_port(),
            Some(_) if given != Given::Usual => loop {
                let port = self.source.random_range(20_000..30_000);
                if !usual.contains(&port) {
                    break port;
                }
            },
            Some(first) => *first,
            None => machine.free_port(),
        };
        let doors = self.doors_for(actor, member, &machine, port)?;
        let rest = arguments
            .or(actor.arguments.as_deref())
            .unwrap_or(&self.role(actor).arguments);
        let values = self.values.of(member);
        let mut words = form.arguments(SocketAddrV4::new(given.host(), port));
        words.extend(rest.iter().map(|word| word.fill(&values)));
        let launch = Launch {
            program: performer.program.clone(),
            arguments: words.clone(),
            reach: Reach {
                // Where its port is in its code, or not known yet, it may listen on it whatever it is.
                listen: (approach.heeds && given == Given::Usual).then(|| vec![port]),
                dial: match &actor.dials {
                    Some(_) => usual.iter().copied().chain([port]).collect(),
                    None => vec![],
                },
            },
        };
        let process = machine.launch(&launch)?;
        self.note(Fact::Launched {
            actor: member.clone(),
            arguments: words,
        });
        let running = Running::new(machine, process, port, doors, &mut self.poller)?;
        self.programs.insert(member.clone(), running);
        Ok(())
    }

    /// Waits until launched servers listen, each where it can be dialled.
    pub fn wait_listening(
        &mut self,
        members: &[Member],
        within: Duration,
        may_exit: bool,
        given: Given,
    ) -> Result<(), Stop> {
        // Those that listen, and not where they were told or are known to.
        let mut elsewhere: BTreeMap<Member, (SocketAddr, Vec<Listener>)> = BTreeMap::new();
        self.wait_each(members, within, |stage, member| {
            elsewhere.remove(member);
            let program = stage
                .programs
                .get(member)
                .expect("a server is waited for once launched");
            if let Some(exit) = program.exit {
                return match exit {
                    Exit::Code(0) if may_exit => Ok(Wait::Done),
                    exit => Err(Failure::ExitedBeforeListening {
                        actor: member.clone(),
                        exit,
                    }
                    .into()),
                };
            }
            stage.look_again();
            let found = stage.programs[member].machine.listeners()?;
            let listens: Vec<Listener> = found
                .iter()
                .map(|state| Listener {
                    address: state.address,
                })
                .collect();
            let asked = stage.programs[member].port;
            let Some(address) = choose(&found, asked) else {
                return Ok(Wait::Pending(match listens.is_empty() {
                    true => Failure::NeverListened {
                        actor: member.clone(),
                    },
                    false => Failure::Unreachable {
                        actor: member.clone(),
                        listens,
                    },
                }));
            };
            // As long as anything can happen, it may be about to listen where it was told.
            let told = SocketAddrV4::new(given.host(), asked);
            if given == Given::Other && (address.port() != asked || !reaches(&found, told)) {
                return Ok(Wait::Pending(Failure::ListensElsewhere {
                    actor: member.clone(),
                    asked: told.into(),
                    listens,
                }));
            }
            let in_code = stage.performer(stage.actor(&member.actor))?.approach.port;
            if address.port() != asked && in_code != Some(address.port()) {
                elsewhere.insert(member.clone(), (address, listens));
                return Ok(Wait::Enough);
            }
            stage.listens_at(member, address, listens);
            Ok(Wait::Done)
        })?;
        for (member, (address, listens)) in elsewhere {
            self.listens_at(&member, address, listens);
        }
        self.open_doors_to(members)
    }

    /// A server listens, and is dialled at `address`.
    fn listens_at(&mut self, member: &Member, address: SocketAddr, at: Vec<Listener>) {
        self.note(Fact::Listening {
            actor: member.clone(),
            at,
        });
        self.programs
            .get_mut(member)
            .expect("a server is waited for once launched")
            .listening = Some(address);
    }
}

/// Where to dial a server: on the port that it was given if it listens there, else on the lowest.
fn choose(found: &[ListenerState], asked: u16) -> Option<SocketAddr> {
    let reachable = |address: SocketAddr| {
        let ip: IpAddr = match address.ip() {
            IpAddr::V4(ip) if ip.is_unspecified() => Ipv4Addr::LOCALHOST.into(),
            IpAddr::V6(ip) if ip.is_unspecified() => Ipv6Addr::LOCALHOST.into(),
            ip => ip,
        };
        ip.is_loopback()
            .then(|| SocketAddr::new(ip, address.port()))
    };
    found
        .iter()
        .filter_map(|state| reachable(state.address))
        .min_by_key(|address| (address.port() != asked, address.is_ipv6(), address.port()))
}

/// Whether what dials this address reaches the server.
fn reaches(found: &[ListenerState], address: SocketAddrV4) -> bool {
    found.iter().any(|state| {
        state.address.port() == address.port()
            && match state.address.ip() {
                IpAddr::V4(ip) => ip.is_unspecified() || ip == *address.ip(),
                // Such a socket takes both families on this system.
                IpAddr::V6(ip) => ip.is_unspecified(),
            }
    })
}

/// Whether the actor's role listens.
pub fn listens(stage: &Stage<'_>, actor: &Actor) -> bool {
    matches!(stage.role(actor).conduct, Conduct::Listens { .. })
}
