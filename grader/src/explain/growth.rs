//! What a program uses more and more of, in a sentence.

use super::{ending, who};
use crate::i18n::{Catalog, args};
use crate::model::{CheckReport, Fact, Member};

/// How much of `what` a program used at both times, and after how many clients, where that is known.
pub(super) fn sentence(
    actor: &Member,
    what: &str,
    [before, now]: [u64; 2],
    check: &CheckReport,
    catalog: &Catalog,
) -> String {
    let [earlier, later] = clients(check, actor, what, before).unwrap_or([0, 0]);
    let args = args![
        "actor" => who::named(actor, &check.cast, catalog),
        "what" => what,
        "before" => before,
        "now" => now,
        "earlier" => earlier,
        "later" => later
    ];
    catalog.text("grows", &args)
}

/// How many clients had come to `actor` when it used so much, and when the check failed, where both are known.
fn clients(check: &CheckReport, actor: &Member, what: &str, before: u64) -> Option<[usize; 2]> {
    let (mut came, mut earlier) = (0, 0);
    for fact in ending::before(check) {
        match fact {
            Fact::Connected { to, .. } if to == actor => came += 1,
            Fact::Used {
                actor: who,
                threads,
                descriptors,
                processes,
                connections,
            } if who == actor => {
                let used = match what {
                    "threads" => Some(*threads),
                    "descriptors" => Some(*descriptors),
                    "processes" => *processes,
                    "connections" => *connections,
                    _ => None,
                };
                if used == Some(before) {
                    earlier = came;
                }
            }
            _ => {}
        }
    }
    let is_known = check.evidence.left_out == 0 && earlier > 1;
    is_known.then_some([earlier, came])
}
