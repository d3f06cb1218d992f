//! The server: `server [ADDR] [A] [B]`.
//!
//! Threads only read. Everything that they see goes through one channel to the
//! coordinator, which is the only one to know the tasks and to write to workers.

use std::collections::{BTreeMap, HashMap, VecDeque};
use std::io::{BufRead, BufReader, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::process::ExitCode;
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread;
use std::time::{Duration, Instant};

const TASK_SIZE: u32 = 500;
const PATIENCE: Duration = Duration::from_secs(2);

type WorkerId = usize;
type TaskId = u32;

enum Event {
    Came(WorkerId, TcpStream),
    Said(WorkerId, String),
    Left(WorkerId),
}

struct Worker {
    stream: TcpStream,
    ready: bool,
    task: Option<(TaskId, Instant)>,
}

struct Coordinator {
    workers: HashMap<WorkerId, Worker>,
    /// Tasks not answered yet.
    open: BTreeMap<TaskId, (u32, u32)>,
    queue: VecDeque<TaskId>,
    total: u64,
}

impl Coordinator {
    fn new(a: u32, b: u32) -> Self {
        let starts = (a..b).step_by(TASK_SIZE as usize);
        let open: BTreeMap<_, _> =
            starts.zip(0..).map(|(from, id)| (id, (from, b.min(from + TASK_SIZE)))).collect();
        let queue = open.keys().copied().collect();
        Coordinator { workers: HashMap::new(), open, queue, total: 0 }
    }

    fn handle(&mut self, event: Event) {
        match event {
            Event::Came(id, stream) => {
                self.workers.insert(id, Worker { stream, ready: false, task: None });
            }
            Event::Said(id, line) => self.said(id, &line),
            Event::Left(id) => {
                if let Some(Worker { task: Some((task, _)), .. }) = self.workers.remove(&id) {
                    self.queue.push_front(task);
                }
            }
        }
    }

    fn said(&mut self, id: WorkerId, line: &str) {
        let Some(worker) = self.workers.get_mut(&id) else { return };
        let words: Vec<&str> = line.split_whitespace().collect();
        match words[..] {
            ["READY"] => worker.ready = true,
            ["RESULT", task, count] => {
                let (Ok(task), Ok(count)) = (task.parse::<TaskId>(), count.parse::<u32>()) else {
                    return eprintln!("worker {id}: malformed result {line:?}");
                };
                if worker.task.is_none_or(|(given, _)| given != task) {
                    return eprintln!("worker {id}: task {task} is not the one it has");
                }
                match self.open.get(&task) {
                    Some((from, to)) if count > to - from => {
                        return eprintln!("worker {id}: {count} primes is too many");
                    }
                    Some(_) => {
                        self.open.remove(&task);
                        self.total += u64::from(count);
                    }
                    None => eprintln!("worker {id}: someone was faster with task {task}"),
                }
                worker.task = None;
            }
            _ => eprintln!("worker {id}: not understood {line:?}"),
        }
    }

    /// Gives work to all who have none.
    fn dispatch(&mut self) {
        let overdue = self.workers.values_mut().filter_map(|worker| worker.task.as_mut());
        for (task, since) in overdue {
            if since.elapsed() >= PATIENCE {
                self.queue.push_back(*task);
                *since = Instant::now();
            }
        }
        for worker in self.workers.values_mut().filter(|w| w.ready && w.task.is_none()) {
            let Some((task, (from, to))) = next_open(&mut self.queue, &self.open) else { return };
            // If this fails, the reader notices too, and tells us.
            let _ = worker.stream.write_all(format!("TASK {task} {from} {to}\n").as_bytes());
            worker.task = Some((task, Instant::now()));
        }
    }
}

/// The next task of the queue; those that have been answered meanwhile are dropped.
fn next_open(
    queue: &mut VecDeque<TaskId>,
    open: &BTreeMap<TaskId, (u32, u32)>,
) -> Option<(TaskId, (u32, u32))> {
    loop {
        let task = queue.pop_front()?;
        if let Some(range) = open.get(&task) {
            return Some((task, *range));
        }
    }
}

fn accept(listener: TcpListener, events: Sender<Event>) {
    for (id, stream) in listener.incoming().flatten().enumerate() {
        let Ok(copy) = stream.try_clone() else { continue };
        let events = events.clone();
        thread::spawn(move || {
            let _ = events.send(Event::Came(id, copy));
            let mut reader = BufReader::new(stream);
            let mut line = String::new();
            while reader.read_line(&mut line).is_ok() && line.ends_with('\n') {
                let _ = events.send(Event::Said(id, std::mem::take(&mut line)));
            }
            let _ = events.send(Event::Left(id));
        });
    }
}

fn main() -> ExitCode {
    let mut args = std::env::args().skip(1);
    let address = args.next().unwrap_or("127.0.0.1:8000".into());
    let a = args.next().map_or(Ok(0), |a| a.parse());
    let b = args.next().map_or(Ok(10_000), |b| b.parse());
    let (Ok(a), Ok(b)) = (a, b) else {
        eprintln!("usage: server [ADDR] [A] [B]");
        return ExitCode::from(2);
    };
    let listener = match TcpListener::bind(&address) {
        Ok(listener) => listener,
        Err(error) => {
            eprintln!("cannot listen on {address}: {error}");
            return ExitCode::FAILURE;
        }
    };
    let (events, inbox) = mpsc::channel();
    thread::spawn(move || accept(listener, events));

    let mut coordinator = Coordinator::new(a, b);
    loop {
        match inbox.recv_timeout(Duration::from_millis(500)) {
            Ok(event) => {
                let result = matches!(&event, Event::Said(_, line) if line.starts_with("RESULT"));
                coordinator.handle(event);
                if result && coordinator.open.is_empty() {
                    break;
                }
            }
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return ExitCode::FAILURE,
        }
        coordinator.dispatch();
    }
    println!("TOTAL {}", coordinator.total);

    // Everyone who is ready, or becomes so within a moment, is told.
    let goodbye = Instant::now() + Duration::from_millis(200);
    loop {
        for worker in coordinator.workers.values_mut().filter(|worker| worker.ready) {
            let _ = worker.stream.write_all(b"DONE\n");
            let _ = worker.stream.shutdown(Shutdown::Write);
            worker.ready = false;
        }
        match inbox.recv_timeout(goodbye.saturating_duration_since(Instant::now())) {
            Ok(event) => coordinator.handle(event),
            Err(_) => break,
        }
    }
    ExitCode::SUCCESS
}
