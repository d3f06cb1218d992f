//! A whole terminal: keys as they are typed, and pages that replace one another without a flicker. What was on it before
//! is there again afterwards, however the program ends.

use std::io::{self, IsTerminal, Read, Write};
use std::sync::Arc;

use rustix::process::{Signal, kill_current_process_group};
use rustix::termios::{
    LocalModes, OptionalActions, SpecialCodeIndex, Termios, tcgetattr, tcgetwinsize, tcsetattr,
};

use super::interrupt::{self, Interrupt};

/// The other page of the terminal, no cursor, no wrapping.
const ENTER: &str = "\x1b[?1049h\x1b[?25l\x1b[?7l";
const LEAVE: &str = "\x1b[?7h\x1b[?25h\x1b[?1049l";

/// A key that means something here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Key {
    /// A letter, as it is typed.
    Letter(char),
    Up,
    Down,
    Enter,
    /// Ctrl-Z.
    Stop,
}

/// The terminal, taken.
pub(super) struct Screen {
    before: Arc<Termios>,
    shown: Vec<String>,
    size: (usize, usize),
    _hook: Interrupt,
}

impl Screen {
    /// Takes the terminal of standard input and output. Ctrl-C goes on to interrupt.
    pub(super) fn take() -> io::Result<Self> {
        let before = Arc::new(tcgetattr(io::stdin())?);
        let kept = before.clone();
        let hook = interrupt::register(move || give_back(&kept));
        enter(&before)?;
        Ok(Self {
            before,
            shown: vec![],
            size: (0, 0),
            _hook: hook,
        })
    }

    /// Gives the terminal back and stops the program, as Ctrl-Z does elsewhere; goes on once the program does.
    pub(super) fn stop(&mut self) -> io::Result<()> {
        give_back(&self.before);
        // The thread that sends it is stopped before it returns: of all that could take the signal, the first of a process
        // is asked first.
        kill_current_process_group(Signal::TSTP)?;
        (self.shown, self.size) = (vec![], (0, 0));
        enter(&self.before)
    }

    /// Its columns and rows.
    pub(super) fn size(&self) -> (usize, usize) {
        match tcgetwinsize(io::stdout()) {
            Ok(size) if size.ws_col > 0 && size.ws_row > 0 => {
                (size.ws_col.into(), size.ws_row.into())
            }
            Ok(_) | Err(_) => (80, 24),
        }
    }

    /// Shows a page in the place of the last, if it is another one.
    pub(super) fn show(&mut self, page: Vec<String>, size: (usize, usize)) -> io::Result<()> {
        if self.shown == page && self.size == size {
            return Ok(());
        }
        // Terminals that can do so show all of it at once.
        let mut text = String::from("\x1b[?2026h\x1b[H");
        let last = page.len().saturating_sub(1);
        for (number, line) in page.iter().enumerate() {
            // Cleared first: after the last column, clearing would take what stands there.
            text += "\x1b[2K";
            text += line;
            if number < last {
                text += "\r\n";
            }
        }
        text += "\x1b[J\x1b[?2026l";
        (self.shown, self.size) = (page, size);
        put(&text)
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        give_back(&self.before);
    }
}

fn enter(before: &Termios) -> io::Result<()> {
    let mut modes = before.clone();
    modes
        .local_modes
        .remove(LocalModes::ICANON | LocalModes::ECHO | LocalModes::IEXTEN);
    modes.special_codes[SpecialCodeIndex::VMIN] = 1;
    modes.special_codes[SpecialCodeIndex::VTIME] = 0;
    // The terminal would stop us as it is; so it is given back first.
    modes.special_codes[SpecialCodeIndex::VSUSP] = 0;
    tcsetattr(io::stdin(), OptionalActions::Flush, &modes)?;
    put(ENTER)
}

fn give_back(before: &Termios) {
    let _ = put(LEAVE);
    let _ = tcsetattr(io::stdin(), OptionalActions::Flush, before);
}

fn put(text: &str) -> io::Result<()> {
    let mut stdout = io::stdout().lock();
    stdout.write_all(text.as_bytes())?;
    stdout.flush()
}

/// Reads keys until there are no more, and hands each on.
pub(super) fn read_keys(mut hand_on: impl FnMut(Key) -> bool) {
    let mut stdin = io::stdin().lock();
    debug_assert!(stdin_is_terminal());
    let mut bytes = [0; 64];
    while let Ok(count @ 1..) = stdin.read(&mut bytes) {
        if !keys(&bytes[..count]).into_iter().all(&mut hand_on) {
            return;
        }
    }
}

fn stdin_is_terminal() -> bool {
    io::stdin().is_terminal()
}

/// The keys in what a terminal sent at a time.
fn keys(bytes: &[u8]) -> Vec<Key> {
    let mut keys = vec![];
    let mut rest = bytes;
    while let Some((first, after)) = rest.split_first() {
        let (key, left) = match (first, after) {
            (b'\x1b', [b'[' | b'O', b'A', left @ ..]) => (Some(Key::Up), left),
            (b'\x1b', [b'[' | b'O', b'B', left @ ..]) => (Some(Key::Down), left),
            // What begins so and is not known is left alone as a whole.
            (b'\x1b', _) => (None, &[][..]),
            (b'\r' | b'\n', left) => (Some(Key::Enter), left),
            (b'\x1a', left) => (Some(Key::Stop), left),
            (letter, left) if letter.is_ascii_graphic() => (
                Some(Key::Letter(char::from(letter.to_ascii_lowercase()))),
                left,
            ),
            (_, left) => (None, left),
        };
        keys.extend(key);
        rest = left;
    }
    keys
}

#[cfg(test)]
mod tests {
    use super::{Key, keys};

    #[test]
    fn keys_are_known_by_what_a_terminal_sends() {
        assert_eq!(keys(b"Q\r"), [Key::Letter('q'), Key::Enter]);
        assert_eq!(keys(b"a\x1a"), [Key::Letter('a'), Key::Stop]);
        assert_eq!(
            keys(b"\x1b[A\x1bOBh"),
            [Key::Up, Key::Down, Key::Letter('h')]
        );
        assert_eq!(keys(b"\x1b[15~q"), []);
        assert_eq!(keys("é\x01".as_bytes()), []);
    }
}
