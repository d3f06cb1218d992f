//! The rules of the house that a machine can check.

#![expect(clippy::unwrap_used, reason = "in a test, a panic is a report")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use regex::Regex;

/// What each room of `grader/src` imports from the others: as much, and no more. An arrow that is not here does not
/// exist; adding one is a change of the design. A room stands below all that it imports, so that none can go back.
const IMPORTS: &[(&str, &[&str])] = &[
    ("model", &[]),
    ("event", &["model"]),
    ("guard", &[]),
    ("pace", &[]),
    ("i18n", &["model"]),
    // Exercise files.
    ("spec", &["model"]),
    ("catalogue", &["model", "spec"]),
    // A submission becomes programs.
    ("machine", &["model"]),
    ("submission", &["machine", "model"]),
    ("build", &["event", "machine", "model", "submission"]),
    // Programs are played, and a verdict found.
    ("network", &["model"]),
    ("trace", &["model"]),
    ("judge", &["model"]),
    (
        "run",
        &[
            "event", "guard", "judge", "machine", "model", "network", "pace", "trace",
        ],
    ),
    ("score", &["model"]),
    ("verify", &["model"]),
    ("record", &["model"]),
    // A class at a time.
    ("batch", &["guard", "model", "record"]),
    ("policy", &["model", "spec"]),
    ("gradebook", &["model"]),
    // What is said of it.
    ("explain", &["i18n", "model"]),
    ("report", &["event", "explain", "i18n", "model"]),
    // The roofs, which join the rooms.
    ("rejudge", &["judge", "model", "score"]),
    (
        "grade",
        &[
            "build",
            "event",
            "machine",
            "model",
            "pace",
            "run",
            "score",
            "submission",
        ],
    ),
    (
        "cli",
        &[
            "batch",
            "build",
            "catalogue",
            "event",
            "explain",
            "grade",
            "gradebook",
            "guard",
            "i18n",
            "machine",
            "model",
            "pace",
            "policy",
            "record",
            "rejudge",
            "report",
            "spec",
            "submission",
            "verify",
        ],
    ),
];

/// The most lines of a file, ahead of its tests.
const LINES: usize = 400;

#[test]
fn imports_go_one_way() {
    let mut arrows: BTreeMap<String, BTreeMap<String, PathBuf>> = BTreeMap::new();
    for (file, text) in sources() {
        // `lib` and `main` are doors, not rooms.
        let room = room(&file);
        if room != "lib" && room != "main" {
            let from = arrows.entry(room.clone()).or_default();
            for target in imports(ahead_of_tests(&text)) {
                if target != room {
                    from.entry(target).or_insert_with(|| file.clone());
                }
            }
        }
    }
    let mut wrong = vec![];
    for (room, found) in &arrows {
        let Some((_, listed)) = IMPORTS.iter().find(|(name, _)| name == room) else {
            wrong.push(format!("`{room}` is missing from the table"));
            continue;
        };
        for (target, file) in found {
            if !listed.contains(&target.as_str()) {
                wrong.push(format!("{}: {room} -> {target}", file.display()));
            }
        }
        for target in listed.iter().filter(|name| !found.contains_key(**name)) {
            wrong.push(format!(
                "the table has {room} -> {target}, the rooms do not"
            ));
        }
    }
    for (at, (room, targets)) in IMPORTS.iter().enumerate() {
        if !arrows.contains_key(*room) {
            wrong.push(format!("the table has `{room}`, which is not there"));
        }
        for target in *targets {
            if !IMPORTS[..at].iter().any(|(above, _)| above == target) {
                wrong.push(format!("`{room}` stands above `{target}` in the table"));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn the_architecture_names_every_room() {
    let page = fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    let rows = page.lines().filter_map(|line| line.strip_prefix("| `"));
    let named: BTreeSet<&str> = rows
        .filter_map(|row| Some(row.split_once("/`")?.0))
        .collect();
    let rooms = names(&root().join("grader/src"));
    assert_eq!(named, rooms.iter().map(String::as_str).collect());
}

#[test]
fn nobody_reaches_over_two_roofs() {
    for (file, text) in sources() {
        let text = ahead_of_tests(&text);
        assert!(!text.contains("super::super::"), "{}", file.display());
        assert!(!text.contains("use super::*"), "{}", file.display());
    }
}

#[test]
fn files_are_short() {
    let mut long = vec![];
    for (file, text) in sources() {
        let lines = ahead_of_tests(&text).lines().count();
        if lines > LINES {
            long.push(format!("{}: {lines} lines", file.display()));
        }
    }
    assert!(long.is_empty(), "more than {LINES}:\n{}", long.join("\n"));
}

#[test]
fn every_file_says_what_it_is_for() {
    for (file, text) in sources() {
        assert!(
            text.starts_with("//! "),
            "{} has no documentation",
            file.display()
        );
    }
}

/// The program knows no exercise by name, not even in a comment or in a test: what is asked is in the exercises' own
/// files.
#[test]
fn no_exercise_is_known_by_name() {
    let exercises = names(&root().join("exercises"));
    assert!(!exercises.is_empty());
    for (file, text) in all_sources() {
        for exercise in &exercises {
            let known: Vec<&str> = text
                .lines()
                .filter(|line| contains_word(line, exercise))
                .collect();
            assert!(known.is_empty(), "{}: {known:#?}", file.display());
        }
    }
}

#[test]
fn both_languages_say_the_same_things() {
    let (fr, en) = (catalogue("fr"), catalogue("en"));
    assert!(!fr.is_empty());
    let of = |catalogue: &Catalogue| catalogue.keys().cloned().collect::<BTreeSet<_>>();
    let one: Vec<String> = of(&fr).symmetric_difference(&of(&en)).cloned().collect();
    assert!(one.is_empty(), "in one language only: {one:?}");
    for (message, values) in &fr {
        assert_eq!(
            values, &en[message],
            "values of `{message}`, French against English"
        );
    }
}

/// What people read is in the catalogues. In the rooms that speak to them, or find what is said to them, a literal with
/// three words of letters in a row is a sentence; what is said to ourselves (invariants, reasons of lints) is not for them,
/// and neither are words that another program says. Shorter texts pass: no rule tells a label from a name.
#[test]
fn no_sentence_stands_in_the_code() {
    const ROOMS: &[&str] = &["build", "cli", "explain", "report", "submission"];
    const OTHERS: &[&str] = &[
        "Traceback (most recent call last)",
        "aborting due to",
        "could not compile",
        // Why a file cannot be read, among the words of the system.
        "it is not a regular file",
    ];
    let mut found = vec![];
    for (file, text) in sources() {
        // Reports made up for tests.
        let made_up = file
            .iter()
            .any(|part| part.to_string_lossy().starts_with("sample"));
        if ROOMS.contains(&room(&file).as_str()) && !made_up {
            let sentences = sentences(ahead_of_tests(&text));
            let ours = sentences
                .into_iter()
                .filter(|one| !OTHERS.contains(&one.as_str()));
            found.extend(ours.map(|one| format!("{}: {one}", file.display())));
        }
    }
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}

/// The literals of `code` that are sentences.
fn sentences(code: &str) -> Vec<String> {
    let comment = |line: &&str| !line.trim_start().starts_with("//");
    let code: String = code
        .lines()
        .filter(comment)
        .map(|line| line.to_owned() + "\n")
        .collect();
    let ours =
        Regex::new(r#"#!?\[[^\]]*\]|(?:expect|debug_assert!)\([^"]*"(?:[^"\\]|\\.)*""#).unwrap();
    let code = ours.replace_all(&code, "");
    let literal = Regex::new(r#""((?:[^"\\]|\\.)*)""#).unwrap();
    let value = Regex::new(r"\{[^}]*\}").unwrap();
    let words = Regex::new(r"(?:^|[^\w`/-])\p{L}{2,} \p{Ll}{2,} \p{Ll}{2,}").unwrap();
    literal
        .captures_iter(&code)
        .map(|found| found[1].to_owned())
        .filter(|text| words.is_match(&value.replace_all(text, "")))
        .collect()
}

#[test]
fn every_exercise_is_whole() {
    for exercise in names(&root().join("exercises")) {
        let folder = root().join("exercises").join(&exercise);
        assert!(
            folder.join("exercise.toml").is_file(),
            "{exercise} has no exercise.toml"
        );
        assert!(folder.join("starter").is_dir(), "{exercise} has no starter");
        assert!(
            root().join("reference").join(&exercise).is_dir(),
            "{exercise} has no reference"
        );
        let submissions = root().join("tests/submissions").join(&exercise);
        for kind in ["good", "broken"] {
            assert!(
                !names(&submissions.join(kind)).is_empty(),
                "{exercise} has no {kind} submission"
            );
        }
    }
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .unwrap()
        .into()
}

/// The files of `grader/src`, relative to it, with their text; without those that are tests and nothing else.
fn sources() -> Vec<(PathBuf, String)> {
    let mut files = all_sources();
    let is_test = |part: &std::ffi::OsStr| part == "tests" || part == "tests.rs";
    files.retain(|(file, _)| !file.iter().any(is_test));
    files
}

/// Those, too.
fn all_sources() -> Vec<(PathBuf, String)> {
    let src = root().join("grader/src");
    let mut files = vec![];
    walk(&src, "rs", &mut files);
    assert!(!files.is_empty());
    let text = |file: PathBuf| {
        let text = fs::read_to_string(&file).unwrap();
        (file.strip_prefix(&src).unwrap().into(), text)
    };
    files.into_iter().map(text).collect()
}

fn walk(folder: &Path, extension: &str, files: &mut Vec<PathBuf>) {
    let entries =
        fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            walk(&path, extension, files);
        } else if path.extension().is_some_and(|found| found == extension) {
            files.push(path);
        }
    }
}

/// The names of the folders in `folder`; none if it is not there.
fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten();
    entries
        .map(|entry| entry.unwrap())
        .filter(|entry| entry.path().is_dir())
        .map(|entry| entry.file_name().into_string().unwrap())
        .collect()
}

/// The folder right below `grader/src`, or the file, without its extension.
fn room(file: &Path) -> String {
    let first = file.components().next().unwrap().as_os_str();
    let stem = Path::new(first).file_stem().unwrap();
    stem.to_str().unwrap().into()
}

fn ahead_of_tests(text: &str) -> &str {
    text.split("#[cfg(test)]\nmod tests {").next().unwrap()
}

/// The first segments after each `crate::`, also of `crate::{a, b::{c, d}}`.
fn imports(text: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for (at, _) in text.match_indices("crate::") {
        let before = text[..at].chars().next_back();
        if before.is_some_and(|c| c.is_alphanumeric() || c == '_') {
            continue;
        }
        let rest = &text[at + "crate::".len()..];
        match rest.strip_prefix('{') {
            Some(list) => found.extend(firsts(list)),
            None => found.extend(word(rest)),
        }
    }
    found
}

/// The first segment of every item of a list, up to its closing brace.
fn firsts(list: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let (mut depth, mut item) = (0, true);
    for (at, c) in list.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => item = true,
            c if item && c.is_alphabetic() => {
                found.extend(word(&list[at..]));
                item = false;
            }
            _ => {}
        }
    }
    found
}

fn word(text: &str) -> Option<String> {
    let end = text.find(|c: char| !c.is_alphanumeric() && c != '_');
    Some(text[..end.unwrap_or(text.len())].to_string()).filter(|word| !word.is_empty())
}

fn contains_word(line: &str, word: &str) -> bool {
    let part = |c: char| c.is_alphanumeric() || c == '_';
    line.split(|c| !part(c)).any(|found| found == word)
}

/// For every message (and every attribute of one), the values that it uses.
type Catalogue = BTreeMap<String, BTreeSet<String>>;

fn catalogue(lang: &str) -> Catalogue {
    let mut files = vec![];
    walk(&root().join("grader/i18n").join(lang), "ftl", &mut files);
    let mut catalogue = Catalogue::new();
    for file in files {
        let name = file.file_name().unwrap().to_str().unwrap().to_string();
        let (mut message, mut part) = (String::new(), String::new());
        for line in fs::read_to_string(&file).unwrap().lines() {
            if line.starts_with('#') {
                continue;
            }
            let start = line.split_once('=').map(|(id, _)| id.trim_end());
            match start {
                Some(id) if is_id(id) => {
                    message = format!("{name}: {id}");
                    part.clone_from(&message);
                    let new = catalogue.insert(message.clone(), BTreeSet::new());
                    assert!(new.is_none(), "{lang}: {message} is there twice");
                }
                Some(id)
                    if is_id(id.trim_start().trim_start_matches('.'))
                        && id.trim_start().starts_with('.') =>
                {
                    part = format!("{message}{}", id.trim_start());
                }
                Some(_) | None => {}
            }
            catalogue
                .entry(part.clone())
                .or_default()
                .extend(values(line));
        }
    }
    catalogue.remove("");
    catalogue
}

fn is_id(text: &str) -> bool {
    let text = text.strip_prefix('-').unwrap_or(text);
    text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_')
}

/// The names after each `$`.
fn values(line: &str) -> Vec<String> {
    let part = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    line.split('$')
        .skip(1)
        .map(|rest| rest.split(|c| !part(c)).next().unwrap().to_string())
        .filter(|name| !name.is_empty())
        .collect()
}

#[test]
fn the_rules_see_what_they_look_for() {
    let code = "f(\"sous le pont\"); x.expect(\"it is never empty\"); g(\"un-id\", \"{a} et {b}\") // \"one two three\"";
    assert_eq!(sentences(code), ["sous le pont", "one two three"]);
    assert!(sentences("// \"one two three\"\n#[expect(a, reason = \"one two three\")]").is_empty());
    let imported = imports(
        "use crate::{a, b::{c, d}, e};\nuse crate::f::G; fn x() { crate::h() } not_crate::i",
    );
    assert_eq!(imported, ["a", "b", "e", "f", "h"].map(String::from).into());
    assert!(contains_word("\"ex1\"", "ex1"));
    assert!(!contains_word("ex10 vertex1", "ex1"));
    assert_eq!(values("a { $one } b { NUMBER($two) }"), ["one", "two"]);
}
