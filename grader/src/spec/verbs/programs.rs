//! Verbs for programs: their life, their standard streams, what they use.

use crate::model::{Action, AddressForm, ExitStatus, Stream};
use crate::spec::grammar::{Kind, optional, required};
use crate::spec::lower::Script;
use crate::spec::node::Fields;

use super::{Lower, Topic, Verb};

pub(super) static TOPIC: Topic = Topic {
    title: "Programs",
    doc: "Steps on the programs of the submission and of the reference.",
    verbs: &[
        Verb {
            key: required(
                "start",
                Kind::Actor,
                "Launches a program, and waits until it listens if its role does.",
            ),
            modifiers: &[
                optional(
                    "arguments",
                    Kind::List(&Kind::Template),
                    "What it is given after the address, instead of what its cast or role says.",
                ),
                optional(
                    "form",
                    Kind::Choice(&["host:port", "port", "host port", "none"]),
                    "The form of its address, instead of the one that was found for it.",
                ),
                optional(
                    "may_exit",
                    Kind::Flag,
                    "A program that listens may end, with status 0, instead of listening.",
                ),
                optional(
                    "at_address",
                    Kind::Flag,
                    "It must listen at the very address that it was given: its host (127.0.0.2) and its port are then not the usual ones.",
                ),
            ],
            lower: Lower::Action(start),
            example: r#"{ start = "server" }"#,
        },
        Verb {
            key: required("stop", Kind::Actor, "Asks a program to end (SIGTERM)."),
            modifiers: &[],
            lower: Lower::Action(|script, step| Some(Action::Stop(script.program(step, "stop")?))),
            example: r#"{ stop = "server" }"#,
        },
        Verb {
            key: required(
                "kill",
                Kind::Actor,
                "Ends a program at once (SIGKILL), and waits until it is gone.",
            ),
            modifiers: &[],
            lower: Lower::Action(|script, step| Some(Action::Kill(script.program(step, "kill")?))),
            example: r#"{ kill = "workers[0]" }"#,
        },
        Verb {
            key: required(
                "pause",
                Kind::Actor,
                "Stops a program in its tracks (SIGSTOP). A call with a time-out that it was in ends with an error then (EINTR, \
                 signal(7)), which not every right program expects.",
            ),
            modifiers: &[],
            lower: Lower::Action(|script, step| {
                Some(Action::Pause(script.program(step, "pause")?))
            }),
            example: r#"{ pause = "workers[0]" }"#,
        },
        Verb {
            key: required(
                "resume",
                Kind::Actor,
                "Lets a paused program go on (SIGCONT).",
            ),
            modifiers: &[],
            lower: Lower::Action(|script, step| {
                Some(Action::Resume(script.program(step, "resume")?))
            }),
            example: r#"{ resume = "workers[0]" }"#,
        },
        Verb {
            key: required(
                "type",
                Kind::Templates,
                "Writes lines to a program's standard input.",
            ),
            modifiers: &[required("to", Kind::Actor, "The program.")],
            lower: Lower::Action(|script, step| {
                let to = script.program(step, "to")?;
                let lines = script.templates(step, "type", &to)?;
                Some(Action::Type { to, lines })
            }),
            example: r#"{ type = ["{x}", "{y}"], to = "client" }"#,
        },
        Verb {
            key: required("end_input", Kind::Actor, "Ends a program's standard input."),
            modifiers: &[],
            lower: Lower::Action(|script, step| {
                Some(Action::EndInput(script.program(step, "end_input")?))
            }),
            example: r#"{ end_input = "client" }"#,
        },
        Verb {
            key: required(
                "prints",
                Kind::Templates,
                "Waits until one of the texts stands, as whole words, in what a program printed.",
            ),
            modifiers: &[
                required("by", Kind::Actor, "The program."),
                optional(
                    "stream",
                    STREAM,
                    "Where it prints; `stdout` where nothing is said.",
                ),
            ],
            lower: Lower::Action(|script, step| {
                let by = script.program(step, "by")?;
                let texts = script.templates(step, "prints", &by)?;
                let stream = stream(step);
                Some(Action::Prints { by, texts, stream })
            }),
            example: r#"{ prints = "TOTAL {total}", by = "server" }"#,
        },
        Verb {
            key: required(
                "prints_match",
                Kind::Pattern,
                "Waits until a line that the pattern matches stands in what a program printed; its named groups become variables.",
            ),
            modifiers: &[
                required("by", Kind::Actor, "The program."),
                optional(
                    "stream",
                    STREAM,
                    "Where it prints; `stdout` where nothing is said.",
                ),
            ],
            lower: Lower::Action(|script, step| {
                let by = script.program(step, "by")?;
                let pattern = script.capture(step, "prints_match", &by)?;
                let stream = stream(step);
                Some(Action::PrintsMatch {
                    by,
                    pattern,
                    stream,
                })
            }),
            example: r#"{ prints_match = 'TOTAL (?<total>\d+)', by = "oracle" }"#,
        },
        Verb {
            key: required(
                "prints_answers",
                Kind::Actor,
                "Waits until a program has printed every answer that a scripted server gave it; there must be at least one.",
            ),
            modifiers: &[required(
                "of",
                Kind::Actor,
                "The scripted server, one with `answers`.",
            )],
            lower: Lower::Action(|script, step| {
                let by = script.program(step, "prints_answers")?;
                let of = script.answering(step, "of")?;
                script.dials(step, "prints_answers", &by, &of)?;
                Some(Action::PrintsAnswers { by, of })
            }),
            example: r#"{ prints_answers = "client", of = "echo" }"#,
        },
        Verb {
            key: required(
                "exits",
                Kind::Actor,
                "Waits until a program has ended by itself.",
            ),
            modifiers: &[
                optional(
                    "status",
                    Kind::Choice(&["success", "failure", "any"]),
                    "With which status it must end: 0, another than 0, or `any`, which is meant where nothing is said.",
                ),
                optional(
                    "says",
                    Kind::Flag,
                    "Whether it must have printed something for its user to read.",
                ),
            ],
            lower: Lower::Action(|script, step| {
                let status = match step.word("status").map_or("any", String::as_str) {
                    "success" => ExitStatus::Success,
                    "failure" => ExitStatus::Failure,
                    _ => ExitStatus::Any,
                };
                Some(Action::Exits {
                    actor: script.program(step, "exits")?,
                    status,
                    says: flag(step, "says"),
                })
            }),
            example: r#"{ exits = "client", status = "failure", says = true }"#,
        },
        Verb {
            key: required(
                "measure",
                Kind::Actor,
                "Remembers what a program uses: threads, descriptors. Taken while a client is there, it shows whether the program makes a process for it.",
            ),
            modifiers: &[required("as", Kind::Word, "The name of the measure.")],
            lower: Lower::Action(|script, step| {
                let actor = script.program(step, "measure")?;
                let name = script.measured(step, "as", &actor)?;
                Some(Action::Measure { actor, name })
            }),
            example: r#"{ measure = "server", as = "before" }"#,
        },
        Verb {
            key: required(
                "settles",
                Kind::Actor,
                "Waits until a program uses no more than it did, and a slack.",
            ),
            modifiers: &[
                required(
                    "since",
                    Kind::Word,
                    "The name of an earlier `measure` of the same program.",
                ),
                optional(
                    "threads",
                    Kind::Integer(0, 10_000),
                    "How many more threads are accepted; 0 where nothing is said.",
                ),
                optional(
                    "descriptors",
                    Kind::Integer(0, 10_000),
                    "How many more open descriptors, and how many more connections, are accepted; 0 where nothing is said.",
                ),
            ],
            lower: Lower::Action(|script, step| {
                let actor = script.program(step, "settles")?;
                let slack = |key| step.integer(key).map_or(0, |number| number.unsigned_abs());
                Some(Action::Settles {
                    since: script.measure(step, "since", &actor)?,
                    actor,
                    threads: slack("threads"),
                    descriptors: slack("descriptors"),
                })
            }),
            example: r#"{ settles = "server", since = "before", threads = 8 }"#,
        },
        Verb {
            key: required(
                "rests",
                Kind::Actor,
                "Waits until a program, to which nothing is sent, burns no processor time.",
            ),
            modifiers: &[],
            lower: Lower::Action(|script, step| {
                Some(Action::Rests(script.program(step, "rests")?))
            }),
            example: r#"{ rests = "server" }"#,
        },
        Verb {
            key: required(
                "still",
                Kind::Flag,
                "Waits until nothing moves any more: all programs sleep, and no byte comes, goes or is read. It asks nothing of them: where that does not come, the check goes on.",
            ),
            modifiers: &[],
            lower: Lower::Action(|_, _| Some(Action::Still)),
            example: "{ still = true }",
        },
        Verb {
            key: required(
                "idle",
                Kind::Flag,
                "Lets time pass in which nothing is asked of anybody: all of `within`, unless nothing can happen any more before. A program that waits with a limit of time has it run out; for one that waits without, this takes a moment.",
            ),
            modifiers: &[],
            lower: Lower::Action(|_, _| Some(Action::Idle)),
            example: r#"{ idle = true, within = "2s" }"#,
        },
    ],
};

const STREAM: Kind = Kind::Choice(&["stdout", "stderr", "any"]);

fn start(script: &mut Script<'_>, step: &Fields) -> Option<Action> {
    let actor = script.program(step, "start")?;
    let form = step.word("form").map(|form| match form.as_str() {
        "port" => AddressForm::Port,
        "host port" => AddressForm::HostAndPort,
        "none" => AddressForm::None,
        _ => AddressForm::HostPort,
    });
    let (may_exit, at_address) = (flag(step, "may_exit"), flag(step, "at_address"));
    for key in ["may_exit", "at_address"] {
        if flag(step, key) && !script.listens(&actor) {
            let message = format!("`{key}` is for programs that listen, and `{actor}` dials");
            script.problem(step, key, message);
        }
    }
    let arguments = script.arguments(step, &actor);
    Some(Action::Start {
        actor,
        arguments,
        form,
        may_exit,
        at_address,
    })
}

fn stream(step: &Fields) -> Stream {
    match step.word("stream").map_or("stdout", String::as_str) {
        "stderr" => Stream::Stderr,
        "any" => Stream::Any,
        _ => Stream::Stdout,
    }
}

fn flag(step: &Fields, key: &str) -> bool {
    step.flag(key).copied().unwrap_or(false)
}
