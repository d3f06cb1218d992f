//! What a wrong answer is made of: what others have sent, or the same member before, may stand in it.

use super::matching::first_line;
use super::seen::Seen;
use crate::model::{Failure, Likeness, Member, Trace};

/// So many characters are no chance.
const TELLING: usize = 4;

/// The failure, with what its wrong answer looks like by all that was sent before, where its bytes alone did not tell.
pub(super) fn likened(failure: Failure, trace: &Trace) -> Failure {
    match failure {
        Failure::WrongAnswer {
            at,
            expected,
            got,
            wrong_at,
            likeness,
        } => {
            let found = is_open(likeness).then(|| made_of(&at, &expected, &got, trace));
            Failure::WrongAnswer {
                likeness: found.flatten().unwrap_or(likeness),
                at,
                expected,
                got,
                wrong_at,
            }
        }
        other => other,
    }
}

/// Whether what else was seen may say more. A broken character may be another's, sent like that.
fn is_open(likeness: Likeness) -> bool {
    match likeness {
        Likeness::Unknown | Likeness::BrokenCharacter => true,
        Likeness::PrefixMissing
        | Likeness::PrefixDiffers
        | Likeness::NulPadded
        | Likeness::ReplyPerRead
        | Likeness::SomeoneElses
        | Likeness::Earlier
        | Likeness::Truncated => false,
    }
}

fn made_of(at: &Member, expected: &[String], got: &[u8], trace: &Trace) -> Option<Likeness> {
    let yours = |_: &str| true;
    let seen = Seen {
        trace,
        yours: &yours,
    };
    let partners = seen.partners(at);
    let [peer] = partners[..] else {
        return None;
    };
    let parts = seen.sent(at, peer);
    let own = text(&parts.concat());
    // The message that was to be answered, and what goes before it in the answer.
    let asked = own.lines().filter(|line| !line.is_empty());
    let mut asked = asked.filter_map(|line| {
        let prefix = expected.iter().filter_map(|whole| whole.strip_suffix(line));
        Some((line, prefix.max_by_key(|prefix| prefix.len())?))
    });
    let (asked, prefix) = asked.next_back()?;
    let without = |got: &str| got.strip_prefix(prefix).unwrap_or(got).to_owned();
    let body = without(&text(first_line(got).map_or(got, |(line, _)| line)));
    let (strange, goes_on) = match body.strip_suffix(asked) {
        Some(strange) => (strange.trim(), true),
        None => {
            let rest = without(&text(got));
            let rest = rest.strip_prefix(&body).unwrap_or_default().trim_start();
            (body.trim(), rest.starts_with(asked))
        }
    };
    if strange.chars().count() < TELLING {
        return None;
    }
    // Lines of one message that are answered out of turn are no earlier ones, nor are its pieces.
    let earlier = &parts[..parts.len().saturating_sub(1)];
    let earlier = text(&earlier.concat());
    let earlier = earlier.rfind('\n').map_or("", |end| &earlier[..end]);
    let last = parts.last().map(|part| text(part)).unwrap_or_default();
    let is_earlier = match goes_on {
        true => earlier.replace(['\r', '\n'], "").ends_with(strange),
        false => {
            earlier.lines().any(|line| line == strange) && last.lines().all(|line| line != strange)
        }
    };
    if is_earlier {
        return Some(Likeness::Earlier);
    }
    let theirs = |other: &Member| text(&seen.sent(other, peer).concat()).contains(strange);
    let others = seen.partners(peer);
    let is_theirs = others.into_iter().any(|other| other != at && theirs(other));
    (is_theirs && !own.contains(strange)).then_some(Likeness::SomeoneElses)
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::likened;
    use crate::judge::notation::{member, trace};
    use crate::model::{Failure, Likeness};

    /// What `got` looks like to the talker, who was to get `Echo: lune`, after this was seen.
    #[track_caller]
    fn check(seen: &str, got: &str, likeness: Likeness) {
        let wrong = |likeness| Failure::WrongAnswer {
            at: member("talker"),
            expected: vec!["Echo: lune".into(), "lune".into()],
            got: crate::model::escape::parse(got).unwrap(),
            wrong_at: 6,
            likeness,
        };
        let seen = format!("talker > server connects\nother > server connects\n{seen}\nfails");
        let before = match got.contains('\u{fffd}') {
            true => Likeness::BrokenCharacter,
            false => Likeness::Unknown,
        };
        let found = likened(wrong(before), &trace(&seen));
        assert_eq!(found, wrong(likeness), "{seen} {got}");
    }

    #[test]
    fn what_another_has_sent_stands_in_it() {
        let seen = r#"
            other > server "mimosa"
            talker > server "lune\n"
        "#;
        check(seen, "Echo: mimosalune\n", Likeness::SomeoneElses);
        check(seen, "Echo: mimosa lune\n", Likeness::SomeoneElses);
        check(seen, "mimosa\n", Likeness::SomeoneElses);
        check(seen, "Echo: lilas\n", Likeness::Unknown);
        check(seen, "Echo: milune\n", Likeness::Unknown);
        let odd = r#"
            other > server "h\xc3(\xff\xfe\x80\n"
            talker > server "lune\n"
        "#;
        check(odd, r"Echo: h\xc3(\xff\xfe\x80\n", Likeness::SomeoneElses);
        check(
            odd,
            "Echo: h\u{fffd}(\u{fffd}\u{fffd}\u{fffd}\n",
            Likeness::SomeoneElses,
        );
        check(
            odd,
            "Echo: lun\u{fffd}\u{fffd}\n",
            Likeness::BrokenCharacter,
        );
        // It has sent the same.
        let both = format!("talker > server \"mimosa\\n\"\n{seen}");
        check(&both, "Echo: lilas\n", Likeness::Unknown);
    }

    #[test]
    fn an_earlier_message_stands_before_it() {
        let seen = r#"
            talker > server "mimosa\n"
            talker > server "lune\nlilas\nmimosa\n"
        "#;
        check(seen, "Echo: mimosa\nlune\n", Likeness::Earlier);
        check(seen, "Echo: mimosalune\n", Likeness::Earlier);
        // It may be the last of those that came together.
        check(seen, "Echo: mimosa\n", Likeness::Unknown);
        // Nor is the first piece of a message an earlier one.
        let pieces = r#"
            talker > server "mimo"
            talker > server "sa\n"
        "#;
        check(pieces, "Echo: mimo\n", Likeness::Unknown);
        let alone = seen.replace("lilas\\nmimosa\\n", "");
        check(&alone, "Echo: mimosa\n", Likeness::Earlier);
    }
}
