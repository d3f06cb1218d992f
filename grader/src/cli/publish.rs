//! Where the reports of `grader check` go: standard output, the files that were asked for, a workflow's summary.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use rand::TryRng;
use rand::rngs::SysRng;
use rustix::fs::{Access, access};

use super::arguments::{Check, ReportWord};
use super::settings::Ci;
use super::{Problem, Settings};
use crate::grade::GradeError;
use crate::i18n::Catalog;
use crate::machine;
use crate::model::Report;
use crate::record::{SHARED, around, write_whole};
use crate::report::ungraded::{self, Ungraded};
use crate::report::{self, Format, Look, Occasion, Rendered};
use crate::submission;

/// How deep a submission's own files are looked for.
const DEPTH: usize = 6;

/// A grading's reports, in all the forms that were asked for.
pub(super) struct Publication<'a> {
    check: &'a Check,
    catalog: &'a Catalog,
    settings: &'a Settings,
    look: Look,
    token: String,
    own: Own,
}

impl<'a> Publication<'a> {
    /// Reports that look like `look` where they are for a terminal.
    pub(super) fn new(
        check: &'a Check,
        catalog: &'a Catalog,
        settings: &'a Settings,
        look: Look,
    ) -> Result<Self, Problem> {
        let number = SysRng
            .try_next_u64()
            .map_err(|error| GradeError::Host(error.to_string()))?;
        Ok(Self {
            check,
            catalog,
            settings,
            look,
            token: format!("grader-{number:016x}"),
            own: Own::of(&check.dir, settings.ci.repository().map(PathBuf::as_path)),
        })
    }

    /// What standard output gets: what was asked for, else what the place expects. Where the run is kept, its student is
    /// offered a hint on it.
    pub(super) fn printed(&self, report: &Report, is_kept: bool) -> String {
        let format = self.format();
        let brief = self.check.quiet;
        let printed = match self.rendered(report, format, brief) {
            Rendered::Text(text) => text,
            Rendered::Files(files) => files.into_iter().map(|(_, text)| text).collect(),
        };
        let is_for_its_student = format == Format::Text && !brief && self.settings.ci == Ci::None;
        match is_kept && is_for_its_student {
            true => printed + &report::hint::offered(report, self.catalog, self.look),
            false => printed,
        }
    }

    /// The form that standard output gets.
    fn format(&self) -> Format {
        let usual = match self.settings.ci {
            Ci::Github { .. } => Format::Github,
            Ci::Gitlab { .. } | Ci::None => Format::Text,
        };
        self.check.format.unwrap_or(usual)
    }

    /// Writes the files that were asked for, and a workflow's summary.
    pub(super) fn write(&self, report: &Report) -> Result<(), Problem> {
        self.write_each(&|format| Some(self.rendered(report, format, false)))
    }

    /// Says where nothing could be graded what is to be said of it: what standard output gets, and the files.
    pub(super) fn refuse(&self, ungraded: &Ungraded<'_>) -> Result<String, Problem> {
        let of = |format| ungraded::render(ungraded, self.catalog, format);
        self.write_each(&of)?;
        let printed = match self.format() {
            // Standard error has it.
            Format::Text => None,
            format => of(format),
        };
        Ok(match printed {
            Some(Rendered::Text(text)) => text,
            Some(Rendered::Files(_)) | None => String::new(),
        })
    }

    fn write_each(&self, of: &dyn Fn(Format) -> Option<Rendered>) -> Result<(), Problem> {
        for ReportWord { format, path } in &self.check.report {
            let written = match of(*format) {
                // What an earlier run has left there would be taken for this one's.
                None => removed(path),
                Some(Rendered::Text(text)) => write_whole(path, text.as_bytes(), SHARED),
                Some(Rendered::Files(files)) => fs::create_dir_all(path).and_then(|()| {
                    let write = |name: &str, text: &str| {
                        write_whole(&path.join(name), text.as_bytes(), SHARED)
                    };
                    files
                        .iter()
                        .try_for_each(|(name, text)| write(name, text))?;
                    let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
                    left_alone(path, &names)
                }),
            };
            written.map_err(|source| Problem::CannotWrite {
                path: path.clone(),
                source,
            })?;
        }
        match &self.settings.ci {
            Ci::Github {
                summary: Some(summary),
                ..
            } => match of(Format::Markdown) {
                Some(Rendered::Text(text)) => summarise(summary, &text),
                Some(Rendered::Files(_)) | None => Ok(()),
            },
            Ci::Github { summary: None, .. } | Ci::Gitlab { .. } | Ci::None => Ok(()),
        }
    }

    fn rendered(&self, report: &Report, format: Format, brief: bool) -> Rendered {
        let occasion = Occasion {
            look: self.look,
            locate: &|name| self.own.locate(name),
            token: &self.token,
            delivery: self.settings.delivery.as_ref().ok(),
            brief,
        };
        report::render(report, self.catalog, format, &occasion)
    }
}

/// Removes an earlier report; a pipe or a device is left as it is.
fn removed(path: &Path) -> io::Result<()> {
    match path.symlink_metadata() {
        Ok(found) if found.is_file() => fs::remove_file(path),
        Ok(_) | Err(_) => Ok(()),
    }
}

/// Removes from a folder the files of an earlier report that this one has not written: numbered ones, such as `07-no-leak.json`.
fn left_alone(folder: &Path, written: &[&str]) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name();
        let name = name.to_string_lossy();
        let (number, rest) = name.split_once('-').unwrap_or_default();
        let is_number = number.len() == 2 && number.bytes().all(|byte| byte.is_ascii_digit());
        let is_ours = is_number && rest.ends_with(".json");
        if is_ours && !written.contains(&&*name) {
            removed(&entry.path())?;
        }
    }
    Ok(())
}

/// Adds to what earlier commands of the same step have said.
fn summarise(summary: &Path, text: &str) -> Result<(), Problem> {
    let appended = File::options().create(true).append(true).open(summary);
    appended
        .and_then(|mut file| file.write_all(text.as_bytes()))
        .map_err(|source| Problem::CannotWrite {
            path: summary.to_owned(),
            source,
        })
}

/// Refuses what could not be written once all has been graded, as far as that can be known before.
pub(super) fn writable(reports: &[ReportWord]) -> Result<(), Problem> {
    for (at, report) in reports.iter().enumerate() {
        // Devices and pipes take one after the other.
        let is_same = |other: &ReportWord| {
            other.path == report.path && (other.path.is_file() || !other.path.exists())
        };
        if reports[..at].iter().any(is_same) {
            return Err(Problem::SamePlace(report.path.clone()));
        }
    }
    reports.iter().try_for_each(|ReportWord { format, path }| {
        takes(path, format.is_folder()).map_err(|source| Problem::NoPlace {
            path: path.clone(),
            folder: around(path).to_owned(),
            source,
        })
    })
}

/// What the system will say of writing a file, or a folder of files, to `path`.
fn takes(path: &Path, as_folder: bool) -> io::Result<()> {
    let folder = around(path);
    if !folder.metadata()?.is_dir() {
        return Err(io::ErrorKind::NotADirectory.into());
    }
    let written = match path.metadata() {
        Ok(found) if found.is_dir() && as_folder => path,
        Ok(found) if found.is_dir() => return Err(io::ErrorKind::IsADirectory.into()),
        Ok(_) if as_folder => return Err(io::ErrorKind::NotADirectory.into()),
        // A pipe or a device, such as `/dev/stderr`, is written to, not replaced.
        Ok(found) if !found.is_file() => return Ok(()),
        Ok(_) | Err(_) => folder,
    };
    Ok(access(written, Access::WRITE_OK | Access::EXEC_OK)?)
}

/// The submission's own files, as a report names them.
struct Own {
    /// The submission's folder.
    folder: PathBuf,
    /// Its files, relative to it.
    files: Vec<PathBuf>,
    /// The folder from which names are seen.
    base: PathBuf,
}

impl Own {
    /// The files of `folder`, seen from the top of its git repository, else from the folder `around` that was checked out,
    /// else from the current folder, else from itself.
    fn of(folder: &Path, around: Option<&Path>) -> Self {
        let whole = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_owned());
        let folder = whole(folder);
        let top = folder.ancestors().find(|above| above.join(".git").exists());
        let bases = [top, around, Some(Path::new("."))];
        let base = bases.into_iter().flatten().map(whole);
        let base = base.into_iter().find(|base| folder.starts_with(base));
        Self {
            files: submission::files(&folder, DEPTH).unwrap_or_default(),
            base: base.unwrap_or_else(|| folder.clone()),
            folder,
        }
    }

    /// The file that `name` stands for, if it is one of the submission's own and there is no doubt which.
    fn locate(&self, name: &str) -> Option<String> {
        let name = Path::new(name);
        let absolute = [self.folder.as_path(), Path::new(machine::SUBMISSION)];
        let relative = if name.is_absolute() {
            absolute
                .iter()
                .find_map(|root| name.strip_prefix(root).ok())?
        } else {
            name
        };
        // A crate below names its files from its own folder.
        let mut ending = self.files.iter().filter(|file| file.ends_with(relative));
        let file = match self.files.iter().find(|file| *file == relative) {
            Some(file) => file,
            None => ending.next().filter(|_| ending.next().is_none())?,
        };
        let whole = self.folder.join(file);
        let seen = whole.strip_prefix(&self.base).unwrap_or(&whole);
        Some(seen.to_str()?.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::Own;

    #[test]
    fn only_the_submissions_own_files_are_located() {
        let folder = tempfile::tempdir().unwrap();
        let rendu = folder.path().join("rendu");
        for file in [
            "server/src/main.rs",
            "client/src/main.rs",
            "client/src/lib.rs",
            "serveur.py",
        ] {
            let file = rendu.join(file);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, "").unwrap();
        }
        let own = Own::of(&rendu, Some(folder.path()));
        let located = |name: &str| own.locate(name);
        assert_eq!(
            located("src/lib.rs").as_deref(),
            Some("rendu/client/src/lib.rs")
        );
        assert_eq!(located("src/main.rs"), None, "there are two");
        assert_eq!(
            located("server/src/main.rs").as_deref(),
            Some("rendu/server/src/main.rs")
        );
        assert_eq!(
            located("/submission/serveur.py").as_deref(),
            Some("rendu/serveur.py")
        );
        let absolute = rendu.canonicalize().unwrap().join("serveur.py");
        assert_eq!(
            located(absolute.to_str().unwrap()).as_deref(),
            Some("rendu/serveur.py")
        );
        for stranger in [
            "/rustc/1/library/core/src/lib.rs",
            "../rendu/serveur.py",
            "/etc/passwd",
            "",
        ] {
            assert_eq!(located(stranger), None, "{stranger}");
        }
        fs::create_dir(folder.path().join("rendu/.git")).unwrap();
        let cloned = Own::of(&rendu.join("client"), Some(folder.path()));
        assert_eq!(
            cloned.locate("src/lib.rs").as_deref(),
            Some("client/src/lib.rs")
        );
        let alone = Own::of(&rendu, Some(Path::new("/no/such")));
        assert_eq!(alone.locate("serveur.py").as_deref(), Some("serveur.py"));
    }
}
