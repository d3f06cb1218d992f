//! The submissions of a class, and what came of each.

use serde::{Deserialize, Serialize};

use super::{LeftOut, Misdeclared, Report, folded};

/// A student, as far as the name of a folder or a roster tells.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Student {
    /// The name that people know.
    pub name: String,
    /// The number or the word by which the school knows them, as a roster says it; without one, the number in the name of the
    /// submission.
    pub id: Option<String>,
    /// The address of their mail.
    pub email: Option<String>,
    /// The number in the name of a submission that is theirs alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<Number>,
}

impl Student {
    /// The name with what tells its student from others of the same name: the number, else the submission.
    pub fn told_apart(&self, submission: &str) -> String {
        let more = self.id.as_deref().unwrap_or(submission);
        format!("{} ({more})", self.own_name(submission))
    }

    /// The name alone: whoever looks for the same one elsewhere must not meet the number that tells namesakes apart.
    pub fn own_name(&self, submission: &str) -> &str {
        let more = self.id.as_deref().unwrap_or(submission);
        let inside = self.name.strip_suffix(')');
        let name = inside.and_then(|name| name.strip_suffix(more)?.strip_suffix(" ("));
        name.filter(|name| !name.is_empty()).unwrap_or(&self.name)
    }

    /// The school's number: what a submission's name says is the system's.
    pub fn school_id(&self) -> Option<&str> {
        let number = self.number.as_ref();
        let id = self.id.as_deref();
        id.filter(|id| number.is_none_or(|number| number.number != *id))
    }

    /// Whether another student is meant, as far as the school's numbers tell, or else addresses, or else those of one system.
    pub fn is_not(&self, other: &Self) -> bool {
        let differ = |one: Option<&str>, other: Option<&str>| Some(one? != other?);
        let email = |one: &Self| one.email.as_deref().map(folded);
        let emails = || differ(email(self).as_deref(), email(other).as_deref());
        let numbers = || {
            let (one, other) = (self.number.as_ref()?, other.number.as_ref()?);
            (one.system == other.system).then(|| one.number != other.number)
        };
        let told = differ(self.school_id(), other.school_id())
            .or_else(emails)
            .or_else(numbers);
        told.unwrap_or(false)
    }
}

/// A student of the roster without a submission.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Without {
    /// The student.
    #[serde(flatten)]
    pub student: Student,
    /// Whether the roster tells of a submission all the same: it is not there.
    #[serde(default)]
    pub missing: bool,
}

/// The number by which the system that has handed out a submission knows its student. It is not the school's.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Number {
    /// Whose number it is.
    pub system: System,
    /// Its digits.
    pub number: String,
}

/// A system that students hand their work in to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum System {
    /// Moodle: a number for each participant of an assignment.
    Moodle,
    /// Canvas: a number for each user.
    Canvas,
}

/// A submission of a class, and what came of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// What its folder or archive is called: this tells it from all others.
    pub name: String,
    /// Whose it is: at least one student.
    pub students: Vec<Student>,
    /// When it was handed in, as the roster says it.
    pub submitted: Option<String>,
    /// The submission with the same files that was graded instead of this one.
    pub like: Option<String>,
    /// What was in its archive and is left out.
    pub left_out: Vec<Discarded>,
    /// What came of it.
    pub came: Came,
}

/// What came of a submission.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "came", rename_all = "kebab-case")]
pub enum Came {
    /// It was graded.
    Graded {
        /// What is said of it.
        report: Box<Report>,
    },
    /// As it was handed in, it cannot be graded; that is not a mark of 0.
    Refused {
        /// Why.
        refusal: Unfit,
    },
    /// The host or the grader failed; never the student's fault.
    SetAside {
        /// What was said, in the language of the run.
        said: String,
    },
}

impl Entry {
    /// Gives it the commands that students type, who have neither the teacher's folders nor the same machines.
    pub fn ask_as_student(&mut self) {
        if let Came::Graded { report } = &mut self.came {
            report.asked.exercises = None;
            report.asked.isolation = None;
        }
    }

    /// What is said of it, if it was graded.
    pub fn report(&self) -> Option<&Report> {
        match &self.came {
            Came::Graded { report } => Some(report),
            Came::Refused { .. } | Came::SetAside { .. } => None,
        }
    }
}

/// Why a submission cannot be graded as it was handed in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Unfit {
    /// Its archive has too many files.
    TooManyFiles,
    /// Its archive has too many bytes.
    TooLarge,
    /// Its archive asks for a password.
    Encrypted,
    /// Its archive is damaged, or of another form than its name says.
    Damaged,
    /// Its archives are of a form that is not opened.
    Unopened {
        /// The extension of the first of them.
        form: String,
        /// Their names.
        found: Vec<String>,
    },
    /// It holds several archives, or one beside a folder with work in it, and nothing else: nobody knows which is the work.
    SeveralArchives {
        /// Their names.
        found: Vec<String>,
    },
    /// Nothing is in it.
    Empty,
    /// Nothing is in it but what tools and systems make by themselves.
    OnlyMade {
        /// What there is.
        found: Vec<String>,
    },
    /// Nothing in it could play a role.
    NoProgram {
        /// The roles of the exercise.
        roles: Vec<String>,
        /// The words in programs' names that were looked for.
        names: Vec<String>,
        /// How many folders below its own were looked into.
        depth: usize,
        /// What is there instead.
        found: Vec<String>,
        /// What was there, and was left out.
        left_out: Vec<LeftOut>,
    },
    /// It holds several submissions, and which of them is meant is not said.
    Several {
        /// Their folders.
        found: Vec<String>,
    },
    /// The file that names its programs is wrong.
    Declaration {
        /// There is at least one.
        problems: Vec<Misdeclared>,
    },
    /// It is no submission of the exercise: what older results say instead of the above.
    NoSubmission {
        /// What was said of it, in the language of the run.
        said: String,
    },
}

impl Unfit {
    /// The kind, for programs.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::TooManyFiles => "too-many-files",
            Self::TooLarge => "too-large",
            Self::Encrypted => "encrypted",
            Self::Damaged => "damaged",
            Self::Unopened { .. } => "unopened",
            Self::SeveralArchives { .. } => "several-archives",
            Self::Empty => "empty",
            Self::OnlyMade { .. } => "only-made",
            Self::NoProgram { .. } => "no-program",
            Self::Several { .. } => "several",
            Self::Declaration { .. } => "declaration",
            Self::NoSubmission { .. } => "no-submission",
        }
    }
}

/// Something in an archive that was left out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Discarded {
    /// Its name in the archive.
    pub name: String,
    /// Why.
    pub why: DiscardedWhy,
}

/// Why something in an archive was left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DiscardedWhy {
    /// It names a place outside the folder.
    Outside,
    /// It is a link.
    Link,
    /// It is neither a file nor a folder.
    Special,
    /// Its name cannot be a file's here.
    OddName,
    /// Something has its name already.
    Twice,
    /// It is an archive, and stands beside the work.
    Beside,
}

/// The mark that counts for a submission, and what a teacher says of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ruling {
    /// The mark, if there is one.
    pub given: Option<Given>,
    /// What the teacher says, in the teacher's words.
    pub comment: Option<String>,
}

/// A mark that counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given {
    /// In hundredths.
    pub hundredths: u32,
    /// The full mark.
    pub out_of: u32,
    /// Whether it may still change.
    pub provisional: bool,
    /// How it came of the mark that was earned, in order.
    pub steps: Vec<Adjustment>,
}

/// A step from the mark that was earned to the one that counts. Marks are in hundredths of the scale that counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Adjustment {
    /// The exercise has another scale.
    Scaled {
        /// The mark on the exercise's scale.
        from: u32,
        /// The exercise's scale.
        out_of: u32,
    },
    /// It was handed in late.
    Late {
        /// The seconds after the deadline, extra time considered, where that is told.
        seconds: Option<u64>,
        /// What it costs.
        taken: u32,
        /// Whether it would cost more, had the teacher not said how much at most.
        is_most: bool,
    },
    /// There is a deadline, and nobody said when it was handed in: nothing is taken.
    HandedInUnknown,
    /// No mark is above this.
    Capped {
        /// The highest mark.
        most: u32,
    },
    /// It was rounded.
    Rounded {
        /// What it was, in ten-thousandths.
        from: u32,
    },
    /// The teacher gave another one.
    Changed {
        /// What it was, if there was one.
        from: Option<u32>,
        /// Why, where that is told.
        reason: Option<String>,
    },
}

impl Ruling {
    /// Takes out what may tell whose it is: what the teacher says in words, and by how much it was late, which says when it
    /// was handed in.
    pub fn hide(&mut self) {
        self.comment = None;
        let steps = self.given.iter_mut().flat_map(|given| &mut given.steps);
        for step in steps {
            match step {
                Adjustment::Changed { from: _, reason } => *reason = None,
                Adjustment::Late {
                    seconds,
                    taken: _,
                    is_most: _,
                } => *seconds = None,
                Adjustment::Scaled { .. }
                | Adjustment::HandedInUnknown
                | Adjustment::Capped { .. }
                | Adjustment::Rounded { .. } => {}
            }
        }
    }

    /// The mark that was earned, as it is.
    pub fn plain(entry: &Entry) -> Self {
        let given = entry.report().map(|report| Given {
            hundredths: report.mark.hundredths,
            out_of: report.mark.out_of,
            provisional: report.mark.provisional,
            steps: vec![],
        });
        Self {
            given,
            comment: None,
        }
    }
}
