//! Names, and what else may tell a student, left out.

use super::*;

#[test]
fn what_names_a_student_besides_is_left_out() {
    use crate::model::{Adjustment, Discarded, DiscardedWhy, Given};
    let name = || "tp-marie-martin.rar".to_owned();
    let found = vec![name()];
    let refusals = [
        Unfit::Unopened {
            form: "rar".to_owned(),
            found: found.clone(),
        },
        Unfit::SeveralArchives {
            found: found.clone(),
        },
        Unfit::Several {
            found: found.clone(),
        },
        Unfit::NoProgram {
            roles: vec![],
            names: vec![],
            depth: 1,
            found: found.clone(),
            left_out: vec![LeftOut {
                why: Unwanted::Made,
                paths: found,
                count: 1,
            }],
        },
        Unfit::NoSubmission { said: name() },
    ];
    for refusal in refusals {
        let mut entry = entry("Marie Martin", Came::Refused { refusal });
        entry.left_out = vec![Discarded {
            name: name(),
            why: DiscardedWhy::Link,
        }];
        Anonymous::default().hide(&mut entry, "S-1", &[]);
        let mut ruling = Ruling {
            given: Some(Given {
                hundredths: 700,
                out_of: 20,
                provisional: false,
                steps: vec![Adjustment::Changed {
                    from: None,
                    reason: Some("Marie was here".to_owned()),
                }],
            }),
            comment: Some("Well done, Marie".to_owned()),
        };
        ruling.hide();
        for lang in [Lang::Fr, Lang::En] {
            let catalog = Catalog::new(lang);
            let row = Row::new(&entry, ruling.clone(), &catalog);
            let page = page(&summary(), &entry, &row, None, &catalog);
            for text in [json(&summary(), &[row], &catalog), page] {
                assert!(!text.to_lowercase().contains("marie"), "{text}");
            }
        }
    }
}

#[test]
fn a_name_in_what_a_submission_holds_becomes_a_code() {
    use crate::model::{
        Diagnostic, Fact, Failure, Likeness, Missing, Place, Refusal, Refused, Trace,
    };
    let name = || "marie_martin".to_owned();
    let label = "serveurmarie".to_owned();
    let mut report = sample::mixed();
    report.roles[0].program = None;
    report.roles[0].missing = Some(Missing::DidNotBuild {
        label: label.clone(),
    });
    report.build.succeeded = false;
    report.build.refusals = vec![Refusal {
        file: "marie/Cargo.toml".to_owned(),
        source: "marie = { path = \"/home/marie\" } # Marie".to_owned(),
        line: 1,
        span: 17..30,
        what: Refused::Outside { path: name() },
    }];
    report.build.diagnostics = vec![Diagnostic {
        rendered: "\u{1b}[1mserveurmarie\u{1b}[0m: no".to_owned(),
        error: true,
        code: None,
        place: Some(Place {
            file: "src/marie.rs".to_owned(),
            line: 1,
            column: None,
        }),
    }];
    let role = "server".to_owned();
    let fails = [
        Failure::NoProgram {
            role,
            missing: Missing::DidNotBuild { label },
        },
        Failure::WrongAnswer {
            at: sample::one("chatty"),
            expected: vec!["Marie: hi".to_owned()],
            got: b"Marie: ho".to_vec(),
            wrong_at: 8,
            likeness: Likeness::Unknown,
        },
    ];
    let actor = sample::one("server");
    for (check, failure) in report.checks.iter_mut().zip(fails) {
        let printed = Fact::Printed {
            actor: actor.clone(),
            error: true,
            bytes: b"MARIE <marie@uni.fr>: no".to_vec(),
        };
        let failed = Fact::Failed {
            failure: failure.clone(),
        };
        check.evidence = Trace {
            observations: sample::trace(vec![(1, printed), (2, failed)]).observations,
            left_out: 0,
        };
        check.outcome = Outcome::Failed(failure);
    }
    let report = Box::new(report);
    let mut entry = entry("Marie Martin", Came::Graded { report });
    Anonymous::default().hide(&mut entry, "S-1", &[]);
    let report = entry.report().unwrap();
    let refused = &report.build.refusals[0];
    assert_eq!(&refused.source[refused.span.clone()], "\"/home/S-1\"");
    let Outcome::Failed(Failure::WrongAnswer { got, wrong_at, .. }) = &report.checks[1].outcome
    else {
        panic!("{report:?}");
    };
    assert_eq!(got[*wrong_at], b'o');
    for lang in [Lang::Fr, Lang::En] {
        let catalog = Catalog::new(lang);
        let row = Row::new(&entry, Ruling::plain(&entry), &catalog);
        let cause = row.checks[0].cause.clone().unwrap();
        assert!(cause.contains("`server`"), "{cause}");
        let page = page(&summary(), &entry, &row, None, &catalog);
        for text in [json(&summary(), &[row], &catalog), page] {
            assert!(!text.to_lowercase().contains("marie"), "{text}");
        }
    }
}

#[test]
fn words_of_a_course_in_the_names_of_submissions_name_nobody() {
    let names = ["tp2-echo-lea", "tp2-echo-marie", "tp2-echo-max"];
    let refusal = Unfit::Declaration {
        problems: vec![crate::model::Misdeclared {
            line: 1,
            column: 1,
            wrong: crate::model::Misdeclaring::UnknownKey("marie echo".to_owned()),
        }],
    };
    let mut entry = entry(names[1], Came::Refused { refusal });
    let anonymous = Anonymous::new(names.into_iter(), [].iter());
    anonymous.hide(&mut entry, "S-1", &[]);
    let catalog = Catalog::new(Lang::En);
    let row = Row::new(&entry, Ruling::default(), &catalog);
    assert!(row.said.unwrap().contains("`S-1 echo`"));
}

#[test]
fn who_has_written_what_is_copied_is_not_named_nor_anybody_s_number() {
    let [ada, bob] = [("Ada Roy", "2023001"), ("Bob Lin", "44")].map(|(name, id)| Student {
        name: name.to_owned(),
        id: Some(id.to_owned()),
        email: Some(format!("{}@u.fr", name.replace(' ', "."))),
        number: None,
    });
    let refusal = Unfit::Declaration {
        problems: vec![crate::model::Misdeclared {
            line: 1,
            column: 1,
            wrong: crate::model::Misdeclaring::UnknownKey(
                "aroy|44|2023001|bob.lin@u.fr".to_owned(),
            ),
        }],
    };
    let entry = entry("Marie Martin", Came::Refused { refusal });
    let all = [ada.clone(), bob];
    let anonymous = Anonymous::new([].into_iter(), all.iter());
    for (twins, expected) in [
        (&[("tp-ada", &all[..1])][..], "`S-1|44|S-1|S-1`"),
        (&[], "`aroy|44|S-1|S-1`"),
    ] {
        let mut entry = entry.clone();
        anonymous.hide(&mut entry, "S-1", twins);
        let row = Row::new(&entry, Ruling::default(), &Catalog::new(Lang::En));
        let said = row.said.unwrap();
        assert!(said.contains(expected), "{said}");
    }
}
