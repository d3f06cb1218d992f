use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let address = std::env::args().nth(1).unwrap_or_else(|| "127.0.0.1:8000".to_string());
    let listener = TcpListener::bind(&address).await?;
    println!("Serveur asynchrone sur {address}");

    loop {
        let (stream, peer) = match listener.accept().await {
            Ok(client) => client,
            Err(e) => {
                println!("Erreur d'accept : {e}");
                continue;
            }
        };
        println!("Connexion de {peer}");
        let task = tokio::spawn(handle_client(stream)).await;
        match task {
            Ok(Ok(())) => println!("{peer} est parti"),
            Ok(Err(e)) => println!("{peer} : {e}"),
            Err(e) => println!("{peer} : la tâche a échoué : {e}"),
        }
    }
}

async fn handle_client(mut stream: TcpStream) -> std::io::Result<()> {
    let (reader, mut writer) = stream.split();
    let mut lines = BufReader::new(reader).split(b'\n');
    while let Some(line) = lines.next_segment().await? {
        let message = String::from_utf8_lossy(&line);
        let reponse = format!("Echo: {}\n", message.trim_end_matches('\r'));
        writer.write_all(reponse.as_bytes()).await?;
    }
    Ok(())
}
