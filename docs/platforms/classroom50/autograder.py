#!/usr/bin/env python3
"""An autograder for Classroom 50: grades the checkout with `grader`, and writes `result.json`.

The bundle holds the built program `grader` beside this file. Replace the exercise's name. The runner publishes the result
if this ends with 0, so a mark that could not be told ends with another status: nobody gets a zero for it.
"""

import os
import pathlib
import subprocess
import sys

EXERCISE = "ex2"

here = pathlib.Path(os.environ.get("CLASSROOM50_BUNDLE_DIR", pathlib.Path(__file__).parent))


def run(*words):
    return subprocess.run([here / "grader", *words], check=False).returncode


def check():
    return run("check", EXERCISE, ".", "--report", "classroom50=result.json", "--report", "markdown=release-body.md")


status = check()
if status == 3 and run("prefetch", EXERCISE) == 0:
    # It may have been for want of crates, which most submissions do not use.
    status = check()
if status > 1:
    pathlib.Path("result.json").unlink(missing_ok=True)
sys.exit(0 if status <= 1 else status)
