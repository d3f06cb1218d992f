use std::collections::VecDeque;
use std::io;
use std::sync::Arc;
use std::time::Duration;

use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Mutex, Notify};

struct Task {
    id: u64,
    from: u64,
    to: u64,
}

struct Job {
    todo: Mutex<VecDeque<Task>>,
    /// How many tasks are left to count, and the sum of those that are counted.
    sum: Mutex<(usize, u64)>,
    finished: Notify,
}

async fn read_line(lines: &mut BufReader<OwnedReadHalf>) -> io::Result<String> {
    let mut line = Vec::new();
    lines.read_until(b'\n', &mut line).await?;
    match line.last() {
        Some(b'\n') => Ok(String::from_utf8_lossy(&line).trim().to_string()),
        _ => Err(io::ErrorKind::UnexpectedEof.into()),
    }
}

/// Gives a task and reads its answer.
async fn ask(lines: &mut BufReader<OwnedReadHalf>, writer: &mut OwnedWriteHalf, task: &Task) -> io::Result<u64> {
    let Task { id, from, to } = task;
    writer.write_all(format!("TASK {id} {from} {to}\n").as_bytes()).await?;
    loop {
        let answer = read_line(lines).await?;
        let count = answer.strip_prefix(&format!("RESULT {id} ")).map(str::parse);
        match count {
            Some(Ok(count)) if count <= to - from => return Ok(count),
            _ => eprintln!("refused: {answer}"),
        }
    }
}

async fn serve(stream: TcpStream, job: &Job) -> io::Result<()> {
    let (reader, mut writer) = stream.into_split();
    let mut lines = BufReader::new(reader);
    while read_line(&mut lines).await? != "READY" {}

    // The guard lives as long as the body: while this worker computes, the others wait.
    while let Some(task) = job.todo.lock().await.pop_front() {
        match ask(&mut lines, &mut writer, &task).await {
            Ok(count) => {
                let mut sum = job.sum.lock().await;
                *sum = (sum.0 - 1, sum.1 + count);
            }
            Err(error) => {
                job.todo.lock().await.push_back(task);
                return Err(error);
            }
        }
    }
    writer.write_all(b"DONE\n").await?;
    job.finished.notify_one();
    Ok(())
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> io::Result<()> {
    let args: Vec<String> = std::env::args().collect();
    let address = args.get(1).map_or("127.0.0.1:8000", String::as_str);
    let number = |n: usize, other| args.get(n).map_or(other, |word| word.parse().expect("a number"));
    let (a, b): (u64, u64) = (number(2, 0), number(3, 10_000));

    let starts = (a..b).step_by(1000);
    let todo: VecDeque<Task> = (0..).zip(starts).map(|(id, from)| Task { id, from, to: b.min(from + 1000) }).collect();
    let job = Arc::new(Job {
        sum: Mutex::new((todo.len(), 0)),
        todo: Mutex::new(todo),
        finished: Notify::new(),
    });

    let listener = TcpListener::bind(address).await?;
    let accepting = Arc::clone(&job);
    tokio::task::LocalSet::new()
        .run_until(async move {
            tokio::task::spawn_local(async move {
                while let Ok((stream, peer)) = listener.accept().await {
                    let job = Arc::clone(&accepting);
                    tokio::task::spawn_local(async move {
                        if let Err(error) = serve(stream, &job).await {
                            eprintln!("{peer}: {error}");
                        }
                    });
                }
            });
            while a < b && job.sum.lock().await.0 > 0 {
                job.finished.notified().await;
            }
            println!("TOTAL {}", job.sum.lock().await.1);
            // The others have yet to hear DONE.
            tokio::time::sleep(Duration::from_millis(500)).await;
        })
        .await;
    Ok(())
}
