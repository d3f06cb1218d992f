"""Takes memory that belongs to no process: SysV segments, files in memory, message queues, pages given to pipes."""
import ctypes
import os
import socket
import sys
import threading


LIBC = ctypes.CDLL(None, use_errno=True)


def attack():
    for size in [1 << 29, 1 << 20]:
        segment = LIBC.shmget(0, ctypes.c_size_t(size), 0o1600)
        if segment >= 0:
            yield f"a segment of {size} bytes"
    if LIBC.msgget(0, 0o1600) >= 0:
        yield "a message queue"
    if LIBC.semget(0, 1000, 0o1600) >= 0:
        yield "semaphores"
    for number, name in {319: "memfd_create", 447: "memfd_secret"}.items():
        if LIBC.syscall(number, b"x", 0) >= 0:
            yield name
    _, writer = os.pipe()
    page = ctypes.create_string_buffer(4096)
    part = (ctypes.c_size_t * 2)(ctypes.addressof(page), 4096)
    # Of a page of 2 MiB, 4 KiB would do to keep it in the pipe whole.
    if LIBC.syscall(278, writer, part, ctypes.c_size_t(1), 0) >= 0:
        yield "a page given to a pipe"


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
