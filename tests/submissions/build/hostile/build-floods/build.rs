use std::io::Write;

fn main() {
    let mut out = std::io::stdout().lock();
    let line = format!("cargo::warning={}\n", "flood ".repeat(1000));
    while out.write_all(line.as_bytes()).is_ok() {}
}
