//! The grammar of `[[check]]`, and of who takes part in one.

use super::grammar::{Kind, Table, optional, required};

/// `[[check]]`
pub(super) static CHECK: Table = Table {
    title: "`[[check]]`",
    doc: "One question worth points. It is passed when all its steps are.",
    keys: &[
        required("id", Kind::Word, "Its name: small letters, digits, `-`."),
        required("points", Kind::Integer(1, 1000), "What it is worth."),
        required(
            "title",
            Kind::Text,
            "What it asks, in a sentence of at most 60 characters.",
        ),
        optional("hint", Kind::Text, "What to think of when it fails."),
        optional(
            "wrong",
            Kind::List(&Kind::Table(&WRONG)),
            "Wrong answers that tell what is wrong: where one comes instead of what a step expects, its hint is shown \
             instead of the check's. The first that matches counts.",
        ),
        optional(
            "needs",
            Kind::List(&Kind::Word),
            "Earlier checks without which it cannot be run; when one of them is not passed, it is skipped.",
        ),
        optional(
            "group",
            Kind::Choice(&["basic", "robustness", "bonus"]),
            "`basic` where nothing is said. Bonus points lift a mark, never above the scale.",
        ),
        optional(
            "isolated_only",
            Kind::Flag,
            "It can only be run where programs run on isolated machines.",
        ),
        optional(
            "rounds",
            Kind::Integer(1, 100),
            "How often it is run, for what is a race; one failure is a failure.",
        ),
        optional(
            "draw",
            Kind::Named(&Kind::Draw),
            "The variables to draw, by name. Words and lines are drawn for each member of a group, numbers for the whole check.",
        ),
        optional(
            "cast",
            Kind::Named(&Kind::Table(&ACTOR)),
            "Its own actors, by name, beside the shared ones or instead of them.",
        ),
        required("steps", Kind::List(&Kind::Step), "What happens, in order."),
    ],
};

/// An entry of `wrong`
pub(super) static WRONG: Table = Table {
    title: "a wrong answer",
    doc: "What a usual mistake answers: an entry of a check's `wrong`. Ask small questions first, to which one mistake answers what no \
          other does.",
    keys: &[
        required(
            "got",
            Kind::Pattern,
            "The line that came, without its end; variables have no value here.",
        ),
        required("hint", Kind::Text, "What to think of when it comes."),
    ],
};

/// An actor of a cast.
pub(super) static ACTOR: Table = Table {
    title: "an actor",
    doc: "Who takes part: an entry of `cast`.",
    keys: &[
        required("role", Kind::Word, "The role that it plays."),
        required(
            "by",
            Kind::Choice(&[
                "submission",
                "reference",
                "script",
                "submission-or-reference",
            ]),
            "Who plays it: the student's program, the model solution's, the steps of the check, or the student's \
             program if there is one, else the model solution's.",
        ),
        optional(
            "count",
            Kind::Integer(1, 200),
            "How many there are; a step on the name acts on all of them at once. One where nothing is said.",
        ),
        optional(
            "dials",
            Kind::Word,
            "The actor that it dials. Where nothing is said: the only one of the check that plays the role to dial.",
        ),
        optional(
            "arguments",
            Kind::List(&Kind::Template),
            "What its program is given after the address, instead of its role's arguments.",
        ),
        optional(
            "answers",
            Kind::Template,
            "A scripted server answers by itself: this for each message, in which `{line}` stands for the message and `{nonce}` for a word drawn anew for every answer, which ends in an accent where the message is not all ASCII. It ends its stream once its client has ended and has its answers. Who sends it more than 10000 has reached a limit.",
        ),
        optional("pieces", Kind::Pieces, "How such answers are cut."),
        optional(
            "connections",
            Kind::Integer(1, 100_000),
            "On how many connections a program may send it messages; as many as it may make where nothing is said.",
        ),
    ],
};
