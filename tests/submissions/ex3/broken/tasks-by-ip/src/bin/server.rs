use std::collections::{HashMap, VecDeque};
use std::env;
use std::error::Error;
use std::io::{self, BufRead, BufReader, Write};
use std::net::{IpAddr, TcpListener, TcpStream};
use std::sync::{Arc, Condvar, Mutex};
use std::thread;

#[derive(Clone, Copy)]
struct Task {
    id: u64,
    a: u64,
    b: u64,
}

#[derive(Default)]
struct State {
    to_give: VecDeque<Task>,
    /// What each worker has in hand.
    given: HashMap<IpAddr, Task>,
    total: u64,
    /// Workers that said READY and are not gone or told DONE yet.
    working: usize,
}

impl State {
    fn finished(&self) -> bool {
        self.to_give.is_empty() && self.given.is_empty()
    }
}

type Shared = Arc<(Mutex<State>, Condvar)>;

/// The next task for this worker; none if all is counted.
fn next_task(shared: &Shared, worker: IpAddr) -> Option<Task> {
    let (state, changed) = &**shared;
    let mut state = state.lock().unwrap();
    loop {
        if let Some(task) = state.to_give.pop_front() {
            state.given.insert(worker, task);
            return Some(task);
        }
        if state.finished() {
            return None;
        }
        state = changed.wait(state).unwrap();
    }
}

/// Counts the answer, if it is one to what the worker has in hand.
fn answered(shared: &Shared, worker: IpAddr, id: u64, n: u64) -> bool {
    let (state, changed) = &**shared;
    let mut state = state.lock().unwrap();
    match state.given.get(&worker) {
        Some(task) if task.id == id && n <= task.b - task.a => {
            state.given.remove(&worker);
            state.total += n;
            changed.notify_all();
            true
        }
        _ => false,
    }
}

/// The worker is gone: its task goes back.
fn lost(shared: &Shared, worker: IpAddr) {
    let (state, changed) = &**shared;
    let mut state = state.lock().unwrap();
    if let Some(task) = state.given.remove(&worker) {
        state.to_give.push_back(task);
    }
    changed.notify_all();
}

fn read_line(reader: &mut BufReader<TcpStream>) -> io::Result<String> {
    let mut line = Vec::new();
    reader.read_until(b'\n', &mut line)?;
    if line.last() != Some(&b'\n') {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    Ok(String::from_utf8_lossy(&line).trim_end().to_string())
}

fn parse_result(line: &str) -> Option<(u64, u64)> {
    let mut words = line.split(' ');
    if words.next() != Some("RESULT") {
        return None;
    }
    let id = words.next()?.parse().ok()?;
    let n = words.next()?.parse().ok()?;
    words.next().is_none().then_some((id, n))
}

/// Gives tasks to one worker until all is counted.
fn work(shared: &Shared, worker: IpAddr, stream: &mut TcpStream, reader: &mut BufReader<TcpStream>) -> io::Result<()> {
    while let Some(task) = next_task(shared, worker) {
        stream.write_all(format!("TASK {} {} {}\n", task.id, task.a, task.b).as_bytes())?;
        loop {
            let line = read_line(reader)?;
            if let Some((id, n)) = parse_result(&line) {
                if answered(shared, worker, id, n) {
                    break;
                }
            }
            eprintln!("{worker}: {line:?} is refused");
        }
    }
    stream.write_all(b"DONE\n")
}

fn serve(shared: &Shared, mut stream: TcpStream) -> io::Result<()> {
    let worker = stream.peer_addr()?.ip();
    let mut reader = BufReader::new(stream.try_clone()?);
    if read_line(&mut reader)? != "READY" {
        return Ok(());
    }
    let (state, changed) = &**shared;
    state.lock().unwrap().working += 1;
    let end = work(shared, worker, &mut stream, &mut reader);
    if end.is_err() {
        lost(shared, worker);
    }
    state.lock().unwrap().working -= 1;
    changed.notify_all();
    end
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = env::args().skip(1);
    let address = arguments.next().unwrap_or_else(|| "127.0.0.1:8000".to_string());
    let a: u64 = arguments.next().unwrap_or_else(|| "0".to_string()).parse()?;
    let b: u64 = arguments.next().unwrap_or_else(|| "10000".to_string()).parse()?;

    let mut state = State::default();
    let mut from = a;
    while from < b {
        let to = (from + 1000).min(b);
        let id = state.to_give.len() as u64;
        state.to_give.push_back(Task { id, a: from, b: to });
        from = to;
    }
    let shared: Shared = Arc::new((Mutex::new(state), Condvar::new()));

    let listener = TcpListener::bind(&address)?;
    eprintln!("Listening on {address}");
    let accepting = shared.clone();
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let shared = accepting.clone();
            thread::spawn(move || {
                if let Err(error) = serve(&shared, stream) {
                    eprintln!("a worker is lost: {error}");
                }
            });
        }
    });

    let (state, changed) = &*shared;
    let mut state = state.lock().unwrap();
    while !state.finished() || state.working > 0 {
        state = changed.wait(state).unwrap();
    }
    println!("TOTAL {}", state.total);
    Ok(())
}
