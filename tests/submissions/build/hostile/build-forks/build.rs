use std::process::{Command, Stdio};

fn main() {
    let mut count = 0;
    loop {
        let mut command = Command::new("/bin/sleep");
        let quiet = command.arg("4322").stdout(Stdio::null()).stderr(Stdio::null());
        match quiet.spawn() {
            Ok(_) => count += 1,
            Err(_) if count > 100 => break,
            Err(error) => panic!("{error}"),
        }
        assert!(count < 5000, "nobody stops it");
    }
    // So that all of them are seen.
    std::thread::sleep(std::time::Duration::from_secs(1));
    panic!("no more");
}
