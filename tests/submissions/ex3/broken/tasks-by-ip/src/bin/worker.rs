use std::env;
use std::io::{self, BufRead, BufReader, Write};
use std::net::TcpStream;
use std::process::ExitCode;

fn is_prime(n: u64) -> bool {
    if n < 2 {
        return false;
    }
    let mut d = 2;
    while d * d <= n {
        if n % d == 0 {
            return false;
        }
        d += 1;
    }
    true
}

fn run(address: &str) -> io::Result<()> {
    let mut stream = TcpStream::connect(address)?;
    let mut reader = BufReader::new(stream.try_clone()?);
    stream.write_all(b"READY\n")?;
    loop {
        let mut line = String::new();
        reader.read_line(&mut line)?;
        if !line.ends_with('\n') {
            return Err(io::Error::new(io::ErrorKind::UnexpectedEof, "the server has left"));
        }
        let words: Vec<&str> = line.split_whitespace().collect();
        match words[..] {
            ["DONE"] => return Ok(()),
            ["TASK", id, a, b] => {
                let (Ok(a), Ok(b)) = (a.parse::<u64>(), b.parse::<u64>()) else {
                    return Err(io::Error::new(io::ErrorKind::InvalidData, line));
                };
                let n = (a..b).filter(|&n| is_prime(n)).count();
                stream.write_all(format!("RESULT {id} {n}\n").as_bytes())?;
            }
            _ => eprintln!("not understood: {line:?}"),
        }
    }
}

fn main() -> ExitCode {
    let address = env::args().nth(1).unwrap_or_else(|| "127.0.0.1:8000".to_string());
    match run(&address) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{address}: {error}");
            ExitCode::FAILURE
        }
    }
}
