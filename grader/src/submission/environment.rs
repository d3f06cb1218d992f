//! What the user's environment says of the host's tools. It is read once, at the command line, and handed down.

use std::ffi::OsString;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

/// The variables that finding and building look at.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Environment {
    /// The folders in which commands are looked up.
    pub path: Vec<PathBuf>,
    /// The user's home.
    pub home: Option<PathBuf>,
    /// The user's folder for what can be made again.
    pub cache: Option<PathBuf>,
    /// Cargo's folder, with the crates that it has fetched.
    pub cargo_home: Option<PathBuf>,
    /// How rustup chooses a toolchain.
    pub rustup: Rustup,
}

/// What rustup looks at.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rustup {
    /// Its folder, with its settings.
    pub home: Option<PathBuf>,
    /// The toolchain that the user asks for.
    pub toolchain: Option<OsString>,
}

impl Environment {
    /// What `vars` say: `PATH`, `HOME`, `XDG_CACHE_HOME`, `CARGO_HOME`, `RUSTUP_HOME` and `RUSTUP_TOOLCHAIN`.
    pub fn new(vars: impl IntoIterator<Item = (OsString, OsString)>) -> Self {
        let mut environment = Self::default();
        let mut cache = None;
        for (name, value) in vars {
            match name.to_str() {
                Some("PATH") => environment.path = std::env::split_paths(&value).collect(),
                Some("HOME") => environment.home = absolute(value),
                Some("XDG_CACHE_HOME") => cache = absolute(value),
                Some("CARGO_HOME") => environment.cargo_home = absolute(value),
                Some("RUSTUP_HOME") => environment.rustup.home = absolute(value),
                Some("RUSTUP_TOOLCHAIN") => environment.rustup.toolchain = Some(value),
                Some(_) | None => {}
            }
        }
        let home = environment.home.clone();
        let in_home = |name: &str| Some(home.as_ref()?.join(name));
        environment.cache = cache.or_else(|| in_home(".cache"));
        environment.cargo_home = environment.cargo_home.or_else(|| in_home(".cargo"));
        environment.rustup.home = environment.rustup.home.or_else(|| in_home(".rustup"));
        environment
    }

    /// Where crates that were built beforehand are kept.
    pub fn layers(&self) -> Option<PathBuf> {
        Some(self.cache.as_ref()?.join("grader/layers"))
    }

    /// Where it is kept what tools have answered.
    pub fn answers(&self) -> Option<PathBuf> {
        Some(self.cache.as_ref()?.join("grader/answers"))
    }

    /// The executable file that the command `name` stands for.
    pub fn command(&self, name: &str) -> Option<PathBuf> {
        self.commands(name).next()
    }

    /// The executable files of that name, in the order of the `PATH`. Relative folders do not count: what they mean
    /// depends on the folder in which one stands, and that may be a submission's.
    pub fn commands(&self, name: &str) -> impl Iterator<Item = PathBuf> {
        self.path
            .iter()
            .filter(|folder| folder.is_absolute())
            .map(move |folder| folder.join(name))
            .filter(|file| executable(file))
    }
}

/// Whether `file` is a file that may be executed.
pub fn executable(file: &Path) -> bool {
    file.metadata()
        .is_ok_and(|metadata| metadata.is_file() && metadata.permissions().mode() & 0o111 != 0)
}

fn absolute(value: OsString) -> Option<PathBuf> {
    Some(PathBuf::from(value)).filter(|path| path.is_absolute())
}

#[cfg(test)]
mod tests {
    use super::Environment;

    fn environment(vars: &[(&str, &str)]) -> Environment {
        Environment::new(vars.iter().map(|(name, value)| (name.into(), value.into())))
    }

    #[test]
    fn the_cache_is_in_the_home_unless_named() {
        let cache = |vars: &[_]| environment(vars).cache;
        assert_eq!(cache(&[("HOME", "/h")]), Some("/h/.cache".into()));
        let named = [("XDG_CACHE_HOME", "/c"), ("HOME", "/h")];
        assert_eq!(cache(&named), Some("/c".into()));
        assert_eq!(cache(&[("XDG_CACHE_HOME", "c")]), None);
    }

    #[test]
    fn commands_are_looked_up_in_absolute_folders_only() {
        assert!(environment(&[("PATH", "/bin")]).command("sh").is_some());
        assert_eq!(environment(&[("PATH", "bin:.")]).command("sh"), None);
    }
}
