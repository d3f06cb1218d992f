use std::io;
use std::net::UdpSocket;

fn main() -> io::Result<()> {
    let address = std::env::args().nth(1).unwrap_or("127.0.0.1:8000".to_string());
    let socket = UdpSocket::bind(&address)?;
    println!("Serveur en écoute sur {address}");
    let mut buffer = [0; 65536];
    loop {
        let (n, client) = socket.recv_from(&mut buffer)?;
        let message = String::from_utf8_lossy(&buffer[..n]);
        let response = format!("Echo: {}\n", message.trim_end());
        socket.send_to(response.as_bytes(), client)?;
    }
}
