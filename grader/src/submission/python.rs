//! Python programs: files, known by their names and by what their source does.

use std::path::{Path, PathBuf};

use super::roles::{Candidate, Language, Leaning};
use super::{Source, SubmissionError, walk};
use crate::model::Exercise;

/// The most that is read of a file to see what it does.
const SOURCE: u64 = 256 << 10;

/// What opens a listening socket.
const LISTENS: [&str; 5] = [
    ".listen(",
    ".bind(",
    "create_server(",
    "start_server(",
    "socketserver",
];

/// What opens a connection.
const DIALS: [&str; 3] = [".connect(", "create_connection(", "open_connection("];

/// The Python files among `files` that may be programs.
pub fn find(
    folder: &Path,
    files: &[PathBuf],
    exercise: &Exercise,
) -> Result<Vec<(Candidate, Source)>, SubmissionError> {
    let mut programs = Vec::new();
    for file in files {
        let Some(name) = stem(file) else { continue };
        let source = read(&folder.join(file))?;
        let beside = |other: &&PathBuf| other.parent() == file.parent() && stem(other).is_some();
        let alone = files.iter().filter(beside).count() == 1;
        let main = matches!(name, "main" | "__main__") || source.contains("__main__");
        let leaning = leaning(&source, &LISTENS, &DIALS);
        let candidate = Candidate {
            name: name.into(),
            label: file.display().to_string(),
            place: components(file.parent().unwrap_or(Path::new(""))),
            depth: file.components().count() - 1,
            language: Language::Python,
            leaning,
            entry: main || (alone && leaning != Leaning::Unknown),
        };
        let named = super::words(exercise)
            .iter()
            .any(|word| name.to_lowercase().contains(&word.to_lowercase()));
        if named || candidate.entry || leaning != Leaning::Unknown {
            programs.push((candidate, Source::Python(file.clone())));
        }
    }
    Ok(programs)
}

/// What a source does, seen by the calls that it contains.
pub fn leaning(source: &str, listens: &[&str], dials: &[&str]) -> Leaning {
    let contains = |calls: &[&str]| calls.iter().any(|call| source.contains(call));
    match (contains(listens), contains(dials)) {
        // A server may well dial itself, to wake up and end.
        (true, _) => Leaning::Listens,
        (false, true) => Leaning::Dials,
        (false, false) => Leaning::Unknown,
    }
}

/// The beginning of a file, as far as it is text.
pub fn read(file: &Path) -> Result<String, SubmissionError> {
    let bytes = walk::beginning(file, SOURCE).map_err(|source| SubmissionError::Unreadable {
        path: file.into(),
        source,
    })?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// The names of the folders of a path.
pub fn components(path: &Path) -> Vec<String> {
    path.components()
        .map(|part| part.as_os_str().to_string_lossy().into_owned())
        .collect()
}

/// A Python file's name without its extension; files of tests are no programs.
fn stem(file: &Path) -> Option<&str> {
    let stem = file.file_stem()?.to_str()?;
    let python = file.extension()? == "py";
    let test = stem.starts_with("test_") || stem.ends_with("_test") || stem == "conftest";
    (python && !test).then_some(stem)
}
