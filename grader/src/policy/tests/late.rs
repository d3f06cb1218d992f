//! Deadlines, and when work was handed in.

use super::*;

fn mark(source: &str, submitted: &str) -> u32 {
    given(source, &entry(1500, 3, 4, Some(submitted))).0
}

#[test]
fn late_work_costs_what_was_said() {
    for (submitted, expected) in [
        ("2026-03-27 23:59", 1500),
        ("2026-03-28 00:09", 1500),
        ("2026-03-28 00:10", 1350),
        ("2026-03-27T23:30:00Z", 1350),
        ("2026-03-27T23:59:00-01:00", 1350),
        ("2026-03-28T23:59[Europe/Paris]", 1350),
        // The clocks go forward in the night to the 29th: a day of 24 hours ends an hour later.
        ("2026-03-30 00:30", 1200),
        ("2026-03-30 01:00", 1100),
        ("2027-01-01 00:00", 1100),
    ] {
        assert_eq!(mark(LATE, submitted), expected, "{submitted}");
    }
    let extra = LATE.replace("0h", "48h");
    assert_eq!(mark(&extra, "2026-03-29 20:00"), 1500);
    let once = LATE.replace("penalty", "per = \"once\"\npenalty");
    assert_eq!(mark(&once, "2027-01-01 00:00"), 1350);
    for (submitted, is_cut) in [("2026-03-30 00:30", false), ("2026-03-30 01:00", true)] {
        let steps = given(LATE, &entry(1500, 3, 4, Some(submitted))).2;
        let [Adjustment::Late { is_most, .. }] = steps[..] else {
            panic!("{steps:?}");
        };
        assert_eq!(is_most, is_cut, "{submitted}");
    }
    let steep = LATE.replace("most = 4\n", "");
    assert_eq!(mark(&steep, "2027-01-01 00:00"), 0);
}

#[test]
fn extra_time_is_in_the_deadline() {
    let due = |source: &str| {
        let mut policy = policy("batch.toml", source, 20, &[]).unwrap();
        settle(&mut policy, &mut vec![], &class(&entry(0, 0, 0, None))).unwrap();
        policy.due("tp-lea")
    };
    let when = |when: &str, extra| Some((format!("{when} (Europe/Paris)"), extra));
    assert_eq!(due(LATE), when("2026-03-27 23:59", 0));
    // The clocks go forward in the night to the 29th.
    let extra = LATE.replace("0h", "48h");
    assert_eq!(due(&extra), when("2026-03-30 00:59", 48 * 3600));
    let other = LATE.replace("23:59", "23:59:30Z");
    assert_eq!(due(&other), when("2026-03-28 00:59:30", 0));
    assert_eq!(due("cap = 16"), None);
}

#[test]
fn only_times_of_one_form_are_read() {
    for text in [
        "2026-03-28 08:15",
        "2026-03-28T08:15:00Z",
        "2026-03-28T08:15+01:00[Europe/Paris]",
        "2026-03-28 08:15:00 +0100",
        "2026-03-28 08:15:00.5  -05:00",
        "2026-03-28 08:15 Z",
    ] {
        assert!(Zone::default().seconds(text).is_some(), "{text}");
    }
    let spaced = "2026-11-20 18:00:00 +01:00";
    let expected = Zone::default().seconds("2026-11-20T17:00:00Z");
    assert_eq!(Zone::default().seconds(spaced), expected);
    assert!(Zone::default().knows(spaced));
    for text in [
        "28/03/2026 08:15",
        "27 mars 2026",
        "1774680000",
        "08:15",
        "2026-03-28 +01:00",
        "2026-03-28 08:15 CET",
        "2026-03-28",
        "",
    ] {
        assert!(Zone::default().seconds(text).is_none(), "{text}");
    }
}

#[test]
fn times_of_two_forms_are_compared_in_the_zone_of_the_deadline() {
    let (civil, utc) = ("2026-03-28 00:30", "2026-03-27T23:45:00Z");
    let zone = Zone::of(&format!("cap = 160\nscale = 200\n{LATE}"));
    assert!(zone.seconds(civil) < zone.seconds(utc));
    assert!(zone.knows(civil) && zone.knows(utc));
    for source in ["", "scale = 10", "no TOML"] {
        let unknown = Zone::of(source);
        assert!(!unknown.knows(civil) && unknown.knows(utc), "{source}");
        assert!(unknown.knows("2026-03-28T08:15+01:00[Europe/Paris]"));
    }
}

#[test]
fn nobody_is_late_whose_time_is_unknown() {
    for submitted in [None, Some("yesterday")] {
        let (mark, _, steps) = given(LATE, &entry(1500, 3, 4, submitted));
        assert_eq!((mark, steps), (1500, vec![Adjustment::HandedInUnknown]));
    }
}

#[test]
fn work_is_due_at_a_time_that_there_is() {
    for (due, is_fine) in [
        ("2026-03-29", false),
        ("2026-03-29 02:30", false),
        ("2026-03-29 03:00", true),
        ("2026-10-25 02:30", true),
        ("2026-03-29T02:30:00Z", true),
        ("2026-03-29 02:30 +01:00", true),
        ("2026-03-29T02:30[Europe/Paris]", false),
        // Another zone than the one of times that say none.
        ("2026-03-08T02:30[America/New_York]", false),
        ("2026-03-29T02:30[America/New_York]", true),
    ] {
        let source = format!("[late]\ndue = \"{due}\"\nzone = \"Europe/Paris\"\npenalty = 1");
        let read = policy("batch.toml", &source, 20, &[]);
        assert_eq!(read.is_ok(), is_fine, "{due}");
        let line = |wrong| told(wrong)[0].0;
        assert!(is_fine || read.map_err(line) == Err(2));
    }
}
