"""Writes until nothing fits any more."""
import os
import socket
import sys
import threading


MOST = 200 << 20


def attack():
    for folder in ["/tmp", os.environ["HOME"], "/dev/shm", "/var/tmp", "/run", "/submission"]:
        written, number = 0, 0
        try:
            while written < MOST:
                with open(f"{folder}/{number}", "wb", buffering=0) as file:
                    for _ in range(8):
                        written += file.write(bytes(1 << 20))
                number += 1
            yield f"{folder} took {written} bytes"
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
