//! The mistakes that are usual in network programs.

use serde::{Deserialize, Serialize};

/// A usual mistake, as a trace shows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mistake {
    /// The answer lacks its prefix.
    PrefixMissing,
    /// A whole buffer was sent, with the NUL bytes behind what had been read.
    NulPadded,
    /// Each read is answered, not each line.
    ReplyPerRead,
    /// The message was sent as a language shows it to who debugs: in quotes, with escapes.
    ReprSent,
    /// Each byte of the text was made a character, and these were encoded again.
    EncodedTwice,
    /// The answer was meant for another.
    SomeoneElses,
    /// Each answer goes to all clients.
    SentToAll,
    /// The answer belongs to an earlier message.
    Earlier,
    /// A character was decoded in two halves.
    BrokenCharacter,
    /// Only the beginning of the answer was sent.
    Truncated,
    /// The spaces at the ends of the message are missing.
    SpacesLost,
    /// All that is not ASCII is missing, or was replaced by question marks.
    AccentsLost,
    /// Of a line that came in pieces, only the end was answered.
    BeginningLost,
    /// The conversation was closed when a piece had come that ends within a character.
    CharacterCut,
    /// With each line that was typed, all those before it were sent once more.
    NotCleared,
    /// An empty line that was typed was taken for the end of the input.
    EmptyLineEnds,
    /// An empty line that was typed was not sent.
    EmptyLineSkipped,
    /// The answer went to another client.
    AnsweredAnother,
    /// The server talks with one client until that one leaves.
    OneAtATime,
    /// The server makes a thread for a client and waits for its end.
    JoinedAtOnce,
    /// The processes that a server makes for its clients go on into its accept loop.
    ChildAccepts,
    /// The processes that a server made for its clients have ended, and the one that made them keeps their connections open.
    ParentKeepsCopy,
    /// A server that is through with all its clients waits for another one instead of going on.
    AcceptsOn,
    /// The server does not go back to `accept`.
    NotAccepting,
    /// The server listens, and has accepted nobody.
    NeverAccepts,
    /// A poll tells the server of newcomers once, and it leaves some of them in the queue.
    AcceptsOnce,
    /// All of the server's threads are taken by clients that say nothing.
    AllBusy,
    /// Two threads read from one client, and none from another: the variable that they were given had changed.
    ReadTwice,
    /// A lock is held while a client is waited for.
    BehindLock,
    /// Threads wait for locks that nobody gives back.
    Deadlock,
    /// A client that does not read blocks the server that writes to it, and with it the others.
    BlockedByWriting,
    /// A client that says no more blocks the server that reads from it, and with it the others.
    BlockedByReading,
    /// A client was accepted, and nobody reads what it says.
    LeftUnread,
    /// A client was answered, and nobody reads what it says next, though its connection is open.
    LeftAfterAnswer,
    /// Threads wait for what one that has ended by an exception owed them.
    WaitsForDead,
    /// A program that is to speak next has read all, and its threads wait for one another.
    WaitsForItself,
    /// The same, all of them to be woken, and nobody is left who would do it.
    NotWoken,
    /// Of several lines that came together, only the first ones were answered, and the loop waits for more to come.
    LinesLeft,
    /// Of several lines that came together, only the first ones were answered.
    LinesLost,
    /// A message was read and not answered, after others had left.
    AfterALeave,
    /// After many of them, a client or a message is left waiting, as if something had come to its end.
    UsedUp,
    /// A message was read and not answered: it is not taken for a whole one, no answer was made, or it has not left.
    KeptAnswer,
    /// What one who left had got and not answered went to nobody since, though another waits.
    NotHandedOn,
    /// The same, where the server had ended with all others, so that nobody is left to take it.
    EndedTooSoon,
    /// What had been answered was given out again, and the answer to it came once more.
    GivenAgain,
    /// A part of what there is to do was given to nobody, though one is free for it: it seems to be kept for one who says nothing.
    NeverGiven,
    /// What a client has answered was read, and led to nothing, though the server is through with others.
    AnswerIgnored,
    /// A program that is to speak next has read all, and reads on.
    AwaitsMore,
    /// A line was read and not answered, though the same one of another was: a task waits for something else.
    TaskWaits,
    /// A line was sent again where another was due.
    SaidAgain,
    /// Each side waits for the other to speak.
    BothWait,
    /// A message lacks the end of its line, and the other side waits for it.
    NoNewline,
    /// Bytes that are no text stand before each message.
    Framed,
    /// A client sends an empty line, which nobody typed, after each line that was; or a server after each answer.
    EmptyLineAdded,
    /// The connection was closed after the first answer.
    ClosedAfterFirst,
    /// The connection was closed, and used afterwards by another part of the program.
    ClosedWhileUsed,
    /// A server closed a connection when nothing had come for a while.
    ClosedWhenIdle,
    /// A client has ended its stream, and had more to send.
    HalfClosed,
    /// A call on a socket that does not wait had nothing to give, and the conversation or the program ended with it.
    NonBlocking,
    /// A write to a socket that does not wait had no room, and the program ended with it.
    NoRoomToWrite,
    /// A connection was closed without a word, where earlier ones were answered.
    TurnedAway,
    /// A connection was closed without a word after an ordinary line, and nobody had been answered before.
    NeverServed,
    /// A coroutine was made and never awaited, so that nothing of it was run.
    NeverAwaited,
    /// The connection was closed with bytes unread, so that it was reset.
    ResetUnread,
    /// A client prints the beginning of an answer, and its rest later or not at all.
    AnswerCut,
    /// A program prints the message that it has sent, not the answer.
    PrintsOwnMessage,
    /// A program wrote to a connection that was over, and the system's SIGPIPE ended it.
    KilledBySigpipe,
    /// A Rust program panicked.
    Panicked,
    /// A thread ended by a panic or an exception, and with it what it still had to do.
    ThreadDied,
    /// A server listens on IPv6 only.
    OnlyIpv6,
    /// A program runs without waiting for anything.
    Spins,
    /// A program without a connection sleeps and wakes instead of ending: it tries again and again.
    TriesOn,
    /// A program ended with success in the midst of its conversations, where a line was still due.
    EndedOwing,
    /// A client ended with success before it had printed the answer.
    LeftEarly,
    /// A client that has got the whole answer reads on from its server.
    ReadsOn,
    /// A client has sent all that was typed and got its answers, and reads on, without having ended its stream.
    NoEndSent,
    /// A client reads on its input and has not sent the line that was typed.
    InputFirst,
    /// A client has sent each line that was typed on a new connection.
    DialsPerLine,
    /// A client that has got the whole answer, and shown nothing of it, reads on its input.
    ShownLate,
    /// A program did not catch what Python's `input()` raises at the end of the input.
    InputEndUncaught,
    /// The text was printed with another number.
    OtherNumber,
    /// The text was printed in another wording.
    OtherWording,
}

impl Mistake {
    /// All of them.
    pub const ALL: [Self; 82] = [
        Self::PrefixMissing,
        Self::NulPadded,
        Self::ReplyPerRead,
        Self::ReprSent,
        Self::EncodedTwice,
        Self::SomeoneElses,
        Self::SentToAll,
        Self::Earlier,
        Self::BrokenCharacter,
        Self::Truncated,
        Self::SpacesLost,
        Self::AccentsLost,
        Self::BeginningLost,
        Self::CharacterCut,
        Self::NotCleared,
        Self::EmptyLineEnds,
        Self::EmptyLineSkipped,
        Self::AnsweredAnother,
        Self::OneAtATime,
        Self::JoinedAtOnce,
        Self::ChildAccepts,
        Self::ParentKeepsCopy,
        Self::AcceptsOn,
        Self::NotAccepting,
        Self::NeverAccepts,
        Self::AcceptsOnce,
        Self::AllBusy,
        Self::ReadTwice,
        Self::BehindLock,
        Self::Deadlock,
        Self::BlockedByWriting,
        Self::BlockedByReading,
        Self::LeftUnread,
        Self::LeftAfterAnswer,
        Self::WaitsForDead,
        Self::WaitsForItself,
        Self::NotWoken,
        Self::LinesLeft,
        Self::LinesLost,
        Self::AfterALeave,
        Self::UsedUp,
        Self::KeptAnswer,
        Self::NotHandedOn,
        Self::EndedTooSoon,
        Self::GivenAgain,
        Self::NeverGiven,
        Self::AnswerIgnored,
        Self::AwaitsMore,
        Self::TaskWaits,
        Self::SaidAgain,
        Self::BothWait,
        Self::NoNewline,
        Self::Framed,
        Self::EmptyLineAdded,
        Self::ClosedAfterFirst,
        Self::ClosedWhileUsed,
        Self::ClosedWhenIdle,
        Self::HalfClosed,
        Self::NonBlocking,
        Self::NoRoomToWrite,
        Self::TurnedAway,
        Self::NeverServed,
        Self::NeverAwaited,
        Self::ResetUnread,
        Self::AnswerCut,
        Self::PrintsOwnMessage,
        Self::KilledBySigpipe,
        Self::Panicked,
        Self::ThreadDied,
        Self::OnlyIpv6,
        Self::Spins,
        Self::TriesOn,
        Self::EndedOwing,
        Self::LeftEarly,
        Self::ReadsOn,
        Self::NoEndSent,
        Self::InputFirst,
        Self::DialsPerLine,
        Self::ShownLate,
        Self::InputEndUncaught,
        Self::OtherNumber,
        Self::OtherWording,
    ];

    /// Whether it tells what is wrong with what came out or did not, and leaves open what made it so.
    pub fn is_symptom(self) -> bool {
        matches!(
            self,
            Self::OtherNumber | Self::TaskWaits | Self::TriesOn | Self::AnswerIgnored
        )
    }

    /// Whether it is what a program's first thread does instead of accepting.
    pub fn is_of_the_first_thread(self) -> bool {
        matches!(
            self,
            Self::OneAtATime
                | Self::JoinedAtOnce
                | Self::NotAccepting
                | Self::NeverAccepts
                | Self::AcceptsOnce
        )
    }

    /// Its name in files, such as `one-at-a-time`.
    pub fn name(self) -> String {
        let value = serde_json::to_value(self).unwrap_or_default();
        value.as_str().unwrap_or_default().to_owned()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::Mistake;

    #[test]
    fn all_are_listed_by_their_names() {
        let names: BTreeSet<String> = Mistake::ALL.into_iter().map(Mistake::name).collect();
        assert_eq!(names.len(), Mistake::ALL.len());
        for name in names {
            let value = serde_json::Value::from(name.clone());
            let read: Mistake = serde_json::from_value(value).unwrap();
            assert_eq!(read.name(), name);
        }
    }
}
