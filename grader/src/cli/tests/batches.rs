//! Batches of submissions, with a grader made up.

use std::fs;

use super::*;

/// A folder with submissions in `in`.
struct Place(tempfile::TempDir);

impl Place {
    fn new(names: &[&str]) -> Self {
        let place = Self(tempfile::tempdir().unwrap());
        for name in names {
            place.write(&format!("in/{name}/server.py"), name);
        }
        place
    }

    fn write(&self, name: &str, text: impl AsRef<[u8]>) {
        let file = self.0.path().join(name);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }

    /// What is said in answer to words, where `@` stands for the folder.
    fn told(&self, words: &str) -> String {
        let place = format!("{}/", self.0.path().display());
        let words = words.replace('@', &place);
        let words: Vec<&str> = words.split(' ').collect();
        let stages = stages(|_| Ok(sample::mixed()));
        let (stdout, stderr, _) = with_settings(&words, &settings(Lang::En), &stages);
        (stdout + &stderr).replace(&place, "@")
    }

    /// As `told`, of the batch in `@in` with results in `@out`.
    fn batch(&self, more: &str) -> String {
        let words = format!("batch echo @in --out @out {more}");
        self.told(words.trim_end())
    }
}

#[track_caller]
fn has(text: &str, parts: &[&str]) {
    for part in parts {
        assert!(text.contains(part), "`{part}` is not in:\n{text}");
    }
}

#[test]
fn a_refusal_says_what_was_left_out_where_nothing_is_left() {
    let place = Place::new(&["ada"]);
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(vec![]));
    let options = zip::write::SimpleFileOptions::default();
    writer.start_file("../server.py", options).unwrap();
    place.write("in/eve.zip", writer.finish().unwrap().into_inner());
    place.batch("");
    has(&place.batch(""), &["and unchanged: 2"]);
    has(
        &place.told("report @out"),
        &[
            "eve  (Nothing of what was handed in is left. Left out: `../server.py` \
           (it names a place outside the folder).)",
        ],
    );
}
