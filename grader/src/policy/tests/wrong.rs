//! What is wrong in a file.

use super::*;
use crate::spec::Syntax;

#[test]
fn what_rules_count_in_is_clear_or_has_to_be_said() {
    let told = |source: &str, scales: &[u32]| {
        let wrong = policy("batch.toml", source, 40, scales).err()?;
        let Problem { span, wrong } = &wrong.problems[0];
        Some((source[span.clone()].to_owned(), wrong.clone()))
    };
    for (source, number) in [
        ("cap = 16", "16"),
        ("step = 0.5", "0.5"),
        (LATE, "1.5"),
        ("cap = 30", "30"),
    ] {
        let expected = Some((number.to_owned(), Wrong::NoScale(vec![20, 40])));
        assert_eq!(told(source, &[20]), expected, "{source}");
        assert_eq!(told(source, &[20, 40]), expected, "{source}");
        assert_eq!(told(source, &[40]), None, "{source}");
        assert_eq!(told(&format!("scale = 40\n{source}"), &[20]), None);
    }
    assert_eq!(told("round = \"up\"", &[20]), None);
    // None of them is more than the full mark.
    for source in ["cap = 41", "step = 41", &LATE.replace("4\n", "41\n")] {
        let (_, wrong) = told(source, &[]).unwrap();
        assert!(
            matches!(wrong, Wrong::Value(_, Should::Mark(40))),
            "{wrong:?}"
        );
    }
}

#[test]
fn on_several_scales_a_change_says_which_one_it_was_made_for() {
    let source = |mark| format!("[[change]]\nof = \"x\"\n{mark} = 7\nreason = \"oral\"\n");
    let wrong =
        |source: &str, scales: &[u32]| changes("changes.toml", source, scales).err().map(told);
    let unclear = Some(vec![(3, Wrong::NoOutOf(vec![10, 20]))]);
    assert_eq!(wrong(&source("mark").repeat(2), &[10, 20]), unclear);
    assert_eq!(wrong(&source("mark"), &[20]), None);
    assert_eq!(wrong(&written_for(10, &source("mark")), &[10, 20]), None);
    let said = source("comment").replace('7', "\"Seen\"");
    assert_eq!(wrong(&said, &[10, 20]), None);
}

#[test]
fn what_is_plainly_meant_is_told_in_one_problem() {
    let wrong = |source: &str| told(changes("changes.toml", source, &[20]).unwrap_err());
    let one =
        |head: &str, mark: &str| format!("{head}\nof = \"x\"\nreason = \"y\"\nmark = {mark}\n");
    let is = |source: &str, expected: &Syntax| match &wrong(source)[..] {
        [(_, Wrong::NoToml(one))] => one.kind == *expected,
        _ => false,
    };
    let decimals = Syntax::Decimals("12.5".to_owned());
    assert!(is(&one("[[change]]", "12,5"), &decimals));
    for source in [
        "of,mark\nada,12\nbob,13\n",
        "change:\n  - of: ada\n    mark: 12\n",
    ] {
        assert!(is(source, &Syntax::Foreign), "{source}");
    }
    // What is no TOML hides the rest: half a file says little.
    assert!(is("mark = 1\nof = \"x", &Syntax::Open("\"".to_owned())));
    let single = one("[change]", "12");
    for (source, line) in [(single.clone(), 1), (single.repeat(2), 5)] {
        let expected = (line, Wrong::OneTable("change"));
        assert_eq!(wrong(&source), [expected], "{source}");
    }
    assert_eq!(
        changes("changes.toml", "# nothing yet\n", &[20]).unwrap(),
        []
    );
}

#[test]
fn no_mark_is_beyond_the_scale() {
    let change = |mark: &str| {
        let source = format!("[[change]]\nof = \"x\"\nreason = \"y\"\nmark = {mark}\n");
        changes("changes.toml", &source, &[20]).err().map(told)
    };
    for mark in ["145", "20.01", "-1", "25"] {
        let wrong = Wrong::Value("mark", Should::ChangedMark(20));
        assert_eq!(change(mark), Some(vec![(4, wrong)]), "{mark}");
    }
    for mark in ["0", "20", "20.0", "14.5"] {
        assert_eq!(change(mark), None, "{mark}");
    }
    for (source, is_fine) in [
        ("cap = 21", false),
        ("cap = 20", true),
        ("scale = 100\ncap = 80", true),
        ("scale = 10\ncap = 16", false),
    ] {
        assert_eq!(
            policy("batch.toml", source, 20, &[]).is_ok(),
            is_fine,
            "{source}"
        );
    }
}

#[test]
fn an_overlay_is_below_or_from_the_root() {
    let read = |path: &str| policy("batch.toml", &format!("overlay = '{path}'"), 20, &[]);
    for path in ["hidden.toml", "more/hidden.toml", "/srv/hidden.toml"] {
        assert_eq!(read(path).unwrap().overlay, Some(path.into()), "{path}");
    }
    for path in ["", "..", "../hidden.toml", "a/../../b", "/"] {
        assert!(read(path).is_err(), "{path}");
    }
}

#[test]
fn all_that_is_wrong_is_told_at_once() {
    let source = "scale = 0\nstep = 0\nround = \"off\"\ncapp = 3\ncap = 1.234\n\
                  [late]\ndue = \"soon\"\nzone = \"Mars\"\nper = \"month\"\n\
                  [[extra]]\nof = \"x\"\ntime = \"long\"\n[[extra]]\n";
    let wrong: Vec<usize> = told(policy("batch.toml", source, 20, &[]).unwrap_err())
        .into_iter()
        .map(|(line, _)| line)
        .collect();
    assert_eq!(wrong, [1, 2, 3, 4, 5, 6, 7, 8, 9, 12, 13, 13]);
    let source = "[[change]]\nof = \"x\"\n[[change]]\nreason = \"\"\nmark = -1\n";
    let wrong = told(changes("changes.toml", source, &[20]).unwrap_err());
    assert_eq!(wrong.len(), 5, "{wrong:?}");
    assert!(policy("batch.toml", "scale = ", 20, &[]).is_err());
}
