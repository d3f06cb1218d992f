//! From what was earned to the mark that counts.

use super::*;

#[test]
fn nothing_said_is_nothing_changed() {
    assert_eq!(given("", &entry(1333, 2, 3, None)), (1333, 20, vec![]));
}

#[test]
fn another_scale_is_worked_out_from_the_points() {
    let steps = vec![Adjustment::Scaled {
        from: 1333,
        out_of: 20,
    }];
    assert_eq!(
        given("scale = 100", &entry(1333, 2, 3, None)),
        (6666, 100, steps)
    );
    assert_eq!(given("scale = 100", &entry(2000, 5, 3, None)).0, 10_000);
    assert_eq!(given("scale = 100", &entry(0, 0, 0, None)).0, 0);
}

#[test]
fn marks_are_rounded_and_capped() {
    for (way, rounded) in [("down", 1300), ("nearest", 1350), ("up", 1350)] {
        let source = format!("step = 0.5\nround = \"{way}\"");
        assert_eq!(
            given(&source, &entry(1325, 53, 80, None)).0,
            rounded,
            "{way}"
        );
    }
    // Of a step of which the full mark is no multiple, the highest mark is one all the same, with a cap there and without.
    for cap in ["", "cap = 20\n"] {
        for way in ["down", "nearest", "up"] {
            let source = format!("{cap}step = 0.3\nround = \"{way}\"");
            let (mark, ..) = given(&source, &entry(2000, 1, 1, None));
            assert_eq!(mark, 1980, "{source}");
        }
    }
    let short = |source: &str| {
        let policy = policy("batch.toml", source, 20, &[]).unwrap();
        let Short { most, highest, .. } = policy.short()?;
        Some((most, highest))
    };
    assert_eq!(short("step = 0.3"), Some((2000, 1980)));
    assert_eq!(short("step = 3\nround = \"up\""), Some((2000, 1800)));
    assert_eq!(short("cap = 16.5\nstep = 1"), Some((1650, 1600)));
    assert_eq!(short("scale = 30\nstep = 4"), Some((3000, 2800)));
    for source in [
        "",
        "step = 0.5",
        "round = \"up\"",
        "cap = 18\nstep = 3",
        "scale = 21\nstep = 3",
    ] {
        assert_eq!(short(source), None, "{source}");
    }
    // 20 points of 78 are 5.128…, of which 5.12 is not rounded once more.
    let quarters = "step = 0.25\nround = \"nearest\"";
    assert_eq!(given(quarters, &entry(512, 20, 78, None)).0, 525);
    let (mark, _, steps) = given("cap = 16", &entry(1800, 9, 10, None));
    assert_eq!(
        (mark, steps),
        (1600, vec![Adjustment::Capped { most: 1600 }])
    );
    let capped = |source: &str| given(source, &entry(1800, 9, 10, None)).0;
    assert_eq!(capped("cap = 16.5\nstep = 1\nround = \"nearest\""), 1600);
    assert_eq!(capped("cap = 16.5\nstep = 0.5\nround = \"up\""), 1650);
    let thirds = "scale = 100\nstep = 1\nround = \"nearest\"";
    assert_eq!(given(thirds, &entry(1333, 2, 3, None)).0, 6700);
}

#[test]
fn a_teacher_has_the_last_word() {
    let source = "[[change]]\nof = \"12\"\nmark = 14.25\ncomment = \"Well done\"\nreason = \"seen at work\"\n\
                  [[change]]\nof = \"Ali\"\nmark = 0\nreason = \"copied\"\n";
    let mut changes = changes("changes.toml", source, &[20]).unwrap();
    let mut policy = policy("batch.toml", "cap = 10", 20, &[]).unwrap();
    let strays = settle(&mut policy, &mut changes, &class(&entry(0, 0, 0, None))).unwrap();
    assert_eq!(strays.len(), 1);
    let ruling = policy.ruling(&entry(1500, 3, 4, None), &changes);
    let given = ruling.given.unwrap();
    assert_eq!(
        (given.hundredths, ruling.comment.as_deref()),
        (1425, Some("Well done"))
    );
    let changed = Adjustment::Changed {
        from: Some(1000),
        reason: Some("seen at work".into()),
    };
    assert_eq!(given.steps.last(), Some(&changed));

    let mut refused = entry(0, 0, 0, None);
    refused.came = Came::SetAside {
        said: String::new(),
    };
    let given = policy.ruling(&refused, &changes).given.unwrap();
    assert_eq!((given.hundredths, given.out_of), (1425, 20));
    assert_eq!(policy.ruling(&refused, &[]).given, None);
}

#[test]
fn a_change_counts_on_the_scale_that_it_was_made_for() {
    let source = "[[change]]\nof = \"tp-lea\"\nmark = 35\ncomment = \"Seen\"\nreason = \"oral\"\n";
    let read = |source: &str, full| changes("changes.toml", source, &[full]);
    let policy = |source: &str| policy("batch.toml", source, 40, &[]).unwrap();
    // A result of the exercise when it was out of 20.
    let older = entry(1500, 3, 4, None);
    let ruling = policy("").ruling(&older, &read(source, 40).unwrap());
    let given = ruling.given.unwrap();
    assert_eq!(
        (given.hundredths, given.out_of, given.steps),
        (1500, 20, vec![])
    );
    assert_eq!(ruling.comment.as_deref(), Some("Seen"));
    let given = policy("scale = 40").ruling(&older, &read(source, 40).unwrap());
    let given = given.given.unwrap();
    assert_eq!((given.hundredths, given.out_of), (3500, 40));

    // What it was made for stays with it, once.
    let kept = written_for(40, source);
    assert_eq!(kept, format!("out_of = 40\n{source}"));
    assert_eq!(written_for(60, &kept), kept);
    assert_eq!(written_for(40, &format!("\u{feff}{source}")), kept);
    assert_eq!(read(&kept, 20).unwrap()[0].out_of, 40);
    assert!(read(&kept.replace("40", "30"), 40).is_err());
}
