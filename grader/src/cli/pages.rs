//! The pages of a class, and the folders that are given back to its students.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::class::ClassTrouble;
use super::report::{Book, write};
use super::whose::first;
use super::written::Written;
use super::{Answer, Problem};
use crate::batch::{Folders, file_name};
use crate::i18n::args;
use crate::model::escape;
use crate::report::class::{self, Row};

/// Where the pages of a class are, below the folder of all of them.
const PAGES: &str = "students";
/// The page of a class.
const INDEX: &str = "index.html";

impl Book<'_> {
    /// A page for the class, and one for each submission, in a folder.
    pub(super) fn pages(&self) -> Result<Answer, Problem> {
        let folder = self.words.to.clone();
        let folder = folder.unwrap_or_else(|| self.store.folder().join("pages"));
        self.keep_apart(&folder, &folder.join(PAGES), |name| page(name).into())?;
        let rows = self.each(&folder, "pages", Some("../index.html"), place)?;
        let summary = self.summary()?;
        let index = folder.join(INDEX);
        let page_of = |row: &Row| format!("{PAGES}/{}", page(&row.name));
        let page = class::index(&summary, &rows, &page_of, self.catalog);
        write(&index, page.as_bytes())?;
        let path = escape::harmless(&index.display().to_string());
        let said = args!["path" => path, "count" => rows.len()];
        Ok(Answer::done(
            self.catalog.text("report-pages", &said) + "\n",
        ))
    }

    /// A folder for each submission, named as it was handed in, with the page of its students: Moodle takes them back
    /// in an archive.
    pub(super) fn feedback(&self) -> Result<Answer, Problem> {
        let folder = self.words.to.clone();
        let folder = folder.unwrap_or_else(|| self.store.folder().join("feedback"));
        let folders = Folders::new(self.shown().map(|head| self.named(head.name())));
        self.keep_apart(&folder, &folder, |name| folders.of(name))?;
        let rows = self.each(&folder, "feedback", None, |name| {
            Path::new(&folders.of(name)).join("feedback.html")
        })?;
        let path = escape::harmless(&folder.display().to_string());
        let said = args!["path" => path, "count" => rows.len()];
        let mut text = self.catalog.text("report-feedback", &said) + "\n";
        // Moodle's number of a partner is known to nobody here: the roster's are the school's.
        let shared = rows.iter().filter(|row| row.students.len() > 1);
        let shared: Vec<String> = shared.map(|row| row.name.clone()).collect();
        if !shared.is_empty() {
            let said = args!["count" => shared.len(), "names" => first(&shared, self.catalog)];
            text += &(self.catalog.text("report-feedback-shared", &said) + "\n");
        }
        Ok(Answer::done(text))
    }

    /// Writes a page for each submission to its place in the folder, and takes away those of earlier reports that have
    /// none any more: whoever hands on the folder would hand on what is out of date. Each batch has a list of its own
    /// there, by what only it knows: several may share the folder, as long as none writes over what another has written.
    fn each(
        &self,
        folder: &Path,
        form: &str,
        back: Option<&str>,
        place: impl Fn(&str) -> PathBuf,
    ) -> Result<Vec<Row>, Problem> {
        let begin = format!(".grader-{form}-");
        let list = begin.clone() + &self.code("");
        let written = Written::read(folder, &list)?;
        let places = self.shown().map(|head| place(&self.named(head.name())));
        let places: BTreeSet<PathBuf> = places.collect();
        for other in Written::of_others(folder, &begin, &list)? {
            // Of pages for a class, there is one index in a folder.
            let index = back.map(|_| Path::new(INDEX));
            let place = other.first_of(&places).map(PathBuf::as_path);
            if let Some(place) = index.or(place) {
                return Err(ClassTrouble::OfAnotherBatch {
                    folder: folder.to_owned(),
                    place: place.to_owned(),
                }
                .into());
            }
        }
        if written.is_new() {
            self.spare_submissions(folder)?;
        }
        // Of what was there ahead of the first report, nothing is ours.
        let index = back.map(|_| Path::new(INDEX));
        let index = index.filter(|_| written.is_new());
        let mut all = places.iter().map(PathBuf::as_path).chain(index);
        if let Some(place) = all.find(|place| !written.has(place) && folder.join(place).exists()) {
            return Err(ClassTrouble::NoPage {
                folder: folder.to_owned(),
                place: place.to_owned(),
            }
            .into());
        }
        written.begin(&places)?;
        let summary = self.summary()?;
        let rows = self.rows(&mut |entry, row| {
            let page = class::page(&summary, entry, row, back, self.catalog);
            write(&folder.join(place(&row.name)), page.as_bytes())
        })?;
        written.finish(&rows.iter().map(|row| place(&row.name)).collect())?;
        Ok(rows)
    }

    /// Refuses to put pages with codes beside pages with names, or the other way round: whoever hands on the ones would
    /// hand on the others. `pages` is where they are in `folder`, and `called` what that of a submission is called.
    fn keep_apart(
        &self,
        folder: &Path,
        pages: &Path,
        called: impl Fn(&str) -> OsString,
    ) -> Result<(), Problem> {
        let entries = match fs::read_dir(pages) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
            entries => entries.map_err(ClassTrouble::unreadable(pages))?,
        };
        let codes = self
            .heads
            .iter()
            .map(|head| called(&self.code(head.name())));
        let codes: BTreeSet<OsString> = codes.collect();
        let anonymous = self.words.anonymous;
        for entry in entries {
            let name = entry.map_err(ClassTrouble::unreadable(pages))?.file_name();
            let hidden = name.as_encoded_bytes().starts_with(b".");
            if !hidden && codes.contains(&name) != anonymous {
                return Err(ClassTrouble::Mixed {
                    folder: folder.to_owned(),
                    anonymous,
                }
                .into());
            }
        }
        Ok(())
    }
}

/// The page of a submission, below the folder of all.
fn place(name: &str) -> PathBuf {
    Path::new(PAGES).join(page(name))
}

fn page(name: &str) -> String {
    file_name(name) + ".html"
}
