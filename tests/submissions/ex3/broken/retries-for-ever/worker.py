"""usage: worker.py [HOST:PORT]"""
import socket
import sys
import time


def is_prime(n):
    if n < 2:
        return False
    if n % 2 == 0:
        return n == 2
    return all(n % d for d in range(3, int(n ** 0.5) + 1, 2))


def work(connection):
    """Works until DONE; raises an OSError when the server leaves."""
    connection.sendall(b"READY\n")
    for line in connection.makefile("r"):
        words = line.split()
        if words == ["DONE"]:
            return
        if len(words) == 4 and words[0] == "TASK":
            _, task, a, b = words
            count = sum(map(is_prime, range(int(a), int(b))))
            connection.sendall(f"RESULT {task} {count}\n".encode())
    raise ConnectionError("the server is gone")


def main():
    host, port = (sys.argv[1] if len(sys.argv) > 1 else "127.0.0.1:8000").rsplit(":", 1)
    while True:
        try:
            with socket.create_connection((host, int(port))) as connection:
                return work(connection)
        except OSError as error:
            print(f"{error}, trying again", file=sys.stderr)
            time.sleep(1)


main()
