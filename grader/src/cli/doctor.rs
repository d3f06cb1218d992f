//! `grader doctor`: what this computer gives, what it does not, and what would.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use serde_json::{Map, Value, json};
use unicode_width::UnicodeWidthStr;

use super::arguments::{AnswerFormat, Doctor};
use super::stores::{Kind, Store, stores};
use super::{Answer, ExitStatus, Problem, Settings, Trouble};
use crate::explain::{machines, size, wrapped};
use crate::grade::GradeError;
use crate::i18n::{Arg, Catalog, args};
use crate::machine::{Cgroup, Failed, Scratch, Survey, Tried, query};
use crate::model::{Isolation, IsolationKind, escape};
use crate::submission::Unfit;

/// For a tool to say its version.
const LIMIT: Duration = Duration::from_secs(20);
/// Free bytes that a build of some dependencies needs.
const ROOM: u64 = 1 << 30;
/// Free memory of two checks side by side.
const MEMORY: u64 = 1 << 30;
/// The columns from which on there is room for what was found beside its name.
const BESIDE: usize = 60;
/// The steps of a clock that waits can be measured with, in nanoseconds.
const STEP: u64 = 1_000_000;

/// Tools without which submissions of their kind cannot be graded.
const NEEDED: [&str; 2] = ["cargo", "python3"];
/// Tools that some submissions build with.
const USEFUL: [&str; 3] = ["rustc", "cc", "make"];

/// One thing that was looked at.
struct Finding {
    /// Its name, for programs.
    id: String,
    /// Its name, for people.
    label: String,
    found: String,
    state: State,
    /// What would make it good.
    next: Option<String>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Good,
    /// It is not there, and nobody misses it.
    Idle,
    Bad,
}

/// Looks at everything, and says what could be better.
pub(super) fn run(
    doctor: &Doctor,
    catalog: &Catalog,
    settings: &Settings,
) -> Result<Answer, Problem> {
    if doctor.print_apparmor {
        let itself = fs::read_link("/proc/self/exe").unwrap_or_default();
        return Ok(answer(apparmor(&itself), ExitStatus::Earned));
    }
    let machine = |error| Problem::from(Trouble::from(GradeError::Machine(error)));
    let scratch = Scratch::new().map_err(machine)?;
    let survey = Survey::of(&scratch).map_err(machine)?;
    let mut findings = machine_findings(&survey, catalog);
    findings.extend(tool_findings(settings, catalog));
    let kept = stores(&settings.environment);
    findings.extend(store_findings(kept.as_ref(), catalog));
    let text = match doctor.findings {
        AnswerFormat::Text => page(&survey.isolation, &findings, catalog, settings.columns()),
        AnswerFormat::Json => object(&survey, kept.as_ref(), &findings, catalog),
    };
    let bad = findings.iter().any(|one| one.state == State::Bad);
    let status = if bad {
        ExitStatus::Lost
    } else {
        ExitStatus::Earned
    };
    Ok(answer(text, status))
}

fn answer(text: String, status: ExitStatus) -> Answer {
    Answer {
        text,
        status,
        warning: None,
    }
}

fn machine_findings(survey: &Survey, catalog: &Catalog) -> Vec<Finding> {
    let found = |tried: Result<String, &Failed>| match tried {
        Ok(found) => found,
        Err(failed) => catalog.text("doctor-no", &args!["why" => Arg::shown(failed)]),
    };
    let yes = || catalog.plain("doctor-yes");
    let finding = |id: &str, label: &str, found: String, state| Finding {
        id: id.into(),
        label: catalog.plain(label),
        found,
        state,
        next: None,
    };
    let kernel = escape::harmless(&survey.kernel);
    let mut findings = vec![finding("kernel", "doctor-kernel", kernel, State::Good)];
    findings.extend(kinds(survey, catalog));
    // What of these is not there is what machines were refused for, and was told above; or they do without it.
    let part = |is_there| if is_there { State::Good } else { State::Idle };
    for (name, tried) in &survey.namespaces {
        findings.push(Finding {
            label: catalog.text("doctor-namespace", &args!["name" => *name]),
            ..finding(
                &format!("namespace-{name}"),
                "doctor-yes",
                found(tried.as_ref().map(|()| yes())),
                part(tried.is_ok()),
            )
        });
    }
    let landlock = found(survey.landlock.as_ref().map(u32::to_string));
    let state = part(survey.landlock.is_ok());
    findings.push(finding("landlock", "doctor-landlock", landlock, state));
    let seccomp = found(survey.seccomp.as_ref().map(|()| yes()));
    let state = part(survey.seccomp.is_ok());
    findings.push(finding("seccomp", "doctor-seccomp", seccomp, state));
    let cgroup = catalog.plain(match survey.cgroup {
        Cgroup::Delegated => "doctor-cgroup-delegated",
        Cgroup::NotDelegated => "doctor-cgroup-not-delegated",
        Cgroup::None => "doctor-cgroup-none",
    });
    findings.push(finding("cgroup", "doctor-cgroup", cgroup, State::Idle));

    let processors = survey.processors.to_string();
    findings.push(finding(
        "processors",
        "doctor-processors",
        processors,
        State::Good,
    ));
    let enough = |is_enough: bool, mut finding: Finding| {
        if !is_enough {
            finding.state = State::Bad;
            finding.next = Some(catalog.plain("doctor-room-next"));
        }
        finding
    };
    if let Some([free, all]) = survey.memory {
        let found = catalog.text(
            "doctor-free-of",
            &args!["free" => size(free, catalog), "all" => size(all, catalog)],
        );
        let memory = finding("memory", "doctor-memory", found, State::Good);
        findings.push(enough(free >= MEMORY, memory));
    }
    if let Some(free) = survey.disk {
        let found = catalog.text("doctor-free", &args!["free" => size(free, catalog)]);
        let disk = finding("disk", "doctor-disk", found, State::Good);
        findings.push(enough(free >= ROOM, disk));
    }
    let (source, step) = &survey.clock;
    let found = catalog.text("doctor-steps", &args!["source" => source, "step" => *step]);
    let state = if *step <= STEP {
        State::Good
    } else {
        State::Bad
    };
    findings.push(Finding {
        next: (state == State::Bad).then(|| catalog.plain("doctor-clock-next")),
        ..finding("clock", "doctor-clock", found, state)
    });
    findings
}

/// The kinds of machines, the best first: it is bad not to have one only while none better was found.
fn kinds(survey: &Survey, catalog: &Catalog) -> Vec<Finding> {
    let mut has_better = false;
    let finding = |(kind, tried): &(IsolationKind, Tried)| {
        let (id, label) = match kind {
            IsolationKind::Isolated => ("isolated", "doctor-isolated"),
            IsolationKind::Landlock => ("walled", "doctor-walled"),
            IsolationKind::Plain => ("plain", "doctor-plain"),
        };
        let (found, next, state) = match tried {
            Ok(()) => (catalog.plain("doctor-yes"), None, State::Good),
            Err((failed, remedy)) => {
                let next = match kind {
                    IsolationKind::Isolated => machines::remedy(*remedy, catalog),
                    IsolationKind::Landlock | IsolationKind::Plain => {
                        catalog.plain("isolation-landlock-remedy")
                    }
                };
                let found = catalog.text("doctor-no", &args!["why" => Arg::shown(failed)]);
                let state = if has_better { State::Idle } else { State::Bad };
                (found, Some(next), state)
            }
        };
        has_better |= tried.is_ok();
        Finding {
            id: id.into(),
            label: catalog.plain(label),
            found,
            state,
            next,
        }
    };
    survey.kinds.iter().map(finding).collect()
}

/// The toolchain and interpreters that submissions need.
fn tool_findings(settings: &Settings, catalog: &Catalog) -> Vec<Finding> {
    let environment = &settings.environment;
    let look = |name: &str, needed| {
        let version = environment.command(name).and_then(|path| {
            let answer = query(Command::new(&path).arg("--version"), LIMIT).ok()?;
            let line = answer.stdout.lines().next()?.to_owned();
            answer.success.then(|| {
                let path = escape::harmless(&path.display().to_string());
                format!("{} ({path})", escape::harmless(&line))
            })
        });
        Finding {
            id: name.into(),
            label: name.into(),
            state: match (&version, needed) {
                (Some(_), _) => State::Good,
                (None, true) => State::Bad,
                (None, false) => State::Idle,
            },
            next: match (&version, name) {
                (None, "cargo") => Some(catalog.plain("no-cargo-remedy")),
                (None, _) if needed => {
                    Some(catalog.text("advice-no-interpreter", &args!["needs" => name]))
                }
                _ => None,
            },
            found: version.unwrap_or_else(|| catalog.plain("doctor-missing")),
        }
    };
    let needed = NEEDED.iter().map(|name| look(name, true));
    needed
        .chain(USEFUL.iter().map(|name| look(name, false)))
        .collect()
}

/// What is kept of builds, and whether it can be relied on.
fn store_findings(kept: Option<&[Store; 2]>, catalog: &Catalog) -> Vec<Finding> {
    let Some(kept) = kept else {
        return vec![Finding {
            id: "stores".into(),
            label: catalog.plain("doctor-stores"),
            found: catalog.plain("no-cache"),
            state: State::Bad,
            next: Some(catalog.plain("no-cache-remedy")),
        }];
    };
    let finding = |store: &Store| {
        let (label, some) = match store.kind {
            Kind::Layers => ("doctor-layers", "doctor-layers-found"),
            Kind::Answers => ("doctor-answers", "doctor-answers-found"),
        };
        let bad = |message: &str, folder: &Path, next: &str| {
            let path = folder.display().to_string();
            let said = |message| catalog.text(message, &args!["path" => &path]);
            (said(message), State::Bad, Some(said(next)))
        };
        let (found, state, next) = match &store.wrong {
            Some((folder, Unfit::Closed)) => {
                bad("doctor-store-closed", folder, "doctor-store-closed-next")
            }
            Some((folder, Unfit::Foreign)) => {
                bad("doctor-store-foreign", folder, "doctor-store-open-next")
            }
            Some((folder, Unfit::Open)) => {
                bad("doctor-store-open", folder, "doctor-store-open-next")
            }
            None => {
                let path = store.path.display().to_string();
                let (message, state) = match store.count {
                    0 => ("doctor-store-empty", State::Idle),
                    _ => (some, State::Good),
                };
                let found = catalog.text(
                    message,
                    &args!["path" => &path, "count" => store.count, "size" => size(store.bytes, catalog)],
                );
                (found, state, None)
            }
        };
        Finding {
            id: store.kind.name().into(),
            label: catalog.plain(label),
            found,
            state,
            next,
        }
    };
    kept.iter().map(finding).collect()
}

fn page(isolation: &Isolation, findings: &[Finding], catalog: &Catalog, columns: usize) -> String {
    let labels = findings.iter().map(|one| one.label.width());
    let column = labels.max().unwrap_or(0);
    let mut text = String::new();
    let mut line = |lead: &str, gap: usize, told: &str| {
        if columns >= BESIDE {
            text += &format!("{lead}{:gap$}  {told}\n", "");
        } else {
            if !lead.trim().is_empty() {
                text += &format!("{lead}\n");
            }
            for line in wrapped(told, columns - 4, columns - 4, str::to_owned) {
                text += &format!("    {line}\n");
            }
        }
    };
    for one in findings {
        let sign = match one.state {
            State::Good => '✓',
            State::Idle => '–',
            State::Bad => '✗',
        };
        let gap = column - one.label.width();
        let lead = format!("{sign} {}", one.label);
        line(&lead, gap, &one.found);
        if let Some(next) = &one.next {
            line("  ", column, &format!("→ {next}"));
        }
    }
    let kind = machines::kind(isolation, catalog);
    line(&format!("\n{}", catalog.plain("label-machines")), 0, &kind);
    for (label, said) in machines::said(isolation, catalog) {
        line(&label, 0, &said);
    }
    text
}

fn object(
    survey: &Survey,
    kept: Option<&[Store; 2]>,
    findings: &[Finding],
    catalog: &Catalog,
) -> String {
    let stores: Map<String, Value> = kept
        .into_iter()
        .flatten()
        .map(|store| {
            let value = json!({
                "path": store.path.display().to_string(),
                "count": store.count,
                "bytes": store.bytes,
                "writable": !matches!(store.wrong, Some((_, Unfit::Closed))),
            });
            (store.kind.name().into(), value)
        })
        .collect();
    let findings: Map<String, Value> = findings
        .iter()
        .map(|one| {
            let good = match one.state {
                State::Good => Value::Bool(true),
                State::Bad => Value::Bool(false),
                State::Idle => Value::Null,
            };
            let value = json!({ "good": good, "found": one.found, "next": one.next });
            (one.id.clone(), value)
        })
        .collect();
    let kinds = survey.kinds.iter().filter(|(_, tried)| tried.is_ok());
    let object = json!({
        "format": 1,
        "isolation": survey.isolation.kind,
        "isolation_why": survey.isolation.why,
        "isolation_next": survey.isolation.remedy.map(|known| machines::remedy(known, catalog)),
        "guarantees": survey.isolation.guarantees,
        "kinds": kinds.map(|(kind, _)| kind).collect::<Vec<_>>(),
        "stores": stores,
        "findings": findings,
    });
    format!("{object:#}\n")
}

/// A profile that lets this program make user namespaces where AppArmor forbids them to programs that it does not know.
fn apparmor(executable: &Path) -> String {
    let path = executable.display();
    format!(
        "abi <abi/4.0>,\ninclude <tunables/global>\n\nprofile grader \"{path}\" flags=(unconfined) {{\n  userns,\n}}\n"
    )
}

#[cfg(test)]
mod tests {
    use unicode_width::UnicodeWidthStr;

    use super::{Finding, State, page};
    use crate::explain::sample;
    use crate::i18n::Catalog;
    use crate::model::Lang;

    #[test]
    fn what_is_found_stands_beside_its_name_or_below_it() {
        let findings = [Finding {
            id: "memory".to_owned(),
            label: "memory".to_owned(),
            found: "not as much as any of the programs needs".to_owned(),
            state: State::Bad,
            next: Some("free some of it, by ending what is not in use".to_owned()),
        }];
        let isolation = sample::report(vec![]).isolation;
        let page = |columns| page(&isolation, &findings, &Catalog::new(Lang::En), columns);
        let wide = "✗ memory  not as much as any of the programs needs\n          → free some";
        assert!(page(80).starts_with(wide), "{}", page(80));
        let narrow = page(40);
        assert!(
            narrow.starts_with(
                "✗ memory\n    not as much as any of the programs\n    needs\n    → free"
            ),
            "{narrow}"
        );
        assert!(narrow.lines().all(|line| line.width() <= 40), "{narrow}");
    }
}
