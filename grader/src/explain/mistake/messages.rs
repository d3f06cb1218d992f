//! Where the sentences on each mistake stand in the catalogues.

use crate::model::Mistake;

/// The keys of what is said of a mistake.
pub(super) struct Messages {
    pub(super) sentence: Option<&'static str>,
    pub(super) look: &'static str,
    pub(super) why: &'static str,
    pub(super) next: Option<&'static str>,
}

/// Where what is said of each stands in the catalogues.
pub(super) fn messages(mistake: Mistake) -> Messages {
    match mistake {
        Mistake::PrefixMissing => Messages {
            sentence: None,
            look: "mistake-prefix-missing-look",
            why: "mistake-prefix-missing-why",
            next: None,
        },
        Mistake::NulPadded => Messages {
            sentence: None,
            look: "mistake-nul-padded-look",
            why: "mistake-nul-padded-why",
            next: None,
        },
        Mistake::ReplyPerRead => Messages {
            sentence: Some("mistake-reply-per-read"),
            look: "mistake-reply-per-read-look",
            why: "mistake-reply-per-read-why",
            next: Some("mistake-reply-per-read-next"),
        },
        Mistake::SomeoneElses => Messages {
            sentence: None,
            look: "mistake-someone-elses-look",
            why: "mistake-someone-elses-why",
            next: None,
        },
        Mistake::SentToAll => Messages {
            sentence: Some("mistake-sent-to-all"),
            look: "mistake-sent-to-all-look",
            why: "mistake-sent-to-all-why",
            next: Some("mistake-sent-to-all-next"),
        },
        Mistake::Earlier => Messages {
            sentence: None,
            look: "mistake-earlier-look",
            why: "mistake-earlier-why",
            next: None,
        },
        Mistake::BrokenCharacter => Messages {
            sentence: None,
            look: "mistake-broken-character-look",
            why: "mistake-broken-character-why",
            next: None,
        },
        Mistake::Truncated => Messages {
            sentence: None,
            look: "mistake-truncated-look",
            why: "mistake-truncated-why",
            next: None,
        },
        Mistake::AnsweredAnother => Messages {
            sentence: Some("mistake-answered-another"),
            look: "mistake-answered-another-look",
            why: "mistake-answered-another-why",
            next: Some("mistake-answered-another-next"),
        },
        Mistake::OneAtATime => Messages {
            sentence: Some("mistake-one-at-a-time"),
            look: "mistake-one-at-a-time-look",
            why: "mistake-one-at-a-time-why",
            next: Some("mistake-one-at-a-time-next"),
        },
        Mistake::JoinedAtOnce => Messages {
            sentence: Some("mistake-joined-at-once"),
            look: "mistake-joined-at-once-look",
            why: "mistake-joined-at-once-why",
            next: Some("mistake-joined-at-once-next"),
        },
        Mistake::ChildAccepts => Messages {
            sentence: Some("mistake-child-accepts"),
            look: "mistake-child-accepts-look",
            why: "mistake-child-accepts-why",
            next: Some("mistake-child-accepts-next"),
        },
        Mistake::NotAccepting => Messages {
            sentence: Some("mistake-not-accepting"),
            look: "mistake-not-accepting-look",
            why: "mistake-not-accepting-why",
            next: Some("mistake-not-accepting-next"),
        },
        Mistake::AllBusy => Messages {
            sentence: Some("mistake-all-busy"),
            look: "mistake-all-busy-look",
            why: "mistake-all-busy-why",
            next: Some("mistake-all-busy-next"),
        },
        Mistake::BehindLock => Messages {
            sentence: Some("mistake-behind-lock"),
            look: "mistake-behind-lock-look",
            why: "mistake-behind-lock-why",
            next: Some("mistake-behind-lock-next"),
        },
        Mistake::Deadlock => Messages {
            sentence: Some("mistake-deadlock"),
            look: "mistake-deadlock-look",
            why: "mistake-deadlock-why",
            next: Some("mistake-deadlock-next"),
        },
        Mistake::BlockedByReading => Messages {
            sentence: Some("mistake-blocked-by-reading"),
            look: "mistake-blocked-by-reading-look",
            why: "mistake-blocked-by-reading-why",
            next: Some("mistake-blocked-by-reading-next"),
        },
        Mistake::LeftUnread => Messages {
            sentence: Some("mistake-left-unread"),
            look: "mistake-left-unread-look",
            why: "mistake-left-unread-why",
            next: Some("mistake-left-unread-next"),
        },
        Mistake::WaitsForDead => Messages {
            sentence: Some("mistake-waits-for-dead"),
            look: "mistake-waits-for-dead-look",
            why: "mistake-waits-for-dead-why",
            next: Some("mistake-waits-for-dead-next"),
        },
        Mistake::WaitsForItself => Messages {
            sentence: Some("mistake-waits-for-itself"),
            look: "mistake-waits-for-itself-look",
            why: "mistake-waits-for-itself-why",
            next: Some("mistake-waits-for-itself-next"),
        },
        Mistake::LinesLeft => Messages {
            sentence: Some("mistake-lines-left"),
            look: "mistake-lines-left-look",
            why: "mistake-lines-left-why",
            next: Some("mistake-lines-left-next"),
        },
        Mistake::LinesLost => Messages {
            sentence: Some("mistake-lines-lost"),
            look: "mistake-lines-lost-look",
            why: "mistake-lines-lost-why",
            next: Some("mistake-lines-lost-next"),
        },
        Mistake::KeptAnswer => Messages {
            sentence: Some("mistake-kept-answer"),
            look: "mistake-kept-answer-look",
            why: "mistake-kept-answer-why",
            next: Some("mistake-kept-answer-next"),
        },
        Mistake::AfterALeave => Messages {
            sentence: Some("mistake-after-a-leave"),
            look: "mistake-after-a-leave-look",
            why: "mistake-after-a-leave-why",
            next: Some("mistake-after-a-leave-next"),
        },
        Mistake::AwaitsMore => Messages {
            sentence: Some("mistake-awaits-more"),
            look: "mistake-awaits-more-look",
            why: "mistake-awaits-more-why",
            next: Some("mistake-awaits-more-next"),
        },
        Mistake::SaidAgain => Messages {
            sentence: Some("mistake-said-again"),
            look: "mistake-said-again-look",
            why: "mistake-said-again-why",
            next: Some("mistake-said-again-next"),
        },
        Mistake::BothWait => Messages {
            sentence: Some("mistake-both-wait"),
            look: "mistake-both-wait-look",
            why: "mistake-both-wait-why",
            next: Some("mistake-both-wait-next"),
        },
        Mistake::NoNewline => Messages {
            sentence: Some("mistake-no-newline"),
            look: "mistake-no-newline-look",
            why: "mistake-no-newline-why",
            next: Some("mistake-no-newline-next"),
        },
        Mistake::Framed => Messages {
            sentence: Some("mistake-framed"),
            look: "mistake-framed-look",
            why: "mistake-framed-why",
            next: Some("mistake-framed-next"),
        },
        Mistake::ClosedAfterFirst => Messages {
            sentence: Some("mistake-closed-after-first"),
            look: "mistake-closed-after-first-look",
            why: "mistake-closed-after-first-why",
            next: Some("mistake-closed-after-first-next"),
        },
        Mistake::ClosedWhileUsed => Messages {
            sentence: Some("mistake-closed-while-used"),
            look: "mistake-closed-while-used-look",
            why: "mistake-closed-while-used-why",
            next: Some("mistake-closed-while-used-next"),
        },
        Mistake::HalfClosed => Messages {
            sentence: Some("mistake-half-closed"),
            look: "mistake-half-closed-look",
            why: "mistake-half-closed-why",
            next: Some("mistake-half-closed-next"),
        },
        Mistake::NonBlocking => Messages {
            sentence: Some("mistake-non-blocking"),
            look: "mistake-non-blocking-look",
            why: "mistake-non-blocking-why",
            next: Some("mistake-non-blocking-next"),
        },
        Mistake::NoRoomToWrite => Messages {
            sentence: Some("mistake-no-room-to-write"),
            look: "mistake-no-room-to-write-look",
            why: "mistake-no-room-to-write-why",
            next: Some("mistake-no-room-to-write-next"),
        },
        Mistake::TurnedAway => Messages {
            sentence: Some("mistake-turned-away"),
            look: "mistake-turned-away-look",
            why: "mistake-turned-away-why",
            next: Some("mistake-turned-away-next"),
        },
        Mistake::ResetUnread => Messages {
            sentence: Some("mistake-reset-unread"),
            look: "mistake-reset-unread-look",
            why: "mistake-reset-unread-why",
            next: Some("mistake-reset-unread-next"),
        },
        Mistake::PrintsOwnMessage => Messages {
            sentence: Some("mistake-prints-own-message"),
            look: "mistake-prints-own-message-look",
            why: "mistake-prints-own-message-why",
            next: Some("mistake-prints-own-message-next"),
        },
        Mistake::BlockedByWriting => Messages {
            sentence: Some("mistake-blocked-by-writing"),
            look: "mistake-blocked-by-writing-look",
            why: "mistake-blocked-by-writing-why",
            next: Some("mistake-blocked-by-writing-next"),
        },
        Mistake::Panicked => Messages {
            sentence: None,
            look: "mistake-panicked-look",
            why: "mistake-panicked-why",
            next: Some("mistake-panicked-next"),
        },
        Mistake::ThreadDied => Messages {
            sentence: Some("mistake-thread-died"),
            look: "mistake-thread-died-look",
            why: "mistake-thread-died-why",
            next: Some("mistake-thread-died-next"),
        },
        Mistake::OnlyIpv6 => Messages {
            sentence: Some("mistake-only-ipv6"),
            look: "mistake-only-ipv6-look",
            why: "mistake-only-ipv6-why",
            next: Some("mistake-only-ipv6-next"),
        },
        Mistake::Spins => Messages {
            sentence: Some("mistake-spins"),
            look: "mistake-spins-look",
            why: "mistake-spins-why",
            next: Some("mistake-spins-next"),
        },
        Mistake::LeftEarly => Messages {
            sentence: Some("mistake-left-early"),
            look: "mistake-left-early-look",
            why: "mistake-left-early-why",
            next: Some("mistake-left-early-next"),
        },
        Mistake::ReadsOn => Messages {
            sentence: Some("mistake-reads-on"),
            look: "mistake-reads-on-look",
            why: "mistake-reads-on-why",
            next: Some("mistake-reads-on-next"),
        },
        Mistake::InputFirst => Messages {
            sentence: Some("mistake-input-first"),
            look: "mistake-input-first-look",
            why: "mistake-input-first-why",
            next: Some("mistake-input-first-next"),
        },
        Mistake::OtherNumber => Messages {
            sentence: Some("mistake-other-number"),
            look: "mistake-other-number-look",
            why: "mistake-other-number-why",
            next: Some("mistake-other-number-next"),
        },
        Mistake::OtherWording => Messages {
            sentence: Some("mistake-other-wording"),
            look: "mistake-other-wording-look",
            why: "mistake-other-wording-why",
            next: Some("mistake-other-wording-next"),
        },
        Mistake::EmptyLineAdded => Messages {
            sentence: Some("mistake-empty-line-added"),
            look: "mistake-empty-line-added-look",
            why: "mistake-empty-line-added-why",
            next: Some("mistake-empty-line-added-next"),
        },
        Mistake::AnswerCut => Messages {
            sentence: Some("mistake-answer-cut"),
            look: "mistake-answer-cut-look",
            why: "mistake-answer-cut-why",
            next: Some("mistake-answer-cut-next"),
        },
        Mistake::ReprSent => Messages {
            sentence: Some("mistake-repr-sent"),
            look: "mistake-repr-sent-look",
            why: "mistake-repr-sent-why",
            next: Some("mistake-repr-sent-next"),
        },
        Mistake::NeverServed => Messages {
            sentence: Some("mistake-never-served"),
            look: "mistake-never-served-look",
            why: "mistake-never-served-why",
            next: Some("mistake-never-served-next"),
        },
        Mistake::NeverAwaited => Messages {
            sentence: Some("mistake-never-awaited"),
            look: "mistake-never-awaited-look",
            why: "mistake-never-awaited-why",
            next: Some("mistake-never-awaited-next"),
        },
    }
}
