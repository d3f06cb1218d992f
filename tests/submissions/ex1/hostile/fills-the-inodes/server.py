"""Makes empty files until no more can be made."""
import os
import socket
import sys
import threading


MOST = 10_000


def attack():
    for folder in ["/tmp", os.environ["HOME"]]:
        try:
            for number in range(MOST):
                os.close(os.open(f"{folder}/{number}", os.O_CREAT | os.O_WRONLY))
            yield f"{folder} took {MOST} files"
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
