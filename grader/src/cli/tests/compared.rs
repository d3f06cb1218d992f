//! Results beside older ones.

use std::fs;

use serde_json::Value;

use super::class::Class;
use super::place::{Place, has};

#[test]
fn each_side_of_a_comparison_is_as_its_own_report_tells_it() {
    let class = Class::of(&["ada", "bob"]);
    class.batch("./old");
    class.remove("bob");
    class.write("in/eve/server.py", "eve");
    class.batch("./new");
    class.write("new/batch.toml", "cap = 6\n");
    let told = class.report(&["./new", "--against", "./old"]);
    let expected = [
        "ada  8/20 (provisional) → 6/20 (provisional)",
        "  Behind it is a rule (`batch.toml`), a change (`changes.toml`) or when it was handed in.",
        "  now: At most 6.",
        "eve: new, 6/20 (provisional)",
        "bob: only in the older results, 8/20 (provisional)",
        "One result has moved.",
    ];
    assert_eq!(told.lines().collect::<Vec<_>>(), expected);
    let told = class.report(&["./old", "--against", "./new"]);
    assert!(
        told.starts_with("ada  6/20 (provisional) → 8/20 (provisional)\n"),
        "{told}"
    );

    let words = [
        "./new",
        "--against",
        "./old",
        "--anonymous",
        "--format",
        "json",
    ];
    let told: Value = serde_json::from_str(&class.report(&words)).unwrap();
    let counts = ["moved", "new", "gone"].map(|key| told[key].as_array().unwrap().len());
    assert_eq!(
        (counts, &told["moved"][0]["by"]),
        ([1, 1, 1], &"rules".into())
    );
    // Each code is one that the folder's own report has.
    for (key, batch) in [("moved", "./new"), ("new", "./new"), ("gone", "./old")] {
        let own = class.report(&[batch, "--anonymous"]);
        let code = told[key][0]["submission"].as_str().unwrap();
        assert!(own.contains(code), "{key}: {code} in {own}");
    }
}

#[test]
fn what_has_no_result_yet_is_not_compared_as_if_it_were_gone() {
    let class = Class::of(&["ada", "bob"]);
    class.batch("./old");
    class.grader(&["batch", "echo", "./in", "--out", "./new", "--only", "ada"]);
    let told = |more: &[&str]| {
        let words = [&["report", "./new", "--against", "./old"], more].concat();
        class.grader(&words)[0].clone()
    };
    let said = told(&[]);
    assert!(
        said.contains("bob: no result yet, before 8/20 (provisional)\n"),
        "{said}"
    );
    let said = told(&["--format", "csv"]);
    assert!(
        said.contains(",bob,") && said.ends_with(",pending,true,\r\n"),
        "{said}"
    );
    for codes in [&[][..], &["--anonymous"]] {
        let said = told(&[&["--format", "json"], codes].concat());
        let said: Value = serde_json::from_str(&said).unwrap();
        assert_eq!(said["gone"][0]["pending"], true);
    }
    class.remove("bob");
    class.grader(&["batch", "echo", "./in", "--out", "./new"]);
    assert!(told(&[]).contains("bob: only in the older results"));
    assert!(told(&["--format", "json"]).contains("\"pending\": false"));
}

#[test]
fn what_is_to_be_known_of_older_results_is_told() {
    let class = Class::of(&["ada", "bob"]);
    class.batch("./old");
    class.batch("./new");
    let against = ["report", "./new", "--against", "./old"];
    let [_, told] = class.grader(&against);
    assert_eq!(told, "");
    let file = class.path("old/batch.json");
    let text = fs::read_to_string(&file).unwrap();
    let text = text.replace("\"is_open\":false", "\"is_open\":true");
    fs::write(&file, text.replace("version\":\"", "version\":\"x")).unwrap();
    overlay(&class, "new", 5);
    class.grader(&["batch", "echo", "./in", "--out", "./new", "--retry", "all"]);
    let [_, told] = class.grader(&against);
    let lines: Vec<&str> = told.lines().collect();
    assert!(lines[0].starts_with("Of the older results, in `"), "{told}");
    for said in [
        "has not come to its end",
        "another version of the exercise than",
        "They are without added checks",
    ] {
        assert!(lines[1..].iter().any(|line| line.contains(said)), "{told}");
    }
}

/// Gives a batch an overlay with a check of so many points.
fn overlay(class: &Class, batch: &str, points: u32) {
    let check = format!("[[check]]\nid = \"more\"\npoints = {points}\n");
    class.write(&format!("{batch}/hidden.toml"), &check);
    class.write(
        &format!("{batch}/batch.toml"),
        "overlay = \"hidden.toml\"\n",
    );
}

#[test]
fn an_overlay_alone_makes_no_other_exercise() {
    let class = Class::of(&["ada"]);
    overlay(&class, "with", 5);
    overlay(&class, "other", 6);
    for out in ["./without", "./with", "./other"] {
        class.batch(out);
    }
    class.grader(&["rejudge", "./with", "--out", "./again"]);
    for (new, old, said) in [
        ("./with", "./without", "They are without added checks"),
        ("./without", "./with", "They are with added checks"),
        ("./without", "./again", "They are with added checks"),
        ("./with", "./other", "They are of other added checks"),
    ] {
        let [_, told] = class.grader(&["report", new, "--against", old]);
        let lines: Vec<&str> = told.lines().collect();
        assert!(
            matches!(lines[..], [_, line] if line.starts_with(said)),
            "{told}"
        );
    }
}

#[test]
fn what_canvas_gives_another_name_when_it_is_handed_in_anew_is_the_same() {
    let [first, second] = ["mia_12350_67896_tp", "mia_12350_70001_tp-1"];
    let place = Place::new(&[first]);
    place.batch("");
    place.write(&format!("in2/{second}/server.py"), "anew");
    place.told("batch echo @in2 --out @new");
    let told = place.told("report @new --against @out");
    assert_eq!(told, "Nobody’s result has moved.\n");
    place.write("new/batch.toml", "cap = 6\n");
    let words = "report @new --against @out";
    let told = place.told(words);
    has(
        &told,
        &[
            "mia  8/20 (provisional) → 6/20 (provisional)\n",
            "One result has moved.\n",
        ],
    );
    let anonymous = place.told(&format!("{words} --anonymous --format csv"));
    assert!(
        !anonymous.contains(",new,") && !anonymous.contains(",gone,"),
        "{anonymous}"
    );

    // Of two, nobody knows which is meant.
    place.write("in2/mia_12350_70002_tp-2/server.py", "again");
    place.told("batch echo @in2 --out @new");
    let told = place.told(words);
    has(&told, &["only in the older results"]);
    assert_eq!(told.matches(": new, ").count(), 2, "{told}");

    // What stays is the one that it was, whatever else there is.
    place.write("in/mia_12350_70001_tp-1/server.py", "anew");
    place.batch("");
    place.told("batch echo @in --out @more");
    let told = place.told("report @more --against @out");
    assert_eq!(told, "Nobody’s result has moved.\n");
}
