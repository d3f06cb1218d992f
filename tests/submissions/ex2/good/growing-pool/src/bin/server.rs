// Echo server. Workers are kept for a while after their client has left, so that a busy
// server seldom creates a thread; there is always one for a client that comes.
use std::collections::VecDeque;
use std::io::{self, BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

const PATIENCE: Duration = Duration::from_secs(1);

static POOL: Pool = Pool {
    state: Mutex::new(State { clients: VecDeque::new(), idle: 0 }),
    client_came: Condvar::new(),
};

struct Pool {
    state: Mutex<State>,
    client_came: Condvar,
}

struct State {
    clients: VecDeque<TcpStream>,
    idle: usize,
}

impl Pool {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn serve(&'static self, client: TcpStream) -> io::Result<()> {
        let mut state = self.lock();
        state.clients.push_back(client);
        if state.clients.len() <= state.idle {
            self.client_came.notify_one();
            return Ok(());
        }
        drop(state);
        thread::Builder::new().name("worker".into()).spawn(|| self.work())?;
        Ok(())
    }

    fn work(&self) {
        while let Some(client) = self.next() {
            if let Err(error) = echo(client) {
                eprintln!("client lost: {error}");
            }
        }
    }

    /// The next client; none if nobody came for a while.
    fn next(&self) -> Option<TcpStream> {
        let mut state = self.lock();
        state.idle += 1;
        let (mut state, _) = self
            .client_came
            .wait_timeout_while(state, PATIENCE, |state| state.clients.is_empty())
            .unwrap_or_else(PoisonError::into_inner);
        state.idle -= 1;
        state.clients.pop_front()
    }
}

fn echo(client: TcpStream) -> io::Result<()> {
    let mut output = client.try_clone()?;
    for line in BufReader::new(client).split(b'\n') {
        let line = line?;
        let message = String::from_utf8_lossy(&line);
        let answer = format!("Echo: {}\n", message.trim_end_matches('\r'));
        output.write_all(answer.as_bytes())?;
    }
    Ok(())
}

fn main() -> io::Result<()> {
    let address = std::env::args().nth(1);
    let listener = TcpListener::bind(address.as_deref().unwrap_or("127.0.0.1:8000"))?;
    println!("listening on {}", listener.local_addr()?);
    for client in listener.incoming() {
        if let Err(error) = client.and_then(|client| POOL.serve(client)) {
            eprintln!("cannot serve: {error}");
        }
    }
    Ok(())
}
