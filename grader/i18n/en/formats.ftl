# The report in other systems: continuous integration, course platforms, browsers.

not-a-zero = Nobody can tell yet whether these points are earned: this is no fault of the submission, and no zero. Grade it again.
annotations-more = { $count ->
    [one] One more message is in the log.
   *[other] { $count } more messages are in the log.
}
report-cut = The rest does not fit here; it is in the log.
diagram-title = The exchange, as a diagram
column-verdict = Verdict
column-check = Check
column-points = Points
