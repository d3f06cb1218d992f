//! Which of a batch's folders is which.

use std::fs;

use super::place::{Place, has};
use crate::model::Lang;

#[test]
fn results_are_not_written_among_submissions_nor_over_anything() {
    let place = Place::new(&["ada"]);
    for out in ["@in", "@in/results", "@in/../in/ada/x"] {
        let told = place.told(&format!("batch echo @in --out {out}"));
        has(
            &told,
            &[
                "would be among the submissions",
                "give another folder as `--out`",
            ],
        );
    }
    assert_eq!(fs::read_dir(place.path("in")).unwrap().count(), 1);
    has(
        &place.told("batch echo @none --out @out"),
        &["`@none` does not exist\ngive the folder that holds a folder or an archive"],
    );
    has(&place.batch(""), &["One submission has its result."]);
    place.write("full/x", "");
    has(
        &place.told("rejudge @out --out @full"),
        &["`@full` is not empty\nnothing is ever written over: give another folder"],
    );
    fs::remove_file(place.path("out/batch.json")).unwrap();
    has(
        &place.told("report @out"),
        &["not the `batch.json` of their batch\ncopy `batch.json` there from"],
    );
    has(
        &place.told("report @none"),
        &["the folder `@none` does not exist\ngive the folder that was given as `--out`"],
    );
}

#[test]
fn a_folder_around_all_submissions_is_not_taken_for_one() {
    let batch = |files: &[&str], roster: &str| {
        let place = Place::new(&[]);
        for file in files {
            place.write(&format!("in/{file}"), file);
        }
        place.write("r.csv", roster);
        place.batch("--roster @r.csv")
    };
    let inner = "`@in/export`";
    let nobody = "submission,name\nx,Max\n";
    let (ada, bob) = (
        "export/Ada L_1_assignsubmission_file/server.py",
        "export/Bob M_2_assignsubmission_file/server.py",
    );
    for (files, roster) in [
        (&[ada, bob][..], nobody),
        (
            &["export/ada/server.py", "export/bob.zip"],
            "submission,name\nada,Ada\nbob,Bob\n",
        ),
    ] {
        let told = batch(files, roster);
        assert!(
            told.starts_with(
                "error: `@in` is above the folder of the submissions: 2 of them are in"
            ),
            "{told}"
        );
        assert!(told.contains(inner), "{told}");
    }
    // Of these, nobody knows.
    let several = ["export/one/server.py", "export/two/server.py"];
    let told = batch(&several, nobody);
    assert!(
        told.contains("`@in/export` is graded as one submission."),
        "{told}"
    );
    assert!(told.contains(inner), "{told}");
    for (files, roster) in [
        (&[ada][..], nobody),
        (&several, "submission,name\nexport,Ada\n"),
        (&["export/server.py", "export/tests/test.py"], nobody),
        (&["export/one/server.py", "export/figures/a.png"], nobody),
        (&["one/server.py", "two/server.py"], nobody),
    ] {
        let told = batch(files, roster);
        assert!(!told.contains("graded as one"), "{files:?}: {told}");
    }
}

#[test]
fn a_submission_is_not_taken_for_a_folder_of_submissions() {
    let place = Place::new(&["eve"]);
    place.write("in/eve/Cargo.toml", "");
    let told = place.told("batch echo @in/eve --out @out");
    has(
        &told,
        &[
            "error: `@in/eve` is a submission itself, as the name `Cargo.toml` tells",
            "that the submissions are in: `@in`\n",
            "to grade this one alone: grader check echo @in/eve\n",
            "change that name or take what has it away",
        ],
    );
    assert!(!place.path("out/results").exists());
}

#[test]
fn results_are_for_a_folder_that_is_one() {
    let place = Place::new(&["ada"]);
    place.write("file", "");
    place.batch("");
    for words in [
        "batch echo @in --out @file",
        "batch echo @in --out @file/more",
        "rejudge @out --out @file",
    ] {
        let said =
            "error: `@file` is not a folder\ngive the folder that holds it, or another name\n";
        assert_eq!(place.told(words), said, "{words}");
    }
    let within = "error: `@out/results` is not the folder of a batch\n\
         give the folder that was given as `--out` to `grader batch`\n\
         did you mean `@out`?\n";
    for words in [
        "batch echo @in --out @out/results",
        "rejudge @out --out @out/results",
    ] {
        assert_eq!(place.told(words), within, "{words}");
    }
}

#[test]
fn results_are_not_for_a_folder_of_what_was_handed_in() {
    let place = Place::new(&["ada"]);
    let ada = "Ada_1_assignsubmission_file";
    for name in [ada, "Bob_2_assignsubmission_file"] {
        place.write(&format!("class/{name}/a.py"), "");
    }
    let out = |lang| place.told_in(lang, "batch echo @in --out @class");
    let said = format!(
        "error: what is written into `@class` would be among what was handed in: `{ada}` is there\n\
         give another folder as `--out`, outside of it\n"
    );
    assert_eq!(out(Lang::En), said);
    has(&out(Lang::Fr), &["se trouverait parmi les rendus"]);
    assert!(!place.path("class/results").exists());
    // One alone may be the archive of all, as the course calls it.
    place.write("mine/INF_2026_120_tp.zip", "");
    has(
        &place.told("batch echo @in --out @mine"),
        &["One submission has its result."],
    );
}

#[test]
fn a_file_that_is_no_archive_of_a_known_form_is_none_of_submissions() {
    let place = Place::new(&["ada"]);
    place.write("all.rar", "");
    assert_eq!(
        place.told("batch echo @all.rar --out @out"),
        "error: `@all.rar` cannot be unpacked: it is no archive of a form that is opened (zip, tar, tar.gz)\n\
         give the folder of the submissions, or an archive of it\n"
    );
}

#[test]
fn results_are_no_submissions() {
    let place = Place::new(&["ada"]);
    place.batch("");
    for given in ["out", "out/results"] {
        for out in ["out", "more"] {
            let told = place.told(&format!("batch echo @{given} --out @{out}"));
            let said = format!(
                "error: `@{given}` is where a `grader batch` keeps its results\n\
                 give the folder of the submissions; if they are in this one, too, move `batch.json` and `results` out of it first\n"
            );
            assert_eq!(told, said);
        }
    }
}

#[test]
fn the_folder_of_a_batch_is_found_where_another_one_is_given() {
    let place = Place::new(&["ada"]);
    place.write("file", "");
    place.batch("");
    let remedy = "give the folder that was given as `--out` to `grader batch`\n";
    for (given, wrong, meant) in [
        (
            "@out/results",
            "`@out/results` is not the folder of a batch",
            "did you mean `@out`?\n",
        ),
        (
            "@out/batch.json",
            "`@out/batch.json` is not a folder",
            "did you mean `@out`?\n",
        ),
        (
            "@.",
            "`@.` is not the folder of a batch",
            "did you mean `@./out`?\n",
        ),
        (
            "@ouf",
            "the folder `@ouf` does not exist",
            "did you mean `@out`?\n",
        ),
        ("@in", "`@in` is not the folder of a batch", ""),
        ("@file", "`@file` is not a folder", ""),
        (
            "@nowhere/at/all",
            "the folder `@nowhere/at/all` does not exist",
            "",
        ),
    ] {
        let said = format!("error: {wrong}\n{remedy}{meant}");
        for words in [
            format!("report {given}"),
            format!("report @out --against {given}"),
        ] {
            assert_eq!(place.told(&words), said, "{words}");
        }
    }
    // Several may be meant.
    place.told("batch echo @in --out @more");
    has(
        &place.told("report @."),
        &["did you mean `@./more`, `@./out`?\n"],
    );
    fs::remove_dir_all(place.path("more")).unwrap();
    has(
        &place.told("rejudge @ouf --out @new"),
        &["did you mean `@out`?\n"],
    );
}
