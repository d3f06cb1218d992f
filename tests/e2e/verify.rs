//! An exercise of a teacher's own proves itself, or not.

use std::fs;

use super::own::{EXERCISE, server};
use super::{contains, folder, grader};

#[test]
fn an_exercise_of_ones_own_proves_itself_or_not() {
    let answers = |prefix| server(&format!("connection.sendall(b'{prefix}' + line)"));
    let (right, wrong) = (answers("Echo: "), answers("Ecco: "));
    let files = [
        ("exercises/own/exercise.toml", EXERCISE),
        (
            "exercises/own/starter/server.py",
            "print('to be written')\n",
        ),
        ("exercises/own/submissions/absent/server.py", "exit(1)\n"),
        (
            "exercises/own/submissions/absent/expect.toml",
            "failed = ['listens']\nskipped = ['answers']\n",
        ),
        ("exercises/own/submissions/misspelt/server.py", &wrong),
        (
            "exercises/own/submissions/misspelt/expect.toml",
            "about = 'answers wrongly'\nfailed = ['answers']\n",
        ),
    ];
    let folder = folder(&files);
    let exercises = folder.path().join("exercises");
    let arguments = ["verify", "own", "--exercises", exercises.to_str().unwrap()];

    let said = grader(&arguments);
    assert_eq!(said.status, Some(2), "{}", said.stdout);
    contains(&said.stderr, &["error: ", "reference"]);

    let reference = folder.path().join("reference/own");
    fs::create_dir_all(&reference).unwrap();
    fs::write(reference.join("server.py"), right).unwrap();
    let said = grader(&arguments);
    assert_eq!(said.status, Some(0), "{}\n{}", said.stdout, said.stderr);
    let parts = ["reference, 20/20", "starter, 0/20", "misspelt, 10/20"];
    contains(&said.stdout, &parts);

    // A check that the misspelt server should have passed, and that nobody fails any more.
    let expectation = exercises.join("own/submissions/misspelt/expect.toml");
    fs::write(expectation, "").unwrap();
    let said = grader(&arguments);
    assert_eq!(said.status, Some(1), "{}\n{}", said.stdout, said.stderr);
    let never = "no submission fails `answers`";
    contains(
        &said.stdout,
        &["should pass: `answers`", "something other", never],
    );
}
