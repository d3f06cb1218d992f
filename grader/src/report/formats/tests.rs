//! Every form, read as its consumer reads it: for each outcome, for a build that failed, and for names and outputs that
//! try to be more than text.

use std::collections::BTreeSet;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use regex::Regex;
use serde_json::Value;

use crate::explain::sample::{self, check, one, part, text, trace};
use crate::i18n::Catalog;
use crate::model::{
    Awaited, Build, CommandFailure, Diagnostic, Doubt, Exit, Fact, FailedCommand, Failure, Frame,
    Group, Lang, Likeness, Missing, Mistake, Observation, Outcome, Place, Player, Report, Trace,
    Waiting,
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
    let (level, _, text) = &obeyed(&log)[0];
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

#[test]
fn a_brief_log_has_the_annotations_all_the_same() {
    let delivery = delivery();
    let occasion = Occasion {
        brief: true,
        ..occasion(&own, Some(&delivery))
    };
    let catalog = Catalog::new(Lang::Fr);
    let rendered = |format| match render(&lost(), &catalog, format, &occasion) {
        Rendered::Text(text) => text,
        Rendered::Files(_) => panic!("one text was awaited"),
    };
    let (log, whole) = (
        rendered(Format::Github),
        in_lang(&lost(), Format::Github, Lang::Fr),
    );
    assert_eq!(obeyed(&log), obeyed(&whole));
    assert!(log.lines().count() < whole.lines().count() / 2, "{log}");
    assert!(rendered(Format::Text).starts_with("Note"), "{log}");
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

#[test]
fn junit_has_an_element_for_each_outcome() {
    for report in all() {
        let text = rendered(&report, Format::Junit);
        let suites = junit_parser::from_reader(text.as_bytes()).unwrap();
        assert_eq!(suites.suites.len(), 1);
        let suite = &suites.suites[0];
        assert_eq!(suite.cases.len(), report.checks.len());
        let names: BTreeSet<&str> = suite.cases.iter().map(|case| &*case.name).collect();
        assert_eq!(
            names.len(),
            suite.cases.len(),
            "of two alike one would count"
        );
        for (case, check) in suite.cases.iter().zip(&report.checks) {
            assert!(case.name.ends_with(&format!("({})", check.id)));
            let status = &case.status;
            match &check.outcome {
                Outcome::Passed => assert!(status.is_success()),
                Outcome::Failed(_) => {
                    assert!(status.is_failure() && !status.failure_as_ref().text.is_empty())
                }
                Outcome::Skipped { .. } => assert!(status.is_skipped()),
                Outcome::Inconclusive(_) => {
                    assert!(status.is_error());
                    assert!(status.error_as_ref().text.contains("pas un zéro"));
                }
            }
        }
        let count = |wanted: fn(&Outcome) -> bool| {
            let checks = report.checks.iter();
            checks.filter(|check| wanted(&check.outcome)).count() as u64
        };
        assert_eq!(
            suite.failures,
            count(|one| matches!(one, Outcome::Failed(_)))
        );
        assert_eq!(
            suite.errors,
            count(|one| matches!(one, Outcome::Inconclusive(_)))
        );
        let legal = |c: char| matches!(c, '\n' | '\u{20}'..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..);
        assert!(text.chars().all(legal));
    }
}

#[test]
fn junit_names_the_line_of_a_panic() {
    let text = rendered(&sample::mixed(), Format::Junit);
    let suites = junit_parser::from_reader(text.as_bytes()).unwrap();
    let file = |id: &str| {
        let mut cases = suites.suites[0].cases.iter();
        cases
            .find(|case| case.name.contains(id))
            .unwrap()
            .file
            .clone()
    };
    assert_eq!(file("client-resets").as_deref(), Some("rendu/src/main.rs"));
    assert_eq!(file("silent-client"), None);
}

/// A reader of TAP 14 that takes nothing for granted: for each point, whether it is `ok`, and its directive.
fn tap(text: &str) -> Vec<(bool, Option<String>)> {
    let mut lines = text.lines().peekable();
    assert_eq!(lines.next(), Some("TAP version 14"));
    let plan: usize = lines
        .next()
        .unwrap()
        .strip_prefix("1..")
        .unwrap()
        .parse()
        .unwrap();
    let head = Regex::new(r"^(not )?ok (\d+) - (.*)$").unwrap();
    let directive = Regex::new(r"(?:^|[^\\]) # (SKIP|TODO)\b").unwrap();
    let mut points = vec![];
    while let Some(line) = lines.next() {
        if line.starts_with("# ") {
            continue;
        }
        let point = head
            .captures(line)
            .unwrap_or_else(|| panic!("no test point: {line}"));
        assert_eq!(point[2].parse(), Ok(points.len() + 1));
        let directive = directive
            .captures(&point[3])
            .map(|found| found[1].to_owned());
        assert_eq!(
            point[3].replace("\\#", "").contains('#'),
            directive.is_some()
        );
        points.push((point.get(1).is_none(), directive));
        assert_eq!(lines.next(), Some("  ---"));
        loop {
            let line = lines.next().unwrap();
            if line == "  ..." {
                break;
            }
            let (key, value) = line.strip_prefix("  ").unwrap().split_once(": ").unwrap();
            assert!(key.bytes().all(|byte| byte.is_ascii_lowercase()), "{key}");
            serde_json::from_str::<Value>(value).unwrap();
        }
    }
    assert_eq!(points.len(), plan);
    points
}

#[test]
fn tap_counts_only_what_passed() {
    for report in all() {
        let points = tap(&rendered(&report, Format::Tap));
        assert_eq!(points.len(), report.checks.len());
        for ((ok, directive), check) in points.iter().zip(&report.checks) {
            match &check.outcome {
                Outcome::Passed => assert_eq!((*ok, directive), (true, &None)),
                Outcome::Skipped { .. } => assert_eq!(directive.as_deref(), Some("SKIP")),
                Outcome::Failed(_) | Outcome::Inconclusive(_) => {
                    assert_eq!((*ok, directive), (false, &None));
                }
            }
        }
    }
}

/// What a runner of GitHub obeys in `log`: commands, with their properties and their text.
fn obeyed(log: &str) -> Vec<(String, String, String)> {
    let command = Regex::new(r"^\s*::([a-z-]+)(?: ([^:]*(?::[^:]+)*?))?::(.*)$").unwrap();
    let mut stopped: Option<String> = None;
    let mut obeyed = vec![];
    for line in log.lines() {
        if let Some(token) = &stopped {
            if line.trim() == format!("::{token}::") {
                stopped = None;
            }
            continue;
        }
        assert!(!line.contains("##["), "{line}");
        if let Some(found) = command.captures(line) {
            let part = |at| {
                found
                    .get(at)
                    .map_or(String::new(), |part: regex::Match| part.as_str().to_owned())
            };
            if &found[1] == "stop-commands" {
                stopped = Some(part(3));
            } else {
                obeyed.push((part(1), part(2), part(3)));
            }
        } else {
            panic!("a line that is no command, and could be one: {line}");
        }
    }
    assert_eq!(stopped, None, "commands were never resumed");
    obeyed
}

#[test]
fn github_obeys_only_us() {
    for report in all() {
        let log = rendered(&report, Format::Github);
        let obeyed = obeyed(&log);
        let of = |level: &str| obeyed.iter().filter(|(name, ..)| name == level).count();
        assert_eq!(of("error") + of("warning") + of("notice"), obeyed.len());
        assert!(of("error") <= 10 && of("warning") <= 10 && of("notice") == 1);
        let notice = obeyed.last().unwrap();
        assert!(notice.2.contains("/20"), "{notice:?}");
        let page = rendered(&report, Format::Text);
        assert!(log.contains(&format!("::stop-commands::{TOKEN}\n{page}::{TOKEN}::\n")));
    }
    assert_eq!(obeyed(&rendered(&passed(), Format::Github)).len(), 1);
}

#[test]
fn github_annotates_the_students_own_line() {
    let log = rendered(&sample::mixed(), Format::Github);
    let at = "::error file=rendu/src/main.rs,line=12,col=5,title=";
    assert!(log.contains(at), "{log}");
    let log = rendered(&unbuilt(), Format::Github);
    let obeyed = obeyed(&log);
    assert!(log.contains("::error file=rendu/src/bin/server.rs,line=10,col=5,title=error[E0308]%3A mismatched types 10::"), "{log}");
    assert!(!log.contains("line=11,"), "ten are shown of a step");
    assert!(obeyed.last().unwrap().2.contains("3 autres messages"));
}

#[test]
fn github_annotates_the_line_of_the_thread_that_tells_most() {
    let mut report = lost();
    let check = report.checks.last_mut().unwrap();
    let at = |line, waits, file: &str| Waiting {
        process: 1,
        thread: line,
        waits,
        at: Some(Frame {
            file: file.to_owned(),
            line,
            calls: None,
        }),
    };
    let silent = Awaited::Message {
        from: one("silent"),
        sent: 0,
    };
    let threads = vec![
        at(30, Awaited::Client, "src/main.rs"),
        at(7, silent.clone(), "/other/crate.rs"),
        at(41, silent, "src/bin/server.rs"),
    ];
    check.evidence.observations.push(Observation {
        at: 9,
        what: Fact::Stuck {
            actor: one("server"),
            threads,
            more: 0,
            queued: vec![],
            full: vec![],
            unread: vec![],
            polls: false,
        },
    });
    let annotated = |report: &Report| {
        let log = rendered(report, Format::Github);
        log.contains("::error file=rendu/src/bin/server.rs,line=41,title=")
    };
    assert!(annotated(&report));
    // Where nothing was awaited in vain, where threads stand says nothing.
    let Outcome::Failed(failure) = &mut report.checks.last_mut().unwrap().outcome else {
        panic!("it is lost");
    };
    *failure = Failure::Exited {
        actor: one("server"),
        exit: Exit::Code(1),
    };
    assert!(!annotated(&report));
}

#[test]
fn a_long_annotation_is_cut_between_letters() {
    let mut report = unbuilt();
    report.build.diagnostics.truncate(1);
    report.build.diagnostics[0].rendered = "é".repeat(70_000);
    let log = rendered(&report, Format::Github);
    let longest = obeyed(&log).iter().map(|(_, _, text)| text.len()).max();
    assert!(longest < Some(5000));
}

/// The text outside of fences, and the fences' contents.
fn fences(markdown: &str) -> (String, Vec<String>) {
    let (mut outside, mut inside) = (String::new(), vec![]);
    let mut open: Option<(String, String)> = None;
    for line in markdown.lines() {
        let ticks: String = line.chars().take_while(|c| *c == '`').collect();
        open = match open {
            None if ticks.len() >= 3 => Some((ticks, String::new())),
            None => {
                outside += line;
                outside.push('\n');
                None
            }
            Some((fence, text)) if ticks.len() >= fence.len() && line.trim_end() == ticks => {
                inside.push(text);
                None
            }
            Some((fence, text)) => Some((fence, text + line + "\n")),
        };
    }
    assert_eq!(open, None, "a fence is never closed");
    (outside, inside)
}

#[test]
fn markdown_has_no_markup_but_ours() {
    let tag = Regex::new("<[^>]*>").unwrap();
    let bare = Regex::new(r"(^|[^\\])[\[\]`*_!]").unwrap();
    let code = Regex::new(r"(^|[^\\`])`[^`]+`").unwrap();
    for report in all() {
        let text = rendered(&report, Format::Markdown);
        let (outside, _) = fences(&text);
        let outside = code.replace_all(&outside, "$1");
        for found in tag.find_iter(&outside) {
            let ours = ["<details>", "</details>", "<summary>", "</summary>"];
            assert!(ours.contains(&found.as_str()), "{}", found.as_str());
        }
        for markup in ["http://", "@everyone", "\n# forged", "\n=cmd"] {
            assert!(!outside.contains(markup), "{markup}: {outside}");
        }
        for line in outside.lines().filter(|line| !line.starts_with("**")) {
            assert!(!bare.is_match(line), "{line}");
        }
        let rows = outside.lines().filter(|line| line.starts_with("| "));
        for row in rows {
            assert_eq!(row.matches('|').count(), 4, "{row}");
        }
    }
}

#[test]
fn markdown_draws_what_mermaid_can_read() {
    for report in [sample::mixed(), hostile()] {
        let (_, inside) = fences(&rendered(&report, Format::Markdown));
        let diagrams: Vec<&String> = inside
            .iter()
            .filter(|text| text.starts_with("sequenceDiagram"))
            .collect();
        assert!(!diagrams.is_empty());
        let label = r"(?:[\p{Alphabetic}\p{N} .,…×()'’]|#\d+;|<br/>)*";
        let line = Regex::new(&format!(
            r"^(?:sequenceDiagram|  participant a\d+ as {label}|  a\d+(?:->>|-->>|-x|--\))a\d+: {label}|  Note over a\d+(?:,a\d+)?: {label})$"
        ))
        .unwrap();
        for text in diagrams.iter().flat_map(|diagram| diagram.lines()) {
            assert!(line.is_match(text), "{text}");
        }
    }
    let (_, inside) = fences(&rendered(&lost(), Format::Markdown));
    let diagram = inside.last().unwrap();
    for line in [
        "  participant a0 as silent\n",
        ": ×9 se connecte\n",
        "#10007; ici le contrôle échoue\n",
    ] {
        assert!(diagram.contains(line), "{line}: {diagram}");
    }
}

#[test]
fn a_usual_mistake_is_told_once() {
    let mut report = lost();
    report.checks.last_mut().unwrap().mistake = Some(Mistake::OneAtATime);
    // As far as no form writes it with marks of its own.
    let told = "parle avec un client";
    for format in [
        Format::Text,
        Format::Github,
        Format::Markdown,
        Format::Html,
        Format::Junit,
        Format::Gradescope,
        Format::Tap,
    ] {
        let text = rendered(&report, format);
        // GitHub has the page in its log, and the annotation beside the line.
        let times = if format == Format::Github { 2 } else { 1 };
        assert_eq!(text.matches(told).count(), times, "{format:?}: {text}");
    }
}

#[test]
fn a_summary_fits_where_it_goes() {
    let mut report = sample::mixed();
    let big = Failure::NotPrinted {
        by: one("server"),
        expected: vec!["x".to_owned()],
        got: vec![],
    };
    report.checks = (0..4000)
        .map(|number| {
            let title = text("T", "T");
            let role = format!("{number}");
            let mut check = check(
                &format!("c{number}"),
                1,
                title,
                Outcome::Failed(big.clone()),
                Trace::default(),
            );
            check.outcome = Outcome::Failed(Failure::NotPrinted {
                by: one(&role),
                expected: vec!["y".repeat(300)],
                got: vec![],
            });
            check.cast.insert(role, part("server", Player::Submission));
            check
        })
        .collect();
    let text = rendered(&report, Format::Markdown);
    assert!(text.len() < 1 << 20, "{}", text.len());
    assert!(text.contains("ne tient pas ici"));
}

#[test]
fn a_page_loads_nothing_runs_nothing_and_holds_only_text() {
    for report in all() {
        let text = rendered(&report, Format::Html);
        assert!(text.starts_with("<!DOCTYPE html><html lang=\"fr\">"));
        let body = text.split("</style>").nth(1).unwrap();
        for markup in [
            "<script", "<img", "http:", "https:", "onclick", "<a ", "style=",
        ] {
            let shown = body.replace("http://evil.example", "");
            assert!(!shown.contains(markup), "{markup}: {body}");
        }
        assert!(text.contains("default-src &#39;none&#39;") || text.contains("default-src 'none'"));
        balanced(&text);
    }
    let text = in_lang(&hostile(), Format::Html, Lang::En);
    assert!(text.contains("&lt;script&gt;"));
    assert!(text.contains("no zero"));
}

/// Every element that is opened is closed, in order.
fn balanced(page: &str) {
    let tag = Regex::new("<(/?)([a-z][a-z0-9]*)[^>]*>").unwrap();
    let mut open: Vec<String> = vec![];
    let ids = Regex::new(" id=\"([^\"]*)\"").unwrap();
    let named: Vec<&str> = ids
        .captures_iter(page)
        .map(|id| id.extract::<1>().1[0])
        .collect();
    assert_eq!(named.iter().collect::<BTreeSet<_>>().len(), named.len());
    for found in tag.captures_iter(page) {
        match (&found[1], &found[2]) {
            ("", "meta") => {}
            ("", name) => open.push(name.to_owned()),
            (_, name) => assert_eq!(open.pop().as_deref(), Some(name)),
        }
    }
    assert!(open.is_empty(), "{open:?}");
}

#[test]
fn gradescope_has_a_score_for_what_was_judged() {
    for report in all() {
        let value = json(&report, Format::Gradescope);
        assert_eq!(
            value["score"].as_f64(),
            Some(f64::from(report.mark.hundredths) / 100.0)
        );
        assert!(value["output"].is_string());
        let known = ["text", "html", "simple_format", "md", "ansi"];
        for key in ["output_format", "test_output_format", "test_name_format"] {
            assert!(known.contains(&value[key].as_str().unwrap()));
        }
        let tests = value["tests"].as_array().unwrap();
        assert_eq!(tests.len(), report.checks.len());
        for test in tests {
            assert!(["passed", "failed"].contains(&test["status"].as_str().unwrap()));
            assert!(test["name"].is_string() && test["number"].is_string());
            assert_eq!(test.get("score").is_some(), test.get("max_score").is_some());
            let unknown = test["output"].as_str().unwrap().contains("pas un zéro");
            assert_eq!(test.get("score").is_none(), unknown, "{test}");
        }
    }
}

#[test]
fn autolab_gives_no_score_to_what_is_unknown() {
    for report in all() {
        let text = rendered(&report, Format::Autolab);
        let lines: Vec<Value> = text
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect();
        let [shown, scores] = lines.as_slice() else {
            panic!("{text}")
        };
        assert_eq!(shown["_presentation"], "semantic");
        for stage in shown["stages"].as_array().unwrap() {
            for test in shown[stage.as_str().unwrap()].as_object().unwrap().values() {
                assert_eq!(
                    test["passed"].as_bool().unwrap(),
                    test.get("hint").is_none()
                );
            }
        }
        let unknown = report.checks.iter().any(super::is_inconclusive);
        let score = scores["scores"].as_object().unwrap().get("salon");
        assert_eq!(score.is_none(), unknown);
        if let Some(score) = score {
            assert_eq!(
                score.as_f64(),
                Some(f64::from(report.mark.hundredths) / 100.0)
            );
        }
    }
}

#[test]
fn prairielearn_takes_no_attempt_for_what_is_unknown() {
    for report in all() {
        let value = json(&report, Format::PrairieLearn);
        let unknown = report.checks.iter().any(super::is_inconclusive);
        assert_eq!(value["gradable"], !unknown);
        assert_eq!(
            value["format_errors"].as_array().unwrap().is_empty(),
            !unknown
        );
        let score = value["score"].as_f64().unwrap();
        assert!((0.0..=1.0).contains(&score));
        for (test, check) in value["tests"]
            .as_array()
            .unwrap()
            .iter()
            .zip(&report.checks)
        {
            let of = if super::is_inconclusive(check) {
                0
            } else {
                check.of
            };
            assert_eq!(
                (&test["points"], &test["max_points"]),
                (&check.points.into(), &of.into())
            );
        }
        assert!(value.to_string().len() < 1_000_000);
    }
}

#[test]
fn classroom_tells_errors_from_failures() {
    let status = |report: &Report| {
        let text = rendered(report, Format::Classroom);
        let bytes = STANDARD.decode(text.trim_end()).unwrap();
        let value: Value = serde_json::from_slice(&bytes).unwrap();
        assert_eq!(value["version"], 1);
        let tests = value["tests"].as_array().unwrap();
        let sum: u64 = tests
            .iter()
            .map(|test| test["score"].as_u64().unwrap())
            .sum();
        assert_eq!(sum, u64::from(report.mark.earned));
        value["status"].as_str().unwrap().to_owned()
    };
    assert_eq!(
        all().iter().map(status).collect::<Vec<_>>(),
        ["error", "error", "pass", "fail", "fail", "fail"]
    );
}

#[test]
fn classroom50_takes_whole_points_up_to_the_maximum() {
    for report in all() {
        let value = json(&report, Format::Classroom50);
        assert_eq!(value["schema"], "classroom50/result/v1");
        assert_eq!(value["datetime"], "2026-06-01T14:32:05Z");
        for key in [
            "classroom",
            "assignment",
            "submission",
            "commit",
            "release",
            "review",
        ] {
            assert!(!value[key].as_str().unwrap().is_empty());
        }
        let number = |value: &Value, key: &str| value[key].as_u64().unwrap();
        assert!(number(&value, "score") <= number(&value, "max-score"));
        for test in value["tests"].as_array().unwrap() {
            assert!(!test["test-name"].as_str().unwrap().is_empty() && test["passed"].is_boolean());
            assert!(number(test, "score") <= number(test, "max-score"));
        }
    }
    let value = json(&passed(), Format::Classroom50);
    assert_eq!(
        (&value["score"], &value["max-score"]),
        (&3.into(), &3.into())
    );
}

#[test]
fn artemis_has_a_file_for_each_check() {
    for report in all() {
        let occasion = occasion(&own, None);
        let Rendered::Files(files) =
            render(&report, &Catalog::new(Lang::En), Format::Artemis, &occasion)
        else {
            panic!("a folder was awaited")
        };
        assert_eq!(files.len(), report.checks.len());
        let mut names = BTreeSet::new();
        for ((file, text), check) in files.iter().zip(&report.checks) {
            assert!(file.ends_with(".json") && !file.contains(['/', '\\']));
            let value: Value = serde_json::from_str(text).unwrap();
            assert!(names.insert(value["name"].as_str().unwrap().to_owned()));
            let passed = check.outcome == Outcome::Passed;
            assert_eq!(value["successful"], passed);
            assert_eq!(
                value["message"]
                    .as_str()
                    .is_some_and(|text| !text.is_empty()),
                !passed
            );
        }
    }
}

#[test]
fn vpl_grades_once_and_only_what_is_known() {
    for report in all() {
        let text = rendered(&report, Format::Vpl);
        let grades: Vec<&str> = text
            .lines()
            .filter(|line| line.starts_with("Grade :=>>"))
            .collect();
        let unknown = report.checks.iter().any(super::is_inconclusive);
        assert_eq!(grades.len(), usize::from(!unknown));
        let (comment, _) = text.split_once("--|>\n").unwrap();
        let lines = comment.strip_prefix("<|--\n").unwrap().lines();
        for line in lines {
            assert!(line.starts_with(['-', '>']), "{line}");
        }
        assert_eq!(text.lines().filter(|line| line.trim() == "--|>").count(), 1);
    }
}
