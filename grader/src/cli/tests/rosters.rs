//! Rosters: what they say, and where they are kept.

use std::fs;

use super::class::Class;
use super::place::{Place, has};

#[test]
fn a_row_that_is_astray_is_told_with_what_it_may_mean() {
    let place = Place::new(&["Ada_10001_assignsubmission_file", "Le\u{301}a", "Max"]);
    let mut rows = "submission,name\nAda_10091_assignsubmission_file,A\nLea,L\n,N\n".to_owned();
    let many = (0..20).map(|number| format!("N{number:09}_7_assignsubmission_file,N{number}\n"));
    rows.extend(many);
    rows += "Maxx,M\n";
    place.write("r.csv", rows);
    has(
        &place.batch("--roster @r.csv"),
        &[
            "Rows of the roster: 24. With their submission: 0. Without one: 1.\n",
            "line 2: no submission is named `Ada_10091_assignsubmission_file` (A). \
             Did you mean `Ada_10001_assignsubmission_file`?\n",
            "line 3: no submission is named `Lea` (L). Did you mean `L\u{e9}a`?\n\
             Roster, line 25: no submission is named `Maxx` (M). Did you mean `Max`?\n",
            "line 13: no submission is named `N000000008_7_assignsubmission_file` (N8).\n\
             11 more rows whose submission is not there\n",
        ],
    );
}

#[test]
fn a_row_that_gives_a_submission_to_another_student_than_its_name_is_told_and_fills_no_line() {
    let [lea, marta] = ["L\u{e9}a Dupont", "M\u{e1}rta Kov\u{e1}cs"];
    let place = Place::new(&[
        &format!("{lea}_1201_assignsubmission_file"),
        &format!("{marta}_1214_assignsubmission_file"),
        "Hugo Petit_1203_assignsubmission_file",
    ]);
    let header = "submission,name,email";
    let hugo = "1203,PETIT Hugo,h@u.fr";
    place.write(
        "r.csv",
        format!("{header}\n1214,{lea},l@u.fr\n1201,{marta},m@u.fr\n{hugo}\n"),
    );
    place.write(
        "g.csv",
        "\"First name\",\"Last name\",\"ID number\",\"Email address\",\"TP1 (Real)\"\n\
             L\u{e9}a,Dupont,,l@u.fr,-\nM\u{e1}rta,Kov\u{e1}cs,,m@u.fr,-\nHugo,Petit,,h@u.fr,-\n",
    );
    let fill = "report @out --format moodle-gradebook --fill @g.csv --column TP1 --out @filled.csv";
    let told = place.batch("--roster @r.csv");
    let slip = |line, number, folder, name| {
        format!(
            "Roster, line {line}: `{number}` is `{folder}_{number}_assignsubmission_file`, and the roster says {name}."
        )
    };
    has(
        &told,
        &[&slip(2, 1214, marta, lea), &slip(3, 1201, lea, marta)],
    );
    assert!(!told.contains("line 4"), "{told}");
    // Their marks are the teacher's: what is provisional is not written anyway.
    let change = |folder: &str, number| {
        format!(
            "[[change]]\nof = \"{folder}_{number}_assignsubmission_file\"\nmark = 1\nreason = \"r\"\n"
        )
    };
    let changes = [(lea, 1201), (marta, 1214), ("Hugo Petit", 1203)];
    let changes = changes.map(|(folder, number)| change(folder, number));
    place.write("out/changes.toml", changes.concat());
    // Most lines disagree: nothing is written.
    has(&place.told(fill), &["theirs, whose own name says", "error"]);
    assert!(!place.path("filled.csv").exists());

    place.write(
        "r.csv",
        format!("{header}\n1214,{marta},m@u.fr\n1201,{lea},l@u.fr\n{hugo}\n"),
    );
    assert!(
        !place
            .batch("--roster @r.csv")
            .contains("and the roster says")
    );
    assert!(!place.told(fill).contains("whose own name says"));
    assert!(place.path("filled.csv").exists());
}

#[test]
fn a_roster_that_cannot_be_read_is_told_in_some_lines() {
    let place = Place::new(&["ada"]);
    place.write("l1.csv", b"submission;name\r\nada;L\xe9a\r\nbob;Zo\xe9\r\n");
    assert_eq!(
        place.batch("--roster @l1.csv"),
        "error: one thing is wrong in the roster `@l1.csv`:\n  @l1.csv:2: it is not in UTF-8: \
         open it in the spreadsheet that wrote it, and save it as CSV UTF-8\n"
    );
    let rows = (0..30).map(|number| format!("s{number}\tN{number}\tsoon\r\n"));
    let rows = rows.collect::<String>() + "x\t\t\r\n";
    place.write(
        "dates.csv",
        format!("submission\tname\tsubmitted\r\n{rows}"),
    );
    let told = place.batch("--roster @dates.csv");
    has(
        &told,
        &[
            "31 things are wrong",
            "dates.csv:2: `soon` is no time",
            "dates.csv:5: `soon`",
            "dates.csv:32: `name` is empty\n  and 26 more like these\n",
        ],
    );
    assert_eq!(told.matches("is no time").count(), 4, "{told}");
}

#[test]
fn a_roster_takes_no_place_of_a_file_that_no_run_has_put_there() {
    let place = Place::new(&["ada"]);
    place.write("out/roster.csv", "my,own\n");
    place.write("list.csv", "submission,name\nada,Ada\n");
    let told = place.batch("--roster @list.csv");
    has(
        &told,
        &[
            "out/roster.csv` is there already, and not as a run of `grader batch` has put it there\n",
        ],
    );
    assert_eq!(
        fs::read_to_string(place.path("out/roster.csv")).unwrap(),
        "my,own\n"
    );
}

#[test]
fn a_roster_of_the_teachers_own_is_told_and_stays() {
    let place = Place::new(&["ada"]);
    let (own, other) = ("submission,name\nada,Ada\n", "submission,name\nada,Eve\n");
    place.write("out/roster.csv", own);
    place.write("other.csv", other);
    let kept = || fs::read_to_string(place.path("out/roster.csv")).unwrap();
    // Neither the first run nor the next takes it for one that was given.
    for more in ["", "--roster @out/roster.csv", ""] {
        let told = place.batch(more);
        let is_told =
            told.contains("`@out/roster.csv`, which is there, and is not as a run was given it");
        assert_eq!(is_told, more.is_empty(), "{told}");
        assert!(!told.contains("given before"), "{told}");
        has(
            &place.batch("--roster @other.csv"),
            &["is there already, and not as a run"],
        );
        assert_eq!(kept(), own);
    }
    // The copy of one that was given is the batch's, until somebody writes in it.
    fs::remove_file(place.path("out/roster.csv")).unwrap();
    place.batch("--roster @other.csv");
    has(&place.batch(""), &["given before, kept as"]);
    place.write("other.csv", own);
    place.batch("--roster @other.csv");
    assert_eq!(kept(), own);
    place.write("out/roster.csv", other);
    has(&place.batch(""), &["which is there, and is not as a run"]);
    has(&place.batch("--roster @other.csv"), &["is there already"]);
    assert_eq!(kept(), other);
}

#[test]
fn a_roster_that_names_nobody_takes_no_place() {
    let place = Place::new(&["ada"]);
    place.write("r.csv", "submission,name\nada,Ada\n");
    place.write("none.csv", "submission,name\n\n");
    place.batch("--roster @r.csv");
    let told = place.batch("--roster @none.csv");
    has(&told, &["  @none.csv:1: it names nobody"]);
    has(&place.batch(""), &["Rows of the roster: 1."]);
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

#[test]
fn what_is_no_roster_is_told_with_what_to_do() {
    let place = Place::new(&["ada"]);
    for (text, parts) in [
        (
            "Identifier,Full name,Email address,Status,Grade,Maximum Grade\nParticipant 12,Ada,,,,20\n",
            &[
                "error: `@r.csv` is a grading worksheet of Moodle, and no roster\nleave out `--roster` where",
                "`submission` is the number in `Identifier`",
            ][..],
        ),
        (
            "Student,ID,SIS User ID,SIS Login ID,Section,TP1 (7)\n",
            &["is a gradebook of Canvas, and no roster", "Canvas’s `ID`"],
        ),
        (
            "First name,Last name,Email address\n",
            &["is an export of Moodle, and no roster"],
        ),
        (
            "Submision,name\nada,Ada\n",
            &["r.csv:1: there is no column `submission`: should `Submision` be called so?\n"],
        ),
        (
            "submission,name\nada,Lovelace, Ada\n",
            &["r.csv:2: `ada,Lovelace,Ada` has more cells than the first line: put"],
        ),
        (
            "submission,name,group\nada,Ada,\"A\nbob,Bob,\"B\"\n",
            &["r.csv:2: a quote is opened in this line"],
        ),
        (
            "submission,name,email\nada,Ada,\nbob,\"Bob,bob@uni.fr\n",
            &["r.csv:3: a quote is opened in this line"],
        ),
        (
            "submission,name\r\nada,\"Ada",
            &["r.csv:2: a quote is opened in this line"],
        ),
    ] {
        place.write("r.csv", text);
        has(&place.batch("--roster @r.csv"), parts);
        assert!(!place.path("out").exists());
    }
}

#[test]
fn a_row_that_is_astray_may_mean_the_submission_of_its_student() {
    let of = |name: &str, number| format!("{name}_{number}_assignsubmission_file");
    let place = Place::new(&[&of("Ada Lo", 1214), &of("Eve", 1215), &of("Bob", 1216)]);
    place.write(
        "r.csv",
        "submission,name\n1241,LO Ada\n1215,Eve\n1261,Zoe\n",
    );
    let told = place.batch("--roster @r.csv");
    has(
        &told,
        &[
            "line 2: no submission is named `1241` (LO Ada). \
             Did you mean `Ada Lo_1214_assignsubmission_file`?\n",
            "line 4: no submission is named `1261` (Zoe).\n",
        ],
    );
}

#[test]
fn another_roster_than_that_of_the_results_is_told_until_the_batch_is_graded() {
    let place = Place::new(&["ada"]);
    let file = "out/roster.csv";
    let is_told = || {
        let told = place.told("report @out");
        let is_told = told.contains("`@out/roster.csv` is not what it was");
        let again = place.told("rejudge @out --out @new");
        assert_eq!(
            again.contains("`@out/roster.csv` is not what it was"),
            is_told
        );
        fs::remove_dir_all(place.path("new")).unwrap();
        is_told
    };
    place.batch("");
    assert!(!is_told());
    for text in [Some("Ada"), Some("Eve"), None] {
        match text {
            Some(name) => place.write(file, format!("submission,name\nada,{name}\n")),
            None => fs::remove_file(place.path(file)).unwrap(),
        }
        assert!(is_told(), "{text:?}");
        place.batch("--only ada");
        assert!(is_told(), "{text:?}");
        place.batch("");
        assert!(!is_told(), "{text:?}");
    }
    place.write(file, "submission,name\nada,Zoe\n");
    let told = place.told_in(crate::model::Lang::Fr, "report @out");
    has(
        &told,
        &["`@out/roster.csv` n’est plus tel qu’à la dernière notation"],
    );
}
