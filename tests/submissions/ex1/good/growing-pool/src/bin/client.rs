// Main thread: the keyboard and what is sent. Second thread: what the server says.
use std::io::{self, BufRead, BufReader, Write};
use std::net::TcpStream;
use std::process::exit;
use std::sync::mpsc;
use std::thread;

fn main() {
    let address = std::env::args().nth(1);
    let address = address.as_deref().unwrap_or("127.0.0.1:8000");
    let stream = TcpStream::connect(address).unwrap_or_else(|error| fail(format!("cannot reach {address}: {error}")));
    let receiver = stream.try_clone().unwrap_or_else(|error| fail(error.to_string()));

    let (sender, answers) = mpsc::channel();
    thread::spawn(move || {
        for answer in BufReader::new(receiver).lines().map_while(Result::ok) {
            if sender.send(answer).is_err() {
                break;
            }
        }
    });

    for line in io::stdin().lines().map_while(Result::ok) {
        if (&stream).write_all(format!("{line}\n").as_bytes()).is_err() {
            fail("the server does not listen any more".to_string());
        }
        match answers.recv() {
            Ok(answer) => println!("{answer}"),
            Err(_) => fail("the server left without an answer".to_string()),
        }
    }
}

fn fail(message: String) -> ! {
    eprintln!("{message}");
    exit(1)
}
