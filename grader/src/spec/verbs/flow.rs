//! Verbs that hold other steps.

use crate::model::Action;
use crate::spec::grammar::{Kind, required};

use super::{Lower, Topic, Verb};

pub(super) static TOPIC: Topic = Topic {
    title: "Steps of steps",
    doc: "What is written once and done several times.",
    verbs: &[
        Verb {
            key: required(
                "repeat",
                Kind::Integer(1, 100_000),
                "Repeats steps, so many times.",
            ),
            modifiers: &[required("steps", Kind::List(&Kind::Step), "Which.")],
            lower: Lower::Action(|script, step| {
                let steps = script.steps(step.list("steps")?);
                let times = u32::try_from(*step.integer("repeat")?).ok()?;
                Some(Action::Repeat { times, steps })
            }),
            example: r#"{ repeat = 3, steps = [{ send = "{x}", from = "chatty" }] }"#,
        },
        Verb {
            key: required(
                "do",
                Kind::Word,
                "Does the steps of a sequence, as if they stood here.",
            ),
            modifiers: &[],
            lower: Lower::Inline,
            example: r#"{ do = "oracle" }"#,
        },
    ],
};
