mod state;

use std::error::Error;
use std::io::{self, BufReader};
use std::net::{TcpListener, TcpStream};
use std::sync::{mpsc, Arc, Mutex, MutexGuard};
use std::thread;
use std::time::Duration;

use primes_protocol::{receive, Message, DEFAULT_ADDRESS};
use state::State;

#[derive(Clone)]
struct Server {
    state: Arc<Mutex<State>>,
    finished: mpsc::Sender<()>,
}

impl Server {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().expect("no thread panics while it holds the state")
    }

    /// The conversation with one worker. Whoever does not keep to the protocol is sent away.
    fn converse(&self, number: u64, stream: TcpStream) -> io::Result<()> {
        let mut input = BufReader::new(stream.try_clone()?);
        let strange = |message| io::Error::other(format!("unexpected {message:?}"));
        match receive(&mut input)? {
            Message::Ready => self.state().join(number, stream),
            other => return Err(strange(other)),
        }
        loop {
            match receive(&mut input)? {
                Message::Result { id, count } => {
                    let mut state = self.state();
                    if state.finished() {
                        continue;
                    }
                    if !state.answer(number, id, count) {
                        return Err(strange(Message::Result { id, count }));
                    }
                    if state.finished() {
                        let _ = self.finished.send(());
                    }
                }
                other => return Err(strange(other)),
            }
        }
    }

    fn accept(&self, listener: &TcpListener) {
        for (number, stream) in (0..).zip(listener.incoming().flatten()) {
            let server = self.clone();
            thread::spawn(move || {
                if let Err(error) = server.converse(number, stream) {
                    eprintln!("worker {number}: {error}");
                }
                server.state().leave(number);
            });
        }
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut args = std::env::args().skip(1);
    let address = args.next().unwrap_or_else(|| DEFAULT_ADDRESS.to_string());
    let start = args.next().map_or(Ok(0), |a| a.parse())?;
    let end = args.next().map_or(Ok(10_000), |b| b.parse())?;

    let listener = TcpListener::bind(address)?;
    let (finished, end_of_work) = mpsc::channel();
    let server = Server { state: Arc::new(Mutex::new(State::new(start..end))), finished };
    let accepting = server.clone();
    thread::spawn(move || accepting.accept(&listener));

    while !server.state().finished() {
        if end_of_work.recv_timeout(Duration::from_millis(250)).is_err() {
            server.state().lose_patience();
        }
    }
    server.state().say_goodbye();
    println!("TOTAL {}", server.state().total());
    if start < end {
        // For those who arrive at this very moment.
        thread::sleep(Duration::from_millis(150));
        server.state().say_goodbye();
    }
    Ok(())
}
