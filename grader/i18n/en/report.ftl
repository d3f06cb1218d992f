# The report.

header = { $exercise } — { $title }
label-submission = submission
label-machines = machines
label-seed = seed
machines-isolated = isolated: each program has a network of its own
machines-plain = none: programs run directly on this computer
machines-plain-why = none: programs run directly on this computer ({ $why })
program-missing = no program
program-ambiguous = several candidates: { $candidates }
program-unbuilt = { $label } (does not compile)
program-no-interpreter = { $label } ({ $needs } is missing)
address-port = takes a port, without the host
address-host-and-port = takes the host and the port in two arguments
address-in-code = its address is in its code

build-failed = Your programs could not be prepared.
build-failed-command = The build failed: `{ $command }`
build-limit = It was stopped: { $limit }.

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
tally-failed = failed { $failed } of { $of } times
tally-inconclusive = could not be told { $inconclusive } of { $of } times
tally-passed = { $of } times of { $of }
skipped-short = needs `{ $needs }`

label-next = To do:
label-hint = Hint:
label-repeat = Replay:

mark = Mark: { $mark }
mark-provisional = Provisional mark: { $mark }
mark-points = ({ $earned ->
    [one] { $earned } point
   *[other] { $earned } points
} out of { $points })
provisional-unknown = The mark may still change: { $count ->
    [one] one check could not be judged
   *[other] { $count } checks could not be judged
}.
provisional-left-out = The mark may still change: not all checks were asked.
next-build = To see the build errors again, type:
next-failed = After a correction, type:
next-inconclusive = To ask this check again, type:
next-whole = To ask all checks, type:
next-none = All is passed.

live-build = Building: { $command }
live-building = Building { $package }
live-built = Finding the programs
live-check = { $check }
