# Why nothing was graded: what is wrong, and what to do.

either = { $first } or { $last }

unreadable = `{ $path }` cannot be read: { $why }
unreadable-remedy = check that it is the right name, and that you may read it
unreadable-no-text-remedy = save it again as UTF-8

no-exercises = no exercise in `{ $folder }`
no-exercises-remedy = an exercise is a folder with the file `exercise.toml`
misnamed = `{ $file }` says `id = "{ $says }"`, and its folder is named `{ $id }`
misnamed-remedy = give both the same name
reference-unbuilt = the exercise’s own reference, in `{ $folder }`, does not build
reference-unbuilt-remedy = build it there to see why; only then can the exercise grade

reference-missing = the reference of `{ $exercise }` plays in { $count ->
    [one] one of its checks
   *[other] { $count } of its checks
}, and there is none
reference-missing-remedy = put it into `{ $within }` or `{ $beside }`; with a copy of the exercises that grader brings along, their `reference` has to be copied, too
no-reference = the exercise has no reference, and only one that earns everything proves that it can be done
no-reference-remedy = put a model solution into the exercise’s folder `reference`, or into `../reference/ID` beside all exercises
no-submissions = no submission in `{ $folder }`
no-expectation = `{ $folder }` does not say what is expected of it
expectation-remedy = beside each submission’s code stands an `expect.toml`, such as: failed = ["silent-client"]
expectation-no-toml = `{ $file }`, line { $line }: { $said }
expectation-check = `{ $file }` names a check that the exercise has not: `{ $check }`

nothing-plays = nothing in `{ $folder }` could play { $roles }
nothing-plays-looked = looked for, up to { $depth } folders deep: a `Cargo.toml` with a program, a Python file whose name contains { $names }, or a `grader.toml`
nothing-plays-found = found: { $found }
nothing-plays-empty = found: nothing
nothing-plays-left-out = left out: { $left-out }
nothing-plays-above = a project begins above this folder; to grade it: { $command }
nothing-plays-remedy = to begin with something that builds: grader start { $exercise } my-{ $exercise }

several = `{ $folder }` holds several submissions: { $found }
several-one = to grade one of them: { $command }
several-all = to grade all of them: { $command }

declaration = `{ $file }` is wrong in { $count ->
    [one] one place
   *[other] { $count } places
}:
declaration-remedy = it looks like this: `build = ["make"]`, then `[roles.server]` with `command = ["./server"]`
declaration-no-toml = this is not TOML ({ $said })
declaration-key = unknown key `{ $key }`: the keys are `build` and `roles`
declaration-role-key = unknown key `{ $key }`: a role has a `command`
declaration-role = no role is named `{ $role }`: the roles are { $known }
declaration-nothing = it names no program: add { $tables }
declaration-roles-table = `roles` must be a table, such as `[roles.server]`
declaration-role-table = a role must be a table with a `command`
declaration-no-command = `{ $role }` has no `command`
declaration-no-array = a command must be an array of words, such as `["make", "all"]`
declaration-no-program = a command must begin with a program
declaration-no-text = a word must be a text, in quotes
declaration-nul = a word cannot contain a NUL

no-cargo = `cargo` is not on the `PATH`
no-cargo-remedy = install Rust, or add the folder of `cargo` to the `PATH`
cargo-silent = cargo says nothing of `{ $manifest }`: { $why }
cargo-unclear = what cargo says of `{ $manifest }` cannot be understood: { $why }
cargo-remedy = in that folder, try: cargo metadata --no-deps
query-io = `{ $tool }` could not be run: { $why }
query-late = `{ $tool }` did not answer within { $seconds } s
rust-silent = `rustc` does not say where it is: { $why }
rust-silent-remedy = try: rustc --print sysroot
no-cache = there is no folder for what is built beforehand
no-cache-remedy = name a writable one in `XDG_CACHE_HOME`
crates-unfetched = crates that this exercise allows are not on this computer, or not in the versions that are asked for: { $names }
crates-unfetched-remedy = with a network, type: grader prefetch
build-unwritten = `{ $path }` could not be written: { $why }
build-unwritten-remedy = free some space, or name other folders in `TMPDIR` and `XDG_CACHE_HOME`
tool-fails = `{ $command }` could not be run: { $why }
python-silent = `python3` does not say where it is: { $why }
python-silent-remedy = try: python3 -c 'import sys; print(sys.executable)'

no-scratch = the scratch folder `{ $folder }` cannot be made: { $why }
no-scratch-remedy = name a folder that you may write in `TMPDIR`
scratch-taken = the scratch folder `{ $folder }` does not belong to you alone
scratch-taken-remedy = remove it, or name another folder in `TMPDIR`
isolation-refused = this computer refuses isolated machines ({ $why })
isolation-refused-landlock = this computer cannot raise walls around programs ({ $why })
isolation-landlock-remedy = they need Linux 6.7 or newer, with Landlock among `/sys/kernel/security/lsm`
isolation-more = allow some: sudo sysctl -w user.max_user_namespaces=10000
isolation-apparmor = allow them: sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0
isolation-container = start the container with `--security-opt seccomp=unconfined --security-opt apparmor=unconfined --security-opt systempaths=unconfined`
isolation-allow = allow user namespaces on it, or do without: `--isolation plain`
machine-fails = a machine could not be made or used ({ $why })
machine-fails-remedy = try again; if this goes on, do without isolation: `--isolation plain`
out-of-reach = `{ $label }` runs with an interpreter that only root can read
out-of-reach-remedy = install one for everybody, or run `grader` as another user
supervisor-gone = a machine’s supervisor does not answer
supervisor-gone-remedy = try again
cannot-look = the state of a program cannot be read in `{ $file }`: { $why }
cannot-look-remedy = this computer must let you see your own processes in `/proc`
host-fails = this computer failed; for whoever looks after it: { $why }
host-fails-remedy = free memory, processes or room on the disk, then try again
grader-fails-remedy = report it to your teacher, with the command that you typed

system-not-found = it does not exist
system-forbidden = it is not allowed
system-read-only = nothing can be written there
system-full = the disk is full
system-memory = there is not enough memory
system-folder = it is a folder
system-no-folder = a part of the path is no folder
system-too-large = it is too large
system-no-text = it is not text (UTF-8)
