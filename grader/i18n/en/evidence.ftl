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
fact-released = the link lets go { $count ->
    [one] one byte
   *[other] { $count } bytes
}
fact-cut = the link is cut
fact-typed = is typed { $bytes }
fact-input-ended = end of standard input
fact-printed = prints { $bytes }
fact-signalled = receives { $signal }
fact-exited = ends: { $exit }
fact-limit-output = has written more than { $allowed }
fact-limit-traffic = has sent more than { $allowed }
fact-limit-cpu = has used more than { $allowed } of processor time
fact-limit-file = has written a file of more than { $allowed }
fact-limit-memory = uses more than { $allowed } of memory
fact-limit-processes = has more than { $allowed } processes and threads
fact-used = { $threads } threads, { $descriptors } descriptors
fact-pieces = in { $count } pieces
folded = … { $count ->
    [one] one more line
   *[other] { $count } more lines
}
milliseconds = { $ms } ms
seconds = { $s } s
own-words = { $member }, on its standard error:
own-end = { $member } ended: { $exit }

# What ended a wait for what did not come.
waited-rest = Nothing can happen any more: all programs wait.
waited-deadline = The time for this step is over.
