//! Whether a roster gives a submission to another student than its name does: a slip, and their marks would be swapped.

use super::names::{Names, Said};
use crate::model::{Name, Student};

/// Whose a submission is by its own name, where it is hardly that of any of `students`, whom the roster names. `everybody` is
/// on the roster.
pub fn anothers<'a>(
    own: &Student,
    students: impl Iterator<Item = &'a str>,
    mut everybody: impl Iterator<Item = &'a str>,
) -> Option<String> {
    let name = Name::new(&own.name);
    // `Participant 12` and `Groupe 3` name nobody.
    if name.is_empty() || own.name.contains(char::is_numeric) {
        return None;
    }
    let mut count = 0;
    for student in students {
        count += 1;
        if Name::new(student).may_be(&name) {
            return None;
        }
    }
    // A group or an account may be called anything else: of these, only what is somebody else's name tells something.
    let is_persons = own.number.is_some() && own.name.contains(char::is_whitespace) && count == 1;
    let is_anothers = is_persons || everybody.any(|one| Name::new(one).is(&name));
    is_anothers.then(|| own.name.clone())
}

impl Names {
    /// The same of a submission of a batch, by what it is called.
    pub fn anothers<'a>(
        &self,
        submission: &'a str,
        students: &'a [Student],
        everybody: impl Iterator<Item = &'a str>,
    ) -> Option<String> {
        let Said::Work(own) = self.read_file(submission) else {
            return None;
        };
        let students = students.iter().map(|one| one.own_name(submission));
        anothers(&own, students, everybody)
    }
}

#[cfg(test)]
mod tests {
    use super::{Names, Student};

    #[test]
    fn a_roster_that_gives_work_to_another_is_told_from_one_that_writes_a_name_in_its_way() {
        let everybody = ["Léa Dupont", "Márta Kovács", "Hugo Petit"];
        let check = |submission: &str, students: &[&str], expected: Option<&str>| {
            let student = |name: &&str| Student {
                name: (*name).to_owned(),
                ..Student::default()
            };
            let students: Vec<Student> = students.iter().map(student).collect();
            let names = Names::new(None).unwrap();
            let said = names.anothers(submission, &students, everybody.into_iter());
            assert_eq!(said.as_deref(), expected, "{submission} {students:?}");
        };
        let marta = "Márta Kovács_1214_assignsubmission_file";
        check(marta, &["Léa Dupont"], Some("Márta Kovács"));
        check(
            "kovacsmarta_1214_90000_tp.zip",
            &["Léa Dupont"],
            Some("kovacsmarta"),
        );
        check(
            "Zoé Roy_9_assignsubmission_file",
            &["Léa Dupont"],
            Some("Zoé Roy"),
        );
        check("Hugo Petit", &["Léa Dupont"], Some("Hugo Petit"));
        check(marta, &["Léa Dupont", "Hugo Petit"], Some("Márta Kovács"));
        for own in ["KOVACS Marta", "Márta K. Kovács", "marta kovacs-nagy"] {
            check(marta, &[own], None);
            check(marta, &["Léa Dupont", own], None);
        }
        // What says no name, or one that need not be a person's.
        for other in [
            "Participant_1214_assignsubmission_file",
            "Groupe 3_57_assignsubmission_file",
            "octocat",
            "equipe rouge",
            "żolclukasz_1214_90000_tp.zip",
        ] {
            check(other, &["Léa Dupont"], None);
        }
        check(
            "Les Codeurs_57_assignsubmission_file",
            &["Léa Dupont", "Hugo Petit"],
            None,
        );
    }
}
