//! Verbs for scripted peers: what they say, what they wait for, how they come and go.

use crate::model::{Action, ActorRef, Closing, Expectation, Payload, Pieces};
use crate::spec::grammar::{Key, Kind, optional, required};
use crate::spec::node::Fields;

use crate::spec::lower::Script;

use super::{Lower, Topic, Verb};

pub(super) static TOPIC: Topic = Topic {
    title: "Scripted peers",
    doc: "Steps by actors that are played by the script. The grader always reads in the background, so that a script \
          cannot block a program that writes while it is being written to.",
    verbs: &[
        Verb {
            key: required(
                "connect",
                Kind::Actor,
                "A scripted client connects, and waits until it is connected.",
            ),
            modifiers: &[required("to", Kind::Actor, "The program that it dials.")],
            lower: Lower::Action(|script, step| {
                let actor = script.scripted_client(step, "connect")?;
                let to = script.program(step, "to")?;
                script.dials(step, "to", &actor, &to)?;
                Some(Action::Connect { actor, to })
            }),
            example: r#"{ connect = "chatty", to = "server" }"#,
        },
        Verb {
            key: required(
                "accept",
                Kind::Actor,
                "A scripted server waits until a program has connected.",
            ),
            modifiers: &[required("from", Kind::Actor, "The program.")],
            lower: Lower::Action(|script, step| {
                let actor = script.scripted_server(step, "accept")?;
                let from = script.program(step, "from")?;
                script.dials(step, "from", &from, &actor)?;
                Some(Action::Accept { actor, from })
            }),
            example: r#"{ accept = "listener", from = "client" }"#,
        },
        Verb {
            key: required(
                "send",
                Kind::Template,
                "A script sends a text and the end of its line, and waits until all is handed to the network.",
            ),
            modifiers: &[FROM, END, PIECES, TIMES, QUEUED],
            lower: Lower::Action(|script, step| {
                let from = script.script(step, "from")?;
                let text = script.one_template(step, "send", &from)?;
                let end = closing(step);
                send(step, from, Payload::Text { text, end })
            }),
            example: r#"{ send = "bonjour {x}", from = "chatty" }"#,
        },
        Verb {
            key: required(
                "send_bytes",
                Kind::Bytes,
                "A script sends these bytes and nothing else.",
            ),
            modifiers: &[FROM, PIECES, TIMES, QUEUED],
            lower: Lower::Action(|script, step| {
                let from = script.script(step, "from")?;
                send(
                    step,
                    from,
                    Payload::Bytes(step.bytes("send_bytes")?.clone()),
                )
            }),
            example: r#"{ send_bytes = "ff fe 0a", from = "odd" }"#,
        },
        Verb {
            key: required(
                "expect",
                Kind::Templates,
                "A script waits for a line: the text, or one of them. A missing line end is tolerated, and where a line will do with a prefix and without, so is a prefix that differs in capitals, spaces and punctuation only.",
            ),
            modifiers: &[AT],
            lower: Lower::Action(|script, step| {
                let at = script.script_that_reads(step, "at")?;
                let what = Expectation::Line(script.templates(step, "expect", &at)?);
                Some(Action::Expect { at, what })
            }),
            example: r#"{ expect = ["Echo: {x}", "{x}"], at = "chatty" }"#,
        },
        Verb {
            key: required(
                "expect_match",
                Kind::Pattern,
                "A script waits for a line that the pattern matches; its named groups become variables.",
            ),
            modifiers: &[AT],
            lower: Lower::Action(|script, step| {
                let at = script.script_that_reads(step, "at")?;
                let what = Expectation::Match(script.capture(step, "expect_match", &at)?);
                Some(Action::Expect { at, what })
            }),
            example: r#"{ expect_match = '^TASK (?<id>\S+) (?<first>\d+) (?<end>\d+)$', at = "hand" }"#,
        },
        Verb {
            key: required(
                "expect_end",
                Kind::Actor,
                "A script waits until its peer has ended the stream.",
            ),
            modifiers: &[],
            lower: Lower::Action(|script, step| {
                Some(Action::ExpectEnd(script.script(step, "expect_end")?))
            }),
            example: r#"{ expect_end = "chatty" }"#,
        },
        Verb {
            key: required(
                "received",
                Kind::Pattern,
                "A scripted server that answers by itself waits until it has received a line that the pattern matches.",
            ),
            modifiers: &[required(
                "by",
                Kind::Actor,
                "The scripted server, one with `answers`.",
            )],
            lower: Lower::Action(|script, step| {
                let by = script.answering(step, "by")?;
                let pattern = script.capture(step, "received", &by)?;
                Some(Action::Received { by, pattern })
            }),
            example: r#"{ received = '\S', by = "echo" }"#,
        },
        Verb {
            key: required(
                "half_close",
                Kind::Actor,
                "A script ends its side of the stream and goes on reading.",
            ),
            modifiers: &[
                optional(
                    "with",
                    Kind::Template,
                    "A text that it sends with the end: both are there before the program sees either.",
                ),
                END,
            ],
            lower: Lower::Action(|script, step| {
                let whom = script.script(step, "half_close")?;
                let last = last_words(script, step, &whom);
                Some(Action::HalfClose { whom, last })
            }),
            example: r#"{ half_close = "chatty", with = "bonjour {x}" }"#,
        },
        Verb {
            key: required("close", Kind::Actor, "A script closes its connection."),
            modifiers: &[
                optional(
                    "with",
                    Kind::Template,
                    "A text that it sends at the same moment: when the program sees it, nobody is there any more to read an answer.",
                ),
                END,
            ],
            lower: Lower::Action(|script, step| {
                let whom = script.script(step, "close")?;
                let last = last_words(script, step, &whom);
                Some(Action::Close { whom, last })
            }),
            example: r#"{ close = "chatty" }"#,
        },
        Verb {
            key: required("reset", Kind::Actor, "A script resets its connection."),
            modifiers: &[],
            lower: Lower::Action(|script, step| Some(Action::Reset(script.script(step, "reset")?))),
            example: r#"{ reset = "chatty" }"#,
        },
        Verb {
            key: required("stop_reading", Kind::Actor, "A script stops reading."),
            modifiers: &[],
            lower: Lower::Action(|script, step| {
                Some(Action::StopReading(script.script(step, "stop_reading")?))
            }),
            example: r#"{ stop_reading = "deaf" }"#,
        },
        Verb {
            key: required("resume_reading", Kind::Actor, "A script reads again."),
            modifiers: &[],
            lower: Lower::Action(|script, step| {
                Some(Action::ResumeReading(
                    script.script(step, "resume_reading")?,
                ))
            }),
            example: r#"{ resume_reading = "deaf" }"#,
        },
        Verb {
            key: required(
                "stop_listening",
                Kind::Actor,
                "A scripted server refuses connections from here on, and closes those it has.",
            ),
            modifiers: &[],
            lower: Lower::Action(|script, step| {
                Some(Action::StopListening(
                    script.scripted_server(step, "stop_listening")?,
                ))
            }),
            example: r#"{ stop_listening = "listener" }"#,
        },
    ],
};

const FROM: Key = required("from", Kind::Actor, "Who sends.");
const AT: Key = required("at", Kind::Actor, "Who waits for it.");
const PIECES: Key = optional(
    "pieces",
    Kind::Pieces,
    "In how many segments, each going out once the last was read: `\"bytes\"` for one each, `\"character\"` for two, \
     cut inside a character.",
);
const TIMES: Key = optional(
    "times",
    Kind::Integer(1, 1_000_000),
    "How many times, one after the other.",
);
const QUEUED: Key = optional(
    "queued",
    Kind::Flag,
    "Whether the script goes on although the peer does not read: what cannot be handed over stays queued.",
);
/// What follows a text that is sent.
pub(super) const END: Key = optional(
    "end",
    Kind::Raw,
    "What follows the text; `\"\\n\"` where nothing is said.",
);

/// What a step says of the end of its text.
pub(super) fn closing(step: &Fields) -> Closing {
    Closing(step.word("end").cloned().unwrap_or_else(|| "\n".into()))
}

/// What a script says with the end of its stream, if anything.
fn last_words(script: &mut Script<'_>, step: &Fields, whom: &ActorRef) -> Option<Payload> {
    Some(Payload::Text {
        text: script.one_template(step, "with", whom)?,
        end: closing(step),
    })
}

fn send(step: &Fields, from: ActorRef, payload: Payload) -> Option<Action> {
    let times = step.integer("times").copied().unwrap_or(1);
    Some(Action::Send {
        from,
        payload,
        pieces: step.pieces("pieces").copied().unwrap_or(Pieces::Whole),
        times: u32::try_from(times).ok()?,
        queued: step.flag("queued").copied().unwrap_or(false),
    })
}
