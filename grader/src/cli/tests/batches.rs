//! Batches of submissions: what a run is given, and says.

use std::fs;

use super::place::{Place, has};
use super::*;
use crate::batch::{Batch, Store};
use crate::grade::GradeError;

#[test]
fn a_run_that_goes_on_has_what_the_one_before_was_given() {
    let place = Place::new(&["tp2-ada", "tp2-bob"]);
    place.write(
        "r.csv",
        "submission,name,submitted\ntp2-ada,Ada,2026-03-28 08:15\ntp2-ada,Eve,\nzoe,Zoe,\n",
    );
    let first = place.batch("--roster @r.csv --names tp2-(?<name>.+)");
    has(
        &first,
        &[
            "Rows of the roster: 3. With their submission: 2. Without one: 0.\n",
            "Roster, line 4: no submission is named `zoe` (Zoe).\n",
        ],
    );
    assert!(!first.contains("before"), "{first}");
    let whole = place.told("report @out --format json");
    has(&whole, &["Ada, Eve", "2026-03-28 08:15", "\"bob\"", "Zoe"]);

    fs::remove_file(place.path("r.csv")).unwrap();
    let again = place.batch("--only tp2-ada --retry all");
    has(
        &again,
        &[
            "given before, kept as `@out/roster.csv`; `--roster` gives another.\n",
            "by `tp2-(?<name>.+)`; `--names` says it anew.\n",
        ],
    );
    assert_eq!(place.told("report @out --format json"), whole);

    // So it is with the results that are judged again.
    place.told("rejudge @out --out @new");
    let told = place.told("batch echo @in --out @new --only-changed");
    has(&told, &["kept as `@new/roster.csv`"]);
    let new = place.told("report @new --format json");
    has(&new, &["Ada, Eve", "2026-03-28 08:15", "\"bob\"", "Zoe"]);

    place.write("other.csv", "submission,name\ntp2-ada,Lovelace\n");
    let other = place.batch("--roster @other.csv");
    assert!(!other.contains("kept as"), "{other}");
    has(&place.batch(""), &["kept as", "Without one: 0."]);
    let report = place.told("report @out");
    has(&report, &["Lovelace"]);
    assert!(!report.contains("Zoe"), "{report}");
}

#[test]
fn what_is_set_aside_is_told_with_its_cause_in_a_line() {
    let place = Place::new(&["ada"]);
    let failing = stages(|_| Err(GradeError::Host("no space".to_owned()).into()));
    let [class, out] = ["in", "out"].map(|name| place.path(name).display().to_string());
    let words = ["batch", "echo", &class, "--out", &out];
    let (run, ..) = with_settings(&words, &settings(Lang::En), &failing);
    let report = place.told("report @out");
    for told in [run, report] {
        let line = told.lines().find(|line| line.contains("  ada  ")).unwrap();
        assert!(
            line.contains("  (Set aside: ") && line.contains("no space; "),
            "{line}"
        );
        assert!(!line.contains("\\n"), "{line}");
    }
}

#[test]
fn a_report_tells_whose_files_are_the_same() {
    let place = Place::new(&[]);
    for name in ["ada", "bob"] {
        place.write(&format!("in/{name}/server.py"), "the same");
    }
    place.batch("");
    has(&place.told("report @out"), &["  (the same files as "]);
}

#[test]
fn a_run_that_goes_on_asks_what_the_one_before_asked() {
    let place = Place::new(&["ada"]);
    place.batch("--exercises mine");
    // The one that is given is found in the folder of the process alone, which is why this one is not.
    let kept = std::path::absolute("mine").unwrap();
    for again in [place.batch(""), place.told("rejudge @out --out @new")] {
        has(&again, &["error", &kept.display().to_string()]);
    }
    assert!(
        !place
            .batch("--exercises mine")
            .contains("as was said before")
    );
}

#[test]
fn marks_by_another_exercise_do_not_take_a_place_untold() {
    let place = Place::new(&["ada"]);
    place.batch("");
    assert!(!place.batch("").contains("graded anew"));
    let file = place.path("out/batch.json");
    let mut batch: serde_json::Value = serde_json::from_slice(&fs::read(&file).unwrap()).unwrap();
    batch["version"] = "another".into();
    let another = batch.to_string();
    for (more, is_told) in [("--only-changed", false), ("", true)] {
        fs::write(&file, &another).unwrap();
        let told = place.batch(more).contains("The exercise is another");
        assert_eq!(told, is_told, "{more}");
    }
}

#[test]
fn what_stands_beside_an_archive_of_its_student_is_named() {
    let place = Place::new(&["ada"]);
    place.write("in/mia_12350_67896_server.py", "x");
    place.write("in/mia_12350_67897_tp.zip", "x");
    place.write("in/noe_12351_67898_tp.zip", "x");
    place.write("in/noe_12351_95001_server.py", "x");
    has(
        &place.batch(""),
        &[
            "3 submissions\n",
            "Ignored: mia_12350_67896_server.py (its student has handed in an archive as well",
            "Ignored: noe_12351_67898_tp.zip (its student has handed in programs after it",
            "  noe_12351  ",
        ],
    );
}

#[test]
fn an_archive_beside_the_work_is_named_by_each_run() {
    let place = Place::new(&["ada", "bob"]);
    place.write("in/ada/tp.zip", "x");
    for _ in 0..2 {
        has(
            &place.batch(""),
            &[
                "One archive stands beside the work of its submission, and is not opened: `ada/tp.zip`\n",
            ],
        );
    }
}

#[test]
fn the_newest_of_files_that_would_be_one_is_named_with_the_older_ones() {
    let place = Place::new(&["ada"]);
    for file in ["90012_server", "95001_server-1", "90013_client"] {
        place.write(&format!("in/mia_12350_{file}.py"), file);
    }
    has(
        &place.batch(""),
        &["left out: `mia_12350_95001_server-1.py` (not `mia_12350_90012_server.py`)\n"],
    );
}

#[test]
fn names_that_a_pattern_does_not_read_are_told() {
    let place = Place::new(&["tp2-ada", "tp2-bob", "eve"]);
    let told = place.batch("--names tp2-(?<name>.+)");
    has(&told, &["and are read as without it: 1 (`eve`)\n"]);
    has(
        &place.batch(""),
        &["and are read as without it: 1 (`eve`)\n"],
    );
    let told = place.batch("--names tp3-(?<name>.+)");
    has(
        &told,
        &[
            "error: the pattern for names matches the name of no submission; there is `eve`, `tp2-ada`, `tp2-bob`\n",
        ],
    );
    assert!(!place.batch("--names (?<name>.+)").contains("as without it"));
}

#[test]
fn what_has_no_result_yet_is_told_with_every_report() {
    let place = Place::new(&["ada", "bob", "eve"]);
    place.batch("--only bob");
    let unfinished = "2 of 3 submissions have no result yet (";
    for form in ["text", "json", "html"] {
        has(
            &place.told(&format!("report @out --format {form}")),
            &[unfinished],
        );
    }
    let index = || fs::read_to_string(place.path("out/pages/index.html")).unwrap();
    has(&index(), &[unfinished]);
    place.told("report @out --format html --lang fr");
    has(&index(), &["sans résultat\u{a0}: 2 sur 3"]);
    place.batch("");
    place.told("report @out --format html");
    assert!(!index().contains("no result yet"));
    let whole = place.told("report @out");
    assert!(!whole.contains("no result yet"), "{whole}");
    has(&place.told("report @out --against @out"), &["has moved"]);
}

#[test]
fn a_refusal_says_what_was_left_out_where_nothing_is_left() {
    let place = Place::new(&["ada"]);
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(vec![]));
    let options = zip::write::SimpleFileOptions::default();
    writer.start_file("../server.py", options).unwrap();
    place.write("in/eve.zip", writer.finish().unwrap().into_inner());
    place.batch("");
    has(&place.batch(""), &["and unchanged: 2"]);
    has(
        &place.told("report @out"),
        &[
            "eve  (Nothing of what was handed in is left. Left out: `../server.py` \
           (it names a place outside the folder).)",
        ],
    );
}

#[test]
fn submissions_of_one_student_are_told_apart_wherever_a_mark_moves() {
    let place = Place::new(&["eve-7-a", "eve-7-b"]);
    place.batch("--names (?<name>[a-z]+)-(?<id>[0-9]+)-.");
    let both = ["eve (7) (eve-7-a)  8/20", "eve (7) (eve-7-b)  8/20"];
    has(&place.told("rejudge @out --out @new"), &both);
    has(&place.told("report @new --against @out"), &both);
}

/// An exercise with a check in which its reference plays.
const WITH_REFERENCE: &str = r#"format = 1
id = "own"
title = { fr = "À moi", en = "My own" }
stars = 1
scale = 20

[roles.server]
names = ["server"]
ports = [8000]

[roles.client]
names = ["client"]
dials = "server"

[cast]
server = { role = "server", by = "submission" }
other = { role = "client", by = "reference" }

[[check]]
id = "listens"
points = 1
title = { fr = "Il écoute", en = "It listens" }
steps = [{ start = "server" }]

[[check]]
id = "serves"
points = 1
title = { fr = "Il sert", en = "It serves" }
steps = [{ start = "server" }, { start = "other" }]
"#;

#[test]
fn a_reference_that_is_missing_is_told_once_and_nothing_is_graded() {
    let place = Place::new(&["ada"]);
    place.write("mine/own/exercise.toml", WITH_REFERENCE);
    let settings = settings(Lang::En);
    let told = |words: &str| {
        let root = place.path("").display().to_string();
        let words = words.replace('@', &root) + " --exercises " + &root + "mine";
        let words: Vec<&str> = words.split(' ').collect();
        let (stdout, stderr, status) = with_settings(&words, &settings, &Stages::real(&settings));
        assert_eq!(stdout, "");
        (stderr.replace(&root, "@"), status)
    };
    let batch = Batch {
        exercise: "own".to_owned(),
        seed: "0".to_owned(),
        secret: "0".to_owned(),
        without: vec![],
        names: None,
        exercises: None,
        submissions: vec![],
        version: None,
        own_version: None,
        changes: Default::default(),
        roster: None,
        went_by: None,
        is_open: false,
    };
    fs::create_dir(place.path("was")).unwrap();
    let was = Store::new(&place.path("was"));
    was.keep_batch(&batch).unwrap();
    for words in [
        "batch own @in --out @out",
        "check own @in/ada",
        "check own @in/ada --only serves",
        "rejudge @was --out @new",
    ] {
        let (stderr, status) = told(words);
        assert_eq!(status, ExitStatus::Usage, "{words}: {stderr}");
        has(
            &stderr,
            &[
                "error: the reference of `own` plays in one of its checks, and there is none\n",
                "put it into `@mine/own/reference` or `@mine/../reference/own`",
            ],
        );
    }
    for folder in ["out/results", "new"] {
        assert!(!place.path(folder).exists(), "{folder}");
    }
}
