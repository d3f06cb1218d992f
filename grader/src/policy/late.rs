//! Whether work is late, and by how much. Hours count as they pass, also over a change of the clocks.

use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ZonedDateTime};

use super::Late;
use super::read::policy;
use super::table::HIGHEST;

/// When a text such as `2026-03-01 23:59`, `2026-03-01T23:59:00+01:00`, `2026-03-01 23:59:00 +01:00` or
/// `2026-03-01T23:59[Europe/Paris]` is.
pub(super) fn instant(text: &str, zone: &TimeZone) -> Option<ZonedDateTime> {
    let text = &joined(text);
    if let Ok(zoned) = text.parse::<ZonedDateTime>() {
        return Some(zoned);
    }
    if let Ok(timestamp) = text.parse::<Timestamp>() {
        return Some(timestamp.to_zoned_datetime(zone.clone()));
    }
    // A day is no time: nobody can tell which of its ends is meant.
    let civil: DateTime = text.parse().ok().filter(|_| text.contains(':'))?;
    civil.to_zoned_datetime(zone.clone()).ok()
}

/// A text without the space ahead of its offset, as spreadsheets and databases write it.
fn joined(text: &str) -> String {
    let text = text.trim();
    match text.rsplit_once(char::is_whitespace) {
        Some((time, offset)) if time.contains(':') && offset.starts_with(['+', '-', 'Z']) => {
            time.trim_end().to_owned() + offset
        }
        Some(_) | None => text.to_owned(),
    }
}

/// When a text says that work is due, unless clocks are put forward over it in the zone that it means: nobody has seen that
/// time.
pub(super) fn deadline(text: &str, zone: &TimeZone) -> Option<ZonedDateTime> {
    let when = instant(text, zone)?;
    let text = &joined(text);
    // What says an offset and no zone is a moment, whatever clocks show.
    let is_moment = text.parse::<ZonedDateTime>().is_err() && text.parse::<Timestamp>().is_ok();
    let civil: Option<DateTime> = text.parse().ok();
    let is_seen = civil.is_none_or(|civil| civil == when.datetime());
    (is_moment || is_seen).then_some(when)
}

/// The zone of times that do not say theirs, as far as it is known.
#[derive(Debug, Clone, Default)]
pub struct Zone(Option<TimeZone>);

impl Zone {
    /// That of a `batch.toml`, if it is one and says so.
    pub fn of(source: &str) -> Self {
        let policy = policy("", source, HIGHEST, &[]).ok();
        Self(policy.and_then(|policy| policy.late).map(|late| late.zone))
    }

    /// When a text says that something is, if it does: seconds by which times are told apart that `knows` all of, or none.
    pub fn seconds(&self, text: &str) -> Option<i64> {
        let zone = self.0.clone().unwrap_or(TimeZone::UTC);
        Some(instant(text, &zone)?.timestamp().as_second())
    }

    /// Whether the zone of this time is known.
    pub fn knows(&self, text: &str) -> bool {
        let text = &joined(text);
        let says_it = text.parse::<ZonedDateTime>().is_ok() || text.parse::<Timestamp>().is_ok();
        says_it || self.0.is_some()
    }
}

impl Late {
    /// The seconds by which work of somebody with `extra` seconds is late; none when it is in time.
    pub(super) fn by(&self, submitted: &ZonedDateTime, extra: u64) -> Option<u64> {
        let after = submitted.timestamp().as_second() - self.due.timestamp().as_second();
        let after = u64::try_from(after).ok()?.checked_sub(extra)?;
        (after > self.grace).then_some(after)
    }

    /// When work of somebody with `extra` seconds is due, by the clocks of its zone.
    pub(super) fn until(&self, extra: u64) -> String {
        let seconds = self.due.timestamp().as_second();
        let due = Timestamp::from_second(seconds.saturating_add_unsigned(extra));
        let due = due.unwrap_or(Timestamp::MAX);
        let due = due.to_zoned_datetime(self.zone.clone());
        let form = match due.second() {
            0 => "%Y-%m-%d %H:%M (%Q)",
            _ => "%Y-%m-%d %H:%M:%S (%Q)",
        };
        due.strftime(form).to_string()
    }

    /// What it costs, in hundredths, and whether it would cost more, were there no limit.
    pub(super) fn penalty(&self, seconds: u64) -> (u32, bool) {
        let times = self.per.map_or(1, |per| seconds.div_ceil(per.max(1)));
        let taken = u64::from(self.penalty).saturating_mul(times);
        let taken = u32::try_from(taken).unwrap_or(u32::MAX);
        match self.most {
            Some(most) if taken > most => (most, true),
            Some(_) | None => (taken, false),
        }
    }
}
