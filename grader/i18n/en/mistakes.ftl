# The usual mistakes: what happened, where to look, why it happens, what to do.

mistake-prefix-missing-look = Compare, byte by byte, the answer that was expected and the one that came.
mistake-prefix-missing-why = The prefix is part of the answer: a program that looks for it, and not a person, reads the line.

mistake-nul-padded-look = See where NUL bytes stand in the answer: where do these `\0` come from?
mistake-nul-padded-why = `read` fills the beginning of the buffer and says how many bytes it has put there; the rest still holds its initial zeros.

mistake-reply-per-read = There is one answer per read, and not one per line.
mistake-reply-per-read-look = In the exchange, see in how many pieces the line came, and after which of them the answer went out.
mistake-reply-per-read-why = A read returns what has come so far: a part of a line, one line or several. Only `\n` tells where a line ends.
mistake-reply-per-read-next = Read until `\n` (in Rust `BufReader::read_line`, in Python `makefile().readline`) before you answer, and answer every line that has come.

mistake-repr-sent = Your program sends the message as it is shown to somebody who looks for a mistake, in quotes and with escapes (`b'…'` in Python, what `{"{:?}"}` makes in Rust), and not its text.
mistake-repr-sent-look = In the exchange, see what stands around the message in the answer. At which line is a text made of it?
mistake-repr-sent-why = In Python, what is read from a socket is `bytes`; put in an f-string, or given to `str` or `repr`, it becomes the text `b'…'`, quotes and escapes included. In Rust, `{"{:?}"}` writes for the debugger, `{"{}"}` for others.
mistake-repr-sent-next = In Python, decode what was read before you put it in a text (`line.decode()`), or stay with bytes: `b"Echo: " + line + b"\n"`. In Rust, write `{"{}"}` and not `{"{:?}"}`, of a text (`String::from_utf8_lossy`).

mistake-encoded-twice = Your program takes each byte of the text for a character of its own, and then encodes these in UTF-8 again: `é` becomes `Ã©`.
mistake-encoded-twice-look = Compare `é` in the message that was sent and in the answer. Where do two characters come from, and at which line are bytes made a text?
mistake-encoded-twice-why = In UTF-8, a character beyond ASCII takes several bytes. `byte as char` in Rust, and `decode("latin-1")` in Python, make a character of each, and whatever writes the text encodes every one of them in two bytes or more.
mistake-encoded-twice-next = Send back the bytes as they came; or put together the bytes of the whole line, and decode them as UTF-8 (in Rust `String::from_utf8_lossy(&line)`, or `read_line`; in Python `line.decode(errors="replace")`).

mistake-someone-elses-look = In the exchange, find who has sent what this answer is made of.
mistake-someone-elses-why = Something that belongs to one conversation, a buffer or a socket, is shared by several.
mistake-someone-elses-left-next = Whoever had sent this had left before this client came: what it left behind, such as half a line, was still there and went to the newcomer. When a client leaves, whatever the way, throw away all that is its own: its buffer, its place in every list that is kept beside others, its entry in every map by number or by descriptor.

mistake-sent-to-all = Your server sends each answer to all its clients, and not only to the one that has asked.
mistake-sent-to-all-look = In the exchange, see to whom this answer went, and who had sent the message.
mistake-sent-to-all-why = Each client waits for the answer to its own message. A loop over the list of all connections gives it those of the others as well, as in a chat.
mistake-sent-to-all-next = Write the answer to the socket that the message came from, and to no other.

mistake-earlier-look = See which earlier message this answer repeats.
mistake-earlier-why = A buffer keeps what it holds until it is cleared: in Rust `read_line` appends to it, and a shorter `read` covers only its beginning; in Python, what `+=` has put together stays until it is cut off.

mistake-broken-character-look = Find the damaged character, and in how many pieces the line came.
mistake-broken-character-why = In UTF-8 a character may take up to four bytes, and a read may end between two of them: decoded apart, neither half means anything.

mistake-truncated-look = Compare the two lengths. Was it cut after a round number of bytes, such as 1024?
mistake-truncated-why = A buffer, or a bound on what is read (`take(1024)`, `recv(1024)`), may be too small for the line; and `write` (in Python `send`) may take fewer bytes than it was given.

mistake-spaces-lost = The spaces at an end of the message are missing.
mistake-spaces-lost-look = By which call does your program take away the end of the line? What else does that call take?
mistake-spaces-lost-why = The message is all that stands before the `\n`, its spaces too. `trim`, `trim_end`, `strip` and `rstrip` take away all white space that they find there, and not the end of the line alone.
mistake-spaces-lost-next = Take off the end of the line and nothing else: in Rust `lines()` does that, or `trim_end_matches(['\r', '\n'])`; in Python `rstrip("\r\n")`.

mistake-accents-lost = What is not ASCII has disappeared from the text, or has become `?`.
mistake-accents-lost-look = Follow a letter such as `é` through your program: where is it dropped or replaced?
mistake-accents-lost-why = In UTF-8, `é` is two bytes, both of them 128 or more. Whoever keeps only what `is_ascii` says, decodes or encodes as `ascii` with `ignore` or `replace`, or compares a `char` of C with `' '`, which is then negative, loses them.
mistake-accents-lost-next = Pass the bytes of a message on as they came. Where you need a text, decode and encode it as UTF-8; in C, look at characters as `unsigned char`.

mistake-beginning-lost = Of a line that came in pieces, your program has answered the end alone: what it had read before is lost.
mistake-beginning-lost-look = In the exchange, see when the pieces came. What does your program do between two of them, and where does it keep what it has read so far?
mistake-beginning-lost-why = A read that is broken off halfway (a time-out: `settimeout`, `set_read_timeout`, `tokio::time::timeout`; another branch of `select!`) has taken bytes already: when the next one begins with an empty buffer, they are gone. So they are where a new `BufReader` or `makefile` is made for each read.
mistake-beginning-lost-next = Keep what was read of a line in a buffer that lives as long as the connection, and empty it only once the line is whole; or read without a time-out, each client in a thread or task of its own.

mistake-character-cut = Your server closed the connection when a piece of the line had come that ends in the middle of a character: by itself, such a piece is not valid UTF-8.
mistake-character-cut-look = What does your program do with what each read returns, before the line is whole? Find where bytes become text there, and what happens when that fails.
mistake-character-cut-why = In UTF-8 a character may take up to four bytes, and the network may cut between two of them. Whoever decodes each piece by itself gets an error from half a character (`from_utf8` in Rust, `decode()` in Python), and that error ends the conversation.
mistake-character-cut-next = Collect bytes until the `\n` has come, and decode only the whole line: in Rust `read_until` into a `Vec<u8>`, in Python a buffer of `bytes`, or `makefile`.

mistake-not-cleared = With each line, your client sends all those before it once more.
mistake-not-cleared-look = In the exchange, compare what was typed and what your client sent after it. Into which variable does it read a line, and what is in there before the next one?
mistake-not-cleared-why = In Rust, `read_line` adds the new line to the end of its `String`, and takes away nothing; so do `+=` and `extend`. What is in the variable, then, is all that was typed so far.
mistake-not-cleared-next = Empty the variable before each read (`line.clear()`), or make it anew inside the loop.

mistake-empty-line-ends = An empty line was typed, and your client took it for the end of its input.
mistake-empty-line-ends-look = By which condition does your loop over the input end? What is in the line then: before its end is taken away, and after that?
mistake-empty-line-ends-why = An empty line still has its `\n`; at the end of the input there is nothing at all. Once the end of the line is taken away (`trim`, `strip`; Python’s `input()` does it by itself), both look the same.
mistake-empty-line-ends-next = See that the input is at its end before you take away the end of the line: in Rust `read_line` returns `Ok(0)`, in Python `readline()` returns `""`, and `input()` raises `EOFError`. Send an empty line as any other.

mistake-empty-line-skipped = An empty line was typed, and your client did not send it.
mistake-empty-line-skipped-look = What does your client do with a line in which nothing stands?
mistake-empty-line-skipped-why = An empty line is a message like any other, and the server answers it.
mistake-empty-line-skipped-next = Send each line that is typed, the empty one too (`\n` alone), and stop only at the end of the input.

mistake-answered-another = The answer went to another client.
mistake-answered-another-look = In the exchange, find to whom your program wrote this answer, then where it keeps the socket that it writes to.
mistake-answered-another-why = Something that belongs to one conversation is shared by all: often one variable holds “the” client, and whoever connects next takes its place.
mistake-answered-another-next = Give each conversation its own socket and its own buffer, in variables of its own thread or task.

mistake-one-at-a-time = Your server talks with one client at a time: while that one is silent, the others stay in the queue.
mistake-one-at-a-time-look = See where the server is blocked, and from whom it reads. Who calls `accept` meanwhile?
mistake-one-at-a-time-why = The same thread accepts and converses. A read blocks until its client speaks; until then nobody goes back to `accept`.
mistake-one-at-a-time-next = Give each client that is accepted its own thread or task, and go straight back to `accept`: in Rust `thread::spawn(move || f(stream))`, in Python `Thread(target=f, args=(sock,)).start()`, where `target=f(sock)` would call `f` on the spot.

mistake-joined-at-once = Your server makes a thread for a client, then waits for its end before it accepts the next one.
mistake-joined-at-once-look = See what thread 1 waits for, and where.
mistake-joined-at-once-why = `spawn(…).join()` (in Python, `start` and at once `join`) is as sequential as a call: `join` returns only once the client has left. In Rust, the end of a `thread::scope` waits just like it for every thread of the scope.
mistake-joined-at-once-next = Do not wait for the thread: let it go, or keep all handles and join them at the very end of the program.
mistake-joined-by-scope-next = A `thread::scope` waits at its end for all its threads: put the whole `accept` loop inside of one scope, or use `thread::spawn`, which does not wait (what threads share is then in an `Arc`).

mistake-not-accepting = Your server has accepted a connection, and does not go back to `accept` for the next one.
mistake-not-accepting-look = Between two calls of `accept`, what can your server wait for?
mistake-not-accepting-why = A loop that waits for a conversation before the next `accept` (an `await` on its task, a full queue, a lock) leaves the others in the queue.
mistake-not-accepting-next = Start each conversation in a task or thread of its own without awaiting it, and go straight back to `accept`.

mistake-served-some = Your server leads { $count } conversations at once, and does not go back to `accept` for the next one: a limit on how many, or a wait for the end of one.
mistake-served-some-next = Look for what says how many: the size of a pool, a semaphore, a full queue, a most of processes (Python's `ForkingTCPServer` has `max_children = 40`). Raise it beyond the clients that may come, or do without it; and wait for the end of no conversation before `accept`.

mistake-never-accepts = Your server listens, and has accepted nobody: all who have connected wait in the queue.
mistake-never-accepts-look = What can your server wait for after the call that makes it listen (`bind`, `listen`), and before its first `accept`?
mistake-never-accepts-why = As soon as a program listens, the system takes in connections for it; only `accept` takes them out of the queue. What waits for ever before the first `accept` leaves everybody there: for example a bounded queue or channel (tokio's `channel(16)`, `sync_channel(16)`, `Queue(maxsize=16)`) that is filled ahead of time, when nobody takes anything out of it yet. As long as all fits in, nothing is noticed.
mistake-never-accepts-next = Let nothing wait between the call that listens and the first `accept`. Put what is known beforehand in something that grows (a `VecDeque`, a `deque`, a channel without a bound), or start what takes from the queue before you fill it; and leave what has to wait to a thread or a task of its own.

mistake-accepts-once = Your server waits for events that are told once only (edge-triggered); told of those who came, it has left somebody in the queue.
mistake-accepts-once-look = Each time that the poll tells of the listening socket, how often does your server call `accept`?
mistake-accepts-once-why = A poll of this kind (mio's; `EPOLLET` in C and in Python) tells that something has changed. Where several clients come between two polls, it tells it once: a single `accept` takes the first of them, and another one stays in the queue until somebody else comes. Clients that come one by one are all served, so that it is a matter of moments.
mistake-accepts-once-next = When the poll tells of the listening socket, call `accept` in a loop until nobody is left: `ErrorKind::WouldBlock` in Rust, `BlockingIOError` in Python (after `setblocking(False)`), `EAGAIN` in C. Read in the same way from clients that are watched like this.

mistake-child-accepts = The processes that your server makes for its clients do not end with them: each goes on into the `accept` loop, and waits for a client of its own.
mistake-child-accepts-look = After the conversation, which line does the process that leads it come to next?
mistake-child-accepts-why = `fork` makes a copy that goes on at the same line as its parent. Once the conversation is over, nothing but its own end keeps the child from doing what the parent does: the next turn of the loop. In the list of processes, one more server is left for each client.
mistake-child-accepts-next = End each process where its conversation is over, whichever way that ends: in Python `os._exit(0)`, best in a `finally`. And let the child close the listening socket, which it does not need.

mistake-parent-keeps-copy = The processes that your server makes for its clients have ended, and their connections are still open in the process that made them.
mistake-parent-keeps-copy-look = After `fork`, which lines does the child go through, and which its parent? What does each of them do with the client’s connection?
mistake-parent-keeps-copy-why = After `fork`, a connection is open in both processes, and ends only when both have closed it. As long as the parent keeps its own copy, the client never sees the end of the stream, though the child has closed its own; and once the parent has no descriptors left, `accept` fails.
mistake-parent-keeps-copy-next = After `fork`, the parent has to close its own copy of the connection at once (in C `close(fd)`, in Python `conn.close()`), and keep it nowhere. It is open in the child all the same.

mistake-all-busy = All the threads of your server that converse are taken by other clients, and nobody reads this one.
mistake-all-busy-look = Count the threads that read, and the clients that they wait for.
mistake-all-busy-why = A fixed number of threads is used up by as many clients that say nothing; the next one is accepted, and nobody is left to read it.
mistake-all-busy-next = Make a thread for each client, or use asynchronous tasks.

mistake-read-twice = { $count ->
    [2] Two threads
   *[other] { $count } threads
} of your server read from { $actor }, and none from { $left }.
mistake-read-twice-look = Look at what you give to a new thread, where you start it: is it the connection itself, or a variable of the accept loop that holds it?
mistake-read-twice-why = The variable that the thread was given had changed before the thread read it: the next client was accepted meanwhile, and its connection stood there. So two threads got the same one, and nobody the other. It is a matter of moments: with a single client, or with some luck, it goes well.
mistake-read-twice-next = Give each thread a copy of its own of what it needs: in C the number of the descriptor itself, or a cell made by `malloc` for this client, never the address of the loop’s variable (`&client`); in Python `args=(conn,)`, not a `lambda` or a global variable that is read later; in Rust a closure with `move`.

mistake-behind-lock = While a thread of your server waits for a message, others wait for a lock or a channel.
mistake-behind-another = While a thread of your server waits for a message, others wait for another thread: for a lock, an item of a queue, an event, or the end of one.
mistake-behind-lock-look = See where threads wait for another one, and where that one reads.
mistake-behind-lock-why = A lock that is held during a read is held for as long as the client likes, and all who need it wait as long.
mistake-behind-lock-next = Read first, then lock, change and unlock at once: in Rust, let the guard be dropped before the next read; in Python, leave the `with lock:` first.

mistake-deadlock = Threads of your program wait for locks that nobody gives back: a deadlock.
mistake-deadlock-look = Look where threads wait for a lock, and which locks each of them holds by then.
mistake-deadlock-why = Two threads that take the same two locks in opposite orders wait for each other for ever, and a thread that takes a lock twice waits for itself. In Rust, a guard that is made in the head of a `while let`, an `if let` or a `match` lives up to the end of the block.
mistake-deadlock-next = Hold one lock at a time, or take them everywhere in the same order; to let go of one early, in Rust take the value out on a line of its own (`let x = m.lock().unwrap().pop();`) or call `drop(guard)`, in Python keep `with lock:` short and never within itself.

mistake-blocked-by-reading = Your server is blocked in reading from a client that says no more, and serves nobody else meanwhile.
mistake-blocked-by-reading-look = See where your server reads, and from whom. What else would that thread have to do?
mistake-blocked-by-reading-why = Where one thread looks after several connections (a loop over `select` or `epoll`, the tasks of tokio or asyncio), a read that blocks stops them all until its client speaks. `select` announces bytes, not a whole line; and a read of the standard library does not know that it is in a task.
mistake-blocked-by-reading-next = In tasks, read with `.await` (in Rust `tokio::io`, in Python the `StreamReader` of asyncio), or hand what blocks to `spawn_blocking` (`asyncio.to_thread`). After `select`, call `recv` once, add what came to this client’s buffer, and take the whole lines out of it.

mistake-left-unread = Your server has accepted this client, and nobody reads what it says.
mistake-left-unread-look = Between `accept` and the first read from this client, what does its thread or task wait for?
mistake-left-unread-why = Whoever is accepted may speak at once. A server that waits for something else first, such as a given number of clients, or a lock that another conversation holds, keeps it waiting, perhaps for ever.
mistake-left-unread-next = Start the thread or the task of each client as soon as it is accepted, and wait for nobody else before you read.
mistake-left-unread-task-next = Find what its task waits for instead of reading, most of all a lock whose guard another task holds over an `.await`, or a channel. Take out what you need in a block of its own (or call `drop(guard)`), and only then talk. A loop of your own over edge-triggered events has to read until nothing is left.

mistake-left-after-answer = Your server has answered an earlier message of this client, and reads nothing more of it: it waits for another client, while this connection is still open.
mistake-left-after-answer-look = Follow one connection: how many lines does your server read from it between two calls of `accept`, and what would make it read the next one?
mistake-left-after-answer-why = A client may send as many messages as it likes on one connection: it is over when a read returns 0 bytes, not after an answer. A server that reads once and goes back to `accept` leaves the rest unread, where something keeps the connection open: in Python, `makefile` does so even after `close`, as long as the file is not closed as well.
mistake-left-after-answer-next = Read and answer the lines of a connection in a loop until the end of the stream (in Rust `for line in reader.lines()`, in Python `for line in f`), and only then close it. If there is such a loop already, find what leaves it too early: a `return`, a `break`, an exception.

mistake-waits-for-dead = A thread of your program ended with a panic or an exception, and others wait for ever for what it owed them, such as a lock that it still held.
mistake-waits-for-dead-look = Read on the standard error at which line that thread ended. Which lock did it hold, and whom was it to wake?
mistake-waits-for-dead-why = In Python, an exception between `acquire` and `release` skips the `release`: nobody gives that lock back any more. Whoever awaits an answer, a result or a wake-up from a thread that is gone waits as long.
mistake-waits-for-dead-next = Take locks with `with lock:`, which gives them back whatever happens, and handle the error at that line; what others wait for belongs in a `finally` (in Rust, in a `Drop`).

mistake-waits-for-itself = It is your program's turn: it has read all that it was sent, and its threads wait for one another (a queue, a lock, a condition, the end of one), or for a new client.
mistake-waits-for-itself-look = Find what the first thread waits for, and which thread was to bring it about.
mistake-waits-for-itself-why = What a thread waits for is something that another was to do, and nobody does it any more. Perhaps one thing too many is counted as open: something that a thread took, and neither gave back nor reported as done, because it left its conversation another way than usual. Or those who wait were not woken, or only one of them.
mistake-waits-for-itself-next = Find what each thread waits for. On a count or a queue: compare what was taken with what was given back or reported as done, on each way out of a conversation; in Python, `Queue.join` waits for one `task_done` for each `put`, what is put back counted anew. On a channel: in Rust, `recv` goes on waiting as long as one `Sender` is left. On a condition: wake after each change, and all of them (`notify_all`) where it concerns all.

mistake-not-woken = It is your program's turn: it has read all that it was sent, and its threads wait to be woken, with nobody left to wake them (but a new client, perhaps).
mistake-not-woken-owed = { $actor } has left without answering `{ $line }`, and your server has sent this line to nobody since: its threads wait to be woken, with nobody left to wake them.
mistake-not-woken-look = See where threads wait to be woken, and for what. Which lines change that, does a `notify` follow each of them, and does it wake one thread or all?
mistake-not-woken-why = Whoever waits on a condition variable looks again at what it waits for only when it is woken, and `notify_one` (in Python `notify()`) wakes a single thread: where a change concerns several, the others sleep on. A change that no `notify` follows, such as a task that is put back when a client is lost, is seen by nobody; nor does a change come of what was taken and never given back.
mistake-not-woken-next = On each way out of a conversation, also where a client is lost, give back what it had taken, and wake those who wait after each change of what they wait for: with `notify_all` where it concerns all, or where they wait for different things; `notify_one` (in Python `notify()`) wakes a single thread.
mistake-not-woken-several-next = One `notify_one` (in Python, one `notify()`) wakes a single thread: after a change that concerns all who wait, such as the end of the work, call `notify_all`. If that is done, give back what a conversation had taken on each way out of it, also where a client is lost, and wake after that, too.

mistake-lines-left = Several lines came together: your program answered the first ones, then went back to wait for the network, with the next ones already read.
mistake-lines-left-look = See how much your program reads at a time, and how many of these lines it handles before it waits again.
mistake-lines-left-why = `select` and `epoll` know what has come and was not read. They know nothing of lines that lie in a reader (`makefile`, `BufReader`) or in a variable: these wake nobody.
mistake-lines-left-next = Before you wait again, handle every whole line that you have: add what `recv` gave to this client’s buffer, then take lines out as long as there is a `\n` in it.

mistake-lines-lost = Several lines came together, and only the first ones were answered.
mistake-lines-lost-look = In the exchange, find the bytes with several `\n`, and count the answers. How many of these lines does your program read: is it the lines that get lost, or their answers?
mistake-lines-lost-why = One read may bring several lines, and what follows the first must not be lost. A `BufReader` (in Python, a `makefile`) that is made anew for each line throws away what the last one had read ahead. Or all of them were read, and answers thrown away: on a full channel or queue, `try_send` (Rust) and `put_nowait` (Python) only return or raise an error, and whoever ignores it loses the answer.
mistake-lines-lost-next = Make one reader for each connection, once (a `BufReader`; in Python, a `makefile`), and answer every line that it gives. If that is so already, let each answer wait for room in the channel or the queue: `send` instead of `try_send` (Rust), `put` instead of `put_nowait` (Python).

mistake-after-a-leave = Your server has read this message and does not answer it: another client has left before, and something that it keeps of its clients does not fit any more.
mistake-after-a-leave-look = What does your server keep of each client (a place in a list, a number, a socket), and what becomes of it, and of the others’, when one leaves?
mistake-after-a-leave-why = Whoever removes one from a list moves all that follow by a place: a number that was a place is now another one’s, or nobody’s. And what one part of the program removes, another may still use.
mistake-after-a-leave-next = Keep what belongs to a client in variables of its own thread or task, or in a map (in Rust `HashMap`, in Python `dict`) under a number that is never given again; take it out there, and nowhere else, when that client leaves.

mistake-used-up = In this check your server has answered { $messages ->
    [one] one message
   *[other] { $messages } messages
} of { $clients ->
    [one] one client
   *[other] { $clients } clients
}, and it leaves this one waiting: something that it has only so many of is used up.
mistake-used-up-look = Look in your program for this number, or one near it: the size of a queue, a semaphore, a limit on threads or clients. Who gives back what is taken there?
mistake-used-up-why = A queue with a limit (`Queue(maxsize=100)`, `sync_channel(100)`, tokio’s `channel(100)`) takes nothing more once it is full and nobody empties it: whoever puts something into it waits for ever. A semaphore’s permit that is not given back on every way out (`return`, `break`, an error, an exception) is gone; so is a place in a count that is not counted down.
mistake-used-up-next = Give back the permit, or the place, wherever the conversation ends: in Python `with semaphore:` or `finally:`, in Rust a guard that lives as long as the conversation. What empties a queue must run as long as the server does: see whether that task or thread still lives.

mistake-kept-answer = Your program has read all that was sent to it, and waits for more: it does not take the line for a whole message (it reads to the end of the stream, or a number of bytes), it made no answer, or its answer has not left (it is in a buffer, or was lost on its way).
mistake-kept-answer-look = Print what each read returns, and each answer just before your program writes it. Which of the two does not show?
mistake-kept-answer-why = Whoever reads until the end of the stream (`read_to_string`; in Python, `read()`), or until a number of bytes has come (`read_exact`, a length in front of the message), answers only once the other has left or the number is reached. And what goes through a buffer (`BufWriter`, or `makefile` in Python) leaves when it is full or flushed. A task that wants a lock which another holds while it reads answers only when that one lets go.
mistake-kept-answer-others = Your program has read all that was sent to it, and waits for more, from others too: the task that is to answer waits for something else (a lock, perhaps, that the task of another client holds), it does not take the line for a whole message (it reads to the end of the stream, or a number of bytes), it made no answer, or its answer has not left.
mistake-kept-answer-others-next = Print what each read returns. If the line shows, follow it to the call that writes its answer to this same connection, and see what is awaited on the way: a lock that a task holds while it reads from its own client (in Python, a read within `async with lock:`) keeps all others waiting. If it does not show, read up to `\n`, one line at a time.
mistake-kept-answer-next = Print what each read returns. If the line does not show, read up to `\n`, one line at a time. If it does, follow it to the call that writes its answer to this same connection; behind a buffer, call `flush`.
mistake-kept-answer-line = Your program has read the line (it waits for the next one), and no answer to it has left: none was made, or it lies in a buffer that nobody has flushed, or it was written somewhere else.
mistake-kept-answer-line-next = Follow the line through your program, from this read to the call that writes its answer to this same connection: is it reached? Behind a buffer (`BufWriter`), call `flush` after each answer.
mistake-kept-answer-end = Your program reads until the end of the stream: it answers only once the other has left, and the other waits for the answer before it does.
mistake-kept-answer-count = Your program waits for a certain number of bytes (`read_exact`), and fewer have come: a line ends with `\n`, and may be of any length.
mistake-kept-answer-whole-next = Read up to `\n`, one line at a time (`BufReader::read_line`, or `lines()`), and answer each one at once.

mistake-not-handed-on = { $actor } has left without answering `{ $line }`, and your server has sent this line to nobody since, though another client waits to be sent one.
mistake-not-handed-on-look = Follow what your program does when this conversation ends: does what the client had taken go back to where the others take theirs, and who tells those that wait already?
mistake-not-handed-on-why = Either it is not put back on this way out of the conversation (an error of a read or a write, `?`, `return`, an exception), or those who wait do not notice: `notify_one` (in Python `notify()`) wakes one thread alone, perhaps one that waits for something else.
mistake-not-handed-on-next = Whenever a conversation ends, whatever the way, put back what it had taken and not finished; then wake all that wait (`notify_all`, or a message into the channel), for one of them can take it at once.

mistake-ended-too-soon = { $actor } has left without answering `{ $line }`, and your server had already ended with all others: nobody is left to take it on.
mistake-ended-too-soon-look = At which line does your program decide that a client is to be told the end? What does it look at there, and what does that say of the answers that are still to come?
mistake-ended-too-soon-why = An empty list says that all was given out, not that all was answered. What a client has in hand comes back if that client is lost, and then another must still be there to take it.
mistake-ended-too-soon-next = End with nobody before the last answer is in: count the answers, and decide by them, not by the empty list. A client for which there is nothing at the moment waits for what may come back (on a condition variable, or a channel); wake all that wait when something comes back, and when the last answer is in.

mistake-given-again = { $actor } had answered `{ $line }` with `{ $answer }` already when your server sent this line once more: { $to } got it, and the same answer came again.
mistake-given-again-same = { $actor } had answered `{ $line }` with `{ $answer }` already when your server sent it this line once more: the same answer came again.
mistake-given-again-look = How many places of your program put back what a client had taken (an `except` and the `finally` after it, the conversation and whoever started it, one that has waited too long)? And at which line does it forget what was answered?
mistake-given-again-why = What is put back twice, or put back although its answer is in, is given out again, and its answer counts twice. The result is wrong; and whoever counts answers is through one too early, perhaps while something else is still out.
mistake-given-again-next = Put back only what is out and not answered, once, at a single place through which each conversation goes when it ends (in Python the `finally`). Forget it as soon as its answer is counted (`task = None`). To be safe, count an answer only if what it answers has none yet.

mistake-never-given = Of the range [{ $first }, { $end }), your server has given the part [{ $from }, { $to }) to nobody, though { $free } is free; { $silent } is connected and has said nothing: this part seems to be kept for it.
mistake-never-given-look = Follow a new connection in your program, up to its first read: what does it take there already, for a client that has not yet said that it is ready?
mistake-never-given-why = Whoever is connected need not ever say anything. What is taken for it before it has is in nobody’s hands: it cannot be given to others, its answer will not come, and nothing tells that it is missing.
mistake-never-given-next = Take something from the list only once the line has come with which the client says that it is ready, and send it at once. If nothing is taken before: find out where the part that is missing is, by printing what goes from the list and what comes back to it.

mistake-answer-ignored = { $actor } has answered `{ $line }` with `{ $answer }`, and your server has sent it nothing since, though it is through with others that answered later.
mistake-answer-ignored-look = Follow this line through your program from the read on: is it taken as the answer to what this very client was given? What is done with a line that is not?
mistake-answer-ignored-why = An answer counts only if your program finds again what it answers. Noted under the IP address of the client alone, it does not: all clients on one computer have the same, and the note on one overwrites that on another.
mistake-answer-ignored-next = Note what a client was given where only its own conversation finds it: in a variable of its thread or task, or under a number of the connection's own (or the whole address, IP and port). Then see whether each answer is counted as done, and whether the client is told what follows.

mistake-awaits-more = It is your program’s turn: it has read all that it was sent, and reads on, as if the others had still something to say. They wait for it.
mistake-awaits-more-look = At which line does it read, and what is to come there? Find it in the statement: who sends it, and after what?
mistake-awaits-more-why = Two who read wait for each other for ever. A line that one side waits for, and that the other does not have to send, is not noticed as long as both programs are yours: they agree in the mistake.
mistake-awaits-more-next = After each line that comes, do all that it brings about (the next message, the text that is due) before you read again, and wait for no line that the statement does not announce.

mistake-task-waits = Your server has read a line of a client and not answered it, though it has answered the same line of another: whatever is to answer this client waits for something else.
mistake-task-waits-look = Between the read of this line and its answer, what does the task of this client wait for? Look at each `.await` (in Python, each `await`) on that way that does not read from this client: a lock, a channel, a notification.
mistake-task-waits-why = A lock of tokio or of asyncio that is held over an `.await` is held for as long as that one lasts: a task that reads from its client with the lock in hand keeps the others waiting, and one that asks for it again waits for itself. In Rust, the guard that is made in the head of `while let Some(x) = m.lock().await.pop_front() {"{"}` lives up to the end of the block. Whoever waits for a notification, or for something in a queue, waits just as long if nothing comes.
mistake-task-waits-next = Take what you need out of the lock on a line of its own (`let x = m.lock().await.pop_front();`; in Python, leave the `async with lock:` first), and only then read from a client or write to it. If no lock is held there: see that each change that a task waits for is notified, and that nothing awaits the end of one conversation before it turns to the others.

mistake-said-again = Your program sends once more a line that it has sent before, where another one is due.
mistake-said-again-look = In the exchange, find where it has sent this line for the first time. What makes it do so again?
mistake-said-again-why = The other side takes each line for the one that is due now: one too many takes the place of that one, and shifts all that follow.
mistake-said-again-next = Send each line as often as the statement says, and no more: what is said once, at the beginning, stands ahead of the loop.

mistake-both-wait = Your program waits for the other to speak first, and the other waits for your program.
mistake-both-wait-look = See who has sent something since the connection was made.
mistake-both-wait-why = The one who connects is the one who asks: the server does not know yet what to say. And a message that is still in a buffer was not sent.
mistake-both-wait-next = Send the first message as soon as you are connected, flush the buffer if there is one (`BufWriter`, `makefile`), then read the answer.

mistake-no-newline = A message of your program does not end with `\n`: nobody can tell where it ends.
mistake-no-newline-of = { $actor } did not end its last message with `\n`: nobody can tell where it ends.
mistake-no-newline-look = See the last bytes that your program has sent.
mistake-no-newline-why = TCP carries bytes, not messages: `\n` alone tells where a line ends.
mistake-no-newline-next = End each message with `\n`: `writeln!` in Rust; in Python, add it to the text. What `lines()` in Rust or `input` in Python gave has lost its own.

mistake-framed = Your program puts bytes that are no text in front of its message (its length?): a message is a line, ended by `\n`, with nothing before it.
mistake-framed-look = In the exchange, see with which bytes your program's message begins, and with which it ends.
mistake-framed-why = It is for the protocol to say where a message ends, and here `\n` does. Whoever reads lines takes a length in front for a part of the text, and goes on waiting for the end of the line.
mistake-framed-next = Send the text and `\n`, nothing else. And read up to `\n`, not a length first: in Rust `BufReader::read_line`, in Python `makefile().readline`.

mistake-empty-line-added = After each line that was typed, your client sends an empty line, which nobody typed: for whoever reads lines, it is one more message.
mistake-empty-line-answered = Behind each of its answers, your server sends an empty line: for whoever reads lines, that is the next answer.
mistake-empty-line-added-look = In the exchange, count the `\n` that your program sends after each line. Where does each of them come from?
mistake-empty-line-added-why = What `read_line` in Rust, `sys.stdin`, `readline` or `makefile` in Python give still has its `\n`: whoever adds one sends two, which end two lines. The empty one counts as a line of its own, and shifts all that follow.
mistake-empty-line-added-next = Send one `\n` a line: take off the one that was read before you add yours (in Rust `line.trim_end_matches('\n')`, or `lines()`, which gives lines without it; in Python `line.rstrip("\n")`), or add none.

mistake-closed-after-first = Your program closed the connection after an answer, while more messages were to come.
mistake-closed-after-first-look = See after which answer the stream ends.
mistake-closed-after-first-why = A conversation lasts until the other ends it. In Rust, a function that returns drops its `TcpStream`; in Python, a `with` closes its socket: both close the connection.
mistake-closed-after-first-next = Read and answer in a loop, until a read returns 0 bytes. If there is one already, find what leaves it too early: a `return`, a `break`, a `?`, an exception.
mistake-closed-for-another-next = This connection was closed after another client had left or come, while others that were answered are still connected. By which number or place does your program know a client? `len() + 1`, or a position in a list, gives a newcomer the place of one who is still there: what stood there is dropped, and its connection is closed. Count on and on instead.

mistake-closed-while-used = Your program closed this connection while it still needed it: it then used a socket that it had already closed (`Bad file descriptor`).
mistake-closed-while-used-look = Find every `close` and every `with` on this socket. Which one comes before the answer?
mistake-closed-while-used-why = `start` does not wait for the thread: a `with conn:` or a `finally: conn.close()` around it closes the connection at once, under the thread that has just begun to use it.
mistake-closed-while-used-next = Close the connection where its conversation ends, in the thread that leads it: in Python, move `with conn:` (or `close`) from the `accept` loop into the thread’s function; in Rust, `move` gives the `TcpStream` to the thread, which closes it at its end. If it is there already, see whether all threads use one variable for the socket (a global one, which each `accept` overwrites): hand each thread its own, as an argument.

mistake-closed-when-idle = Your server closed this connection by itself, when nothing had come for a while: it seems to wait with a limit of time.
mistake-closed-when-idle-look = Look for a limit of time on the reads: `set_read_timeout`, `settimeout`, `setdefaulttimeout`, `tokio::time::timeout`, `wait_for`. What does your program do when it is over?
mistake-closed-when-idle-why = A client may say nothing for as long as it likes, also in the middle of a line, and it has not left. That it is gone is told by the end of its stream (a read of 0 bytes) or an error, and not by its silence.
mistake-closed-when-idle-next = Wait as long as it takes: leave out the limit of time, or go on reading when it is over, with all that has come already. Close the connection once the client's stream has ended.

mistake-half-closed = Your program ended its stream after a message, and had more to send: on this connection, it cannot send any more.
mistake-half-closed-look = In the exchange, see after which message your program's stream ends.
mistake-half-closed-why = The end of the stream (`shutdown` of the writing side, or `close`) says that nothing more comes on this connection, not that a message is over: whatever is written afterwards fails (`Broken pipe`). A message ends with its `\n`.
mistake-half-closed-next = Keep the connection open for writing as long as there may be messages: `shutdown` (`Shutdown::Write` in Rust, `SHUT_WR` in Python) or `close` comes after the last one, not after each.

mistake-non-blocking = A call of your program ended with the error 11 (`EAGAIN`): there was nothing to read yet, or no room to write, and its socket does not wait. It is non-blocking, or its time-out was over.
mistake-non-blocking-look = Find what makes this socket non-blocking, or gives it a time-out, between `accept` (or `connect`) and the call that failed. How long did your program wait before it failed: not at all, as with a non-blocking socket, or for as long as a time-out says?
mistake-non-blocking-why = A read of a blocking socket waits until something has come. With a time-out (in Rust `set_read_timeout`, in C `SO_RCVTIMEO`), it waits for so long at most, and then ends with this error; a read of a non-blocking socket does so at once. Nothing is wrong with the connection: the other may say something later. In Rust, a socket of tokio is non-blocking, and `into_std()` leaves it so; in Python, `setblocking(False)` and `settimeout(0)` make it so.
mistake-non-blocking-runtime-next = In a task, read and write with the runtime's own calls, followed by `.await` (in tokio those of `AsyncReadExt` and `AsyncWriteExt`): they wait until something is there. If the socket is to go to a thread, call `set_nonblocking(false)` after `into_std()`. Where you call `try_read` or `try_write`, take this error for “not yet”, and await `readable()` or `writable()`.
mistake-non-blocking-next = Where a thread reads from the socket, let it wait. If the socket has a time-out, take it away (in Rust `set_read_timeout(None)`), or read on once it has passed, with what had come kept. If it is non-blocking, make it blocking: in Rust `set_nonblocking(false)`, after `into_std()`, too; in Python `setblocking(True)`. Where a loop over `select` or `epoll` or a runtime looks after it, leave it as it is, and take this error for “not yet”: wait until it is readable; and what a write had no room for is kept until it is writable.

mistake-no-room-to-write = Your program wrote to a socket that does not wait, found no room left (error 11, `EAGAIN`), and ended with that error. There is no room as long as the other does not read what it was sent.
mistake-no-room-to-write-look = See which client reads nothing, and where your program writes to it. What would it have to keep until there is room again?
mistake-no-room-to-write-why = The system keeps what was written until the other reads it, up to some hundred kilobytes. Then a blocking write waits, and a non-blocking one fails, perhaps with a part already sent: `sendall` and `write_all` do not say how much. That `select` has announced something to read says nothing of the room to write.
mistake-no-room-to-write-next = Keep what does not fit in a buffer of that client: send what fits (`send`, in Rust `write`, says how much that was), and the rest once the socket is writable (`EVENT_WRITE`, in Rust `Interest::WRITABLE`). Until then, read nothing more from that client. Or give each client a thread of its own, with a blocking socket.

mistake-turned-away = Your server closed this connection without a word, though it had answered earlier ones.
mistake-turned-away-look = Between the connections that were answered and this one, what has changed in your server: a counter, a list, a limit?
mistake-turned-away-why = Each client takes a place, in a counter or in a list. One that is not given back on every way out (the end of the stream, an error) is lost for good, and one day there is none left.
mistake-turned-away-next = Give back the place of a client whichever way it leaves: in Rust in the `drop` of a guard, in Python in a `finally`.

mistake-never-served = Your program closed the connection without a word, and has answered nobody: as happens when what has to lead the conversation is never run, or lets go of the connection at once.
mistake-never-served-look = Which variable owns the connection, and where does its life end: with a block, with a function, with a task? Was anything read before?
mistake-never-served-why = A connection is closed when whoever owns it is over. In Rust, a call of an `async fn` without `.await` runs nothing of it, and drops what it was given; a `TcpStream` is dropped at the end of its block. In Python, a `with` closes its socket at its end.
mistake-never-served-next = Make sure that the function which leads the conversation runs, and to its end: print something in its first line. If it does not show, await it (`.await` in Rust, of whose absence the compiler warns: `futures do nothing unless you .await`; `await` in Python), or start its thread (`start()` in Python). If it does, find the `return`, the `break` or the end of a block by which it leaves without an answer.

mistake-never-awaited = A coroutine of your program was made and never awaited: nothing of it was run. Python said so on the standard error.
mistake-never-awaited-look = Read the warning (`RuntimeWarning`) on the standard error: it names the coroutine and the line.
mistake-never-awaited-why = A call of an `async def` function runs nothing of it: it makes a coroutine, which runs once it is awaited or given to a task.
mistake-never-awaited-next = At the line that the warning names, write `await` before the call; to let it run beside the rest, `asyncio.create_task(…)`; and `asyncio.run(main())` for the first one of the program.

mistake-reset-unread = Your program reset the connection, as happens when it is closed with bytes still unread.
mistake-reset-unread-look = See what was sent to your program just before: has it read all of it?
mistake-reset-unread-why = When bytes are left unread, the system sends a reset instead of an end of stream, and the other may lose even what was sent before.
mistake-reset-unread-long-next = Read the whole line, up to `\n`, however long it is (in Rust `BufReader::read_until` or `read_line`, in Python `makefile().readline`), before you answer and close.
mistake-reset-unread-next = Read until 0 bytes come before you close; to say that you have no more to send, use `shutdown` (`Shutdown::Write` in Rust, `SHUT_WR` in Python).

mistake-answer-cut = Your client printed the beginning of an answer, and its rest later or not at all.
mistake-answer-cut-look = Compare the answer in the exchange with what was printed, and count the bytes: where is it cut, and how many did your client read?
mistake-answer-cut-why = A read of a number of bytes gives no more than that (`recv(len(message))`, `read_exact`), and the answer need not be as long as the message; any read may give but a part of what was sent. What is left comes out as the beginning of the next answer, or is lost at the end.
mistake-answer-cut-next = Read each answer up to its `\n`, however many bytes and reads it takes: in Rust `BufReader::read_line`, in Python `makefile().readline`. Then print the whole line.

mistake-prints-own-message = Your program prints the message alone, and not the answer as it came.
mistake-prints-own-message-look = Compare what your program has received and what it prints.
mistake-prints-own-message-why = The answer need not be what one expects: only what came over the connection is the answer.
mistake-prints-own-message-next = Print what the last read returned, all of it: neither what was sent, nor the answer without its beginning.

mistake-blocked-by-writing = Your server is blocked in writing to a client that does not read, and serves nobody else meanwhile.
mistake-blocked-by-writing-look = See where your server writes, and to whom.
mistake-blocked-by-writing-why = A write blocks once the other has no room left for what it does not read. Whoever shares the thread, or a lock that is held meanwhile, waits with it.
mistake-blocked-by-writing-next = Write to each client from its own thread or task, and hold no lock that others need meanwhile. In a loop over `select`, make the sockets non-blocking instead: keep what `send` did not take, and write it when the socket is writable.

mistake-killed-by-sigpipe = Your program wrote to a connection that was over, since somebody had left: the system then sends SIGPIPE, which ends a program that has not said otherwise.
mistake-killed-by-sigpipe-look = In the exchange, see who leaves before your program ends, and find in your source the `write`, `send` or `fprintf` that may still go to that one.
mistake-killed-by-sigpipe-why = Whoever you talk with may leave at any time. A first write after that may still succeed; once the system knows that nobody is there any more, the next one raises SIGPIPE, which ends the whole program without a word. Rust and Python ignore this signal from the start; a C program has to do so itself.
mistake-killed-by-sigpipe-next = Put `signal(SIGPIPE, SIG_IGN);` at the beginning of `main`, or write with `send(…, MSG_NOSIGNAL)`. The call then returns -1, with `EPIPE` in `errno`: take that for this one’s leaving, close its connection, and go on. In Rust or Python, take out what has set SIGPIPE back to `SIG_DFL`.

mistake-panicked-look = The panic’s own message names the file and the line.
mistake-panicked-why = A panic ends the thread, here the whole program. Its message says what could not be done: often it is an `unwrap` or `expect` of something that failed, sometimes an index that is not there or a number that does not fit its type.
mistake-panicked-next = Read the message of the panic: it says which operation failed, and at which line. There, handle the case that you had not thought of (an `Err`, a `None`, a number too large for its type).
mistake-panicked-serving-next = Read the message of the panic: it says which operation failed, and at which line. There, handle the case that you had not thought of (an `Err`, a `None`): what goes wrong with one client ends its conversation, and the others go on.

mistake-thread-died = A thread of your program ended with a panic or an exception: what it still had to do is not done any more.
mistake-thread-died-look = Read what your program said on its standard error: the first message of the kind names the line where it began.
mistake-thread-died-why = What a thread owns is closed when it ends, its connection too. In Rust, a lock that it held is poisoned as well: every later `lock().unwrap()` panics in its turn, in the threads of all the other clients.
mistake-thread-died-next = At the line of the first message, handle the error (`match`, `if let`; in Python `try`/`except`) instead of letting it end the thread, and hold no lock while you do what can fail.

mistake-only-ipv6 = It listens on IPv6 only, and is dialled over IPv4.
mistake-only-ipv6-look = Look at the address: is it IPv4 (`127.0.0.1`) or IPv6 (`::1`)?
mistake-only-ipv6-why = `localhost` stands for two addresses, `127.0.0.1` and `::1`; a program that takes the first that it is given may get the other.
mistake-only-ipv6-next = Listen on `127.0.0.1`, written like that.

mistake-spins = A thread of your program runs without waiting for anything.
mistake-spins-look = See where your program is. What would make that loop end?
mistake-spins-why = A loop that reads without blocking, or reads again after the end of the stream (0 bytes), turns for ever.
mistake-spins-next = Leave the loop when a read returns 0 bytes, and let reads block.
mistake-spins-half-line = A thread of your program runs without waiting for anything. The last to leave, { $actor }, did so in the middle of a line.
mistake-spins-half-line-next = Leave the loop wherever a read returns 0 bytes, also where the line is not complete: the rest of it will never come.

mistake-tries-on = Your program is connected to nobody, and had not ended when the time for it was over: most likely, it still tries again and again to connect.
mistake-tries-on-look = Which loop calls `connect`? If nobody ever answers, after how many attempts does it end, and how long does that take with all its waits?
mistake-tries-on-why = Where no server listens, or none any more, `connect` fails at once, and would fail in an hour as well. A loop that catches each error and begins anew has no end, or one that comes too late: waits that double (0.5, 1, 2, 4 seconds…) add up to nearly twice the last one.
mistake-tries-on-next = Give the loop an end that comes in the time that the statement allows: a number of attempts, or a time after which it gives up. Then print on the standard error what went wrong, and end with a status other than 0.

mistake-ended-owing = Your program came to its end (status 0) while it still owed this line: a program that ends closes all its conversations.
mistake-ended-owing-look = In the exchange, see what your program does last. Which conversations are still open by then, and who was to write to them?
mistake-ended-owing-why = When `main` is over, the program ends, whatever its other threads or tasks still had to do: in Rust all threads and all tasks of a runtime such as tokio’s, in Python those with `daemon=True` and, once `asyncio.run` is over, all tasks (`CancelledError`).
mistake-ended-owing-next = Before `main` ends, wait for every conversation in which something is still to be said: in Rust, keep the handles and `join` them (in tokio, `.await` them); in Python, `join` the threads, or `await asyncio.gather(…)` of the tasks. But not for one whose client says nothing: that one never ends.

mistake-left-early = Your client ended with success before it had printed the answer.
mistake-left-early-look = In the exchange, see whether your client ends before the answer comes or after it. Who was to print it?
mistake-left-early-why = When `main` is over (in Python, the last thread that is no `daemon`), the program ends, whatever its other threads still had to do.
mistake-left-early-next = After each line, read its answer and print it before you go on or end. If another thread prints the answers, shut down the writing half after the last line, so that its reading ends (in Rust `shutdown(Shutdown::Write)`, in Python `shutdown(socket.SHUT_WR)`), then wait for it before you end (`join`; in Python, not with `daemon=True`).

mistake-reads-on = Your client has received the whole answer, `\n` included, and reads on from the server instead of printing it.
mistake-reads-on-look = See where your client is blocked, and what would make that read end.
mistake-reads-on-why = A read up to the end of the stream (`read_to_end`, `read_to_string`; in Python `read()`, or `recv` until it returns `b""`) ends only when the server leaves, and one of a fixed number of bytes (`read_exact`) only when they are all there. The server leaves last: it waits for your next line.
mistake-reads-on-next = Read one line, up to its `\n`, and no further: in Rust `BufReader::read_line`, in Python `makefile().readline`. Then print it.

mistake-no-end-sent = All was typed, sent and answered, and your client still waits for the server to say more; the server waits for your client, which has not told it that it is through.
mistake-no-end-sent-look = After the last line that is typed, which call tells the server that no more comes? And which read does your client wait in, and what would make it end?
mistake-no-end-sent-why = A server leaves last: it cannot know that you are through, as long as your side of the connection is open. Whoever reads until the server leaves (a loop over its lines, `read_to_string`, `recv` until it returns `b""`) waits as long, and so does whoever waits for the thread that reads. A copy of the socket (`try_clone`, `makefile`) keeps the connection open, even where another copy is closed or dropped.
mistake-no-end-sent-next = After the last line, shut down the writing half (in Rust `shutdown(Shutdown::Write)`, with tokio `shutdown().await`; in Python `shutdown(socket.SHUT_WR)`, with asyncio `write_eof()`), then read until the server closes; or stop reading once as many answers have come as lines were sent.

mistake-input-first = A whole line was typed to your client, which has not sent it and reads its standard input again.
mistake-input-first-look = See where your client reads its input. What would make that read end?
mistake-input-first-why = A read of all the input (`read_to_string`; in Python, `sys.stdin.read()`, `sys.stdin.readlines()`) ends at the end of the input; somebody at a keyboard wants the answer to the first line before typing the second. And what is in a buffer (`BufWriter`, `makefile`) was not sent.
mistake-input-first-next = Read the input line by line (in Rust `stdin().lines()`, in Python `for line in sys.stdin`), and send each line as soon as it is read; flush the buffer if there is one.

mistake-dials-per-line = Your client sent each line on a new connection.
mistake-dials-per-line-look = See where your client calls `connect`. Is it before the loop over the lines that are typed, or in it?
mistake-dials-per-line-why = A connection carries as many lines as you like. To the server, a client that connects for each line is another client each time; and as long as nothing is typed, it knows neither whether there is a server nor whether it has gone.
mistake-dials-per-line-next = Connect once, before the loop, and keep the connection and its reader until the input is over; in the loop, only send, read and print.

mistake-accepts-on = Your server is through with all who had connected, and waits for another client to accept instead of going on.
mistake-accepts-on-look = What would make this `accept` return? See what comes after the loop that it stands in, and where that loop is left.
mistake-accepts-on-why = `accept` returns when another client comes, and not before. What its loop tests at its head, or what stands behind it, is reached only then, and perhaps never.
mistake-accepts-on-next = Let a thread (or a task) of its own accept, and let `main` wait for the work to be done, then print and end: in Rust a channel (`recv`) or a `Condvar`, in Python an `Event` (`wait`) and `daemon=True` for the thread that accepts.
mistake-accepts-on-joined = Your server is through with all who had connected, and does not end: its first thread waits for another one, and whatever else there is waits for a client to accept, which never ends by itself.
mistake-accepts-on-joined-next = If the first thread waits for the end of the one that accepts, let it not: in Rust, do not `join` that thread; in Python, make it with `daemon=True`, since Python waits for all others when `main` is over. Or close the listening socket when all is done, so that `accept` fails, and leave its loop then (in Python and in C, `shutdown` it first). If it waits for a word instead (a condition, a channel), see who gives it after the last conversation.

mistake-shown-late = The whole answer has come to your client, which reads its standard input again without having shown it.
mistake-shown-late-look = See what your client does between reading the answer and reading the next line that is typed.
mistake-shown-late-why = Somebody at a keyboard wants the answer to the first line before typing the second. What is printed without a line end (Rust's `print!`, Python's `print(…, end="")`) stays in a buffer until a `\n` comes or the program ends; so does, in C, all that goes to a file or a pipe. And answers that are gathered in a list are shown when it is over.
mistake-shown-late-next = Print each answer as soon as it is there, with its line end (`println!`), or empty the buffer after it (in Rust `stdout().flush()`, in Python `flush=True`, in C `fflush(stdout)`). Flush the writer that you print into: `stdout().flush()` does not empty a `BufWriter` around it.

mistake-input-end-uncaught = At the end of its input, `input()` raised `EOFError`, which your program does not catch.
mistake-input-end-uncaught-look = Read the traceback on the standard error: which call had nothing left to read, and what should your program do then?
mistake-input-end-uncaught-why = `input()` has no line to give at the end of the input, and raises an exception instead. One that nobody catches ends a Python program with status 1.
mistake-input-end-uncaught-next = Read the lines with `for line in sys.stdin:`, a loop that ends with the input (each line still has its `\n`); or call `input()` in a `try`, and leave the loop at `except EOFError:`.

mistake-other-number = The text that was printed has another number.
mistake-other-number-look = In the exchange, compare the numbers that your program received with the one that it printed.
mistake-other-number-why = Something was counted twice, or left out, or counted wrong. Twice: something done again that had its answer already, or put back at two places. Left out: something that was put back nowhere, or two threads that add at the same moment.
mistake-other-number-next = Do by hand, on the messages of the exchange, the calculation that your program does: which part of it is missing, counted twice or wrong?

mistake-other-wording = The text was printed, but in another form than the one that is asked for.
mistake-other-wording-look = Compare what was expected and what was printed, letter by letter.
mistake-other-wording-why = A program looks for this text, and not a person: capitals, spaces and punctuation count.
mistake-other-wording-next = Print it exactly as the statement gives it: the same capitals, the same spaces, the same punctuation.
