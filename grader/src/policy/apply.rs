//! From what was earned to the mark that counts, step by step.

use super::late::instant;
use super::{Change, Late, Policy, Rounding, Short, Way};
use crate::model::{Adjustment, Entry, Given, Mark, Ruling};

/// Parts of a mark that is being worked out: rounding looks at more than hundredths.
const PARTS: u64 = 10_000;

impl Policy {
    /// The mark that counts for a submission, by rules and changes that are settled. What a teacher has changed goes last,
    /// and no rule touches it.
    pub fn ruling(&self, entry: &Entry, changes: &[Change]) -> Ruling {
        let earned = entry.report().map(|report| report.mark);
        let mut given = earned.map(|mark| self.given(entry, &mark));
        let ours = changes.iter().find(|one| one.of == entry.name);
        let out_of = self.out_of(earned.as_ref());
        let on_scale = ours.filter(|one| one.out_of == out_of);
        if let Some((change, mark)) = on_scale.and_then(|one| Some((one, one.mark?))) {
            let mut steps = given
                .as_ref()
                .map_or_else(Vec::new, |given| given.steps.clone());
            steps.push(Adjustment::Changed {
                from: given.as_ref().map(|given| given.hundredths),
                reason: Some(change.reason.clone()),
            });
            given = Some(Given {
                hundredths: mark,
                out_of,
                provisional: false,
                steps,
            });
        }
        let comment = ours.and_then(|one| one.comment.clone());
        Ruling { given, comment }
    }

    /// The full mark of what counts where this was earned, or nothing was graded.
    pub fn out_of(&self, earned: Option<&Mark>) -> u32 {
        self.scale
            .unwrap_or(earned.map_or(self.full, |mark| mark.out_of))
    }

    /// Whether it is known, as far as it matters, when work was handed in of which this is said.
    pub fn knows_time(&self, submitted: Option<&str>) -> bool {
        let knows = |late: &Late| submitted.is_some_and(|text| instant(text, &late.zone).is_some());
        self.late.as_ref().is_none_or(knows)
    }

    /// Whether a mark may be another than the one that was earned.
    pub fn has_rules(&self) -> bool {
        let Self {
            full: _,
            scale,
            rounding,
            cap,
            late,
            extra: _,
            overlay: _,
        } = self;
        scale.is_some() || rounding.is_some() || cap.is_some() || late.is_some()
    }

    /// When a submission was due, to be shown, and the extra seconds in that, by rules that are settled.
    pub fn due(&self, submission: &str) -> Option<(String, u64)> {
        let extra = self.extra_of(submission);
        Some((self.late.as_ref()?.until(extra), extra))
    }

    fn extra_of(&self, submission: &str) -> u64 {
        self.extra.get(submission).copied().unwrap_or(0)
    }

    /// What steps leave of the full mark, or of the cap below it, where that is less.
    pub fn short(&self) -> Option<Short> {
        let step = self.rounding?.step;
        let full = self.out_of(None) * 100;
        let most = self.cap.map_or(full, |cap| full.min(cap));
        let highest = most / step * step;
        (highest < most).then_some(Short {
            step,
            most,
            highest,
        })
    }

    fn given(&self, entry: &Entry, mark: &Mark) -> Given {
        let out_of = self.out_of(Some(mark));
        let full = u64::from(out_of) * PARTS;
        let mut steps = vec![];
        // The same scale gives the same mark; another one, and what is rounded, is worked out from the points, which are exact.
        let is_scaled = out_of != mark.out_of;
        if is_scaled {
            steps.push(Adjustment::Scaled {
                from: mark.hundredths,
                out_of: mark.out_of,
            });
        }
        let mut parts = if !is_scaled && self.rounding.is_none() {
            u64::from(mark.hundredths) * (PARTS / 100)
        } else {
            let ratio = full * u64::from(mark.earned) / u64::from(mark.points.max(1));
            ratio.min(full)
        };
        if let Some(late) = &self.late {
            let submitted = entry.submitted.as_deref();
            let extra = self.extra_of(&entry.name);
            match submitted.and_then(|text| instant(text, &late.zone)) {
                None => steps.push(Adjustment::HandedInUnknown),
                Some(submitted) => {
                    if let Some(seconds) = late.by(&submitted, extra) {
                        let (taken, is_most) = late.penalty(seconds);
                        parts = parts.saturating_sub(u64::from(taken) * (PARTS / 100));
                        steps.push(Adjustment::Late {
                            seconds: Some(seconds),
                            taken,
                            is_most,
                        });
                    }
                }
            }
        }
        if let Some(most) = self.cap {
            let highest = u64::from(most) * (PARTS / 100);
            if parts > highest {
                parts = highest;
                steps.push(Adjustment::Capped { most });
            }
        }
        if let Some(rounding) = self.rounding {
            // Nobody gets more than the full mark or the cap, which need not be marks that rounding gives.
            let most = self
                .cap
                .map_or(full, |most| full.min(u64::from(most) * (PARTS / 100)));
            let rounded = rounding.round(parts).min(rounding.down(most));
            if rounded != parts {
                steps.push(Adjustment::Rounded {
                    from: u32::try_from(parts).unwrap_or(u32::MAX),
                });
                parts = rounded;
            }
        }
        Given {
            hundredths: u32::try_from(parts / (PARTS / 100)).unwrap_or(u32::MAX),
            out_of,
            provisional: mark.provisional,
            steps,
        }
    }
}

impl Rounding {
    fn round(self, parts: u64) -> u64 {
        let step = self.parts();
        match self.way {
            Way::Down => self.down(parts),
            Way::Nearest => (parts + step / 2) / step * step,
            Way::Up => parts.div_ceil(step) * step,
        }
    }

    fn down(self, parts: u64) -> u64 {
        parts / self.parts() * self.parts()
    }

    /// A step, in parts of a mark.
    fn parts(self) -> u64 {
        u64::from(self.step) * (PARTS / 100)
    }
}
