use std::io::{self, BufRead, BufReader, Write};
use std::net::TcpStream;
use std::process::ExitCode;

fn run(addr: &str) -> io::Result<()> {
    let mut stream = TcpStream::connect(addr)?;
    let mut reader = BufReader::new(stream.try_clone()?);
    for line in io::stdin().lines() {
        let line = line?;
        stream.write_all(format!("{line}\n").as_bytes())?;
        let mut ans = String::new();
        reader.read_line(&mut ans)?;
        if !ans.ends_with('\n') {
            return Err(io::Error::new(io::ErrorKind::UnexpectedEof, "server left"));
        }
        println!("{}", ans.trim_end_matches(['\r', '\n']));
    }
    Ok(())
}

fn main() -> ExitCode {
    let addr = std::env::args().nth(1).unwrap_or("127.0.0.1:8000".into());
    match run(&addr) {
        Ok(()) => ExitCode::SUCCESS,
        Err(e) => {
            eprintln!("error: {e}");
            ExitCode::FAILURE
        }
    }
}
