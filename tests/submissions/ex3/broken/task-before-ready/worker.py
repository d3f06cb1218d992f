"""A worker: counts primes for the server until it is told DONE."""
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
    address = sys.argv[1] if len(sys.argv) > 1 else "127.0.0.1:8000"
    host, port = address.rsplit(":", 1)
    try:
        sock = socket.create_connection((host, int(port)))
        lines = sock.makefile("rb")
        sock.sendall(b"READY\n")
        while True:
            line = lines.readline()
            if not line.endswith(b"\n"):
                sys.exit("the server has gone")
            words = line.split()
            if words == [b"DONE"]:
                return
            _, number, a, b = words
            count = sum(1 for n in range(int(a), int(b)) if is_prime(n))
            sock.sendall(b"RESULT %d %d\n" % (int(number), count))
    except OSError as error:
        sys.exit(f"no server: {error}")


main()
