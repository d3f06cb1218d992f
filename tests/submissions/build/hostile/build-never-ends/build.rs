fn main() {
    let _ = std::process::Command::new("/bin/sleep").arg("4323").spawn();
    loop {
        std::thread::sleep(std::time::Duration::from_secs(1));
    }
}
