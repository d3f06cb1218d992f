//! Distributed prime counting with one thread and `mio`.

use std::collections::{HashMap, VecDeque};
use std::error::Error;
use std::io::{self, ErrorKind, Read, Write};
use std::time::{Duration, Instant};

use mio::net::{TcpListener, TcpStream};
use mio::{Events, Interest, Poll, Token};

const LISTENER: Token = Token(0);
const TASK_SIZE: usize = 1000;
const PATIENCE: Duration = Duration::from_secs(2);

struct Peer {
    stream: TcpStream,
    input: Vec<u8>,
    output: Vec<u8>,
    ready: bool,
    task: Option<usize>,
    since: Instant,
}

impl Peer {
    fn new(stream: TcpStream) -> Self {
        let (input, output) = (Vec::new(), Vec::new());
        Peer { stream, input, output, ready: false, task: None, since: Instant::now() }
    }

    /// Reads what there is; `false` once the worker has gone.
    fn fill(&mut self) -> bool {
        let mut chunk = [0; 4096];
        loop {
            match self.stream.read(&mut chunk) {
                Ok(0) => return false,
                Ok(n) => self.input.extend_from_slice(&chunk[..n]),
                Err(error) if error.kind() == ErrorKind::WouldBlock => return true,
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(_) => return false,
            }
        }
    }

    fn next_line(&mut self) -> Option<String> {
        let end = self.input.iter().position(|&byte| byte == b'\n')?;
        let line: Vec<u8> = self.input.drain(..=end).collect();
        Some(String::from_utf8_lossy(&line).trim().to_owned())
    }

    /// Writes what can be written now; the rest leaves when the poll says so.
    fn flush(&mut self) {
        while !self.output.is_empty() {
            match self.stream.write(&self.output) {
                Ok(n) => drop(self.output.drain(..n)),
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(_) => return,
            }
        }
    }

    fn say(&mut self, line: &str) {
        self.output.extend_from_slice(line.as_bytes());
        self.flush();
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Progress {
    Waiting,
    Done(usize),
}

struct Work {
    ranges: Vec<(usize, usize)>,
    progress: Vec<Progress>,
    queue: VecDeque<usize>,
}

impl Work {
    fn new(a: usize, b: usize) -> Self {
        let ranges: Vec<_> =
            (a..b).step_by(TASK_SIZE).map(|from| (from, b.min(from + TASK_SIZE))).collect();
        let count = ranges.len();
        Work { ranges, progress: vec![Progress::Waiting; count], queue: (0..count).collect() }
    }

    fn take(&mut self) -> Option<usize> {
        while let Some(id) = self.queue.pop_front() {
            if self.progress[id] == Progress::Waiting {
                return Some(id);
            }
        }
        None
    }

    /// The sum, once every task has been answered.
    fn total(&self) -> Option<usize> {
        self.progress.iter().try_fold(0, |sum, progress| match progress {
            Progress::Waiting => None,
            Progress::Done(count) => Some(sum + count),
        })
    }

    fn hear(&mut self, peer: &mut Peer, line: &str) {
        match parse_result(line) {
            Some((id, count)) if peer.task == Some(id) && count <= self.size(id) => {
                peer.task = None;
                // Someone else may have been faster.
                if self.progress[id] == Progress::Waiting {
                    self.progress[id] = Progress::Done(count);
                }
            }
            None if line == "READY" => peer.ready = true,
            _ => eprintln!("refused: {line:?}"),
        }
    }

    fn size(&self, id: usize) -> usize {
        let (from, to) = self.ranges[id];
        to - from
    }
}

fn parse_result(line: &str) -> Option<(usize, usize)> {
    let [id, count] = line.strip_prefix("RESULT ")?.split_whitespace().collect::<Vec<_>>()[..]
    else {
        return None;
    };
    Some((id.parse().ok()?, count.parse().ok()?))
}

struct Server {
    poll: Poll,
    listener: TcpListener,
    peers: HashMap<Token, Peer>,
    next_token: usize,
    work: Work,
}

impl Server {
    fn accept(&mut self) -> io::Result<()> {
        loop {
            let mut stream = match self.listener.accept() {
                Ok((stream, _)) => stream,
                Err(error) if error.kind() == ErrorKind::WouldBlock => return Ok(()),
                Err(error) => {
                    eprintln!("accept: {error}");
                    return Ok(());
                }
            };
            self.next_token += 1;
            let token = Token(self.next_token);
            let interest = Interest::READABLE | Interest::WRITABLE;
            self.poll.registry().register(&mut stream, token, interest)?;
            self.peers.insert(token, Peer::new(stream));
        }
    }

    fn serve(&mut self, token: Token) {
        let Some(peer) = self.peers.get_mut(&token) else { return };
        peer.flush();
        let stays = peer.fill();
        while let Some(line) = peer.next_line() {
            self.work.hear(peer, &line);
        }
        if !stays && let Some(peer) = self.peers.remove(&token) {
            self.work.queue.extend(peer.task);
        }
    }

    fn dispatch(&mut self) {
        for peer in self.peers.values_mut().filter(|peer| peer.ready) {
            if peer.task.is_some() && peer.since.elapsed() > PATIENCE {
                self.work.queue.extend(peer.task);
                peer.since = Instant::now();
            }
        }
        for peer in self.peers.values_mut().filter(|peer| peer.ready && peer.task.is_none()) {
            let Some(id) = self.work.take() else { break };
            let (from, to) = self.work.ranges[id];
            peer.task = Some(id);
            peer.since = Instant::now();
            peer.say(&format!("TASK {id} {from} {to}\n"));
        }
    }

    /// One round: wait for something, and do all that can be done.
    fn turn(&mut self, events: &mut Events, timeout: Duration) -> io::Result<()> {
        match self.poll.poll(events, Some(timeout)) {
            Err(error) if error.kind() == ErrorKind::Interrupted => return Ok(()),
            result => result?,
        }
        for event in events.iter() {
            match event.token() {
                LISTENER => self.accept()?,
                token => self.serve(token),
            }
        }
        Ok(())
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let address = args.first().map_or("127.0.0.1:8000", |address| address);
    let a = args.get(1).map_or(Ok(0), |a| a.parse())?;
    let b = args.get(2).map_or(Ok(10_000), |b| b.parse())?;

    let poll = Poll::new()?;
    let mut listener = TcpListener::bind(address.parse()?)?;
    poll.registry().register(&mut listener, LISTENER, Interest::READABLE)?;
    let mut server =
        Server { poll, listener, peers: HashMap::new(), next_token: 0, work: Work::new(a, b) };
    let mut events = Events::with_capacity(128);

    let total = loop {
        if let Some(total) = server.work.total() {
            break total;
        }
        server.turn(&mut events, Duration::from_millis(250))?;
        server.dispatch();
    };
    println!("TOTAL {total}");

    // A last moment for those who are just arriving, and for what is not written yet.
    let end = Instant::now() + Duration::from_millis(if a < b { 200 } else { 0 });
    while Instant::now() < end {
        for peer in server.peers.values_mut().filter(|peer| peer.ready) {
            peer.say("DONE\n");
            peer.ready = false;
        }
        server.turn(&mut events, end.saturating_duration_since(Instant::now()))?;
    }
    Ok(())
}
