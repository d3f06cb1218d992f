//! What reports say of the results of a class.

use std::fs;

use serde_json::Value;

use super::class::Class;

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
