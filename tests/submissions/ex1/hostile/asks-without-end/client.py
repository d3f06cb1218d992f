"""Sends messages without end once its input is over, and reads no answer."""
import socket
import sys


def attack(connection):
    while True:
        connection.sendall(b"\n" * (1 << 16))


def main():
    text = sys.argv[1] if len(sys.argv) > 1 else "127.0.0.1:8000"
    host, _, port = text.rpartition(":")
    try:
        connection = socket.create_connection((host, int(port)))
    except OSError as error:
        sys.exit(f"cannot connect to {text}: {error}")
    with connection, connection.makefile("r", encoding="utf-8", newline="\n") as answers:
        try:
            for line in sys.stdin:
                connection.sendall((line.rstrip("\n") + "\n").encode())
                if not answers.readline():
                    sys.exit("the server has closed the connection")
        except OSError as error:
            sys.exit(f"connection lost: {error}")
        attack(connection)


main()
