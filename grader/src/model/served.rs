//! How much a server has done before.

use std::collections::{BTreeMap, BTreeSet};

use super::{Fact, Member, Trace};

/// What a server had answered, up to the failure.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Served {
    /// How many messages it sent back, with whatever ahead of them.
    pub messages: usize,
    /// To how many clients: one that comes again is another one.
    pub clients: usize,
    /// How often it went on to answer after clients had left.
    pub outlived: usize,
    /// Whether one has left since its last answer.
    pub is_left: bool,
}

/// What one client said, and what came back since.
#[derive(Default)]
struct Talk {
    connection: usize,
    said: Vec<u8>,
    answered: Vec<u8>,
}

impl Trace {
    /// What `server` had answered. Only answers that end with the message count: of those, none says more than another.
    #[must_use]
    pub fn served(&self, server: &Member) -> Served {
        let (mut served, mut connections) = (Served::default(), 0);
        let mut talks = BTreeMap::<&Member, Talk>::new();
        let mut clients = BTreeSet::new();
        for seen in &self.observations {
            match &seen.what {
                Fact::Failed { .. } => break,
                Fact::Connected { from, to } if to == server => {
                    connections += 1;
                    let connection = connections;
                    talks.insert(
                        from,
                        Talk {
                            connection,
                            ..Talk::default()
                        },
                    );
                }
                Fact::Sent { from, to, bytes } if to == server => {
                    talks.entry(from).or_default().said.extend_from_slice(bytes);
                }
                Fact::Sent { from, to, bytes } if from == server => {
                    let Some(talk) = talks.get_mut(to) else {
                        continue;
                    };
                    talk.answered.extend_from_slice(bytes);
                    if talk.said.ends_with(b"\n") && talk.answered.ends_with(&talk.said) {
                        talk.said.clear();
                        talk.answered.clear();
                        clients.insert(talk.connection);
                        served.messages += 1;
                        served.outlived += usize::from(served.is_left);
                        served.is_left = false;
                    }
                }
                Fact::Ended { from, to } | Fact::Reset { from, to } if to == server => {
                    talks.remove(from);
                    served.is_left = true;
                }
                _ => {}
            }
        }
        served.clients = clients.len();
        served
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Observation;

    fn seen(facts: &[Fact]) -> Trace {
        let observations = facts.iter().cloned();
        Trace {
            observations: observations
                .map(|what| Observation { at: 0, what })
                .collect(),
            left_out: 0,
        }
    }

    #[test]
    fn messages_and_clients_are_counted() {
        let [one, two, server] =
            ["one", "two", "server"].map(|name| name.parse::<Member>().unwrap());
        let connects = |from: &Member| Fact::Connected {
            from: from.clone(),
            to: server.clone(),
        };
        let ends = |from: &Member| Fact::Ended {
            from: from.clone(),
            to: server.clone(),
        };
        let says = |from: &Member, to: &Member, text: &str| Fact::Sent {
            from: from.clone(),
            to: to.clone(),
            bytes: text.into(),
        };
        let mut facts = vec![
            connects(&one),
            says(&one, &server, "lu"),
            says(&one, &server, "ne\n"),
            says(&server, &one, "Echo: "),
            says(&server, &one, "lune\n"),
            says(&one, &server, "mer\n"),
            says(&server, &one, "mer\n"),
            connects(&two),
            says(&two, &server, "sel\n"),
            // It is no answer to this message.
            says(&server, &two, "TASK 1\n"),
        ];
        let served = |messages, clients, outlived, is_left| Served {
            messages,
            clients,
            outlived,
            is_left,
        };
        assert_eq!(seen(&facts).served(&server), served(2, 1, 0, false));
        facts.extend([ends(&one), connects(&one), says(&one, &server, "mer\n")]);
        assert_eq!(seen(&facts).served(&server), served(2, 1, 0, true));
        facts.push(says(&server, &one, "Echo: mer\n"));
        assert_eq!(seen(&facts).served(&server), served(3, 2, 1, false));
    }
}
