//! Which submission an entry is about.

use super::*;

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
