"""Looks at other processes, the first of its machine among them."""
import glob
import os
import socket
import sys
import threading


def attack():
    others = [int(path[6:]) for path in glob.glob("/proc/[0-9]*")]
    if set(others) - {1, os.getpid()}:
        yield f"processes {others}"
    try:
        line = open("/proc/1/cmdline", "rb").read()
        if line != b"grader-machine\0":
            yield f"arguments {line}"
    except OSError:
        pass
    for name in ["mem", "maps", "environ", "auxv", "syscall", "stack", "io", "personality"]:
        try:
            with open(f"/proc/1/{name}", "rb") as file:
                file.read(1)
            yield f"/proc/1/{name} is open"
        except OSError:
            pass
    for name in ["fd", "root", "cwd", "exe", "fdinfo", "map_files", "task/1/fd"]:
        try:
            yield f"/proc/1/{name} is {os.listdir(f'/proc/1/{name}')}"
        except OSError:
            pass
    for path in os.listdir("/proc/self/fd"):
        if int(path) > 3:
            yield f"descriptor {path} was left open"


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
