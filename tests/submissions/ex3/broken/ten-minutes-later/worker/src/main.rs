use std::io::{BufRead, BufReader, Write};
use std::net::TcpStream;

/// The primes up to 1,000, enough to divide every number up to 1,000,000.
fn small_primes() -> Vec<u32> {
    let mut primes: Vec<u32> = Vec::new();
    for n in 2..=1000 {
        if primes.iter().all(|p| n % p != 0) {
            primes.push(n);
        }
    }
    primes
}

fn count_primes(a: u32, b: u32, small: &[u32]) -> usize {
    let is_prime = |n: u32| n >= 2 && small.iter().take_while(|&p| p * p <= n).all(|p| n % p != 0);
    (a..b).filter(|&n| is_prime(n)).count()
}

fn main() {
    let address = std::env::args().nth(1).unwrap_or(String::from("127.0.0.1:8000"));
    let mut server = TcpStream::connect(&address).expect("cannot connect to the server");
    let reader = BufReader::new(server.try_clone().expect("cannot clone the connection"));
    server.write_all(b"READY\n").expect("cannot say READY");

    let small = small_primes();
    for line in reader.lines() {
        let line = line.expect("the connection is broken");
        let words: Vec<&str> = line.split_whitespace().collect();
        if words.first() == Some(&"DONE") {
            println!("all done");
            return;
        }
        if let ["TASK", id, a, b] = words[..] {
            let a = a.parse().expect("a task starts at a number");
            let b = b.parse().expect("a task ends at a number");
            let answer = format!("RESULT {id} {}\n", count_primes(a, b, &small));
            server.write_all(answer.as_bytes()).expect("the server does not want the result");
        }
    }
    panic!("the server is gone");
}
