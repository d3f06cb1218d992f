//! The file of a school's system, filled in: what goes into it, and what is said of it.

use std::fs;
use std::path::Path;

use super::class::ClassTrouble;
use super::entries::is_off_scale;
use super::report::Book;
use super::spare::is_same;
use super::whose::{first, listed};
use super::{Answer, Problem};
use crate::batch::Names;
use crate::gradebook::{FillError, Filled, Key, Kind, Line, Replaced, Skipped, Stands, TableError};
use crate::i18n::{Arg, Catalog, args};
use crate::model::{Student, escape, folded};
use crate::policy::Change;
use crate::report::class::{self, Row};
use crate::report::{either, quoted};
use crate::spec::nearest;

/// Fills in a file of a form: the column of this name, or the one that such a form has for marks.
type Fill = fn(Vec<u8>, Option<&str>, &[Line]) -> Result<Filled, FillError>;

impl Book<'_> {
    /// The file that the teacher has downloaded, filled in.
    pub(super) fn filled(&self, form: Fill) -> Result<Answer, Problem> {
        let words = self.words;
        let Some(fill) = &words.fill else {
            return Err(ClassTrouble::NothingToFill.into());
        };
        let Some(to) = &words.to else {
            return Err(ClassTrouble::NowhereToFill.into());
        };
        if is_same(fill, to) {
            return Err(ClassTrouble::FilledOverItself(fill.clone()).into());
        }
        let file = fs::read(fill).map_err(ClassTrouble::unreadable(fill))?;
        let rows = self.rows(&mut |_, _| Ok(()))?;
        let names = Names::new(self.batch.names.as_deref()).map_err(ClassTrouble::Pattern)?;
        let lines = rows.iter().flat_map(|row| self.lines(row, &names));
        let mut lines: Vec<Line> = lines.collect();
        lines.extend(self.others());
        let filled = form(file, words.column.as_deref(), &lines);
        let filled = filled.map_err(|error| ClassTrouble::Fill {
            file: fill.clone(),
            error,
        })?;
        let why = self.left(&filled, &rows);
        if filled.is_of_others() {
            return Err(ClassTrouble::OtherClass {
                file: fill.clone(),
                agreeing: filled.written,
                disagreeing: filled.disagreeing(),
                why,
            }
            .into());
        }
        self.put(to, &filled.bytes)?;
        let path = escape::harmless(&to.display().to_string());
        let said = args![
            "path" => path, "count" => filled.written, "marks" => filled.replaced.len(),
            "comments" => filled.comments_replaced
        ];
        let mut text = self.catalog.text("report-filled", &said) + "\n";
        if !filled.replaced.is_empty() {
            let named =
                |Replaced { name, before, now }: &Replaced| format!("`{name}` ({before} → {now})");
            let named: Vec<String> = filled.replaced.iter().map(named).collect();
            let said = args!["names" => listed(&named, self.catalog)];
            text += &format!("  {}\n", self.catalog.text("report-replaced", &said));
        }
        text.extend(why.iter().map(|line| format!("  {line}\n")));
        for (id, lines) in [
            ("report-empty", &filled.empty),
            ("report-empty-submitted", &filled.submitted),
        ] {
            if !lines.is_empty() {
                let said = args!["count" => lines.len(), "names" => first(lines, self.catalog)];
                text += &format!("  {}\n", self.catalog.text(id, &said));
            }
        }
        if let Some(full) = filled.unseen {
            let said = self
                .catalog
                .text("report-unseen-scale", &args!["full" => full]);
            text += &format!("  {said}\n");
        }
        if filled.disagreeing() > 0 {
            text += &(self.catalog.plain("report-disagree") + "\n");
        }
        Ok(Answer::done(text))
    }

    /// The names of all students, with a submission or without.
    fn everybody(&self) -> impl Iterator<Item = &str> {
        let with = self.batch.submissions.iter().flat_map(|one| {
            let students = one.students.iter();
            students.map(|student| student.own_name(&one.name))
        });
        let without = self.batch.without.iter();
        with.chain(without.map(|one| one.student.own_name("")))
    }

    fn lines(&self, row: &Row, names: &Names) -> Vec<Line> {
        // Where the teacher gave another mark, and it does not count, the earned one is not what is meant.
        let is_meant = |out_of| {
            let of = |change: &&Change| change.of == row.name;
            !{ self.changes.iter().filter(of) }.any(|change| is_off_scale(change, out_of))
        };
        let given = row.ruling.given.as_ref().filter(|given| !given.provisional);
        let given = given.filter(|given| is_meant(given.out_of));
        let anothers = names.anothers(&row.name, &row.students, self.everybody());
        let line = |student: &Student| Line {
            student: student.clone(),
            submission: row.name.clone(),
            anothers: anothers.clone(),
            stands: Stands::Told,
            mark: given.map(|given| (given.hundredths, given.out_of)),
            comment: class::comment(row, self.catalog),
        };
        row.students.iter().map(line).collect()
    }

    /// Those of whom there is no result, and who may be meant all the same.
    fn others(&self) -> impl Iterator<Item = Line> {
        let line = |student: &Student, submission: &str, stands| Line {
            student: student.clone(),
            submission: submission.to_owned(),
            anothers: None,
            stands,
            mark: None,
            comment: vec![],
        };
        let pending = self.batch.pending(&self.heads).flat_map(move |one| {
            let students = one.students.iter();
            students.map(move |student| line(student, &one.name, Stands::Pending))
        });
        let without = self.batch.without.iter();
        pending.chain(without.map(move |one| line(&one.student, "", Stands::Nothing)))
    }

    /// Whose marks were not written, or not all that is said of them, and why.
    fn left(&self, filled: &Filled, rows: &[Row]) -> Vec<String> {
        let skipped = filled.skipped.iter();
        let skipped = skipped.map(|(student, why)| self.skipped(student, why, rows));
        let kept = filled.kept.iter().map(|student| {
            let said = args!["name" => &student.name];
            self.catalog.text("report-kept", &said)
        });
        let padded = filled.padded.iter().map(|student| {
            let said = args!["name" => &student.name];
            self.catalog.text("report-padded", &said)
        });
        skipped.chain(kept).chain(padded).collect()
    }

    /// Why a student's mark was not written.
    fn skipped(&self, student: &Student, why: &Skipped, rows: &[Row]) -> String {
        let say = |id: &str, args| self.catalog.text(id, &args);
        let name = &student.name;
        let key = |key: &Key| {
            self.catalog.plain(match key {
                Key::Number => "report-key-number",
                Key::Id => "report-key-id",
                Key::Email => "report-key-email",
                Key::Name => "report-key-name",
            })
        };
        match why {
            Skipped::NoMark(submission) => {
                let row = rows.iter().find(|row| row.name == *submission);
                say(
                    row.map_or("report-skipped-no-mark", no_mark),
                    args!["name" => name],
                )
            }
            Skipped::NoLine => say("report-skipped-no-line", args!["name" => name]),
            Skipped::SeveralLines { by, lines } => say(
                "report-skipped-several-lines",
                args!["name" => name, "by" => key(by), "lines" => first(lines, self.catalog)],
            ),
            Skipped::Partners(line) => say(
                "report-skipped-partners",
                args!["name" => name, "line" => line],
            ),
            Skipped::Locked => say("report-skipped-locked", args!["name" => name]),
            Skipped::Excused => say("report-skipped-excused", args!["name" => name]),
            Skipped::TwoLines {
                by,
                line,
                also,
                other,
            } => say(
                "report-skipped-two-lines",
                args![
                    "name" => name, "by" => key(by), "line" => line, "also" => key(also), "other" => other
                ],
            ),
            Skipped::Differs { by, line, not } => say(
                "report-skipped-differs",
                args!["name" => name, "by" => key(by), "line" => line, "not" => key(not)],
            ),
            Skipped::Slip { line: _, other } => say(
                "report-skipped-slip",
                args!["name" => name, "other" => other],
            ),
            Skipped::Namesake(line) => say(
                "report-skipped-namesake",
                args!["name" => name, "line" => line],
            ),
            Skipped::Several(names) => say(
                "report-skipped-several",
                args!["name" => name, "names" => names.join(", ")],
            ),
        }
    }
}

/// That a submission has no mark that could be written, and why.
fn no_mark(row: &Row) -> &'static str {
    let is_provisional = { row.ruling.given.as_ref() }.is_some_and(|given| given.provisional);
    if row.ruling.given.is_none() && row.refusal.is_some() {
        "report-skipped-refused"
    } else if row.ruling.given.is_none() {
        "report-skipped-set-aside"
    } else if is_provisional {
        "report-skipped-provisional"
    } else {
        "report-skipped-no-mark"
    }
}

/// That hardly a line of a file is that of one of our students, or none has a mark that counts.
pub(super) fn of_others(
    file: &Path,
    [agreeing, disagreeing]: [usize; 2],
    why: &[String],
    catalog: &Catalog,
) -> (String, Vec<String>) {
    let said = args![
        "path" => Arg::shown(file.display()), "agreeing" => agreeing, "disagreeing" => disagreeing
    ];
    let (id, remedy) = match disagreeing {
        0 => ("fill-no-mark", "fill-no-mark-remedy"),
        1.. => ("fill-other-class", "fill-other-class-remedy"),
    };
    let mut more: Vec<String> = why.iter().map(|line| format!("  {line}")).collect();
    more.push(catalog.plain(remedy));
    (catalog.text(id, &said), more)
}

/// Why a file is not filled in, and what to do.
pub(super) fn refused(file: &Path, error: &FillError, catalog: &Catalog) -> (String, Vec<String>) {
    let error_said = catalog.text("fill-refused", &args!["path" => Arg::shown(file.display())]);
    let mut near = None;
    let (why, remedy) = match error {
        FillError::Table(TableError::TooLarge) => (catalog.plain("fill-too-large"), None),
        FillError::Table(TableError::NotUtf8 { line }) => {
            let said = catalog.text("fill-not-utf8", &args!["line" => *line]);
            (said, Some("fill-as-downloaded"))
        }
        FillError::Table(TableError::OpenQuote { line }) => (
            catalog.text("fill-open-quote", &args!["line" => *line]),
            Some("fill-open-quote-remedy"),
        ),
        FillError::Table(TableError::Uneven {
            line,
            cells,
            columns,
        }) => {
            let args = args!["line" => *line, "cells" => *cells, "columns" => *columns];
            (
                catalog.text("fill-uneven", &args),
                Some("fill-uneven-remedy"),
            )
        }
        FillError::Table(TableError::Empty) => (catalog.plain("fill-empty"), None),
        FillError::NoStudents { wanted, found } => {
            near = nearly(found, wanted, catalog);
            let args =
                args!["wanted" => either(wanted, catalog), "found" => columns(found, catalog)];
            (
                catalog.text("fill-no-students", &args),
                Some("fill-as-downloaded"),
            )
        }
        FillError::NoColumn { wanted, found } => {
            let args = args!["wanted" => wanted, "columns" => fillable(found, catalog)];
            (
                catalog.text("fill-no-column", &args),
                Some("fill-no-column-remedy"),
            )
        }
        FillError::NoWorksheet { wanted, found } => {
            near = nearly(found, wanted, catalog);
            let args = args!["wanted" => quoted(wanted), "found" => columns(found, catalog)];
            (
                catalog.text("fill-no-worksheet", &args),
                Some("fill-no-worksheet-remedy"),
            )
        }
        FillError::SeveralColumns { wanted, found } => {
            let args = args!["wanted" => wanted, "columns" => fillable(found, catalog)];
            (
                catalog.text("fill-several-columns", &args),
                Some("fill-no-column-remedy"),
            )
        }
        FillError::NotMarks { wanted, found } => {
            let args = args!["wanted" => wanted, "columns" => fillable(found, catalog)];
            (
                catalog.text("fill-not-marks", &args),
                Some("fill-no-column-remedy"),
            )
        }
        FillError::OtherKind(kind) => {
            let kind = match kind {
                Kind::Worksheet => "fill-kind-worksheet",
                Kind::Gradebook => "fill-kind-gradebook",
                Kind::Canvas => "fill-kind-canvas",
            };
            (catalog.plain(kind), None)
        }
        FillError::Unnamed { found } => {
            let args = args!["columns" => fillable(found, catalog)];
            (
                catalog.text("fill-unnamed", &args),
                Some("fill-no-column-remedy"),
            )
        }
        FillError::OtherScale { file, ours } => {
            let args = args!["file" => file, "ours" => *ours];
            (catalog.text("fill-scale", &args), Some("fill-scale-remedy"))
        }
        FillError::NoPoints { file, ours } => {
            let args = args!["file" => file, "ours" => *ours];
            (
                catalog.text("fill-no-points", &args),
                Some("fill-no-points-remedy"),
            )
        }
        FillError::Above { mark, ours } => {
            let args = args!["mark" => mark, "ours" => *ours];
            (catalog.text("fill-above", &args), Some("fill-scale-remedy"))
        }
        FillError::SeveralScales(scales) => {
            let scales: Vec<String> = scales.iter().map(u32::to_string).collect();
            let args = args!["scales" => scales.join(", ")];
            (
                catalog.text("fill-scales", &args),
                Some("fill-scales-remedy"),
            )
        }
        FillError::ReadOnly(column) => (
            catalog.text("fill-read-only", &args!["column" => column]),
            None,
        ),
    };
    let mut more = vec![why];
    more.extend(near);
    more.extend(remedy.map(|id| catalog.plain(id)));
    (error_said, more)
}

/// Which column is nearly called as one that is wanted, if one is.
fn nearly(found: &[String], wanted: &[String], catalog: &Catalog) -> Option<String> {
    let (near, name) = found.iter().find_map(|one| {
        let name = nearest(one, wanted.iter().map(String::as_str))?;
        (folded(one) != folded(name)).then_some((one, name))
    })?;
    Some(catalog.text("fill-near", &args!["near" => near, "name" => name]))
}

/// The columns that marks can go into.
fn fillable(found: &[String], catalog: &Catalog) -> String {
    let args = args!["count" => found.len(), "names" => columns(found, catalog)];
    catalog.text("fill-columns", &args)
}

/// The names of the first columns, and how many more there are.
fn columns(found: &[String], catalog: &Catalog) -> String {
    let named = found.iter().filter(|name| !name.trim().is_empty());
    first(&named.cloned().collect::<Vec<_>>(), catalog)
}

#[cfg(test)]
mod tests {
    use super::{FillError, Path, fillable, refused};
    use crate::i18n::Catalog;
    use crate::model::Lang;

    #[test]
    fn a_heading_that_is_nearly_the_one_that_is_wanted_is_told() {
        let all = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        let told = |error: &FillError, lang| {
            let (_, more) = refused(Path::new("w.csv"), error, &Catalog::new(lang));
            more.join("\n")
        };
        let wanted = || all(&["Identifier", "Identifiant", "ID"]);
        let no_students = |found: &[&str]| FillError::NoStudents {
            wanted: wanted(),
            found: all(found),
        };
        let near = no_students(&["Identifer", "Full name", "Grade"]);
        let said = told(&near, Lang::En);
        assert!(
            said.contains("no column `Identifier`, `Identifiant` or `ID`, by which")
                && said.contains("\nshould its column `Identifer` be called `Identifier`?\n"),
            "{said}"
        );
        let near = no_students(&["Identifiat"]);
        assert!(
            told(&near, Lang::Fr).contains("`Identifiat` devrait-elle s’appeler `Identifiant`")
        );
        let (wanted, found) = (all(&["Grade", "Note"]), all(&["Grad", "Maximum Grade"]));
        let near = FillError::NoWorksheet { wanted, found };
        assert!(told(&near, Lang::En).contains("should its column `Grad` be called `Grade`?"));
        // Neither of two that are called so, and what is plainly another.
        for found in [&["Identifier", "Identifier"][..], &["Full name", "Grade"]] {
            assert!(!told(&no_students(found), Lang::En).contains("should"));
        }
    }

    #[test]
    fn the_columns_of_a_file_are_told_as_far_as_they_can_be_read() {
        let told = |count: usize, lang| {
            let names: Vec<String> = (1..=count).map(|number| format!("TP{number}")).collect();
            fillable(&names, &Catalog::new(lang))
        };
        assert_eq!(told(0, Lang::En), "none of its columns is one of marks");
        assert_eq!(told(1, Lang::Fr), "sa colonne de notes est `TP1`");
        assert!(told(10, Lang::En).ends_with(", `TP10`"));
        assert!(told(13, Lang::En).ends_with(", `TP10`, … and 3 more"));
        assert!(told(11, Lang::Fr).ends_with(", `TP10`, … et encore 1"));
    }
}
