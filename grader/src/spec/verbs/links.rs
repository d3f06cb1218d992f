//! Verbs for links: what a conversation of a program carries, and the trouble that the network makes.

use crate::model::{Action, Cut, Payload};
use crate::spec::grammar::{Key, Kind, optional, required};

use super::peers::{END, closing};
use super::{Lower, Topic, Verb};

pub(super) static TOPIC: Topic = Topic {
    title: "Links",
    doc: "Steps on the conversation of two actors, one of which dials the other. Where a group dials, a step on the \
          group acts on each member's link.",
    verbs: &[
        Verb {
            key: required(
                "hold",
                Kind::Actor,
                "The link keeps what this actor sends, instead of carrying it.",
            ),
            modifiers: &[
                TO,
                optional(
                    "line",
                    Kind::Pattern,
                    "The first line that is held; at once where nothing is said.",
                ),
            ],
            lower: Lower::Action(|script, step| {
                let (from, to) = script.pair(step, "hold", "to")?;
                let line = step.pattern("line").cloned();
                if let Some(line) = &line {
                    script.pattern_known(step, "line", &from, line);
                }
                Some(Action::Hold { from, to, line })
            }),
            example: r#"{ hold = "workers", to = "server", line = "^RESULT" }"#,
        },
        Verb {
            key: required(
                "held",
                Kind::Actor,
                "Waits until the link holds a whole line of this actor's.",
            ),
            modifiers: &[TO],
            lower: Lower::Action(|script, step| {
                let (from, to) = script.pair(step, "held", "to")?;
                Some(Action::Held { from, to })
            }),
            example: r#"{ held = "workers", to = "server" }"#,
        },
        Verb {
            key: required(
                "release",
                Kind::Actor,
                "The link lets go what it held of this actor, of all members at one moment, and holds no more.",
            ),
            modifiers: &[
                TO,
                optional(
                    "but_last",
                    Kind::Integer(0, 1_000_000),
                    "How many bytes at the end of what was held are dropped instead.",
                ),
            ],
            lower: Lower::Action(|script, step| {
                let (from, to) = script.pair(step, "release", "to")?;
                let but_last = step.integer("but_last").copied().unwrap_or(0);
                let but_last = usize::try_from(but_last).ok()?;
                Some(Action::Release { from, to, but_last })
            }),
            example: r#"{ release = "workers", to = "server" }"#,
        },
        Verb {
            key: required(
                "carries",
                Kind::Pattern,
                "Waits until the link has carried a line that the pattern matches, one that no earlier step of this \
                 kind has taken; its named groups become variables.",
            ),
            modifiers: &[FROM, TO],
            lower: Lower::Action(|script, step| {
                let (from, to) = script.pair(step, "from", "to")?;
                // A group's own values, whichever side of the link it is on.
                let holder = if script.is_group(&from) {
                    from.clone()
                } else {
                    to.clone()
                };
                let pattern = script.capture(step, "carries", &holder)?;
                Some(Action::Carries { from, to, pattern })
            }),
            example: r#"{ carries = '^TASK', from = "server", to = "workers" }"#,
        },
        Verb {
            key: required(
                "each",
                Kind::Pattern,
                "All lines that the link has carried and the pattern matches satisfy a comparison; there must be at least one.",
            ),
            modifiers: &[
                FROM,
                TO,
                required(
                    "satisfies",
                    Kind::Comparison,
                    "The comparison, of the pattern's named groups, variables and numbers: `<`, `<=`, `=`, `>=`, `>`.",
                ),
            ],
            lower: Lower::Action(|script, step| {
                let (from, to) = script.pair(step, "from", "to")?;
                let pattern = step.pattern("each")?.clone();
                script.pattern_known(step, "each", &from, &pattern);
                let satisfies = script.comparison(step, "satisfies", &pattern, &from)?;
                Some(Action::Each {
                    from,
                    to,
                    pattern,
                    satisfies,
                })
            }),
            example: r#"{ each = '^TASK \S+ (?<first>\d+) (?<end>\d+)$', from = "server", to = "workers", satisfies = "end - first <= 1000" }"#,
        },
        Verb {
            key: required(
                "covers",
                Kind::Pattern,
                "The ranges in the lines that the link has carried cover the whole, without a gap and none twice. The \
                 pattern's two named groups are where a range begins and where it ends, the end not included.",
            ),
            modifiers: &[
                FROM,
                TO,
                required("begin", Kind::Template, "Where the whole begins."),
                required("end", Kind::Template, "Where it ends, not included."),
                required(
                    "once",
                    Kind::Pattern,
                    "Asked only where the sender has printed a line that this matches: before, it may not have come to all \
                     of them.",
                ),
            ],
            lower: Lower::Action(|script, step| {
                let (from, to) = script.pair(step, "from", "to")?;
                let pattern = script.ranges(step, "covers", &from)?;
                let sender = script.program(step, "from")?;
                let once = step.pattern("once")?.clone();
                script.pattern_known(step, "once", &sender, &once);
                Some(Action::Covers {
                    begin: script.one_template(step, "begin", &from)?,
                    end: script.one_template(step, "end", &from)?,
                    from,
                    to,
                    pattern,
                    once,
                })
            }),
            example: r#"{ covers = '^TASK \S+ (?<first>\d+) (?<end>\d+)$', from = "server", to = "worker", begin = "{a}", end = "{b}", once = '^TOTAL' }"#,
        },
        Verb {
            key: required(
                "cut",
                Kind::Actor,
                "The link ends the conversation on both sides.",
            ),
            modifiers: &[
                TO,
                optional(
                    "how",
                    Kind::Choice(&["close", "reset"]),
                    "What both sides see: the end of the stream, which is meant where nothing is said, or a reset.",
                ),
            ],
            lower: Lower::Action(|script, step| {
                let (from, to) = script.pair(step, "cut", "to")?;
                let how = match step.word("how").map_or("close", String::as_str) {
                    "reset" => Cut::Reset,
                    _ => Cut::Close,
                };
                Some(Action::Cut { from, to, how })
            }),
            example: r#"{ cut = "workers[0]", to = "server" }"#,
        },
        Verb {
            key: required(
                "delay",
                Kind::Duration,
                "The link delays from here on what one actor sends to the other.",
            ),
            modifiers: &[FROM, TO],
            lower: Lower::Action(|script, step| {
                let (from, to) = script.pair(step, "from", "to")?;
                let by = *step.duration("delay")?;
                Some(Action::Delay { from, to, by })
            }),
            example: r#"{ delay = "200ms", from = "server", to = "client" }"#,
        },
        Verb {
            key: required(
                "fragment",
                Kind::Pieces,
                "The link cuts from here on what one actor sends to the other into pieces, each handed on once the last was read.",
            ),
            modifiers: &[FROM, TO],
            lower: Lower::Action(|script, step| {
                let (from, to) = script.pair(step, "from", "to")?;
                let pieces = *step.pieces("fragment")?;
                Some(Action::Fragment { from, to, pieces })
            }),
            example: r#"{ fragment = "bytes", from = "workers", to = "server" }"#,
        },
        Verb {
            key: required(
                "insert",
                Kind::Template,
                "The link adds a text and the end of its line to what one actor sends to the other, ahead of what it holds.",
            ),
            modifiers: &[FROM, TO, END],
            lower: Lower::Action(|script, step| {
                let (from, to) = script.pair(step, "from", "to")?;
                let text = script.one_template(step, "insert", &from)?;
                let payload = Payload::Text {
                    text,
                    end: closing(step),
                };
                Some(Action::Insert { from, to, payload })
            }),
            example: r#"{ insert = "RESULT {id} 12x", from = "workers", to = "server" }"#,
        },
    ],
};

const FROM: Key = required("from", Kind::Actor, "Who sends.");
const TO: Key = required("to", Kind::Actor, "Who is sent to.");
