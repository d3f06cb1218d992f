//! Why a student's mark is not written, and what leads to a line or away from it.

/// Why a student's mark was not written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Skipped {
    /// There is none that counts, or it is provisional: the submission.
    NoMark(String),
    /// The file has no line for the student.
    NoLine,
    /// Several lines may be the student's by the same thing.
    SeveralLines {
        /// What leads to them.
        by: Key,
        /// Whose they are, as the file says it.
        lines: Vec<String>,
    },
    /// To one line, whose it is as the file says it, several students lead who share a submission.
    Partners(String),
    /// The file says that it must not be changed.
    Locked,
    /// The file says that the student is excused: a mark would undo that.
    Excused,
    /// The line is the student's by one thing, and another's by another.
    TwoLines {
        /// What leads to the line.
        by: Key,
        /// Whose it is, as the file says it.
        line: String,
        /// What leads elsewhere.
        also: Key,
        /// Whose that line is.
        other: String,
    },
    /// The line is the student's by one thing, and not by another.
    Differs {
        /// What leads to the line.
        by: Key,
        /// Whose it is, as the file says it.
        line: String,
        /// What is another there.
        not: Key,
    },
    /// The line is the student's, as the roster has it, and the submission another's by its own name.
    Slip {
        /// Whose the line is, as the file says it.
        line: String,
        /// Whose the submission is by its own name.
        other: String,
    },
    /// By the name alone a line is the student's, and may be a namesake's: whose it is, as the file says it.
    Namesake(String),
    /// Several submissions are the student's: which one counts, is the teacher's to say.
    Several(Vec<String>),
}

impl Skipped {
    /// The lines that may be the student's, as the file says whose they are.
    pub(super) fn lines(&self) -> Vec<&str> {
        match self {
            Self::NoMark(_) | Self::NoLine | Self::Locked | Self::Excused | Self::Several(_) => {
                vec![]
            }
            Self::SeveralLines { by: _, lines } => lines.iter().map(String::as_str).collect(),
            Self::TwoLines { line, other, .. } => vec![line, other],
            Self::Partners(line)
            | Self::Differs { line, .. }
            | Self::Slip { line, .. }
            | Self::Namesake(line) => vec![line],
        }
    }
}

/// What a student is known by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Key {
    /// The number by which the system knows them.
    Number,
    /// The number or word by which the school does.
    Id,
    /// The address of their mail.
    Email,
    /// The name.
    Name,
}

impl Key {
    /// All, the surest first.
    pub(super) const ALL: [Self; 4] = [Self::Number, Self::Id, Self::Email, Self::Name];
}
