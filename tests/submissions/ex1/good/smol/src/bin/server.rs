use smol::io::{self, AsyncBufReadExt, AsyncWriteExt, BufReader};
use smol::net::{TcpListener, TcpStream};
use smol::stream::StreamExt;

fn main() -> io::Result<()> {
    let address = std::env::args().nth(1).unwrap_or_else(|| String::from("127.0.0.1:8000"));
    smol::block_on(async {
        let listener = TcpListener::bind(&address).await?;
        let mut incoming = listener.incoming();
        while let Some(stream) = incoming.next().await {
            match stream {
                Ok(stream) => smol::spawn(client(stream)).detach(),
                Err(error) => eprintln!("{error}"),
            }
        }
        Ok(())
    })
}

async fn client(stream: TcpStream) {
    if let Err(error) = echo(stream).await {
        eprintln!("a client was lost: {error}");
    }
}

async fn echo(mut stream: TcpStream) -> io::Result<()> {
    let mut lines = BufReader::new(stream.clone()).split(b'\n');
    while let Some(line) = lines.next().await {
        let mut line = line?;
        if line.last() == Some(&b'\r') {
            line.pop();
        }
        let answer = [b"Echo: ", line.as_slice(), b"\n"].concat();
        stream.write_all(&answer).await?;
    }
    Ok(())
}
