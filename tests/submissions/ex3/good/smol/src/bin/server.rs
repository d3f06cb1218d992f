//! Distributed prime counting with smol.
//!
//! The tasks wait in a channel from which everyone who is idle receives; a lost
//! one is simply sent again. Results go to `main` over another channel.

use std::collections::HashSet;
use std::error::Error;
use std::io;
use std::time::Duration;

use smol::channel::{self, Receiver, Sender};
use smol::future::{or, pending};
use smol::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use smol::net::{TcpListener, TcpStream};
use smol::Timer;

const TASK_SIZE: usize = 1000;
const PATIENCE: Duration = Duration::from_secs(2);

#[derive(Clone, Copy)]
struct Task {
    id: usize,
    from: usize,
    to: usize,
}

/// What every conversation with a worker needs.
#[derive(Clone)]
struct Ends {
    tasks: Receiver<Task>,
    again: Sender<Task>,
    results: Sender<(usize, usize)>,
}

impl Ends {
    /// Completes when there is nothing left to do.
    async fn finished(&self) -> io::Result<Option<usize>> {
        self.again.closed().await;
        Ok(None)
    }
}

struct Worker {
    reader: BufReader<TcpStream>,
    stream: TcpStream,
    /// The beginning of a line whose end has not come.
    partial: Vec<u8>,
}

impl Worker {
    fn new(stream: TcpStream) -> Worker {
        Worker { reader: BufReader::new(stream.clone()), stream, partial: Vec::new() }
    }

    async fn line(&mut self) -> io::Result<String> {
        self.reader.read_until(b'\n', &mut self.partial).await?;
        if !self.partial.ends_with(b"\n") {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        let line = std::mem::take(&mut self.partial);
        Ok(String::from_utf8_lossy(&line).trim_end().to_string())
    }

    async fn result(&mut self, task: Task) -> io::Result<usize> {
        loop {
            let line = self.line().await?;
            if let Some((id, count)) = parse_result(&line) {
                if id == task.id && count <= task.to - task.from {
                    return Ok(count);
                }
            }
            eprintln!("refused: {line:?}");
        }
    }

    async fn converse(&mut self, ends: &Ends) -> io::Result<()> {
        while self.line().await? != "READY" {}
        while let Ok(task) = ends.tasks.recv().await {
            if ends.tasks.is_closed() {
                break;
            }
            match or(self.perform(task, ends), ends.finished()).await {
                Ok(Some(count)) => drop(ends.results.send((task.id, count)).await),
                Ok(None) => break,
                Err(error) => {
                    let _ = ends.again.send(task).await;
                    return Err(error);
                }
            }
        }
        self.stream.write_all(b"DONE\n").await
    }

    async fn perform(&mut self, task: Task, ends: &Ends) -> io::Result<Option<usize>> {
        let Task { id, from, to } = task;
        self.stream.write_all(format!("TASK {id} {from} {to}\n").as_bytes()).await?;
        let remind = async {
            Timer::after(PATIENCE).await;
            let _ = ends.again.send(task).await;
            pending().await
        };
        or(self.result(task), remind).await.map(Some)
    }
}

fn parse_result(line: &str) -> Option<(usize, usize)> {
    let (id, count) = line.strip_prefix("RESULT ")?.trim().split_once(' ')?;
    Some((id.parse().ok()?, count.trim().parse().ok()?))
}

async fn accept(listener: TcpListener, ends: Ends) {
    loop {
        let Ok((stream, peer)) = listener.accept().await else {
            Timer::after(Duration::from_millis(10)).await;
            continue;
        };
        let ends = ends.clone();
        let conversation = async move {
            if let Err(error) = Worker::new(stream).converse(&ends).await {
                eprintln!("{peer}: {error}");
            }
        };
        smol::spawn(conversation).detach();
    }
}

async fn run(address: &str, a: usize, b: usize) -> io::Result<()> {
    let listener = TcpListener::bind(address).await?;
    let (again, tasks) = channel::unbounded();
    let (results, inbox) = channel::unbounded();
    for (id, from) in (a..b).step_by(TASK_SIZE).enumerate() {
        let _ = again.try_send(Task { id, from, to: b.min(from + TASK_SIZE) });
    }
    let expected = again.len();
    let ends = Ends { tasks, again, results };
    smol::spawn(accept(listener, ends.clone())).detach();

    let (mut seen, mut total) = (HashSet::new(), 0);
    while seen.len() < expected {
        let Ok((id, count)) = inbox.recv().await else { break };
        if seen.insert(id) {
            total += count;
        }
    }
    ends.again.close();
    println!("TOTAL {total}");
    // The conversations end by themselves; the mute ones are not waited for.
    Timer::after(Duration::from_millis(200)).await;
    Ok(())
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut args = std::env::args().skip(1);
    let address = args.next().unwrap_or("127.0.0.1:8000".to_string());
    let a = args.next().map_or(Ok(0), |a| a.parse())?;
    let b = args.next().map_or(Ok(10_000), |b| b.parse())?;
    Ok(smol::block_on(run(&address, a, b))?)
}
