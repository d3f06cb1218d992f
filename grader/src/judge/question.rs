//! What a check asks, in a digest: what was seen of it answers a check of the same digest, and no other.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use crate::model::{Action, ActorName, Check, Exercise, Part, Player, Step, escape};

/// The digest of all in an exercise that has a part in how a check with this cast is played and judged; `reference` is a
/// digest of the model solution. What is only said of a check, and what it is worth, has no part in it; neither has its
/// place in the file.
pub fn question(
    exercise: &Exercise,
    check: &Check,
    parts: &BTreeMap<ActorName, Part>,
    reference: &str,
) -> String {
    // A new field has to say on which side it is.
    let Exercise {
        roles,
        limits,
        allowed,
        id: _,
        title: _,
        stars: _,
        scale: _,
        checks: _,
    } = exercise;
    let Check {
        id,
        isolated_only,
        rounds,
        draws,
        cast,
        steps,
        title: _,
        hint: _,
        wrong: _,
        points: _,
        group: _,
        needs: _,
        hidden: _,
    } = check;
    let mut players = parts.values().map(|part| part.by);
    let reference = players
        .any(|by| by == Player::Reference)
        .then_some(reference);
    let mut text = format!("{roles:?}\n{limits:?}\n{allowed:?}\n{reference:?}\n");
    text += &format!("{id:?} {isolated_only:?} {rounds:?}\n{draws:?}\n{cast:?}\n");
    spell(steps, &mut text);
    escape::hexadecimal(&Sha256::digest(text))
}

/// Steps without their lines in the file.
fn spell(steps: &[Step], text: &mut String) {
    for Step {
        action,
        within,
        line: _,
    } in steps
    {
        match action {
            Action::Repeat { times, steps } => {
                *text += &format!("{within:?} {times} [\n");
                spell(steps, text);
                *text += "]\n";
            }
            action => *text += &format!("{within:?} {action:?}\n"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::question;
    use crate::explain::sample::{cast, part};
    use crate::model::Player;

    const EXERCISE: &str = r#"format = 1
id = "salon"
title = { fr = "Un salon", en = "A room" }
stars = 1
scale = 20

[dependencies]
tokio = { version = "1" }

[limits]
step = "10s"

[roles.server]
names = ["server"]
ports = [8000]

[roles.client]
names = ["client"]
dials = "server"

[cast]
server = { role = "server", by = "submission" }
one = { role = "client", by = "script" }

[[check]]
id = "listens"
points = 1
title = { fr = "Il écoute", en = "It listens" }
steps = [{ start = "server" }]

[[check]]
id = "answers"
points = 2
needs = ["listens"]
title = { fr = "Il répond", en = "It answers" }
draw = { x = "word" }
steps = [
  { start = "server" },
  { connect = "one", to = "server" },
  { repeat = 2, steps = [
    { send = "{x}", from = "one" },
    { expect = "{x}", at = "one", within = "3s" },
  ] },
]
"#;

    /// What the second check asks, with something in the place of something else.
    fn asked(from: &str, to: &str) -> String {
        let file = EXERCISE.replace(from, to);
        assert!(file != EXERCISE || from == to, "{from}");
        let exercise = crate::spec::parse("exercise.toml", &file).unwrap();
        question(&exercise, &exercise.checks[1], &cast(), "a reference")
    }

    #[test]
    fn what_is_said_of_a_check_and_given_for_it_is_not_asked() {
        for (from, to) in [
            ("points = 2", "points = 7\ngroup = \"bonus\""),
            ("needs = [\"listens\"]\n", ""),
            ("It answers", "It answers well"),
            ("draw =", "hint = { fr = \"A\", en = \"B\" }\ndraw ="),
            ("scale = 20", "scale = 10"),
            ("stars = 1", "stars = 4"),
            (
                "steps = [{ start = \"server\" }]",
                "steps = [{ start = \"server\" }, { still = true }]",
            ),
            ("    { send", "    # Lines move.\n\n    { send"),
        ] {
            assert_eq!(asked(from, to), asked("", ""), "{to}");
        }
    }

    #[test]
    fn whatever_may_come_out_otherwise_is_asked() {
        for (from, to) in [
            ("[\"server\"]", "[\"server\", \"serveur\"]"),
            ("8000", "8001"),
            ("tokio", "smol"),
            ("10s", "11s"),
            ("3s", "4s"),
            ("repeat = 2", "repeat = 3"),
            ("x = \"word\"", "x = \"accents\""),
            ("draw =", "rounds = 2\ndraw ="),
            ("expect = \"{x}\"", "expect = [\"{x}\", \"Echo: {x}\"]"),
            ("  ] },\n", "  ] },\n  { close = \"one\" },\n"),
            ("\"answers\"", "\"replies\""),
        ] {
            assert_ne!(asked(from, to), asked("", ""), "{to}");
        }
    }

    #[test]
    fn a_reference_is_asked_where_it_takes_part() {
        let exercise = crate::spec::parse("exercise.toml", EXERCISE).unwrap();
        let mut parts = cast();
        let other = question(&exercise, &exercise.checks[1], &parts, "another");
        assert_eq!(other, asked("", ""));
        parts.insert("one".to_owned(), part("client", Player::Reference));
        let [one, other] = ["a reference", "another"]
            .map(|reference| question(&exercise, &exercise.checks[1], &parts, reference));
        assert_ne!(one, other);
    }
}
