//! Every form, read as its consumer reads it: for each outcome, for a build that failed, and for names and outputs that
//! try to be more than text.
mod github;
mod junit;
mod pages;
mod platforms;
mod tap;

use std::collections::BTreeSet;

use serde_json::Value;

use crate::explain::sample::{self, check, one, text, trace};
use crate::i18n::Catalog;
use crate::model::{
    Build, CommandFailure, Diagnostic, Doubt, Exit, Fact, FailedCommand, Failure, Group, Lang,
    Likeness, Missing, Outcome, Place, Report, Trace,
};
use crate::report::{Delivery, Format, Look, Occasion, Rendered, render};

/// What a program or a folder's name may hold to be obeyed somewhere.
const ATTACK: &str = "</pre><script>alert(1)</script>\n::error::forged\n::stop-commands::x\n##[error]forged\n\
    ]]></failure><testcase name='forged'/>\u{1b}[2J\u{0}\u{fffe}\u{202e}\n``````\n# forged\n\
    ![x](http://evil.example/x.png)\n--|>\nGrade :=>> 100\nok 99 - forged\n  ...\nBail out!\n{\"scores\":{\"salon\":20}}\n\
    =cmd()\n@everyone; participant evil\nend\n%%{init}%%\n";

const TOKEN: &str = "grader-0123456789abcdef";

fn occasion<'a>(
    locate: &'a dyn Fn(&str) -> Option<String>,
    delivery: Option<&'a Delivery>,
) -> Occasion<'a> {
    Occasion {
        look: Look {
            width: 80,
            colour: false,
            ascii: false,
        },
        locate,
        token: TOKEN,
        delivery,
        brief: false,
    }
}

fn own(name: &str) -> Option<String> {
    let own = ["src/main.rs", "src/bin/server.rs"];
    own.contains(&name).then(|| format!("rendu/{name}"))
}

fn delivery() -> Delivery {
    let at = |what: &str| format!("https://git.example/{what}");
    Delivery {
        classroom: "reseau".to_owned(),
        assignment: "salon".to_owned(),
        submission: "submit/2026-06-01T14-32-05Z-a1b2c3d".to_owned(),
        commit: at("commit"),
        release: at("release"),
        review: at("review"),
    }
}

fn rendered(report: &Report, format: Format) -> String {
    in_lang(report, format, Lang::Fr)
}

fn in_lang(report: &Report, format: Format, lang: Lang) -> String {
    let delivery = delivery();
    let occasion = occasion(&own, Some(&delivery));
    match render(report, &Catalog::new(lang), format, &occasion) {
        Rendered::Text(text) => text,
        Rendered::Files(_) => panic!("one text was awaited"),
    }
}

fn json(report: &Report, format: Format) -> Value {
    serde_json::from_str(&rendered(report, format)).unwrap()
}

/// Everything that programs say is an attack.
fn hostile() -> Report {
    let (server, chatty) = (one("server"), one("chatty"));
    let failure = Failure::WrongAnswer {
        at: chatty.clone(),
        expected: vec![ATTACK.to_owned()],
        got: ATTACK.into(),
        wrong_at: 3,
        likeness: Likeness::Unknown,
    };
    let printed = Fact::Printed {
        actor: server.clone(),
        error: true,
        bytes: ATTACK.into(),
    };
    let facts = vec![
        (1, sample::sent(&chatty, &server, ATTACK.as_bytes())),
        (2, sample::sent(&server, &chatty, ATTACK.as_bytes())),
        (3, printed),
        (
            4,
            Fact::Exited {
                actor: server,
                exit: Exit::Code(1),
            },
        ),
    ];
    let title = || text("Un titre", "A title");
    let doubt = Outcome::Inconclusive(Doubt::HostFailed {
        why: ATTACK.to_owned(),
    });
    let mut report = sample::report(vec![
        check(
            "answers",
            3,
            title(),
            Outcome::Failed(failure),
            trace(facts),
        ),
        check("doubtful", 2, title(), doubt, Trace::default()),
    ]);
    report.asked.submission = ATTACK.to_owned();
    report.roles[0].program = Some(ATTACK.to_owned());
    report.build.succeeded = false;
    report.build.diagnostics = vec![Diagnostic {
        rendered: ATTACK.to_owned(),
        error: true,
        code: None,
        place: Some(Place {
            file: ATTACK.to_owned(),
            line: 1,
            column: None,
        }),
    }];
    report.build.failed = Some(FailedCommand {
        command: ATTACK.to_owned(),
        how: CommandFailure::CannotExecute {
            why: ATTACK.to_owned(),
        },
    });
    report
}

/// Nothing was lost, and nothing is unknown.
fn passed() -> Report {
    let title = || text("Un titre", "A title");
    let one = |id, group| crate::model::CheckReport {
        group,
        ..check(id, 3, title(), Outcome::Passed, Trace::default())
    };
    sample::report(vec![one("a", Group::Basic), one("b", Group::Bonus)])
}

/// Two points of five, all of it judged.
fn lost() -> Report {
    let mut report = passed();
    report.checks.push(sample::silent_client());
    sample::report(report.checks)
}

fn unbuilt() -> Report {
    let mut report = lost();
    report.build.succeeded = false;
    report.build.diagnostics = (1..=12)
        .map(|line| Diagnostic {
            rendered: format!(
                "error[E0308]: mismatched types {line}\n --> src/bin/server.rs:{line}:5\n"
            ),
            error: true,
            code: None,
            place: Some(Place {
                file: "src/bin/server.rs".to_owned(),
                line,
                column: Some(5),
            }),
        })
        .collect();
    report
}

/// Its build names a command that is not there, so that no tool has said anything.
fn absent() -> Report {
    let mut report = lost();
    report.build = Build {
        command: "mkae".to_owned(),
        succeeded: false,
        failed: Some(FailedCommand {
            command: "mkae".to_owned(),
            how: CommandFailure::Absent {
                program: "mkae".to_owned(),
            },
        }),
        ..Build::default()
    };
    report
}

fn all() -> Vec<Report> {
    vec![
        sample::mixed(),
        hostile(),
        passed(),
        lost(),
        unbuilt(),
        absent(),
    ]
}

#[test]
fn every_form_that_tells_of_a_build_says_why_it_failed() {
    for format in [
        Format::Text,
        Format::Json,
        Format::Junit,
        Format::Github,
        Format::Gradescope,
        Format::PrairieLearn,
        Format::Vpl,
        Format::Markdown,
        Format::Html,
    ] {
        let text = rendered(&absent(), format);
        let words: Vec<&str> = text.split_whitespace().collect();
        let said = words.join(" ");
        let why = "ni une commande de cet ordinateur";
        assert!(said.contains(why), "{format:?}: {text}");
    }
    let log = rendered(&absent(), Format::Github);
    let (level, _, text) = &github::obeyed(&log)[0];
    assert!(level == "error" && text.contains("mkae") && text.contains("PATH"));
}

#[test]
fn a_check_that_stands_alone_tells_the_first_compile_error() {
    let mut report = unbuilt();
    let lost = report.checks.last_mut().unwrap();
    let missing = Missing::DidNotBuild {
        label: "server".to_owned(),
    };
    let role = "server".to_owned();
    lost.outcome = Outcome::Failed(Failure::NoProgram { role, missing });
    let alone = [
        Format::Junit,
        Format::Gradescope,
        Format::Autolab,
        Format::PrairieLearn,
        Format::Classroom50,
        Format::Tap,
    ];
    let failed = |format, wanted: &str| {
        let text = rendered(&report, format);
        let at = text.find("ne compile pas").unwrap();
        text[at..].contains(wanted)
    };
    for format in alone {
        assert!(failed(format, "mismatched types 1"), "{format:?}");
    }
    let autolab = rendered(&report, Format::Autolab);
    assert!(!autolab.contains("mismatched types 2"), "{autolab}");
}

/// No control character but the ends of lines, and nothing that turns the direction of writing; in JSON texts are for
/// programs, which may have them as they are.
fn is_plain(text: &str, format: Format) -> bool {
    let turned = format != Format::Json && text.contains('\u{202e}');
    text.chars().all(|c| c == '\n' || !c.is_control()) && !turned
}

#[test]
fn every_form_is_plain_text_in_both_languages() {
    for report in all() {
        for format in Format::ALL.into_iter().filter(|format| !format.is_folder()) {
            for lang in [Lang::Fr, Lang::En] {
                let text = in_lang(&report, format, lang);
                assert!(
                    text.ends_with('\n') && is_plain(&text, format),
                    "{format:?}: {text}"
                );
            }
        }
    }
}

#[test]
fn names_are_their_own() {
    let names: BTreeSet<&str> = Format::ALL.map(Format::name).into();
    assert_eq!(names.len(), Format::ALL.len());
    for format in Format::ALL {
        assert_eq!(Format::named(format.name()), Some(format));
    }
}
