//! TOML in; the model, or problems, out.

use std::path::Path;
use std::time::Duration;

use crate::model::{
    Action, By, Closing, Draw, Expectation, Failure, Group, Likeness, Member, Outcome, Payload,
    Pieces,
};

use super::{parse, reference, schema, verbs};

/// A right file, up to its checks.
const HEAD: &str = r#"format = 1
id = "ex"
title = { fr = "Écho", en = "Echo" }
stars = 1
roles.server = { names = ["serveur"], ports = [8000, 8888] }
roles.client = { names = [], dials = "server" }

[cast]
server = { role = "server", by = "submission" }
chatty = { role = "client", by = "script", count = 3 }
client = { role = "client", by = "submission" }
echo = { role = "server", by = "script", answers = "Echo: {line} {nonce}" }
plain = { role = "server", by = "script" }
dialler = { role = "client", by = "reference", dials = "plain" }

[[check]]
id = "crowd"
points = 1
title = { fr = "Tous", en = "All" }
steps = [{ start = "server" }, { connect = "chatty", to = "server" }]

[[check]]
id = "shared"
points = 1
title = { fr = "Tous", en = "All" }
draw = { x = "word" }
steps = [
  { start = "client" },
  { type = "{x}", to = "client" },
  { prints_answers = "client", of = "echo" },
]

[[check]]
id = "by-hand"
points = 1
title = { fr = "À la main", en = "By hand" }
steps = [{ start = "dialler" }, { accept = "plain", from = "dialler" }]
"#;

/// A check around its steps, the first of which stands in the seventh line after the head.
fn around(steps: &str) -> String {
    format!(
        r#"{HEAD}
[[check]]
id = "asked"
points = 2
title = {{ fr = "Demandé", en = "Asked" }}
steps = [
{steps}
]
"#
    )
}

/// Every problem of `source`, as `line:column message → help`; lines are counted from the end of the head.
fn problems(source: &str) -> Vec<String> {
    let Err(problems) = parse("exercise.toml", source) else {
        return Vec::new();
    };
    let told = problems.problems.iter().map(|problem| {
        let (line, column) = problems.place(problem);
        let line = match line.checked_sub(head_lines()) {
            Some(line @ 1..) if source.starts_with(HEAD) => line.to_string(),
            _ if source.starts_with(HEAD) => format!("head {line}"),
            _ => line.to_string(),
        };
        let help = problem.help.as_deref().unwrap_or("-");
        format!("{line}:{column} {} → {help}", problem.message)
    });
    told.collect()
}

fn head_lines() -> usize {
    HEAD.lines().count()
}

#[track_caller]
fn check(source: &str, expected: &[&str]) {
    assert_eq!(problems(source), expected, "{source}");
}

#[track_caller]
fn check_steps(steps: &str, expected: &[&str]) {
    check(&around(steps), expected);
}

#[test]
fn a_right_file_is_read() {
    let source = around(
        r#"{ start = "server", within = "500ms" },
  { connect = "chatty", to = "server" },
  { repeat = 2, steps = [
    { send = "héé", from = "chatty[1]", pieces = "character", end = "" },
    { expect = ["Echo: héé", "héé"], at = "chatty[1]" },
  ] },
  { close = "chatty[1]", with = "adieu", end = "" },
  { close = "chatty[2]" },"#,
    );
    let exercise = parse("exercise.toml", &source).unwrap();
    assert_eq!((exercise.scale, exercise.points()), (20, 5));
    assert_eq!(exercise.roles["server"].names, ["server", "serveur"]);
    let shared = exercise.check("shared").unwrap();
    assert_eq!(shared.draws, [("x".into(), Draw::Word)]);
    assert_eq!(shared.cast["client"].dials.as_deref(), Some("echo"));
    let asked = exercise.check("asked").unwrap();
    assert_eq!(asked.group, Group::Basic);
    let cast: Vec<_> = asked
        .cast
        .values()
        .map(|actor| (actor.name.as_str(), actor.by, actor.count))
        .collect();
    assert_eq!(
        cast,
        [("chatty", By::Script, 3), ("server", By::Submission, 1)]
    );
    assert_eq!(asked.cast["chatty"].dials.as_deref(), Some("server"));
    assert_eq!(asked.steps[0].within, Some(Duration::from_millis(500)));
    let Action::Repeat { times: 2, steps } = &asked.steps[2].action else {
        panic!("{:?}", asked.steps)
    };
    assert_eq!(
        steps.iter().map(|step| step.line).collect::<Vec<_>>(),
        [head_lines() + 10, head_lines() + 11]
    );
    let Action::Send {
        payload: Payload::Text { end, .. },
        pieces,
        ..
    } = &steps[0].action
    else {
        panic!()
    };
    assert_eq!((end, *pieces), (&Closing(String::new()), Pieces::Character));
    assert!(
        matches!(&steps[1].action, Action::Expect { what: Expectation::Line(lines), .. } if lines.len() == 2)
    );
    let last = |step: usize| match &asked.steps[step].action {
        Action::Close { last, .. } => last.is_some(),
        action => panic!("{action:?}"),
    };
    assert_eq!((last(3), last(4)), (true, false));
}

#[test]
fn ten_mistakes_are_ten_problems() {
    check(
        r#"format = 1
id = "ex"
title = { fr = "Écho" }
stars = 9
colour = "red"
roles.server = { names = ["serveur"], ports = [8000] }
roles.client = { names = [], dials = "sever" }

[[check]]
id = "one"
pionts = 1
title = { fr = "Un", en = "One" }
needs = ["two"]
cast.server = { role = "servr", by = "submission" }
steps = [
  { start = "server", within = "10" },
  { prints = "x", by = "sevrer" },
  { strat = "server" },
]
"#,
        &[
            "3:9 a text without `en` → expected a text in both languages, `{ fr = \"…\", en = \"…\" }`",
            "4:9 `stars` cannot be 9 → expected a whole number from 1 to 5",
            "5:1 the file has no key `colour` → its keys are `format`, `id`, `title`, `stars`, `scale`, `limits`, `dependencies`, `roles`, `cast`, `sequence` and `check`",
            "7:38 no role is named `sever` → did you mean `server`?",
            "11:1 `[[check]]` has no key `pionts` → did you mean `points`?",
            "13:10 no check is named `two` → there is no check here at all",
            "14:24 no role is named `servr` → did you mean `server`?",
            "16:32 `within` cannot be \"10\" → expected a time, such as `\"10s\"` or `\"500ms\"`",
            "17:24 no actor is named `sevrer` → did you mean `server`?",
            "18:5 no verb is named `strat` → did you mean `start`?",
        ],
    );
}

#[test]
fn what_is_no_toml_is_told_at_once() {
    check(
        "id = \nid = 1\n[roles\n",
        &[
            "1:6 string values must be quoted, expected literal string → -",
            "2:1 duplicate key → -",
            "3:7 unclosed table, expected `]` → -",
        ],
    );
}

#[test]
fn shapes_are_checked() {
    check_steps(
        r#"{ start = 1 },"#,
        &[
            "7:11 `start` cannot be 1 → expected an actor, such as `\"server\"`, or one of a group, such as `\"chatty[3]\"`",
        ],
    );
    check_steps(
        r#"{ start = "server", stop = "server" },"#,
        &["7:1 2 verbs in one step: `start` and `stop` → write a step for each"],
    );
    check_steps(
        r#"{ start = "server", port = 1 },"#,
        &[
            "7:21 `start` takes no `port` → its keys are `arguments`, `form`, `may_exit`, `at_address` and `within`",
        ],
    );
    check_steps(
        r#"{ start = "server", form = "hostport" },"#,
        &["7:28 `form` cannot be \"hostport\" → did you mean `\"host:port\"`?"],
    );
    check_steps(
        r#"{ start = "server" }, { prints = "x" },"#,
        &[
            "7:23 `prints` needs `by` → add `by = …`: an actor, such as `\"server\"`, or one of a group, such as `\"chatty[3]\"`",
        ],
    );
    check_steps(
        r#"{ start = "server" }, { prints = "{x y}", by = "server" },"#,
        &[
            "7:34 `{x y}` is not a variable: a name has letters, digits and `_` → expected a text in which `{name}` stands for a variable, or a list of such texts",
        ],
    );
    check_steps(
        r#"{ start = "server" }, { prints_match = "(", by = "server" },"#,
        &[
            "7:40 not a regular expression: unclosed group → expected a regular expression for one line, between quotes",
        ],
    );
}

#[test]
fn one_mistake_is_one_problem() {
    // What the wrong step would have done is not missed by the others.
    check_steps(
        r#"{ strat = "server" }, { connect = "chatty", to = "server" }, { send = "x", from = "chatty" },"#,
        &["7:3 no verb is named `strat` → did you mean `start`?"],
    );
    check_steps(
        r#"{ start = "server" }, { conect = "chatty", to = "server" }, { send = "x", from = "chatty" },"#,
        &["7:25 no verb is named `conect` → did you mean `connect`?"],
    );
    check_steps(
        r#"{ start = "server" }, { print_match = '(?<x>\d+)', by = "server" }, { prints = "{x}{y}", by = "server" },"#,
        &[
            "7:25 no verb is named `print_match` → did you mean `prints_match`?",
            "7:80 no variable is named `y` → there is no variable here at all",
        ],
    );
    check_steps(
        r#"{ start = "server" }, { prints_match = '(?<id>\d+)', by = "sevrer" }, { prints = "{id}", by = "server" },"#,
        &["7:59 no actor is named `sevrer` → did you mean `server`?"],
    );
    check(
        &HEAD.replace("by = \"submission\" }", "by = \"submision\" }"),
        &[
            "9:34 `by` cannot be \"submision\" → did you mean `\"submission\"`?",
            "11:34 `by` cannot be \"submision\" → did you mean `\"submission\"`?",
        ],
    );
}

#[test]
fn a_verb_is_for_certain_actors() {
    check_steps(
        r#"{ start = "sever" },"#,
        &["7:11 no actor is named `sever` → did you mean `server`?"],
    );
    check_steps(
        r#"{ stop = "server" },"#,
        &["7:10 `server` is not started yet → write `{ start = \"server\" }` before"],
    );
    check_steps(
        r#"{ start = "chatty" },"#,
        &["7:11 `chatty` is played by the script; `start` is for programs → -"],
    );
    check_steps(
        r#"{ start = "server" }, { connect = "server", to = "server" },"#,
        &[
            "7:35 `server` is played by a program; `connect` is for actors with `by = \"script\"` → -",
        ],
    );
    check_steps(
        r#"{ start = "server" }, { send = "x", from = "chatty" },"#,
        &[
            "7:44 `chatty` is not connected yet → write `{ connect = \"chatty\", to = \"…\" }` before",
        ],
    );
    check_steps(
        r#"{ start = "server" }, { connect = "chatty[3]", to = "server" },"#,
        &["7:35 `chatty` has 3 members, from 0 to 2 → -"],
    );
    check_steps(
        r#"{ start = "server[0]" }, { start = "server[1]" },"#,
        &["7:36 `server` is one actor, not a group → -"],
    );
    check_steps(
        r#"{ start = "server" }, { hold = "client", to = "dialler" },"#,
        &[
            // The line of the shared `client`: two servers are in this check.
            "head 11:1 `client` could dial `plain` and `server` → say which: `dials = \"plain\"`",
            "7:47 there is no link between `client` and `dialler`: neither dials the other → -",
        ],
    );
    check_steps(
        r#"{ start = "client" }, { expect = "x", at = "echo" },"#,
        &[
            "7:44 `echo` answers by itself, and takes what comes → look at what it was sent with `received`",
        ],
    );
    check_steps(
        r#"{ start = "client", may_exit = true },"#,
        &["7:32 `may_exit` is for programs that listen, and `client` dials → -"],
    );
    check_steps(
        r#"{ start = "server" }, { settles = "server", since = "then" },"#,
        &[
            "7:53 no measure of `server` is named `then` → there is no measure of `server` here at all",
        ],
    );
    check_steps(
        r#"{ do = "oracle" },"#,
        &["7:8 no sequence is named `oracle` → there is no sequence here at all"],
    );
}

#[test]
fn a_wrong_answer_has_a_hint_of_its_own() {
    let with = |got: &str| {
        let wrong = format!("wrong = [{{ got = '{got}', hint = {{ fr = \"B\", en = \"B\" }} }}]\n");
        let general = "hint = { fr = \"A\", en = \"A\" }\n";
        let asked = around("{ start = \"server\" },");
        asked.replacen("points = 2\n", &format!("points = 2\n{general}{wrong}"), 1)
    };
    let exercise = parse("exercise.toml", &with("^1 [01]$")).unwrap();
    let asked = exercise.check("asked").unwrap();
    let hint = |got: &str| {
        let outcome = Outcome::Failed(Failure::WrongAnswer {
            at: "chatty".parse::<Member>().unwrap(),
            expected: vec![],
            got: got.into(),
            wrong_at: 0,
            likeness: Likeness::Unknown,
        });
        asked.hint(&outcome).map(|hint| hint.en.as_str())
    };
    for got in ["1 0", "1 1\n", "1 1\r\n", "1 0\n1 5\n"] {
        assert_eq!(hint(got), Some("B"), "{got:?}");
    }
    for got in ["", "\n", "1 2\n", "1 2\n1 0\n"] {
        assert_eq!(hint(got), Some("A"), "{got:?}");
    }
    let told = "6:18 `{x}` has no value here: which answer came is asked when the check is over \
                → write a pattern of the answers that may come, such as `\\d+`";
    check(&with("^1 {x}$"), &[told]);
}

#[test]
fn a_variable_has_a_value_when_it_is_used() {
    let steps = |steps: &str| {
        format!("{{ start = \"server\" }},\n{{ connect = \"chatty\", to = \"server\" }},\n{steps}")
    };
    check_steps(
        &steps(
            r#"{ expect_match = '(?<id>\d+)', at = "chatty" }, { send = "{id}", from = "chatty[2]" },"#,
        ),
        &[],
    );
    check_steps(
        &steps(
            r#"{ expect_match = '(?<id>\d+)', at = "chatty[0]" }, { send = "{id}", from = "chatty" },"#,
        ),
        &[
            "9:61 `{id}` has no value for each of `chatty` → what a group's member captured is its own, by its number",
        ],
    );
    check_steps(
        &steps(
            r#"{ send = "{id}", from = "chatty" }, { expect_match = '(?<id>\d+)', at = "chatty" },"#,
        ),
        &["9:10 no variable is named `id` → there is no variable here at all"],
    );
    check_steps(
        &steps(r#"{ each = '(?<a>\d+)', from = "server", to = "chatty", satisfies = "a <= bb" },"#),
        &["9:67 no variable is named `bb` → there is no variable here at all"],
    );
    check_steps(
        &steps(
            r#"{ covers = '(?<a>\d+)', from = "server", to = "chatty", begin = "0", end = "9", once = "9" },"#,
        ),
        &[
            "9:12 a range has two ends → name two groups: where it begins, and where it ends, as in `'(?<first>\\d+) (?<end>\\d+)'`",
        ],
    );
}

#[test]
fn names_and_needs_make_sense() {
    let check_of = |keys: &str| {
        format!(
            "{HEAD}[[check]]\npoints = 1\ntitle = {{ fr = \"a\", en = \"b\" }}\nsteps = [{{ start = \"server\" }}]\n{keys}\n"
        )
    };
    check(
        &check_of("id = \"Two\""),
        &[
            "5:6 `Two` cannot be a check's name → a name is a small letter, then small letters, digits, `-` and `_`",
        ],
    );
    check(
        &check_of("id = \"shared\""),
        &["5:6 two checks are named `shared` → -"],
    );
    check(
        &check_of("id = \"two\"\nneeds = [\"two\"]"),
        &["6:10 `two` cannot need itself → -"],
    );
    check(
        &check_of("id = \"two\"\nneeds = [\"share\"]"),
        &["6:10 no check is named `share` → did you mean `shared`?"],
    );
    check(
        &format!(
            "{}\n{}",
            check_of("id = \"two\"\nneeds = [\"three\"]"),
            &check_of("id = \"three\"")[HEAD.len()..]
        ),
        &[
            "6:10 `three` stands after this check, and cannot be needed by it → put the needed check first",
        ],
    );
    check(
        &check_of("id = \"two\"\ndraw = { n = [0, 5] }"),
        &["6:10 `n` is drawn and never used → -"],
    );
    check(
        &check_of("id = \"two\"\ndraw = { a = [0, \"b + 1\"], b = [0, \"a + 1\"] }"),
        &["6:14 no number named `b` is drawn before `a` → -"],
    );
    check(
        &check_of("id = \"two\"\ndraw = { n = [5, 0] }"),
        &[
            "6:10 `n` is drawn and never used → -",
            "6:14 no number lies from 5 to 0 → expected `\"word\"`, `\"accents\"`, `{ line = \"64 KiB\" }`, or a range such as `[0, 1000]` or `[\"a + 1\", \"a + 9\"]`",
        ],
    );
    check(
        &check_of("id = \"two\"\ncast.idle = { role = \"client\", by = \"script\" }"),
        &["6:6 no step mentions the actor `idle` → -"],
    );
    check(
        &check_of(
            "id = \"two\"\ncast.server = { role = \"server\", by = \"submission\", answers = \"{x}\" }",
        ),
        &[
            "6:63 `server` cannot have `answers` → only an actor with `by = \"script\"`, of a role that listens, answers by itself",
            "6:63 no variable is named `x` → there is `line` and `nonce`",
        ],
    );
    check(
        &check_of(
            "id = \"two\"\ncast.server = { role = \"server\", by = \"submission\", connections = 1 }",
        ),
        &[
            "6:67 `server` has `connections` without `answers` → they are counted of an actor that answers by itself",
        ],
    );
}

#[test]
fn problems_are_drawn_in_the_lines_of_the_file() {
    let source = around(r#"{ strat = "server" },"#);
    let drawn = parse("exercise.toml", &source).unwrap_err().to_string();
    let expected = r#"error: no verb is named `strat`
  --> exercise.toml:44:3
   |
44 | { strat = "server" },
   |   ^^^^^
   |
   = help: did you mean `start`?"#;
    assert_eq!(drawn, expected);
}

#[test]
fn every_verb_has_an_example_that_can_be_read() {
    for verb in verbs::all() {
        let source = around(verb.example);
        let told = problems(&source);
        // Its actors are not those of the file; its keys and their types must be right.
        let wrong: Vec<_> = told
            .iter()
            .filter(|problem| {
                ["takes no", "needs `", "cannot be", "verbs in one"]
                    .iter()
                    .any(|p| problem.contains(p))
            })
            .collect();
        assert!(wrong.is_empty(), "{}: {wrong:?}", verb.example);
        assert!(
            verb.example
                .starts_with(&format!("{{ {} = ", verb.key.name)),
            "{}",
            verb.example
        );
    }
}

#[test]
fn the_documents_are_fresh() {
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs");
    for (name, made) in [("spec.md", reference()), ("exercise.schema.json", schema())] {
        let path = docs.join(name);
        #[expect(
            clippy::disallowed_methods,
            reason = "how a developer asks for the documents to be made anew"
        )]
        if std::env::var_os("UPDATE").is_some() {
            std::fs::create_dir_all(&docs).unwrap();
            std::fs::write(&path, &made).unwrap();
        }
        let written = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(
            written == made,
            "docs/{name} is stale: run `UPDATE=1 cargo test -p grader spec`"
        );
    }
}
