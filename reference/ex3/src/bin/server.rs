//! The server of ex3: it has the primes in `[A, B)` counted by its workers, and prints `TOTAL <n>`.
//!
//! Usage: `server [HOST:PORT] [A] [B]`
//!
//! A thread for each worker reads what it says and sends it on as an event. One thread alone, the
//! main one, receives the events, knows who does what, and writes to the workers: nothing is
//! shared, so there is no lock and nothing to lose.
//!
//! A worker is trusted with nothing. If it leaves, its task goes to another; if it does not answer,
//! the task goes to another too; what it says out of turn is ignored. And a task counts once,
//! whoever answers it and however often.

use std::collections::BTreeMap;
use std::env;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::ops::Range;
use std::process::ExitCode;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, SyncSender};
use std::thread;
use std::time::{Duration, Instant};

const DEFAULT_ADDRESS: &str = "127.0.0.1:8000";
const DEFAULT_RANGE: (u64, u64) = (0, 10_000);
const MAX_NUMBER: u64 = 1_000_000;

/// The most integers in one task.
const TASK_SIZE: usize = 1_000;

/// A task that is not answered within this time is given to another worker as well.
const PATIENCE: Duration = Duration::from_secs(2);

/// No line of the protocol comes near this length.
const MAX_LINE: u64 = 4096;

/// Shares the range out among the workers that come, until all of it is counted.
pub fn main() -> ExitCode {
    match run(env::args().skip(1)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::FAILURE
        }
    }
}

fn run(mut arguments: impl Iterator<Item = String>) -> Result<(), String> {
    let address = arguments
        .next()
        .unwrap_or_else(|| DEFAULT_ADDRESS.to_owned());
    let start = number(arguments.next(), DEFAULT_RANGE.0)?;
    let end = number(arguments.next(), DEFAULT_RANGE.1)?;
    if start > end {
        return Err(format!("the range starts at {start}, after its end {end}"));
    }

    let listener = TcpListener::bind(&address)
        .map_err(|error| format!("cannot listen on `{address}`: {error}"))?;
    let total = coordinate(start, end, &receive(listener))?;
    writeln!(io::stdout(), "TOTAL {total}")
        .map_err(|error| format!("cannot print the total: {error}"))
}

fn number(argument: Option<String>, default: u64) -> Result<u64, String> {
    let Some(argument) = argument else {
        return Ok(default);
    };
    match argument.parse() {
        Ok(number) if number <= MAX_NUMBER => Ok(number),
        _ => Err(format!(
            "`{argument}` is not an integer from 0 to {MAX_NUMBER}"
        )),
    }
}

/// What happened to a worker. It is known by its number, in the order of the connections.
enum Event {
    Came(usize, TcpStream),
    Said(usize, Message),
    Left(usize),
}

/// What a worker may say.
enum Message {
    Ready,
    Result { id: usize, count: u64 },
}

/// Welcomes the workers, in a thread of its own; all that happens to them comes out of the receiver.
fn receive(listener: TcpListener) -> Receiver<Event> {
    // Bounded, so that a worker that floods the server is slowed down and does not fill the memory.
    let (events, receiver) = mpsc::sync_channel(64);
    thread::spawn(move || {
        for number in 0.. {
            let events = events.clone();
            let accepted = listener.accept().and_then(|(worker, _)| {
                thread::Builder::new().spawn(move || attend(number, worker, &events))
            });
            if let Err(error) = accepted {
                eprintln!("cannot welcome a worker: {error}");
                breathe();
            }
        }
    });
    receiver
}

/// Out of descriptors or threads, the next try would fail at once, too: leave the others time to go.
fn breathe() {
    #[expect(
        clippy::disallowed_methods,
        reason = "nothing tells when the system has room again"
    )]
    thread::sleep(Duration::from_millis(50));
}

/// Tells all that happens to one worker, from its coming to its leaving.
fn attend(number: usize, worker: TcpStream, events: &SyncSender<Event>) {
    // Sending fails once the work is over: nobody listens any more, and that is no error.
    let tell = |event| _ = events.send(event);
    match worker.try_clone() {
        Ok(writer) => tell(Event::Came(number, writer)),
        Err(error) => return eprintln!("cannot welcome worker {number}: {error}"),
    }
    let mut input = BufReader::new(worker);
    while let Some(line) = read_line(&mut input) {
        match parse(&line) {
            Some(message) => tell(Event::Said(number, message)),
            None => eprintln!("worker {number}: {line:?} is no message"),
        }
    }
    tell(Event::Left(number));
}

/// The next line, or `None` once the worker is lost.
///
/// A line without its end is no line: `RESULT 3 1` may be what is left of `RESULT 3 17`.
fn read_line(input: &mut impl BufRead) -> Option<String> {
    let mut line = Vec::new();
    input.take(MAX_LINE).read_until(b'\n', &mut line).ok()?;
    line.ends_with(b"\n")
        .then(|| String::from_utf8_lossy(&line).into_owned())
}

fn parse(line: &str) -> Option<Message> {
    let words: Vec<&str> = line.split_whitespace().collect();
    match words[..] {
        ["READY"] => Some(Message::Ready),
        ["RESULT", id, count] => Some(Message::Result {
            id: id.parse().ok()?,
            count: count.parse().ok()?,
        }),
        _ => None,
    }
}

/// Reacts to what happens until every task is answered, says `DONE` to the workers, and returns the
/// sum of the answers.
fn coordinate(start: u64, end: u64, events: &Receiver<Event>) -> Result<u64, String> {
    let mut work = Work::new(start, end);
    while work.tasks.iter().any(|task| task.answer.is_none()) {
        match events.recv_timeout(work.patience()) {
            Ok(Event::Came(number, stream)) => work.welcome(number, stream),
            Ok(Event::Said(number, message)) => work.hear(number, message),
            Ok(Event::Left(number)) => work.lose(number),
            Err(RecvTimeoutError::Timeout) => {} // a task is overdue
            Err(RecvTimeoutError::Disconnected) => {
                return Err("no more workers can come".to_owned());
            }
        }
        work.give_tasks();
    }
    work.say_done();
    Ok(work.tasks.iter().filter_map(|task| task.answer).sum())
}

/// Who does what. The id of a task is its index.
struct Work {
    tasks: Vec<Task>,
    workers: BTreeMap<usize, Worker>,
}

struct Task {
    numbers: Range<u64>,
    /// When it was last given to a worker; `None` if it is to be given at once.
    given: Option<Instant>,
    answer: Option<u64>,
}

struct Worker {
    stream: TcpStream,
    ready: bool,
    /// The task it has in hand, which another may have as well.
    task: Option<usize>,
}

impl Work {
    fn new(start: u64, end: u64) -> Self {
        let task = |first| Task {
            numbers: first..end.min(first + TASK_SIZE as u64),
            given: None,
            answer: None,
        };
        Self {
            tasks: (start..end).step_by(TASK_SIZE).map(task).collect(),
            workers: BTreeMap::new(),
        }
    }

    fn welcome(&mut self, number: usize, stream: TcpStream) {
        let worker = Worker {
            stream,
            ready: false,
            task: None,
        };
        self.workers.insert(number, worker);
    }

    fn hear(&mut self, number: usize, message: Message) {
        let Some(worker) = self.workers.get_mut(&number) else {
            return;
        };
        match message {
            Message::Ready => worker.ready = true,
            Message::Result { id, count } if worker.task == Some(id) => {
                let task = &mut self.tasks[id];
                if count > task.numbers.end - task.numbers.start {
                    return eprintln!("worker {number}: task {id} cannot hold {count} primes");
                }
                worker.task = None;
                // The first answer counts; another worker may have been faster.
                task.answer.get_or_insert(count);
            }
            Message::Result { id, .. } => {
                eprintln!("worker {number}: task {id} is not in its hand")
            }
        }
    }

    /// Its task is to be given at once. If another has it too, one answer too many does no harm.
    fn lose(&mut self, number: usize) {
        if let Some(Worker { task: Some(id), .. }) = self.workers.remove(&number) {
            self.tasks[id].given = None;
        }
    }

    /// Gives tasks to the workers that have none, as long as there are tasks to give.
    fn give_tasks(&mut self) {
        for worker in self.workers.values_mut().filter(|worker| worker.is_idle()) {
            let Some(id) = self.tasks.iter().position(Task::is_to_be_given) else {
                return;
            };
            let task = &mut self.tasks[id];
            task.given = Some(Instant::now());
            worker.task = Some(id);
            // If this fails the worker is lost, which its reader is about to tell.
            _ = worker.say(&format!(
                "TASK {id} {} {}\n",
                task.numbers.start, task.numbers.end
            ));
        }
    }

    /// How long to wait for an event: for ever, unless somebody is free to take over a late task.
    fn patience(&self) -> Duration {
        if !self.workers.values().any(Worker::is_idle) {
            return Duration::MAX;
        }
        let left = self.tasks.iter().filter_map(Task::time_left);
        left.min().unwrap_or(Duration::MAX)
    }

    /// To everyone who said `READY`. That one of them is gone changes nothing now.
    fn say_done(&self) {
        for worker in self.workers.values().filter(|worker| worker.ready) {
            _ = worker.say("DONE\n");
        }
    }
}

impl Task {
    fn is_to_be_given(&self) -> bool {
        self.answer.is_none() && self.given.is_none_or(|given| given.elapsed() >= PATIENCE)
    }

    /// The time that its worker still has to answer, if it is waited for.
    fn time_left(&self) -> Option<Duration> {
        let given = self.given.filter(|_| self.answer.is_none())?;
        Some(PATIENCE.saturating_sub(given.elapsed()))
    }
}

impl Worker {
    fn is_idle(&self) -> bool {
        self.ready && self.task.is_none()
    }

    /// Does not block: the tasks of a whole run, sent to one that never reads, fit in the buffers.
    fn say(&self, line: &str) -> io::Result<()> {
        (&self.stream).write_all(line.as_bytes())
    }
}
