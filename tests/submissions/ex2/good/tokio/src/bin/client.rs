use std::env;
use std::process::ExitCode;

use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader, Error, ErrorKind, Result, stdin};
use tokio::net::TcpStream;

#[tokio::main]
async fn main() -> ExitCode {
    let address = env::args().nth(1).unwrap_or_else(|| "127.0.0.1:8000".to_string());
    if let Err(error) = converse(&address).await {
        eprintln!("{address}: {error}");
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
}

async fn converse(address: &str) -> Result<()> {
    let mut server = BufReader::new(TcpStream::connect(address).await?);
    let mut keyboard = BufReader::new(stdin());
    let (mut message, mut answer) = (String::new(), String::new());
    while keyboard.read_line(&mut message).await? > 0 {
        server.write_all(format!("{}\n", message.trim_end_matches('\n')).as_bytes()).await?;
        if server.read_line(&mut answer).await? == 0 {
            return Err(Error::new(ErrorKind::UnexpectedEof, "the server closed the connection"));
        }
        print!("{answer}");
        message.clear();
        answer.clear();
    }
    Ok(())
}
