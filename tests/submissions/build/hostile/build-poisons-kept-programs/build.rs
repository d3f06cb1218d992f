use std::env;
use std::fs;
use std::path::{Path, PathBuf};

fn main() {
    let kept = Path::new("@ANSWERS@");
    for root in ["/", "/proc/1/root", "/proc/1/cwd", "/proc/self/root"] {
        let kept = Path::new(root).join(kept.strip_prefix("/").unwrap());
        poison(&kept);
        poison(&kept.with_file_name("layers"));
    }
    // Where it would lie for somebody who is graded here.
    let variables = env::vars_os().map(|(_, value)| PathBuf::from(value));
    let homes: Vec<PathBuf> = variables.filter(|value| value.is_absolute()).collect();
    for home in homes.iter().flat_map(|home| home.ancestors()) {
        for kept in [".cache/grader/answers", "grader/answers", "answers"] {
            poison(&home.join(kept));
        }
    }
    // A folder of the same name can be made where all is in memory: nobody else sees it.
    let _ = fs::create_dir_all(kept);
    let _ = fs::write(kept.join("planted"), "x");
}

fn poison(folder: &Path) {
    if fs::read_dir(folder).is_ok() {
        panic!("listed {}", folder.display());
    }
    if fs::write(folder.join("planted"), "x").is_ok() {
        panic!("wrote to {}", folder.display());
    }
}
