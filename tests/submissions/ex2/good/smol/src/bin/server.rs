use std::env;
use std::io;

use smol::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use smol::net::{TcpListener, TcpStream};
use smol::LocalExecutor;

fn main() -> io::Result<()> {
    let address = env::args().nth(1).unwrap_or_else(|| "127.0.0.1:8000".into());
    let executor = LocalExecutor::new();
    smol::block_on(executor.run(listen(&executor, &address)))
}

async fn listen(executor: &LocalExecutor<'_>, address: &str) -> io::Result<()> {
    let listener = TcpListener::bind(address).await?;
    println!("listening on {address}");
    loop {
        match listener.accept().await {
            Ok((stream, peer)) => executor
                .spawn(async move {
                    if let Err(error) = echo(stream).await {
                        println!("{peer}: {error}");
                    }
                })
                .detach(),
            Err(error) => println!("accept: {error}"),
        }
    }
}

async fn echo(mut stream: TcpStream) -> io::Result<()> {
    let mut reader = BufReader::new(stream.clone());
    let mut line = Vec::new();
    loop {
        line.clear();
        line.extend_from_slice(b"Echo: ");
        if reader.read_until(b'\n', &mut line).await? == 0 {
            return Ok(());
        }
        while matches!(line.last(), Some(b'\r' | b'\n')) {
            line.pop();
        }
        line.push(b'\n');
        stream.write_all(&line).await?;
    }
}
