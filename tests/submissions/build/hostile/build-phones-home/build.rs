use std::net::{TcpStream, ToSocketAddrs, UdpSocket};
use std::time::Duration;

fn main() {
    for address in ["127.0.0.1:@PORT@", "1.1.1.1:80", "[::1]:@PORT@"] {
        let address = address.parse().unwrap();
        if TcpStream::connect_timeout(&address, Duration::from_secs(1)).is_ok() {
            panic!("connected to {address}");
        }
    }
    let socket = UdpSocket::bind("0.0.0.0:0").unwrap();
    if socket.send_to(b"hello", "1.1.1.1:53").is_ok() {
        panic!("sent a datagram");
    }
    if "example.org:80".to_socket_addrs().is_ok() {
        panic!("resolved a name");
    }
}
