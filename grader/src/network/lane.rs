//! One direction of a conversation.

use std::collections::VecDeque;
use std::time::{Duration, Instant};

use crate::model::{Line, Pieces};

/// Bytes that a lane keeps at the most before it stops reading from its source, when nobody holds it.
const FLOWING: usize = 256 << 10;
/// Bytes that a lane keeps at the most when it is held.
const HELD: usize = 4 << 20;
/// Pieces of one byte that are made of what comes in at once, and then no more: each costs the memory of many bytes.
const SINGLE: usize = 64 << 10;
/// Bytes of what was carried that are kept for looking at.
const KEPT: usize = 8 << 20;

/// Whether a lane is held.
#[derive(Debug, Clone, PartialEq)]
pub enum Hold {
    /// It flows.
    Open,
    /// It will be held from the first line that the pattern matches.
    From(Line),
    /// It is held.
    Closed,
}

#[derive(Debug)]
struct Chunk {
    bytes: VecDeque<u8>,
    /// Not before what went ahead was read by the program.
    after_read: bool,
    /// Not before that moment.
    due: Option<Instant>,
}

/// One direction of a conversation: what its source sent, and what of it may go on.
#[derive(Debug)]
pub struct Lane {
    queue: VecDeque<Chunk>,
    /// Bytes in the queue.
    queued: usize,
    /// What waits because the lane is held.
    held: Vec<u8>,
    /// The line under way, while the lane looks for the line to hold from.
    line: Vec<u8>,
    hold: Hold,
    /// How what comes in is cut.
    pub pieces: Pieces,
    /// By how much what comes in is delayed.
    pub delay: Duration,
    /// What has gone on, bounded.
    carried: Vec<u8>,
    /// Up to where steps have taken carried lines.
    pub taken: usize,
    /// Bytes that came from the source.
    pub total: u64,
    /// Bytes that have gone on.
    pub gone: u64,
    /// Whether the source has ended its stream.
    pub ending: bool,
}

impl Default for Lane {
    fn default() -> Self {
        Self {
            queue: VecDeque::new(),
            queued: 0,
            held: Vec::new(),
            line: Vec::new(),
            hold: Hold::Open,
            pieces: Pieces::Whole,
            delay: Duration::ZERO,
            carried: Vec::new(),
            taken: 0,
            total: 0,
            gone: 0,
            ending: false,
        }
    }
}

/// So many pieces are told apart; what is cut into more is told as its first one and the rest.
const TOLD: usize = 16;

/// The pieces of a message as they are told.
pub fn told(bytes: &[u8], pieces: Pieces) -> Vec<Vec<u8>> {
    let mut told = cut(bytes, pieces);
    if told.len() > TOLD {
        let rest = told.split_off(1).concat();
        told.push(rest);
    }
    told
}

/// `bytes` in the pieces that are asked for.
pub fn cut(bytes: &[u8], pieces: Pieces) -> Vec<Vec<u8>> {
    let halves = |at: usize| vec![bytes[..at].to_vec(), bytes[at..].to_vec()];
    match pieces {
        _ if bytes.len() < 2 => vec![bytes.to_vec()],
        Pieces::Whole => vec![bytes.to_vec()],
        Pieces::Bytes => {
            let (single, rest) = bytes.split_at(bytes.len().min(SINGLE));
            let rest = (!rest.is_empty()).then_some(rest);
            single.chunks(1).chain(rest).map(<[u8]>::to_vec).collect()
        }
        Pieces::Count(count) => {
            let size = bytes.len().div_ceil((count as usize).clamp(1, bytes.len()));
            bytes.chunks(size).map(<[u8]>::to_vec).collect()
        }
        Pieces::Character => match bytes.iter().position(|byte| *byte >= 0xc0) {
            Some(first) if first + 1 < bytes.len() => halves(first + 1),
            _ => halves(bytes.len() / 2),
        },
    }
}

impl Lane {
    /// How many bytes it takes from its source now.
    pub fn room(&self) -> usize {
        match self.hold {
            Hold::Closed => HELD.saturating_sub(self.held.len() + self.queued),
            Hold::Open | Hold::From(_) => FLOWING.saturating_sub(self.queued),
        }
    }

    /// Takes what the network adds of its own: it goes on at once, ahead of what is held.
    pub fn insert(&mut self, bytes: &[u8]) {
        self.total += bytes.len() as u64;
        self.enqueue(bytes, self.pieces);
    }

    /// Takes what came from the source.
    pub fn push(&mut self, bytes: &[u8]) {
        self.total += bytes.len() as u64;
        match &self.hold {
            Hold::Closed => self.held.extend(bytes),
            Hold::Open => self.enqueue(bytes, self.pieces),
            Hold::From(pattern) => {
                // Whole lines pass or begin the hold; the line under way stays back until it is whole.
                let pattern = pattern.clone();
                self.line.extend(bytes);
                while let Some(end) = self.line.iter().position(|byte| *byte == b'\n') {
                    let line: Vec<u8> = self.line.drain(..=end).collect();
                    if pattern
                        .matches(String::from_utf8_lossy(&line).trim_end_matches(['\r', '\n']))
                    {
                        self.hold = Hold::Closed;
                        self.held.extend(line);
                        self.held.append(&mut self.line);
                        return;
                    }
                    self.enqueue(&line, self.pieces);
                }
            }
        }
    }

    /// Puts bytes of the script on the lane, in pieces.
    pub fn send(&mut self, bytes: &[u8], pieces: Pieces) {
        self.total += bytes.len() as u64;
        self.enqueue(bytes, pieces);
    }

    fn enqueue(&mut self, bytes: &[u8], pieces: Pieces) {
        self.queued += bytes.len();
        let due = (!self.delay.is_zero()).then(|| Instant::now() + self.delay);
        for (index, piece) in cut(bytes, pieces).into_iter().enumerate() {
            let after_read = pieces != Pieces::Whole && (index > 0 || self.pieces != Pieces::Whole);
            self.queue.push_back(Chunk {
                bytes: piece.into(),
                after_read,
                due,
            });
        }
    }

    /// Holds the lane from now on, or from a line on.
    pub fn hold(&mut self, line: Option<Line>) {
        self.hold = match line {
            Some(line) => Hold::From(line),
            None => Hold::Closed,
        };
    }

    /// Lets go what is held but its last bytes, and holds no more; how many bytes went.
    pub fn release(&mut self, but_last: usize) -> usize {
        self.hold = Hold::Open;
        let mut held = std::mem::take(&mut self.held);
        held.append(&mut self.line);
        held.truncate(held.len().saturating_sub(but_last));
        if !held.is_empty() {
            self.enqueue(&held, self.pieces);
        }
        held.len()
    }

    /// Whether it holds a whole line.
    pub fn holds_a_line(&self) -> bool {
        self.hold == Hold::Closed && self.held.contains(&b'\n')
    }

    /// Whether all that may go on has gone.
    pub fn is_flushed(&self) -> bool {
        self.queue.is_empty()
    }

    /// Whether nothing at all is left in it.
    pub fn is_empty(&self) -> bool {
        self.queue.is_empty() && self.held.is_empty() && self.line.is_empty()
    }

    /// Whether the next bytes wait until the program has read what went ahead.
    pub fn awaits_reading(&self) -> bool {
        self.queue.front().is_some_and(|chunk| chunk.after_read)
    }

    /// Says that the program has read what went ahead.
    pub fn was_read(&mut self) {
        if let Some(chunk) = self.queue.front_mut() {
            chunk.after_read = false;
        }
    }

    /// When the next bytes may go, if they wait for a moment.
    pub fn due(&self) -> Option<Instant> {
        self.queue.front().and_then(|chunk| chunk.due)
    }

    /// Hands bytes that may go to `taker`, which says how many it took, until it takes no more.
    pub fn flow(&mut self, now: Instant, mut taker: impl FnMut(&[u8]) -> usize) {
        while let Some(chunk) = self.queue.front_mut() {
            if chunk.after_read || chunk.due.is_some_and(|due| due > now) {
                return;
            }
            let (bytes, _) = chunk.bytes.as_slices();
            let taken = taker(bytes);
            if taken == 0 && !bytes.is_empty() {
                return;
            }
            self.gone += taken as u64;
            self.queued -= taken;
            let room = KEPT.saturating_sub(self.carried.len());
            self.carried.extend_from_slice(&bytes[..taken.min(room)]);
            chunk.bytes.drain(..taken);
            if chunk.bytes.is_empty() {
                self.queue.pop_front();
            }
        }
    }

    /// Drops what is still in it.
    pub fn clear(&mut self) {
        self.queue.clear();
        self.queued = 0;
        self.held.clear();
        self.line.clear();
    }

    /// The line that has gone on last, if it has no end yet and nobody has taken it, and the byte behind it.
    pub fn open_line(&self) -> Option<(String, usize)> {
        let begin = self
            .carried
            .iter()
            .rposition(|byte| *byte == b'\n')
            .map_or(0, |at| at + 1);
        let line = &self.carried[begin.max(self.taken)..];
        (!line.is_empty()).then(|| {
            (
                String::from_utf8_lossy(line).into_owned(),
                self.carried.len(),
            )
        })
    }

    /// The whole lines that have gone on, from the byte `from`, each with the byte behind it.
    pub fn lines(&self, from: usize) -> impl Iterator<Item = (String, usize)> {
        let mut at = from;
        self.carried[from..]
            .split_inclusive(|byte| *byte == b'\n')
            .filter_map(move |line| {
                at += line.len();
                let text = line.strip_suffix(b"\n")?;
                let text = text.strip_suffix(b"\r").unwrap_or(text);
                Some((String::from_utf8_lossy(text).into_owned(), at))
            })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn flowed(lane: &mut Lane) -> String {
        let mut out = Vec::new();
        lane.flow(Instant::now(), |bytes| {
            out.extend_from_slice(bytes);
            bytes.len()
        });
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn a_lane_is_held_from_a_line_on() {
        let mut lane = Lane::default();
        lane.hold(Some(Line::parse("^RESULT").unwrap()));
        lane.push(b"READY\nRES");
        assert_eq!(flowed(&mut lane), "READY\n");
        assert!(!lane.holds_a_line());
        lane.push(b"ULT 1 17\n");
        assert_eq!(flowed(&mut lane), "");
        assert!(lane.holds_a_line());
        lane.insert(b"RESULT 1 x\n");
        assert_eq!(flowed(&mut lane), "RESULT 1 x\n");
        assert_eq!(lane.release(2), 10);
        assert_eq!(flowed(&mut lane), "RESULT 1 1");
    }

    #[test]
    fn pieces_wait_for_the_reader() {
        let mut lane = Lane::default();
        lane.send("é\n".as_bytes(), Pieces::Character);
        lane.flow(Instant::now(), |bytes| {
            assert_eq!(bytes, &[0xc3]);
            bytes.len()
        });
        assert!(lane.awaits_reading());
        lane.was_read();
        let mut rest = Vec::new();
        lane.flow(Instant::now(), |bytes| {
            rest.extend_from_slice(bytes);
            bytes.len()
        });
        assert_eq!(rest, &[0xa9, b'\n']);
        assert!(lane.is_empty());
    }

    #[test]
    fn what_a_script_says_takes_room_until_it_goes() {
        let mut lane = Lane::default();
        lane.send(&vec![b'x'; FLOWING], Pieces::Count(3));
        assert_eq!(lane.room(), 0);
        lane.flow(Instant::now(), |bytes| bytes.len().min(100));
        assert!(lane.room() > 0);
        lane.clear();
        assert_eq!(lane.room(), FLOWING);
    }

    #[test]
    fn bytes_go_one_by_one_up_to_a_bound() {
        assert_eq!(cut(b"abc", Pieces::Bytes), [b"a", b"b", b"c"]);
        let pieces = cut(&vec![0; 1 << 20], Pieces::Bytes);
        assert_eq!(pieces.len(), SINGLE + 1);
        assert_eq!(pieces.concat().len(), 1 << 20);
    }

    #[test]
    fn lines_are_taken_once() {
        let mut lane = Lane::default();
        lane.push(b"TASK 1\r\nTASK 2\nTA");
        flowed(&mut lane);
        let lines: Vec<_> = lane.lines(0).collect();
        assert_eq!(lines, vec![("TASK 1".into(), 8), ("TASK 2".into(), 15)]);
        assert_eq!(lane.lines(8).count(), 1);
    }
}
