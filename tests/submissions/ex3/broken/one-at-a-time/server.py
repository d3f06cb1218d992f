"""Distributed prime counting. usage: server.py [HOST:PORT] [A] [B]"""
import queue
import socket
import sys
import threading
import time

TASK_SIZE = 1000

idle = queue.Queue()        # the workers that can be given a task


class Worker:
    def __init__(self, connection):
        self.connection = connection
        self.lines = connection.makefile("rb")

    def read(self):
        line = self.lines.readline()
        if not line.endswith(b"\n"):
            raise ConnectionError("the worker is gone")
        return line.split()

    def ask(self, task, a, b):
        self.connection.sendall(f"TASK {task} {a} {b}\n".encode())
        while True:
            words = self.read()
            if len(words) == 3 and words[:2] == [b"RESULT", b"%d" % task] and words[2].isdigit():
                if int(words[2]) <= b - a:
                    return int(words[2])


def welcome(connection):
    worker = Worker(connection)
    try:
        while worker.read() != [b"READY"]:
            pass
        idle.put(worker)
    except OSError:
        pass


def accept(listener):
    while True:
        connection, _ = listener.accept()
        threading.Thread(target=welcome, args=(connection,), daemon=True).start()


def count(task, a, b):
    """Has the task done by the first worker that manages to."""
    while True:
        worker = idle.get()
        try:
            result = worker.ask(task, a, b)
        except OSError as error:
            print("lost:", error, file=sys.stderr)
            continue
        idle.put(worker)
        return result


def main():
    address = sys.argv[1] if len(sys.argv) > 1 else "127.0.0.1:8000"
    a = int(sys.argv[2]) if len(sys.argv) > 2 else 0
    b = int(sys.argv[3]) if len(sys.argv) > 3 else 10_000
    host, port = address.rsplit(":", 1)
    listener = socket.create_server((host, int(port)), backlog=64)
    threading.Thread(target=accept, args=(listener,), daemon=True).start()

    total = 0
    for task, start in enumerate(range(a, b, TASK_SIZE)):
        total += count(task, start, min(b, start + TASK_SIZE))
    print("TOTAL", total, flush=True)

    end = time.monotonic() + (0.2 if a < b else 0)
    while time.monotonic() < end:
        try:
            idle.get(timeout=0.02).connection.sendall(b"DONE\n")
        except (queue.Empty, OSError):
            pass


if __name__ == "__main__":
    main()
