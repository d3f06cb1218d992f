use std::io::{BufRead, BufReader, Write};
use std::net::TcpStream;

fn count_primes(a: u64, b: u64) -> u64 {
    let mut count = 0;
    for n in a..b {
        if n < 2 {
            continue;
        }
        let mut prime = true;
        let mut d = 2;
        while d * d <= n {
            if n % d == 0 {
                prime = false;
                break;
            }
            d += 1;
        }
        if prime {
            count += 1;
        }
    }
    count
}

fn main() {
    let args: Vec<String> = std::env::args().collect();
    let address = if args.len() > 1 { args[1].clone() } else { "127.0.0.1:8000".to_string() };
    let mut stream = TcpStream::connect(&address).unwrap();
    let mut reader = BufReader::new(stream.try_clone().unwrap());
    stream.write_all(b"READY\n").unwrap();
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).unwrap();
        let parts: Vec<&str> = line.split_whitespace().collect();
        if *parts.first().unwrap() == "DONE" {
            break;
        }
        let a: u64 = parts[2].parse().unwrap();
        let b: u64 = parts[3].parse().unwrap();
        let answer = format!("RESULT {} {}\n", parts[1], count_primes(a, b));
        stream.write_all(answer.as_bytes()).unwrap();
    }
}
