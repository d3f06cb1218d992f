use std::path::PathBuf;

fn main() {
    let rustc = PathBuf::from(std::env::var_os("RUSTC").unwrap());
    let cargo = PathBuf::from(std::env::var_os("CARGO_HOME").unwrap());
    let folders = [
        rustc.parent().unwrap().to_path_buf(),
        rustc.parent().unwrap().join("../lib"),
        cargo.clone(),
        cargo.join("registry"),
        "/usr/bin".into(),
        "/etc".into(),
        "/".into(),
        "@OUT@".into(),
    ];
    for folder in folders {
        if std::fs::write(folder.join("planted"), "x").is_ok() {
            panic!("wrote to {}", folder.display());
        }
    }
    if std::fs::OpenOptions::new().append(true).open(&rustc).is_ok() {
        panic!("opened rustc");
    }
}
