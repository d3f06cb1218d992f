mod connection;
mod tasks;

use std::net::TcpListener;
use std::process::exit;
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use connection::Connection;
use tasks::Tasks;

fn usage() -> ! {
    eprintln!("usage: server [HOST:PORT] [A] [B]");
    exit(2)
}

fn main() {
    let args: Vec<String> = std::env::args().collect();
    let address = args.get(1).map_or("127.0.0.1:8000", String::as_str);
    let number = |i: usize, default: u64| match args.get(i) {
        Some(text) => text.parse().unwrap_or_else(|_| usage()),
        None => default,
    };
    let (a, b) = (number(2, 0), number(3, 10_000));
    if a > b {
        usage();
    }

    let listener = TcpListener::bind(address).unwrap_or_else(|error| {
        eprintln!("cannot listen on {address}: {error}");
        exit(1)
    });
    listener.set_nonblocking(true).expect("a listener can be non-blocking");
    let tasks = Arc::new(Mutex::new(Tasks::new(a, b)));

    // Accept until the work is done, and a little longer for those who come late.
    let mut conversations = Vec::new();
    let mut end = None;
    while end.is_none_or(|end| Instant::now() < end) {
        match listener.accept() {
            Ok((stream, peer)) => {
                let tasks = Arc::clone(&tasks);
                conversations.push(thread::spawn(move || {
                    let conversation = Connection::new(stream).and_then(|mut c| c.run(&tasks));
                    if let Err(error) = conversation {
                        eprintln!("{peer}: {error}");
                    }
                }));
            }
            Err(_) => thread::sleep(Duration::from_millis(5)),
        }
        if end.is_none() && tasks.lock().unwrap().total().is_some() {
            end = Some(Instant::now() + Duration::from_millis(if a < b { 50 } else { 0 }));
        }
    }
    // Every conversation notices the end within one of its time-outs.
    for conversation in conversations {
        let _ = conversation.join();
    }
    println!("TOTAL {}", tasks.lock().unwrap().total().unwrap_or(0));
}
