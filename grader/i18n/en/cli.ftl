# The command line: help, usage errors, short answers.

error = error:{" "}

cli-about = Builds your network programs, lets them talk, and explains their mark.
cli-batch-about = Grade a whole folder of submissions; begun again, it goes on where it was
cli-check-about = Grade a submission and explain every point lost
cli-explain-about = Show all that the last run saw of a check, and explain it
cli-hint-about = Give a hint on a check of the last run, one more each time
cli-list-about = Name the exercises
cli-report-about = Show the results of a batch, in whatever form
cli-rejudge-about = Judge the results of a batch again by the exercise as it is now, without running anything
cli-prefetch-about = Fetch and build the crates that exercises allow
cli-show-about = Show the statement of an exercise and its checks
cli-start-about = Prepare a folder to begin an exercise
cli-verify-about = See whether an exercise proves itself, with its reference, its starter and its submissions
cli-watch-about = Grade again whenever a file is saved, what was not passed first
cli-completions-about = Write what a shell needs to complete words
cli-man-about = Write the pages of the manual
cli-after-help =
    To begin:
      grader list              which exercises there are
      grader start ex1 my-ex1  makes a folder with all that is needed
      grader check ex1 my-ex1  grades it, as often as you like
      grader watch ex1 my-ex1  grades it whenever a file is saved
cli-watch-after-help =
    Keys, in a terminal:
      n, p        the next check that is not passed, the one before
      h           a hint on it, one more each time; Enter goes back
      e, Enter    all that is said of it, and back
      ↑, ↓        scrolls, or goes through the checks
      a           runs all checks
      q           quits
cli-usage = Usage:
# The program adds the colon to these headings itself.
cli-commands = Commands
cli-arguments = Arguments
cli-options = Options
cli-value-command = COMMAND

cli-arg-exercise = The exercise, such as `ex1` (see `grader list`)
cli-value-exercise = EXERCISE
cli-example-exercise = ex1
cli-arg-check = The check, such as `server-answers` (see `grader show`)
cli-value-check = CHECK
cli-example-check = server-answers
cli-arg-dir = The submission's folder; without it, the current folder
cli-value-dir = DIR
cli-arg-new = The folder to begin in; made if it is not there
cli-value-new = DIR
cli-example-new = my-{ $exercise }
cli-arg-pages = The folder for the pages; made if it is not there
cli-value-pages = DIR
cli-example-pages = pages
cli-arg-format = The form of the report: `text`, `json`, `markdown`, `html`, `junit`, `tap`, or a platform’s (see `docs/formats.md`)
cli-value-format = FORMAT
cli-arg-report = Also write the report to a file, such as `junit=report.xml`; may be repeated
cli-value-report = FORMAT=FILE
cli-arg-lang = The language: `fr` or `en`; without it, the system's
cli-value-lang = LANG
cli-arg-seed = Draw the same again: the seed that a report has given
cli-value-seed = HEX
cli-arg-only = Run only this check; several with commas, or repeated
cli-value-only = CHECK
cli-arg-isolation = Force the machines: `isolated`, `landlock` or `plain`
cli-value-isolation = MACHINES
cli-arg-exercises = Take the exercises from this folder
cli-value-exercises = DIR
cli-arg-submissions = Take the submissions, each with its `expect.toml`, from this folder
cli-value-submissions = DIR
cli-arg-repeat = Run each check this many times, for a program that is wrong only sometimes; one failure is a failure
cli-value-repeat = TIMES
cli-arg-no-rest = Let every wait last for its whole time, also when nothing can happen any more
cli-arg-rebuild = Build again even what was built before from the same files
cli-arg-jobs = How many checks run at a time
cli-value-jobs = N
cli-arg-min-mark = Be content with this mark: the exit status is 0 if it is reached
cli-value-min-mark = MARK
cli-arg-class = The folder of submissions, or the archive that holds it: a folder or an archive (zip, tar.gz) for each
cli-value-class = SUBMISSIONS
cli-example-class = submissions
cli-arg-out = The folder that keeps the results; made if it is not there
cli-value-out = DIR
cli-example-out = results
cli-arg-again = The folder for the new results; made if it is not there
cli-value-again = DIR
cli-example-again = new-results
cli-arg-roster = A CSV file that says whose each submission is: submission, name, id, email, submitted
cli-value-roster = FILE
cli-arg-names = How names are found in those of folders: a regular expression with a group (?<name>…) and maybe (?<id>…)
cli-value-names = PATTERN
cli-arg-only-student = Grade only this submission, named as its folder, or by its student’s name, number or address; may be repeated
cli-value-only-student = NAME
cli-arg-only-changed = Grade only what is new or has changed, even if the exercise or grader is another now
cli-arg-retry = Grade again what has a result: `inconclusive` (where something could not be told) or `all`
cli-value-retry = WHICH
cli-arg-shard = Take one share of several, such as 3/16: which submissions are in it depends on their names alone
cli-value-shard = N/ALL
cli-arg-at-a-time = How many submissions are graded at a time
cli-value-at-a-time = N
cli-arg-batch = The folder of results: the `--out` of `grader batch`
cli-value-batch = DIR
cli-example-batch = results
cli-arg-class-format = The form: `text` (if nothing is said), `json`, `html`, `csv`, `feedback`, or a file to fill in: `moodle`, `moodle-gradebook`, `canvas`
cli-value-class-format = FORMAT
cli-arg-to = The file, or for pages the folder, to write to
cli-value-to = PATH
cli-arg-fill = The file that Moodle or Canvas gave, to be filled in
cli-value-fill = FILE
cli-arg-column = The column of its marks: needed for `moodle-gradebook` and `canvas`
cli-value-column = NAME
cli-arg-anonymous = Put codes in the places of names
cli-arg-gone = Show also what is no longer in the folder of submissions
cli-arg-against = Say whose mark has moved since these older results, and by which checks
cli-value-against = DIR
cli-arg-color = Colour: `auto`, `always` or `never`
cli-value-color = WHEN
cli-arg-unfold = Show every line, also of what is done again and again
cli-arg-ascii = Write ASCII characters only
cli-arg-quiet = Say only the mark and what to type next
cli-arg-first-failure = Run the checks one after the other, up to the first that is not passed
cli-arg-ci = Add a workflow that grades each push: `github` or `gitlab`
cli-value-ci = PLACE
cli-arg-shell = The shell: `bash`, `zsh`, `fish`, `elvish` or `powershell`
cli-value-shell = SHELL
cli-example-shell = bash
cli-arg-help = Show this help
cli-arg-version = Show the version

usage-no-command = there is no command `{ $word }`
usage-unknown = `{ $word }` is not an option that is known here
usage-extra = `{ $word }` is one word too many
usage-missing = { $count ->
    [one] { $word } is missing
   *[other] missing: { $word }
}
usage-no-value = `{ $word }` needs a value
usage-wrong-value = `{ $value }` is not a value for `{ $word }`
usage-twice = `{ $word }` is given twice
usage-report = a report is FORMAT=FILE, and the formats are: { $words }
usage-shard = a share is written N/ALL, with an N from 1 to ALL: 3/16 is the third of sixteen
usage-possible = possible values: { $words }
usage-meant = did you mean `{ $word }`?
usage-name-exercise = name an exercise; to see which there are: grader list
usage-example = for example: { $command }
usage-see-help = for help: { $command }

exercise-alone = `{ $id }` is an exercise, not a command
exercise-alone-check = to grade a folder, by default the current one: { $command }
exercise-alone-start = to begin it in a new folder: grader start { $id } my-{ $id }
folder-alone = `{ $word }` is a folder, not a command
exercise-first = `{ $word }` is not an exercise: the exercise comes first, then the folder
check-first = `{ $word }` is not a check: the check comes first, then the exercise
no-such-exercise = there is no exercise `{ $id }`
no-such-exercise-remedy = exercises: { $names }
no-such-check = the exercise `{ $exercise }` has no check `{ $id }`
no-such-check-remedy = checks: { $names }
not-asked = the last run did not include the check `{ $id }`
not-asked-remedy = to run it: { $command }
no-run = the folder `{ $path }` has not been graded yet
no-run-remedy = first type: { $command } (`grader list` names the exercises)
no-run-remedy-of = first type: { $command }
no-such-folder = the folder `{ $path }` does not exist
no-such-folder-remedy = give the folder that holds your `Cargo.toml` or your `.py` files
not-a-folder = `{ $path }` is not a folder
not-a-folder-remedy = give the folder that holds it, or another name
not-empty = the folder `{ $path }` is not empty
not-empty-remedy = nothing is ever written over; to begin in another folder: { $command }
no-place = no report can be written to `{ $path }`: { $why }
no-place-make = make it first: { $command }
no-place-remedy = name another place for it, or check the folder's permissions
cannot-write = `{ $path }` could not be written: { $why }
cannot-write-remedy = check the folder's permissions and the space on the disk
cannot-watch = the folder `{ $path }` cannot be watched: { $why }
cannot-watch-remedy = allow more watches: sudo sysctl -w fs.inotify.max_user_watches=65536 fs.inotify.max_user_instances=512
cannot-print = the answer could not be written to standard output: { $why }

mark-too-high = the mark { $asked } cannot be reached: the scale ends at { $scale }
mark-too-high-remedy = ask for at most { $scale }
no-whole-mark = `{ $takes }` takes a mark, and `{ $part }` runs only some of the checks: of those alone there is none
no-whole-mark-remedy = leave out `{ $part }`
same-place = two reports would be written to `{ $path }`
same-place-remedy = give each report a file of its own
no-delivery = the form `classroom50` has to say whose submission it is, and { $count ->
    [one] the variable { $missing } is not set
   *[other] the variables { $missing } are not set
}
no-delivery-remedy = Classroom 50 sets them where it runs its autograder (docs/platforms/classroom50); anywhere else, choose another form, such as `json`
record-not-kept = this run could not be kept: { $why }
record-refused = `{ $path }`: { $why }
record-not-there = there is no file `{ $path }`
record-foreign = `{ $path }` is no record of a run
record-version = `{ $path }` was written by another version of grader
record-damaged = `{ $path }` is damaged, or was written by a newer grader (line { $line })

seen-before = This is of the last run of all checks: the one after it did not include this check.
hint-number = Hint { $number } of { $count }:
hint-seen = What was seen: { $command }
hint-next = For one more: { $command }
hint-last = That was the last one. All that was seen: { $command }
explain-folded = Long runs are folded. To see every line: { $command }
hint-none = The check is passed: there is nothing to do about it.
hint-needs = The check `{ $check }` was not judged, because it needs `{ $needs }`: begin with that one.
list-next = To read a statement: grader show { $id }
show-next = To begin: grader start { $id } my-{ $id }
statement-file = STATEMENT.md
start-done = The folder `{ $dir }` is ready:
start-ci-github =
    The workflow grades each push once two variables, GRADER_REPOSITORY and
    GRADER_REF, are set on GitHub: its first lines say where.
start-ci-gitlab =
    The workflow grades each push once two variables, GRADER_URL and
    GRADER_REF, are set on GitLab: its first lines say where.
start-next = Read the statement, write your program, then type:

prefetch-nothing = { $exercise }: no crates are listed
prefetch-made = { $exercise }: { $count ->
    [one] the crate is at hand, with all that it needs
   *[other] the { $count } crates are at hand, with all that they need
}
prefetch-already = { $exercise }: { $count ->
    [one] the crate was at hand already
   *[other] the { $count } crates were at hand already
}
prefetch-failed = { $exercise }: the crates could not be fetched and built
start-readme =
    # { $id }: { $title }

    What is asked is in [{ $statement }]({ $statement }). In this folder, type:

    | command | effect |
    |---|---|
    | `grader check { $id }` | gives the mark, and the reason for each point lost |
    | `grader check { $id } --first-failure` | the same, one check after the other, up to the first that is not passed |
    | `grader hint CHECK` | stuck? gives a hint on a check that failed, one more each time |
    | `grader explain CHECK` | shows all that was seen of a check, and explains it |
    | `grader watch { $id }` | grades again whenever a file is saved |

man-done = { $count } pages of the manual are in `{ $dir }`; to read one: man -l { $dir }/grader.1
man-name = NAME
man-synopsis = SYNOPSIS
man-description = DESCRIPTION
man-more = FIRST STEPS
man-version = VERSION

# Whether an exercise proves itself.
verify-holds = holds
verify-unclear = unclear
verify-differs = differs
verify-reference = reference
verify-starter = starter
verify-should-pass = should pass: { $check }
verify-should-fail = should fail: { $check }
verify-should-reach = should reach the limit that its `expect.toml` names: { $check }
verify-should-fail-by = should fail: { $check }, as { $name }
verify-should-skip = should not be run: { $check }
verify-should-lose = should earn nothing: { $check }
verify-passed = it passed
verify-again = to see it again:
verify-covered = every check is failed by a submission
verify-never-failed = no submission fails { $checks }
verify-no-submissions = there is no submission; name the folder that holds some: --submissions DIR
verify-all = The exercise proves itself.
verify-some = The exercise does not prove itself: of { $all } things, { $count ->
    [one] one is not as it should be
   *[other] { $count } are not as they should be
}.
verify-doubt = It cannot be told whether the exercise proves itself: of { $all } things, { $count ->
    [one] one is unclear
   *[other] { $count } are unclear
}.

cli-doctor-about = See what this computer gives for grading, and what would make it better
cli-arg-print-apparmor = Print an AppArmor profile that lets this program make isolated machines
doctor-yes = yes
doctor-no = no ({ $why })
doctor-missing = missing
doctor-kernel = kernel
doctor-isolated = isolated machines
doctor-walled = walled machines
doctor-plain = plain machines
doctor-namespace = namespace { $name }
doctor-landlock = Landlock
doctor-seccomp = seccomp
doctor-cgroup = control groups
doctor-cgroup-delegated = one is ours: the kernel itself bounds the memory and the processes of each machine
doctor-cgroup-not-delegated = none is ours; memory and processes are bounded by looking at them (the kernel does it where grader is started by `systemd-run --user --scope -p Delegate=yes`)
doctor-cgroup-none = none with memory; memory and processes are bounded by looking at them
doctor-processors = processors
doctor-memory = memory
doctor-disk = disk
doctor-clock = clock
doctor-free-of = { $free } free of { $all }
doctor-free = { $free } free
doctor-room-next = free some: grading and building want 1 GiB
doctor-steps = { $source }, monotonic, steps of { $step } ns
doctor-clock-next = choose a finer clock source; with this one, times in reports are coarse
doctor-stores = kept builds
doctor-layers = built crates
doctor-answers = kept builds
doctor-layers-found = { $count ->
    [one] one layer
   *[other] { $count } layers
}, { $size }, in { $path }
doctor-answers-found = { $count ->
    [one] one answer
   *[other] { $count } answers
} of cargo and rustc, { $size }, in { $path }
doctor-store-empty = nothing yet in { $path }
doctor-store-closed = { $path } cannot be written to
doctor-store-closed-next = give yourself the right to, or name another folder in `XDG_CACHE_HOME`; until then, all is built again each time
doctor-store-foreign = { $path } belongs to another user
doctor-store-open = { $path } can be changed by other users
doctor-store-open-next = nothing is kept there, since others could put their programs into what you grade: delete { $path }, and it will be made again, for you alone; or name a folder of yours in `XDG_CACHE_HOME`
cli-arg-findings = The form of the answer: `text` (if nothing is said) or `json`
cli-value-findings = FORMAT
