"""Looks for variables that tell of the grader, its own and others’."""
import glob
import os
import socket
import sys
import threading


KNOWN = {
    "PATH", "HOME", "USER", "LANG", "TMPDIR", "PYTHONUNBUFFERED", "PYTHONDONTWRITEBYTECODE", "TERM",
    # Python sets it itself where there is no other locale.
    "LC_CTYPE",
}


def attack():
    yield from os.environ.keys() - KNOWN
    for path in glob.glob("/proc/[0-9]*/environ"):
        if path.split("/")[2] != str(os.getpid()):
            try:
                yield f"{path}: {open(path, 'rb').read()[:200]}"
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
