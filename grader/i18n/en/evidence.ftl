# The evidence: expected and got, the exchange, the end of a program. Short labels.

expected = expected
received = got
printed = printed
or = or
got-nothing = (nothing)
bytes-more = ({ $count } bytes)
line-sent = line
wrong-byte = byte { $at }

fact-launched = is launched
fact-launched-with = is launched: { $arguments }
fact-listening = listens on { $listens }
fact-connected = connects
fact-refused = connection refused
fact-ended = end of stream
fact-reset = resets
fact-holding = the link holds the rest
fact-held = the link holds this line
fact-released = the link lets through { $count ->
    [one] one byte
   *[other] { $count } bytes
}
fact-cut = the link is cut
fact-typed = on its input: { $bytes }
fact-input-ended = end of standard input
fact-printed = prints { $bytes }
fact-signalled = receives { $signal }
fact-exited = ends: { $exit }
fact-limit-output = has written more than { $allowed }
fact-limit-traffic = has sent more than { $allowed }
fact-limit-connections = has made more connections than it may ({ $allowed })
fact-limit-messages = has sent more than { $allowed } messages
fact-limit-cpu = has used more than { $allowed } of processor time
fact-limit-file = has written a file of more than { $allowed }
fact-limit-memory = uses more than { $allowed } of memory
fact-limit-processes = has more than { $allowed } processes and threads
fact-pieces = in { $count } pieces
folded = … { $count ->
    [one] one more line
   *[other] { $count } more lines
}
milliseconds = { $ms } ms
seconds = { $s } s
bytes-few = { $count } B
kibibytes = { $count } KiB
mebibytes = { $count } MiB
gibibytes = { $count } GiB
own-output = { $member }, on its standard output:
own-words = { $member }, on its standard error:
own-end = { $member } ended: { $exit }

diagram-others = others
diagram-failed = here the check fails
stuck-title = Who waits for whom, when the check fails:
stuck-thread = { $actor }, thread { $thread }
stuck-threads = { $actor }, { $count } threads
stuck-threads-named = { $actor }, threads { $threads }
stuck-processes = { $actor }, { $count } processes
colon = :{" "}
stuck-nothing = runs, and waits for nothing
stuck-message = { $count ->
    [one] reads from { $members }, and nothing more comes from there
   *[other] each reads from one of { $members }, and nothing more comes from there
}
stuck-message-silent = { $count ->
    [one] reads from { $members }, which has sent nothing
   *[other] each reads from one of { $members }, which have sent nothing
}
stuck-message-same = { $count ->
    [2] both read from { $members }, and nothing more comes from there
   *[other] all read from { $members }, and nothing more comes from there
}
stuck-message-same-silent = { $count ->
    [2] both read from { $members }, which has sent nothing
   *[other] all read from { $members }, which has sent nothing
}
stuck-reader = writes to { $member }, which does not read
stuck-client = { $count ->
    [one] waits for a connection to accept
   *[other] wait for a connection to accept
}
stuck-server = waits for its connection to be accepted
stuck-input = reads its standard input
stuck-any = waits for whichever comes first: { $things }
stuck-any-client = a connection to accept
stuck-any-newcomer = the next connection (those in the queue do not wake it)
stuck-any-input = its standard input
stuck-any-one = waits for { $thing }
stuck-any-message = { $count ->
    [one] a message of { $members }
   *[other] a message of one of these ({ $members })
}
stuck-any-other = waits for descriptors that no client is behind
stuck-lock-of = waits for a lock that thread { $thread } holds
stuck-lock = { $count ->
    [one] waits for a lock
   *[other] wait for a lock
}
stuck-end-of = waits for the end of thread { $thread }
stuck-end = { $count ->
    [one] waits for the end of another thread
   *[other] wait for the end of other threads
}
stuck-channel = { $count ->
    [one] waits for a message from another thread, through a channel
   *[other] wait for a message from another thread, through a channel
}
stuck-condition = { $count ->
    [one] waits to be woken by another thread
   *[other] wait to be woken by another thread
}
stuck-another = { $count ->
    [one] waits for another thread (its end, a lock that it holds, a message, to be woken)
   *[other] wait for another thread (its end, a lock that it holds, a message, to be woken)
}
stuck-another-or-tasks = { $count ->
    [one] waits for another thread (its end, a lock that it holds, a message, to be woken), or for a task, if it belongs to a runtime of tasks
   *[other] wait for another thread (its end, a lock that it holds, a message, to be woken), or for a task, if they belong to a runtime of tasks
}
stuck-tasks = { $count ->
    [one] waits, in the runtime of tasks, until a task can go on; what each task waits for is not seen from outside
   *[other] wait, in the runtime of tasks, until a task can go on; what each task waits for is not seen from outside
}
stuck-child = waits for the end of a process that it has started
stuck-signal = waits for a signal
stuck-time = sleeps
stuck-other = is blocked in the system
stuck-at = at { $place }
stuck-at-in = at { $place }, in `{ $calls }`
stuck-more = { $count ->
    [one] { $actor } has one more thread that stands still
   *[other] { $actor } has { $count } more threads that stand still
}
stuck-queued = { $count ->
    [one] { $members } is connected and waits to be accepted
   *[other] { $count } connections wait to be accepted: { $members }
}
stuck-full = { $count ->
    [one] { $members } does not read, and has no room left for what is sent to it
   *[other] these { $count } do not read, and have no room left for what is sent to them: { $members }
}
stuck-unread = { $count ->
    [one] what { $members } has sent is still unread
   *[other] what these { $count } have sent is still unread: { $members }
}

# What ended a wait for what did not come.
waited-rest = Nothing can happen any more: all programs wait.
waited-deadline = The time for this step is over.
