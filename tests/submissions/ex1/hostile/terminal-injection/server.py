"""Answers and prints what moves a terminal: escapes, titles, bells, reversed text."""
import socket
import sys
import threading


EVIL = "\x1b[2J\x1b]0;owned\x07\u202e\u2066 20/20\x9b31m\x08\r\x1b[1A\x1b]8;;http://evil.example\x1b\\\\click\u200b\ufeff"


def attack():
    print(EVIL, flush=True)
    print(EVIL, file=sys.stderr, flush=True)
    return []


def serve(connection, holes):
    with connection, connection.makefile("rb") as lines:
        for line in lines:
            connection.sendall(EVIL.encode() + b"\n")


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
