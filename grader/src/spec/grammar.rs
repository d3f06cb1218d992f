//! The grammar of exercise files, as data: which tables there are, their keys and their types.
//!
//! The reader, the reference page and the schema for editors are all made from these tables, so that none of them
//! can tell something else than the others. The verbs of steps stand in `verbs`.

use super::check::{ACTOR, CHECK, WRONG};
use super::overlay::OVERLAY;

/// A table of an exercise file.
pub(super) struct Table {
    /// Its name in the documents.
    pub(super) title: &'static str,
    /// What it is for.
    pub(super) doc: &'static str,
    /// All keys that it may have.
    pub(super) keys: &'static [Key],
}

/// A key of a table.
pub(super) struct Key {
    /// Its name.
    pub(super) name: &'static str,
    /// What its value must be.
    pub(super) kind: Kind,
    /// Whether it must be there.
    pub(super) required: bool,
    /// What it says.
    pub(super) doc: &'static str,
}

/// What a value must be.
pub(super) enum Kind {
    /// A text in both languages.
    Text,
    /// A name, or a word of the author's.
    Word,
    /// A whole number, both ends included.
    Integer(i64, i64),
    /// `true` or `false`.
    Flag,
    /// A time, such as `"10s"`.
    Duration,
    /// A number of bytes, such as `"64 KiB"`.
    Size,
    /// One of these words.
    Choice(&'static [&'static str]),
    /// A text with variables in braces.
    Template,
    /// One such text, or several.
    Templates,
    /// A pattern for one line.
    Pattern,
    /// Bytes, such as `"ff fe 0a"`.
    Bytes,
    /// An actor, or one of a group.
    Actor,
    /// How bytes are cut.
    Pieces,
    /// How a variable is drawn.
    Draw,
    /// Two sums and how they compare.
    Comparison,
    /// A text as it is.
    Raw,
    /// Any number of these.
    List(&'static Kind),
    /// A table with these keys.
    Table(&'static Table),
    /// A table whose keys are names of the author's.
    Named(&'static Kind),
    /// A step: a table with one verb.
    Step,
}

impl Kind {
    /// What it is, to go on after "expected".
    pub(super) fn phrase(&self) -> String {
        match self {
            Self::Text => "a text in both languages, `{ fr = \"…\", en = \"…\" }`".into(),
            Self::Word => "a name, between quotes".into(),
            Self::Integer(least, i64::MAX) => format!("a whole number of at least {least}"),
            Self::Integer(least, most) if least == most => format!("the number {least}"),
            Self::Integer(least, most) => format!("a whole number from {least} to {most}"),
            Self::Flag => "`true` or `false`".into(),
            Self::Duration => "a time, such as `\"10s\"` or `\"500ms\"`".into(),
            Self::Size => "a size, such as `\"64 KiB\"`".into(),
            Self::Choice(words) => {
                let words: Vec<String> = words.iter().map(|word| format!("`\"{word}\"`")).collect();
                words.join(" or ")
            }
            Self::Template => "a text, in which `{name}` stands for a variable".into(),
            Self::Templates => {
                "a text in which `{name}` stands for a variable, or a list of such texts".into()
            }
            Self::Pattern => "a regular expression for one line, between quotes".into(),
            Self::Bytes => "bytes in hexadecimal, such as `\"ff fe 0a\"`".into(),
            Self::Actor => "an actor, such as `\"server\"`, or one of a group, such as `\"chatty[3]\"`".into(),
            Self::Pieces => "`\"bytes\"`, `\"character\"`, or a number of pieces from 2 on".into(),
            Self::Draw => {
                "`\"word\"`, `\"accents\"`, `{ line = \"64 KiB\" }`, or a range such as `[0, 1000]` or `[\"a + 1\", \"a + 9\"]`".into()
            }
            Self::Comparison => "a comparison of two sums, such as `\"b - a <= 1000\"`".into(),
            Self::Raw => "a text, between quotes".into(),
            Self::List(_) => "a list, between `[` and `]`".into(),
            Self::Table(table) => format!("a table with the keys of {}", table.title),
            Self::Named(_) => "a table with names of your choice".into(),
            Self::Step => "a step, such as `{ start = \"server\" }`".into(),
        }
    }
}

/// A key that must be there.
pub(super) const fn required(name: &'static str, kind: Kind, doc: &'static str) -> Key {
    Key {
        name,
        kind,
        required: true,
        doc,
    }
}

/// A key that may be left out.
pub(super) const fn optional(name: &'static str, kind: Kind, doc: &'static str) -> Key {
    Key {
        name,
        kind,
        required: false,
        doc,
    }
}

/// The tables, in the order of the reference page.
pub(super) static TABLES: &[&Table] = &[
    &EXERCISE,
    &LIMITS,
    &DEPENDENCY,
    &ROLE,
    &CHECK,
    &WRONG,
    &ACTOR,
    &OVERLAY,
];

/// The file itself.
pub(super) static EXERCISE: Table = Table {
    title: "the file",
    doc: "What stands at the top of `exercise.toml`.",
    keys: &[
        required(
            "format",
            Kind::Integer(1, 1),
            "The version of this grammar.",
        ),
        required(
            "id",
            Kind::Word,
            "The exercise's name, the same as its folder's: small letters, digits, `-`.",
        ),
        required("title", Kind::Text, "Its title."),
        required("stars", Kind::Integer(1, 5), "How difficult it is."),
        optional(
            "scale",
            Kind::Integer(1, 1000),
            "The full mark; 20 where nothing is said.",
        ),
        optional(
            "limits",
            Kind::Table(&LIMITS),
            "What programs may use, and how long waits last.",
        ),
        optional(
            "dependencies",
            Kind::Named(&Kind::Table(&DEPENDENCY)),
            "The crates of Rust's own registry that submissions may be built with, by name; where nothing is said, any of them.",
        ),
        required(
            "roles",
            Kind::Named(&Kind::Table(&ROLE)),
            "The parts in the protocol, by name.",
        ),
        optional(
            "cast",
            Kind::Named(&Kind::Table(&ACTOR)),
            "Actors that checks share, by name. A check has those that its steps mention, and those that they dial.",
        ),
        optional(
            "sequence",
            Kind::Named(&Kind::List(&Kind::Step)),
            "Steps that checks share, by name; a step `{ do = \"name\" }` stands for them.",
        ),
        required(
            "check",
            Kind::List(&Kind::Table(&CHECK)),
            "The checks, in the order in which they are shown: `[[check]]` for each.",
        ),
    ],
};

/// `[dependencies]`
static DEPENDENCY: Table = Table {
    title: "a crate of `[dependencies]`",
    doc: "A crate that submissions may be built with, and all that it needs. `grader prefetch` fetches these crates and \
          builds them beforehand; submissions are built without a network.",
    keys: &[
        required(
            "version",
            Kind::Word,
            "The versions, as in a `Cargo.toml`: `\"1\"`.",
        ),
        optional(
            "features",
            Kind::List(&Kind::Word),
            "The features that are fetched and built, besides the default ones; a submission may ask for fewer.",
        ),
    ],
};

/// `[limits]`
static LIMITS: Table = Table {
    title: "`[limits]`",
    doc: "What programs may use, and how long waits last. Times count what a program could have run: waiting for a processor, or for a disk, is not held against it.",
    keys: &[
        optional(
            "start",
            Kind::Duration,
            "From the launch of a program until it listens or dials; 10 s where nothing is said.",
        ),
        optional(
            "step",
            Kind::Duration,
            "One wait of a step, from what a program last sent to another: those that talk are at work. A step may name its own with `within`; 10 s where nothing is said.",
        ),
        optional(
            "check",
            Kind::Duration,
            "A whole check; 10 min where nothing is said.",
        ),
        optional(
            "stop",
            Kind::Duration,
            "From the request to end until a program has ended; 5 s where nothing is said.",
        ),
        optional(
            "build",
            Kind::Duration,
            "The whole build; 5 min where nothing is said.",
        ),
        optional(
            "memory",
            Kind::Size,
            "Memory of a program and all that it starts, together; 256 MiB where nothing is said.",
        ),
        optional(
            "output",
            Kind::Size,
            "What a program may print in a check, on both streams together; 64 MiB where nothing is said.",
        ),
        optional(
            "traffic",
            Kind::Size,
            "What a program may send in a check, on all of its connections; 64 MiB where nothing is said.",
        ),
        optional(
            "connections",
            Kind::Integer(1, 100_000),
            "Connections that a program may make in a check; 4096 where nothing is said.",
        ),
        optional(
            "processes",
            Kind::Integer(1, 100_000),
            "Processes and threads of a program and all that it starts, at once; 512 where nothing is said.",
        ),
        optional(
            "file",
            Kind::Size,
            "A file that a program writes; 16 MiB where nothing is said.",
        ),
        optional(
            "descriptors",
            Kind::Integer(16, 1_000_000),
            "Open descriptors of a process; 2048 where nothing is said.",
        ),
        optional(
            "cpu",
            Kind::Duration,
            "Processor time of a program and all that it starts, together; 60 s where nothing is said.",
        ),
    ],
};

/// `[roles.NAME]`
static ROLE: Table = Table {
    title: "`[roles.NAME]`",
    doc: "A part in the protocol. It has `ports` if its programs listen, `dials` if they dial.",
    keys: &[
        required(
            "names",
            Kind::List(&Kind::Word),
            "The words by which a student's program is known to play it; the role's own name is one of them anyway.",
        ),
        optional(
            "ports",
            Kind::List(&Kind::Integer(1, 65_535)),
            "Its programs listen. The first port is handed out; a program that dials may have any of them in its code.",
        ),
        optional("dials", Kind::Word, "Its programs dial those of this role."),
        optional(
            "arguments",
            Kind::List(&Kind::Template),
            "What its programs are given after the address. A check that starts one draws the variables in it.",
        ),
    ],
};
