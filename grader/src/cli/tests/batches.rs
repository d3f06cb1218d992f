//! Batches of submissions, with a grader made up.

use std::fs;

use super::*;
use crate::batch::{Batch, Store};

/// A folder with submissions in `in`.
pub(super) struct Place(tempfile::TempDir);

impl Place {
    pub(super) fn new(names: &[&str]) -> Self {
        let place = Self(tempfile::tempdir().unwrap());
        for name in names {
            place.write(&format!("in/{name}/server.py"), name);
        }
        place
    }

    pub(super) fn path(&self, name: &str) -> std::path::PathBuf {
        self.0.path().join(name)
    }

    pub(super) fn write(&self, name: &str, text: impl AsRef<[u8]>) {
        let file = self.0.path().join(name);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }

    /// What is said in answer to words, where `@` stands for the folder.
    pub(super) fn told(&self, words: &str) -> String {
        self.told_in(Lang::En, words)
    }

    /// The same in a language.
    pub(super) fn told_in(&self, lang: Lang, words: &str) -> String {
        let place = format!("{}/", self.0.path().display());
        let words = words.replace('@', &place);
        let words: Vec<&str> = words.split(' ').collect();
        let stages = stages(|_| Ok(sample::mixed()));
        let (stdout, stderr, _) = with_settings(&words, &settings(lang), &stages);
        (stdout + &stderr).replace(&place, "@")
    }

    /// As `told`, of the batch in `@in` with results in `@out`.
    pub(super) fn batch(&self, more: &str) -> String {
        let words = format!("batch echo @in --out @out {more}");
        self.told(words.trim_end())
    }
}

#[track_caller]
pub(super) fn has(text: &str, parts: &[&str]) {
    for part in parts {
        assert!(text.contains(part), "`{part}` is not in:\n{text}");
    }
}

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

    fs::remove_file(place.0.path().join("r.csv")).unwrap();
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
    let file = place.0.path().join("out/batch.json");
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
    assert!(!place.0.path().join("filled.csv").exists());

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
    assert!(place.0.path().join("filled.csv").exists());
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
    ] {
        place.write("r.csv", text);
        has(&place.batch("--roster @r.csv"), parts);
        assert!(!place.0.path().join("out").exists());
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
        fs::read_to_string(place.0.path().join("out/roster.csv")).unwrap(),
        "my,own\n"
    );
}

#[test]
fn a_roster_of_the_teachers_own_is_told_and_stays() {
    let place = Place::new(&["ada"]);
    let (own, other) = ("submission,name\nada,Ada\n", "submission,name\nada,Eve\n");
    place.write("out/roster.csv", own);
    place.write("other.csv", other);
    let kept = || fs::read_to_string(place.0.path().join("out/roster.csv")).unwrap();
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
    fs::remove_file(place.0.path().join("out/roster.csv")).unwrap();
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
    let index = || fs::read_to_string(place.0.path().join("out/pages/index.html")).unwrap();
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
    assert_eq!(fs::read_dir(place.0.path().join("in")).unwrap().count(), 1);
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
    fs::remove_file(place.0.path().join("out/batch.json")).unwrap();
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
fn a_choice_is_by_name_or_number_and_namesakes_are_named() {
    let of = |id| format!("Marie_{id}_assignsubmission_file");
    let place = Place::new(&[&of(21), &of(22), "Le\u{301}a_7_assignsubmission_file"]);
    let told = place.batch("--only Marie");
    has(
        &told,
        &["is named `Marie`\ndid you mean `Marie (21)`, `Marie (22)`?"],
    );
    // Nothing has begun that could be interrupted.
    assert!(!place.0.path().join("out").exists());
    let told = place.batch("--only L\u{e9}aa");
    has(&told, &["did you mean `L\u{e9}a`?"]);
    let told = place.batch("--only nobody-at-all");
    has(
        &told,
        &["give the name of its folder or archive, or its student’s name, id, number or address"],
    );
    for only in ["22", "7", "L\u{e9}a", &of(21)] {
        has(
            &place.batch(&format!("--only {only}")),
            &["One submission has its result."],
        );
    }
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
        let root = format!("{}/", place.0.path().display());
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
        is_open: false,
    };
    fs::create_dir(place.0.path().join("was")).unwrap();
    let was = Store::new(&place.0.path().join("was"));
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
        assert!(!place.0.path().join(folder).exists(), "{folder}");
    }
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
    assert!(!place.0.path().join("out/results").exists());
}

#[test]
fn a_part_of_a_name_tells_who_may_be_meant() {
    let place = Place::new(&["tp-1", "tp-2", "tp-3"]);
    let roster = "submission,name\ntp-1,Léa Dupont\ntp-2,Léa Roy\ntp-3,Lia\n";
    place.write("r.csv", roster);
    for (name, meant) in [
        ("Léa", "`Léa Dupont`, `Léa Roy`"),
        ("roy", "`Léa Roy`"),
        ("Lio", "`Lia`"),
    ] {
        let told = place.batch(&format!("--roster @r.csv --only {name}"));
        let said = format!("did you mean {meant}?");
        assert!(told.contains(&said), "{told}");
    }
}
