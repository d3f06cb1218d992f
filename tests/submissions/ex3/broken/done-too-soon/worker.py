"""Usage: worker.py [HOST:PORT]"""
import socket
import sys
from math import isqrt


def is_prime(n):
    return n > 1 and all(n % d for d in range(2, isqrt(n) + 1))


def main(address="127.0.0.1:8000"):
    host, port = address.rsplit(":", 1)
    with socket.create_connection((host, int(port))) as conn, conn.makefile("rb") as lines:
        conn.sendall(b"READY\n")
        for line in lines:
            match line.decode().split():
                case ["DONE"]:
                    return
                case ["TASK", ident, a, b]:
                    count = sum(map(is_prime, range(int(a), int(b))))
                    conn.sendall(f"RESULT {ident} {count}\n".encode())
    sys.exit("the server has left")


try:
    main(*sys.argv[1:2])
except OSError as error:
    sys.exit(f"error: {error}")
