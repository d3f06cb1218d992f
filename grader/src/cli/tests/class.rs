//! A class in a folder of its own, graded and reported with a grader made up.

use std::fs;
use std::path::PathBuf;

use tempfile::TempDir;

use super::{settings, stages, with_settings};
use crate::explain::sample;
use crate::model::{Lang, Report};

/// A class whose submissions all have 8 of 20.
pub(super) struct Class {
    folder: TempDir,
}

impl Class {
    pub(super) fn of(names: &[&str]) -> Self {
        let class = Self {
            folder: tempfile::tempdir().unwrap(),
        };
        for name in names {
            class.write(&format!("in/{name}/server.py"), name);
        }
        class
    }

    pub(super) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(super) fn write(&self, name: &str, text: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub(super) fn remove(&self, name: &str) {
        fs::remove_dir_all(self.path("in").join(name)).unwrap();
    }

    /// What is printed on standard output and on standard error; of words, those with `./` are names in the folder.
    pub(super) fn grader(&self, words: &[&str]) -> [String; 2] {
        self.run(words, sample::mixed)
    }

    /// The same, where all submissions get this report.
    pub(super) fn run(&self, words: &[&str], report: fn() -> Report) -> [String; 2] {
        let words = words.iter().map(|word| match word.strip_prefix("./") {
            Some(name) => self.path(name).to_str().unwrap().to_owned(),
            None => (*word).to_owned(),
        });
        let words: Vec<String> = words.collect();
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let stages = stages(move |_| Ok(report()));
        let (stdout, stderr, _) = with_settings(&words, &settings(Lang::En), &stages);
        [stdout, stderr]
    }

    pub(super) fn batch(&self, out: &str) -> String {
        self.grader(&["batch", "echo", "./in", "--out", out])
            .concat()
    }

    pub(super) fn report(&self, words: &[&str]) -> String {
        let [stdout, stderr] = self.grader(&[&["report"], words].concat());
        assert_eq!(stderr, "");
        stdout
    }
}
