//! What is said of a usual mistake fits what was seen.

use super::{explained, failed};
use crate::explain::sample::one;
use crate::model::{Fact, Failure, Lang, Likeness, Member, Mistake};

fn connects(from: Member, to: Member) -> Fact {
    Fact::Connected { from, to }
}

fn wrong(got: &str, likeness: Likeness) -> Failure {
    Failure::WrongAnswer {
        at: one("chatty"),
        expected: vec!["Echo: lune".into()],
        got: got.into(),
        wrong_at: 0,
        likeness,
    }
}

#[test]
fn an_empty_line_too_many_is_a_clients_or_a_servers() {
    let told = |from, to| {
        let failure = wrong("\n", Likeness::Unknown);
        let mut check = failed(failure, vec![(1, connects(one(from), one(to)))]);
        check.mistake = Some(Mistake::EmptyLineAdded);
        explained(&check, Lang::En).mistake.unwrap()
    };
    let answered = told("chatty", "server");
    assert!(answered.contains("your server"), "{answered}");
    let asked = told("server", "chatty");
    assert!(asked.contains("your client"), "{asked}");
}
