import os
import signal
import socket
import sys


def converse(connection):
    with connection, connection.makefile("rb") as lines:
        try:
            for line in lines:
                connection.sendall(b"Echo: " + line.rstrip(b"\r\n") + b"\n")
        except OSError as error:
            print("A client is lost:", error, flush=True)


def main():
    host, port = (sys.argv[1] if len(sys.argv) > 1 else "127.0.0.1:8000").split(":")
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    server = socket.create_server((host, int(port)), backlog=100)
    while True:
        connection, _ = server.accept()
        if os.fork() == 0:
            converse(connection)
        else:
            connection.close()


if __name__ == "__main__":
    main()
