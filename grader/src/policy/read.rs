//! `batch.toml` and `changes.toml`, or all that is wrong with them.

use std::collections::BTreeSet;
use std::path::{Component, Path};

use jiff::tz::TimeZone;
use toml::de::{DeTable, DeValue};

use super::late::{deadline, instant};
use super::table::{Found, Table, Value, mark, parse};
use super::wrong::{Problems, Should, Wrong};
use super::{Change, Late, Policy, Rounding, SCALE, Way};

const HOUR: u64 = 3600;

/// The keys of `batch.toml`, of its `[late]`, and of a change.
const RULES: [&str; 7] = ["scale", "step", "round", "cap", "late", "extra", "overlay"];
const LATE: [&str; 6] = ["due", "zone", "grace", "penalty", "per", "most"];
const CHANGE: [&str; 4] = ["of", "mark", "comment", "reason"];

/// Reads `batch.toml`; `file` is how it is named where its problems are shown, `full` the exercise's full mark, and `scales`
/// those that count here or did when it was written.
///
/// # Errors
/// With all that is wrong with it, and where nobody knows out of which of several full marks its numbers are.
pub fn policy(file: &str, source: &str, full: u32, scales: &[u32]) -> Result<Policy, Problems> {
    let mut wrong = Found::default();
    let parsed = parse(source, &["extra"], &mut wrong);
    let mut table = Table::new(&parsed, 0..0, &RULES, &mut wrong);
    let scale = table.scale("scale");
    let highest = scale.unwrap_or_else(|| scales.iter().copied().fold(full, u32::max));
    let step = table.mark("step", highest);
    if step == Some(0) {
        table.read::<()>("step", Should::Positive, |_| None);
    }
    let way = table.word("round", &["down", "nearest", "up"], |word| match word {
        "down" => Some(Way::Down),
        "nearest" => Some(Way::Nearest),
        "up" => Some(Way::Up),
        _ => None,
    });
    let rounding = (step.is_some() || way.is_some()).then(|| Rounding {
        step: step.unwrap_or(1),
        way: way.unwrap_or(Way::Down),
    });
    let cap = table.mark("cap", highest);
    let late = table.value("late");
    let extra = table.list("extra");
    let overlay = table.read("overlay", Should::Path, |value| {
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
            Some(found) => policy.late = read_late(found, late.span(), highest, &mut wrong),
            None => wrong.add(late.span(), Wrong::NoTable("late")),
        }
    }
    for (one, span) in extra {
        let mut table = Table::new(one, span, &["of", "time"], &mut wrong);
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
        wrong.add(number.span(), Wrong::NoScale(scales.into_iter().collect()));
    }
    wrong.unless_any(file, source, policy)
}

/// The first number that counts on a scale.
fn counted<'a>(table: &'a DeTable<'a>) -> Option<&'a Value<'a>> {
    let late = table.get("late").and_then(|late| late.get_ref().as_table());
    let rules = ["step", "cap"].map(|key| table.get(key));
    let costs = ["penalty", "most"].map(|key| late?.get(key));
    rules.into_iter().chain(costs).flatten().next()
}

fn read_late(
    found: &DeTable<'_>,
    span: std::ops::Range<usize>,
    highest: u32,
    wrong: &mut Found,
) -> Option<Late> {
    let mut table = Table::new(found, span, &LATE, wrong);
    table.must_have("due");
    table.must_have("zone");
    table.must_have("penalty");
    let zone = table.read("zone", Should::Zone, |value| {
        TimeZone::get(value.as_str()?).ok()
    });
    let in_zone = zone.clone().unwrap_or(TimeZone::UTC);
    let text = |value: &DeValue<'_>| match value {
        DeValue::Datetime(time) => Some(time.to_string()),
        value => value.as_str().map(ToOwned::to_owned),
    };
    let due = table.read("due", Should::Time, |value| {
        let text = text(value)?;
        instant(&text, &in_zone).map(|_| text)
    });
    let due =
        due.and_then(|text| table.read("due", Should::ShownTime, |_| deadline(&text, &in_zone)));
    let per = table.word("per", &["hour", "day", "week", "once"], |word| match word {
        "hour" => Some(Some(HOUR)),
        "day" => Some(Some(24 * HOUR)),
        "week" => Some(Some(7 * 24 * HOUR)),
        "once" => Some(None),
        _ => None,
    });
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
pub fn changes(file: &str, source: &str, scales: &[u32]) -> Result<Vec<Change>, Problems> {
    let mut wrong = Found::default();
    let parsed = parse(source, &["change"], &mut wrong);
    let mut table = Table::new(&parsed, 0..0, &["out_of", "change"], &mut wrong);
    let said = table.scale("out_of");
    let out_of = said.or(scales.iter().max().copied()).unwrap_or(SCALE);
    let mut is_clear = table.value("out_of").is_some() || scales.len() < 2;
    let found = table.list("change");
    let mut changes = vec![];
    for (one, span) in found {
        let mut table = Table::new(one, span.clone(), &CHANGE, &mut wrong);
        table.must_have("of");
        table.must_have("reason");
        let (of, reason) = (table.text("of"), table.text("reason"));
        let should = match is_clear {
            true => Should::ChangedMark(out_of),
            false => Should::Mark(out_of),
        };
        let mark = table.read("mark", should, |value| mark(value, out_of));
        let comment = table.text("comment");
        if let Some(value) = table.value("mark").filter(|_| !is_clear) {
            is_clear = true;
            let wrong = Wrong::NoOutOf(scales.to_owned());
            table.found().add(value.span(), wrong);
        }
        if table.value("mark").is_none() && table.value("comment").is_none() {
            table.found().add(span.clone(), Wrong::GivesNothing);
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
    wrong.unless_any(file, source, changes)
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
