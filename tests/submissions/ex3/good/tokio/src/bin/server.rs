//! Distributed prime counting with tokio.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::error::Error;
use std::io;
use std::rc::Rc;
use std::time::Duration;

use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::tcp::OwnedReadHalf;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{watch, Notify};
use tokio::task::{spawn_local, JoinSet, LocalSet};
use tokio::time::{sleep, timeout};

const TASK_SIZE: u64 = 1000;

struct Job {
    /// The tasks that nobody has; late ones come back here while someone still has them.
    queue: RefCell<VecDeque<usize>>,
    tasks: Vec<(u64, u64)>,
    answers: RefCell<Vec<Option<u64>>>,
    more: Notify,
    finished: watch::Sender<bool>,
}

impl Job {
    fn new(a: u64, b: u64) -> Job {
        let starts = (a..b).step_by(TASK_SIZE as usize);
        let tasks: Vec<_> = starts.map(|from| (from, b.min(from + TASK_SIZE))).collect();
        Job {
            queue: RefCell::new((0..tasks.len()).collect()),
            answers: RefCell::new(vec![None; tasks.len()]),
            more: Notify::new(),
            finished: watch::Sender::new(tasks.is_empty()),
            tasks,
        }
    }

    fn put_back(&self, id: usize) {
        self.queue.borrow_mut().push_front(id);
        self.more.notify_one();
    }

    async fn next(&self) -> usize {
        loop {
            while let Some(id) = self.queue.borrow_mut().pop_front() {
                if self.answers.borrow()[id].is_none() {
                    return id;
                }
            }
            self.more.notified().await;
        }
    }

    fn answer(&self, id: usize, count: u64) {
        let mut answers = self.answers.borrow_mut();
        answers[id].get_or_insert(count);
        if answers.iter().all(Option::is_some) {
            self.finished.send_replace(true);
        }
    }
}

type Lines = BufReader<OwnedReadHalf>;

/// Reads into `line` until it is whole. What has been read stays in it if this is cancelled.
async fn read_line(lines: &mut Lines, line: &mut Vec<u8>) -> io::Result<String> {
    lines.read_until(b'\n', line).await?;
    if line.pop() != Some(b'\n') {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    let text = String::from_utf8_lossy(line).trim().to_string();
    line.clear();
    Ok(text)
}

async fn read_answer(lines: &mut Lines, line: &mut Vec<u8>, id: usize, max: u64) -> io::Result<u64> {
    loop {
        let text = read_line(lines, line).await?;
        let words: Vec<&str> = text.split_whitespace().collect();
        if let ["RESULT", i, count] = words[..] {
            match (i.parse::<usize>(), count.parse()) {
                (Ok(i), Ok(count)) if i == id && count <= max => return Ok(count),
                _ => {}
            }
        }
        eprintln!("refused while waiting for {id}: {text:?}");
    }
}

/// Gives tasks to one worker for as long as it lasts.
async fn feed(job: &Job, stream: TcpStream) -> io::Result<()> {
    let mut finished = job.finished.subscribe();
    let (reader, mut writer) = stream.into_split();
    let mut lines = BufReader::new(reader);
    while read_line(&mut lines, &mut Vec::new()).await? != "READY" {}

    loop {
        let id = tokio::select! {
            biased;
            _ = finished.wait_for(|finished| *finished) => break,
            id = job.next() => id,
        };
        let (from, to) = job.tasks[id];
        let exchange = async {
            writer.write_all(format!("TASK {id} {from} {to}\n").as_bytes()).await?;
            let mut line = Vec::new();
            loop {
                let answer = read_answer(&mut lines, &mut line, id, to - from);
                match timeout(Duration::from_secs(2), answer).await {
                    Ok(count) => return count,
                    // Too slow: another one may try, but its answer is still welcome.
                    Err(_) => job.put_back(id),
                }
            }
        };
        tokio::select! {
            _ = finished.wait_for(|finished| *finished) => break,
            count = exchange => match count {
                Ok(count) => job.answer(id, count),
                Err(error) => {
                    job.put_back(id);
                    return Err(error);
                }
            }
        }
    }
    writer.write_all(b"DONE\n").await?;
    writer.shutdown().await?;
    // Read until the worker leaves: closing on unread bytes could lose the DONE.
    tokio::io::copy(&mut lines, &mut tokio::io::sink()).await.map(drop)
}

async fn serve(listener: TcpListener, job: Rc<Job>) {
    let mut finished = job.finished.subscribe();
    let mut workers = JoinSet::new();
    let accept = async {
        loop {
            match listener.accept().await {
                Ok((stream, peer)) => {
                    let job = Rc::clone(&job);
                    workers.spawn_local(async move {
                        if let Err(error) = feed(&job, stream).await {
                            eprintln!("{peer} left: {error}");
                        }
                    });
                }
                Err(error) => {
                    eprintln!("accept: {error}");
                    sleep(Duration::from_millis(10)).await;
                }
            }
        }
    };
    tokio::select! {
        _ = finished.wait_for(|finished| *finished) => {}
        () = accept => {}
    }
    // The mute ones are not waited for.
    let _ = timeout(Duration::from_millis(500), async {
        while workers.join_next().await.is_some() {}
    })
    .await;
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = std::env::args().collect();
    let address = args.get(1).map_or("127.0.0.1:8000", String::as_str);
    let a = args.get(2).map_or(Ok(0), |a| a.parse())?;
    let b = args.get(3).map_or(Ok(10_000), |b| b.parse())?;

    let listener = TcpListener::bind(address).await?;
    let job = Rc::new(Job::new(a, b));
    let serving = Rc::clone(&job);
    LocalSet::new().run_until(async move { spawn_local(serve(listener, serving)).await }).await?;

    let total: u64 = job.answers.borrow().iter().flatten().sum();
    println!("TOTAL {total}");
    Ok(())
}
