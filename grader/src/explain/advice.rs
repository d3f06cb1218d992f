//! What to do next, by the kind of the verdict.

use super::{ending, who};
use crate::i18n::{Catalog, args};
use crate::model::{CheckReport, Doubt, Exit, ExitStatus, Failure, Likeness, Missing, Outcome};

/// The advice on what came of `check`, where there is something to do.
pub(super) fn sentence(check: &CheckReport, catalog: &Catalog) -> Option<String> {
    let id = match &check.outcome {
        Outcome::Passed | Outcome::Skipped { .. } => return None,
        Outcome::Failed(Failure::NoProgram { role, missing }) => {
            return Some(absent(role, missing, catalog));
        }
        Outcome::Failed(Failure::NotPrinted { by, .. })
            if ending::ended_before(check, by).is_some() =>
        {
            "advice-exited"
        }
        Outcome::Failed(Failure::NotCarried { from, to, .. })
            if ending::closed_by(check, from, to)
                .is_some_and(|(by, _)| who::is_yours(by, &check.cast)) =>
        {
            "advice-ended-early"
        }
        Outcome::Failed(failure) => failed(failure),
        Outcome::Inconclusive(doubt) => match doubt {
            Doubt::NeedsIsolation { .. } => "advice-needs-isolation",
            Doubt::PortTaken { .. } => "advice-port-taken",
            Doubt::ReferenceFailed { .. } => "advice-reference-failed",
            Doubt::ProgramLacks { needs, .. } => return Some(lacks(needs, catalog)),
            Doubt::HostFailed { .. } => "advice-host-failed",
            Doubt::GraderFailed { .. } => "advice-grader-failed",
            Doubt::NeedsUnknown { .. } | Doubt::NeedsRun => return None,
        },
    };
    Some(catalog.plain(id))
}

fn failed(failure: &Failure) -> &'static str {
    match failure {
        Failure::NoProgram { .. } | Failure::CannotExecute { .. } => "advice-cannot-execute",
        Failure::NeverListened { .. } => "advice-never-listened",
        Failure::ListensElsewhere { .. } => "advice-listens-elsewhere",
        Failure::Unreachable { .. } => "advice-unreachable",
        Failure::ExitedBeforeListening { .. } | Failure::ExitedBeforeConnecting { .. } => {
            "advice-exited-before"
        }
        Failure::NeverConnected { .. } => "advice-never-connected",
        Failure::Exited {
            exit: Exit::Code(0),
            ..
        } => "advice-exited-success",
        Failure::Exited { .. } => "advice-exited",
        Failure::Refused { .. } => "advice-refused",
        Failure::NotAccepted { .. } => "advice-not-accepted",
        Failure::NoAnswer { .. } => "advice-no-answer",
        Failure::WrongAnswer { likeness, .. } => match likeness {
            Likeness::Unknown => "advice-wrong-answer-unknown",
            Likeness::PrefixMissing => "advice-wrong-answer-prefix-missing",
            Likeness::PrefixDiffers => "advice-wrong-answer-prefix-differs",
            Likeness::NulPadded => "advice-wrong-answer-nul-padded",
            Likeness::ReplyPerRead => "advice-wrong-answer-reply-per-read",
            Likeness::SomeoneElses => "advice-wrong-answer-someone-elses",
            Likeness::Earlier => "advice-wrong-answer-earlier",
            Likeness::BrokenCharacter => "advice-wrong-answer-broken-character",
            Likeness::Truncated => "advice-wrong-answer-truncated",
        },
        Failure::EndedEarly { .. } => "advice-ended-early",
        Failure::NotEnded { .. } => "advice-not-ended",
        Failure::NotRead { .. } => "advice-not-read",
        Failure::NotPrinted { .. } => "advice-not-printed",
        Failure::NotReceived { .. } => "advice-not-received",
        Failure::NotExited { .. } => "advice-not-exited",
        Failure::WrongStatus { wanted, .. } => match wanted {
            ExitStatus::Success | ExitStatus::Any => "advice-wrong-status-success",
            ExitStatus::Failure => "advice-wrong-status-failure",
        },
        Failure::SaidNothing { .. } => "advice-said-nothing",
        Failure::NotCarried { .. } => "advice-not-carried",
        Failure::RuleBroken { .. } => "advice-rule-broken",
        Failure::Grows { .. } => "advice-grows",
        Failure::Burns { .. } => "advice-burns",
        Failure::Limit { .. } => "advice-limit",
    }
}

fn absent(role: &str, missing: &Missing, catalog: &Catalog) -> String {
    match missing {
        Missing::NotFound { looked_for, .. } => {
            let name = looked_for.first().map_or(role, String::as_str);
            catalog.text("advice-not-found", &args!["name" => name])
        }
        Missing::Ambiguous { .. } => catalog.text("advice-ambiguous", &args!["role" => role]),
        Missing::DidNotBuild { .. } => catalog.plain("advice-did-not-build"),
        Missing::NotDeclared => catalog.text("advice-not-declared", &args!["role" => role]),
        Missing::NotMade { .. } => catalog.plain("advice-not-made"),
        Missing::NoFile { .. } => catalog.plain("advice-no-file"),
        Missing::NoInterpreter { needs, .. } => lacks(needs, catalog),
    }
}

fn lacks(needs: &str, catalog: &Catalog) -> String {
    catalog.text("advice-no-interpreter", &args!["needs" => needs])
}
