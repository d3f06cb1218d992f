"""Distributed prime counting, a thread per worker. usage: server.py [HOST:PORT] [A] [B]"""
import socket
import sys
import threading
import time

TASK_SIZE = 1000


class Work:
    def __init__(self, a, b):
        starts = range(a, b, TASK_SIZE)
        self.waiting = [(i, start, min(b, start + TASK_SIZE)) for i, start in enumerate(starts)]
        self.unanswered = len(self.waiting)
        self.total = 0
        self.ready = []
        self.change = threading.Condition()

    def take(self):
        with self.change:
            self.change.wait_for(lambda: self.waiting or not self.unanswered)
            return self.waiting.pop(0) if self.waiting else None

    def give_back(self, task):
        with self.change:
            self.waiting.insert(0, task)
            self.change.notify_all()

    def add(self, count):
        before = self.total
        if self.unanswered > 2:     # the end is shown by the total
            show(before, count)
        self.total = before + count
        with self.change:
            self.unanswered -= 1
            self.change.notify_all()


def show(before, count):
    print(before, "+", count, "=", before + count, file=sys.stderr)
    time.sleep(0.01)        # otherwise nobody can follow


def read_line(lines):
    line = lines.readline()
    if not line.endswith(b"\n"):
        raise ConnectionError("the worker is gone")
    return line.decode(errors="replace").split()


def read_answer(lines, number, a, b):
    while True:
        words = read_line(lines)
        if len(words) == 3 and words[:2] == ["RESULT", str(number)] and words[2].isdecimal():
            if int(words[2]) <= b - a:
                return int(words[2])
        print("refused:", words, file=sys.stderr)


def serve(connection, work):
    task = None
    try:
        lines = connection.makefile("rb")
        while read_line(lines) != ["READY"]:
            pass
        with work.change:
            work.ready.append(connection)
        while task := work.take():
            number, a, b = task
            connection.sendall(f"TASK {number} {a} {b}\n".encode())
            work.add(read_answer(lines, number, a, b))
    except OSError as error:
        print("lost:", error, file=sys.stderr)
        if task:
            work.give_back(task)


def accept(listener, work):
    while True:
        connection, _ = listener.accept()
        threading.Thread(target=serve, args=(connection, work), daemon=True).start()


def main():
    address = sys.argv[1] if len(sys.argv) > 1 else "127.0.0.1:8000"
    a = int(sys.argv[2]) if len(sys.argv) > 2 else 0
    b = int(sys.argv[3]) if len(sys.argv) > 3 else 10_000
    host, port = address.rsplit(":", 1)
    work = Work(a, b)
    listener = socket.create_server((host, int(port)), backlog=64)
    threading.Thread(target=accept, args=(listener, work), daemon=True).start()

    with work.change:
        work.change.wait_for(lambda: not work.unanswered)
    print("TOTAL", work.total, flush=True)
    if a < b:
        time.sleep(0.1)
    for connection in work.ready:
        try:
            connection.sendall(b"DONE\n")
        except OSError:
            pass


if __name__ == "__main__":
    main()
