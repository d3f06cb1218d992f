import re
import socket
import sys
import threading
import time
from collections import deque

SIZE = 1000


def split(a, b):
    """The tasks: at most SIZE integers each."""
    return [(start, min(start + SIZE, b)) for start in range(a, b, SIZE)]


class Work:
    def __init__(self, tasks):
        self.changed = threading.Condition()
        self.tasks = tasks
        self.to_give = deque(range(len(tasks)))
        self.answered = {}  # task -> its result
        self.ready = set()

    def finished(self):
        return len(self.answered) == len(self.tasks)

    def next(self):
        """The next task to give, or None when all is counted."""
        with self.changed:
            while not self.finished():
                while self.to_give:
                    task = self.to_give.popleft()
                    if task not in self.answered:
                        return task
                self.changed.wait()
            return None

    def lost(self, task):
        with self.changed:
            if task not in self.answered:
                self.to_give.append(task)
                self.changed.notify_all()

    def answer(self, task, n):
        with self.changed:
            if task not in self.answered:
                self.answered[task] = n
                if self.finished():
                    self.changed.notify_all()


def read_result(line, task, bounds):
    """The number in a RESULT for this task, or None if it is not a good one."""
    match = re.fullmatch(rb"RESULT ([0-9]+) ([0-9]+)\r?\n", line)
    if not match or int(match[1]) != task:
        return None
    n = int(match[2])
    return n if n <= bounds[1] - bounds[0] else None


def serve(sock, work):
    task = None
    reader = sock.makefile("rb")
    try:
        if reader.readline().rstrip(b"\r\n") != b"READY":
            return
        with work.changed:
            work.ready.add(sock)
        while True:
            task = work.next()
            if task is None:
                return
            a, b = work.tasks[task]
            sock.sendall(f"TASK {task} {a} {b}\n".encode())
            n = read_result(reader.readline(), task, (a, b))
            if n is None:
                break
            work.answer(task, n)
            task = None
    except OSError as error:
        print(f"worker: {error}", file=sys.stderr)
    if task is not None:
        work.lost(task)
    with work.changed:
        if work.finished():
            return
        work.ready.discard(sock)
    reader.close()
    sock.close()


def accept(listener, work):
    while True:
        try:
            sock, _ = listener.accept()
        except OSError as error:
            print(f"accept: {error}", file=sys.stderr)
            continue
        threading.Thread(target=serve, args=(sock, work), daemon=True).start()


def main():
    arguments = sys.argv[1:]
    address = arguments[0] if arguments else "127.0.0.1:8000"
    host, _, port = address.rpartition(":")
    try:
        a = int(arguments[1]) if len(arguments) > 1 else 0
        b = int(arguments[2]) if len(arguments) > 2 else 10000
        listener = socket.create_server((host, int(port)), backlog=128)
    except (OSError, ValueError) as error:
        print(f"server: {address}: {error}", file=sys.stderr)
        return 1
    work = Work(split(a, b))
    threading.Thread(target=accept, args=(listener, work)).start()
    with work.changed:
        while not work.finished():
            work.changed.wait()
    time.sleep(0.3)  # those who have just come may still say READY
    with work.changed:
        ready = list(work.ready)
    for sock in ready:
        try:
            sock.sendall(b"DONE\n")
        except OSError as error:
            print(f"worker: {error}", file=sys.stderr)
    print(f"TOTAL {sum(work.answered.values())}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
