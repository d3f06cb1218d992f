// Echo server on a pool of workers that grows with the demand: a connection never
// waits for a busy worker, and a worker that is done waits for the next connection.
use std::collections::VecDeque;
use std::io::{self, BufRead, BufReader, BufWriter, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread;

#[derive(Default)]
struct Queue {
    waiting: VecDeque<TcpStream>,
    idle: usize,
}

#[derive(Default)]
struct Pool {
    queue: Mutex<Queue>,
    arrived: Condvar,
}

impl Pool {
    fn give(self: &Arc<Self>, stream: TcpStream) -> io::Result<()> {
        let mut queue = self.queue.lock().unwrap_or_else(PoisonError::into_inner);
        queue.waiting.push_back(stream);
        if queue.waiting.len() > queue.idle {
            let pool = Arc::clone(self);
            thread::Builder::new().spawn(move || pool.work())?;
        } else {
            self.arrived.notify_one();
        }
        Ok(())
    }

    fn take(&self) -> TcpStream {
        let mut queue = self.queue.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            if let Some(stream) = queue.waiting.pop_front() {
                return stream;
            }
            queue.idle += 1;
            queue = self.arrived.wait(queue).unwrap_or_else(PoisonError::into_inner);
            queue.idle -= 1;
        }
    }

    fn work(&self) {
        loop {
            if let Err(error) = echo(&self.take()) {
                eprintln!("connection lost: {error}");
            }
        }
    }
}

fn echo(stream: &TcpStream) -> io::Result<()> {
    let mut output = BufWriter::new(stream);
    for line in BufReader::new(stream).split(b'\n') {
        let line = line?;
        output.write_all(b"Echo: ")?;
        output.write_all(line.strip_suffix(b"\r").unwrap_or(&line))?;
        output.write_all(b"\n")?;
        output.flush()?;
    }
    Ok(())
}

fn main() -> io::Result<()> {
    let address = std::env::args().nth(1);
    let listener = TcpListener::bind(address.as_deref().unwrap_or("127.0.0.1:8000"))?;
    let pool = Arc::new(Pool::default());
    for stream in listener.incoming() {
        if let Err(error) = stream.and_then(|stream| pool.give(stream)) {
            eprintln!("cannot serve a client: {error}");
        }
    }
    Ok(())
}
