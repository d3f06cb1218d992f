# The cause of a failure or of a doubt, in one sentence. One sentence for each kind.

no-program-found = No program has a name that fits the role `{ $role }` ({ $names }); found: { $found }.
no-program-none = No program was found for the role `{ $role }`.
no-program-ambiguous = Several programs could play the role `{ $role }`: { $candidates }.
no-program-not-declared = Your `grader.toml` has no command for the role `{ $role }`.
no-program-no-file = Your `grader.toml` names `{ $path }` for the role `{ $role }`, and your submission has no such program.
no-program-did-not-build = Your program `{ $label }` does not compile.
no-program-not-made = A `build` command of your `grader.toml` failed, so that your program `{ $label }` is not launched.
no-program-no-interpreter = `{ $needs }` is missing on this computer: your program `{ $label }` cannot be launched.

cannot-execute = { $actor } could not be executed: { $why }.
never-listened = { $actor } does not listen on any port.
listens-elsewhere = { $actor } listens on { $listens } and not on { $asked }, the address that it was given.
unreachable = { $actor } listens on { $listens }, where nobody can reach it.
exited-before-listening = { $actor } ended before it listened: { $exit }.
exited-before-connecting = { $actor } ended before it connected: { $exit }.
never-connected = { $actor } never connected; it was awaited on { $count ->
    [one] port { $ports }
   *[other] ports { $ports }
}.
exited = { $actor } ended in the middle of the exchange: { $exit }.
refused = { $actor } was refused the connection: { $by } no longer listens.
not-accepted = { $actor } waits in vain to be accepted: { $by } leaves its connection in the queue.
no-answer = { $at } waits for a message, and nothing came.
no-answer-from = { $at } waits for a message that { $peer } did not send.
no-answer-partial = { $at } did not receive the whole message.
wrong-answer-unknown = { $at } received something other than the expected message.
wrong-answer-prefix-missing = { $at } received the answer without the prefix that is asked for.
wrong-answer-prefix-differs = { $at } received the answer behind a prefix that is not quite the one that is asked for.
wrong-answer-nul-padded = { $at } received an answer with NUL bytes in it: the whole buffer was sent, not only what had been read.
wrong-answer-reply-per-read = { $at } received the prefix in the middle of a line: there is one reply per read, not per line.
wrong-answer-someone-elses = { $at } received the answer meant for another.
wrong-answer-others-in-front = In what { $at } received, what another had sent stands in front of its own message.
wrong-answer-earlier = { $at } received an answer to one of its earlier messages.
wrong-answer-broken-character = { $at } received a damaged character: it was decoded in two halves.
wrong-answer-truncated = { $at } received only the beginning of the message.
ended-early = The connection with { $at } was closed before the expected message.
ended-early-reset = The connection with { $at } was reset before the expected message.
ended-early-by = { $peer } closed the connection with { $at } before the expected message.
ended-early-reset-by = { $peer } reset the connection with { $at } before the expected message.
not-ended = The connection with { $at } should have been closed, and is still open.
not-read = { $by } does not read what { $from } sends it: { $unread ->
    [one] one byte waits
   *[other] { $unread } bytes wait
} to be read.
not-printed-ended = { $by } ended before it had printed the expected text: { $exit }.
not-printed = { $by } did not print the expected text.
not-received = { $by } did not receive the expected line.
not-exited = { $actor } does not end although it should.
wrong-status-success = { $actor } ended with a failure ({ $exit }) where a success was expected.
wrong-status-failure = { $actor } ended with a success ({ $exit }) where it should have reported a failure.
wrong-status-any = { $actor } ended badly: { $exit }.
said-nothing = { $actor } ended without a word: nothing tells its user what happened.
not-carried = Between { $from } and { $to }, the expected line did not come.
not-carried-unanswered = { $to } has not answered what { $from } sent last: the line that was to follow did not come.
not-carried-closed = { $by } closed the connection with { $with } before the expected line came.
rule-broken = { $from } sent a line that breaks the rule `{ $rule }`.
not-covered = { $many ->
    [one] No range that { $from } sent holds { $first }.
   *[other] No range that { $from } sent holds the numbers from { $first } to { $last }.
}
covered-twice = { $many ->
    [one] Two ranges that { $from } sent hold { $first }.
   *[other] Two ranges that { $from } sent hold the numbers from { $first } to { $last }.
}
grows = { $what ->
    [threads] The number of threads that { $actor } uses grows
    [processes] The number of processes that { $actor } uses grows
    [descriptors] The number of descriptors that { $actor } keeps open grows
    [connections] The number of connections that { $actor } keeps open grows
   *[other] What { $actor } uses ({ $what }) grows
} with each client: { $earlier ->
    [0] { $before }, then { $now }
   *[other] { $before } after { $earlier } clients, then { $now } after { $later }
}.
burns = { $actor } keeps the processor busy although nothing is sent to it.
limit-output = { $actor } wrote more than { $allowed } to its outputs.
limit-traffic = { $actor } sent more than { $allowed }.
limit-connections = { $actor } made more connections than it may ({ $allowed }).
limit-messages = { $actor } sent more than { $allowed } messages.
limit-cpu = { $actor } used more than { $allowed } of processor time, with all that it started.
limit-file = { $actor } wrote a file of more than { $allowed }.
limit-memory = { $actor } used more than { $allowed } of memory, with all that it started.
limit-processes = { $actor } had more than { $allowed } processes and threads at once.

doubt-needs-isolation = This check needs isolated machines, and programs run directly on this computer.
doubt-needs-isolation-role = This check needs isolated machines: the program `{ $role }` has its port written in its code.
doubt-port-taken = Port { $port }, which a program has written in its code, is in use on this computer.
doubt-reference-failed = A reference program did not do its part, which is not your fault: { $cause }
doubt-out-of-reach = `{ $label }` runs with an interpreter that only root can read on this computer.
doubt-host-failed = The computer could not do what was needed. For whoever looks after it: { $why }
doubt-grader-failed = `grader` itself failed, which is a bug in `grader`: { $why }
doubt-needs-unknown = This check depends on `{ $needs }`, which could not be judged.
doubt-needs-run = What was seen when this submission was run does not answer what is asked here now: it has to be run again.

passed = All that was asked was seen.
skipped = Not judged: `{ $needs }` has to pass first.

exit-success = exit status 0
exit-code = exit status { $code }
exit-panic = exit status 101 (in Rust, a panic)
exit-signal = killed by signal { $signal }
exit-signal-named = killed by signal { $signal } ({ $name })
