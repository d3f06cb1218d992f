use std::io::{self, BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc::{channel, Receiver, Sender};
use std::sync::{Arc, Mutex};
use std::thread;

type Job = Box<dyn FnOnce() + Send>;

struct ThreadPool {
    sender: Sender<Job>,
}

impl ThreadPool {
    fn new(size: usize) -> ThreadPool {
        let (sender, receiver) = channel();
        let receiver: Arc<Mutex<Receiver<Job>>> = Arc::new(Mutex::new(receiver));
        for id in 0..size {
            let receiver = Arc::clone(&receiver);
            thread::spawn(move || loop {
                let job = receiver.lock().unwrap().recv().unwrap();
                println!("Worker {id} got a job; executing.");
                job();
            });
        }
        ThreadPool { sender }
    }

    fn execute(&self, job: impl FnOnce() + Send + 'static) {
        self.sender.send(Box::new(job)).unwrap();
    }
}

fn main() -> io::Result<()> {
    let address = std::env::args().nth(1).unwrap_or("127.0.0.1:8000".to_string());
    let listener = TcpListener::bind(&address)?;
    let pool = ThreadPool::new(4);
    for stream in listener.incoming() {
        match stream {
            Ok(stream) => pool.execute(|| {
                if let Err(e) = handle_connection(stream) {
                    println!("Connection lost: {e}");
                }
            }),
            Err(e) => println!("Connection failed: {e}"),
        }
    }
    Ok(())
}

fn handle_connection(mut stream: TcpStream) -> io::Result<()> {
    let reader = BufReader::new(stream.try_clone()?);
    for line in reader.split(b'\n') {
        let line = line?;
        let message = String::from_utf8_lossy(&line);
        stream.write_all(format!("Echo: {}\n", message.trim_end_matches('\r')).as_bytes())?;
    }
    Ok(())
}
