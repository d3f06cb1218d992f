"""worker.py [HOST:PORT]"""
import socket
import sys


def is_prime(n):
    if n < 2:
        return False
    d = 2
    while d * d <= n:
        if n % d == 0:
            return False
        d += 1
    return True


def main():
    host, port = (sys.argv[1] if len(sys.argv) > 1 else "127.0.0.1:8000").rsplit(":", 1)
    with socket.create_connection((host, int(port))) as server, server.makefile("rb") as lines:
        server.sendall(b"READY\n")
        for line in lines:
            words = line.split()
            if words == [b"DONE"]:
                return
            number, a, b = (int(word) for word in words[1:])
            count = sum(is_prime(n) for n in range(a, b))
            server.sendall(b"RESULT %d %d\n" % (number, count))
    raise ConnectionError("the server has left")


try:
    main()
except OSError as error:
    sys.exit(f"error: {error}")
