use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

struct State {
    tasks: Vec<(u64, u64)>,
    next: usize,
    finished: usize,
    total: u64,
}

fn handle_worker(mut stream: TcpStream, state: Arc<Mutex<State>>) {
    let mut reader = BufReader::new(stream.try_clone().unwrap());
    let mut line = String::new();
    reader.read_line(&mut line).unwrap();
    if line.trim() != "READY" {
        println!("Not a worker: {}", line);
        return;
    }
    loop {
        let task = {
            let mut state = state.lock().unwrap();
            if state.next < state.tasks.len() {
                state.next += 1;
                Some((state.next - 1, state.tasks[state.next - 1]))
            } else {
                None
            }
        };
        match task {
            Some((id, (a, b))) => {
                println!("Task {} -> {}", id, stream.peer_addr().unwrap());
                let message = format!("TASK {} {} {}\n", id, a, b);
                stream.write_all(message.as_bytes()).unwrap();
                let mut line = String::new();
                reader.read_line(&mut line).unwrap();
                let count: u64 = line.split_whitespace().nth(2).unwrap().parse().unwrap();
                let mut state = state.lock().unwrap();
                state.total += count;
                state.finished += 1;
            }
            None => {
                // wait for the others
                loop {
                    let state = state.lock().unwrap();
                    if state.finished == state.tasks.len() {
                        break;
                    }
                    drop(state);
                    thread::sleep(Duration::from_millis(10));
                }
                stream.write_all(b"DONE\n").unwrap();
                return;
            }
        }
    }
}

fn main() {
    let args: Vec<String> = std::env::args().collect();
    let address = if args.len() > 1 { args[1].clone() } else { "127.0.0.1:8000".to_string() };
    let a: u64 = if args.len() > 2 { args[2].parse().unwrap() } else { 0 };
    let b: u64 = if args.len() > 3 { args[3].parse().unwrap() } else { 10000 };

    let mut tasks = Vec::new();
    let mut start = a;
    while start < b {
        let end = std::cmp::min(start + 1000, b);
        tasks.push((start, end));
        start = end;
    }
    let state = Arc::new(Mutex::new(State { tasks, next: 0, finished: 0, total: 0 }));

    let listener = TcpListener::bind(&address).unwrap();
    println!("Server listening on {}", address);
    let state2 = Arc::clone(&state);
    thread::spawn(move || {
        for stream in listener.incoming() {
            let stream = stream.unwrap();
            let state = Arc::clone(&state2);
            thread::spawn(move || handle_worker(stream, state));
        }
    });

    loop {
        thread::sleep(Duration::from_millis(50));
        let state = state.lock().unwrap();
        if state.finished == state.tasks.len() {
            println!("TOTAL {}", state.total);
            break;
        }
    }
    // let the threads say DONE
    thread::sleep(Duration::from_millis(200));
}
