//! Where to look first, where no usual mistake was found: a way to find what is wrong, by the kind of the failure.

use crate::i18n::Catalog;
use crate::model::{CheckReport, Exit, Failure, Outcome};

/// How to go and look for what made `check` fail; nothing where the grader has said all that there is to know.
pub(super) fn look(check: &CheckReport, catalog: &Catalog) -> Option<String> {
    let Outcome::Failed(failure) = &check.outcome else {
        return None;
    };
    let id = match failure {
        Failure::NoProgram { .. } => return None,
        Failure::NeverListened { .. }
        | Failure::ListensElsewhere { .. }
        | Failure::Unreachable { .. } => "look-listening",
        Failure::ExitedBeforeListening {
            exit: Exit::Signal(_),
            ..
        }
        | Failure::ExitedBeforeConnecting {
            exit: Exit::Signal(_),
            ..
        }
        | Failure::Exited {
            exit: Exit::Signal(_),
            ..
        } => "look-killed",
        Failure::CannotExecute { .. }
        | Failure::ExitedBeforeListening { .. }
        | Failure::ExitedBeforeConnecting { .. }
        | Failure::Exited { .. } => "look-ended",
        Failure::NeverConnected { .. }
        | Failure::NotAccepted { .. }
        | Failure::NoAnswer { .. }
        | Failure::NotRead { .. }
        | Failure::NotPrinted { .. }
        | Failure::NotReceived { .. }
        | Failure::NotCarried { .. } => "look-waiting",
        Failure::WrongAnswer { .. } => "look-answer",
        Failure::EndedEarly { .. } | Failure::Refused { .. } => "look-closed",
        Failure::NotEnded { .. } | Failure::NotExited { .. } => "look-stays",
        Failure::WrongStatus { .. } | Failure::SaidNothing { .. } => "look-status",
        Failure::RuleBroken { .. } | Failure::NotCovered { .. } => "look-rule",
        Failure::Grows { .. } => "look-grows",
        Failure::Burns { .. } | Failure::Limit { .. } => "look-burns",
    };
    Some(catalog.plain(id))
}
