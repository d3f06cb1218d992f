//! Folders in, submissions out.

use std::fs;

use super::{HandedIn, Names, Roster, Why, find};

#[test]
fn folders_and_archives_are_submissions() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    for name in [
        "Léa Dupont_12_assignsubmission_file",
        "a\nb",
        "__MACOSX",
        ".git",
    ] {
        fs::create_dir(root.join(name)).unwrap();
    }
    fs::create_dir(root.join("Léa Dupont_12_assignsubmission_onlinetext")).unwrap();
    for name in [
        "zoe_31_77_tp.zip",
        "grades.csv",
        ".DS_Store",
        "tp-ali.TAR.GZ",
        "eve.tar.xz",
        "eve.py",
        "said.md",
        "batch.toml",
        "Thumbs.db",
        "._eve.py",
    ] {
        fs::write(root.join(name), "").unwrap();
    }
    std::os::unix::fs::symlink("/", root.join("link")).unwrap();
    let roster = Roster::read(b"submission,name\nsaid.md,Sa\xc3\xafd\n", |_| Some(0)).unwrap();
    let class = find(root, &Names::new(None).unwrap(), &roster).unwrap();
    let found: Vec<(&str, &str, Option<&str>)> = class
        .submissions
        .iter()
        .map(|found| {
            let student = &found.students[0];
            (
                found.name.as_str(),
                student.name.as_str(),
                student.id.as_deref(),
            )
        })
        .collect();
    assert_eq!(
        found,
        [
            (
                "Léa Dupont_12_assignsubmission_file",
                "Léa Dupont",
                Some("12")
            ),
            ("a\\nb", "a\nb", None),
            ("eve.py", "eve (eve.py)", None),
            ("eve.tar.xz", "eve (eve.tar.xz)", None),
            ("said.md", "Saïd", None),
            ("tp-ali.TAR.GZ", "tp-ali", None),
            ("zoe_31_77_tp.zip", "zoe", Some("31")),
        ]
    );
    let ignored: Vec<(&str, Why)> = class
        .ignored
        .iter()
        .map(|one| (one.name.as_str(), one.why))
        .collect();
    assert_eq!(
        ignored,
        [
            ("Léa Dupont_12_assignsubmission_onlinetext", Why::TypedText),
            ("batch.toml", Why::NoWork),
            ("grades.csv", Why::NoWork),
            ("link", Why::Special),
        ]
    );
}

#[test]
fn files_side_by_side_are_a_submission_for_each_student() {
    let folder = tempfile::tempdir().unwrap();
    for name in [
        "dupontlea_12_700_server.py",
        "dupontlea_12_701_client-1.py",
        "zoe_LATE_31_77_my_server.py",
        "ali_9_1_report.pdf",
        "ali_9_2_tp.zip",
        "Kim Li_41_assignsubmission_file_client-1.py",
        "Kim Li_41_assignsubmission_file_my_server.py",
        "Kim Li_41_assignsubmission_onlinetext_onlinetext.html",
        "notes.txt",
    ] {
        fs::write(folder.path().join(name), "").unwrap();
    }
    let roster = Roster::read(b"submission,name\n12,L\xc3\xa9a\n", |_| Some(0)).unwrap();
    let class = find(folder.path(), &Names::new(None).unwrap(), &roster).unwrap();
    let found = class.submissions.iter().map(|found| {
        let files: Vec<(&str, &str)> = match &found.handed_in {
            HandedIn::Files(files) => { files.iter() }
                .map(|(name, path)| (name.as_str(), path.file_name().unwrap().to_str().unwrap()))
                .collect(),
            HandedIn::Folder(_) | HandedIn::Archive(..) => vec![],
        };
        (found.name.as_str(), found.students[0].name.as_str(), files)
    });
    let lea = [
        ("client.py", "dupontlea_12_701_client-1.py"),
        ("server.py", "dupontlea_12_700_server.py"),
    ];
    let kim = [
        ("client-1.py", "Kim Li_41_assignsubmission_file_client-1.py"),
        (
            "my_server.py",
            "Kim Li_41_assignsubmission_file_my_server.py",
        ),
    ];
    let zoe = [("my_server.py", "zoe_LATE_31_77_my_server.py")];
    assert_eq!(
        found.collect::<Vec<_>>(),
        [
            ("Kim Li_41_assignsubmission_file", "Kim Li", kim.to_vec()),
            ("ali_9_2_tp.zip", "ali", vec![]),
            ("dupontlea_12", "Léa", lea.to_vec()),
            ("zoe_31", "zoe", zoe.to_vec()),
        ]
    );
    let ignored = class.ignored.iter().map(|one| (one.name.as_str(), one.why));
    assert_eq!(
        ignored.collect::<Vec<_>>(),
        [
            (
                "Kim Li_41_assignsubmission_onlinetext_onlinetext.html",
                Why::TypedText
            ),
            ("ali_9_1_report.pdf", Why::NoWork),
            ("notes.txt", Why::NoWork),
        ]
    );
    // Whoever says how names are read says it of these, too.
    let own = Names::new(Some("^(?<name>.+)[.]py$")).unwrap();
    let class = find(folder.path(), &own, &roster).unwrap();
    let names = class.submissions.iter().map(|one| &*one.students[0].name);
    let own = ["Kim Li_41_assignsubmission_file_client-1"];
    assert_eq!(names.filter(|name| own.contains(name)).count(), 1);
    assert_eq!(class.submissions.len(), 6);
}

#[test]
fn of_files_that_would_be_one_the_newest_is_taken() {
    for (names, taken, left) in [
        (
            &["lea_12_900_server.py", "lea_12_9500_server-1.py"][..],
            &["lea_12_9500_server-1.py"][..],
            &["lea_12_900_server.py"][..],
        ),
        // The number in the name says less than Canvas's, which another download may have given.
        (
            &["lea_12_950_server.py", "lea_12_900_server-1.py"],
            &["lea_12_950_server.py"],
            &["lea_12_900_server-1.py"],
        ),
        (
            &[
                "lea_12_900_server-1.py",
                "lea_12_950_server-2.py",
                "lea_12_800_server.py",
            ],
            &["lea_12_950_server-2.py"],
            &["lea_12_800_server.py", "lea_12_900_server-1.py"],
        ),
        (
            &["lea_12_950_server.py", "lea_12_900_server.py"],
            &["lea_12_950_server.py"],
            &["lea_12_900_server.py"],
        ),
        (
            &[
                "lea_12_900_server.py",
                "lea_LATE_12_950_server.py",
                "lea_12_901_client.py",
            ],
            &["lea_12_901_client.py", "lea_LATE_12_950_server.py"],
            &["lea_12_900_server.py"],
        ),
        (
            &["lea_12_900_server.py", "bob_13_950_server.py"],
            &["bob_13_950_server.py", "lea_12_900_server.py"],
            &[],
        ),
        // These may be of two students.
        (
            &["ex_2026_300_tp.py", "ex_2026_400_tp-1.py"],
            &["ex_2026_300_tp.py", "ex_2026_400_tp-1.py"],
            &[],
        ),
    ] {
        let folder = tempfile::tempdir().unwrap();
        for name in names {
            fs::write(folder.path().join(name), "").unwrap();
        }
        let all = Names::new(None).unwrap();
        let class = find(folder.path(), &all, &Roster::default()).unwrap();
        let files = class
            .submissions
            .iter()
            .flat_map(|one| match &one.handed_in {
                HandedIn::Files(files) => files.clone(),
                HandedIn::Folder(_) | HandedIn::Archive(..) => vec![],
            });
        let files: Vec<_> = files.collect();
        let names = files
            .iter()
            .map(|(_, path)| path.file_name().unwrap().to_str().unwrap());
        assert_eq!(names.collect::<Vec<_>>(), taken);
        assert!(
            files
                .iter()
                .all(|(name, _)| ["server.py", "client.py", "tp.py"].contains(&&**name))
        );
        let older: Vec<&str> = class.older.iter().map(|(older, _)| &**older).collect();
        assert_eq!(older, left);
        assert!(
            class
                .older
                .iter()
                .all(|(_, newer)| taken.contains(&&**newer))
        );
    }
}

#[test]
fn files_that_may_be_of_several_students_are_a_submission_each() {
    for (names, count) in [
        (
            [
                "lab2_2026_03_server_durand.py",
                "lab2_2026_04_server_blanc.py",
            ],
            2,
        ),
        (["ex_2026_300_durand.py", "ex_2026_400_blanc.py"], 2),
        (["tp_1_2_durand.py", "tp_1_3_blanc.py"], 2),
        (["tp_1_2_durand.py", "tp_1_3_blanc.zip"], 2),
        (["ada_12_700_server.py", "bob_12_701_server.py"], 2),
        (["ada_12_700_server.py", "ada_LATE_12_701_client.py"], 1),
    ] {
        let folder = tempfile::tempdir().unwrap();
        for name in names {
            fs::write(folder.path().join(name), "").unwrap();
        }
        let all = Names::new(None).unwrap();
        let class = find(folder.path(), &all, &Roster::default()).unwrap();
        assert_eq!(class.submissions.len(), count, "{names:?}");
        // Where they seem to be of one student all the same, it is told.
        let seem = names[0].starts_with("ex_") || names[0].starts_with("tp_");
        assert_eq!(
            !class.several.is_empty(),
            seem || names[1].starts_with("bob")
        );
    }
}

#[test]
fn rows_find_their_submissions_however_accents_are_encoded_or_are_astray() {
    let folder = tempfile::tempdir().unwrap();
    for name in [
        "Le\u{301}a",
        "Noe\u{308}l_7_assignsubmission_file",
        "bob",
        "eve",
    ] {
        fs::create_dir(folder.path().join(name)).unwrap();
    }
    let text = "submission,name\nL\u{e9}a,L\nNo\u{eb}l,N\nbobb,B\n,Z\n";
    let roster = Roster::read(text.as_bytes(), |_| Some(0)).unwrap();
    let class = find(folder.path(), &Names::new(None).unwrap(), &roster).unwrap();
    let matched = class.roster;
    assert_eq!(matched.found.into_iter().collect::<Vec<_>>(), [2, 3]);
    let astray: Vec<(u64, &str)> = { matched.astray.iter() }
        .map(|row| (row.line, &*row.submission))
        .collect();
    assert_eq!((astray, matched.without), (vec![(4, "bobb")], 1));
    let mut unnamed = matched.unnamed;
    unnamed.sort();
    assert_eq!(unnamed, ["bob", "eve"]);
    let without: Vec<&str> = class.without.iter().map(|one| &*one.student.name).collect();
    assert_eq!(without, ["B", "Z"]);
    // Of one the roster says that there is something, of the other that there is nothing.
    let missing = class.without.iter().map(|one| one.missing);
    assert_eq!(missing.collect::<Vec<_>>(), [true, false]);
}

#[test]
fn namesakes_are_told_apart() {
    let folder = tempfile::tempdir().unwrap();
    for name in [
        "L D_1_assignsubmission_file",
        "L D_2_assignsubmission_file",
        "x",
        "x.zip",
    ] {
        fs::create_dir(folder.path().join(name)).unwrap();
    }
    fs::remove_dir(folder.path().join("x.zip")).unwrap();
    fs::write(folder.path().join("x.zip"), "").unwrap();
    let class = find(
        folder.path(),
        &Names::new(None).unwrap(),
        &Roster::default(),
    )
    .unwrap();
    let names: Vec<&str> = class
        .submissions
        .iter()
        .map(|found| found.students[0].name.as_str())
        .collect();
    assert_eq!(names, ["L D (1)", "L D (2)", "x (x)", "x (x.zip)"]);
    let both = ["x", "x.zip"].map(str::to_owned).to_vec();
    assert_eq!(class.several, [("x".to_owned(), both)]);
    for name in ["durand_7_1_tp.zip", "durand_7_2_tp-1.zip"] {
        fs::write(folder.path().join(name), "").unwrap();
    }
    let class = find(
        folder.path(),
        &Names::new(None).unwrap(),
        &Roster::default(),
    );
    let both = ["durand_7_1_tp.zip", "durand_7_2_tp-1.zip"];
    let both = both.map(str::to_owned).to_vec();
    assert_eq!(class.unwrap().several[0], ("durand".to_owned(), both));
}

#[test]
fn namesakes_with_numbers_or_addresses_of_their_own_have_not_several_submissions() {
    let [a, b] = [
        "Paul Martin_3_assignsubmission_file",
        "Paul Martin_4_assignsubmission_file",
    ];
    for (names, rows, several) in [
        (
            [a, b],
            "3,Paul Martin,p@u.fr\n4,Paul Martin,q@u.fr\n",
            false,
        ),
        ([a, b], "3,Paul Martin,\n4,Paul Martin,q@u.fr\n", false),
        // One person has one address, also where the numbers are of two assignments.
        ([a, b], "3,Paul Martin,p@u.fr\n4,Paul Martin,P@u.fr\n", true),
        (
            ["x", "y"],
            "x,Paul Martin,p@u.fr\ny,Paul Martin,q@u.fr\n",
            false,
        ),
        (["x", "y"], "x,Paul Martin,p@u.fr\ny,Paul Martin,\n", true),
    ] {
        let folder = tempfile::tempdir().unwrap();
        for name in names {
            fs::create_dir(folder.path().join(name)).unwrap();
        }
        let text = format!("submission,name,email\n{rows}");
        let roster = Roster::read(text.as_bytes(), |_| Some(0)).unwrap();
        let class = find(folder.path(), &Names::new(None).unwrap(), &roster).unwrap();
        assert_eq!(!class.several.is_empty(), several, "{rows}");
    }
}

#[test]
fn namesakes_are_told_apart_also_where_one_has_handed_in_nothing() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("tp-3")).unwrap();
    let roster = b"submission,name,id\ntp-3,Paul Martin,u003\n,Paul Martin,u004\n,Eve,u005\n";
    let roster = Roster::read(roster, |_| Some(0)).unwrap();
    let class = find(folder.path(), &Names::new(None).unwrap(), &roster).unwrap();
    assert_eq!(class.submissions[0].students[0].name, "Paul Martin (u003)");
    let names: Vec<&str> = class.without.iter().map(|one| &*one.student.name).collect();
    assert_eq!(names, ["Paul Martin (u004)", "Eve"]);
}

#[test]
fn the_newest_of_an_archive_and_programs_is_the_work() {
    for (names, work, ignored, why) in [
        (
            &["lea_12_900_tp.zip", "lea_12_950_server.py"],
            "lea_12",
            "lea_12_900_tp.zip",
            Why::Outdated,
        ),
        (
            &["lea_12_900_server.py", "lea_12_950_tp.zip"],
            "lea_12_950_tp.zip",
            "lea_12_900_server.py",
            Why::Packed,
        ),
        // A report is none.
        (
            &["lea_12_900_tp.zip", "lea_12_950_report.pdf"],
            "lea_12_900_tp.zip",
            "lea_12_950_report.pdf",
            Why::Packed,
        ),
        // Moodle's names do not tell which is newer.
        (
            &[
                "Lea_12_assignsubmission_file_server.py",
                "Lea_12_assignsubmission_file_tp.zip",
            ],
            "Lea_12_assignsubmission_file_tp.zip",
            "Lea_12_assignsubmission_file_server.py",
            Why::Packed,
        ),
    ] {
        let folder = tempfile::tempdir().unwrap();
        for name in names {
            fs::write(folder.path().join(name), "").unwrap();
        }
        let all = Names::new(None).unwrap();
        let class = find(folder.path(), &all, &Roster::default()).unwrap();
        let found: Vec<&str> = class.submissions.iter().map(|one| &*one.name).collect();
        assert_eq!(found, [work]);
        let left: Vec<(&str, Why)> = { class.ignored.iter() }
            .map(|one| (&*one.name, one.why))
            .collect();
        assert_eq!(left, [(ignored, why)]);
    }
}
