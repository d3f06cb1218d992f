use std::error::Error;

use tokio::io::{stdin, AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpStream;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let address = std::env::args().nth(1).unwrap_or_else(|| "127.0.0.1:8000".to_string());
    let mut stream = TcpStream::connect(&address).await?;
    let (reader, mut writer) = stream.split();
    let mut answers = BufReader::new(reader).lines();
    let mut lines = BufReader::new(stdin()).lines();

    while let Some(line) = lines.next_line().await? {
        writer.write_all(format!("{line}\n").as_bytes()).await?;
        match answers.next_line().await? {
            Some(answer) => println!("{answer}"),
            None => return Err("the server closed the connection".into()),
        }
    }
    Ok(())
}
