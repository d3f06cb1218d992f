"""Usage: server.py [HOST:PORT] [A] [B]"""
import os
import socket
import sys
import threading

SIZE = 1000


class Tasks:
    """What is to be counted, shared by a thread per worker."""

    def __init__(self, a, b):
        self.changed = threading.Condition()
        starts = range(a, b, SIZE)
        self.left = [(i, x, min(x + SIZE, b)) for i, x in enumerate(starts)]
        self.unanswered = len(self.left)
        self.workers = 0
        self.total = 0

    def take(self):
        """The next task, or None when all is done."""
        with self.changed:
            return self.left.pop(0) if self.left else None

    def put_back(self, task):
        with self.changed:
            self.left.insert(0, task)
            self.changed.notify_all()

    def answered(self, count):
        with self.changed:
            self.total += count
            self.unanswered -= 1
            self.changed.notify_all()

    def worker(self, change):
        with self.changed:
            self.workers += change
            self.changed.notify_all()

    def result(self):
        with self.changed:
            self.changed.wait_for(lambda: self.unanswered == 0 and self.workers == 0)
            return self.total


def number(text):
    return int(text) if text.isascii() and text.isdigit() else None


def answer(lines, task):
    """The count of this task, or None if the worker is lost. Any other line is ignored."""
    ident, a, b = task
    for line in lines:
        if not line.endswith(b"\n"):
            return None
        match line.decode("utf-8", "replace").split():
            case ["RESULT", i, n] if number(i) == ident and number(n) is not None:
                if number(n) <= b - a:
                    return number(n)
    return None


def talk(conn, lines, tasks):
    while (task := tasks.take()) is not None:
        count = None
        try:
            ident, a, b = task
            conn.sendall(b"TASK %d %d %d\n" % (ident, a, b))
            count = answer(lines, task)
        finally:
            if count is None:
                tasks.put_back(task)
        if count is None:
            return
        tasks.answered(count)
    conn.sendall(b"DONE\n")


def serve(conn, tasks):
    with conn, conn.makefile("rb") as lines:
        try:
            if lines.readline() != b"READY\n":
                return
        except OSError:
            return
        tasks.worker(+1)
        try:
            talk(conn, lines, tasks)
        except OSError as error:
            print(f"lost a worker: {error}", file=sys.stderr)
    # Only now is its connection closed.
    tasks.worker(-1)


def accept(listener, tasks):
    while True:
        conn, _ = listener.accept()
        threading.Thread(target=serve, args=(conn, tasks), daemon=True).start()


def main(address="127.0.0.1:8000", a="0", b="10000"):
    host, port = address.rsplit(":", 1)
    tasks = Tasks(int(a), int(b))
    listener = socket.create_server((host, int(port)), backlog=128)
    threading.Thread(target=accept, args=(listener, tasks), daemon=True).start()
    print("TOTAL", tasks.result(), flush=True)
    os._exit(0)


main(*sys.argv[1:4])
