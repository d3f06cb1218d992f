//! Every kind has its sentence and its advice.

use unicode_width::UnicodeWidthStr;

use super::{explained, failed, seen};
use crate::explain::sample::{self, check, every, member, one, part, text};
use crate::model::{Failure, Lang, Outcome, Player, Trace};

#[test]
fn every_failure_is_a_sentence_and_an_advice() {
    for lang in [Lang::Fr, Lang::En] {
        for failure in every::failures() {
            let check = failed(failure.clone(), vec![]);
            let told = explained(&check, lang);
            assert!(
                told.cause
                    .starts_with(|c: char| c.is_uppercase() || c == '`'),
                "{}",
                told.cause
            );
            assert!(told.cause.ends_with(['.', ')']), "{}", told.cause);
            assert!(told.next.is_some(), "{failure:?}");
            for contraction in ["de le ", "à le ", "que il", " de votre votre"] {
                assert!(!told.cause.contains(contraction), "{}", told.cause);
            }
            let seen = seen(&check, lang, 78);
            assert!(seen.iter().all(|line| line.width() <= 78), "{seen:#?}");
        }
    }
}

#[test]
fn who_asks_for_a_hint_is_told_something_new() {
    for lang in [Lang::Fr, Lang::En] {
        for failure in every::failures() {
            let check = failed(failure, vec![]);
            let explanation = explained(&check, lang);
            let first = explanation.steps.first();
            let is_of_program = matches!(check.outcome, Outcome::Failed(Failure::NoProgram { .. }));
            assert!(
                is_of_program || first != explanation.next.as_ref(),
                "{explanation:?}"
            );
        }
    }
}

#[test]
fn every_doubt_is_a_sentence_that_blames_nobody() {
    for doubt in every::doubts() {
        for lang in [Lang::Fr, Lang::En] {
            let outcome = Outcome::Inconclusive(doubt.clone());
            let check = check("c", 1, text("T", "T"), outcome, Trace::default());
            assert!(!explained(&check, lang).cause.is_empty());
        }
    }
}

#[test]
fn actors_are_named_by_what_they_are() {
    let told = |cast: &[(&str, &str, Player)], actor| {
        let failure = Failure::NeverListened { actor };
        let mut check = failed(failure, vec![]);
        check.cast = cast
            .iter()
            .map(|(name, role, by)| ((*name).to_owned(), part(role, *by)))
            .collect();
        explained(&check, Lang::Fr).cause
    };
    let tail = "n’écoute sur aucun port.";
    let submission = ("s", "server", Player::Submission);
    assert_eq!(
        told(&[submission], one("s")),
        format!("Votre serveur {tail}")
    );
    assert_eq!(
        told(&[submission], member("s", 2)),
        format!("Votre serveur `s[2]` {tail}")
    );
    let twice = [submission, ("t", "server", Player::Submission)];
    assert_eq!(told(&twice, one("t")), format!("Votre serveur `t` {tail}"));
    let reference = [("s", "worker", Player::Reference)];
    assert_eq!(
        told(&reference, one("s")),
        format!("Le worker de référence {tail}")
    );
    let script = [("s", "client", Player::Script)];
    assert_eq!(told(&script, one("s")), format!("Le client `s` {tail}"));
    let other = [("s", "arbitre", Player::Submission)];
    let own = "Votre programme «\u{202f}arbitre\u{202f}»";
    assert_eq!(told(&other, one("s")), format!("{own} {tail}"));
    assert_eq!(told(&[], one("s")), format!("Le programme `s` {tail}"));
}

#[test]
fn who_owes_an_answer_is_said_when_it_is_known() {
    let told = explained(&sample::silent_client(), Lang::Fr).cause;
    assert_eq!(
        told,
        "Le client `chatty[0]` attend un message que votre serveur n’a pas envoyé."
    );
}
