# A class at a time: batches, and what is made of their results.

batch-count = { $count ->
    [0] No submission to grade
    [one] One submission
   *[other] { $count } submissions
}
batch-hidden = { $count ->
    [one] With one check that students do not have
   *[other] With { $count } checks that students do not have
}
batch-ignored = Ignored: { $name } ({ $why })
batch-ignored-no-work = neither a folder, nor an archive, nor a program
batch-ignored-packed = its student has handed in an archive as well, which is the work
batch-ignored-outdated = its student has handed in programs after it, which are the work
batch-ignored-typed-text = a text that was typed into a form
batch-ignored-special = neither a folder nor a file
batch-older = Of files of a student that would be the same one, the newest is taken, which has Canvas’s largest number; the others are left out: { $names }
batch-older-one = `{ $newer }` (not `{ $older }`)
batch-several = Several submissions of { $name }, each with a result of its own: { $submissions }
batch-roster-before = The roster is the one that was given before, kept as `{ $file }`; `--roster` gives another.
batch-roster-own = The roster is `{ $file }`, which is there, and is not as a run was given it by `--roster`. If it is not the one that is meant, move it away.
batch-names-before = Names are read as was said before, by `{ $pattern }`; `--names` says it anew.
batch-exercises-before = The exercise is that in `{ $folder }`, as was said before; `--exercises` gives another.
batch-asks-else = The exercise is another than that of the results that are there: they are graded anew, and other marks take their place. `--only-changed` lets them stand.
batch-names-unread = Submissions whose names do not match the pattern, and are read as without it: { $count } ({ $names })
batch-roster = Rows of the roster: { $rows }. With their submission: { $found }. Without one: { $without }.
batch-roster-column = Roster: its column `{ $column }` says nothing here.
batch-roster-column-near = Roster: its column `{ $column }` says nothing here. Did you mean `{ $near }`?
batch-unnamed = { $count ->
    [one] One submission has no row of the roster: { $names }
   *[other] { $count } submissions have no row of the roster: { $names }
}
batch-slip = Roster, line { $line }: `{ $submission }` is `{ $found }`, and the roster says { $name }. As long as they disagree, a mark may go to the wrong student: one of the two is to be put right.
batch-slip-more = More rows of the roster that name another student than the submission does: { $count }
batch-astray = Roster, line { $line }: no submission is named `{ $submission }` ({ $name }).
batch-astray-near = Roster, line { $line }: no submission is named `{ $submission }` ({ $name }). Did you mean { $names }?
batch-astray-more = { $count ->
    [one] One more row whose submission is not there
   *[other] { $count } more rows whose submission is not there
}
batch-interrupted = Interrupted: the same command goes on.
batch-other-version = Results of another version of the exercise, or of other added checks: { $count }. The batch’s command without `--only` and `--only-changed` grades them again.
batch-left = { $minutes ->
    [0] < 1 min left
   *[other] ~ { $minutes } min left
}
batch-slowest = slowest: { $name }
batch-note-inconclusive = provisional: something could not be told
batch-note-refused = cannot be graded as it was handed in
batch-note-before = { $note }; its result from before stays
batch-note-twin = the same files as another
batch-done = { $count ->
    [0] Nothing to do.
    [one] One submission has its result.
   *[other] { $count } submissions have their results.
}
batch-earlier = Of these from an earlier run, and unchanged: { $count }
batch-refused = Refused, for a reason that their pages give: { $count }
batch-inconclusive = With something that could not be told: { $count }
batch-set-aside = Set aside, to be graded again by the same command: { $count }
batch-gone = { $count ->
    [one] No longer in the folder, and left out (its result is kept; `grader report --gone` shows it):
   *[other] No longer in the folder, and left out (their results are kept; `grader report --gone` shows them):
}
batch-same-time = { $count ->
    [one] One submission has other files than before
   *[other] { $count } submissions have other files than before
} ({ $names }), and the roster still says the time when the former ones were handed in: lateness goes by it, until `--roster` gives a new one.
batch-beside = { $count ->
    [one] One archive stands beside the work of its submission, and is not opened: { $names }
   *[other] { $count } archives stand beside the work of their submissions, and are not opened: { $names }
}
batch-rules = These are the marks that were earned: reports apply the rules of `batch.toml` and the changes of `changes.toml`.
batch-next = To see them all:

names-no-pattern = the pattern for names is no regular expression: { $said }
names-no-name = the pattern for names does not say where the name is
names-nobody = the pattern for names matches the name of no submission; there is { $names }
names-remedy = write a regular expression with a group `(?<name>…)`, such as `tp2-(?<name>.+)`
roster-wrong = { $count ->
    [one] one thing is wrong in the roster `{ $file }`:
   *[other] { $count } things are wrong in the roster `{ $file }`:
}
roster-not-utf8 = it is not in UTF-8: open it in the spreadsheet that wrote it, and save it as CSV UTF-8
roster-no-csv = this is no CSV: { $said }
roster-no-column = there is no column `{ $name }`
roster-no-column-near = there is no column `{ $name }`: should `{ $near }` be called so?
roster-uneven = `{ $row }` has more cells than the first line: put the text with a separator in it between quotes
roster-empty = `{ $name }` is empty
roster-no-time = `{ $text }` is no time: write it like 2026-03-28 08:15, or with an offset like 2026-03-28T08:15+01:00
roster-no-zone = `{ $text }` does not say its zone, and another time of the same submission does: write both in one form, or put the zone into [late] of batch.toml
roster-twice = { $name } is there already, in line { $line }
roster-same-id = the id `{ $id }` is also that of { $name }, in line { $line }: one of the two is wrong, or both rows are of one student, whose name is to be the same in both
roster-open-quote = a quote is opened in this line, and not closed in it
roster-nobody = it names nobody: no line comes after its header
roster-more = { $count ->
    [one] {"  "}and one more like these
   *[other] {"  "}and { $count } more like these
}
roster-remedy = its first line names the columns: submission,name and maybe id,email,submitted
roster-worksheet = `{ $file }` is a grading worksheet of Moodle, and no roster
roster-worksheet-number = `submission` is the number in `Identifier` (of `Participant 1201`, 1201), and empty where nothing was handed in
roster-canvas = `{ $file }` is a gradebook of Canvas, and no roster
roster-canvas-number = `submission` is Canvas’s `ID`, and empty where nothing was handed in; `id` is `SIS User ID`
roster-export = `{ $file }` is an export of Moodle, and no roster
roster-other-remedy = leave out `--roster` where names of submissions say whose they are, or make a roster of it: its first line names the columns, submission,name and maybe id,email,submitted
batch-empty = there is no submission in `{ $folder }`
batch-empty-remedy = give the folder that holds a folder or an archive for each
batch-results = `{ $path }` is where a `grader batch` keeps its results
batch-results-remedy = give the folder of the submissions; if they are in this one, too, move `batch.json` and `results` out of it first
batch-around = `{ $folder }` is above the folder of the submissions: { $count } of them are in { $within }, which would be graded as { $folders ->
    [one] one submission
   *[other] one submission each
}
batch-around-remedy = { $folders ->
    [one] give the folder that the submissions are in: { $within }
   *[other] give one of the folders that the submissions are in, each with an `--out` of its own: { $within }
}
batch-maybe-around = { $folders ->
    [one] { $within } is graded as one submission. { $count } folders or archives in it could be one each: if they are, give { $within } instead.
   *[other] { $within } are graded as one submission each. { $count } folders or archives in them could be one each: if they are, give one of these folders at a time instead, each with an `--out` of its own.
}
batch-itself = `{ $folder }` is a submission itself, as the name `{ $sign }` tells: what is in it would be graded as so many submissions
batch-itself-remedy = give the folder that the submissions are in: `{ $path }`
batch-itself-alone = to grade this one alone: { $command }
batch-itself-class = if it is the folder of a class all the same, change that name or take what has it away, or say with `--roster` whose the submissions are
batch-no-such = no submission in `{ $folder }` is named `{ $name }`
batch-no-such-remedy = give the name of its folder or archive, or its student’s name, id, number or address
batch-no-such-near = did you mean { $names }?
batch-without = `{ $name }` has handed in nothing: the roster has no submission for this name, and there is none in `{ $folder }`
batch-without-remedy = if one comes after all, put it into that folder, and its name into the roster
batch-missing = the roster tells of a submission of `{ $name }`, and it is not in `{ $folder }`
batch-missing-remedy = put it there, or give the roster its right name
report-over-batch = the report would take the place of `{ $path }`, a file of the batch itself
report-over-batch-remedy = give another file as `--out`
report-over-other = `{ $path }` is there already, and is not as a report of this batch has written it
report-over-other-remedy = give another name as `--out`, or remove that file
report-among = what is written into `{ $folder }` would be among what was handed in: `{ $name }` is there
batch-out-within = the results in `{ $out }` would be among the submissions in `{ $class }`, and be taken for one
batch-out-within-remedy = give another folder as `--out`, outside of it
batch-roster-in-the-way = `{ $path }` is there already, and not as a run of `grader batch` has put it there
batch-roster-in-the-way-remedy = nothing of yours is ever written over: leave out `--roster` to go by this one; or move it away, or give another folder as `--out`
batch-only-results = `{ $folder }` holds results, and not the `batch.json` of their batch
batch-only-results-remedy = copy `batch.json` there from the folder of any of the shares, and `roster.csv`, `batch.toml` and `changes.toml` where it has them
batch-not-empty-remedy = nothing is ever written over: give another folder as `--out`
batch-not-isolated = programs of strangers would run on this computer itself
batch-why = this computer gives no isolated machines: { $why }
batch-not-isolated-remedy = to see what to allow: --isolation isolated; to grade all the same, if you trust them: --isolation plain
batch-none = `{ $path }` is not the folder of a batch
batch-none-remedy = give the folder that was given as `--out` to `grader batch`
batch-damaged = `{ $path }` cannot be read as a result
batch-damaged-remedy = it is damaged, of another version, or no result at all: remove it and grade again
batch-other = `{ $folder }` holds results of the exercise `{ $exercise }`
batch-other-remedy = give another folder
batch-busy = another `grader batch` writes to `{ $folder }` at this moment
batch-busy-remedy = wait until it has ended, or give another folder: shares of several computers have one each

class-archive = `{ $path }` cannot be unpacked: { $why }
class-archive-too-many = it holds too many files
class-archive-too-large = it is too large
class-archive-encrypted = it asks for a password
class-archive-damaged = it is damaged, or of another form than its name says
class-archive-none = it is no archive of a form that is opened (zip, tar, tar.gz)
class-archive-none-remedy = give the folder of the submissions, or an archive of it
class-archive-remedy = unpack it, and give the folder
class-too-many = The archive holds too many files: hand in the sources, without `target`.
class-too-large = The archive is too large: hand in the sources, without `target`.
class-encrypted = The archive asks for a password.
class-damaged = The archive is damaged, or of another form than its name says.
class-unopened = { $count ->
    [one] The archive { $found } is of a form that is not opened:
   *[other] The archives { $found } are of a form that is not opened:
} hand in a `.zip`, a `.tar` or a `.tar.gz`.
class-several-archives = The work may be in { $found }, and it is not known in which: hand in one of them.
class-empty = Nothing was handed in: there is no file.
class-only-made = Nothing that was handed in is looked at: there is only { $found }, which tools make by themselves. Hand in the source files.
class-nothing-left = Nothing of what was handed in is left.
class-no-program = Nothing in it could play { $roles }: up to { $depth } folders deep, there is no `Cargo.toml` with a program, no Python file whose name contains { $names }, and no `grader.toml`.
class-found = {" "}There is: { $found }.
class-left-out = {" "}Left out: { $left-out }.
class-several = There are several submissions, { $found }, and it is not known which is meant: hand in one.
class-declaration = Its `grader.toml` is wrong: { $said }.
class-declaration-line = line { $line }, { $said }
brief-too-many = too many files
brief-too-large = too large
brief-encrypted = asks for a password
brief-damaged = damaged archive
brief-unopened = `{ $form }` is not opened
brief-several-archives = several archives, or one beside a folder
brief-empty = no file
brief-only-made = only what tools make
brief-no-program = no program
brief-several = several submissions
brief-declaration = wrong `grader.toml`
class-set-aside = Set aside: { $said }
class-provisional = The mark may still change: something could not be told.
class-lost = { $title } ({ $points }/{ $of }): { $cause }
class-waiting = { $count ->
    [one] One check ({ $points ->
        [one] one point
       *[other] { $points } points
    }) was not judged: what it needs has to pass first
   *[other] { $count } checks ({ $points ->
        [one] one point
       *[other] { $points } points
    }) were not judged: what they need has to pass first
}
step-scaled = On another scale: { $from }/{ $scale } as earned.
step-late = Handed in { $late } late: −{ $taken }.
span-days = { $count } days
span-hours = { $count } h
span-minutes = { $count } min
span-seconds = { $count } s
step-late-untold = Handed in late: −{ $taken }.
step-late-most = { $step } No more than that is taken for being late.
step-late-due = { $step } It was due on { $due }.
step-late-due-extra = { $step } It was due on { $due }, with { $extra } of extra time.
step-unknown = It is not known when it was handed in: nothing is taken for being late.
step-capped = At most { $most }.
step-rounded = Rounded from { $from }.
step-changed = Changed by the teacher from { $from }: { $reason }
step-given = Given by the teacher: { $reason }
step-changed-untold = Changed by the teacher from { $from }
step-given-untold = Given by the teacher

page-skip = Skip to the content
page-back = All submissions
page-raw = Earned: { $mark }
page-comment = From your teacher
page-hidden = { $count ->
    [one] This check is one that your teacher has added: you do not have it.
   *[other] These checks are ones that your teacher has added: you do not have them.
}
page-added = added by your teacher
page-left-out = Left out
discarded-outside = it names a place outside the folder
discarded-link = a link
discarded-special = neither a file nor a folder
discarded-odd-name = a name that no file can have here
discarded-twice = something has this name already
discarded-beside = an archive beside the work, which is not opened

index-submissions = { $count ->
    [one] submission
   *[other] submissions
}
index-mean = mean
index-median = median
index-provisional = { $count ->
    [one] provisional
   *[other] provisional
}
index-refused = { $count ->
    [one] cannot be graded
   *[other] cannot be graded
}
index-set-aside = set aside
index-gone = No longer in the folder, and left out
index-is-gone = no longer in the folder
index-without = Without a submission
index-scales = These marks are on several scales (full marks: { $scales }): in the mean, the median, the bars and the order, each counts by its share of the full mark, out of { $scale }.
index-spread = How marks are spread
index-groups = What fails most
index-groups-about = Submissions that fail the same check in the same way, the largest groups first.
index-such-as = Such as:
index-refusals = What cannot be graded
index-results = Results
index-search = Search by name, number or address
index-shown = { $shown } of { $all } shown
index-student = Student
index-mark = Mark
index-raw = Earned
index-failed = { $count ->
    [0] none fails
    [one] one fails
   *[other] { $count } fail
}
index-like = the same files as { $name }

report-without = nothing was handed in
report-missing = the roster tells of a submission, and it is not there
report-open = The last run of this batch has not come to its end: a result may still be of what was handed in before. To go on, type the batch's command again.
batch-roster-of-some = another roster than before counts for the whole class, and `--only` grades some of it
batch-roster-of-some-remedy = leave out `--only`: what has not changed is not graded again
report-other-roster = `{ $file }` is not what it was when the batch was last graded (changed, new or removed), and this goes by what was read then. For the roster to count, give the batch’s command again.
report-untimed = { $count ->
    [one] Of one submission it is not known when it was handed in, and `[late]` takes nothing from it: { $names }
   *[other] Of { $count } submissions it is not known when they were handed in, and `[late]` takes nothing from them: { $names }
}
report-untimed-late = { $count ->
    [one] One of these was late by Canvas’s own deadline, as its name says (`_LATE_`): { $names }
   *[other] { $count } of these were late by Canvas’s own deadline, as their names say (`_LATE_`): { $names }
}. How late, `submitted` in the roster can say.
report-unfinished = { $count ->
    [one] One of { $all } submissions has
   *[other] { $count } of { $all } submissions have
} no result yet ({ $names }): type the batch’s command again to go on.
report-mixed-names = `{ $folder }` holds pages with names, or other files: pages without names would be handed on with them
report-mixed-codes = `{ $folder }` holds pages without names: pages with names would be handed on with them
report-mixed-remedy = give another folder, such as: --out { $other }
report-of-another = `{ $folder }` holds the pages of another batch, and its `{ $place }` would be overwritten
report-no-page = `{ $folder }` has a file `{ $place }` that is no page of a report, and it would be overwritten
report-overlay = { $count ->
    [one] One result is
   *[other] { $count } results are
} of other checks than `overlay` in `batch.toml` asks for now, and shown as graded then. To grade anew: { $command }
report-no-overlay = `overlay` in `batch.toml` names `{ $file }`, which cannot be read ({ $why }): whether these results are of its checks is not known
report-written = Written: { $path }
report-pages = { $count ->
    [one] One page, and one for the class:
   *[other] { $count } pages, and one for the class:
} { $path }
report-feedback = { $count ->
    [one] One folder with a page:
   *[other] { $count } folders with a page each:
} { $path }
report-feedback-shared = { $count ->
    [one] One folder is of several students
   *[other] { $count } folders are of several students each
} ({ $names }): Moodle gives what is in a folder to the student whose number its name has, and to no other. Since Moodle 4.1 a group’s folder has the number of the group: its page would reach nobody, or somebody else.
report-filled = { $count ->
    [0] No mark written to
    [one] One mark written to
   *[other] { $count } marks written to
} { $path }{ $marks ->
    [0] {""}
    [one] , one of them in place of another mark
   *[other] , { $marks } of them in place of another mark
}{ $comments ->
    [0] {""}
    [one] , and one comment in place of another
   *[other] , and { $comments } comments in place of others
}
report-skipped-no-mark = { $name }: no mark that counts yet, left as it was
report-skipped-refused = { $name }: the work was refused, and has no mark; left as it was (`changes.toml` can give one)
report-skipped-set-aside = { $name }: set aside, and not graded yet; left as it was (the batch’s command grades it)
report-skipped-provisional = { $name }: the mark is provisional; left as it was
report-skipped-no-line = { $name }: no line of the file is theirs (a roster can give the address or the id that the file has)
report-skipped-several-lines = { $name }: by { $by }, several lines of the file may be theirs, { $lines }; this mark was not written (a roster can give an address or an id that only one of them has)
report-skipped-partners = { $name }: the line of “{ $line }” may also be that of somebody who shares the submission; this mark was not written (a roster can give the address or the id of each)
report-skipped-namesake = { $name }: the line of “{ $line }” is theirs by the name alone, and may be a namesake’s; this mark was not written (where the file has numbers or addresses, and the roster too, they tell them apart)
report-skipped-locked = { $name }: the file says that it must not be changed
report-skipped-excused = { $name }: the file says that this student is excused (`EX`), which a mark would undo; left as it was (where that is meant, empty this cell of the file first)
report-skipped-two-lines = { $name }: by { $by } the line of “{ $line }” is theirs, by { $also } that of “{ $other }”; this mark was not written
report-skipped-differs = { $name }: by { $by } the line of “{ $line }” is theirs, but { $not } there is another; this mark was not written
report-skipped-slip = { $name }: the roster says that the submission is theirs, whose own name says “{ $other }”; this mark was not written
report-skipped-several = { $name }: this student has several submissions ({ $names }), and which one counts is not known; this line was left as it was
report-kept = { $name }: nothing to say; the comment that was there stays
report-replaced = In place of another mark: { $names }
report-padded = { $name }: the line of the file had fewer cells than its heading, and got empty ones up to what was written
report-empty = { $count ->
    [one] One line of the file stays without a mark: { $names }
   *[other] { $count } lines of the file stay without a mark: { $names }
}
report-empty-submitted = { $count ->
    [one] One line of the file stays without a mark though it says that something was handed in, which is not among the submissions: { $names }
   *[other] { $count } lines of the file stay without a mark though they say that something was handed in, which is not among the submissions: { $names }
}
report-unseen-scale = The file does not say out of what its marks are: those that were written are out of { $full }.
report-key-number = the number
report-key-id = the id
report-key-email = the address
report-key-name = the name
report-disagree = Is it the file of this assignment? Where two things disagree on whose a line is, nothing is written.
against-new = { $name }: new, { $mark }
against-gone = { $name }: only in the older results, { $mark }
against-pending = { $name }: no result yet, before { $mark }
against-provisional = { $mark } (provisional)
against-rules = Behind it is a rule (`batch.toml`), a change (`changes.toml`) or when it was handed in.
against-before = before: { $step }
against-after = now: { $step }
against-asked = { $count ->
    [one] One result has the same mark as before: only what checks are worth, or which there are, has changed.
   *[other] { $count } results have the same mark as before: only what checks are worth, or which there are, has changed.
}
against-moved = { $count ->
    [0] Nobody’s result has moved.
    [one] One result has moved.
   *[other] { $count } results have moved.
}
against-older = Of the older results, in `{ $folder }`:
against-other-version = They are of another version of the exercise than the results that are compared with them.
against-without-overlay = They are without added checks (`overlay`); the results that are compared with them have some.
against-with-overlay = They are with added checks (`overlay`); the results that are compared with them have none.
against-other-overlay = They are of other added checks (`overlay`) than the results that are compared with them.
against-no-form = what has moved since older results cannot be given in this form
against-no-form-remedy = with --against, give --format text, json or csv
against-not-asked = not run

rejudge-judged = { $count ->
    [0] No result to judge.
    [one] One result judged again; nothing was run.
   *[other] { $count } results judged again; nothing was run.
}
rejudge-left = Not graded before, and left as they were: { $count }
rejudge-to-run = { $count ->
    [one] One submission has to be run again: what was seen of it does not answer all that is asked now.
   *[other] { $count } submissions have to be run again: what was seen of them does not answer all that is asked now.
}
rejudge-command = { $count ->
    [one] To run it,
   *[other] To run them,
} type the command of the batch again, changed like this:

fill-nothing = there is no file to fill in
fill-nowhere = it is not said where the filled in file goes
fill-remedy = name the file that you have downloaded, and a new one: --fill FILE --out FILE
fill-no-form = this form fills in no file
fill-no-form-remedy = with --fill or --column, give --format moodle, moodle-gradebook or canvas
fill-codes = a file is filled in by names and numbers, and --anonymous leaves them out: codes would match nobody
fill-codes-remedy = leave out --anonymous; `code` in --format json and csv says which code is whose
fill-itself = `{ $path }` would be replaced by what it is filled in with
fill-itself-remedy = give the filled in file another name, so that the one you have downloaded stays: --out FILE
fill-uneven = its line { $line } has { $cells } cells, and its heading { $columns }
fill-uneven-remedy = download it again, or put the text with a separator in it between quotes
fill-no-mark = no mark can be written to `{ $path }`, and nothing was
fill-other-class = `{ $path }` is hardly the file of this class and this assignment, and nothing was written: { $agreeing ->
    [0] no mark has a line there
    [one] one mark has a line there
   *[other] { $agreeing } marks have a line there
}{ $disagreeing ->
    [one] , and one line disagrees
   *[other] , and { $disagreeing } lines disagree
}
fill-no-mark-remedy = give the file of this assignment, with all its students; a provisional mark counts once its submission has been run again
fill-other-class-remedy = give the file of this assignment, with all its students
fill-kind-worksheet = it looks like a grading worksheet of Moodle: --format moodle
fill-kind-gradebook = it looks like a gradebook of Moodle: --format moodle-gradebook
fill-kind-canvas = it looks like a gradebook of Canvas: --format canvas
fill-refused = `{ $path }` cannot be filled in
fill-too-large = it is too large
fill-not-utf8 = line { $line } is not UTF-8
fill-as-downloaded = give the file as it was downloaded, not as a spreadsheet has saved it
fill-open-quote = a quote that is opened in line { $line } is not closed where its cell ends
fill-open-quote-remedy = close it there, or download the file again
fill-empty = it is empty
fill-unnamed = it is not said which column the marks go into; { $columns }
fill-no-column = it has no column `{ $wanted }`; { $columns }
fill-no-worksheet = it has no column of marks as Moodle calls it in a grading worksheet ({ $wanted }); its columns are: { $found }
fill-no-worksheet-remedy = give the grading worksheet of the assignment, downloaded from Moodle; if it is one in another language, name the column of its marks: --column NAME
fill-no-students = it has no column { $wanted }, by which students are found; it has: { $found }
fill-near = should its column `{ $near }` be called `{ $name }`?
fill-columns = { $count ->
    [0] none of its columns is one of marks
    [one] its column of marks is { $names }
   *[other] its columns of marks are { $names }
}
listed-more = { $names }, … and { $count } more
fill-several-columns = it has several columns that `{ $wanted }` may mean; { $columns }
fill-not-marks = its column `{ $wanted }` is not one of marks; { $columns }
fill-no-column-remedy = name the column of the marks: --column NAME
fill-scale = its marks are out of `{ $file }`, and ours of { $ours }
fill-scale-remedy = write `scale = …` in the batch’s `batch.toml`
fill-no-points = its assignment is not graded in points (where the full mark should be, it has `{ $file }`), and our marks are out of { $ours }
fill-no-points-remedy = in the settings of the assignment in Moodle, make “Point” the type of its grade, with this maximum grade, and download the worksheet again
fill-above = its column has a mark of { $mark }, and ours are out of { $ours }
fill-scales = our own marks are on several scales, out of { $scales }: some results are of another version of the exercise
fill-scales-remedy = write `scale = …` in the batch’s `batch.toml`, or grade all by one version
fill-read-only = its column `{ $column }` is read only
policy-nobody = `{ $file }`: no submission is that of `{ $of }`; this entry counts for nobody
policy-nobody-line = `{ $file }`, line { $line }: no submission is that of whom this entry names; it counts for nobody
policy-nobody-near = `{ $file }`: no submission is that of `{ $of }`; this entry counts for nobody. Did you mean { $names }?
policy-nothing = `{ $file }`: `{ $of }` is in the roster, and has no submission; this entry counts for nobody until there is one
policy-nothing-line = `{ $file }`, line { $line }: whom this entry names is in the roster, and has no submission; it counts for nobody until there is one
policy-misnamed = `{ $file }` is not read: the file must be called `{ $name }`. If it is meant, rename it.
policy-elsewhere = `{ $file }` of the current folder is not read: the file is looked for in `{ $folder }`. If it is meant for this batch, move it there.
policy-short = `{ $file }`: { $most } is no multiple of `step = { $step }`, so that the highest mark is { $highest }. A `step` that divides { $most } lets work have { $most }.
policy-off-scale = `{ $file }`: the mark that is given for `{ $of }` is out of { $out-of }, and the result out of { $scale }: it does not count. Say it anew, and `out_of = { $scale }` above all changes; or write `scale = { $out-of }` in `batch.toml`.
policy-outlived = `{ $file }`: the entry about `{ $of }` was written when another mark was earned (then: { $before }, now: { $now }), and still counts. To keep it, say its `reason` in other words; else take it out.
policy-wrong-hidden = what is wrong here is said without --anonymous
policy-several = `{ $file }`: `{ $of }` may mean several submissions, { $names }; this entry counts for none of them
policy-several-line = `{ $file }`, line { $line }: this entry may mean several submissions, { $names }; it counts for none of them
policy-gone = `{ $file }`: the submission of `{ $of }`, { $names }, is no longer in the folder; this entry counts for no other
policy-gone-line = `{ $file }`, line { $line }: the submission that this entry is about, { $names }, is no longer in the folder; it counts for no other
policy-waiting = `{ $file }`: the submission of `{ $of }`, { $names }, has no result yet; this entry counts as soon as there is one
policy-waiting-line = `{ $file }`, line { $line }: the submission that this entry is about, { $names }, has no result yet; it counts as soon as there is one

# What is wrong in `batch.toml` and `changes.toml`.
help = help
toml-foreign = this is no TOML
toml-foreign-help = write a key, `=` and a value in each line, below heads such as [late] or [[change]]
toml-twice = `{ $key }` is written further up already
toml-open = `{ $sign }` is missing here
toml-no-comma = a comma is missing here, or `{"}"}` or `]` in the lines before
toml-no-equals = `=` and a value are missing behind this key
toml-no-value = a value is missing behind `=`
toml-no-quotes = this is no value: a text is between straight quotes, as `"down"`
toml-decimals = a number has no comma
toml-decimals-help = write a point: { $number }
toml-more = behind a value or a head, a line has nothing but a comment, which begins with `#`
toml-key = a key has letters without accents, digits, `-` and `_`
rule-unknown = unknown key `{ $key }`
rule-keys = the keys here are: { $keys }
rule-missing = `{ $key }` is missing
rule-value = `{ $key }` must be { $should }
rule-no-table = `{ $key }` must be a table
rule-table-help = write [{ $key }] before its keys
rule-no-tables = `{ $key }` must be tables
rule-one-table = [{ $key }] is a single table, and must be one of several
rule-tables-help = write [[{ $key }]] before each
rule-no-scale = it is not said out of what this is
rule-no-scale-help = write at the top { $said }
rule-no-out-of = it is not said out of what this mark is
rule-no-out-of-help = write above the first [[change]] { $said }
rule-out-of = they are out of { $full }: `out_of` above the first [[change]] says otherwise
rule-gives-nothing = a change says neither a `mark` nor a `comment`
rule-shared = `{ $submission }` is that of `{ $of }`, and of { $others }
rule-shared-help = a change counts for all of them: write of = { $of }
rule-second-change = `{ $submission }` has a change already, that of `{ $first }`
rule-second-change-help = write what counts into one of them, and take out the other
should-positive = more than 0
should-path = the path of a file: below this one’s folder, or from the root
should-zone = a time zone such as "Europe/Paris"
should-time = a day and a time such as "2026-03-01 23:59"
should-shown-time = a time that there is in this zone: its clocks are put forward over this one
should-text = a text that is not empty
should-scale = a whole number from 1 to { $most }
should-mark = a number from 0 to { $full }, with at most two decimals
should-length = a length of time such as "48h" or "15 minutes"
