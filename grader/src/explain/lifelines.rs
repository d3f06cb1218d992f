//! Who stands where in a sequence diagram: who dials on the left, who is dialled on the right; a group's members share a
//! line, but for those who are concerned.

use std::collections::BTreeSet;

use super::rows::Row;
use crate::i18n::Catalog;
use crate::model::{CheckReport, Fact, Member};

/// The lines, and who stands on which.
pub(super) struct Lifelines<'a> {
    pub(super) names: Vec<String>,
    /// Whether several members stand on a line.
    pub(super) shared: Vec<bool>,
    lines: Vec<Line<'a>>,
}

/// Those who stand on one line.
struct Line<'a> {
    members: Vec<&'a Member>,
    /// How many they are, with those whose rows were folded into another's.
    count: usize,
    is_dialled: bool,
    matters: bool,
}

impl<'a> Lifelines<'a> {
    /// The lines for those who appear in `rows`, at most `most`.
    pub(super) fn of(
        check: &CheckReport,
        rows: &[Row<'a>],
        concerned: &[&Member],
        most: usize,
        catalog: &Catalog,
    ) -> Self {
        let is_dialled = dialled(check);
        let mut lines: Vec<Line> = Vec::new();
        let told = rows.iter().flat_map(|row| {
            let both = [row.from, row.to].into_iter().flatten();
            both.map(|member| (member, if member.alone { 1 } else { row.members }))
        });
        for (member, count) in told {
            let stands = |line: &&mut Line| line.members.contains(&member);
            if let Some(line) = lines.iter_mut().find(stands) {
                line.count = line.count.max(count);
                continue;
            }
            let own = member.alone || concerned.contains(&member);
            let group = lines.iter_mut().find(|line| {
                let first = line.members[0];
                !own && first.actor == member.actor && !concerned.contains(&first)
            });
            match group {
                Some(line) => {
                    line.members.push(member);
                    line.count = line.count.max(count).max(line.members.len());
                }
                None => lines.push(Line {
                    members: vec![member],
                    count,
                    is_dialled: is_dialled.contains(&member.actor),
                    matters: concerned.contains(&member),
                }),
            }
        }
        // The last of those who matter least stand together.
        while lines.len() > most.max(2) {
            let mut least: Vec<usize> = (0..lines.len()).collect();
            least.sort_by_key(|place| (lines[*place].matters, lines[*place].is_dialled));
            let (Some(one), Some(other)) = (least.first(), least.get(1)) else {
                break;
            };
            let (keep, give) = (*one.min(other), *one.max(other));
            let given = lines.remove(give);
            lines[keep].members.extend(given.members);
            lines[keep].count += given.count;
            lines[keep].is_dialled &= given.is_dialled;
        }
        lines.sort_by_key(|line| line.is_dialled);
        let shared = lines.iter().map(|line| line.count > 1).collect();
        let names = lines.iter().map(|line| line.name(catalog)).collect();
        Self {
            names,
            shared,
            lines,
        }
    }

    /// On which line a member stands.
    pub(super) fn place(&self, member: &Member) -> Option<usize> {
        let stands = |line: &Line| line.members.contains(&member);
        self.lines.iter().position(stands)
    }
}

impl Line<'_> {
    fn name(&self, catalog: &Catalog) -> String {
        match self.members[..] {
            [alone] if self.count == 1 => alone.to_string(),
            [first, ..] if self.members.iter().all(|one| one.actor == first.actor) => {
                format!("{} ×{}", first.actor, self.count)
            }
            _ => catalog.plain("diagram-others"),
        }
    }
}

/// The actors who were dialled, or listen.
fn dialled(check: &CheckReport) -> BTreeSet<String> {
    let facts = check.evidence.observations.iter().map(|seen| &seen.what);
    facts
        .filter_map(|fact| match fact {
            Fact::Listening { actor, .. } => Some(actor.actor.clone()),
            Fact::Connected { to, .. } | Fact::Refused { to, .. } => Some(to.actor.clone()),
            _ => None,
        })
        .collect()
}
