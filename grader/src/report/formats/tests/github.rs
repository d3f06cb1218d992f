//! Workflow commands of GitHub Actions.

use regex::Regex;

use super::{TOKEN, all, delivery, in_lang, lost, occasion, own, passed, rendered, unbuilt};
use crate::explain::sample::{self, one};
use crate::i18n::Catalog;
use crate::model::{
    Awaited, Exit, Fact, Failure, Frame, Lang, Observation, Outcome, Report, Waiting,
};
use crate::report::{Format, Occasion, Rendered, render};

/// What a runner of GitHub obeys in `log`: commands, with their properties and their text.
pub(super) fn obeyed(log: &str) -> Vec<(String, String, String)> {
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
