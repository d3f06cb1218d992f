//! What the name of a file or a folder tells of it: the form of an archive, a program, or the litter of a tool.

/// A form of archive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// `.zip`
    Zip,
    /// `.tar`
    Tar,
    /// `.tar.gz` or `.tgz`
    TarGz,
}

const FORMS: [(&str, Form); 4] = [
    (".zip", Form::Zip),
    (".tar.gz", Form::TarGz),
    (".tgz", Form::TarGz),
    (".tar", Form::Tar),
];

/// Archives that students hand in and nobody opens here, the longest extensions first.
const UNOPENED: [&str; 15] = [
    ".tar.bz2", ".tar.zst", ".tar.lz4", ".tar.xz", ".tbz2", ".tbz", ".txz", ".tzst", ".rar", ".7z",
    ".zipx", ".bz2", ".xz", ".zst", ".gz",
];

/// Programs that students hand in as one file.
const PROGRAMS: [&str; 10] = [
    ".py", ".rs", ".c", ".cc", ".cpp", ".go", ".java", ".js", ".ts", ".ipynb",
];

/// The form that a file's name tells.
pub fn form(name: &str) -> Option<Form> {
    let mut forms = FORMS.into_iter();
    forms.find_map(|(extension, form)| without(name, extension).map(|_| form))
}

/// The extension of an archive that is not opened.
pub fn unopened(name: &str) -> Option<&'static str> {
    if form(name).is_some() {
        return None;
    }
    ending(name, &UNOPENED)
}

/// Whether a file that stands alone is somebody's work: an archive of whatever form, or a program.
pub fn is_work(name: &str) -> bool {
    form(name).is_some() || unopened(name).is_some() || is_program(name)
}

/// Whether it is a program in one file.
pub fn is_program(name: &str) -> bool {
    ending(name, &PROGRAMS).is_some()
}

/// `name` without what makes it the name of an archive or a program.
pub fn stem(name: &str) -> &str {
    let forms = FORMS.iter().map(|(extension, _)| *extension);
    let mut extensions = forms.chain(UNOPENED).chain(PROGRAMS);
    extensions
        .find_map(|extension| without(name, extension))
        .unwrap_or(name)
}

/// Whether a file or folder of this name is left out without a word: what tools leave in folders by themselves.
pub fn is_litter(name: &str) -> bool {
    matches!(
        name,
        "target" | ".git" | "__MACOSX" | "__pycache__" | ".DS_Store" | "Thumbs.db" | "desktop.ini"
    ) || name.starts_with("._")
}

fn ending(name: &str, extensions: &[&'static str]) -> Option<&'static str> {
    let mut extensions = extensions.iter().copied();
    extensions.find(|extension| without(name, extension).is_some())
}

/// `name` without `extension`, whatever its letters are like.
fn without<'a>(name: &'a str, extension: &str) -> Option<&'a str> {
    let at = name.len().checked_sub(extension.len())?;
    let found = name.get(at..)?.eq_ignore_ascii_case(extension);
    (found && at > 0).then(|| &name[..at])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn extensions_tell_the_form() {
        assert_eq!(form("tp.ZIP"), Some(Form::Zip));
        assert_eq!(form("tp.tar.gz"), Some(Form::TarGz));
        assert_eq!(
            (form("tp.rar"), form(".zip"), form("é")),
            (None, None, None)
        );
        for (name, expected) in [
            ("tp.rar", Some(".rar")),
            ("tp.v2.TAR.XZ", Some(".tar.xz")),
            ("tp.tar.gz", None),
            ("server.py.gz", Some(".gz")),
            ("tp.py", None),
        ] {
            assert_eq!(unopened(name), expected, "{name}");
        }
        for (name, expected) in [
            ("tp.v2.tgz", "tp.v2"),
            ("tp.v2", "tp.v2"),
            ("bob.tar.bz2", "bob"),
            ("bob.PY", "bob"),
            (".py", ".py"),
        ] {
            assert_eq!(stem(name), expected);
        }
        for name in ["grades.csv", "rapport.pdf", "batch.toml", "notes"] {
            assert!(!is_work(name), "{name}");
        }
    }
}
