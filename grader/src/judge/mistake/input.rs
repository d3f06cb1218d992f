//! Programs that fall at the end of their input.

use crate::judge::seen::Seen;
use crate::model::{Fact, Member, Mistake, tells_of_the_end_of_input};

impl Seen<'_> {
    /// The input of a program of the submission was over, and what it printed of that was the last of it.
    pub(super) fn fell_by_its_input(&self, actor: &Member) -> Option<Mistake> {
        let is_over =
            |fact: &Fact| matches!(fact, Fact::InputEnded { actor: whose } if whose == actor);
        let said = self.facts().filter_map(|fact| match fact {
            Fact::Printed {
                actor: by,
                error: true,
                bytes,
            } if by == actor => Some(bytes.as_slice()),
            _ => None,
        });
        let said = said.collect::<Vec<_>>().concat();
        let fell = (self.yours)(&actor.actor)
            && self.facts().any(is_over)
            && tells_of_the_end_of_input(&String::from_utf8_lossy(&said));
        fell.then_some(Mistake::InputEndUncaught)
    }
}
