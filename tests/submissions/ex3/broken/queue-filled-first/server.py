"""Distributed prime counting: a thread per worker, a queue of tasks, a queue of results.

usage: server.py [HOST:PORT] [A] [B]
"""
import queue
import socket
import sys
import threading
import time

TASK_SIZE = 1000
PATIENCE = 2.0


class Server:
    def __init__(self, a, b):
        self.ranges = [(start, min(b, start + TASK_SIZE)) for start in range(a, b, TASK_SIZE)]
        self.tasks = queue.Queue(maxsize=14)
        for task in range(len(self.ranges)):
            self.tasks.put(task)
        self.results = queue.Queue()
        self.answered = {}
        self.finished = False
        self.ready = set()
        self.lock = threading.Lock()        # for `ready` and `finished`

    def accept(self, listener):
        while True:
            connection, peer = listener.accept()
            threading.Thread(target=self.serve, args=(connection, peer), daemon=True).start()

    def serve(self, connection, peer):
        task = None
        try:
            lines = self.lines(connection)
            for line in lines:
                if line == "READY":
                    break
            else:
                return
            if not self.enter(connection):
                return
            while True:
                task = self.tasks.get()
                if task in self.answered:
                    task = None
                    continue
                a, b = self.ranges[task]
                connection.sendall(f"TASK {task} {a} {b}\n".encode())
                self.results.put((task, self.wait_for(task, connection, lines)))
                task = None
        except OSError as error:
            print(f"{peer}: {error}", file=sys.stderr)
        finally:
            if task is not None:
                self.tasks.put(task)
            with self.lock:
                self.ready.discard(connection)
            connection.close()

    def enter(self, connection):
        """Registers a worker, or tells it that it comes too late."""
        with self.lock:
            if self.finished:
                connection.sendall(b"DONE\n")
            else:
                self.ready.add(connection)
            return not self.finished

    def lines(self, connection):
        """The lines of a connection; None each time that nothing comes for `PATIENCE`."""
        buffer = b""
        while True:
            *complete, buffer = buffer.split(b"\n")
            for line in complete:
                yield line.decode(errors="replace").strip()
            try:
                data = connection.recv(4096)
            except TimeoutError:
                yield None
                continue
            if not data:
                return
            buffer += data

    def wait_for(self, task, connection, lines):
        a, b = self.ranges[task]
        connection.settimeout(PATIENCE)
        for line in lines:
            if line is None:
                self.tasks.put(task)        # too slow: somebody else may try, too
                connection.settimeout(None)
                continue
            match line.split():
                case ["RESULT", number, count] if number == str(task) and count.isdecimal():
                    if int(count) <= b - a:
                        connection.settimeout(None)
                        return int(count)
            print(f"refused: {line!r}", file=sys.stderr)
        raise ConnectionError("lost")

    def total(self):
        while len(self.answered) < len(self.ranges):
            task, count = self.results.get()
            self.answered.setdefault(task, count)
        return sum(self.answered.values())

    def say_goodbye(self):
        with self.lock:
            self.finished = True
            for connection in self.ready:
                try:
                    connection.sendall(b"DONE\n")
                except OSError:
                    pass


def main():
    address = sys.argv[1] if len(sys.argv) > 1 else "127.0.0.1:8000"
    a = int(sys.argv[2]) if len(sys.argv) > 2 else 0
    b = int(sys.argv[3]) if len(sys.argv) > 3 else 10_000
    host, port = address.rsplit(":", 1)

    listener = socket.create_server((host, int(port)), backlog=64)
    server = Server(a, b)
    threading.Thread(target=server.accept, args=(listener,), daemon=True).start()
    total = server.total()
    server.say_goodbye()
    print(f"TOTAL {total}", flush=True)
    if a < b:
        time.sleep(0.2)     # those who come just now are told, too


if __name__ == "__main__":
    main()
