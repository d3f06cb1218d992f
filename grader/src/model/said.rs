//! What languages and the system print by themselves of an end or an error.

/// Whether a thread has told of its end: Rust's `thread '…' panicked at`, Python's `Exception in thread …`.
pub fn tells_an_end(said: &str) -> bool {
    let is_rust = |line: &str| line.starts_with("thread '") && line.contains(" panicked at ");
    let mut lines = said.lines();
    lines.any(|line| is_rust(line) || line.starts_with("Exception in thread "))
}

/// Whether a Python traceback was printed.
pub fn tells_of_an_exception(said: &str) -> bool {
    said.contains("Traceback (most recent call last)")
}

/// Whether an error of the system with this number was printed: Python's `[Errno 11]`, Rust's `(os error 11)` and `code: 11`.
pub fn tells_of_number(said: &str, number: u32) -> bool {
    let forms = [
        format!("[Errno {number}] "),
        format!("(os error {number})"),
        format!("Os {{ code: {number}, "),
    ];
    forms.iter().any(|form| said.contains(form))
}

/// Whether the last traceback of Python's ended in a call that writes: its line of source has such a call, and none that reads.
pub fn tells_of_a_write(said: &str) -> bool {
    let mut lines = said.lines().map(str::trim_start).rev();
    let mut source = "";
    let is_place = lines.any(|line| {
        let is_place = line.starts_with("File \"");
        if !is_place && line.contains(char::is_alphanumeric) {
            source = line;
        }
        is_place
    });
    let calls = |names: &[&str]| names.iter().any(|name| source.contains(name));
    is_place
        && tells_of_an_exception(said)
        && calls(&[".send(", ".sendall(", ".write(", ".flush("])
        && !calls(&[".recv", ".read", ".accept(", ".connect("])
}

/// Whether the last that was said is what Python's `input()` raises at the end of the input, uncaught.
pub fn tells_of_the_end_of_input(said: &str) -> bool {
    let last = said.trim_end().lines().next_back();
    tells_of_an_exception(said)
        && last.is_some_and(|line| line.starts_with("EOFError: EOF when reading a line"))
}

/// Whether a panic, an exception or an error of the system was printed.
pub fn tells_of_an_error(said: &str) -> bool {
    let numbered = ["[Errno ", "(os error ", "Os { code: "];
    tells_an_end(said)
        || tells_of_an_exception(said)
        || numbered.iter().any(|form| said.contains(form))
}

/// Whether Python told of a coroutine that was never awaited, and without which something is not done: what was written to a
/// stream goes out, and closes, without `drain` and `wait_closed`, too.
pub fn tells_of_an_unawaited_one(said: &str) -> bool {
    said.lines().any(|line| {
        let told = line.split_once("RuntimeWarning: coroutine '");
        let name = told.and_then(|(_, rest)| rest.strip_suffix("' was never awaited"));
        name.is_some_and(|name| !name.starts_with("StreamWriter.") && name != "sleep")
    })
}

#[cfg(test)]
mod tests {
    use super::{
        tells_of_a_write, tells_of_an_error, tells_of_an_unawaited_one, tells_of_number,
        tells_of_the_end_of_input,
    };

    #[test]
    fn errors_are_told_from_what_a_program_says_else() {
        let errors = [
            "a\nthread 'main' (7) panicked at src/main.rs:1:1:\nno",
            "Exception in thread Thread-1 (f):",
            "Traceback (most recent call last):\n  File \"a.py\", line 1",
            "lost: [Errno 32] Broken pipe",
            "127.0.0.1:4: Broken pipe (os error 32)",
            "Error: Os { code: 32, kind: BrokenPipe }",
        ];
        for (at, said) in errors.into_iter().enumerate() {
            assert!(tells_of_an_error(said), "{said}");
            assert_eq!(tells_of_number(said, 32), at > 2, "{said}");
            assert!(!tells_of_number(said, 3), "{said}");
        }
        for said in [
            "",
            "client perdu : panicked at",
            "error 32",
            "client 2 has left",
        ] {
            assert!(!tells_of_an_error(said), "{said}");
        }
    }

    #[test]
    fn a_coroutine_that_was_never_awaited() {
        let told = |name: &str| {
            let said = format!(
                "a.py:12: RuntimeWarning: coroutine '{name}' was never awaited\n  serve(r, w)\nRuntimeWarning: Enable tracemalloc\n"
            );
            tells_of_an_unawaited_one(&said)
        };
        assert!(told("serve"));
        assert!(told("main.<locals>.serve"));
        assert!(!told("StreamWriter.drain"));
        assert!(!told("sleep"));
        assert!(!tells_of_an_unawaited_one("it was never awaited"));
    }

    #[test]
    fn a_traceback_of_the_end_of_the_input_is_the_last_that_is_said() {
        let traceback =
            "Traceback (most recent call last):\n  File \"a.py\", line 3, in <module>\n";
        let told = |said: &str| tells_of_the_end_of_input(&format!("{traceback}{said}"));
        assert!(told("EOFError: EOF when reading a line\n"));
        assert!(!told("EOFError: EOF when reading a line\nbye\n"));
        assert!(!told("EOFError\n"));
        assert!(!tells_of_the_end_of_input(
            "EOFError: EOF when reading a line\n"
        ));
    }

    #[test]
    fn a_traceback_tells_whether_its_call_writes() {
        let told = |call: &str| {
            let said = format!(
                "lost\nTraceback (most recent call last):\n  File \"a.py\", line 9, in <module>\n    f.sendall(b'')\n  File \"a.py\", line 3, in f\n    {call}\n    ~~~^^^\nBlockingIOError: [Errno 11] Resource temporarily unavailable\n"
            );
            tells_of_a_write(&said)
        };
        assert!(told("conn.sendall(line)"));
        assert!(told("n = self._sock.send(rest)"));
        assert!(!told("data = conn.recv(4096)"));
        assert!(!told("conn.sendall(conn.recv(4096))"));
        assert!(!told("serve(conn)"));
        assert!(!tells_of_a_write("conn.sendall(line)\n[Errno 11] none\n"));
    }
}
