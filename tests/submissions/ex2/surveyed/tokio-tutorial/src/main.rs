use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let listener = TcpListener::bind("127.0.0.1:8080").await?;
    println!("Serveur en écoute sur 127.0.0.1:8080");

    loop {
        let (mut socket, _) = listener.accept().await?;

        tokio::spawn(async move {
            let mut buffer = [0; 1024];

            // Lire depuis la socket et renvoyer tel quel
            loop {
                let lus = match socket.read(&mut buffer).await {
                    Ok(0) => return,
                    Ok(n) => n,
                    Err(e) => {
                        eprintln!("échec de la lecture : {e}");
                        return;
                    }
                };
                if let Err(e) = socket.write_all(&buffer[..lus]).await {
                    eprintln!("échec de l'écriture : {e}");
                    return;
                }
            }
        });
    }
}
