"""A server like any other, for one client after the other."""
import socket
import sys


def serve(connection):
    with connection, connection.makefile("rb") as lines:
        for line in lines:
            connection.sendall(b"Echo: " + line.rstrip(b"\r\n") + b"\n")


def main():
    text = sys.argv[1] if len(sys.argv) > 1 else "127.0.0.1:8000"
    host, _, port = text.rpartition(":")
    with socket.create_server((host, int(port)), backlog=100) as listener:
        while True:
            connection, _ = listener.accept()
            try:
                serve(connection)
            except OSError as error:
                print("client lost:", error)


main()
