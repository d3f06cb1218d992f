//! Batches of submissions, with a grader made up.

use std::fs;

use super::*;

/// A folder with submissions in `in`.
struct Place(tempfile::TempDir);

impl Place {
    fn new(names: &[&str]) -> Self {
        let place = Self(tempfile::tempdir().unwrap());
        for name in names {
            place.write(&format!("in/{name}/server.py"), name);
        }
        place
    }

    fn write(&self, name: &str, text: impl AsRef<[u8]>) {
        let file = self.0.path().join(name);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }

    /// What is said in answer to words, where `@` stands for the folder.
    fn told(&self, words: &str) -> String {
        let place = format!("{}/", self.0.path().display());
        let words = words.replace('@', &place);
        let words: Vec<&str> = words.split(' ').collect();
        let stages = stages(|_| Ok(sample::mixed()));
        let (stdout, stderr, _) = with_settings(&words, &settings(Lang::En), &stages);
        (stdout + &stderr).replace(&place, "@")
    }

    /// As `told`, of the batch in `@in` with results in `@out`.
    fn batch(&self, more: &str) -> String {
        let words = format!("batch echo @in --out @out {more}");
        self.told(words.trim_end())
    }
}

#[track_caller]
fn has(text: &str, parts: &[&str]) {
    for part in parts {
        assert!(text.contains(part), "`{part}` is not in:\n{text}");
    }
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
    has(&place.told("report @none"), &["`@none` holds no results\n"]);
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
    let told = place.batch("--only L\u{e9}aa");
    has(&told, &["did you mean `L\u{e9}a`?"]);
    let told = place.batch("--only nobody-at-all");
    has(
        &told,
        &["give the name of its folder or archive, or of its student"],
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
