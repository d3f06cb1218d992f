//! Batches with a grader that is made up.

use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use super::called::folder_name;
use super::*;
use crate::explain::sample::{self, text};
use crate::model::{Came, Doubt, LeftOut, Outcome, Report, Trace, Unfit, Unwanted, escape};

/// A folder of submissions, and one for the results.
struct Place {
    folder: tempfile::TempDir,
}

impl Place {
    fn new(submissions: &[(&str, &str)]) -> Self {
        let place = Self {
            folder: tempfile::tempdir().unwrap(),
        };
        for (name, text) in submissions {
            place.hand_in(name, text);
        }
        place
    }

    fn hand_in(&self, name: &str, text: &str) {
        let folder = self.folder.path().join("in").join(name);
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join("server.py"), text).unwrap();
    }

    fn store(&self) -> Store {
        Store::new(&self.folder.path().join("out"))
    }

    /// Runs a batch with `grade`, and says where each result is from.
    fn run(&self, conditions: &str, standing: Standing, grade: &Grade<'_>) -> Vec<(String, From)> {
        self.run_telling(conditions, standing, grade, &|_| {})
    }

    /// As `run`, and tells what happens, too.
    fn run_telling(
        &self,
        conditions: &str,
        standing: Standing,
        grade: &Grade<'_>,
        on: &(dyn Fn(&Happened) + Sync),
    ) -> Vec<(String, From)> {
        let (names, roster) = (Names::new(None).unwrap(), Roster::default());
        let class = find(&self.folder.path().join("in"), &names, &roster).unwrap();
        let scratch = tempfile::tempdir().unwrap();
        let store = self.store();
        let work = Work {
            submissions: &class.submissions,
            store: &store,
            conditions,
            version: conditions,
            overlay: "",
            standing,
            at_a_time: 4,
            scratch: scratch.path(),
        };
        let ended = Mutex::new(vec![]);
        run(&work, grade, &|happened| {
            on(&happened);
            if let Happened::Ended(one) = happened {
                ended.lock().unwrap().push((one.name, one.from));
            }
        })
        .unwrap();
        assert_eq!(fs::read_dir(scratch.path()).unwrap().count(), 0);
        let mut ended = ended.into_inner().unwrap();
        ended.sort_by(|a, b| a.0.cmp(&b.0));
        ended
    }

    fn came(&self, name: &str) -> Came {
        self.store().result(name).unwrap().unwrap().entry.came
    }
}

/// A report in which the text of the submission stands.
fn graded(folder: &Path) -> Report {
    let said = fs::read_to_string(folder.join("server.py")).unwrap();
    let outcome = match said.as_str() {
        "doubtful" => Outcome::Inconclusive(Doubt::HostFailed { why: said.clone() }),
        "unseen" => Outcome::Inconclusive(Doubt::NeedsRun),
        _ => Outcome::Passed,
    };
    let check = sample::check("a", 2, text("T", "T"), outcome, Trace::default());
    Report {
        seed: said,
        ..sample::report(vec![check])
    }
}

fn of(ended: &[(String, From)], from: From) -> Vec<&str> {
    let these = ended.iter().filter(|(_, one)| *one == from);
    these.map(|(name, _)| name.as_str()).collect()
}

#[test]
fn the_same_files_are_graded_once() {
    let place = Place::new(&[("a", "x"), ("b", "y"), ("c", "x"), ("d", "x")]);
    let count = AtomicUsize::new(0);
    let ended = place.run("", Standing::Same, &|folder| {
        count.fetch_add(1, Ordering::SeqCst);
        Ok(graded(folder))
    });
    assert_eq!(count.into_inner(), 2);
    assert_eq!(
        (of(&ended, From::Graded).len(), of(&ended, From::Twin).len()),
        (2, 2)
    );
    let likes: Vec<Option<String>> = ["a", "c", "d"]
        .iter()
        .map(|name| place.store().result(name).unwrap().unwrap().entry.like)
        .collect();
    assert_eq!(likes.iter().flatten().collect::<BTreeSet<_>>().len(), 1);
    let seeds: Vec<String> = ["a", "b", "c"]
        .iter()
        .map(|name| match place.came(name) {
            Came::Graded { report } => report.seed,
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(seeds, ["x", "y", "x"]);
}

#[test]
fn what_stands_is_not_graded_again() {
    let place = Place::new(&[("a", "x"), ("b", "doubtful"), ("c", "z")]);
    let grade = |folder: &Path| Ok(graded(folder));
    let fresh = |conditions, standing| {
        let ended = place.run(conditions, standing, &grade);
        of(&ended, From::Graded).join(" ")
    };
    assert_eq!(fresh("1", Standing::Same), "a b c");
    assert_eq!(fresh("1", Standing::Same), "");
    assert_eq!(fresh("1", Standing::Told), "b");
    place.hand_in("c", "changed");
    assert_eq!(fresh("1", Standing::Same), "c");
    assert_eq!(fresh("2", Standing::SameFiles), "");
    assert_eq!(fresh("2", Standing::Same), "a b c");
    assert_eq!(fresh("2", Standing::Nothing), "a b c");
    place.hand_in("b", "unseen");
    assert_eq!(fresh("2", Standing::SameFiles), "b");
    assert_eq!(fresh("3", Standing::SameFiles), "b");
    place.hand_in("d", "x");
    let ended = place.run("2", Standing::Same, &grade);
    assert_eq!(of(&ended, From::Twin), ["d"]);
}

#[test]
fn a_submission_that_breaks_the_grader_stops_no_other() {
    let place = Place::new(&[
        ("a", "x"),
        ("b", "break"),
        ("c", "break"),
        ("d", "none"),
        ("e", "y"),
    ]);
    let grade = |folder: &Path| {
        let report = graded(folder);
        assert_ne!(report.seed, "break", "a bug");
        match report.seed.as_str() {
            "none" => Err(NotGraded::Refused(Unfit::Empty)),
            _ => Ok(report),
        }
    };
    let ended = place.run("", Standing::Same, &grade);
    assert_eq!(of(&ended, From::Graded), ["a", "b", "c", "d", "e"]);
    for name in ["b", "c"] {
        assert!(matches!(place.came(name), Came::SetAside { said } if said.contains("a bug")));
    }
    let refusal = Unfit::Empty;
    assert_eq!(place.came("d"), Came::Refused { refusal });
    // What was set aside is tried again.
    let ended = place.run("new", Standing::SameFiles, &grade);
    assert_eq!(of(&ended, From::Graded), ["b", "c"]);
    let ended = place.run("", Standing::Same, &|folder| Ok(graded(folder)));
    assert_eq!(of(&ended, From::Graded).len(), 1);
    assert_eq!(of(&ended, From::Twin).len(), 1);
}

#[test]
fn what_tells_less_takes_no_place_of_what_tells_all() {
    let place = Place::new(&[("a", "x"), ("b", "x"), ("c", "y")]);
    place.run("", Standing::Same, &|folder| Ok(graded(folder)));
    let kept = |name| place.store().result(name).unwrap().unwrap();
    let [a, b] = ["a", "b"].map(kept);
    let doubt = |folder: &Path| {
        let why = "busy".to_owned();
        let outcome = Outcome::Inconclusive(Doubt::HostFailed { why });
        let mut report = graded(folder);
        report.checks[0].outcome = outcome;
        Ok(report)
    };
    let fails = |_: &Path| Err(NotGraded::Host("no python3".into()));
    for grade in [&fails as &Grade<'_>, &doubt] {
        let before = AtomicUsize::new(0);
        let on = |happened: &Happened| {
            if let Happened::Ended(ended) = happened
                && ended.is_before
            {
                assert!(ended.inconclusive && ended.mark == a.entry.report().map(|one| one.mark));
                before.fetch_add(1, Ordering::SeqCst);
            }
        };
        for (conditions, standing) in [("new", Standing::Same), ("", Standing::Nothing)] {
            place.run_telling(conditions, standing, grade, &on);
        }
        assert_eq!(before.into_inner(), 6);
        assert_eq!(["a", "b"].map(kept), [a.clone(), b.clone()]);
    }
    // Of other files, it says nothing.
    place.hand_in("a", "z");
    place.run("new", Standing::Same, &fails);
    assert!(matches!(place.came("a"), Came::SetAside { .. }));
    let ended = place.run("new", Standing::Same, &|folder| Ok(graded(folder)));
    assert_eq!(ended.len(), 3);
    assert_eq!(kept("b").conditions, "new");
}

#[test]
fn whatever_breaks_with_one_submission_stops_no_other() {
    let place = Place::new(&[("a", "x"), ("b", "y"), ("c", "y"), ("d", "z")]);
    let broken = AtomicBool::new(false);
    let on = |happened: &Happened| {
        if let Happened::Began { name } = happened
            && (name == "b" || name == "c")
        {
            assert!(broken.swap(true, Ordering::SeqCst), "a bug");
        }
    };
    let grade = |folder: &Path| Ok(graded(folder));
    let ended = place.run_telling("", Standing::Same, &grade, &on);
    assert_eq!(of(&ended, From::Graded), ["a", "b", "c", "d"]);
    // One of the two with the same files; the other one waited for it, or came later.
    let set_aside = |name: &&str| matches!(place.came(name), Came::SetAside { .. });
    let set_aside: Vec<&str> = ["a", "b", "c", "d"].into_iter().filter(set_aside).collect();
    assert!(matches!(set_aside[..], ["b" | "c"]), "{set_aside:?}");
}

#[test]
fn archives_are_unpacked_or_refused() {
    let place = Place::new(&[("a", "x")]);
    fs::write(place.folder.path().join("in/b.zip"), "no archive").unwrap();
    place.run("", Standing::Same, &|folder| Ok(graded(folder)));
    let refusal = Unfit::Damaged;
    assert_eq!(place.came("b.zip"), Came::Refused { refusal });
    let again = place.run("", Standing::Same, &|folder| Ok(graded(folder)));
    assert_eq!(of(&again, From::Earlier), ["a", "b.zip"]);
}

#[test]
fn what_was_left_out_is_each_submissions_own() {
    let place = Place::new(&[]);
    let folder = place.folder.path().join("in");
    fs::create_dir_all(&folder).unwrap();
    let hand_in = |name: &str, link: &str| {
        let mut writer = zip::ZipWriter::new(fs::File::create(folder.join(name)).unwrap());
        let options = zip::write::SimpleFileOptions::default();
        writer.start_file("server.py", options).unwrap();
        writer.write_all(b"x").unwrap();
        writer.add_symlink(link, "/", options).unwrap();
        writer.finish().unwrap();
    };
    hand_in("a.zip", "of-a");
    hand_in("b.zip", "of-b");
    let grade = |folder: &Path| {
        let made = LeftOut {
            why: Unwanted::Made,
            paths: vec!["target/".to_owned()],
            count: 1,
        };
        Ok(Report {
            left_out: vec![made],
            ..graded(folder)
        })
    };
    let left_out = || {
        ["a.zip", "b.zip"].map(|name| {
            let entry = place.store().result(name).unwrap().unwrap().entry;
            let of_folder = entry.report().unwrap().left_out.len();
            assert_eq!(of_folder, usize::from(entry.like.is_none()));
            entry.left_out[0].name.clone()
        })
    };
    place.run("", Standing::Same, &grade);
    assert_eq!(left_out(), ["of-a", "of-b"]);
    hand_in("b.zip", "another");
    place.run("", Standing::Same, &grade);
    assert_eq!(left_out(), ["of-a", "another"]);
}

#[test]
fn results_of_several_computers_are_put_together() {
    let names: Vec<String> = (0..20).map(|number| format!("s{number}")).collect();
    let place = Place::new(&[]);
    for name in &names {
        place.hand_in(name, name);
    }
    place.run("", Standing::Same, &|folder| Ok(graded(folder)));
    let mut merged = BTreeSet::new();
    for number in 1..=3 {
        let shard = Shard { number, of: 3 };
        merged.extend(names.iter().filter(|name| shard.has(name)));
    }
    assert_eq!(merged.len(), names.len());
    let files = place.store().files().unwrap();
    let expected: BTreeSet<String> = names.iter().map(|name| file_name(name) + ".json").collect();
    let found = files
        .iter()
        .map(|file| file.file_name().unwrap().to_str().unwrap().to_owned());
    assert_eq!(found.collect::<BTreeSet<_>>(), expected);
}

#[test]
fn a_result_knows_that_its_submission_is_gone() {
    let place = Place::new(&[("a", "x"), ("b", "y"), ("c", "z")]);
    let grade = |folder: &Path| Ok(graded(folder));
    let class = || {
        let (names, roster) = (Names::new(None).unwrap(), Roster::default());
        find(&place.folder.path().join("in"), &names, &roster).unwrap()
    };
    let whole = || {
        let gone = place.store().mark_gone(&class().submissions).unwrap();
        (gone, place.run("", Standing::Same, &grade))
    };
    let gone = |name: &str| place.store().head(name).unwrap().gone;
    assert_eq!(whole().0, [""; 0]);

    // Handed in again by another name: the new one is nobody's copy, as the other can be seen no more.
    let folder = |name: &str| place.folder.path().join("in").join(name);
    fs::rename(folder("a"), folder("a-1")).unwrap();
    fs::rename(folder("b"), place.folder.path().join("b")).unwrap();
    assert_eq!(whole().0, ["a", "b"]);
    assert!(gone("a") && gone("b") && !gone("c") && !gone("a-1"));
    let new = place.store().result("a-1").unwrap().unwrap();
    assert_eq!(new.entry.like, None);

    // One that comes back has its result again.
    fs::rename(place.folder.path().join("b"), folder("b")).unwrap();
    let (still, ended) = whole();
    assert_eq!(still, ["a"]);
    assert_eq!(of(&ended, From::Earlier), ["a-1", "b", "c"]);
    assert!(!gone("b"));
}

#[test]
fn results_of_another_version_of_the_exercise_are_counted() {
    let place = Place::new(&[("a", "x"), ("b", "y")]);
    let grade = |folder: &Path| Ok(graded(folder));
    place.run("1", Standing::Same, &grade);
    place.hand_in("b", "z");
    place.run("2", Standing::SameFiles, &grade);
    let batch = |version: Option<&str>| Batch {
        exercise: "ex".into(),
        seed: String::new(),
        secret: String::new(),
        without: vec![],
        names: None,
        exercises: None,
        submissions: vec![],
        version: version.map(Into::into),
        own_version: None,
        changes: Default::default(),
        roster: None,
        went_by: None,
        is_open: false,
    };
    let heads: Vec<Head> = ["a", "b"]
        .map(|name| place.store().head(name).unwrap())
        .into();
    let others = |version| batch(version).of_another_version(&heads);
    assert_eq!([Some("2"), Some("3"), None].map(others), [1, 2, 0]);
}

#[test]
fn who_has_the_same_files_is_told_by_the_files_that_are_there() {
    let place = Place::new(&[("a", "x"), ("b", "x"), ("c", "x"), ("d", "y")]);
    let grade = |folder: &Path| Ok(graded(folder));
    let same = || -> Vec<String> {
        let files = place.store().files().unwrap();
        let heads: Vec<Head> = { files.iter() }
            .filter_map(|file| place.store().head_of(file))
            .collect();
        let alike = alike(heads.iter());
        alike.into_iter().map(|(one, other)| one + &other).collect()
    };
    place.run("", Standing::Same, &grade);
    let first = same();
    assert_eq!(first.len(), 2);
    // The one that was graded for all hands in other files.
    let graded = first[0].chars().last().unwrap().to_string();
    place.hand_in(&graded, "z");
    place.run("", Standing::Same, &grade);
    let rest: Vec<&str> = ["a", "b", "c"]
        .into_iter()
        .filter(|name| *name != graded)
        .collect();
    assert_eq!(same(), [format!("{}{}", rest[1], rest[0])]);
    place.hand_in(rest[0], "w");
    place.run("", Standing::Same, &grade);
    assert_eq!(same(), [""; 0]);
}

#[test]
fn a_damaged_result_is_graded_again() {
    let place = Place::new(&[("a", "x")]);
    place.run("", Standing::Same, &|folder| Ok(graded(folder)));
    let file = place.store().files().unwrap().remove(0);
    let whole = fs::read(&file).unwrap();
    fs::write(&file, &whole[..whole.len() / 2]).unwrap();
    assert!(matches!(
        place.store().load(&file),
        Err(StoreError::Damaged { .. })
    ));
    let ended = place.run("", Standing::Same, &|folder| Ok(graded(folder)));
    assert_eq!(of(&ended, From::Graded), ["a"]);
    assert_eq!(fs::read(&file).unwrap(), whole);
}

#[test]
fn moodle_knows_its_folders_again() {
    let moodle = "علی\u{200c}رضا محمدی_3_assignsubmission_file";
    for (raw, expected) in [
        (moodle, moodle),
        (
            "a\nb\\c_4_assignsubmission_file",
            "a\nb\\c_4_assignsubmission_file",
        ),
        ("ali_9_2_tp.zip", "ali_9_2_tp"),
    ] {
        assert_eq!(folder_name(&escape::text(raw)), expected);
    }
    for bad in ["..", "", "a/../..", "a\0", &"x".repeat(300)] {
        let name = escape::text(&format!("{bad}_5_assignsubmission_file"));
        let folder = folder_name(&name).into_string().unwrap();
        assert!(folder.ends_with("_5_assignsubmission_file"), "{folder}");
        assert!(folder.len() < 256 && !folder.contains(['/', '\0']));
        assert!(!matches!(
            folder_name(bad).to_str().unwrap(),
            "." | ".." | ""
        ));
    }
}

#[test]
fn each_has_a_folder_of_its_own() {
    let moodle = "Lo_3_assignsubmission_file";
    for (names, expected) in [
        (&["group1", "bob.zip"][..], &["group1", "bob"][..]),
        (&["group1", "group1.zip"], &["group1", "group1.zip"]),
        (&["bob.py", "bob.zip"], &["bob.py", "bob.zip"]),
        (&["a.zip.zip", "a.zip", "a"], &["a.zip.zip", "a.zip", "a"]),
        (&["a.zip.zip", "a.zip"], &["a.zip.zip", "a"]),
        (&[moodle, "lo.zip"], &[moodle, "lo"]),
    ] {
        let folders = Folders::new(names.iter().map(|&name| name.to_owned()));
        let called = names.iter().map(|name| folders.of(name));
        assert_eq!(called.collect::<Vec<_>>(), expected);
    }
}

#[test]
fn file_names_are_good_everywhere() {
    let names = [
        "Léa",
        "Lea",
        "a/b",
        "a\\nb",
        "..",
        "",
        "=cmd|x",
        &"x".repeat(400),
    ];
    let files: BTreeSet<String> = names.iter().map(|name| file_name(name)).collect();
    assert_eq!(files.len(), names.len());
    let good = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    assert!(
        files
            .iter()
            .all(|name| name.chars().all(good) && name.len() < 80)
    );
    assert!(files.iter().all(|name| !name.starts_with("..")));
}
