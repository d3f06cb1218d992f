//! A class at a time: batches that are graded, killed and begun again, and what is made of their results.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use rustix::process::{Pid, Signal, kill_process};
use serde_json::Value;
use tempfile::TempDir;
use wait_timeout::ChildExt;

use super::browser::{Page, is_there};
use super::own::{EXERCISE, server};
use super::{Said, contains, folder, grader, isolates, root, run};

/// The submissions that classes are made of: in Python, so that none has to be built.
const RIGHT: &str = "ex1/surveyed/chapter-2-3";

/// A folder of submissions: copies of others, each with a line of its own so that no two are the same.
fn class(students: &[(&str, &str)]) -> TempDir {
    let class = tempfile::tempdir().unwrap();
    for (number, (name, submission)) in students.iter().enumerate() {
        let from = root().join("tests/submissions").join(submission);
        let to = class.path().join("in").join(name);
        fs::create_dir_all(&to).unwrap();
        for entry in fs::read_dir(from).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|found| found == "py") {
                let text = fs::read_to_string(&path).unwrap();
                let text = format!("{text}\n# {number}\n");
                fs::write(to.join(path.file_name().unwrap()), text).unwrap();
            }
        }
    }
    class
}

fn batch(class: &TempDir, out: &str, more: &[&str]) -> Said {
    let (from, to) = (class.path().join("in"), class.path().join(out));
    let mut arguments = vec![
        "batch",
        "ex1",
        from.to_str().unwrap(),
        "--out",
        to.to_str().unwrap(),
    ];
    arguments.extend(more);
    grader(&arguments)
}

fn results(class: &TempDir, out: &str, more: &[&str]) -> Said {
    let folder = class.path().join(out);
    let mut arguments = vec!["report", folder.to_str().unwrap()];
    arguments.extend(more);
    grader(&arguments)
}

/// For each submission its name, its mark and the outcome of each check: all that must not depend on anything.
fn told(class: &TempDir, out: &str) -> Vec<(String, Value, Vec<String>)> {
    let said = results(class, out, &["--format", "json"]);
    let value: Value = serde_json::from_str(&said.stdout).unwrap();
    let submissions = value["submissions"].as_array().unwrap();
    let told = submissions.iter().map(|one| {
        let checks = one["checks"].as_array().unwrap().iter();
        let checks = checks.map(|check| format!("{} {}", check["id"], check["outcome"]));
        (
            one["name"].as_str().unwrap().to_owned(),
            one["mark"].clone(),
            checks.collect(),
        )
    });
    told.collect()
}

#[test]
fn a_class_is_graded_and_goes_on() {
    if !isolates() {
        println!("this host makes no isolated machines: nothing was tested");
        return;
    }
    let class = class(&[
        ("Dupont Léa_12_assignsubmission_file", RIGHT),
        ("=cmd|x, \"y\"\nz", RIGHT),
        ("bob/tp/mine", RIGHT),
    ]);
    let folder = class.path().join("in");
    fs::write(folder.join("broken.zip"), "no archive").unwrap();
    fs::write(folder.join("grades.csv"), "").unwrap();
    fs::write(folder.join("eve.rar"), "Rar!").unwrap();
    symlink("/", folder.join("link")).unwrap();

    let said = batch(&class, "out", &[]);
    assert_eq!(said.status, Some(0), "{}{}", said.stdout, said.stderr);
    contains(
        &said.stdout,
        &[
            "5 submissions\n",
            "Ignored: grades.csv",
            "Ignored: link",
            "—  broken.zip  (damaged archive)",
            "—  eve.rar  (`.rar` is not opened)",
            "Refused, for a reason that their pages give: 2",
        ],
    );
    let first = told(&class, "out");
    let names: Vec<&str> = first.iter().map(|(name, ..)| name.as_str()).collect();
    assert_eq!(
        names,
        ["=cmd|x, \"y\"\nz", "bob", "broken", "Dupont Léa", "eve"]
    );
    assert!(
        first
            .iter()
            .all(|(name, mark, _)| mark.is_null() == matches!(&**name, "broken" | "eve"))
    );

    let again = batch(&class, "out", &[]);
    contains(
        &again.stdout,
        &["Of these from an earlier run, and unchanged: 5"],
    );
    assert_eq!(told(&class, "out"), first);
    let silent = batch(&class, "out", &["--only", "bob"]);
    for said in [&said, &again, &silent] {
        assert!(!said.stdout.contains("\n\n\n"), "{}", said.stdout);
    }

    // The teacher has the last word, and no run undoes it.
    fs::write(
        class.path().join("out/changes.toml"),
        "[[change]]\nof = \"12\"\nmark = 7.25\nreason = \"copied\"\n\
         [[change]]\nof = \"Dupont Lea\"\nmark = 3\nreason = \"oral\"\n",
    )
    .unwrap();
    batch(&class, "out", &["--retry", "all", "--only", "Dupont Léa"]);
    let text = results(&class, "out", &[]);
    contains(&text.stdout, &["7.25/20  Dupont Léa\n"]);
    contains(
        &text.stderr,
        &["no submission is that of `Dupont Lea`", "`Dupont Léa`?"],
    );
    let csv = results(&class, "out", &["--format", "csv"]).stdout;
    contains(&csv, &["\"'=cmd|x, \"\"y\"\"\\nz\""]);
    let hidden = results(&class, "out", &["--format", "json", "--anonymous"]).stdout;
    assert!(
        !hidden.contains("Dupont") && !hidden.contains("\"12\""),
        "{hidden}"
    );

    // Pages with codes are not put beside pages with names.
    assert_eq!(
        results(&class, "out", &["--format", "html"]).status,
        Some(0)
    );
    let mixed = results(&class, "out", &["--format", "html", "--anonymous"]);
    assert_eq!(mixed.status, Some(2));
    contains(&mixed.stderr, &["holds pages with names", "--out "]);
    let apart = class.path().join("apart");
    let apart = ["--format", "html", "--out", apart.to_str().unwrap()];
    let with = |more: &[&str]| results(&class, "out", &[&apart, more].concat()).status;
    assert_eq!(
        (with(&["--anonymous"]), with(&["--anonymous"]), with(&[])),
        (Some(0), Some(0), Some(2))
    );
    // Nor over what somebody has put there.
    let own = class.path().join("own");
    let index = own.join("index.html");
    fs::create_dir(&own).unwrap();
    fs::write(&index, "mine").unwrap();
    let own = ["--format", "html", "--out", own.to_str().unwrap()];
    let said = results(&class, "out", &own);
    assert_eq!(said.status, Some(2));
    contains(&said.stderr, &["`index.html` that is no page of a report"]);
    assert_eq!(fs::read_to_string(&index).unwrap(), "mine");

    let sheet = class.path().join("sheet.csv");
    let filled = class.path().join("filled.csv");
    let text = "\u{feff}Identifier,Full name,Grade,Last modified (grade)\r\nParticipant 12,\"Dupont, Léa\",,-\r\nParticipant 13,Zoé,,\r\n";
    fs::write(&sheet, text).unwrap();
    let (from, to) = (sheet.to_str().unwrap(), filled.to_str().unwrap());
    let said = results(
        &class,
        "out",
        &["--format", "moodle", "--fill", from, "--out", to],
    );
    assert_eq!(said.status, Some(0), "{}", said.stderr);
    contains(
        &said.stdout,
        &[
            "One mark written",
            "bob: no line of the file is theirs (",
            "One line of the file stays without a mark: `Zoé (Participant 13)`",
        ],
    );
    assert_eq!(
        fs::read_to_string(&filled).unwrap(),
        text.replace(",,-", ",7.25,-")
    );

    // Nothing is written over the file itself, with codes, or into the file of others.
    let itself = class.path().join("in/../sheet.csv");
    let itself = itself.to_str().unwrap();
    let others = class.path().join("others.csv");
    fs::write(
        &others,
        "Identifier,Full name,Grade\nParticipant 12,Ada Lo,\n",
    )
    .unwrap();
    let others = others.to_str().unwrap();
    let none = class.path().join("none.csv");
    let none = none.to_str().unwrap();
    for (more, said) in [
        (
            &["--format", "moodle", "--fill", from, "--out", itself][..],
            "would be replaced",
        ),
        (
            &[
                "--format",
                "moodle",
                "--fill",
                from,
                "--out",
                none,
                "--anonymous",
            ],
            "codes would match nobody",
        ),
        (
            &["--format", "moodle", "--fill", others, "--out", none],
            "hardly the file of this class",
        ),
        (
            &["--format", "csv", "--column", "Grade"],
            "this form fills in no file",
        ),
    ] {
        let refused = results(&class, "out", more);
        assert_eq!(refused.status, Some(2), "{}", refused.stdout);
        contains(&refused.stderr, &[said]);
        assert!(!Path::new(none).exists());
    }
    assert_eq!(fs::read_to_string(&sheet).unwrap(), text);

    // Whose a code is, the results with names say.
    let json = |more: &[&str]| -> Value {
        let said = results(&class, "out", &[&["--format", "json"], more].concat());
        serde_json::from_str(&said.stdout).unwrap()
    };
    let codes = |of: Value, key: &str| -> Vec<String> {
        let all = of["submissions"].as_array().unwrap().iter();
        let mut codes: Vec<String> = all.map(|one| one[key].to_string()).collect();
        codes.sort();
        codes
    };
    assert_eq!(
        codes(json(&[]), "code"),
        codes(json(&["--anonymous"]), "name")
    );
}

#[test]
fn results_of_another_exercise_are_not_compared() {
    let folder = tempfile::tempdir().unwrap();
    let [new, old] = ["ex1", "ex2"].map(|exercise| {
        let place = folder.path().join(exercise);
        fs::create_dir(&place).unwrap();
        let about = r#"","seed":"0","secret":"0","without":[]}"#;
        let batch = format!(r#"{{"batch":1,"exercise":"{exercise}{about}"#);
        fs::write(place.join("batch.json"), batch).unwrap();
        place.to_str().unwrap().to_owned()
    });
    let said = grader(&["report", &new, "--against", &old]);
    assert_eq!(said.status, Some(2), "{}", said.stderr);
    contains(&said.stderr, &["holds results of the exercise `ex2`"]);
    assert_eq!(grader(&["report", &new, "--against", &new]).status, Some(0));
}

#[test]
fn what_is_no_longer_handed_in_is_left_out() {
    if !isolates() {
        println!("this host makes no isolated machines: nothing was tested");
        return;
    }
    let class = class(&[("ada", RIGHT), ("bob", RIGHT)]);
    assert_eq!(batch(&class, "out", &[]).status, Some(0));
    fs::remove_dir_all(class.path().join("in/bob")).unwrap();
    // Who grades one knows nothing of the others.
    let only = batch(&class, "out", &["--only", "ada"]);
    assert!(!only.stdout.contains("bob"), "{}", only.stdout);
    assert_eq!(told(&class, "out").len(), 2);
    let said = batch(&class, "out", &[]);
    contains(&said.stdout, &["No longer in the folder", "\n  bob\n"]);
    let text = results(&class, "out", &[]);
    assert!(!text.stdout.contains("bob"), "{}", text.stdout);
    contains(&text.stderr, &["No longer in the folder", "\n  bob\n"]);
    let shown = results(&class, "out", &["--gone"]).stdout;
    contains(&shown, &["  bob  (no longer in the folder)\n"]);

    // A file that is named without a folder is one in the current folder.
    let folder = class.path().join("out");
    let words = ["report", ".", "--format", "csv", "--out", "plain.csv"];
    let said = run(&words, |command| {
        command.current_dir(&folder);
    });
    assert_eq!(said.status, Some(0), "{}", said.stderr);
    assert!(folder.join("plain.csv").is_file());
}

#[test]
fn strangers_work_is_not_run_on_the_computer_itself_unless_told() {
    let class = class(&[("a", RIGHT)]);
    let plain = batch(&class, "out", &["--isolation", "plain"]);
    assert!(
        matches!(plain.status, Some(0 | 3)),
        "{}{}",
        plain.stdout,
        plain.stderr
    );
    let other = grader(&[
        "batch",
        "ex2",
        class.path().join("in").to_str().unwrap(),
        "--out",
        class.path().join("out").to_str().unwrap(),
    ]);
    assert_eq!(other.status, Some(2), "{}", other.stdout);
    contains(&other.stderr, &["holds results of the exercise `ex1`"]);
    let nothing = results(&class, "in", &[]);
    assert_eq!(nothing.status, Some(2));
    contains(&nothing.stderr, &["is not the folder of a batch"]);
}

#[test]
fn a_batch_that_is_killed_goes_on() {
    if !isolates() {
        println!("this host makes no isolated machines: nothing was tested");
        return;
    }
    let names: Vec<String> = (0..10).map(|number| format!("student {number}")).collect();
    let students: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), RIGHT)).collect();
    let class = class(&students);
    assert_eq!(batch(&class, "undisturbed", &[]).status, Some(0));

    let (from, to) = (class.path().join("in"), class.path().join("killed"));
    // Moments that are spread over a run, and differ each time.
    let mut moment = u64::from(std::process::id());
    for _ in 0..20 {
        moment = moment
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        #[expect(
            clippy::disallowed_methods,
            reason = "the test kills the program while it runs"
        )]
        let mut running = Command::new(env!("CARGO_BIN_EXE_grader"))
            .args(["batch", "ex1"])
            .arg(&from)
            .arg("--out")
            .arg(&to)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let after = Duration::from_millis(50 + (moment >> 33) % 1500);
        if running.wait_timeout(after).unwrap().is_none() {
            running.kill().unwrap();
            running.wait().unwrap();
        }
        // What is there is whole at any moment.
        if to.join("batch.json").exists() {
            told(&class, "killed");
        }
    }
    let said = batch(&class, "killed", &[]);
    assert_eq!(said.status, Some(0), "{}{}", said.stdout, said.stderr);
    assert_eq!(told(&class, "killed"), told(&class, "undisturbed"));
    assert_eq!(told(&class, "killed").len(), names.len());
}

#[test]
fn a_batch_that_is_interrupted_says_how_it_goes_on() {
    if !isolates() {
        println!("this host makes no isolated machines: nothing was tested");
        return;
    }
    let class = class(&["a", "b", "c", "d"].map(|name| (name, RIGHT)));
    #[expect(
        clippy::disallowed_methods,
        reason = "the test interrupts the program while it runs"
    )]
    let mut running = Command::new(env!("CARGO_BIN_EXE_grader"))
        .args(["batch", "ex1", "--lang", "en", "--at-a-time", "1"])
        .arg(class.path().join("in"))
        .arg("--out")
        .arg(class.path().join("out"))
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(running.stdout.take().unwrap()).lines();
    assert!(lines.any(|line| line.unwrap().contains("/20")));
    let pid = Pid::from_raw(running.id().try_into().unwrap()).unwrap();
    kill_process(pid, Signal::TERM).unwrap();
    let mut said = String::new();
    running
        .stderr
        .take()
        .unwrap()
        .read_to_string(&mut said)
        .unwrap();
    assert_eq!(running.wait().unwrap().code(), Some(130));
    contains(&said, &["the same command goes on"]);
}

#[test]
fn one_archive_of_all_is_a_class() {
    if !isolates() {
        println!("this host makes no isolated machines: nothing was tested");
        return;
    }
    let class = folder(&[
        ("exercises/own/exercise.toml", EXERCISE),
        ("bad.zip", "no archive"),
    ]);
    let right = server("connection.sendall(b'Echo: ' + line)");
    let mut archive = zip::ZipWriter::new(fs::File::create(class.path().join("all.zip")).unwrap());
    for (name, text) in [
        (
            "all/Ada Lo_1_assignsubmission_file/server.py",
            right.as_str(),
        ),
        (
            "all/dupontlea_LATE_12_700_server-1.py",
            &(right.clone() + "import helper\n"),
        ),
        ("all/dupontlea_LATE_12_701_helper.py", ""),
        ("all/dan.tar.gz", "no archive"),
        ("../evil", "x"),
        ("all/notes.txt", "x"),
    ] {
        let options = zip::write::SimpleFileOptions::default();
        archive.start_file(name, options).unwrap();
        archive.write_all(text.as_bytes()).unwrap();
    }
    archive.finish().unwrap();
    let [all, bad, out, exercises] = ["all.zip", "bad.zip", "out", "exercises"]
        .map(|name| class.path().join(name).to_str().unwrap().to_owned());
    let batch = |from: &str| {
        grader(&[
            "batch",
            "own",
            from,
            "--out",
            &out,
            "--exercises",
            &exercises,
        ])
    };
    let said = batch(&bad);
    assert_eq!((said.status, said.stdout.as_str()), (Some(2), ""));
    contains(
        &said.stderr,
        &["bad.zip` cannot be unpacked: it is damaged"],
    );

    let said = batch(&all);
    assert_eq!(said.status, Some(0), "{}{}", said.stdout, said.stderr);
    contains(
        &said.stdout,
        &[
            "3 submissions\n",
            "Ignored: notes.txt",
            "Ignored: ../evil (it names a place outside the folder)",
        ],
    );
    let told = told(&class, "out");
    let told: Vec<(&str, Option<f64>)> = told
        .iter()
        .map(|(name, mark, _)| (name.as_str(), mark.as_f64()))
        .collect();
    let expected = [
        ("Ada Lo", Some(20.0)),
        ("dan", None),
        ("dupontlea", Some(20.0)),
    ];
    assert_eq!(told, expected);
    contains(
        &batch(&all).stdout,
        &["Of these from an earlier run, and unchanged: 3"],
    );
}

/// Makes a class of `count` of the results of `class`, with names that try what they can.
fn grown(class: &TempDir, count: usize) {
    let folder = class.path().join("out/results");
    let texts: Vec<Value> = fs::read_dir(&folder)
        .unwrap()
        .map(|entry| serde_json::from_slice(&fs::read(entry.unwrap().path()).unwrap()).unwrap())
        .collect();
    let evil = [
        "<script>window.pwned = 1</script>",
        "\"><img src=x onerror='window.pwned=1'>",
        "=1+1",
    ];
    for number in texts.len()..count {
        let mut result = texts[number % texts.len()].clone();
        let name = format!(
            "{} {number}",
            evil.get(number % 10).unwrap_or(&"Zoë Ünïcode")
        );
        result["entry"]["name"] = name.clone().into();
        result["entry"]["students"][0]["name"] = name.into();
        fs::write(folder.join(format!("{number}.json")), result.to_string()).unwrap();
    }
}

#[test]
fn the_page_of_a_class_works_in_a_browser() {
    if !is_there() || !isolates() {
        println!(
            "there is no `chromium`, or this host makes no isolated machines: nothing was tested"
        );
        return;
    }
    let class = class(&[
        ("a", RIGHT),
        ("b", "ex2/good/python-threads"),
        ("c", "ex1/surveyed/chapter-2-3"),
    ]);
    fs::write(class.path().join("in/d.zip"), "no archive").unwrap();
    batch(&class, "out", &[]);
    grown(&class, 1000);
    let said = results(&class, "out", &["--format", "html"]);
    assert_eq!(said.status, Some(0), "{}", said.stderr);
    let pages = class.path().join("out/pages");

    let mut page = Page::open(&pages.join("index.html"));
    let visible =
        "[...document.querySelectorAll('#results tbody tr')].filter(row => !row.hidden).length";
    assert_eq!(page.value(visible), 1000);
    assert_eq!(
        page.value("document.getElementById('shown').textContent"),
        "1000 of 1000 shown"
    );
    page.value("(() => { const s = document.getElementById('search'); s.value = 'zoe 77'; s.dispatchEvent(new Event('input')); })()");
    let found = page.value(visible).as_u64().unwrap();
    assert!((1..100).contains(&found), "{found}");
    page.value("(() => { const s = document.getElementById('search'); s.value = ''; s.dispatchEvent(new Event('input')); })()");
    // From the keyboard: the button is focused and pressed.
    let first = "document.querySelector('#results tbody tr td.number').dataset.key";
    page.value("document.querySelectorAll('#results thead button')[1].focus()");
    for (kind, text) in [("keyDown", "\r"), ("keyUp", "")] {
        let enter = serde_json::json!({
            "type": kind, "key": "Enter", "code": "Enter", "windowsVirtualKeyCode": 13, "text": text
        });
        page.ask("Input.dispatchKeyEvent", &enter);
    }
    assert_eq!(page.value(first), "-1");
    page.value("document.querySelectorAll('#results thead button')[1].click()");
    assert_ne!(page.value(first), "-1");
    // On a telephone nothing but the table's own frame is wider than the screen.
    let phone =
        serde_json::json!({ "width": 390, "height": 800, "deviceScaleFactor": 2, "mobile": true });
    page.ask("Emulation.setDeviceMetricsOverride", &phone);
    assert_eq!(
        page.value("document.documentElement.scrollWidth <= 390"),
        true
    );
    harmless(&mut page);

    let evil = fs::read_dir(pages.join("students")).unwrap();
    let evil = evil.map(|entry| entry.unwrap().path());
    let evil = evil.filter(|path| path.to_string_lossy().contains("script"));
    let mut page = Page::open(&evil.min().unwrap());
    let title = page.value("document.querySelector('h1').textContent");
    assert!(
        title.as_str().unwrap().starts_with("<script>window.pwned"),
        "{title}"
    );
    harmless(&mut page);
}

/// Nothing went wrong, nothing was asked for but the page itself, and no name did anything.
fn harmless(page: &mut Page) {
    assert_eq!(page.value("typeof window.pwned"), "undefined");
    assert_eq!(page.complaints, [""; 0]);
    assert!(
        page.requests.iter().all(|url| url.starts_with("file://")),
        "{:?}",
        page.requests
    );
    assert_eq!(page.requests.len(), 1, "{:?}", page.requests);
}

#[test]
fn shares_of_several_computers_make_one_class() {
    if !isolates() {
        println!("this host makes no isolated machines: nothing was tested");
        return;
    }
    let names: Vec<String> = (0..6).map(|number| format!("student {number}")).collect();
    let students: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), RIGHT)).collect();
    let class = class(&students);
    for share in ["1/2", "2/2"] {
        let out = share.replace('/', "-");
        assert_eq!(batch(&class, &out, &["--shard", share]).status, Some(0));
    }
    let (one, two) = (
        class.path().join("1-2/results"),
        class.path().join("2-2/results"),
    );
    let count = |folder: &Path| fs::read_dir(folder).map_or(0, Iterator::count);
    assert_eq!(count(&one) + count(&two), names.len());
    for entry in fs::read_dir(&two).into_iter().flatten() {
        let path = entry.unwrap().path();
        fs::create_dir_all(&one).unwrap();
        fs::copy(&path, one.join(path.file_name().unwrap())).unwrap();
    }
    assert_eq!(batch(&class, "whole", &[]).status, Some(0));
    assert_eq!(told(&class, "1-2"), told(&class, "whole"));
}
