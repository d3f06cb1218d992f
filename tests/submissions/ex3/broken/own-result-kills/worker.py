#!/usr/bin/env python3
"""usage: worker.py [HOST:PORT]"""
import socket
import sys


def count_primes(a, b):
    """A sieve of [a, b)."""
    sieve = bytearray([1]) * (b - a)
    for n in range(a, min(b, 2)):
        sieve[n - a] = 0
    d = 2
    while d * d < b:
        for multiple in range(max(d * d, -(-a // d) * d), b, d):
            sieve[multiple - a] = 0
        d += 1
    return sum(sieve)


def messages(sock):
    pending = ""
    while True:
        data = sock.recv(4096)
        if not data:
            return
        pending += data.decode()
        *lines, pending = pending.split("\n")
        yield from lines


def main():
    host, port = (sys.argv[1] if len(sys.argv) > 1 else "127.0.0.1:8000").rsplit(":", 1)
    sock = socket.socket()
    try:
        sock.connect((host, int(port)))
        sock.sendall(b"READY\n")
        for message in messages(sock):
            words = message.split()
            if words == ["DONE"]:
                return 0
            if words and words[0] == "TASK":
                task, a, b = map(int, words[1:])
                sock.sendall(b"RESULT %d %d\n" % (task, count_primes(a, b)))
    except OSError as error:
        print("connection problem:", error, file=sys.stderr)
        return 1
    print("the server left", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
