//! Files in, marks out.

use super::*;
use crate::explain::sample;
use crate::model::{Adjustment, Came, Entry, Mark, Number, Student, System};
use crate::spec::Syntax;

fn entry(hundredths: u32, earned: u32, points: u32, submitted: Option<&str>) -> Entry {
    let mut report = sample::report(vec![]);
    report.mark = Mark {
        hundredths,
        out_of: 20,
        earned,
        points,
        provisional: false,
    };
    Entry {
        name: "tp-lea".into(),
        students: vec![Student {
            name: "Léa".into(),
            id: Some("12".into()),
            email: None,
            number: None,
        }],
        submitted: submitted.map(Into::into),
        like: None,
        left_out: vec![],
        came: Came::Graded {
            report: Box::new(report),
        },
    }
}

fn class(entry: &Entry) -> Class {
    there([(entry.name.clone(), entry.students.clone())])
}

fn there<const N: usize>(submissions: [(String, Vec<Student>); N]) -> Class {
    Class {
        there: submissions.into(),
        ..Class::default()
    }
}

fn given(source: &str, entry: &Entry) -> (u32, u32, Vec<Adjustment>) {
    let mut policy = policy("batch.toml", source, 20, &[]).unwrap();
    settle(&mut policy, &mut vec![], &class(entry)).unwrap();
    let given = policy.ruling(entry, &[]).given.unwrap();
    (given.hundredths, given.out_of, given.steps)
}

/// What is wrong, and in which lines.
fn told(wrong: Problems) -> Vec<(usize, Wrong)> {
    let line = |one: &Problem| wrong.source[..one.span.start].matches('\n').count() + 1;
    let told = wrong.problems.iter();
    told.map(|one| (line(one), one.wrong.clone())).collect()
}

fn mark(source: &str, submitted: &str) -> u32 {
    given(source, &entry(1500, 3, 4, Some(submitted))).0
}

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
fn what_rules_count_in_is_clear_or_has_to_be_said() {
    let told = |source: &str, scales: &[u32]| {
        let wrong = policy("batch.toml", source, 40, scales).err()?;
        let Problem { span, wrong } = &wrong.problems[0];
        Some((source[span.clone()].to_owned(), wrong.clone()))
    };
    for (source, number) in [
        ("cap = 16", "16"),
        ("step = 0.5", "0.5"),
        (LATE, "1.5"),
        ("cap = 30", "30"),
    ] {
        let expected = Some((number.to_owned(), Wrong::NoScale(vec![20, 40])));
        assert_eq!(told(source, &[20]), expected, "{source}");
        assert_eq!(told(source, &[20, 40]), expected, "{source}");
        assert_eq!(told(source, &[40]), None, "{source}");
        assert_eq!(told(&format!("scale = 40\n{source}"), &[20]), None);
    }
    assert_eq!(told("round = \"up\"", &[20]), None);
    // None of them is more than the full mark.
    for source in ["cap = 41", "step = 41", &LATE.replace("4\n", "41\n")] {
        let (_, wrong) = told(source, &[]).unwrap();
        assert!(
            matches!(wrong, Wrong::Value(_, Should::Mark(40))),
            "{wrong:?}"
        );
    }
}

const LATE: &str = "[late]\ndue = \"2026-03-27 23:59\"\nzone = \"Europe/Paris\"\n\
                    grace = \"10 minutes\"\npenalty = 1.5\nmost = 4\n\
                    [[extra]]\nof = \"Léa\"\ntime = \"0h\"\n";

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

#[test]
fn on_several_scales_a_change_says_which_one_it_was_made_for() {
    let source = |mark| format!("[[change]]\nof = \"x\"\n{mark} = 7\nreason = \"oral\"\n");
    let wrong =
        |source: &str, scales: &[u32]| changes("changes.toml", source, scales).err().map(told);
    let unclear = Some(vec![(3, Wrong::NoOutOf(vec![10, 20]))]);
    assert_eq!(wrong(&source("mark").repeat(2), &[10, 20]), unclear);
    assert_eq!(wrong(&source("mark"), &[20]), None);
    assert_eq!(wrong(&written_for(10, &source("mark")), &[10, 20]), None);
    let said = source("comment").replace('7', "\"Seen\"");
    assert_eq!(wrong(&said, &[10, 20]), None);
}

#[test]
fn an_entry_is_about_one_submission_or_told() {
    let student = |name: &str, id: Option<&str>| Student {
        name: name.into(),
        id: id.map(Into::into),
        ..Student::default()
    };
    let number = Number {
        system: System::Moodle,
        number: "501".into(),
    };
    let class = [
        ("tp-1", vec![student("Dupont Le\u{301}a", Some("4001"))]),
        ("tp-2", vec![student("Jean Martin (12)", Some("12"))]),
        ("tp-3", vec![student("Jean Martin (13)", Some("13"))]),
        ("tp-4", vec![student("Zoé", None)]),
        ("tp-5", vec![student("Hugo (TD 2)", None)]),
        ("4001", vec![student("Ali", Some("9"))]),
        ("tp-6", vec![student("Eva", Some("7"))]),
        ("tp-7", vec![student("Eva", Some("7"))]),
        (
            "tp-8",
            vec![Student {
                number: Some(number),
                ..student("Eve", Some("77"))
            }],
        ),
    ];
    let class = there(class.map(|(name, students)| (name.to_owned(), students)));
    let nobody = |near: &[&str]| Err(Astray::Nobody(near.iter().map(|&one| one.into()).collect()));
    let several = |names: [&str; 2]| Err(Astray::Several(names.map(Into::into).into()));
    for (of, expected) in [
        ("Dupont Léa", Ok("tp-1")),
        ("Jean Martin (13)", Ok("tp-3")),
        // Named as where a namesake has handed in something as well.
        ("Eve (77)", Ok("tp-8")),
        ("501", Ok("tp-8")),
        ("12", Ok("tp-2")),
        ("Zoe\u{301}", Ok("tp-4")),
        // The name of a submission goes first: there is no other of it.
        ("4001", Ok("4001")),
        ("tp-6", Ok("tp-6")),
        ("Eva", several(["tp-6", "tp-7"])),
        ("Jean Martin", several(["tp-2", "tp-3"])),
        ("Dupont Lea", nobody(&["Dupont Le\u{301}a"])),
        ("Léa Dupont", nobody(&["Dupont Le\u{301}a"])),
        ("Hugo", nobody(&["Hugo (TD 2)"])),
        ("Inconnu", nobody(&[])),
    ] {
        let source = format!("[[change]]\nof = \"{of}\"\nmark = 3\nreason = \"oral\"\n");
        let mut changes = changes("changes.toml", &source, &[20]).unwrap();
        let extra = format!("[[extra]]\nof = \"{of}\"\ntime = \"1h\"\n");
        let mut policy = policy("batch.toml", &extra, 20, &[]).unwrap();
        let mut strays = settle(&mut policy, &mut changes, &class).unwrap();
        let came = match strays.pop() {
            Some(Stray { place, why, .. }) => {
                assert_eq!((place, strays.len()), (Place::Change, 1), "{of}");
                assert_eq!(strays[0].place, Place::Extra);
                assert!(changes.is_empty() && policy.extra.is_empty());
                Err(why)
            }
            None => {
                assert_eq!(policy.extra.get(&changes[0].of), Some(&3600));
                Ok(changes[0].of.as_str())
            }
        };
        assert_eq!(came, expected, "{of}");
    }
}

#[test]
fn what_is_gone_does_not_compete() {
    let of = |name: &str, student: &str| {
        let student = Student {
            name: student.into(),
            ..Student::default()
        };
        (name.to_owned(), vec![student])
    };
    let class = Class {
        there: vec![of("tp-2", "Léa"), of("tp-4", "Zoé")],
        gone: vec![of("tp-1", "Léa"), of("tp-3", "Ali"), of("tp-5", "Zoé")],
        waiting: ["tp-4".to_owned()].into(),
        without: vec![],
    };
    for (named, expected, is_gone) in [
        ("Léa", "tp-2", false),
        ("tp-1", "tp-1", true),
        ("Ali", "tp-3", true),
    ] {
        let source = format!("[[change]]\nof = \"{named}\"\nmark = 3\nreason = \"oral\"\n");
        let mut changes = changes("changes.toml", &source, &[20]).unwrap();
        let strays = settle(&mut Policy::default(), &mut changes, &class).unwrap();
        let whys = strays.into_iter().map(|stray| stray.why);
        let gone = is_gone.then(|| Astray::Gone(expected.to_owned()));
        assert_eq!(whys.collect::<Vec<_>>(), Vec::from_iter(gone));
        assert_eq!(changes[0].of, expected);
    }
    // What has no result yet will have one, and then it counts.
    for named in ["Zoé", "tp-4"] {
        let source = format!("[[change]]\nof = \"{named}\"\nmark = 3\nreason = \"oral\"\n");
        let mut changes = changes("changes.toml", &source, &[20]).unwrap();
        let strays = settle(&mut Policy::default(), &mut changes, &class).unwrap();
        assert_eq!(strays[0].why, Astray::Waiting("tp-4".to_owned()));
        assert_eq!(changes, []);
    }
}

#[test]
fn who_is_gone_is_not_taken_for_a_namesake() {
    let of = |name: &str, id: &str| {
        let student = Student {
            name: "Paul Martin".into(),
            id: Some(id.into()),
            ..Student::default()
        };
        (name.to_owned(), vec![student])
    };
    let came = |there, gone| {
        let class = Class {
            there: vec![there],
            gone: vec![gone],
            ..Class::default()
        };
        let source = "[[change]]\nof = \"Paul Martin\"\nmark = 3\nreason = \"oral\"\n";
        let mut changes = changes("changes.toml", source, &[20]).unwrap();
        let mut strays = settle(&mut Policy::default(), &mut changes, &class).unwrap();
        (changes.len(), strays.pop().map(|stray| stray.why))
    };
    let several = Astray::Several(vec!["tp-3".into(), "tp-4".into()]);
    assert_eq!(
        came(of("tp-3", "u003"), of("tp-4", "u004")),
        (0, Some(several))
    );
    assert_eq!(came(of("tp-3", "u003"), of("older", "u003")), (1, None));
}

#[test]
fn extra_time_of_one_is_that_of_all_whose_submission_it_is() {
    let student = |name: &str| Student {
        name: name.into(),
        ..Student::default()
    };
    let class = there([("tp-1".to_owned(), vec![student("Marie"), student("Paul")])]);
    let extra =
        "[[extra]]\nof = \"Paul\"\ntime = \"2h\"\n[[extra]]\nof = \"Marie\"\ntime = \"1h\"\n";
    let mut policy = policy("batch.toml", extra, 20, &[]).unwrap();
    settle(&mut policy, &mut vec![], &class).unwrap();
    assert_eq!(
        policy.extra.into_iter().collect::<Vec<_>>(),
        [("tp-1".to_owned(), 7200)]
    );
}

#[test]
fn of_two_extra_times_of_one_student_the_most_counts() {
    for times in [["48h", "1h"], ["1h", "48h"]] {
        let extra = times.map(|time| format!("[[extra]]\nof = \"Léa\"\ntime = \"{time}\"\n"));
        let policy = policy("batch.toml", &extra.concat(), 20, &[]).unwrap();
        assert_eq!(policy.extra.get("Léa"), Some(&(48 * 3600)), "{times:?}");
    }
}

#[test]
fn a_change_is_one_for_all_whose_submission_it_is() {
    let student = |name: &str, id: &str| Student {
        name: name.into(),
        id: Some(id.into()),
        ..Student::default()
    };
    let pair = vec![student("Marie Pair", "1"), student("Paul Pair", "2")];
    let class = there([
        ("tp-1".to_owned(), pair),
        ("tp-2".to_owned(), vec![student("Le\u{301}a", "3")]),
    ]);
    let wrong = |of: &[&str]| -> Vec<(usize, Wrong)> {
        let change =
            |of: &&str| format!("[[change]]\nof = \"{of}\"\nmark = 3\nreason = \"oral\"\n");
        let source: String = of.iter().map(change).collect();
        let mut changes = changes("changes.toml", &source, &[20]).unwrap();
        match settle(&mut Policy::default(), &mut changes, &class) {
            Ok(_) => vec![],
            Err(problems) => told(Problems {
                file: String::new(),
                source,
                problems,
            }),
        }
    };
    assert_eq!(wrong(&["tp-1", "tp-2"]), []);
    for of in ["Marie Pair", "1"] {
        let shared = Wrong::Shared {
            submission: "tp-1".to_owned(),
            of: of.to_owned(),
            others: vec!["Paul Pair".to_owned()],
        };
        assert_eq!(wrong(&["3", of]), [(6, shared)]);
    }
    for first in ["Léa", "3", "tp-2"] {
        let second = Wrong::SecondChange {
            submission: "tp-2".to_owned(),
            first: first.to_owned(),
        };
        assert_eq!(wrong(&[first, "tp-1", "Le\u{301}a"]), [(10, second)]);
    }
}

#[test]
fn what_is_plainly_meant_is_told_in_one_problem() {
    let wrong = |source: &str| told(changes("changes.toml", source, &[20]).unwrap_err());
    let one =
        |head: &str, mark: &str| format!("{head}\nof = \"x\"\nreason = \"y\"\nmark = {mark}\n");
    let is = |source: &str, expected: &Syntax| match &wrong(source)[..] {
        [(_, Wrong::NoToml(one))] => one.kind == *expected,
        _ => false,
    };
    let decimals = Syntax::Decimals("12.5".to_owned());
    assert!(is(&one("[[change]]", "12,5"), &decimals));
    for source in [
        "of,mark\nada,12\nbob,13\n",
        "change:\n  - of: ada\n    mark: 12\n",
    ] {
        assert!(is(source, &Syntax::Foreign), "{source}");
    }
    // What is no TOML hides the rest: half a file says little.
    assert!(is("mark = 1\nof = \"x", &Syntax::Open("\"".to_owned())));
    let single = one("[change]", "12");
    for (source, line) in [(single.clone(), 1), (single.repeat(2), 5)] {
        let expected = (line, Wrong::OneTable("change"));
        assert_eq!(wrong(&source), [expected], "{source}");
    }
    assert_eq!(
        changes("changes.toml", "# nothing yet\n", &[20]).unwrap(),
        []
    );
}

#[test]
fn no_mark_is_beyond_the_scale() {
    let change = |mark: &str| {
        let source = format!("[[change]]\nof = \"x\"\nreason = \"y\"\nmark = {mark}\n");
        changes("changes.toml", &source, &[20]).err().map(told)
    };
    for mark in ["145", "20.01", "-1", "25"] {
        let wrong = Wrong::Value("mark", Should::ChangedMark(20));
        assert_eq!(change(mark), Some(vec![(4, wrong)]), "{mark}");
    }
    for mark in ["0", "20", "20.0", "14.5"] {
        assert_eq!(change(mark), None, "{mark}");
    }
    for (source, is_fine) in [
        ("cap = 21", false),
        ("cap = 20", true),
        ("scale = 100\ncap = 80", true),
        ("scale = 10\ncap = 16", false),
    ] {
        assert_eq!(
            policy("batch.toml", source, 20, &[]).is_ok(),
            is_fine,
            "{source}"
        );
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

#[test]
fn an_overlay_is_below_or_from_the_root() {
    let read = |path: &str| policy("batch.toml", &format!("overlay = '{path}'"), 20, &[]);
    for path in ["hidden.toml", "more/hidden.toml", "/srv/hidden.toml"] {
        assert_eq!(read(path).unwrap().overlay, Some(path.into()), "{path}");
    }
    for path in ["", "..", "../hidden.toml", "a/../../b", "/"] {
        assert!(read(path).is_err(), "{path}");
    }
}

#[test]
fn all_that_is_wrong_is_told_at_once() {
    let source = "scale = 0\nstep = 0\nround = \"off\"\ncapp = 3\ncap = 1.234\n\
                  [late]\ndue = \"soon\"\nzone = \"Mars\"\nper = \"month\"\n\
                  [[extra]]\nof = \"x\"\ntime = \"long\"\n[[extra]]\n";
    let wrong: Vec<usize> = told(policy("batch.toml", source, 20, &[]).unwrap_err())
        .into_iter()
        .map(|(line, _)| line)
        .collect();
    assert_eq!(wrong, [1, 2, 3, 4, 5, 6, 7, 8, 9, 12, 13, 13]);
    let source = "[[change]]\nof = \"x\"\n[[change]]\nreason = \"\"\nmark = -1\n";
    let wrong = told(changes("changes.toml", source, &[20]).unwrap_err());
    assert_eq!(wrong.len(), 5, "{wrong:?}");
    assert!(policy("batch.toml", "scale = ", 20, &[]).is_err());
}
