"""usage: worker.py [HOST:PORT]"""
import socket
import sys


def is_prime(n):
    if n < 2:
        return False
    return all(n % d for d in range(2, int(n ** 0.5) + 1))


def receive(sock):
    """The next message of the server."""
    message = b""
    while b"\n" not in message:
        data = sock.recv(1024)
        if not data:
            sys.exit("the server is gone")
        message += data
    return message.split(b"\n")[0].decode().split()


def main():
    host, port = (sys.argv[1] if len(sys.argv) > 1 else "127.0.0.1:8000").rsplit(":", 1)
    sock = socket.create_connection((host, int(port)))
    sock.sendall(b"READY\n")
    while True:
        words = receive(sock)
        if words == ["DONE"]:
            break
        if words and words[0] == "TASK":
            task, a, b = map(int, words[1:])
            count = sum(1 for n in range(a, b) if is_prime(n))
            sock.sendall(b"RESULT %d %d\n" % (task, count))


try:
    main()
except OSError as error:
    sys.exit(f"error: {error}")
