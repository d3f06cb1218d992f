//! Counts the primes of `[A, B)` with the help of workers.
//! One thread per worker; the tasks are on a board behind a mutex.

use std::collections::HashMap;
use std::error::Error;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Condvar, Mutex};
use std::thread;
use std::time::{Duration, Instant};

const TASK_SIZE: u64 = 1000;
/// After this long without an answer, a task is given to someone else too.
const PATIENCE: Duration = Duration::from_secs(2);

struct Task {
    from: u64,
    to: u64,
    given: Option<Instant>,
    answer: Option<u64>,
}

struct Board {
    tasks: Vec<Task>,
    /// Everyone who said READY and has not left.
    ready: HashMap<usize, TcpStream>,
}

struct Shared {
    board: Mutex<Board>,
    changed: Condvar,
}

impl Board {
    fn finished(&self) -> bool {
        self.tasks.iter().all(|task| task.answer.is_some())
    }

    /// A task that nobody has, or that someone has had for too long.
    fn pick(&mut self) -> Option<usize> {
        let late = |task: &Task| task.given.is_none_or(|at| at.elapsed() >= PATIENCE);
        let open = |task: &Task| task.answer.is_none();
        let id = self
            .tasks
            .iter()
            .position(|task| open(task) && task.given.is_none())
            .or_else(|| self.tasks.iter().position(|task| open(task) && late(task)))?;
        self.tasks[id].given = Some(Instant::now());
        Some(id)
    }
}

impl Shared {
    fn next(&self) -> Option<(usize, u64, u64)> {
        let mut board = self.board.lock().unwrap();
        loop {
            if board.finished() {
                return None;
            }
            if let Some(id) = board.pick() {
                let task = &board.tasks[id];
                return Some((id, task.from, task.to));
            }
            // Nobody wakes us when a task just gets old, so look again from time to time.
            let pause = Duration::from_millis(250);
            board = self.changed.wait_timeout(board, pause).unwrap().0;
        }
    }

    fn answer(&self, id: usize, count: u64) {
        // A second answer to the same task changes nothing.
        self.board.lock().unwrap().tasks[id].answer.get_or_insert(count);
        self.changed.notify_all();
    }

    fn give_back(&self, id: usize) {
        self.board.lock().unwrap().tasks[id].given = None;
        self.changed.notify_all();
    }
}

/// One whole line; `None` at the end of the stream, even in the middle of a line.
fn read_line(reader: &mut impl BufRead) -> Option<String> {
    let mut line = String::new();
    reader.read_line(&mut line).ok()?;
    line.strip_suffix('\n').map(|line| line.trim().to_string())
}

fn parse_result(line: &str) -> Option<(usize, u64)> {
    let mut words = line.split_whitespace();
    if words.next()? != "RESULT" {
        return None;
    }
    let id = words.next()?.parse().ok()?;
    let count = words.next()?.parse().ok()?;
    words.next().is_none().then_some((id, count))
}

/// Waits for the answer to task `id`; any other line is refused.
fn read_answer(reader: &mut impl BufRead, id: usize, size: u64) -> Option<u64> {
    loop {
        let line = read_line(reader)?;
        match parse_result(&line) {
            Some((i, count)) if i == id && count <= size => return Some(count),
            _ => eprintln!("refused: {line:?}"),
        }
    }
}

fn serve(shared: &Shared, number: usize, mut stream: TcpStream) -> Option<()> {
    let mut reader = BufReader::new(stream.try_clone().ok()?);
    while read_line(&mut reader)? != "READY" {}
    {
        let mut board = shared.board.lock().unwrap();
        if board.finished() {
            return stream.write_all(b"DONE\n").ok();
        }
        board.ready.insert(number, stream.try_clone().ok()?);
    }
    while let Some((id, from, to)) = shared.next() {
        let order = format!("TASK {id} {from} {to}\n");
        let sent = stream.write_all(order.as_bytes());
        match sent.ok().and_then(|()| read_answer(&mut reader, id, to - from)) {
            Some(count) => shared.answer(id, count),
            None => {
                eprintln!("worker {number} is lost, task {id} is given back");
                shared.board.lock().unwrap().ready.remove(&number);
                shared.give_back(id);
                return None;
            }
        }
    }
    Some(())
}

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let port: u16 = args.first().map_or(Ok(8000), |port| port.parse())?;
    let start: u64 = args.get(1).map_or(Ok(0), |a| a.parse())?;
    let end: u64 = args.get(2).map_or(Ok(10_000), |b| b.parse())?;

    let mut tasks = Vec::new();
    let mut from = start;
    while from < end {
        let to = end.min(from + TASK_SIZE);
        tasks.push(Task { from, to, given: None, answer: None });
        from = to;
    }
    let board = Board { tasks, ready: HashMap::new() };
    let shared = Arc::new(Shared { board: Mutex::new(board), changed: Condvar::new() });

    let listener = TcpListener::bind(("127.0.0.1", port))?;
    eprintln!("listening on {}", listener.local_addr()?);
    let sharing = Arc::clone(&shared);
    thread::spawn(move || {
        for (number, stream) in listener.incoming().flatten().enumerate() {
            let shared = Arc::clone(&sharing);
            thread::spawn(move || serve(&shared, number, stream));
        }
    });

    let mut board = shared.board.lock().unwrap();
    while !board.finished() {
        board = shared.changed.wait(board).unwrap();
    }
    // The threads may be waiting for a worker that sleeps, so it is said from here.
    for stream in board.ready.values_mut() {
        let _ = stream.write_all(b"DONE\n");
    }
    let total: u64 = board.tasks.iter().filter_map(|task| task.answer).sum();
    let nobody = board.tasks.is_empty();
    drop(board);
    println!("TOTAL {total}");
    if !nobody {
        // Those who are just saying READY are told too.
        thread::sleep(Duration::from_millis(200));
    }
    Ok(())
}
