//! What an exercise comes with: its reference earns everything, its starter nothing; and what repeats a run.

use super::{checks, contains, exercises, folder, isolates, lost, report, root, run_in};

#[test]
fn a_reference_earns_everything_on_isolated_machines() {
    if !isolates() {
        println!("this host makes no isolated machines: nothing was tested");
        return;
    }
    for exercise in exercises() {
        let reference = root().join("reference").join(&exercise);
        let (report, status) = report(&exercise, &reference, &["--isolation", "isolated"]);
        assert_eq!(lost(&report), [""; 0], "{exercise}");
        assert_eq!(
            (status, report["mark"].as_f64()),
            (Some(0), Some(20.0)),
            "{exercise}"
        );
        assert_eq!(report["isolation"], "isolated");
        assert_eq!(report["provisional"], false);
    }
}

#[test]
fn a_reference_earns_everything_on_plain_machines() {
    for exercise in exercises() {
        let reference = root().join("reference").join(&exercise);
        let (report, status) = report(&exercise, &reference, &["--isolation", "plain"]);
        assert_eq!(report["isolation"], "plain");
        let lost = lost(&report);
        if lost.is_empty() {
            assert_eq!(
                (status, report["mark"].as_f64()),
                (Some(0), Some(20.0)),
                "{exercise}"
            );
        }
        // Some checks can only be asked on an isolated machine; that is said, and costs nothing.
        let unasked = "(needs-isolation)";
        assert!(
            lost.iter().all(|one| one.contains(unasked)),
            "{exercise}: {lost:#?}"
        );
    }
}

#[test]
fn a_starter_builds_and_earns_nothing_in_both_languages() {
    for exercise in exercises() {
        for lang in ["fr", "en"] {
            let folder = folder(&[]);
            let place = folder.path().join("new");
            let start = ["start", &exercise, place.to_str().unwrap()];
            let said = run_in(lang, &start, |_| {});
            assert_eq!(said.status, Some(0), "{}", said.stderr);
            contains(&said.stdout, &[&format!("grader check {exercise}")]);

            let (report, status) = report(&exercise, &place, &[]);
            assert_eq!(report["build"]["succeeded"], true, "{}", report["build"]);
            assert_eq!(checks(&report, "passed"), [""; 0], "{exercise}, {lang}");
            assert_eq!(
                (status, report["mark"].as_f64()),
                (Some(1), Some(0.0)),
                "{exercise}, {lang}"
            );
        }
    }
}

#[test]
fn a_mark_that_is_reached_is_enough() {
    let submission = root().join("tests/submissions/ex1/broken/no-prefix");
    let ended = |least: &str| report("ex1", &submission, &["--min-mark", least]).1;
    assert_eq!(ended("5"), Some(0));
    assert_eq!(ended("20"), Some(1));
}

#[test]
fn a_seed_repeats_what_was_drawn() {
    let submission = root().join("tests/submissions/ex1/broken/no-prefix");
    let graded = |seed: &[&str]| {
        let (report, _) = report(
            "ex1",
            &submission,
            &[&["--only", "server-prefix"], seed].concat(),
        );
        let checks = report["checks"].as_array().unwrap();
        let asked = checks
            .iter()
            .find(|check| check["id"] == "server-prefix")
            .unwrap();
        // What the failure carries holds the words that were drawn.
        let details = asked["details"].to_string();
        (report["seed"].as_str().unwrap().to_string(), details)
    };
    let drawn = graded(&[]);
    assert_eq!(graded(&["--seed", &drawn.0]), drawn);
    assert_ne!(graded(&[]).1, drawn.1);
}
