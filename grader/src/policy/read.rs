//! `batch.toml` and `changes.toml`, or all that is wrong with them.

use std::collections::BTreeSet;
use std::path::{Component, Path};

use jiff::tz::TimeZone;
use toml::de::{DeTable, DeValue};

use super::late::{deadline, instant};
use super::table::{Problems, Table, Value, parse};
use super::{Change, Late, Policy, Rounding, SCALE, Way};
use crate::spec::SpecProblems;

const HOUR: u64 = 3600;

/// Reads `batch.toml`; `file` is how it is named where its problems are shown, `full` the exercise's full mark, and `scales`
/// those that count here or did when it was written.
///
/// # Errors
/// With all that is wrong with it, and where nobody knows out of which of several full marks its numbers are.
pub fn policy(file: &str, source: &str, full: u32, scales: &[u32]) -> Result<Policy, SpecProblems> {
    let mut problems = Problems::default();
    let parsed = parse(source, &mut problems);
    let known = ["scale", "step", "round", "cap", "late", "extra", "overlay"];
    let mut table = Table::new(&parsed, 0..0, &known, &mut problems);
    let scale = table.scale("scale");
    let highest = scale.unwrap_or_else(|| scales.iter().copied().fold(full, u32::max));
    let step = table.mark("step", highest);
    if step == Some(0) {
        table.read::<()>("step", "more than 0", |_| None);
    }
    let way = table.read(
        "round",
        "\"down\", \"nearest\" or \"up\"",
        |value| match value.as_str()? {
            "down" => Some(Way::Down),
            "nearest" => Some(Way::Nearest),
            "up" => Some(Way::Up),
            _ => None,
        },
    );
    let rounding = (step.is_some() || way.is_some()).then(|| Rounding {
        step: step.unwrap_or(1),
        way: way.unwrap_or(Way::Down),
    });
    let cap = table.mark("cap", highest);
    let late = table.value("late");
    let extra = table.list("extra");
    let should = "the path of a file: below this one's folder, or from the root";
    let overlay = table.read("overlay", should, |value| {
        let path = Path::new(value.as_str()?);
        let below = |part| matches!(part, Component::Normal(_));
        let named = path.file_name().is_some();
        (named && (path.is_absolute() || path.components().all(below))).then(|| path.to_owned())
    });
    let mut policy = Policy {
        full,
        scale,
        rounding,
        cap,
        overlay,
        ..Policy::default()
    };
    if let Some(late) = late {
        match late.get_ref().as_table() {
            Some(found) => policy.late = read_late(found, late.span(), highest, &mut problems),
            None => problems.add(
                late.span(),
                "`late` must be a table",
                "write [late] before its keys",
            ),
        }
    }
    for (one, span) in extra {
        let mut table = Table::new(one, span, &["of", "time"], &mut problems);
        table.must_have("of");
        table.must_have("time");
        if let (Some(of), Some(seconds)) = (table.text("of"), table.seconds("time")) {
            let most = policy.extra.entry(of).or_default();
            *most = (*most).max(seconds);
        }
    }
    let is_clear = parsed.contains_key("scale") || scales.iter().all(|scale| *scale == full);
    if let Some(number) = counted(&parsed).filter(|_| !is_clear) {
        let scales: BTreeSet<u32> = scales.iter().copied().chain([full]).collect();
        let help = format!("write at the top {}", either("scale", scales));
        problems.add(number.span(), "it is not said out of what this is", &help);
    }
    problems.unless_any(file, source, policy)
}

/// The first number that counts on a scale.
fn counted<'a>(table: &'a DeTable<'a>) -> Option<&'a Value<'a>> {
    let late = table.get("late").and_then(|late| late.get_ref().as_table());
    let rules = ["step", "cap"].map(|key| table.get(key));
    let costs = ["penalty", "most"].map(|key| late?.get(key));
    rules.into_iter().chain(costs).flatten().next()
}

/// The ways to say which of these is meant.
fn either(key: &str, scales: impl IntoIterator<Item = u32>) -> String {
    let said = scales.into_iter().map(|scale| format!("`{key} = {scale}`"));
    said.collect::<Vec<_>>().join(" or ")
}

fn read_late(
    found: &DeTable<'_>,
    span: std::ops::Range<usize>,
    highest: u32,
    problems: &mut Problems,
) -> Option<Late> {
    let known = ["due", "zone", "grace", "penalty", "per", "most"];
    let mut table = Table::new(found, span, &known, problems);
    table.must_have("due");
    table.must_have("zone");
    table.must_have("penalty");
    let zone = table.read("zone", "a time zone such as \"Europe/Paris\"", |value| {
        TimeZone::get(value.as_str()?).ok()
    });
    let in_zone = zone.clone().unwrap_or(TimeZone::UTC);
    let text = |value: &DeValue<'_>| match value {
        DeValue::Datetime(time) => Some(time.to_string()),
        value => value.as_str().map(ToOwned::to_owned),
    };
    let due = table.read(
        "due",
        "a day and a time such as \"2026-03-01 23:59\"",
        |value| {
            let text = text(value)?;
            instant(&text, &in_zone).map(|_| text)
        },
    );
    let due = due.and_then(|text| {
        let should = "a time that there is in this zone: its clocks are put forward over this one";
        table.read("due", should, |_| deadline(&text, &in_zone))
    });
    let per = table.read(
        "per",
        "\"hour\", \"day\", \"week\" or \"once\"",
        |value| match value.as_str()? {
            "hour" => Some(Some(HOUR)),
            "day" => Some(Some(24 * HOUR)),
            "week" => Some(Some(7 * 24 * HOUR)),
            "once" => Some(None),
            _ => None,
        },
    );
    let (grace, penalty, most) = (
        table.seconds("grace"),
        table.mark("penalty", highest),
        table.mark("most", highest),
    );
    Some(Late {
        due: due?,
        zone: zone?,
        grace: grace.unwrap_or(0),
        penalty: penalty?,
        per: per.unwrap_or(Some(24 * HOUR)),
        most,
    })
}

/// Reads `changes.toml`; `file` is how it is named where its problems are shown. Unless it says out of what its marks are,
/// they are out of the only one of `scales`, the full marks that count here or did when it was written.
///
/// # Errors
/// With all that is wrong with it, and where nobody knows out of which of several `scales` its marks are.
pub fn changes(file: &str, source: &str, scales: &[u32]) -> Result<Vec<Change>, SpecProblems> {
    let mut problems = Problems::default();
    let parsed = parse(source, &mut problems);
    let mut table = Table::new(&parsed, 0..0, &["out_of", "change"], &mut problems);
    let said = table.scale("out_of");
    let out_of = said.or(scales.iter().max().copied()).unwrap_or(SCALE);
    let mut is_clear = table.value("out_of").is_some() || scales.len() < 2;
    let found = table.list("change");
    let mut changes = vec![];
    for (one, span) in found {
        let known = ["of", "mark", "comment", "reason"];
        let mut table = Table::new(one, span.clone(), &known, &mut problems);
        table.must_have("of");
        table.must_have("reason");
        let (of, reason) = (table.text("of"), table.text("reason"));
        let (mark, comment) = (table.mark("mark", out_of), table.text("comment"));
        if let Some(value) = table.value("mark") {
            if !is_clear {
                is_clear = true;
                let scales = either("out_of", scales.iter().copied());
                let help = format!("write above the first [[change]] {scales}");
                let message = "it is not said out of what this mark is";
                table.problems().add(value.span(), message, &help);
            } else if mark.is_none() {
                let help = format!(
                    "they are out of {out_of}: `out_of` above the first [[change]] says otherwise"
                );
                table.problems().help(help);
            }
        }
        if table.value("mark").is_none() && table.value("comment").is_none() {
            let message = "a change says neither a `mark` nor a `comment`";
            table.problems().add(span.clone(), message, "");
        }
        let place = table.value("of").map_or(span, toml::Spanned::span);
        if let (Some(of), Some(reason)) = (of, reason) {
            changes.push(Change {
                said: format!("{of:?} {mark:?} {comment:?} {reason:?}"),
                of,
                place,
                mark,
                out_of,
                comment,
                reason,
            });
        }
    }
    problems.unless_any(file, source, changes)
}

/// `changes.toml` as it is for results on another scale: its marks are out of `full`, as it says from now on.
pub fn written_for(full: u32, source: &str) -> String {
    let source = source.trim_start_matches('\u{feff}');
    let says_it = DeTable::parse(source).is_ok_and(|table| table.get_ref().contains_key("out_of"));
    match says_it {
        true => source.to_owned(),
        false => format!("out_of = {full}\n{source}"),
    }
}
