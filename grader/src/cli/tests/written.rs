//! Where reports are written, and what they never write over.

use std::fs;
use std::path::Path;

use super::class::Class;

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
