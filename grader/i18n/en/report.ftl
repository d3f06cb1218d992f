# The report.

header = { $exercise } — { $title }
label-submission = submission
label-machines = machines
label-seed = seed
label-left-out = left out
machines-isolated = isolated: each program has a network of its own
machines-landlock = walled: programs are built on this computer, and then run on it with walls around files, ports and signals (Landlock)
machines-plain = none: programs are built and run directly on this computer
machines-why = { $kind } ({ $why })
label-holds = guaranteed
label-lacks = not guaranteed
label-remedy = to get more
guarantee-network = no network outside
guarantee-ports = every port free
guarantee-cleanup = no process left running
guarantee-files = other files out of reach
guarantee-memory = bounded memory
guarantee-processes = bounded processes
guarantee-build = isolated build
program-missing = no program
program-ambiguous = several candidates: { $candidates }
program-unbuilt = { $label } (does not compile)
program-unmade = { $label } (its `build` failed)
program-no-interpreter = { $label } ({ $needs } is missing)
address-port = takes a port, without the host
address-host-and-port = takes the host and the port in two arguments
address-in-code = does not use the address that it is given

build-failed = Your programs could not be prepared.
build-warned = The compiler has warned of your code, and that may be the cause:
build-warned-more = { $count ->
    [one] … one more warning
   *[other] … { $count } more warnings
}
build-failed-command = The build failed: `{ $command }`
build-limit-time = It took longer than { $seconds } s, and was stopped.
build-limit-memory = It used more than { $size } of memory, and was stopped.
build-limit-output = It printed more than { $size }, and was stopped.
build-limit-processes = It started as many processes as it may have at a time: { $count }.

# How a command of `build` failed, and what to do.
build-absent = In `grader.toml`, `build` runs `{ $program }`, which is neither a command of this computer nor an executable file of your folder.
build-absent-next = Correct that name, or install `{ $program }` so that it is in the `PATH`.
build-no-file = In `grader.toml`, `build` runs `{ $path }`, and your folder has no executable file at that path.
build-no-file-next = A path begins at the folder of `grader.toml` and stays inside of it; the file must be there, and executable (`chmod +x`). A command of the computer is given by its name alone, such as `make`.
build-cannot-execute = The command `{ $command }` could not be executed: { $why }.
build-cannot-execute-next = If it is a script, its first line must name an interpreter that exists, such as `#!/bin/sh`.
build-exited = The command `{ $command }` failed: { $exit }.

# What a manifest asks for and cannot have.
refusal = error
refused-outside = `{ $path }` leads out of the submission, which must hold all that it is built from
refused-workspace = its workspace is not in the submission: hand in the whole workspace, or write here what it says
refused-git = `{ $name }` comes from a git repository, and only crates of Rust’s own registry can be used
refused-registry = `{ $name }` comes from another registry, and only crates of Rust’s own registry can be used
refused-replaced = crates cannot be replaced here
refused-not-allowed = this exercise does not allow the crate `{ $name }`; it allows { $allowed }
refused-all = this exercise allows no crates, and there is `{ $name }`
refused-unreadable = this file is too large, or no text (UTF-8)

# What of a submission is not looked at.
semicolon = {"; "}
left-out-made = { $paths }
left-out-settings = { $paths } (settings of cargo and rustup have no effect)
left-out-link = { $paths } (symbolic links)
left-out-hard-link = { $paths } (files with a second name elsewhere: copy them)
left-out-special = { $paths } (neither files nor folders)
left-out-large = { $paths } (too large: at most { $file } each, { $total } together)
left-out-deep = { $paths } (more than { $depth } folders deep)
left-out-many = { $paths } (a submission has at most { $entries } files and folders: hand in the sources only)
left-out-passed-over = { $paths } (a program in Rust with the same role goes first: to have these graded, take away `Cargo.toml` and `src`)
left-out-unreadable = { $paths } (unreadable)
left-out-more = { $paths } and { $count ->
    [one] one more
   *[other] { $count } more
}

group-basic = Basic checks
group-robustness = Robustness
group-bonus = Bonus
group-points = { $title }: { $earned }/{ $of }
points = { $count ->
    [one] { $count } point
   *[other] { $count } points
}
table-scale = { $points } in all, without bonus, scaled to a mark out of { $scale }.

word-passed = passed
word-failed = failed
word-skipped = skipped
word-inconclusive = inconclusive
word-before = before
tally-failed = failed { $failed } of { $of } times
tally-inconclusive = could not be told { $inconclusive } of { $of } times
tally-passed = { $of } times of { $of }
skipped-short = needs `{ $needs }`

label-next = To do:
label-why = Why:
label-hint = Hint:
label-repeat = Replay:

mark = Mark: { $mark }
mark-provisional = Provisional mark: { $mark }
mark-partial = No mark yet, only some checks were run
mark-points = ({ $earned ->
    [one] { $earned } point
   *[other] { $earned } points
} out of { $points })
provisional-unknown = The mark may still change: { $count ->
    [one] one check could not be judged
   *[other] { $count } checks could not be judged
}.
next-build = To see the build errors again, type:
next-failed = After a correction, type:
next-bonus = Only bonus points are missing. To try for them again, type:
next-stuck = Stuck? A hint (or, with `explain`, all that was seen): { $command }
next-inconclusive = To run this check again, type:
next-whole = To run all checks, type:
next-none = All checks passed.

live-build = Building: { $command }
live-building = Building { $package }
live-built = Finding the programs
live-check = { $check }

interrupted = Interrupted: { $done } of { $count } checks had ended, nothing is kept of them.

watch-before = { $check } (before the save)
watch-begins = Looking at the folder
watch-checking = Checks: { $done }/{ $count }
watch-trouble = Nothing could be graded.
watch-waiting = Waiting for a file to be saved; Ctrl-C to end.
watch-keys-hidden = ↑↓ scroll  a run all  q quit
watch-keys-back = h hint  e explain  ↑↓ scroll  Enter back  n next  a run all  q quit
watch-keys = n next  p previous  h hint  e explain  ↑↓ move  a run all  q quit
