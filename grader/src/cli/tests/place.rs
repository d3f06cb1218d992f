//! A folder of submissions, graded and reported with a grader made up.

use std::fs;
use std::path::PathBuf;

use super::{settings, stages, with_settings};
use crate::explain::sample;
use crate::model::Lang;

/// A folder with submissions in `in`.
pub(super) struct Place(tempfile::TempDir);

impl Place {
    pub(super) fn new(names: &[&str]) -> Self {
        let place = Self(tempfile::tempdir().unwrap());
        for name in names {
            place.write(&format!("in/{name}/server.py"), name);
        }
        place
    }

    pub(super) fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub(super) fn write(&self, name: &str, text: impl AsRef<[u8]>) {
        let file = self.0.path().join(name);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }

    /// What is said in answer to words, where `@` stands for the folder.
    pub(super) fn told(&self, words: &str) -> String {
        self.told_in(Lang::En, words)
    }

    /// The same in a language.
    pub(super) fn told_in(&self, lang: Lang, words: &str) -> String {
        let place = format!("{}/", self.0.path().display());
        let words = words.replace('@', &place);
        let words: Vec<&str> = words.split(' ').collect();
        let stages = stages(|_| Ok(sample::mixed()));
        let (stdout, stderr, _) = with_settings(&words, &settings(lang), &stages);
        (stdout + &stderr).replace(&place, "@")
    }

    /// As `told`, of the batch in `@in` with results in `@out`.
    pub(super) fn batch(&self, more: &str) -> String {
        let words = format!("batch echo @in --out @out {more}");
        self.told(words.trim_end())
    }
}

#[track_caller]
pub(super) fn has(text: &str, parts: &[&str]) {
    for part in parts {
        assert!(text.contains(part), "`{part}` is not in:\n{text}");
    }
}
