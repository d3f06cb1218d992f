//! What is made of the results of a class, from one report to the next.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use tempfile::TempDir;

use super::{settings, stages, with_settings};
use crate::explain::sample;
use crate::model::{Lang, Report};

/// A class whose submissions all have 8 of 20.
struct Class {
    folder: TempDir,
}

impl Class {
    fn of(names: &[&str]) -> Self {
        let class = Self {
            folder: tempfile::tempdir().unwrap(),
        };
        for name in names {
            class.write(&format!("in/{name}/server.py"), name);
        }
        class
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn remove(&self, name: &str) {
        fs::remove_dir_all(self.path("in").join(name)).unwrap();
    }

    /// What is printed on standard output and on standard error; of words, those with `./` are names in the folder.
    fn grader(&self, words: &[&str]) -> [String; 2] {
        self.run(words, sample::mixed)
    }

    /// The same, where all submissions get this report.
    fn run(&self, words: &[&str], report: fn() -> Report) -> [String; 2] {
        let words = words.iter().map(|word| match word.strip_prefix("./") {
            Some(name) => self.path(name).to_str().unwrap().to_owned(),
            None => (*word).to_owned(),
        });
        let words: Vec<String> = words.collect();
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let stages = stages(move |_| Ok(report()));
        let (stdout, stderr, _) = with_settings(&words, &settings(Lang::En), &stages);
        [stdout, stderr]
    }

    fn batch(&self, out: &str) -> String {
        self.grader(&["batch", "echo", "./in", "--out", out])
            .concat()
    }

    fn report(&self, words: &[&str]) -> String {
        let [stdout, stderr] = self.grader(&[&["report"], words].concat());
        assert_eq!(stderr, "");
        stdout
    }
}

#[test]
fn each_side_of_a_comparison_is_as_its_own_report_tells_it() {
    let class = Class::of(&["ada", "bob"]);
    class.batch("./old");
    class.remove("bob");
    class.write("in/eve/server.py", "eve");
    class.batch("./new");
    class.write("new/batch.toml", "cap = 6\n");
    let told = class.report(&["./new", "--against", "./old"]);
    let expected = [
        "ada  8/20 (provisional) → 6/20 (provisional)",
        "  Behind it is a rule (`batch.toml`), a change (`changes.toml`) or when it was handed in.",
        "  now: At most 6.",
        "eve: new, 6/20 (provisional)",
        "bob: only in the older results, 8/20 (provisional)",
        "One result has moved.",
    ];
    assert_eq!(told.lines().collect::<Vec<_>>(), expected);
    let told = class.report(&["./old", "--against", "./new"]);
    assert!(
        told.starts_with("ada  6/20 (provisional) → 8/20 (provisional)\n"),
        "{told}"
    );

    let words = [
        "./new",
        "--against",
        "./old",
        "--anonymous",
        "--format",
        "json",
    ];
    let told: Value = serde_json::from_str(&class.report(&words)).unwrap();
    let counts = ["moved", "new", "gone"].map(|key| told[key].as_array().unwrap().len());
    assert_eq!(
        (counts, &told["moved"][0]["by"]),
        ([1, 1, 1], &"rules".into())
    );
    // Each code is one that the folder's own report has.
    for (key, batch) in [("moved", "./new"), ("new", "./new"), ("gone", "./old")] {
        let own = class.report(&[batch, "--anonymous"]);
        let code = told[key][0]["submission"].as_str().unwrap();
        assert!(own.contains(code), "{key}: {code} in {own}");
    }
}

#[test]
fn what_has_no_result_yet_is_not_compared_as_if_it_were_gone() {
    let class = Class::of(&["ada", "bob"]);
    class.batch("./old");
    class.grader(&["batch", "echo", "./in", "--out", "./new", "--only", "ada"]);
    let told = |more: &[&str]| {
        let words = [&["report", "./new", "--against", "./old"], more].concat();
        class.grader(&words)[0].clone()
    };
    let said = told(&[]);
    assert!(
        said.contains("bob: no result yet, before 8/20 (provisional)\n"),
        "{said}"
    );
    let said = told(&["--format", "csv"]);
    assert!(
        said.contains(",bob,") && said.ends_with(",pending,true,\r\n"),
        "{said}"
    );
    for codes in [&[][..], &["--anonymous"]] {
        let said = told(&[&["--format", "json"], codes].concat());
        let said: Value = serde_json::from_str(&said).unwrap();
        assert_eq!(said["gone"][0]["pending"], true);
    }
    class.remove("bob");
    class.grader(&["batch", "echo", "./in", "--out", "./new"]);
    assert!(told(&[]).contains("bob: only in the older results"));
    assert!(told(&["--format", "json"]).contains("\"pending\": false"));
}

#[test]
fn what_is_handed_on_is_of_the_last_report() {
    let class = Class::of(&["ada", "bob"]);
    class.batch("./out");
    let names = |folder: &str| {
        let entries = fs::read_dir(class.path(folder)).unwrap();
        let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
        let mut names: Vec<String> = names.filter(|name| !name.starts_with('.')).collect();
        names.sort();
        names
    };
    class.write("mine/bob/notes.txt", "");
    class.write("mine/eve/feedback.html", "");
    for _ in 0..2 {
        class.report(&["./out", "--format", "html"]);
        class.report(&["./out", "--format", "feedback", "--out", "./mine"]);
        assert_eq!(names("out/pages/students").len(), 2);
        assert_eq!(names("mine"), ["ada", "bob", "eve"]);
    }
    class.remove("bob");
    class.batch("./out");
    let of_bob = |name: &Path| fs::read_dir(name).unwrap().count();
    assert_eq!(of_bob(&class.path("mine/bob")), 2);
    for (form, out) in [("html", "./out/pages"), ("feedback", "./mine")] {
        let words = ["report", "./out", "--format", form, "--out", out];
        class.grader(&words);
    }
    assert_eq!(names("out/pages/students").len(), 1);
    assert_eq!(names("mine/bob"), ["notes.txt"]);
    assert_eq!(names("mine/eve"), ["feedback.html"]);

    // The pages of another class stay where they are.
    let other = Class::of(&["dan"]);
    other.batch("./out");
    let mine = class.path("mine");
    other.report(&[
        "./out",
        "--format",
        "feedback",
        "--out",
        mine.to_str().unwrap(),
    ]);
    assert_eq!(names("mine"), ["ada", "bob", "dan", "eve"]);
}

#[test]
fn the_pages_of_another_batch_are_not_overwritten() {
    let class = Class::of(&["ada"]);
    class.batch("./one");
    class.batch("./two");
    for (form, page) in [("html", "index.html"), ("feedback", "ada/feedback.html")] {
        let report = |batch: &str, out: &str| {
            class.grader(&["report", batch, "--format", form, "--out", out])
        };
        let out = format!("./{form}");
        for _ in 0..2 {
            assert_eq!(report("./one", &out)[1], "");
        }
        let before = fs::read(class.path(form).join(page)).unwrap();
        let [_, told] = report("./two", &out);
        assert!(
            told.contains(&format!("its `{page}` would be overwritten")),
            "{told}"
        );
        assert!(told.contains(&format!("{form}-2\n")), "{told}");
        assert_eq!(fs::read(class.path(form).join(page)).unwrap(), before);
        assert_eq!(report("./two", &format!("./{form}-2"))[1], "");
    }
}

#[test]
fn no_report_takes_a_place_of_the_batch_or_of_what_was_handed_in() {
    let class = Class::of(&["ada"]);
    class.write("out/changes.toml", "");
    class.batch("./out");
    let result = fs::read_dir(class.path("out/results")).unwrap().next();
    let result = result.unwrap().unwrap().file_name();
    let result = format!("out/results/{}", result.display());
    let own = [
        "out/batch.json",
        "out/changes.toml",
        "out/batch.toml",
        "out/roster.csv",
        "out/.grader-files",
        &result,
    ];
    for file in own {
        let before = fs::read(class.path(file)).ok();
        let to = format!("./{file}");
        let [_, told] = class.grader(&["report", "./out", "--format", "csv", "--out", &to]);
        assert!(
            told.contains("a file of the batch itself"),
            "{file}: {told}"
        );
        assert_eq!(fs::read(class.path(file)).ok(), before, "{file}");
    }
    for form in ["html", "feedback"] {
        let [_, told] = class.grader(&["report", "./out", "--format", form, "--out", "./in"]);
        assert!(
            told.contains("among what was handed in: `ada`"),
            "{form}: {told}"
        );
    }
    let names = fs::read_dir(class.path("in")).unwrap();
    assert_eq!(names.count(), 1);
}

#[test]
fn a_report_writes_over_nothing_but_reports() {
    let class = Class::of(&["ada"]);
    class.batch("./out");
    class.write(
        "sheet.csv",
        "Identifier,Full name,Grade\nParticipant 1,ada,\n",
    );
    let csv = ["--format", "csv"];
    let fill = ["--format", "moodle", "--fill", "./sheet.csv"];
    for (at, form) in [&csv[..], &fill].into_iter().enumerate() {
        let file = format!("mine-{at}.csv");
        let to = format!("./{file}");
        let report = |batch: &str| {
            class.grader(&[&["report", batch], form, &["--out", &to]].concat())[1].clone()
        };
        class.write(&file, "");
        for mark in [3, 4] {
            let change = format!("[[change]]\nof = \"ada\"\nmark = {mark}\nreason = \"oral\"\n");
            class.write("out/changes.toml", &change);
            assert_eq!(report("./out"), "");
        }
        // The teacher's own file, and what the teacher has added to a report.
        for text in ["Identifier,Grade\n", "Identifier,Grade\nParticipant 1,8\n"] {
            class.write(&file, text);
            let told = report("./out");
            assert!(told.contains("is not as a report of this batch"), "{told}");
            assert!(told.contains("remove that file"), "{told}");
            assert_eq!(fs::read_to_string(class.path(&file)).unwrap(), text);
        }
        fs::remove_file(class.path(&file)).unwrap();
        assert_eq!(report("./out"), "");
        let copy = format!("copy-{file}");
        fs::copy(class.path(&file), class.path(&copy)).unwrap();
        let to = format!("./{copy}");
        let words = [&["report", "./out"], form, &["--out", &to]].concat();
        assert!(class.grader(&words)[1].contains("is not as a report"));
    }
}

#[test]
fn results_of_another_overlay_are_told() {
    let class = Class::of(&["ada", "bob"]);
    let rules = "overlay = \"hidden.toml\"\n";
    let check = "[[check]]\nid = \"more\"\npoints = 5\n";
    class.write("out/batch.toml", rules);
    class.write("out/hidden.toml", check);
    class.batch("./out");
    class.report(&["./out"]);
    // How it is written is nothing that is asked.
    class.write("out/hidden.toml", &format!("# Later.\n{check}"));
    class.report(&["./out"]);
    let told = || class.grader(&["report", "./out"]).concat();
    class.write("out/hidden.toml", &check.replace('5', "25"));
    let out = class.path("out");
    let command = format!("grader batch echo SUBMISSIONS --out {}\n", out.display());
    let said = told();
    assert!(said.contains("2 results are of other checks"), "{said}");
    assert!(said.ends_with(&command), "{said}");
    class.grader(&["batch", "echo", "./in", "--out", "./out", "--retry", "all"]);
    class.report(&["./out"]);
    // Where it is gone, nobody knows.
    fs::remove_file(class.path("out/hidden.toml")).unwrap();
    let said = told();
    assert!(
        said.contains("hidden.toml`, which cannot be read (it does not exist"),
        "{said}"
    );
    assert!(!said.contains("of other checks"), "{said}");
    class.write("out/batch.toml", "");
    assert!(told().contains("2 results are of other checks"));
    // What is judged again is judged by what is there.
    class.grader(&["rejudge", "./out", "--out", "./again"]);
    class.report(&["./again"]);
}

#[test]
fn what_is_gone_says_so_wherever_it_is_shown() {
    let class = Class::of(&["ada", "bob"]);
    class.write("roster.csv", "submission,name,id\nada,ada,1\nbob,bob,2\n");
    let words = [
        "batch",
        "echo",
        "./in",
        "--out",
        "./out",
        "--roster",
        "./roster.csv",
    ];
    class.grader(&words);
    class.remove("bob");
    class.grader(&words);
    let [told, _] = class.grader(&["report", "./out"]);
    let missing = "bob  (the roster tells of a submission, and it is not there)";
    assert!(told.contains(missing), "{told}");
    let told = class.report(&["./out", "--gone"]);
    assert!(!told.contains("the roster tells"), "{told}");
    let gone: Vec<&str> = { told.lines() }
        .filter(|line| line.contains("(no longer in the folder)"))
        .collect();
    assert!(
        matches!(gone[..], [line] if line.contains("  bob  ")),
        "{told}"
    );
    let told = class.report(&["./out", "--gone", "--format", "json"]);
    let told: Value = serde_json::from_str(&told).unwrap();
    let gone = [0, 1].map(|at| told["submissions"][at]["gone"].as_bool());
    assert_eq!(gone, [Some(false), Some(true)]);
    let told = class.report(&["./out", "--gone", "--format", "csv"]);
    let says = |name: &str, gone: &str| {
        let mut lines = told.lines().filter(|line| line.contains(name));
        lines.all(|line| line.contains(gone))
    };
    assert!(
        says(",ada,", ",false,S-") && says(",bob,", ",true,S-"),
        "{told}"
    );
    class.report(&["./out", "--gone", "--format", "html"]);
    let index = fs::read_to_string(class.path("out/pages/index.html")).unwrap();
    assert_eq!(index.matches("no longer in the folder").count(), 1);
}

#[test]
fn a_submission_that_only_the_roster_tells_of_is_missing() {
    let class = Class::of(&["ada"]);
    class.write(
        "roster.csv",
        "submission,name,submitted\nada,Ada,\nbob,Bob,\n,Eve,2026-01-02 08:00\n,Zoé,\n",
    );
    let roster = ["--roster", "./roster.csv"];
    let words = ["batch", "echo", "./in", "--out", "./out"];
    class.grader(&[&words[..], &roster[..]].concat());
    let told = class.report(&["./out"]);
    let why = |name: &str| {
        let line = told.lines().find(|line| line.contains(name)).unwrap();
        line.contains("(nothing was handed in)")
    };
    assert_eq!(["Bob", "Eve", "Zoé"].map(why), [false, false, true]);
    let missing = "(the roster tells of a submission, and it is not there)";
    assert_eq!(told.matches(missing).count(), 2, "{told}");
    let told: Value = serde_json::from_str(&class.report(&["./out", "--format", "json"])).unwrap();
    let missing = [0, 1, 2].map(|at| told["without"][at]["missing"].as_bool());
    assert_eq!(missing, [Some(true), Some(true), Some(false)]);
    let told = class.report(&["./out", "--format", "csv"]);
    let came = |which: &str| told.matches(&format!(",{which},")).count();
    assert_eq!([came("missing"), came("nothing")], [2, 1]);
    class.report(&["./out", "--format", "html"]);
    let index = fs::read_to_string(class.path("out/pages/index.html")).unwrap();
    assert_eq!(index.matches("and it is not there").count(), 2);
}

#[test]
fn feedback_that_not_all_of_its_students_get_is_told() {
    let class = Class::of(&["pair", "bob"]);
    class.write("r.csv", "submission,name\npair,Ada\npair,Eve\nbob,Bob\n");
    let words = ["batch", "echo", "./in", "--out", "./out"];
    class.grader(&[&words[..], &["--roster", "./r.csv"]].concat());
    let told = class.report(&["./out", "--format", "feedback"]);
    let said = "One folder is of several students (`pair`): Moodle gives";
    assert!(told.contains(said), "{told}");
    assert!(
        told.contains("a group’s folder has the number of the group"),
        "{told}"
    );
}

#[test]
fn names_are_in_order_whatever_their_accents() {
    let class = Class::of(&["zoe", "Ève", "eva", "Émoji"]);
    class.batch("./out");
    let told = class.report(&["./out"]);
    let names = told
        .lines()
        .filter_map(|line| line.split_whitespace().nth(1));
    assert_eq!(names.collect::<Vec<_>>(), ["Émoji", "eva", "Ève", "zoe"]);
}

#[test]
fn a_batch_whose_marks_are_ruled_says_that_its_own_are_not() {
    let class = Class::of(&["ada"]);
    let note = "These are the marks that were earned";
    assert!(!class.batch("./out").contains(note));
    class.write("ruled/batch.toml", "cap = 6\n");
    assert!(class.batch("./ruled").contains(note));
    // A line that says nothing of a mark needs no note.
    assert!(!class.batch("./ruled").contains(note));
}

#[test]
fn a_run_that_has_not_come_to_its_end_is_told() {
    let class = Class::of(&["ada", "bob"]);
    class.batch("./out");
    assert!(!class.report(&["./out"]).contains("has not come to its end"));
    let file = class.path("out/batch.json");
    let text = fs::read_to_string(&file).unwrap();
    let open = text.replace("\"is_open\":false", "\"is_open\":true");
    assert_ne!(text, open);
    fs::write(&file, open).unwrap();
    let [_, told] = class.grader(&["report", "./out"]);
    assert!(told.contains("has not come to its end"), "{told}");
}

#[test]
fn what_is_to_be_known_of_older_results_is_told() {
    let class = Class::of(&["ada", "bob"]);
    class.batch("./old");
    class.batch("./new");
    let against = ["report", "./new", "--against", "./old"];
    let [_, told] = class.grader(&against);
    assert_eq!(told, "");
    let file = class.path("old/batch.json");
    let text = fs::read_to_string(&file).unwrap();
    let text = text.replace("\"is_open\":false", "\"is_open\":true");
    fs::write(&file, text.replace("version\":\"", "version\":\"x")).unwrap();
    overlay(&class, "new", 5);
    class.grader(&["batch", "echo", "./in", "--out", "./new", "--retry", "all"]);
    let [_, told] = class.grader(&against);
    let lines: Vec<&str> = told.lines().collect();
    assert!(lines[0].starts_with("Of the older results, in `"), "{told}");
    for said in [
        "has not come to its end",
        "another version of the exercise than",
        "They are without added checks",
    ] {
        assert!(lines[1..].iter().any(|line| line.contains(said)), "{told}");
    }
}

/// Gives a batch an overlay with a check of so many points.
fn overlay(class: &Class, batch: &str, points: u32) {
    let check = format!("[[check]]\nid = \"more\"\npoints = {points}\n");
    class.write(&format!("{batch}/hidden.toml"), &check);
    class.write(
        &format!("{batch}/batch.toml"),
        "overlay = \"hidden.toml\"\n",
    );
}

#[test]
fn an_overlay_alone_makes_no_other_exercise() {
    let class = Class::of(&["ada"]);
    overlay(&class, "with", 5);
    overlay(&class, "other", 6);
    for out in ["./without", "./with", "./other"] {
        class.batch(out);
    }
    class.grader(&["rejudge", "./with", "--out", "./again"]);
    for (new, old, said) in [
        ("./with", "./without", "They are without added checks"),
        ("./without", "./with", "They are with added checks"),
        ("./without", "./again", "They are with added checks"),
        ("./with", "./other", "They are of other added checks"),
    ] {
        let [_, told] = class.grader(&["report", new, "--against", old]);
        let lines: Vec<&str> = told.lines().collect();
        assert!(
            matches!(lines[..], [_, line] if line.starts_with(said)),
            "{told}"
        );
    }
}

#[test]
fn a_submission_is_chosen_by_an_address() {
    let class = Class::of(&["ada", "bob"]);
    class.write(
        "r.csv",
        "submission,name,email\nada,Ada,Ada@uni.fr\nbob,Bob,bob@uni.fr\n",
    );
    let words = ["batch", "echo", "./in", "--out", "./out", "--roster"];
    let chosen = ["./r.csv", "--only", "ada@UNI.fr"];
    let [told, _] = class.grader(&[&words[..], &chosen].concat());
    assert!(told.contains("8/20  ada  "), "{told}");
    assert!(!told.contains("bob"), "{told}");
}

#[test]
fn another_roster_is_for_the_whole_class() {
    let class = Class::of(&["ada", "bob"]);
    class.write("one.csv", "submission,name\nada,Ada\nbob,Bob\n");
    class.write("two.csv", "submission,name\nada,Ada\nbob,Robert\n");
    let batch = |roster: &str, only: &[&str]| {
        let words = [
            "batch", "echo", "./in", "--out", "./out", "--roster", roster,
        ];
        class.grader(&[&words[..], only].concat()).concat()
    };
    batch("./one.csv", &[]);
    let told = batch("./two.csv", &["--only", "ada"]);
    assert!(told.contains("leave out `--only`"), "{told}");
    assert!(!batch("./one.csv", &["--only", "ada"]).contains("error"));
    batch("./two.csv", &[]);
    assert!(class.report(&["./out"]).contains("Robert"));
}

#[test]
fn who_may_be_meant_is_known_before_everybody_has_a_result() {
    let class = Class::of(&["lea", "lea-final"]);
    class.write(
        "sheet.csv",
        "Identifier,Full name,Grade\nParticipant 1,Lea,\nParticipant 2,Paul,\n",
    );
    class.write(
        "out/changes.toml",
        "[[change]]\nof = \"lea-final\"\nmark = 15\nreason = \"oral\"\n",
    );
    let batch = [
        "batch",
        "echo",
        "./in",
        "--out",
        "./out",
        "--names",
        "(?<name>[a-z]+)",
    ];
    let graded = class.grader(&[&batch[..], &["--only", "lea"]].concat());
    assert!(graded[0].contains("8/20"), "{graded:?}");
    let fill = [
        "report",
        "./out",
        "--format",
        "moodle",
        "--fill",
        "./sheet.csv",
        "--out",
        "./full.csv",
    ];
    let [_, told] = class.grader(&fill);
    assert!(told.contains("lea, lea-final"), "{told}");
    assert!(!class.path("full.csv").exists());
    let [_, told] = class.grader(&["report", "./out"]);
    assert!(told.contains("has no result yet"), "{told}");
}

#[test]
fn on_two_scales_a_change_says_its_own_before_anything_is_graded() {
    let class = Class::of(&["ada"]);
    class.write("out/batch.toml", "scale = 10\n");
    let change = "[[change]]\nof = \"ada\"\nmark = 8\nreason = \"oral\"\n";
    class.write("out/changes.toml", change);
    let told = class.batch("./out");
    assert!(told.contains("`out_of = 10` or `out_of = 20`"), "{told}");
    assert!(!class.path("out/results").exists());
    class.write("out/changes.toml", &format!("out_of = 10\n{change}"));
    class.batch("./out");
    assert!(
        class.report(&["./out"]).contains("8/10"),
        "{}",
        class.report(&["./out"])
    );
}

#[test]
fn a_change_that_newer_work_has_outlived_is_told() {
    let class = Class::of(&["ada"]);
    let none = || sample::report(vec![sample::wrong_prefix()]);
    let batch = ["batch", "echo", "./in", "--out", "./out"];
    let told = |words: &[&str]| class.grader(words)[1].clone();
    class.run(&batch, none);
    let change = "[[change]]\nof = \"ada\"\nmark = 4\nreason = \"oral\"\n";
    class.write("out/changes.toml", change);
    // A run in which nothing is handed in anew.
    class.run(&batch, none);
    assert_eq!(told(&["report", "./out"]), "");
    class.write("in/ada/server.py", "newer");
    class.batch("./out");
    let outlived =
        "was written when another mark was earned (then: 0/20, now: 8/20), and still counts";
    let said = told(&["report", "./out"]);
    assert!(
        said.starts_with("`changes.toml`: the entry about `ada` ") && said.contains(outlived),
        "{said}"
    );
    let hidden = told(&["report", "./out", "--anonymous"]);
    assert!(hidden.contains("the entry about `S-") && hidden.contains(outlived));
    // The next run does not take it for one that was made since.
    class.batch("./out");
    assert!(told(&["report", "./out"]).contains(outlived));
    // Said anew, it is about what is there, until that is another.
    class.write(
        "out/changes.toml",
        &change.replace("oral", "oral, seen again"),
    );
    for _ in 0..2 {
        assert_eq!(told(&["report", "./out"]), "");
        class.batch("./out");
    }
    // What is judged again comes to something else here.
    class.write("out/changes.toml", &change.replace("oral", "asked"));
    class.grader(&["rejudge", "./out", "--out", "./again"]);
    assert!(told(&["report", "./again"]).contains("(then: 8/20, now: 0/20)"));
    // Whoever hands in under another name is the same.
    class.remove("ada");
    class.write("in/ada_2/server.py", "newest");
    class.write("roster.csv", "submission,name\nada_2,ada\n");
    class.run(&[&batch[..], &["--roster", "./roster.csv"]].concat(), none);
    assert!(told(&["report", "./out"]).contains("(then: 8/20, now: 0/20)"));
}

#[test]
fn a_change_that_does_not_count_is_not_told_as_one_that_still_does() {
    let class = Class::of(&["ada"]);
    let none = || sample::report(vec![sample::wrong_prefix()]);
    let batch = ["batch", "echo", "./in", "--out", "./out"];
    class.run(&batch, none);
    let change = "out_of = 10\n[[change]]\nof = \"ada\"\nmark = 7\nreason = \"oral\"\n";
    class.write("out/changes.toml", change);
    class.run(&batch, none);
    class.write("in/ada/server.py", "newer");
    class.batch("./out");
    let [_, told] = class.grader(&["report", "./out"]);
    assert!(told.contains("it does not count"), "{told}");
    assert_eq!(told.lines().count(), 1, "{told}");
}

#[test]
fn what_is_late_by_its_name_is_told_where_nobody_says_when_it_was_handed_in() {
    let class = Class::of(&["ada"]);
    class.write("in/zoe_LATE_31_700_server.py", "zoe");
    class.write("in/eve_32_701_server.py", "eve");
    let late = "[late]\ndue = \"2026-01-02 08:00\"\nzone = \"UTC\"\npenalty = 2\n";
    class.write("out/batch.toml", late);
    class.batch("./out");
    let told = |codes: &[&str]| class.grader(&[&["report", "./out"], codes].concat())[1].clone();
    let said = "One of these was late by Canvas’s own deadline, as its name says (`_LATE_`): ";
    let more = "How late, `submitted` in the roster can say.\n";
    assert!(
        told(&[]).contains(&format!("{said}`zoe_31`. {more}")),
        "{}",
        told(&[])
    );
    assert!(told(&["--anonymous"]).contains(&format!("{said}`S-")));
    class.write(
        "r.csv",
        "submission,name,submitted\nzoe_31,Zoe,2026-01-03 08:00\n",
    );
    let words = [
        "batch", "echo", "./in", "--out", "./out", "--roster", "./r.csv",
    ];
    class.grader(&words);
    let told = told(&[]);
    assert!(
        told.contains("Of 2 submissions") && !told.contains("LATE"),
        "{told}"
    );
}

#[test]
fn a_mark_that_does_not_count_leaves_the_line_as_it_was() {
    let class = Class::of(&["ada", "bob"]);
    class.write(
        "sheet.csv",
        "Identifier,Full name,Grade,Maximum Grade\nParticipant 1,ada,,20\nParticipant 2,bob,5,20\n",
    );
    let grader = |words: &[&str]| class.run(words, || sample::report(vec![sample::wrong_prefix()]));
    grader(&["batch", "echo", "./in", "--out", "./out"]);
    let change = "out_of = 10\n[[change]]\nof = \"ada\"\nmark = 7\nreason = \"oral\"\n";
    class.write("out/changes.toml", change);
    let fill = [
        "report",
        "./out",
        "--format",
        "moodle",
        "--fill",
        "./sheet.csv",
        "--out",
        "./full.csv",
    ];
    let [said, told] = grader(&fill);
    assert!(told.contains("it does not count"), "{told}");
    assert!(said.contains("ada: no mark that counts"), "{said}");
    let replaced = "full.csv, one of them in place of another mark\n  In place of another mark: `bob` (5 → 0)\n";
    assert!(said.contains(replaced), "{said}");
    let filled = fs::read_to_string(class.path("full.csv")).unwrap();
    assert!(filled.contains("Participant 1,ada,,"), "{filled}");
    assert!(filled.contains("Participant 2,bob,0"), "{filled}");
}

#[test]
fn why_a_line_stays_without_a_mark_is_told() {
    let class = Class::of(&["ada"]);
    class.write("in/eve.rar", "Rar!");
    class.write(
        "sheet.csv",
        "Identifier,Full name,Grade,Maximum Grade\nParticipant 1,ada,,10\nParticipant 2,eve,,10\n",
    );
    class.batch("./out");
    let fill = [
        "./out",
        "--format",
        "moodle",
        "--fill",
        "./sheet.csv",
        "--out",
        "./full.csv",
    ];
    let said = class.grader(&[&["report"], &fill[..]].concat()).concat();
    assert!(
        said.contains("eve: the work was refused, and has no mark"),
        "{said}"
    );
    assert!(said.contains("ada: the mark is provisional"), "{said}");
}

#[test]
fn files_that_are_newer_than_their_time_are_told() {
    let class = Class::of(&["ada", "bob"]);
    let roster = |time: &str| format!("submission,name,submitted\nada,Ada,{time}\nbob,Bob,\n");
    class.write("r.csv", &roster("2026-03-28 08:15"));
    let batch = || {
        class
            .grader(&[
                "batch", "echo", "./in", "--out", "./out", "--roster", "./r.csv",
            ])
            .concat()
    };
    let told = "One submission has other files than before (`ada`), and the roster still says";
    assert!(!batch().contains(told) && !batch().contains(told));
    class.write("in/ada/server.py", "new");
    class.write("in/bob/server.py", "new, too");
    assert!(batch().contains(told));
    class.write("in/ada/server.py", "newer");
    class.write("r.csv", &roster("2026-03-29 08:15"));
    assert!(!batch().contains(told));
}

#[test]
fn no_name_in_an_entry_is_said_where_names_are_left_out() {
    let class = Class::of(&["zoe-1", "zoe-2", "bob"]);
    let words = ["batch", "echo", "./in", "--out", "./out", "--names"];
    class.grader(&[&words[..], &["(?<name>[a-z]+).*"]].concat());
    let change = |of: &str| format!("[[change]]\nof = \"{of}\"\nmark = 4\nreason = \"oral\"\n");
    let extra = "[[extra]]\nof = \"Marie\"\ntime = \"1h\"\n";
    class.write("out/batch.toml", extra);
    let changes = ["Marie", "zoe", "bobb"].map(change).concat();
    class.write("out/changes.toml", &changes);
    let names = ["marie", "bob", "zoe"];
    let said = |more: &[&str]| {
        let [stdout, stderr] = class.grader(&[&["report", "./out"], more].concat());
        assert!(more.is_empty() || !names.iter().any(|name| stdout.contains(name)));
        stderr
    };
    let told = said(&["--anonymous"]);
    assert!(
        !names.iter().any(|name| told.to_lowercase().contains(name)),
        "{told}"
    );
    let lines: Vec<&str> = told.lines().collect();
    let nobody = "no submission is that of whom this entry names; it counts for nobody";
    assert_eq!(lines[0], format!("`batch.toml`, line 2: {nobody}"));
    assert_eq!(lines[1], format!("`changes.toml`, line 2: {nobody}"));
    assert!(
        lines[2]
            .starts_with("`changes.toml`, line 6: this entry may mean several submissions, `S-")
    );
    assert_eq!(lines[3], format!("`changes.toml`, line 10: {nobody}"));
    assert!(said(&[]).contains("`Marie`"));

    // A mark that does not count, a file that is wrong, and a result that cannot be read.
    class.write(
        "out/changes.toml",
        &format!("out_of = 10\n{}", change("bob")),
    );
    let told = said(&["--anonymous"]);
    assert!(
        told.contains("the mark that is given for `S-") && !told.contains("bob"),
        "{told}"
    );
    class.write("out/changes.toml", &change("bob").repeat(2));
    let told = said(&["--anonymous"]);
    assert!(
        told.contains("changes.toml:6:") && !told.contains("bob"),
        "{told}"
    );
    fs::remove_file(class.path("out/changes.toml")).unwrap();
    let file = { fs::read_dir(class.path("out/results")).unwrap() }
        .map(|entry| entry.unwrap().path())
        .find(|path| {
            path.file_name()
                .unwrap()
                .to_string_lossy()
                .starts_with("bob")
        });
    fs::write(file.unwrap(), "no JSON").unwrap();
    let told = said(&["--anonymous"]);
    assert!(
        told.contains("results/S-") && !told.contains("bob"),
        "{told}"
    );
}

#[test]
fn an_entry_about_what_is_not_graded_yet_is_told_as_one() {
    let class = Class::of(&["tp-ada", "tp-bob"]);
    let roster = "submission,name,id\ntp-bob,Bob Lin,77\n";
    class.write("roster.csv", roster);
    let words = [
        "batch", "echo", "./in", "--out", "./out", "--only", "tp-ada",
    ];
    class.grader(
        &[
            &words[..],
            &["--roster", "./roster.csv", "--names", "tp-(?<name>.+)"],
        ]
        .concat(),
    );
    let change = "[[change]]\nof = \"Bob Lin\"\nmark = 4\nreason = \"oral\"\n";
    class.write("out/changes.toml", change);
    let extra = "[[extra]]\nof = \"77\"\ntime = \"1h\"\n";
    class.write("out/batch.toml", extra);
    let told = |words: &[&str]| class.grader(words)[1].clone();
    let waits = "`tp-bob`, has no result yet; this entry counts as soon as there is one\n";
    for words in [
        &["report", "./out"][..],
        &["rejudge", "./out", "--out", "./new"],
    ] {
        let said = told(words);
        for (file, of) in [("batch", "77"), ("changes", "Bob Lin")] {
            let line = format!("`{file}.toml`: the submission of `{of}`, {waits}");
            assert!(said.contains(&line), "{said}");
        }
    }
    let hidden = told(&["report", "./out", "--anonymous"]);
    assert!(
        hidden.contains("`changes.toml`, line 2: the submission that this entry is about, `S-")
    );
    let pending = |more: &[&str]| {
        let words = [&["report", "./out", "--format", "json"], more].concat();
        let value: Value = serde_json::from_str(&class.grader(&words)[0]).unwrap();
        value["pending"].as_array().unwrap().clone()
    };
    assert_eq!(pending(&[]), ["tp-bob"]);
    let hidden = pending(&["--anonymous"]);
    assert!(hidden.len() == 1 && hidden[0].as_str().unwrap().starts_with("S-"));
    class.batch("./out");
    assert_eq!(pending(&[]), [""; 0]);
    assert_eq!(told(&["report", "./out"]), "");
}

/// As `docs/batch.md` tells it.
#[test]
fn which_of_two_submissions_counts_is_said_by_the_folder() {
    let class = Class::of(&["zoe-1", "zoe-2"]);
    let words = ["batch", "echo", "./in", "--out", "./out", "--names"];
    let batch = || {
        class
            .grader(&[&words[..], &["(?<name>[a-z]+).*"]].concat())
            .concat()
    };
    assert!(batch().contains("Several submissions of zoe"));
    let change = "[[change]]\nof = \"zoe\"\nmark = 4\nreason = \"oral\"\n";
    class.write("out/changes.toml", change);
    let told = || class.grader(&["report", "./out"]);
    assert!(told()[1].contains("may mean several"));
    class.remove("zoe-1");
    assert!(batch().contains("and unchanged: 1"));
    assert_eq!(told()[0], "     4/20  zoe\n");
    // A change has to say why.
    let unsaid = change.replace("reason = \"oral\"\n", "");
    class.write("out/changes.toml", &unsaid);
    assert!(told()[1].contains("`reason` is missing"));
}

#[test]
fn what_the_roster_does_not_tell_is_told() {
    let class = Class::of(&["tp", "tp-final", "bob"]);
    class.write(
        "roster.csv",
        "submission,name,id,Submited,group\ntp,Lea,7,2026-01-01,A\ntp-final,Lea,7,,A\n",
    );
    let batch = ["batch", "echo", "./in", "--out", "./out", "--roster"];
    let told = class
        .grader(&[&batch[..], &["./roster.csv"]].concat())
        .concat();
    for line in [
        "Roster: its column `Submited` says nothing here. Did you mean `submitted`?\n",
        "Roster: its column `group` says nothing here.\n",
        "One submission has no row of the roster: `bob`\n",
        "Several submissions of Lea",
    ] {
        assert!(told.contains(line), "{told}");
    }
    assert_eq!(class.grader(&["report", "./out"])[1], "");
    let late = "[late]\ndue = \"2026-01-02 08:00\"\nzone = \"UTC\"\npenalty = 2\n";
    class.write("out/batch.toml", late);
    let untimed = "Of 3 submissions it is not known when they were handed in, and `[late]` takes nothing from them: ";
    let [_, told] = class.grader(&["report", "./out"]);
    assert!(
        told.contains(&format!("{untimed}`bob`, `tp`, `tp-final`\n")),
        "{told}"
    );
    let [_, hidden] = class.grader(&["report", "./out", "--anonymous"]);
    assert!(hidden.contains(&format!("{untimed}`S-")), "{hidden}");
}
