//! The nouns that two or more stages share. No stage's work is done here.

mod build;
mod class;
mod comparison;
mod declaration;
pub mod escape;
mod exercise;
mod gap;
mod handed;
mod ignored;
mod isolation;
mod line;
mod member;
mod mistake;
mod name;
mod program;
mod report;
mod said;
mod served;
mod step;
mod stuck;
mod template;
mod text;
mod trace;
mod twice;
mod verdict;

pub use build::{
    Bounds, Build, BuildLimit, CommandFailure, Diagnostic, FailedCommand, LeftOut, Place, Refusal,
    Refused, Unwanted,
};
pub use class::{
    Adjustment, Came, Discarded, DiscardedWhy, Entry, Given, Number, Ruling, Student, System,
    Unfit, Without,
};
pub use comparison::{Comparison, Operator};
pub use declaration::{Misdeclared, Misdeclaring};
pub use exercise::{
    Actor, ActorName, Allowed, AllowedCrate, By, Check, CheckId, Conduct, Draw, Exercise,
    ExerciseId, Group, Limits, Role, RoleName, WrongAnswer,
};
pub use gap::Gap;
pub use handed::{GivenAgain, Owed};
pub use ignored::Ignored;
pub use isolation::{Guarantees, Isolation, IsolationKind, MemoryBound, Remedy};
pub use line::Line;
pub use member::{Member, NoMember};
pub use mistake::Mistake;
pub use name::{Name, composed, folded, plain};
pub use program::{
    AddressForm, Executable, Found, Missing, Program, Programs, SEEN_FOLDER, Word, reference_name,
    reference_named,
};
pub use report::{Asked, CheckReport, Mark, Part, Player, Report, RoleReport, Tally};
pub use said::{
    tells_an_end, tells_of_a_write, tells_of_an_error, tells_of_an_exception,
    tells_of_an_unawaited_one, tells_of_number, tells_of_the_end_of_input,
};
pub use served::Served;
pub use step::{
    Action, ActorRef, Closing, Cut, ExitStatus, Expectation, Payload, Pieces, Step, Stream,
};
pub use stuck::{Awaited, Frame, Waiting, function_names};
pub use template::{Sum, Template, TemplateError, Term, Variables};
pub use text::{Lang, Text};
pub use trace::{Fact, Observation, Trace, Until};
pub use twice::ReadTwice;
pub use verdict::{Approach, Doubt, Exit, Failure, Likeness, LimitKind, Listener, Outcome};
