//! Serveur d'écho à un seul thread : sockets non bloquantes et boucle d'événements.

use std::collections::HashMap;
use std::io::{self, ErrorKind, Read, Write};
use std::net::{TcpListener, TcpStream};

use polling::{Event, Events, Poller};

const LISTENER: usize = 0;
/// Au-delà, on ne lit plus ce client avant qu'il n'ait lu ses réponses.
const MAX_PENDING: usize = 256 * 1024;

struct Client {
    stream: TcpStream,
    /// Ce qui est lu et ne forme pas encore une ligne.
    input: Vec<u8>,
    /// Ce qui reste à écrire.
    output: Vec<u8>,
    finished: bool,
}

fn main() -> io::Result<()> {
    let address = std::env::args().nth(1).unwrap_or_else(|| "127.0.0.1:8000".to_string());
    let listener = TcpListener::bind(address)?;
    listener.set_nonblocking(true)?;
    let poller = Poller::new()?;
    // SAFETY : l'écoute vit aussi longtemps que le programme.
    unsafe { poller.add(&listener, Event::readable(LISTENER))? };

    let mut clients = HashMap::new();
    let mut next_key = LISTENER + 1;
    let mut events = Events::new();
    loop {
        events.clear();
        poller.wait(&mut events, None)?;
        for event in events.iter() {
            if event.key == LISTENER {
                while let Ok((stream, _)) = listener.accept() {
                    stream.set_nonblocking(true)?;
                    // SAFETY : le client est retiré du poller avant d'être fermé.
                    unsafe { poller.add(&stream, Event::readable(next_key))? };
                    clients.insert(next_key, Client { stream, input: Vec::new(), output: Vec::new(), finished: false });
                    next_key += 1;
                }
                poller.modify(&listener, Event::readable(LISTENER))?;
                continue;
            }
            let Some(client) = clients.get_mut(&event.key) else { continue };
            if client.step().is_ok() && !client.is_done() {
                poller.modify(&client.stream, client.interest(event.key))?;
            } else {
                poller.delete(&client.stream)?;
                clients.remove(&event.key);
            }
        }
    }
}

impl Client {
    fn is_done(&self) -> bool {
        self.finished && self.output.is_empty()
    }

    fn interest(&self, key: usize) -> Event {
        let mut interest = Event::none(key);
        interest.readable = !self.finished && self.output.len() < MAX_PENDING;
        interest.writable = !self.output.is_empty();
        interest
    }

    /// Lit et écrit tout ce qui peut l'être sans attendre.
    fn step(&mut self) -> io::Result<()> {
        self.write()?;
        let mut chunk = [0; 16 * 1024];
        while !self.finished && self.output.len() < MAX_PENDING {
            match self.stream.read(&mut chunk) {
                Ok(0) => self.finished = true,
                Ok(n) => self.take(&chunk[..n]),
                Err(error) if error.kind() == ErrorKind::WouldBlock => break,
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        self.write()
    }

    fn take(&mut self, bytes: &[u8]) {
        for part in bytes.split_inclusive(|&byte| byte == b'\n') {
            self.input.extend_from_slice(part);
            if let Some(line) = self.input.strip_suffix(b"\n") {
                self.output.extend_from_slice(b"Echo: ");
                self.output.extend_from_slice(line.strip_suffix(b"\r").unwrap_or(line));
                self.output.push(b'\n');
                self.input.clear();
            }
        }
    }

    fn write(&mut self) -> io::Result<()> {
        while !self.output.is_empty() {
            match self.stream.write(&self.output) {
                Ok(n) => drop(self.output.drain(..n)),
                Err(error) if error.kind() == ErrorKind::WouldBlock => break,
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }
}
