//! What the build put into the program: files of exercises, and the programs of model solutions with digests of them.

use std::process::ExitCode;

use crate::model::reference_named;

/// The `main` of a program.
type Main = fn() -> ExitCode;

#[allow(
    clippy::allow_attributes,
    clippy::allow_attributes_without_reason,
    reason = "model solutions are programs of their own, and which of the lints they break is not known here"
)]
mod generated {
    include!(concat!(env!("OUT_DIR"), "/embedded.rs"));
}

/// Plays a program of a model solution, if `argv0` names one; the other arguments are the program's own.
pub fn play(argv0: &str) -> Option<ExitCode> {
    let (exercise, role) = reference_named(argv0)?;
    let program = generated::PROGRAMS
        .iter()
        .find(|(e, r, _)| (*e, *r) == (exercise, role));
    program.map(|(.., main)| main())
}

/// A digest of the source of an exercise's model solution, if there is one.
pub(super) fn digest(exercise: &str) -> Option<&'static str> {
    let solution = generated::DIGESTS.iter().find(|(of, _)| *of == exercise);
    solution.map(|(_, digest)| *digest)
}

/// A digest, if it is that of the source of a model solution.
pub(super) fn known(digest: &str) -> Option<&'static str> {
    let mut digests = generated::DIGESTS.iter().map(|(_, digest)| *digest);
    digests.find(|one| *one == digest)
}

/// The roles that it has programs for.
#[cfg(test)]
pub(super) fn roles(exercise: &str) -> Vec<&'static str> {
    let programs = generated::PROGRAMS
        .iter()
        .filter(|(of, ..)| *of == exercise);
    programs.map(|(_, role, _)| *role).collect()
}

/// A file.
pub(super) fn file(path: &str) -> Option<&'static [u8]> {
    let file = generated::FILES.iter().find(|(name, _)| *name == path);
    file.map(|(_, bytes)| *bytes)
}

/// The files whose paths begin so, by the rest of their paths, in alphabetical order.
pub(super) fn files(prefix: &str) -> impl Iterator<Item = (&'static str, &'static [u8])> {
    let files = generated::FILES.iter();
    files.filter_map(move |(path, bytes)| Some((path.strip_prefix(prefix)?, *bytes)))
}
