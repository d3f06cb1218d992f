use std::process::Command;

fn main() {
    let own = std::env::current_exe().unwrap();
    if std::env::args().nth(1).is_none() {
        let children: Vec<_> = (0..4).map(|_| Command::new(&own).arg("child").spawn()).collect();
        for child in children {
            let _ = child.unwrap().wait();
        }
    } else {
        let hoard: Vec<u8> = vec![1; 1 << 30];
        std::thread::sleep(std::time::Duration::from_secs(60));
        println!("{}", hoard.len());
    }
}
