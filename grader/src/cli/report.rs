//! `grader report`: shows the results of a batch, in whatever form, at any time.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::path::Path;

use super::arguments::{ClassFormat, Report as Words};
use super::class::ClassTrouble;
use super::decided::{due, full, heads, known, of_another_version, settled};
use super::entries::{self, Entries};
use super::whose::first;
use super::{Answer, ExitStatus, Problem, hidden};
use crate::batch::{Batch, Head, Kept, Store, StoreError, alike};
use crate::gradebook;
use crate::i18n::{Catalog, args};
use crate::model::{Entry, Student, Without, escape};
use crate::policy::{Change, Policy};
use crate::record::{SHARED, write_whole};
use crate::report::class::{self, Anonymous, Namesakes, Row, Summary};

/// Shows results in the form that is asked for.
pub(super) fn run(words: &Words, catalog: &Catalog) -> Result<Answer, Problem> {
    let book = Book::open(&words.batch, words, catalog)?;
    let mut answer = shown(words, &book, catalog)?;
    let mut warning = book.to_know() + &book.older.take();
    for error in book.unread.take() {
        answer.status = ExitStatus::Unknown;
        let error = book.entries().unread(error);
        warning += &ClassTrouble::from(error).text(catalog);
    }
    answer.warning = Some(warning).filter(|warning| !warning.is_empty());
    Ok(answer)
}

fn shown(words: &Words, book: &Book<'_>, catalog: &Catalog) -> Result<Answer, Problem> {
    let fills = match words.class_format {
        ClassFormat::Text
        | ClassFormat::Json
        | ClassFormat::Csv
        | ClassFormat::Html
        | ClassFormat::Feedback => false,
        ClassFormat::Moodle | ClassFormat::MoodleGradebook | ClassFormat::Canvas => true,
    };
    if !fills && (words.fill.is_some() || words.column.is_some()) {
        return Err(ClassTrouble::NotFilled.into());
    }
    if fills && words.anonymous {
        return Err(ClassTrouble::FilledWithCodes.into());
    }
    if let Some(old) = &words.against {
        let exercise = &book.batch.exercise;
        let text = match words.class_format {
            ClassFormat::Text => book.against(old)?.text(catalog),
            ClassFormat::Json => book.against(old)?.json(exercise),
            ClassFormat::Csv => book.against(old)?.csv(exercise),
            ClassFormat::Html
            | ClassFormat::Feedback
            | ClassFormat::Moodle
            | ClassFormat::MoodleGradebook
            | ClassFormat::Canvas => return Err(ClassTrouble::NotCompared.into()),
        };
        return book.whole(text.into_bytes());
    }
    match words.class_format {
        ClassFormat::Text => book.text(),
        ClassFormat::Json => {
            let (summary, rows) = (book.summary()?, book.rows(&mut |_, _| Ok(()))?);
            book.whole(class::json(&summary, &rows, catalog).into_bytes())
        }
        ClassFormat::Csv => {
            let (summary, rows) = (book.summary()?, book.rows(&mut |_, _| Ok(()))?);
            book.whole(class::long(&summary, &rows).into_bytes())
        }
        ClassFormat::Html => book.pages(),
        ClassFormat::Feedback => book.feedback(),
        ClassFormat::Moodle => book.filled(gradebook::moodle_worksheet),
        ClassFormat::MoodleGradebook => book.filled(gradebook::moodle_gradebook),
        ClassFormat::Canvas => book.filled(gradebook::canvas),
    }
}

/// The results of a batch, and what the teacher has decided about them.
pub(super) struct Book<'a> {
    pub(super) words: &'a Words,
    pub(super) catalog: &'a Catalog,
    pub(super) store: Store,
    pub(super) batch: Batch,
    pub(super) policy: Policy,
    pub(super) changes: Vec<Change>,
    /// Which of the teacher's entries count for nobody, and whether the overlay is another.
    warning: String,
    /// The heads of all results.
    pub(super) heads: Vec<Head>,
    /// The submissions that are no longer there, and not asked for.
    gone: Vec<String>,
    /// That some results are of another version of the exercise, if so.
    of_another_version: Option<String>,
    /// For each submission that has the files of another one, that one.
    alike: BTreeMap<String, String>,
    /// The codes of submissions that newer results have, too, and which stand for them there.
    pub(super) codes: BTreeMap<String, String>,
    /// Why results that were asked for could not be read: the others are shown all the same.
    pub(super) unread: RefCell<Vec<StoreError>>,
    /// What is to be known of the older results that these are compared with, in lines.
    pub(super) older: RefCell<String>,
}

/// What is done with each submission while all of them pass by: they need not be in memory at the same time.
pub(super) type Each<'a> = dyn FnMut(&Entry, &Row) -> Result<(), Problem> + 'a;

impl<'a> Book<'a> {
    pub(super) fn open(
        folder: &Path,
        words: &'a Words,
        catalog: &'a Catalog,
    ) -> Result<Self, Problem> {
        let store = Store::new(folder);
        let batch = known(&store)?;
        let heads = heads(&store)?;
        let entries = Entries {
            batch: &batch,
            catalog,
            anonymous: words.anonymous,
        };
        let (policy, changes, strays) = settled(&store, &heads, full(&heads), &entries)?;
        let outdated = hidden::outdated(&store, &policy, &batch, &heads, catalog);
        let warning = strays.unwrap_or_default() + &outdated.unwrap_or_default();
        let warning = warning + &entries.off_scale(&policy, &changes, &heads);
        let warning = warning + &entries.outlived(&policy, &changes, &heads);
        let of_another_version = of_another_version(&batch, &heads, catalog);
        let mut book = Self {
            words,
            catalog,
            store,
            batch,
            policy,
            changes,
            warning,
            heads,
            gone: vec![],
            of_another_version,
            alike: BTreeMap::new(),
            codes: BTreeMap::new(),
            unread: RefCell::default(),
            older: RefCell::default(),
        };
        book.warning += &book.untimed();
        if !words.gone {
            let gone = book.heads.iter().filter(|head| head.gone);
            book.gone = gone.map(|head| book.named(head.name())).collect();
        }
        book.alike = alike(book.shown());
        Ok(book)
    }

    /// What whoever reads of these results is to know first, in lines.
    pub(super) fn to_know(&self) -> String {
        let lines = class::gone(&self.gone, self.catalog).into_iter();
        let lines = lines.chain(self.incomplete());
        let lines = lines.chain(self.of_another_version.clone());
        lines.map(|line| line + "\n").collect::<String>() + &self.warning
    }

    /// Of which submissions nobody knows how late they are, and which of them are late all the same, in lines.
    fn untimed(&self) -> String {
        let graded = self
            .heads
            .iter()
            .filter(|head| !head.gone && head.mark().is_some());
        let untimed = graded.filter(|head| !self.policy.knows_time(head.submitted()));
        let untimed: Vec<&str> = untimed.map(Head::name).collect();
        let late = { self.batch.submissions.iter() }
            .filter(|one| one.is_late && untimed.contains(&&*one.name));
        let late = late.map(|one| &*one.name).collect();
        let mut lines = String::new();
        for (id, of) in [("report-untimed", untimed), ("report-untimed-late", late)] {
            let mut names: Vec<String> = of.into_iter().map(|name| self.named(name)).collect();
            names.sort();
            if !names.is_empty() {
                let args = args!["count" => names.len(), "names" => first(&names, self.catalog)];
                lines += &(self.catalog.text(id, &args) + "\n");
            }
        }
        lines
    }

    /// The submissions that have no result yet.
    pub(super) fn pending(&self) -> Vec<String> {
        let pending = self.batch.pending(&self.heads);
        let mut names: Vec<String> = pending.map(|one| self.named(&one.name)).collect();
        names.sort();
        names
    }

    /// That results are still to come, or may be of what was handed in before.
    fn incomplete(&self) -> Option<String> {
        let names = self.pending();
        if names.is_empty() {
            let open = || self.catalog.plain("report-open");
            return self.batch.is_open.then(open);
        }
        let said = args![
            "count" => names.len(), "all" => self.batch.submissions.len(), "names" => first(&names, self.catalog)
        ];
        Some(self.catalog.text("report-unfinished", &said))
    }

    /// The heads of the results that are shown.
    pub(super) fn shown(&self) -> impl Iterator<Item = &Head> {
        let heads = self.heads.iter();
        heads.filter(|head| self.words.gone || !head.gone)
    }

    /// A submission, as it is named to whoever reads this.
    pub(super) fn named(&self, name: &str) -> String {
        self.entries().named(name)
    }

    fn entries(&self) -> Entries<'_> {
        Entries {
            batch: &self.batch,
            catalog: self.catalog,
            anonymous: self.words.anonymous,
        }
    }

    /// What all submissions have in common.
    pub(super) fn summary(&self) -> Result<Summary, Problem> {
        let mut summary = Summary {
            exercise: self.batch.exercise.clone(),
            title: String::new(),
            without: self.batch.without.clone(),
            gone: self.gone.clone(),
            pending: self.pending(),
            incomplete: self.incomplete(),
        };
        if self.words.gone {
            // Their lines are shown, and say that they are gone.
            let is_of = |head: &Head, Without { student: one, .. }: &Without| {
                let is = |other: &Student| {
                    other.own_name(head.name()) == one.own_name("") && other.id == one.id
                };
                head.students().iter().any(is)
            };
            let heads = &self.heads;
            summary
                .without
                .retain(|one| !heads.iter().any(|head| is_of(head, one)));
        }
        if self.words.anonymous {
            for Without { student, .. } in &mut summary.without {
                *student = Student {
                    name: self.code(&student.name),
                    ..Student::default()
                };
            }
        }
        let files = self.store.files().map_err(ClassTrouble::from)?;
        let mut kept = files.iter().filter_map(|file| self.store.load(file).ok());
        let title = |kept: Kept| {
            let title = &kept.entry.report()?.title;
            Some(title.get(self.catalog.lang()).to_owned())
        };
        summary.title = kept.find_map(title).unwrap_or_default();
        Ok(summary)
    }

    /// A line for each submission, in the order of names, after `each` has seen it whole.
    pub(super) fn rows(&self, each: &mut Each<'_>) -> Result<Vec<Row>, Problem> {
        let mut rows = vec![];
        let students = self.heads.iter().flat_map(Head::students);
        let anonymous = Anonymous::new(
            self.heads.iter().map(Head::name),
            students.chain(self.batch.without.iter().map(|one| &one.student)),
        );
        let namesakes = Namesakes::of(self.shown().map(Head::students));
        for file in self.store.files().map_err(ClassTrouble::from)? {
            let kept = match self.store.load(&file) {
                Ok(kept) => kept,
                Err(error) => {
                    self.unread.borrow_mut().push(error);
                    continue;
                }
            };
            if kept.gone && !self.words.gone {
                continue;
            }
            let mut entry = kept.entry;
            entry.ask_as_student();
            entry.like = self.alike.get(&entry.name).cloned();
            let code = self.code(&entry.name);
            let namesakes = namesakes.are(&entry.students) && !self.words.anonymous;
            let due = due(&self.policy, &entry.name);
            let mut ruling = self.policy.ruling(&entry, &self.changes);
            if self.words.anonymous {
                entry.like = entry.like.as_ref().map(|name| self.code(name));
                let twins = self.heads.iter().filter(|head| {
                    let is_other = head.name() != entry.name;
                    is_other && head.digest.is_some() && head.digest == kept.digest
                });
                let twins = twins.map(|head| (head.name(), head.students()));
                let twins: Vec<_> = twins.collect();
                anonymous.hide(&mut entry, &code, &twins);
                ruling.hide();
            }
            let row = Row {
                due: due.filter(|_| !self.words.anonymous),
                gone: kept.gone,
                code,
                namesakes,
                ..Row::new(&entry, ruling, self.catalog)
            };
            each(&entry, &row)?;
            rows.push(row);
        }
        rows.sort_by_cached_key(Row::place);
        Ok(rows)
    }

    /// What stands for a name: the same in every report, and nobody without the batch's folder finds the name by it.
    pub(super) fn code(&self, name: &str) -> String {
        let known = self.codes.get(name).cloned();
        known.unwrap_or_else(|| entries::code(&self.batch, name))
    }

    /// What is written to a file, or shown.
    fn whole(&self, bytes: Vec<u8>) -> Result<Answer, Problem> {
        let text = match &self.words.to {
            Some(file) => {
                self.put(file, &bytes)?;
                let path = escape::harmless(&file.display().to_string());
                self.catalog.text("report-written", &args!["path" => path]) + "\n"
            }
            None => String::from_utf8_lossy(&bytes).into_owned(),
        };
        Ok(Answer::done(text))
    }

    fn text(&self) -> Result<Answer, Problem> {
        let lang = self.catalog.lang();
        let rows = self.rows(&mut |_, _| Ok(()))?;
        let mut text = String::new();
        for row in &rows {
            let mark = row.mark(lang);
            let gap = " ".repeat(9_usize.saturating_sub(mark.chars().count()));
            text += &format!("{gap}{mark}  {}", row.shown());
            for (holds, note) in [
                (row.gone, "index-is-gone"),
                (row.is_provisional(), "batch-note-inconclusive"),
            ] {
                if holds {
                    text += &format!("  ({})", self.catalog.plain(note));
                }
            }
            let like = class::like(row, &rows, self.catalog);
            for said in like.iter().chain(&row.said) {
                text += &format!("  ({said})");
            }
            text.push('\n');
        }
        for Without { student, missing } in self.summary()?.without {
            let name = escape::harmless(&student.name);
            let why = self.catalog.plain(match missing {
                true => "report-missing",
                false => "report-without",
            });
            text += &format!("        —  {name}  ({why})\n");
        }
        self.whole(text.into_bytes())
    }
}

pub(super) fn write(path: &Path, bytes: &[u8]) -> Result<(), Problem> {
    write_whole(path, bytes, SHARED).map_err(|source| Problem::CannotWrite {
        path: path.to_owned(),
        source,
    })
}
