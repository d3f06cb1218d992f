//! The exercises at hand: those that the program brings along, or those of a teacher's folder.
//!
//! An exercise is a folder `<id>/` with `exercise.toml`, `statement.fr.md`, `statement.en.md` and `starter/`, where a file
//! may be in both languages, too. What stands in them is not judged here, and no exercise is known by its name.

mod copied;
mod embedded;
#[cfg(test)]
mod tests;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::model::{By, CheckId, Exercise, ExerciseId, Lang};
use crate::spec::{self, Overlay, SpecProblems, nearest};

pub use copied::brought_along;
pub use embedded::play;

/// The file that makes a folder an exercise.
const FILE: &str = "exercise.toml";

/// The exercises at hand.
#[derive(Debug, Clone)]
pub struct Catalogue {
    /// Where they are; without a folder, in the program.
    folder: Option<PathBuf>,
    ids: Vec<ExerciseId>,
}

/// Where an exercise's model solution is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reference {
    /// In the program, which plays it: see [`play`].
    Played {
        /// A digest of its source.
        digest: &'static str,
    },
    /// In this folder, a submission like any other.
    Folder(PathBuf),
    /// Nowhere.
    None,
}

/// Why an exercise cannot be had.
#[derive(Debug, thiserror::Error)]
pub enum CatalogueError {
    /// No exercise has this name.
    #[error("no exercise is named `{id}`{}", instead(.known, *.near))]
    NoSuchExercise {
        /// The name.
        id: String,
        /// Those that exist.
        known: Vec<ExerciseId>,
        /// The one that was most likely meant, by its place among them.
        near: Option<usize>,
    },
    /// A folder holds no exercise.
    #[error("there is no exercise in `{}`: an exercise is a folder with the file `exercise.toml`", .folder.display())]
    Empty {
        /// The folder.
        folder: PathBuf,
    },
    /// A file or a folder cannot be read.
    #[error("cannot read `{}`", .path.display())]
    Unreadable {
        /// Which.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// An exercise file says another name than its folder's.
    #[error("`{}` says `id = \"{says}\"`, and its folder is named `{id}`", .file.display())]
    Misnamed {
        /// The file.
        file: PathBuf,
        /// The folder's name.
        id: ExerciseId,
        /// What it says.
        says: String,
    },
    /// Checks of an exercise need its model solution, and there is none.
    #[error("`{id}` has no reference, and {checks} of its checks need one")]
    NoReference {
        /// The exercise.
        id: ExerciseId,
        /// How many checks.
        checks: usize,
        /// Where it could be.
        places: [PathBuf; 2],
    },
    /// An exercise file is wrong, or its overlay, or both.
    #[error("{}", drawn(.0))]
    Wrong(Vec<SpecProblems>),
}

impl Catalogue {
    /// The exercises that the program brings along.
    pub fn builtin() -> Self {
        let ids =
            embedded::files("").filter_map(|(path, _)| path.strip_suffix(FILE)?.strip_suffix('/'));
        let ids = ids
            .filter(|id| !id.contains('/'))
            .map(str::to_owned)
            .collect();
        Self { folder: None, ids }
    }

    /// The exercises of a folder: `<id>/exercise.toml` each.
    ///
    /// # Errors
    /// When the folder cannot be read, or holds no exercise.
    pub fn folder(folder: &Path) -> Result<Self, CatalogueError> {
        let mut ids = Vec::new();
        for path in entries(folder)? {
            if path.join(FILE).is_file() {
                ids.extend(
                    path.file_name()
                        .map(|name| name.to_string_lossy().into_owned()),
                );
            }
        }
        if ids.is_empty() {
            let folder = folder.to_owned();
            return Err(CatalogueError::Empty { folder });
        }
        let folder = Some(folder.to_owned());
        Ok(Self { folder, ids })
    }

    /// The names of the exercises, in alphabetical order.
    pub fn ids(&self) -> &[ExerciseId] {
        &self.ids
    }

    /// The exercise of this name.
    ///
    /// # Errors
    /// When there is none, or its file cannot be read or is wrong.
    pub fn exercise(&self, id: &str) -> Result<Exercise, CatalogueError> {
        self.read(id, |file, source| {
            spec::parse(file, source).map_err(|problems| vec![problems])
        })
    }

    /// The exercise of this name, with the checks that an overlay adds to it.
    ///
    /// # Errors
    /// As of [`Catalogue::exercise`], and when the overlay is wrong.
    pub fn overlaid(&self, id: &str, overlay: Overlay<'_>) -> Result<Exercise, CatalogueError> {
        self.read(id, |file, source| spec::overlaid(file, source, overlay))
    }

    fn read(
        &self,
        id: &str,
        read: impl FnOnce(&str, &str) -> Result<Exercise, Vec<SpecProblems>>,
    ) -> Result<Exercise, CatalogueError> {
        let source = self.text(id, FILE)?;
        let file = self.shown(id, FILE);
        let exercise = read(&file.to_string_lossy(), &source).map_err(CatalogueError::Wrong)?;
        if exercise.id != id {
            let (id, says) = (id.to_owned(), exercise.id);
            return Err(CatalogueError::Misnamed { file, id, says });
        }
        Ok(exercise)
    }

    /// What students read, in Markdown.
    ///
    /// # Errors
    /// When there is no such exercise, or no such text.
    pub fn statement(&self, id: &str, lang: Lang) -> Result<String, CatalogueError> {
        match lang {
            Lang::Fr => self.text(id, "statement.fr.md"),
            Lang::En => self.text(id, "statement.en.md"),
        }
    }

    /// What students start from: files by their paths, none if the exercise has no starter. `server.fr.rs` is `server.rs`
    /// in French, and is not there in English.
    ///
    /// # Errors
    /// When there is no such exercise, or its starter cannot be read.
    pub fn starter(&self, id: &str, lang: Lang) -> Result<Vec<(PathBuf, Vec<u8>)>, CatalogueError> {
        self.known(id)?;
        let mut files = Vec::new();
        match &self.folder {
            None => {
                let prefix = format!("{id}/starter/");
                let all = embedded::files(&prefix);
                files.extend(all.map(|(path, bytes)| (path.into(), bytes.to_vec())));
            }
            Some(folder) => {
                let starter = folder.join(id).join("starter");
                if starter.is_dir() {
                    gather(&starter, Path::new(""), &mut files)?;
                }
            }
        }
        let files = files.into_iter();
        Ok(files
            .filter_map(|(path, bytes)| Some((handed_out(&path, lang)?, bytes)))
            .collect())
    }

    /// Where the exercise's model solution is: a teacher's stands beside the exercise, in its folder `reference`, or
    /// beside all exercises, in `../reference/<id>`.
    ///
    /// # Errors
    /// When there is no such exercise.
    pub fn reference(&self, id: &str) -> Result<Reference, CatalogueError> {
        self.known(id)?;
        let Some(folder) = &self.folder else {
            let digest = embedded::digest(id);
            return Ok(digest.map_or(Reference::None, |digest| Reference::Played { digest }));
        };
        let mut places = references(folder, id).into_iter();
        let found = places.find(|place| place.is_dir());
        Ok(found.map_or(Reference::None, Reference::Folder))
    }

    /// Sees that there is a model solution where one of the exercise's checks needs it: of all, or of some alone.
    ///
    /// # Errors
    /// When there is none.
    pub fn complete(&self, exercise: &Exercise, only: &[CheckId]) -> Result<(), CatalogueError> {
        let needs = |by| match by {
            By::SubmissionOrReference | By::Reference => true,
            By::Submission | By::Script => false,
        };
        let checks = exercise.checks.iter().filter(|check| {
            let is_asked = only.is_empty() || only.contains(&check.id);
            is_asked && check.cast.values().any(|actor| needs(actor.by))
        });
        let checks = checks.count();
        let id = exercise.id.clone();
        match (&self.folder, self.reference(&id)?) {
            (Some(folder), Reference::None) if checks > 0 => {
                let places = references(folder, &id);
                Err(CatalogueError::NoReference { id, checks, places })
            }
            (_, Reference::Played { .. } | Reference::Folder(_) | Reference::None) => Ok(()),
        }
    }

    /// The folder of submissions that show what the exercise's checks find, if there is one: a teacher's stands beside
    /// the exercise, in its folder `submissions`, or beside all exercises, in `../tests/submissions/<id>`.
    ///
    /// # Errors
    /// When there is no such exercise.
    pub fn submissions(&self, id: &str) -> Result<Option<PathBuf>, CatalogueError> {
        self.known(id)?;
        let places = self.folder.iter().flat_map(|folder| {
            [
                folder.join(id).join("submissions"),
                folder.join("../tests/submissions").join(id),
            ]
        });
        Ok({ places }.find(|place| place.is_dir()))
    }

    fn known(&self, id: &str) -> Result<(), CatalogueError> {
        if self.ids.iter().any(|known| known == id) {
            return Ok(());
        }
        let near = nearest(id, self.ids.iter().map(String::as_str));
        Err(CatalogueError::NoSuchExercise {
            id: id.to_owned(),
            known: self.ids.clone(),
            near: near.and_then(|near| self.ids.iter().position(|known| known == near)),
        })
    }

    /// A text of an exercise.
    fn text(&self, id: &str, name: &str) -> Result<String, CatalogueError> {
        self.known(id)?;
        let path = self.shown(id, name);
        let bytes = match &self.folder {
            Some(_) => fs::read(&path),
            None => embedded::file(&format!("{id}/{name}"))
                .map(<[u8]>::to_vec)
                .ok_or_else(|| io::ErrorKind::NotFound.into()),
        };
        bytes
            .and_then(|bytes| {
                String::from_utf8(bytes).map_err(|_| io::ErrorKind::InvalidData.into())
            })
            .map_err(|source| CatalogueError::Unreadable { path, source })
    }

    /// How a file of an exercise is named where it is spoken of.
    fn shown(&self, id: &str, name: &str) -> PathBuf {
        let folder = self.folder.as_deref().unwrap_or(Path::new("exercises"));
        folder.join(id).join(name)
    }
}

/// Where a teacher's model solution may be.
fn references(folder: &Path, id: &str) -> [PathBuf; 2] {
    let beside = folder.join("../reference");
    [folder.join(id).join("reference"), beside.join(id)]
}

fn drawn(wrong: &[SpecProblems]) -> String {
    let files: Vec<String> = wrong.iter().map(SpecProblems::to_string).collect();
    files.join("\n\n")
}

/// The path that a file of a starter is handed out under, if it is one of `lang` or of no language.
fn handed_out(path: &Path, lang: Lang) -> Option<PathBuf> {
    let of_no_language = || Some(path.to_owned());
    let (Some(stem), Some(extension)) = (path.file_stem(), path.extension()) else {
        return of_no_language();
    };
    let stem = Path::new(stem);
    let own = match stem.extension().and_then(|word| word.to_str()) {
        Some("fr") => Lang::Fr,
        Some("en") => Lang::En,
        Some(_) | None => return of_no_language(),
    };
    let name = stem.with_extension(extension);
    (own == lang).then(|| path.with_file_name(name))
}

fn instead(known: &[ExerciseId], near: Option<usize>) -> String {
    let names: Vec<String> = known.iter().map(|id| format!("`{id}`")).collect();
    match near.and_then(|near| names.get(near)) {
        Some(near) => format!(": did you mean {near}? there is {}", names.join(", ")),
        None => format!(": there is {}", names.join(", ")),
    }
}

/// The files below a folder, except what building leaves there. Links are not followed.
fn gather(
    folder: &Path,
    within: &Path,
    files: &mut Vec<(PathBuf, Vec<u8>)>,
) -> Result<(), CatalogueError> {
    for path in entries(folder)? {
        let Some(name) = path.file_name() else {
            continue;
        };
        let inside = within.join(name);
        if path.is_symlink() || name == "target" || name == "__pycache__" {
            continue;
        } else if path.is_dir() {
            gather(&path, &inside, files)?;
        } else {
            files.push((inside, fs::read(&path).map_err(unreadable(&path))?));
        }
    }
    Ok(())
}

fn entries(folder: &Path) -> Result<Vec<PathBuf>, CatalogueError> {
    let entries = fs::read_dir(folder).map_err(unreadable(folder))?;
    let paths = entries
        .map(|entry| Ok(entry?.path()))
        .collect::<io::Result<Vec<_>>>();
    let mut paths = paths.map_err(unreadable(folder))?;
    paths.sort();
    Ok(paths)
}

fn unreadable(path: &Path) -> impl FnOnce(io::Error) -> CatalogueError {
    let path = path.to_owned();
    move |source| CatalogueError::Unreadable { path, source }
}
