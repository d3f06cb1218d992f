//! server [HOST:PORT] [A] [B]: has the primes from A to B counted by its workers.
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Condvar, Mutex};
use std::thread;

type Task = (usize, u64, u64);

#[derive(Default)]
struct Work {
    free: Vec<Task>,
    open: usize,
    total: u64,
    conversations: usize,
}

#[derive(Default)]
struct Shared {
    work: Mutex<Work>,
    changed: Condvar,
}

impl Shared {
    /// A task, once there is one; none when all is counted.
    fn take(&self) -> Option<Task> {
        let mut work = self.work.lock().unwrap();
        while work.open > 0 && work.free.is_empty() {
            work = self.changed.wait(work).unwrap();
        }
        work.free.pop()
    }

    fn put_back(&self, task: Task) {
        self.work.lock().unwrap().free.push(task);
    }

    fn count(&self, primes: u64) {
        let mut work = self.work.lock().unwrap();
        work.open -= 1;
        work.total += primes;
        self.changed.notify_all();
    }
}

/// The number in the answer to a task, if it is one.
fn answer(reader: &mut impl BufRead, (id, a, b): Task) -> Option<u64> {
    let mut line = String::new();
    reader.read_line(&mut line).ok()?;
    let number = line
        .strip_suffix('\n')?
        .strip_prefix(&format!("RESULT {id} "))?;
    let number = number.trim_end().parse().ok()?;
    (number <= b - a).then_some(number)
}

fn serve(mut stream: TcpStream, shared: &Shared) -> std::io::Result<()> {
    let mut reader = BufReader::new(stream.try_clone()?);
    let mut ready = String::new();
    reader.read_line(&mut ready)?;
    if ready.trim_end() != "READY" {
        return Ok(());
    }
    shared.work.lock().unwrap().conversations += 1;
    while let Some(task) = shared.take() {
        let (id, a, b) = task;
        let sent = stream.write_all(format!("TASK {id} {a} {b}\n").as_bytes());
        match sent.ok().and_then(|()| answer(&mut reader, task)) {
            Some(primes) => shared.count(primes),
            None => {
                shared.put_back(task);
                break;
            }
        }
    }
    let _ = stream.write_all(b"DONE\n");
    let mut work = shared.work.lock().unwrap();
    work.conversations -= 1;
    if work.open == 0 {
        shared.changed.notify_all();
    }
    Ok(())
}

fn main() -> std::io::Result<()> {
    let mut args = std::env::args().skip(1);
    let address = args.next().unwrap_or("127.0.0.1:8000".to_string());
    let a: u64 = args.next().map_or(0, |a| a.parse().unwrap());
    let b: u64 = args.next().map_or(10_000, |b| b.parse().unwrap());

    let shared = Arc::new(Shared::default());
    {
        let mut work = shared.work.lock().unwrap();
        for (id, a) in (a..b).step_by(1000).enumerate() {
            work.free.push((id, a, b.min(a + 1000)));
        }
        work.open = work.free.len();
    }
    let listener = TcpListener::bind(address)?;
    let all = Arc::clone(&shared);
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let shared = Arc::clone(&all);
            thread::spawn(move || serve(stream, &shared));
        }
    });

    let mut work = shared.work.lock().unwrap();
    while work.open > 0 || work.conversations > 0 {
        work = shared.changed.wait(work).unwrap();
    }
    println!("TOTAL {}", work.total);
    Ok(())
}
