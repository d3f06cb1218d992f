//! A teacher's entries about students: changes, and extra time.

use std::fs;

use serde_json::Value;

use super::chosen::with_a_roster;
use super::class::Class;
use super::place::has;
use crate::explain::sample;

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

#[test]
fn an_entry_about_one_who_has_handed_in_nothing_says_so() {
    let place = with_a_roster();
    place.batch("--roster @r.csv");
    let change = |of: &str| format!("[[change]]\nof = \"{of}\"\nmark = 12\nreason = \"oral\"\n");
    place.write(
        "out/changes.toml",
        change("Zoe\u{301} Quinn") + &change("3") + &change("Zoé Quin"),
    );
    place.write("out/batch.toml", "[[extra]]\nof = \"2\"\ntime = \"1h\"\n");
    let told = place.told("report @out");
    let nothing = "is in the roster, and has no submission; this entry counts for nobody until there is one\n";
    for (file, of) in [
        ("changes", "Zoe\u{301} Quinn"),
        ("changes", "3"),
        ("batch", "2"),
    ] {
        has(&told, &[&format!("`{file}.toml`: `{of}` {nothing}")]);
    }
    has(
        &told,
        &[
            "no submission is that of `Zoé Quin`; this entry counts for nobody. Did you mean `Zoé Quinn`?\n",
        ],
    );
    let told = place.told("report @out --anonymous");
    has(
        &told,
        &["`changes.toml`, line 2: whom this entry names is in the roster, and has no submission;"],
    );
    assert!(!told.contains("Quin"), "{told}");
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
