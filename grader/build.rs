//! Puts the exercises, their starters and the model solutions into the program, so that it needs no checkout.
//!
//! It writes `$OUT_DIR/embedded.rs`: a list of files, for each program of a model solution a module with its `main`, and for
//! each model solution a digest of its source.

use std::env;
use std::fmt::Write;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

fn main() -> io::Result<()> {
    // Asked when it runs: another checkout that builds into the same folder may have compiled this.
    let package = told("CARGO_MANIFEST_DIR");
    let root = package
        .parent()
        .ok_or_else(|| io::Error::other("the package lies in the workspace's folder"))?;
    let mut rust = String::new();
    files(&root.join("exercises"), &mut rust)?;
    programs(&root.join("reference"), &mut rust)?;
    fs::write(told("OUT_DIR").join("embedded.rs"), rust)
}

/// Every file below `exercises`, by its path there.
fn files(exercises: &Path, rust: &mut String) -> io::Result<()> {
    let mut files = Vec::new();
    walk(exercises, &mut files)?;
    put(rust, "pub(super) static FILES: &[(&str, &[u8])] = &[");
    for file in files {
        let name = file.strip_prefix(exercises).map_err(io::Error::other)?;
        let name = name.to_string_lossy().replace('\\', "/");
        put(rust, &format!("    ({name:?}, include_bytes!({file:?})),"));
    }
    put(rust, "];");
    Ok(())
}

/// A module for every `reference/<exercise>/src/bin/<role>.rs`, and a digest of all of an exercise.
fn programs(reference: &Path, rust: &mut String) -> io::Result<()> {
    let (mut list, mut digests) = (String::new(), String::new());
    watch(reference);
    for solution in sorted(reference)? {
        let exercise = name(&solution);
        let programs = solution.join("src/bin");
        watch(&programs);
        let mut digest = Sha256::new();
        for file in sorted(&programs)? {
            watch(&file);
            let role = name(&file);
            digest.update(Sha256::digest(&role));
            digest.update(Sha256::digest(fs::read(&file)?));
            let module = format!("{exercise}_{role}").replace('-', "_");
            // A model solution is a program of its own: what it prints, and how, is its business.
            put(
                rust,
                &format!(
                    "#[allow(clippy::print_stdout, clippy::print_stderr, clippy::disallowed_methods)]\n\
                     #[path = {file:?}]\nmod {module};"
                ),
            );
            put(
                &mut list,
                &format!("    ({exercise:?}, {role:?}, {module}::main),"),
            );
        }
        let digest = digest.finalize();
        let digest: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
        put(&mut digests, &format!("    ({exercise:?}, {digest:?}),"));
    }
    put(
        rust,
        &format!(
            "pub(super) static PROGRAMS: &[(&str, &str, super::Main)] = &[\n{list}];\n\
             pub(super) static DIGESTS: &[(&str, &str)] = &[\n{digests}];"
        ),
    );
    Ok(())
}

fn walk(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    watch(folder);
    for path in sorted(folder)? {
        let name = name(&path);
        if matches!(&*name, "target" | "__pycache__" | "Cargo.lock") {
            // Left there by whoever built it where it stands.
        } else if !path.is_dir() {
            watch(&path);
            files.push(path);
        } else {
            walk(&path, files)?;
        }
    }
    Ok(())
}

fn sorted(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder)?.map(|entry| Ok(entry?.path()));
    let mut paths = entries.collect::<io::Result<Vec<_>>>()?;
    paths.sort();
    Ok(paths)
}

/// The last part of a path, without an extension.
fn name(path: &Path) -> String {
    path.file_stem()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}

fn put(rust: &mut String, line: &str) {
    writeln!(rust, "{line}").expect("a string takes all that is written to it");
}

fn watch(path: &Path) {
    println!("cargo::rerun-if-changed={}", path.display());
}

#[expect(clippy::disallowed_methods, reason = "this is how cargo tells")]
fn told(name: &str) -> PathBuf {
    env::var_os(name).expect("cargo sets it").into()
}
