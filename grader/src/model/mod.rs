//! The nouns that two or more stages share. No stage's work is done here.

mod class;
pub mod escape;
mod exercise;
mod line;
mod member;
mod program;
mod report;
mod step;
mod template;
mod text;
mod trace;
mod verdict;

pub use class::{Adjustment, Came, Entry, Given, LeftOut, LeftOutWhy, Refusal, Ruling, Student};
pub use exercise::{
    Actor, ActorName, By, Check, CheckId, Conduct, Draw, Exercise, ExerciseId, Group, Limits, Role,
    RoleName,
};
pub use line::Line;
pub use member::{Member, NoMember};
pub use program::{
    AddressForm, Build, Diagnostic, Executable, Found, Missing, Place, Program, Programs, Word,
};
pub use report::{
    Asked, CheckReport, Isolation, IsolationKind, Mark, Part, Player, Report, RoleReport, Tally,
};
pub use step::{
    Action, ActorRef, Closing, Comparison, Cut, ExitStatus, Expectation, Payload, Pieces, Step,
    Stream,
};
pub use template::{Sum, Template, TemplateError, Term, Variables};
pub use text::{Lang, Text};
pub use trace::{Fact, Observation, Trace, Until};
pub use verdict::{
    Approach, Doubt, Exit, Failure, Likeness, LimitKind, Listener, Outcome, Verdict,
};
