# A class at a time: batches, and what is made of their results.

batch-count = { $count ->
    [0] No submission to grade
    [one] One submission
   *[other] { $count } submissions
}
batch-ignored = Ignored: { $name } ({ $why })
batch-ignored-no-archive = neither a folder nor an archive
batch-ignored-typed-text = a text that was typed into a form
batch-ignored-special = neither a folder nor a file
batch-slowest = running for longest: { $name }
batch-note-set-aside = set aside: the grader or this computer failed
batch-note-inconclusive = provisional: something could not be told
batch-note-refused = cannot be graded as it was handed in
batch-note-twin = the same files as another
batch-done = { $count ->
    [0] Nothing to do.
    [one] One submission has its result.
   *[other] { $count } submissions have their results.
}
batch-earlier = Of these from an earlier run, and unchanged: { $count }
batch-inconclusive = With something that could not be told: { $count }
batch-set-aside = Set aside, to be graded again by the same command: { $count }
batch-next = To see them all:

names-no-pattern = the pattern for names is no regular expression: { $said }
names-no-name = the pattern for names does not say where the name is
names-remedy = write a regular expression with a group `(?<name>…)`, such as `tp2-(?<name>.+)`
roster-wrong = { $count ->
    [one] one thing is wrong in the roster `{ $file }`:
   *[other] { $count } things are wrong in the roster `{ $file }`:
}
roster-no-csv = this is no CSV in UTF-8: { $said }
roster-no-column = there is no column `{ $name }`
roster-empty = `{ $name }` is empty
roster-twice = { $name } is there twice
roster-remedy = its first line names the columns: submission,name and maybe id,email,submitted
batch-empty = there is no submission in `{ $folder }`
batch-empty-remedy = give the folder that holds a folder or an archive for each
batch-no-such = no submission in `{ $folder }` is named `{ $name }`
batch-no-such-remedy = give the name of its folder or archive, or of its student
batch-not-isolated = programs of strangers would run on this computer itself
batch-why = this computer gives no isolated machines: { $why }
batch-not-isolated-remedy = to see what to allow: --isolation isolated; to grade all the same, if you trust them: --isolation plain
batch-none = `{ $folder }` holds no results
batch-none-remedy = give the folder that was given as `--out` to `grader batch`
batch-damaged = `{ $path }` cannot be read as a result
batch-damaged-remedy = it is damaged, or of another version: remove it and grade again
batch-other = `{ $folder }` holds results of the exercise `{ $exercise }`
batch-other-remedy = give another folder
