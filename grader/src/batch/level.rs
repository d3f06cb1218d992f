//! Whether a folder that is given as that of all submissions is it, or lies above or below it. Nobody who packed it can be
//! blamed, as where it is an archive: so another one is not guessed, but asked for.

use std::fs::{self, DirEntry};
use std::io;
use std::path::{Path, PathBuf};

use super::form;
use super::names::{Names, Said};
use super::open::{WRAPPERS, holds_work, is_sign, visible};
use super::roster::Roster;
use crate::model::{Number, Student, System};

/// How many folders around all submissions are looked into, below the first.
const DEPTH: usize = 2;

/// What tells that the folder in which it stands is a submission, and programs whose names tell it.
const MANIFESTS: [&str; 2] = ["Cargo.toml", "grader.toml"];
const ENTRIES: [&str; 4] = ["main", "lib", "mod", "__main__"];

/// A folder that may not be that of all submissions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Level {
    /// It is a submission itself: the name that tells so, of something in it or its own.
    Itself(String),
    /// It is above.
    Around(Around),
}

/// Folders in one that is given, of which somebody may have meant what is in these.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Around {
    /// The folders in it.
    pub within: Vec<PathBuf>,
    /// How many things in these are submissions, or may be.
    pub count: usize,
    /// Whether names or the roster tell that they are.
    pub is_sure: bool,
}

/// What tells submissions from other things.
pub struct Signs<'a> {
    /// How names are read.
    pub names: &'a Names,
    /// Whose submissions are.
    pub roster: &'a Roster,
    /// For each role, what programs that play it are called.
    pub roles: Vec<&'a [String]>,
}

impl Signs<'_> {
    /// Whether `folder` may be another one than that of all submissions.
    ///
    /// # Errors
    /// When a folder cannot be read.
    pub fn level(&self, folder: &Path) -> io::Result<Option<Level>> {
        let itself = self.itself(folder)?.map(Level::Itself);
        match itself {
            Some(itself) => Ok(Some(itself)),
            None => Ok(self.around(folder)?.map(Level::Around)),
        }
    }

    /// What tells that a folder is a submission itself, where nothing in it is known as one.
    ///
    /// # Errors
    /// When a folder cannot be read.
    pub fn itself(&self, folder: &Path) -> io::Result<Option<String>> {
        let (mut sign, mut programs) = (None, vec![]);
        for (name, entry) in visible(folder)?.0 {
            if self.knows(&name, &entry)? {
                return Ok(None);
            }
            let is_one = if entry.file_type()?.is_dir() {
                name == "src" && holds_work(&entry.path(), WRAPPERS)?
            } else if form::is_program(&name) {
                let stem = form::stem(&name).to_lowercase();
                programs.push(name.clone());
                let is_role = self.roles.iter().any(|words| words.contains(&stem));
                is_role || ENTRIES.contains(&&*stem)
            } else {
                MANIFESTS.contains(&&*name)
            };
            if is_one {
                sign.get_or_insert(name);
            }
        }
        let sign = sign.or_else(|| self.is_one_each(&programs).then(|| programs.swap_remove(0)));
        if sign.is_some() {
            return Ok(sign);
        }
        let own = fs::canonicalize(folder)?;
        let own = own.file_name().unwrap_or_default().to_string_lossy();
        Ok(self.is_of_moodle(&own).then(|| own.into_owned()))
    }

    /// The name of a submission in a folder, which need not be there, if several are known as such by a system's names or the
    /// roster: a single one may be the archive of all, or another thing.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub fn one_of_several_in(&self, folder: &Path) -> io::Result<Option<String>> {
        if !folder.exists() {
            return Ok(None);
        }
        let mut before = None;
        for (name, entry) in visible(folder)?.0 {
            if !entry.file_type()?.is_dir() && !form::is_work(&name) {
                continue;
            }
            // A pattern may read whatever there is.
            if let Said::Work(student) = self.said(&name, &entry)?
                && (student.number.is_some() || self.is_in_roster(&name, &student))
                && let Some(before) = before.replace(name)
            {
                return Ok(Some(before));
            }
        }
        Ok(None)
    }

    /// Where the submissions are that `folder` is one of, as far as names tell: Moodle's have one in which the work may be.
    pub fn class_of(&self, folder: &Path) -> io::Result<PathBuf> {
        let own = fs::canonicalize(folder)?;
        let name = |path: &Path| {
            path.file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned()
        };
        let of_moodle = own.ancestors().find(|path| self.is_of_moodle(&name(path)));
        let class = of_moodle.unwrap_or(&own).parent();
        Ok(class.unwrap_or(&own).to_owned())
    }

    fn is_of_moodle(&self, name: &str) -> bool {
        let is_its = |number: &Number| number.system == System::Moodle;
        match self.names.read(name) {
            Said::Work(student) => student.number.as_ref().is_some_and(is_its),
            Said::TypedText => false,
        }
    }

    /// Whether these are a program for each role, and no more.
    fn is_one_each(&self, programs: &[String]) -> bool {
        let plays = |name: &&String, words: &[String]| {
            let name = name.to_lowercase();
            words.iter().any(|word| name.contains(word))
        };
        let one =
            |words: &&[String]| programs.iter().filter(|name| plays(name, words)).count() == 1;
        programs.len() > 1 && programs.len() == self.roles.len() && self.roles.iter().all(one)
    }

    fn around(&self, folder: &Path) -> io::Result<Option<Around>> {
        let (mut all, mut known, mut having) = (0, 0, 0);
        let mut found: Vec<Within> = vec![];
        for (name, entry) in visible(folder)?.0 {
            let is_folder = entry.file_type()?.is_dir();
            all += usize::from(is_folder || form::is_work(&name));
            if self.knows(&name, &entry)? {
                known += 1;
            } else if is_folder {
                let below = self.below(&entry.path(), DEPTH)?;
                having += usize::from(!below.is_empty());
                found.extend(below);
            }
        }
        let is_named = found.iter().any(|one| one.named > 1);
        // A student may have folders for the parts of the work: where most have some, they are hardly that.
        if !is_named && having * 2 <= all {
            return Ok(None);
        }
        let is_sure = is_named && known == 0;
        if is_named {
            found.retain(|one| one.named > 0);
        }
        let counts = found
            .iter()
            .map(|one| if is_named { one.named } else { one.works });
        Ok(Some(Around {
            count: counts.sum(),
            is_sure,
            within: found.into_iter().map(|one| one.folder).collect(),
        }))
    }

    /// The folders of several submissions in one that may be such a folder itself.
    fn below(&self, folder: &Path, depth: usize) -> io::Result<Vec<Within>> {
        let (mut named, mut works, mut others) = (0, 0, vec![]);
        for (name, entry) in visible(folder)?.0 {
            let is_folder = entry.file_type()?.is_dir();
            if self.knows(&name, &entry)? {
                named += 1;
            } else if is_sign(&name) {
                return Ok(vec![]);
            } else if is_folder {
                works += usize::from(!self.is_part(&name) && holds_work(&entry.path(), WRAPPERS)?);
                others.push(entry.path());
            } else {
                works += usize::from(form::form(&name).is_some());
            }
        }
        if named > 1 || works > 1 {
            let folder = folder.to_owned();
            return Ok(vec![Within {
                folder,
                named,
                works,
            }]);
        }
        let mut found = vec![];
        for one in others.iter().filter(|_| depth > 0) {
            found.extend(self.below(one, depth - 1)?);
        }
        Ok(found)
    }

    /// Whether a folder is called as the part of a submission in which the program for a role is.
    fn is_part(&self, name: &str) -> bool {
        let name = name.to_lowercase();
        self.roles.concat().iter().any(|word| name.contains(word))
    }

    /// Whether a name says whose the submission is, or the roster does.
    fn knows(&self, name: &str, entry: &DirEntry) -> io::Result<bool> {
        let in_roster = match self.said(name, entry)? {
            Said::Work(student) => self.is_in_roster(name, &student),
            Said::TypedText => false,
        };
        Ok(in_roster || self.names.knows(name))
    }

    fn said(&self, name: &str, entry: &DirEntry) -> io::Result<Said> {
        Ok(match entry.file_type()?.is_dir() {
            true => self.names.read(name),
            false => self.names.read_file(name),
        })
    }

    fn is_in_roster(&self, name: &str, student: &Student) -> bool {
        self.roster.lines_of(name, student).next().is_some()
    }
}

/// A folder in which several submissions are, or may be.
struct Within {
    folder: PathBuf,
    named: usize,
    works: usize,
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::{Level, Names, Roster, Signs};

    /// What is said of the folder in which these files are, where the roster knows of `ada`.
    fn told(files: &[&str]) -> String {
        let place = tempfile::tempdir().unwrap();
        for name in files {
            let file = place.path().join(name);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, "").unwrap();
        }
        let roster = Roster::read(b"submission,name\nada,Ada\n", |_| Some(0)).unwrap();
        let roles = [["client".to_owned()], ["server".to_owned()]];
        let signs = Signs {
            names: &Names::new(None).unwrap(),
            roster: &roster,
            roles: roles.iter().map(|words| &words[..]).collect(),
        };
        match signs.level(place.path()).unwrap() {
            None => String::new(),
            Some(Level::Itself(sign)) => sign,
            Some(Level::Around(around)) => {
                let short = |path: &Path| path.strip_prefix(place.path()).unwrap().to_owned();
                let within = around
                    .within
                    .iter()
                    .map(|path| short(path).display().to_string());
                let within: Vec<String> = within.collect();
                let sure = if around.is_sure { "" } else { "?" };
                format!("{} in {}{sure}", around.count, within.join(" "))
            }
        }
    }

    #[test]
    fn a_submission_itself_is_no_folder_of_submissions() {
        for (files, sign) in [
            (&["Cargo.toml", "src/main.rs"][..], "Cargo.toml"),
            (
                &["Cargo.toml", "client/Cargo.toml", "server/Cargo.toml"],
                "Cargo.toml",
            ),
            (&["src/main.rs", "README.md"], "src"),
            (&["server.py", "client.py"], "client.py"),
            (&["main.rs", "frame.rs"], "main.rs"),
            (&["tp2_server.py", "tp2_client.py"], "tp2_client.py"),
            (&["grader.toml", "run.sh"], "grader.toml"),
            // Submissions are files side by side, too.
            (&["bob.py", "eve.py"], ""),
            (&["bob_server.py", "eve_server.py", "bob_client.py"], ""),
            (&["bob_31_77_server.py", "eve_32_78_client.py"], ""),
            (&["Eve L_3_assignsubmission_file_server.py"], ""),
            // Who has a workspace around a class has one whose submissions are known.
            (&["Cargo.toml", "ada/Cargo.toml", "bob/Cargo.toml"], ""),
            (&["src/notes.txt", "bob/server.py"], ""),
        ] {
            assert_eq!(told(files), sign, "{files:?}");
        }
    }

    #[test]
    fn the_folder_of_one_student_is_known_by_its_name() {
        let place = tempfile::tempdir().unwrap();
        let work = place.path().join("Eve L_3_assignsubmission_file/tp");
        fs::create_dir_all(work.join("src")).unwrap();
        fs::write(work.join("Cargo.toml"), "").unwrap();
        let signs = Signs {
            names: &Names::new(None).unwrap(),
            roster: &Roster::default(),
            roles: vec![],
        };
        let class = fs::canonicalize(place.path()).unwrap();
        for (folder, sign) in [
            (&*work, "Cargo.toml"),
            (work.parent().unwrap(), "Eve L_3_assignsubmission_file"),
        ] {
            assert_eq!(signs.itself(folder).unwrap().as_deref(), Some(sign));
            assert_eq!(signs.class_of(folder).unwrap(), class);
        }
        assert_eq!(signs.itself(place.path()).unwrap(), None);
    }

    #[test]
    fn folders_around_submissions_are_none() {
        let (a, b) = ("A_1_assignsubmission_file/x", "B_2_assignsubmission_file/x");
        let below = |folder: &str, name: &str| format!("{folder}/{name}");
        let named = [
            below("g1", a),
            below("g1", b),
            below("g2/all", a),
            below("g2/all", b),
        ];
        let named: Vec<&str> = named.iter().map(String::as_str).collect();
        assert_eq!(told(&named), "4 in g1 g2/all");
        assert_eq!(told(&[named[2], named[3]]), "2 in g2/all");
        // One of two is in it a second time, maybe.
        assert_eq!(told(&[a, named[0], named[1]]), "2 in g1?");
        for (files, expected) in [
            (
                &[
                    "g1/eve/server.py",
                    "g1/bob.zip",
                    "g2/x/server.py",
                    "g2/y/src/x.rs",
                ][..],
                "4 in g1 g2?",
            ),
            (
                &["tp/all/eve/server.py", "tp/all/bob/server.py"],
                "2 in tp/all?",
            ),
            (&["eve/client/Cargo.toml", "eve/server/Cargo.toml"], ""),
            (&["eve/1/a.py", "eve/2/a.py", "bob/a.py"], ""),
            (&["ada/1/a.py", "ada/2/a.py"], ""),
            (&["eve/tp/mine/a.py"], ""),
            (&["a/b/c/d/eve/server.py", "a/b/c/d/bob/server.py"], ""),
        ] {
            assert_eq!(told(files), expected, "{files:?}");
        }
    }
}
