"""Hides from debuggers, by a call and by files that can be executed and not read."""
import ctypes
import os
import shutil
import socket
import subprocess
import sys
import threading


LIBC = ctypes.CDLL(None, use_errno=True)


def attack():
    if LIBC.prctl(4, 0, 0, 0, 0) == 0:
        yield "undumpable"
    for folder in ["/tmp", os.environ["HOME"]]:
        copy = f"{folder}/hidden"
        try:
            shutil.copy("/bin/sleep", copy)
            os.chmod(copy, 0o111)
            subprocess.run([copy, "0"], check=True)
            yield f"{copy} is executed"
        except OSError:
            pass
    memory = LIBC.memfd_create(b"hidden", 0)
    if memory >= 0:
        yield "a file in memory"


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
