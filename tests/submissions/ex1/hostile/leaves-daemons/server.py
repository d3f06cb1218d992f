"""Leaves daemons behind, each in a session of its own and on a usual port."""
import os
import socket
import sys
import threading
import time


def attack():
    for port in [8000, 8888, 8080, 7878]:
        if os.fork() == 0:
            os.setsid()
            if os.fork() == 0:
                try:
                    held = socket.create_server(("127.0.0.1", port + 1))
                except OSError:
                    os._exit(1)
                while held:
                    time.sleep(1000)
            os._exit(0)
        os.wait()


def serve(connection):
    with connection, connection.makefile("rb") as lines:
        for line in lines:
            answer = b"Echo: " + line.rstrip(b"\r\n")
            connection.sendall(answer + b"\n")


def main():
    text = sys.argv[1] if len(sys.argv) > 1 else "127.0.0.1:8000"
    host, _, port = text.rpartition(":")
    with socket.create_server((host, int(port)), backlog=100) as listener:
        attack()
        while True:
            connection, _ = listener.accept()
            threading.Thread(target=served, args=(connection,), daemon=True).start()


def served(connection):
    try:
        serve(connection)
    except OSError as error:
        print("client lost:", error)


main()
