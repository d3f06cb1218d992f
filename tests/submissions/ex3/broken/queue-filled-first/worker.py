"""usage: worker.py [HOST:PORT]"""
import socket
import sys


def is_prime(n):
    if n < 2:
        return False
    if n % 2 == 0:
        return n == 2
    return all(n % d for d in range(3, int(n ** 0.5) + 1, 2))


def main():
    address = sys.argv[1] if len(sys.argv) > 1 else "127.0.0.1:8000"
    host, port = address.rsplit(":", 1)
    try:
        with socket.create_connection((host, int(port))) as connection:
            connection.sendall(b"READY\n")
            for line in connection.makefile("r", newline="\n"):
                words = line.split()
                if words == ["DONE"]:
                    return
                if len(words) == 4 and words[0] == "TASK":
                    _, task, a, b = words
                    count = sum(map(is_prime, range(int(a), int(b))))
                    connection.sendall(f"RESULT {task} {count}\n".encode())
    except OSError as error:
        sys.exit(f"worker: {error}")
    sys.exit("worker: the server is gone")


if __name__ == "__main__":
    main()
