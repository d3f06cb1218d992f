//! Where the sentences on each mistake stand in the catalogues.

use super::Messages;
use crate::model::Mistake;

/// Where what is said of each stands in the catalogues: all begin with its name.
pub(super) fn messages(mistake: Mistake) -> Messages {
    let key = format!("mistake-{}", mistake.name());
    let (has_sentence, has_advice) = has(mistake);
    Messages {
        sentence: has_sentence.then(|| key.clone()),
        look: format!("{key}-look"),
        why: format!("{key}-why"),
        next: has_advice.then(|| format!("{key}-next")),
    }
}

/// Whether there is a sentence on what happened, which the failure's cause does not say already, and advice of its own.
fn has(mistake: Mistake) -> (bool, bool) {
    match mistake {
        Mistake::PrefixMissing
        | Mistake::NulPadded
        | Mistake::SomeoneElses
        | Mistake::Earlier
        | Mistake::BrokenCharacter
        | Mistake::Truncated => (false, false),
        Mistake::ReplyPerRead
        | Mistake::SentToAll
        | Mistake::BeginningLost
        | Mistake::CharacterCut
        | Mistake::NotCleared
        | Mistake::EmptyLineEnds
        | Mistake::EmptyLineSkipped
        | Mistake::SpacesLost
        | Mistake::AccentsLost
        | Mistake::AnsweredAnother
        | Mistake::OneAtATime
        | Mistake::JoinedAtOnce
        | Mistake::ChildAccepts
        | Mistake::ParentKeepsCopy
        | Mistake::NotAccepting
        | Mistake::NeverAccepts
        | Mistake::AcceptsOnce
        | Mistake::AllBusy
        | Mistake::BehindLock
        | Mistake::Deadlock
        | Mistake::BlockedByReading
        | Mistake::LeftUnread
        | Mistake::LeftAfterAnswer
        | Mistake::WaitsForDead
        | Mistake::WaitsForItself
        | Mistake::NotWoken
        | Mistake::LinesLeft
        | Mistake::LinesLost
        | Mistake::KeptAnswer
        | Mistake::AfterALeave
        | Mistake::AwaitsMore
        | Mistake::TaskWaits
        | Mistake::SaidAgain
        | Mistake::BothWait
        | Mistake::NoNewline
        | Mistake::Framed
        | Mistake::ClosedAfterFirst
        | Mistake::ClosedWhileUsed
        | Mistake::ClosedWhenIdle
        | Mistake::HalfClosed
        | Mistake::NonBlocking
        | Mistake::NoRoomToWrite
        | Mistake::TurnedAway
        | Mistake::ResetUnread
        | Mistake::PrintsOwnMessage
        | Mistake::BlockedByWriting
        | Mistake::KilledBySigpipe
        | Mistake::ThreadDied
        | Mistake::OnlyIpv6
        | Mistake::Spins
        | Mistake::TriesOn
        | Mistake::EndedOwing
        | Mistake::LeftEarly
        | Mistake::ReadsOn
        | Mistake::NoEndSent
        | Mistake::InputFirst
        | Mistake::DialsPerLine
        | Mistake::AcceptsOn
        | Mistake::ShownLate
        | Mistake::InputEndUncaught
        | Mistake::OtherNumber
        | Mistake::OtherWording
        | Mistake::EmptyLineAdded
        | Mistake::AnswerCut
        | Mistake::ReprSent
        | Mistake::EncodedTwice
        | Mistake::NeverServed
        | Mistake::NeverAwaited => (true, true),
        Mistake::ReadTwice
        | Mistake::UsedUp
        | Mistake::NotHandedOn
        | Mistake::EndedTooSoon
        | Mistake::GivenAgain
        | Mistake::NeverGiven
        | Mistake::AnswerIgnored
        | Mistake::Panicked => (false, true),
    }
}
