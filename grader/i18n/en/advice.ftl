# What to do next. One sentence for each kind of failure; the exercise's own hint is added to it.

advice-not-found = Give a program one of these names: in Rust `src/bin/{ $name }.rs` (or `[[bin]] name = "{ $name }"` in `Cargo.toml`), in Python `{ $name }.py`.
advice-ambiguous = Keep only one, or say in a file `grader.toml` which command launches `{ $role }`.
advice-not-declared = Add `[roles.{ $role }]` with its `command` to `grader.toml`: with such a file, programs are not looked for by their names.
advice-no-file = Paths begin at the folder of `grader.toml` and stay inside of it: after the build, the file must be there, and executable. A command of the computer is given by its name alone, such as `python3`.
advice-did-not-build = Correct the first compile error, then try again: the next ones often follow from it.
advice-not-made = Type that command in your folder yourself, and correct the error that it prints.
advice-no-interpreter = Install `{ $needs }`, or see that it is in the `PATH`; if your `grader.toml` names it, check that name, too.
advice-cannot-execute = Launch the program by hand to see the same message.
advice-never-listened = A server must listen as soon as it starts, without waiting for input: in Rust `TcpListener::bind(address)`, in Python `bind` then `listen`.
advice-listens-elsewhere = Take the address from the first argument, its host as well as its port, in the form `127.0.0.1:8000`; in Rust `std::env::args().nth(1)`, in Python `sys.argv[1]`, to be split at the last `:`.
advice-unreachable = Listen on `127.0.0.1` (or on all addresses, `0.0.0.0`).
advice-exited-before = Read its last message, then launch it by hand with the same arguments.
advice-never-connected = A client connects as soon as it starts, to the address in its first argument (without one: `127.0.0.1:8000`).
advice-exited-success = The program ended by itself (status 0): look for the `return` or the end of the function by which it leaves, or for what ends the loop that it should have stayed in.
advice-exited = Look for what can end the whole program: an `unwrap`, a `?`, an `exit`, or an exception that leaves the main loop.
advice-exited-many = It ended after hundreds of connections. If its last message says that there are no more descriptors, threads or processes to be had (`Too many open files`, `out of range in select()`), connections that are over have used them up: when a client leaves, close its connection and end its thread or process. Otherwise, look for an `unwrap`, a `?`, an `exit`, or an exception that leaves the main loop.
advice-killed = A signal ended the program: find which call or which other program sends it (`man 7 signal` says when each comes).
advice-killed-abort = The program was ended by `abort`, and most often says why just before: an `assert`, memory that was freed twice or written beyond its end, in Rust a stack that is full (a function that calls itself without end).
advice-killed-memory = The program used memory that is not its own: an index beyond the end of its array, a pointer that is `NULL` or was freed already, a function that calls itself without end. In C, build with `-g -fsanitize=address` and launch it by hand: it then names the line.
advice-killed-division = The program divided an integer by zero: look for each `/` and `%`, and for what their right side can be.
advice-refused = The `accept` loop must survive the error of one client: no `unwrap`, no `?`, no exception that leaves it.
advice-refused-runs = The program still runs, and nothing listens any more: make the listener once, before the loop, and keep it to the end. If it is closed or made anew, whoever comes meanwhile is refused.
advice-not-accepted = Return to `accept` without waiting for a conversation to end: one thread (or task) for each client.
advice-no-answer = Handle each line as soon as it is read, end each message with `\n`, and flush the buffer if there is one.
advice-wrong-answer-unknown = Compare what was expected with what came, from the mark `^` on.
advice-wrong-answer-prefix-missing = Put the prefix before the message, with its space, as the statement gives it.
advice-wrong-answer-prefix-differs = Write the prefix exactly as the statement gives it: the same capitals, the same punctuation, the same spaces.
advice-wrong-answer-nul-padded = Send only the bytes that were read: in Rust `&buffer[..n]`, where `n` is what `read` returned; in Python, what `recv` returned.
advice-wrong-answer-reply-per-read = TCP does not keep the limits of messages: read until `\n` (in Rust `BufReader::read_line`, in Python `makefile().readline`) before you answer.
advice-wrong-as-earlier = The answer is wrong in the same way as in `{ $check }`: begin with that one, then run this check again.
advice-wrong-answer-someone-elses = Each conversation needs a buffer and a socket of its own, shared with no other: no global variable, and in Python no default value of a parameter (`buffer=bytearray()`) either, which is made once for all calls.
advice-wrong-answer-earlier = Clear the buffer between two messages: in Rust, `read_line` appends to what is there already; in Python, take out of it the lines that were answered.
advice-wrong-answer-broken-character = Put the whole line together as bytes before you decode it: a read may end in the middle of a character.
advice-wrong-answer-truncated = Read until `\n`, however long the line is: a buffer or a bound (`take(1024)`, `recv(1024)`) holds only its beginning. And send all of the answer: `write_all` in Rust, `sendall` in Python.
advice-ended-early = Close the connection only when the other's stream has ended (a read that returns 0 bytes), and once all answers are sent.
advice-ended-early-failed = Begin with the error that your program printed: what is not handled where it arises leaves the function, or the program, and closes the connection on its way.
advice-not-ended = When a read returns 0 bytes, the other has finished: leave the loop and close the connection.
advice-not-read = Keep reading the connection, without waiting to have finished writing elsewhere.
advice-not-printed = Print the text on the standard output, all of it, as soon as it is known; if the program does not come that far, see what it waits for.
advice-not-printed-ended = The program ended by itself (status 0) without printing it: look for the `return` or the end of the function by which it leaves, and for what its other threads still had to do.
advice-not-received = Send the line, whole and ended by `\n`, as soon as it is due; if the program does not come that far, see what it waits for.
advice-not-exited = After the last step, let the program come to its end: leave the loops, and close what others wait for.
advice-not-exited-reads = When the last step is done, it still reads from a connection: leave that loop, or close the connection, before the program is to end.
advice-not-exited-accepts = When the last step is done, it still waits for another client: leave the `accept` loop, or let that loop run in a thread that does not hold up the end (in Rust, one that is not joined; in Python, one with `daemon=True`).
advice-not-exited-input = It still reads its standard input: see what would make that read end.
advice-not-exited-unconnected = It reads its standard input, and is connected to nobody. Let it connect before it reads the first line; where that fails, let it say so and end, instead of reading on.
advice-not-exited-thread = Its first thread waits for another one: see what that one waits for, and what would end it.
advice-not-exited-thread-accepts = Its first thread waits for another one, and another waits for a client to accept, which never ends by itself. If that is the one, do not wait for it (in Rust, do not `join` it; in Python, make it with `daemon=True`, since Python waits for all others at its end), or close the listening socket. Otherwise, see what the one waits for that it needs.
advice-not-exited-sleeps = It sleeps: a loop that waits and tries again has to end, too, when there is nothing left to try for or the time for it is over.
advice-wrong-status-success = When all went well, end with status 0: in Rust, a `main` that returns `Ok(())`; in Python, a script that comes to its end.
advice-wrong-status-failure = Report the failure: in Rust, a `main` that returns an error, or `std::process::exit(1)`; in Python `sys.exit("message")`.
advice-said-nothing = Print a sentence on the standard error (in Rust `eprintln!`, in Python `print(…, file=sys.stderr)`) before ending.
advice-not-carried = Send the line, in the form that the statement gives, as soon as it is due; if the program does not come that far, see what it waits for.
advice-not-carried-closed = Send the line before you close the connection, and to each one that it is due to: a program that ends, a function that returns (in Rust, its `TcpStream` is dropped) and a `with` of Python close it, too.
advice-not-covered = Each range begins where the one before it ends, and the last one ends where the whole does: of `[a, b)`, `b` is the first number of the next. Write down the bounds that your loop makes for a small example.
advice-rule-broken = Read this rule again in the statement, then the place in the program that makes this line.
advice-grows = When a client leaves, end its thread or process and close its connection (in Rust, let the `TcpStream` be dropped; in Python, call `close` or use `with`; a process made by `fork` ends with `os._exit(0)`, and its parent closes its own copy of the connection, and waits for it with `os.waitpid` or ignores `SIGCHLD`).
advice-burns = Find the loop that never waits. One that reads again after the end of the stream: leave it when a read returns 0 bytes. One that only calls what does not block (`accept` or `read` after `set_nonblocking(true)`, in Python `setblocking(False)`; `poll` or `select` with a time-out of 0): let it wait.
advice-burns-nobody = Find the loop that never waits. No connection of a client that left is still open, so that it reads from none: it calls again and again what does not block (`accept` after `set_nonblocking(true)`, in Python `setblocking(False)`; `poll` or `select` with a time-out of 0; `try_recv`). Let it wait.
advice-burns-half-line = The last to leave, { $actor }, did so in the middle of a line. Find the loop that never waits: one that reads until a line is complete has to end, too, when a read returns 0 bytes, because the rest of the line will never come.
advice-limit = Look for a loop that does not end, often an end of stream (0 bytes read) that is not recognised.
advice-needs-isolation = Run `grader` on a Linux that permits namespaces, or read the address from the first argument.
advice-leave-out-isolation = Leave out `--isolation`: where this computer gives isolated machines, each program has all ports to itself.
advice-port-taken = End the program that listens there, or run `grader` on a Linux that permits namespaces.
advice-reference-failed = Try again; if it happens again, tell your teacher, with the seed.
advice-out-of-reach = Install one for everybody, or run `grader` as another user.
advice-host-failed = Try again when the computer has less to do; if that does not help, free some memory, processes or disk space.
advice-grader-failed = Report it to your teacher, with the command that runs this check again.

# Where to look first, where no usual mistake was found: shown by `grader hint` alone.

look-listening = Launch the server by hand with `127.0.0.1:8000` as its argument. In another terminal, `ss -ltn` shows all addresses that are listened on: is yours among them, and at once?
look-ended = Launch the program by hand with the same arguments, and read the last thing that it prints. In Rust, a panic gives the file and the line; in Python, the last line of the `Traceback` gives the error, and those above it the way that led there.
look-killed = Launch the program by hand in a debugger (`gdb --args` and its command, then `run`), and do what the exchange shows: when the signal comes, `bt` gives the line and the calls that led there.
look-waiting = Print a line before and after each call that may wait, such as `accept`, `read`, `write`, `lock` or `join` (in Rust `eprintln!`, in Python `print(…, file=sys.stderr)`), and run the check again. `grader explain` shows these lines in their place in the exchange: where they stop, your program waits.
look-answer = Print what was read, and what you are about to send, with everything in it that is not seen (in Rust `dbg!(&line)`, in Python `print(repr(line), file=sys.stderr)`), and run the check again: which of the two is the first to be wrong?
look-closed = Find all that lets go of the connection, or of the listener: `return`, `break`, `?`, an exception, the end of the block or of the task that holds it. Print a line before each of them, and every error that is thrown away (`let _ =`, `except: pass`): which is the last to be printed?
look-stays = List all that has to end before your program does: each loop, each read, each thread that is waited for. Print a line after each: the first that is missing is where it stays.
look-status = Launch it by hand: right afterwards, `echo $?` shows its status; and what is left with `2>/dev/null` is its standard output, what is gone its standard error.
look-rule = Go through the exchange that `grader explain` shows, line by line, with the statement at hand, up to the first line that your program sends too early, too late or in another form.
look-grows = Launch the server, connect and leave ten times (`nc 127.0.0.1 8000 </dev/null`), and count again each time: `ls /proc/PID/fd | wc -l` for its connections, `ls /proc/PID/task | wc -l` for its threads, `pgrep -P PID | wc -l` for the processes that it has made. What grows is not given back.
look-burns = Print a line in each loop, and launch the program by hand: the loop that fills the screen never waits. `top -H` shows which thread it is.
