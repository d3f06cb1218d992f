"""Distributed prime counting. usage: server.py [HOST:PORT] [A] [B]"""
import socket
import sys
import threading
import time

TASK_SIZE = 1000


class Worker:
    def __init__(self, connection):
        self.connection = connection
        self.lines = connection.makefile("rb")
        self.task = None

    def read(self):
        line = self.lines.readline()
        if not line.endswith(b"\n"):
            raise ConnectionError("the worker is gone")
        return line.split()


class Server:
    def __init__(self, a, b):
        self.ranges = [(n, min(b, n + TASK_SIZE)) for n in range(a, b, TASK_SIZE)]
        self.waiting = list(range(len(self.ranges)))
        self.counts = {}
        self.workers = []
        self.change = threading.Condition()

    def accept(self, listener):
        while True:
            connection, _ = listener.accept()
            threading.Thread(target=self.welcome, args=(connection,), daemon=True).start()

    def welcome(self, connection):
        worker = Worker(connection)
        try:
            while worker.read() != [b"READY"]:
                pass
        except OSError:
            return
        with self.change:
            self.workers.append(worker)
            self.give(worker)
            self.change.notify_all()

    def give(self, worker):
        if worker.task is None and self.waiting:
            worker.task = self.waiting.pop(0)
            a, b = self.ranges[worker.task]
            try:
                worker.connection.sendall(f"TASK {worker.task} {a} {b}\n".encode())
            except OSError:
                pass        # seen when its answer is read

    def take_answer(self, worker):
        a, b = self.ranges[worker.task]
        while True:
            words = worker.read()
            if len(words) == 3 and words[:2] == [b"RESULT", b"%d" % worker.task]:
                if words[2].isdigit() and int(words[2]) <= b - a:
                    return int(words[2])
            print("refused:", words, file=sys.stderr)

    def serve(self, worker):
        """Takes the answer of a worker, and gives it its next task."""
        try:
            count = self.take_answer(worker)
            with self.change:
                self.counts[worker.task] = count
                worker.task = None
                self.give(worker)
        except OSError as error:
            print("lost:", error, file=sys.stderr)
            with self.change:
                self.workers.remove(worker)
                self.waiting.insert(0, worker.task)
                for other in self.workers:
                    self.give(other)

    def run(self):
        turn = 0
        while len(self.counts) < len(self.ranges):
            with self.change:
                self.change.wait_for(lambda: self.workers)
                worker = self.workers[turn % len(self.workers)]
            turn += 1
            if worker.task is not None:
                self.serve(worker)
        print("TOTAL", sum(self.counts.values()), flush=True)
        if self.ranges:
            time.sleep(0.1)
        with self.change:
            for worker in self.workers:
                try:
                    worker.connection.sendall(b"DONE\n")
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
    server.run()


if __name__ == "__main__":
    main()
