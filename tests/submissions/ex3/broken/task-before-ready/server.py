"""The server: cuts the range into tasks, hands them out to the workers, adds up."""
import socket
import sys
import threading
from collections import deque


class Board:
    """What is to be given, what is answered. All threads share it."""

    def __init__(self, a, b):
        self.changed = threading.Condition()
        self.todo = deque()
        for start in range(a, b, 1000):
            self.todo.append((len(self.todo), start, min(start + 1000, b)))
        self.unanswered = len(self.todo)
        self.total = 0
        self.open = 0       # connections
        self.ready = 0      # workers that have said READY and are not dismissed

    def take(self):
        """The next task, as soon as there is one. None: all is counted."""
        with self.changed:
            while self.unanswered > 0 and not self.todo:
                self.changed.wait()
            return self.todo.popleft() if self.unanswered > 0 else None

    def give_back(self, task):
        with self.changed:
            self.todo.appendleft(task)
            self.changed.notify_all()

    def answered(self, count):
        with self.changed:
            self.total += count
            self.unanswered -= 1
            self.changed.notify_all()

    def count(self, open=0, ready=0):
        with self.changed:
            self.open += open
            self.ready += ready
            self.changed.notify_all()


def count_in(line, task):
    """What a worker has found for its task, or None if that cannot be."""
    words = line.rstrip(b"\r\n").split(b" ")
    if len(words) != 3 or words[0] != b"RESULT":
        return None
    if not words[1].isdigit() or not words[2].isdigit():
        return None
    number, a, b = task
    count = int(words[2])
    return count if int(words[1]) == number and count <= b - a else None


def serve(conn, board):
    task = board.take()
    ready = False
    try:
        lines = conn.makefile("rb")
        if lines.readline().rstrip(b"\r\n") != b"READY":
            return
        ready = True
        board.count(ready=1)
        while task is not None:
            conn.sendall(b"TASK %d %d %d\n" % task)
            line = lines.readline()
            count = count_in(line, task) if line.endswith(b"\n") else None
            if count is None:
                return                      # the worker has left, or says what cannot be
            board.answered(count)
            task = board.take()
        conn.sendall(b"DONE\n")
    except OSError as error:
        print(f"a worker is lost: {error}", file=sys.stderr, flush=True)
    finally:
        if task is not None:
            board.give_back(task)
        conn.close()
        board.count(open=-1, ready=-1 if ready else 0)


def accept_all(listener, board):
    while True:
        try:
            conn, _ = listener.accept()
        except OSError as error:
            print(f"accept: {error}", file=sys.stderr, flush=True)
            continue
        board.count(open=1)
        threading.Thread(target=serve, args=(conn, board), daemon=True).start()


def main():
    address = sys.argv[1] if len(sys.argv) > 1 else "127.0.0.1:8000"
    a = int(sys.argv[2]) if len(sys.argv) > 2 else 0
    b = int(sys.argv[3]) if len(sys.argv) > 3 else 10000
    host, port = address.rsplit(":", 1)
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind((host, int(port)))
    listener.listen(64)

    board = Board(a, b)
    threading.Thread(target=accept_all, args=(listener, board), daemon=True).start()
    with board.changed:
        board.changed.wait_for(lambda: board.unanswered == 0)
        print(f"TOTAL {board.total}", flush=True)
        # Everyone who has said READY is told DONE; the silent are not waited for long.
        board.changed.wait_for(lambda: board.open == 0, timeout=10)
        board.changed.wait_for(lambda: board.ready == 0)


main()
