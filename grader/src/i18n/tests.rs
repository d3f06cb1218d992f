//! The catalogues are complete: the same messages with the same placeholders in both languages, and every id that the
//! program names is there, and named.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use regex::Regex;

use super::{Catalog, ENGLISH, FRENCH, args};
use crate::model::{Lang, Mistake};

/// The messages of some files, each with its placeholders.
fn messages(files: &[&str]) -> BTreeMap<String, BTreeSet<String>> {
    let begin = Regex::new(r"^([a-z][a-z0-9-]*) =").unwrap();
    let placeholder = Regex::new(r"\$([a-z]+)").unwrap();
    let mut messages: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for file in files {
        let mut id = None;
        for line in file.lines().filter(|line| !line.starts_with('#')) {
            if let Some(found) = begin.captures(line) {
                let found = found[1].to_owned();
                assert!(!messages.contains_key(&found), "`{found}` is defined twice");
                messages.insert(found.clone(), BTreeSet::new());
                id = Some(found);
            }
            if let Some(names) = id.as_ref().and_then(|id| messages.get_mut(id)) {
                names.extend(
                    placeholder
                        .captures_iter(line)
                        .map(|name| name[1].to_owned()),
                );
            }
        }
    }
    messages
}

#[test]
fn both_languages_say_the_same() {
    assert_eq!(messages(FRENCH), messages(ENGLISH));
}

#[test]
fn every_file_is_embedded_and_well_formed() {
    for (lang, folder, files) in [(Lang::Fr, "fr", FRENCH), (Lang::En, "en", ENGLISH)] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("i18n")
            .join(folder);
        assert_eq!(fs::read_dir(folder).unwrap().count(), files.len());
        let catalog = Catalog::new(lang);
        for id in messages(files).keys() {
            assert!(catalog.has(id), "`{id}` is not read as a message");
        }
    }
}

#[test]
fn what_the_program_says_is_in_the_catalogues() {
    let mut source = String::new();
    read(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("src"),
        &mut source,
    );
    let word = Regex::new(r#""([a-z][a-z0-9]*(?:-[a-z0-9]+)*)""#).unwrap();
    let named: BTreeSet<&str> = word
        .captures_iter(&source)
        .map(|word| word.extract::<1>().1[0])
        .collect();
    let known = messages(FRENCH);

    let said = Regex::new(r#"(?:catalog\s*\.(?:text|plain)|\bsay)\(\s*"([a-z0-9-]+)""#).unwrap();
    for id in said.captures_iter(&source).map(|id| id[1].to_owned()) {
        assert!(known.contains_key(&id), "there is no message `{id}`");
    }
    let plain = Regex::new(r#"\bplain\(\s*"([a-z0-9-]+)""#).unwrap();
    for id in plain.captures_iter(&source).map(|id| id[1].to_owned()) {
        let wanted = known.get(&id);
        assert!(
            wanted.is_none_or(BTreeSet::is_empty),
            "`{id}` is said without {wanted:?}"
        );
    }
    // Those of a mistake are named after it: see `explain::mistake`.
    let mistakes = Mistake::ALL.into_iter().flat_map(|mistake| {
        let key = format!("mistake-{}", mistake.name());
        ["", "-look", "-why", "-next"].map(|end| key.clone() + end)
    });
    let mistakes: BTreeSet<String> = mistakes.collect();
    // Those of the command line are named after its words: see `cli::language`.
    let made = |id: &str| id.starts_with("cli-") || id == "role" || mistakes.contains(id);
    for id in known.keys().filter(|id| !made(id)) {
        assert!(named.contains(id.as_str()), "nothing says `{id}`");
    }
}

fn read(folder: &Path, source: &mut String) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let tests = path.file_stem().is_some_and(|name| name == "tests");
        if path.is_dir() && !tests {
            read(&path, source);
        } else if !tests {
            source.push_str(&fs::read_to_string(path).unwrap());
        }
    }
}

/// What to do is said below what was seen, but a hint stands alone.
#[test]
fn hints_do_not_point_to_what_stands_above() {
    let helps = |line: &&str| line.starts_with("mistake-") || line.starts_with("advice-");
    for file in FRENCH.iter().chain(ENGLISH) {
        for line in file.lines().filter(helps) {
            for word in [" above", " below", "ci-dess"] {
                assert!(!line.contains(word), "{line}");
            }
        }
    }
}

#[test]
fn arguments_are_harmless_and_numbers_have_plurals() {
    let french = Catalog::new(Lang::Fr);
    let told = french.text("skipped", &args!["needs" => "a\u{1b}[2J\u{202e}"]);
    assert!(told.ends_with("`a\\u{1b}[2J\\u{202e}`."), "{told}");
    assert_eq!(french.text("points", &args!["count" => 0_u32]), "0 point");
    assert_eq!(
        french.text("points", &args!["count" => 1200_u32]),
        "1200 points"
    );
    let english = Catalog::new(Lang::En);
    assert_eq!(english.text("points", &args!["count" => 0_u32]), "0 points");
}

#[test]
fn french_has_its_typography() {
    let straight = Regex::new(r"[A-Za-zé]'[a-zéê]").unwrap();
    let loose = Regex::new(r" [;?!»]| :( |$)|« ").unwrap();
    for file in FRENCH {
        for line in file.lines().filter(|line| !line.starts_with('#')) {
            let text = line.split_once(" = ").map_or(line, |(_, text)| text);
            assert!(!straight.is_match(text), "an apostrophe: {line}");
            assert!(!loose.is_match(text), "a space that may break: {line}");
        }
    }
}

/// « de le serveur » is no French, and an actor is named with its article.
#[test]
fn no_actor_stands_behind_a_word_that_would_contract_with_its_article() {
    let actor = r"\{ \$(actor|at|by|from|to|peer|with|member|members) \}";
    let contracted = Regex::new(&format!(r"\b(de|à|De|À) {actor}")).unwrap();
    for file in FRENCH {
        // A mark is no actor.
        for line in file.lines().filter(|line| !line.starts_with("step-")) {
            assert!(!contracted.is_match(line), "{line}");
        }
    }
}
