//! Grades submissions side by side, and keeps each result as soon as it is there.
//!
//! What stands from an earlier run is not graded again, and what has the files of another one is graded once.

use std::collections::{BTreeMap, VecDeque};
use std::fs;
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;

use super::archive::Trouble;
use super::digest::digest;
use super::find::Found;
use super::happened::{Ended, From, Happened};
use super::open::open;
use super::standing::Standing;
use super::store::{Head, Kept, Store, StoreError};
use crate::guard::guarded;
use crate::model::{Came, CheckReport, Discarded, Entry, Outcome, Report, Trace, Unfit, Unwanted};

/// What is to be graded.
pub struct Work<'a> {
    /// The submissions.
    pub submissions: &'a [Found],
    /// Where results are kept.
    pub store: &'a Store,
    /// A digest of all that a result depends on besides the submission.
    pub conditions: &'a str,
    /// A digest of what the exercise asks.
    pub version: &'a str,
    /// A digest of the overlay, which is one of them; empty where there is none.
    pub overlay: &'a str,
    /// What stands of an earlier run.
    pub standing: Standing,
    /// How many submissions are graded at a time.
    pub at_a_time: usize,
    /// An empty folder to unpack in.
    pub scratch: &'a Path,
}

/// Why a submission was not graded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotGraded {
    /// It is no submission of the exercise.
    Refused(Unfit),
    /// The host failed; what was said.
    Host(String),
}

/// Grades the work in a folder.
pub type Grade<'a> = dyn Fn(&Path) -> Result<Report, NotGraded> + Sync + 'a;

/// Grades all of `work`, and tells `on` what happens.
///
/// # Errors
/// When a result cannot be kept.
pub fn run(
    work: &Work<'_>,
    grade: &Grade<'_>,
    on: &(dyn Fn(Happened) + Sync),
) -> Result<(), StoreError> {
    let board = Mutex::new(Board {
        waiting: work.submissions.iter().collect(),
        graded: known(work)?,
        trouble: None,
        opened: 0,
    });
    let one = Worker {
        work,
        grade,
        on,
        board: &board,
    };
    thread::scope(|scope| {
        for _ in 0..work.at_a_time.clamp(1, work.submissions.len().max(1)) {
            scope.spawn(|| one.work());
        }
    });
    let board = board.into_inner().unwrap_or_else(PoisonError::into_inner);
    board.trouble.map_or(Ok(()), Err)
}

/// The results that others with the same files may have, by the digest of the files.
fn known(work: &Work<'_>) -> Result<BTreeMap<String, Twin<'static>>, StoreError> {
    let mut known = BTreeMap::new();
    if work.standing == Standing::Nothing {
        return Ok(known);
    }
    for file in work.store.files()? {
        let Some(head) = work.store.head_of(&file) else {
            continue;
        };
        if head.conditions == work.conditions && !head.is_inconclusive() {
            let name = head.name().to_owned();
            known.extend(head.digest.map(|digest| (digest, Twin::Graded(name))));
        }
    }
    Ok(known)
}

struct Board<'a> {
    waiting: VecDeque<&'a Found>,
    /// What has been graded, or is being graded, by the digest of its files.
    graded: BTreeMap<String, Twin<'a>>,
    trouble: Option<StoreError>,
    opened: u64,
}

enum Twin<'a> {
    /// A submission that has a result.
    Graded(String),
    /// The submission `of` is being graded, and others have the same files.
    Going { of: &'a str, others: Vec<&'a Found> },
}

pub(super) struct Worker<'w, 'a> {
    pub(super) work: &'a Work<'a>,
    grade: &'a Grade<'a>,
    on: &'a (dyn Fn(Happened) + Sync),
    board: &'w Mutex<Board<'a>>,
}

impl<'w, 'a> Worker<'w, 'a> {
    fn board(&self) -> MutexGuard<'w, Board<'a>> {
        self.board.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn work(&self) {
        loop {
            let (found, number) = {
                let mut board = self.board();
                if board.trouble.is_some() {
                    return;
                }
                let Some(found) = board.waiting.pop_front() else {
                    return;
                };
                board.opened += 1;
                (found, board.opened)
            };
            let scratch = self.work.scratch.join(number.to_string());
            // A bug of ours costs one submission its result, not the others theirs.
            let done = guarded(|| self.one(found, &scratch)).unwrap_or_else(|said| {
                self.release(found, false);
                self.keep(found, None, vec![], None, Came::SetAside { said })
                    .map(drop)
            });
            if let Err(error) = done {
                self.board().trouble.get_or_insert(error);
            }
            let _ = fs::remove_dir_all(&scratch);
        }
    }

    fn one(&self, found: &'a Found, scratch: &Path) -> Result<(), StoreError> {
        let made = fs::create_dir(scratch).map_err(Trouble::Host);
        let mut left_out = vec![];
        let opened = made.and_then(|()| {
            let folder = open(found, scratch, &mut left_out)?;
            let digest = digest(&folder).map_err(Trouble::Host)?;
            Ok((folder, digest))
        });
        let (folder, digest) = match opened {
            Ok(opened) => opened,
            Err(trouble) => {
                let came = match trouble {
                    Trouble::Refused(refusal) => Came::Refused { refusal },
                    Trouble::Host(error) => Came::SetAside {
                        said: error.to_string(),
                    },
                };
                return self.keep(found, None, left_out, None, came).map(drop);
            }
        };
        if self.stands(found, digest.as_deref(), &left_out)? {
            return Ok(());
        }
        if let Some(digest) = &digest
            && self.has_twin(found, digest, &left_out)?
        {
            return Ok(());
        }
        (self.on)(Happened::Began {
            name: found.name.clone(),
        });
        let came = self.graded(&folder);
        let has_result = matches!(came, Came::Graded { .. });
        let is_kept = self.keep(found, digest, left_out, None, came)?;
        self.release(found, has_result && is_kept);
        Ok(())
    }

    /// Lets those go on that wait for the result of a submission: they have the same. Where there is none, each is graded
    /// by itself: what failed for one may not for the other.
    fn release(&self, found: &Found, has_result: bool) {
        let mut board = self.board();
        let Board {
            waiting, graded, ..
        } = &mut *board;
        graded.retain(|_, twin| match twin {
            Twin::Going { of, others } if *of == found.name => {
                waiting.extend(others.drain(..));
                *twin = Twin::Graded(found.name.clone());
                has_result
            }
            Twin::Going { .. } | Twin::Graded(_) => true,
        });
    }

    /// Whether a submission gets, now or soon, the result of another one with the same files. If not, it is the one that
    /// is being graded.
    fn has_twin(
        &self,
        found: &'a Found,
        digest: &str,
        left_out: &[Discarded],
    ) -> Result<bool, StoreError> {
        let graded = match self.board().graded.get_mut(digest) {
            Some(Twin::Going { others, .. }) => {
                others.push(found);
                return Ok(true);
            }
            Some(Twin::Graded(name)) if *name != found.name => Some(name.clone()),
            Some(Twin::Graded(_)) | None => None,
        };
        if let Some(name) = graded
            && self.copy(found, &name, digest, left_out)?
        {
            return Ok(true);
        }
        let mut board = self.board();
        if let Some(Twin::Going { others, .. }) = board.graded.get_mut(digest) {
            others.push(found);
            return Ok(true);
        }
        let (of, others) = (&*found.name, vec![]);
        board
            .graded
            .insert(digest.to_owned(), Twin::Going { of, others });
        Ok(false)
    }

    /// Gives a submission the result of another one with the same files; says whether there was one. What is no part of the
    /// files is each one's own: what was left out of an archive, and what tools have made.
    fn copy(
        &self,
        found: &Found,
        of: &str,
        digest: &str,
        left_out: &[Discarded],
    ) -> Result<bool, StoreError> {
        let Ok(Some(kept)) = self.work.store.result(of) else {
            return Ok(false);
        };
        let Came::Graded { mut report } = kept.entry.came else {
            return Ok(false);
        };
        report.left_out.retain(|one| one.why != Unwanted::Made);
        let like = kept.entry.like.unwrap_or_else(|| of.to_owned());
        let like = Some(like).filter(|_| !kept.gone);
        let (digest, left_out) = (Some(digest.to_owned()), left_out.to_vec());
        self.keep(found, digest, left_out, like, Came::Graded { report })?;
        Ok(true)
    }

    fn graded(&self, folder: &Path) -> Came {
        match (self.grade)(folder) {
            Ok(mut report) => {
                // What was seen of a check that was passed, nobody asks for again.
                let passed = |check: &&mut CheckReport| check.outcome == Outcome::Passed;
                let passed = report.checks.iter_mut().filter(passed);
                passed.for_each(|check| check.evidence = Trace::default());
                let report = Box::new(report);
                Came::Graded { report }
            }
            Err(NotGraded::Refused(refusal)) => Came::Refused { refusal },
            Err(NotGraded::Host(said)) => Came::SetAside { said },
        }
    }

    /// Keeps what came of a submission; says whether it did. Where the host failed, or something could not be told, a result of
    /// the same files that tells all stays.
    fn keep(
        &self,
        found: &Found,
        digest: Option<String>,
        left_out: Vec<Discarded>,
        like: Option<String>,
        came: Came,
    ) -> Result<bool, StoreError> {
        let kept = Kept {
            digest,
            conditions: self.work.conditions.to_owned(),
            version: Some(self.work.version.to_owned()),
            overlay: Some(self.work.overlay.to_owned()),
            gone: false,
            entry: Entry {
                name: found.name.clone(),
                students: found.students.clone(),
                submitted: found.submitted.clone(),
                like,
                left_out,
                came,
            },
        };
        let from = match &kept.entry.like {
            Some(_) => From::Twin,
            // What could not even be opened has no digest by which its result could stand.
            None if kept.digest.is_none() && self.is_kept(&kept) => From::Earlier,
            None => From::Graded,
        };
        let head = Head::of(&kept);
        if let Some(before) = self.tells_all(&head) {
            self.renew(found, &before, &kept.entry.left_out)?;
            let ended = Ended::of(&head, &kept.entry.left_out, from, false);
            (self.on)(Happened::Ended(Ended {
                mark: before.mark(),
                is_before: true,
                ..ended
            }));
            return Ok(false);
        }
        let is_untimed = self.is_untimed(&kept);
        if from != From::Earlier {
            self.work.store.keep(&kept)?;
        }
        self.ended(&head, &kept.entry.left_out, from, is_untimed);
        Ok(true)
    }

    pub(super) fn ended(&self, head: &Head, left_out: &[Discarded], from: From, is_untimed: bool) {
        (self.on)(Happened::Ended(Ended::of(head, left_out, from, is_untimed)));
    }
}
