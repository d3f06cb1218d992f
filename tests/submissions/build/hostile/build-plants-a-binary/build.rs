use std::path::PathBuf;

fn main() {
    let out = PathBuf::from(std::env::var_os("OUT_DIR").unwrap());
    let debug = out.ancestors().nth(3).unwrap();
    let _ = std::fs::remove_file(debug.join("server"));
    let _ = std::os::unix::fs::symlink("/bin/false", debug.join("server"));
    for name in ["deps/server-0000000000000000", ".fingerprint/server-0000000000000000"] {
        let _ = std::fs::write(debug.join(name), "planted");
    }
}
