use std::process::ExitCode;

use smol::io::{self, AsyncBufReadExt, AsyncWriteExt, BufReader};
use smol::net::TcpStream;
use smol::stream::StreamExt;
use smol::Unblock;

fn main() -> ExitCode {
    let address = std::env::args().nth(1).unwrap_or_else(|| String::from("127.0.0.1:8000"));
    match smol::block_on(talk(&address)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{address}: {error}");
            ExitCode::from(2)
        }
    }
}

async fn talk(address: &str) -> io::Result<()> {
    let mut stream = TcpStream::connect(address).await?;
    let mut answers = BufReader::new(stream.clone()).lines();
    let mut lines = BufReader::new(Unblock::new(std::io::stdin())).lines();
    while let Some(line) = lines.next().await {
        stream.write_all((line? + "\n").as_bytes()).await?;
        let answer = answers.next().await.ok_or(io::ErrorKind::UnexpectedEof)??;
        println!("{answer}");
    }
    Ok(())
}
